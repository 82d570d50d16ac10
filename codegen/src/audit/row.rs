//! Rows of the table in which facts are counted.

use crate::model::Aspect;

/// A kind of fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// Method, host, path.
    Call,
    /// Parameters and their places.
    Parameters,
    /// Fields of the answer.
    Fields,
    /// Types and formats.
    Types,
    /// Whether parameters have to be sent.
    Required,
    /// Whether fields are always sent.
    Presence,
    /// Values of enums.
    Values,
    /// Defaults, fixed values, bounds, lengths, times of validity.
    Ranges,
    /// Units.
    Units,
    /// Other names, and what is deprecated.
    Names,
    /// Error rows.
    Errors,
    /// Rate limits and longest intervals.
    Limits,
    /// Pagination and signs of success.
    Paging,
    /// Permissions, kinds of app and of credential.
    Permissions,
    /// Examples.
    Examples,
}

impl Row {
    /// All, in order.
    pub const ALL: [Self; 15] = [
        Self::Call,
        Self::Parameters,
        Self::Fields,
        Self::Types,
        Self::Required,
        Self::Presence,
        Self::Values,
        Self::Ranges,
        Self::Units,
        Self::Names,
        Self::Errors,
        Self::Limits,
        Self::Paging,
        Self::Permissions,
        Self::Examples,
    ];

    /// The row in which a fact counts.
    #[must_use]
    pub fn of(subject: &str, aspect: &Aspect) -> Self {
        match aspect {
            Aspect::Exists if subject.is_empty() => Self::Call,
            Aspect::Exists if subject.starts_with("response.") => Self::Fields,
            Aspect::Exists if subject.starts_with("errors.") => Self::Errors,
            Aspect::Exists | Aspect::Location => Self::Parameters,
            Aspect::Method | Aspect::Host | Aspect::Path | Aspect::Told(_) => Self::Call,
            Aspect::Type | Aspect::Format => Self::Types,
            Aspect::Unit => Self::Units,
            Aspect::Required => Self::Required,
            Aspect::Presence => Self::Presence,
            Aspect::Value(_) => Self::Values,
            Aspect::Default
            | Aspect::Fixed
            | Aspect::Min
            | Aspect::Max
            | Aspect::MinLength
            | Aspect::MaxLength
            | Aspect::Expires => Self::Ranges,
            Aspect::Also(_) | Aspect::Deprecated => Self::Names,
            Aspect::Status(_) | Aspect::Message => Self::Errors,
            Aspect::Rate(_) | Aspect::RateScope(_) | Aspect::Window => Self::Limits,
            Aspect::Pagination(_) | Aspect::Success => Self::Paging,
            Aspect::Permission(_)
            | Aspect::PermissionMode
            | Aspect::AppType(_)
            | Aspect::Refused(_) => Self::Permissions,
            Aspect::Request(_) | Aspect::Response(_) => Self::Examples,
        }
    }

    /// In tables and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Parameters => "parameters",
            Self::Fields => "fields",
            Self::Types => "types",
            Self::Required => "required",
            Self::Presence => "presence",
            Self::Values => "enum values",
            Self::Ranges => "defaults and ranges",
            Self::Units => "units",
            Self::Names => "other names, deprecations",
            Self::Errors => "errors",
            Self::Limits => "limits",
            Self::Paging => "pagination, success",
            Self::Permissions => "permissions",
            Self::Examples => "examples",
        }
    }
}
