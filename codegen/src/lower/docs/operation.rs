//! What an operation's module and request say.

use super::wording::{rate_limit, sentence, span, term};
use crate::{
    diagnostic::Spanned,
    doc::{bullet, code, inline, paragraphs, with_term, wrapped},
    fit,
    ir::Docs,
    lower::Lowering,
    names,
    spec::{Operation, Permission},
    view::{Types, parameter},
};

pub(in crate::lower) fn module(operation: &Operation) -> Docs {
    let line = code(&format!(
        "{} {}",
        operation.method.as_str(),
        operation.path.value
    ));
    let title = operation
        .source
        .as_ref()
        .and_then(|source| source.section.as_ref().or(source.title.as_ref()));
    let summary = title.unwrap_or(&operation.summary);
    wrapped(&sentence(&format!("{line}: {}", inline(&summary.value))))
}

pub(in crate::lower) fn operation<'a>(
    lowering: &Lowering<'a>,
    operation: &'a Operation,
    types: Types<'a>,
) -> Docs {
    let mut docs = paragraphs(&with_term(
        &operation.summary.value,
        term(operation.term.as_ref()),
    ));
    if let Some(doc) = &operation.doc {
        docs.push(String::new());
        docs.extend(paragraphs(&doc.value));
    }
    docs.push(String::new());
    for fact in facts(operation) {
        docs.extend(bullet(&fact));
    }
    if !operation.contradictions.is_empty() {
        docs.extend([
            String::new(),
            "# Contradictions".to_owned(),
            String::new(),
            "Where the vendor disagrees with itself, this is what the client does:".to_owned(),
            String::new(),
        ]);
        for record in &operation.contradictions {
            let text = format!(
                "{}: {}",
                code(&record.about.value),
                inline(&record.chosen.value)
            );
            docs.extend(bullet(&text));
        }
    }
    docs.extend([String::new(), "# Example".to_owned(), String::new()]);
    docs.extend(lowering.example(operation, types));
    docs.extend([String::new(), "# Source".to_owned(), String::new()]);
    docs.extend(source(operation));
    docs
}

fn facts(operation: &Operation) -> Vec<String> {
    let mut facts = vec![code(&format!(
        "{} {}",
        operation.method.as_str(),
        operation.path.value
    ))];
    if let Some(host) = &operation.host {
        facts.push(format!("Host: {}", code(&host.value)));
    }
    facts.extend(operation.rate_limits.iter().map(rate_limit));
    if let Some(window) = &operation.window {
        let rust = |wire: &str| {
            parameter(operation, wire).map_or_else(|| code(wire), |it| code(&names::of_field(it)))
        };
        facts.push(format!(
            "The interval from {} to {} is at most {} long; [`Client::windowed`](runtime::Client::windowed) splits longer ones.",
            rust(&window.from.value),
            rust(&window.to.value),
            span(window.max.value)
        ));
    }
    if let Some(pagination) = &operation.pagination {
        let by = [&pagination.page, &pagination.cursor, &pagination.offset];
        if let Some(param) = by
            .into_iter()
            .flatten()
            .next()
            .and_then(|it| parameter(operation, &it.value))
        {
            facts.push(format!(
                "The answer comes in pages: {} asks for the next, and [`Client::items`](runtime::Client::items) lists the entries of all.",
                code(&names::of_field(param))
            ));
        }
    }
    facts.extend(access(operation));
    if let Some(success) = &operation.success {
        facts.push(format!(
            "A success only if {} is {}.",
            code(&success.field.value),
            code(&fit::literal_text(&success.equals.value))
        ));
    }
    facts.push(if operation.idempotent.value {
        "Idempotent: sending it again does no harm.".to_owned()
    } else {
        "Not idempotent: sending it again may do its work twice.".to_owned()
    });
    if !operation.errors.is_empty() {
        let name = names::of_operation(operation);
        facts.push(format!("Errors: [`{name}Error`]."));
    }
    if let Some(date) = &operation.sunset {
        facts.push(format!(
            "The vendor switches it off on {}.",
            inline(&date.value)
        ));
    }
    facts
}

/// Who may call it, and with what.
fn access(operation: &Operation) -> Vec<String> {
    let mut facts = Vec::new();
    let permissions = &operation.permissions;
    facts.extend(permission_list(
        "all of these permissions",
        &permissions.all_of,
    ));
    facts.extend(permission_list(
        "one of these permissions",
        &permissions.any_of,
    ));
    if let Some(operator) = &permissions.operator {
        facts.push(inline(&operator.value));
    }
    let list = |items: &[Spanned<String>]| {
        let items: Vec<_> = items.iter().map(|it| code(&it.value)).collect();
        match &items[..] {
            [first, last] => format!("{first} and {last}"),
            items => items.join(", "),
        }
    };
    if !operation.app_types.is_empty() {
        facts.push(format!(
            "For apps of the type{} {}.",
            if operation.app_types.len() == 1 {
                ""
            } else {
                "s"
            },
            list(&operation.app_types)
        ));
    }
    if !operation.accepted.is_empty() {
        facts.push(format!(
            "Credentials that work: {}.",
            list(&operation.accepted)
        ));
    }
    if !operation.refused.is_empty() {
        facts.push(format!(
            "Credentials that do not work: {}.",
            list(&operation.refused)
        ));
    }
    if operation.anonymous {
        facts.push("Needs no credential.".to_owned());
    }
    facts
}

fn permission_list(lead: &str, permissions: &[Permission]) -> Option<String> {
    let lead = match permissions {
        [] => return None,
        [_] => "this permission",
        _ => lead,
    };
    let each = permissions.iter().map(|permission| {
        let mut text = code(&permission.name.value);
        if let Some(term) = &permission.term {
            text.extend([" (", &inline(&term.value), ")"]);
        }
        if let Some(doc) = &permission.doc {
            text.extend([": ", &inline(doc.value.trim_end_matches('.'))]);
        }
        text
    });
    Some(sentence(&format!(
        "Needs {lead}: {}",
        each.collect::<Vec<_>>().join("; ")
    )))
}

fn source(operation: &Operation) -> Docs {
    let Some(source) = &operation.source else {
        return Vec::new();
    };
    let mut text = match (&source.title, &source.evidence) {
        (Some(title), _) => {
            let mut text = inline(&title.value);
            if let Some(section) = source.section.as_ref().filter(|it| it.value != title.value) {
                text.extend([", section ", &inline(&section.value)]);
            }
            if let Some(updated) = &source.updated {
                text.extend([", as of ", &inline(&updated.value)]);
            }
            text
        }
        (None, Some(kind)) => format!("No captured page; evidence: `{}`", kind.value.as_str()),
        (None, None) => "Unknown".to_owned(),
    };
    if let Some(checked) = &source.checked {
        text.extend([", compared on ", &inline(&checked.value)]);
    }
    let mut docs = bullet(&sentence(&text));
    if let Some(url) = &source.url {
        docs.extend(bullet(&code(&url.value)));
    }
    if let Some(note) = &source.note {
        docs.extend(bullet(&inline(&note.value)));
    }
    docs
}
