//! Single signs and words of nearly-JSON.

/// Longest name that may stand without quotes, and longest way to look ahead.
const LOOK: usize = 256;

/// The start of a text, for messages.
pub(super) fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line.to_owned(),
    }
}

/// Whether a value begins here that is marked as such.
pub(super) fn opens(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '＂' | '{' | '[')
}

/// White space outside of JSON's four.
pub(super) fn odd_space(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
        || c.is_whitespace() && !matches!(c, ' ' | '\t' | '\r' | '\n')
        || c.is_control() && !matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Length of the dots at the start that stand for more of the same.
pub(super) fn ellipsis(text: &str) -> usize {
    let length = text
        .find(|c| !matches!(c, '.' | '…' | '⋯'))
        .unwrap_or(text.len());
    let dots = text.get(..length).unwrap_or_default();
    let long = dots.contains(['…', '⋯']) || dots.len() >= 3;
    if long { length } else { 0 }
}

/// Length of a colon, or what stands for one; 0 if there is none.
pub(super) fn colon(text: &str) -> usize {
    if text.starts_with(':') {
        1
    } else if text.starts_with('：') {
        '：'.len_utf8()
    } else if text.starts_with("=>") {
        2
    } else {
        0
    }
}

/// Length of a name without quotes that a colon follows.
pub(super) fn bare_name(text: &str) -> Option<usize> {
    let length = text
        .char_indices()
        .take(LOOK)
        .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '-' | '.')))
        .map(|(at, _)| at)?;
    let name = text.get(..length)?;
    if name.is_empty() || name.chars().all(|c| c == '.') {
        return None;
    }
    let rest = text
        .get(length..)?
        .trim_start_matches([' ', '\t', '\u{a0}']);
    let colon = colon(rest);
    // `std::string` and links are no names.
    let after = rest.get(colon..)?;
    (colon > 0 && !after.starts_with(':') && !after.starts_with("//")).then_some(length)
}

/// Whether a name in quotes and a colon stand at the start of the text.
pub(super) fn quoted_name(text: &str) -> bool {
    let mut signs = text.chars();
    let Some(open) = signs
        .next()
        .filter(|c| opens(*c) && !matches!(c, '{' | '['))
    else {
        return false;
    };
    let rest = signs.as_str();
    let mut escaped = false;
    for (at, c) in rest.char_indices().take(LOOK) {
        if c == '\n' {
            return false;
        }
        if std::mem::take(&mut escaped) {
            continue;
        }
        if c == '\\' {
            escaped = true;
        } else if closes(open, c) {
            let after = rest.get(at + c.len_utf8()..).unwrap_or_default();
            return colon(after.trim_start()) > 0;
        }
    }
    false
}

/// Whether the sign closes a string that the other opens.
pub(super) fn closes(open: char, c: char) -> bool {
    match open {
        '“' | '”' | '＂' => matches!(c, '“' | '”' | '＂' | '"'),
        '‘' | '’' => matches!(c, '‘' | '’' | '\''),
        _ => c == open,
    }
}

/// Whether the braces are those of a template's variable, `{{id}}`.
pub(super) fn placeholder_braces(text: &str) -> bool {
    text.strip_prefix("{{").is_some_and(|rest| {
        rest.char_indices()
            .take(LOOK)
            .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '-' | '.' | ' ')))
            .is_some_and(|(at, _)| at > 0 && rest.get(at..).is_some_and(|r| r.starts_with("}}")))
    })
}

/// Behind the brace that closes the one at `start`, or the end of the text.
pub(super) fn balanced(code: &str, start: usize) -> usize {
    let mut depth = 0_usize;
    let mut string = false;
    let mut escaped = false;
    for (at, byte) in code.bytes().enumerate().skip(start) {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match byte {
            b'\\' if string => escaped = true,
            b'"' => string = !string,
            b'\n' => string = false,
            b'{' | b'[' if !string => depth += 1,
            b'}' | b']' if !string => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}
