//! A parameter or field as an entry of a spec.

use super::{
    node::{Entry, Node},
    tree::{Leaf, Side},
    types::is_integer,
};
use crate::{
    model::{Fact, Format, In, Kind, Literal, Unit, millis_of},
    yaml::{Plain, TODO, plain},
};

/// The type of a field as a spec has it.
#[derive(Debug, Default)]
pub(super) struct Typed {
    /// As written.
    pub(super) ty: String,
    unit: Option<String>,
    is_json: bool,
    /// Whether a number is sent as text.
    as_text: bool,
    /// Whether values of it are texts.
    is_text: bool,
    /// What a person should know who decides.
    pub(super) notes: Vec<String>,
}

/// The type of a field. `named` is that of its object or enum, `counted` whether it counts pages.
pub(super) fn type_of(leaf: &Leaf<'_>, named: Option<&str>, counted: bool) -> Typed {
    let field = leaf.field;
    let kind = field.kind.as_ref().map(|it| it.value);
    let mut typed = Typed::default();
    let (lists, kind) = if leaf.children.is_empty() {
        match kind {
            Some(Kind::Array) => (1, field.items),
            kind => (0, kind),
        }
    } else {
        if let Some(kind) = kind
            && !matches!(kind, Kind::Object | Kind::Array)
        {
            typed.notes.push(format!(
                "the page calls it {}, and describes fields in it",
                kind.as_str()
            ));
        }
        let array = usize::from(kind == Some(Kind::Array));
        (leaf.lists.max(array), Some(Kind::Object))
    };
    let base = match (named, kind) {
        (Some(name), _) => {
            let is_enum = leaf.children.is_empty() && !field.values.is_empty();
            typed.is_text = is_enum && !is_integer(leaf);
            if let Some(unit) = &field.unit {
                typed.unit = Some(unit.value.as_str().to_owned());
            }
            name
        }
        (None, Some(Kind::Object)) => {
            typed.is_json = true;
            "json"
        }
        (None, Some(Kind::Boolean)) => "bool",
        (None, Some(Kind::Array)) => {
            typed.notes.push("a list of lists".to_owned());
            "[TODO]"
        }
        (None, Some(kind)) => scalar_type(leaf, kind, counted, &mut typed),
        (None, None) if field.format.as_ref().map(|it| it.value) == Some(Format::Url) => {
            typed.is_text = true;
            "url"
        }
        (None, None) => {
            if let Some(unit) = &field.unit {
                typed.unit = Some(unit.value.as_str().to_owned());
            }
            TODO
        }
    };
    typed.ty = format!("{}{base}{}", "[".repeat(lists), "]".repeat(lists));
    typed.is_text &= lists == 0;
    typed
}

/// The type of a string or a number, by what it stands for.
fn scalar_type(leaf: &Leaf<'_>, kind: Kind, counted: bool, typed: &mut Typed) -> &'static str {
    let format = leaf.field.format.as_ref().map(|it| it.value);
    let unit = leaf.field.unit.as_ref().map(|it| &it.value);
    let measured = match (format, unit) {
        (Some(Format::Instant), Some(Unit::Seconds)) => Some("unix_seconds"),
        (Some(Format::Instant), Some(Unit::Milliseconds)) => Some("unix_millis"),
        (Some(Format::Duration) | None, Some(Unit::Seconds)) => Some("seconds"),
        (Some(Format::Duration) | None, Some(Unit::Milliseconds)) => Some("millis"),
        (Some(Format::Size) | None, Some(Unit::Bytes)) | (Some(Format::Size), None) => {
            Some("bytes")
        }
        _ => None,
    };
    let other = unit.map(|it| it.as_str().to_owned());
    match (kind, measured) {
        (Kind::Integer, Some(measured)) => measured,
        // Without a unit, the size of a text is that of the text.
        (Kind::String, Some(measured)) if unit.is_some() => {
            typed.as_text = true;
            measured
        }
        (Kind::Integer, None) => {
            if unit.is_none() && matches!(format, Some(Format::Instant | Format::Duration)) {
                typed.notes.push("a time of unknown unit".to_owned());
                return TODO;
            }
            typed.unit = other;
            if counted { "u32" } else { "i64" }
        }
        (Kind::Number, _) => {
            typed.unit = other;
            "f64"
        }
        _ => {
            typed.is_text = true;
            typed.unit = other;
            if format == Some(Format::Url) {
                "url"
            } else {
                "string"
            }
        }
    }
}

/// The keys of a field, in the order of the format, without those that its section does not have.
pub(super) fn entries(leaf: &Leaf<'_>, typed: &Typed) -> Vec<Entry> {
    let field = leaf.field;
    let is_parameter = leaf.parent.is_none() && leaf.side != Side::Response;
    let mut out = vec![Entry::new("type", Node::raw(&typed.ty))];
    let mut add = |key: &str, node: Option<Node>| {
        out.extend(node.map(|node| Entry::new(key, node)));
    };
    let text = |it: &Fact<String>| filled(&it.value).map(Node::text);
    let value =
        |it: &Option<Fact<Literal>>| it.as_ref().map(|it| literal(&it.value, typed.is_text));
    if !is_parameter {
        let names: Vec<_> = field.also.iter().map(|it| &it.value).collect();
        add("also", (!names.is_empty()).then(|| Node::texts(names)));
    }
    if leaf.side == Side::Response {
        let always = field.always.as_ref().is_some_and(|it| it.value);
        add("presence", always.then(|| Node::raw("always")));
        let when = field.when.as_ref().filter(|_| !always);
        add("when", when.and_then(text));
    } else {
        add("required", required(leaf));
    }
    add("default", value(&field.default));
    if is_parameter {
        add("value", value(&field.value));
    }
    add("min", value(&field.min));
    add("max", value(&field.max));
    add(
        "min_length",
        field.min_length.as_ref().map(|it| Node::raw(it.value)),
    );
    add(
        "max_length",
        field.max_length.as_ref().map(|it| Node::raw(it.value)),
    );
    add("wire", typed.as_text.then(|| Node::raw("string")));
    add(
        "unit",
        typed.unit.as_deref().and_then(filled).map(Node::text),
    );
    add("sensitive", field.sensitive.then(|| Node::raw(true)));
    if !is_parameter {
        add(
            "expires",
            field.expires.as_ref().map(|it| match millis_of(&it.value) {
                Some(1..) => Node::text(it.value.trim()),
                _ => Node::todo(),
            }),
        );
    }
    add("reason", typed.is_json.then(Node::todo));
    add("term", field.term.as_ref().and_then(text));
    add("doc", Some(Node::todo()));
    add(
        "deprecated",
        field.deprecated.as_ref().map(|_| Node::todo()),
    );
    out
}

/// What the page says of a field and no key of its section can hold.
pub(super) fn asides(leaf: &Leaf<'_>) -> Vec<String> {
    let field = leaf.field;
    let is_parameter = leaf.parent.is_none() && leaf.side != Side::Response;
    let always = field.always.as_ref().is_some_and(|it| it.value);
    let mut out = Vec::new();
    let mut note = |key: &str, fact: Option<(u32, &str)>| {
        if let Some((line, text)) = fact {
            out.push(super::comment::quote(line, &format!("{key}: {text}")));
        }
    };
    let said = |it: &'_ Fact<String>| (it.at.line, it.value.clone());
    let deprecated = field.deprecated.as_ref().map(said);
    note(
        "deprecated",
        deprecated.as_ref().map(|(at, it)| (*at, it.as_str())),
    );
    let expires = field.expires.as_ref().map(said);
    let readable = expires
        .as_ref()
        .is_some_and(|(_, it)| matches!(millis_of(it), Some(1..)));
    if is_parameter || !readable {
        note(
            "expires",
            expires.as_ref().map(|(at, it)| (*at, it.as_str())),
        );
    }
    if is_parameter {
        for it in &field.also {
            note("also", Some((it.at.line, &it.value)));
        }
    } else if let Some(it) = &field.value {
        note(
            "value",
            Some((it.at.line, &crate::fit::literal_text(&it.value))),
        );
    }
    let conditions = if leaf.side == Side::Response {
        [
            ("when", field.when.as_ref().filter(|_| always)),
            ("required", field.required_when.as_ref()),
        ]
    } else {
        let when = field.required_when.as_ref();
        [
            ("when", field.when.as_ref()),
            ("required", when.filter(|_| field.required.is_some())),
        ]
    };
    for (key, it) in conditions {
        if let Some(it) = it {
            note(key, Some((it.at.line, &it.value)));
        }
    }
    out
}

fn required(leaf: &Leaf<'_>) -> Option<Node> {
    let field = leaf.field;
    match (&field.required, &field.required_when) {
        (Some(it), _) if it.value => Some(Node::raw(true)),
        (Some(_), _) => field.default.is_some().then(|| Node::raw(false)),
        (None, Some(when)) => {
            let when = when.value.trim();
            Some(if when.starts_with("when ") {
                Node::text(when)
            } else {
                Node::text(format!("when {when}"))
            })
        }
        // What nobody can set need not be set.
        (None, None) if field.value.is_some() && leaf.side != Side::Param(In::Path) => None,
        (None, None) => Some(Node::todo()),
    }
}

/// A literal; `as_text` if the type wants texts.
pub(super) fn literal(literal: &Literal, as_text: bool) -> Node {
    match literal {
        Literal::List(items) => {
            let items = items
                .iter()
                .map(|it| Entry::item(self::literal(it, as_text)));
            Node::List(items.collect(), false)
        }
        Literal::Int(text) if !as_text && plain(text) == Plain::Int => Node::raw(text),
        Literal::Float(text) if !as_text && plain(text) == Plain::Float => Node::raw(text),
        Literal::Bool(value) if !as_text => Node::raw(value),
        other => Node::text(crate::fit::literal_text(other)),
    }
}

/// A text that says something.
pub(super) fn filled(text: &str) -> Option<&str> {
    let text = text.trim_end();
    (!text.is_empty()).then_some(text)
}
