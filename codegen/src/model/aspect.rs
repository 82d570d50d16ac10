//! What facts are about.

use std::fmt;

use super::{Field, Format};

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
    /// `always`, `not always` or the condition.
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
    /// One HTTP status of an error; holds it, since a code may come with several.
    Status(String),
    /// Message of an error.
    Message,
    /// Calls per period; holds the period, `60s` or `month`.
    Rate(String),
    /// Who is counted by the limit with this period.
    RateScope(String),
    /// Longest interval.
    Window,
    /// One key of the pagination.
    Pagination(String),
    /// Field and value that mean success.
    Success,
    /// One permission; holds its name.
    Permission(String),
    /// Whether all permissions are needed or any: `all_of`, `any_of`.
    PermissionMode,
    /// One kind of app; holds it.
    AppType(String),
    /// One kind of credential that does not work; holds it.
    Refused(String),
    /// Request of the example with this number, from 0.
    Request(usize),
    /// Answer of the example with this number, from 0.
    Response(usize),
    /// What only specs say; holds its name, `idempotent`.
    Told(&'static str),
}

impl Aspect {
    /// A short name that stays, for programs.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Exists => "exists",
            Self::Method => "method",
            Self::Host => "host",
            Self::Path => "path",
            Self::Location => "in",
            Self::Type => "type",
            Self::Format => "format",
            Self::Unit => "unit",
            Self::Required => "required",
            Self::Presence => "presence",
            Self::Value(_) => "value",
            Self::Default => "default",
            Self::Fixed => "fixed",
            Self::Min => "min",
            Self::Max => "max",
            Self::MinLength => "min_length",
            Self::MaxLength => "max_length",
            Self::Expires => "expires",
            Self::Also(_) => "also",
            Self::Deprecated => "deprecated",
            Self::Status(_) => "status",
            Self::Message => "message",
            Self::Rate(_) => "rate",
            Self::RateScope(_) => "rate_scope",
            Self::Window => "window",
            Self::Pagination(_) => "pagination",
            Self::Success => "success",
            Self::Permission(_) => "permission",
            Self::PermissionMode => "permission_mode",
            Self::AppType(_) => "app_type",
            Self::Refused(_) => "refused",
            Self::Request(_) => "request",
            Self::Response(_) => "response",
            Self::Told(name) => name,
        }
    }
}

/// For people: `largest value`, `value 3`, `calls per 60s`.
impl fmt::Display for Aspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Location => f.write_str("place"),
            Self::Exists => f.write_str("existence"),
            Self::Fixed => f.write_str("fixed value"),
            Self::Min => f.write_str("smallest value"),
            Self::Max => f.write_str("largest value"),
            Self::MinLength => f.write_str("least length"),
            Self::MaxLength => f.write_str("greatest length"),
            Self::Expires => f.write_str("time of validity"),
            Self::Deprecated => f.write_str("deprecation"),
            Self::Window => f.write_str("longest interval"),
            Self::Success => f.write_str("sign of success"),
            Self::PermissionMode => f.write_str("number of permissions needed"),
            Self::Value(held) => write!(f, "value {held}"),
            Self::Also(held) => write!(f, "other name {held}"),
            Self::Status(held) => write!(f, "status {held}"),
            Self::Rate(held) => write!(f, "calls per {held}"),
            Self::RateScope(held) => write!(f, "who is counted per {held}"),
            Self::Pagination(held) => write!(f, "pagination key {held}"),
            Self::Permission(held) => write!(f, "permission {held}"),
            Self::AppType(held) => write!(f, "kind of app {held}"),
            Self::Refused(held) => write!(f, "refused credential {held}"),
            Self::Request(number) => write!(f, "request of example {}", number + 1),
            Self::Response(number) => write!(f, "answer of example {}", number + 1),
            Self::Method
            | Self::Host
            | Self::Path
            | Self::Type
            | Self::Format
            | Self::Unit
            | Self::Required
            | Self::Presence
            | Self::Default
            | Self::Message
            | Self::Told(_) => f.write_str(self.as_str()),
        }
    }
}

impl Format {
    /// In JSON and in facts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::Instant => "instant",
            Self::Duration => "duration",
            Self::Size => "size",
        }
    }
}

impl Field {
    /// Its place, `query.page_size` or `response.items[].id`; what is no parameter is taken for a
    /// field of the answer.
    #[must_use]
    pub fn subject(&self) -> String {
        let section = self.location.map_or("response", |it| it.section());
        format!("{section}.{}", self.path)
    }

    /// The neutral type, of arrays with that of their entries: `array of object`.
    #[must_use]
    pub fn type_text(&self) -> Option<String> {
        let kind = self.kind.as_ref()?.value.as_str();
        Some(match self.items {
            Some(items) => format!("{kind} of {}", items.as_str()),
            None => kind.to_owned(),
        })
    }
}
