//! What is left to do, and with which commands.

use super::{
    count,
    layout::{Style, clean, paint},
};
use crate::review::Report;

pub(super) fn closing(report: &Report, all: bool) -> Vec<String> {
    let undecided = report.entries.iter().filter(|it| it.is_undecided());
    let ids: Vec<String> = undecided.map(|it| clean(&it.short)).collect();
    let verb = if ids.len() == 1 { "is" } else { "are" };
    let mut out = Vec::new();
    match ids.first() {
        None => out.push(paint(Style::Green, "Nothing is undecided.")),
        Some(id) => {
            let line = format!("{} {verb} undecided.", count(ids.len(), "change"));
            out.push(paint(Style::Bold, &line));
            out.push(command(
                "approve",
                &format!("cargo xtask approve {id} --because \"…\" [--until DATE]"),
            ));
        }
    }
    out.push(command(
        "review",
        "cargo xtask diff --format html --output review.html",
    ));
    if !all {
        out.push(command("every place", "cargo xtask diff --all"));
    }
    out
}

fn command(label: &str, command: &str) -> String {
    format!("  {}{command}", paint(Style::Dim, &format!("{label:13}")))
}
