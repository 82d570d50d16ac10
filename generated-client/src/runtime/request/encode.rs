//! Percent-encoding: the same bytes are signed and sent, so nothing after this may encode again.

/// Appends `text` with everything encoded but letters, digits and `-._~`.
pub(crate) fn percent_encode(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 0xf)]));
        }
    }
}

/// Appends a query parameter to a target whose path has no question mark.
pub(crate) fn append_query(target: &mut String, name: &str, value: &str) {
    target.push(if target.contains('?') { '&' } else { '?' });
    percent_encode(target, name);
    target.push('=');
    percent_encode(target, value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_unreserved_characters_are_encoded() {
        let cases = [
            ("AZaz09-._~", "AZaz09-._~"),
            ("a/b", "a%2Fb"),
            ("123+123", "123%2B123"),
            ("a b&c=d?e#f%", "a%20b%26c%3Dd%3Fe%23f%25"),
            ("取消", "%E5%8F%96%E6%B6%88"),
            ("\r\n\0", "%0D%0A%00"),
        ];
        for (text, expected) in cases {
            let mut out = String::new();
            percent_encode(&mut out, text);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn parameters_are_joined() {
        let mut target = "/v1/x".to_owned();
        append_query(&mut target, "a b", "1&2");
        append_query(&mut target, "c", "");
        assert_eq!(target, "/v1/x?a%20b=1%262&c=");
    }
}
