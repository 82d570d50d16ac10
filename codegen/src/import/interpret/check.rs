//! Where table, example, address and code samples disagree.

use std::collections::{HashMap, HashSet};

use crate::{
    fit,
    import::{
        DoubtKind,
        sample::{self, Assignments, Leaf, Request},
    },
    model::{Field, Format, In, Kind, Literal, Operation, Unit},
};

use super::{access, call::Address, doubts::Doubts, examples::Examples, gather::short};

/// Lists what the parts of a page say differently.
pub(super) fn check(
    operation: &Operation,
    template: &Address,
    examples: &Examples,
    doubts: &mut Doubts,
) {
    for (index, request) in examples.requests.iter().enumerate() {
        line(operation, request, doubts);
        query(operation, template, request, index == 0, doubts);
        headers(operation, request, doubts);
    }
    body(operation, examples, doubts);
    answer(operation, examples, doubts);
    for sample in &examples.samples {
        values(operation, sample, examples, doubts);
    }
    twice(operation, doubts);
    for field in operation.params.iter().chain(&operation.response) {
        within(field, doubts);
    }
}

/// Method, host and path of an example against those of the page.
fn line(operation: &Operation, request: &Request, doubts: &mut Doubts) {
    let mut differs = |what: &str, said: &str, shown: &str| {
        doubts.add(
            request.line,
            DoubtKind::Contradiction,
            format!(
                "the {what} is `{}` on the page, and `{}` in the example",
                short(said),
                short(shown)
            ),
            "",
        );
    };
    if let Some(method) = &operation.method
        && !request.method.is_empty()
        && method.value != request.method
    {
        differs("method", &method.value, &request.method);
    }
    let header = request
        .headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("host"))
        .map(|(_, value)| format!("https://{}", value.trim()));
    if let (Some(host), Some(shown)) = (&operation.host, request.host.clone().or(header)) {
        let bare = |it: &str| it.split("://").last().unwrap_or_default().to_owned();
        if bare(&host.value) != bare(&shown) {
            differs("host", &host.value, &shown);
        }
    }
    if let Some(path) = &operation.path
        && request.path.len() > 1
        && !matches(&path.value, &request.path)
    {
        differs("path", &path.value, &request.path);
    }
}

/// Whether a path is one of a template.
pub(super) fn matches(template: &str, path: &str) -> bool {
    let template: Vec<&str> = template.trim_end_matches('/').split('/').collect();
    let path: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    template.len() == path.len()
        && template
            .iter()
            .zip(&path)
            .all(|(want, have)| want.contains('{') || want == have)
}

fn query(
    operation: &Operation,
    template: &Address,
    request: &Request,
    first: bool,
    doubts: &mut Doubts,
) {
    for (name, value) in &request.query {
        let known = operation
            .params
            .iter()
            .find(|it| it.path == *name && it.location == Some(In::Query));
        match known {
            Some(param) => shown(param, &short(value), request.line, doubts),
            None if access::credential_name(name) => {}
            None => doubts.add(
                request.line,
                DoubtKind::Contradiction,
                format!("the example sends `{name}` in the query, which no table lists"),
                "",
            ),
        }
    }
    if !first || (request.query.is_empty() && template.query.is_empty()) {
        return;
    }
    for param in &operation.params {
        let needed = param.required.as_ref().is_some_and(|it| it.value);
        let sent = request.query.iter().any(|(name, _)| *name == param.path);
        if needed && param.location == Some(In::Query) && !sent {
            doubts.add(
                request.line,
                DoubtKind::Contradiction,
                "it is required, and the example does not send it".to_owned(),
                &param.subject(),
            );
        }
    }
}

/// Headers of an example that say something of the operation.
fn headers(operation: &Operation, request: &Request, doubts: &mut Doubts) {
    for (name, _) in &request.headers {
        let listed = operation
            .params
            .iter()
            .any(|it| it.location == Some(In::Header) && it.path.eq_ignore_ascii_case(name));
        if !listed && !access::credential_name(name) && !access::plain_header(name) {
            doubts.add(
                request.line,
                DoubtKind::Contradiction,
                format!("the example sends the header `{name}`, which no table lists"),
                "",
            );
        }
    }
}

/// A value of an example, as text, against what is said of its field.
fn shown(field: &Field, value: &str, line: u32, doubts: &mut Doubts) {
    let masked = value.is_empty()
        || value.contains(['*', '{', '<', '$'])
        || value.contains("xx")
        || value.contains("...");
    if masked {
        return;
    }
    if !field.values.is_empty()
        && !field
            .values
            .iter()
            .any(|it| fit::literal_text(&it.wire) == value)
    {
        doubts.add(
            line,
            DoubtKind::Contradiction,
            format!(
                "the example has the value `{}`, which is not listed",
                short(value)
            ),
            &field.subject(),
        );
    }
    let whole = value
        .strip_prefix('-')
        .unwrap_or(value)
        .bytes()
        .all(|b| b.is_ascii_digit());
    if field
        .kind
        .as_ref()
        .is_some_and(|kind| kind.value == Kind::Integer)
        && !whole
    {
        doubts.add(
            line,
            DoubtKind::Contradiction,
            format!("it is an integer, and the example has `{}`", short(value)),
            &field.subject(),
        );
    }
}

fn body(operation: &Operation, examples: &Examples, doubts: &mut Doubts) {
    if examples.sent.is_empty() {
        return;
    }
    let listed: HashMap<&str, &Field> = operation
        .params
        .iter()
        .rev()
        .filter(|it| it.location == Some(In::Body))
        .map(|it| (it.path.as_str(), it))
        .collect();
    let mut folded: HashSet<&str> = HashSet::new();
    for leaf in &examples.sent {
        let parent = super::tree::parent_of(&leaf.path).trim_end_matches("[]");
        if folded.contains(parent) || leaf.path.ends_with("[]") {
            folded.insert(leaf.path.as_str());
            continue;
        }
        if let Some(field) = listed.get(leaf.path.as_str()) {
            typed(field, leaf, doubts);
            continue;
        }
        folded.insert(leaf.path.as_str());
        doubts.add(
            leaf.line,
            DoubtKind::Contradiction,
            format!(
                "the example sends `{}` in the body, which no table lists",
                leaf.path
            ),
            "",
        );
    }
    let sent: HashSet<&str> = examples.sent.iter().map(|it| it.path.as_str()).collect();
    let line = examples.sent.first().map_or(0, |it| it.line);
    for field in listed.values() {
        let needed = field.required.as_ref().is_some_and(|it| it.value);
        if needed && !field.path.contains('.') && !sent.contains(field.path.as_str()) {
            doubts.add(
                line,
                DoubtKind::Contradiction,
                "it is required, and the example does not send it".to_owned(),
                &field.subject(),
            );
        }
    }
}

fn answer(operation: &Operation, examples: &Examples, doubts: &mut Doubts) {
    let leaves: HashMap<&str, &Leaf> = examples
        .answered
        .iter()
        .map(|it| (it.path.as_str(), it))
        .collect();
    order(operation, &leaves, doubts);
    for field in &operation.response {
        let Some(leaf) = leaves.get(field.path.as_str()) else {
            continue;
        };
        typed(field, leaf, doubts);
        if field.deprecated.is_some() {
            doubts.add(
                leaf.line,
                DoubtKind::Contradiction,
                "the table says that it is no longer in use, and the example has it".to_owned(),
                &field.subject(),
            );
        }
    }
}

/// An end before its start, in the example.
fn order(operation: &Operation, leaves: &HashMap<&str, &Leaf>, doubts: &mut Doubts) {
    let instant = |path: &str| {
        operation
            .response
            .iter()
            .find(|it| it.path == path)
            .filter(|it| {
                it.format
                    .as_ref()
                    .is_some_and(|it| it.value == Format::Instant)
            })
            .and_then(|_| leaves.get(path))
            .and_then(|leaf| Some((leaf.line, leaf.first.parse::<i128>().ok()?)))
    };
    for field in &operation.response {
        let name = field.path.rsplit('.').next().unwrap_or_default();
        for (from, to) in [("start", "end"), ("Start", "End"), ("begin", "end")] {
            if !name.contains(from) {
                continue;
            }
            let parent = &field.path[..field.path.len() - name.len()];
            let other = format!("{parent}{}", name.replacen(from, to, 1));
            if let (Some((_, start)), Some((line, end))) = (instant(&field.path), instant(&other))
                && end < start
                && end > 0
            {
                doubts.add(
                    line,
                    DoubtKind::Contradiction,
                    format!("in the example it lies before `{name}`"),
                    &format!("response.{other}"),
                );
            }
        }
    }
}

/// A member of an example against the type of its field.
fn typed(field: &Field, leaf: &Leaf, doubts: &mut Doubts) {
    let Some(kind) = field.kind.as_ref().map(|it| it.value) else {
        return;
    };
    if leaf.null_only {
        return;
    }
    let whole_number = kind == Kind::Number && leaf.kind == Kind::Integer;
    if kind != leaf.kind && !whole_number {
        doubts.add(
            leaf.line,
            DoubtKind::Contradiction,
            format!(
                "the table calls it {} and the example has {}",
                kind.noun(),
                leaf.kind.noun()
            ),
            &field.subject(),
        );
        return;
    }
    for (other, line) in &leaf.others {
        doubts.add(
            *line,
            DoubtKind::Contradiction,
            format!(
                "the example has {} in one entry and {} in another",
                leaf.kind.noun(),
                other.noun()
            ),
            &field.subject(),
        );
    }
    if matches!(kind, Kind::String | Kind::Integer) && !field.values.is_empty() {
        shown(field, &leaf.first, leaf.line, doubts);
    }
    bounds(field, &leaf.first, leaf.line, doubts);
    magnitude(field, &leaf.first, leaf.line, doubts);
}

/// A number of an example outside of its range.
fn bounds(field: &Field, value: &str, line: u32, doubts: &mut Doubts) {
    let beyond = |bound: &Option<crate::model::Fact<Literal>>, wrong: std::cmp::Ordering| {
        bound
            .as_ref()
            .map(|bound| fit::literal_text(&bound.value))
            .filter(|bound| fit::compare(value, bound) == Some(wrong))
    };
    let found = beyond(&field.max, std::cmp::Ordering::Greater)
        .map(|bound| (bound, "largest"))
        .or_else(|| beyond(&field.min, std::cmp::Ordering::Less).map(|bound| (bound, "smallest")));
    if let Some((bound, which)) = found {
        doubts.add(
            line,
            DoubtKind::Contradiction,
            format!(
                "the example has `{}`, and the {which} value is {bound}",
                short(value)
            ),
            &field.subject(),
        );
    }
}

/// An instant of an example that can only be counted in another unit: today, ten digits are
/// seconds and thirteen are milliseconds.
fn magnitude(field: &Field, value: &str, line: u32, doubts: &mut Doubts) {
    let instant = field
        .format
        .as_ref()
        .is_some_and(|it| it.value == Format::Instant);
    let digits = value
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then_some(value.len());
    let (Some(unit), Some(digits), true) = (&field.unit, digits, instant) else {
        return;
    };
    let other = match unit.value {
        Unit::Seconds if digits == 13 => "milliseconds",
        Unit::Milliseconds if digits == 10 => "seconds",
        _ => return,
    };
    doubts.add(
        line,
        DoubtKind::Contradiction,
        format!(
            "the page counts it in {}, and `{value}` of the example can only be {other}",
            unit.value.as_str()
        ),
        &field.subject(),
    );
}

/// A name or a code that tables list twice.
fn twice(operation: &Operation, doubts: &mut Doubts) {
    let mut first: HashMap<String, u32> = HashMap::new();
    for field in operation.params.iter().chain(&operation.response) {
        let line = *first.entry(field.subject()).or_insert(field.at.line);
        if line != field.at.line {
            doubts.add(
                field.at.line,
                DoubtKind::Contradiction,
                format!("it is listed twice; the other row is that of line {line}"),
                &field.subject(),
            );
        }
    }
    let mut first = HashMap::new();
    for row in &operation.errors {
        let (line, text) = *first
            .entry(row.code.as_str())
            .or_insert((row.at.line, row.text.as_ref().map(|it| &it.value)));
        if line != row.at.line && text != row.text.as_ref().map(|it| &it.value) {
            doubts.add(
                row.at.line,
                DoubtKind::Contradiction,
                format!(
                    "the code `{}` means something else in line {line}",
                    short(&row.code)
                ),
                &format!("errors.{}", row.code),
            );
        }
    }
}

/// What a code sample sets against the names under which the request example sends it.
fn values(operation: &Operation, sample: &Assignments, examples: &Examples, doubts: &mut Doubts) {
    let Some(request) = examples.requests.first() else {
        return;
    };
    let sent: Vec<(&str, &str)> = request
        .query
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .chain(
            examples
                .sent
                .iter()
                .map(|leaf| (leaf.name.as_str(), leaf.first.as_str())),
        )
        .filter(|(_, value)| value.len() > 2)
        .collect();
    for (name, value) in &sent {
        // Only a value that a single parameter has tells which one is meant.
        if sent.iter().filter(|(_, other)| other == value).count() != 1 {
            continue;
        }
        let mut same = sample
            .pairs
            .iter()
            .filter(|(_, _, known)| known == value)
            .peekable();
        let Some((line, other, _)) = same.peek().copied() else {
            continue;
        };
        if same.any(|(_, known, _)| sample::same_name(known, name)) || other.is_empty() {
            continue;
        }
        let subject = operation
            .params
            .iter()
            .find(|it| it.path == *name)
            .map(Field::subject)
            .unwrap_or_default();
        doubts.add(
            *line,
            DoubtKind::Contradiction,
            format!(
                "the code sample in {} sets `{other}` to the value that the example sends as `{name}`",
                sample.language
            ),
            &subject,
        );
    }
}

/// A default outside of the listed values or the range.
fn within(field: &Field, doubts: &mut Doubts) {
    let Some(default) = &field.default else {
        return;
    };
    let text = fit::literal_text(&default.value);
    let listed = field.values.is_empty()
        || field
            .values
            .iter()
            .any(|it| fit::literal_text(&it.wire) == text);
    let beyond = |bound: &Option<crate::model::Fact<Literal>>, wrong: std::cmp::Ordering| {
        bound
            .as_ref()
            .and_then(|bound| fit::compare(&text, &fit::literal_text(&bound.value)))
            == Some(wrong)
    };
    let reason = if !listed {
        "which is not listed as a value"
    } else if beyond(&field.max, std::cmp::Ordering::Greater) {
        "which is more than the largest value"
    } else if beyond(&field.min, std::cmp::Ordering::Less) {
        "which is less than the smallest value"
    } else {
        return;
    };
    doubts.add(
        default.at.line,
        DoubtKind::Contradiction,
        format!("the default is `{text}`, {reason}"),
        &field.subject(),
    );
}
