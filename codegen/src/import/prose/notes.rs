//! Remarks: when something is sent, must be sent, or should no longer be used.

use std::ops::Range;

use super::{
    numbers::longest,
    reader::{Found, Reader},
};
use crate::import::words::words;

/// Reads what is about to go, or gone.
pub(super) fn deprecated(reader: &mut Reader<'_>) {
    for found in reader.found("deprecated_patterns") {
        if reader.is_taken(&found.range) {
            continue;
        }
        let mut sentence = reader.text.sentence(found.range.start);
        sentence.start = sentence.start.max(reader.last_taken(found.range.start));
        let text = reader.text.original(sentence.clone());
        if reader.said.deprecated.is_none() {
            reader.said.deprecated = Some(text.trim_start_matches([',', '，', ' ']).to_owned());
        }
        // `this field is no longer sent` gives the reason in front; a term may stand there otherwise.
        let clause = reader
            .text
            .clauses(sentence.clone())
            .into_iter()
            .find(|clause| clause.end > found.range.start)
            .unwrap_or_else(|| sentence.clone());
        let of_itself = longest("itself", reader.text.get(clause)).is_some();
        reader.take(if of_itself { sentence } else { found.range });
    }
}

/// Reads credentials that do not work.
pub(super) fn refused(reader: &mut Reader<'_>) {
    for found in reader.found("refused_patterns") {
        if !reader.said.refused.contains(&found.entry) {
            reader.said.refused.push(found.entry);
        }
        reader.take(found.range);
    }
}

/// Reads the value that means success.
pub(super) fn success(reader: &mut Reader<'_>) {
    if !reader.about.answer {
        return;
    }
    for found in reader.found("success_patterns") {
        let Some(range) = found.group("value") else {
            continue;
        };
        if reader.is_taken(&range) {
            continue;
        }
        match reader.literal(range.clone()) {
            Some(value)
                if reader
                    .said
                    .success
                    .as_ref()
                    .is_none_or(|known| *known == value) =>
            {
                reader.said.success = Some(value);
                reader.take(found.range);
            }
            _ => reader.leave(found.range),
        }
    }
}

/// Reads whether a parameter has to be sent, or when.
pub(super) fn required(reader: &mut Reader<'_>) {
    if reader.about.answer {
        return;
    }
    for found in reader.found("required_when_patterns") {
        if reader.is_taken(&found.range) {
            continue;
        }
        if let Some(text) = condition(reader, &found)
            && reader.said.required_when.is_none()
        {
            reader.said.required_when = Some(text);
            reader.take(found.range);
        } else {
            reader.leave(found.range);
        }
    }
    for found in reader.found("required_patterns") {
        if reader.is_taken(&found.range) {
            continue;
        }
        let required = found.entry == "yes";
        if reader.said.required.is_none_or(|known| known == required) {
            reader.said.required = Some(required);
            reader.take(found.range);
        } else {
            reader.leave(found.range);
        }
    }
}

/// Reads whether a field is always sent, or when.
pub(super) fn presence(reader: &mut Reader<'_>) {
    if !reader.about.answer {
        return;
    }
    for found in reader.found("when_patterns") {
        if reader.is_taken(&found.range) {
            continue;
        }
        let Some(text) = condition(reader, &found) else {
            continue;
        };
        let Some(others) = others(reader, &found) else {
            if reader.said.when.is_none() {
                reader.said.when = Some(text);
                reader.take(found.range);
            } else {
                reader.leave(found.range);
            }
            continue;
        };
        // The sentence speaks of other fields: the reader of the table may know them.
        let others = reader.text.original(others).to_owned();
        if !others.starts_with(|c: char| c.is_ascii_digit()) {
            reader.said.when_of.push((text, others));
        }
        reader.report(found.range);
    }
    for found in reader.found("always_patterns") {
        if !reader.is_taken(&found.range) {
            reader.said.always = Some(true);
            reader.take(found.range);
        }
    }
}

/// The condition, in the page's words.
fn condition(reader: &Reader<'_>, found: &Found) -> Option<String> {
    let range = found.group("when")?;
    let text = reader.text.original(range);
    let text = text.trim_matches([' ', ',', '，', '、', '.']);
    (!text.is_empty()).then(|| text.to_owned())
}

/// What a sentence says is sent, if that is not the field itself.
fn others(reader: &Reader<'_>, found: &Found) -> Option<Range<usize>> {
    let range = found.group("others")?;
    let text = reader.text.get(range.clone()).trim();
    let own = text.is_empty()
        || words().find("itself", text).is_some()
        || (!reader.about.name.is_empty() && text == reader.about.name.to_ascii_lowercase());
    (!own).then_some(range)
}
