//! Lowers how answers continue, and how long an interval may be.

use super::{From, Lowering, request::is_required};
use crate::{
    diagnostic::Spanned,
    ir, names,
    spec::{Field, Operation, Presence, Type},
    view::{Named, Types, parameter},
};

impl<'a> Lowering<'a> {
    /// `None` if the operation has no pages.
    pub(crate) fn paged(&self, operation: &'a Operation, types: Types<'a>) -> Option<ir::Paged> {
        let it = operation.pagination.as_ref()?;
        let kinds = [
            ("by_page", &it.page, &it.pages),
            ("by_cursor", &it.cursor, &it.next),
            ("by_offset", &it.offset, &it.total),
        ];
        let (kind, param, end) = kinds
            .into_iter()
            .find_map(|(kind, param, end)| Some((kind, param.as_ref()?, end.as_ref()?)))?;
        let (list, items) = field(operation, types, &it.items.value)?;
        let ir::Ty::List(item) = self.ty(list, types, From::Operation) else {
            return None;
        };
        let more = it.more.as_ref();
        let (told, end_path) = field(operation, types, &end.value)?;
        Some(ir::Paged {
            request: names::of_operation(operation),
            item: *item,
            kind,
            names: [&it.items, param, end].map(|name| name.value.clone()),
            first: it.first.as_ref().map(|it| it.value).filter(|it| *it != 1),
            place: settable(operation, param).map(names::of_field)?,
            size: it
                .size
                .as_ref()
                .and_then(|size| settable(operation, size).map(names::of_field)),
            items,
            zero_ends: kind == "by_cursor" && told.ty.value != Type::String,
            end: end_path,
            more: more.and_then(|more| Some(field(operation, types, &more.value)?.1)),
        })
    }

    /// `None` if no interval is limited.
    pub(crate) fn windowed(
        &self,
        operation: &'a Operation,
        types: Types<'a>,
    ) -> Option<ir::Windowed> {
        let window = operation.window.as_ref()?;
        let end = |name: &Spanned<String>| {
            let param = settable(operation, name)?;
            Some(ir::WindowEnd {
                wire: name.value.clone(),
                name: names::of_field(param),
                required: is_required(param),
            })
        };
        let from = settable(operation, &window.from)?;
        Some(ir::Windowed {
            request: names::of_operation(operation),
            instant: self.ty(from, types, From::Operation),
            from: end(&window.from)?,
            to: end(&window.to)?,
            seconds: window.max.value.millis() / 1000,
        })
    }
}

/// A parameter that callers choose.
fn settable<'a>(operation: &'a Operation, name: &Spanned<String>) -> Option<&'a Field> {
    parameter(operation, &name.value).filter(|it| it.value.is_none() && it.retired.is_none())
}

/// A field that an answer has at most once, and the way to it.
fn field<'a>(
    operation: &'a Operation,
    types: Types<'a>,
    path: &str,
) -> Option<(&'a Field, ir::FieldPath)> {
    let mut fields: &[Field] = &operation.response;
    let mut objects = Vec::new();
    let mut names = path.split('.').peekable();
    loop {
        let name = names.next()?;
        let found = fields.iter().find(|field| field.name.value == name)?;
        let rust = names::of_field(found);
        if names.peek().is_none() {
            let field = rust;
            return Some((found, ir::FieldPath { objects, field }));
        }
        let Type::Named(object) = &found.ty.value else {
            return None;
        };
        let Some(Named::Object(object)) = types.find(object) else {
            return None;
        };
        fields = &object.fields;
        let always = matches!(found.presence, Presence::Always(_)) && found.retired.is_none();
        objects.push((rust, !always));
    }
}
