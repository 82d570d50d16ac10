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
pub struct Fault(Option<Box<Inner>>);

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

impl Inner {
    fn new(problem: Problem) -> Self {
        Self {
            path: Vec::new(),
            problem,
        }
    }
}

impl Fault {
    /// A value is not what was expected; `found` names the kind of value, as in "a string".
    pub fn new(expected: impl Into<Cow<'static, str>>, found: &'static str) -> Self {
        Self::from_problem(Problem::Mismatch {
            expected: expected.into(),
            found,
        })
    }

    /// Null, or nothing, where a value is required.
    ///
    /// This is also how a type that knows nothing about null ends its reading where null is allowed, so nothing is
    /// allocated until there is a path.
    pub(super) fn missing() -> Self {
        Self(None)
    }

    /// The deserializer gave up; `error` is its message.
    pub(super) fn syntax(error: &dyn fmt::Display) -> Self {
        Self::from_problem(Problem::Syntax(error.to_string()))
    }

    fn from_problem(problem: Problem) -> Self {
        Self(Some(Box::new(Inner::new(problem))))
    }

    /// The same fault, seen from the object whose member `name` has it.
    #[must_use]
    pub fn at(self, name: &str) -> Self {
        self.inside(Step::Member(name.into()))
    }

    /// The same fault, seen from the list that has it at `index`.
    #[must_use]
    pub fn at_index(self, index: usize) -> Self {
        self.inside(Step::Index(index))
    }

    #[cold]
    fn inside(mut self, step: Step) -> Self {
        let inner = self
            .0
            .get_or_insert_with(|| Box::new(Inner::new(Problem::Missing)));
        inner.path.push(step);
        self
    }

    /// Where the value stands, as in `record_meetings[0].state`; empty for the whole text.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps() {
            match step {
                Step::Member(name) => push_member(&mut path, name),
                // Writing to a string cannot fail.
                Step::Index(index) => drop(write!(path, "[{index}]")),
            }
        }
        path
    }

    /// Adds the place to the path of whoever sees the fault, without positions in lists.
    pub(super) fn push_place(&self, path: &mut String) {
        for step in self.steps() {
            match step {
                Step::Member(name) => push_member(path, name),
                Step::Index(_) => path.push_str("[]"),
            }
        }
    }

    /// Outermost first.
    fn steps(&self) -> impl Iterator<Item = &Step> {
        self.0.iter().flat_map(|inner| inner.path.iter().rev())
    }

    /// Whether something is missing, or null, that every answer has.
    pub(super) fn is_missing(&self) -> bool {
        matches!(self.problem(), Problem::Missing)
    }

    /// Whether the text itself is broken, as opposed to a value in it.
    pub(super) fn is_syntax(&self) -> bool {
        matches!(self.problem(), Problem::Syntax(_))
    }

    /// No fault if the value itself is null, as opposed to one inside it; `outer` says whether somebody further out is
    /// ready for that too, and is to know.
    #[cold]
    pub(super) fn unless_null(self, outer: bool) -> Result<(), Self> {
        if self.0.is_none() && !outer {
            return Ok(());
        }
        Err(self)
    }

    fn problem(&self) -> &Problem {
        self.0
            .as_ref()
            .map_or(&Problem::Missing, |inner| &inner.problem)
    }
}

/// Adds the name of a member to a path.
pub(super) fn push_member(path: &mut String, name: &str) {
    // Writing to a string cannot fail.
    let _ = match name {
        name if !is_plain(name) => write!(path, "[\"{}\"]", Escaped(name)),
        name if path.is_empty() => write!(path, "{name}"),
        name => write!(path, ".{name}"),
    };
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
        let path = self.path();
        if !path.is_empty() {
            write!(f, "`{path}`: ")?;
        }
        match self.problem() {
            Problem::Mismatch { expected, found } => {
                write!(f, "expected {expected}, found {found}")
            }
            Problem::Missing => f.write_str("required, but missing or null"),
            Problem::Syntax(message) => write!(f, "not valid JSON: {}", Escaped(message)),
        }
    }
}

impl std::error::Error for Fault {}
