//! Compares documented examples with what a spec declares.

use crate::{
    diagnostic::{Diagnostic, Place},
    fit::{self, Misfit},
    json::{self, Json, JsonError, JsonKind},
    request::ExampleRequest,
    rules,
    spec::{
        EnumKind, Example, Field, In, ListStyle, Literal, Operation, Presence, Required, Success,
        Text, Type, Wire,
    },
    view::{Named, Types, View},
};

/// Examines all examples of a service.
pub(crate) fn examine(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        for example in &operation.examples {
            let mut examiner = Examiner {
                operation,
                types: view.types(operation),
                text: &example.request,
                status: None,
                problems,
            };
            examiner.request(view, example);
            examiner.response(view, example);
        }
    }
}

struct Examiner<'a, 'p> {
    operation: &'a Operation,
    types: Types<'a>,
    /// The text that ranges refer to.
    text: &'a Text,
    status: Option<u64>,
    problems: &'p mut Vec<Diagnostic>,
}

impl<'a> Examiner<'a, '_> {
    fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// The place of a stretch of the text, or of its first line.
    fn place(&self, range: &std::ops::Range<usize>) -> Place {
        let stretch = self.text.value.get(range.clone()).unwrap_or_default();
        let length = stretch.find('\n').unwrap_or(stretch.len());
        self.text.place_of(range.start, range.start + length)
    }

    fn not_json(&mut self, error: &JsonError) {
        let place = self.text.place_of(error.at, error.at);
        self.report(
            Diagnostic::new(
                &rules::RESPONSE_NOT_JSON,
                place,
                format!("the example is not JSON: {}", error.message),
            )
            .help("repair it, and record what the page shows as a contradiction"),
        );
    }

    fn request(&mut self, view: &View<'_>, example: &'a Example) {
        let request = match ExampleRequest::parse(&example.request.value) {
            Ok(request) => request,
            Err(error) => {
                let place = self.text.place_of(error.at, error.at);
                self.report(
                    Diagnostic::new(&rules::REQUEST_LINE, place, error.message)
                        .help("write GET /v1/things/7, then headers, an empty line and the body"),
                );
                return;
            }
        };
        let operation = self.operation;
        let line = self.place(&request.path_range);
        if !request.has_method(operation.method) {
            self.report(
                Diagnostic::new(
                    &rules::REQUEST_LINE,
                    self.place(&request.method_range),
                    format!(
                        "the example says {}, the spec {}",
                        request.method,
                        operation.method.as_str()
                    ),
                )
                .related(operation.path.place, "the spec")
                .help("compare both with the page"),
            );
        }
        let host = operation.host.as_ref().unwrap_or(&view.service.host);
        if let Some(shown) = &request.host
            && *shown != host.value
            && !view
                .service
                .hosts
                .iter()
                .any(|other| other.url.value == *shown)
        {
            self.report(
                Diagnostic::new(
                    &rules::REQUEST_LINE,
                    self.place(&request.host_range),
                    format!("the example calls {shown}, the spec {}", host.value),
                )
                .related(host.place, "the spec")
                .help("compare both with the page; other hosts go to `hosts:` of the service"),
            );
        }
        let Some(path) = request.path_values(&operation.path.value) else {
            self.report(
                Diagnostic::new(
                    &rules::REQUEST_LINE,
                    line,
                    format!(
                        "the path of the example does not fit {}",
                        operation.path.value
                    ),
                )
                .related(operation.path.place, "the template")
                .help("compare both with the page"),
            );
            return;
        };
        for (name, value) in &path {
            if let Some(field) = self.param(In::Path, name) {
                self.text_value(field, value, line);
            }
        }
        self.query(view, &request, line);
        for pair in &request.headers {
            if let Some(field) = self.param(In::Header, &pair.name) {
                let place = self.place(&pair.range);
                self.text_value(field, &pair.value, place);
            }
        }
        for field in self.required(In::Header) {
            let shown =
                |pair: &crate::request::Pair| pair.name.eq_ignore_ascii_case(&field.name.value);
            if !request.headers.is_empty() && !request.headers.iter().any(shown) {
                self.lacks(field, line);
            }
        }
        match request.json() {
            Ok(body) => self.body(&request, body.as_ref(), line),
            Err(error) => self.not_json(&error),
        }
    }

    fn param(&self, location: In, name: &str) -> Option<&'a Field> {
        self.operation.params.iter().find(|param| {
            param.location == Some(location)
                && if location == In::Header {
                    param.name.value.eq_ignore_ascii_case(name)
                } else {
                    param.name.value == name
                }
        })
    }

    fn required(&self, location: In) -> Vec<&'a Field> {
        self.operation
            .params
            .iter()
            .filter(|param| param.location == Some(location))
            .filter(|param| matches!(param.required, Required::Yes(_)) || param.value.is_some())
            .collect()
    }

    fn lacks(&mut self, field: &Field, place: Place) {
        self.report(
            Diagnostic::new(
                &rules::REQUEST_PARAMETERS,
                place,
                format!(
                    "the example lacks `{}`, which is required",
                    field.name.value
                ),
            )
            .related(field.name.place, "declared here")
            .help("compare both with the page: it may be optional"),
        );
    }

    fn query(&mut self, view: &View<'_>, request: &ExampleRequest, line: Place) {
        for pair in &request.query {
            let place = self.place(&pair.range);
            let Some(field) = self.param(In::Query, &pair.name) else {
                if view.service.credential.value
                    == crate::spec::Credential::Query(pair.name.clone())
                {
                    continue;
                }
                let known = self
                    .operation
                    .params
                    .iter()
                    .filter(|it| it.location == Some(In::Query));
                let problem = Diagnostic::new(
                    &rules::REQUEST_PARAMETERS,
                    place,
                    format!(
                        "the example sends `{}`, which `query` does not declare",
                        pair.name
                    ),
                )
                .did_you_mean(&pair.name, known.map(|it| it.name.value.as_str()))
                .help("declare it, with `evidence: example` if only the example shows it");
                self.report(problem);
                continue;
            };
            let comma = field
                .style
                .as_ref()
                .is_some_and(|it| it.value == ListStyle::Comma);
            if comma {
                for item in pair.value.split(',') {
                    self.text_value(field, item, place);
                }
            } else {
                self.text_value(field, &pair.value, place);
            }
        }
        for field in self.required(In::Query) {
            if !request
                .query
                .iter()
                .any(|pair| pair.name == field.name.value)
            {
                self.lacks(field, line);
            }
        }
    }

    fn body(&mut self, request: &ExampleRequest, body: Option<&Json>, line: Place) {
        let fields: Vec<&'a Field> = self
            .operation
            .params
            .iter()
            .filter(|param| param.location == Some(In::Body))
            .collect();
        match body {
            Some(Json {
                kind: JsonKind::Object(members),
                ..
            }) => {
                for (name, range, value) in members {
                    let Some(field) = fields.iter().find(|field| field.name.value == *name) else {
                        self.unmodelled(name, self.place(range), &fields);
                        continue;
                    };
                    self.value_of(field, value, &format!("body.{name}"));
                }
                for field in self.required(In::Body) {
                    if !members.iter().any(|(name, ..)| *name == field.name.value) {
                        self.lacks(field, line);
                    }
                }
            }
            Some(other) => {
                let place = self.text.place_of(request.body_start, request.body_start);
                self.report(
                    Diagnostic::new(
                        &rules::REQUEST_PARAMETERS,
                        place,
                        format!("the body of the example is {}, not an object", other.noun()),
                    )
                    .help("the format describes bodies that are objects"),
                );
            }
            None => {
                for field in self.required(In::Body) {
                    self.lacks(field, line);
                }
            }
        }
    }

    fn unmodelled(&mut self, name: &str, place: Place, known: &[&Field]) {
        let names = known.iter().map(|field| field.name.value.as_str());
        self.report(
            Diagnostic::new(
                &rules::UNMODELLED_FIELD,
                place,
                format!("the example shows `{name}`, which is not declared"),
            )
            .did_you_mean(name, names)
            .help("declare it, with `evidence: example` if only the example shows it"),
        );
    }

    /// A value in a path, query string or header.
    fn text_value(&mut self, field: &Field, value: &str, place: Place) {
        let ty = match &field.ty.value {
            Type::List(inner) => inner.as_ref(),
            ty => ty,
        };
        if let Err(misfit) = fit::text_fits(ty, self.types, value) {
            self.misfit(field, &misfit, place, &format!("`{value}`"), "");
            return;
        }
        self.limits(field, value, place);
    }

    fn misfit(&mut self, field: &Field, misfit: &Misfit, place: Place, shown: &str, about: &str) {
        let name = if about.ends_with("[]") {
            format!("an entry of `{}`", field.name.value)
        } else {
            format!("`{}`", field.name.value)
        };
        let problem = match misfit {
            Misfit::Kind(wanted) => Diagnostic::new(
                &rules::WRONG_TYPE,
                place,
                format!("{name} has to be {wanted}; the example has {shown}"),
            )
            .help("compare both with the page, and record what contradicts"),
            Misfit::NotListed(of) => Diagnostic::new(
                &rules::UNKNOWN_VALUE,
                place,
                format!("`{of}` has no value {shown}"),
            )
            .help("add the value, with `evidence: example`"),
        };
        self.report(problem.related(field.ty.place, "the declared type"));
    }

    /// Bounds, fixed values, patterns, and instants without a unit.
    fn limits(&mut self, field: &Field, value: &str, place: Place) {
        let name = &field.name.value;
        let mut outside = |bound: Place, message: String| {
            self.problems.push(
                Diagnostic::new(&rules::OUTSIDE_BOUNDS, place, message)
                    .related(bound, "declared here")
                    .help("compare both with the page"),
            );
        };
        if let Some((bound, word)) = rules::beyond(field, value) {
            outside(
                bound.place,
                format!("`{name}` is {word} than the spec allows"),
            );
        }
        let length = value.chars().count() as u64;
        if !matches!(field.ty.value, Type::List(_)) {
            if let Some(min) = field.min_length.as_ref().filter(|min| length < min.value) {
                outside(
                    min.place,
                    format!("`{name}` is shorter than the spec allows"),
                );
            }
            if let Some(max) = field.max_length.as_ref().filter(|max| length > max.value) {
                outside(
                    max.place,
                    format!("`{name}` is longer than the spec allows"),
                );
            }
        }
        if let Some(pattern) = &field.pattern
            && rules::compile(&pattern.value).is_ok_and(|regex| !regex.is_match(value))
        {
            outside(
                pattern.place,
                format!("`{name}` does not match the pattern"),
            );
        }
        if let Some(fixed) = &field.value
            && fit::literal_text(&fixed.value) != value
        {
            outside(
                fixed.place,
                format!("`{name}` has another value than the fixed one"),
            );
        }
        let bare = matches!(
            field.ty.value,
            Type::U32 | Type::U64 | Type::I64 | Type::F64
        );
        let digits = value.bytes().all(|b| b.is_ascii_digit());
        if bare && digits && matches!(value.len(), 10 | 13) && field.unit.is_none() {
            let unit = if value.len() == 10 {
                "unix_seconds"
            } else {
                "unix_millis"
            };
            self.report(
                Diagnostic::new(
                    &rules::TIME_WITHOUT_UNIT,
                    place,
                    format!(
                        "`{name}` has {} digits, like an instant, and no unit",
                        value.len()
                    ),
                )
                .related(field.ty.place, "the declared type")
                .help(format!("use `{unit}`, or say what it counts with `unit:`")),
            );
        }
    }

    fn response(&mut self, view: &View<'_>, example: &'a Example) {
        let Some(text) = &example.response else {
            return;
        };
        self.text = text;
        self.status = example.status.as_ref().map(|status| status.value);
        let json = match json::parse(&text.value) {
            Ok(json) => json,
            Err(error) => {
                self.not_json(&error);
                return;
            }
        };
        let status = self.status.unwrap_or(200);
        let success = self
            .operation
            .success
            .as_ref()
            .or(view.service.success.as_ref());
        let place = example
            .status
            .as_ref()
            .map_or(self.place(&json.range), |it| it.place);
        if !(200..300).contains(&status) || success.is_some_and(|rule| !holds(rule, &json)) {
            self.error_answer(view, &json, place);
            return;
        }
        let fields: Vec<&'a Field> = self.operation.response.iter().collect();
        self.object(&fields, &json, "response");
        self.count(&json);
    }

    fn error_answer(&mut self, view: &View<'_>, json: &Json, place: Place) {
        let code = view
            .service
            .envelopes
            .iter()
            .filter(|it| {
                it.when
                    .as_ref()
                    .is_none_or(|when| at(json, &when.value).is_some())
            })
            .find_map(|it| scalar(at(json, &it.code.value)?));
        let known = |code: &str| {
            let rows = self.operation.errors.iter().chain(&view.service.errors);
            rows.into_iter().any(|row| row.code.value == code)
        };
        let problem = match code {
            None => Diagnostic::new(
                &rules::ERROR_EXAMPLE,
                place,
                "the example is an error, and none of the service's envelopes fits it",
            )
            .help("compare its status and body with `envelopes:` and `success:`"),
            Some(code) if !known(&code) => Diagnostic::new(
                &rules::ERROR_EXAMPLE,
                place,
                format!("the example is an error with the code `{code}`, which no table has"),
            )
            .help("add a row to `errors:`, with `evidence: example`"),
            Some(_) => return,
        };
        self.report(problem);
    }

    fn count(&mut self, json: &Json) {
        let Some(pagination) = &self.operation.pagination else {
            return;
        };
        let (Some(count), Some(items)) = (&pagination.count, at(json, &pagination.items.value))
        else {
            return;
        };
        let JsonKind::List(items) = &items.kind else {
            return;
        };
        if let Some(shown) = at(json, &count.value).and_then(|it| scalar(it).map(|text| (it, text)))
            && shown.1 != items.len().to_string()
        {
            let about = format!("response.{}", count.value);
            let message = format!(
                "the example says {} in `{}` and shows {} entries",
                shown.1,
                count.value,
                items.len()
            );
            let place = self.place(&shown.0.range);
            self.unrecorded(&about, message, place);
        }
    }

    fn unrecorded(&mut self, about: &str, message: String, place: Place) {
        let recorded = |it: &crate::spec::Contradiction| it.about.value == about;
        if !self.operation.contradictions.iter().any(recorded) {
            self.report(
                Diagnostic::new(&rules::UNRECORDED, place, message).help(format!(
                    "record it: `contradictions: [{{ about: {about}, … }}]`"
                )),
            );
        }
    }

    fn object(&mut self, fields: &[&'a Field], json: &Json, about: &str) {
        let JsonKind::Object(members) = &json.kind else {
            let place = self.place(&json.range);
            self.report(
                Diagnostic::new(
                    &rules::WRONG_TYPE,
                    place,
                    format!(
                        "`{about}` has to be an object; the example has {}",
                        json.noun()
                    ),
                )
                .help("compare both with the page"),
            );
            return;
        };
        for (name, range, value) in members {
            let place = self.place(range);
            let owner = fields
                .iter()
                .find(|field| field.wire_names().any(|known| known.value == *name));
            let Some(field) = owner else {
                self.unmodelled(name, place, fields);
                continue;
            };
            let about = format!("{about}.{}", field.name.value);
            if field.name.value != *name {
                let message = format!("the example calls `{}` `{name}`", field.name.value);
                self.unrecorded(&about, message, place);
            }
            if field.deprecated.is_some() || field.retired.is_some() {
                let message = format!("the example shows `{name}`, which is withdrawn");
                self.unrecorded(&about, message, place);
            }
            self.value_of(field, value, &about);
        }
        for field in fields {
            let Presence::Always(always) = field.presence else {
                continue;
            };
            let shown = members.iter().find(|(name, _, value)| {
                field.wire_names().any(|known| known.value == *name)
                    && !matches!(value.kind, JsonKind::Null)
            });
            if shown.is_none() {
                let place = self.text.place_of(json.range.start, json.range.start + 1);
                self.report(
                    Diagnostic::new(
                        &rules::ALWAYS_MISSING,
                        place,
                        format!("this object of the example lacks `{}`", field.name.value),
                    )
                    .related(always, "always sent, it says here")
                    .help("leave `presence` out, or say `when:` it is sent"),
                );
            }
        }
    }

    fn value_of(&mut self, field: &'a Field, json: &Json, about: &str) {
        if matches!(json.kind, JsonKind::Null) {
            return;
        }
        self.typed(field, &field.ty.value, json, about);
        if let JsonKind::List(items) = &json.kind {
            let length = items.len() as u64;
            let place = self.text.place_of(json.range.start, json.range.start + 1);
            for (bound, bad) in [
                (
                    &field.min_length,
                    field
                        .min_length
                        .as_ref()
                        .is_some_and(|it| length < it.value),
                ),
                (
                    &field.max_length,
                    field
                        .max_length
                        .as_ref()
                        .is_some_and(|it| length > it.value),
                ),
            ] {
                if let Some(bound) = bound.as_ref().filter(|_| bad) {
                    self.report(
                        Diagnostic::new(
                            &rules::OUTSIDE_BOUNDS,
                            place,
                            format!(
                                "`{}` has {length} entries, {} than the spec allows",
                                field.name.value,
                                if length < bound.value {
                                    "fewer"
                                } else {
                                    "more"
                                },
                            ),
                        )
                        .related(bound.place, "declared here")
                        .help("compare both with the page"),
                    );
                }
            }
        }
    }

    fn typed(&mut self, field: &'a Field, ty: &'a Type, json: &Json, about: &str) {
        let place = self.place(&json.range);
        let wire = field.wire.as_ref().map(|wire| wire.value);
        match (ty, &json.kind) {
            (Type::Json, _) | (Type::Bool, JsonKind::Bool(_)) => {}
            (Type::List(inner), JsonKind::List(items)) => {
                for item in items {
                    self.typed(field, inner, item, &format!("{about}[]"));
                }
            }
            (Type::Map(inner), JsonKind::Object(members)) => {
                for (_, _, value) in members {
                    self.typed(field, inner, value, &format!("{about}[]"));
                }
            }
            (Type::Named(name), _) => match self.types.find(name) {
                Some(Named::Object(object)) => {
                    let fields: Vec<&'a Field> = object.fields.iter().collect();
                    self.object(&fields, json, about);
                }
                Some(Named::Enum(found)) => {
                    let misfit = match (found.of.value, &json.kind) {
                        (EnumKind::Integer, JsonKind::Number(wire))
                        | (EnumKind::String, JsonKind::Text(wire)) => {
                            let literal = match found.of.value {
                                EnumKind::Integer => Literal::Int(wire.clone()),
                                EnumKind::String => Literal::Text(wire.clone()),
                            };
                            fit::literal_fits(ty, self.types, &literal).err()
                        }
                        (EnumKind::Integer, _) => Some(Misfit::Kind("an integer")),
                        (EnumKind::String, _) => Some(Misfit::Kind("a string")),
                    };
                    if let Some(misfit) = misfit {
                        let shown = match misfit {
                            Misfit::Kind(_) => shown(json),
                            Misfit::NotListed(_) => {
                                format!("`{}`", scalar(json).unwrap_or_default())
                            }
                        };
                        self.misfit(field, &misfit, place, &shown, about);
                    }
                }
                None => {}
            },
            (Type::String | Type::Url, JsonKind::Text(text)) => self.limits(field, text, place),
            (Type::String | Type::Url, JsonKind::Number(_)) if wire == Some(Wire::Either) => {}
            (ty, JsonKind::Number(digits))
                if wire != Some(Wire::Text) && fit::number_fits(ty, digits) =>
            {
                self.limits(field, digits, place);
            }
            (ty, JsonKind::Text(digits)) if wire.is_some() && fit::number_fits(ty, digits) => {
                self.limits(field, digits, place);
            }
            (ty, _) => {
                let wanted = if wire == Some(Wire::Text) {
                    "a number written as a string"
                } else {
                    fit::wanted(ty)
                };
                self.misfit(field, &Misfit::Kind(wanted), place, &shown(json), about);
            }
        }
    }
}

/// The value at a dotted path.
fn at<'j>(json: &'j Json, path: &str) -> Option<&'j Json> {
    path.split('.').try_fold(json, |json, name| json.get(name))
}

/// A value for messages: numbers as they are, of others their kind.
fn shown(json: &Json) -> String {
    match &json.kind {
        JsonKind::Number(digits) => format!("the number {digits}"),
        _ => json.noun().to_owned(),
    }
}

/// A string or number as text.
fn scalar(json: &Json) -> Option<String> {
    match &json.kind {
        JsonKind::Number(text) | JsonKind::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn holds(rule: &Success, json: &Json) -> bool {
    at(json, &rule.field.value)
        .and_then(scalar)
        .is_some_and(|shown| shown == fit::literal_text(&rule.equals.value))
}
