//! JSON as text: members keep their order, numbers all their digits, short values one line.

/// A value to be printed.
pub(super) enum Out {
    Null,
    Bool(bool),
    /// As its digits.
    Number(String),
    Text(String),
    /// JSON without white space, as [`compact`](crate::model::compact) gives it.
    Json(String),
    List(Vec<Out>),
    Object(Vec<(&'static str, Out)>),
}

/// Most characters of a list or object that is printed on one line.
const WIDE: usize = 110;

impl Out {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn number(number: impl Into<u64>) -> Self {
        Self::Number(number.into().to_string())
    }

    /// What is not known is `null`.
    pub(super) fn or_null(out: Option<Self>) -> Self {
        out.unwrap_or(Self::Null)
    }

    /// The text, with a line break at its end.
    pub(super) fn print(&self) -> String {
        let mut printed = String::new();
        self.write(0, &mut printed);
        printed.push('\n');
        // Control characters beyond ASCII can only stand in strings, and do harm in a terminal.
        if printed.contains(is_hidden) {
            let escape = |c: char| match c {
                c if is_hidden(c) => format!("\\u{:04x}", u32::from(c)),
                c => c.to_string(),
            };
            printed = printed.chars().map(escape).collect();
        }
        printed
    }

    fn write(&self, indent: usize, out: &mut String) {
        let start = out.len();
        if self.flat(out, start + WIDE) {
            return;
        }
        out.truncate(start);
        match self {
            Self::List(items) => {
                out.push('[');
                for (number, item) in items.iter().enumerate() {
                    line(number, indent, out);
                    item.write(indent + 1, out);
                }
                close(']', indent, out);
            }
            Self::Object(members) => {
                out.push('{');
                for (number, (name, value)) in members.iter().enumerate() {
                    line(number, indent, out);
                    string(name, out);
                    out.push_str(": ");
                    value.write(indent + 1, out);
                }
                close('}', indent, out);
            }
            Self::Json(text) => spread(text, indent, out),
            single => {
                single.flat(out, usize::MAX);
            }
        }
    }

    /// Prints on one line, or gives up beyond `end`; what it printed then has to be taken back.
    fn flat(&self, out: &mut String, end: usize) -> bool {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(digits) => out.push_str(digits),
            Self::Text(text) => string(text, out),
            Self::Json(text) if text.len() > end.saturating_sub(out.len()) => return false,
            Self::Json(text) => out.push_str(text),
            Self::List(items) => {
                out.push('[');
                for (number, item) in items.iter().enumerate() {
                    if number > 0 {
                        out.push_str(", ");
                    }
                    if !item.flat(out, end) || out.len() > end {
                        return false;
                    }
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (number, (name, value)) in members.iter().enumerate() {
                    if number > 0 {
                        out.push_str(", ");
                    }
                    string(name, out);
                    out.push_str(": ");
                    if !value.flat(out, end) || out.len() > end {
                        return false;
                    }
                }
                out.push('}');
            }
        }
        out.len() <= end
    }
}

fn is_hidden(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}')
}

fn string(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

/// Begins the line of a member or item.
fn line(number: usize, indent: usize, out: &mut String) {
    if number > 0 {
        out.push(',');
    }
    break_line(indent + 1, out);
}

fn close(bracket: char, indent: usize, out: &mut String) {
    break_line(indent, out);
    out.push(bracket);
}

fn break_line(indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", indent));
}

/// Prints JSON without white space with a line for each member and item.
fn spread(text: &str, mut indent: usize, out: &mut String) {
    let mut in_string = false;
    let mut escaped = false;
    let mut before = ' ';
    for c in text.chars() {
        let empty = matches!((before, c), ('{', '}') | ('[', ']'));
        if !in_string && matches!(before, '{' | '[') && !empty {
            indent += 1;
            break_line(indent, out);
        }
        match c {
            _ if in_string => {
                in_string = escaped || c != '"';
                escaped = !escaped && c == '\\';
                out.push(c);
                // What stands in strings is no bracket.
                before = ' ';
                continue;
            }
            '}' | ']' if !empty => {
                indent = indent.saturating_sub(1);
                close(c, indent, out);
            }
            ',' => {
                out.push(',');
                break_line(indent, out);
            }
            ':' => out.push_str(": "),
            _ => {
                in_string = c == '"';
                out.push(c);
            }
        }
        before = c;
    }
}

#[cfg(test)]
mod tests {
    use super::Out;

    #[test]
    fn what_is_short_stands_on_one_line() {
        let out = Out::Object(vec![
            ("a", Out::List(vec![Out::number(1u8), Out::Null])),
            ("b", Out::text("x\"\u{9b}")),
            ("c", Out::Bool(true)),
        ]);
        let expected = "{\"a\": [1, null], \"b\": \"x\\\"\\u009b\", \"c\": true}\n";
        assert_eq!(out.print(), expected);
    }

    #[test]
    fn what_is_long_has_a_line_for_each_member() {
        let long = "x".repeat(120);
        let out = Out::List(vec![
            Out::Object(vec![
                ("name", Out::text(&long)),
                ("empty", Out::List(vec![])),
            ]),
            Out::number(2u8),
        ]);
        let expected =
            format!("[\n  {{\n    \"name\": \"{long}\",\n    \"empty\": []\n  }},\n  2\n]\n");
        assert_eq!(out.print(), expected);
    }

    #[test]
    fn json_is_laid_out_and_keeps_its_digits() {
        let long = "y".repeat(120);
        let text = format!("{{\"a\":[],\"b\":[{{\"c\":1.50}},\"{{,:]\\\"\"],\"d\":\"{long}\"}}");
        let expected = format!(
            "{{\n  \"a\": [],\n  \"b\": [\n    {{\n      \"c\": 1.50\n    }},\n    \"{{,:]\\\"\"\n  ],\n  \"d\": \"{long}\"\n}}\n"
        );
        assert_eq!(Out::Json(text).print(), expected);
        assert_eq!(Out::Json("{\"a\":1}".to_owned()).print(), "{\"a\":1}\n");
    }
}
