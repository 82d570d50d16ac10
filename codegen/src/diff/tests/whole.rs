//! Several changes at once, and what is none.

use super::cases::{error, fact, field, int, operation, param, value, word};
use crate::{
    diff::{Change, Described, Kind, Silence, changes, compare},
    model::{Field, In, Kind as Type, Operation},
};

fn of_page(old: &Operation, new: &Operation) -> Vec<(Kind, String)> {
    let found = changes(old, new, Silence::New);
    let short = |change: Change| (change.kind, change.subject);
    found.into_iter().map(short).collect()
}

fn entry(kind: Kind, subject: &str) -> (Kind, String) {
    (kind, subject.to_owned())
}

fn record() -> Operation {
    Operation {
        response: vec![
            field("total", Type::Integer),
            Field {
                items: Some(Type::Object),
                ..field("records", Type::Array)
            },
            field("records[].id", Type::String),
            field("records[].size", Type::Integer),
            field("records[].name", Type::String),
        ],
        ..operation()
    }
}

#[test]
fn what_a_page_does_not_state_is_no_change() {
    let mut old = operation();
    let mut size = param("size", In::Query, Type::Integer);
    size.default = int("10");
    size.max = int("20");
    size.values = vec![value("1", "one")];
    size.sensitive = true;
    old.params.push(size);
    old.params.push(param("id", In::Path, Type::String));
    old.rates = Vec::new();
    old.app_types.extend(word("internal"));
    old.refused.extend(word("oauth2"));
    let mut link = field("link", Type::String);
    link.always = fact(true);
    link.when = word("it is shared");
    link.expires = word("6h");
    old.response.push(link);
    let new = Operation {
        params: vec![Field {
            location: Some(In::Query),
            path: "size".to_owned(),
            ..Field::default()
        }],
        response: vec![Field {
            path: "link".to_owned(),
            ..Field::default()
        }],
        path: word("/v1/things/{id}"),
        ..Operation::default()
    };
    assert_eq!(of_page(&old, &new), []);
    assert_ne!(changes(&old, &new, Silence::Counts), []);
}

#[test]
fn an_object_that_came_is_one_change() {
    let mut new = record();
    new.response.push(field("owner", Type::Object));
    new.response.push(field("owner.id", Type::String));
    new.response.push(field("owner.name", Type::String));
    let found = changes(&record(), &new, Silence::New);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, Kind::R01);
    assert_eq!(found[0].subject, "response.owner");
    assert_eq!(found[0].within, ["id", "name"]);
}

#[test]
fn a_renamed_object_keeps_its_fields() {
    let mut new = record();
    for field in &mut new.response {
        field.path = field.path.replace("records", "entries");
    }
    new.response[3].kind = fact(Type::String);
    let found = changes(&record(), &new, Silence::New);
    let short: Vec<_> = found
        .iter()
        .map(|it| {
            (
                it.kind,
                it.subject.as_str(),
                it.old_subject(),
                it.possible_rename,
            )
        })
        .collect();
    assert_eq!(
        short,
        [
            (Kind::R06, "response.entries", "response.records", true),
            (
                Kind::R16,
                "response.entries[].size",
                "response.records[].size",
                false
            ),
        ]
    );
}

#[test]
fn words_tell_what_was_renamed() {
    let said = |path: &str, term: &str| Field {
        term: word(term),
        ..field(path, Type::Integer)
    };
    let mut old = operation();
    old.response = vec![said("a", "first one"), said("b", "second one")];
    let mut new = operation();
    new.response = vec![said("y", "Second one."), said("x", "first one")];
    assert_eq!(
        of_page(&old, &new),
        [
            entry(Kind::R06, "response.x"),
            entry(Kind::R06, "response.y")
        ]
    );
    // Other words at the same place are another field.
    new.response = vec![said("x", "something else"), said("b", "second one")];
    assert_eq!(
        of_page(&old, &new),
        [
            entry(Kind::R04, "response.a"),
            entry(Kind::R01, "response.x")
        ]
    );
}

#[test]
fn equal_names_in_other_objects_are_no_move() {
    let mut old = operation();
    old.response = vec![field("a", Type::Object), field("a.id", Type::String)];
    let mut new = operation();
    new.response = vec![
        field("b", Type::Object),
        field("b.id", Type::String),
        field("b.x", Type::String),
        field("b.y", Type::String),
    ];
    assert_eq!(
        of_page(&old, &new),
        [
            entry(Kind::R04, "response.a"),
            entry(Kind::R01, "response.b")
        ]
    );
}

#[test]
fn other_names_of_the_spec_are_the_field() {
    let mut old = record();
    old.response[3].also.extend(word("fileSize"));
    let mut new = record();
    new.response[3].path = "records[].fileSize".to_owned();
    assert_eq!(of_page(&old, &new), []);
    new.response[3].kind = fact(Type::String);
    assert_eq!(
        of_page(&old, &new),
        [entry(Kind::R16, "response.records[].size")]
    );
    // The page's example still has the old name, its table another one.
    let mut new = record();
    new.response[3].path = "records[].bytes".to_owned();
    new.response[3].also.extend(word("size"));
    assert_eq!(
        of_page(&old, &new),
        [entry(Kind::R06, "response.records[].bytes")]
    );
}

#[test]
fn a_placeholder_that_changed_brings_its_parameter() {
    let mut old = operation();
    old.params.push(param("id", In::Path, Type::String));
    let mut new = operation();
    new.path = word("/v1/things/{thingId}");
    let mut id = param("thingId", In::Path, Type::Integer);
    id.required = fact(true);
    new.params.push(id);
    old.params[0].required = fact(true);
    assert_eq!(
        of_page(&old, &new),
        [entry(Kind::E07, ""), entry(Kind::P11, "path.thingId")]
    );
    // A page whose table leaves the parameter out still has it in the address.
    new.path = word("/v1/things/{id}");
    new.params.clear();
    assert_eq!(of_page(&old, &new), []);
}

#[test]
fn one_cell_of_a_table_of_errors_is_one_change() {
    let rows = || {
        vec![
            error(400, "paramsError", "error:%s"),
            error(404, "paramsError", "error:%s"),
            error(404, "gone", "it is gone"),
        ]
    };
    let mut old = operation();
    old.errors = rows();
    let mut new = operation();
    new.errors = rows();
    new.errors[1].status = fact(409);
    assert_eq!(
        of_page(&old, &new),
        [entry(Kind::X03, "errors.paramsError")]
    );
    new.errors = rows();
    new.errors[0].code = "parameterError".to_owned();
    assert_eq!(
        of_page(&old, &new),
        [entry(Kind::X04, "errors.parameterError")]
    );
    new.errors = rows();
    new.errors[2].message = word("gone");
    assert_eq!(of_page(&old, &new), [entry(Kind::X05, "errors.gone")]);
    new.errors = rows();
    new.errors.remove(1);
    assert_eq!(
        of_page(&old, &new),
        [entry(Kind::X02, "errors.paramsError")]
    );
}

#[test]
fn operations_are_paired_by_address_then_by_elimination() {
    let named = |name: &str, method: &str, path: &str| Operation {
        name: name.to_owned(),
        method: word(method),
        path: word(path),
        ..Operation::default()
    };
    let get = named("get_thing", "GET", "/v1/things/{id}");
    let list = named("list_things", "GET", "/v1/things");
    let other = named("other", "GET", "/v1/other");
    let spec = |operation, of_page| Described { operation, of_page };
    let specs = [spec(&get, true), spec(&list, true), spec(&other, false)];
    let page = [
        named("things", "POST", "/v1/things"),
        named("thing", "GET", "/v2/objects/{thingId}"),
    ];
    let short = |page: &[Operation]| -> Vec<(String, Vec<Kind>)> {
        compare(&specs, page)
            .into_iter()
            .map(|it| {
                let kinds = it.changes.iter().map(|change| change.kind).collect();
                (it.name, kinds)
            })
            .collect()
    };
    assert_eq!(
        short(&page),
        [
            ("list_things".to_owned(), vec![Kind::E11]),
            ("get_thing".to_owned(), vec![Kind::E06]),
        ]
    );
    let two = [
        page[0].clone(),
        other.clone(),
        named("new", "PUT", "/v1/new/{id}/x"),
    ];
    assert_eq!(
        short(&two[..2]),
        [
            ("list_things".to_owned(), vec![Kind::E11]),
            ("other".to_owned(), vec![]),
            ("get_thing".to_owned(), vec![Kind::E05]),
        ]
    );
    let three = [two[0].clone(), get.clone(), two[2].clone()];
    assert_eq!(
        short(&three),
        [
            ("list_things".to_owned(), vec![Kind::E11]),
            ("get_thing".to_owned(), vec![]),
            ("new".to_owned(), vec![Kind::E01]),
        ]
    );
}

#[test]
fn thousands_of_rows_take_no_time() {
    let rows = |prefix: &str| -> Operation {
        let fields = (0..20_000).map(|n| field(&format!("{prefix}{n}"), Type::String));
        Operation {
            response: fields.collect(),
            errors: (0..20_000)
                .map(|n| error(400, &format!("{prefix}{n}"), "wrong"))
                .collect(),
            ..operation()
        }
    };
    let found = changes(&rows("a"), &rows("b"), Silence::New);
    assert_eq!(found.len(), 40_000);
}
