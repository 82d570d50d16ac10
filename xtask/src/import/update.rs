//! How an update of a spec is shown.

use std::fmt::Write as _;

use codegen::{diff::Change, import::Updated};

use super::compare::sentence;
use crate::output::{BOLD, DIM, GREEN, RESET};

/// For people: what was edited, and what is left to decide.
pub(crate) fn text(updated: &Updated, spec: &str, before: &str) -> String {
    let mut out = String::new();
    if updated.text == before {
        let _ = writeln!(out, "{BOLD}{spec}{RESET}  {GREEN}nothing to edit{RESET}");
    } else {
        let _ = writeln!(out, "{BOLD}{spec}{RESET}  edited");
    }
    list(&mut out, "taken over", &updated.applied);
    list(&mut out, "for you to decide", &updated.left);
    if !updated.left.is_empty() {
        let _ = writeln!(
            out,
            "\n{DIM}each stands as a comment `# DOUBT` above its place in {spec}{RESET}"
        );
    }
    out
}

fn list(out: &mut String, title: &str, changes: &[Change]) {
    if changes.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}, {title}:", changes.len());
    for change in changes {
        let _ = writeln!(out, "  {}", sentence(change));
    }
}
