//! Compares an example's answer with the fields, the envelopes and the error tables.

use super::{Examiner, scalar};
use crate::{
    diagnostic::{Diagnostic, Place},
    fit,
    json::{self, Json, JsonKind},
    rules,
    spec::{Example, Field, Success},
    view::View,
};

impl<'a> Examiner<'a, '_> {
    pub(super) fn response(&mut self, view: &View<'_>, example: &'a Example) {
        let Some(text) = &example.response else {
            return;
        };
        self.text = text;
        let json = match json::parse(&text.value) {
            Ok(json) => json,
            Err(error) => {
                self.not_json(&error);
                return;
            }
        };
        let status = example.status.as_ref().map_or(200, |it| it.value);
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
}

/// The value at a dotted path.
fn at<'j>(json: &'j Json, path: &str) -> Option<&'j Json> {
    path.split('.').try_fold(json, |json, name| json.get(name))
}

fn holds(rule: &Success, json: &Json) -> bool {
    at(json, &rule.field.value)
        .and_then(scalar)
        .is_some_and(|shown| shown == fit::literal_text(&rule.equals.value))
}
