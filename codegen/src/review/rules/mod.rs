//! The rules: one row per kind of change.

use super::{Easing, Verdict};
use crate::diff::Kind;

/// What is known about a kind of change.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The kind.
    pub kind: Kind,
    /// What it does.
    pub verdict: Verdict,
    /// What lowers the verdict on code that upgrades, if anything does.
    pub easing: Option<Easing>,
    /// What to do, in a sentence or two.
    pub hint: &'static str,
}

/// All rules, in the order of the catalogue.
pub static RULES: &[Rule] = &[];

/// The rule of a kind.
#[must_use]
pub fn rule(kind: Kind) -> Option<&'static Rule> {
    RULES.iter().find(|it| it.kind == kind)
}
