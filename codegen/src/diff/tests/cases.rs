//! For each kind of change, two operations that differ by it alone.

use crate::{
    diff::{Kind, Silence},
    model::{
        At, ErrorRow, Example, Fact, Field, Format, In, Kind as Type, Literal, Operation,
        Pagination, Permission, Rate, Unit, Value, Window,
    },
};

#[expect(
    clippy::unnecessary_wraps,
    reason = "facts of an operation are optional"
)]
pub(super) fn fact<T>(value: T) -> Option<Fact<T>> {
    Some(Fact::new(value, At { file: 0, line: 7 }))
}

pub(super) fn word(text: &str) -> Option<Fact<String>> {
    fact(text.to_owned())
}

pub(super) fn int(digits: &str) -> Option<Fact<Literal>> {
    fact(Literal::Int(digits.to_owned()))
}

pub(super) fn field(path: &str, kind: Type) -> Field {
    Field {
        path: path.to_owned(),
        kind: fact(kind),
        ..Field::default()
    }
}

pub(super) fn param(path: &str, location: In, kind: Type) -> Field {
    Field {
        location: Some(location),
        required: fact(false),
        ..field(path, kind)
    }
}

pub(super) fn value(wire: &str, term: &str) -> Value {
    Value {
        at: At::default(),
        wire: Literal::Text(wire.to_owned()),
        name: String::new(),
        term: Some(term.to_owned()),
    }
}

pub(super) fn error(status: u64, code: &str, message: &str) -> ErrorRow {
    ErrorRow {
        status: fact(status),
        code: code.to_owned(),
        message: word(message),
        ..ErrorRow::default()
    }
}

/// `GET https://api.vendor.example/v1/things/{id}`
pub(super) fn operation() -> Operation {
    Operation {
        method: word("GET"),
        host: word("https://api.vendor.example"),
        path: word("/v1/things/{id}"),
        ..Operation::default()
    }
}

fn with(change: impl FnOnce(&mut Operation)) -> Operation {
    let mut operation = operation();
    change(&mut operation);
    operation
}

type Case = (Operation, Operation, Silence);

/// Two operations.
fn two(old: impl FnOnce(&mut Operation), new: impl FnOnce(&mut Operation)) -> Case {
    (with(old), with(new), Silence::New)
}

/// Of two specs, the second of which says less.
fn lost(case: Case) -> Case {
    (case.1, case.0, Silence::Counts)
}

/// A query parameter before and after.
fn query(change: impl FnOnce(&mut Field, &mut Field)) -> Case {
    one(param("size", In::Query, Type::Integer), change)
}

/// A field of the answer before and after.
fn answer(change: impl FnOnce(&mut Field, &mut Field)) -> Case {
    one(field("size", Type::Integer), change)
}

fn one(field: Field, change: impl FnOnce(&mut Field, &mut Field)) -> Case {
    let (mut old, mut new) = (field.clone(), field);
    change(&mut old, &mut new);
    let put = |field: Field| {
        with(|it| {
            if field.location.is_some() {
                it.params.push(field);
            } else {
                it.response.push(field);
            }
        })
    };
    (put(old), put(new), Silence::New)
}

fn retyped(mut field: Field, old: Type, new: Type) -> Case {
    field.term = word("size");
    one(field, |from, to| {
        from.kind = fact(old);
        to.kind = fact(new);
    })
}

fn text_of(path: &str) -> Case {
    two(|_| {}, |it| it.path = word(path))
}

fn rate(calls: u64, scope: &str) -> Vec<Fact<Rate>> {
    let rate = Rate {
        calls,
        per_millis: Some(60_000),
        scope: Some(scope.to_owned()),
        shared: false,
        of_service: false,
    };
    fact(rate).into_iter().collect()
}

fn permissions(names: &[&str]) -> Vec<Permission> {
    let permission = |name: &&str| Permission {
        at: At::default(),
        name: (*name).to_owned(),
        term: None,
    };
    names.iter().map(permission).collect()
}

fn pages(keys: &[(&str, &str)]) -> Option<Fact<Pagination>> {
    let keys = keys.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned()));
    fact(Pagination {
        keys: keys.collect(),
    })
}

fn window(days: u64) -> Option<Fact<Window>> {
    fact(Window {
        from: "from".to_owned(),
        to: "to".to_owned(),
        max_millis: days * 86_400_000,
    })
}

fn body(path: &str, kind: Type) -> Field {
    param(path, In::Body, kind)
}

pub(super) fn case(kind: Kind) -> Case {
    match kind {
        Kind::E01 | Kind::E05 => (operation(), operation(), Silence::New),
        Kind::E06 => text_of("/v1/objects/{id}"),
        Kind::E07 => two(
            |it| it.params.push(param("id", In::Path, Type::String)),
            |it| {
                it.path = word("/v1/things/{thingId}");
                it.params.push(param("thingId", In::Path, Type::String));
            },
        ),
        Kind::E08 => two(
            |_| {},
            |it| {
                it.path = word("/v1/{shop}/things/{id}");
                it.params.push(param("shop", In::Path, Type::String));
            },
        ),
        Kind::E09 => two(
            |it| it.params.push(param("id", In::Path, Type::String)),
            |it| it.path = word("/v1/things"),
        ),
        Kind::E11 => two(|_| {}, |it| it.method = word("POST")),
        Kind::E15 => text_of("/v1/Things/{id}/"),
        Kind::E24 => two(
            |it| it.app_types.extend(word("internal")),
            |it| {
                it.app_types.extend(word("internal"));
                it.app_types.extend(word("third_party"));
            },
        ),
        Kind::R41 => other(kind),
        _ => match &kind.id()[..1] {
            "P" => parameter(kind),
            "C" | "V" => constraint(kind),
            "R" => response(kind),
            _ => other(kind),
        },
    }
}

fn parameter(kind: Kind) -> Case {
    let size = || param("size", In::Query, Type::Integer);
    let required = |mut field: Field| {
        field.required = fact(true);
        field
    };
    match kind {
        Kind::P01 => two(|_| {}, |it| it.params.push(size())),
        Kind::P02 => two(|_| {}, |it| it.params.push(required(size()))),
        Kind::P03 => two(
            |_| {},
            |it| {
                let mut size = required(size());
                size.default = int("10");
                it.params.push(size);
            },
        ),
        Kind::P04 => two(|it| it.params.push(size()), |_| {}),
        Kind::P05 => two(|it| it.params.push(required(size())), |_| {}),
        Kind::P06 => query(|_, new| "page_size".clone_into(&mut new.path)),
        Kind::P07 => answer(|_, new| new.also.extend(word("length"))),
        Kind::P10 => retyped(size(), Type::Integer, Type::String),
        Kind::P11 => retyped(size(), Type::String, Type::Integer),
        Kind::P12 => retyped(size(), Type::Integer, Type::Array),
        Kind::P13 => retyped(body("size", Type::Integer), Type::Integer, Type::Array),
        Kind::P14 => retyped(size(), Type::Array, Type::Integer),
        Kind::P16 => query(|_, new| new.location = Some(In::Header)),
        Kind::P17 => query(|_, new| new.required = fact(true)),
        Kind::P18 => query(|old, _| old.required = fact(true)),
        Kind::P19 => query(|_, new| {
            new.required = None;
            new.required_when = word("the kind is 1");
        }),
        Kind::P23 => query(|old, new| {
            old.default = int("10");
            new.default = int("20");
        }),
        Kind::P24 => query(|_, new| new.default = int("20")),
        Kind::P25 => lost(query(|_, new| new.default = int("20"))),
        Kind::P29 => one(param("X-Id", In::Header, Type::String), |_, new| {
            "x-id".clone_into(&mut new.path);
        }),
        Kind::P30 => query(|_, new| new.deprecated = word("no longer read")),
        Kind::P33 => two(
            |it| {
                it.params.push(body("page", Type::Object));
                it.params.push(body("page.number", Type::Integer));
                it.params.push(body("size", Type::Integer));
            },
            |it| {
                it.params.push(body("page", Type::Object));
                it.params.push(body("page.number", Type::Integer));
                it.params.push(body("page.size", Type::Integer));
            },
        ),
        _ => query(|old, new| {
            old.value = int("1");
            new.value = int("2");
        }),
    }
}

fn constraint(kind: Kind) -> Case {
    let max = |old: &str, new: &str| {
        query(|from, to| {
            from.max = int(old);
            to.max = int(new);
        })
    };
    let min = |old: &str, new: &str| {
        query(|from, to| {
            from.min = int(old);
            to.min = int(new);
        })
    };
    let entries = |old: u64, new: u64| {
        one(param("ids", In::Query, Type::Array), |from, to| {
            from.max_length = fact(old);
            to.max_length = fact(new);
        })
    };
    let list = |values: &[(&str, &str)]| -> Vec<Value> {
        values
            .iter()
            .map(|(wire, term)| value(wire, term))
            .collect()
    };
    let before = [("1", "new"), ("2", "ended")];
    let sent = |after: &[(&str, &str)]| {
        query(|old, new| {
            old.values = list(&before);
            new.values = list(after);
        })
    };
    let read = |after: &[(&str, &str)]| {
        answer(|old, new| {
            old.values = list(&before);
            new.values = list(after);
        })
    };
    match kind {
        Kind::C01 => max("50", "20"),
        Kind::C02 => max("20", "50"),
        Kind::C03 => min("0", "1"),
        Kind::C04 => min("1", "0"),
        Kind::C07 => entries(50, 20),
        Kind::C08 => entries(20, 50),
        Kind::C09 => {
            let mut case = max("50", "20");
            case.0.pagination = pages(&[("page", "page"), ("size", "size")]);
            case
        }
        Kind::C10 => one(field("id", Type::String), |old, new| {
            old.max_length = fact(64);
            new.max_length = fact(128);
        }),
        Kind::C13 => two(|it| it.window = window(90), |it| it.window = window(30)),
        Kind::V01 => sent(&[("1", "new"), ("2", "ended"), ("3", "lost")]),
        Kind::V02 => sent(&[("1", "new")]),
        Kind::V03 => sent(&[("1", "new"), ("9", "ended")]),
        Kind::V04 => query(|_, new| new.values = list(&before)),
        Kind::V05 => lost(query(|_, new| new.values = list(&before))),
        Kind::V06 => read(&[("0", "planned"), ("1", "new"), ("2", "ended")]),
        Kind::V08 => read(&[("2", "ended")]),
        Kind::V09 => read(&[("NEW", "new"), ("2", "ended")]),
        Kind::V10 => read(&[("1", "new"), ("2", "cancelled")]),
        Kind::V11 => read(&[("1", "new"), ("2", "Ended (by the host)")]),
        Kind::V12 => {
            let mut case = read(&[("new", "new"), ("ended", "ended")]);
            case.1.response[0].kind = fact(Type::String);
            case
        }
        _ => {
            let three = [("0", "no"), ("1", "yes"), ("2", "perhaps")];
            one(field("shared", Type::Boolean), |_, new| {
                new.kind = fact(Type::Integer);
                new.values = list(&three);
            })
        }
    }
}

fn response(kind: Kind) -> Case {
    let size = || field("size", Type::Integer);
    let always = || Field {
        always: fact(true),
        ..size()
    };
    let object = |operation: &mut Operation, fields: &[&str]| {
        operation.response.push(field("file", Type::Object));
        let fields = fields.iter().map(|path| field(path, Type::Integer));
        operation.response.extend(fields);
    };
    match kind {
        Kind::R01 => two(|_| {}, |it| it.response.push(size())),
        Kind::R02 => two(|_| {}, |it| it.response.push(always())),
        Kind::R03 => two(|it| it.response.push(always()), |_| {}),
        Kind::R04 => two(|it| it.response.push(size()), |_| {}),
        Kind::R05 => one(always(), |_, new| "bytes".clone_into(&mut new.path)),
        Kind::R06 => answer(|_, new| "bytes".clone_into(&mut new.path)),
        Kind::R07 => one(always(), |_, new| new.always = fact(false)),
        Kind::R08 => answer(|_, new| new.always = fact(true)),
        Kind::R14 => retyped(size(), Type::Integer, Type::Number),
        Kind::R15 => retyped(size(), Type::Number, Type::Integer),
        Kind::R16 => retyped(size(), Type::Integer, Type::String),
        Kind::R17 => retyped(size(), Type::String, Type::Integer),
        Kind::R18 => retyped(size(), Type::Boolean, Type::Integer),
        Kind::R19 => retyped(size(), Type::Integer, Type::Array),
        Kind::R20 => retyped(size(), Type::Array, Type::Integer),
        Kind::R21 => two(
            |it| it.response.push(field("file", Type::String)),
            |it| object(it, &["file.size", "file.pages"]),
        ),
        Kind::R22 => two(
            |it| object(it, &["file.size", "file.pages"]),
            |it| it.response.push(field("file", Type::String)),
        ),
        Kind::R23 => two(
            |it| {
                object(it, &["file.size"]);
                it.response.push(field("pages", Type::Integer));
            },
            |it| object(it, &["file.size", "file.pages"]),
        ),
        Kind::R29 => answer(|_, new| new.values = vec![value("1", "new")]),
        Kind::R30 => lost(answer(|_, new| new.values = vec![value("1", "new")])),
        Kind::R31 => answer(|old, new| {
            old.format = fact(Format::Instant);
            new.format = fact(Format::Duration);
        }),
        Kind::R32 => answer(|old, new| {
            old.unit = fact(Unit::Seconds);
            new.unit = fact(Unit::Milliseconds);
        }),
        Kind::R33 => answer(|_, new| {
            new.unit = fact(Unit::Seconds);
            new.format = fact(Format::Duration);
        }),
        Kind::R34 => answer(|old, new| {
            old.unit = fact(Unit::Other("yuan".to_owned()));
            new.unit = fact(Unit::Other("fen".to_owned()));
        }),
        Kind::R35 => two(
            |it| object(it, &[]),
            |it| object(it, &["file.size", "file.pages"]),
        ),
        Kind::R36 => two(
            |it| object(it, &["file.size", "file.pages"]),
            |it| object(it, &[]),
        ),
        Kind::R43 => {
            let case = answer(|old, new| {
                old.when = word("state is 3");
                new.when = word("state is 4");
            });
            (case.0, case.1, Silence::Counts)
        }
        _ => answer(|_, new| new.deprecated = word("always 0")),
    }
}

fn other(kind: Kind) -> Case {
    let errors =
        |old: ErrorRow, new: ErrorRow| two(|it| it.errors.push(old), |it| it.errors.push(new));
    let allowed = |old: &[&str], new: &[&str], any: bool| {
        let set = |names: &[&str], it: &mut Operation| {
            it.permissions = permissions(names);
            it.any_permission = Some(any);
        };
        two(|it| set(old, it), |it| set(new, it))
    };
    let gone = || error(404, "gone", "it is gone");
    match kind {
        Kind::R41 => two(
            |it| it.success = fact(("code".to_owned(), Literal::Int("0".to_owned()))),
            |it| it.success = fact(("code".to_owned(), Literal::Int("200".to_owned()))),
        ),
        Kind::X01 => two(|_| {}, |it| it.errors.push(gone())),
        Kind::X02 => two(|it| it.errors.push(gone()), |_| {}),
        Kind::X03 => errors(gone(), error(410, "gone", "it is gone")),
        Kind::X04 => errors(gone(), error(404, "lost", "it is gone")),
        Kind::X05 => errors(gone(), error(404, "gone", "it was removed")),
        Kind::X07 => {
            let row = |term: &str| ErrorRow {
                term: word(term),
                ..gone()
            };
            errors(row("the file is gone"), row("the user is gone"))
        }
        Kind::X09 => errors(gone(), error(200, "gone", "it is gone")),
        Kind::A02 => allowed(&["read"], &["read", "list"], false),
        Kind::A03 => allowed(&["read"], &["read", "list"], true),
        Kind::A04 => allowed(&["read", "list"], &["read"], false),
        Kind::A05 => allowed(&["read", "list"], &["read", "search"], false),
        Kind::A06 => {
            let mut case = allowed(&["read", "list"], &["read", "list"], true);
            case.1.any_permission = Some(false);
            case
        }
        Kind::A07 => two(|_| {}, |it| it.refused.extend(word("oauth2"))),
        Kind::A08 => lost(two(|_| {}, |it| it.refused.extend(word("oauth2")))),
        Kind::A10 => one(field("link", Type::String), |old, new| {
            old.expires = word("6h");
            new.expires = word("1h");
        }),
        Kind::L01 => two(
            |it| it.rates = rate(20, "app"),
            |it| it.rates = rate(10, "app"),
        ),
        Kind::L02 => two(
            |it| it.rates = rate(10, "app"),
            |it| it.rates = rate(20, "app"),
        ),
        Kind::L03 => two(
            |it| it.rates = rate(10, "app"),
            |it| it.rates = rate(10, "account"),
        ),
        Kind::L04 => two(|_| {}, |it| it.rates = rate(10, "app")),
        Kind::L05 => {
            let case = two(
                |it| it.pagination = pages(&[("page", "page"), ("pages", "total")]),
                |it| it.pagination = pages(&[("cursor", "cursor"), ("next", "next")]),
            );
            (case.0, case.1, Silence::Counts)
        }
        Kind::L07 => two(
            |it| it.pagination = pages(&[("items", "records"), ("page", "page")]),
            |it| it.pagination = pages(&[("items", "entries"), ("page", "page")]),
        ),
        Kind::L11 => two(
            |it| it.pagination = pages(&[("page", "page"), ("first", "0")]),
            |it| it.pagination = pages(&[("page", "page"), ("first", "1")]),
        ),
        Kind::D03 => {
            let example = |body: &str| {
                vec![Example {
                    status: 200,
                    response: word(body),
                    ..Example::default()
                }]
            };
            two(
                |it| it.examples = example("{ \"size\": 1 }"),
                |it| it.examples = example("{\"size\": 2}"),
            )
        }
        Kind::D09 => two(|_| {}, |it| it.deprecated = word("use the other one")),
        Kind::D12 => lost(two(|_| {}, |it| it.deprecated = word("use the other one"))),
        _ => two(|_| {}, |it| it.host = word("https://eu.vendor.example")),
    }
}
