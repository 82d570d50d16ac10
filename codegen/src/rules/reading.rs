//! Rules of the files themselves: encoding, YAML, keys.

use super::{Check::Reading, Rule, rule};

pub(crate) static UNKNOWN_KEY: Rule = rule(
    "K01",
    "Every key is one that the format knows.",
    "A misspelt key would be ignored, and with it the fact that it states: `requird: true` would make a parameter optional.",
    "page: { type: u32, requird: true, doc: Page to fetch. }",
    "page: { type: u32, required: true, doc: Page to fetch. }",
    Reading,
);

pub(crate) static MISSING_KEY: Rule = rule(
    "K02",
    "Keys that are marked as required are there.",
    "What they say cannot be guessed: whether a call may be repeated, for example, decides whether it is retried.",
    "operation: start_record\nhttp: POST /v1/record",
    "operation: start_record\nhttp: POST /v1/record\nidempotent: false",
    Reading,
);

pub(crate) static WRONG_KIND: Rule = rule(
    "K03",
    "A value is of the kind that its key wants: text, list or map.",
    "Anything else has no meaning there.",
    "app_types: internal",
    "app_types: [internal]",
    Reading,
);

pub(crate) static NEEDS_QUOTES: Rule = rule(
    "K04",
    "A text that YAML readers could take for a boolean, a number or nothing is quoted.",
    "Readers differ: to some `no` is a boolean and `0644` is 420. Vendors have error codes, ids and enum values of this form.",
    "code: 190004",
    "code: \"190004\"",
    Reading,
);

pub(crate) static NOT_BOOLEAN: Rule = rule(
    "K05",
    "A boolean is written `true` or `false`.",
    "In YAML 1.2 `yes` and `on` are texts; `\"true\"` is one too.",
    "idempotent: yes",
    "idempotent: true",
    Reading,
);

pub(crate) static BAD_VALUE: Rule = rule(
    "K06",
    "A value is one of those that its key allows.",
    "Words, numbers and lengths of time have one spelling each, so that specs can be compared.",
    "rate_limit: { calls: 10, per: 1 minute, scope: account }",
    "rate_limit: { calls: 10, per: 60s, scope: account }",
    Reading,
);

pub(crate) static PRESENCE_TWICE: Rule = rule(
    "K07",
    "A field has `presence: always` or a condition, not both.",
    "A field that every answer has is no `Option`; one that comes only under a condition has to be.",
    "link: { type: url, presence: always, when: it is shared, doc: Link. }",
    "link: { type: url, when: it is shared, doc: Link. }",
    Reading,
);

pub(crate) static NOT_UTF8: Rule = rule(
    "L01",
    "A spec is UTF-8.",
    "Vendor terms are kept exactly; in another encoding they would turn into something else.",
    "term: <bytes in GBK>",
    "term: 会议",
    Reading,
);

pub(crate) static TOO_LARGE: Rule = rule(
    "L02",
    "A spec has at most 4 MiB.",
    "One file describes one operation. A larger file is a mistake, or an attack on the memory of whoever reads it.",
    "a file of 5 MiB",
    "one file per operation",
    Reading,
);

pub(crate) static EMPTY_FILE: Rule = rule(
    "L03",
    "A spec says something.",
    "An empty file looks like an operation that is described, and is not.",
    "an empty list_records.yaml",
    "operation: list_records\n…",
    Reading,
);

pub(crate) static STRAY_FILE: Rule = rule(
    "L04",
    "A service's folder holds nothing but specs, whose names end in .yaml; no other folder holds specs.",
    "A spec saved as .yml, or in another folder, would be passed over without a word.",
    "list_records.yml",
    "list_records.yaml",
    Reading,
);

pub(crate) static NO_SERVICE: Rule = rule(
    "L05",
    "Every folder of specs has a service.yaml.",
    "Without it nobody knows the host, the credential and the error bodies of the operations.",
    "acme/list_records.yaml alone",
    "acme/service.yaml beside it",
    Reading,
);

pub(crate) static UNFINISHED: Rule = rule(
    "L06",
    "A spec is finished: no value is a plain `TODO`.",
    "A draft made from a vendor's page leaves open what the page does not say. Each such place is a decision, and nobody has taken it yet.",
    "id: { type: string, required: TODO, doc: TODO }",
    "id: { type: string, required: true, doc: ID of the thing. }",
    Reading,
);

pub(crate) static SYNTAX: Rule = rule(
    "Y01",
    "A spec is YAML 1.2.",
    "What cannot be read cannot be generated from.",
    "query:\n  page: { type: u32",
    "query:\n  page: { type: u32, doc: Page to fetch. }",
    Reading,
);

pub(crate) static DUPLICATE_KEY: Rule = rule(
    "Y02",
    "A key stands once in its map.",
    "Most YAML readers keep the last of two without a word; the first was meant by somebody, too.",
    "page: { type: u32, type: i64, doc: Page to fetch. }",
    "page: { type: u32, doc: Page to fetch. }",
    Reading,
);

pub(crate) static UNSUPPORTED: Rule = rule(
    "Y03",
    "Anchors, aliases, tags, merge keys and directives are not used.",
    "A spec is read from top to bottom by people who review a change; what a line means must not depend on another place. Aliases can also be nested into billions of values.",
    "from: &time { type: unix_seconds, doc: Start. }\nto: *time",
    "from: { type: unix_seconds, doc: Start. }\nto: { type: unix_seconds, doc: End. }",
    Reading,
);

pub(crate) static TOO_DEEP: Rule = rule(
    "Y04",
    "A spec nests at most 64 levels deep.",
    "Nothing in the format needs ten. Deeper nesting is a mistake, or an attack on the stack of whoever reads it.",
    "type: [[[[[[[[ … ]]]]]]]]",
    "type: [Row]",
    Reading,
);

pub(crate) static SECOND_DOCUMENT: Rule = rule(
    "Y05",
    "A file holds one YAML document.",
    "One file describes one operation; a second document would be lost.",
    "operation: a\n---\noperation: b",
    "a.yaml and b.yaml",
    Reading,
);

pub(crate) static TAB: Rule = rule(
    "Y06",
    "Indentation is made of spaces.",
    "YAML forbids tabs there, since nobody can see how wide they are.",
    "query:\n\tpage: …",
    "query:\n  page: …",
    Reading,
);

pub(crate) static KEY_NOT_TEXT: Rule = rule(
    "Y07",
    "A key is a text.",
    "YAML allows lists and maps as keys; no name on the wire looks like that.",
    "[a, b]: { type: u32 }",
    "\"[a, b]\": { type: u32 }",
    Reading,
);
