//! What the columns of a table are, and its rows as parameters, fields or errors.

use crate::{
    import::{
        cells::{self, RequiredSaid, TypeSaid},
        page::{Cell, Row, Table, Text},
        words::words,
    },
    model::In,
};

use super::section::{Section, without_brackets};

/// What a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Fields,
    Errors,
    /// Values of an enum, with what they mean.
    Values,
    Unknown,
}

/// A table whose columns are known.
#[derive(Clone, Debug)]
pub(super) struct Read<'a> {
    pub(super) meaning: Meaning,
    /// What each column holds: an entry of the topic `columns`.
    pub(super) columns: Vec<Option<&'static str>>,
    pub(super) rows: &'a [Row],
    /// Whether the columns were found by their content, for want of a head.
    pub(super) guessed: bool,
    /// Whether the column of what is required asks what is optional.
    turned: bool,
}

/// What a row says about being required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needed {
    Said(RequiredSaid, u32),
    /// The cell was lost.
    Lost,
    /// Other rows of the table are marked as required, this one is not.
    Unmarked,
    /// There is no such column, or the cell is empty.
    Silent,
}

/// A row of a table of parameters or fields.
#[derive(Clone, Debug)]
pub(super) struct FieldRow {
    pub(super) line: u32,
    /// Without what stands in front for indentation.
    pub(super) name: String,
    pub(super) indent: usize,
    pub(super) ty: Option<(TypeSaid, u32)>,
    /// A cell that should name a type and does not.
    pub(super) odd_type: Option<Text>,
    pub(super) needed: Needed,
    /// The cell that names the condition under which it is required.
    pub(super) condition: Option<Text>,
    /// A cell that should say whether it is required and does not.
    pub(super) odd_needed: Option<Text>,
    pub(super) location: Option<In>,
    pub(super) default: Option<Text>,
    pub(super) range: Option<Text>,
    pub(super) length: Option<Text>,
    pub(super) example: Option<Text>,
    pub(super) text: Option<Text>,
    /// Whether the lines of its text stand on one line of the page.
    pub(super) one_line: bool,
}

/// Finds out what a table lists.
pub(super) fn read(table: &Table, section: Section) -> Read<'_> {
    let mut rows = table.rows.as_slice();
    let head: Vec<&str> = table.head.iter().map(|it| it.text.as_str()).collect();
    let mut columns = of_head(&head, rows);
    let mut guessed = false;
    if head.is_empty() {
        let first: Vec<&str> = rows
            .first()
            .map(|row| row.cells.iter().map(|it| it.text.as_str()).collect())
            .unwrap_or_default();
        let promoted = of_head(&first, rows.get(1..).unwrap_or_default());
        let known = promoted.iter().flatten().count();
        if known >= 2 && known * 2 > first.len() {
            columns = promoted;
            rows = rows.get(1..).unwrap_or_default();
        } else {
            columns = by_content(rows);
            guessed = true;
        }
    }
    let lacks = |entry: &str| !columns.contains(&Some(entry));
    if !head.is_empty() && lacks("name") && lacks("code") && lacks("type") && lacks("status") {
        let found = by_content(rows);
        let has = |entry: &str| found.contains(&Some(entry));
        if has("name") && has("type") || has("code") && has("status") {
            columns = found;
            guessed = true;
        }
    }
    let meaning = meaning(&columns, section);
    Read {
        meaning,
        columns,
        rows,
        guessed,
        turned: head
            .iter()
            .any(|cell| words().find("turned_columns", cell).is_some()),
    }
}

/// The entries of a head's cells.
fn of_head(head: &[&str], rows: &[Row]) -> Vec<Option<&'static str>> {
    let mut columns: Vec<Option<&'static str>> = head.iter().map(|cell| column(cell)).collect();
    // Of several columns with names, that with identifiers holds the names on the wire.
    let names: Vec<usize> = positions(&columns, "name");
    if names.len() > 1 {
        let count = |column: usize| {
            rows.iter()
                .filter_map(|row| row.cells.get(column))
                .filter(|cell| identifier(bare(&cell.text).1))
                .count()
        };
        let best = names.iter().copied().rev().max_by_key(|it| count(*it));
        for column in names.into_iter().filter(|it| Some(*it) != best) {
            columns[column] = Some("description");
        }
    }
    columns
}

fn positions(columns: &[Option<&'static str>], entry: &str) -> Vec<usize> {
    (0..columns.len())
        .filter(|at| columns.get(*at).copied().flatten() == Some(entry))
        .collect()
}

/// The entry of the topic `columns` that a cell of a head names.
pub(super) fn column(cell: &str) -> Option<&'static str> {
    let words = words();
    words
        .find("columns", cell)
        .or_else(|| words.find("columns", without_brackets(cell)))
        .or_else(|| {
            let first = cell.split(['/', '\n', '|']).next()?;
            words.find("columns", first)
        })
}

/// Finds out what columns hold that no head names.
fn by_content(rows: &[Row]) -> Vec<Option<&'static str>> {
    let width = rows
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0)
        .min(32);
    let most = |column: usize, is: &dyn Fn(&str) -> bool| {
        let cells: Vec<_> = rows
            .iter()
            .filter_map(|row| row.cells.get(column))
            .collect();
        let good = cells.iter().filter(|cell| is(cell.text.trim())).count();
        good > 0 && good * 2 > cells.len()
    };
    let mut columns = vec![None; width];
    for (column, slot) in columns.iter_mut().enumerate() {
        *slot = if most(column, &|text| status(text).is_some()) {
            Some("status")
        } else if most(column, &|text| cells::required_of(text).is_some()) {
            Some("required")
        } else if most(column, &|text| cells::type_of(text).is_some()) {
            Some("type")
        } else {
            None
        };
    }
    let free: Vec<usize> = (0..width).filter(|at| columns[*at].is_none()).collect();
    if let Some(first) = free.first()
        && most(*first, &|text| identifier(bare(text).1))
    {
        let errors = columns.contains(&Some("status"));
        columns[*first] = Some(if errors { "code" } else { "name" });
        if let Some(last) = free.last()
            && last != first
        {
            columns[*last] = Some("description");
        }
    }
    columns
}

fn meaning(columns: &[Option<&'static str>], section: Section) -> Meaning {
    let has = |entry: &str| columns.contains(&Some(entry));
    let coded = has("code") || has("status");
    if coded && !has("type") && !(has("name") && has("required")) && columns.len() > 1 {
        return Meaning::Errors;
    }
    if section == Section::Errors
        && has("name")
        && (has("description") || has("message"))
        && !has("type")
    {
        return Meaning::Errors;
    }
    let described = [
        "type",
        "description",
        "required",
        "range",
        "default",
        "example",
        "value",
    ];
    if has("name") && described.iter().any(|entry| has(entry)) {
        return Meaning::Fields;
    }
    if (has("value") || has("range") || has("key")) && (has("description") || has("name")) {
        return Meaning::Values;
    }
    Meaning::Unknown
}

/// The HTTP status that a cell holds.
pub(super) fn status(text: &str) -> Option<u64> {
    let bare = text
        .trim()
        .trim_start_matches("HTTP")
        .trim_start_matches("http");
    let digits: String = bare
        .trim()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let rest = bare.trim().get(digits.len()..).unwrap_or_default();
    let number = digits.parse().ok().filter(|it| (100..600).contains(it))?;
    // `400 Bad Request` is a status, `190004` and `100.5` are none.
    (digits.len() == 3 && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '.'))
        .then_some(number)
}

impl Read<'_> {
    /// The cell of a row in the column of an entry.
    pub(super) fn cell<'r>(&self, row: &'r Row, entry: &str) -> Option<&'r Cell> {
        let column = self.columns.iter().position(|it| *it == Some(entry))?;
        row.cells.get(column)
    }

    /// The text of a cell that is there and not empty.
    pub(super) fn text(&self, row: &Row, entry: &str) -> Option<Text> {
        let cell = self.cell(row, entry)?;
        let text = cell.text.trim();
        let nothing = matches!(
            text,
            "" | "-" | "--" | "—" | "/" | "无" | "N/A" | "n/a" | "null" | "None"
        );
        (!nothing && !cell.lost).then(|| Text {
            line: cell.line.max(row.line),
            text: text.to_owned(),
        })
    }

    /// The text of all cells that describe, and of those whose column is not known.
    pub(super) fn descriptions(&self, row: &Row) -> Option<Text> {
        let mut line = 0;
        let mut parts: Vec<&str> = Vec::new();
        let mut unknown: Vec<&str> = Vec::new();
        for (at, cell) in row.cells.iter().enumerate() {
            let entry = self.columns.get(at).copied().flatten();
            let text = cell.text.trim();
            let describes = matches!(
                entry,
                Some("description" | "solution" | "message" | "value" | "key") | None
            );
            if describes && !text.is_empty() && !cell.lost {
                line = if line == 0 {
                    cell.line.max(row.line)
                } else {
                    line
                };
                if entry.is_some() {
                    parts.push(text);
                } else {
                    unknown.push(text);
                }
            }
        }
        parts.append(&mut unknown);
        (!parts.is_empty()).then(|| Text {
            line,
            text: broken(&parts.join("\n")),
        })
    }

    /// The cells of columns that nobody knows.
    pub(super) fn unknown(&self, row: &Row) -> Vec<Text> {
        let cells = row.cells.iter().enumerate();
        cells
            .filter(|(at, cell)| {
                self.columns.get(*at).copied().flatten().is_none()
                    && !cell.text.trim().is_empty()
                    && !cell.lost
            })
            .map(|(_, cell)| Text {
                line: cell.line.max(row.line),
                text: cell.text.trim().to_owned(),
            })
            .collect()
    }

    /// A row as a parameter or field; `None` if it has no name that could stand on the wire.
    pub(super) fn field(&self, row: &Row) -> Option<FieldRow> {
        let cell = self.cell(row, "name")?;
        let (indent, rest) = bare(&cell.text);
        let (name, extra) = split_name(rest)?;
        let mut ty = None;
        let mut odd_type = None;
        if let Some(text) = self.text(row, "type") {
            match cells::type_of(&text.text) {
                Some(said) => ty = Some((said, text.line)),
                None => odd_type = Some(text),
            }
        }
        // The name of a row that lost a cell is not what stands in the first of the others.
        let typed = self.columns.contains(&Some("type"));
        if typed && ty.is_none() && words().find("types", &name).is_some() {
            let lost = self.cell(row, "type").is_none_or(|cell| cell.lost);
            if !lost {
                return None;
            }
        }
        let mut needed = Needed::Silent;
        let mut odd_needed = None;
        let mut condition = None;
        if let Some(cell) = self.cell(row, "required") {
            if cell.lost {
                needed = Needed::Lost;
            } else if let Some(text) = self.text(row, "required") {
                match cells::required_of(&untagged(&text.text)) {
                    Some(said) => {
                        needed = Needed::Said(self.turned(said, &text.text), text.line);
                        condition = (said == RequiredSaid::Conditional).then_some(text);
                    }
                    None => odd_needed = Some(text),
                }
            }
        }
        let mut location = self
            .text(row, "location")
            .and_then(|it| location_of(&it.text));
        for word in extra {
            let word = word.trim_matches(['(', ')', '（', '）', ',', '[', ']', '*', '`']);
            if let (None, Some(said)) = (&ty, cells::type_of(word)) {
                ty = Some((said, cell.line.max(row.line)));
            } else if let (Needed::Silent, Some(said)) = (needed, cells::required_of(word)) {
                needed = Needed::Said(said, cell.line.max(row.line));
            } else {
                location = location.or_else(|| location_of(word));
            }
        }
        Some(FieldRow {
            line: cell.line.max(row.line),
            name,
            indent,
            ty,
            odd_type,
            needed,
            condition,
            odd_needed,
            location,
            default: self.text(row, "default"),
            range: self.text(row, "range"),
            length: self.text(row, "length"),
            example: self.text(row, "example"),
            one_line: row.cells.iter().any(|cell| cell.text.contains("<br")),
            text: self.descriptions(row),
        })
    }

    /// Whether most rows say more than a name, so that one that does not stands out.
    pub(super) fn captions(&self) -> bool {
        let alone = self.rows.iter().filter(|row| caption(row)).count();
        alone * 2 < self.rows.len()
    }

    /// Where required rows are marked with a sign or in the cell of their name, the others are not.
    pub(super) fn unmarked(&self, rows: &mut [FieldRow]) {
        let column = self.columns.contains(&Some("required"));
        let signs = column
            && self.rows.iter().all(|row| {
                self.cell(row, "required").is_some_and(|cell| {
                    let sign = !cell.text.contains(char::is_alphanumeric);
                    let said = cells::required_of(&cell.text);
                    !cell.lost && (sign || said == Some(RequiredSaid::Conditional))
                })
            });
        let said = |wanted: RequiredSaid| {
            rows.iter()
                .any(|row| matches!(row.needed, Needed::Said(said, _) if said == wanted))
        };
        if (signs || !column) && said(RequiredSaid::Yes) && !said(RequiredSaid::No) {
            for row in rows.iter_mut().filter(|row| row.needed == Needed::Silent) {
                row.needed = Needed::Unmarked;
            }
        }
    }

    /// Turns an answer round where the column asks whether the thing is optional.
    fn turned(&self, said: RequiredSaid, text: &str) -> RequiredSaid {
        let plain = words().find("turned_columns", text).is_some();
        match said {
            RequiredSaid::Yes if self.turned => RequiredSaid::No,
            RequiredSaid::No if self.turned && !plain => RequiredSaid::Yes,
            said => said,
        }
    }
}

/// A text without the tags that a page shows as text.
fn untagged(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    if inside { text.to_owned() } else { out }
}

/// Line breaks that a capture left as tags.
fn broken(text: &str) -> String {
    if !text.contains("<br") && !text.contains("<BR") {
        return text.to_owned();
    }
    let mut out = text.to_owned();
    for tag in ["<br>", "<br/>", "<br />", "<BR>", "</br>"] {
        out = out.replace(tag, "\n");
    }
    out
}

/// Whether a row holds one text only.
pub(super) fn caption(row: &Row) -> bool {
    let mut texts = row.cells.iter().map(|cell| cell.text.trim());
    let Some(first) = texts.next() else {
        return false;
    };
    !first.is_empty()
        && !row.cells.iter().any(|cell| cell.lost)
        && texts.all(|text| text.is_empty() || text == first)
}

pub(super) fn location_of(text: &str) -> Option<In> {
    match words().find("locations", text)? {
        "path" => Some(In::Path),
        "query" => Some(In::Query),
        "headers" => Some(In::Header),
        "body" => Some(In::Body),
        _ => None,
    }
}

/// How far a name is indented, and the name.
fn bare(text: &str) -> (usize, &str) {
    let sign = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '└' | '├'
                    | '│'
                    | '─'
                    | '┗'
                    | '┣'
                    | '┃'
                    | '━'
                    | '╰'
                    | '»'
                    | '>'
                    | '›'
                    | '–'
                    | '—'
                    | '-'
                    | '•'
                    | '·'
                    | '+'
                    | '↳'
                    | '∟'
                    | '|'
                    | '∣'
                    | '►'
                    | '▸'
                    | '→'
            )
    };
    let rest = text.trim_start_matches(sign);
    let indent = text.chars().count() - rest.chars().count();
    (indent, rest.trim_end())
}

/// The name of a cell, and the words behind it.
fn split_name(text: &str) -> Option<(String, Vec<&str>)> {
    // So does one in front, unless it is one of a pair.
    let starred = text.starts_with('*') && text.matches('*').count() == 1;
    let text = text.trim_start_matches(['`', '*', '"', '\'', ' ', '\u{a0}']);
    let end = text
        .find(|c: char| {
            c.is_whitespace() || matches!(c, '`' | '"' | '\'' | '(' | '（' | '*' | ',' | '，')
        })
        .unwrap_or(text.len());
    let name = text[..end].trim_end_matches([':', '\u{ff1a}']);
    let rest = &text[end..];
    let mut extra: Vec<&str> = rest
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '`' | '"' | '\'' | '|'))
        .filter(|word| !word.is_empty())
        .collect();
    // A star behind the name marks what is required.
    if starred || rest.trim_start_matches('`').starts_with('*') {
        extra.push("required");
    }
    identifier(name).then(|| (name.to_owned(), extra))
}

/// Whether a text can be a name on the wire.
pub(super) fn identifier(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 200
        && text.bytes().any(|b| b.is_ascii_alphanumeric() || b == b'_')
        && text.bytes().all(|b| {
            b.is_ascii_alphanumeric()
                || matches!(
                    b,
                    b'_' | b'-' | b'.' | b'[' | b']' | b'$' | b'@' | b':' | b'*' | b'{' | b'}'
                )
        })
}

#[cfg(test)]
mod tests {
    use super::{bare, split_name, status, untagged};

    #[test]
    fn names_are_taken_out_of_their_cells() {
        assert_eq!(bare("\u{a0}\u{a0}└ id"), (4, "id"));
        assert_eq!(bare("page_size"), (0, "page_size"));
        assert_eq!(untagged("<b class=x>是</b>"), "是");
        assert_eq!(untagged("a < b"), "a < b");
        let name = |text| split_name(text).map(|(name, extra)| (name, extra.join(" ")));
        assert_eq!(
            name("`page_size`"),
            Some(("page_size".to_owned(), String::new()))
        );
        assert_eq!(
            name("id*"),
            Some(("id".to_owned(), "* required".to_owned()))
        );
        assert_eq!(
            name("data[].id integer"),
            Some(("data[].id".to_owned(), "integer".to_owned()))
        );
        assert_eq!(
            name("*dept_id"),
            Some(("dept_id".to_owned(), "required".to_owned()))
        );
        assert_eq!(name("**id**").map(|it| it.0).as_deref(), Some("id"));
        assert_eq!(name("企业 ID"), None);
    }

    #[test]
    fn statuses_have_three_digits() {
        assert_eq!(status("400"), Some(400));
        assert_eq!(status("HTTP 404 Not Found"), Some(404));
        assert_eq!(status("190004"), None);
        assert_eq!(status("41"), None);
    }
}
