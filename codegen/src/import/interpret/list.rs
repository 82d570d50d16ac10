//! Lists of parameters or fields: `- page_size (integer, optional): …`.

use crate::import::{
    cells,
    page::{Block, Cell, Row, Table, Text},
};

use super::table::{identifier, location_of};

/// What stands between the name of an item, its type and its description.
const SEPARATORS: [&str; 6] = [": ", "：", " - ", " – ", " — ", ". "];
/// In front of a name for each list around its own.
const INDENT: &str = "\u{a0}\u{a0}";

/// An item of a list.
#[derive(Debug, Default)]
struct Item<'a> {
    line: u32,
    depth: usize,
    name: &'a str,
    ty: &'a str,
    needed: &'a str,
    location: &'a str,
    example: &'a str,
    text: String,
}

/// Reads a list that starts at a block as a table. Gives the number of its blocks, too.
///
/// It is one of parameters if most items say more about a name than what it means.
pub(super) fn read(blocks: &[Block]) -> Option<(Table, usize)> {
    let mut items: Vec<Item<'_>> = Vec::new();
    let mut used = 0;
    let mut described = true;
    for block in blocks {
        let Block::Text(text) = block else { break };
        if let Some(item) = item(text) {
            described = !item.text.is_empty();
            items.push(item);
        } else if let Some(last) = items.last_mut()
            && !described
            && !starts_item(&text.text)
        {
            // A description below its name.
            text.text.clone_into(&mut last.text);
            described = true;
        } else {
            break;
        }
        used += 1;
    }
    let telling = items
        .iter()
        .filter(|it| !it.ty.is_empty() || !it.needed.is_empty() || !it.location.is_empty())
        .count();
    (telling > 0 && telling * 2 >= items.len()).then(|| (table(&items), used))
}

fn starts_item(text: &str) -> bool {
    text.trim_start().starts_with("- ")
}

/// A table with a column for everything that any item says.
fn table(items: &[Item<'_>]) -> Table {
    let line = items.first().map_or(0, |item| item.line);
    let any = |is: fn(&Item<'_>) -> bool| items.iter().any(is);
    let columns = [
        ("Name", true),
        ("Type", any(|it| !it.ty.is_empty())),
        ("Required", any(|it| !it.needed.is_empty())),
        ("Location", any(|it| !it.location.is_empty())),
        ("Example", any(|it| !it.example.is_empty())),
        ("Description", true),
    ];
    let kept = |texts: [String; 6]| -> Vec<String> {
        let all = texts.into_iter().zip(columns);
        all.filter(|(_, (_, kept))| *kept)
            .map(|(text, _)| text)
            .collect()
    };
    let head = kept(columns.map(|(name, _)| name.to_owned()))
        .into_iter()
        .map(|text| Text { line, text })
        .collect();
    let rows = items
        .iter()
        .map(|item| {
            let texts = [
                format!("{}{}", INDENT.repeat(item.depth), item.name),
                item.ty.to_owned(),
                item.needed.to_owned(),
                item.location.to_owned(),
                item.example.to_owned(),
                item.text.clone(),
            ];
            let cell = |text| Cell {
                line: item.line,
                text,
                lost: false,
            };
            Row {
                line: item.line,
                cells: kept(texts).into_iter().map(cell).collect(),
            }
        })
        .collect();
    Table { line, head, rows }
}

/// A text as an item: a name, and what is said about it.
fn item(text: &Text) -> Option<Item<'_>> {
    let rest = text.text.trim_start();
    let depth = (text.text.len() - rest.len()) / 2;
    let rest = rest.strip_prefix("- ")?.trim_start_matches(['`', '*']);
    let end = rest
        .find(|c: char| {
            c.is_whitespace() || matches!(c, '(' | '（' | '`' | '：' | ',' | '，' | '=')
        })
        .unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    let bare = name.trim_end_matches([':', '*', '.']);
    let colon =
        name.len() > bare.len() || rest.trim_start_matches(['`', '*']).starts_with([':', '：']);
    if !identifier(bare) {
        return None;
    }
    let mut item = Item {
        line: text.line,
        depth,
        name: bare,
        ..Item::default()
    };
    let rest = rest.trim_start_matches(['`', '*', ':', ',', '，', ' ']);
    let rest = match bracketed(rest) {
        // `name: 25 (integer, required) - …` shows a value first.
        Some((before, inner, after)) if before.is_empty() || colon && short(before) => {
            let open = item.attributes(inner);
            match open {
                Some(left) => {
                    item.example = before.trim_matches(['`', ' ']);
                    item.text = left;
                    after
                }
                None => rest,
            }
        }
        _ => rest,
    };
    let mut rest = rest.trim_start_matches([':', '：', '-', '–', '—', ' ', '.', ',']);
    // `string, required - …`: as long as what is said is known.
    while let Some((piece, after)) = piece(rest) {
        if item.attributes(piece).is_none_or(|left| !left.is_empty()) {
            break;
        }
        rest = after;
    }
    let rest = rest.trim();
    if !rest.is_empty() {
        let left = std::mem::take(&mut item.text);
        rest.clone_into(&mut item.text);
        if !left.is_empty() {
            item.text.push('\n');
            item.text.push_str(&left);
        }
    }
    Some(item)
}

fn short(text: &str) -> bool {
    text.chars().count() <= 60
}

/// The text before the first brackets, in them, and behind them.
fn bracketed(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find(['(', '（'])?;
    let inner = text.get(open..)?.trim_start_matches(['(', '（']);
    let close = inner.find([')', '）'])?;
    let after = inner.get(close..)?.trim_start_matches([')', '）']);
    Some((text.get(..open)?.trim(), inner.get(..close)?, after))
}

/// The text up to the first separator, and what follows.
fn piece(text: &str) -> Option<(&str, &str)> {
    let found = SEPARATORS
        .iter()
        .filter_map(|sign| text.find(sign).map(|at| (at, sign.len())))
        .min();
    let (piece, after) = match found {
        Some((at, length)) => (text.get(..at)?, text.get(at + length..)?),
        None => (text, ""),
    };
    (!piece.trim().is_empty()).then_some((piece, after))
}

impl<'a> Item<'a> {
    /// Takes `integer, optional`. Gives what is left, such as a default; `None` if nothing is known.
    fn attributes(&mut self, text: &'a str) -> Option<String> {
        let mut left: Vec<&str> = Vec::new();
        let mut known = false;
        for part in text.split([',', '，', ';', '；']) {
            let part = part.trim().trim_matches(['`', '*']);
            // A bracket that another part closes: the comma stands within.
            let whole = part.matches(['(', '（']).count() == part.matches([')', '）']).count();
            if !whole {
                left.push(part);
                continue;
            }
            if self.ty.is_empty() && cells::type_of(part).is_some_and(|_| short(part)) {
                self.ty = part;
            } else if self.needed.is_empty() && cells::required_of(part).is_some() {
                self.needed = part;
            } else if self.location.is_empty() && location_of(part).is_some() {
                self.location = part;
            } else {
                if !part.is_empty() {
                    left.push(part);
                }
                continue;
            }
            known = true;
        }
        known.then(|| left.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::item;
    use crate::import::page::Text;

    #[test]
    fn items_are_taken_apart() {
        let cases = [
            (
                "- page_size (integer, optional, default: 20): Entries per page.",
                "page_size|integer|optional||Entries per page.\ndefault: 20",
            ),
            ("- name string, required", "name|string|required||"),
            (
                "- id - string - Required. The number.",
                "id|string|Required||The number.",
            ),
            (
                "- `limit`: 25 (number, optional) - How many.",
                "limit|number|optional|25|How many.",
            ),
            ("- kind: What it is.", "kind||||What it is."),
            (
                "- files (array of strings, required): Ids.",
                "files|array of strings|required||Ids.",
            ),
        ];
        for (text, expected) in cases {
            let text = Text {
                line: 1,
                text: text.to_owned(),
            };
            let found = item(&text).map(|it| {
                format!(
                    "{}|{}|{}|{}|{}",
                    it.name, it.ty, it.needed, it.example, it.text
                )
            });
            assert_eq!(found.as_deref(), Some(expected));
        }
    }
}
