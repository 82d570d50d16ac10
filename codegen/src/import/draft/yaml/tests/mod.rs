//! Drafts as text: exact ones, and ones that have to be read back as they were.

mod exact;
mod hostile;

use crate::model::{At, Fact, Field, In, Kind, Literal};

fn at(line: u32) -> At {
    At { file: 0, line }
}

fn fact<T>(line: u32, value: T) -> Fact<T> {
    Fact::new(value, at(line))
}

fn text<T: From<Fact<String>>>(line: u32, value: &str) -> T {
    fact(line, value.to_owned()).into()
}

fn int<T: From<Fact<Literal>>>(line: u32, digits: &str) -> T {
    fact(line, Literal::Int(digits.to_owned())).into()
}

fn field(line: u32, path: &str, kind: Kind) -> Field {
    Field {
        at: at(line),
        path: path.to_owned(),
        kind: Some(fact(line, kind)),
        ..Field::default()
    }
}

fn param(line: u32, location: In, path: &str, kind: Kind) -> Field {
    Field {
        location: Some(location),
        ..field(line, path, kind)
    }
}
