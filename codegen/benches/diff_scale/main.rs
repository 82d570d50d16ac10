//! What it costs to compare two states of 6,000 operations: time of each stage beside reading the specs, and memory.
//!
//! `cargo bench -p codegen --bench diff_scale [-- OPERATIONS]`

use std::{env, fs, hint::black_box, path::Path, time::Instant};

use codegen::{
    Checked, Source, Sources, diff, model,
    review::{self, Side, present},
};

/// The operation that is copied: many fields, several objects, enums, errors and examples.
const PATTERN: &str = "list_corp_records";
const SERVICE: &str = "tencent-meeting";

/// One operation in this many is changed.
const CHANGED: usize = 10;

fn main() {
    let count = env::args().find_map(|it| it.parse().ok());
    let count: usize = count.unwrap_or(6_000);
    let base = pattern();
    println!("{count} operations like {PATTERN}, one in {CHANGED} changed");
    let before = memory();
    let (old, new) = (sources(&base, count, false), sources(&base, count, true));
    let (checked, reading) = timed(|| (check(&old), check(&new)));
    let (models, resolving) = timed(|| {
        let of = |sources, checked: &Checked| model::of_specs(sources, &checked.specs);
        (of(&old, &checked.0), of(&new, &checked.1))
    });
    let held = memory();
    let (found, comparing) = timed(|| diff::models(&models.0, &models.1));
    let side = |label: &str, sources, checked, model| Side {
        label: label.to_owned(),
        sources,
        specs: checked,
        model,
        version: Some("0.1.0".to_owned()),
    };
    let old = side("before", &old, &checked.0.specs, models.0);
    let new = side("after", &new, &checked.1.specs, models.1);
    let (report, reviewing) = timed(|| review::report(&old, &new));
    let (bytes, printing) = timed(|| {
        let page = present::html(&report).map_or(0, |it| it.len());
        [
            present::text(&report, false).len(),
            present::markdown(&report).len(),
            present::json(&report).len(),
            page,
        ]
    });
    let rows = [
        ("read and check both sides", reading),
        ("resolve both models", resolving),
        ("compare the models", comparing),
        ("whole report, comparing included", reviewing),
        ("print as text, Markdown, JSON, HTML", printing),
    ];
    for (what, seconds) in rows {
        println!("{what:36} {seconds:7.2} s  {:5.2} ×", seconds / reading);
    }
    let changes: usize = found.iter().map(|it| it.changes.len()).sum();
    println!(
        "{changes} changes in {} entries; bytes printed: {bytes:?}",
        report.entries.len()
    );
    assert!(
        report.unexplained.is_empty(),
        "{:#?}",
        report.unexplained.first()
    );
    if let (Some(before), Some(held), Some(now)) = (before, held, memory()) {
        let sides = held.saturating_sub(before);
        println!(
            "memory: {} MiB hold both sides, {} MiB more at the end, {} KiB per operation and side in all",
            sides / 1024,
            now.saturating_sub(held) / 1024,
            now.saturating_sub(before) / (2 * count)
        );
    }
    black_box(report);
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let value = work();
    (value, start.elapsed().as_secs_f64())
}

/// The service and the operation.
fn pattern() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../specs")
        .join(SERVICE);
    let names = ["service.yaml", &format!("{PATTERN}.yaml")].map(str::to_owned);
    let read = |name: &String| fs::read_to_string(folder.join(name)).expect("the specs are there");
    names
        .iter()
        .map(|name| (name.clone(), read(name)))
        .collect()
}

fn sources(base: &[(String, String)], count: usize, changed: bool) -> Sources {
    let mut files = Vec::new();
    for (name, text) in base {
        if !name.starts_with(PATTERN) {
            files.push(file(name.clone(), text.clone()));
            continue;
        }
        for number in 0..count {
            let path = format!("/v1/corp/records_{number}");
            let text = text
                .replace(PATTERN, &format!("{PATTERN}_{number}"))
                .replace("/v1/corp/records", &path);
            let text = if changed && number % CHANGED == 0 {
                edited(&text, number)
            } else {
                text
            };
            files.push(file(format!("{PATTERN}_{number}.yaml"), text));
        }
    }
    Sources::new(files)
}

/// Three changes, of which one is another in each operation.
fn edited(text: &str, number: usize) -> String {
    text.replace(
        "summary: List the recordings",
        "summary: Lists the recordings",
    )
    .replace("max: 20", &format!("max: {}", 11 + number % 8))
    .replace(
        "doc: Subject of the meeting.",
        &format!("doc: Subject number {number}."),
    )
    .replace(
        "calls: 10, per: 60s",
        &format!("calls: {}, per: 60s", 1 + number % 9),
    )
}

fn file(name: String, text: String) -> Source {
    Source {
        path: format!("specs/{SERVICE}/{name}"),
        folder: SERVICE.to_owned(),
        name,
        text,
    }
}

fn check(sources: &Sources) -> Checked {
    let checked = codegen::check(sources, Vec::new());
    assert!(!checked.has_errors(), "{:#?}", checked.diagnostics.first());
    checked
}

/// Resident memory in KiB, where the system says so.
fn memory() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}
