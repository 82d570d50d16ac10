//! Proposals for names that no page gives, and the two ends of an interval.

use crate::{
    import::{DoubtKind, words::words},
    model::{Fact, In, Kind, Operation},
};

use super::{doubts::Doubts, examples::Examples};

/// Proposes the operation's name: that of the call in code samples, else one made of the path.
pub(super) fn propose(operation: &mut Operation, examples: &Examples, doubts: &mut Doubts) {
    let called = examples
        .call
        .as_deref()
        .map(snake)
        .filter(|it| !it.is_empty());
    let why = if called.is_some() {
        "the name of the operation is that of the call in code samples"
    } else {
        "the name of the operation follows from method and path"
    };
    operation.name = called.unwrap_or_else(|| of_path(operation));
    doubts.add(operation.at.line, DoubtKind::Guess, why.to_owned(), "");
}

/// A name in snake case.
pub(super) fn snake(name: &str) -> String {
    let mut out = String::new();
    let chars: Vec<char> = name.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            if !out.ends_with('_') && !out.is_empty() {
                out.push('_');
            }
            continue;
        }
        let before = at.checked_sub(1).and_then(|it| chars.get(it));
        let after = chars.get(at + 1);
        let word = c.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || before.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase)
            });
        if word && !out.ends_with('_') {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    let out = out.trim_matches('_').chars().take(80).collect::<String>();
    if out.starts_with(|c: char| c.is_ascii_digit()) {
        format!("call_{out}")
    } else {
        out
    }
}

fn of_path(operation: &Operation) -> String {
    let path = operation.path.as_ref().map_or("", |it| it.value.as_str());
    let version = |it: &str| {
        it.strip_prefix(['v', 'V']).is_some_and(|rest| {
            !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        })
    };
    let segments: Vec<String> = path
        .split('/')
        .filter(|it| !it.is_empty() && !it.contains('{') && !version(it))
        .map(snake)
        .filter(|it| !it.is_empty())
        .collect();
    let lists = operation.response.iter().any(|it| {
        it.kind
            .as_ref()
            .is_some_and(|kind| kind.value == Kind::Array)
            && !it.path.contains('[')
    });
    let verb = match operation.method.as_ref().map_or("", |it| it.value.as_str()) {
        "GET" if lists => "list",
        "GET" => "get",
        "POST" => "create",
        "PUT" | "PATCH" => "update",
        "DELETE" => "delete",
        _ => "call",
    };
    let verbs = [
        "get", "list", "create", "add", "update", "delete", "remove", "query", "search", "start",
        "stop", "send", "set", "cancel", "close", "batch", "export", "import", "check",
    ];
    let spoken = segments.iter().any(|it| {
        verbs
            .iter()
            .any(|verb| it == verb || it.starts_with(&format!("{verb}_")))
    });
    if segments.is_empty() {
        return "unnamed".to_owned();
    }
    let joined = segments.join("_");
    if spoken && verb == "create" {
        joined
    } else {
        format!("{verb}_{joined}")
    }
}

/// Whether a line only announces what follows: `Notes:`.
pub(super) fn is_label(text: &str) -> bool {
    let words = words();
    let bare = text.trim().trim_end_matches([':', '\u{ff1a}']);
    bare.len() < text.trim().len()
        && (words.find("columns", bare).is_some()
            || words.find("rows", bare).is_some()
            || words.find("sections", bare).is_some())
}

/// The parameters with the start and the end of an interval.
pub(super) fn interval(
    operation: &Operation,
    windows: &[(String, Fact<u64>)],
) -> Option<(String, String)> {
    let is = |entry: &str, name: &str| {
        words()
            .patterns("interval_patterns")
            .iter()
            .any(|(known, pattern)| known == entry && pattern.is_match(name))
    };
    let sent = |entry: &'static str| {
        let mut fitting = operation.params.iter().filter(move |it| {
            matches!(it.location, Some(In::Query | In::Body)) && is(entry, &it.path)
        });
        // Those whose description gives the limit come first.
        let told = fitting
            .clone()
            .find(|it| windows.iter().any(|(path, _)| *path == it.path));
        told.or_else(|| fitting.next()).map(|it| it.path.clone())
    };
    let (from, to) = (sent("from")?, sent("to")?);
    (from != to).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use super::snake;

    #[test]
    fn names_become_snake_case() {
        assert_eq!(snake("queryHTTPRecord2Info"), "query_http_record2_info");
        assert_eq!(snake("live-play.replays"), "live_play_replays");
        assert_eq!(snake("3rdParty"), "call_3rd_party");
    }
}
