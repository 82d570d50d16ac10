//! What is said of a change where the words of its rule cover several cases.

use super::released;
use crate::{
    diff::Kind,
    review::{Entry, Source, rule},
};

/// What changed.
pub(super) fn sentence(entry: &Entry) -> &'static str {
    let change = &entry.change;
    let is_read = change.subject.starts_with("response.");
    let is_error = change.subject.starts_with("errors.");
    match (change.kind, change.old.is_some(), change.new.is_some()) {
        (Kind::A02, true, false) => "permission that sufficed no longer does",
        (Kind::P07, false, true) if is_read => "another name is read as well",
        (Kind::P07, true, false) if is_read => "another name is no longer read",
        (Kind::V16, ..) if is_error => "error deprecated",
        (Kind::P28, ..) if is_swapped(entry) => {
            "required parameters of one type stand in another order"
        }
        (kind, ..) => kind.sentence(),
    }
}

/// What to know about it.
pub(super) fn hint(entry: &Entry) -> &'static str {
    match entry.kind() {
        Kind::A02 if entry.change.new.is_none() => {
            "Calls with this permission and none of the others are refused until one that suffices is \
             granted in the vendor's console."
        }
        kind => rule(kind).map_or("", |it| it.hint),
    }
}

/// What released programs see of it, as the rest of a sentence that begins with "released clients".
pub(super) fn released(entry: &Entry) -> Option<&'static str> {
    match entry.kind() {
        Kind::A02 if entry.change.new.is_none() => {
            Some("are refused if they have this permission and none of the others")
        }
        kind => released::released(kind),
    }
}

/// Whether code that has to be changed compiles as it is, and then sends one argument as another.
pub(super) fn is_swapped(entry: &Entry) -> bool {
    entry.kind() == Kind::P28
        && entry.verdict.source == Source::Break
        && entry.rust.iter().all(|it| it.error.is_none())
}

#[cfg(test)]
mod tests {
    use super::{hint, is_swapped, released, sentence};
    use crate::{
        diff::Kind,
        review::{Group, present::fixture::Built},
    };

    #[test]
    fn what_a_rule_says_of_several_cases_is_said_of_the_one_at_hand() {
        let entry = |kind, place, old, new| {
            let built = Built::new(kind, Group::Fine, &[place]);
            built.values(old, new).entry()
        };
        let said = |kind, place, old, new| sentence(&entry(kind, place, old, new));
        assert_eq!(
            [
                said(Kind::A02, "dock ", Some("read"), None),
                said(Kind::A02, "dock ", None, Some("read")),
                said(Kind::P07, "dock response.name", None, Some("title")),
                said(Kind::P07, "dock response.name", Some("title"), None),
                said(Kind::V16, "dock errors.full", None, Some("Never sent.")),
                said(Kind::V16, "dock query.state", None, Some("Never sent.")),
            ],
            [
                "permission that sufficed no longer does",
                "another permission is needed",
                "another name is read as well",
                "another name is no longer read",
                "error deprecated",
                "value deprecated",
            ]
        );
        let gone = entry(Kind::A02, "dock ", Some("read"), None);
        let words = [released(&gone).expect("it is refused"), hint(&gone)];
        assert!(words.iter().all(|it| it.contains("none of the others")));
    }

    #[test]
    fn arguments_of_one_type_are_swapped_without_a_word_of_the_compiler() {
        let built = || Built::new(Kind::P28, Group::Source, &["dock arguments"]);
        let (before, after) = (
            Some("pub fn new(from: u32, to: u32) -> Self"),
            Some("pub fn new(to: u32, from: u32) -> Self"),
        );
        let silent = built().rust("harbour::Dock::new", before, after, None);
        assert!(is_swapped(&silent.entry()));
        let error = Some(("E0308", "mismatched types"));
        let loud = built().rust("harbour::Dock::new", before, after, error);
        assert!(!is_swapped(&loud.entry()));
    }
}
