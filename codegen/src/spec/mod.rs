//! What specs say, each value with its place.

mod field;
mod limit;
mod record;
mod types;

use crate::diagnostic::{Place, Spanned};

pub use field::*;
pub use limit::*;
pub use record::*;
pub use types::*;

/// All services of a folder.
#[derive(Clone, Debug, Default)]
pub struct Specs {
    /// Sorted by name.
    pub services: Vec<Service>,
}

/// A vendor's API: `service.yaml`, `types.yaml` and the operations beside them.
#[derive(Clone, Debug)]
pub struct Service {
    /// Index of `service.yaml`.
    pub file: u32,
    pub name: Spanned<String>,
    pub title: Spanned<String>,
    pub term: Option<Spanned<String>>,
    pub rust_name: Option<Spanned<String>>,
    pub doc: Option<Spanned<String>>,
    pub host: Spanned<String>,
    pub hosts: Vec<Host>,
    pub credential: Spanned<Credential>,
    pub credential_headers: Vec<Spanned<String>>,
    pub feature: Option<Spanned<String>>,
    pub envelopes: Vec<Envelope>,
    pub request_id_headers: Vec<Spanned<String>>,
    pub success: Option<Success>,
    pub rate_limits: Vec<RateLimit>,
    pub errors: Vec<ErrorRow>,
    pub source: Option<Origin>,
    pub not_modelled: Vec<Omission>,
    /// Types that operations share: those of `service.yaml`, then those of `types.yaml`.
    pub shared: Vec<Scope>,
    /// Sorted by name.
    pub operations: Vec<Operation>,
}

/// Another host of a service.
#[derive(Clone, Debug)]
pub struct Host {
    pub url: Spanned<String>,
    pub doc: Spanned<String>,
}

/// How a call shows who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    Header(String),
    Bearer,
    Query(String),
    None,
    /// Written by hand in `src/services`.
    Custom,
}

/// What an error body looks like.
#[derive(Clone, Debug)]
pub struct Envelope {
    pub code: Spanned<String>,
    pub message: Option<Spanned<String>>,
    pub request_id: Option<Spanned<String>>,
    pub detail: Option<Spanned<String>>,
    pub when: Option<Spanned<String>>,
    pub class: Option<Spanned<Class>>,
}

/// One HTTP call.
#[derive(Clone, Debug)]
pub struct Operation {
    pub file: u32,
    pub name: Spanned<String>,
    pub summary: Spanned<String>,
    pub doc: Option<Spanned<String>>,
    pub term: Option<Spanned<String>>,
    pub source: Option<Origin>,
    pub method: Method,
    pub path: Spanned<String>,
    pub host: Option<Spanned<String>>,
    pub idempotent: Spanned<bool>,
    pub anonymous: bool,
    pub group: Option<Spanned<String>>,
    pub success: Option<Success>,
    pub rate_limits: Vec<RateLimit>,
    pub permissions: Permissions,
    pub accepted: Vec<Spanned<String>>,
    pub refused: Vec<Spanned<String>>,
    pub app_types: Vec<Spanned<String>>,
    /// In the order of `path`, `query`, `headers`, `body`.
    pub params: Vec<Field>,
    pub response: Vec<Field>,
    /// Its own types and evidence notes.
    pub scope: Scope,
    pub pagination: Option<Pagination>,
    pub window: Option<Window>,
    pub errors: Vec<ErrorRow>,
    pub examples: Vec<Example>,
    pub contradictions: Vec<Contradiction>,
    pub not_modelled: Vec<Omission>,
    pub was: Option<Spanned<String>>,
    pub rust_name: Option<Spanned<String>>,
    pub deprecated: Option<Spanned<String>>,
    pub sunset: Option<Spanned<String>>,
    pub retired: Option<Spanned<String>>,
}

/// HTTP methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// As on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// What a body must say to be a success.
#[derive(Clone, Debug)]
pub struct Success {
    pub field: Spanned<String>,
    pub equals: Spanned<Literal>,
}

/// What the caller must be allowed to do.
#[derive(Clone, Debug, Default)]
pub struct Permissions {
    pub all_of: Vec<Permission>,
    pub any_of: Vec<Permission>,
    pub operator: Option<Spanned<String>>,
}

/// One permission.
#[derive(Clone, Debug)]
pub struct Permission {
    pub name: Spanned<String>,
    pub term: Option<Spanned<String>>,
    pub doc: Option<Spanned<String>>,
}

/// How an answer continues.
#[derive(Clone, Debug)]
pub struct Pagination {
    pub place: Place,
    pub items: Spanned<String>,
    pub page: Option<Spanned<String>>,
    pub first: Option<Spanned<u64>>,
    pub pages: Option<Spanned<String>>,
    pub cursor: Option<Spanned<String>>,
    pub next: Option<Spanned<String>>,
    pub more: Option<Spanned<String>>,
    pub offset: Option<Spanned<String>>,
    pub total: Option<Spanned<String>>,
    pub size: Option<Spanned<String>>,
    pub count: Option<Spanned<String>>,
}

/// Longest interval of one call.
#[derive(Clone, Debug)]
pub struct Window {
    pub from: Spanned<String>,
    pub to: Spanned<String>,
    pub max: Spanned<Span>,
}

/// A documented error.
#[derive(Clone, Debug)]
pub struct ErrorRow {
    pub statuses: Vec<Spanned<u64>>,
    pub code: Spanned<String>,
    pub name: Spanned<String>,
    pub class: Spanned<Class>,
    pub message: Option<Spanned<String>>,
    pub term: Option<Spanned<String>>,
    pub doc: Spanned<String>,
    pub evidence: Evidence,
    pub deprecated: Option<Spanned<String>>,
    pub retired: Option<Spanned<String>>,
}

/// What kind of failure an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Throttled,
    Quota,
    Banned,
    TokenRejected,
    ClockSkew,
    Permission,
    NotFound,
    State,
    Invalid,
    Transient,
    Failed,
}
