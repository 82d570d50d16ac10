//! Names, texts and values that would like to be YAML are read back as they were.

use std::collections::HashSet;

use super::{at, fact, field, int, param, text};
use crate::{
    check,
    import::{Doubt, DoubtKind, Draft, Target, yaml},
    model::{ErrorRow, Example, Field, In, Kind, Literal, Operation, Value},
    source::{Source, Sources},
    spec,
};

const SERVICE: &str = "service: acme\ntitle: Acme\nhost: https://api.acme.example\n\
    credential: bearer\nenvelopes: [{ code: error.code }]\n\
    source: { checked: 2026-01-31, evidence: inferred, note: Made up for a test. }\n";

/// Pieces of which texts are made.
const PIECES: [&str; 46] = [
    "a",
    "Zz",
    "9",
    "0x1f",
    "-",
    "- ",
    ": ",
    ":",
    " #",
    "#",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "'",
    "\\",
    "|",
    ">",
    "&a",
    "*a",
    "!t",
    "%",
    "@",
    "`",
    "?",
    "? ",
    "~",
    "null",
    "no",
    "true",
    "TODO",
    "---",
    "...",
    "<<",
    "\t",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}",
    "\u{7}",
    "\u{1f600}",
    "会议",
    "\u{3000}",
    "=",
];

/// The same numbers every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    /// A text that says something and has no space at its end, which the reader takes off.
    fn text(&mut self) -> String {
        let pieces = 1 + self.below(5);
        let text: String = (0..pieces)
            .map(|_| PIECES[self.below(PIECES.len())])
            .collect();
        let text = text.trim_end();
        if text.is_empty() {
            "x".to_owned()
        } else {
            text.to_owned()
        }
    }

    fn block(&mut self) -> String {
        let lines: Vec<String> = (0..=self.below(4))
            .map(|_| format!("{}{}", ["", " ", "\t", "  "][self.below(4)], self.text()))
            .collect();
        lines.join(["\n", "\n\n", " \n", "\r\n"][self.below(4)])
    }
}

/// Reads a draft after a person has decided everything.
fn read(draft: &Draft) -> (String, spec::Operation) {
    let drafted = yaml(draft, 0, None);
    let done = [
        ("summary: TODO", "summary: Done."),
        ("doc: TODO", "doc: Done."),
        ("required: TODO", "required: true"),
        ("class: TODO", "class: failed"),
        ("http: TODO", "http: GET /"),
        ("type: TODO", "type: string"),
        ("checked: TODO", "checked: 2026-01-31"),
        ("deprecated: TODO", "deprecated: Done."),
        ("reason: TODO", "reason: Done."),
    ];
    let mut text = drafted.clone();
    for (open, decided) in done {
        text = text.replace(open, decided);
    }
    let file = |name: &str, text: String| Source {
        path: format!("specs/acme/{name}.yaml"),
        folder: "acme".to_owned(),
        name: format!("{name}.yaml"),
        text,
    };
    let sources = Sources::new(vec![
        file("list_things", text.clone()),
        file("service", SERVICE.to_owned()),
    ]);
    let (specs, found) = crate::parse::parse(&sources);
    let found: Vec<_> = found.iter().map(|it| (it.rule.code, &it.message)).collect();
    assert!(found.is_empty(), "{found:?}\n{text}");
    let mut operations = specs.services.into_iter().flat_map(|it| it.operations);
    (drafted, operations.next().expect("an operation"))
}

fn draft(operation: Operation) -> Draft {
    Draft {
        document: "page.html".to_owned(),
        sha256: "ab".to_owned(),
        title: Some("Things".to_owned()),
        language: "en".to_owned(),
        operations: vec![Operation {
            name: "list_things".to_owned(),
            method: Some(fact(1, "GET".to_owned())),
            path: text(1, "/v1/things"),
            ..operation
        }],
        ..Draft::default()
    }
}

#[test]
fn whatever_a_page_says_is_read_back() {
    let mut dice = Dice(1);
    for _ in 0..2000 {
        let name = dice.text();
        let words = dice.text();
        let wire = dice.text();
        let blocks = [dice.block(), dice.block()];
        let mut made = draft(Operation {
            title: text(1, &words),
            texts: vec![fact(2, dice.block())],
            params: vec![Field {
                required: Some(fact(3, true)),
                default: Some(fact(3, Literal::Text(words.clone()))),
                term: text(3, &words),
                text: text(3, &dice.block()),
                deprecated: text(3, &dice.block()),
                ..param(3, In::Query, &name.replace('.', "_"), Kind::String)
            }],
            response: vec![Field {
                when: text(4, &words),
                also: vec![fact(4, wire.clone())],
                values: vec![Value {
                    at: at(4),
                    wire: Literal::Text(wire.clone()),
                    name: dice.text(),
                    term: Some(words.clone()),
                }],
                object: Some(dice.text()),
                ..field(4, &name.replace('.', "_"), Kind::String)
            }],
            errors: vec![ErrorRow {
                at: at(5),
                status: Some(fact(5, 400)),
                code: wire.clone(),
                message: text(5, &words),
                text: text(5, &dice.block()),
                ..ErrorRow::default()
            }],
            examples: vec![Example {
                at: at(6),
                request: text(6, &blocks[0]),
                status: 200,
                response: text(6, &blocks[1]),
            }],
            ..Operation::default()
        });
        made.doubts = vec![Doubt {
            line: 3,
            kind: DoubtKind::Guess,
            text: dice.block(),
            target: Some(Target {
                operation: 0,
                subject: dice.text(),
            }),
        }];
        let (drafted, read) = read(&made);
        let name = name.replace('.', "_");
        assert_eq!(read.term.expect("a term").value, words, "{drafted}");
        let [param] = &read.params[..] else {
            panic!("{drafted}");
        };
        assert_eq!(param.name.value, name, "{drafted}");
        let default = param.default.as_ref().map(|it| &it.value);
        assert_eq!(default, Some(&Literal::Text(words.clone())), "{drafted}");
        let [field] = &read.response[..] else {
            panic!("{drafted}");
        };
        assert_eq!(
            (&field.name.value, &field.also[0].value),
            (&name, &wire),
            "{drafted}"
        );
        let of = &read.scope.enums[0];
        assert_eq!(of.values[0].wire.value, wire, "{drafted}");
        assert_eq!(
            of.values[0].term.as_ref().map(|it| &it.value),
            Some(&words),
            "{drafted}"
        );
        let row = &read.errors[0];
        assert_eq!(
            (&row.code.value, row.message.as_ref().map(|it| &it.value)),
            (&wire, Some(&words))
        );
        let example = &read.examples[0];
        let response = example.response.as_ref().expect("a response");
        for (read, said) in [(&example.request, &blocks[0]), (response, &blocks[1])] {
            // A block ends with a line break.
            let read = read.value.strip_suffix('\n').unwrap_or(&read.value);
            assert_eq!(read, said, "{drafted}");
        }
    }
}

#[test]
fn rows_that_repeat_a_name_are_comments() {
    let made = draft(Operation {
        params: vec![
            param(3, In::Query, "page", Kind::Integer),
            Field {
                text: text(4, "seite\n  evil: true"),
                max: int(4, "9"),
                ..param(4, In::Query, "page", Kind::String)
            },
        ],
        ..Operation::default()
    });
    let (drafted, read) = read(&made);
    assert_eq!(read.params.len(), 1);
    let expected = "query:\n  \
        # stands here again, line 4: page: { type: string, required: TODO, max: \"9\", doc: TODO }\n  \
        # 4: seite\n  \
        #   evil: true\n  \
        page: { type: i64, required: TODO, doc: TODO }\n";
    assert!(drafted.contains(expected), "{drafted}");
}

#[test]
fn names_without_end_are_read_back() {
    let long = "会a: ".repeat(100_000);
    let made = draft(Operation {
        params: vec![Field {
            text: text(2, &long),
            ..param(2, In::Query, long.trim_end(), Kind::String)
        }],
        response: vec![
            field(3, "rows", Kind::Array),
            field(4, &format!("rows[].{}x", "a.".repeat(50_000)), Kind::String),
            field(5, &format!("rows{}.y", "[]".repeat(50_000)), Kind::String),
        ],
        ..Operation::default()
    });
    let (_, read) = read(&made);
    assert_eq!(read.params[0].name.value, long.trim_end());
}

#[test]
fn ten_thousand_rows_are_written_in_no_time() {
    let response = (0..10_000).flat_map(|index| {
        let list = format!("list{index}");
        let mut state = field(index, &format!("{list}[].state"), Kind::Integer);
        state.values = vec![Value {
            at: at(index),
            wire: Literal::Int(index.to_string()),
            name: String::new(),
            term: None,
        }];
        [
            Field {
                object: Some("Row".to_owned()),
                ..field(index, &list, Kind::Array)
            },
            state,
        ]
    });
    let made = draft(Operation {
        response: response.collect(),
        ..Operation::default()
    });
    let (_, read) = read(&made);
    assert_eq!(read.scope.objects.len(), 10_000);
    let names: HashSet<_> = read.scope.names().map(|it| &it.value).collect();
    assert_eq!(names.len(), 20_000);
    // A deep path is no deep recursion.
    let deep: Vec<String> = (1..2000).map(|depth| vec!["a"; depth].join(".")).collect();
    let response = deep.iter().map(|path| field(1, path, Kind::Object));
    let made = draft(Operation {
        response: response.collect(),
        ..Operation::default()
    });
    let checked = check(&Sources::new(Vec::new()), Vec::new());
    assert!(checked.diagnostics.is_empty());
    assert_eq!(self::read(&made).1.scope.objects.len(), 1998);
}
