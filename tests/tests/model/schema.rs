//! The part of JSON Schema that `specs/model.schema.json` uses, read more strictly than it is
//! meant: what it does not list may not stand there.

use serde_json::Value;

/// Complaints about what is not as the schema says.
pub(crate) fn validate(schema: &Value, value: &Value) -> Vec<String> {
    let mut complaints = Vec::new();
    Validator { root: schema }.value(schema, value, "", &mut complaints);
    complaints
}

/// Keywords without an effect here.
const SILENT: &[&str] = &["$schema", "title", "description", "$defs"];

struct Validator<'a> {
    root: &'a Value,
}

impl Validator<'_> {
    fn value(&self, schema: &Value, value: &Value, at: &str, complaints: &mut Vec<String>) {
        if *schema == Value::Bool(true) {
            return;
        }
        let keywords = schema.as_object().expect("a schema is an object or `true`");
        for (keyword, argument) in keywords {
            let good = match keyword.as_str() {
                "type" => types(argument).any(|name| has_type(value, name)),
                "const" => value == argument,
                "enum" => argument.as_array().expect("a list").contains(value),
                "minimum" => value.as_f64() >= argument.as_f64(),
                "required" => match value.as_object() {
                    Some(members) => types(argument).all(|name| members.contains_key(name)),
                    None => true,
                },
                "properties" => {
                    self.members(argument, value, at, complaints);
                    true
                }
                "items" => {
                    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.value(argument, item, &format!("{at}/{number}"), complaints);
                    }
                    true
                }
                "$ref" => {
                    let pointer = argument.as_str().and_then(|it| it.strip_prefix('#'));
                    let target = pointer.and_then(|it| self.root.pointer(it));
                    let target = target.unwrap_or_else(|| panic!("{argument} leads nowhere"));
                    self.value(target, value, at, complaints);
                    true
                }
                "anyOf" => argument.as_array().expect("a list").iter().any(|schema| {
                    let mut found = Vec::new();
                    self.value(schema, value, at, &mut found);
                    found.is_empty()
                }),
                keyword => {
                    assert!(SILENT.contains(&keyword), "`{keyword}` is not known here");
                    true
                }
            };
            if !good {
                complaints.push(format!("{at}: {value} breaks {keyword}: {argument}"));
            }
        }
    }

    fn members(&self, known: &Value, value: &Value, at: &str, complaints: &mut Vec<String>) {
        for (name, member) in value.as_object().into_iter().flatten() {
            match known.get(name) {
                Some(schema) => self.value(schema, member, &format!("{at}/{name}"), complaints),
                None => complaints.push(format!("{at}/{name} is not in the schema")),
            }
        }
    }
}

/// One name, or several.
fn types(argument: &Value) -> impl Iterator<Item = &str> {
    let list = argument.as_array().map_or(&[][..], Vec::as_slice);
    argument
        .as_str()
        .into_iter()
        .chain(list.iter().filter_map(Value::as_str))
}

fn has_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        name => panic!("`{name}` is no type"),
    }
}
