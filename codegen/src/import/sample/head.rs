//! First lines of requests and answers, headers, forms and addresses.

use std::sync::LazyLock;

use regex::Regex;

static REQUEST_LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?P<label>.{0,40}?)(?P<method>(?i-u:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS))(?P<gap>[ \t]*)(?P<target>https?://\S+|/\S*)(?:[ \t]+(?P<version>HTTP/\d(?:\.\d)?))?(?P<tail>.*)$",
    )
    .ok()
});

static STATUS_LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^(?:.{0,40}?[^A-Za-z0-9_/])?HTTP/\d(?:\.\d)?[ \t]+(?P<status>[1-5]\d\d)\b[A-Za-z' \t-]*",
    )
    .ok()
});

static HEADER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^([A-Za-z][A-Za-z0-9_.-]{0,99})[ \t]*:[ \t]*(.*)$").ok());

static FORM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[A-Za-z_][A-Za-z0-9_.%\[\]-]*=[^\s{}]*$").ok());

/// Headers whose names have no hyphen.
const HEADERS: [&str; 12] = [
    "host",
    "accept",
    "authorization",
    "cookie",
    "date",
    "connection",
    "server",
    "origin",
    "referer",
    "pragma",
    "expires",
    "token",
];

/// A request line, taken apart.
pub(super) struct RequestLine {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) text: String,
    /// A header that is glued to it.
    pub(super) header: Option<String>,
    /// Bytes of the body that is glued to it.
    pub(super) body: usize,
    pub(super) upper: bool,
}

/// Name and value of a header, and whether it can hardly be something else.
pub(super) fn header(line: &str) -> Option<(&str, &str, bool)> {
    let found = HEADER.as_ref()?.captures(line)?;
    let (name, value) = (group(&found, 1), group(&found, 2));
    let usual = name.contains('-') || HEADERS.contains(&name.to_ascii_lowercase().as_str());
    Some((name, value.trim(), usual))
}

/// Whether it reads like the body of a form.
pub(super) fn is_form(line: &str) -> bool {
    FORM.as_ref().is_some_and(|form| form.is_match(line))
}

fn group<'t>(found: &regex::Captures<'t>, index: usize) -> &'t str {
    found.get(index).map_or("", |group| group.as_str())
}

fn named<'t>(found: &regex::Captures<'t>, name: &str) -> &'t str {
    found.name(name).map_or("", |group| group.as_str())
}

/// The status, and the length of the line up to what may be glued to it.
pub(super) fn status_line(line: &str) -> Option<(u64, usize)> {
    let line_start = near(line);
    if !line_start.contains("HTTP/") {
        return None;
    }
    let found = STATUS_LINE.as_ref()?.captures(line_start)?;
    let status = named(&found, "status").parse().ok()?;
    let whole = found.get(0)?;
    let text = whole.as_str();
    // `OKContent-Type: …`: the phrase ends where the header begins.
    let rest = line.get(whole.end()..).unwrap_or_default();
    let length = if rest.starts_with(':') {
        text.rfind("OK").map_or(text.len(), |at| at + 2)
    } else {
        text.len()
    };
    Some((status, length))
}

/// The beginning of a line: no status or request line hides behind it.
fn near(line: &str) -> &str {
    match line.char_indices().nth(200) {
        Some((at, _)) => line.get(..at).unwrap_or_default(),
        None => line,
    }
}

/// An address that has the line to itself.
pub(super) fn bare_address(line: &str) -> bool {
    let rest = line
        .strip_prefix("https://")
        .or_else(|| line.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '{' | '<' | '[' | '$'))
            && !rest.contains(|c: char| {
                c.is_whitespace() || matches!(c, '"' | '\'' | '，' | '。' | '；')
            })
    })
}

pub(super) fn request_line(line: &str) -> Option<RequestLine> {
    if !line.contains('/') {
        return None;
    }
    let found = REQUEST_LINE.as_ref()?.captures(line)?;
    let (label, method, gap) = (
        named(&found, "label"),
        named(&found, "method"),
        named(&found, "gap"),
    );
    let (version, tail) = (named(&found, "version"), named(&found, "tail"));
    let upper = method == method.to_ascii_uppercase();
    let known_label = label.is_empty()
        || ["HTTP", "HTTPS", "REST"].contains(&label.to_ascii_uppercase().as_str())
        || label.chars().next_back().is_some_and(|c| {
            c.is_whitespace()
                || matches!(c, ':' | '：' | ']' | '】' | '>' | '|' | '`')
                || !c.is_ascii()
        });
    if !known_label || !upper && (!label.is_empty() || gap.is_empty()) {
        return None;
    }
    let behind = tail.trim();
    let mut header = None;
    let mut body = 0;
    if !behind.is_empty() {
        if behind.starts_with(['{', '[']) {
            body = tail.trim_start().len();
        } else if !version.is_empty()
            && HEADER
                .as_ref()
                .is_some_and(|header| header.is_match(behind))
        {
            header = Some(behind.to_owned());
        } else {
            return None;
        }
    }
    let target = named(&found, "target");
    let method = method.to_ascii_uppercase();
    let mut text = format!("{method} {target}");
    if !version.is_empty() {
        text.push(' ');
        text.push_str(version);
    }
    Some(RequestLine {
        method,
        target: target.to_owned(),
        text,
        header,
        body,
        upper,
    })
}
