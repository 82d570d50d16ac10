//! Values that tables of their own list.

use crate::{
    import::{DoubtKind, page::Text},
    model::{At, Field, Kind, Literal, Operation, Value},
};

use super::{
    doubts::Doubts,
    field,
    gather::{Listed, short},
    names,
    table::identifier,
};

/// Gives listed values to the field that the text above their table names.
pub(super) fn attach(listed: Vec<Listed>, operation: &mut Operation, doubts: &mut Doubts) {
    for Listed { announced, values } in listed {
        let words: Vec<&str> = announced
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .filter(|word| word.len() > 1)
            .collect();
        let named = |it: &Field| {
            let name = it.path.rsplit('.').next().unwrap_or_default();
            words.contains(&name) && it.values.is_empty()
        };
        let mut fields: Vec<&mut Field> = operation
            .params
            .iter_mut()
            .chain(operation.response.iter_mut())
            .filter(|it| named(it))
            .collect();
        if fields.is_empty() {
            for (value, meaning) in &values {
                let meaning = meaning.as_ref().map_or("", |it| it.text.as_str());
                doubts.add(
                    value.line,
                    DoubtKind::NotRead,
                    format!(
                        "the value `{}` ({}) belongs to no known field",
                        short(&value.text),
                        short(meaning)
                    ),
                    "",
                );
            }
            continue;
        }
        for field in &mut fields {
            let kind = field.kind.as_ref().map(|it| it.value);
            let subject = field.subject();
            for (value, meaning) in &values {
                match literal(kind, &value.text) {
                    Some(wire) => field.values.push(Value {
                        at: At {
                            file: 0,
                            line: value.line,
                        },
                        name: name_of(&wire, meaning.as_ref()),
                        wire,
                        term: meaning.as_ref().map(|it| it.text.clone()),
                    }),
                    None => doubts.add(
                        value.line,
                        DoubtKind::NotRead,
                        format!("`{}` is no value of this type", short(&value.text)),
                        &subject,
                    ),
                }
            }
        }
    }
}

fn literal(kind: Option<Kind>, text: &str) -> Option<Literal> {
    field::literal(
        kind.filter(|it| !matches!(it, Kind::Array | Kind::Object)),
        text,
    )
}

/// A name in snake case, if wire or meaning are words.
fn name_of(wire: &Literal, meaning: Option<&Text>) -> String {
    let text = match wire {
        Literal::Text(text)
            if identifier(text) && text.bytes().any(|b| b.is_ascii_alphabetic()) =>
        {
            text.as_str()
        }
        _ => meaning
            .map(|it| it.text.as_str())
            .filter(|it| it.is_ascii() && it.split_whitespace().count() <= 4)
            .unwrap_or_default(),
    };
    let name = names::snake(text);
    if name.starts_with("call_") {
        String::new()
    } else {
        name
    }
}
