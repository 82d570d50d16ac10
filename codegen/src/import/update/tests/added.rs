//! What is new on the page.

use super::{fact, field, line, param, query, updated};
use crate::{
    diff::Kind,
    model::{ErrorRow, Field, Kind as Type, Literal, Operation, Permission, Value},
};

fn value(wire: Literal, term: &str) -> Value {
    Value {
        at: line(30),
        wire,
        name: String::new(),
        term: Some(term.to_owned()),
    }
}

fn typed(field: Field, kind: Type) -> Field {
    Field {
        kind: fact(kind),
        ..field
    }
}

fn answer(path: &str, kind: Type) -> Field {
    Field {
        at: line(29),
        path: path.to_owned(),
        kind: fact(kind),
        ..Field::default()
    }
}

fn after(list: &mut Vec<Field>, path: &str, field: Field) {
    let at = list.iter().position(|it| it.path == path).unwrap();
    list.insert(at + 1, field);
}

#[test]
fn values_of_enums() {
    updated(
        |page| {
            let three = value(Literal::Int("3".to_owned()), "huge");
            param(page, "kind").values.push(three);
            let lost = value(Literal::Text("lost".to_owned()), "not found");
            field(page, "things[].state").values.push(lost);
        },
        &[
            (
                "2: { name: large, term: big, doc: Large. } }",
                "2: { name: large, term: big, doc: Large. }, 3: { name: value_3, term: huge, doc: TODO } }",
            ),
            (
                "        doc: Shut.\n",
                "        doc: Shut.\n      lost: { name: value_lost, term: not found, doc: TODO }\n",
            ),
        ],
        &[],
    );
}

#[test]
fn parameters_stand_behind_their_neighbours() {
    updated(
        |page| {
            let cursor = typed(query("cursor"), Type::String);
            after(&mut page.params, "size", cursor);
            let last = Field {
                required: fact(true),
                default: fact(Literal::Bool(true)),
                ..typed(query("all"), Type::Boolean)
            };
            after(&mut page.params, "since", last);
        },
        &[
            (
                "    doc: Entries per page.\n",
                "    doc: Entries per page.\n  cursor: { type: string, doc: TODO }\n",
            ),
            (
                "doc: Only newer ones. }\n",
                "doc: Only newer ones. }\n  all: { type: bool, required: true, default: true, doc: TODO }\n",
            ),
        ],
        &[],
    );
}

#[test]
fn a_section_that_was_not_there() {
    updated(
        |page| {
            page.params.push(Field {
                location: Some(crate::model::In::Header),
                ..typed(query("X-Trace"), Type::String)
            });
        },
        &[(
            "doc: Only newer ones. }\n",
            "doc: Only newer ones. }\nheaders:\n  X-Trace: { type: string, doc: TODO }\n",
        )],
        &[],
    );
}

#[test]
fn fields_and_the_types_they_need() {
    updated(
        |page| {
            let owner = Field {
                object: Some("Owner".to_owned()),
                ..answer("things[].owner", Type::Object)
            };
            after(&mut page.response, "things[].state", owner);
            let id = answer("things[].owner.id", Type::String);
            after(&mut page.response, "things[].owner", id);
        },
        &[
            (
                "      state: { type: State, doc: Its state. }\n",
                "      state: { type: State, doc: Its state. }\n      owner: { type: Owner, doc: TODO }\n",
            ),
            (
                "        doc: Where it is.\n",
                "        doc: Where it is.\n  Owner:\n    doc: TODO\n    fields:\n      id: { type: string, doc: TODO }\n",
            ),
        ],
        &[],
    );
}

#[test]
fn a_field_at_the_start() {
    updated(
        |page| page.response.insert(0, answer("code", Type::Integer)),
        &[(
            "response:\n",
            "response:\n  code: { type: i64, doc: TODO }\n",
        )],
        &[],
    );
}

#[test]
fn errors() {
    updated(
        |page| {
            page.errors.insert(
                1,
                ErrorRow {
                    at: line(40),
                    status: fact(400),
                    code: "tooMany".to_owned(),
                    message: fact("too many".to_owned()),
                    class: "throttled".to_owned(),
                    ..ErrorRow::default()
                },
            );
        },
        &[(
            "doc: Wrong. }\n",
            "doc: Wrong. }\n  - { status: 400, code: tooMany, name: too_many, class: throttled, message: too many, doc: TODO }\n",
        )],
        &[],
    );
}

#[test]
fn permissions() {
    updated(
        |page| {
            page.permissions.push(Permission {
                at: line(12),
                name: "thing.list".to_owned(),
                term: None,
            });
        },
        &[(
            "doc: Allows reading. }\n",
            "doc: Allows reading. }\n    - { name: thing.list }\n",
        )],
        &[],
    );
}

#[test]
fn an_operation_without_a_table_of_errors() {
    let spec = super::SPEC;
    let start = spec.find("\nerrors:").unwrap();
    let end = spec.find("\nexamples:").unwrap();
    let spec = format!("{}{}", &spec[..start], &spec[end..]);
    let add = |page: &mut Operation| {
        page.errors.push(ErrorRow {
            at: line(40),
            status: fact(400),
            code: "bad".to_owned(),
            class: "invalid".to_owned(),
            ..ErrorRow::default()
        });
    };
    super::updated_text(
        &spec,
        add,
        &[(
            "max: 31d }\n",
            "max: 31d }\n\nerrors:\n  - { status: 400, code: bad, name: bad, class: invalid, doc: TODO }\n",
        )],
        &[],
    );
}

#[test]
fn what_the_page_leaves_open_is_added_once() {
    let mut page = super::page(super::SPEC);
    page.params.push(Field {
        required: None,
        ..query("odd")
    });
    let first = super::run(super::SPEC, &page);
    assert!(
        first
            .text
            .contains("  odd: { type: TODO, required: TODO, doc: TODO }\n")
    );
    assert_eq!(super::run(&first.text, &page).text, first.text);
    assert_eq!(first.left, []);
    assert_eq!(first.applied.first().map(|it| it.kind), Some(Kind::P01));
}

#[test]
fn thousands_of_new_fields_take_no_time() {
    let mut page = super::page(super::SPEC);
    for n in 0..5_000 {
        page.response.push(answer(&format!("x{n}"), Type::String));
    }
    let updated = super::run(super::SPEC, &page);
    assert_eq!(updated.applied.len(), 5_000);
    let first = updated.text.find("  x0: ").unwrap();
    let last = updated.text.find("  x4999: ").unwrap();
    assert!(first < last && last < updated.text.find("\ntypes:").unwrap());
}
