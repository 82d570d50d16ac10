//! What is wrong with a parameter.

use std::{borrow::Cow, fmt};

use super::{Reason, Refusal};

/// What is wrong with a parameter: where it is and what it must be, never its value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// Names of members, joined with dots.
    path: String,
    says: Cow<'static, str>,
}

impl Problem {
    /// A problem that says, for example, "must be a list".
    pub(super) fn new(says: impl Into<Cow<'static, str>>) -> Self {
        Self {
            path: String::new(),
            says: says.into(),
        }
    }

    /// The same problem, within the member `name`.
    pub(super) fn at(mut self, name: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') {
            ""
        } else {
            "."
        };
        self.path = format!("{name}{dot}{}", self.path);
        self
    }

    /// The same problem, within this entry of a list.
    pub(super) fn at_index(self, index: usize) -> Self {
        self.at(&format!("[{index}]"))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.path, self.says)
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::new(Reason::Parameter, problem.to_string())
    }
}

/// The name of something that only the caller knows, if it is sure to be a name and no value.
pub(super) fn foreign_name(name: &str) -> Option<&str> {
    let is_name = (1..=40).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    is_name.then_some(name)
}
