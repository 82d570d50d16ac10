//! A call and its attempts as spans of `tracing`; nothing is left of them without the Cargo feature.
//!
//! Names are those of OpenTelemetry where it has one. No field holds a parameter, a header or a body.

use super::{Attempt, Call};
use crate::runtime::Method;

/// A call or an attempt, while it lasts.
pub(crate) struct Span(#[cfg(feature = "tracing")] tracing::Span);

/// What is known of an attempt before it is made.
#[cfg_attr(
    not(feature = "tracing"),
    allow(dead_code, reason = "without spans nobody asks")
)]
pub(crate) struct Plan<'a> {
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) method: Method,
    pub(crate) template: &'a str,
    /// Scheme, host, and perhaps port and the start of a path.
    pub(crate) base_url: &'a str,
    /// 1 for the first.
    pub(crate) number: u32,
}

#[cfg(not(feature = "tracing"))]
#[allow(clippy::unused_self, reason = "there is nothing to do")]
impl Span {
    #[inline]
    pub(crate) fn call(_: &'static str, _: &'static str) -> Self {
        Self()
    }

    #[inline]
    pub(crate) fn attempt(_: &Plan<'_>) -> Self {
        Self()
    }

    #[inline]
    pub(crate) fn around<F: Future>(&self, future: F) -> F {
        future
    }

    #[inline]
    pub(crate) fn end_attempt(&self, _: &Attempt<'_>) {}

    #[inline]
    pub(crate) fn end_call(&self, _: &Call<'_>) {}
}

#[cfg(feature = "tracing")]
mod on {
    use std::time::Duration;

    use tracing::{Instrument as _, field, instrument::Instrumented};

    use super::{Attempt, Call, Plan, Span};
    use crate::runtime::{ErrorKind, escape::Cut};

    /// More characters of a service's text than this help nobody.
    const LONGEST: usize = 100;

    impl Span {
        pub(crate) fn call(service: &'static str, operation: &'static str) -> Self {
            Self(tracing::info_span!(
                "meeting_client.call",
                otel.name = %format_args!("{service} {operation}"),
                otel.kind = "internal",
                service,
                operation,
                attempts = field::Empty,
                code = field::Empty,
                "error.type" = field::Empty,
                otel.status_code = field::Empty,
                duration_ms = field::Empty,
            ))
        }

        pub(crate) fn attempt(plan: &Plan<'_>) -> Self {
            let (method, template) = (plan.method.as_str(), plan.template);
            let span = tracing::info_span!(
                "meeting_client.attempt",
                otel.name = %format_args!("{method} {template}"),
                otel.kind = "client",
                http.request.method = method,
                url.template = template,
                server.address = field::Empty,
                server.port = field::Empty,
                http.request.resend_count = field::Empty,
                service = plan.service,
                operation = plan.operation,
                attempt = plan.number,
                http.response.status_code = field::Empty,
                code = field::Empty,
                request_id = field::Empty,
                "error.type" = field::Empty,
                otel.status_code = field::Empty,
                waited_ms = field::Empty,
                duration_ms = field::Empty,
                retry_in_ms = field::Empty,
            );
            if !span.is_disabled() {
                let (address, port) = server(plan.base_url);
                span.record("server.address", address);
                if let Some(port) = port {
                    span.record("server.port", port);
                }
                if plan.number > 1 {
                    span.record("http.request.resend_count", plan.number - 1);
                }
            }
            Self(span)
        }

        /// The same future, inside the span whenever it does something.
        pub(crate) fn around<F: Future>(&self, future: F) -> Instrumented<F> {
            future.instrument(self.0.clone())
        }

        pub(crate) fn end_attempt(&self, attempt: &Attempt<'_>) {
            if self.0.is_disabled() {
                return;
            }
            if let Some(status) = attempt.status {
                self.0.record("http.response.status_code", status);
            }
            self.text("code", attempt.code);
            self.text("request_id", attempt.request_id);
            self.failure(attempt.failure, attempt.status);
            self.time("waited_ms", attempt.waited);
            self.time("duration_ms", attempt.duration);
            if let Some(wait) = attempt.retry_in {
                self.time("retry_in_ms", wait);
            }
        }

        pub(crate) fn end_call(&self, call: &Call<'_>) {
            if self.0.is_disabled() {
                return;
            }
            self.0.record("attempts", call.attempts);
            self.text("code", call.code);
            self.failure(call.failure, None);
            self.time("duration_ms", call.duration);
        }

        fn text(&self, name: &'static str, text: Option<&str>) {
            if let Some(text) = text {
                self.0.record(name, field::display(Cut(text, LONGEST)));
            }
        }

        fn time(&self, name: &'static str, span: Duration) {
            self.0.record(name, span.as_secs_f64() * 1e3);
        }

        /// The status where it says that there was an error, as OpenTelemetry wants it.
        fn failure(&self, kind: Option<ErrorKind>, status: Option<u16>) {
            let Some(kind) = kind else {
                return;
            };
            self.0.record("otel.status_code", "ERROR");
            match status {
                Some(status) if status >= 400 => {
                    self.0.record("error.type", field::display(status));
                }
                _ => {
                    self.0.record("error.type", name(kind));
                }
            }
        }
    }

    /// As few words as possible, since metrics are counted by them.
    fn name(kind: ErrorKind) -> &'static str {
        match kind {
            ErrorKind::Transport => "transport",
            ErrorKind::Timeout => "timeout",
            ErrorKind::Api => "api",
            ErrorKind::Decode => "decode",
            ErrorKind::Throttled => "throttled",
            ErrorKind::Credentials => "credentials",
            ErrorKind::InvalidRequest => "invalid_request",
            ErrorKind::TooLarge => "too_large",
        }
    }

    /// Host and port of a base URL.
    fn server(base_url: &str) -> (&str, Option<u16>) {
        let (scheme, rest) = base_url.split_once("://").unwrap_or(("", base_url));
        let authority = rest.split('/').next().unwrap_or(rest);
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port.parse().ok()),
            _ => (authority, None),
        };
        let usual = match scheme {
            "https" => Some(443),
            "http" => Some(80),
            _ => None,
        };
        (host.trim_matches(['[', ']']), port.or(usual))
    }

    #[test]
    fn servers() {
        for (url, host, port) in [
            ("https://api.dingtalk.com", "api.dingtalk.com", 443),
            ("http://127.0.0.1:8080/a:b", "127.0.0.1", 8080),
            ("http://[::1]/", "::1", 80),
            ("https://[::1]:8443", "::1", 8443),
        ] {
            assert_eq!(server(url), (host, Some(port)));
        }
    }
}
