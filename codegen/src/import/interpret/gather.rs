//! Sorts the blocks of one operation: what describes the call, parameters, the answer, errors,
//! examples and plain sentences.

use crate::{
    import::{
        DoubtKind, PageFormat,
        page::{Block, Code, Table, Text},
        words::{fold, words},
    },
    model::Kind,
};

use super::{
    access,
    call::{self, Entry},
    doubts::Doubts,
    errors::{self, ErrorTable},
    list,
    part::Part,
    section::{Section, glued_section, section_of},
    table::{self, FieldRow, Meaning, Needed, Read},
    tree::{self, Group},
};

/// The blocks of one operation, sorted.
#[derive(Debug, Default)]
pub(super) struct Gathered<'a> {
    pub(super) entries: Vec<Entry>,
    /// Tables of parameters with the section in which they stand.
    pub(super) request: Vec<(Section, Group, bool)>,
    pub(super) response: Vec<Group>,
    pub(super) errors: Vec<ErrorTable>,
    /// Code with its section.
    pub(super) codes: Vec<(Section, &'a Code)>,
    /// Sentences with their section.
    pub(super) texts: Vec<(Section, Text)>,
    /// Values that a table of their own lists, with the name of the field if it is announced.
    pub(super) values: Vec<Listed>,
}

/// A table of values with what they mean.
#[derive(Debug)]
pub(super) struct Listed {
    /// The text above it, which may name the field.
    pub(super) announced: String,
    pub(super) values: Vec<(Text, Option<Text>)>,
}

struct Walk<'a, 'd> {
    out: Gathered<'a>,
    doubts: &'d mut Doubts,
    section: Section,
    /// Name of the object that the next table describes.
    object: Option<Text>,
    /// The text before a table.
    above: Option<&'a Text>,
    /// Whether the last table belonged to the answer.
    in_answer: bool,
    /// Whether anything of the answer has been seen.
    answered: bool,
    /// Whether the section is called `parameters`, and may be those of the answer.
    either: bool,
    /// All code of the part.
    codes: Vec<&'a Code>,
    /// Names that rows give to objects, and names of rows that are objects.
    objects: std::collections::HashSet<String>,
    format: PageFormat,
    /// The HTTP status of the answers that are described, if the page names it.
    status: Option<u16>,
}

/// Sorts the blocks of a part.
pub(super) fn gather<'a>(part: &Part<'a>, doubts: &mut Doubts) -> Gathered<'a> {
    let mut walk = Walk {
        out: Gathered::default(),
        doubts,
        section: Section::Start,
        object: None,
        above: None,
        in_answer: false,
        answered: false,
        either: false,
        codes: part
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Code(code) => Some(code),
                _ => None,
            })
            .collect(),
        objects: std::collections::HashSet::new(),
        format: part.format,
        status: None,
    };
    let mut skip = 0;
    for (index, block) in part.blocks.iter().enumerate() {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        match block {
            Block::Heading(_, text) | Block::Text(text) => {
                if part.title.is_some_and(|title| std::ptr::eq(title, text)) {
                    // `GET /v1/orders` is a title that says all about the call.
                    let mut entries = call::entries(part.blocks, index);
                    entries.retain(|entry| matches!(entry.key, "url" | "method") && !entry.next);
                    walk.describe(entries);
                    continue;
                }
                let marked = matches!(block, Block::Heading(..));
                skip = match walk.list(part.blocks.get(index..).unwrap_or_default()) {
                    Some(used) => used.saturating_sub(1),
                    None => usize::from(walk.text(part.blocks, index, text, marked)),
                };
            }
            Block::Table(table) => walk.table(table),
            Block::Code(code) => {
                walk.answered |=
                    matches!(walk.section, Section::ResponseExample | Section::Response);
                walk.code(code);
                walk.above = None;
            }
        }
    }
    walk.out
}

impl<'a> Walk<'a, '_> {
    /// Code: an example, or the address of the call where nothing else gives it.
    fn code(&mut self, code: &'a Code) {
        let known = self.out.entries.iter().any(|entry| entry.key == "url");
        let open = matches!(
            self.section,
            Section::Start | Section::Basic | Section::Description
        );
        if open
            && !known
            && let Some(entry) = call::request_code(code)
        {
            self.describe(vec![entry]);
            return;
        }
        let failed = self.status.is_some_and(|status| status >= 400);
        let section = if failed {
            Section::ErrorExample
        } else {
            self.section
        };
        self.out.codes.push((section, code));
    }

    /// A list of parameters or fields. Gives the number of its blocks.
    fn list(&mut self, blocks: &[Block]) -> Option<usize> {
        if !self.section.is_request() && self.section != Section::Response {
            return None;
        }
        let (table, used) = list::read(blocks)?;
        let read = table::read(&table, self.section);
        self.fields(&read);
        Some(used)
    }

    /// A heading or sentence. Whether the next block has been used with it.
    fn text(&mut self, blocks: &[Block], index: usize, text: &'a Text, marked: bool) -> bool {
        let before_table = blocks[index + 1..]
            .iter()
            .find(|next| !matches!(next, Block::Text(it) if call::is_chrome(&it.text)))
            .is_some_and(|next| matches!(next, Block::Table(_)));
        self.above = Some(text);
        let entries = call::entries(blocks, index);
        if entries.is_empty() && call::is_chrome(&text.text) && !before_table {
            self.doubts.page(
                text.line,
                DoubtKind::LeftOut,
                format!("`{}` is part of the website", short(&text.text)),
            );
            return false;
        }
        let whole = section_of(&text.text, false);
        let object = || {
            tree::object_named(&text.text, &|name| {
                self.objects.contains(&name.to_lowercase())
            })
        };
        if whole.is_none()
            && (before_table || marked)
            && let Some(name) = object()
        {
            self.object = Some(Text {
                line: text.line,
                text: name,
            });
            return false;
        }
        if !entries.is_empty() {
            let next = entries.iter().any(|entry| entry.next);
            if entries.iter().all(|entry| entry.partly) {
                self.out.texts.push((self.section, text.clone()));
            }
            self.describe(entries);
            if let Some(section) = whole {
                self.enter(section);
            }
            return next;
        }
        if whole.is_none() && self.says_status(text) {
            return false;
        }
        if let Some(section) =
            whole.or_else(|| marked.then(|| section_of(&text.text, true)).flatten())
        {
            self.enter(section);
            return false;
        }
        if words().find("languages", &text.text).is_some()
            || words()
                .patterns("language_patterns")
                .iter()
                .any(|(_, it)| it.is_match(text.text.trim()))
        {
            let reason = format!("`{}` is the label of a code sample", short(&text.text));
            self.doubts.page(text.line, DoubtKind::LeftOut, reason);
            return false;
        }
        if before_table
            && !marked
            && let Some((word, section)) = glued_section(&text.text)
        {
            self.doubts.page(
                text.line,
                DoubtKind::Guess,
                format!("`{}` was taken for the heading `{word}`", short(&text.text)),
            );
            self.enter(section);
            return false;
        }
        if marked {
            // A heading that says nothing known ends the section before it, unless it is an example's.
            self.object = None;
        }
        self.out.texts.push((self.section, text.clone()));
        false
    }

    /// Rows about the call; what is prose in them is read as prose.
    fn describe(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            match entry.key {
                "description" | "rate" | "credential" | "unknown" => {
                    self.out.texts.push((Section::Description, entry.value));
                }
                _ => self.out.entries.push(entry),
            }
        }
    }

    fn enter(&mut self, section: Section) {
        self.either = section == Section::Params && self.answered;
        if matches!(section, Section::Response | Section::ResponseExample) {
            self.answered = true;
        }
        self.in_answer = matches!(section, Section::Response | Section::ResponseHeaders);
        self.section = section;
        self.object = None;
        self.status = None;
    }

    fn table(&mut self, table: &'a Table) {
        let entries = call::of_table(table);
        if !entries.is_empty() {
            self.describe(entries);
            for row in table.rows.iter().filter(|row| row.cells.len() < 2) {
                self.unread_row(row, "it has one cell only");
            }
            return;
        }
        if let Some(entries) = access::app_table(table, self.doubts) {
            self.describe(entries);
            return;
        }
        let read = table::read(table, self.section);
        if read.guessed && read.meaning != Meaning::Unknown {
            let head: Vec<&str> = table.head.iter().map(|it| it.text.as_str()).collect();
            let what = if head.is_empty() {
                "the table has no head".to_owned()
            } else {
                format!("the head `{}` is not known", short(&head.join(" | ")))
            };
            self.doubts.page(
                table.line,
                DoubtKind::Guess,
                format!("{what}; its columns were told by what they hold"),
            );
        }
        if matches!(read.meaning, Meaning::Fields | Meaning::Errors) {
            self.unknown_columns(table, &read);
        }
        match read.meaning {
            Meaning::Fields => self.fields(&read),
            Meaning::Errors => {
                let table = errors::table(&read, self.doubts);
                self.out.errors.push(table);
            }
            Meaning::Values => self.values(&read),
            Meaning::Unknown => {
                for row in read.rows {
                    self.unread_row(row, "the columns of its table are not known");
                }
                if !table.head.is_empty() {
                    let head: Vec<&str> = table.head.iter().map(|it| it.text.as_str()).collect();
                    self.doubts.page(
                        table.line,
                        DoubtKind::NotRead,
                        format!("the head `{}` is not known", short(&head.join(" | "))),
                    );
                }
            }
        }
        self.above = None;
    }

    /// Whether a code sample has the name that a row begins with.
    fn shown(&self, row: &crate::import::Row) -> bool {
        let name = row.cells.iter().find(|cell| !cell.text.trim().is_empty());
        let quoted = name.map_or(String::new(), |it| format!("\"{}\"", it.text.trim()));
        self.codes.iter().any(|code| code.text.contains(&quoted))
    }

    /// Columns whose cells are kept with the descriptions, since nobody knows what they say.
    fn unknown_columns(&mut self, table: &Table, read: &Read<'_>) {
        for (at, head) in table.head.iter().enumerate() {
            let known = read.columns.get(at).copied().flatten().is_some();
            let filled = |row: &crate::import::Row| {
                let cell = row.cells.get(at);
                cell.is_some_and(|cell| !cell.text.trim().is_empty())
            };
            if !known && !head.text.trim().is_empty() && read.rows.iter().any(filled) {
                self.doubts.page(
                    head.line,
                    DoubtKind::NotRead,
                    format!(
                        "what the column `{}` says is not known; its cells stand with the descriptions",
                        short(&head.text)
                    ),
                );
            }
        }
    }

    fn unread_row(&mut self, row: &crate::import::Row, why: &str) {
        let cells: Vec<&str> = row.cells.iter().map(|it| it.text.as_str()).collect();
        self.doubts.page(
            row.line,
            DoubtKind::NotRead,
            format!(
                "the row `{}` was not read: {why}",
                short(&cells.join(" | "))
            ),
        );
    }

    fn fields(&mut self, read: &Read<'_>) {
        let mut rows: Vec<FieldRow> = Vec::new();
        let captions = read.captions();
        for row in read.rows {
            if captions && table::caption(row) && !self.shown(row) {
                self.unread_row(
                    row,
                    "it names nothing but itself, and may be a heading within the table",
                );
                continue;
            }
            if let Some(mut field) = read.field(row) {
                field.one_line |= self.format != PageFormat::Text;
                rows.push(field);
            } else {
                let empty = row.cells.iter().all(|cell| cell.text.trim().is_empty());
                if !empty {
                    self.unread_row(row, "its name cannot stand on the wire");
                }
            }
        }
        for row in &rows {
            let container = row
                .ty
                .as_ref()
                .is_some_and(|(said, _)| matches!(said.kind, Kind::Object | Kind::Array));
            if let Some((said, _)) = &row.ty
                && let Some(object) = &said.object
            {
                self.objects.insert(object.to_lowercase());
            }
            if container {
                self.objects.insert(row.name.to_lowercase());
            }
        }
        let has_required = read.columns.contains(&Some("required"));
        read.unmarked(&mut rows);
        if self.status.is_some_and(|status| status >= 400) {
            for row in &rows {
                self.doubts.page(
                    row.line,
                    DoubtKind::LeftOut,
                    format!("`{}` is a field of an answer that is an error", row.name),
                );
            }
            return;
        }
        let said = self.said_place();
        let answer = said.is_none() && self.is_answer(&rows, has_required);
        let object = self.object.take().or_else(|| self.announced());
        self.in_answer = answer;
        let group = Group { object, rows };
        if self.section == Section::ResponseHeaders {
            for row in &group.rows {
                self.doubts.page(
                    row.line,
                    DoubtKind::LeftOut,
                    format!("`{}` is a header of the answer", row.name),
                );
            }
        } else if answer {
            self.answered = true;
            self.out.response.push(group);
        } else {
            let section = if let Some(section) = said {
                section
            } else if self.section.is_request() {
                self.section
            } else {
                Section::Params
            };
            self.out.request.push((section, group, has_required));
        }
    }

    /// The part of the request that the sentence above a table names: `passed in the body:`.
    fn said_place(&mut self) -> Option<Section> {
        let open = matches!(
            self.section,
            Section::Start
                | Section::Basic
                | Section::Description
                | Section::Params
                | Section::Request
                | Section::Limits
        );
        let above = self
            .above
            .filter(|above| open && above.text.chars().count() <= 80)?;
        if section_of(&above.text, false).is_some() {
            return None;
        }
        let text = fold(&above.text);
        let (entry, _) = words()
            .patterns("place_patterns")
            .iter()
            .find(|(_, pattern)| pattern.is_match(&text))?;
        if entry == "none" {
            return None;
        }
        self.out.texts.retain(|(_, text)| text.line != above.line);
        Some(match entry.as_str() {
            "path" => Section::Path,
            "query" => Section::Query,
            "headers" => Section::Headers,
            _ => Section::Body,
        })
    }

    /// The status of the answers that follow, if the text says no more than that.
    fn says_status(&mut self, text: &Text) -> bool {
        if !self.in_answer && self.section != Section::ResponseExample {
            return false;
        }
        let folded = fold(&text.text);
        let status = words()
            .patterns("status_patterns")
            .iter()
            .find_map(|(_, pattern)| pattern.captures(&folded)?.get(1)?.as_str().parse().ok());
        if status.is_some() {
            self.status = status;
        }
        status.is_some()
    }

    /// The object whose table the text above announces, `` `user` has these members: ``.
    fn announced(&self) -> Option<Text> {
        let above = self.above?;
        if section_of(&above.text, false).is_some() {
            return None;
        }
        let name = tree::object_named(&above.text, &|name| {
            self.objects.contains(&name.to_lowercase())
        })?;
        Some(Text {
            line: above.line,
            text: name,
        })
    }

    /// Whether a table of fields describes the answer.
    fn is_answer(&self, rows: &[FieldRow], has_required: bool) -> bool {
        match self.section {
            Section::Response | Section::ResponseHeaders | Section::ResponseExample => true,
            _ if self.object.is_some() => self.in_answer,
            Section::Params if self.either => {
                if !has_required {
                    return true;
                }
                // Most names stand in an example of the answer.
                let shown = |name: &str| {
                    let quoted = format!("\"{name}\"");
                    self.out.codes.iter().any(|(section, code)| {
                        matches!(section, Section::ResponseExample | Section::Response)
                            && code.text.contains(&quoted)
                    })
                };
                let count = rows.iter().take(200).filter(|row| shown(&row.name)).count();
                count * 2 > rows.len().min(200)
            }
            section if section.is_request() => false,
            _ => {
                let needed = rows.iter().any(|row| !matches!(row.needed, Needed::Silent));
                !has_required && !needed && !self.out.request.is_empty()
            }
        }
    }

    fn values(&mut self, read: &Read<'_>) {
        let announced = self.above.map(|it| it.text.clone()).unwrap_or_default();
        let mut listed = Vec::new();
        for row in read.rows {
            let value = ["value", "range", "key", "name"]
                .iter()
                .find_map(|entry| read.text(row, entry));
            match value {
                Some(value) => {
                    let meaning = read
                        .text(row, "description")
                        .or_else(|| read.text(row, "name"))
                        .filter(|it| it.text != value.text);
                    listed.push((value, meaning));
                }
                None => self.unread_row(row, "it names no value"),
            }
        }
        self.out.values.push(Listed {
            announced,
            values: listed,
        });
    }
}

/// A text for a message.
pub(super) fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 160 {
        return line;
    }
    let cut: String = line.chars().take(159).collect();
    format!("{cut}…")
}
