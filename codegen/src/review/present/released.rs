//! What released programs see of a change, as the rest of a sentence that begins with "released clients".

use crate::diff::Kind;

/// What they see; nothing for kinds that they do not notice.
pub(super) fn released(kind: Kind) -> Option<&'static str> {
    use Kind::{
        A01, A02, A05, A06, A07, A09, A10, C01, C02, C03, C04, C05, C07, C08, C09, C13, D02, D04,
        D11, D17, E02, E03, E04, E05, E06, E08, E09, E11, E15, E21, E23, E24, G02, G05, L01, L03,
        L05, L06, L07, L08, L10, L11, P02, P03, P04, P05, P06, P09, P10, P11, P13, P14, P15, P16,
        P17, P19, P23, P25, P33, P35, R03, R04, R05, R06, R07, R12, R14, R16, R17, R18, R19, R20,
        R21, R22, R23, R31, R32, R34, R36, R41, R43, R52, V02, V03, V04, V09, V10, V12, V17, X03,
        X04, X06, X07, X08, X09, X13,
    };
    Some(match kind {
        E02 | E03 | E04 => "are told that there is no such call",
        E05 => "may be told that there is no such call",
        E06 | E08 | E09 => "call a path that is gone",
        E11 => "use a method that is refused",
        E15 => "may call a path that is not found, or be redirected",
        E21 => "cannot read the answer: it has no body",
        E23 => "go on deciding by the old rule whether a call is sent again",
        E24 => "are refused for some kinds of app",
        P02 | P17 => "are refused: they leave it out",
        P03 => "leave it out; that works if the documented default holds",
        P04 | P05 => "send it still; a strict server refuses that",
        P06 => "send a name that nobody reads",
        P09 => "are refused for large numbers",
        P10 => "send a bare number or true/false; in a body, that may be refused",
        P11 => "are refused for anything that is no number or true/false",
        P13 => "send a single value where a list is read",
        P14 => "send a list where a single value is read",
        P15 => "write the list in a way that is no longer read",
        P16 | P33 => "send it where nobody looks for it",
        P19 => "are refused where the condition holds and they leave it out",
        P23 => "get something else wherever they leave it out",
        P25 => "may get something else wherever they leave it out",
        P35 => "send the old fixed value",
        C01 | C03 => "are refused for values outside of the new bound",
        C02 | C04 | C08 => "go on refusing values that are allowed by now",
        C05 => "are refused for texts that do not match",
        C07 => "are refused for longer lists",
        C09 => "are refused for larger pages, or get fewer entries than they asked for",
        C13 => "are refused for longer intervals",
        V02 | V03 => "are refused when they send the old value",
        V04 => "are refused for values that are not listed",
        V09 => "read an unknown value where they knew one",
        V10 => "read or send the same value, which may mean something else",
        V12 => "cannot read the values, nor send any that are taken",
        V17 => "cannot read the values past true and false",
        R03 | R05 => "cannot read any answer: a field is missing",
        R04 | R06 => "read it as missing, for ever and without an error",
        R07 => "cannot read answers that leave it out",
        R12 => "cannot read answers with a large number",
        R14 => "cannot read answers with a fraction",
        R16 | R17 | R18 | R19 | R20 | R21 | R22 => "cannot read the answer: the type is another",
        R23 => "look for it where it no longer is",
        R31 => "read a value that stands for something else",
        R32 => "are off by the factor between the two units",
        R34 => "are off by the factor between the two units, in amounts",
        R36 => "may find fields missing",
        R41 => "take failures for answers, or answers for failures",
        R43 => "read it as missing in other cases than before",
        R52 => "cannot read answers with the other form",
        X03 => "see another status; the code is the same",
        X04 => "see a code that they do not know",
        X06 => "go on deciding by the old class whether a call is sent again",
        X07 => "see the same code, which may mean another failure",
        X08 => "find no code in error bodies",
        X09 => "take the failure for an answer, or the reverse",
        X13 => "do not slow down when they are told to",
        A01 => "are refused without a credential",
        A02 | A06 => "are refused until the permission is granted",
        A05 => "are refused until the permission is granted under its new name",
        A07 => "are refused with this kind of credential",
        A09 | G05 => "are refused on every call",
        A10 => "may use the value after it has ceased to be good",
        L01 => "call too often, and are refused now and then",
        L03 => "share the limit with others, and are refused now and then",
        L05 => "ask for the next page in a way that is refused",
        L06 => "read the first page and take it for everything",
        L07 => "stop after the first page",
        L08 => "stop too early, or ask for a page too many",
        L10 => "are refused once the quota is used up",
        L11 => "read the first page twice, or leave it out",
        D02 => "may break a rule that is now written down",
        D04 | D17 => "may meet either of the two",
        D11 => "stop working earlier than announced",
        G02 => "call a host that may be switched off",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::released;
    use crate::review::{RULES, Wire};

    #[test]
    fn whatever_released_programs_notice_has_words_and_nothing_else_has() {
        for rule in RULES {
            let id = rule.kind.id();
            let words = released(rule.kind);
            assert_eq!(words.is_some(), rule.verdict.wire > Wire::Ok, "{id}");
        }
    }
}
