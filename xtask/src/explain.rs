//! `cargo xtask explain`: the reason and the example of a rule, what a kind of change does; from their rows.

use std::{fmt::Write as _, process::ExitCode};

use codegen::{
    Severity, review,
    rules::{self, RULES, Rule},
};

use crate::{
    output::{self, BOLD, DIM, GREEN, RED, RESET, Result},
    table::table,
};

const FORMAT: &str = "rules of the spec format";
const CHANGES: &str = "kinds of change";

pub(crate) fn run(code: Option<&str>) -> Result<ExitCode> {
    let text = match code {
        None => list(),
        Some(code) => explained(code)?,
    };
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// A code may stand for a rule of the format and for a kind of change.
fn explained(code: &str) -> Result<String> {
    let rule = rules::find(code).map(explain);
    let change = review::RULES
        .iter()
        .find(|it| it.kind.id().eq_ignore_ascii_case(code));
    match (rule, change.map(explain_change)) {
        (Some(rule), Some(change)) => Ok(format!(
            "{}{rule}\n{}{change}",
            heading(FORMAT),
            heading(CHANGES)
        )),
        (Some(text), None) | (None, Some(text)) => Ok(text),
        (None, None) => {
            Err(format!("there is no rule `{code}`; `cargo xtask explain` lists them all").into())
        }
    }
}

fn heading(title: &str) -> String {
    format!("{DIM}{title}{RESET}\n\n")
}

fn explain(rule: &Rule) -> String {
    let severity = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut out = format!(
        "{BOLD}{}{RESET} {DIM}({severity}){RESET}  {BOLD}{}{RESET}\n\n{}\n",
        rule.code, rule.sentence, rule.why
    );
    for (title, colour, text) in [("wrong", RED, rule.wrong), ("right", GREEN, rule.right)] {
        let _ = write!(out, "\n{colour}{title}{RESET}\n");
        for line in text.lines() {
            let _ = writeln!(out, "    {line}");
        }
    }
    out
}

fn explain_change(rule: &review::Rule) -> String {
    let review::Verdict {
        wire,
        source,
        bump,
        severity,
    } = rule.verdict;
    let rows = [
        ("released clients", wire.as_str()),
        ("code that upgrades", source.as_str()),
        ("version, from 1.0 on", bump.as_str()),
        ("severity", severity.as_str()),
    ];
    let rows = rows.map(|(what, verdict)| vec![what.to_owned(), verdict.to_owned()]);
    let mut out = format!(
        "{BOLD}{}{RESET}  {BOLD}{}{RESET}\n\n{}\n\n{}",
        rule.kind.id(),
        rule.kind.sentence(),
        rule.hint,
        table(&["for", "verdict"], &rows)
    );
    if let Some(easing) = rule.easing {
        let _ = write!(
            out,
            "\n{GREEN}with one line of the spec{RESET}\n    {}\n    then code that upgrades: {}, version: {}\n",
            easing.line,
            easing.source.as_str(),
            easing.bump.as_str()
        );
    }
    out
}

fn list() -> String {
    let of_format = RULES
        .iter()
        .map(|rule| vec![rule.code.to_owned(), rule.sentence.to_owned()]);
    let of_changes = review::RULES.iter().map(|rule| {
        let verdict = rule.verdict;
        [
            rule.kind.id(),
            verdict.wire.as_str(),
            verdict.source.as_str(),
            rule.kind.sentence(),
        ]
        .map(str::to_owned)
        .to_vec()
    });
    format!(
        "{}{}\n{}{}",
        heading(FORMAT),
        table(&["code", "rule"], &of_format.collect::<Vec<_>>()),
        heading(CHANGES),
        table(
            &["code", "released", "upgrading", "change"],
            &of_changes.collect::<Vec<_>>()
        )
    )
}
