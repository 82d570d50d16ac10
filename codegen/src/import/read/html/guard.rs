//! Tags with very many attributes, each of which the tokenizer compares with all before it.

use std::borrow::Cow;

/// Most attributes of a tag that are read.
const MAX_ATTRIBUTES: usize = 500;

/// The text, with blanks for the attributes that no page needs. What only looks like a tag ends
/// at the next end tag, so that nothing beyond a script or a comment is touched.
pub(super) fn thin(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut thinned: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(found) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|b| *b == b'<'))
    {
        let start = at + found;
        at = start + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let Some(from) = after_attributes(bytes, at) else {
            continue;
        };
        let rest = bytes.get(from..).unwrap_or_default();
        let length = rest
            .windows(2)
            .position(|pair| pair[0] == b'>' || pair == b"</")
            .unwrap_or(rest.len());
        let copy = thinned.get_or_insert_with(|| bytes.to_vec());
        for byte in copy.iter_mut().skip(from).take(length) {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = from + length;
    }
    match thinned.map(String::from_utf8) {
        Some(Ok(text)) => Cow::Owned(text),
        _ => Cow::Borrowed(text),
    }
}

/// The place after the last attribute that is read, if the tag has more.
fn after_attributes(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    let mut words = 0;
    let mut before = b' ';
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return None,
            b'"' | b'\'' if before == b'=' => {
                let rest = bytes.get(at + 1..)?;
                at += 1 + rest.iter().position(|b| *b == byte)?;
                before = b' ';
            }
            _ if byte.is_ascii_whitespace() || byte == b'/' => {
                if before != b'=' {
                    words += usize::from(before != b' ');
                    before = b' ';
                }
            }
            _ => before = byte,
        }
        if words > MAX_ATTRIBUTES {
            return Some(at);
        }
        at += 1;
    }
    None
}
