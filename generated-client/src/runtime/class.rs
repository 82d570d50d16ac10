//! What an error means for the caller.

/// What an error of a service means for the caller, whatever its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Class {
    /// Too many calls in a short time; the same call succeeds later.
    Throttled,
    /// The calls of a longer period, such as a month, are used up.
    Quota,
    /// The service refuses every call of this caller for a while.
    Banned,
    /// The token is wrong or has expired; a new one helps.
    TokenRejected,
    /// The clocks differ too much for a signature, or a signature was used twice.
    ClockSkew,
    /// The caller is not allowed to do this.
    Permission,
    /// What the call is about does not exist.
    NotFound,
    /// What the call is about is not in a state that allows it.
    State,
    /// The call itself is wrong; sending it again does not help.
    Invalid,
    /// The service failed for a moment; the same call may succeed now.
    Transient,
    /// Anything else.
    Failed,
}

impl Class {
    /// What an error means of which only the HTTP status is known.
    pub(crate) fn of_status(status: u16) -> Self {
        match status {
            401 | 403 => Self::Permission,
            404 => Self::NotFound,
            429 => Self::Throttled,
            500..=599 => Self::Transient,
            _ => Self::Failed,
        }
    }
}

/// A vendor's error codes that one operation documents.
pub trait ErrorCode: Sized {
    /// The variant of a code; unknown codes keep their text.
    fn from_code(code: &str) -> Self;

    /// The code as the service sends it.
    fn code(&self) -> &str;
}

/// The class of `code` in a table.
pub(crate) fn find_class(table: &[(&str, Class)], code: &str) -> Option<Class> {
    table
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, class)| *class)
}
