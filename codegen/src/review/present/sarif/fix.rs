//! The suggested line as an edit, where that is certain.

use super::{
    artifact::artifact,
    log::{ArtifactChange, Content, Fix, Gap, Replacement, Text},
};
use crate::review::Eased;

/// Nothing if the line is a description, or if it is not clear where exactly it belongs.
pub(super) fn fix(eased: &Eased) -> Option<Fix> {
    let (file, line) = eased.at.as_ref()?;
    let (down, column, text) = edit(&eased.line, eased.beside.as_deref()?)?;
    Some(Fix {
        description: Text::new(format!("Add {}", eased.line)),
        artifact_changes: [ArtifactChange {
            artifact_location: artifact(file),
            replacements: [Replacement {
                deleted_region: Gap {
                    start_line: line.checked_add(down)?,
                    start_column: column,
                    end_column: column,
                },
                inserted_content: Content { text },
            }],
        }],
    })
}

/// How many lines below the line in question, in which column from 1, and which text.
fn edit(line: &str, beside: &str) -> Option<(u32, usize, String)> {
    let opening = beside.trim_end();
    if !is_addition(line) || is_said(line, opening) {
        return None;
    }
    // `name: { type: string }`
    if let Some(inside) = opening.strip_suffix('}').filter(|_| !line.ends_with('}')) {
        let is_one = inside.matches('{').count() == inside.matches('}').count() + 1;
        let inside = inside.trim_end();
        let is_empty = inside.ends_with('{');
        let comma = if is_empty { " " } else { ", " };
        return is_one.then(|| {
            let column = inside.chars().count() + 1;
            (0, column, format!("{comma}{line}"))
        });
    }
    // `name:`, of which the lines below are indented by two.
    let is_block = opening.ends_with(':') && !opening.trim_start().starts_with('-');
    let is_single = !line.contains(", ") || line.ends_with('}');
    (is_block && is_single).then(|| {
        let margin = beside.len() - beside.trim_start_matches(' ').len();
        (1, 1, format!("{}{line}\n", " ".repeat(margin + 2)))
    })
}

/// Whether a line holds keys that nothing has yet: names in Rust, earlier names, or what is kept as retired.
fn is_addition(line: &str) -> bool {
    let is_retired = line.ends_with('}') && line.contains(" retired: ");
    let mut pairs = line.split(", ");
    is_retired || pairs.all(|it| it.starts_with("rust_name: ") || it.starts_with("was: "))
}

/// Whether one of the keys is there already.
fn is_said(line: &str, beside: &str) -> bool {
    let pairs = line.split(", ").filter_map(|it| it.split_once(": "));
    let mut keys = pairs.map(|(key, _)| format!(" {key}:"));
    keys.any(|key| beside.contains(&key))
}

#[cfg(test)]
mod tests {
    use super::edit;

    #[test]
    fn a_line_goes_into_braces_or_below_a_name() {
        let names = "rust_name: a_b, was: aB";
        assert_eq!(
            edit(names, "  cD: { type: string, doc: 页. }"),
            Some((0, 30, ", rust_name: a_b, was: aB".to_owned()))
        );
        assert_eq!(
            edit("rust_name: a_b", "  cD:"),
            Some((1, 1, "    rust_name: a_b\n".to_owned()))
        );
        let kept = "c: { type: string, retired: 2026-05-24, doc: One. }";
        assert_eq!(
            edit(kept, "    fields:"),
            Some((1, 1, format!("      {kept}\n")))
        );
    }

    #[test]
    fn nothing_is_added_where_it_may_be_wrong() {
        for (line, beside) in [
            ("required: true", "  size:"),
            ("rust_name: a, was: b", "  size:"),
            ("rust_name: a", "  size: { type: u32, rust_name: c }"),
            ("rust_name: a", "  size: { type: u32,"),
            ("rust_name: a", "  size: { a: { b: c }"),
            ("rust_name: a", "  - name:"),
            ("type: u64, as it was", "  type: u32"),
            ("rust_name: a", "operation: get_thing"),
            ("leave out `presence: always`", "  a: {}"),
            ("c: { retired: 2026-05-24 }", "  values: { 1: { name: a } }"),
        ] {
            assert_eq!(edit(line, beside), None, "{line} beside {beside}");
        }
    }
}
