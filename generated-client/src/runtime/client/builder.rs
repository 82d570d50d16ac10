//! Configures clients.

use std::{marker::PhantomData, sync::Arc, time::Duration};

use super::{
    Client, base,
    exchange::{Authorize, Erased, Exchange},
};
use crate::runtime::{Credentials, Error, Result, Service, Transport, headers::is_value};

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

    /// Longest time from sending a call until its whole answer has arrived; 30 seconds by default.
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
    /// is no transport, of kind [`Transport`](crate::runtime::ErrorKind::Transport) if TLS cannot be set up.
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
        Ok(Client {
            exchange: Arc::new(Exchange {
                service: S::NAME,
                profile: S::PROFILE,
                default_url: S::BASE_URL,
                base_url,
                transport,
                timeout: settings.timeout,
                max_response_bytes: settings.max_response_bytes,
                user_agent: settings.user_agent,
            }),
            credentials: settings.credentials,
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
