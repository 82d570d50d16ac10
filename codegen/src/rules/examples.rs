//! Rules of examples: what the vendor shows agrees with what the spec declares.

use super::{Check::Examples, Rule, rule};
use crate::diagnostic::Severity;

pub(crate) static REQUEST_LINE: Rule = rule(
    "X01",
    "An example request is a call of the operation: its method, its host and a path that fits the template.",
    "It is the only thing on the page that shows the address as it is sent.",
    "http: GET /v1/records/{id}\nexamples:\n  - request: GET /v2/records/7",
    "examples:\n  - request: GET /v1/records/7",
    Examples,
);

pub(crate) static REQUEST_PARAMETERS: Rule = rule(
    "X02",
    "An example request has every required parameter, and no other than the declared ones.",
    "A parameter that only the example shows is one that the table forgot, or that the transcription did.",
    "request: GET /v1/records?pagesize=10",
    "request: GET /v1/records?page_size=10",
    Examples,
);

pub(crate) static RESPONSE_NOT_JSON: Rule = rule(
    "X03",
    "The bodies of examples are JSON.",
    "They are read by the generated client in the tests. A slip of the page, such as a comma too many, is repaired in the spec and recorded as a contradiction.",
    "{ \"a\": 1, }",
    "{ \"a\": 1 }",
    Examples,
);

pub(crate) static UNMODELLED_FIELD: Rule = rule(
    "X04",
    "Every field that an example shows is declared.",
    "An undeclared field is dropped by the client without a word.",
    "response: {\"id\": \"r1\", \"size\": 5} and no field `size`",
    "size: { type: bytes, doc: Size. }",
    Examples,
);

pub(crate) static WRONG_TYPE: Rule = rule(
    "X05",
    "Values in examples are of the declared types.",
    "Either the table or the example is wrong; the client would fail on one of them.",
    "id: { type: u32, … } and the example {\"id\": \"r1\"}",
    "id: { type: string, … }",
    Examples,
);

pub(crate) static ALWAYS_MISSING: Rule = rule(
    "X06",
    "An example has every field with `presence: always`.",
    "An answer that lacks such a field fails in the client, and the vendor shows one.",
    "name: { type: string, presence: always, … } and an example without `name`",
    "name: { type: string, … }",
    Examples,
);

pub(crate) static UNKNOWN_VALUE: Rule = rule(
    "X07",
    "Enum values in examples are listed.",
    "A value that only the example shows is one that the table forgot, or that the transcription did.",
    "the example {\"state\": 4} and an enum up to 3",
    "4: { name: failed, doc: Shown by the example only., evidence: example }",
    Examples,
);

pub(crate) static TIME_WITHOUT_UNIT: Rule = Rule {
    severity: Severity::Warning,
    ..rule(
        "X08",
        "An integer of 10 or 13 digits has a type with a unit.",
        "It is nearly always an instant, in seconds or milliseconds; as a bare number it gets mixed up with the other.",
        "start: { type: i64, doc: Start. } and the example {\"start\": 1613737924000}",
        "start: { type: unix_millis, doc: Start. }",
        Examples,
    )
};

pub(crate) static OUTSIDE_BOUNDS: Rule = rule(
    "X09",
    "Values in examples lie inside the declared bounds.",
    "The vendor would refuse its own example.",
    "page_size: { type: u32, max: 20, … } and the example page_size=50",
    "page_size: { type: u32, max: 50, … }",
    Examples,
);

pub(crate) static ERROR_EXAMPLE: Rule = rule(
    "X10",
    "An example's answer is a success exactly if its status and the success rule say so, and an error has an envelope and a documented code.",
    "The client decides by the same rules; the example shows whether they are right.",
    "- request: …\n  status: 400\n  response: |\n    {\"message\": \"no\"}",
    "- request: …\n  status: 400\n  response: |\n    {\"code\": \"e1\", \"message\": \"no\"}",
    Examples,
);
