//! Sends a call and judges the answer. Not generic, so that it is compiled once for all services and operations.

use std::{sync::Arc, time::Duration};

use super::{Channel, Meta, verdict};
use crate::runtime::{
    BoxError, BoxFuture, Credentials, Error, Fault, Operation, Outgoing, Profile, Request,
    Response, Result, Service, Transport, TransportRequest,
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
    pub(super) timeout: Duration,
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
pub(super) struct Erased<S, C>(pub(super) C, pub(super) std::marker::PhantomData<fn() -> S>);

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

/// An answer that counts as a success.
pub(super) struct Reply {
    /// The operation answers with nothing, and did.
    no_content: bool,
    response: Response,
    request_id: Option<String>,
}

impl Reply {
    pub(super) fn body(&self) -> &[u8] {
        if self.no_content {
            b"{}"
        } else {
            &self.response.body
        }
    }

    pub(super) fn into_meta(self) -> Meta {
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

    /// Sends a call once. Without credentials only operations that need none succeed.
    pub(super) async fn run(
        self: &Arc<Self>,
        credentials: Option<&dyn Authorize>,
        operation: &'static Operation,
        request: Result<Request>,
    ) -> Result<Reply> {
        let result = match request {
            Ok(request) => self.attempt(credentials, operation, request).await,
            Err(error) => Err(error),
        };
        result.map_err(|error| error.of(self.service, operation))
    }

    async fn attempt(
        self: &Arc<Self>,
        credentials: Option<&dyn Authorize>,
        operation: &Operation,
        request: Request,
    ) -> Result<Reply> {
        let mut outgoing = self.outgoing(operation, request);
        if let Some(credentials) = credentials.filter(|_| !operation.is_anonymous()) {
            outgoing.channel = Some(Channel::new(Arc::clone(self)));
            credentials
                .authorize(&mut outgoing)
                .await
                .map_err(Error::credentials)?;
        }
        for name in self.profile.hidden_headers() {
            outgoing.headers.hide(name);
        }
        let request = TransportRequest {
            method: outgoing.method,
            base_url: outgoing.base_url,
            target: outgoing.target,
            headers: outgoing.headers,
            body: outgoing.body,
            max_response_bytes: self.max_response_bytes,
            timeout: self.timeout,
        };
        let response = self
            .transport
            .send(request)
            .await
            .map_err(Error::transport)?;
        match verdict::judge(self.profile, operation, &response) {
            Ok(request_id) => Ok(Reply {
                no_content: operation.is_no_content() && response.body.is_empty(),
                response,
                request_id,
            }),
            Err(failure) => Err(Error::api(failure.without(&outgoing.secrets), response)),
        }
    }

    fn outgoing(&self, operation: &Operation, request: Request) -> Outgoing {
        let base_url = match (&self.base_url, operation.other_host()) {
            (None, Some(host)) => host,
            _ => self.base_url(),
        };
        let mut outgoing = Outgoing::new(request.method, base_url, request.target);
        outgoing.headers = request.headers;
        outgoing.headers.set("User-Agent", self.user_agent.as_str());
        outgoing.body = request.body;
        outgoing
    }

    /// The error of a success that cannot be read.
    pub(super) fn not_understood(
        &self,
        operation: &'static Operation,
        reply: Reply,
        fault: &Fault,
    ) -> Error {
        let Reply {
            response,
            request_id,
            ..
        } = reply;
        let problem = match verdict::unreadable(&response) {
            Some(problem) => problem.to_owned(),
            None => fault.to_string(),
        };
        Error::decode(problem, fault, response, request_id).of(self.service, operation)
    }
}
