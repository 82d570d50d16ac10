//! What one vendor does its own way: whom it lets in, and what it answers beyond documented examples.

use std::time::SystemTime;

use super::{Arguments, HttpReply, OperationSpec, Received, ServiceSpec};
use crate::runtime::{Class, Json, LimitScope};

/// A fake of one vendor's service.
///
/// The server does what every service has in common: routes, parameters, limits, pages, error bodies. Everything here has
/// a default but who is let in.
pub trait Vendor: Send + Sync + 'static {
    /// What the specs document of the service.
    fn spec(&self) -> &'static ServiceSpec;

    /// Decides who calls an operation that is not anonymous.
    ///
    /// # Errors
    ///
    /// Why the caller is not let in.
    fn authorize(&self, call: &Received, now: SystemTime) -> Result<Caller, Refusal>;

    /// Who calls an anonymous operation, for counting.
    fn anonymous(&self, operation: &OperationSpec, arguments: &Arguments<'_>) -> Caller {
        let _ = (operation, arguments);
        Caller::default()
    }

    /// The body of a success that is neither a documented example nor a page of the data set; `None` for operations that
    /// need none.
    fn answer(
        &self,
        operation: &OperationSpec,
        arguments: &Arguments<'_>,
        now: SystemTime,
    ) -> Option<Result<Json, Refusal>> {
        let _ = (operation, arguments, now);
        None
    }

    /// The answer to a call whose successes are no JSON; `None` for all others.
    fn http(
        &self,
        operation: &OperationSpec,
        arguments: &Arguments<'_>,
        call: &Received,
        now: SystemTime,
    ) -> Option<HttpReply> {
        let _ = (operation, arguments, call, now);
        None
    }

    /// Whether an entry of the data set is among what a call asks for. Windows need no code here.
    ///
    /// The entry comes without those of its members that are lists or objects.
    fn includes(&self, operation: &OperationSpec, arguments: &Arguments<'_>, item: &Json) -> bool {
        let _ = (operation, arguments, item);
        true
    }

    /// The documented code for a refusal; `None` if the first row of the reason's class will do.
    fn code(&self, operation: &OperationSpec, reason: Reason) -> Option<&'static str> {
        let _ = (operation, reason);
        None
    }

    /// Completes an error body, which has what the service's envelope names.
    fn complete(&self, code: &str, body: &mut Json) {
        let _ = (code, body);
    }

    /// What a caller gets whose address is banned; `None` for a web page.
    fn ban(&self) -> Option<HttpReply> {
        None
    }

    /// Headers that let a call in, for people who try the server by hand.
    fn credentials(&self, call: &Received, now: SystemTime) -> Vec<(String, String)> {
        let _ = (call, now);
        Vec::new()
    }

    /// Forgets tokens, nonces and whatever else calls have left behind.
    fn reset(&self) {}
}

/// Who calls, as far as limits are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caller {
    app: String,
    account: String,
    organisation: String,
}

impl Caller {
    /// A caller whose app, account and organisation are the same.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            app: name.clone(),
            account: name.clone(),
            organisation: name,
        }
    }

    /// The same caller in another organisation.
    #[must_use]
    pub fn organisation(mut self, name: impl Into<String>) -> Self {
        self.organisation = name.into();
        self
    }

    /// Whose calls count together with this one's.
    pub(crate) fn key(&self, scope: LimitScope) -> &str {
        match scope {
            LimitScope::App | LimitScope::User => &self.app,
            LimitScope::Account => &self.account,
            LimitScope::Organisation => &self.organisation,
            // Everybody is on this machine.
            LimitScope::Ip => "",
        }
    }
}

/// Why a call is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The credential is missing, wrong or has expired.
    Credential,
    /// A header that the credential consists of is missing.
    CredentialMissing,
    /// The time of a signature is too far off.
    ClockSkew,
    /// A signature was used before.
    Replayed,
    /// The signature is wrong.
    Signature,
    /// There were too many calls in a short time.
    Throttled,
    /// The calls of a month are used up.
    Quota,
    /// The body is missing, or is not a JSON object.
    Body,
    /// A parameter is missing or wrong.
    Parameter,
}

impl Reason {
    /// The class of errors in which a row for it is found.
    pub(crate) fn class(self) -> Class {
        match self {
            Self::Credential | Self::Signature => Class::TokenRejected,
            Self::ClockSkew => Class::ClockSkew,
            Self::Replayed => Class::Transient,
            Self::Throttled => Class::Throttled,
            Self::Quota => Class::Quota,
            Self::CredentialMissing | Self::Body | Self::Parameter => Class::Invalid,
        }
    }
}

/// A call that the vendor refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub(crate) reason: Reason,
    pub(crate) problem: String,
}

impl Refusal {
    /// Why, and in a few words what is wrong, without values of the call.
    #[must_use]
    pub fn new(reason: Reason, problem: impl Into<String>) -> Self {
        Self {
            reason,
            problem: problem.into(),
        }
    }
}
