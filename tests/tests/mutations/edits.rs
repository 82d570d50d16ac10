//! Names in addresses and examples, which change with the tables.

use crate::page::{Kind, Page};

/// Renames a parameter or field in addresses and examples.
pub(crate) fn replace_name(page: &mut Page, request: bool, old: &str, new: &str) {
    let mut forms = vec![("\"", "\"")];
    if request {
        forms.extend([("{", "}"), ("?", "="), ("&", "="), ("\"", ":"), ("", ": ")]);
    }
    for index in 0..page.lines.len() {
        let address = page
            .subject(index)
            .is_some_and(|it| it.starts_with("basic."));
        let line = &mut page.lines[index];
        if line.kind == Kind::Code || address {
            for cell in &mut line.cells {
                for (before, after) in &forms {
                    if before.is_empty() && !cell.starts_with(old) {
                        continue;
                    }
                    *cell = cell.replace(
                        &format!("{before}{old}{after}"),
                        &format!("{before}{new}{after}"),
                    );
                }
            }
        }
    }
}

/// Removes a parameter or plain field from addresses and examples.
pub(crate) fn remove_name(page: &mut Page, name: &str) {
    let quoted = format!("\"{name}\"");
    let mut open = false;
    page.lines.retain(|line| {
        if line.kind == Kind::Fence {
            open = !open;
        }
        let text = &line.cells[0];
        let member = text.trim_start().starts_with(&quoted);
        let header = text.trim_start().starts_with(&format!("-H \"{name}"));
        line.kind != Kind::Code || !(member || header)
    });
    for line in &mut page.lines {
        if line.kind != Kind::Code {
            continue;
        }
        let text = &mut line.cells[0];
        for start in ["?", "&"] {
            if let Some(at) = text.find(&format!("{start}{name}=")) {
                let rest = &text[at + 1..];
                let end = rest
                    .find(['&', ' ', '"'])
                    .map_or(text.len(), |it| at + 1 + it);
                let follows = text[end..].starts_with('&');
                let range = match (start, follows) {
                    ("?", true) => at + 1..=end,
                    _ => at..=end - 1,
                };
                text.replace_range(range, "");
            }
        }
        if let Some(at) = text.find(&quoted) {
            // A member of an object on one line.
            let end = text[at..].find([',', '}']).map_or(text.len(), |it| at + it);
            let follows = text[end..].starts_with(',');
            let (from, to) = if follows {
                (at, end + 2)
            } else {
                (text[..at].rfind(',').unwrap_or(at), end)
            };
            text.replace_range(from..to, "");
        }
    }
    drop_commas(page);
}

/// The comma in front of a bracket that closes.
fn drop_commas(page: &mut Page) {
    for index in 1..page.lines.len() {
        let closes = page.lines[index].cells[0]
            .trim_start()
            .starts_with(['}', ']']);
        if closes && page.lines[index].kind == Kind::Code {
            let before = &mut page.lines[index - 1].cells[0];
            if let Some(kept) = before.strip_suffix(',') {
                *before = kept.to_owned();
            }
        }
    }
}
