//! The parts of one operation are put together.

use crate::{
    import::{DoubtKind, page::Text},
    model::{At, Fact, Operation},
};

use super::{
    access,
    call::{self, Address},
    check,
    doubts::Doubts,
    examples::{self, Examples},
    field::{self, Beyond, Side},
    gather::{self, Gathered, short},
    names, pages,
    params::{orphans, params},
    part::Part,
    section::without_number,
    sentences::{conditions, sentences, settle},
    table::Needed,
    tree::{self, Group},
};

/// An operation, and what its part says about the page.
pub(super) struct Made {
    pub(super) operation: Operation,
    /// The page's date as it stands there.
    pub(super) updated: Option<Text>,
    /// Whether method or address was found.
    pub(super) called: bool,
}

fn at(line: u32) -> At {
    At { file: 0, line }
}

/// Makes the operation of a part.
pub(super) fn operation(part: &Part<'_>, service: &str, doubts: &mut Doubts) -> Made {
    let gathered = gather::gather(part, doubts);
    let mut operation = Operation {
        service: service.to_owned(),
        title: part
            .title
            .map(|it| Fact::new(without_number(&it.text).to_owned(), at(it.line))),
        ..Operation::default()
    };
    let examples = examples::read(&gathered, doubts);
    let mut updated = None;
    let template = described(&gathered, &mut operation, &mut updated, doubts);
    let called = operation.method.is_some() || operation.path.is_some();
    from_examples(&examples, &mut operation, doubts);
    let mut beyond = Beyond::default();
    params(
        &gathered,
        &template,
        &examples,
        &mut operation,
        doubts,
        &mut beyond,
    );
    answer(&gathered, &examples, &mut operation, doubts, &mut beyond);
    super::values::attach(gathered.values, &mut operation, doubts);
    for table in gathered.errors {
        if !table.with_status && !table.rows.is_empty() {
            doubts.add(
                table.line,
                DoubtKind::Missing,
                "the error table gives no HTTP status".to_owned(),
                "",
            );
        }
        operation.errors.extend(table.rows);
    }
    sentences(&gathered.texts, &mut operation, doubts, &mut beyond);
    settle(beyond, &mut operation, doubts);
    operation.at = operation
        .title
        .as_ref()
        .map(|it| it.at)
        .or(operation.path.as_ref().map(|it| it.at))
        .unwrap_or_default();
    pages::find(&mut operation, doubts);
    check::check(&operation, &template, &examples, doubts);
    names::propose(&mut operation, &examples, doubts);
    let call = operation
        .method
        .as_ref()
        .zip(operation.path.as_ref())
        .map(|(method, path)| format!("{} {}", method.value, path.value));
    operation.examples = examples.into_model(call.as_deref(), doubts);
    missing(&operation, doubts);
    Made {
        operation,
        updated,
        called,
    }
}

/// Rows that describe the call. Returns the address as it was written.
fn described(
    gathered: &Gathered<'_>,
    operation: &mut Operation,
    updated: &mut Option<Text>,
    doubts: &mut Doubts,
) -> Address {
    let mut template = Address::default();
    let mut base = None;
    for entry in &gathered.entries {
        let text = &entry.value;
        let here = at(text.line);
        match entry.key {
            "url" | "method" => {
                let mut found = call::address(&text.text);
                // The name of an operation is no host.
                if entry.key == "method" && found.method.is_none() && !text.text.contains('/') {
                    found = Address::default();
                }
                let nothing =
                    found.method.is_none() && found.host.is_none() && found.path.is_none();
                if nothing {
                    doubts.add(
                        text.line,
                        DoubtKind::NotRead,
                        format!("`{}` is no method and no address", short(&text.text)),
                        "",
                    );
                }
                set(&mut operation.method, found.method, here, "method", doubts);
                set(&mut operation.host, found.host, here, "host", doubts);
                if operation.path.is_none() && !found.query.is_empty() {
                    template.query.clone_from(&found.query);
                }
                set(&mut operation.path, found.path, here, "path", doubts);
            }
            "base" => base = Some(text.clone()),
            "permissions" => access::permissions(text, operation, doubts),
            "app_types" => access::app_types(text, operation, doubts),
            "operator" => operation.operator = Some(Fact::new(text.text.clone(), here)),
            "updated" => *updated = Some(text.clone()),
            "title" if operation.title.is_none() => {
                operation.title = Some(Fact::new(text.text.clone(), here));
            }
            "content_type" => {
                let json = text.text.to_lowercase().contains("json")
                    || text.text.to_lowercase().contains("utf");
                let kind = if json {
                    DoubtKind::LeftOut
                } else {
                    DoubtKind::NotRead
                };
                doubts.add(
                    text.line,
                    kind,
                    format!("format: `{}`", short(&text.text)),
                    "",
                );
            }
            _ => {}
        }
    }
    if let Some(base) = base {
        on_base(&base, operation, doubts);
    }
    template.path = operation.path.as_ref().map(|it| it.value.clone());
    template
}

/// Puts the address that all calls share in front of the operation's own.
fn on_base(base: &Text, operation: &mut Operation, doubts: &mut Doubts) {
    let found = call::address(&base.text);
    let here = at(base.line);
    let Some(host) = found.host else {
        doubts.add(
            base.line,
            DoubtKind::NotRead,
            format!("`{}` is no address", short(&base.text)),
            "",
        );
        return;
    };
    let prefix = found.path.unwrap_or_default();
    let prefix = prefix.trim_end_matches('/');
    if let Some(path) = &mut operation.path
        && operation.host.is_none()
        && !prefix.is_empty()
        && !path.value.starts_with(&format!("{prefix}/"))
    {
        path.value.insert_str(0, prefix);
        doubts.add(
            base.line,
            DoubtKind::Guess,
            format!("`{prefix}` of the base address is put in front of the path"),
            "",
        );
    }
    set(&mut operation.host, Some(host), here, "host", doubts);
}

fn set(
    slot: &mut Option<Fact<String>>,
    found: Option<String>,
    here: At,
    what: &str,
    doubts: &mut Doubts,
) {
    let Some(found) = found else { return };
    match slot {
        None => *slot = Some(Fact::new(found, here)),
        Some(known) if known.value == found => {}
        Some(known) => doubts.add(
            here.line,
            DoubtKind::Contradiction,
            format!(
                "the {what} is `{}` in line {}, and `{found}` here",
                known.value, known.at.line
            ),
            "",
        ),
    }
}

/// What only a request example says about the call.
fn from_examples(examples: &Examples, operation: &mut Operation, doubts: &mut Doubts) {
    let Some(request) = examples.requests.first() else {
        return;
    };
    let here = at(request.line);
    if operation.method.is_none() && !request.method.is_empty() {
        operation.method = Some(Fact::new(request.method.clone(), here));
        doubts.add(
            request.line,
            DoubtKind::Guess,
            "the method is that of the request example".to_owned(),
            "",
        );
    }
    if operation.host.is_none() {
        let header = request
            .headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("host"))
            .map(|(_, value)| format!("https://{}", value.trim()));
        if let Some(host) = request.host.clone().or(header) {
            operation.host = Some(Fact::new(host, here));
            doubts.add(
                request.line,
                DoubtKind::Guess,
                "the host is that of the request example".to_owned(),
                "",
            );
        }
    }
    if operation.path.is_none() && request.path.len() > 1 {
        operation.path = Some(Fact::new(request.path.clone(), here));
        doubts.add(
            request.line,
            DoubtKind::Guess,
            "the path is that of the request example; parts of it may stand for parameters"
                .to_owned(),
            "",
        );
    }
}

fn answer(
    gathered: &Gathered<'_>,
    examples: &Examples,
    operation: &mut Operation,
    doubts: &mut Doubts,
    beyond: &mut Beyond,
) {
    let side = Side {
        location: None,
        has_required: false,
    };
    let placement = tree::place(&gathered.response, &examples.answered);
    for placed in &placement.fields {
        let made = field::field(placed, side, doubts, beyond);
        operation.response.push(made);
    }
    orphans(&placement.orphans, doubts);
    conditions(std::mem::take(&mut beyond.conditions), operation, doubts);
    unsaid(operation, &gathered.response, doubts);
    super::shown::complete(operation, &examples.answered, doubts);
}

/// One doubt for all fields of which no table says whether every answer has them.
fn unsaid(operation: &Operation, groups: &[Group], doubts: &mut Doubts) {
    let said = groups
        .iter()
        .flat_map(|group| &group.rows)
        .any(|row| !matches!(row.needed, Needed::Silent));
    let first = groups.iter().find_map(|group| group.rows.first());
    if let Some(first) = first
        && !said
        && operation.response.iter().all(|it| it.always.is_none())
    {
        doubts.add(
            first.line,
            DoubtKind::Missing,
            "the page does not say which fields every answer has".to_owned(),
            "",
        );
    }
}

/// What a spec needs and the page does not say.
fn missing(operation: &Operation, doubts: &mut Doubts) {
    let line = operation.at.line;
    for (there, what) in [
        (operation.title.is_some(), "title"),
        (operation.method.is_some(), "method"),
        (operation.path.is_some(), "path"),
        (operation.host.is_some(), "host"),
    ] {
        if !there {
            doubts.add(
                line,
                DoubtKind::Missing,
                format!("the page gives no {what}"),
                "",
            );
        }
    }
    if operation.response.is_empty() {
        doubts.add(
            line,
            DoubtKind::Missing,
            "no field of the answer was found".to_owned(),
            "",
        );
    }
}
