//! A spec, and what is changed of it.

use codegen::review::Source;

pub(crate) const SERVICE: &str = "\
service: vendor
title: Vendor
host: https://api.vendor.example
credential: bearer
envelopes: [{ code: code }]
source: { evidence: inferred, note: Invented., checked: 2026-01-01 }
evidence: { inferred: Invented. }
";

pub(crate) const LIST: &str = "\
operation: list_things
summary: List the things.
source: { evidence: inferred, note: Invented., checked: 2026-05-24 }
evidence: { inferred: Invented. }
http: POST /v1/shelves/{shelf}/things
idempotent: true
path:
  shelf: { type: string, required: true, doc: Which shelf. }
query:
  from: { type: unix_seconds, required: true, doc: The first moment. }
  size: { type: u32, doc: How many. }
  big: { type: i64, doc: A large number. }
  word: { type: string, doc: A word. }
  kind: { type: Kind, doc: Which ones. }
body:
  filter: { type: Filter, doc: What to look for. }
  extra:
    type: json
    reason: Nobody says.
    doc: Anything.
response:
  items: { type: [Thing], doc: The things. }
  total: { type: u64, presence: always, doc: How many there are. }
  state: { type: State, doc: How it went. }
  open: { type: bool, doc: \"Whether it is open: or not.\" }
types:
  Filter:
    doc: A filter.
    fields:
      text: { type: string, required: true, doc: The text. }
      exact: { type: bool, doc: Whether exactly this. }
  Thing:
    doc: A thing.
    fields:
      id: { type: string, doc: Its id. }
      length: { type: i64, doc: Its length. }
      link:
        type: url
        sensitive: true
        doc: Where it is.
enums:
  Kind:
    of: integer
    doc: A kind.
    values:
      1: { name: cloud, doc: In the cloud. }
      2: { name: local, doc: Here. }
  State:
    of: string
    doc: A state.
    values:
      done: { name: done, doc: It is done. }
      \"no\": { name: none, doc: Nothing. }
errors:
  - { status: 400, code: \"190004\", name: bad_size, class: invalid, doc: The size is wrong. }
  - { status: [403, 404], code: \"190005\", name: no_right, class: token_rejected, doc: No. }
";

/// What is replaced in the spec; the rule, the line, and the verdict with it.
type Case = (
    &'static [(&'static str, &'static str)],
    &'static str,
    &'static str,
    Source,
);

pub(crate) const CASES: &[Case] = &[
    (
        &[("  size: { type: u32, doc: How many. }\n", "")],
        "P04",
        "size: { type: u32, retired: 2026-05-24, doc: How many. }",
        Source::Warn,
    ),
    (
        &[(
            "      exact: { type: bool, doc: Whether exactly this. }\n",
            "",
        )],
        "P04",
        "exact: { type: bool, retired: 2026-05-24, doc: Whether exactly this. }",
        Source::Warn,
    ),
    (
        &[(
            "  extra:\n    type: json\n    reason: Nobody says.\n    doc: Anything.\n",
            "",
        )],
        "P04",
        "extra: { type: json, retired: 2026-05-24, reason: Nobody says., doc: Anything. }",
        Source::Warn,
    ),
    (
        &[(
            "      link:\n        type: url\n        sensitive: true\n        doc: Where it is.\n",
            "",
        )],
        "R04",
        "link: { type: url, retired: 2026-05-24, sensitive: true, doc: Where it is. }",
        Source::Warn,
    ),
    (
        &[(
            "  open: { type: bool, doc: \"Whether it is open: or not.\" }\n",
            "",
        )],
        "R04",
        "open: { type: bool, retired: 2026-05-24, doc: \"Whether it is open: or not.\" }",
        Source::Warn,
    ),
    (
        &[("  size: {", "  count: {")],
        "P06",
        "rust_name: size",
        Source::Ok,
    ),
    (
        &[("      link:", "      url:")],
        "R06",
        "rust_name: link",
        Source::Ok,
    ),
    (
        &[("  total: {", "  count: {")],
        "R05",
        "rust_name: total, was: total",
        Source::Ok,
    ),
    (
        &[("size: { type: u32", "size: { type: u64")],
        "P08",
        "type: u32",
        Source::Ok,
    ),
    (
        &[("big: { type: i64", "big: { type: u32")],
        "P09",
        "type: i64, min: 0, max: 4294967295",
        Source::Ok,
    ),
    (
        &[("big: { type: i64", "big: { type: string")],
        "P10",
        "type: i64, wire: string",
        Source::Ok,
    ),
    (
        &[("size: { type: u32", "size: { type: [u32]")],
        "P12",
        "type: u32",
        Source::Ok,
    ),
    (
        &[(
            "from: { type: unix_seconds, required: true,",
            "from: { type: unix_seconds,",
        )],
        "P18",
        "required: true",
        Source::Ok,
    ),
    (
        &[(
            "size: { type: u32,",
            "size: { type: u32, required: true, default: 20,",
        )],
        "P17",
        "",
        Source::Break,
    ),
    (
        &[(
            "  word: {",
            "  count: { type: u32, required: true, default: 20, doc: New. }\n  word: {",
        )],
        "P03",
        "leave out `required: true`",
        Source::Ok,
    ),
    (
        &[("      2: { name: local, doc: Here. }\n", "")],
        "V02",
        "2: { name: local, retired: 2026-05-24, doc: Here. }",
        Source::Warn,
    ),
    (
        &[("      \"no\": { name: none, doc: Nothing. }\n", "")],
        "V08",
        "\"no\": { name: none, retired: 2026-05-24, doc: Nothing. }",
        Source::Warn,
    ),
    (
        &[("      done: { name: done,", "      DONE: { name: finished,")],
        "V09",
        "name: done, was: done",
        Source::Ok,
    ),
    (
        &[("      2: { name: local,", "      3: { name: here,")],
        "V03",
        "name: local",
        Source::Ok,
    ),
    (
        &[("word: { type: string", "word: { type: State")],
        "V04",
        "type: string",
        Source::Ok,
    ),
    (
        &[("length: { type: i64", "length: { type: millis")],
        "R33",
        "type: i64, unit: milliseconds",
        Source::Ok,
    ),
    (
        &[("length: { type: i64", "length: { type: u32")],
        "R13",
        "type: i64",
        Source::Ok,
    ),
    (
        &[("length: { type: i64", "length: { type: string")],
        "R16",
        "type: i64, wire: either",
        Source::Ok,
    ),
    (
        &[(
            "id: { type: string, doc",
            "id: { type: string, presence: always, doc",
        )],
        "R08",
        "leave out `presence: always`",
        Source::Ok,
    ),
    (
        &[("name: bad_size", "name: wrong_size")],
        "R48",
        "name: bad_size",
        Source::Ok,
    ),
    (
        &[("[Thing]", "[Item]"), ("  Thing:\n", "  Item:\n")],
        "R48",
        "was: Thing",
        Source::Warn,
    ),
    (
        &[(
            "length: { type: i64",
            "length: { type: i64, rust_name: size",
        )],
        "R48",
        "rust_name: length",
        Source::Ok,
    ),
    (
        &[(
            "  - { status: [403, 404], code: \"190005\", name: no_right, class: token_rejected, doc: No. }\n",
            "",
        )],
        "X02",
        "- { status: [403, 404], code: \"190005\", name: no_right, class: token_rejected, retired: 2026-05-24, doc: No. }",
        Source::Warn,
    ),
    (
        &[("operation: list_things", "operation: find_things")],
        "E12",
        "was: list_things",
        Source::Risk,
    ),
];
