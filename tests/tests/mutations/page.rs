//! Pages with known cells, and the forms in which vendors publish such pages.
//!
//! A page is a text with headings (`#`), tables with pipes, fenced code and prose. A line
//! `@query name type` above a table says what its rows are about and what its columns hold; it is
//! no part of the page.

use std::fmt::Write as _;

/// How a page looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Cells of a row run together.
    Glued,
    /// Rows with pipes, in plain text.
    Piped,
    /// One cell per line.
    Stacked,
    /// A web page.
    Html,
    /// Markdown with pipe tables.
    Markdown,
}

impl Form {
    pub(crate) const ALL: [Self; 5] = [
        Self::Glued,
        Self::Piped,
        Self::Stacked,
        Self::Html,
        Self::Markdown,
    ];

    /// Name of a file of this form.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Glued | Self::Piped | Self::Stacked => "page.txt",
            Self::Html => "page.html",
            Self::Markdown => "page.md",
        }
    }
}

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Heading(usize),
    Text,
    Fence,
    Code,
    /// Head of the table with this number.
    Head(usize),
    /// Row of the table with this number.
    Row(usize),
}

/// A line with its cells; what is no row has one.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) kind: Kind,
    pub(crate) cells: Vec<String>,
}

/// What a table is about.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// `query`, `response.plots[]`, `errors`; `param` if a column says where each row belongs.
    pub(crate) about: String,
    /// The one row that stands in the path.
    pub(crate) in_path: Option<String>,
    pub(crate) columns: Vec<String>,
}

/// A page with known cells.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) tables: Vec<Table>,
    pub(crate) lines: Vec<Line>,
}

/// A page in one form.
pub(crate) struct Printed {
    pub(crate) text: String,
    /// For each line, the lines on which its cells stand.
    pub(crate) places: Vec<Vec<u32>>,
}

impl Page {
    pub(crate) fn parse(text: &str) -> Self {
        let mut page = Self {
            tables: Vec::new(),
            lines: Vec::new(),
        };
        let (mut in_code, mut head) = (false, false);
        for line in text.lines() {
            let number = page.tables.len().saturating_sub(1);
            let (kind, cells) = if line.starts_with("```") {
                in_code = !in_code;
                (Kind::Fence, vec![line.to_owned()])
            } else if in_code {
                (Kind::Code, vec![line.to_owned()])
            } else if let Some(directive) = line.strip_prefix('@') {
                page.tables.push(Table::parse(directive));
                head = true;
                continue;
            } else if let Some(row) = line.strip_prefix('|') {
                let row = row.strip_suffix('|').expect("a row ends with a pipe");
                let cells = row.split('|').map(|it| it.trim().to_owned()).collect();
                let kind = if head {
                    Kind::Head(number)
                } else {
                    Kind::Row(number)
                };
                head = false;
                (kind, cells)
            } else if let Some(title) = line.strip_prefix('#') {
                let level = 1 + title.chars().take_while(|c| *c == '#').count();
                let title = title.trim_start_matches('#').trim();
                (Kind::Heading(level), vec![title.to_owned()])
            } else {
                (Kind::Text, vec![line.to_owned()])
            };
            page.lines.push(Line { kind, cells });
        }
        page
    }

    /// The subject of a row, `query.page_size`.
    pub(crate) fn subject(&self, line: usize) -> Option<String> {
        let Kind::Row(number) = self.lines[line].kind else {
            return None;
        };
        let table = &self.tables[number];
        let cell = |name: &str| self.cell(line, name);
        let name = cell("name")
            .or_else(|| cell("code"))
            .or_else(|| cell("key"))?;
        let about = match cell("location") {
            Some("header") => "headers",
            Some(other) => other,
            None if table.in_path.as_deref() == Some(name) => "path",
            None => &table.about,
        };
        Some(format!("{about}.{name}"))
    }

    /// The text of a row in a column.
    pub(crate) fn cell(&self, line: usize, column: &str) -> Option<&str> {
        let index = self.column(line, column)?;
        self.lines[line].cells.get(index).map(String::as_str)
    }

    /// The number of a column.
    pub(crate) fn column(&self, line: usize, column: &str) -> Option<usize> {
        let Kind::Row(number) = self.lines[line].kind else {
            return None;
        };
        self.tables[number]
            .columns
            .iter()
            .position(|it| it == column)
    }

    /// A code and a message that run together cannot be told apart: errors have pipes then.
    fn form_of(&self, line: &Line, form: Form) -> Form {
        match line.kind {
            Kind::Head(number) | Kind::Row(number)
                if form == Form::Glued && self.tables[number].about == "errors" =>
            {
                Form::Piped
            }
            _ => form,
        }
    }

    /// Prints the page in a form.
    pub(crate) fn print(&self, form: Form) -> Printed {
        let mut out = Printer {
            text: String::new(),
            line: 1,
        };
        let mut places = Vec::new();
        if form == Form::Html {
            out.push("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>");
        }
        let mut open = false;
        for (index, line) in self.lines.iter().enumerate() {
            let before = index.checked_sub(1).map(|it| &self.lines[it].kind);
            let row = |kind: &Kind| matches!(kind, Kind::Row(_));
            if form == Form::Html && before.is_some_and(row) && !row(&line.kind) {
                out.push("</table>");
            }
            let form = self.form_of(line, form);
            let place = vec![out.line; line.cells.len()];
            places.push(match (&line.kind, form) {
                (Kind::Head(_) | Kind::Row(_), Form::Stacked) => out.stack(&line.cells),
                _ => place,
            });
            match form {
                Form::Html => out.html(line, &mut open),
                _ => out.plain(line, form),
            }
        }
        if form == Form::Html {
            if matches!(self.lines.last().map(|it| &it.kind), Some(Kind::Row(_))) {
                out.push("</table>");
            }
            out.push("</body></html>");
        }
        Printed {
            text: out.text,
            places,
        }
    }
}

impl Table {
    fn parse(directive: &str) -> Self {
        let mut words = directive.split_whitespace();
        let about = words.next().expect("what the table is about");
        let (about, in_path) = match about.split_once("(path:") {
            Some((about, name)) => (about, Some(name.trim_end_matches(')').to_owned())),
            None => (about, None),
        };
        Self {
            about: about.to_owned(),
            in_path,
            columns: words.map(str::to_owned).collect(),
        }
    }
}

struct Printer {
    text: String,
    /// Number of the next line.
    line: u32,
}

impl Printer {
    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
        self.line += 1;
    }

    fn stack(&mut self, cells: &[String]) -> Vec<u32> {
        let mut places = Vec::new();
        for cell in cells {
            places.push(self.line);
            self.push(cell);
        }
        places
    }

    fn plain(&mut self, line: &Line, form: Form) {
        let text = line.cells.first().map_or("", String::as_str);
        let markdown = form == Form::Markdown;
        match &line.kind {
            Kind::Heading(level) if markdown => {
                self.push(&format!("{} {text}", "#".repeat(*level)));
            }
            Kind::Fence if !markdown => {}
            Kind::Head(_) | Kind::Row(_) => match form {
                Form::Stacked => {}
                Form::Glued => self.push(&line.cells.concat()),
                _ => {
                    self.push(&format!("| {} |", line.cells.join(" | ")));
                    if matches!(line.kind, Kind::Head(_)) {
                        self.push(&format!("|{}", "---|".repeat(line.cells.len())));
                    }
                }
            },
            _ => self.push(text),
        }
    }

    fn html(&mut self, line: &Line, in_code: &mut bool) {
        let text = escaped(line.cells.first().map_or("", String::as_str));
        match &line.kind {
            Kind::Heading(level) => self.push(&format!("<h{level}>{text}</h{level}>")),
            Kind::Fence => {
                // The first line of the code stands behind the tag.
                let tag = if *in_code {
                    "</code></pre>\n"
                } else {
                    "<pre><code>"
                };
                if *in_code {
                    self.line += 1;
                }
                *in_code = !*in_code;
                self.text.push_str(tag);
            }
            Kind::Code => self.push(&text),
            Kind::Text if text.is_empty() => self.push(""),
            Kind::Text => self.push(&format!("<p>{text}</p>")),
            Kind::Head(_) | Kind::Row(_) => {
                let head = matches!(line.kind, Kind::Head(_));
                let tag = if head { "th" } else { "td" };
                let mut row = String::from(if head { "<table><tr>" } else { "<tr>" });
                for cell in &line.cells {
                    let _ = write!(row, "<{tag}>{}</{tag}>", escaped(cell));
                }
                self.push(&format!("{row}</tr>"));
            }
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
