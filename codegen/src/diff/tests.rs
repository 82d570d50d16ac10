//! Every kind of change has a case: one without fails to be found.

mod cases;
mod declared;
mod edit;
mod models;
mod specs;
mod whole;

use super::{Kind, Side, changes};
use cases::case;

/// About whole operations and services; see `whole` and `models`.
const ELSEWHERE: &[Kind] = &[
    Kind::E01,
    Kind::E02,
    Kind::E03,
    Kind::E04,
    Kind::E05,
    Kind::E10,
    Kind::E13,
    Kind::R44,
    Kind::X08,
    Kind::A09,
    Kind::G04,
    Kind::G05,
];

#[test]
fn every_kind_is_found_alone() {
    for kind in Kind::ALL {
        if ELSEWHERE.contains(kind) {
            continue;
        }
        let (old, new, silence) = declared::case(*kind).unwrap_or_else(|| case(*kind));
        let found = changes(&old, &new, silence);
        let kinds: Vec<Kind> = found.iter().map(|it| it.kind).collect();
        assert_eq!(kinds, [*kind], "{}: {found:#?}", kind.id());
        for change in found {
            let subject = change.subject.split('.').next().unwrap_or_default();
            let answer = subject == "response";
            let request = ["path", "query", "headers", "body"].contains(&subject);
            let fits = match kind.side() {
                Side::Operation => !answer && !request,
                Side::Request => request,
                Side::Answer => answer,
                Side::Both => answer || request || change.subject.is_empty(),
            };
            assert!(fits, "{}: {}", kind.id(), change.subject);
        }
        assert_eq!(changes(&old, &old, silence), [], "{}", kind.id());
        assert_eq!(changes(&new, &new, silence), [], "{}", kind.id());
    }
}

#[test]
fn kinds_are_sorted_as_in_the_catalogue_and_named_once() {
    const CHAPTERS: &str = "EPCVRXALDG";
    let order = |kind: &Kind| {
        let id = kind.id();
        (CHAPTERS.find(&id[..1]), id[1..].parse::<u32>().ok())
    };
    let orders: Vec<_> = Kind::ALL.iter().map(order).collect();
    assert!(orders.is_sorted());
    for kind in Kind::ALL {
        let (chapter, number) = order(kind);
        assert!(chapter.is_some() && number.is_some(), "{}", kind.id());
        assert!(!kind.sentence().ends_with('.'), "{}", kind.id());
    }
}
