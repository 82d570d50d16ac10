//! Example requests: the request line, headers and body of a documented call.

use std::ops::Range;

use crate::{
    json::{self, Json, JsonError},
    spec::Method,
};

/// A documented request, taken apart. Ranges are bytes of the example's text.
#[derive(Clone, Debug)]
pub struct ExampleRequest {
    /// The method as written.
    pub method: String,
    /// Where the method stands.
    pub method_range: Range<usize>,
    /// Scheme and host, if the line names them.
    pub host: Option<String>,
    /// Where they stand; empty if the line does not name them.
    pub host_range: Range<usize>,
    /// Path and query as written.
    pub target: String,
    /// Path as written, without the query.
    pub path: String,
    /// Where the path stands.
    pub path_range: Range<usize>,
    /// Names and decoded values, in order.
    pub query: Vec<Pair>,
    /// Headers, in order.
    pub headers: Vec<Pair>,
    /// What stands behind the empty line.
    pub body: Option<String>,
    /// Where the body begins.
    pub body_start: usize,
}

/// A name and its value.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The name, decoded.
    pub name: String,
    /// The value, decoded.
    pub value: String,
    /// Where both stand.
    pub range: Range<usize>,
}

impl ExampleRequest {
    /// Takes an example apart.
    ///
    /// # Errors
    ///
    /// Says what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        let line_end = text.find('\n').unwrap_or(text.len());
        let line = text[..line_end].trim_ascii_end();
        let method_start = line.len() - line.trim_ascii_start().len();
        let mut parts = line.split_ascii_whitespace();
        let (Some(method), Some(address)) = (parts.next(), parts.next()) else {
            return Err(JsonError {
                at: 0,
                message: "the first line has to be a method and an address".to_owned(),
            });
        };
        let method_range = method_start..method_start + method.len();
        let rest = &line[method_range.end..];
        let address_start = method_range.end + rest.len() - rest.trim_ascii_start().len();
        let scheme = address.find("://").map(|at| at + 3);
        let target_start = match scheme {
            Some(after) => after + address[after..].find('/').unwrap_or(address.len() - after),
            None => 0,
        };
        let target = &address[target_start..];
        let path_end = target.find('?').unwrap_or(target.len());
        let path_start = address_start + target_start;
        let mut query = Vec::new();
        if path_end < target.len() {
            let mut at = path_start + path_end + 1;
            for pair in target[path_end + 1..].split('&') {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                query.push(Pair {
                    name: percent_decode(name),
                    value: percent_decode(value),
                    range: at..at + pair.len(),
                });
                at += pair.len() + 1;
            }
        }
        let mut headers = Vec::new();
        let mut at = (line_end + 1).min(text.len());
        let mut body_start = text.len();
        for raw in text[at..].split_inclusive('\n') {
            let header = raw.trim();
            if header.is_empty() {
                body_start = at + raw.len();
                break;
            }
            if header.starts_with(['{', '[']) {
                body_start = at;
                break;
            }
            let Some((name, value)) = header.split_once(':') else {
                return Err(JsonError {
                    at,
                    message: format!("`{header}` is neither a header nor the body"),
                });
            };
            headers.push(Pair {
                name: name.trim().to_owned(),
                value: value.trim().to_owned(),
                range: at..at + raw.trim_end().len(),
            });
            at += raw.len();
        }
        let body = text[body_start..].trim_end();
        Ok(Self {
            method: method.to_owned(),
            method_range,
            host_range: address_start..path_start,
            host: scheme.map(|_| address[..target_start].to_owned()),
            target: target.to_owned(),
            path: target[..path_end].to_owned(),
            path_range: path_start..path_start + path_end,
            query,
            headers,
            body: (!body.trim().is_empty()).then(|| body.to_owned()),
            body_start,
        })
    }

    /// Whether the method is the operation's.
    #[must_use]
    pub fn has_method(&self, method: Method) -> bool {
        self.method == method.as_str()
    }

    /// The body as JSON; ranges are of the example's text.
    ///
    /// # Errors
    ///
    /// If it is not JSON.
    pub fn json(&self) -> Result<Option<Json>, JsonError> {
        let Some(body) = &self.body else {
            return Ok(None);
        };
        match json::parse(body) {
            Ok(json) => Ok(Some(json.shifted(self.body_start))),
            Err(error) => Err(JsonError {
                at: error.at + self.body_start,
                ..error
            }),
        }
    }

    /// The values of the placeholders of `template`, if the path matches it.
    #[must_use]
    pub fn path_values(&self, template: &str) -> Option<Vec<(String, String)>> {
        let template: Vec<&str> = template.split('/').collect();
        let path: Vec<&str> = self.path.split('/').collect();
        if template.len() != path.len() {
            return None;
        }
        let mut values = Vec::new();
        for (pattern, segment) in template.iter().zip(&path) {
            match placeholder(pattern) {
                None if pattern == segment => {}
                None => return None,
                Some((before, name, after)) => {
                    let value = segment.strip_prefix(before)?.strip_suffix(after)?;
                    values.push((name.to_owned(), percent_decode(value)));
                }
            }
        }
        Some(values)
    }
}

/// What stands before, in and after the braces of a path segment.
#[must_use]
pub(crate) fn placeholder(segment: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = segment.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn percent_decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}
