//! Cases of what only specs say.

use super::cases::{error, fact, field, operation, param, value, word};
use crate::{
    diff::{Kind, Silence},
    model::{
        Declared, DeclaredError, DeclaredField, DeclaredValue, Disagreement, Fact, Field, In,
        Kind as Type, Literal, Operation, Pagination, Permission, Rate, Text, Width,
    },
};

type Case = (Operation, Operation, Silence);

pub(super) fn spec() -> Operation {
    Operation {
        name: "get_thing".to_owned(),
        declared: Some(Box::new(Declared {
            rust: "GetThing".to_owned(),
            idempotent: fact(true),
            ..Declared::default()
        })),
        ..operation()
    }
}

pub(super) fn declared(operation: &mut Operation) -> &mut Declared {
    operation.declared.get_or_insert_default()
}

fn of(field: &mut Field) -> &mut DeclaredField {
    field.declared.get_or_insert_default()
}

/// A field that has a name and a type in Rust.
pub(super) fn typed(mut field: Field, ty: &str) -> Field {
    of(&mut field).rust = field.path.clone();
    of(&mut field).ty = word(ty);
    field
}

fn two(old: impl FnOnce(&mut Operation), new: impl FnOnce(&mut Operation)) -> Case {
    let (mut before, mut after) = (spec(), spec());
    old(&mut before);
    new(&mut after);
    (before, after, Silence::Counts)
}

fn told(change: impl FnOnce(&mut Declared, &mut Declared)) -> Case {
    let (mut before, mut after) = (spec(), spec());
    change(declared(&mut before), declared(&mut after));
    (before, after, Silence::Counts)
}

fn one(field: Field, change: impl FnOnce(&mut Field, &mut Field)) -> Case {
    let (mut from, mut to) = (field.clone(), field);
    change(&mut from, &mut to);
    let put = |it: &mut Operation, field: Field| {
        if field.location.is_some() {
            it.params.push(field);
        } else {
            it.response.push(field);
        }
    };
    two(|it| put(it, from), |it| put(it, to))
}

fn doc(text: &str) -> Vec<Text> {
    vec![Text {
        key: "doc".to_owned(),
        text: Fact::new(text.to_owned(), crate::model::At::default()),
    }]
}

fn reworded(old: &str, new: &str) -> Case {
    told(|from, to| {
        from.texts = doc(old);
        to.texts = doc(new);
    })
}

fn disagreement(other_edition: bool) -> Disagreement {
    Disagreement {
        about: "http".to_owned(),
        other_edition,
        sides: Fact::new("one / other".to_owned(), crate::model::At::default()),
        decision: Fact::new("Neither.".to_owned(), crate::model::At::default()),
    }
}

fn integer(location: Option<In>, from: Width, to: Width) -> Case {
    let field = match location {
        Some(location) => param("size", location, Type::Integer),
        None => field("size", Type::Integer),
    };
    let name = |width: Width| format!("{width:?}").to_lowercase();
    one(typed(field, ""), |old, new| {
        of(old).width = Some(from);
        of(old).ty = word(&name(from));
        of(new).width = Some(to);
        of(new).ty = word(&name(to));
    })
}

/// The case of a kind that only specs can show.
pub(super) fn case(kind: Kind) -> Option<Case> {
    let size = || typed(param("size", In::Query, Type::Integer), "u32");
    let link = || typed(field("link", Type::String), "Option<String>");
    Some(match kind {
        Kind::E12 => two(
            |_| {},
            |it| {
                it.name = "read_thing".to_owned();
                declared(it).rust = "ReadThing".to_owned();
            },
        ),
        Kind::E14 => told(|from, to| {
            from.feature = word("vendor");
            to.feature = word("vendor-things");
        }),
        Kind::E20 => two(|_| {}, |it| it.response.push(link())),
        Kind::E21 => two(|it| it.response.push(link()), |_| {}),
        Kind::E23 => told(|_, to| to.idempotent = fact(false)),
        Kind::P08 => integer(Some(In::Query), Width::U32, Width::I64),
        Kind::P09 => integer(Some(In::Query), Width::I64, Width::U32),
        Kind::P15 => one(size(), |_, new| of(new).style = word("comma")),
        Kind::P28 => {
            let order = |names: [&'static str; 2]| {
                move |it: &mut Operation| {
                    it.params = names.map(required).to_vec();
                }
            };
            two(order(["a", "b"]), order(["b", "a"]))
        }
        Kind::C05 => one(size(), |_, new| of(new).pattern = word("[0-9]+")),
        Kind::C06 => one(size(), |old, _| of(old).pattern = word("[0-9]+")),
        Kind::V13 => one(size(), |old, new| {
            old.values = vec![value("1", "one"), value("2", "two")];
            new.values = vec![value("2", "two"), value("1", "one")];
        }),
        Kind::V16 => one(size(), |old, new| {
            old.values = vec![value("1", "one")];
            new.values.clone_from(&old.values);
            of(old).values = vec![one_value(None)];
            of(new).values = vec![one_value(Some("use 2"))];
        }),
        Kind::R12 => integer(None, Width::U32, Width::U64),
        Kind::R13 => integer(None, Width::U64, Width::U32),
        Kind::R39 => two(
            |it| it.response = vec![link(), field("size", Type::Integer)],
            |it| it.response = vec![field("size", Type::Integer), link()],
        ),
        Kind::R48 => one(link(), |_, new| of(new).ty = word("Option<Secret<String>>")),
        Kind::R52 => one(link(), |_, new| of(new).either = word("either")),
        _ => return other(kind),
    })
}

fn required(name: &str) -> Field {
    let mut field = typed(param(name, In::Query, Type::String), "String");
    field.required = fact(true);
    field
}

fn one_value(deprecated: Option<&str>) -> DeclaredValue {
    DeclaredValue {
        wire: "1".to_owned(),
        deprecated: deprecated.and_then(word),
        ..DeclaredValue::default()
    }
}

fn other(kind: Kind) -> Option<Case> {
    let throttled = || {
        let mut row = error(429, "slow", "slow down");
        row.class = "throttled".to_owned();
        row
    };
    let classed = |class: &str| {
        let mut row = error(500, "odd", "odd");
        row.declared = Some(Box::new(DeclaredError {
            class: word(class),
            ..DeclaredError::default()
        }));
        row
    };
    let pages = |keys: &[(&str, &str)]| {
        let keys = keys.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
        fact(Pagination {
            keys: keys.collect(),
        })
    };
    let numbered = [("items", "things"), ("page", "page"), ("pages", "pages")];
    Some(match kind {
        Kind::X06 => two(
            |it| it.errors.push(classed("transient")),
            |it| it.errors.push(classed("failed")),
        ),
        Kind::X13 => two(|_| {}, |it| it.errors.push(throttled())),
        Kind::A01 => told(|from, _| from.anonymous = true),
        Kind::A11 => {
            let named = |term: &str| {
                vec![Permission {
                    at: crate::model::At::default(),
                    name: "read".to_owned(),
                    term: Some(term.to_owned()),
                }]
            };
            two(
                |it| it.permissions = named("read things"),
                |it| it.permissions = named("look at things"),
            )
        }
        Kind::L06 => two(|_| {}, |it| it.pagination = pages(&numbered)),
        Kind::L08 => two(
            |it| it.pagination = pages(&numbered),
            |it| {
                let more = ("more", "more");
                it.pagination = pages(&[numbered[0], numbered[1], numbered[2], more]);
            },
        ),
        Kind::L10 => two(
            |_| {},
            |it| {
                it.rates.extend(fact(Rate {
                    calls: 10_000,
                    per_millis: None,
                    scope: None,
                    shared: false,
                    of_service: false,
                }));
            },
        ),
        Kind::D01 => reworded("A thing.", "The thing."),
        Kind::D02 => reworded("A thing.", "A thing, at most one."),
        Kind::D04 => told(|_, to| to.contradictions.push(disagreement(false))),
        Kind::D05 => reworded("See https://a.example/1.", "See https://a.example/2."),
        Kind::D06 => told(|from, to| {
            from.edition.extend(word("2026-01-01"));
            to.edition.extend(word("2026-02-01"));
        }),
        Kind::D07 => told(|from, to| {
            from.page = word("https://a.example/1");
            to.page = word("https://a.example/2");
        }),
        Kind::D10 => two(
            |_| {},
            |it| {
                it.deprecated = word("use the other one");
                declared(it).sunset = word("2027-01-01");
            },
        ),
        Kind::D11 => told(|from, to| {
            from.sunset = word("2027-01-01");
            to.sunset = word("2026-12-01");
        }),
        Kind::D17 => told(|_, to| to.contradictions.push(disagreement(true))),
        Kind::G02 => two(
            |it| declared(it).own.host = true,
            |it| {
                declared(it).own.host = true;
                it.host = word("https://eu.vendor.example");
            },
        ),
        _ => return None,
    })
}

/// A rule of success, for the tests of services.
pub(super) fn success(value: &str) -> Option<Fact<(String, Literal)>> {
    fact(("code".to_owned(), Literal::Int(value.to_owned())))
}
