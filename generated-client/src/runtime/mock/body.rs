//! The members of the JSON object that is the body of a request.

use std::{collections::HashMap, fmt};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::{Location, ParamSpec, Reason, Received, Refusal};
use crate::runtime::Json;

/// The members of a body that are parameters; of those that are sent twice, the first.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) members: HashMap<&'static str, Json>,
    /// A parameter that is sent twice.
    pub(super) twice: Option<&'static str>,
    /// The name of a member that is no parameter.
    pub(super) unknown: Option<String>,
}

impl Body {
    /// Reads a body that has to be a JSON object.
    pub(super) fn read(call: &Received, params: &'static [ParamSpec]) -> Result<Self, Refusal> {
        let refuse = |problem| Err(Refusal::new(Reason::Body, problem));
        if call.header("Content-Type").is_some_and(is_form) {
            return refuse("the body is a form instead of JSON");
        }
        if call.body().iter().all(u8::is_ascii_whitespace) {
            return refuse("the body is missing");
        }
        let mut reader = serde_json::Deserializer::from_slice(call.body());
        let body = Members(params).deserialize(&mut reader);
        match body.and_then(|body| reader.end().map(|()| body)) {
            Ok(body) => Ok(body),
            Err(error) if error.is_data() => refuse("the body is not a JSON object"),
            Err(_) => refuse("the body is not valid JSON"),
        }
    }
}

fn is_form(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    ["application/x-www-form-urlencoded", "multipart/form-data"]
        .iter()
        .any(|form| essence.eq_ignore_ascii_case(form))
}

/// Keeps the values of parameters only, so that whatever else is sent takes no memory.
struct Members(&'static [ParamSpec]);

impl<'de> DeserializeSeed<'de> for Members {
    type Value = Body;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Body, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Members {
    type Value = Body;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Body, A::Error> {
        let mut body = Body::default();
        while let Some(name) = map.next_key::<String>()? {
            let param = self
                .0
                .iter()
                .find(|param| param.location == Location::Body && param.name == name);
            match param {
                Some(param) if body.members.contains_key(param.name) => {
                    map.next_value::<IgnoredAny>()?;
                    body.twice = Some(param.name);
                }
                Some(param) => {
                    body.members.insert(param.name, map.next_value()?);
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                    body.unknown.get_or_insert(name);
                }
            }
        }
        Ok(body)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::runtime::mock::Kind;

    static PARAMS: [ParamSpec; 2] = [
        ParamSpec::new(Location::Body, "a", Kind::U64),
        ParamSpec::new(Location::Query, "q", Kind::U64),
    ];

    fn read(body: &str) -> Result<Body, Refusal> {
        Body::read(&Received::new("POST", "/").with_body(body), &PARAMS)
    }

    #[test]
    fn members_are_read() {
        let body = read(r#" {"a": 18446744073709551615, "b": [1], "a": 2, "q": 3} "#).unwrap();
        assert_eq!(body.members.get("a"), Some(&json!(u64::MAX)));
        assert_eq!(body.members.len(), 1);
        assert_eq!(body.twice, Some("a"));
        assert_eq!(body.unknown.as_deref(), Some("b"));
        assert!(read("{}").unwrap().members.is_empty());
    }

    #[test]
    fn what_is_no_object_is_refused() {
        let deep = "[".repeat(100_000);
        let cases = [
            ("", "the body is missing"),
            (" \r\n", "the body is missing"),
            ("null", "the body is not a JSON object"),
            ("[]", "the body is not a JSON object"),
            ("\"a\"", "the body is not a JSON object"),
            ("{\"a\":1", "the body is not valid JSON"),
            ("{\"a\":1} x", "the body is not valid JSON"),
            ("a=1&b=2", "the body is not valid JSON"),
            ("{\"a\":1,}", "the body is not valid JSON"),
            (&format!("{{\"a\":{deep}"), "the body is not valid JSON"),
            (&format!("{{\"b\":{deep}"), "the body is not valid JSON"),
        ];
        for (body, expected) in cases {
            let refusal = read(body).unwrap_err();
            assert_eq!(
                (refusal.reason, refusal.problem.as_str()),
                (Reason::Body, expected)
            );
        }
        let invalid = Received::new("POST", "/").with_body(b"{\"a\":\"\xff\"}".to_vec());
        assert!(Body::read(&invalid, &PARAMS).is_err());
    }

    #[test]
    fn content_types_are_json_unless_they_are_forms() {
        let cases = [
            ("application/json", true),
            ("application/json; charset=utf-8", true),
            ("text/plain", true),
            ("application/x-www-form-urlencoded", false),
            ("Application/X-WWW-Form-URLencoded;charset=UTF-8", false),
            ("multipart/form-data; boundary=x", false),
        ];
        for (content_type, is_fine) in cases {
            let call = Received::new("POST", "/")
                .with_header("content-TYPE", content_type)
                .with_body("{}");
            assert_eq!(
                Body::read(&call, &PARAMS).is_ok(),
                is_fine,
                "{content_type}"
            );
        }
    }
}
