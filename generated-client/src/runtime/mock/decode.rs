//! Percent-decoding, the other way round than the client's encoding.

/// The text behind percent-encoding; `None` if an escape is broken or the bytes are not UTF-8.
pub(super) fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            digit(rest.next()?)? << 4 | digit(rest.next()?)?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

/// The text behind a name or a value of a query string, where a plus sign stands for a space.
pub(super) fn query_decode(text: &str) -> Option<String> {
    percent_decode(&text.replace('+', " "))
}

fn digit(byte: u8) -> Option<u8> {
    Some(match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'f' => byte - b'a' + 10,
        b'A'..=b'F' => byte - b'A' + 10,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_decoded() {
        let cases = [
            ("", Some("")),
            ("AZaz09-._~", Some("AZaz09-._~")),
            ("a%2Fb%2fc", Some("a/b/c")),
            ("%E5%8F%96%e6%b6%88", Some("取消")),
            ("a+b", Some("a+b")),
            ("100%", None),
            ("%4", None),
            ("%4g", None),
            ("%+1", None),
            ("%FF", None),
            ("%E5%8F", None),
        ];
        for (text, expected) in cases {
            assert_eq!(percent_decode(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn plus_is_a_space_in_queries_only() {
        assert_eq!(query_decode("a+b%2B%20c").as_deref(), Some("a b+ c"));
        assert_eq!(percent_decode("a+b%2B%20c").as_deref(), Some("a+b+ c"));
    }
}
