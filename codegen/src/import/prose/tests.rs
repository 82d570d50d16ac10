//! What is read from invented sentences; expectations are written by hand.

mod cells;
mod facts;
mod remarks;
mod values;

use super::{About, Said, read};
use crate::model::{At, Kind, Literal};

/// What is said of a parameter.
fn asked(name: &str, kind: Option<Kind>, text: &str) -> Said {
    said(name, kind, false, text)
}

/// What is said of a field of the answer.
fn answered(name: &str, kind: Option<Kind>, text: &str) -> Said {
    said(name, kind, true, text)
}

fn said(name: &str, kind: Option<Kind>, answer: bool, text: &str) -> Said {
    let at = At { file: 0, line: 10 };
    let about = About {
        name,
        kind,
        answer,
        at,
    };
    read(about, text)
}

const INT: Option<Kind> = Some(Kind::Integer);
const TEXT: Option<Kind> = Some(Kind::String);
const BOOL: Option<Kind> = Some(Kind::Boolean);
const LIST: Option<Kind> = Some(Kind::Array);

fn int(value: i64) -> Literal {
    Literal::Int(value.to_string())
}

fn text(value: &str) -> Literal {
    Literal::Text(value.to_owned())
}
