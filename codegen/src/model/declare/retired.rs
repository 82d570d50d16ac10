//! What the client keeps although the vendor removed it.

use super::{Lines, Retired, through};
use crate::{
    spec,
    view::{Named, Types},
};

/// What the operation keeps although the vendor removed it, in its parameters, answer, and types.
pub(super) fn retired(
    lines: &Lines<'_>,
    service: &spec::Service,
    from: &spec::Operation,
) -> Vec<Retired> {
    let mut found = Vec::new();
    let types = Types::of_operation(service, from);
    let all = from.params.iter().map(|it| (it.location, it));
    let all = all.chain(from.response.iter().map(|it| (None, it)));
    for (location, field) in all {
        let section = location.map_or("response", spec::In::section);
        let mut open = vec![(format!("{section}.{}", field.name.value), field)];
        let mut inside: Vec<&str> = Vec::new();
        while let Some((subject, field)) = open.pop() {
            if let Some(since) = &field.retired {
                found.push(Retired {
                    subject,
                    value: None,
                    since: lines.fact(since, String::clone),
                });
                continue;
            }
            let (path, named) = through(&field.ty.value, types);
            match named {
                Some(Named::Object(object)) if !inside.contains(&object.name.value.as_str()) => {
                    inside.push(&object.name.value);
                    let within = object.fields.iter();
                    open.extend(
                        within.map(|it| (format!("{subject}{path}.{}", it.name.value), it)),
                    );
                }
                Some(Named::Enum(list)) => {
                    let gone = list.values.iter();
                    found.extend(gone.filter_map(|value| {
                        Some(Retired {
                            subject: subject.clone(),
                            value: Some(value.wire.value.clone()),
                            since: lines.fact(value.retired.as_ref()?, String::clone),
                        })
                    }));
                }
                _ => {}
            }
        }
    }
    found.extend(errors(lines, &from.errors));
    found
}

/// Errors that are kept.
pub(super) fn errors<'a>(
    lines: &Lines<'a>,
    from: &'a [spec::ErrorRow],
) -> impl Iterator<Item = Retired> {
    from.iter().filter_map(|row| {
        Some(Retired {
            subject: format!("errors.{}", row.code.value),
            value: None,
            since: lines.fact(row.retired.as_ref()?, String::clone),
        })
    })
}
