//! What of a generated file reads answers.

/// Leaves requests and error codes out of a generated file.
pub(crate) fn answers_only(text: &str) -> String {
    let keep = |item: &&str| {
        let request = item.contains("#[must_use = \"a call does nothing")
            || item.contains("impl runtime::Endpoint for")
            || (item.contains("    pub fn new(") && item.contains("impl "))
            || item.contains("impl runtime::ErrorCode for")
            || item.contains("pub use ");
        !request
    };
    let items: Vec<&str> = split_items(text).into_iter().filter(keep).collect();
    items.concat()
}

/// Splits at lines that end an item: a closing brace or a semicolon in the first column.
fn split_items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let ends =
            line.starts_with('}') || (!line.starts_with([' ', '/']) && line.ends_with(";\n"));
        if ends {
            items.push(&text[start..at]);
            start = at;
        }
    }
    items.push(&text[start..]);
    items
}
