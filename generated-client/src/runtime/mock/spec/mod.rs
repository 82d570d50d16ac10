//! What a spec documents of a service and its operations, as generated code hands it to the fake server.
//!
//! Everything is `const`, so that routes, examples and error tables come from the program and not from files.

mod example;
mod field;
mod pages;
mod param;

pub use example::{ErrorSpec, ExampleSpec};
pub use field::{FieldSpec, Kind};
pub(crate) use field::{Presence, Written};
pub use pages::{PageSpec, WindowSpec};
pub(crate) use param::Limit;
pub use param::{Location, ParamSpec};

use crate::runtime::{Method, Operation, Profile, TokenPlace};

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
