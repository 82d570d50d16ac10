//! Words of vendors, compared without spelling habits.

/// A text without case, white space, punctuation and wide forms.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(narrow)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Like [`plain`], without remarks in brackets.
pub(super) fn bare(text: &str) -> String {
    let mut depth = 0_usize;
    let kept: String = text
        .chars()
        .map(narrow)
        .filter(|c| match c {
            '(' | '[' | '【' => {
                depth += 1;
                false
            }
            ')' | ']' | '】' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect();
    plain(&kept)
}

/// Wide forms of ASCII as ASCII.
fn narrow(c: char) -> char {
    match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{bare, plain};

    #[test]
    fn wide_forms_and_punctuation_do_not_count() {
        assert_eq!(plain("会议 ＩＤ（A，b）"), "会议idab");
        assert_eq!(bare("会议 ID（旧）"), "会议id");
        assert_eq!(bare("a) b (c"), "ab");
    }
}
