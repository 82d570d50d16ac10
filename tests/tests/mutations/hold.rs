//! Holds changed pages against the spec of the page.

use codegen::{
    Source, Sources,
    diff::{Change, Comparison, Described, compare},
    import::{Capture, DoubtKind, Draft, import, unfinished, update},
    model::{Model, Operation},
};

use crate::{
    change::{Expected, Mutation},
    page::{Form, Page, Printed},
};

/// A page with the spec that was written for it.
pub(crate) struct Case {
    pub(crate) service: &'static str,
    pub(crate) spec: &'static str,
}

impl Case {
    fn sources(&self, spec: &str) -> Sources {
        // The first line of a file says what it describes.
        let named = |text: &str| {
            let first = text.lines().next().and_then(|it| it.split_once(": "));
            first.map(|(_, name)| name.to_owned()).unwrap_or_default()
        };
        let folder = named(self.service);
        let file = |name: &str, text: &str| Source {
            path: format!("specs/{folder}/{name}.yaml"),
            folder: folder.clone(),
            name: format!("{name}.yaml"),
            text: text.to_owned(),
        };
        Sources::new(vec![
            file(&named(spec), spec),
            file("service", self.service),
        ])
    }

    fn model(&self, spec: &str) -> Model {
        unfinished(&self.sources(spec))
    }

    /// What is wrong with the spec itself.
    pub(crate) fn check(&self) -> Vec<String> {
        let checked = codegen::check(&self.sources(self.spec), Vec::new());
        let wrong = checked.diagnostics.iter();
        wrong
            .map(|it| format!("{}: {}", it.rule.code, it.message))
            .collect()
    }

    /// What is wrong with the report about a page.
    pub(crate) fn hold(&self, form: Form, unchanged: &Page, mutation: &Mutation) -> Vec<String> {
        let printed = mutation.page.print(form);
        let draft = read(form, &printed);
        let model = self.model(self.spec);
        let spec = &model.operations[0];
        let found = held(spec, &draft);
        let mut wrong = expected(mutation, &found.changes, &printed);
        if mutation.doubt {
            let contradictions = |draft: &Draft| {
                let doubts = draft.doubts.iter();
                doubts
                    .filter(|it| it.kind == DoubtKind::Contradiction)
                    .count()
            };
            let before = read(form, &unchanged.print(form));
            if contradictions(&draft) <= contradictions(&before) {
                wrong.push("no doubt says that the page contradicts itself".to_owned());
            }
        }
        wrong.extend(self.updated(spec, &draft, &found));
        wrong
    }

    /// What is wrong with the update of the spec from the page.
    fn updated(&self, spec: &Operation, draft: &Draft, found: &Comparison) -> Vec<String> {
        let Some(page) = found.page else {
            return Vec::new();
        };
        let run = |text: &str, spec: &Operation, changes: &[Change]| {
            update(text, spec, draft, page, changes, Some("2026-03-01"))
        };
        let updated = match run(self.spec, spec, &found.changes) {
            Ok(updated) => updated,
            Err(error) => return vec![format!("update: {error}")],
        };
        let mut wrong = touched(self.spec, &updated.text, &updated.applied);
        // What the update leaves open is filled in before anything is compared.
        let model = self.model(&finished(&updated.text));
        let Some(now) = model.operations.first() else {
            wrong.push("update: the result is no spec".to_owned());
            return wrong;
        };
        let again = held(now, draft);
        let mut left: Vec<String> = updated.left.iter().map(shown).collect();
        let mut still: Vec<String> = again.changes.iter().map(shown).collect();
        left.sort();
        still.sort();
        if left != still {
            wrong.push(format!(
                "update: left {left:?}, but still differs in {still:?}"
            ));
        }
        match run(&updated.text, now, &again.changes) {
            Ok(twice) if twice.text == updated.text => {}
            Ok(twice) => wrong.push(format!(
                "update: a second run changes something: {:?}",
                lines_of(&updated.text, &twice.text)
            )),
            Err(error) => wrong.push(format!("update: a second run fails: {error}")),
        }
        wrong
    }
}

/// A spec in which a person has answered every `TODO`.
fn finished(text: &str) -> String {
    text.replace("class: TODO", "class: failed")
        .replace("status: TODO", "status: 200")
        .replace("scope: TODO", "scope: app")
        .replace(": TODO", ": Said")
}

/// Reads a printed page.
fn read(form: Form, printed: &Printed) -> Draft {
    let capture = Capture {
        name: form.file(),
        bytes: printed.text.as_bytes(),
        format: None,
    };
    import(capture, "vendor").expect("the page can be read")
}

/// Compares a spec with a draft.
fn held(spec: &Operation, draft: &Draft) -> Comparison {
    let described = [Described {
        operation: spec,
        of_page: true,
    }];
    let mut found = compare(&described, &draft.operations);
    assert_eq!(found.len(), 1, "one operation on one page");
    found.remove(0)
}

/// What is wrong with the changes that were found.
fn expected(mutation: &Mutation, changes: &[Change], printed: &Printed) -> Vec<String> {
    let (examples, facts): (Vec<&Change>, Vec<&Change>) =
        changes.iter().partition(|it| it.kind.id() == "D03");
    let mut wrong = Vec::new();
    if examples.len() != mutation.examples {
        wrong.push(format!(
            "{} examples changed, reported {}",
            mutation.examples,
            examples.len()
        ));
    }
    let fits = match (facts.as_slice(), &mutation.expected) {
        ([], None) => true,
        ([found], Some(expected)) => fits(expected, found, printed),
        _ => false,
    };
    if !fits {
        let facts: Vec<String> = facts.iter().map(|it| shown(it)).collect();
        let expected = mutation.expected.as_ref().map(|it| {
            let at = it.at.map(|(line, cell)| printed.places[line][cell]);
            format!(
                "{} {} {:?} → {:?} at {at:?}",
                it.kind, it.subject, it.old, it.new
            )
        });
        wrong.push(format!("expected {expected:?}\n      found    {facts:#?}"));
    }
    wrong
}

fn fits(expected: &Expected, found: &Change, printed: &Printed) -> bool {
    let line = expected.at.map(|(line, cell)| printed.places[line][cell]);
    found.kind.id() == expected.kind
        && found.subject == expected.subject
        && expected.old.fits(found.old.as_deref())
        && expected.new.fits(found.new.as_deref())
        && line.is_none_or(|line| found.new_at.line == line)
}

fn shown(change: &Change) -> String {
    format!(
        "{} {} {:?} → {:?} at {}",
        change.kind.id(),
        change.subject,
        change.old,
        change.new,
        change.new_at.line
    )
}

/// What is wrong with the lines that an update changed.
fn touched(before: &str, after: &str, applied: &[Change]) -> Vec<String> {
    let allowed = |line: &str| {
        let key = line.trim_start();
        ["document:", "sha256:", "checked:", "updated:"]
            .iter()
            .any(|it| key.starts_with(it))
    };
    let lines: Vec<&str> = before.lines().collect();
    let examples = lines
        .iter()
        .position(|it| *it == "examples:")
        .unwrap_or(lines.len());
    let example_changed = applied.iter().any(|it| it.kind.id() == "D03");
    let (gone, _) = lines_of(before, after);
    let gone: Vec<(usize, &str)> = gone
        .into_iter()
        .filter(|(_, line)| !allowed(line))
        .filter(|(index, _)| !(example_changed && *index > examples))
        .collect();
    let facts: Vec<&Change> = applied.iter().filter(|it| it.kind.id() != "D03").collect();
    let mut wrong = Vec::new();
    if gone.len() > facts.len() {
        wrong.push(format!("update: these lines were changed: {gone:?}"));
    }
    for (index, line) in gone {
        let name = line.trim().split(':').next().unwrap_or_default();
        let about = facts.iter().any(|it| {
            let at = usize::try_from(it.old_at.line).unwrap_or_default();
            at == index + 1 || it.subject.ends_with(name)
        });
        if !about {
            wrong.push(format!(
                "update: line {} has nothing to do with it: {line}",
                index + 1
            ));
        }
    }
    wrong
}

type Lines<'a> = Vec<(usize, &'a str)>;

/// Lines, with their numbers from 0, that only one of two texts has.
fn lines_of<'a>(before: &'a str, after: &'a str) -> (Lines<'a>, Lines<'a>) {
    let diff = similar::TextDiff::from_lines(before, after);
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for change in diff.iter_all_changes() {
        if let (similar::ChangeTag::Delete, Some(index)) = (change.tag(), change.old_index()) {
            gone.push((index, before.lines().nth(index).unwrap_or_default()));
        }
        if let (similar::ChangeTag::Insert, Some(index)) = (change.tag(), change.new_index()) {
            come.push((index, after.lines().nth(index).unwrap_or_default()));
        }
    }
    (gone, come)
}
