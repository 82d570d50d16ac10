//! Rules of references: pagination, windows, success rules, envelopes.

use super::{Check::Service, Rule, rule};
use crate::{
    diagnostic::{Diagnostic, Spanned},
    fit::{self, Misfit},
    spec::{Envelope, Field, Operation, Type},
    view::{Types, View, field_read_from, parameter, response_field},
};

pub(crate) static PAGINATION_PLACES: Rule = rule(
    "R01",
    "Pagination names parameters and response fields that exist and have a fitting type.",
    "The next page is asked for with what they hold.",
    "pagination: { page: pageNo, pages: total, items: rows }",
    "pagination: { page: page_no, pages: total_page, items: rows }",
    Service(pagination),
);

pub(crate) static PAGINATION_KIND: Rule = rule(
    "R02",
    "Pagination is of one kind: `page` and `pages`, `cursor` and `next`, or `offset` and `total`; every kind may have `total`.",
    "Each kind ends differently; a mixture would skip entries or never end.",
    "pagination: { page: page, next: next_page, items: rows }",
    "pagination: { page: page, pages: total_page, items: rows }",
    Service(pagination_kind),
);

pub(crate) static WINDOW_PLACES: Rule = rule(
    "R03",
    "A window names two parameters that are instants of the same unit.",
    "The span is their difference.",
    "window: { from: start, to: page, max: 31d }",
    "window: { from: start, to: end, max: 31d }",
    Service(windows),
);

pub(crate) static SUCCESS_PLACE: Rule = rule(
    "R04",
    "A success rule of an operation names a field of its answer, and a value of the field's type.",
    "The rule decides whether a call succeeded.",
    "success: { field: cod, equals: \"200\" }",
    "success: { field: code, equals: \"200\" }",
    Service(success),
);

pub(crate) static ENVELOPE_IN_ANSWER: Rule = rule(
    "R05",
    "Where an error's code would stand, a successful answer has no field, unless a success rule tells the two apart.",
    "An answer with status 200 that carries an error code is an error; a good answer must not look like one.",
    "envelopes: [{ code: code }] and a response field `code`",
    "success: { field: code, equals: \"200\" }",
    Service(envelope_in_answer),
);

struct Finder<'a, 'p> {
    rule: &'static Rule,
    operation: &'a Operation,
    types: Types<'a>,
    problems: &'p mut Vec<Diagnostic>,
}

impl<'a> Finder<'a, '_> {
    fn parameter(&mut self, name: &Spanned<String>, good: fn(&Type) -> bool, wanted: &str) {
        let found = parameter(self.operation, &name.value);
        let known = self
            .operation
            .params
            .iter()
            .map(|it| it.name.value.as_str());
        self.judge(
            "parameter",
            name,
            found,
            &known.collect::<Vec<_>>(),
            good,
            wanted,
        );
    }

    /// A parameter that the next call is to have another value of.
    fn turned(&mut self, name: &Spanned<String>, good: fn(&Type) -> bool, wanted: &str) {
        self.parameter(name, good, wanted);
        let found = parameter(self.operation, &name.value);
        let fixed = found.and_then(|it| {
            let value = it.value.as_ref().map(|value| (value.place, "its value"));
            value.or_else(|| Some((it.retired.as_ref()?.place, "it is gone")))
        });
        if let Some((place, label)) = fixed {
            self.problems.push(
                Diagnostic::new(
                    self.rule,
                    name.place,
                    format!("`{}` cannot be set", name.value),
                )
                .related(place, label)
                .help("name a parameter that the next call can set"),
            );
        }
    }

    fn response(&mut self, name: &Spanned<String>, good: fn(&Type) -> bool, wanted: &str) {
        let found = response_field(self.operation, self.types, &name.value);
        let known = self
            .operation
            .response
            .iter()
            .map(|it| it.name.value.as_str());
        self.judge(
            "response field",
            name,
            found,
            &known.collect::<Vec<_>>(),
            good,
            wanted,
        );
        let mut path = name.value.as_str();
        while let Some((outer, _)) = path.rsplit_once('.') {
            path = outer;
            if let Some(field) = response_field(self.operation, self.types, path)
                && is_repeated(&field.ty.value)
            {
                self.problems.push(
                    Diagnostic::new(
                        self.rule,
                        name.place,
                        format!("an answer may have several `{}`", name.value),
                    )
                    .related(field.ty.place, "its type")
                    .help("name a field that an answer has once"),
                );
                break;
            }
        }
    }

    fn judge(
        &mut self,
        what: &str,
        name: &Spanned<String>,
        found: Option<&'a Field>,
        known: &[&str],
        good: fn(&Type) -> bool,
        wanted: &str,
    ) {
        match found {
            None => {
                let has = if known.is_empty() {
                    "none".to_owned()
                } else {
                    known.join(", ")
                };
                self.problems.push(
                    Diagnostic::new(
                        self.rule,
                        name.place,
                        format!("there is no {what} `{}`", name.value),
                    )
                    .did_you_mean(&name.value, known.iter().copied())
                    .help(format!("the operation has: {has}")),
                );
            }
            Some(field) if !good(&field.ty.value) => self.problems.push(
                Diagnostic::new(
                    self.rule,
                    name.place,
                    format!("`{}` has to be {wanted}", name.value),
                )
                .related(field.ty.place, "its type")
                .help("name another one, or correct the type"),
            ),
            Some(_) => {}
        }
    }
}

fn is_count(ty: &Type) -> bool {
    matches!(ty, Type::U32 | Type::U64 | Type::I64)
}

fn is_cursor(ty: &Type) -> bool {
    is_count(ty) || matches!(ty, Type::String | Type::UnixSeconds | Type::UnixMillis)
}

fn is_repeated(ty: &Type) -> bool {
    matches!(ty, Type::List(_) | Type::Map(_))
}

fn is_list(ty: &Type) -> bool {
    matches!(ty, Type::List(_))
}

fn pagination(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let Some(pagination) = &operation.pagination else {
            continue;
        };
        let mut finder = Finder {
            rule: &PAGINATION_PLACES,
            operation,
            types: view.types(operation),
            problems,
        };
        finder.response(&pagination.items, is_list, "a list");
        for name in [&pagination.page, &pagination.offset].into_iter().flatten() {
            finder.turned(name, is_count, "a whole number");
        }
        if let Some(name) = &pagination.size {
            finder.parameter(name, is_count, "a whole number");
        }
        for name in [&pagination.pages, &pagination.total, &pagination.count]
            .into_iter()
            .flatten()
        {
            finder.response(name, is_count, "a whole number");
        }
        if let Some(name) = &pagination.cursor {
            finder.turned(name, is_cursor, "a text or a whole number");
        }
        if let Some(name) = &pagination.next {
            finder.response(name, is_cursor, "a text or a whole number");
        }
        if let Some(name) = &pagination.more {
            finder.response(name, |ty| *ty == Type::Bool, "a boolean");
        }
    }
}

fn pagination_kind(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let Some(it) = &operation.pagination else {
            continue;
        };
        let kinds = [
            it.page.is_some() || it.pages.is_some() || it.first.is_some(),
            it.cursor.is_some() || it.next.is_some() || it.more.is_some(),
            // Pages and cursors may come with the number of all entries, too.
            it.offset.is_some(),
        ];
        let whole = (it.page.is_some() && it.pages.is_some())
            || (it.cursor.is_some() && it.next.is_some())
            || (it.offset.is_some() && it.total.is_some());
        if whole && kinds.iter().filter(|kind| **kind).count() == 1 {
            continue;
        }
        problems.push(
            Diagnostic::new(
                &PAGINATION_KIND,
                it.items.place,
                "this is none of the kinds of pagination",
            )
            .help("give `page` and `pages`, or `cursor` and `next`, or `offset` and `total`, and of the others at most `total`"),
        );
    }
}

fn windows(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let Some(window) = &operation.window else {
            continue;
        };
        let mut finder = Finder {
            rule: &WINDOW_PLACES,
            operation,
            types: view.types(operation),
            problems,
        };
        let instant = |ty: &Type| matches!(ty, Type::UnixSeconds | Type::UnixMillis);
        finder.turned(&window.from, instant, "an instant");
        finder.turned(&window.to, instant, "an instant");
        if let (Some(from), Some(to)) = (
            parameter(operation, &window.from.value),
            parameter(operation, &window.to.value),
        ) && instant(&from.ty.value)
            && instant(&to.ty.value)
            && from.ty.value != to.ty.value
        {
            problems.push(
                Diagnostic::new(
                    &WINDOW_PLACES,
                    window.to.place,
                    "the two ends have different units",
                )
                .related(from.ty.place, "the unit of the start")
                .related(to.ty.place, "the unit of the end")
                .help("compare both with the page"),
            );
        }
    }
}

fn success(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    for operation in view.operations() {
        let Some(success) = &operation.success else {
            continue;
        };
        let types = view.types(operation);
        let Some(field) = response_field(operation, types, &success.field.value) else {
            Finder {
                rule: &SUCCESS_PLACE,
                operation,
                types,
                problems,
            }
            .response(&success.field, |_| true, "");
            continue;
        };
        if let Err(misfit) = fit::literal_fits(&field.ty.value, types, &success.equals.value) {
            let message = match misfit {
                Misfit::Kind(wanted) => format!("`{}` is {wanted}", success.field.value),
                Misfit::NotListed(name) => format!("`{name}` has no such value"),
            };
            problems.push(
                Diagnostic::new(&SUCCESS_PLACE, success.equals.place, message)
                    .related(field.ty.place, "its type")
                    .help("a string stands in quotes, a number does not"),
            );
        }
    }
}

fn envelope_in_answer(view: &View<'_>, problems: &mut Vec<Diagnostic>) {
    let service = view.service;
    for operation in view.operations() {
        if operation.success.is_some() || service.success.is_some() {
            continue;
        }
        let types = view.types(operation);
        let there = |path: &Spanned<String>| field_read_from(operation, types, &path.value);
        for Envelope { code, when, .. } in &service.envelopes {
            let excluded = when.as_ref().is_some_and(|when| there(when).is_none());
            if let Some(field) = there(code)
                && !excluded
            {
                problems.push(
                    Diagnostic::new(
                        &ENVELOPE_IN_ANSWER,
                        field.name.place,
                        format!("`{}` is where an error has its code", code.value),
                    )
                    .related(code.place, "says the service")
                    .help("add `success:` to tell a good answer from an error, or `when:` to the envelope"),
                );
            }
        }
    }
}
