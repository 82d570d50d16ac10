//! `cargo xtask check`: all findings, and what each operation covers.

use std::{path::Path, process::ExitCode};

use codegen::Coverage;

use crate::{
    FINDINGS,
    output::{self, BOLD, DIM, Format, GREEN, RESET, Result},
    table::table,
};

pub(crate) fn run(folder: Option<&Path>, format: Format) -> Result<ExitCode> {
    let (sources, checked) = output::read(folder)?;
    output::findings(&sources, &checked.diagnostics, format)?;
    if checked.has_errors() {
        return Ok(ExitCode::from(FINDINGS));
    }
    let coverage = codegen::coverage(&checked.specs);
    if coverage.is_empty() {
        return Err("there are services and no operation: nothing was checked".into());
    }
    if format == Format::Text {
        output::print(&report(&coverage))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn report(coverage: &[Coverage]) -> String {
    let head = [
        "operation",
        "params",
        "fields",
        "enum values",
        "errors",
        "examples",
        "contradictions",
        "evidence beyond the page's table",
    ];
    let mut rows = Vec::new();
    let mut services: Vec<&str> = coverage.iter().map(|it| it.service.as_str()).collect();
    services.dedup();
    for service in &services {
        let of_service = coverage.iter().filter(|it| it.service == *service);
        rows.extend(of_service.map(|it| row(&format!("{service}/{}", it.operation), it)));
    }
    let sum = |count: fn(&Coverage) -> usize| coverage.iter().map(count).sum::<usize>().to_string();
    rows.push(vec![
        format!(
            "{} operations of {} services",
            coverage.len(),
            services.len()
        ),
        sum(|it| it.parameters),
        sum(|it| it.fields),
        sum(|it| it.enum_values),
        sum(|it| it.errors),
        sum(|it| it.examples),
        sum(|it| it.contradictions),
        String::new(),
    ]);
    let text = table(&head, &rows);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if let Some(first) = lines.first_mut() {
        *first = format!("{DIM}{first}{RESET}");
    }
    if let Some(last) = lines.last_mut() {
        *last = format!("{BOLD}{last}{RESET}");
    }
    format!("{}\n{GREEN}no errors{RESET}\n", lines.join("\n"))
}

fn row(name: &str, it: &Coverage) -> Vec<String> {
    let mut evidence: Vec<String> = it
        .evidence
        .iter()
        .map(|(kind, count)| format!("{count} {kind}"))
        .collect();
    if let Some(kind) = it.whole {
        evidence.insert(0, format!("all {kind}"));
    }
    vec![
        name.to_owned(),
        it.parameters.to_string(),
        it.fields.to_string(),
        it.enum_values.to_string(),
        it.errors.to_string(),
        it.examples.to_string(),
        it.contradictions.to_string(),
        evidence.join(", "),
    ]
}
