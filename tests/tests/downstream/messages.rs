//! Messages of the compiler, without what depends on where code stands.

use std::{collections::BTreeSet, fmt};

/// A code and a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Said {
    pub(crate) code: String,
    pub(crate) text: String,
}

/// Codes of names that lead nowhere; which one depends on how the name is written.
const UNRESOLVED: &[&str] = &["E0412", "E0425", "E0432", "E0433", "E0583"];

impl Said {
    /// A message in its usual form. Names that lead nowhere are all alike: the last part of each.
    pub(crate) fn all(code: &str, text: &str) -> Vec<Self> {
        let said = |code: &str, text: String| Self {
            code: code.to_owned(),
            text,
        };
        if UNRESOLVED.contains(&code) {
            let quoted = text.split('`').skip(1).step_by(2);
            let last = quoted.filter_map(|it| it.rsplit("::").next());
            // `cannot find type `X` in module `y``: the first is what is missing.
            let count = if text.starts_with("unresolved") {
                usize::MAX
            } else {
                1
            };
            return last
                .take(count)
                .map(|it| said("unresolved", it.to_owned()))
                .collect();
        }
        // A field behind a reference is the same field.
        let text = text
            .replace("type `&mut ", "type `")
            .replace("type `&", "type `");
        vec![said(code, without_modules(&text))]
    }

    /// Whether it says that a value does not fit.
    pub(crate) fn is_about_an_argument(&self) -> bool {
        matches!(self.code.as_str(), "E0271" | "E0277" | "E0308")
    }

    pub(crate) fn is_error(&self) -> bool {
        self.code != "deprecated"
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.text)
    }
}

/// Names without the modules in front of them, which begin with a small letter.
fn without_modules(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("::") {
        let (before, after) = rest.split_at(at);
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let start = before.rfind(|c: char| !word(c)).map_or(0, |it| it + 1);
        let (kept, name) = before.split_at(start);
        out.push_str(kept);
        if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            out.push_str(name);
            out.push_str("::");
        }
        rest = &after[2..];
    }
    out + rest
}

/// A message of cargo's, with the crate and the file it is about.
pub(crate) struct Message {
    pub(crate) of: String,
    pub(crate) file: String,
    pub(crate) said: Vec<Said>,
    pub(crate) rendered: String,
}

/// The errors, and the warnings about what is deprecated, of a run with `--message-format=json`.
pub(crate) fn messages(output: &str) -> Vec<Message> {
    output.lines().filter_map(message).collect()
}

fn message(line: &str) -> Option<Message> {
    let line: serde_json::Value = serde_json::from_str(line).ok()?;
    if line["reason"] != "compiler-message" {
        return None;
    }
    let message = &line["message"];
    let code = message["code"]["code"].as_str().unwrap_or_default();
    let text = message["message"].as_str()?;
    let counts = message["level"] == "error" && !text.starts_with("aborting");
    if !counts && code != "deprecated" {
        return None;
    }
    let spans = message["spans"].as_array()?;
    let primary = spans.iter().find(|it| it["is_primary"] == true)?;
    Some(Message {
        of: line["target"]["name"].as_str()?.replace('-', "_"),
        file: primary["file_name"].as_str()?.to_owned(),
        said: Said::all(code, text),
        rendered: message["rendered"].as_str().unwrap_or(text).to_owned(),
    })
}

pub(crate) fn set(said: impl Iterator<Item = Said>) -> BTreeSet<Said> {
    said.collect()
}
