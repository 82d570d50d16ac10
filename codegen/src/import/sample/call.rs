//! Which call a code sample makes.

use super::{
    Assignments,
    token::{Placed, Token},
};

/// Calls of a client that say nothing about the operation.
const GENERAL: [&str; 16] = [
    "get", "post", "put", "delete", "patch", "send", "execute", "request", "do", "call", "newcall",
    "close", "build", "builder", "invoke", "fetch",
];

/// The name of the call on which most samples agree; the first of them, if none is ahead.
pub(crate) fn shared_call<'a>(
    samples: impl IntoIterator<Item = &'a Assignments>,
) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for call in samples
        .into_iter()
        .filter_map(|sample| sample.call.as_deref())
    {
        match counts.iter_mut().find(|(known, _)| *known == call) {
            Some((_, count)) => *count += 1,
            None => counts.push((call, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    let first = counts.iter().find(|(_, count)| *count == most)?;
    Some(first.0.to_owned())
}

/// The call that the sample is about: one with options, or else the first of a client.
pub(super) fn call(tokens: &[Placed]) -> Option<String> {
    let mut fallback = None;
    for window in tokens.windows(4) {
        let [owner, dot, method, open] = window else {
            continue;
        };
        let (Token::Sign("." | "->" | "?."), Token::Name(name), Token::Sign("(")) =
            (&dot.token, &method.token, &open.token)
        else {
            continue;
        };
        let plain = plain_call(name);
        if plain.is_empty() {
            continue;
        }
        if name.contains("WithOptions") || name.contains("_with_options") {
            return Some(camel(plain));
        }
        let client = matches!(&owner.token, Token::Name(owner) if is_client(owner));
        let accessor = name
            .strip_prefix("set")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
        if client && !accessor && !GENERAL.contains(&plain.to_lowercase().as_str()) {
            fallback.get_or_insert_with(|| camel(plain));
        }
    }
    fallback
}

fn is_client(owner: &str) -> bool {
    let owner = owner.trim_start_matches('$');
    let upper = owner.starts_with(|c: char| c.is_ascii_uppercase());
    !upper
        && (owner == "api"
            || owner == "client"
            || owner.ends_with("Client")
            || owner.ends_with("_client"))
}

/// The name without what the generators of clients append.
fn plain_call(name: &str) -> &str {
    let mut name = name;
    loop {
        let shorter = ["WithOptions", "Async", "_with_options", "_async"]
            .iter()
            .find_map(|suffix| name.strip_suffix(suffix));
        match shorter {
            Some(shorter) => name = shorter,
            None => return name,
        }
    }
}

/// `query_room_info` and `QueryRoomInfo` become `queryRoomInfo`.
fn camel(name: &str) -> String {
    let mut result = String::with_capacity(name.len());
    let mut upper = false;
    for c in name.trim_matches('_').chars() {
        if c == '_' {
            upper = true;
        } else if std::mem::take(&mut upper) {
            result.extend(c.to_uppercase());
        } else {
            result.push(c);
        }
    }
    lower_first(&result)
}

/// `UnionId` becomes `unionId`, `URL` becomes `url`.
pub(super) fn lower_first(name: &str) -> String {
    let mut signs = name.chars();
    match signs.next() {
        Some(_) if name.chars().all(|c| c.is_ascii_uppercase()) => name.to_ascii_lowercase(),
        Some(first) => first.to_lowercase().chain(signs).collect(),
        None => String::new(),
    }
}
