//! Configures clients.

use std::{marker::PhantomData, sync::Arc, time::Duration};

use super::{
    CallOptions, Client, base,
    clock::Clock,
    exchange::{Authorize, Erased, Exchange},
};
use crate::runtime::{
    Credentials, Error, Limiter, Observer, Result, RetryPolicy, Service, SlidingWindow, Timer,
    Transport, headers::is_value,
};

/// Configures a [`Client`].
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder<S> {
    settings: Settings,
    service: PhantomData<fn() -> S>,
}

/// Everything of a builder but the type of its service.
struct Settings {
    credentials: Arc<dyn Authorize>,
    base_url: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    timer: Option<Arc<dyn Timer>>,
    limiter: Option<Arc<dyn Limiter>>,
    observers: Vec<Arc<dyn Observer>>,
    drift_reports: bool,
    retry: RetryPolicy,
    deadline: Duration,
    timeout: Duration,
    #[cfg(feature = "reqwest")]
    connect_timeout: Duration,
    max_response_bytes: usize,
    user_agent: String,
}

impl<S: Service> ClientBuilder<S> {
    pub(super) fn new(credentials: impl Credentials<S> + 'static) -> Self {
        Self {
            settings: Settings {
                credentials: Arc::new(Erased(credentials, PhantomData::<fn() -> S>)),
                base_url: None,
                transport: None,
                timer: None,
                limiter: Some(Arc::new(SlidingWindow::new())),
                observers: Vec::new(),
                drift_reports: false,
                retry: RetryPolicy::new(),
                deadline: Duration::from_secs(120),
                timeout: Duration::from_secs(30),
                #[cfg(feature = "reqwest")]
                connect_timeout: Duration::from_secs(10),
                max_response_bytes: 16 << 20,
                user_agent: concat!("meeting-client/", env!("CARGO_PKG_VERSION")).to_owned(),
            },
            service: PhantomData,
        }
    }

    /// Sends every call to this address instead of the service's: another edition of the service, a gateway, a test
    /// server. It goes before the hosts of single operations, so that a test cannot reach the real service.
    ///
    /// `http` or `https`, a host, perhaps a port and the start of a path.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.settings.base_url = Some(url.into());
        self
    }

    /// Sends through `transport` instead of over HTTP.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.settings.transport = Some(Arc::new(transport));
        self
    }

    /// Longest time for a call with all its attempts and waits; 120 seconds by default. A call that would have to wait
    /// longer than this fails at once.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.settings.deadline = limit;
        self
    }

    /// When calls are sent again; see [`RetryPolicy::new`] for what is the default.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// Keeps calls within limits by another limiter than one of the client's own: one that several clients share, or that
    /// knows other limits than the documented ones, such as those of an edition that allows more. See [`SlidingWindow`].
    pub fn limiter(mut self, limiter: impl Limiter) -> Self {
        self.settings.limiter = Some(Arc::new(limiter));
        self
    }

    /// Sends calls as fast as they come, whatever limits the service documents.
    pub fn without_limits(mut self) -> Self {
        self.settings.limiter = None;
        self
    }

    /// Tells `observer` of every attempt and every call. More than one may be told.
    pub fn observer(mut self, observer: impl Observer) -> Self {
        self.settings.observers.push(Arc::new(observer));
        self
    }

    /// Tells observers where answers are not as documented: members and values that the specs do not know, what is
    /// missing, and what is of another type; see [`Drift`](crate::runtime::Drift). Off by default. A finding is told once
    /// per process.
    pub fn drift_reports(mut self, on: bool) -> Self {
        self.settings.drift_reports = on;
        self
    }

    /// Takes the time from `timer`; from Tokio by default, if the Cargo feature `tokio` is on.
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.settings.timer = Some(Arc::new(timer));
        self
    }

    /// Longest time for one attempt, from sending it until its whole answer has arrived; 30 seconds by default, and never
    /// more than what is left of the deadline.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.settings.timeout = limit;
        self
    }

    /// Longest time for connecting, 10 seconds by default; without effect on a transport of the caller's.
    #[cfg(feature = "reqwest")]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.settings.connect_timeout = limit;
        self
    }

    /// Largest body that is accepted in an answer; 16 MiB by default.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.settings.max_response_bytes = limit;
        self
    }

    /// The header `User-Agent`; name and version of this crate by default.
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.settings.user_agent = text.into();
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// An error of kind [`InvalidRequest`](crate::runtime::ErrorKind::InvalidRequest) if a setting is not valid or there
    /// is no transport or no timer, of kind [`Transport`](crate::runtime::ErrorKind::Transport) if TLS cannot be set up.
    pub fn build(self) -> Result<Client<S>> {
        let settings = self.settings;
        if !is_value(&settings.user_agent) {
            return Err(Error::invalid_request(
                "the user agent must consist of visible ASCII characters",
            ));
        }
        let base_url = match &settings.base_url {
            Some(url) => Some(base::check(url).map_err(Error::invalid_request)?),
            None => None,
        };
        let transport = match &settings.transport {
            Some(transport) => Arc::clone(transport),
            None => settings.default_transport()?,
        };
        let timer = match &settings.timer {
            Some(timer) => Arc::clone(timer),
            None => default_timer()?,
        };
        Ok(Client {
            exchange: Arc::new(Exchange {
                service: S::NAME,
                profile: S::PROFILE,
                default_url: S::BASE_URL,
                base_url,
                transport,
                clock: Clock::new(timer),
                timeout: settings.timeout,
                deadline: settings.deadline,
                retry: settings.retry,
                budget: settings.retry.new_budget(),
                limiter: settings.limiter,
                observers: settings.observers,
                drift_reports: settings.drift_reports,
                account: settings.credentials.account(),
                max_response_bytes: settings.max_response_bytes,
                user_agent: settings.user_agent,
            }),
            credentials: settings.credentials,
            options: CallOptions::new(),
            service: PhantomData,
        })
    }
}

impl Settings {
    #[cfg(feature = "reqwest")]
    fn default_transport(&self) -> Result<Arc<dyn Transport>> {
        crate::runtime::HttpTransport::builder()
            .connect_timeout(self.connect_timeout)
            .build()
            .map(|transport| Arc::new(transport) as Arc<dyn Transport>)
            .map_err(Error::transport)
    }

    #[cfg(not(feature = "reqwest"))]
    #[allow(clippy::unused_self)]
    fn default_transport(&self) -> Result<Arc<dyn Transport>> {
        Err(Error::invalid_request(
            "there is no transport: set one, or switch on the Cargo feature `rustls` of meeting-client",
        ))
    }
}

#[cfg(feature = "tokio")]
#[allow(clippy::unnecessary_wraps)]
fn default_timer() -> Result<Arc<dyn Timer>> {
    Ok(Arc::new(crate::runtime::TokioTimer::new()))
}

#[cfg(not(feature = "tokio"))]
fn default_timer() -> Result<Arc<dyn Timer>> {
    Err(Error::invalid_request(
        "there is no timer: set one, or switch on the Cargo feature `tokio` of meeting-client",
    ))
}

#[cfg(all(test, not(feature = "tokio")))]
mod tests {
    use crate::runtime::{
        BoxFuture, Client, NoCredentials, Profile, Response, Service, Transport, TransportError,
        TransportRequest,
    };

    enum Vendor {}

    impl Service for Vendor {
        const NAME: &'static str = "vendor";
        const TITLE: &'static str = "Vendor";
        const BASE_URL: &'static str = "https://vendor.example";
        const PROFILE: &'static Profile = &Profile::new();
    }

    struct Nowhere;

    impl Transport for Nowhere {
        fn send(&self, _: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
            Box::pin(std::future::pending())
        }
    }

    #[test]
    fn a_client_needs_a_timer() {
        let builder = Client::<Vendor>::builder(NoCredentials).transport(Nowhere);
        let error = builder.build().unwrap_err();
        assert_eq!(
            error.to_string(),
            "invalid request: there is no timer: set one, or switch on the Cargo feature `tokio` of meeting-client"
        );
    }
}
