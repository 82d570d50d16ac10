//! Everything of a client but its types, so that it is compiled once for all services and operations.

use std::{marker::PhantomData, sync::Arc, time::Duration};

use super::{CallOptions, Meta, clock::Clock, repeat::Course};
use crate::runtime::{
    Answer, BoxError, BoxFuture, Credentials, Error, Fault, FromWire, Limiter, Observer, Operation,
    Outgoing, Profile, Request, Response, Result, RetryPolicy, Service, Transport,
    observe::{self, Span},
    retry::Budget,
    wire::{Watch, from_json_watched},
};

/// Everything of a client but its credentials and the type of its service.
pub(super) struct Exchange {
    pub(super) service: &'static str,
    pub(super) profile: &'static Profile,
    /// The service's, without a slash at the end.
    pub(super) default_url: &'static str,
    /// The caller's, which goes before the service's and an operation's own host.
    pub(super) base_url: Option<String>,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) clock: Clock,
    pub(super) timeout: Duration,
    pub(super) deadline: Duration,
    pub(super) retry: RetryPolicy,
    pub(super) budget: Option<Budget>,
    pub(super) limiter: Option<Arc<dyn Limiter>>,
    pub(super) observers: Vec<Arc<dyn Observer>>,
    /// Whether the observers are told where answers are not as documented.
    pub(super) drift_reports: bool,
    /// Whose calls the limiter counts together.
    pub(super) account: String,
    pub(super) max_response_bytes: usize,
    pub(super) user_agent: String,
}

/// [`Credentials`] of whatever service.
pub(super) trait Authorize: Send + Sync {
    fn authorize<'a>(&'a self, request: &'a mut Outgoing) -> BoxFuture<'a, Result<(), BoxError>>;

    fn rejected<'a>(&'a self, request: &'a Outgoing) -> BoxFuture<'a, bool>;

    fn account(&self) -> String;
}

/// Forgets the service of credentials.
pub(super) struct Erased<S, C>(pub(super) C, pub(super) PhantomData<fn() -> S>);

impl<S: Service, C: Credentials<S>> Authorize for Erased<S, C> {
    fn authorize<'a>(&'a self, request: &'a mut Outgoing) -> BoxFuture<'a, Result<(), BoxError>> {
        self.0.authorize(request)
    }

    fn rejected<'a>(&'a self, request: &'a Outgoing) -> BoxFuture<'a, bool> {
        self.0.rejected(request)
    }

    fn account(&self) -> String {
        self.0.account()
    }
}

/// What is called, and how.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    /// Without credentials only operations that need none succeed.
    pub(super) credentials: Option<&'a dyn Authorize>,
    pub(super) operation: &'static Operation,
    pub(super) options: &'a CallOptions,
}

/// Takes the body of an answer apart, and keeps what it says.
pub(super) type Read<'a> = &'a mut (dyn FnMut(&[u8]) -> Result<(), Fault> + Send);

/// An answer that counts as a success.
pub(super) struct Reply {
    /// The operation answers with nothing, and did.
    pub(super) no_content: bool,
    pub(super) response: Response,
    pub(super) request_id: Option<String>,
}

impl Reply {
    pub(super) fn body(&self) -> &[u8] {
        if self.no_content {
            b"{}"
        } else {
            &self.response.body
        }
    }

    fn into_meta(self) -> Meta {
        Meta {
            status: self.response.status,
            request_id: self.request_id,
            headers: self.response.headers,
        }
    }
}

impl Exchange {
    pub(super) fn base_url(&self) -> &str {
        self.base_url.as_deref().unwrap_or(self.default_url)
    }

    /// Where calls of an operation go.
    pub(super) fn url_of(&self, operation: &Operation) -> &str {
        match (&self.base_url, operation.other_host()) {
            (None, Some(host)) => host,
            _ => self.base_url(),
        }
    }

    /// Makes a call and keeps its answer.
    // Compiled once per type of answers; all that is below is compiled once.
    pub(super) async fn call<T: FromWire + Send>(
        self: &Arc<Self>,
        job: Job<'_>,
        request: Result<Request>,
    ) -> Result<Answer<T>> {
        let mut value = None;
        let mut read = |body: &[u8]| {
            value = Some(self.decode(job.operation, body)?);
            Ok(())
        };
        let meta = self.run(job, request, &mut read).await?;
        match value {
            Some(value) => Ok(Answer { value, meta }),
            // A success was read.
            None => Err(Error::invalid_request("the answer was not read")),
        }
    }

    fn decode<T: FromWire>(&self, operation: &'static Operation, body: &[u8]) -> Result<T, Fault> {
        let watch = self.drift_reports.then(Watch::default);
        let result = from_json_watched(body, watch.as_ref());
        if let Some(watch) = watch {
            observe::report(self.service, operation.name(), watch, &self.observers);
        }
        result
    }

    /// Makes a call: sends it, as often as that is worth it, and has its answer read.
    pub(super) async fn run(
        self: &Arc<Self>,
        job: Job<'_>,
        request: Result<Request>,
        read: Read<'_>,
    ) -> Result<Meta> {
        let start = self.clock.elapsed();
        let span = Span::call(self.service, job.operation.name());
        let mut attempts = 0;
        let result = match request {
            Ok(request) => {
                let mut course = Course::new(self, job, &request, start);
                let result = span.around(course.run(read)).await;
                attempts = course.sent();
                result
            }
            Err(error) => Err(error),
        };
        let result = result.map_err(|mut error| {
            error.set_call(self.service, job.operation);
            error.set_attempts(attempts);
            error
        });
        let failure = result.as_ref().err();
        let call = observe::Call {
            service: self.service,
            operation: job.operation.name(),
            attempts,
            failure: failure.map(Error::kind),
            code: failure.and_then(Error::code),
            duration: self.clock.elapsed().saturating_sub(start),
        };
        span.end_call(&call);
        for observer in &self.observers {
            observer.call(&call);
        }
        result.map(Reply::into_meta)
    }
}
