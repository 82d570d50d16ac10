//! From bytes to text.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::import::ImportError;

/// How far into a page its encoding is looked for.
const HEAD: usize = 4096;

/// A text, and the name of its encoding if that had to be guessed.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) guessed: Option<&'static str>,
}

/// Decodes a page: UTF-8, UTF-16 with a mark, or the encoding that the page names.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, ImportError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        if encoding == UTF_16LE || encoding == UTF_16BE {
            return strictly(rest, encoding);
        }
        return utf8(rest);
    }
    utf8(bytes)
}

fn utf8(bytes: &[u8]) -> Result<Decoded<'_>, ImportError> {
    if let Some(name) = container(bytes) {
        return Err(ImportError::NotText(format!(
            "this is {name}, not text: save the page as HTML, Markdown or plain text"
        )));
    }
    if bytes.contains(&0) {
        return Err(ImportError::NotText(
            "this is binary, not text: it has bytes that are zero".to_owned(),
        ));
    }
    let wrong = match std::str::from_utf8(bytes) {
        Ok(text) => {
            return Ok(Decoded {
                text: Cow::Borrowed(text),
                guessed: None,
            });
        }
        Err(error) => error.valid_up_to(),
    };
    if let Some(named) = named(bytes)
        && named != UTF_8
    {
        return strictly(bytes, named);
    }
    if let Some(text) = chinese(bytes) {
        return Ok(Decoded {
            text: Cow::Owned(text),
            guessed: Some(GB18030.name()),
        });
    }
    let before = bytes.get(..wrong).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    Err(ImportError::NotText(format!(
        "this is not text in UTF-8: line {line} has a byte that does not fit; save the page in UTF-8"
    )))
}

fn strictly<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Decoded<'a>, ImportError> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| Decoded {
            text,
            guessed: None,
        })
        .ok_or_else(|| {
            ImportError::NotText(format!(
                "this is not text in {}, as it says: save the page in UTF-8",
                encoding.name()
            ))
        })
}

/// Kinds of file that people take for pages.
fn container(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 6] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"\x1f\x8b", "a compressed file"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
    ];
    KINDS
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
        .map(|(_, name)| *name)
}

/// The encoding that a page names, as in `<meta charset="gbk">`.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let key = b"charset=";
    let at = head
        .windows(key.len())
        .position(|window| window.eq_ignore_ascii_case(key))?;
    let rest = head.get(at + key.len()..)?;
    let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
    let rest = rest.strip_prefix(b"'").unwrap_or(rest);
    let end = rest
        .iter()
        .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')))
        .unwrap_or(rest.len());
    Encoding::for_label(rest.get(..end)?)
}

/// Text in the encoding of older Chinese pages, if most of what is not ASCII is Chinese in it.
fn chinese(bytes: &[u8]) -> Option<String> {
    let control = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    if bytes.iter().any(control) {
        return None;
    }
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    let (mut han, mut other) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        match c {
            // The first plane of the encoding: ideographs and their punctuation.
            '\u{4e00}'..='\u{9fa5}' | '\u{3000}'..='\u{3017}' | '\u{ff00}'..='\u{ff5e}' => han += 1,
            _ => other += 1,
        }
    }
    (han > 0 && han >= 9 * other).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{ImportError, decode};

    fn text(bytes: &[u8]) -> String {
        decode(bytes).map_or_else(
            |error| error.to_string(),
            |decoded| decoded.text.into_owned(),
        )
    }

    #[test]
    fn text_is_decoded_from_what_it_is_in() {
        assert_eq!(text("名 a".as_bytes()), "名 a");
        assert_eq!(text(b"\xef\xbb\xbfa"), "a");
        assert_eq!(text(b"\xff\xfea\0\rN"), "a丹".replace('丹', "\u{4e0d}"));
        assert_eq!(text(b"\xfe\xff\0a"), "a");
        // 参数 in GBK, with and without a name.
        assert_eq!(text(b"\xb2\xce\xca\xfd"), "参数");
        assert_eq!(
            text(b"<meta charset=\"gb2312\">\xb2\xce"),
            "<meta charset=\"gb2312\">参"
        );
        assert_eq!(
            decode(b"\xb2\xce").ok().and_then(|it| it.guessed),
            Some("gb18030")
        );
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_reason() {
        for (bytes, reason) in [
            (&b"%PDF-1.7\n\xff"[..], "a PDF file"),
            (b"a\0b", "binary"),
            (b"a\n\xff\x01", "line 2"),
            (b"<meta charset=big5>\xff\xff", "Big5"),
        ] {
            match decode(bytes) {
                Err(ImportError::NotText(why)) => assert!(why.contains(reason), "{why}"),
                other => panic!("{other:?}"),
            }
        }
    }
}
