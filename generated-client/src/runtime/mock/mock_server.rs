//! The fake server as tests use it.

use std::{
    fmt, io,
    sync::{Arc, Mutex, atomic::AtomicU64},
    thread,
    time::Duration,
};

use super::{
    Event, Injection, Mockable, MockableService, On, Received, Vendor,
    clock::Clock,
    data::DataSet,
    engine::{Engine, same},
    expectation::Expectation,
    files::{FileHost, Files},
    read::read,
    route::Match,
    server::Server,
    throttle::Throttle,
};

/// A fake server on loopback; see the [module](super) for how tests use it.
///
/// It stops when it is dropped, and then panics if an expectation was not met or a call came that none was for, unless
/// the thread is panicking already.
pub struct MockServer {
    engine: Arc<Engine>,
    server: Server,
    url: String,
}

/// Configures a [`MockServer`].
#[must_use = "a builder does nothing until the server is started"]
pub struct MockServerBuilder {
    vendors: Vec<Box<dyn Vendor>>,
    port: u16,
    strict: bool,
    limited: bool,
    keeping: bool,
    records: u64,
    seed: u64,
    log: Option<super::engine::Log>,
}

impl MockServer {
    /// Starts a server at a free port that answers only what a test tells it to.
    ///
    /// # Panics
    ///
    /// If there is no free port.
    pub async fn start() -> Self {
        let started = Self::builder().start().await;
        started.unwrap_or_else(|error| panic!("the mock server cannot start: {error}"))
    }

    /// Configures a server, such as one that plays a vendor.
    pub fn builder() -> MockServerBuilder {
        MockServerBuilder {
            vendors: Vec::new(),
            port: 0,
            strict: false,
            limited: true,
            keeping: true,
            records: 100,
            seed: 1,
            log: None,
        }
    }

    /// Scheme, host and port: what a client's `base_url` needs.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Expects a call of `E`, at least once, and answers it with the documented example. What is returned says more.
    ///
    /// Of several expectations the first that fits a call answers it.
    #[allow(
        clippy::must_use_candidate,
        reason = "what is returned says more, and need not"
    )]
    pub fn on<E: Mockable>(&self) -> On<'_, E> {
        On::new(&self.engine)
    }

    /// The calls of `E` that were received, in order; those with missing or malformed parameters are left out, and are
    /// among the [`requests`](Self::requests).
    #[must_use]
    pub fn received<E: Mockable>(&self) -> Vec<E> {
        self.engine.know(<E::Service as MockableService>::SPEC);
        let state = self.engine.state();
        let calls = state.received.iter().filter_map(|(spec, received)| {
            if !spec.is_some_and(|spec| same(spec, E::SPEC)) {
                return None;
            }
            let Match::Found(spec, path) = state.routes.find(received.method(), received.path())
            else {
                return None;
            };
            let arguments = read(spec, received, &path, None).ok()?;
            E::read(&arguments).ok()
        });
        calls.collect()
    }

    /// All requests that were received, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        let state = self.engine.state();
        let requests = state.received.iter().map(|(_, received)| received.clone());
        requests.collect()
    }

    /// Plans a fault for coming calls that no expectation is for.
    ///
    /// # Panics
    ///
    /// If the fault does not fit the operation, such as a code that is not documented.
    pub fn inject(&self, injection: Injection) {
        if let Err(problem) = self.engine.inject(injection) {
            panic!("{problem}");
        }
    }

    /// Forgets all planned faults.
    pub fn clear_faults(&self) {
        self.engine.state().injections.clear();
    }

    /// Moves the server's clock: tokens expire, limits and signatures are judged by it, and the header `Date` tells it.
    pub fn advance(&self, span: Duration) {
        self.engine.clock.advance(span);
    }

    /// Forgets tokens, nonces, counted calls, planned faults, what was received, and how far the clock was moved.
    /// Expectations stay.
    pub fn reset(&self) {
        self.engine.reset();
    }

    /// Refuses connections for so long, and closes those that are open.
    pub fn refuse_for(&self, span: Duration) {
        self.server.refuse_for(span);
    }

    /// Number of connections that are open.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.server.connections()
    }

    /// Fails the test unless all expectations were met and no other call came; then forgets them.
    ///
    /// # Panics
    ///
    /// With a list of what is missing and what was too much.
    pub fn verify(&self) {
        if let Some(report) = self.report() {
            panic!("{report}");
        }
    }

    /// Stops listening, and lets running answers finish for at most a second.
    pub async fn stop(self) {
        self.server.stop().await;
    }

    /// What was not as expected; `None` if all was. Forgets the expectations.
    fn report(&self) -> Option<String> {
        let mut state = self.engine.state();
        let expectations = std::mem::take(&mut state.expectations);
        let unexpected = std::mem::take(&mut state.unexpected);
        let unmet: Vec<_> = expectations.iter().filter_map(Expectation::unmet).collect();
        if unmet.is_empty() && unexpected.is_empty() {
            return None;
        }
        let mut report = "the calls were not as expected".to_owned();
        for (title, lines) in [("missing", unmet), ("unexpected", unexpected)] {
            if !lines.is_empty() {
                report.extend(["\n  ", title, ":"]);
                for line in lines {
                    report.extend(["\n    ", &line.replace('\n', "\n    ")]);
                }
            }
        }
        Some(report)
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        if !thread::panicking() {
            self.verify();
        }
    }
}

impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

impl MockServerBuilder {
    /// Plays a vendor: calls that no expectation is for are answered as the vendor does.
    pub fn vendor(mut self, vendor: impl Vendor) -> Self {
        self.vendors.push(Box::new(vendor));
        self
    }

    /// Listens at this port of 127.0.0.1; 0, as without this, is any free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Whether a vendor refuses unknown enum values, unknown parameters, and parameters that are sent twice; not by
    /// default.
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Whether a vendor refuses calls beyond its documented limits; it does by default.
    pub fn limits(mut self, limited: bool) -> Self {
        self.limited = limited;
        self
    }

    /// Whether requests are kept for [`MockServer::received`]; they are by default. A server that runs for long should
    /// not.
    pub fn keep_requests(mut self, keeping: bool) -> Self {
        self.keeping = keeping;
        self
    }

    /// Size of the data set that a vendor pages through; 100 by default. Its instants lie in the year 2021.
    pub fn records(mut self, records: u64) -> Self {
        self.records = records;
        self
    }

    /// What the data set is made from; the same seed makes the same data.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Hears of every request as it is answered.
    pub fn log(mut self, log: impl Fn(&Event) + Send + Sync + 'static) -> Self {
        self.log = Some(Box::new(log));
        self
    }

    /// Starts the server. It runs on the current Tokio runtime.
    ///
    /// # Errors
    ///
    /// If the port is not free.
    pub async fn start(self) -> io::Result<MockServer> {
        let clock = Arc::new(Clock::default());
        let files = Files::new(Arc::clone(&clock));
        let mut vendors = self.vendors;
        if !vendors.is_empty() {
            vendors.push(Box::new(FileHost(files.clone())));
        }
        let engine = Arc::new(Engine {
            clock: Arc::clone(&clock),
            vendors,
            strict: self.strict,
            limited: self.limited,
            keeping: self.keeping,
            data: DataSet::new(self.records, self.seed),
            throttle: Throttle::default(),
            log: self.log,
            state: Mutex::default(),
            answers: AtomicU64::new(1),
        });
        for vendor in &engine.vendors {
            engine.know(vendor.spec());
        }
        let answering = Arc::clone(&engine);
        let handler = Arc::new(move |received: Received| answering.handle(&received));
        let server = Server::start(self.port, clock, handler).await?;
        let url = format!("http://{}", server.address());
        engine.data.link_to(&url, files);
        Ok(MockServer {
            engine,
            server,
            url,
        })
    }
}

/// The documented example of an answer, to be changed and given to [`On::reply`].
///
/// # Panics
///
/// If the operation has no documented example.
#[must_use]
pub fn example<E: Mockable>() -> E::Response {
    let name = E::OPERATION.name();
    let body = super::engine::example_of(E::SPEC)
        .unwrap_or_else(|| panic!("{name} has no documented example"));
    crate::runtime::from_json(body.as_bytes())
        .unwrap_or_else(|fault| panic!("the documented example of {name}: {fault}"))
}
