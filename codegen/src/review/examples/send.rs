//! Writes a request as the client's builder does.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Call, carry::Given, json, value::Value};
use crate::{
    ir::{Number, Sent, Step},
    lower::steps,
};

/// What is encoded in paths and queries: all but letters, digits and `-._~`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The request: its line, headers and body, without the credential.
///
/// # Errors
///
/// Why the client refuses to send it.
pub(super) fn send(call: Call<'_>, given: &Given) -> Result<String, String> {
    let operation = call.operation;
    let mut builder = Builder {
        given,
        path: operation.path.value.clone(),
        query: String::new(),
        headers: Vec::new(),
        body: None,
        problem: None,
    };
    for step in &steps(operation) {
        builder.step(step);
    }
    let host = operation.host.as_ref().unwrap_or(&call.service.host);
    builder.build(operation.method.as_str(), &host.value)
}

struct Builder<'a> {
    given: &'a Given,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    /// An object without its closing brace.
    body: Option<String>,
    problem: Option<String>,
}

impl Builder<'_> {
    fn step(&mut self, step: &Step) {
        match step {
            Step::Retired(since) => {
                self.report(|| format!("the service no longer has this operation ({since})"));
            }
            Step::Send {
                method,
                wire,
                value,
            } => {
                let value = self.sent(value);
                self.put(method, wire, value.as_ref());
            }
            Step::Limit {
                method,
                wire,
                name,
                limit,
                ..
            } => self.limit(method, wire, name, *limit),
            Step::Window { from, to, seconds } => self.window(from, to, *seconds),
        }
    }

    fn sent(&self, value: &Sent) -> Option<Value> {
        Some(match value {
            Sent::Field(name) => self.given.get(name)?.clone(),
            Sent::Text(name) | Sent::TextOptional(name) => {
                Value::Text(self.given.get(name)?.text()?)
            }
            Sent::FixedText(text) => Value::Text(text.clone()),
            Sent::FixedInteger(number) => Value::Integer(*number),
            Sent::FixedFloat(number) => Value::Float(*number),
            Sent::FixedBool(flag) => Value::Bool(*flag),
        })
    }

    fn put(&mut self, method: &str, wire: &str, value: Option<&Value>) {
        let texts = || match value {
            Some(Value::List(items)) => items.iter().filter_map(Value::text).collect(),
            _ => Vec::new(),
        };
        let text = value.and_then(Value::text);
        match (method, text) {
            ("path", text) => self.segment(wire, &text.unwrap_or_default()),
            ("query", Some(text)) => self.pair(wire, &encoded(&text)),
            ("query_each", _) => {
                for text in texts() {
                    self.pair(wire, &encoded(&text));
                }
            }
            ("query_joined", _) => self.joined(wire, &texts()),
            ("header", Some(text)) => self.header(wire, text),
            ("json" | "json_optional", _) => self.member(wire, value),
            _ => {}
        }
    }

    fn segment(&mut self, wire: &str, text: &str) {
        let placeholder = format!("{{{wire}}}");
        if !self.path.contains(&placeholder) {
            self.report(|| format!("the path has no parameter `{wire}`"));
        } else if text.is_empty() {
            self.report(|| format!("`{wire}` must not be empty"));
        } else if matches!(text, "." | "..") {
            self.report(|| format!("`{wire}` must not consist of one or two dots"));
        } else {
            self.path = self.path.replace(&placeholder, &encoded(text));
        }
    }

    /// Appends a name, and a value that is encoded already.
    fn pair(&mut self, wire: &str, value: &str) {
        self.query
            .push(if self.query.is_empty() { '?' } else { '&' });
        self.query.push_str(&encoded(wire));
        self.query.push('=');
        self.query.push_str(value);
    }

    fn joined(&mut self, wire: &str, texts: &[String]) {
        if texts.iter().any(|it| it.contains(',')) {
            self.report(|| format!("the entries of `{wire}` must not contain commas"));
        } else if !texts.is_empty() {
            let texts: Vec<String> = texts.iter().map(|it| encoded(it)).collect();
            self.pair(wire, &texts.join(","));
        }
    }

    fn header(&mut self, wire: &str, text: String) {
        let visible = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if !visible || text.starts_with(' ') || text.ends_with(' ') {
            self.report(|| {
                format!(
                    "`{wire}` must consist of visible ASCII characters, with spaces between them only"
                )
            });
            return;
        }
        self.headers
            .retain(|(name, _)| !name.eq_ignore_ascii_case(wire));
        self.headers.push((wire.to_owned(), text));
    }

    fn member(&mut self, wire: &str, value: Option<&Value>) {
        let body = self.body.get_or_insert_with(|| "{".to_owned());
        let Some(value) = value else { return };
        if body.len() > 1 {
            body.push(',');
        }
        json::text(body, wire);
        body.push(':');
        value.write(body);
    }

    fn limit(&mut self, method: &str, wire: &str, name: &str, limit: Number) {
        let given = self.given;
        let Some(value) = given.get(name) else { return };
        let number = match (value, limit) {
            (Value::Float(number), Number::Float(limit)) => number.partial_cmp(&limit),
            (value, Number::Integer(limit)) if method.starts_with("at_") => {
                value.number().map(|it| it.cmp(&limit))
            }
            _ => None,
        };
        let least = method.starts_with("at_least");
        let shown = match limit {
            Number::Integer(limit) => limit.to_string(),
            Number::Float(limit) => limit.to_string(),
        };
        if number.is_some_and(|it| if least { it.is_lt() } else { it.is_gt() }) {
            let word = if least { "least" } else { "most" };
            self.report(|| format!("`{wire}` must be at {word} {shown}"));
        }
        let (Number::Integer(limit), Some((length, [one, several]))) = (limit, value.length())
        else {
            return;
        };
        let unit = if limit == 1 { one } else { several };
        let length = length as i128;
        if method == "min_length" && length < limit {
            self.report(|| format!("`{wire}` must have at least {limit} {unit}"));
        } else if method == "max_length" && length > limit {
            self.report(|| format!("`{wire}` must have at most {limit} {unit}"));
        }
    }

    fn window(&mut self, from: &(String, String), to: &(String, String), seconds: u64) {
        let millis = |name: &str| self.given.get(name)?.millis();
        let (Some(start), Some(end)) = (millis(&from.1), millis(&to.1)) else {
            return;
        };
        let (from, to) = (&from.0, &to.0);
        if end < start {
            self.report(|| format!("`{to}` must not be before `{from}`"));
        } else if end - start > i128::from(seconds) * 1000 {
            let span = span(seconds);
            self.report(|| format!("`{from}` and `{to}` must be at most {span} apart"));
        }
    }

    fn build(mut self, method: &str, host: &str) -> Result<String, String> {
        if let Some((_, rest)) = self.path.split_once('{') {
            let name = rest.split('}').next().unwrap_or(rest).to_owned();
            self.report(|| format!("the path parameter `{name}` is not set"));
        }
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let typed = |(name, _): &(String, String)| name.eq_ignore_ascii_case("Content-Type");
        if self.body.is_some() && !self.headers.iter().any(typed) {
            let json = ("Content-Type".to_owned(), "application/json".to_owned());
            self.headers.push(json);
        }
        let mut out = format!("{method} {host}{}{}", self.path, self.query);
        for (name, value) in &self.headers {
            out.extend(["\n", name, ": ", value]);
        }
        if let Some(body) = &self.body {
            out.extend(["\n\n", body, "}"]);
        }
        Ok(out)
    }

    /// Keeps the first problem, as the client does.
    fn report(&mut self, problem: impl FnOnce() -> String) {
        self.problem.get_or_insert_with(problem);
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// A number of seconds for people, as the client writes it.
fn span(seconds: u64) -> String {
    let units = [(86_400, "day"), (3_600, "hour")];
    let fits = |(length, _): &(u64, &str)| seconds > 0 && seconds.is_multiple_of(*length);
    let (length, unit) = units.into_iter().find(fits).unwrap_or((1, "second"));
    let count = seconds / length;
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{end}")
}
