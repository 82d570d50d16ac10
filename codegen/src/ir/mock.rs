//! What the fake server is told of operations and services.

use super::Number;

/// What a spec documents of an operation.
#[derive(Clone, Debug)]
pub(crate) struct OperationMock {
    /// The request type.
    pub(crate) request: String,
    /// As a variant of the runtime's `Method`.
    pub(crate) method: &'static str,
    pub(crate) path: String,
    /// The types that parameters and fields name.
    pub(crate) types: Vec<NamedKind>,
    pub(crate) params: List,
    pub(crate) response: List,
    pub(crate) examples: List,
    pub(crate) errors: Vec<Entry>,
    pub(crate) permissions: Vec<String>,
    pub(crate) pages: Option<Entry>,
    pub(crate) window: Option<Entry>,
    pub(crate) reads: Vec<Read>,
}

/// What a spec documents of a service.
#[derive(Clone, Debug)]
pub(crate) struct ServiceMock {
    /// The type of the service.
    pub(crate) service: String,
    /// Whether it takes an access token.
    pub(crate) token: bool,
    pub(crate) errors: Vec<Entry>,
    /// Request types, with the features that switch them on.
    pub(crate) operations: Vec<(String, Vec<String>)>,
}

/// Entries in an item of their own.
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// The name of the item.
    pub(crate) name: String,
    pub(crate) entries: Vec<Entry>,
}

/// A description that begins with what it has to have, and goes on with what it may have.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) new: Vec<Value>,
    /// Methods of the builder, each with its argument.
    pub(crate) calls: Vec<(&'static str, Option<Value>)>,
}

/// An argument in a description.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(String),
    /// A text of several lines, printed as such where its characters allow it.
    Block(String),
    Number(Number),
    Kind(Kind),
    /// A variant of the runtime's `Location`.
    Location(&'static str),
    /// A variant of the runtime's `Class`.
    Class(&'static str),
    Integers(Vec<i128>),
    Pairs(Vec<(String, String)>),
}

/// The type of a value.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A variant of the runtime's `Kind`.
    Plain(&'static str),
    List(Box<Kind>),
    Map(Box<Kind>),
    /// An object, by the name of its item.
    Object(String),
    /// An enum, by the name of its item.
    Enum(String),
}

/// An item that holds a type.
#[derive(Clone, Debug)]
pub(crate) enum NamedKind {
    Object(List),
    Integers { name: String, values: Vec<i64> },
    Strings { name: String, values: Vec<String> },
}

/// A field of the request, and the parameter that it is read from.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(crate) field: String,
    pub(crate) location: &'static str,
    pub(crate) wire: String,
}
