//! Facts in words.

use crate::model::Aspect;

/// A fact in words: the subject, then what is said of it.
pub(super) fn fact(subject: &str, aspect: &Aspect, value: &str) -> String {
    match aspect {
        Aspect::Exists if subject.is_empty() => "the operation".to_owned(),
        Aspect::Exists => format!("`{subject}`"),
        _ => format!("{}: {}", about(subject), with_value(aspect, value)),
    }
}

/// What a fact is about.
pub(super) fn about(subject: &str) -> String {
    if subject.is_empty() {
        "the call".to_owned()
    } else {
        format!("`{subject}`")
    }
}

fn with_value(aspect: &Aspect, value: &str) -> String {
    match aspect {
        // They hold their value, or none that would fit into a sentence.
        Aspect::Value(_)
        | Aspect::Also(_)
        | Aspect::Status(_)
        | Aspect::Permission(_)
        | Aspect::AppType(_)
        | Aspect::Refused(_)
        | Aspect::Deprecated
        | Aspect::Request(_)
        | Aspect::Response(_) => aspect.to_string(),
        _ => format!("{aspect} `{}`", short(value)),
    }
}

/// Longest value that is shown, in characters.
const LONGEST: usize = 80;

/// The beginning of a value that nobody would read to its end.
pub(super) fn short(value: &str) -> String {
    let line = value.lines().next().unwrap_or_default();
    let mut characters = line.chars();
    let mut cut: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() || line.len() < value.len() {
        cut.push('…');
    }
    cut
}

/// The word under which `evidence` speaks of an aspect; of others only that of the whole row does.
pub(super) fn evidence_words(aspect: &Aspect) -> &'static [&'static str] {
    match aspect {
        Aspect::Exists | Aspect::Location => &["name", "nesting"],
        Aspect::Also(_) => &["name"],
        Aspect::Type => &["type"],
        Aspect::Format => &["type", "unit"],
        Aspect::Unit => &["unit", "type"],
        Aspect::Required => &["required"],
        Aspect::Presence => &["presence"],
        Aspect::Value(_) => &["values"],
        Aspect::Default => &["default"],
        Aspect::Fixed => &["default", "values"],
        Aspect::Min | Aspect::Max | Aspect::MinLength | Aspect::MaxLength | Aspect::Expires => {
            &["limits"]
        }
        _ => &[],
    }
}
