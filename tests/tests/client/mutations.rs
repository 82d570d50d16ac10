//! Answers that are almost as documented: the example with one thing changed.

use codegen::spec::{EnumKind, Field, Presence, Type};
use serde_json::{Value, json};

use crate::spec::{Documented, Shape};

/// What was changed, and what came of it.
pub(crate) struct Mutation {
    pub(crate) kind: &'static str,
    /// Where, as messages call it.
    pub(crate) path: String,
    /// JSON; kept as text, since not every number fits into a [`Value`].
    pub(crate) text: String,
    /// Whether every answer has the field; `None` for the whole answer and for entries of lists.
    pub(crate) is_always: Option<bool>,
}

/// Everything that is done to examples.
pub(crate) const KINDS: &[&str] = &[
    "another container",
    "boolean as number",
    "boolean as string",
    "empty list",
    "empty object",
    "empty string",
    "long id as number",
    "missing",
    "null",
    "number as string",
    "number out of range",
    "string as number",
    "unknown field",
    "unknown value",
];

/// A value inside an example.
struct Node {
    /// As messages call it.
    path: String,
    /// As `serde_json` finds it.
    pointer: String,
    /// The field that it is the value of; `None` for the whole answer and for entries of lists.
    field: Option<&'static Field>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Object,
    List,
    Bool,
    Number,
    Text,
    NumberEnum,
    TextEnum,
}

/// All values inside an answer, outermost first.
fn nodes(documented: Documented, answer: &Value) -> Vec<Node> {
    let mut walk = Walk {
        documented,
        nodes: vec![Node {
            path: String::new(),
            pointer: String::new(),
            field: None,
            kind: Kind::Object,
        }],
    };
    walk.members(&documented.operation.response, answer, "", "");
    walk.nodes
}

struct Walk {
    documented: Documented,
    nodes: Vec<Node>,
}

impl Walk {
    fn members(&mut self, fields: &'static [Field], value: &Value, path: &str, pointer: &str) {
        for (name, value) in value.as_object().expect("an object") {
            let field = fields
                .iter()
                .find(|field| field.wire_names().any(|known| known.value == *name))
                .unwrap_or_else(|| panic!("{name} is in the example and not in the spec"));
            let path = crate::reference::member(path, name);
            let pointer = format!("{pointer}/{name}");
            self.value(&field.ty.value, Some(field), value, &path, &pointer);
        }
    }

    fn value(
        &mut self,
        ty: &'static Type,
        field: Option<&'static Field>,
        value: &Value,
        path: &str,
        pointer: &str,
    ) {
        let shape = self.documented.shape(ty);
        let kind = match &shape {
            Shape::Object(_) | Shape::Map(_) => Kind::Object,
            Shape::List(_) => Kind::List,
            Shape::Enum(found) if found.of.value == EnumKind::Integer => Kind::NumberEnum,
            Shape::Enum(_) => Kind::TextEnum,
            Shape::Scalar(Type::Bool) => Kind::Bool,
            Shape::Scalar(Type::String | Type::Url) => Kind::Text,
            Shape::Scalar(_) => Kind::Number,
        };
        self.nodes.push(Node {
            path: path.to_owned(),
            pointer: pointer.to_owned(),
            field,
            kind,
        });
        match shape {
            Shape::Object(object) => self.members(&object.fields, value, path, pointer),
            Shape::List(item) => {
                for (index, value) in value.as_array().expect("a list").iter().enumerate() {
                    let path = format!("{path}[{index}]");
                    self.value(item, None, value, &path, &format!("{pointer}/{index}"));
                }
            }
            _ => {}
        }
    }
}

/// Where the texts of an answer stand, and whether they must not be shown.
pub(crate) fn texts(documented: Documented, answer: &Value) -> Vec<(String, bool)> {
    nodes(documented, answer)
        .into_iter()
        .filter(|node| matches!(node.kind, Kind::Text | Kind::TextEnum))
        .map(|node| (node.pointer, node.field.is_some_and(Field::is_sensitive)))
        .collect()
}

/// All mutations of an answer.
pub(crate) fn all(documented: Documented, answer: &Value) -> Vec<Mutation> {
    let mut mutations = Vec::new();
    for node in nodes(documented, answer) {
        let value = answer.pointer(&node.pointer).expect("the node is there");
        let is_always = node
            .field
            .map(|field| matches!(field.presence, Presence::Always(_)));
        let mut add = |kind, text| {
            mutations.push(Mutation {
                kind,
                path: node.path.clone(),
                text,
                is_always,
            });
        };
        if node.field.is_some() {
            add("missing", without(answer, &node.pointer));
        }
        for (kind, replacements) in replacements(node.kind, value) {
            for replacement in replacements {
                add(kind, with(answer, &node.pointer, replacement));
            }
        }
        for number in numbers(node.kind) {
            let kind = match node.kind {
                Kind::Text => "long id as number",
                _ => "number out of range",
            };
            // Through a text that occurs nowhere, so that no digit is lost.
            let text = with(answer, &node.pointer, json!("@number@"));
            add(kind, text.replace("\"@number@\"", number));
        }
    }
    mutations
}

fn replacements(kind: Kind, value: &Value) -> Vec<(&'static str, Vec<Value>)> {
    let mut found = vec![("null", vec![Value::Null])];
    let containers = match kind {
        Kind::Object => vec![
            json!([value]),
            json!([]),
            json!("{}"),
            json!(1),
            json!(true),
        ],
        Kind::List => vec![
            json!({"0": value}),
            json!({}),
            json!("[]"),
            json!(0),
            json!(false),
        ],
        _ => vec![
            json!([value]),
            json!({"value": value}),
            json!([]),
            json!({}),
        ],
    };
    found.push(("another container", containers));
    match kind {
        Kind::Object => {
            found.push(("empty object", vec![json!({})]));
            found.push(("unknown field", unknown_fields(value)));
        }
        Kind::List => found.push(("empty list", vec![json!([])])),
        Kind::Bool => {
            found.push(("boolean as number", vec![json!(0), json!(1)]));
            found.push(("boolean as string", vec![json!("true"), json!("")]));
        }
        Kind::Number | Kind::NumberEnum => {
            let digits = json!(value.to_string());
            found.push((
                "number as string",
                vec![digits, json!("hunter2"), json!("")],
            ));
        }
        Kind::Text | Kind::TextEnum => {
            let number = value
                .as_str()
                .and_then(|text| text.parse().ok())
                .unwrap_or(7_i64);
            found.push((
                "string as number",
                vec![json!(number), json!(1.5), json!(-1), json!(true)],
            ));
            found.push(("empty string", vec![json!("")]));
        }
    }
    match kind {
        Kind::NumberEnum => {
            let unknown = [987_654, -1, i64::MAX, i64::MIN];
            found.push(("unknown value", unknown.map(Value::from).to_vec()));
        }
        Kind::TextEnum => {
            let unknown = ["brand_new", "Brand New 会议", "AUDIO_CONF", " 0"];
            found.push(("unknown value", unknown.map(Value::from).to_vec()));
        }
        _ => {}
    }
    found
}

/// The object with one more member, of every kind.
fn unknown_fields(object: &Value) -> Vec<Value> {
    let deep = json!([1, {"code": [null, {"": "会议"}]}]);
    let values = [
        json!(null),
        json!(true),
        json!(1.5e300),
        json!("hunter2"),
        json!({}),
        deep,
    ];
    ["x_unknown", "Unknown Field", "字段", ""]
        .iter()
        .flat_map(|name| values.clone().map(|value| (*name, value)))
        .map(|(name, value)| {
            let mut object = object.clone();
            object[name] = value;
            object
        })
        .collect()
}

/// Numbers that a field may not be able to hold, as JSON writes them.
fn numbers(kind: Kind) -> &'static [&'static str] {
    match kind {
        // Twenty digits: one that needs all of 64 bits, and one that needs more.
        Kind::Text => &["18113044044021111111", "99999999999999999999"],
        Kind::Number | Kind::NumberEnum => &[
            "-1",
            "-9223372036854775809",
            "4294967295",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "1.5",
            "1.0",
            "1e3",
            "1e300",
        ],
        _ => &[],
    }
}

fn with(answer: &Value, pointer: &str, value: Value) -> String {
    let mut answer = answer.clone();
    *answer.pointer_mut(pointer).expect("the node is there") = value;
    answer.to_string()
}

fn without(answer: &Value, pointer: &str) -> String {
    let mut answer = answer.clone();
    let (parent, name) = pointer.rsplit_once('/').expect("a member");
    let parent = answer.pointer_mut(parent).and_then(Value::as_object_mut);
    parent.expect("an object").remove(name).expect("a member");
    answer.to_string()
}
