//! From a request to its answer: route, expectations, planned faults, the vendor.

mod play;

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::SystemTime,
};

use super::{
    Event, HttpReply, Injection, OperationSpec, Received, Reply, ServiceSpec, Vendor,
    clock::Clock,
    control,
    data::DataSet,
    expectation::Expectation,
    read::read,
    refuse,
    reply::What,
    route::{Match, Routes},
    throttle::Throttle,
};

/// Receives an event per request.
pub(super) type Log = Box<dyn Fn(&Event) + Send + Sync>;

/// Everything of a server but its sockets.
pub(super) struct Engine {
    pub(super) clock: Arc<Clock>,
    pub(super) vendors: Vec<Box<dyn Vendor>>,
    pub(super) strict: bool,
    pub(super) limited: bool,
    /// Whether requests are kept for whoever asks what was received.
    pub(super) keeping: bool,
    pub(super) data: DataSet,
    pub(super) throttle: Throttle,
    pub(super) log: Option<Log>,
    pub(super) state: Mutex<State>,
    pub(super) answers: AtomicU64,
}

/// What tests and requests change.
#[derive(Default)]
pub(super) struct State {
    pub(super) routes: Routes,
    pub(super) services: Vec<&'static ServiceSpec>,
    pub(super) expectations: Vec<Expectation>,
    pub(super) injections: Vec<Injection>,
    pub(super) received: Vec<(Option<&'static OperationSpec>, Received)>,
    pub(super) unexpected: Vec<String>,
}

/// An answer, and what to tell the log about it.
struct Answer {
    reply: HttpReply,
    operation: Option<&'static str>,
    why: Option<String>,
}

/// An operation that was called, and its parameters in the path.
struct Call<'a> {
    service: &'static ServiceSpec,
    spec: &'static OperationSpec,
    received: &'a Received,
    path: Vec<(&'static str, String)>,
    vendor: Option<&'a dyn Vendor>,
    id: String,
}

impl Engine {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a service known, so that its operations have routes.
    pub(super) fn know(&self, service: &'static ServiceSpec) {
        let mut state = self.state();
        if state.services.iter().any(|it| it.name() == service.name()) {
            return;
        }
        state.services.push(service);
        for operation in service.all_operations() {
            state.routes.add(operation);
        }
    }

    /// Answers a request.
    pub(super) fn handle(&self, received: &Received) -> HttpReply {
        if let Some(reply) = control::handle(self, received) {
            return reply;
        }
        let at = self.clock.now();
        let answer = self.answer(received, at);
        if let Some(log) = &self.log {
            log(&Event {
                at,
                method: received.method().to_owned(),
                path: received.path().to_owned(),
                operation: answer.operation,
                status: answer.reply.sent_status(),
                refused: answer.why,
            });
        }
        answer.reply
    }

    fn answer(&self, received: &Received, now: SystemTime) -> Answer {
        let found = self.state().routes.find(received.method(), received.path());
        let (spec, path) = match found {
            Match::Found(spec, path) => (spec, path),
            Match::WrongMethod(methods) => {
                let why = format!("this path takes {}", methods.join(", "));
                let reply = self.lost(received, 405, &why);
                return reply.with_header("Allow", &methods.join(", "));
            }
            Match::Unknown => return self.lost(received, 404, "no operation has this path"),
        };
        let Some(service) = self.service_of(spec) else {
            return self.lost(received, 404, "no operation has this path");
        };
        let call = Call {
            service,
            spec,
            received,
            path,
            vendor: self.vendor(service.name()),
            id: self.id(),
        };
        self.keep(Some(spec), received);
        let (reply, why) = match self.expected(&call) {
            Ok(reply) => self.give(&call, reply, now),
            Err(why_not) => match (self.injected(&call), call.vendor) {
                (Some(injection), _) => {
                    let mut reply = Reply::fault(injection.fault);
                    reply.delay = injection.delay;
                    self.give(&call, reply, now)
                }
                (None, Some(vendor)) => self.behave(vendor, &call, now),
                (None, None) => self.unexpected(&call, &why_not),
            },
        };
        Answer {
            reply,
            operation: Some(spec.name()),
            why,
        }
    }

    /// The answer to a call that a test expects, or why it expects no such call.
    fn expected(&self, call: &Call<'_>) -> Result<Reply, Vec<String>> {
        let mut state = self.state();
        let mut about = state
            .expectations
            .iter_mut()
            .filter(|it| same(it.spec, call.spec))
            .peekable();
        if about.peek().is_none() {
            return Err(Vec::new());
        }
        let arguments =
            read(call.spec, call.received, &call.path, None).map_err(|it| vec![it.problem])?;
        let mut reasons = Vec::new();
        for expectation in about {
            match expectation.refuses(&arguments) {
                None => return Ok(expectation.take()),
                Some(reason) => reasons.push(reason),
            }
        }
        Err(reasons)
    }

    /// The first planned fault for a call.
    fn injected(&self, call: &Call<'_>) -> Option<Injection> {
        let mut state = self.state();
        // A fault for every operation may be one that only the other service has.
        let at = state.injections.iter().position(|it| {
            it.meets(call.spec)
                && it
                    .fault
                    .check(call.vendor, call.service, Some(call.spec))
                    .is_ok()
        })?;
        let injection = &mut state.injections[at];
        injection.left = injection.left.map(|left| left.saturating_sub(1));
        let taken = injection.clone();
        state.injections.retain(|it| it.left != Some(0));
        Some(taken)
    }

    /// Turns what a test wants into an answer.
    fn give(&self, call: &Call<'_>, reply: Reply, now: SystemTime) -> (HttpReply, Option<String>) {
        let (http, why) = match reply.what {
            What::Usual => self.usual(call, now),
            What::Json(json) => (play::success(call, json.to_string()), None),
            What::Error(code) => {
                let problem = "as the test wants it";
                let documented = refuse::documented(
                    call.vendor,
                    call.service,
                    Some(call.spec),
                    &code,
                    problem,
                    &call.id,
                );
                let reply = documented.unwrap_or_else(|| HttpReply::new(500));
                (reply, Some(format!("error {code}")))
            }
            What::Fault(fault) => {
                let good = || self.usual(call, now).0;
                let reply = fault.apply(
                    call.vendor,
                    call.service,
                    call.spec,
                    call.received,
                    &good,
                    &call.id,
                );
                (reply, Some(format!("fault {}", fault.name())))
            }
            What::Http(http) => (http, None),
        };
        let delay = http.delay + reply.delay;
        (http.delay(delay), why)
    }

    /// The answer to a call that no expectation is for, which the test will hear about.
    fn unexpected(&self, call: &Call<'_>, reasons: &[String]) -> (HttpReply, Option<String>) {
        let why = match reasons {
            [] => "no expectation is for this operation".to_owned(),
            reasons => reasons.join("; "),
        };
        let line = format!(
            "{} {} ({}): {why}",
            call.received.method(),
            call.received.path(),
            call.spec.name(),
        );
        self.state().unexpected.push(line);
        (plain(400, &format!("unexpected call: {why}")), Some(why))
    }

    /// The answer to a request that is no call of any operation.
    fn lost(&self, received: &Received, status: u16, why: &str) -> Answer {
        self.keep(None, received);
        if self.vendors.is_empty() {
            let line = format!("{} {}: {why}", received.method(), received.path());
            self.state().unexpected.push(line);
        }
        Answer {
            reply: plain(status, why),
            operation: None,
            why: Some(why.to_owned()),
        }
    }

    fn keep(&self, spec: Option<&'static OperationSpec>, received: &Received) {
        if self.keeping {
            self.state().received.push((spec, received.clone()));
        }
    }

    /// The service that an operation belongs to.
    pub(super) fn service_of(&self, spec: &OperationSpec) -> Option<&'static ServiceSpec> {
        let state = self.state();
        state
            .services
            .iter()
            .find(|service| service.operations.iter().any(|it| same(it, spec)))
            .copied()
    }

    /// Who plays a service.
    pub(super) fn vendor(&self, service: &str) -> Option<&dyn Vendor> {
        self.vendors
            .iter()
            .find(|vendor| vendor.spec().name() == service)
            .map(AsRef::as_ref)
    }

    /// A request id.
    fn id(&self) -> String {
        let number = self.answers.fetch_add(1, Ordering::Relaxed);
        format!("mock-{number:012}")
    }

    /// Forgets what calls have left behind and what was planned; expectations stay.
    pub(super) fn reset(&self) {
        self.clock.reset();
        self.throttle.reset();
        for vendor in &self.vendors {
            vendor.reset();
        }
        let mut state = self.state();
        state.injections.clear();
        state.received.clear();
    }
}

impl Answer {
    fn with_header(mut self, name: &str, value: &str) -> Self {
        self.reply = self.reply.header(name, value);
        self
    }
}

/// Whether two descriptions are of the same operation: constants have no identity.
pub(super) fn same(a: &OperationSpec, b: &OperationSpec) -> bool {
    a.method == b.method && a.path == b.path
}

/// The body of the first documented success.
pub(super) fn example_of(spec: &OperationSpec) -> Option<&'static str> {
    spec.examples
        .iter()
        .find(|example| (200..300).contains(&example.status))
        .map(|example| example.response)
}

fn plain(status: u16, text: &str) -> HttpReply {
    HttpReply::new(status)
        .header("Content-Type", "text/plain;charset=utf-8")
        .header("X-Mock-Refused", refuse::header(text).as_str())
        .body(format!("{text}\n"))
}
