//! What the vendor says of a subject, before and after.

use crate::{
    diff::{Change, Difference, subject},
    model::{Aspect, Field, Model, Operation, Text},
    review::Words,
};

/// What is said of the subject of a change.
pub(super) fn words(models: (&Model, &Model), at: &Difference, change: &Change) -> Words {
    let old = side(models.0, at.old, at, change.old_subject(), change);
    let new = side(models.1, at.new, at, &change.subject, change);
    Words {
        page: new.page.or(old.page),
        term: (old.term, new.term),
        doc: (old.doc, new.doc),
        evidence: Vec::new(),
    }
}

#[derive(Default)]
struct Said {
    term: Option<String>,
    doc: Option<String>,
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
    if name.is_empty() {
        let texts = operation.declared.as_ref().map(|it| it.texts.as_slice());
        return Said {
            term: operation.title.as_ref().map(|it| it.value.clone()),
            doc: texts.and_then(|it| doc(it, "summary")),
            page: None,
        };
    }
    if let Some(code) = name.strip_prefix("errors.") {
        let row = operation.errors.iter().find(|it| it.code == code);
        return row.map_or_else(Said::default, |row| Said {
            term: row.term.as_ref().map(|it| it.value.clone()),
            doc: row
                .declared
                .as_ref()
                .and_then(|it| Some(it.doc.as_ref()?.value.clone())),
            page: None,
        });
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
            page: None,
        };
    }
    Said {
        term: field.term.as_ref().map(|it| it.value.clone()),
        doc: declared.and_then(|it| doc(&it.texts, "doc")),
        page: None,
    }
}

fn doc(texts: &[Text], key: &str) -> Option<String> {
    let text = texts.iter().find(|it| it.key == key)?;
    Some(text.text.value.trim().to_owned())
}
