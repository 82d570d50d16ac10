//! Another YAML reader as a witness: both read every spec alike.

use std::path::Path;

use serde_yaml::Value;

use crate::{
    Sources,
    yaml::{self, Kind, Node, Plain, Style, plain},
};

fn value(node: &Node) -> Value {
    match &node.kind {
        Kind::Empty | Kind::Reported => Value::Null,
        Kind::List(items) => Value::Sequence(items.iter().map(value).collect()),
        Kind::Map(entries) => Value::Mapping(
            entries
                .iter()
                .map(|(key, node)| (scalar(&key.text, key.style), value(node)))
                .collect(),
        ),
        Kind::Scalar { text, style } => scalar(text, *style),
    }
}

fn scalar(text: &str, style: Style) -> Value {
    let text_value = || Value::String(text.to_owned());
    if style != Style::Plain {
        return text_value();
    }
    match plain(text) {
        Plain::Null => Value::Null,
        Plain::Bool(flag) => Value::Bool(flag),
        Plain::Int => text
            .parse::<i64>()
            .map_or_else(|_| text_value(), Value::from),
        Plain::Float => text
            .parse::<f64>()
            .map_or_else(|_| text_value(), Value::from),
        Plain::Text | Plain::Ambiguous => text_value(),
    }
}

#[test]
fn both_readers_agree_on_every_spec() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let (sources, found) = Sources::load(&folder, "specs").unwrap();
    assert!(found.is_empty());
    assert!(sources.files().len() > 10, "the specs are where they were");
    for (file, source) in (0..).zip(sources.files()) {
        let mut problems = Vec::new();
        let node = yaml::parse(file, &source.text, &mut problems).unwrap();
        assert!(problems.is_empty(), "{}", source.path);
        let other: Value = serde_yaml::from_str(&source.text).unwrap();
        assert_eq!(value(&node), other, "{}", source.path);
    }
}
