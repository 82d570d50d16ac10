//! Everything that an operation says, one fact per line.

use std::collections::HashSet;

use super::{
    Aspect, At, ErrorRow, Example, Fact, Field, Literal, Operation, compact, lines_text,
    literal_text, millis_of, span_text,
};

/// One fact: `query.page_size`, `Max`, `20`, line 28.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Datum {
    /// Empty for the operation itself, else as in `about:` of a contradiction:
    /// `query.page_size`, `response.record_meetings[].state`, `errors.190004`.
    pub subject: String,
    /// What is said of it.
    pub aspect: Aspect,
    /// The value as text, of which there is one for each meaning; what an aspect holds is its
    /// value too, except for rates and keys of the pagination. What merely exists has an empty one.
    pub value: String,
    /// Where it stands.
    pub at: At,
}

/// Lists everything that an operation says, in its order: the operation, its parameters, the
/// answer, the errors, the examples.
///
/// What is not known is not listed, and neither are limits that only the service has.
#[must_use]
pub fn facts(operation: &Operation) -> Vec<Datum> {
    let mut facts = Facts::default();
    facts.operation(operation);
    for field in operation.params.iter().chain(&operation.response) {
        facts.field(field);
    }
    facts.errors(&operation.errors);
    for (number, example) in operation.examples.iter().enumerate() {
        facts.example(number, example);
    }
    facts.list
}

#[derive(Default)]
struct Facts {
    list: Vec<Datum>,
    /// Of what is pushed next.
    subject: String,
}

impl Facts {
    fn push(&mut self, aspect: Aspect, value: impl Into<String>, at: At) {
        self.list.push(Datum {
            subject: self.subject.clone(),
            aspect,
            value: value.into(),
            at,
        });
    }

    /// What may not be known.
    fn fact<T>(&mut self, aspect: Aspect, fact: Option<&Fact<T>>, text: impl Fn(&T) -> String) {
        if let Some(fact) = fact {
            self.push(aspect, text(&fact.value), fact.at);
        }
    }

    fn operation(&mut self, operation: &Operation) {
        self.subject.clear();
        self.push(Aspect::Exists, "", operation.at);
        self.fact(Aspect::Method, operation.method.as_ref(), String::clone);
        self.fact(Aspect::Host, operation.host.as_ref(), String::clone);
        self.fact(Aspect::Path, operation.path.as_ref(), String::clone);
        self.fact(Aspect::Deprecated, operation.deprecated.as_ref(), |_| {
            String::new()
        });
        for rate in operation.rates.iter().filter(|it| !it.value.of_service) {
            let per = rate
                .value
                .per_millis
                .map_or_else(|| "month".to_owned(), span_text);
            self.push(
                Aspect::Rate(per.clone()),
                rate.value.calls.to_string(),
                rate.at,
            );
            if let Some(scope) = &rate.value.scope {
                self.push(Aspect::RateScope(per), scope, rate.at);
            }
        }
        self.fact(Aspect::Window, operation.window.as_ref(), |window| {
            span_text(window.max_millis)
        });
        if let Some(pagination) = &operation.pagination {
            for (key, name) in &pagination.value.keys {
                self.push(Aspect::Pagination(key.clone()), name, pagination.at);
            }
        }
        self.fact(Aspect::Success, operation.success.as_ref(), |success| {
            format!("{} = {}", success.0, literal_text(&success.1))
        });
        for it in &operation.permissions {
            self.push(Aspect::Permission(it.name.clone()), &it.name, it.at);
        }
        if let (Some(any), Some(first)) = (operation.any_permission, operation.permissions.first())
        {
            let mode = if any { "any_of" } else { "all_of" };
            self.push(Aspect::PermissionMode, mode, first.at);
        }
        for it in &operation.app_types {
            self.push(Aspect::AppType(it.value.clone()), &it.value, it.at);
        }
        for it in &operation.refused {
            self.push(Aspect::Refused(it.value.clone()), &it.value, it.at);
        }
    }

    fn field(&mut self, field: &Field) {
        self.subject = field.subject();
        self.push(Aspect::Exists, "", field.at);
        if let Some(location) = field.location {
            self.push(Aspect::Location, location.section(), field.at);
        }
        if let (Some(kind), Some(text)) = (&field.kind, field.type_text()) {
            self.push(Aspect::Type, text, kind.at);
        }
        self.fact(Aspect::Format, field.format.as_ref(), |it| {
            it.as_str().to_owned()
        });
        self.fact(Aspect::Unit, field.unit.as_ref(), |it| {
            it.as_str().to_owned()
        });
        match &field.required_when {
            Some(when) => self.push(Aspect::Required, &when.value, when.at),
            None => self.fact(Aspect::Required, field.required.as_ref(), bool::to_string),
        }
        match &field.when {
            Some(when) => self.push(Aspect::Presence, &when.value, when.at),
            None => self.fact(Aspect::Presence, field.always.as_ref(), |always| {
                let text = if *always { "always" } else { "not always" };
                text.to_owned()
            }),
        }
        for it in &field.values {
            let wire = literal_text(&it.wire);
            self.push(Aspect::Value(wire.clone()), wire, it.at);
        }
        let literals: [(Aspect, &Option<Fact<Literal>>); 4] = [
            (Aspect::Default, &field.default),
            (Aspect::Fixed, &field.value),
            (Aspect::Min, &field.min),
            (Aspect::Max, &field.max),
        ];
        for (aspect, fact) in literals {
            self.fact(aspect, fact.as_ref(), literal_text);
        }
        self.fact(Aspect::MinLength, field.min_length.as_ref(), u64::to_string);
        self.fact(Aspect::MaxLength, field.max_length.as_ref(), u64::to_string);
        self.fact(Aspect::Expires, field.expires.as_ref(), |span| {
            millis_of(span).map_or_else(|| span.clone(), span_text)
        });
        for it in &field.also {
            self.push(Aspect::Also(it.value.clone()), &it.value, it.at);
        }
        self.fact(Aspect::Deprecated, field.deprecated.as_ref(), |_| {
            String::new()
        });
    }

    /// One code may have several rows: one for each status.
    fn errors(&mut self, rows: &[ErrorRow]) {
        let mut codes = HashSet::new();
        let mut statuses = HashSet::new();
        let mut messages = HashSet::new();
        for row in rows {
            self.subject = format!("errors.{}", row.code);
            if codes.insert(&row.code) {
                self.push(Aspect::Exists, "", row.at);
            }
            if let Some(status) = &row.status
                && statuses.insert((&row.code, status.value))
            {
                let text = status.value.to_string();
                self.push(Aspect::Status(text.clone()), text, status.at);
            }
            if let Some(message) = &row.message
                && messages.insert((&row.code, &message.value))
            {
                self.push(Aspect::Message, &message.value, message.at);
            }
        }
    }

    fn example(&mut self, number: usize, example: &Example) {
        self.subject.clear();
        self.fact(
            Aspect::Request(number),
            example.request.as_ref(),
            |request| lines_text(request),
        );
        self.fact(
            Aspect::Response(number),
            example.response.as_ref(),
            |response| compact(response).unwrap_or_else(|| lines_text(response)),
        );
    }
}

#[cfg(test)]
mod tests;
