//! Compares an example's request with the parameters.

use super::Examiner;
use crate::{
    diagnostic::{Diagnostic, Place},
    fit,
    json::{Json, JsonKind},
    request::{ExampleRequest, Pair},
    rules,
    spec::{Credential, Example, Field, In, ListStyle, Required, Type},
    view::View,
};

impl<'a> Examiner<'a, '_> {
    pub(super) fn request(&mut self, view: &View<'_>, example: &'a Example) {
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
        self.method(&request);
        self.host(view, &request);
        let line = self.place(&request.path_range);
        if !self.path(&request, line) {
            return;
        }
        self.query(view, &request, line);
        self.headers(&request, line);
        match request.json() {
            Ok(body) => self.body(&request, body.as_ref(), line),
            Err(error) => self.not_json(&error),
        }
    }

    fn method(&mut self, request: &ExampleRequest) {
        let operation = self.operation;
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
    }

    fn host(&mut self, view: &View<'_>, request: &ExampleRequest) {
        let host = self.operation.host.as_ref().unwrap_or(&view.service.host);
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
    }

    /// Whether the path fits the template: without that, nothing can be compared.
    fn path(&mut self, request: &ExampleRequest, line: Place) -> bool {
        let operation = self.operation;
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
            return false;
        };
        for (name, value) in &path {
            if let Some(field) = self.param(In::Path, name) {
                self.text_value(field, value, line);
            }
        }
        true
    }

    fn query(&mut self, view: &View<'_>, request: &ExampleRequest, line: Place) {
        for pair in &request.query {
            let place = self.place(&pair.range);
            let Some(field) = self.param(In::Query, &pair.name) else {
                if view.service.credential.value != Credential::Query(pair.name.clone()) {
                    self.undeclared(&pair.name, place);
                }
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

    fn undeclared(&mut self, name: &str, place: Place) {
        let known = self
            .operation
            .params
            .iter()
            .filter(|it| it.location == Some(In::Query));
        let problem = Diagnostic::new(
            &rules::REQUEST_PARAMETERS,
            place,
            format!("the example sends `{name}`, which `query` does not declare"),
        )
        .did_you_mean(name, known.map(|it| it.name.value.as_str()))
        .help("declare it, with `evidence: example` if only the example shows it");
        self.report(problem);
    }

    fn headers(&mut self, request: &ExampleRequest, line: Place) {
        for pair in &request.headers {
            if let Some(field) = self.param(In::Header, &pair.name) {
                let place = self.place(&pair.range);
                self.text_value(field, &pair.value, place);
            }
        }
        for field in self.required(In::Header) {
            let shown = |pair: &Pair| pair.name.eq_ignore_ascii_case(&field.name.value);
            if !request.headers.is_empty() && !request.headers.iter().any(shown) {
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
}
