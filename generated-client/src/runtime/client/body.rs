//! Looks into a body without decoding it.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// The members of a JSON object, each as its own text, so that numbers keep all their digits.
pub(super) struct Body<'a>(BTreeMap<String, &'a RawValue>);

impl<'a> Body<'a> {
    /// Reads one level of an object; anything else has no members.
    pub(super) fn new(json: &'a [u8]) -> Self {
        Self(serde_json::from_slice(json).unwrap_or_default())
    }

    /// The JSON text at `path`, names of members joined with dots.
    fn find(&self, path: &str) -> Option<&'a str> {
        let (name, rest) = match path.split_once('.') {
            Some((name, rest)) => (name, Some(rest)),
            None => (path, None),
        };
        let json = self.0.get(name)?.get();
        match rest {
            Some(rest) => Body::new(json.as_bytes()).find(rest),
            None => Some(json),
        }
    }

    /// Whether something other than null is at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.find(path).is_some_and(|json| json != "null")
    }

    /// The string at `path` if it is not empty, or the number as its digits.
    pub(super) fn code(&self, path: &str) -> Option<String> {
        let json = self.find(path)?;
        let text = match json.as_bytes().first()? {
            b'"' => string(json)?,
            b'-' | b'0'..=b'9' => json.to_owned(),
            _ => return None,
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// The string at `path`, or anything else that is not null as its JSON text.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        let json = self.find(path)?;
        match json.as_bytes().first()? {
            b'"' => string(json),
            b'n' => None,
            _ => Some(json.to_owned()),
        }
    }

    /// The string at `path`, or the strings of a list joined with commas; `None` if there is nothing to say.
    pub(super) fn list(&self, path: &str) -> Option<String> {
        let json = self.find(path)?;
        let text = match serde_json::from_str::<Vec<String>>(json) {
            Ok(texts) => texts.join(", "),
            Err(_) => self.text(path)?,
        };
        Some(text).filter(|text| !text.is_empty())
    }
}

fn string(json: &str) -> Option<String> {
    serde_json::from_str(json).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{
        "code": "a.b", "empty": "", "null": null, "flag": true, "escaped": "\u4e2d\n",
        "big": 123456789012345678901234567890, "minus": -1, "fraction": 1.50,
        "error_info": {"error_code": 190004, "list": ["x", "y"], "mixed": ["x", 1], "none": []}
    }"#;

    #[test]
    fn codes_keep_all_digits() {
        let body = Body::new(JSON.as_bytes());
        let cases = [
            ("code", Some("a.b")),
            ("error_info.error_code", Some("190004")),
            ("big", Some("123456789012345678901234567890")),
            ("minus", Some("-1")),
            ("fraction", Some("1.50")),
            ("escaped", Some("中\n")),
            ("empty", None),
            ("null", None),
            ("flag", None),
            ("error_info", None),
            ("missing", None),
            ("code.inner", None),
            ("error_info.missing", None),
        ];
        for (path, expected) in cases {
            assert_eq!(body.code(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn lists_become_one_text() {
        let body = Body::new(JSON.as_bytes());
        let cases = [
            ("error_info.list", Some("x, y")),
            ("error_info.mixed", Some(r#"["x", 1]"#)),
            ("error_info.none", None),
            ("code", Some("a.b")),
            ("empty", None),
            ("null", None),
            ("flag", Some("true")),
        ];
        for (path, expected) in cases {
            assert_eq!(body.list(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn what_is_no_object_has_no_members() {
        for json in [
            "",
            "[]",
            "1",
            "\"code\"",
            "{\"code\":1",
            "<html>",
            "\u{fffd}",
        ] {
            assert_eq!(Body::new(json.as_bytes()).code("code"), None, "{json}");
        }
        assert_eq!(Body::new(b"{\"code\":\"\xff\"}").code("code"), None);
    }
}
