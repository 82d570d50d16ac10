//! Which operation a request is for.

use std::cmp::Reverse;

use super::{OperationSpec, decode::percent_decode};

/// The operations by their paths, the most specific first.
#[derive(Debug, Default)]
pub(super) struct Routes(Vec<Route>);

/// What a request is for.
#[derive(Debug)]
pub(super) enum Match {
    /// An operation, and the values of its placeholders.
    Found(&'static OperationSpec, Vec<(&'static str, String)>),
    /// There are operations of this path, but with these methods.
    WrongMethod(Vec<&'static str>),
    /// No operation has this path.
    Unknown,
}

#[derive(Debug)]
struct Route {
    operation: &'static OperationSpec,
    segments: Vec<Segment>,
}

/// One segment of a template.
#[derive(Clone, Copy, Debug)]
enum Segment {
    Literal(&'static str),
    /// A placeholder, with what stands before and after it.
    Placeholder(&'static str, &'static str, &'static str),
}

impl Routes {
    /// Adds an operation, unless there is one with the same method and path.
    pub(super) fn add(&mut self, operation: &'static OperationSpec) {
        let known = self.0.iter().any(|route| {
            route.operation.method == operation.method && route.operation.path == operation.path
        });
        if known {
            return;
        }
        let segments = operation.path.split('/').map(Segment::parse).collect();
        self.0.push(Route {
            operation,
            segments,
        });
        // The sort is stable: of routes that are equally specific, the one that came first wins.
        self.0.sort_by_cached_key(Route::rank);
    }

    /// The operation that a method and a path, without query, belong to.
    pub(super) fn find(&self, method: &str, path: &str) -> Match {
        let segments: Vec<&str> = path.split('/').collect();
        let mut methods = Vec::new();
        for route in &self.0 {
            let Some(values) = route.fill(&segments) else {
                continue;
            };
            let known = route.operation.method.as_str();
            if known == method {
                return Match::Found(route.operation, values);
            }
            if !methods.contains(&known) {
                methods.push(known);
            }
        }
        if methods.is_empty() {
            Match::Unknown
        } else {
            Match::WrongMethod(methods)
        }
    }
}

impl Route {
    /// Orders routes: the more of the leftmost segment is literal, the earlier.
    fn rank(&self) -> Vec<Reverse<usize>> {
        self.segments
            .iter()
            .map(|segment| Reverse(segment.literal_length()))
            .collect()
    }

    /// The values of the placeholders; `None` if the path is another one.
    fn fill(&self, segments: &[&str]) -> Option<Vec<(&'static str, String)>> {
        if self.segments.len() != segments.len() {
            return None;
        }
        let mut values = Vec::new();
        for (template, segment) in self.segments.iter().zip(segments) {
            match *template {
                Segment::Literal(literal) if literal == *segment => {}
                Segment::Literal(_) => return None,
                Segment::Placeholder(before, name, after) => {
                    let value = segment.strip_prefix(before)?.strip_suffix(after)?;
                    let value = percent_decode(value).filter(|value| !value.is_empty())?;
                    values.push((name, value));
                }
            }
        }
        Some(values)
    }
}

impl Segment {
    fn parse(text: &'static str) -> Self {
        let placeholder = text.split_once('{').and_then(|(before, rest)| {
            let (name, after) = rest.split_once('}')?;
            Some(Self::Placeholder(before, name, after))
        });
        placeholder.unwrap_or(Self::Literal(text))
    }

    fn literal_length(self) -> usize {
        match self {
            Self::Literal(_) => usize::MAX,
            Self::Placeholder(before, _, after) => before.len() + after.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::{Method, Operation};

    const fn get(operation: &'static Operation, path: &'static str) -> OperationSpec {
        OperationSpec::new(operation, Method::Get, path)
    }

    static OPERATIONS: [OperationSpec; 8] = [
        get(&Operation::new("by_id"), "/a/{id}"),
        get(&Operation::new("mine"), "/a/mine"),
        get(&Operation::new("by_code"), "/v1/meetings/live_play/replays"),
        get(
            &Operation::new("by_meeting"),
            "/v1/meetings/{meetingId}/live_play/replays",
        ),
        get(&Operation::new("left"), "/b/x/{id}"),
        get(&Operation::new("right"), "/b/{id}/x"),
        get(&Operation::new("room"), "/c/rooms:{id}.json"),
        OperationSpec::new(&Operation::new("change"), Method::Post, "/a/{id}"),
    ];

    fn routes() -> Routes {
        let mut routes = Routes::default();
        for operation in &OPERATIONS {
            routes.add(operation);
        }
        routes
    }

    fn found(method: &str, path: &str) -> String {
        match routes().find(method, path) {
            Match::Found(operation, values) => {
                let values = values
                    .iter()
                    .map(|(name, value)| format!(" {name}={value}"));
                format!("{}{}", operation.name(), values.collect::<String>())
            }
            Match::WrongMethod(methods) => methods.join(","),
            Match::Unknown => "unknown".to_owned(),
        }
    }

    #[test]
    fn requests_find_their_operation() {
        let cases = [
            ("GET", "/a/mine", "mine"),
            ("GET", "/a/other", "by_id id=other"),
            // The placeholder is all that is left for this method.
            ("POST", "/a/mine", "change id=mine"),
            ("GET", "/v1/meetings/live_play/replays", "by_code"),
            (
                "GET",
                "/v1/meetings/7/live_play/replays",
                "by_meeting meetingId=7",
            ),
            (
                "GET",
                "/v1/meetings/live_play/live_play/replays",
                "by_meeting meetingId=live_play",
            ),
            // Both fit; the leftmost literal decides.
            ("GET", "/b/x/x", "left id=x"),
            ("GET", "/b/y/x", "right id=y"),
            ("GET", "/c/rooms:7.json", "room id=7"),
            ("GET", "/c/rooms:.json", "unknown"),
            ("GET", "/c/rooms:7", "unknown"),
            ("GET", "/c/7.json", "unknown"),
            ("DELETE", "/a/mine", "GET,POST"),
            ("get", "/a/mine", "GET,POST"),
            ("GET", "/a", "unknown"),
            ("GET", "/a/", "unknown"),
            ("GET", "/a/mine/", "unknown"),
            ("GET", "//mine", "unknown"),
            ("GET", "a/mine", "unknown"),
            ("GET", "*", "unknown"),
            ("GET", "", "unknown"),
            ("GET", "/A/mine", "unknown"),
        ];
        for (method, path, expected) in cases {
            assert_eq!(found(method, path), expected, "{method} {path}");
        }
    }

    #[test]
    fn values_are_decoded_within_their_segment() {
        let cases = [
            ("/a/x%2Fy", "by_id id=x/y"),
            ("/a/a+b%20c", "by_id id=a+b c"),
            ("/a/%E5%8F%96", "by_id id=取"),
            // The client encodes what is a value, so this is no literal.
            ("/a/%6Dine", "by_id id=mine"),
            ("/a/%2", "unknown"),
            ("/a/%FF", "unknown"),
            ("/a/x/y", "unknown"),
        ];
        for (path, expected) in cases {
            assert_eq!(found("GET", path), expected, "{path}");
        }
    }

    #[test]
    fn an_operation_is_added_once() {
        let mut routes = routes();
        let before = routes.0.len();
        routes.add(&OPERATIONS[1]);
        assert_eq!(routes.0.len(), before);
    }
}
