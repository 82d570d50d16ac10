//! How errors come about.

use std::time::Duration;

use super::{BoxError, Error, ErrorKind, Failure, Inner, Stop};
use crate::runtime::{Class, Fault, Operation, Overload, Period, Response, TransportError};

impl Error {
    pub(in crate::runtime) fn invalid_request(problem: impl Into<String>) -> Self {
        let mut inner = Inner::new(ErrorKind::InvalidRequest);
        inner.problem = Some(problem.into());
        Self(Box::new(inner))
    }

    /// There is no thread for calls that block.
    #[cfg(feature = "blocking")]
    pub(in crate::runtime) fn no_thread(source: std::io::Error) -> Self {
        let mut inner = Inner::new(ErrorKind::Transport);
        inner.unsent = true;
        inner.problem = Some("there is no thread for the client".to_owned());
        inner.source = Some(source.into());
        Self(Box::new(inner))
    }

    pub(in crate::runtime) fn credentials(source: BoxError) -> Self {
        let mut inner = Inner::new(ErrorKind::Credentials);
        inner.unsent = true;
        inner.source = Some(source);
        Self(Box::new(inner))
    }

    /// The limiter did not let the call through.
    pub(in crate::runtime) fn overload(overload: &Overload) -> Self {
        let mut inner = Inner::new(ErrorKind::Throttled);
        inner.unsent = true;
        // A month is as good as for ever.
        inner.hopeless = overload
            .limit
            .is_some_and(|limit| limit.period() == Period::Month);
        inner.retry_after = overload.wait;
        inner.problem = Some(overload.to_string());
        Self(Box::new(inner))
    }

    /// The deadline was over before the call was sent.
    pub(in crate::runtime) fn never_sent() -> Self {
        let mut inner = Inner::new(ErrorKind::Timeout);
        inner.unsent = true;
        inner.problem = Some("the call could not be sent in time".to_owned());
        Self(Box::new(inner))
    }

    pub(in crate::runtime) fn transport(error: TransportError) -> Self {
        let mut inner = Inner::new(error.kind());
        inner.unsent = error.is_unsent();
        inner.hopeless = error.is_hopeless();
        inner.problem = Some(error.to_string());
        inner.source = error.into_source();
        Self(Box::new(inner))
    }

    pub(in crate::runtime) fn api(
        failure: Failure,
        response: Response,
        retry_after: Option<Duration>,
    ) -> Self {
        let kind = match failure.class {
            Class::Throttled | Class::Banned => ErrorKind::Throttled,
            _ => ErrorKind::Api,
        };
        let mut inner = Inner::new(kind);
        inner.status = Some(response.status);
        inner.code = failure.code;
        inner.message = failure.message;
        inner.detail = failure.detail;
        inner.request_id = failure.request_id;
        inner.class = Some(failure.class);
        inner.body = Some(response.body);
        inner.retry_after = retry_after;
        Self(Box::new(inner))
    }

    pub(in crate::runtime) fn decode(
        problem: String,
        fault: &Fault,
        response: Response,
        request_id: Option<String>,
    ) -> Self {
        let mut inner = Inner::new(ErrorKind::Decode);
        inner.problem = Some(problem);
        inner.path = Some(fault.path()).filter(|path| !path.is_empty());
        inner.status = Some(response.status);
        inner.request_id = request_id;
        inner.body = Some(response.body);
        Self(Box::new(inner))
    }

    /// Adds which call failed.
    pub(in crate::runtime) fn set_call(
        &mut self,
        service: &'static str,
        operation: &'static Operation,
    ) {
        self.0.service = Some(service);
        self.0.operation = Some(operation);
    }

    /// Adds how often the call was sent.
    pub(in crate::runtime) fn set_attempts(&mut self, attempts: u32) {
        self.0.attempts = attempts;
    }

    /// Adds why it was not sent again.
    pub(in crate::runtime) fn set_stop(&mut self, stop: Stop) {
        self.0.stop = Some(stop);
    }
}

impl Inner {
    fn new(kind: ErrorKind) -> Self {
        Self {
            kind,
            service: None,
            operation: None,
            status: None,
            code: None,
            message: None,
            detail: None,
            request_id: None,
            class: None,
            path: None,
            body: None,
            attempts: 0,
            stop: None,
            retry_after: None,
            problem: None,
            unsent: false,
            hopeless: false,
            source: None,
        }
    }
}
