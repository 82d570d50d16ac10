//! How an answer continues, by the names of parameters and fields.

use crate::{
    import::{DoubtKind, words::words},
    model::{At, Fact, In, Kind, Operation, Pagination},
};

use super::doubts::Doubts;

/// Proposes the pagination. It is a guess, and marked as one.
pub(super) fn find(operation: &mut Operation, doubts: &mut Doubts) {
    let sent = |key: &str| {
        operation.params.iter().find(|it| {
            matches!(it.location, Some(In::Query | In::Body))
                && !it.path.contains('.')
                && words()
                    .all("paging", &it.path)
                    .iter()
                    .any(|entry| entry == key)
        })
    };
    let answered = |key: &str| {
        operation.response.iter().find(|it| {
            let name = it.path.rsplit('.').next().unwrap_or_default();
            !it.path.contains('[') && words().all("paging", name).iter().any(|entry| entry == key)
        })
    };
    let lists: Vec<_> = operation
        .response
        .iter()
        .filter(|it| {
            it.kind
                .as_ref()
                .is_some_and(|kind| kind.value == Kind::Array)
                && !it.path.contains('[')
        })
        .collect();
    let [items] = lists.as_slice() else {
        return;
    };
    let mut keys = vec![("items", items.path.clone())];
    let path = |field: Option<&crate::model::Field>| field.map(|it| it.path.clone());
    let (page, cursor, offset) = (
        path(sent("page")),
        path(sent("cursor")),
        path(sent("offset")),
    );
    if let (Some(page), Some(pages)) = (&page, path(answered("pages"))) {
        keys.push(("page", page.clone()));
        let first = sent("page").and_then(|it| it.min.clone().or_else(|| it.default.clone()));
        if let Some(first) = first {
            keys.push(("first", crate::fit::literal_text(&first.value)));
        }
        keys.push(("pages", pages));
    } else if let (Some(cursor), Some(next)) = (&cursor, path(answered("next"))) {
        keys.push(("cursor", cursor.clone()));
        keys.push(("next", next));
        if let Some(more) = path(answered("more")) {
            keys.push(("more", more));
        }
    } else if let (Some(offset), Some(_)) = (&offset, answered("total")) {
        keys.push(("offset", offset.clone()));
    } else {
        return;
    }
    if let Some(total) = path(answered("total")) {
        keys.push(("total", total));
    }
    if let Some(size) = path(sent("size")) {
        keys.push(("size", size));
    }
    let taken: Vec<&str> = keys.iter().map(|(_, path)| path.as_str()).collect();
    if let Some(count) = path(answered("count")).filter(|it| !taken.contains(&it.as_str())) {
        keys.push(("count", count));
    }
    let line = sent("page")
        .or(sent("cursor"))
        .or(sent("offset"))
        .map_or(0, |it| it.at.line);
    doubts.add(
        line,
        DoubtKind::Guess,
        "pagination follows from the names of parameters and fields".to_owned(),
        "",
    );
    operation.pagination = Some(Fact::new(
        Pagination {
            keys: keys
                .into_iter()
                .map(|(key, path)| (key.to_owned(), path))
                .collect(),
        },
        At { file: 0, line },
    ));
}
