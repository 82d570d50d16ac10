use super::facts;
use crate::model::{
    At, ErrorRow, Example, Fact, Field, Format, In, Kind, Literal, Operation, Permission, Rate,
    Unit, Value, Window,
};

fn at(line: u32) -> At {
    At { file: 0, line }
}

fn fact<T>(value: T, line: u32) -> Fact<T> {
    Fact::new(value, at(line))
}

fn lines(operation: &Operation) -> Vec<String> {
    facts(operation)
        .into_iter()
        .map(|it| {
            let name = it.aspect.as_str();
            format!("{} | {} | {name} | {}", it.at.line, it.subject, it.value)
        })
        .collect()
}

#[test]
fn what_is_not_known_is_no_fact() {
    let operation = Operation {
        response: vec![Field {
            path: "a[].b".to_owned(),
            ..Field::default()
        }],
        ..Operation::default()
    };
    assert_eq!(
        lines(&operation),
        ["0 |  | exists | ", "0 | response.a[].b | exists | "]
    );
}

#[test]
fn a_parameter_says_one_thing_per_fact() {
    let operation = Operation {
        at: at(1),
        params: vec![Field {
            at: at(2),
            path: "times".to_owned(),
            location: Some(In::Header),
            kind: Some(fact(Kind::Array, 3)),
            items: Some(Kind::Integer),
            format: Some(fact(Format::Instant, 3)),
            unit: Some(fact(Unit::Milliseconds, 4)),
            required: Some(fact(false, 5)),
            values: vec![Value {
                at: at(6),
                wire: Literal::Int("07".to_owned()),
                name: String::new(),
                term: None,
            }],
            default: Some(fact(Literal::Text("07".to_owned()), 7)),
            max: Some(fact(Literal::Float("20.0".to_owned()), 8)),
            expires: Some(fact("360m".to_owned(), 9)),
            deprecated: Some(fact("gone".to_owned(), 10)),
            ..Field::default()
        }],
        ..Operation::default()
    };
    assert_eq!(
        lines(&operation)[1..],
        [
            "2 | headers.times | exists | ",
            "2 | headers.times | in | headers",
            "3 | headers.times | type | array of integer",
            "3 | headers.times | format | instant",
            "4 | headers.times | unit | milliseconds",
            "5 | headers.times | required | false",
            "6 | headers.times | value | 7",
            "7 | headers.times | default | 07",
            "8 | headers.times | max | 20",
            "9 | headers.times | expires | 6h",
            "10 | headers.times | deprecated | ",
        ]
    );
}

#[test]
fn conditions_stand_in_place_of_yes_and_no() {
    let operation = Operation {
        params: vec![Field {
            path: "p".to_owned(),
            location: Some(In::Query),
            required_when: Some(fact("x is 1".to_owned(), 2)),
            ..Field::default()
        }],
        response: vec![
            Field {
                path: "r".to_owned(),
                when: Some(fact("y is 2".to_owned(), 3)),
                ..Field::default()
            },
            Field {
                path: "s".to_owned(),
                always: Some(fact(true, 4)),
                ..Field::default()
            },
        ],
        ..Operation::default()
    };
    let found = lines(&operation);
    for line in [
        "2 | query.p | required | x is 1",
        "3 | response.r | presence | y is 2",
        "4 | response.s | presence | always",
    ] {
        assert!(found.iter().any(|it| it == line), "{line}: {found:#?}");
    }
}

#[test]
fn a_code_with_several_statuses_exists_once() {
    let row = |status, line| ErrorRow {
        at: at(line),
        status: Some(fact(status, line)),
        code: "E".to_owned(),
        message: Some(fact("no".to_owned(), line)),
        ..ErrorRow::default()
    };
    let operation = Operation {
        errors: vec![row(400, 2), row(404, 3), row(404, 4)],
        ..Operation::default()
    };
    assert_eq!(
        lines(&operation)[1..],
        [
            "2 | errors.E | exists | ",
            "2 | errors.E | status | 400",
            "2 | errors.E | message | no",
            "3 | errors.E | status | 404",
        ]
    );
}

#[test]
fn limits_of_the_service_are_not_the_operations() {
    let rate = |calls, of_service| {
        let rate = Rate {
            calls,
            per_millis: Some(60_000),
            scope: None,
            shared: false,
            of_service,
        };
        Fact::new(rate, at(2))
    };
    let operation = Operation {
        rates: vec![rate(10, false), rate(20, true)],
        window: Some(fact(
            Window {
                from: "a".to_owned(),
                to: "b".to_owned(),
                max_millis: 31 * 86_400_000,
            },
            3,
        )),
        permissions: vec![Permission {
            at: at(4),
            name: "Read".to_owned(),
            term: None,
        }],
        any_permission: Some(true),
        ..Operation::default()
    };
    assert_eq!(
        lines(&operation)[1..],
        [
            "2 |  | rate | 10",
            "3 |  | window | 31d",
            "4 |  | permission | Read",
            "4 |  | permission_mode | any_of",
        ]
    );
}

#[test]
fn the_layout_of_examples_is_no_fact() {
    let example = |request: &str, response: &str| Operation {
        examples: vec![Example {
            at: at(1),
            request: Some(fact(request.to_owned(), 1)),
            status: 200,
            response: Some(fact(response.to_owned(), 2)),
        }],
        ..Operation::default()
    };
    let one = example("GET /a \n\nA: b\n", "{ \"a\" : 1.0 }\n");
    let other = example("GET /a\nA: b", "{\"a\":1.0}");
    assert_eq!(lines(&one), lines(&other));
    assert_eq!(lines(&one)[2], "2 |  | response | {\"a\":1.0}");
    let broken = example("GET /a", "{ \"a\": 1, }  \n");
    assert_eq!(lines(&broken)[2], "2 |  | response | { \"a\": 1, }");
}
