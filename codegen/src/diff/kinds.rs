//! The kinds of change that the model can express, one row each.

/// Where a kind of change can occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The operation itself: its address, errors, limits, permissions.
    Operation,
    /// Parameters.
    Request,
    /// Fields of the answer.
    Answer,
    /// Parameters and fields of the answer.
    Both,
}

macro_rules! kinds {
    ($($id:ident $side:ident $sentence:literal)*) => {
        /// A kind of change; the names are those of the catalogue of changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = $sentence] $id,)*
        }

        impl Kind {
            /// All kinds, in the order of the catalogue.
            pub const ALL: &[Self] = &[$(Self::$id,)*];

            /// Its name in the catalogue: `P17`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$id => stringify!($id),)*
                }
            }

            /// What happened, in one sentence without its subject.
            #[must_use]
            pub fn sentence(self) -> &'static str {
                match self {
                    $(Self::$id => $sentence,)*
                }
            }

            /// Where it can occur.
            #[must_use]
            pub fn side(self) -> Side {
                match self {
                    $(Self::$id => Side::$side,)*
                }
            }
        }
    };
}

kinds! {
    E01 Operation "operation added"
    E02 Operation "operation removed that was never called deprecated"
    E03 Operation "operation removed, on its announced date or later"
    E04 Operation "operation removed before its announced date"
    E05 Operation "operation no longer documented; that proves no removal"
    E06 Operation "path changed"
    E07 Operation "placeholder of the path renamed, same URL"
    E08 Operation "placeholder added to the path"
    E09 Operation "placeholder removed from the path"
    E10 Operation "another version of an operation added beside it"
    E11 Operation "HTTP method changed"
    E12 Operation "operation called otherwise in the specs, same call"
    E13 Operation "operation moved to another service"
    E14 Operation "Cargo feature that switches it on changed"
    E15 Operation "letter case or last slash of the path changed"
    E20 Operation "answer that was empty has fields"
    E21 Operation "answer has no fields any more"
    E23 Operation "whether the call may be sent twice changed"
    E24 Operation "kinds of app that may call it changed"
    P01 Request "optional parameter added"
    P02 Request "required parameter added"
    P03 Request "required parameter added, with a default"
    P04 Request "optional parameter removed"
    P05 Request "required parameter removed"
    P06 Request "parameter renamed"
    P07 Both "another name is read as well, or no longer"
    P08 Request "integer may be larger"
    P09 Request "integer may no longer be as large"
    P10 Request "number or true/false became a string"
    P11 Request "string became a number or true/false"
    P12 Request "single value became a list, in the query or a header"
    P13 Request "single value became a list, in the body or the path"
    P14 Request "list became a single value"
    P15 Request "way in which a list is written in the query changed"
    P16 Request "place in the request changed"
    P17 Request "optional became required"
    P18 Request "required became optional"
    P19 Request "required under a condition, which is new or changed"
    P23 Both "default changed"
    P24 Both "default stated for the first time"
    P25 Both "default no longer stated"
    P28 Both "required parameters stand in another order"
    P29 Request "letter case of a header's name changed"
    P30 Request "parameter deprecated"
    P33 Request "parameter moved under another object"
    P35 Request "fixed value changed"
    C01 Both "maximum lowered, or stated for the first time"
    C02 Both "maximum raised, or no longer stated"
    C03 Both "minimum raised, or stated for the first time"
    C04 Both "minimum lowered, or no longer stated"
    C05 Both "pattern stated for the first time, or changed"
    C06 Both "pattern no longer stated"
    C07 Request "fewer entries allowed per call"
    C08 Request "more entries allowed per call"
    C09 Request "largest page size lowered"
    C10 Answer "value may be longer"
    C13 Operation "longest interval of one call changed"
    V01 Request "value added to a list of values that may be sent"
    V02 Request "value removed from a list of values that may be sent"
    V03 Request "value that may be sent is spelled in another way"
    V04 Request "any text or number became a list of values"
    V05 Request "list of values became any text or number"
    V06 Answer "value added to a list of values"
    V08 Answer "value removed from a list of values"
    V09 Answer "value is spelled in another way"
    V10 Both "words for a value changed; it may mean something else now"
    V11 Both "words for a value changed in a remark only"
    V12 Both "list of integers became a list of strings"
    V13 Both "values stand in another order"
    V16 Both "value deprecated"
    V17 Both "true/false became a choice of more than two"
    R01 Answer "field added"
    R02 Answer "field added that every answer has"
    R03 Answer "field removed that every answer had"
    R04 Answer "field removed"
    R05 Answer "field renamed that every answer had"
    R06 Answer "field renamed"
    R07 Answer "field that every answer had may be missing now"
    R08 Answer "field that could be missing is now in every answer"
    R12 Answer "integer may be larger"
    R13 Answer "integer is never as large any more"
    R14 Both "integer became a decimal"
    R15 Both "decimal became an integer"
    R16 Answer "number or true/false became a string"
    R17 Answer "string became a number or true/false"
    R18 Both "true/false became a number, or the reverse"
    R19 Answer "single value became a list"
    R20 Answer "list became a single value"
    R21 Both "plain value became an object"
    R22 Both "object became a plain value"
    R23 Answer "field moved under another object"
    R29 Answer "any text or number is now a list of values"
    R30 Answer "list of values is now any text or number"
    R31 Both "what the value stands for changed: link, point in time, length of time or size"
    R32 Both "unit of time changed"
    R33 Both "unit, or what the value stands for, stated for the first time"
    R34 Both "unit of an amount changed"
    R35 Both "object without description got fields"
    R36 Both "object lost the description of its fields"
    R39 Both "fields of the answer stand in another order"
    R41 Operation "what an answer says to be a success changed"
    R43 Answer "condition under which the field is sent changed"
    R44 Operation "headers of the answer that carry the request id changed"
    R48 Both "name or type in Rust changed, same on the wire"
    R49 Answer "field deprecated"
    R52 Both "number or string may come where only one of them did"
    X01 Operation "error added"
    X02 Operation "error removed from the table; that proves little"
    X03 Operation "HTTP status of an error changed"
    X04 Operation "code of an error changed"
    X05 Operation "message of an error changed"
    X06 Operation "class of an error changed, which decides whether it is worth another attempt"
    X07 Operation "words for an error changed; it may mean something else now"
    X08 Operation "shape of error bodies changed"
    X09 Operation "error moved between HTTP 2xx and a failure status"
    X13 Operation "error added that asks to slow down"
    A01 Operation "credential is needed where none was"
    A02 Operation "another permission is needed"
    A03 Operation "another permission suffices as well"
    A04 Operation "permission no longer asked for"
    A05 Operation "permission renamed"
    A06 Operation "all permissions are needed instead of one of them"
    A07 Operation "kind of credential no longer accepted"
    A08 Operation "kind of credential accepted that was not"
    A09 Operation "way in which a call shows who asks changed"
    A10 Both "how long the value is good for changed"
    A11 Operation "words for a permission changed"
    L01 Operation "rate limit lowered"
    L02 Operation "rate limit raised, or no longer stated"
    L03 Operation "who is counted by the rate limit changed"
    L04 Operation "rate limit stated for the first time"
    L05 Operation "way from page to page changed"
    L06 Operation "list got pages"
    L07 Operation "parameter or field that leads from page to page changed"
    L08 Operation "sign of the last page changed"
    L10 Operation "quota per day or longer stated for the first time"
    L11 Operation "number of the first page changed"
    D01 Both "text reworded"
    D02 Both "text reworded, with words that read like a rule"
    D03 Operation "example changed"
    D04 Both "contradiction within the page recorded or settled"
    D05 Both "only links in a text changed"
    D06 Operation "another edition of the page, or another look at it"
    D07 Operation "page moved to another address"
    D09 Operation "operation deprecated"
    D10 Operation "date announced on which the operation is switched off"
    D11 Operation "date on which the operation is switched off moved earlier"
    D12 Both "deprecation withdrawn, or its date postponed"
    D17 Both "contradiction between editions of the page recorded or settled"
    G01 Operation "host changed"
    G02 Operation "host changed, and the old one is no longer documented"
    G04 Operation "another host documented"
    G05 Operation "header needed on every call"
}
