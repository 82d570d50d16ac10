//! Where a change is: operation, subject, and the lines of both sides.

use super::layout::{Style, clean, columns, middle, padded, paint};
use crate::review::{Entry, Location, Spot};

/// Places that are shown unless all are asked for.
const MOST: usize = 6;

/// A line: on the left the operation and the subject, on the right the line of the spec.
struct Row {
    operation: String,
    subject: String,
    spot: String,
}

/// The places of an entry, in lines of a width.
pub(super) fn places(entry: &Entry, width: usize, all: bool) -> Vec<String> {
    let shown = shown(entry.places.len(), MOST, all);
    let rows: Vec<Vec<Row>> = entry.places.iter().take(shown).map(rows).collect();
    let widest = |text: fn(&Row) -> &str| {
        let texts = rows.iter().flatten().map(|it| columns(text(it)));
        texts.max().unwrap_or(0)
    };
    let operation = widest(|it| &it.operation).min(width / 2);
    let subject = widest(|it| &it.subject);
    let gap = if operation > 0 && subject > 0 { 2 } else { 0 };
    let left = (operation + gap + subject).min(width);
    let beside = left + 3 + widest(|it| &it.spot) <= width;
    let mut out = Vec::new();
    for place in &rows {
        let mut below = Vec::new();
        for row in place {
            let name = match row.operation.as_str() {
                "was" => format!("{:>operation$}", "was"),
                name => padded(&middle(name, operation), operation),
            };
            let text = middle(&format!("{name}{:gap$}{}", "", row.subject), width);
            if beside {
                let spot = paint(Style::Dim, &row.spot);
                out.push(format!("{}{spot}", padded(&text, left + 3)));
                continue;
            }
            if !text.trim().is_empty() {
                out.push(text);
            }
            if !row.spot.is_empty() {
                below.push(row.spot.as_str());
            }
        }
        let room = width.saturating_sub(2);
        let line = below.join("  ");
        if columns(&line) <= room {
            below = vec![&line];
        }
        let spots = below.iter().filter(|it| !it.is_empty());
        out.extend(spots.map(|it| format!("  {}", paint(Style::Dim, &middle(it, room)))));
    }
    let more = entry.places.len() - shown;
    if more > 0 {
        out.push(format!("and {more} more"));
    }
    out
}

/// How many of a list are shown: one more takes no more room than saying so.
pub(super) fn shown(length: usize, most: usize, all: bool) -> usize {
    if all || length <= most + 1 {
        length
    } else {
        most
    }
}

fn rows(place: &Location) -> Vec<Row> {
    let operation = match place.operation.as_str() {
        "" => "all operations".to_owned(),
        name => clean(name),
    };
    let (new, old) = (place.new.as_ref(), place.old.as_ref());
    let same_file = new.zip(old).is_some_and(|(new, old)| new.file == old.file);
    let before = match old {
        Some(old) if same_file => format!("was :{}", old.line),
        Some(old) => format!("was {}", at(old)),
        None => String::new(),
    };
    let mut first = Row {
        operation,
        subject: clean(&place.subject),
        spot: new.map(at).unwrap_or_default(),
    };
    let was = place.was.as_deref().map(clean).unwrap_or_default();
    if was.is_empty() && (same_file || new.is_none() || before.is_empty()) {
        let both = [first.spot.as_str(), before.as_str()];
        let both: Vec<&str> = both.into_iter().filter(|it| !it.is_empty()).collect();
        first.spot = both.join("  ");
        return vec![first];
    }
    let second = Row {
        operation: if was.is_empty() {
            String::new()
        } else {
            "was".to_owned()
        },
        subject: was,
        spot: before,
    };
    vec![first, second]
}

fn at(spot: &Spot) -> String {
    format!("{}:{}", clean(&spot.file), spot.line)
}
