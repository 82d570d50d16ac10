//! `cargo xtask explain`: a rule's reason and example, from its row.

use std::{fmt::Write as _, process::ExitCode};

use codegen::{
    Severity,
    rules::{self, RULES, Rule},
};

use crate::{
    output::{self, BOLD, DIM, GREEN, RED, RESET, Result},
    table::table,
};

pub(crate) fn run(code: Option<&str>) -> Result<ExitCode> {
    let text = match code {
        None => list(),
        Some(code) => match rules::find(code) {
            Some(rule) => explain(rule),
            None => {
                return Err(format!(
                    "there is no rule `{code}`; `cargo xtask explain` lists them all"
                )
                .into());
            }
        },
    };
    output::print(&text)?;
    Ok(ExitCode::SUCCESS)
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

fn list() -> String {
    let rows: Vec<_> = RULES
        .iter()
        .map(|rule| vec![rule.code.to_owned(), rule.sentence.to_owned()])
        .collect();
    table(&["code", "rule"], &rows)
}
