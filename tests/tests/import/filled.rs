//! A draft whose `TODO`s somebody has filled in.

use std::{collections::BTreeSet, fmt::Write as _};

use codegen::{Checked, Sources};
use golden_tests::memory;

const SERVICE: &str = "\
service: acme
title: Acme
doc: A vendor.
host: https://acme.example
credential: none
envelopes: [{ code: code, message: message }]
source: { document: none.html, title: None, url: https://acme.example, language: en, checked: 2026-01-31, sha256: \
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 }
";

/// Checks drafts as the specs of one service.
pub(crate) fn check(specs: &[(String, String)]) -> (Sources, Checked) {
    let paths = specs.iter().map(|(name, text)| {
        let path = format!("acme/{name}.yaml");
        (path, text.as_str())
    });
    let mut files: Vec<(String, &str)> = paths.collect();
    files.push(("acme/service.yaml".to_owned(), SERVICE));
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), *text))
        .collect();
    let sources = memory(&files);
    let checked = codegen::check(&sources, Vec::new());
    (sources, checked)
}

/// Rules that drafts break.
pub(crate) fn codes(checked: &Checked) -> BTreeSet<String> {
    let codes = checked.diagnostics.iter().map(|it| it.rule.code.to_owned());
    codes.collect()
}

/// Writes something that fits for each `TODO`.
pub(crate) fn fill(spec: &str) -> String {
    let mut out = String::new();
    let mut number = 0;
    // An example's request is that of the spec.
    let http = spec.lines().find_map(|line| line.strip_prefix("http: "));
    let mut request = String::new();
    for (index, part) in http.unwrap_or("GET /todo").split('{').enumerate() {
        let part = match part.split_once('}') {
            Some((_, behind)) if index > 0 => format!("1{behind}"),
            _ => part.to_owned(),
        };
        request.push_str(&part);
    }
    for line in spec.lines() {
        let (code, comment) = match line.find('#') {
            Some(at) if line.trim_start().starts_with('#') => line.split_at(at),
            _ => (line, ""),
        };
        let mut rest = code;
        while let Some(at) = rest.find("TODO") {
            let (before, behind) = rest.split_at(at);
            out.push_str(before);
            let key = before.trim_end().trim_end_matches(':');
            let start = key
                .rfind(|c: char| !c.is_alphanumeric() && c != '_')
                .map_or(0, |at| at + 1);
            number += 1;
            match key.get(start..).unwrap_or_default() {
                "idempotent" | "required" => out.push_str("false"),
                "type" | "of" => out.push_str("string"),
                "name" => {
                    let _ = write!(out, "name_{number}");
                }
                "class" => out.push_str("invalid"),
                "status" => out.push_str("400"),
                "scope" => out.push_str("app"),
                "http" => out.push_str("GET /todo"),
                "request" => out.push_str(&request),
                _ => out.push_str("Filled in."),
            }
            rest = behind.strip_prefix("TODO").unwrap_or_default();
        }
        out.push_str(rest);
        out.push_str(comment);
        out.push('\n');
    }
    out
}
