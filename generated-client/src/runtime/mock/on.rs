//! What a test expects of one operation, typed.

use std::{fmt::Debug, marker::PhantomData, time::Duration};

use super::{
    Arguments, Fault, HttpReply, IntoCode, Mockable, Reply, Times,
    engine::{self, Engine},
    expectation::{Expectation, Expected, Whole},
    names,
    reply::What,
};

/// An expectation that is being described: a call of `E`, at least once, answered with the documented example.
///
/// It counts from [`MockServer::on`](super::MockServer::on); what follows changes it.
pub struct On<'s, E> {
    engine: &'s Engine,
    index: usize,
    operation: PhantomData<fn() -> E>,
}

#[allow(
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "an expectation counts as soon as it is described"
)]
impl<'s, E: Mockable> On<'s, E> {
    pub(super) fn new(engine: &'s Engine) -> Self {
        engine.know(<E::Service as super::MockableService>::SPEC);
        let mut state = engine.state();
        state.expectations.push(Expectation::new(E::SPEC));
        Self {
            engine,
            index: state.expectations.len() - 1,
            operation: PhantomData,
        }
    }

    fn change(self, change: impl FnOnce(&mut Expectation)) -> Self {
        if let Some(expectation) = self.engine.state().expectations.get_mut(self.index) {
            change(expectation);
        }
        self
    }

    /// Only calls that are equal to this one.
    pub fn with(self, call: E) -> Self
    where
        E: PartialEq + Debug + Send + 'static,
    {
        let shown = format!("{call:?}");
        let whole = Whole {
            shown: shown.clone(),
            differs: Box::new(move |arguments: &Arguments<'_>| match E::read(arguments) {
                Ok(received) if received == call => None,
                Ok(received) => Some(format!("{received:?} is not {shown}")),
                Err(fault) => Some(fault.to_string()),
            }),
        };
        self.change(|it| it.whole = Some(whole))
    }

    /// Only calls in which this parameter, by its name on the wire, has this value.
    ///
    /// # Panics
    ///
    /// If the operation has no such parameter, or the value cannot be written as JSON.
    pub fn param(self, name: &str, value: impl serde::Serialize) -> Self {
        let params = E::SPEC.params;
        let Some(param) = params.iter().find(|param| param.name == name) else {
            let known: Vec<_> = params.iter().map(|param| param.name).collect();
            panic!(
                "{} has no parameter `{name}`, but {}",
                E::SPEC.name(),
                names(&known)
            );
        };
        let value = serde_json::to_value(value)
            .unwrap_or_else(|error| panic!("`{name}` cannot be written as JSON: {error}"));
        self.change(|it| {
            it.params.push(Expected {
                location: param.location,
                name: param.name,
                value,
            });
        })
    }

    /// Answers with the first documented example, as it does without this. If the server plays the vendor, the vendor
    /// answers.
    pub fn reply_example(self) -> Self {
        self.respond(Reply::example())
    }

    /// Answers with this; [`example`](super::example) gives an answer to start from.
    #[allow(clippy::needless_pass_by_value, reason = "an answer is made for this")]
    pub fn reply(self, answer: E::Response) -> Self {
        self.respond(Reply::answer(&answer))
    }

    /// Answers with a documented error: its code as text, or a variant of the operation's enum.
    ///
    /// # Panics
    ///
    /// If neither the operation nor its service documents the code; [`Reply::http`] sends anything.
    pub fn reply_error(self, code: impl IntoCode) -> Self {
        self.respond(Reply::error(code))
    }

    /// Goes wrong in this way.
    ///
    /// # Panics
    ///
    /// If the fault does not fit the operation, such as a code that is not documented.
    pub fn reply_fault(self, fault: Fault) -> Self {
        self.respond(Reply::fault(fault))
    }

    /// Answers with exactly this.
    pub fn reply_http(self, reply: HttpReply) -> Self {
        self.respond(Reply::http(reply))
    }

    /// Answers with this.
    ///
    /// # Panics
    ///
    /// See [`reply_error`](Self::reply_error) and [`reply_fault`](Self::reply_fault).
    pub fn respond(self, reply: Reply) -> Self {
        self.check(&reply);
        self.change(|it| it.replies = vec![reply])
    }

    /// Answers with one after the other; so many calls are expected unless [`times`](Self::times) says otherwise, and the
    /// last answer is repeated if there are more.
    ///
    /// # Panics
    ///
    /// If there is none; otherwise see [`respond`](Self::respond).
    pub fn reply_sequence(self, replies: impl IntoIterator<Item = Reply>) -> Self {
        let replies: Vec<_> = replies.into_iter().collect();
        assert!(
            !replies.is_empty(),
            "a sequence of replies needs at least one"
        );
        for reply in &replies {
            self.check(reply);
        }
        self.change(|it| {
            it.times.get_or_insert(replies.len().into());
            it.replies = replies;
        })
    }

    /// Every answer comes so much later.
    pub fn delay(self, delay: Duration) -> Self {
        self.change(|it| it.delay = delay)
    }

    /// How often the call is expected: `2`, `1..=3`, `0..`. A call beyond that is unexpected; `0` forbids it.
    pub fn times(self, times: impl Into<Times>) -> Self {
        let times = times.into();
        self.change(|it| it.times = Some(times))
    }

    fn check(&self, reply: &Reply) {
        let service = <E::Service as super::MockableService>::SPEC;
        let vendor = self.engine.vendor(service.name());
        let fault = match &reply.what {
            What::Error(code) => Fault::Error(code.clone()),
            What::Fault(fault) => fault.clone(),
            What::Usual if vendor.is_none() => {
                assert!(
                    E::SPEC.response.is_empty() || engine::example_of(E::SPEC).is_some(),
                    "{} has no documented example; give an answer",
                    E::SPEC.name()
                );
                return;
            }
            _ => return,
        };
        if let Err(problem) = fault.check(vendor, service, Some(E::SPEC)) {
            panic!("{problem}");
        }
    }
}
