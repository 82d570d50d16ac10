//! Encodes the parameters of a call and checks them.

use std::borrow::Cow;

use serde::Serialize;

use super::{
    Method, Param, ParamList, Request,
    encode::{append_query, percent_encode},
};
use crate::runtime::{
    Error, Headers, Result,
    headers::{is_name, is_value},
};

/// Builds a [`Request`]; the first problem with a parameter is kept until [`build`](Self::build).
///
/// Messages name the parameter and the limit, never the value.
#[must_use = "a request does nothing until it is built"]
pub struct RequestBuilder {
    method: Method,
    template: Cow<'static, str>,
    path: String,
    query: String,
    headers: Headers,
    /// An object without its closing brace; empty if there is no body.
    body: Vec<u8>,
    problem: Option<String>,
}

impl Request {
    /// Starts a `GET`; see [`RequestBuilder`] for the template.
    pub fn get(template: impl Into<Cow<'static, str>>) -> RequestBuilder {
        RequestBuilder::new(Method::Get, template.into())
    }

    /// Starts a `POST`; see [`RequestBuilder`] for the template.
    pub fn post(template: impl Into<Cow<'static, str>>) -> RequestBuilder {
        RequestBuilder::new(Method::Post, template.into())
    }

    /// Starts a `PUT`; see [`RequestBuilder`] for the template.
    pub fn put(template: impl Into<Cow<'static, str>>) -> RequestBuilder {
        RequestBuilder::new(Method::Put, template.into())
    }

    /// Starts a `PATCH`; see [`RequestBuilder`] for the template.
    pub fn patch(template: impl Into<Cow<'static, str>>) -> RequestBuilder {
        RequestBuilder::new(Method::Patch, template.into())
    }

    /// Starts a `DELETE`; see [`RequestBuilder`] for the template.
    pub fn delete(template: impl Into<Cow<'static, str>>) -> RequestBuilder {
        RequestBuilder::new(Method::Delete, template.into())
    }
}

impl RequestBuilder {
    fn new(method: Method, template: Cow<'static, str>) -> Self {
        let problem = (!is_template(&template)).then(|| {
            format!("the path `{template}` must start with a slash and be percent-encoded")
        });
        Self {
            method,
            path: template.clone().into_owned(),
            template,
            query: String::new(),
            headers: Headers::new(),
            body: Vec::new(),
            problem,
        }
    }

    /// Fills the placeholder `{name}` with one path segment; whatever the value holds, it stays one segment.
    pub fn path(mut self, name: &str, value: &(impl Param + ?Sized)) -> Self {
        let text = value.text().unwrap_or_default();
        let placeholder = format!("{{{name}}}");
        if !self.path.contains(&placeholder) {
            self.report(|| format!("the path has no parameter `{name}`"));
        } else if text.is_empty() {
            self.report(|| format!("`{name}` must not be empty"));
        } else if text == "." || text == ".." {
            // URL parsers take these for steps in the path, encoded or not.
            self.report(|| format!("`{name}` must not consist of one or two dots"));
        } else {
            let mut segment = String::new();
            percent_encode(&mut segment, &text);
            self.path = self.path.replace(&placeholder, &segment);
        }
        self
    }

    /// Appends a query parameter; left out if absent.
    pub fn query(mut self, name: &str, value: &(impl Param + ?Sized)) -> Self {
        if let Some(text) = value.text() {
            self.push_query(name, &text);
        }
        self
    }

    /// Appends a query parameter once per entry of a list.
    pub fn query_each(mut self, name: &str, list: &(impl ParamList + ?Sized)) -> Self {
        for text in list.texts().unwrap_or_default() {
            self.push_query(name, &text);
        }
        self
    }

    /// Appends a query parameter with all entries of a list, joined with commas; left out if absent or empty.
    pub fn query_joined(mut self, name: &str, list: &(impl ParamList + ?Sized)) -> Self {
        let texts = list.texts().unwrap_or_default();
        if texts.iter().any(|text| text.contains(',')) {
            self.report(|| format!("the entries of `{name}` must not contain commas"));
        } else if let Some((first, rest)) = texts.split_first() {
            self.push_query(name, first);
            for text in rest {
                self.query.push(',');
                percent_encode(&mut self.query, text);
            }
        }
        self
    }

    /// Sets a header; left out if absent.
    pub fn header<P: Param + ?Sized>(mut self, name: &str, value: &P) -> Self {
        let Some(text) = value.text() else {
            return self;
        };
        if !is_name(name) {
            self.report(|| "the name of a header has characters that are not allowed".to_owned());
        } else if !is_value(&text) {
            self.report(|| {
                format!(
                    "`{name}` must consist of visible ASCII characters, with spaces between them only"
                )
            });
        } else {
            self.headers.set(name, text);
            if P::SECRET {
                self.headers.hide(name);
            }
        }
        self
    }

    /// Appends a member to the JSON object that is the body.
    pub fn json<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        let start = if self.body.len() > 1 { b',' } else { b'{' };
        if self.body.len() != 1 {
            self.body.push(start);
        }
        let written = serde_json::to_writer(&mut self.body, name).and_then(|()| {
            self.body.push(b':');
            serde_json::to_writer(&mut self.body, value)
        });
        if written.is_err() {
            self.report(|| format!("`{name}` cannot be written as JSON"));
        }
        self
    }

    /// Appends a member to the JSON object that is the body; left out if absent, which leaves an empty object if there
    /// is no other member.
    pub fn json_optional<T: Serialize>(mut self, name: &str, value: &Option<T>) -> Self {
        if let Some(value) = value {
            return self.json(name, value);
        }
        if self.body.is_empty() {
            self.body.push(b'{');
        }
        self
    }

    /// Appends a number to the JSON object as a string; left out if absent.
    pub fn json_text(self, name: &str, value: &(impl Param + ?Sized)) -> Self {
        self.json_optional(name, &value.text())
    }

    /// The request.
    ///
    /// # Errors
    ///
    /// An error of kind [`InvalidRequest`](crate::runtime::ErrorKind::InvalidRequest) that describes the first problem.
    pub fn build(mut self) -> Result<Request> {
        if let Some(start) = self.path.find('{') {
            let rest = &self.path[start + 1..];
            let name = rest.split('}').next().unwrap_or(rest).to_owned();
            self.report(|| format!("the path parameter `{name}` is not set"));
        }
        if let Some(problem) = self.problem {
            return Err(Error::invalid_request(problem));
        }
        let body = if self.body.is_empty() {
            None
        } else {
            self.body.push(b'}');
            if self.headers.get("Content-Type").is_none() {
                self.headers.append("Content-Type", "application/json");
            }
            Some(self.body)
        };
        let mut target = self.path;
        target.push_str(&self.query);
        Ok(Request {
            method: self.method,
            template: self.template,
            target,
            headers: self.headers,
            body,
        })
    }

    fn push_query(&mut self, name: &str, text: &str) {
        append_query(&mut self.query, name, text);
    }

    /// Keeps the first problem: the others often follow from it.
    pub(super) fn report(&mut self, problem: impl FnOnce() -> String) {
        if self.problem.is_none() {
            self.problem = Some(problem());
        }
    }
}

/// Whether a path can be sent as it is once its placeholders are filled.
fn is_template(template: &str) -> bool {
    template.starts_with('/')
        && template
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/{}-._~%!$&'()*+,;=:@".contains(&byte))
        && template
            .split('/')
            .all(|segment| !matches!(segment, "." | ".."))
}
