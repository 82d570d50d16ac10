//! Whole drafts, written by hand.

use super::{at, fact, field, int, param, text};
use crate::{
    import::{Doubt, DoubtKind, Draft, Target, doubts_list, yaml},
    model::{
        ErrorRow, Example, Field, Format, In, Kind, Literal, Operation, Pagination, Permission,
        Rate, Unit, Value, Window,
    },
};

fn value(line: u32, wire: &str, name: &str, term: &str) -> Value {
    Value {
        at: at(line),
        wire: Literal::Int(wire.to_owned()),
        name: name.to_owned(),
        term: Some(term.to_owned()),
    }
}

fn doubt(line: u32, kind: DoubtKind, subject: Option<&str>, text: &str) -> Doubt {
    Doubt {
        line,
        kind,
        text: text.to_owned(),
        target: subject.map(|subject| Target {
            operation: 0,
            subject: subject.to_owned(),
        }),
    }
}

#[test]
fn a_small_page_becomes_a_short_spec() {
    let operation = Operation {
        name: "list_parcels".to_owned(),
        title: text(1, "列出包裹"),
        method: Some(fact(3, "GET".to_owned())),
        host: text(3, "https://api.parcel.example/"),
        path: text(3, "/v1/depots/{depotId}/parcels"),
        params: vec![
            Field {
                required: Some(fact(6, true)),
                term: text(6, "仓库 ID"),
                text: text(6, "仓库 ID。"),
                ..param(6, In::Path, "depotId", Kind::String)
            },
            Field {
                default: int(9, "10"),
                max: int(9, "50"),
                required: Some(fact(9, false)),
                ..param(9, In::Query, "size", Kind::Integer)
            },
            param(10, In::Query, "no", Kind::String),
        ],
        response: vec![
            Field {
                items: Some(Kind::Object),
                ..field(12, "parcels", Kind::Array)
            },
            Field {
                format: Some(fact(13, Format::Instant)),
                unit: Some(fact(13, Unit::Milliseconds)),
                ..field(13, "parcels[].sentAt", Kind::Integer)
            },
        ],
        pagination: Some(fact(
            9,
            Pagination {
                keys: vec![
                    ("size".to_owned(), "size".to_owned()),
                    ("items".to_owned(), "parcels".to_owned()),
                ],
            },
        )),
        ..Operation::default()
    };
    let draft = Draft {
        document: "parcels.txt".to_owned(),
        sha256: "ab12".to_owned(),
        title: Some("列出包裹".to_owned()),
        language: "zh".to_owned(),
        checked: Some("2026-02-15".to_owned()),
        operations: vec![operation],
        doubts: vec![
            doubt(
                10,
                DoubtKind::LostCell,
                Some("query.no"),
                "the cell `required` is lost",
            ),
            doubt(2, DoubtKind::LeftOut, None, "`Home`"),
        ],
        ..Draft::default()
    };
    let expected = include_str!("small.yaml");
    assert_eq!(
        yaml(&draft, 0, Some("https://api.parcel.example")),
        expected
    );
    assert_eq!(
        doubts_list(&draft),
        "Doubts: 2 (1 lost-cell, 1 left-out)\n \
         2  left-out   -         `Home`\n\
         10  lost-cell  query.no  the cell `required` is lost\n"
    );
}

fn full_params() -> Vec<Field> {
    vec![
        Field {
            value: Some(fact(8, Literal::Text("1.0".to_owned()))),
            ..param(8, In::Header, "X-Version", Kind::String)
        },
        Field {
            required: Some(fact(10, true)),
            object: Some("Address 对象".to_owned()),
            ..param(10, In::Body, "to", Kind::Object)
        },
        Field {
            required_when: text(11, "country 为 CN"),
            min_length: Some(fact(11, 6)),
            max_length: Some(fact(11, 6)),
            ..param(11, In::Body, "to.zip", Kind::String)
        },
        Field {
            required: Some(fact(12, true)),
            values: vec![
                value(12, "0", "", "平信"),
                value(12, "1", "express", "加急"),
                value(13, "1", "", "加急"),
                value(12, "-1", "", "其他"),
            ],
            default: int(12, "0"),
            ..param(12, In::Body, "kind", Kind::Integer)
        },
        Field {
            required: Some(fact(14, false)),
            unit: Some(fact(14, Unit::Other("grams".to_owned()))),
            min: int(14, "1"),
            max: int(14, "2000"),
            sensitive: true,
            deprecated: text(14, "不再使用"),
            expires: text(14, "6h"),
            ..param(14, In::Body, "weight", Kind::Integer)
        },
        Field {
            kind: None,
            ..param(15, In::Body, "note", Kind::String)
        },
        Field {
            required: Some(fact(16, false)),
            ..param(16, In::Body, "extra", Kind::Object)
        },
    ]
}

fn full_response() -> Vec<Field> {
    vec![
        Field {
            always: Some(fact(30, true)),
            ..field(30, "code", Kind::String)
        },
        field(31, "data", Kind::Object),
        Field {
            also: vec![fact(32, "length".to_owned())],
            when: text(32, "the parcel, or a part of it, was sent"),
            expires: text(32, "6h"),
            format: Some(fact(32, Format::Url)),
            sensitive: true,
            ..field(32, "data.link", Kind::String)
        },
        Field {
            values: vec![
                Value {
                    wire: Literal::Text("3".to_owned()),
                    ..value(33, "3", "", "已寄")
                },
                Value {
                    wire: Literal::Text("lost one".to_owned()),
                    ..value(33, "3", "lost", "丢失")
                },
            ],
            term: text(33, "状态"),
            ..field(33, "data.state", Kind::String)
        },
        Field {
            format: Some(fact(34, Format::Instant)),
            ..field(34, "data.time", Kind::Integer)
        },
        field(35, "data.ids", Kind::Array),
    ]
}

fn full_doubts() -> Vec<Doubt> {
    vec![
        doubt(3, DoubtKind::Guess, Some(""), "POST, from the example"),
        doubt(
            0,
            DoubtKind::Missing,
            None,
            "the page has no title\n- not: yaml",
        ),
        doubt(34, DoubtKind::NotRead, Some("response.data.time"), "`几天`"),
        doubt(
            41,
            DoubtKind::Missing,
            Some("errors.Forbidden.QpsLimit"),
            "no class",
        ),
        doubt(
            60,
            DoubtKind::Contradiction,
            Some("response.nothing"),
            "`x` is nowhere",
        ),
    ]
}

/// Everything that a draft can hold.
fn full() -> Draft {
    let permission = |name: &str, term: Option<&str>| Permission {
        at: at(5),
        name: name.to_owned(),
        term: term.map(str::to_owned),
    };
    let rate = |calls, per_millis, scope: Option<&str>| {
        fact(
            6,
            Rate {
                calls,
                per_millis,
                scope: scope.map(str::to_owned),
                shared: false,
                of_service: false,
            },
        )
    };
    let error = |line, status, code: &str, class: &str| ErrorRow {
        at: at(line),
        status: Some(fact(line, status)),
        code: code.to_owned(),
        class: class.to_owned(),
        ..ErrorRow::default()
    };
    let operation = Operation {
        name: "send_parcel".to_owned(),
        title: text(2, "Send: a parcel"),
        method: Some(fact(3, "POST".to_owned())),
        host: text(3, "https://api.parcel.example"),
        path: text(3, "/v1/parcels"),
        texts: vec![fact(
            4,
            "Sends a parcel.\nIt cannot be called back.".to_owned(),
        )],
        operator: text(5, "Only clerks."),
        deprecated: text(4, "Use version 2."),
        success: Some(fact(30, ("code".to_owned(), Literal::Text("0".to_owned())))),
        rates: vec![
            rate(10, Some(60_000), None),
            rate(5000, None, Some("organisation")),
        ],
        permissions: vec![
            permission("parcel:write", Some("寄件")),
            permission("Parcel.All", None),
        ],
        app_types: vec![fact(7, "internal".to_owned())],
        refused: vec![fact(7, "oauth2".to_owned())],
        params: full_params(),
        response: full_response(),
        window: Some(fact(
            17,
            Window {
                from: "from".to_owned(),
                to: "to".to_owned(),
                max_millis: 31 * 86_400_000,
            },
        )),
        errors: vec![
            ErrorRow {
                message: text(40, "error:%s"),
                term: text(40, "参数错误"),
                text: text(40, "检查参数"),
                ..error(40, 400, "190004", "invalid")
            },
            error(41, 500, "Forbidden.QpsLimit", ""),
            error(42, 400, "190004", "invalid"),
        ],
        examples: vec![Example {
            at: at(50),
            request: text(
                50,
                "POST /v1/parcels HTTP/1.1\nHost: api.parcel.example\n\n{ \"to\": { } }",
            ),
            status: 201,
            response: text(56, "{\n\t\"code\" : \"0\" \n}"),
        }],
        ..Operation::default()
    };
    Draft {
        document: "parcels: all.html".to_owned(),
        sha256: "00ff".to_owned(),
        language: "en".to_owned(),
        updated: Some("2026-01-31".to_owned()),
        operations: vec![operation],
        doubts: full_doubts(),
        ..Draft::default()
    }
}

#[test]
fn everything_has_its_place() {
    let expected = include_str!("full.yaml");
    assert_eq!(
        yaml(&full(), 0, Some("https://api.other.example")),
        expected
    );
}
