//! What a spec documents of a service and its operations, as generated code hands it to the fake server.
//!
//! Everything is `const`, so that routes, examples and error tables come from the program and not from files.

use std::fmt;

use crate::runtime::{Class, Method, Operation, Profile, TokenPlace};

/// What the spec of a service documents.
#[derive(Clone, Copy, Debug)]
pub struct ServiceSpec {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) profile: &'static Profile,
    pub(crate) token: Option<TokenPlace>,
    pub(crate) errors: &'static [ErrorSpec],
    pub(crate) operations: &'static [&'static OperationSpec],
}

impl ServiceSpec {
    /// A service without a table of errors and without operations.
    #[must_use]
    pub const fn new(name: &'static str, title: &'static str, profile: &'static Profile) -> Self {
        Self {
            name,
            title,
            profile,
            token: None,
            errors: &[],
            operations: &[],
        }
    }

    /// Where the service expects an access token.
    #[must_use]
    pub const fn token(mut self, place: TokenPlace) -> Self {
        self.token = Some(place);
        self
    }

    /// The errors that every operation can answer with.
    #[must_use]
    pub const fn errors(mut self, errors: &'static [ErrorSpec]) -> Self {
        self.errors = errors;
        self
    }

    /// The operations that are compiled in.
    #[must_use]
    pub const fn operations(mut self, operations: &'static [&'static OperationSpec]) -> Self {
        self.operations = operations;
        self
    }

    /// The name in messages, such as `tencent-meeting`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The name for people.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// The operations that are compiled in.
    #[must_use]
    pub const fn all_operations(&self) -> &'static [&'static OperationSpec] {
        self.operations
    }
}

/// What the spec of an operation documents.
#[derive(Clone, Copy, Debug)]
pub struct OperationSpec {
    pub(crate) operation: &'static Operation,
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) params: &'static [ParamSpec],
    pub(crate) response: &'static [FieldSpec],
    pub(crate) examples: &'static [ExampleSpec],
    pub(crate) errors: &'static [ErrorSpec],
    pub(crate) permissions: &'static [&'static str],
    pub(crate) pages: Option<PageSpec>,
    pub(crate) window: Option<WindowSpec>,
}

impl OperationSpec {
    /// An operation without parameters whose answer is empty.
    #[must_use]
    pub const fn new(operation: &'static Operation, method: Method, path: &'static str) -> Self {
        Self {
            operation,
            method,
            path,
            params: &[],
            response: &[],
            examples: &[],
            errors: &[],
            permissions: &[],
            pages: None,
            window: None,
        }
    }

    /// The parameters, in the order of path, query, headers and body.
    #[must_use]
    pub const fn params(mut self, params: &'static [ParamSpec]) -> Self {
        self.params = params;
        self
    }

    /// The members of a successful answer.
    #[must_use]
    pub const fn response(mut self, fields: &'static [FieldSpec]) -> Self {
        self.response = fields;
        self
    }

    /// The documented examples.
    #[must_use]
    pub const fn examples(mut self, examples: &'static [ExampleSpec]) -> Self {
        self.examples = examples;
        self
    }

    /// The operation's table of errors.
    #[must_use]
    pub const fn errors(mut self, errors: &'static [ErrorSpec]) -> Self {
        self.errors = errors;
        self
    }

    /// The permissions that a caller needs, all or one of them.
    #[must_use]
    pub const fn permissions(mut self, permissions: &'static [&'static str]) -> Self {
        self.permissions = permissions;
        self
    }

    /// How the answer continues.
    #[must_use]
    pub const fn pages(mut self, pages: PageSpec) -> Self {
        self.pages = Some(pages);
        self
    }

    /// The longest interval that one call may ask for.
    #[must_use]
    pub const fn window(mut self, window: WindowSpec) -> Self {
        self.window = Some(window);
        self
    }

    /// The name, in `snake_case`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.operation.name()
    }

    /// The HTTP method.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The path, with its parameters in braces.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// Whether it is called without a credential.
    #[must_use]
    pub const fn is_anonymous(&self) -> bool {
        self.operation.is_anonymous()
    }

    /// The documented examples.
    #[must_use]
    pub const fn all_examples(&self) -> &'static [ExampleSpec] {
        self.examples
    }

    /// The operation's table of errors.
    #[must_use]
    pub const fn error_table(&self) -> &'static [ErrorSpec] {
        self.errors
    }
}

/// Where a parameter stands in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// A segment of the path.
    Path,
    /// The query string.
    Query,
    /// A header.
    Header,
    /// A member of the JSON object that is the body.
    Body,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
        })
    }
}

/// A parameter.
#[derive(Clone, Copy, Debug)]
pub struct ParamSpec {
    pub(crate) location: Location,
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    pub(crate) written: Written,
    /// Entries of a list are joined with commas.
    pub(crate) comma: bool,
    pub(crate) fixed: Option<&'static str>,
    pub(crate) default: Option<&'static str>,
    pub(crate) min: Option<Limit>,
    pub(crate) max: Option<Limit>,
    pub(crate) min_length: Option<usize>,
    pub(crate) max_length: Option<usize>,
}

impl ParamSpec {
    /// A parameter that may be left out.
    #[must_use]
    pub const fn new(location: Location, name: &'static str, kind: Kind) -> Self {
        Self {
            location,
            name,
            kind,
            required: false,
            written: Written::Plain,
            comma: false,
            fixed: None,
            default: None,
            min: None,
            max: None,
            min_length: None,
            max_length: None,
        }
    }

    /// It has to be sent.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// A number is written as text in JSON.
    #[must_use]
    pub const fn text(mut self) -> Self {
        self.written = Written::Text;
        self
    }

    /// A number may be written as text in JSON, and a text as a number.
    #[must_use]
    pub const fn either(mut self) -> Self {
        self.written = Written::Either;
        self
    }

    /// The entries of a list are joined with commas; without this the name is repeated.
    #[must_use]
    pub const fn comma(mut self) -> Self {
        self.comma = true;
        self
    }

    /// The only value that is sent, as text.
    #[must_use]
    pub const fn fixed(mut self, value: &'static str) -> Self {
        self.fixed = Some(value);
        self
    }

    /// What the service assumes if it is left out, as text.
    #[must_use]
    pub const fn default(mut self, value: &'static str) -> Self {
        self.default = Some(value);
        self
    }

    /// The smallest number.
    #[must_use]
    pub const fn at_least(mut self, limit: i64) -> Self {
        self.min = Some(Limit::Integer(limit));
        self
    }

    /// The largest number.
    #[must_use]
    pub const fn at_most(mut self, limit: i64) -> Self {
        self.max = Some(Limit::Integer(limit));
        self
    }

    /// The smallest number.
    #[must_use]
    pub const fn at_least_f64(mut self, limit: f64) -> Self {
        self.min = Some(Limit::Float(limit));
        self
    }

    /// The largest number.
    #[must_use]
    pub const fn at_most_f64(mut self, limit: f64) -> Self {
        self.max = Some(Limit::Float(limit));
        self
    }

    /// The fewest characters or entries.
    #[must_use]
    pub const fn min_length(mut self, limit: usize) -> Self {
        self.min_length = Some(limit);
        self
    }

    /// The most characters or entries.
    #[must_use]
    pub const fn max_length(mut self, limit: usize) -> Self {
        self.max_length = Some(limit);
        self
    }
}

/// A bound of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Limit {
    Integer(i64),
    Float(f64),
}

/// How a number is written in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    Plain,
    Text,
    Either,
}

/// The type of a value on the wire.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text.
    String,
    /// An address.
    Url,
    /// A boolean.
    Bool,
    /// An integer from 0 to 2³² − 1.
    U32,
    /// An integer from 0 to 2⁶⁴ − 1.
    U64,
    /// An integer of 64 bits.
    I64,
    /// A number.
    F64,
    /// An instant, in seconds since the Unix epoch.
    UnixSeconds,
    /// An instant, in milliseconds since the Unix epoch.
    UnixMillis,
    /// A length of time in seconds.
    Seconds,
    /// A length of time in milliseconds.
    Millis,
    /// A size.
    Bytes,
    /// Any JSON.
    Json,
    /// A list.
    List(&'static Kind),
    /// An object with any keys.
    Map(&'static Kind),
    /// An object; the members that are known.
    Object(&'static [FieldSpec]),
    /// An enum over integers; the values that are known.
    Integers(&'static [i64]),
    /// An enum over texts; the values that are known.
    Strings(&'static [&'static str]),
}

/// A member of an answer, or of an object in a request.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) presence: Presence,
    pub(crate) written: Written,
}

impl FieldSpec {
    /// A member that nobody promises.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            presence: Presence::Unknown,
            written: Written::Plain,
        }
    }

    /// Every answer has it; every request has to have it.
    #[must_use]
    pub const fn always(mut self) -> Self {
        self.presence = Presence::Always;
        self
    }

    /// It is sent if all members beside it that are named have the values given, as text.
    #[must_use]
    pub const fn when(mut self, members: &'static [(&'static str, &'static str)]) -> Self {
        self.presence = Presence::When(members);
        self
    }

    /// A number is written as text.
    #[must_use]
    pub const fn text(mut self) -> Self {
        self.written = Written::Text;
        self
    }

    /// A number may be written as text, and a text as a number.
    #[must_use]
    pub const fn either(mut self) -> Self {
        self.written = Written::Either;
        self
    }
}

/// Whether a member is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Always,
    Unknown,
    When(&'static [(&'static str, &'static str)]),
}

/// A documented call with its answer.
#[derive(Clone, Copy, Debug)]
pub struct ExampleSpec {
    pub(crate) target: &'static str,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) body: Option<&'static str>,
    pub(crate) status: u16,
    pub(crate) response: &'static str,
}

impl ExampleSpec {
    /// A call of this path and query without headers and body, and the body of its answer, with status 200.
    #[must_use]
    pub const fn new(target: &'static str, response: &'static str) -> Self {
        Self {
            target,
            headers: &[],
            body: None,
            status: 200,
            response,
        }
    }

    /// The headers that are parameters.
    #[must_use]
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// The body of the call.
    #[must_use]
    pub const fn body(mut self, body: &'static str) -> Self {
        self.body = Some(body);
        self
    }

    /// The status of the answer.
    #[must_use]
    pub const fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// Path and query of the call.
    #[must_use]
    pub const fn target(&self) -> &'static str {
        self.target
    }

    /// The headers of the call that are parameters.
    #[must_use]
    pub const fn all_headers(&self) -> &'static [(&'static str, &'static str)] {
        self.headers
    }

    /// The body of the call; `None` if it has none.
    #[must_use]
    pub const fn request_body(&self) -> Option<&'static str> {
        self.body
    }

    /// The body of the answer.
    #[must_use]
    pub const fn response(&self) -> &'static str {
        self.response
    }
}

/// A documented error.
#[derive(Clone, Copy, Debug)]
pub struct ErrorSpec {
    pub(crate) name: &'static str,
    pub(crate) statuses: &'static [u16],
    pub(crate) code: &'static str,
    pub(crate) class: Class,
    pub(crate) message: Option<&'static str>,
}

impl ErrorSpec {
    /// An error with its name in the spec, the statuses that it comes with, and the service's code.
    #[must_use]
    pub const fn new(
        name: &'static str,
        statuses: &'static [u16],
        code: &'static str,
        class: Class,
    ) -> Self {
        Self {
            name,
            statuses,
            code,
            class,
            message: None,
        }
    }

    /// The message, or its template with `%s`.
    #[must_use]
    pub const fn message(mut self, message: &'static str) -> Self {
        self.message = Some(message);
        self
    }

    /// The service's code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// What the error means.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }
}

/// How an answer continues: names of parameters, and paths of members of the answer.
#[derive(Clone, Copy, Debug)]
pub struct PageSpec {
    pub(crate) items: &'static str,
    pub(crate) page: Option<&'static str>,
    pub(crate) first: u64,
    pub(crate) pages: Option<&'static str>,
    pub(crate) cursor: Option<&'static str>,
    pub(crate) next: Option<&'static str>,
    pub(crate) more: Option<&'static str>,
    pub(crate) offset: Option<&'static str>,
    pub(crate) total: Option<&'static str>,
    pub(crate) size: Option<&'static str>,
    pub(crate) count: Option<&'static str>,
}

impl PageSpec {
    /// The member that holds the entries.
    #[must_use]
    pub const fn new(items: &'static str) -> Self {
        Self {
            items,
            page: None,
            first: 1,
            pages: None,
            cursor: None,
            next: None,
            more: None,
            offset: None,
            total: None,
            size: None,
            count: None,
        }
    }

    /// The parameter with the number of the page.
    #[must_use]
    pub const fn page(mut self, name: &'static str) -> Self {
        self.page = Some(name);
        self
    }

    /// The number of the first page, 1 without this.
    #[must_use]
    pub const fn first(mut self, number: u64) -> Self {
        self.first = number;
        self
    }

    /// The member with the number of pages.
    #[must_use]
    pub const fn pages(mut self, path: &'static str) -> Self {
        self.pages = Some(path);
        self
    }

    /// The parameter with the cursor.
    #[must_use]
    pub const fn cursor(mut self, name: &'static str) -> Self {
        self.cursor = Some(name);
        self
    }

    /// The member with the next cursor.
    #[must_use]
    pub const fn next(mut self, path: &'static str) -> Self {
        self.next = Some(path);
        self
    }

    /// The member that says whether there is more.
    #[must_use]
    pub const fn more(mut self, path: &'static str) -> Self {
        self.more = Some(path);
        self
    }

    /// The parameter with the number of entries to skip.
    #[must_use]
    pub const fn offset(mut self, name: &'static str) -> Self {
        self.offset = Some(name);
        self
    }

    /// The member with the number of all entries.
    #[must_use]
    pub const fn total(mut self, path: &'static str) -> Self {
        self.total = Some(path);
        self
    }

    /// The parameter with the number of entries per page.
    #[must_use]
    pub const fn size(mut self, name: &'static str) -> Self {
        self.size = Some(name);
        self
    }

    /// The member with the number of entries on the page.
    #[must_use]
    pub const fn count(mut self, path: &'static str) -> Self {
        self.count = Some(path);
        self
    }
}

/// The longest interval of one call.
#[derive(Clone, Copy, Debug)]
pub struct WindowSpec {
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) max_seconds: u64,
}

impl WindowSpec {
    /// The parameters with the start and the end, and how far apart they may be.
    #[must_use]
    pub const fn new(from: &'static str, to: &'static str, max_seconds: u64) -> Self {
        Self {
            from,
            to,
            max_seconds,
        }
    }
}
