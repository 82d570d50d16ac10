//! Which part of a page a heading opens.

use crate::import::words::{fold, words};

/// A part of the description of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Before the first heading that is known.
    Start,
    Basic,
    Description,
    Headers,
    Path,
    Query,
    Body,
    /// Parameters of any place.
    Params,
    Response,
    ResponseHeaders,
    Errors,
    /// `Request`: what follows decides.
    Request,
    RequestExample,
    ResponseExample,
    ErrorExample,
    /// Examples of either kind.
    Examples,
    Limits,
    Permissions,
    /// What is not about the call: see also, FAQ, history.
    Other,
}

impl Section {
    fn of(entry: &str) -> Option<Self> {
        Some(match entry {
            "basic" => Self::Basic,
            "description" => Self::Description,
            "headers" => Self::Headers,
            "path" => Self::Path,
            "query" => Self::Query,
            "body" => Self::Body,
            "params" => Self::Params,
            "response" => Self::Response,
            "response_headers" => Self::ResponseHeaders,
            "errors" => Self::Errors,
            "request" => Self::Request,
            "request_example" => Self::RequestExample,
            "response_example" => Self::ResponseExample,
            "error_example" => Self::ErrorExample,
            "examples" => Self::Examples,
            "limits" => Self::Limits,
            "permissions" => Self::Permissions,
            "other" => Self::Other,
            _ => return None,
        })
    }

    /// Whether code in it is an example.
    pub(super) fn is_example(self) -> bool {
        matches!(
            self,
            Self::RequestExample | Self::ResponseExample | Self::ErrorExample | Self::Examples
        )
    }

    /// Whether it holds parameters.
    pub(super) fn is_request(self) -> bool {
        matches!(
            self,
            Self::Headers | Self::Path | Self::Query | Self::Body | Self::Params | Self::Request
        )
    }
}

/// The part that a text opens. A heading that is marked as one may say more than the words.
pub(super) fn section_of(text: &str, marked: bool) -> Option<Section> {
    let text = text.lines().next().unwrap_or_default();
    if text.chars().count() > 80 {
        return None;
    }
    let plain = without_number(text);
    let words = words();
    let exact = |text: &str| words.find("sections", text).and_then(Section::of);
    if let Some(section) = exact(plain).or_else(|| exact(without_brackets(plain))) {
        return Some(section);
    }
    if let Some(inside) = inside_brackets(plain)
        && let Some(section) = exact(inside)
        && (marked || exact(without_brackets(plain)).is_some())
    {
        return Some(section);
    }
    if !marked {
        return example(plain);
    }
    // `Query parameters of the call`, `获取列表-请求参数`: the longest word at either end.
    let folded = fold(without_brackets(plain));
    let at_an_end = words.longest("sections").iter().find(|(word, _)| {
        let boundary = |rest: &str, first: bool| {
            let next = if first {
                rest.chars().next()
            } else {
                rest.chars().next_back()
            };
            !word.is_ascii() || next.is_none_or(|c| !c.is_alphanumeric())
        };
        let long = word.chars().count() >= if word.is_ascii() { 5 } else { 3 };
        long && (folded
            .strip_suffix(word.as_str())
            .is_some_and(|rest| boundary(rest, false))
            || folded
                .strip_prefix(word.as_str())
                .is_some_and(|rest| boundary(rest, true)))
    });
    at_an_end.and_then(|(_, entry)| Section::of(entry))
}

/// The example that a short line announces: `Answer when nothing is found` is none, `空列表返回示例` is.
fn example(text: &str) -> Option<Section> {
    let folded = fold(text);
    let short = folded.chars().count() <= 16 && !folded.contains([',', '。', ';', '(', '/']);
    let (_, entry) = words()
        .longest("sections")
        .iter()
        .filter(|(word, entry)| !word.is_ascii() && entry.ends_with("_example"))
        .find(|(word, _)| short && word.chars().count() > 3 && folded.ends_with(word.as_str()))?;
    Section::of(entry)
}

/// The part that a line above a table opens whose heading is glued to the sentence behind it:
/// the heading, and what it opens.
pub(super) fn glued_section(text: &str) -> Option<(&'static str, Section)> {
    let folded = fold(without_number(text));
    let found = words().longest("sections").iter().find(|(word, entry)| {
        let wide = !word.is_ascii() && word.chars().count() >= 3;
        let holds_a_table = Section::of(entry)
            .is_some_and(|it| it.is_request() || matches!(it, Section::Response | Section::Errors));
        // `请求参数中的时间` speaks of a part, and opens none.
        let more = folded.strip_prefix(word.as_str()).unwrap_or_default();
        wide && holds_a_table
            && !more.is_empty()
            && !more.starts_with(['中', '里', '的', '内', ','])
    })?;
    Some((found.0.as_str(), Section::of(&found.1)?))
}

/// The text without `2.1`, `(3)`, `一、`, `Step 4:` or signs in front.
pub(super) fn without_number(text: &str) -> &str {
    let text = text
        .trim()
        .trim_start_matches(['#', '*', '■', '●', '◆', '▪', '•', ' ']);
    let number = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '.' | '、'
                    | ')'
                    | '('
                    | '\u{ff08}'
                    | '\u{ff09}'
                    | '\u{ff0e}'
                    | ' '
                    | '一'
                    | '二'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '七'
                    | '八'
                    | '九'
                    | '十'
            )
    };
    let rest = text.trim_start_matches(number);
    let front = &text[..text.len() - rest.len()];
    let counts = front.contains(['.', '、', ')', '\u{ff09}', '\u{ff0e}', ' ']) && !rest.is_empty();
    if counts { rest.trim() } else { text.trim() }
}

/// The text before the first bracket.
pub(super) fn without_brackets(text: &str) -> &str {
    let end = text
        .find(['(', '\u{ff08}', '[', '【'])
        .unwrap_or(text.len());
    if end == 0 { text } else { text[..end].trim() }
}

fn inside_brackets(text: &str) -> Option<&str> {
    let start = text.find(['(', '\u{ff08}'])?;
    let rest = text[start..].trim_start_matches(['(', '\u{ff08}']);
    let end = rest.find([')', '\u{ff09}'])?;
    Some(&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::{Section, section_of};

    #[test]
    fn headings_open_sections() {
        let cases = [
            ("请求参数", false, Some(Section::Params)),
            ("2.1 请求参数:", false, Some(Section::Params)),
            ("二、返回参数", false, Some(Section::Response)),
            ("Query Parameters", false, Some(Section::Query)),
            ("请求参数(Query)", false, Some(Section::Params)),
            ("3) Error codes", false, Some(Section::Errors)),
            ("Query parameters of the call", true, Some(Section::Query)),
            ("Query parameters of the call", false, None),
            ("获取列表-请求参数", true, Some(Section::Params)),
            ("The response is sent at once.", false, None),
            ("404", false, None),
            ("无人应答返回示例:", false, Some(Section::ResponseExample)),
            ("示例中的返回示例仅供参考,以实际为准", false, None),
        ];
        for (text, marked, expected) in cases {
            assert_eq!(section_of(text, marked), expected, "{text}");
        }
    }
}
