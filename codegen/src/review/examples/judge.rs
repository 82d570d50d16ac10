//! Whether an answer is a success, as a client decides before it reads it.

use crate::{
    json::{Json, JsonKind},
    lower::success,
    spec::{Envelope, Operation, Service},
};

/// What a client takes an answer for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A success.
    Success,
    /// A failure: where its code stands, and what the client says.
    Failure(Option<String>, String),
}

/// An answer.
pub(super) struct Answer<'a> {
    pub(super) status: u64,
    pub(super) text: &'a str,
    /// Absent if the body is none.
    pub(super) json: Option<&'a Json>,
}

impl Answer<'_> {
    /// What the client of a side takes it for.
    pub(super) fn judge(&self, service: &Service, operation: &Operation) -> Verdict {
        let matching = service.envelopes.iter().find_map(|envelope| {
            let when = envelope.when.as_ref();
            let applies = when.is_none_or(|path| self.text_at(&path.value).is_some());
            let code = self.code_at(&envelope.code.value).filter(|_| applies)?;
            Some((envelope, code))
        });
        let success_rule = operation.success.as_ref().or(service.success.as_ref());
        match (self.status, success_rule.map(success)) {
            (200..=299, _) if operation.response.is_empty() && self.text.is_empty() => {
                Verdict::Success
            }
            (200..=299, Some((path, equals))) => match (self.text_at(&path), matching) {
                (Some(found), _) if found == equals => Verdict::Success,
                (_, Some((envelope, code))) => self.failure(envelope, &code),
                (Some(found), None) => {
                    self.plain(&format!("`{path}` is {found} instead of {equals}"))
                }
                (None, None) => self.plain(&format!("`{path}`, which tells success, is missing")),
            },
            (200..=299, None) if matching.is_none() => Verdict::Success,
            (_, _) => match matching {
                Some((envelope, code)) => self.failure(envelope, &code),
                None => self.plain(self.text.trim()),
            },
        }
    }

    fn failure(&self, envelope: &Envelope, code: &str) -> Verdict {
        let number = code.bytes().all(|byte| byte.is_ascii_digit());
        let gap = if number { " error" } else { "" };
        let mut said = format!("HTTP {}{gap} {code}", self.status);
        let message = envelope.message.as_ref();
        if let Some(message) = message.and_then(|path| self.text_at(&path.value)) {
            said.extend([": ", message.trim()]);
        }
        Verdict::Failure(Some(envelope.code.value.clone()), said)
    }

    fn plain(&self, message: &str) -> Verdict {
        Verdict::Failure(None, format!("HTTP {}: {message}", self.status))
    }

    fn at(&self, path: &str) -> Option<&Json> {
        path.split('.')
            .try_fold(self.json?, |json, name| json.get(name))
    }

    /// The string that is not empty, or the number as its digits.
    fn code_at(&self, path: &str) -> Option<String> {
        match &self.at(path)?.kind {
            JsonKind::Text(text) | JsonKind::Number(text) if !text.is_empty() => Some(text.clone()),
            _ => None,
        }
    }

    /// The string, or anything else that is not null as it is written.
    fn text_at(&self, path: &str) -> Option<String> {
        let json = self.at(path)?;
        match &json.kind {
            JsonKind::Null => None,
            JsonKind::Text(text) => Some(text.clone()),
            _ => self.text.get(json.range.clone()).map(str::to_owned),
        }
    }
}
