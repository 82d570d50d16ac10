//! Compares documented examples with what a spec declares.

mod limits;
mod request;
mod response;
mod values;

use crate::{
    diagnostic::{Diagnostic, Place},
    json::{Json, JsonError, JsonKind},
    rules,
    spec::{Contradiction, Field, Operation, Text},
    view::{Types, View},
};

/// Examines all examples of a service.
pub(crate) fn examine(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        for example in &operation.examples {
            let mut examiner = Examiner {
                operation,
                types: view.types(operation),
                text: &example.request,
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
    problems: &'p mut Vec<Diagnostic>,
}

impl Examiner<'_, '_> {
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

    fn unrecorded(&mut self, about: &str, message: String, place: Place) {
        let recorded = |it: &Contradiction| it.about.value == about;
        if !self.operation.contradictions.iter().any(recorded) {
            self.report(
                Diagnostic::new(&rules::UNRECORDED, place, message).help(format!(
                    "record it: `contradictions: [{{ about: {about}, … }}]`"
                )),
            );
        }
    }
}

/// A string or number as text.
fn scalar(json: &Json) -> Option<String> {
    match &json.kind {
        JsonKind::Number(text) | JsonKind::Text(text) => Some(text.clone()),
        _ => None,
    }
}
