//! What the vendor says of a subject, before and after.

use crate::{
    diff::{Change, Difference, Kind, subject},
    model::{Aspect, Field, Model, Operation, Text},
    review::Words,
};

/// What is said of the subject of a change.
pub(super) fn words(models: (&Model, &Model), at: &Difference, change: &Change) -> Words {
    let old = side(models.0, at.old, at, change.old_subject(), change);
    let mut new = side(models.1, at.new, at, &change.subject, &renamed(change));
    let kept = change.new.as_deref().filter(|_| change.eased);
    if kept.is_some_and(|it| it.starts_with("retired: ")) {
        // What is said of it stays with it.
        new.term = new.term.or_else(|| old.term.clone());
        new.doc = new.doc.or_else(|| old.doc.clone());
    }
    let is_known = new.term.is_some() || new.doc.is_some();
    Words {
        page: new.page.or(old.page),
        term: (old.term, new.term),
        doc: (old.doc, new.doc),
        evidence: named(if is_known { new.evidence } else { old.evidence }),
    }
}

/// The change as the new side has it: a value or permission may be called otherwise there.
fn renamed(change: &Change) -> Change {
    let mut change = change.clone();
    if let (Some(_), Some(new)) = (&change.old, &change.new) {
        match (&mut change.aspect, change.kind) {
            // The vendor's words stand behind it.
            (Aspect::Value(held), Kind::V03 | Kind::V09) => {
                let wire = new.split_once(" (").map_or(new.as_str(), |it| it.0);
                wire.clone_into(held);
            }
            (Aspect::Permission(held), Kind::A05) => held.clone_from(new),
            _ => {}
        }
    }
    change
}

/// Evidence of everything has no aspect of its own.
fn named(mut evidence: Vec<(String, String)>) -> Vec<(String, String)> {
    for (aspect, _) in &mut evidence {
        if aspect.is_empty() {
            "all".clone_into(aspect);
        }
    }
    evidence
}

#[derive(Default)]
struct Said {
    term: Option<String>,
    doc: Option<String>,
    evidence: Vec<(String, String)>,
    page: Option<String>,
}

fn side(model: &Model, index: Option<usize>, at: &Difference, name: &str, change: &Change) -> Said {
    let operation = if at.name.is_empty() {
        index
            .and_then(|it| model.services.get(it))
            .map(|it| &it.common)
    } else {
        index.and_then(|it| model.operations.get(it))
    };
    let Some(operation) = operation else {
        return Said::default();
    };
    let declared = operation.declared.as_ref();
    let mut said = about(operation, name, change);
    said.page = declared.and_then(|it| Some(it.page.as_ref()?.value.clone()));
    said
}

fn about(operation: &Operation, name: &str, change: &Change) -> Said {
    let texts = operation.declared.as_ref().map(|it| it.texts.as_slice());
    if let Aspect::Permission(wanted) = &change.aspect {
        let permission = operation.permissions.iter().find(|it| it.name == *wanted);
        return Said {
            term: permission.and_then(|it| it.term.clone()),
            doc: texts.and_then(|it| doc(it, &format!("permission {wanted}"))),
            ..Said::default()
        };
    }
    if name.is_empty() {
        return Said {
            term: operation.title.as_ref().map(|it| it.value.clone()),
            doc: texts.and_then(|it| doc(it, "summary")),
            ..Said::default()
        };
    }
    if let Some(code) = name.strip_prefix("errors.") {
        let row = operation.errors.iter().find(|it| it.code == code);
        let declared = row.and_then(|it| it.declared.as_ref());
        return Said {
            term: row.and_then(|it| Some(it.term.as_ref()?.value.clone())),
            doc: declared.and_then(|it| Some(it.doc.as_ref()?.value.clone())),
            evidence: declared.map(|it| it.evidence.clone()).unwrap_or_default(),
            page: None,
        };
    }
    let fields = operation.params.iter().chain(&operation.response);
    let field = fields.into_iter().find(|it| subject(it) == name);
    field.map_or_else(Said::default, |field| of_field(field, change))
}

/// What is said of the value, if the change is about one, or else of the field.
fn of_field(field: &Field, change: &Change) -> Said {
    let declared = field.declared.as_ref();
    if let Aspect::Value(wire) = &change.aspect {
        let value = field
            .values
            .iter()
            .find(|it| crate::model::literal_text(&it.wire) == *wire);
        let more = declared.and_then(|it| it.values.iter().find(|it| it.wire == *wire));
        return Said {
            term: value.and_then(|it| it.term.clone()),
            doc: more.and_then(|it| Some(it.doc.as_ref()?.value.clone())),
            evidence: more.map(|it| it.evidence.clone()).unwrap_or_default(),
            page: None,
        };
    }
    Said {
        term: field.term.as_ref().map(|it| it.value.clone()),
        doc: declared.and_then(|it| doc(&it.texts, "doc")),
        evidence: declared.map(|it| it.evidence.clone()).unwrap_or_default(),
        page: None,
    }
}

fn doc(texts: &[Text], key: &str) -> Option<String> {
    let text = texts.iter().find(|it| it.key == key)?;
    Some(text.text.value.trim().to_owned())
}
