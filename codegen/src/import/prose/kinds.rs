//! Units, and what a value stands for.

use super::{numbers::longest, reader::Reader};
use crate::{
    import::words::words,
    model::{Format, Kind, Unit},
};

/// Reads the unit of a number.
pub(super) fn unit(reader: &mut Reader<'_>) {
    if reader.about.name.is_empty() || reader.about.kind == Some(Kind::Boolean) {
        return;
    }
    for found in reader.found("unit_patterns") {
        let Some(range) = found.group("unit") else {
            continue;
        };
        let text = reader.text.get(range.clone());
        let name = match found.entry.as_str() {
            "exact" => words()
                .find("units", text)
                .map(|name| (name.to_owned(), text.len())),
            _ => longest("units", text).or_else(|| longest("money", text)),
        };
        let Some((name, _)) = name else {
            continue;
        };
        let unit = match name.as_str() {
            "seconds" => Unit::Seconds,
            "milliseconds" => Unit::Milliseconds,
            "bytes" => Unit::Bytes,
            _ => Unit::Other(name),
        };
        if reader
            .said
            .unit
            .as_ref()
            .is_some_and(|known| *known != unit)
        {
            reader.leave(found.range);
            continue;
        }
        reader.said.unit = Some(unit);
        reader.take(found.group("taken").unwrap_or(found.range));
    }
}

/// Reads what the value stands for, from the sentence that introduces it.
pub(super) fn format(reader: &mut Reader<'_>) {
    if reader.about.name.is_empty() || !reader.said.values.is_empty() {
        return;
    }
    let Some(first) = reader.text.sentences().into_iter().next() else {
        return;
    };
    let sentence = reader.text.get(first.clone()).to_owned();
    let clauses = reader.text.clauses(first);
    let clause = clauses
        .first()
        .map_or("", |clause| reader.text.get(clause.clone()))
        .split(['(', ':'])
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned();
    let name = crate::names::snake(reader.about.name);
    for (entry, pattern) in words().patterns("format_patterns") {
        let subject = if entry.starts_with("name") {
            &name
        } else if entry.starts_with("clause") {
            &clause
        } else {
            &sentence
        };
        if !pattern.is_match(subject) {
            continue;
        }
        let Some((_, what)) = entry.split_once('_') else {
            continue;
        };
        let (what, weak) = what
            .strip_prefix("weak_")
            .map_or((what, false), |what| (what, true));
        if what == "none" {
            return;
        }
        let Some(format) = fitting(reader, what) else {
            continue;
        };
        // A number of bytes is one only if the unit says so.
        let weak = weak || (what == "size" && reader.said.unit.is_none());
        if weak {
            reader.guess(format!("taken for {} from its words", indefinite(what)));
        }
        reader.said.format = Some(format);
        return;
    }
}

/// A format, if type and unit allow it.
fn fitting(reader: &Reader<'_>, what: &str) -> Option<Format> {
    let kind = reader.about.kind;
    let number = !matches!(kind, Some(Kind::Boolean | Kind::Object | Kind::Array));
    let unit = reader.said.unit.as_ref();
    let time = matches!(unit, None | Some(Unit::Seconds | Unit::Milliseconds));
    match what {
        "url" if matches!(kind, Some(Kind::String) | None) => Some(Format::Url),
        "instant" if number && time => Some(Format::Instant),
        "duration" if number && kind != Some(Kind::String) && unit != Some(&Unit::Bytes) => {
            Some(Format::Duration)
        }
        "size" if number && matches!(unit, None | Some(Unit::Bytes)) => Some(Format::Size),
        _ => None,
    }
}

fn indefinite(what: &str) -> &'static str {
    match what {
        "url" => "a link",
        "instant" => "a point in time",
        "duration" => "a length of time",
        _ => "a number of bytes",
    }
}
