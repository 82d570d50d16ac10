//! An audit as text and as workflow commands.

use std::fmt::Write as _;

use codegen::{
    Sources,
    audit::{Audit, Audited, Check, Finding, Outcome, Row},
    model::At,
    render::{escape, property},
};

use crate::{
    output::{BOLD, DIM, GREEN, RED, RESET},
    table::table,
};

pub(super) fn text(sources: &Sources, audit: &Audit, verbose: bool) -> String {
    let mut out = String::new();
    for it in &audit.operations {
        let page = match &it.page {
            Some((name, _)) => name.as_str(),
            None => "no page",
        };
        let _ = writeln!(out, "{BOLD}{}/{}{RESET}  {page}", it.service, it.name);
        out.push_str(&counts(
            &format!("{}/{}", it.service, it.name),
            &|row, outcome| it.count(row, outcome),
        ));
        out.push('\n');
    }
    let number = audit.operations.len();
    let total = format!("{number} {}", plural(number, "operation"));
    let _ = writeln!(out, "{BOLD}{total}{RESET}");
    out.push_str(&counts(&total, &|row, outcome| audit.count(row, outcome)));
    let _ = writeln!(out, "{DIM}{LEGEND}{RESET}");
    files(audit, &mut out);
    if verbose {
        for it in &audit.operations {
            explained(sources, it, &mut out);
        }
    }
    let left = audit.left();
    let findings: Vec<&Finding> = audit.findings().map(|(_, it)| it).chain(&left).collect();
    for it in &findings {
        finding(sources, it, &mut out);
    }
    let count = findings.len();
    let _ = match count {
        0 => writeln!(out, "{GREEN}every fact is on its page or explained{RESET}"),
        _ => writeln!(out, "{RED}{count} {}{RESET}", plural(count, "finding")),
    };
    out
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 {
        word.to_owned()
    } else {
        format!("{word}s")
    }
}

const HEAD: [&str; 9] = [
    "",
    "facts",
    "confirmed",
    "recorded",
    "contradicted",
    "explained",
    "unexplained",
    "left out",
    "page only",
];

/// What the columns count; the words of the head alone would not tell.
const LEGEND: &str = "\
facts of the specs: confirmed by the page; recorded, the page says otherwise and the spec says so; contradicted by the page;
explained, not on the page and the spec says where from; unexplained, not on the page. Facts of the page alone: left out, and
the spec says why; page only, and nothing says why.
";

/// Rows without facts are left out. Facts are those of the spec; what only the page has is none.
fn counts(name: &str, count: &dyn Fn(Option<Row>, Outcome) -> usize) -> String {
    let line = |name: &str, row: Option<Row>| {
        let numbers = Outcome::ALL.map(|outcome| count(row, outcome));
        let [of_spec @ .., _, _] = numbers;
        let facts: usize = of_spec.iter().sum();
        let all = [facts].into_iter().chain(numbers);
        let is_empty = numbers.iter().all(|it| *it == 0);
        let cells = [name.to_owned()]
            .into_iter()
            .chain(all.map(|it| it.to_string()));
        (is_empty, cells.collect::<Vec<_>>())
    };
    let rows = Row::ALL
        .into_iter()
        .map(|row| line(row.as_str(), Some(row)));
    let mut rows: Vec<_> = rows
        .filter(|(is_empty, _)| !is_empty)
        .map(|(_, cells)| cells)
        .collect();
    rows.push(line(name, None).1);
    let text = table(&HEAD, &rows);
    let last = rows.len();
    let mut out = String::new();
    for (number, line) in text.lines().enumerate() {
        let _ = match number {
            0 => writeln!(out, "{DIM}{line}{RESET}"),
            _ if number == last => writeln!(out, "{BOLD}{line}{RESET}"),
            _ => writeln!(out, "{line}"),
        };
    }
    out
}

/// Files to which no spec belongs.
fn files(audit: &Audit, out: &mut String) {
    let before = out.len();
    for page in audit.pages.iter().filter(|it| !it.used) {
        let _ = match &page.operations {
            Ok(_) => writeln!(out, "{}: no spec was transcribed from it", page.name),
            Err(why) => writeln!(out, "{}: no page: {why}", page.name),
        };
    }
    if out.len() > before {
        out.push('\n');
    }
}

/// What is not simply confirmed, and why that is so.
fn explained(sources: &Sources, it: &Audited, out: &mut String) {
    let closed = it.checks.iter().filter(|it| !it.outcome.is_open());
    let mut closed = closed
        .filter_map(|check| Some((check, check.why.as_ref()?)))
        .peekable();
    if closed.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "{BOLD}{}/{}{RESET}", it.service, it.name);
    for (check, why) in closed {
        let place = places(sources, it, check);
        let outcome = check.outcome.as_str();
        let _ = write!(out, "{DIM}{place}{RESET} {outcome}: {}", check.phrase());
        if let (Outcome::Recorded, Some((page, _))) = (check.outcome, &check.page) {
            let _ = write!(out, ", `{page}` on the page");
        }
        out.push('\n');
        for line in why.lines() {
            let _ = writeln!(out, "    {line}");
        }
    }
    out.push('\n');
}

fn places(sources: &Sources, it: &Audited, check: &Check) -> String {
    let spec = check.spec.as_ref().map(|(_, at)| place(sources, *at));
    let page = check.page.as_ref().zip(it.page.as_ref());
    let page = page.map(|((_, line), (name, _))| format!("{name}:{line}"));
    [spec, page]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

fn place(sources: &Sources, at: At) -> String {
    let file = sources.files().get(at.file as usize);
    let path = file.map_or("", |it| it.path.as_str());
    format!("{path}:{}", at.line.max(1))
}

fn finding(sources: &Sources, it: &Finding, out: &mut String) {
    let page = it.page.as_ref().map(|(name, line)| match line {
        0 => name.clone(),
        line => format!("{name}:{line}"),
    });
    let spec = (it.at.line > 0).then(|| place(sources, it.at));
    let places: Vec<_> = [spec, page].into_iter().flatten().collect();
    let _ = writeln!(out, "{RED}{}{RESET}: {}", it.kind, it.message);
    let _ = writeln!(out, "  {DIM}-->{RESET} {}", places.join(", "));
    let _ = writeln!(out, "  help: {}\n", it.help);
}

pub(super) fn github(sources: &Sources, audit: &Audit) -> String {
    let left = audit.left();
    let mut out = String::new();
    for it in audit.findings().map(|(_, it)| it).chain(&left) {
        let file = (it.at.line > 0)
            .then(|| sources.files().get(it.at.file as usize))
            .flatten()
            .map(|file| format!("file={},line={},", property(&file.path), it.at.line));
        let page = match &it.page {
            Some((name, 0)) => format!("\npage: {name}"),
            Some((name, line)) => format!("\npage: {name}, line {line}"),
            None => String::new(),
        };
        let message = escape(&format!("{}{page}\nhelp: {}", it.message, it.help));
        let _ = writeln!(
            out,
            "::error {}title={}::{message}",
            file.unwrap_or_default(),
            it.kind
        );
    }
    out
}
