//! Where parameters stand in the request, and what they are called there.

use crate::{
    import::DoubtKind,
    model::{At, Fact, Field, In, Operation},
};

use super::{
    access,
    call::{self, Address, QueryValue},
    doubts::Doubts,
    examples::Examples,
    field::{self, Beyond, Side},
    gather::Gathered,
    section::Section,
    tree::{self, Group},
};

fn at(line: u32) -> At {
    At { file: 0, line }
}

/// Gives every parameter its place in the request.
pub(super) fn params(
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

pub(super) fn orphans(groups: &[&Group], doubts: &mut Doubts) {
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
