//! A line that is said to ease a change does so: put where it belongs, it lowers the verdict as far as was said.

mod cases;

use cases::{CASES, LIST, SERVICE};
use codegen::{
    Checked, Sources,
    diff::models,
    model::of_specs,
    review::{Eased, Side, Source, rust::Clients, verdict},
};

fn specs(list: &str) -> (Sources, Checked) {
    let name = list.lines().next().unwrap_or_default();
    let name = name.strip_prefix("operation: ").unwrap_or_default();
    let path = format!("vendor/{name}.yaml");
    let files = [("vendor/service.yaml", SERVICE), (path.as_str(), list)];
    let sources = golden_tests::memory(&files);
    let checked = codegen::check(&sources, Vec::new());
    let text = golden_tests::render(&sources, &checked);
    assert!(!checked.has_errors(), "{text}\n{list}");
    (sources, checked)
}

/// The rule with the worst verdict on code, that verdict, and what eases it.
fn worst(list: &str) -> (String, Source, Option<Eased>) {
    let (before, after) = (specs(LIST), specs(list));
    let side = |it: &'static str, (sources, checked): &'static (Sources, Checked)| Side {
        label: it.to_owned(),
        sources,
        specs: &checked.specs,
        model: of_specs(sources, &checked.specs),
        version: None,
    };
    // As long as the test runs.
    let (before, after) = (Box::leak(Box::new(before)), Box::leak(Box::new(after)));
    let (old, new) = (side("old", before), side("new", after));
    let clients = Clients::new(&old, &new);
    let mut found = (String::new(), Source::Ok, None);
    for at in models(&old.model, &new.model) {
        for change in &at.changes {
            let source = verdict(change).map_or(Source::Ok, |it| it.source);
            if source > found.1 {
                let id = change.kind.id().to_owned();
                found = (id, source, clients.easing(&at, change));
            }
        }
    }
    found
}

/// Puts a line where it belongs, as a person does.
fn apply(text: &str, at: u32, line: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let index = at as usize - 1;
    let target = lines[index].clone();
    let depth = |line: &str| line.len() - line.trim_start().len();
    if let Some(gone) = line.strip_prefix("leave out `") {
        let gone = gone.trim_end_matches('`');
        lines[index] = target.replace(&format!("{gone}, "), "");
    } else if line.contains('{') && target.ends_with(':') {
        // An entry of a section.
        let margin = depth(&lines[index + 1]);
        lines.insert(index + 1, format!("{}{line}", " ".repeat(margin)));
    } else if target.contains('{') {
        lines[index] = pairs(line).fold(target, |target, (key, value)| {
            let before = target
                .split(&format!(" {key}: "))
                .next()
                .unwrap_or_default();
            if before.len() == target.len() {
                return target.replacen("{ ", &format!("{{ {key}: {value}, "), 1);
            }
            let rest = &target[before.len() + 1..];
            let mut depth = 0;
            let end = rest.find(|c: char| {
                depth += i32::from(c == '[') - i32::from(c == ']');
                depth == 0 && (c == ',' || c == '}')
            });
            let end = end.expect("a value ends");
            let space = if rest[end..].starts_with('}') {
                " "
            } else {
                ""
            };
            format!("{before} {key}: {value}{space}{}", &rest[end..])
        });
    } else {
        // A key in a block of keys.
        let below = target.ends_with(':');
        let margin = if below {
            depth(&lines[index + 1])
        } else {
            depth(&target)
        };
        for (key, value) in pairs(line) {
            lines.insert(index + 1, format!("{}{key}: {value}", " ".repeat(margin)));
        }
    }
    lines.join("\n") + "\n"
}

fn pairs(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.split(", ").filter_map(|it| it.split_once(": "))
}

#[test]
fn lines_ease_as_far_as_they_say() {
    for (replacements, rule, line, source) in CASES {
        let mut changed = LIST.to_owned();
        for (from, to) in *replacements {
            assert!(changed.contains(from), "{from}");
            changed = changed.replacen(from, to, 1);
        }
        let (found, before, eased) = worst(&changed);
        assert_eq!(found, *rule, "{replacements:?}");
        let Some(eased) = eased else {
            assert_eq!(*line, "", "{rule}: nothing eases it");
            continue;
        };
        assert_eq!(eased.line, *line, "{rule}");
        assert_eq!(eased.source, *source, "{rule}");
        assert!(eased.source < before, "{rule}");
        let (file, at) = eased.at.unwrap_or_else(|| panic!("{rule}: it has a place"));
        assert!(file.ends_with("_things.yaml"), "{file}");
        let applied = apply(&changed, at, &eased.line);
        let (left, after, _) = worst(&applied);
        assert_eq!(after, *source, "{rule}, then {left}:\n{applied}");
    }
}

#[test]
fn what_is_eased_needs_no_line() {
    let kept = LIST.replacen("  size: {", "  count: { rust_name: size, was: size,", 1);
    let (_, source, eased) = worst(&kept);
    assert_eq!((source, eased), (Source::Ok, None));
}
