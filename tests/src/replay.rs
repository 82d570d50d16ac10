//! A transport in memory: answers with what it was given, and keeps what was sent.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use meeting_client::{
    Client, Credentials, Result, RetryPolicy, Service, Transport,
    runtime::{BoxFuture, Response, TransportError, TransportRequest},
};

/// Answers in order; clones share what they keep.
#[derive(Clone, Default)]
pub struct Replay {
    answers: Arc<Mutex<VecDeque<Response>>>,
    sent: Arc<Mutex<Vec<TransportRequest>>>,
}

impl Replay {
    /// Answers once.
    #[must_use]
    pub fn new(status: u16, body: &str) -> Self {
        Self::with(Response::new(status, body))
    }

    /// Answers once.
    #[must_use]
    pub fn with(answer: Response) -> Self {
        let replay = Self::default();
        let answers = &replay.answers;
        answers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push_back(answer);
        replay
    }

    /// A client that calls nobody else.
    ///
    /// # Panics
    ///
    /// If the client cannot be built.
    pub fn client<S: Service>(&self, credentials: impl Credentials<S> + 'static) -> Client<S> {
        Client::builder(credentials)
            .transport(self.clone())
            .retry(RetryPolicy::none())
            .without_limits()
            .build()
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// The only request that was sent.
    ///
    /// # Panics
    ///
    /// If it is not the only one.
    #[must_use]
    pub fn request(&self) -> TransportRequest {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!(sent.len(), 1, "requests");
        sent[0].clone()
    }
}

impl Transport for Replay {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
        self.sent
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(request);
        let answer = self
            .answers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front();
        Box::pin(async { answer.ok_or_else(|| TransportError::connect("nobody answers")) })
    }
}
