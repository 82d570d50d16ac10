//! The parts of one operation are put together.

use crate::{
    import::{
        DoubtKind,
        page::Text,
        prose::{self, About},
    },
    model::{At, Fact, Field, In, Kind, Operation, Window},
};

use super::{
    access,
    call::{self, Address, QueryValue},
    check,
    doubts::Doubts,
    examples::{self, Examples},
    field::{self, Beyond, Condition, Side},
    gather::{self, Gathered, short},
    names, pages,
    part::Part,
    section::{Section, without_number},
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

fn params(
    gathered: &Gathered<'_>,
    template: &Address,
    examples: &Examples,
    operation: &mut Operation,
    doubts: &mut Doubts,
    beyond: &mut Beyond,
) {
    let inside: Vec<String> = template
        .path
        .as_deref()
        .map(call::placeholders)
        .unwrap_or_default();
    let method = operation
        .method
        .as_ref()
        .map_or("", |it| it.value.as_str())
        .to_owned();
    // A row that the path lacks may be the one that a placeholder lacks.
    let named = |name: &String| {
        let mut groups = gathered.request.iter();
        groups.any(|(_, group, _)| group.rows.iter().any(|row| row.name == *name))
    };
    let spare = !inside.iter().all(named);
    // The groups of each place are put together: objects of a body may have tables of their own.
    let mut by_place: Vec<Place> = Vec::new();
    for (section, group, has_required) in &gathered.request {
        if group.object.is_some() {
            let location = if *section == Section::Query {
                In::Query
            } else {
                In::Body
            };
            slot(&mut by_place, location, *has_required).push(group.clone());
            continue;
        }
        let mut last: Option<(In, usize)> = None;
        for row in &group.rows {
            if !inside.contains(&row.name) && access::is_credential(*section, row, doubts) {
                continue;
            }
            let nested = row.name.contains(['.', '['])
                || last.is_some_and(|(_, indent)| row.indent > indent);
            let location = if nested && row.location.is_none() {
                last.map_or(In::Body, |(location, _)| location)
            } else {
                let address = Inside {
                    names: &inside,
                    spare,
                    template,
                };
                place(*section, row, &address, &method, examples, doubts)
            };
            if !nested {
                last = Some((location, row.indent));
            }
            let groups = slot(&mut by_place, location, *has_required);
            match groups.iter_mut().find(|it| it.object.is_none()) {
                Some(main) => main.rows.push(row.clone()),
                None => groups.push(Group {
                    object: None,
                    rows: vec![row.clone()],
                }),
            }
        }
    }
    for (location, groups, has_required) in &by_place {
        let leaves = if *location == In::Body {
            examples.sent.as_slice()
        } else {
            &[]
        };
        let placement = tree::place(groups, leaves);
        let side = Side {
            location: Some(*location),
            has_required: *has_required,
        };
        for placed in &placement.fields {
            let made = field::field(placed, side, doubts, beyond);
            operation.params.push(made);
        }
        orphans(&placement.orphans, doubts);
    }
    super::shown::sent(operation, &examples.sent, doubts);
    wire_names(template, operation, doubts);
    undescribed(template, &inside, operation, doubts);
    // In the order of the request line, then as listed.
    operation.params.sort_by_key(|param| match param.location {
        Some(In::Path) => 0,
        Some(In::Query) => 1,
        Some(In::Header) => 2,
        _ => 3,
    });
}

/// The tables of one place, and whether they say what is required.
type Place = (In, Vec<Group>, bool);

fn slot(places: &mut Vec<Place>, location: In, has_required: bool) -> &mut Vec<Group> {
    let at = places
        .iter()
        .position(|(known, ..)| *known == location)
        .unwrap_or_else(|| {
            places.push((location, Vec::new(), has_required));
            places.len() - 1
        });
    &mut places[at].1
}

fn orphans(groups: &[&Group], doubts: &mut Doubts) {
    for group in groups {
        let name = group.object.as_ref().map_or("", |it| it.text.as_str());
        for row in &group.rows {
            doubts.add(
                row.line,
                DoubtKind::NotRead,
                format!(
                    "`{}` belongs to `{name}`, which no field names as its type",
                    row.name
                ),
                "",
            );
        }
    }
}

/// What the address says of parameters.
struct Inside<'a> {
    /// Names of the placeholders of the path.
    names: &'a [String],
    /// Whether one of them has no row.
    spare: bool,
    template: &'a Address,
}

/// Where a parameter stands in the request.
fn place(
    section: Section,
    row: &super::table::FieldRow,
    address: &Inside<'_>,
    method: &str,
    examples: &Examples,
    doubts: &mut Doubts,
) -> In {
    let template = address.template;
    let in_path = address.names.contains(&row.name);
    let in_query = template.query.iter().any(|(name, value)| {
        *name == row.name || matches!(value, QueryValue::Placeholder(inner) if *inner == row.name)
    });
    let named = row.location.or(match section {
        Section::Path => Some(In::Path),
        Section::Query => Some(In::Query),
        Section::Headers => Some(In::Header),
        Section::Body => Some(In::Body),
        _ => None,
    });
    if let Some(location) = named {
        // `URL parameters` are called so whether they stand in the path or behind it.
        if location == In::Path
            && !in_path
            && !address.spare
            && row.location.is_none()
            && !template.path.as_deref().unwrap_or_default().is_empty()
        {
            let sent = examples.sent.iter().any(|leaf| leaf.path == row.name);
            let (found, shown) = if sent {
                (In::Body, "; the example sends it in the body")
            } else {
                (In::Query, "")
            };
            doubts.add(
                row.line,
                DoubtKind::Contradiction,
                format!(
                    "`{}` is listed as part of the path, which has no such placeholder{shown}",
                    row.name
                ),
                &format!("{}.{}", found.section(), row.name),
            );
            return found;
        }
        if location == In::Query && in_path && !in_query && row.location.is_none() {
            doubts.add(
                row.line,
                DoubtKind::Contradiction,
                format!(
                    "`{}` is listed as part of the query, but the path has its placeholder",
                    row.name
                ),
                &format!("path.{}", row.name),
            );
            return In::Path;
        }
        return location;
    }
    if in_path {
        return In::Path;
    }
    if in_query {
        return In::Query;
    }
    let as_header = examples
        .requests
        .iter()
        .any(|request| request.headers.iter().any(|(name, _)| *name == row.name));
    if as_header || access::header_name(&row.name) {
        return In::Header;
    }
    let sent = |leaf: &&crate::import::sample::Leaf| leaf.name == row.name;
    let (location, why) = if examples.queried(&row.name) {
        (In::Query, "the request example sends it there")
    } else if examples.sent.iter().any(|leaf| sent(&leaf)) {
        (In::Body, "the request example sends it there")
    } else if matches!(method, "GET" | "DELETE" | "") {
        (
            In::Query,
            "the page does not say where it stands, and the method has no body",
        )
    } else {
        (
            In::Body,
            "the page does not say where it stands, and the method has a body",
        )
    };
    if !examples.sent.iter().any(|leaf| sent(&leaf)) || location == In::Query {
        doubts.add(
            row.line,
            DoubtKind::Guess,
            format!("taken for a parameter of the {}: {why}", location.section()),
            &format!("{}.{}", location.section(), row.name),
        );
    }
    location
}

/// Where the address sends a parameter under another name, that is its name on the wire.
fn wire_names(template: &Address, operation: &mut Operation, doubts: &mut Doubts) {
    for (name, value) in &template.query {
        let QueryValue::Placeholder(inner) = value else {
            continue;
        };
        if inner.is_empty() || inner == name || operation.params.iter().any(|it| it.path == *name) {
            continue;
        }
        if let Some(param) = operation
            .params
            .iter_mut()
            .find(|it| it.location == Some(In::Query) && it.path == *inner)
        {
            let old = param.subject();
            param.path.clone_from(name);
            let subject = param.subject();
            let line = param.at.line;
            doubts.rename(&old, &subject);
            doubts.add(
                line,
                DoubtKind::Contradiction,
                format!("the table calls it `{inner}`, the address sends it as `{name}`"),
                &subject,
            );
        }
    }
}

/// Parameters that only the address shows.
fn undescribed(
    template: &Address,
    inside: &[String],
    operation: &mut Operation,
    doubts: &mut Doubts,
) {
    let line = operation.path.as_ref().map_or(0, |it| it.at.line);
    let mut found: Vec<(In, String, Option<String>)> = Vec::new();
    for name in inside {
        found.push((In::Path, name.clone(), None));
    }
    for (name, value) in &template.query {
        let fixed = match value {
            QueryValue::Text(text) => Some(text.clone()),
            QueryValue::Placeholder(_) => None,
        };
        found.push((In::Query, name.clone(), fixed));
    }
    for (location, name, fixed) in found {
        let known = operation
            .params
            .iter()
            .any(|it| it.path == name && it.location == Some(location));
        if known || access::credential_name(&name) {
            continue;
        }
        let mut field = Field {
            at: at(line),
            path: name.clone(),
            location: Some(location),
            ..Field::default()
        };
        let subject = field.subject();
        let mut reason = format!("the address has `{name}`, which no table lists");
        if let Some(text) = fixed {
            field.text = Some(Fact::new(format!("{name}={text}"), at(line)));
            reason.push_str(" and whose value may be fixed");
        }
        doubts.add(line, DoubtKind::Contradiction, reason, &subject);
        operation.params.push(field);
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

/// Gives fields the conditions that the description of another field names for them.
fn conditions(found: Vec<Condition>, operation: &mut Operation, doubts: &mut Doubts) {
    for condition in found {
        let here = at(condition.line);
        let mut meant = false;
        for field in &mut operation.response {
            let named = field.term.as_ref().is_some_and(|term| {
                term.value.chars().count() > 1 && condition.fields.contains(&term.value)
            });
            if named && field.subject() != condition.subject {
                meant = true;
                if field.when.is_none() {
                    field.when = Some(Fact::new(condition.when.clone(), here));
                }
            }
        }
        if !meant {
            doubts.add(
                condition.line,
                DoubtKind::NotRead,
                format!(
                    "this may hold a rule that is not in the draft: `{}`",
                    short(&condition.sentence)
                ),
                &condition.subject,
            );
        }
    }
}

/// What sentences outside of tables say.
fn sentences(
    texts: &[(Section, Text)],
    operation: &mut Operation,
    doubts: &mut Doubts,
    beyond: &mut Beyond,
) {
    for (section, text) in texts {
        let about = About {
            name: "",
            kind: None,
            answer: false,
            at: at(text.line),
        };
        let said = prose::read(about, &text.text);
        let here = at(text.line);
        let mut understood = false;
        for rate in said.rates {
            understood = true;
            beyond.rates.push(Fact::new(rate, here));
        }
        for refused in said.refused {
            understood = true;
            if !operation.refused.iter().any(|it| it.value == refused) {
                operation.refused.push(Fact::new(refused, here));
            }
        }
        if let Some(window) = said.window_millis {
            understood = true;
            beyond
                .windows
                .push((String::new(), Fact::new(window, here)));
        }
        if let Some(words) = said.deprecated {
            understood = true;
            operation.deprecated.get_or_insert(Fact::new(words, here));
        }
        if names::is_label(&text.text) {
            continue;
        }
        let about_call = matches!(
            section,
            Section::Start
                | Section::Basic
                | Section::Description
                | Section::Limits
                | Section::Permissions
        );
        if about_call {
            // It stands as a comment above the summary that a person writes from it.
            operation.texts.push(Fact::new(text.text.clone(), here));
            if *section == Section::Permissions && !understood && said.unread.is_empty() {
                doubts.add(
                    text.line,
                    DoubtKind::NotRead,
                    format!("permissions: `{}`", short(&text.text)),
                    "",
                );
            }
            for sentence in said.unread {
                doubts.add(
                    text.line,
                    DoubtKind::NotRead,
                    format!(
                        "this may hold a rule that is not in the draft: `{}`",
                        short(&sentence)
                    ),
                    "",
                );
            }
        } else if !understood {
            doubts.add(
                text.line,
                DoubtKind::NotRead,
                format!("`{}`", short(&text.text)),
                "",
            );
        }
    }
}

/// Limits that were found in descriptions.
fn settle(beyond: Beyond, operation: &mut Operation, doubts: &mut Doubts) {
    for rate in beyond.rates {
        if !operation.rates.iter().any(|it| it.value == rate.value) {
            operation.rates.push(rate);
        }
    }
    if let Some((field, success)) = beyond.success.into_iter().next() {
        doubts.add(
            success.at.line,
            DoubtKind::Guess,
            "its description names the value that means success".to_owned(),
            &format!("response.{field}"),
        );
        operation.success = Some(Fact::new((field, success.value), success.at));
    }
    let Some((_, window)) = beyond.windows.first().cloned() else {
        return;
    };
    let ends: Option<(String, String)> = names::interval(operation, &beyond.windows);
    match ends {
        Some((from, to)) => {
            let text = operation.params.iter().find(|it| {
                let end = it.path == from || it.path == to;
                end && it.kind.as_ref().is_some_and(|it| it.value == Kind::String)
            });
            if let Some(text) = text {
                doubts.add(
                    window.at.line,
                    DoubtKind::Missing,
                    format!(
                        "an interval is limited here, but `{}` is a text: a spec needs instants for it",
                        text.path
                    ),
                    "",
                );
            }
            operation.window = Some(Fact::new(
                Window {
                    from,
                    to,
                    max_millis: window.value,
                },
                window.at,
            ));
        }
        None => doubts.add(
            window.at.line,
            DoubtKind::NotRead,
            "an interval is limited here, but the parameters of its start and end were not found"
                .to_owned(),
            "",
        ),
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
