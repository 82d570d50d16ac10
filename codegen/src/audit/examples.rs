//! Examples: whether two are the same, and what they show of a field.

use serde_json::Value;

use crate::model::{Operation, compact, string_length};

/// Whether two bodies say the same. A page's may have trailing commas and comments, which a spec
/// cannot keep.
pub(super) fn same_body(spec: &str, page: &str) -> bool {
    spec == page || bare(spec) == bare(page)
}

/// A body without white space, comments and commas in front of a closing bracket.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if next == '"' {
            let length = string_length(rest);
            let (token, after) = rest.split_at(length);
            out.push_str(token);
            rest = after;
        } else if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| rest.split_at(end).1);
        } else if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| rest.split_at(end + 2).1);
        } else {
            if matches!(next, '}' | ']') && out.ends_with(',') {
                out.pop();
            }
            if !next.is_whitespace() {
                out.push(next);
            }
            rest = rest.split_at(next.len_utf8()).1;
        }
    }
    out
}

/// The bodies that a page shows.
pub(super) struct Shown {
    answers: Vec<Value>,
}

impl Shown {
    pub(super) fn new(operation: &Operation) -> Self {
        let answers = operation
            .examples
            .iter()
            .filter_map(|it| it.response.as_ref())
            .filter_map(|it| {
                let text = compact(&it.value).unwrap_or_else(|| bare(&it.value));
                serde_json::from_str(&text).ok()
            })
            .collect();
        Self { answers }
    }

    /// Whether the page shows numbers at `items[].size`, and none with a fraction.
    pub(super) fn only_integers(&self, path: &str) -> bool {
        let values = self.at(path);
        !values.is_empty() && values.iter().all(|it| it.is_i64() || it.is_u64())
    }

    /// Whether any answer has a member at `items[].size`.
    pub(super) fn has(&self, path: &str) -> bool {
        !self.at(path).is_empty()
    }

    fn at(&self, path: &str) -> Vec<&Value> {
        let mut values: Vec<&Value> = self.answers.iter().collect();
        for part in path.split('.') {
            let name = part.trim_end_matches("[]");
            let inside = values.into_iter().flat_map(entries);
            values = inside.filter_map(|it| it.get(name)).collect();
        }
        values.into_iter().flat_map(entries).collect()
    }
}

/// The entries of a list, lists of lists included; of anything else, itself.
fn entries(value: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    // JSON that serde reads is at most 128 levels deep.
    let mut next = vec![value];
    while let Some(value) = next.pop() {
        match value {
            Value::Array(items) => next.extend(items.iter().rev()),
            single => found.push(single),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Shown, same_body};
    use crate::model::{At, Example, Fact, Operation};

    #[test]
    fn repairs_and_layout_make_no_difference() {
        assert!(same_body("{\"a\":[1,2]}", "{\"a\": [1, 2,], // both\n}"));
        assert!(same_body("{\"a\":\"//,}\"}", "{ /* x */ \"a\": \"//,}\" }"));
        assert!(!same_body("{\"a\":1}", "{\"a\":2}"));
        assert!(!same_body("{\"a\":\"x y\"}", "{\"a\":\"xy\"}"));
    }

    #[test]
    fn numbers_are_integers_if_all_are() {
        let body = r#"{"items": [{"n": 1, "f": 1.5}, {"n": 2, "s": "2"}],}"#;
        let shown = Shown::new(&Operation {
            examples: vec![Example {
                response: Some(Fact::new(body.to_owned(), At::default())),
                ..Example::default()
            }],
            ..Operation::default()
        });
        assert!(shown.only_integers("items[].n"));
        assert!(!shown.only_integers("items[].f"));
        assert!(!shown.only_integers("items[].s"));
        assert!(!shown.only_integers("items[].absent"));
        assert!(shown.has("items[].s"));
    }
}
