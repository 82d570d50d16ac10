//! Method, address and what else a page says about the call as a whole, row by row.

use std::{borrow::Cow, sync::LazyLock};

use regex::Regex;

use crate::import::{
    page::{Block, Code, Table, Text},
    words::{fold, words},
};

/// What begins the description of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Method,
    Url,
}

/// A key of the topic `rows` and what the page says for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// `url`, `method`, …
    pub(super) key: &'static str,
    pub(super) value: Text,
    /// Whether the value stands in the next block.
    pub(super) next: bool,
    /// Whether it is only part of what the text says.
    pub(super) partly: bool,
}

/// Method, host, path and query of an address as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) method: Option<String>,
    pub(super) host: Option<String>,
    pub(super) path: Option<String>,
    /// Names and values of the query: values are placeholders without braces, or fixed.
    pub(super) query: Vec<(String, QueryValue)>,
}

/// What stands behind a name in the query of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum QueryValue {
    Placeholder(String),
    Text(String),
}

static METHOD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // In lower case it is a word of a sentence, unless an address or nothing follows.
    Regex::new(r"^\W*(?:(GET|POST|PUT|PATCH|DELETE)(?:[^A-Za-z0-9_-]|$)|((?i:GET|POST|PUT|PATCH|DELETE))(?:\W*$|\W+(?:https?:|[/{(])))").ok()
});
static URL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?P<host>https?://[A-Za-z0-9._~{}-]+(?::\d+)?)?(?P<path>/[A-Za-z0-9_~%$@!*+.:{}<>/\[\]-]*)?(?:\?(?P<query>[^\s\u{4e00}-\u{9fff}，。；、）`]*))?").ok()
});
static VERSION: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"/v\d+(?:\.\d+)?/").ok());
static BASE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(^|[\s`*])\{\{[\w.-]{1,40}\}\}/").ok());
static PATTERN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{(\w{1,60})=[^}\s]{1,200}\}").ok());
static BARE_HOST: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[a-z0-9-]+(?:\.[a-z0-9-]+)+$").ok());

/// The method that a text begins with, in capitals.
pub(super) fn method(text: &str) -> Option<String> {
    let found = METHOD.as_ref()?.captures(text)?;
    let name = found.get(1).or_else(|| found.get(2))?;
    Some(name.as_str().to_uppercase())
}

/// Takes an address apart: `POST https://host/path?a={a}`, any part of it.
pub(super) fn address(text: &str) -> Address {
    let mut found = Address {
        method: method(text),
        ..Address::default()
    };
    let bare = text.trim().trim_end_matches(['。', '.', ' ']);
    if let Some(host) = BARE_HOST.as_ref().and_then(|it| it.find(bare)) {
        found.host = Some(format!("https://{}", host.as_str()));
        return found;
    }
    let Some(pattern) = URL.as_ref() else {
        return found;
    };
    let text = based(text);
    let text = text.as_ref();
    let best = pattern
        .captures_iter(text)
        .filter(|it| it.name("host").is_some() || it.name("path").is_some_and(|it| it.len() > 1))
        .find(|it| {
            // `application/json` is no path.
            let start = it.get(0).map_or(0, |it| it.start());
            let before = text[..start].chars().next_back();
            it.name("host").is_some()
                || before.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '}')
        });
    let Some(best) = best else {
        return found;
    };
    found.host = best.name("host").map(|it| it.as_str().to_owned());
    found.path = best
        .name("path")
        .map(|it| template(it.as_str().trim_end_matches(['.', ':'])))
        .filter(|path| !path.is_empty());
    if let Some(query) = best.name("query") {
        found.query = query
            .as_str()
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (name.trim().to_owned(), query_value(value.trim()))
            })
            .filter(|(name, _)| !name.is_empty())
            .collect();
    }
    found
}

/// A text without the variable that stands for the host, `{{base}}/v1/…`, and with the names alone of
/// placeholders that have a pattern, `{parent=shops/*}`.
fn based(text: &str) -> Cow<'_, str> {
    let replaced = match BASE.as_ref() {
        Some(base) => base.replace(text, "$1/"),
        None => Cow::Borrowed(text),
    };
    match PATTERN.as_ref() {
        Some(pattern) if replaced.contains('=') => {
            Cow::Owned(pattern.replace_all(&replaced, "{$1}").into_owned())
        }
        _ => replaced,
    }
}

/// Placeholders in the form of specs: `:id`, `<id>` and `{{id}}` become `{id}`.
fn template(path: &str) -> String {
    let segments: Vec<String> = path
        .split('/')
        .map(|segment| {
            let inner = segment
                .strip_prefix("{{")
                .and_then(|it| it.strip_suffix("}}"))
                .or_else(|| {
                    segment
                        .strip_prefix('<')
                        .and_then(|it| it.strip_suffix('>'))
                })
                .or_else(|| {
                    segment
                        .strip_prefix("${")
                        .and_then(|it| it.strip_suffix('}'))
                })
                .or_else(|| {
                    segment
                        .strip_prefix(':')
                        .filter(|it| it.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'))
                });
            inner.map_or_else(|| segment.to_owned(), |name| format!("{{{name}}}"))
        })
        .collect();
    segments.join("/")
}

fn query_value(value: &str) -> QueryValue {
    let bare = value
        .trim_start_matches(['{', '<', '$', '['])
        .trim_end_matches(['}', '>', ']']);
    if bare.len() < value.len() {
        return QueryValue::Placeholder(bare.to_owned());
    }
    let upper = !value.is_empty()
        && value.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
        && value.len() > 1;
    if value.is_empty() || upper || matches!(value, "xxx" | "xx" | "..." | "XXX") {
        return QueryValue::Placeholder(String::new());
    }
    QueryValue::Text(value.to_owned())
}

/// Names of the placeholders of a path template.
pub(super) fn placeholders(path: &str) -> Vec<String> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// What a block says about the call. `index` is that of the block.
pub(super) fn entries(blocks: &[Block], index: usize) -> Vec<Entry> {
    match blocks.get(index) {
        Some(Block::Table(table)) => of_table(table),
        Some(Block::Heading(_, text) | Block::Text(text)) => {
            let mut found: Vec<Entry> = text
                .text
                .lines()
                .zip(text.line..)
                .filter_map(|(line, number)| labelled(line, number))
                .collect();
            if found.is_empty() {
                found.extend(
                    request_line(text)
                        .into_iter()
                        .chain(label_above(blocks, index))
                        .chain(bare_address(text)),
                );
            }
            if !found
                .iter()
                .any(|entry| matches!(entry.key, "method" | "url"))
            {
                found.extend(method_within(text));
            }
            found
        }
        _ => Vec::new(),
    }
}

/// `请求方式:GET`.
fn labelled(line: &str, number: u32) -> Option<Entry> {
    let line = line
        .trim()
        .trim_start_matches("- ")
        .trim_start_matches(['*', ' ']);
    let (label, value) = line
        .split_once([':', '\u{ff1a}'])
        .or_else(|| line.split_once("**"))
        .unwrap_or((line, ""));
    let value = value.trim().trim_matches(['*', '`', ' ']).trim();
    let entry = |key, value: &str| Entry {
        key,
        value: Text {
            line: number,
            text: value.to_owned(),
        },
        next: false,
        partly: false,
    };
    if let Some(key) = key_of(label)
        && !value.is_empty()
    {
        return Some(entry(key, value));
    }
    // `Method GET`: no colon, but nothing else that it could be.
    let (label, value) = line.rsplit_once(char::is_whitespace)?;
    let key = key_of(label)?;
    let fits = match key {
        "method" => method(value).is_some_and(|it| it.len() == value.len()),
        "url" => value.starts_with("http") || value.starts_with('/'),
        _ => false,
    };
    fits.then(|| entry(key, value))
}

/// Code that is nothing but the line of a request, with nothing in it that an example would send.
pub(super) fn request_code(code: &Code) -> Option<Entry> {
    let mut lines = code.text.lines().filter(|line| !line.trim().is_empty());
    let (line, None) = (lines.next()?, lines.next()) else {
        return None;
    };
    let version = line.trim_end();
    let text = Text {
        line: code.line,
        text: version
            .rsplit_once(" HTTP/")
            .map_or(version, |(request, _)| request)
            .to_owned(),
    };
    let sent = address(&text.text)
        .query
        .iter()
        .any(|(_, value)| matches!(value, QueryValue::Text(_)));
    let based = text.text.contains("{{");
    request_line(&text).filter(|_| !sent || based)
}

/// `POST /v1/orders` on a line of its own, or as a heading.
pub(super) fn request_line(text: &Text) -> Option<Entry> {
    let bare = text.text.trim().trim_matches(['`', '*', ' ']);
    let method = method(bare)?;
    let rest = bare
        .trim_start_matches(|c: char| !c.is_ascii_alphabetic())
        .get(method.len()..)?
        .trim_start_matches([' ', '`', ':', '\t', '*', ']']);
    (rest.starts_with(['/', '{']) || rest.starts_with("http")).then(|| Entry {
        key: "url",
        value: Text {
            line: text.line,
            text: bare.to_owned(),
        },
        next: false,
        partly: false,
    })
}

/// An address on a line of its own that looks like that of a call: with placeholders, a version or
/// a query.
fn bare_address(text: &Text) -> Option<Entry> {
    let bare = text.text.trim().trim_matches(['`', '<', '>']);
    let call = bare.starts_with("http")
        && !bare.contains(char::is_whitespace)
        && (bare.contains(['{', '?']) || VERSION.as_ref().is_some_and(|it| it.is_match(bare)));
    call.then(|| Entry {
        key: "url",
        value: Text {
            line: text.line,
            text: bare.to_owned(),
        },
        next: false,
        partly: false,
    })
}

/// A method that a label names in the middle of a text, where line breaks were lost.
fn method_within(text: &Text) -> Option<Entry> {
    let (label, _) = words().longest("rows").iter().find(|(word, entry)| {
        entry == "method" && word.chars().count() > 3 && text.text.contains(word.as_str())
    })?;
    let start = text.text.find(label.as_str())? + label.len();
    let rest = text
        .text
        .get(start..)?
        .trim_start_matches([':', '\u{ff1a}', ' ']);
    let found = method(rest)?;
    Some(Entry {
        key: "method",
        value: Text {
            line: text.line,
            text: found,
        },
        next: false,
        partly: true,
    })
}

/// A label whose value stands in the next block.
fn label_above(blocks: &[Block], index: usize) -> Option<Entry> {
    let (Block::Heading(_, text) | Block::Text(text)) = blocks.get(index)? else {
        return None;
    };
    let key = key_of(&text.text)?;
    let value = match blocks.get(index + 1)? {
        Block::Text(next) => next.clone(),
        Block::Code(code) => Text {
            line: code.line,
            text: code.text.lines().next().unwrap_or_default().to_owned(),
        },
        _ => return None,
    };
    let address = address(&value.text);
    let fits = match key {
        "method" => address.method.is_some(),
        "url" => address.host.is_some() || address.path.is_some(),
        _ => false,
    };
    fits.then_some(Entry {
        key,
        value,
        next: true,
        partly: false,
    })
}

fn key_of(label: &str) -> Option<&'static str> {
    let label = label.trim().trim_start_matches("- ");
    words().find("rows", super::section::without_number(label))
}

/// The rows of a table of keys and values; none if it is another kind of table.
pub(super) fn of_table(table: &Table) -> Vec<Entry> {
    let keyed = |first: &str| key_of(first);
    let head_is_row = table
        .head
        .first()
        .and_then(|cell| keyed(&cell.text))
        .filter(|_| table.head.len() == 2);
    let rows: Vec<_> = table
        .rows
        .iter()
        .filter_map(|row| Some((row.cells.first()?, row.cells.get(1)?)))
        .collect();
    let known = rows
        .iter()
        .filter(|(first, _)| keyed(&first.text).is_some())
        .count();
    let calls = rows.iter().any(|(first, second)| {
        matches!(keyed(&first.text), Some("method" | "url")) && {
            let address = address(&second.text);
            address.method.is_some() || address.host.is_some() || address.path.is_some()
        }
    });
    let wide = table.rows.iter().any(|row| row.cells.len() > 3);
    if wide || known == 0 || !(calls || (known * 2 >= rows.len() && table.head.len() <= 2)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let (Some(key), Some(value)) = (head_is_row, table.head.get(1))
        && words().find("columns", &value.text).is_none()
    {
        found.push(Entry {
            key,
            value: value.clone(),
            next: false,
            partly: false,
        });
    }
    for (first, second) in rows {
        // A row with an unknown key keeps its text: it is judged as a sentence.
        let key = keyed(&first.text).unwrap_or("unknown");
        let text = if key == "unknown" {
            format!("{}: {}", first.text, second.text)
        } else {
            second.text.clone()
        };
        found.push(Entry {
            key,
            value: Text {
                line: second.line.max(first.line),
                text,
            },
            next: false,
            partly: false,
        });
    }
    found
}

/// Which beginnings of a call a block holds.
pub(super) fn anchors(blocks: &[Block], index: usize) -> Vec<Anchor> {
    let mut found = Vec::new();
    for entry in entries(blocks, index) {
        let address = address(&entry.value.text);
        match entry.key {
            "method" if address.method.is_some() => found.push(Anchor::Method),
            "url" if address.host.is_some() || address.path.is_some() => {
                found.push(Anchor::Url);
                if address.method.is_some() {
                    found.push(Anchor::Method);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a line belongs to the website and not to the description.
pub(super) fn is_chrome(text: &str) -> bool {
    let words = words();
    let folded = fold(text);
    words.find("chrome", text) == Some("line")
        || words.longest("chrome").iter().any(|(word, entry)| {
            entry == "start"
                && folded.strip_prefix(word.as_str()).is_some_and(|rest| {
                    !word.is_ascii() || !rest.starts_with(|c: char| c.is_alphanumeric())
                })
        })
        || breadcrumb(text)
}

fn breadcrumb(text: &str) -> bool {
    let parts = |sign: &str| text.split(sign).count();
    let short = text.chars().count() < 120 && !text.contains(['{', '=', '"']);
    short && (parts(" > ") > 2 || parts(" » ") > 1 || parts(" / ") > 2 || parts(" › ") > 1)
}

/// Whether a line gives the date of the page.
pub(super) fn is_date(text: &Text) -> bool {
    labelled(&text.text, text.line).is_some_and(|entry| entry.key == "updated")
}

/// Whether a line is a label of the call, with or without its value.
pub(super) fn is_label(text: &Text) -> bool {
    key_of(&text.text).is_some() || labelled(&text.text, text.line).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Address, QueryValue, address};

    #[test]
    fn addresses_are_taken_apart() {
        let parsed =
            address("POST https://api.shop.example/v1/orders/:order_id/items?page={pageNo}&all=1");
        assert_eq!(
            parsed,
            Address {
                method: Some("POST".to_owned()),
                host: Some("https://api.shop.example".to_owned()),
                path: Some("/v1/orders/{order_id}/items".to_owned()),
                query: vec![
                    (
                        "page".to_owned(),
                        QueryValue::Placeholder("pageNo".to_owned())
                    ),
                    ("all".to_owned(), QueryValue::Text("1".to_owned())),
                ],
            }
        );
        assert_eq!(address("/v1/a/{b}").path.as_deref(), Some("/v1/a/{b}"));
        assert_eq!(
            address("api.shop.example").host.as_deref(),
            Some("https://api.shop.example")
        );
        assert_eq!(
            address("application/json; charset=utf-8"),
            Address::default()
        );
        assert_eq!(address("GET").method.as_deref(), Some("GET"));
        assert_eq!(address("Get /v1/a").method.as_deref(), Some("GET"));
        assert_eq!(address("post (JSON)").method.as_deref(), Some("POST"));
        assert_eq!(address("get a lamp by its id.").method, None);
        assert_eq!(
            address("GET {{base}}/v1/lamps?on={on}").path.as_deref(),
            Some("/v1/lamps")
        );
        assert_eq!(
            address("GET https://x.example/v1/{parent=shops/*}/lamps")
                .path
                .as_deref(),
            Some("/v1/{parent}/lamps")
        );
        assert_eq!(
            address("https://{shop}.lamp.example/v1/lamps")
                .host
                .as_deref(),
            Some("https://{shop}.lamp.example")
        );
        assert_eq!(
            address("api.lamp.example 。").host.as_deref(),
            Some("https://api.lamp.example")
        );
        assert_eq!(
            address("POST /v1/apps/<app>/lamps").path.as_deref(),
            Some("/v1/apps/{app}/lamps")
        );
    }
}
