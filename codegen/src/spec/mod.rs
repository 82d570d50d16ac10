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
    /// Its name, `service`.
    pub name: Spanned<String>,
    /// Name for people.
    pub title: Spanned<String>,
    /// The vendor's own name.
    pub term: Option<Spanned<String>>,
    /// Name of its type in Rust, if it must not follow from `service`.
    pub rust_name: Option<Spanned<String>>,
    /// What the service is; appears in the documentation of its module.
    pub doc: Option<Spanned<String>>,
    /// Scheme and host of every call, `https://api.vendor.example`, without a path.
    pub host: Spanned<String>,
    /// Other hosts that the vendor documents, such as other editions.
    pub hosts: Vec<Host>,
    /// How a call shows who asks: `{ header: NAME }`, `bearer`, `{ query: NAME }`, `none`, or
    /// `custom` (written by hand in `src/services`).
    pub credential: Spanned<Credential>,
    /// Headers of a `custom` credential, kept out of logs.
    pub credential_headers: Vec<Spanned<String>>,
    /// Cargo feature that switches the service on; without it the service is always compiled.
    pub feature: Option<Spanned<String>>,
    /// What an error body looks like, first match wins.
    pub envelopes: Vec<Envelope>,
    /// Response headers that carry the vendor's request id, first match wins.
    pub request_id_headers: Vec<Spanned<String>>,
    /// What a body must say for a 2xx answer to be a success, unless the operation says otherwise.
    pub success: Option<Success>,
    /// Limits of every operation.
    pub rate_limits: Vec<RateLimit>,
    /// Errors that every operation can answer with.
    pub errors: Vec<ErrorRow>,
    /// Where the facts come from.
    pub source: Option<Origin>,
    /// What the vendor documents and the spec leaves out.
    pub not_modelled: Vec<Omission>,
    /// Types that operations share: those of `service.yaml`, then those of `types.yaml`.
    pub shared: Vec<Scope>,
    /// Sorted by name.
    pub operations: Vec<Operation>,
}

/// Another host of a service.
#[derive(Clone, Debug)]
pub struct Host {
    /// Scheme and host.
    pub url: Spanned<String>,
    /// When to use it.
    pub doc: Spanned<String>,
}

/// How a call shows who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A token in the header of this name.
    Header(String),
    /// A token in `Authorization: Bearer`.
    Bearer,
    /// A token in the query parameter of this name.
    Query(String),
    /// No credential.
    None,
    /// Written by hand in `src/services`.
    Custom,
}

/// What an error body looks like.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// Path of the error code; the envelope applies where a string or a number is found there.
    pub code: Spanned<String>,
    /// Path of the message.
    pub message: Option<Spanned<String>>,
    /// Path of the request id.
    pub request_id: Option<Spanned<String>>,
    /// Path of more information, a string or a list of strings, such as missing permissions.
    pub detail: Option<Spanned<String>>,
    /// Path that has to be there as well, where `code` alone could stand in a good answer.
    pub when: Option<Spanned<String>>,
    /// Class of every error with this envelope.
    pub class: Option<Spanned<Class>>,
}

/// One HTTP call.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Index of its file.
    pub file: u32,
    /// Its name, `operation`.
    pub name: Spanned<String>,
    /// One sentence: what the call does.
    pub summary: Spanned<String>,
    /// More about it, in paragraphs.
    pub doc: Option<Spanned<String>>,
    /// The vendor's own name for it.
    pub term: Option<Spanned<String>>,
    /// Where the facts come from.
    pub source: Option<Origin>,
    /// The method of `http`.
    pub method: Method,
    /// The path template of `http`.
    pub path: Spanned<String>,
    /// Host, if it differs from the service's.
    pub host: Option<Spanned<String>>,
    /// Whether sending the call twice does no harm.
    pub idempotent: Spanned<bool>,
    /// `true` if the call needs no credential.
    pub anonymous: bool,
    /// Part of the Cargo feature `<service>-<group>` that switches the operation on.
    pub group: Option<Spanned<String>>,
    /// What a body must say for a 2xx answer to be a success.
    pub success: Option<Success>,
    /// Limits of this operation.
    pub rate_limits: Vec<RateLimit>,
    /// What the caller must be allowed to do.
    pub permissions: Permissions,
    /// Kinds of credential that work.
    pub accepted: Vec<Spanned<String>>,
    /// Kinds of credential that do not work.
    pub refused: Vec<Spanned<String>>,
    /// Kinds of application that may call it.
    pub app_types: Vec<Spanned<String>>,
    /// In the order of `path`, `query`, `headers`, `body`.
    pub params: Vec<Field>,
    /// Fields of the successful answer.
    pub response: Vec<Field>,
    /// Its own types and evidence notes.
    pub scope: Scope,
    /// How the answer continues.
    pub pagination: Option<Pagination>,
    /// Longest interval that one call may ask for.
    pub window: Option<Window>,
    /// The operation's error table.
    pub errors: Vec<ErrorRow>,
    /// The documented examples.
    pub examples: Vec<Example>,
    /// Where the vendor disagrees with itself.
    pub contradictions: Vec<Contradiction>,
    /// What the page says and the spec leaves out.
    pub not_modelled: Vec<Omission>,
    /// Name before a renaming; stays as a deprecated alias.
    pub was: Option<Spanned<String>>,
    /// Name of the request type in Rust, if it must not follow from the operation's.
    pub rust_name: Option<Spanned<String>>,
    /// Why it should no longer be used.
    pub deprecated: Option<Spanned<String>>,
    /// Date on which the vendor switches it off.
    pub sunset: Option<Spanned<String>>,
    /// Date or reason of its removal; calls fail before they are sent.
    pub retired: Option<Spanned<String>>,
}

/// HTTP methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
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
    /// Path of the field.
    pub field: Spanned<String>,
    /// Value that means success.
    pub equals: Spanned<Literal>,
}

/// What the caller must be allowed to do.
#[derive(Clone, Debug, Default)]
pub struct Permissions {
    /// Permissions of which every one is needed.
    pub all_of: Vec<Permission>,
    /// Permissions of which one suffices.
    pub any_of: Vec<Permission>,
    /// What the person behind the call must be allowed to do.
    pub operator: Option<Spanned<String>>,
}

/// One permission.
#[derive(Clone, Debug)]
pub struct Permission {
    /// The permission, exactly as the vendor spells it.
    pub name: Spanned<String>,
    /// The vendor's words for it.
    pub term: Option<Spanned<String>>,
    /// What it allows.
    pub doc: Option<Spanned<String>>,
}

/// How an answer continues.
#[derive(Clone, Debug)]
pub struct Pagination {
    /// Where the section stands.
    pub place: Place,
    /// Response field that holds the entries.
    pub items: Spanned<String>,
    /// Parameter with the number of the page.
    pub page: Option<Spanned<String>>,
    /// Number of the first page; 1 if left out.
    pub first: Option<Spanned<u64>>,
    /// Response field with the number of pages.
    pub pages: Option<Spanned<String>>,
    /// Parameter with the cursor.
    pub cursor: Option<Spanned<String>>,
    /// Response field with the next cursor; empty or missing at the end.
    pub next: Option<Spanned<String>>,
    /// Response field that says whether there is more.
    pub more: Option<Spanned<String>>,
    /// Parameter with the number of entries to skip.
    pub offset: Option<Spanned<String>>,
    /// Response field with the number of all entries.
    pub total: Option<Spanned<String>>,
    /// Parameter with the number of entries per page.
    pub size: Option<Spanned<String>>,
    /// Response field with the number of entries on this page.
    pub count: Option<Spanned<String>>,
}

/// Longest interval of one call.
#[derive(Clone, Debug)]
pub struct Window {
    /// Parameter with the start.
    pub from: Spanned<String>,
    /// Parameter with the end.
    pub to: Spanned<String>,
    /// Longest span.
    pub max: Spanned<Span>,
}

/// A documented error.
#[derive(Clone, Debug)]
pub struct ErrorRow {
    /// HTTP statuses with which it comes.
    pub statuses: Vec<Spanned<u64>>,
    /// The vendor's code, as text.
    pub code: Spanned<String>,
    /// Name in `snake_case`; the Rust variant follows from it.
    pub name: Spanned<String>,
    /// `throttled`, `quota`, `banned`, `token_rejected`, `clock_skew`, `permission`, `not_found`,
    /// `state` (the thing is not in a state that allows it), `invalid`, `transient` or `failed`.
    pub class: Spanned<Class>,
    /// The message, or its template, as sent.
    pub message: Option<Spanned<String>>,
    /// The vendor's own term.
    pub term: Option<Spanned<String>>,
    /// What it means.
    pub doc: Spanned<String>,
    /// Where facts come from, if not from the page's table.
    pub evidence: Evidence,
    /// Why it should no longer be matched.
    pub deprecated: Option<Spanned<String>>,
    /// Date or reason of its removal.
    pub retired: Option<Spanned<String>>,
}

/// What kind of failure an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Too many calls in a short time.
    Throttled,
    /// The calls of a longer period are used up.
    Quota,
    /// The caller is shut out for a while.
    Banned,
    /// The token is wrong or has expired.
    TokenRejected,
    /// The clocks differ too much.
    ClockSkew,
    /// The caller is not allowed to do this.
    Permission,
    /// What the call is about does not exist.
    NotFound,
    /// What the call is about is not in a state that allows it.
    State,
    /// The call itself is wrong.
    Invalid,
    /// The service failed for a moment.
    Transient,
    /// Anything else.
    Failed,
}
