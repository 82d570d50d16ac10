//! Rows of parameters and fields that come and go.

use crate::{
    change::{Expected, Mutation, Text, chinese},
    edits::remove_name,
    page::Kind,
    rows::Row,
};

impl Row<'_> {
    /// The row and what the examples have of it.
    pub(crate) fn removed(&self, out: &mut Vec<Mutation>) {
        if self.in_path() || self.has_children() {
            return;
        }
        let mut page = self.page.clone();
        page.lines.remove(self.line);
        let table_only = page.clone();
        remove_name(&mut page, &self.name);
        let kind = if !self.request {
            "R04"
        } else if self.required == Some(true) {
            "P05"
        } else {
            "P04"
        };
        let expected = Expected {
            at: None,
            ..self.expected(kind, Text::Starts(self.neutral.to_owned()), Text::None, 0)
        };
        out.push(self.mutation("removed", page, Some(expected.clone())));
        // What the address still has is still documented.
        let expected = (!self.in_address()).then_some(expected);
        let mut in_table = self.mutation("removed from the table only", table_only, expected);
        in_table.doubt = true;
        out.push(in_table);
    }

    /// A row behind it, of a field that may be left out and of one that may not.
    pub(crate) fn added(&self, out: &mut Vec<Mutation>) {
        let chinese = chinese(self.page);
        let Kind::Row(number) = self.page.lines[self.line].kind else {
            return;
        };
        let lower = self
            .page
            .cell(self.line, "type")
            .is_some_and(|it| it.to_lowercase() == it);
        let requirements: &[Option<bool>] = match self.required {
            Some(_) if self.in_path() && self.page.cell(self.line, "location").is_none() => &[],
            Some(_) => &[Some(false), Some(true)],
            None => &[None],
        };
        for required in requirements {
            let mut page = self.page.clone();
            let mut line = page.lines[self.line].clone();
            line.cells = page.tables[number]
                .columns
                .iter()
                .map(|column| {
                    match (column.as_str(), chinese) {
                        ("name", _) => "extra_flag",
                        ("type", _) if lower => "boolean",
                        ("type", _) => "Boolean",
                        ("location", _) => "query",
                        ("required", false) if *required == Some(true) => "Yes",
                        ("required", false) => "No",
                        ("required", true) if *required == Some(true) => "是",
                        ("required", true) => "否",
                        ("description", false) => "Another flag.",
                        ("description", true) => "附加标志。",
                        _ => "",
                    }
                    .to_owned()
                })
                .collect();
            page.lines.insert(self.line + 1, line);
            let subject = page.subject(self.line + 1).expect("a row has a name");
            let kind = match required {
                None => "R01",
                Some(false) => "P01",
                Some(true) => "P02",
            };
            let expected = Expected {
                kind: kind.to_owned(),
                subject,
                old: Text::None,
                new: Text::Starts("boolean".to_owned()),
                at: Some((self.line + 1, 0)),
            };
            out.push(self.mutation("a row behind it", page, Some(expected)));
        }
    }
}
