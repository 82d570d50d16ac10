//! What is wrong with a value, and where.

use std::{
    borrow::Cow,
    fmt::{self, Write as _},
};

use crate::runtime::escape::Escaped;

/// Why a value could not be read: where it stands, what was expected and what kind of value was found.
///
/// Never holds the value itself, which may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    /// Innermost first, since it grows on the way up.
    path: Vec<Step>,
    problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Member(Box<str>),
    Index(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    Mismatch {
        expected: Cow<'static, str>,
        found: &'static str,
    },
    Missing,
    Syntax(String),
}

impl Fault {
    /// A value is not what was expected; `found` names the kind of value, as in "a string".
    pub fn new(expected: impl Into<Cow<'static, str>>, found: &'static str) -> Self {
        Self::from_problem(Problem::Mismatch {
            expected: expected.into(),
            found,
        })
    }

    pub(super) fn missing() -> Self {
        Self::from_problem(Problem::Missing)
    }

    /// The deserializer gave up; `error` is its message.
    pub(super) fn syntax(error: &dyn fmt::Display) -> Self {
        Self::from_problem(Problem::Syntax(error.to_string()))
    }

    fn from_problem(problem: Problem) -> Self {
        Self(Box::new(Inner {
            path: Vec::new(),
            problem,
        }))
    }

    /// The same fault, seen from the object whose member `name` has it.
    #[must_use]
    pub fn at(mut self, name: &str) -> Self {
        self.0.path.push(Step::Member(name.into()));
        self
    }

    /// The same fault, seen from the list that has it at `index`.
    #[must_use]
    pub fn at_index(mut self, index: usize) -> Self {
        self.0.path.push(Step::Index(index));
        self
    }

    /// Where the value stands, as in `record_meetings[0].state`; empty for the whole text.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.path.iter().rev() {
            // Writing to a string cannot fail.
            let _ = match step {
                Step::Index(index) => write!(path, "[{index}]"),
                Step::Member(name) if !is_plain(name) => write!(path, "[\"{}\"]", Escaped(name)),
                Step::Member(name) if path.is_empty() => write!(path, "{name}"),
                Step::Member(name) => write!(path, ".{name}"),
            };
        }
        path
    }

    /// Whether the text itself is broken, as opposed to a value in it.
    pub(super) fn is_syntax(&self) -> bool {
        matches!(self.0.problem, Problem::Syntax(_))
    }
}

/// Whether a name can stand in a path without quotes.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            write!(f, "`{}`: ", self.path())?;
        }
        match &self.0.problem {
            Problem::Mismatch { expected, found } => {
                write!(f, "expected {expected}, found {found}")
            }
            Problem::Missing => f.write_str("required, but missing or null"),
            Problem::Syntax(message) => write!(f, "not valid JSON: {}", Escaped(message)),
        }
    }
}

impl std::error::Error for Fault {}
