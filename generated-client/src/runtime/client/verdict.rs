//! Success or failure: decided from status, envelope and success rule before the body is decoded, so that an error
//! never looks like an empty success.

use super::body::Body;
use crate::runtime::{
    Class, Envelope, Operation, Profile, Response, class::find_class, endpoint::Success,
    error::Failure, escape::Cut,
};

/// More characters than this of a body that is not JSON say no more than fewer do.
const LONGEST_TEXT: usize = 200;

/// The request id of a success, or what the service said about a failure.
pub(super) fn judge(
    profile: &Profile,
    operation: &Operation,
    response: &Response,
) -> Result<Option<String>, Failure> {
    let judge = Judge {
        profile,
        operation,
        response,
        body: Body::new(&response.body),
    };
    let matching = judge.envelope();
    match response.status {
        // There is nothing in it that could tell a failure.
        200..=299 if operation.is_no_content() && response.body.is_empty() => Ok(judge.header_id()),
        200..=299 => match operation.success_rule().or(profile.success_rule()) {
            Some(rule) => judge.check(rule, matching),
            None => match matching {
                Some((envelope, code)) => Err(judge.failure(envelope, Some(code))),
                None => Ok(judge.header_id()),
            },
        },
        300..=399 => Err(judge.redirect()),
        _ => Err(match matching {
            Some((envelope, code)) => judge.failure(envelope, Some(code)),
            None => judge.plain_failure(judge.plain_message()),
        }),
    }
}

/// Why a body cannot be JSON at all, if that can be said better than by its first character.
pub(super) fn unreadable(response: &Response) -> Option<&'static str> {
    if response.body.is_empty() {
        Some("empty body")
    } else if is_encoded(response) {
        Some("a compressed body, which was not asked for")
    } else if is_html(response) {
        Some("an HTML page instead of JSON")
    } else {
        None
    }
}

struct Judge<'a> {
    profile: &'a Profile,
    operation: &'a Operation,
    response: &'a Response,
    body: Body<'a>,
}

impl Judge<'_> {
    /// The first envelope that applies, and its code.
    fn envelope(&self) -> Option<(&'static Envelope, String)> {
        self.profile
            .all_envelopes()
            .iter()
            .filter(|envelope| envelope.when.is_none_or(|path| self.body.has(path)))
            .find_map(|envelope| Some((envelope, self.body.code(envelope.code)?)))
    }

    /// Applies a success rule to a 2xx answer.
    fn check(
        &self,
        rule: Success,
        matching: Option<(&'static Envelope, String)>,
    ) -> Result<Option<String>, Failure> {
        let found = self.body.text(rule.path);
        if found.as_deref() == Some(rule.equals) {
            return Ok(matching
                .and_then(|(envelope, _)| self.body.text(envelope.request_id?))
                .or_else(|| self.header_id()));
        }
        Err(match (matching, found) {
            (Some((envelope, code)), _) => self.failure(envelope, Some(code)),
            (None, Some(found)) => {
                let message = format!(
                    "`{}` is {} instead of {}",
                    rule.path,
                    Cut(&found, LONGEST_TEXT),
                    rule.equals
                );
                self.plain_failure(message)
            }
            (None, None) => {
                let missing = format!("`{}`, which tells success, is missing", rule.path);
                let message = match unreadable(self.response) {
                    Some(problem) => format!("{problem}: {missing}"),
                    None => missing,
                };
                self.plain_failure(message)
            }
        })
    }

    fn failure(&self, envelope: &Envelope, code: Option<String>) -> Failure {
        let known = code.as_deref().and_then(|code| {
            find_class(self.operation.error_table(), code)
                .or_else(|| find_class(self.profile.error_table(), code))
        });
        Failure {
            message: envelope.message.and_then(|path| self.body.text(path)),
            detail: envelope.detail.and_then(|path| self.body.list(path)),
            request_id: envelope
                .request_id
                .and_then(|path| self.body.text(path))
                .or_else(|| self.header_id()),
            class: known
                .or(envelope.class)
                .unwrap_or_else(|| Class::of_status(self.response.status)),
            code,
        }
    }

    fn plain_failure(&self, message: String) -> Failure {
        Failure {
            code: None,
            message: Some(message),
            detail: None,
            request_id: self.header_id(),
            class: self.plain_class(),
        }
    }

    /// A web page comes from what stands before the service and shuts callers out; no permission would help.
    fn plain_class(&self) -> Class {
        match self.response.status {
            403 if is_html(self.response) => Class::Banned,
            status => Class::of_status(status),
        }
    }

    /// What to say about an error body that no envelope fits.
    fn plain_message(&self) -> String {
        if let Some(problem) = unreadable(self.response) {
            return problem.to_owned();
        }
        let text = String::from_utf8_lossy(&self.response.body);
        Cut(text.trim(), LONGEST_TEXT).to_string()
    }

    /// Names no more than the host: the rest of a target may hold secrets.
    fn redirect(&self) -> Failure {
        let message = match self.response.headers.get("Location") {
            Some(location) => match host(location) {
                Some(host) => {
                    format!("redirect to {} not followed", Cut(host, LONGEST_TEXT))
                }
                None => "redirect within the same host not followed".to_owned(),
            },
            None => "redirect without a target".to_owned(),
        };
        self.plain_failure(message)
    }

    fn header_id(&self) -> Option<String> {
        let headers = &self.response.headers;
        self.profile
            .id_headers()
            .iter()
            .find_map(|name| headers.get(name))
            .map(ToOwned::to_owned)
    }
}

impl Failure {
    /// The same failure without what the call was authorized with: some services repeat it in their messages.
    pub(super) fn without(mut self, secrets: &[String]) -> Self {
        // Shorter ones would strike out parts of words, and are no secrets.
        for secret in secrets.iter().filter(|secret| secret.len() >= 8) {
            let texts = [&mut self.code, &mut self.message, &mut self.detail];
            for text in texts.into_iter().flatten() {
                *text = text.replace(secret.as_str(), "***");
            }
        }
        self
    }
}

fn is_encoded(response: &Response) -> bool {
    let encoding = response.headers.get("Content-Encoding");
    encoding.is_some_and(|name| !name.trim().eq_ignore_ascii_case("identity"))
}

fn is_html(response: &Response) -> bool {
    let is_type = |value: &str| {
        value
            .get(..9)
            .is_some_and(|start| start.eq_ignore_ascii_case("text/html"))
    };
    if response.headers.get("Content-Type").is_some_and(is_type) {
        return true;
    }
    let start = response.body.trim_ascii_start();
    ["<!doctype html", "<html"].iter().any(|tag| {
        start
            .get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    })
}

/// The host of an absolute URL, without user and password.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("//")?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let authority = &rest[..end];
    Some(authority.rsplit('@').next().unwrap_or(authority))
}
