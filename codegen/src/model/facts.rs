//! Everything that an operation says, one fact per line.

use super::{At, Operation};

/// What a fact is about, within its subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// That the subject exists: a parameter, a field, an error row.
    Exists,
    /// `GET`
    Method,
    /// Scheme and host.
    Host,
    /// The path template.
    Path,
    /// Where a parameter stands: `query`.
    Location,
    /// The neutral type; of arrays with that of their entries: `array of object`.
    Type,
    /// What the value stands for.
    Format,
    /// The unit.
    Unit,
    /// `true`, `false` or the condition.
    Required,
    /// `always` or the condition.
    Presence,
    /// One value of an enum; holds the value as sent.
    Value(String),
    /// The default.
    Default,
    /// The fixed value.
    Fixed,
    /// Smallest value.
    Min,
    /// Largest value.
    Max,
    /// Fewest characters or entries.
    MinLength,
    /// Most characters or entries.
    MaxLength,
    /// How long the value is good for.
    Expires,
    /// Another name on the wire; holds the name.
    Also(String),
    /// That it is deprecated.
    Deprecated,
    /// HTTP status of an error.
    Status,
    /// Message of an error.
    Message,
    /// Calls per period; holds the period, `60s` or `month`.
    Rate(String),
    /// Longest interval.
    Window,
    /// One key of the pagination.
    Pagination(String),
    /// Field and value that mean success.
    Success,
    /// One permission; holds its name.
    Permission(String),
    /// Whether all permissions are needed or any.
    PermissionMode,
    /// One kind of app; holds it.
    AppType(String),
    /// One kind of credential that does not work; holds it.
    Refused(String),
    /// Request of the example with this number, from 0.
    Request(usize),
    /// Answer of the example with this number, from 0.
    Response(usize),
}

/// One fact: `query.page_size`, `Max`, `20`, line 28.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datum {
    /// Empty for the operation itself, else as in `about:` of a contradiction:
    /// `query.page_size`, `response.record_meetings[].state`, `errors.190004`.
    pub subject: String,
    /// What is said of it.
    pub aspect: Aspect,
    /// The value as text; what merely exists has an empty one.
    pub value: String,
    /// Where it stands.
    pub at: At,
}

/// Lists everything that an operation says, in its order.
#[must_use]
pub fn facts(operation: &Operation) -> Vec<Datum> {
    let _ = operation;
    Vec::new()
}
