//! What is generated: final Rust names, types and documentation. Lowering decides, emitting prints.

pub(crate) mod mock;

/// A file of the client.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    /// Path below the generated folder.
    pub(crate) path: String,
    /// The spec it comes from, for its first line.
    pub(crate) origin: String,
    pub(crate) docs: Docs,
    /// Whether it uses items that it declares as deprecated.
    pub(crate) deprecated_inside: bool,
    pub(crate) items: Vec<Item>,
}

/// Documentation, line by line, ready to be printed.
pub(crate) type Docs = Vec<String>;

/// What a module consists of, in order.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// `use crate::runtime;`
    UseRuntime,
    /// `use crate::runtime::mock;`
    UseMock,
    Submodule {
        name: String,
        features: Vec<String>,
        public: bool,
    },
    Reexport {
        module: String,
        name: String,
        features: Vec<String>,
    },
    Service(Box<Service>),
    Request(Box<Request>),
    Paged(Paged),
    Windowed(Windowed),
    Object(Object),
    Enum(Enum),
    ErrorCodes(ErrorCodes),
    OperationMock(Box<mock::OperationMock>),
    ServiceMock(Box<mock::ServiceMock>),
    /// `Deserialize` for objects, and everything for enums.
    Wire {
        objects: Vec<String>,
        integers: Vec<String>,
        strings: Vec<String>,
    },
    /// A former name.
    Alias {
        old: String,
        new: String,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct Service {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) wire_name: String,
    pub(crate) title: String,
    pub(crate) host: String,
    pub(crate) envelopes: Vec<Envelope>,
    pub(crate) request_id_headers: Vec<String>,
    pub(crate) success: Option<(String, String)>,
    pub(crate) errors: Vec<(String, &'static str)>,
    pub(crate) rate_limits: Vec<RateLimit>,
    pub(crate) secret_headers: Vec<String>,
    pub(crate) token: Option<TokenPlace>,
}

#[derive(Clone, Debug)]
pub(crate) enum TokenPlace {
    Header(String),
    Bearer,
    Query(String),
}

#[derive(Clone, Debug)]
pub(crate) struct Envelope {
    pub(crate) code: String,
    /// Names of the builder's methods and the paths they take.
    pub(crate) paths: Vec<(&'static str, String)>,
    pub(crate) class: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<String>,
    pub(crate) new_docs: Docs,
    pub(crate) params: Vec<Param>,
    pub(crate) service: String,
    pub(crate) response: String,
    pub(crate) operation: Operation,
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) steps: Vec<Step>,
}

impl Request {
    /// What `new` takes, in order.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = &Param> {
        self.params.iter().filter(|it| it.is_argument())
    }

    /// What has a setter.
    pub(crate) fn setters(&self) -> impl Iterator<Item = &Param> {
        self.params.iter().filter(|it| !it.required)
    }
}

/// The static description of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) name: String,
    pub(crate) idempotent: bool,
    pub(crate) anonymous: bool,
    pub(crate) no_content: bool,
    pub(crate) host: Option<String>,
    pub(crate) success: Option<(String, String)>,
    pub(crate) errors: Vec<(String, &'static str)>,
    pub(crate) rate_limits: Vec<RateLimit>,
}

#[derive(Clone, Debug)]
pub(crate) struct RateLimit {
    pub(crate) calls: u32,
    pub(crate) period: Period,
    /// A variant of the runtime's `LimitScope`.
    pub(crate) scope: &'static str,
    pub(crate) shared: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Period {
    Seconds(u64),
    Millis(u64),
    Month,
}

#[derive(Clone, Debug)]
pub(crate) struct Param {
    pub(crate) name: String,
    pub(crate) ty: Ty,
    pub(crate) required: bool,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<String>,
    /// Setting it sends nothing.
    pub(crate) retired: bool,
}

impl Param {
    /// Whether `new` takes it.
    pub(crate) fn is_argument(&self) -> bool {
        self.required && !self.retired
    }
}

/// One call on the request builder.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// `.query("wire", &self.name)` and the like.
    Send {
        method: &'static str,
        wire: String,
        value: Sent,
    },
    /// `.at_most("wire", self.name, 20)`.
    Limit {
        method: &'static str,
        wire: String,
        name: String,
        by_reference: bool,
        limit: Number,
    },
    Window {
        from: (String, String),
        to: (String, String),
        seconds: u64,
    },
    Retired(String),
}

/// How the answer of an operation continues.
#[derive(Clone, Debug)]
pub(crate) struct Paged {
    /// The request type.
    pub(crate) request: String,
    /// The type of the entries.
    pub(crate) item: Ty,
    /// The constructor of the runtime's `Pagination` for this kind.
    pub(crate) kind: &'static str,
    /// What it takes: the field with the entries, the parameter, and the field that tells the end.
    pub(crate) names: [String; 3],
    /// Number of the first page, if it is not 1.
    pub(crate) first: Option<u64>,
    /// The next cursor is a number, and 0 at the end.
    pub(crate) zero_ends: bool,
    /// The field of the request that says which page is wanted.
    pub(crate) place: String,
    /// The one that says how long a page is.
    pub(crate) size: Option<String>,
    pub(crate) items: FieldPath,
    /// Where the answer tells the end.
    pub(crate) end: FieldPath,
    /// Where it says whether there is more.
    pub(crate) more: Option<FieldPath>,
}

/// The way to a field of an answer.
#[derive(Clone, Debug)]
pub(crate) struct FieldPath {
    /// The objects around it, the outermost first, each with whether it may be missing.
    pub(crate) objects: Vec<(String, bool)>,
    pub(crate) field: String,
}

/// The longest interval of one call.
#[derive(Clone, Debug)]
pub(crate) struct Windowed {
    /// The request type.
    pub(crate) request: String,
    /// The type of both ends.
    pub(crate) instant: Ty,
    pub(crate) from: WindowEnd,
    pub(crate) to: WindowEnd,
    pub(crate) seconds: u64,
}

/// A parameter at one end of an interval.
#[derive(Clone, Debug)]
pub(crate) struct WindowEnd {
    pub(crate) wire: String,
    pub(crate) name: String,
    pub(crate) required: bool,
}

/// What a [`Step::Send`] sends.
#[derive(Clone, Debug)]
pub(crate) enum Sent {
    Field(String),
    /// Written as text in JSON.
    Text(String),
    TextOptional(String),
    FixedText(String),
    FixedInteger(i128),
    FixedFloat(f64),
    FixedBool(bool),
}

/// A number in code.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Number {
    Integer(i128),
    Float(f64),
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    String,
    Bool,
    U32,
    U64,
    I64,
    F64,
    /// Of the runtime, by name.
    Runtime(&'static str),
    Json,
    Secret(Box<Ty>),
    List(Box<Ty>),
    Map(Box<Ty>),
    /// A generated type, by path.
    Named(String),
}

#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) fields: Vec<Field>,
    /// Whether callers make it, for requests.
    pub(crate) sent: bool,
}

impl Object {
    /// What `new` takes, in order, if callers make it.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|it| it.is_argument())
    }

    /// What has a setter, if callers make it.
    pub(crate) fn setters(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|it| !it.is_argument())
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    /// The name that is written, then the others that are read.
    pub(crate) wire: Vec<String>,
    pub(crate) ty: Ty,
    pub(crate) presence: Presence,
    pub(crate) reader: Reader,
    /// Written as text.
    pub(crate) text: bool,
    /// Never written.
    pub(crate) retired: bool,
    pub(crate) docs: Docs,
    pub(crate) setter_docs: Docs,
    pub(crate) deprecated: Option<String>,
}

impl Field {
    /// Whether `new` takes it.
    pub(crate) fn is_argument(&self) -> bool {
        self.presence == Presence::Always
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Always,
    Optional,
    /// A list or map that is empty where it is missing.
    Empty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    Read,
    ReadText,
    ReadEither,
}

#[derive(Clone, Debug)]
pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) integer: bool,
    pub(crate) variants: Vec<Variant>,
}

#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub(crate) name: String,
    /// The value that is written, then the others that are read.
    pub(crate) wire: Vec<String>,
    pub(crate) docs: Docs,
    pub(crate) deprecated: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct ErrorCodes {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) variants: Vec<Variant>,
}
