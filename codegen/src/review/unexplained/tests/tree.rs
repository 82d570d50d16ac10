//! Specs as trees that are changed at one place and written down again.

use crate::yaml::{Key, Kind, Node, Plain, Style, plain};

/// Indexes of entries, from the top of a file inwards.
pub(super) type Way = Vec<usize>;

/// One change of a file.
#[derive(Clone, Debug)]
pub(super) enum Edit {
    /// Another scalar, with quotes or without.
    Scalar(String, bool),
    /// Another key for the entry.
    Key(String),
    /// Without the entry.
    Remove,
    /// One more entry of the map, as YAML on one line.
    Add(&'static str, String),
    /// The entry before the one in front of it.
    Swap,
}

/// The file with a change.
pub(super) fn edited(node: &Node, edits: &[(Way, Edit)]) -> String {
    let mut out = String::new();
    write(node, &mut Vec::new(), edits, &mut out);
    out.push('\n');
    out
}

fn write(node: &Node, at: &mut Way, edits: &[(Way, Edit)], out: &mut String) {
    let own: Vec<&Edit> = edits
        .iter()
        .filter(|it| it.0 == *at)
        .map(|it| &it.1)
        .collect();
    match &node.kind {
        Kind::Scalar { text, style } => {
            match own.iter().find_map(|it| match it {
                Edit::Scalar(text, quoted) => Some((text, *quoted)),
                _ => None,
            }) {
                Some((text, quoted)) => scalar(text, quoted, out),
                None => scalar(text, *style != Style::Plain || !bare(text), out),
            }
        }
        Kind::List(items) => {
            out.push('[');
            for index in order(items.len(), at, edits) {
                at.push(index);
                write(&items[index], at, edits, out);
                at.pop();
                out.push_str(",\n");
            }
            out.push(']');
        }
        Kind::Map(entries) => {
            out.push('{');
            for index in order(entries.len(), at, edits) {
                let (key, value) = &entries[index];
                at.push(index);
                name(key, at, edits, out);
                out.push_str(": ");
                write(value, at, edits, out);
                at.pop();
                out.push_str(",\n");
            }
            for edit in own {
                if let Edit::Add(key, value) = edit {
                    out.extend([*key, ": ", value, ",\n"]);
                }
            }
            out.push('}');
        }
        Kind::Empty | Kind::Reported => {}
    }
}

/// The entries that stay, in their order.
fn order(count: usize, at: &Way, edits: &[(Way, Edit)]) -> Vec<usize> {
    let has = |index: usize, edit: fn(&Edit) -> bool| {
        let inner: Way = at.iter().copied().chain([index]).collect();
        edits.iter().any(|it| it.0 == inner && edit(&it.1))
    };
    let mut kept: Vec<usize> = (0..count)
        .filter(|it| !has(*it, |edit| matches!(edit, Edit::Remove)))
        .collect();
    for place in 1..kept.len() {
        if has(kept[place], |edit| matches!(edit, Edit::Swap)) {
            kept.swap(place - 1, place);
        }
    }
    kept
}

fn name(key: &Key, at: &Way, edits: &[(Way, Edit)], out: &mut String) {
    let other = edits.iter().find_map(|(way, edit)| match edit {
        Edit::Key(text) if way == at => Some(text),
        _ => None,
    });
    let text = other.unwrap_or(&key.text);
    scalar(text, key.style != Style::Plain || !bare(text), out);
}

/// What means the same without quotes, whatever stands around it.
fn bare(text: &str) -> bool {
    !matches!(plain(text), Plain::Text)
        || text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn scalar(text: &str, quoted: bool, out: &mut String) {
    if quoted {
        out.push_str(&serde_json::Value::from(text).to_string());
    } else {
        out.push_str(text);
    }
}
