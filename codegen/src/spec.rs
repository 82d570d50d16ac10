//! What specs say, each value with its place.

use crate::diagnostic::{Place, Spanned};

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

/// The types of one file.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    pub file: u32,
    pub objects: Vec<Object>,
    pub enums: Vec<Enum>,
    pub notes: Vec<EvidenceNote>,
}

/// What a kind of evidence stands for in one file.
#[derive(Clone, Debug)]
pub struct EvidenceNote {
    pub kind: Spanned<EvidenceKind>,
    pub note: Spanned<String>,
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

/// Where the facts of a file come from.
#[derive(Clone, Debug)]
pub struct Origin {
    pub place: Place,
    pub document: Option<Spanned<String>>,
    pub title: Option<Spanned<String>>,
    pub section: Option<Spanned<String>>,
    pub url: Option<Spanned<String>>,
    pub language: Option<Spanned<String>>,
    pub updated: Option<Spanned<String>>,
    pub checked: Option<Spanned<String>>,
    pub sha256: Option<Spanned<String>>,
    pub evidence: Option<Spanned<EvidenceKind>>,
    pub note: Option<Spanned<String>>,
}

/// What is not simply the page's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EvidenceKind {
    Example,
    Sdk,
    Sibling,
    Inferred,
}

impl EvidenceKind {
    /// As in a spec.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Sdk => "sdk",
            Self::Sibling => "sibling",
            Self::Inferred => "inferred",
        }
    }
}

/// Where the facts of one entry come from: the aspect (empty: the whole row) and the kind.
#[derive(Clone, Debug, Default)]
pub struct Evidence(pub Vec<(String, Spanned<EvidenceKind>)>);

/// What a body must say to be a success.
#[derive(Clone, Debug)]
pub struct Success {
    pub field: Spanned<String>,
    pub equals: Spanned<Literal>,
}

/// Calls per period.
#[derive(Clone, Debug)]
pub struct RateLimit {
    pub calls: Spanned<u64>,
    pub per: Spanned<Period>,
    pub scope: Spanned<LimitScope>,
    /// Whether the calls of all operations count together.
    pub shared: bool,
    pub doc: Option<Spanned<String>>,
    pub evidence: Evidence,
}

/// Length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Span(Span),
    Month,
}

/// A length of time in milliseconds, and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub count: u64,
    pub unit: TimeUnit,
}

/// Units of a [`Span`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    Millis,
    Seconds,
    Minutes,
    Hours,
    Days,
}

impl Span {
    /// Its length in milliseconds.
    #[must_use]
    pub fn millis(self) -> u64 {
        let unit: u64 = match self.unit {
            TimeUnit::Millis => 1,
            TimeUnit::Seconds => 1_000,
            TimeUnit::Minutes => 60_000,
            TimeUnit::Hours => 3_600_000,
            TimeUnit::Days => 86_400_000,
        };
        self.count.saturating_mul(unit)
    }
}

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitScope {
    Account,
    App,
    Organisation,
    User,
    Ip,
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

/// Where a parameter stands in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum In {
    Path,
    Query,
    Header,
    Body,
}

impl In {
    /// The section of the spec.
    #[must_use]
    pub fn section(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "headers",
            Self::Body => "body",
        }
    }
}

/// A parameter, a field of the answer, or a field of a type.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: Spanned<String>,
    /// Only for parameters.
    pub location: Option<In>,
    pub ty: Spanned<Type>,
    pub required: Required,
    pub presence: Presence,
    pub also: Vec<Spanned<String>>,
    pub default: Option<Spanned<Literal>>,
    pub value: Option<Spanned<Literal>>,
    pub min: Option<Spanned<Literal>>,
    pub max: Option<Spanned<Literal>>,
    pub min_length: Option<Spanned<u64>>,
    pub max_length: Option<Spanned<u64>>,
    pub pattern: Option<Spanned<String>>,
    pub wire: Option<Spanned<Wire>>,
    pub style: Option<Spanned<ListStyle>>,
    pub unit: Option<Spanned<String>>,
    pub sensitive: Option<Spanned<bool>>,
    pub expires: Option<Spanned<Span>>,
    pub reason: Option<Spanned<String>>,
    pub term: Option<Spanned<String>>,
    pub doc: Spanned<String>,
    pub evidence: Evidence,
    pub rust_name: Option<Spanned<String>>,
    pub was: Option<Spanned<String>>,
    pub deprecated: Option<Spanned<String>>,
    pub retired: Option<Spanned<String>>,
}

impl Field {
    /// Whether its value must not appear in logs.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        self.sensitive.as_ref().is_some_and(|value| value.value)
    }

    /// Its name on the wire, then the others that are accepted.
    pub fn wire_names(&self) -> impl Iterator<Item = &Spanned<String>> {
        std::iter::once(&self.name).chain(&self.also)
    }
}

/// Whether a parameter has to be sent.
#[derive(Clone, Debug)]
pub enum Required {
    No,
    Yes(Place),
    When(Spanned<String>),
}

/// Whether a field is in every answer.
#[derive(Clone, Debug)]
pub enum Presence {
    Unknown,
    Always(Place),
    When(Spanned<String>),
}

/// How a value is written on the wire, if not as its type says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire {
    Text,
    Either,
}

/// How a list stands in a query string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    Repeat,
    Comma,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    String,
    Url,
    Bool,
    U32,
    U64,
    I64,
    F64,
    UnixSeconds,
    UnixMillis,
    Seconds,
    Millis,
    Bytes,
    Json,
    List(Box<Type>),
    Map(Box<Type>),
    Named(String),
}

/// A value written in a spec.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Text(String),
    Int(String),
    Float(String),
    Bool(bool),
    List(Vec<Literal>),
}

/// An object type.
#[derive(Clone, Debug)]
pub struct Object {
    pub name: Spanned<String>,
    pub doc: Spanned<String>,
    pub term: Option<Spanned<String>>,
    pub fields: Vec<Field>,
    pub evidence: Evidence,
    pub was: Option<Spanned<String>>,
}

/// An open enum.
#[derive(Clone, Debug)]
pub struct Enum {
    pub name: Spanned<String>,
    pub of: Spanned<EnumKind>,
    pub doc: Spanned<String>,
    pub term: Option<Spanned<String>>,
    pub values: Vec<EnumValue>,
    pub evidence: Evidence,
    pub was: Option<Spanned<String>>,
}

/// What the values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumKind {
    Integer,
    String,
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValue {
    pub wire: Spanned<String>,
    pub quoted: bool,
    pub name: Spanned<String>,
    pub term: Option<Spanned<String>>,
    pub doc: Spanned<String>,
    pub evidence: Evidence,
    pub was: Option<Spanned<String>>,
    pub deprecated: Option<Spanned<String>>,
    pub retired: Option<Spanned<String>>,
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

/// A documented request with its answer.
#[derive(Clone, Debug)]
pub struct Example {
    pub place: Place,
    pub request: Text,
    pub status: Option<Spanned<u64>>,
    pub response: Option<Text>,
    pub doc: Option<Spanned<String>>,
    pub evidence: Evidence,
}

/// A text whose inner positions can be found in the file.
#[derive(Clone, Debug)]
pub struct Text {
    pub value: String,
    pub place: Place,
    /// For each line, where it starts in the file; empty if unknown.
    pub lines: Vec<usize>,
}

impl Text {
    /// The place in the file of a stretch of the text.
    #[must_use]
    pub fn place_of(&self, start: usize, end: usize) -> Place {
        match (self.offset(start), self.offset(end.max(start))) {
            (Some(start), Some(end)) => Place::new(self.place.file, start, end.max(start)),
            _ => self.place,
        }
    }

    fn offset(&self, at: usize) -> Option<usize> {
        let before = self.value.get(..at)?;
        let line = before.matches('\n').count();
        let column = at - before.rfind('\n').map_or(0, |newline| newline + 1);
        self.lines.get(line).map(|start| start + column)
    }
}

/// Where the vendor disagrees with itself.
#[derive(Clone, Debug)]
pub struct Contradiction {
    pub place: Place,
    pub about: Spanned<String>,
    pub table: Option<Spanned<String>>,
    pub example: Option<Spanned<String>>,
    pub url: Option<Spanned<String>>,
    pub sdk: Option<Spanned<String>>,
    pub chosen: Spanned<String>,
    pub why: Spanned<String>,
    pub seen: Vec<(Spanned<String>, Spanned<Literal>)>,
    pub unseen: Vec<Spanned<String>>,
    pub declared: Vec<(Spanned<String>, Spanned<Literal>)>,
}

/// What a page says and a spec leaves out.
#[derive(Clone, Debug)]
pub struct Omission {
    pub what: Spanned<String>,
    pub why: Spanned<String>,
}
