//! HTTP by `reqwest`.

use std::time::Duration;

use reqwest::{
    Client, Url,
    header::{HeaderMap, HeaderName, HeaderValue},
    redirect, retry,
};

use super::{BoxFuture, Headers, Response, Transport, TransportError, TransportRequest};
use crate::runtime::Method;

/// Sends requests over HTTP/1.1 and HTTP/2. Cheap to clone; clones share their connections.
///
/// Never follows redirects, which would carry credentials to another host, and never repeats a request by itself. Does not
/// ask for compressed answers, and does not unpack those that come. TLS is 1.2 or newer, with certificates that the platform
/// trusts. Needs a Tokio runtime. Proxies are taken from the environment unless switched off.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: Client,
}

/// Configures an [`HttpTransport`].
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until it is built"]
pub struct HttpTransportBuilder {
    connect_timeout: Duration,
    proxy: bool,
    pool_idle_timeout: Duration,
    pool_max_idle_per_host: usize,
    #[cfg(feature = "bundled-roots")]
    bundled_roots: bool,
}

impl HttpTransport {
    /// Starts with a limit of 10 seconds for connecting, and with the environment's proxies.
    pub fn builder() -> HttpTransportBuilder {
        HttpTransportBuilder {
            connect_timeout: Duration::from_secs(10),
            proxy: true,
            pool_idle_timeout: Duration::from_secs(90),
            pool_max_idle_per_host: usize::MAX,
            #[cfg(feature = "bundled-roots")]
            bundled_roots: false,
        }
    }

    /// What downloads share with it.
    #[cfg(feature = "download")]
    pub(crate) fn into_client(self) -> Client {
        self.client
    }

    async fn exchange(&self, request: TransportRequest) -> Result<Response, TransportError> {
        let limit = request.max_response_bytes;
        let mut answer = self
            .client
            .execute(prepare(request)?)
            .await
            .map_err(failure)?;
        let status = answer.status().as_u16();
        let headers = received(answer.headers());
        // Checked before anything is read, and again while reading, since the length may be missing or wrong.
        let announced = answer.content_length().unwrap_or(0);
        if usize::try_from(announced).map_or(true, |length| length > limit) {
            return Err(TransportError::too_large(limit));
        }
        // What is announced need not come.
        let expected = usize::try_from(announced).unwrap_or(0).min(64 << 10);
        let mut body = Vec::with_capacity(expected);
        while let Some(chunk) = answer.chunk().await.map_err(failure)? {
            if chunk.len() > limit - body.len() {
                return Err(TransportError::too_large(limit));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Response {
            status,
            headers,
            body,
        })
    }
}

impl HttpTransportBuilder {
    /// Longest time for connecting, TLS included.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// Connects directly, whatever proxies the environment names.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = false;
        self
    }

    /// How long an unused connection stays open; 90 seconds by default. Should be less than what the service allows, since
    /// a request on a connection that is just being closed fails.
    pub fn pool_idle_timeout(mut self, limit: Duration) -> Self {
        self.pool_idle_timeout = limit;
        self
    }

    /// How many unused connections to one host stay open; any number by default. 0 opens a connection for every request.
    pub fn pool_max_idle_per_host(mut self, limit: usize) -> Self {
        self.pool_max_idle_per_host = limit;
        self
    }

    /// Trusts the roots of Mozilla's list that are compiled in, and no other, whatever the platform trusts. For images
    /// without certificates.
    #[cfg(feature = "bundled-roots")]
    pub fn bundled_roots(mut self) -> Self {
        self.bundled_roots = true;
        self
    }

    /// The transport.
    ///
    /// # Errors
    ///
    /// A [`TransportError`] if TLS cannot be set up.
    pub fn build(self) -> Result<HttpTransport, TransportError> {
        let mut builder = Client::builder()
            .redirect(redirect::Policy::none())
            // A request is signed for one attempt only.
            .retry(retry::never())
            .referer(false)
            // Another crate of the program may have switched these features of reqwest on.
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .pool_idle_timeout(self.pool_idle_timeout)
            .pool_max_idle_per_host(self.pool_max_idle_per_host)
            .connect_timeout(self.connect_timeout);
        #[cfg(feature = "rustls")]
        {
            builder = builder
                .tls_backend_rustls()
                .tls_version_min(reqwest::tls::Version::TLS_1_2);
        }
        #[cfg(feature = "bundled-roots")]
        if self.bundled_roots {
            let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
            let roots: Result<Vec<_>, _> = roots
                .map(|root| reqwest::Certificate::from_der(root))
                .collect();
            builder = builder.tls_certs_only(roots.map_err(TransportError::other)?);
        }
        if !self.proxy {
            builder = builder.no_proxy();
        }
        match builder.build() {
            Ok(client) => Ok(HttpTransport { client }),
            Err(error) => Err(TransportError::other(error)),
        }
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let limit = request.timeout;
            match tokio::time::timeout(limit, self.exchange(request)).await {
                Ok(result) => result,
                Err(_) => Err(TransportError::timeout(limit)),
            }
        })
    }
}

fn prepare(request: TransportRequest) -> Result<reqwest::Request, TransportError> {
    let url = exact_url(&request)?;
    if url.scheme() == "https" && !cfg!(feature = "rustls") {
        return Err(TransportError::refused(
            "an https address needs the Cargo feature `rustls` of meeting-client",
        ));
    }
    let method = match request.method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Patch => reqwest::Method::PATCH,
        Method::Delete => reqwest::Method::DELETE,
    };
    let mut prepared = reqwest::Request::new(method, url);
    for (name, value) in request.headers.iter() {
        let (Ok(field), Ok(mut value)) = (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(value),
        ) else {
            return Err(TransportError::refused(
                "a header has characters that are not allowed",
            ));
        };
        value.set_sensitive(request.headers.is_hidden(name));
        prepared.headers_mut().append(field, value);
    }
    *prepared.body_mut() = request.body.map(Into::into);
    Ok(prepared)
}

/// The URL, if its path and query will be sent as they are: a signature covers their exact bytes.
fn exact_url(request: &TransportRequest) -> Result<Url, TransportError> {
    let refused = || TransportError::refused("the URL would not be sent as it was signed");
    let text = request.url();
    let url = Url::parse(&text).map_err(|_| refused())?;
    let (_, rest) = text.split_once("://").ok_or_else(refused)?;
    let (_, expected) = rest.split_at(rest.find('/').ok_or_else(refused)?);
    let is_exact = match (expected.split_once('?'), url.query()) {
        (Some((path, query)), Some(sent)) => path == url.path() && query == sent,
        (None, None) => expected == url.path(),
        _ => false,
    };
    if is_exact && url.fragment().is_none() {
        Ok(url)
    } else {
        Err(refused())
    }
}

fn received(map: &HeaderMap) -> Headers {
    let mut headers: Headers = map
        .iter()
        .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes())))
        .collect();
    headers.hide("set-cookie");
    headers
}

fn failure(error: reqwest::Error) -> TransportError {
    // The query may hold secrets.
    let error = error.without_url();
    if error.is_connect() {
        TransportError::connect(error)
    } else {
        TransportError::other(error)
    }
}

#[cfg(all(test, feature = "bundled-roots"))]
mod tests {
    use super::HttpTransport;

    #[test]
    fn bundled_roots_can_be_read() {
        assert!(HttpTransport::builder().bundled_roots().build().is_ok());
    }
}
