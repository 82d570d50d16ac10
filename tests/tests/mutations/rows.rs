//! Changes of the rows of parameters and fields.

use crate::{
    change::{Expected, Mutation, Text, changed_examples, chinese},
    page::Page,
};

/// Every cell of a row, the row itself, and a row behind it.
pub(crate) fn mutate(page: &Page, line: usize, out: &mut Vec<Mutation>) {
    let row = Row::of(page, line);
    row.name(out);
    row.kind(out);
    row.required(out);
    row.description(out);
    row.removed(out);
    row.added(out);
}

/// A row that is changed.
pub(crate) struct Row<'a> {
    pub(crate) page: &'a Page,
    pub(crate) line: usize,
    pub(crate) subject: String,
    pub(crate) name: String,
    pub(crate) request: bool,
    /// The neutral type.
    pub(crate) neutral: &'static str,
    pub(crate) required: Option<bool>,
}

impl<'a> Row<'a> {
    fn of(page: &'a Page, line: usize) -> Self {
        let subject = page.subject(line).expect("a row has a name");
        let required = page.cell(line, "required");
        Self {
            page,
            line,
            name: page.cell(line, "name").unwrap_or_default().to_owned(),
            request: !subject.starts_with("response."),
            neutral: neutral(page.cell(line, "type").unwrap_or_default()),
            required: required.map(|it| matches!(it, "Yes" | "是")),
            subject,
        }
    }

    pub(crate) fn in_path(&self) -> bool {
        self.subject.starts_with("path.")
    }

    /// Whether the address has a placeholder for it.
    pub(crate) fn in_address(&self) -> bool {
        let (line, cell) = crate::facts::path_place(self.page);
        let placeholder = format!("{{{}}}", self.name);
        self.page.lines[line].cells[cell].contains(&placeholder)
    }

    pub(crate) fn has_children(&self) -> bool {
        let inside = [format!("{}.", self.subject), format!("{}[].", self.subject)];
        (0..self.page.lines.len())
            .filter_map(|it| self.page.subject(it))
            .any(|it| inside.iter().any(|prefix| it.starts_with(prefix)))
    }

    /// The page with another text in one cell.
    fn with(&self, column: &str, text: &str) -> (Page, usize) {
        let cell = self.page.column(self.line, column).expect("column");
        let mut page = self.page.clone();
        text.clone_into(&mut page.lines[self.line].cells[cell]);
        (page, cell)
    }

    pub(crate) fn mutation(&self, what: &str, page: Page, expected: Option<Expected>) -> Mutation {
        Mutation {
            what: format!("{}: {what}", self.subject),
            examples: changed_examples(self.page, &page),
            page,
            expected,
            doubt: false,
        }
    }

    pub(crate) fn expected(&self, kind: &str, old: Text, new: Text, cell: usize) -> Expected {
        Expected {
            kind: kind.to_owned(),
            subject: self.subject.clone(),
            old,
            new,
            at: Some((self.line, cell)),
        }
    }

    /// Another name, everywhere on the page and in the table only.
    fn name(&self, out: &mut Vec<Mutation>) {
        let snake = self.name.contains('_') || self.name.to_lowercase() == self.name;
        let renamed = match (self.name.contains('-'), snake) {
            (true, _) => format!("{}-New", self.name),
            (_, true) => format!("{}_new", self.name),
            (_, false) => format!("{}New", self.name),
        };
        let (table_only, cell) = self.with("name", &renamed);
        let subject = |name: &str| {
            let (outer, _) = self.subject.rsplit_once('.').expect("section");
            format!("{outer}.{name}")
        };
        let last = |subject: &str| {
            let (_, name) = subject.rsplit_once('.').expect("section");
            name.to_owned()
        };
        let expected = Expected {
            subject: subject(&renamed),
            ..self.expected(
                if self.request { "P06" } else { "R06" },
                Text::Is(last(&self.subject)),
                Text::Is(last(&subject(&renamed))),
                cell,
            )
        };
        let mut everywhere = table_only.clone();
        crate::edits::replace_name(&mut everywhere, self.request, &self.name, &renamed);
        let mut expected_everywhere = expected.clone();
        if self.in_path() {
            let url = |page: &Page| crate::facts::path(page);
            expected_everywhere = Expected {
                kind: "E07".to_owned(),
                subject: String::new(),
                old: Text::Is(url(self.page)),
                new: Text::Is(url(&everywhere)),
                at: Some(crate::facts::path_place(&everywhere)),
            };
        }
        out.push(self.mutation("renamed", everywhere, Some(expected_everywhere)));
        // The address still has the old name, so the new one is another parameter.
        let expected = if self.in_address() {
            Expected {
                kind: if self.required == Some(true) {
                    "P02"
                } else {
                    "P01"
                }
                .to_owned(),
                subject: table_only.subject(self.line).expect("a row has a name"),
                old: Text::None,
                new: Text::Starts(self.neutral.to_owned()),
                ..expected
            }
        } else {
            expected
        };
        let mut in_table = self.mutation("renamed in the table only", table_only, Some(expected));
        in_table.doubt = true;
        out.push(in_table);
    }

    fn kind(&self, out: &mut Vec<Mutation>) {
        let word = self.page.cell(self.line, "type").unwrap_or_default();
        let shown = |word: &str| {
            let lower = word.chars().all(|c| !c.is_uppercase());
            if lower {
                word.to_lowercase()
            } else {
                word.to_owned()
            }
        };
        let others: &[(&str, &str)] = match self.neutral {
            "string" => &[("Integer", "integer"), ("Boolean", "boolean")],
            "integer" => &[("String", "string"), ("Float", "number")],
            "number" | "boolean" => &[("Integer", "integer"), ("String", "string")],
            _ => &[("String", "string")],
        };
        let enumerated = self.enumerated();
        for (other, neutral) in others {
            let lower = word.chars().all(|c| !c.is_uppercase());
            let other = if lower {
                shown(&other.to_lowercase())
            } else {
                (*other).to_owned()
            };
            let (page, cell) = self.with("type", &other);
            let kind = match (self.neutral, *neutral, self.request) {
                ("integer", "string", _) if enumerated => "V12",
                ("integer", "number", _) => "R14",
                ("number", "integer", _) => "R15",
                ("boolean", "integer", _) => "R18",
                ("object", ..) => "R22",
                ("array", _, true) => "P14",
                ("array", _, false) => "R20",
                (_, "string", true) => "P10",
                (_, "string", false) => "R16",
                (_, _, true) => "P11",
                (_, _, false) => "R17",
            };
            let expected = self.expected(
                kind,
                Text::Starts(self.neutral.to_owned()),
                Text::Is((*neutral).to_owned()),
                cell,
            );
            out.push(self.mutation(&format!("type {other}"), page, Some(expected)));
        }
    }

    /// Whether the description lists values.
    fn enumerated(&self) -> bool {
        let text = self.page.cell(self.line, "description").unwrap_or_default();
        ["1:", "1：", "values:", "取值"]
            .iter()
            .any(|it| text.contains(it))
    }

    fn required(&self, out: &mut Vec<Mutation>) {
        let Some(required) = self.required else {
            return;
        };
        let word = match (required, chinese(self.page)) {
            (false, false) => "Yes",
            (true, false) => "No",
            (false, true) => "是",
            (true, true) => "否",
        };
        let (page, cell) = self.with("required", word);
        let kind = if required { "P18" } else { "P17" };
        let (old, new) = (required.to_string(), (!required).to_string());
        // A spec leaves out what is optional.
        let expected = self.expected(kind, Text::Is(old), Text::Is(new), cell);
        out.push(self.mutation(&format!("required {word}"), page, Some(expected)));
    }

    /// Sentences at the end of the description.
    fn description(&self, out: &mut Vec<Mutation>) {
        let chinese = chinese(self.page);
        let text = self.page.cell(self.line, "description").unwrap_or_default();
        let add = |en: &str, zh: &str| {
            let more = if chinese {
                format!("{text}{zh}")
            } else {
                format!("{text} {en}")
            };
            let (page, cell) = self.with("description", &more);
            (
                page,
                cell,
                if chinese {
                    zh.to_owned()
                } else {
                    en.to_owned()
                },
            )
        };
        let (page, ..) = add("Shown in the console.", "可在控制台查看。");
        out.push(self.mutation("a sentence without a fact", page, None));
        let (page, cell, _) = add("This field is deprecated.", "该字段已废弃。");
        let kind = if self.request { "P30" } else { "R49" };
        let expected = self.expected(kind, Text::None, Text::Starts(String::new()), cell);
        out.push(self.mutation("deprecated", page, Some(expected)));
        if self.request && self.required == Some(false) {
            let (page, cell, _) = add(
                "Required when the night mode is on.",
                "当开启夜间模式时必填。",
            );
            let expected = self.expected(
                "P19",
                Text::Is("false".to_owned()),
                Text::Starts(String::new()),
                cell,
            );
            out.push(self.mutation("required under a condition", page, Some(expected)));
        } else if !self.request {
            let (page, cell, _) = add(
                "Returned only when the night mode is on.",
                "仅当开启夜间模式时返回。",
            );
            let expected = self.expected("R43", Text::None, Text::Starts(String::new()), cell);
            out.push(self.mutation("sent under a condition", page, Some(expected)));
        }
    }
}

/// The neutral type behind a word.
fn neutral(word: &str) -> &'static str {
    let word = word.to_lowercase();
    match word.as_str() {
        "string" => "string",
        "integer" | "long" => "integer",
        "float" | "number" => "number",
        "boolean" => "boolean",
        "object" => "object",
        _ if word.contains("array") || word.contains("数组") => "array",
        _ => panic!("a type that is not known here: {word}"),
    }
}
