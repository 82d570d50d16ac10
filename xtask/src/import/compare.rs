//! How a comparison of a page with specs is shown.

use std::fmt::Write as _;

use codegen::{
    Sources,
    diff::{Change, Comparison, Kind},
    model::{Aspect, At},
};
use serde_json::{Value, json};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::output::{BOLD, DIM, GREEN, RESET};

/// Columns of a value.
const WIDTH: usize = 100;

/// For people: one block per change, grouped by operation.
pub(crate) fn text(comparisons: &[Comparison], page: &str, sources: &Sources) -> String {
    let mut out = format!("{DIM}{page}, compared with its specs{RESET}\n\n");
    for comparison in comparisons {
        let name = full_name(comparison);
        if comparison.changes.is_empty() {
            let _ = writeln!(out, "{BOLD}{name}{RESET}  {GREEN}nothing differs{RESET}\n");
            continue;
        }
        let count = counted(comparison.changes.len(), "change");
        let _ = writeln!(out, "{BOLD}{name}{RESET}  {count}\n");
        for change in &comparison.changes {
            block(&mut out, change, sources);
        }
    }
    out.push_str(&summary(comparisons));
    out
}

/// For programs.
pub(crate) fn json(comparisons: &[Comparison], page: &str, sources: &Sources) -> String {
    let change = |change: &Change| -> Value {
        json!({
            "rule": change.kind.id(),
            "sentence": change.kind.sentence(),
            "subject": change.subject,
            "was": change.was,
            "aspect": change.aspect.as_str(),
            "old": change.old,
            "new": change.new,
            "within": change.within,
            "page_line": line(change.new_at),
            "spec_file": spec_file(change, sources),
            "spec_line": line(change.old_at),
            "possible_rename": change.possible_rename,
        })
    };
    let operation = |it: &Comparison| -> Value {
        let changes: Vec<Value> = it.changes.iter().map(change).collect();
        json!({ "service": it.service, "name": it.name, "changes": changes })
    };
    let operations: Vec<Value> = comparisons.iter().map(operation).collect();
    let all = json!({ "version": 1, "page": page, "operations": operations });
    format!("{all:#}\n")
}

/// `P17 query.page_size, optional became required: false → true`
pub(super) fn sentence(change: &Change) -> String {
    let values = match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!(": {} → {}", short(old), short(new)),
        (Some(value), None) | (None, Some(value)) => format!(": {}", short(value)),
        (None, None) => String::new(),
    };
    format!(
        "{} {}, {}{values}",
        change.kind.id(),
        subject(change),
        change.kind.sentence()
    )
}

fn block(out: &mut String, change: &Change, sources: &Sources) {
    let id = change.kind.id();
    let _ = writeln!(out, "  {BOLD}{id}{RESET}  {}", change.kind.sentence());
    let mut about = subject(change);
    if let Some(was) = &change.was {
        let _ = write!(about, ", in the spec {was}");
    }
    if change.possible_rename {
        about.push_str(" (concluded from its shape and place: confirm)");
    }
    if !change.within.is_empty() {
        let _ = write!(about, ", with {}", short(&change.within.join(", ")));
    }
    let _ = writeln!(out, "       {about}");
    let nothing = || format!("{DIM}nothing{RESET}");
    let value = |it: &Option<String>| it.as_ref().map_or_else(nothing, |it| said(change, it));
    let spec_place = match (spec_file(change, sources), line(change.old_at)) {
        (Some(file), Some(line)) => format!("{file}:{line}"),
        _ => String::new(),
    };
    let page_place = line(change.new_at).map_or_else(String::new, |line| format!("line {line}"));
    let rows = [
        ("spec", value(&change.old), spec_place),
        ("page", value(&change.new), page_place),
    ];
    let plain = |text: &str| text.replace(DIM, "").replace(RESET, "").width();
    // A long value pushes its place away, not the other's.
    let width = rows
        .iter()
        .map(|(_, value, _)| plain(value))
        .filter(|it| *it <= WIDTH / 2)
        .max()
        .unwrap_or(0);
    for (side, value, place) in rows {
        let pad = " ".repeat(width.saturating_sub(plain(&value)));
        let line = format!("       {side}  {value}{pad}  {DIM}{place}{RESET}");
        let bare = place.is_empty();
        let _ = writeln!(
            out,
            "{}",
            if bare {
                format!("       {side}  {value}")
            } else {
                line
            }
        );
    }
    out.push('\n');
}

/// `max 50`
fn said(change: &Change, value: &str) -> String {
    let value = short(value);
    match change.aspect {
        Aspect::Exists => value,
        _ => format!("{} {value}", change.aspect.as_str()),
    }
}

fn summary(comparisons: &[Comparison]) -> String {
    let changes: usize = comparisons.iter().map(|it| it.changes.len()).sum();
    let operations = counted(comparisons.len(), "operation");
    if changes == 0 {
        return format!("{GREEN}nothing differs{RESET} in {operations}\n");
    }
    let all = || comparisons.iter().flat_map(|it| &it.changes);
    let mut parts = Vec::new();
    let renames = all().filter(|it| it.possible_rename).count();
    let unpaired = all()
        .filter(|it| matches!(it.kind, Kind::E01 | Kind::E05))
        .count();
    if renames > 0 {
        parts.push(format!("{} to confirm", counted(renames, "rename")));
    }
    if unpaired > 0 {
        parts.push(format!(
            "{} on one side only",
            counted(unpaired, "operation")
        ));
    }
    let more = if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(", "))
    };
    format!(
        "{BOLD}{}{RESET} in {operations}{more}\n",
        counted(changes, "change")
    )
}

fn full_name(comparison: &Comparison) -> String {
    if comparison.service.is_empty() {
        comparison.name.clone()
    } else {
        format!("{}/{}", comparison.service, comparison.name)
    }
}

fn subject(change: &Change) -> String {
    if change.subject.is_empty() {
        "operation".to_owned()
    } else {
        short(&change.subject)
    }
}

fn line(at: At) -> Option<u32> {
    (at.line > 0).then_some(at.line)
}

fn spec_file<'s>(change: &Change, sources: &'s Sources) -> Option<&'s str> {
    line(change.old_at)?;
    let file = sources.files().get(change.old_at.file as usize)?;
    Some(&file.path)
}

fn counted(count: usize, noun: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{end}")
}

/// A text on one line that is not too wide, without signs that terminals obey.
fn short(text: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for c in text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
    {
        let c = if c.is_control() { '\u{fffd}' } else { c };
        width += c.width().unwrap_or(0);
        if width > WIDTH {
            out.push('…');
            break;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use codegen::{
        Source, Sources,
        diff::{Described, compare},
        model::{At, Fact, Field, In, Literal, Operation},
    };

    use super::{json, short, text};

    fn sources() -> Sources {
        Sources::new(vec![Source {
            path: "specs/shop/list.yaml".to_owned(),
            folder: "shop".to_owned(),
            name: "list.yaml".to_owned(),
            text: String::new(),
        }])
    }

    fn operation(max: &str, line: u32) -> Operation {
        let at = At { file: 0, line };
        Operation {
            service: "shop".to_owned(),
            name: "list".to_owned(),
            method: Some(Fact::new("GET".to_owned(), at)),
            path: Some(Fact::new("/list".to_owned(), at)),
            params: vec![Field {
                at,
                path: "size".to_owned(),
                location: Some(In::Query),
                max: Some(Fact::new(Literal::Int(max.to_owned()), at)),
                ..Field::default()
            }],
            ..Operation::default()
        }
    }

    fn plain(text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            out.push_str(before);
            rest = after.split_once('m').map_or("", |(_, rest)| rest);
        }
        out.push_str(rest);
        out
    }

    #[test]
    fn one_block_per_change() {
        let spec = operation("20", 57);
        let described = [Described {
            operation: &spec,
            of_page: true,
        }];
        let found = compare(&described, &[operation("50", 28)]);
        assert_eq!(
            plain(&text(&found, "list.txt", &sources())),
            "\
list.txt, compared with its specs

shop/list  1 change

  C02  maximum raised, or no longer stated
       query.size
       spec  max 20  specs/shop/list.yaml:57
       page  max 50  line 28

1 change in 1 operation
"
        );
        let same = compare(&described, &[operation("20", 28)]);
        assert_eq!(
            plain(&text(&same, "list.txt", &sources())),
            "list.txt, compared with its specs\n\nshop/list  nothing differs\n\nnothing differs in 1 operation\n"
        );
    }

    #[test]
    fn programs_get_all_of_it() {
        let spec = operation("20", 57);
        let described = [Described {
            operation: &spec,
            of_page: true,
        }];
        let found = compare(&described, &[operation("50", 28)]);
        let read: serde_json::Value =
            serde_json::from_str(&json(&found, "list.txt", &sources())).unwrap();
        assert_eq!(
            read,
            serde_json::json!({
                "version": 1,
                "page": "list.txt",
                "operations": [{
                    "service": "shop",
                    "name": "list",
                    "changes": [{
                        "rule": "C02",
                        "sentence": "maximum raised, or no longer stated",
                        "subject": "query.size",
                        "was": null,
                        "aspect": "max",
                        "old": "20",
                        "new": "50",
                        "within": [],
                        "page_line": 28,
                        "spec_file": "specs/shop/list.yaml",
                        "spec_line": 57,
                        "possible_rename": false
                    }]
                }]
            })
        );
    }

    #[test]
    fn values_stay_on_their_line() {
        assert_eq!(short("a\n  b\u{7}"), "a b\u{fffd}");
        assert_eq!(short(&"会".repeat(51)), format!("{}…", "会".repeat(50)));
    }
}
