//! Requests that are written as curl commands.

use super::{Body, Lines, Request, bodies, bodies::Found, http, shell, shell::Word, target};
use crate::model::{At, Fact};

/// Options with a value of which nothing is used.
const IGNORED: [&str; 34] = [
    "o",
    "m",
    "w",
    "x",
    "E",
    "T",
    "c",
    "r",
    "K",
    "C",
    "D",
    "U",
    "y",
    "Y",
    "z",
    "output",
    "max-time",
    "connect-timeout",
    "write-out",
    "proxy",
    "cert",
    "key",
    "cacert",
    "capath",
    "retry",
    "retry-delay",
    "limit-rate",
    "resolve",
    "interface",
    "config",
    "cookie-jar",
    "range",
    "upload-file",
    "dump-header",
];

/// Options with a value that is used, and the long form of the short ones.
const USED: [(&str, &str); 27] = [
    ("X", "request"),
    ("H", "header"),
    ("d", "data"),
    ("F", "form"),
    ("u", "user"),
    ("A", "user-agent"),
    ("e", "referer"),
    ("b", "cookie"),
    ("request", "request"),
    ("header", "header"),
    ("data", "data"),
    ("data-ascii", "data"),
    ("data-raw", "data-raw"),
    ("data-binary", "data"),
    ("data-urlencode", "data-urlencode"),
    ("url-query", "url-query"),
    ("json", "json"),
    ("form", "form"),
    ("form-string", "form"),
    ("user", "user"),
    ("user-agent", "user-agent"),
    ("referer", "referer"),
    ("cookie", "cookie"),
    ("url", "url"),
    ("oauth2-bearer", "oauth2-bearer"),
    ("G", "get"),
    ("get", "get"),
];

#[derive(Default)]
struct Command {
    method: Option<String>,
    url: Option<String>,
    headers: Vec<String>,
    data: Vec<(String, usize)>,
    query: Vec<String>,
    form: Vec<(String, String)>,
    json: bool,
    get: bool,
    head: bool,
    repairs: Vec<Fact<String>>,
}

/// The request of a line that begins with a command, if it names an address, and where the command
/// ends.
pub(super) fn read(
    code: &str,
    from: usize,
    line: &str,
    lines: &Lines,
) -> Option<(Option<Request>, usize)> {
    let before = command(line)?;
    let (words, end, repairs) = shell::words(code, from + before, lines);
    let mut command = Command {
        repairs,
        ..Command::default()
    };
    let mut words = words.into_iter().skip(1);
    while let Some(word) = words.next() {
        command.word(word, &mut words, lines);
    }
    Some((command.request(lines.at(from), lines), end))
}

/// Where on the line the word `curl` stands: at its start, behind a prompt or a glued label.
fn command(line: &str) -> Option<usize> {
    let near = line
        .char_indices()
        .nth(24)
        .map_or(line, |(at, _)| line.get(..at).unwrap_or_default());
    let at = near
        .find("curl ")
        .or_else(|| near.find("curl\t"))
        .or_else(|| near.find("curl\\"))?;
    let label = line.get(..at)?.trim_end();
    let glued = label.chars().all(|c| c.is_ascii_alphabetic()) && label.len() == at;
    let prompt = matches!(label, "" | "$" | "#" | ">" | "%");
    let named = label.ends_with([':', '：']);
    (glued || prompt || named).then_some(at)
}

impl Command {
    fn note(&mut self, text: String, at: usize, lines: &Lines) {
        let line = lines.at(at);
        self.repairs.push(Fact::new(text, At { file: 0, line }));
    }

    fn word(&mut self, word: Word, rest: &mut impl Iterator<Item = Word>, lines: &Lines) {
        if let Some(long) = word.text.strip_prefix("--") {
            let (name, value) = match long.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (long, None),
            };
            if name == "head" {
                self.head = true;
            }
            let start = word.start + 2 + name.len() + 1;
            self.option(
                name,
                value.map(|value| (value.to_owned(), start)),
                rest,
                lines,
            );
        } else if let Some(cluster) = word
            .text
            .strip_prefix('-')
            .filter(|short| !short.is_empty())
        {
            for (at, letter) in cluster.char_indices() {
                if letter == 'I' {
                    self.head = true;
                }
                let name = letter.to_string();
                let behind = at + letter.len_utf8();
                let value = cluster.get(behind..).unwrap_or_default();
                let value =
                    (!value.is_empty()).then(|| (value.to_owned(), word.start + 1 + behind));
                if self.option(&name, value, rest, lines) {
                    break;
                }
            }
        } else if self.url.is_none() {
            self.url = Some(word.text);
        } else {
            self.note(
                format!("left out: `{}`", super::chars::short(&word.text)),
                word.start,
                lines,
            );
        }
    }

    /// Reads an option; whether it takes a value.
    fn option(
        &mut self,
        name: &str,
        value: Option<(String, usize)>,
        rest: &mut impl Iterator<Item = Word>,
        lines: &Lines,
    ) -> bool {
        let Some((_, long)) = USED.iter().find(|(known, _)| *known == name) else {
            let ignored = IGNORED.contains(&name);
            if ignored && value.is_none() {
                rest.next();
            }
            return ignored;
        };
        if *long == "get" {
            self.get = true;
            return false;
        }
        let Some((value, at)) = value.or_else(|| rest.next().map(|word| (word.text, word.start)))
        else {
            return true;
        };
        match *long {
            "request" => self.method = Some(value.to_ascii_uppercase()),
            "header" => self.headers.push(value.trim().to_owned()),
            "url" => self.url = Some(value),
            "user-agent" => self.headers.push(format!("User-Agent: {value}")),
            "referer" => self.headers.push(format!("Referer: {value}")),
            "cookie" => self.headers.push(format!("Cookie: {value}")),
            "oauth2-bearer" => self.headers.push(format!("Authorization: Bearer {value}")),
            "user" => self.note("user and password of the command".to_owned(), at, lines),
            "url-query" => self.query.push(value),
            "form" => {
                let (name, value) = value.split_once('=').unwrap_or((&value, ""));
                self.form.push((name.to_owned(), value.to_owned()));
                self.note(format!("part `{name}` of a multipart body"), at, lines);
            }
            "data" | "json" if value.starts_with('@') => {
                self.note(format!("the body is in the file `{value}`"), at, lines);
            }
            "data-urlencode" => self.data.push((url_encoded(&value), at)),
            _ => {
                self.json |= *long == "json";
                self.data.push((value, at));
            }
        }
        true
    }

    fn request(mut self, line: u32, lines: &Lines) -> Option<Request> {
        let mut url = self.url.take()?;
        if !url.contains(['/', '.']) {
            return None;
        }
        let start = self.data.first().map_or(0, |(_, at)| *at);
        let data: Vec<String> = self.data.into_iter().map(|(text, _)| text).collect();
        let mut data = data.join(if self.json { "" } else { "&" });
        if self.get {
            self.query.push(std::mem::take(&mut data));
        }
        for query in self.query.iter().filter(|query| !query.is_empty()) {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(query);
        }
        let method = self.method.unwrap_or_else(|| {
            let sends = !data.is_empty() || !self.form.is_empty();
            match (self.head, sends) {
                (true, _) => "HEAD",
                (false, true) => "POST",
                (false, false) => "GET",
            }
            .to_owned()
        });
        if self.json
            && !self
                .headers
                .iter()
                .any(|header| header.to_ascii_lowercase().starts_with("content-type"))
        {
            self.headers
                .push("Content-Type: application/json".to_owned());
        }
        // An address without scheme begins with the host.
        if !url.contains("://") && !url.starts_with('/') {
            let (host, path) = url.split_at_checked(url.find('/').unwrap_or(url.len()))?;
            self.headers.insert(0, format!("Host: {host}"));
            url = if path.is_empty() {
                "/".to_owned()
            } else {
                path.to_owned()
            };
        }
        let body = body(&data, start, lines);
        let mut form = self.form;
        if body.is_none() {
            form.extend(target::pairs(data.trim()));
        }
        let mut head = vec![format!("{method} {url}")];
        head.extend(self.headers.iter().cloned());
        let text = http::assemble(&head, Some(data.trim()).filter(|data| !data.is_empty()));
        let (host, path, query) = target::split(&url);
        Some(Request {
            line,
            method,
            host,
            path,
            query,
            headers: self
                .headers
                .iter()
                .map(|header| header.split_once(':').unwrap_or((header, "")))
                .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
                .collect(),
            body,
            form,
            repairs: self.repairs,
            text,
        })
    }
}

/// The data as JSON, with its lines on the page.
fn body(data: &str, start: usize, lines: &Lines) -> Option<Body> {
    let brace = data.len() - data.trim_start().len();
    if !data.trim_start().starts_with(['{', '[']) {
        return None;
    }
    match bodies::body(data, brace, &Lines::new(data, lines.at(start))) {
        Found::Body(body, _) => Some(body),
        Found::Nothing(_) | Found::Unread(..) => None,
    }
}

/// `name=value` with the value encoded, as curl does it.
fn url_encoded(value: &str) -> String {
    match value.split_once('=') {
        Some(("", content)) => target::encode(content),
        Some((name, content)) => format!("{name}={}", target::encode(content)),
        None => target::encode(value),
    }
}
