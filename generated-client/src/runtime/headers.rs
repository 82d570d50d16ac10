//! Header fields in the order in which they are sent.

use std::fmt;

/// Header fields of a request or an answer, found without regard to case.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<Field>);

#[derive(Clone, PartialEq, Eq)]
struct Field {
    name: String,
    value: String,
    secret: bool,
}

impl Headers {
    /// No header.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The first value of a header; `None` if it is absent.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.find(name).map(|field| field.value.as_str())
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|field| (field.name.as_str(), field.value.as_str()))
    }

    /// Number of fields.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no field.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a field, after those of the same name.
    pub fn append(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push(Field {
            name: name.into(),
            value: value.into(),
            secret: false,
        });
    }

    /// Sets the only field of this name.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0
            .retain(|field| !field.name.eq_ignore_ascii_case(name));
        self.append(name, value);
    }

    /// Keeps the values of a header out of `Debug`, logs and compression tables.
    pub fn hide(&mut self, name: &str) {
        for field in &mut self.0 {
            field.secret |= field.name.eq_ignore_ascii_case(name);
        }
    }

    /// Whether the value of a header must not appear in logs.
    #[must_use]
    pub fn is_hidden(&self, name: &str) -> bool {
        self.find(name).is_some_and(|field| field.secret)
    }

    fn find(&self, name: &str) -> Option<&Field> {
        self.0
            .iter()
            .find(|field| field.name.eq_ignore_ascii_case(name))
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |field: &Field| {
            if field.secret {
                "***".to_owned()
            } else {
                field.value.clone()
            }
        };
        f.debug_map()
            .entries(self.0.iter().map(|field| (&field.name, shown(field))))
            .finish()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(fields: I) -> Self {
        let mut headers = Self::new();
        for (name, value) in fields {
            headers.append(name, value);
        }
        headers
    }
}

/// Whether `name` is the name of a header: letters, digits and a few signs.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Whether a header can carry `value` unchanged: visible ASCII, with spaces inside only.
pub(crate) fn is_value(value: &str) -> bool {
    value.bytes().all(|byte| matches!(byte, b' '..=b'~'))
        && !value.starts_with(' ')
        && !value.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        let mut headers = Headers::new();
        headers.append("X-TC-Trace", "a");
        headers.append("x-tc-trace", "b");
        assert_eq!(headers.get("X-Tc-TRACE"), Some("a"));
        assert_eq!(headers.len(), 2);
        headers.set("X-TC-TRACE", "c");
        assert_eq!(headers.iter().collect::<Vec<_>>(), [("X-TC-TRACE", "c")]);
        assert_eq!(headers.get("X-TC"), None);
    }

    #[test]
    fn debug_hides_secrets() {
        let mut headers = Headers::new();
        headers.append("Token", "hunter2");
        headers.append("Trace", "a");
        headers.hide("token");
        assert_eq!(format!("{headers:?}"), r#"{"Token": "***", "Trace": "a"}"#);
        assert!(headers.is_hidden("TOKEN"));
        assert!(!headers.is_hidden("trace"));
    }

    #[test]
    fn values_cannot_break_the_request() {
        for good in ["", "a", "a b", "~!\"#"] {
            assert!(is_value(good), "{good:?}");
        }
        for bad in ["a\r\nb", "a\nb", "\0", "é", " a", "a ", "\t", "\u{7f}"] {
            assert!(!is_value(bad), "{bad:?}");
        }
        assert!(is_name("x-acs-dingtalk-access-token"));
        for bad in ["", "a b", "a:", "a\r\n", "é"] {
            assert!(!is_name(bad), "{bad:?}");
        }
    }
}
