//! What belongs to a call but is no field: limits, access, pages, errors, examples.

use std::collections::{HashMap, HashSet};

use super::{
    comment::quote,
    doubts::Placed,
    field::{filled, literal},
    node::{Entry, Node},
    propose,
};
use crate::{
    keys,
    model::{Example, Operation, Rate, span_text},
    yaml::{Plain, plain},
};

/// A text, or what a person has to decide.
pub(super) fn text_or_todo(text: Option<&str>) -> Node {
    text.and_then(filled).map_or_else(Node::todo, Node::text)
}

pub(super) fn http(operation: &Operation) -> Entry {
    let method = operation.method.as_ref().map(|it| it.value.as_str());
    let path = operation.path.as_ref().map(|it| it.value.as_str());
    match (method, path) {
        (Some(method), Some(path)) => Entry::new("http", Node::text(format!("{method} {path}"))),
        (method, path) => {
            let known = method.map(|it| format!("method: {it}"));
            let known = known.or_else(|| path.map(|it| format!("path: {it}")));
            Entry::new("http", Node::todo()).with(known.into_iter().collect())
        }
    }
}

/// Limits, permissions, credentials and kinds of app.
pub(super) fn access(operation: &Operation) -> Vec<Entry> {
    let mut out = Vec::new();
    if let Some(success) = &operation.success {
        let (field, equals) = &success.value;
        let entries = vec![
            Entry::new("field", text_or_todo(Some(field))),
            Entry::new("equals", literal(equals, false)),
        ];
        out.push(Entry::new("success", Node::Map(entries, false)));
    }
    let rates = operation.rates.iter().filter(|it| !it.value.of_service);
    let mut rates: Vec<Node> = rates.map(|it| rate(&it.value)).collect();
    if rates.len() > 1 {
        let items = rates.into_iter().map(Entry::item).collect();
        out.push(Entry::new("rate_limit", Node::List(items, true)));
    } else if let Some(rate) = rates.pop() {
        out.push(Entry::new("rate_limit", rate));
    }
    out.extend(permissions(operation));
    let refused = operation.refused.iter().map(|it| &it.value);
    let refused: Vec<_> = refused.filter(|it| filled(it).is_some()).collect();
    if !refused.is_empty() {
        let entries = vec![Entry::new("refused", Node::texts(refused))];
        out.push(Entry::new("credentials", Node::Map(entries, false)));
    }
    let types = operation.app_types.iter().map(|it| &it.value);
    let types: Vec<_> = types.filter(|it| filled(it).is_some()).collect();
    if !types.is_empty() {
        out.push(Entry::new("app_types", Node::texts(types)));
    }
    out
}

fn rate(rate: &Rate) -> Node {
    let per = match rate.per_millis {
        None => Node::raw("month"),
        Some(0) => Node::todo(),
        Some(millis) => Node::raw(span_text(millis)),
    };
    let entries = vec![
        Entry::new("calls", Node::raw(rate.calls)),
        Entry::new("per", per),
        Entry::new("scope", text_or_todo(rate.scope.as_deref())),
    ];
    Node::Map(entries, false)
}

fn permissions(operation: &Operation) -> Option<Entry> {
    let mut entries = Vec::new();
    if !operation.permissions.is_empty() {
        let items = operation.permissions.iter().map(|it| {
            let mut keys = vec![Entry::new("name", text_or_todo(Some(&it.name)))];
            let term = it.term.as_deref().and_then(filled);
            keys.extend(term.map(|term| Entry::new("term", Node::text(term))));
            Entry::item(Node::Map(keys, false))
        });
        let list = Node::List(items.collect(), true);
        match (operation.any_permission, operation.permissions.len()) {
            (Some(true), _) => entries.push(Entry::new("any_of", list)),
            (Some(false), _) | (None, 1) => entries.push(Entry::new("all_of", list)),
            (None, _) => {
                let choice = "The page does not say whether one suffices: any_of or all_of.";
                entries.push(Entry::new("all_of", list).with(vec![choice.to_owned()]));
                entries.push(Entry::new("any_of", Node::todo()));
            }
        }
    }
    if let Some(operator) = &operation.operator {
        let words = quote(operator.at.line, &operator.value);
        entries.push(Entry::new("operator", Node::todo()).with(vec![words]));
    }
    (!entries.is_empty()).then(|| Entry::new("permissions", Node::Map(entries, true)))
}

/// Pages and the longest interval.
pub(super) fn pages(operation: &Operation) -> Vec<Entry> {
    let mut out = Vec::new();
    if let Some(pagination) = &operation.pagination {
        let mut entries = Vec::new();
        for key in keys::PAGINATION.keys {
            let pairs = &pagination.value.keys;
            let found = pairs.iter().find(|(name, _)| name == key.name);
            match found {
                Some((_, first)) if key.name == "first" && plain(first) == Plain::Int => {
                    entries.push(Entry::new(key.name, Node::raw(first)));
                }
                Some((_, place)) => entries.push(Entry::new(key.name, text_or_todo(Some(place)))),
                None if key.required => entries.push(Entry::new(key.name, Node::todo())),
                None => {}
            }
        }
        let known = |name: &str| keys::PAGINATION.keys.iter().any(|key| key.name == name);
        let others = pagination
            .value
            .keys
            .iter()
            .filter(|(name, _)| !known(name));
        let others = others.map(|(name, place)| format!("{name}: {place}"));
        out.push(Entry::new("pagination", Node::Map(entries, false)).with(others.collect()));
    }
    if let Some(window) = &operation.window {
        let max = match window.value.max_millis {
            0 => Node::todo(),
            millis => Node::raw(span_text(millis)),
        };
        let entries = vec![
            Entry::new("from", text_or_todo(Some(&window.value.from))),
            Entry::new("to", text_or_todo(Some(&window.value.to))),
            Entry::new("max", max),
        ];
        out.push(Entry::new("window", Node::Map(entries, false)));
    }
    out
}

/// The table of errors; a row that repeats another becomes a comment there.
pub(super) fn errors(operation: &Operation, doubts: &mut Placed<'_>) -> Vec<Entry> {
    let mut rows: Vec<Entry> = Vec::new();
    let mut seen: HashMap<(&str, Option<u64>), usize> = HashMap::new();
    let mut names: HashMap<&str, String> = HashMap::new();
    let mut taken = HashSet::new();
    for (index, row) in operation.errors.iter().enumerate() {
        let status = row.status.as_ref().map(|it| it.value);
        let name = names
            .entry(&row.code)
            .or_insert_with(|| propose::unique(propose::error_name(&row.code, index), &mut taken));
        let mut entries = vec![
            Entry::new("status", status.map_or_else(Node::todo, Node::raw)),
            Entry::new("code", text_or_todo(Some(&row.code))),
            Entry::new("name", Node::text(name.as_str())),
            Entry::new("class", text_or_todo(Some(&row.class))),
        ];
        for (key, fact) in [("message", &row.message), ("term", &row.term)] {
            let text = fact.as_ref().and_then(|it| filled(&it.value));
            entries.extend(text.map(|text| Entry::new(key, Node::text(text))));
        }
        entries.push(Entry::new("doc", Node::todo()));
        let node = Node::Map(entries, false);
        let mut comments: Vec<String> = Vec::new();
        let text = row.text.as_ref().filter(|it| filled(&it.value).is_some());
        comments.extend(text.map(|it| quote(it.at.line, &it.value)));
        comments.extend(doubts.errors.remove(row.code.as_str()).unwrap_or_default());
        let first = seen.get(&(row.code.as_str(), status));
        if let Some(first) = first.and_then(|first| rows.get_mut(*first)) {
            let again = format!("stands here again, line {}: {}", row.at.line, node.line());
            first.comments.push(again);
            first.comments.append(&mut comments);
        } else {
            seen.insert((&row.code, status), rows.len());
            rows.push(Entry::item(node).with(comments));
        }
    }
    rows
}

pub(super) fn examples(examples: &[Example]) -> Vec<Entry> {
    let said = |text: &Option<crate::model::Fact<String>>| {
        let text = text.as_ref().filter(|it| !it.value.trim().is_empty());
        text.map(|it| Node::Verbatim(it.value.clone()))
    };
    let items = examples.iter().map(|example| {
        let request = said(&example.request).unwrap_or_else(Node::todo);
        let mut entries = vec![Entry::new("request", request)];
        if example.status != 200 {
            entries.push(Entry::new("status", Node::raw(example.status)));
        }
        entries.extend(said(&example.response).map(|it| Entry::new("response", it)));
        Entry::item(Node::Map(entries, true))
    });
    items.collect()
}
