//! A row becomes a parameter or a field, its sentences become facts.

use crate::{
    import::{
        DoubtKind,
        cells::RequiredSaid,
        page::Text,
        prose::{self, About, Said},
    },
    model::{At, Fact, Field, Format, In, Kind, Literal, Unit},
};

use super::{
    doubts::Doubts,
    table::{FieldRow, Needed},
    tree::Placed,
};

/// Where the fields of a side of the call stand.
#[derive(Clone, Copy)]
pub(super) struct Side {
    /// `None` in the answer.
    pub(super) location: Option<In>,
    /// Whether the table has a column that says what is required.
    pub(super) has_required: bool,
}

/// What a description says beyond its field: limits of the call.
#[derive(Default)]
pub(super) struct Beyond {
    pub(super) windows: Vec<(String, Fact<u64>)>,
    pub(super) success: Vec<(String, Fact<Literal>)>,
    pub(super) rates: Vec<Fact<crate::model::Rate>>,
    pub(super) conditions: Vec<Condition>,
}

/// A sentence about when other fields are sent.
pub(super) struct Condition {
    pub(super) when: String,
    /// The words for the other fields.
    pub(super) fields: String,
    pub(super) sentence: String,
    pub(super) line: u32,
    pub(super) subject: String,
}

fn at(line: u32) -> At {
    At { file: 0, line }
}

/// Makes a field of a row at its place.
pub(super) fn field(
    placed: &Placed<'_>,
    side: Side,
    doubts: &mut Doubts,
    beyond: &mut Beyond,
) -> Field {
    let mut field = Field {
        path: placed.path.clone(),
        location: side.location,
        ..Field::default()
    };
    let subject = field.subject();
    let line = placed
        .row
        .map(|row| row.line)
        .or(placed.leaf.map(|leaf| leaf.line))
        .unwrap_or(0);
    field.at = at(line);
    if let Some(guess) = &placed.guess {
        doubts.add(line, DoubtKind::Guess, guess.clone(), &subject);
    }
    let Some(row) = placed.row else {
        from_example(&mut field, placed);
        return field;
    };
    kind_of(&mut field, placed, row, doubts, &subject);
    let kind = field.kind.as_ref().map(|it| it.value);
    let name = placed.path.rsplit('.').next().unwrap_or_default();
    let about = About {
        name,
        kind,
        answer: side.location.is_none(),
        at: field.at,
    };
    if let Some(text) = &row.text {
        let about = About {
            at: at(text.line),
            ..about
        };
        let mut said = prose::read(about, &text.text);
        if row.one_line {
            for value in &mut said.values {
                value.at.line = text.line;
            }
        }
        for guess in &said.guesses {
            doubts.add(text.line, DoubtKind::Guess, guess.clone(), &subject);
        }
        for (when, fields) in &said.when_of {
            let about = said.unread.iter().find(|it| it.contains(when.as_str()));
            beyond.conditions.push(Condition {
                when: when.clone(),
                fields: fields.clone(),
                sentence: about.cloned().unwrap_or_default(),
                line: text.line,
                subject: subject.clone(),
            });
        }
        let elsewhere = |sentence: &String| {
            said.when_of
                .iter()
                .any(|(when, _)| sentence.contains(when.as_str()))
        };
        for sentence in said.unread.iter().filter(|it| !elsewhere(it)) {
            doubts.add(
                text.line,
                DoubtKind::NotRead,
                format!("this may hold a rule that is not in the draft: `{sentence}`"),
                &subject,
            );
        }
        field.text = Some(Fact::new(text.text.clone(), at(text.line)));
        take(&mut field, said, text.line, &subject, beyond);
    }
    extra_columns(&mut field, row, about, doubts, &subject);
    required(&mut field, row, side, doubts, &subject);
    settle_kind(&mut field, placed, row, doubts, &subject);
    if let Some(odd) = &row.odd_type {
        doubts.add(
            odd.line,
            DoubtKind::NotRead,
            format!("`{}` is not known as a type", odd.text),
            &subject,
        );
    }
    field
}

/// A field that no row describes.
fn from_example(field: &mut Field, placed: &Placed<'_>) {
    match placed.leaf {
        Some(leaf) => {
            field.kind = (!leaf.null_only).then(|| Fact::new(leaf.kind, field.at));
            field.items = leaf.items;
        }
        None => field.kind = Some(Fact::new(Kind::Object, field.at)),
    }
}

fn kind_of(
    field: &mut Field,
    placed: &Placed<'_>,
    row: &FieldRow,
    doubts: &mut Doubts,
    subject: &str,
) {
    if let Some((said, line)) = &row.ty {
        field.kind = Some(Fact::new(said.kind, at(*line)));
        field.items = said.items;
        field.object.clone_from(&said.object);
        field.max_length = said.max_length.map(|most| Fact::new(most, at(*line)));
        return;
    }
    if let Some(leaf) = placed.leaf.filter(|leaf| !leaf.null_only) {
        field.kind = Some(Fact::new(leaf.kind, at(row.line)));
        field.items = leaf.items;
        if row.odd_type.is_none() {
            doubts.add(
                row.line,
                DoubtKind::Guess,
                format!(
                    "the page names no type; the example has {}",
                    leaf.kind.noun()
                ),
                subject,
            );
        }
    }
}

/// What prose says about a field.
fn take(field: &mut Field, said: Said, line: u32, subject: &str, beyond: &mut Beyond) {
    let here = at(line);
    let fact = |literal: Literal| Fact::new(literal, here);
    field.term = said.term.map(|term| Fact::new(term, here));
    field.values = said.values;
    field.default = said.default.map(fact);
    field.value = said.fixed.map(fact);
    field.min = said.min.map(fact);
    field.max = said.max.map(fact);
    field.min_length = said.min_length.map(|it| Fact::new(it, here));
    field.max_length = said
        .max_length
        .map(|it| Fact::new(it, here))
        .or_else(|| field.max_length.take());
    field.unit = said.unit.map(|it| Fact::new(it, here));
    field.format = said.format.map(|it| Fact::new(it, here));
    field.required = said.required.map(|it| Fact::new(it, here));
    field.required_when = said.required_when.map(|it| Fact::new(it, here));
    field.when = said.when.map(|it| Fact::new(it, here));
    field.always = said.always.map(|it| Fact::new(it, here));
    field.expires = said.expires.map(|it| Fact::new(it, here));
    field.deprecated = said.deprecated.map(|it| Fact::new(it, here));
    if let Some(window) = said.window_millis {
        beyond
            .windows
            .push((field.path.clone(), Fact::new(window, here)));
    }
    if let Some(success) = said.success {
        beyond.success.push((
            subject.trim_start_matches("response.").to_owned(),
            Fact::new(success, here),
        ));
    }
    beyond
        .rates
        .extend(said.rates.into_iter().map(|rate| Fact::new(rate, here)));
}

/// Columns of their own for defaults, ranges, lengths and examples.
fn extra_columns(
    field: &mut Field,
    row: &FieldRow,
    about: About<'_>,
    doubts: &mut Doubts,
    subject: &str,
) {
    let not_read = |doubts: &mut Doubts, text: &Text, what: &str| {
        let reason = format!("`{}` was not understood as {what}", text.text);
        doubts.add(text.line, DoubtKind::NotRead, reason, subject);
    };
    if let Some(text) = &row.default {
        let literal = literal(field.kind.as_ref().map(|it| it.value), &text.text);
        match literal {
            Some(literal) => field.default = Some(Fact::new(literal, at(text.line))),
            None => not_read(doubts, text, "a default"),
        }
    }
    for (text, label, what) in [
        (&row.range, "取值范围:", "a range or a list of values"),
        (&row.length, "长度:", "a length"),
    ] {
        let Some(text) = text else { continue };
        let length = (what == "a length")
            .then(|| text.text.parse::<u64>().ok())
            .flatten();
        if let Some(most) = length {
            field.max_length = Some(Fact::new(most, at(text.line)));
            continue;
        }
        let here = at(text.line);
        let about = About { at: here, ..about };
        let said = prose::read(about, &format!("{label}{}", text.text));
        let before = (
            field.min.clone(),
            field.max.clone(),
            field.min_length.clone(),
            field.max_length.clone(),
        );
        if let Some(min) = said.min {
            field.min = Some(Fact::new(min, here));
        }
        if let Some(max) = said.max {
            field.max = Some(Fact::new(max, here));
        }
        if let Some(min) = said.min_length {
            field.min_length = Some(Fact::new(min, here));
        }
        if let Some(max) = said.max_length {
            field.max_length = Some(Fact::new(max, here));
        }
        let listed = !said.values.is_empty();
        if listed && field.values.is_empty() {
            field.values = said.values;
        }
        let after = (
            field.min.clone(),
            field.max.clone(),
            field.min_length.clone(),
            field.max_length.clone(),
        );
        if before == after && !listed {
            not_read(doubts, text, what);
        }
    }
    if let Some(text) = &row.example {
        // The sample value of a cell stays beside the description.
        let note = format!("e.g. {}", text.text);
        match &mut field.text {
            Some(known) => {
                known.value.push('\n');
                known.value.push_str(&note);
            }
            None => field.text = Some(Fact::new(note, at(text.line))),
        }
    }
}

/// A cell as a value of a type.
pub(super) fn literal(kind: Option<Kind>, text: &str) -> Option<Literal> {
    let text = text.trim().trim_matches(['`', '"', '\'', '“', '”']);
    let whole = {
        let digits = text.strip_prefix('-').unwrap_or(text);
        !digits.is_empty() && digits.len() < 20 && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let boolean = match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    };
    match kind {
        Some(Kind::Integer) => whole.then(|| Literal::Int(text.to_owned())),
        Some(Kind::Number) | None if whole => Some(Literal::Int(text.to_owned())),
        Some(Kind::Number) => text
            .parse::<f64>()
            .is_ok_and(f64::is_finite)
            .then(|| Literal::Float(text.to_owned())),
        Some(Kind::Boolean) => boolean.map(Literal::Bool),
        Some(Kind::String) => {
            let word = !text.is_empty() && text.chars().count() <= 60 && !text.contains('\n');
            word.then(|| Literal::Text(text.to_owned()))
        }
        Some(Kind::Object | Kind::Array) => None,
        None => boolean
            .map(Literal::Bool)
            .or_else(|| super::table::identifier(text).then(|| Literal::Text(text.to_owned()))),
    }
}

fn required(field: &mut Field, row: &FieldRow, side: Side, doubts: &mut Doubts, subject: &str) {
    if side.location.is_none() {
        // A column of an answer says whether a field is always there.
        field.required = None;
        field.required_when = None;
        match row.needed {
            Needed::Said(RequiredSaid::Yes, line) => field.always = Some(Fact::new(true, at(line))),
            Needed::Lost => doubts.target(row.line, subject),
            _ => {}
        }
        return;
    }
    field.when = None;
    field.always = None;
    if let Some(odd) = &row.odd_needed {
        doubts.add(
            odd.line,
            DoubtKind::NotRead,
            format!("`{}` does not say whether it is required", odd.text),
            subject,
        );
    }
    match row.needed {
        Needed::Said(RequiredSaid::Yes, line) => {
            contradict(field, true, line, doubts, subject);
            field.required = Some(Fact::new(true, at(line)));
        }
        Needed::Said(RequiredSaid::No, line) => {
            contradict(field, false, line, doubts, subject);
            field.required = Some(Fact::new(false, at(line)));
        }
        Needed::Said(RequiredSaid::Conditional, line) => {
            field.required = None;
            if field.required_when.is_none() {
                field.required_when = row.condition.as_ref().and_then(condition);
            }
            if field.required_when.is_none() {
                let reason =
                    "required under a condition that was not found in its description".to_owned();
                doubts.add(line, DoubtKind::NotRead, reason, subject);
            }
        }
        Needed::Lost => doubts.target(row.line, subject),
        Needed::Silent | Needed::Unmarked
            if field.required.is_some() || field.required_when.is_some() => {}
        Needed::Unmarked => {
            field.required = Some(Fact::new(false, at(row.line)));
            let reason = "other rows are marked as required, this one is not".to_owned();
            doubts.add(row.line, DoubtKind::Guess, reason, subject);
        }
        Needed::Silent if field.location == Some(In::Path) => {
            field.required = Some(Fact::new(true, at(row.line)));
            let reason = "the path cannot be written without it, so it is required".to_owned();
            doubts.add(row.line, DoubtKind::Guess, reason, subject);
        }
        Needed::Silent => {
            let reason = if side.has_required {
                "the cell that says whether it is required is empty"
            } else {
                "the table has no column that says whether it is required"
            };
            doubts.add(row.line, DoubtKind::Missing, reason.to_owned(), subject);
        }
    }
}

/// The condition in a cell such as `Required if kind is 2`.
fn condition(cell: &Text) -> Option<Fact<String>> {
    let said = prose::read(About::default(), &cell.text);
    let when = said.required_when?;
    Some(Fact::new(when, at(cell.line)))
}

fn contradict(field: &Field, cell: bool, line: u32, doubts: &mut Doubts, subject: &str) {
    if field
        .required
        .as_ref()
        .is_some_and(|prose| prose.value != cell)
    {
        let (cell, prose) = if cell {
            ("required", "optional")
        } else {
            ("optional", "required")
        };
        doubts.add(
            line,
            DoubtKind::Contradiction,
            format!("the column calls it {cell}, its description calls it {prose}"),
            subject,
        );
    }
}

/// Narrows a type that leaves open whether a number is whole, and makes formats fit.
fn settle_kind(
    field: &mut Field,
    placed: &Placed<'_>,
    row: &FieldRow,
    doubts: &mut Doubts,
    subject: &str,
) {
    if field.kind.is_none() && row.odd_type.is_none() {
        let counted = field.unit.as_ref().is_some_and(|unit| {
            matches!(unit.value, Unit::Seconds | Unit::Milliseconds | Unit::Bytes)
        });
        let whole = [&field.default, &field.min, &field.max]
            .into_iter()
            .flatten()
            .any(|it| matches!(it.value, Literal::Int(_)));
        let sign = match (counted, whole) {
            (true, _) => Some("its unit is counted in whole numbers"),
            (false, true) => Some("its default and its limits are whole numbers"),
            _ => None,
        };
        let (kind, reason) = match sign {
            Some(sign) => {
                field.kind = Some(Fact::new(Kind::Integer, at(row.line)));
                let reason = format!("the page names no type; taken for an integer, as {sign}");
                (DoubtKind::Guess, reason)
            }
            None => (DoubtKind::Missing, "the page names no type".to_owned()),
        };
        doubts.add(row.line, kind, reason, subject);
    }
    let list = field
        .kind
        .as_ref()
        .is_some_and(|it| it.value == Kind::Array);
    if list && field.items.is_none() {
        // The table says `Array`; what is in it shows in the example alone.
        field.items = placed.leaf.and_then(|leaf| leaf.items);
    }
    let vague = row.ty.as_ref().is_some_and(|(said, _)| said.vague);
    if vague && let Some(kind) = field.kind.as_mut().filter(|it| it.value == Kind::Number) {
        let whole_unit = field.unit.as_ref().is_some_and(|unit| {
            matches!(unit.value, Unit::Seconds | Unit::Milliseconds | Unit::Bytes)
        });
        let whole_value = placed.leaf.is_some_and(|leaf| leaf.whole);
        if whole_unit || whole_value {
            kind.value = Kind::Integer;
            let sign = match (whole_unit, whole_value) {
                (true, true) => "its unit and the example are whole",
                (true, false) => "its unit is counted in whole numbers",
                _ => "the example is a whole number",
            };
            doubts.add(
                row.line,
                DoubtKind::Guess,
                format!("the type leaves open whether the number is whole; taken for an integer, as {sign}"),
                subject,
            );
        }
    }
    let number = field
        .kind
        .as_ref()
        .is_none_or(|kind| matches!(kind.value, Kind::Integer | Kind::Number));
    if !number
        && field
            .format
            .as_ref()
            .is_some_and(|it| matches!(it.value, Format::Duration | Format::Size))
    {
        field.format = None;
    }
}
