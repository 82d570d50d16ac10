//! The table is whole, in order, and honest; what it leaves out is listed with a reason.

use std::collections::{BTreeSet, HashSet};

use super::{RULES, rule, verdict};
use crate::{
    diff::{Change, Kind, Silence, changes},
    model::Operation,
    review::{Bump, Source, Wire},
};

/// Chapters of the catalogue of changes, and how many rows each has.
const CATALOGUE: &[(char, u32)] = &[
    ('E', 24),
    ('P', 37),
    ('C', 14),
    ('V', 19),
    ('R', 52),
    ('X', 13),
    ('A', 13),
    ('L', 11),
    ('D', 17),
    ('G', 10),
    ('T', 9),
];

#[test]
fn every_kind_has_one_row_in_the_order_of_the_catalogue() {
    let kinds: Vec<Kind> = RULES.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, Kind::ALL);
    for kind in Kind::ALL {
        assert_eq!(rule(*kind).map(|it| it.kind), Some(*kind));
    }
}

#[test]
fn easing_never_worsens_and_hints_are_sentences() {
    let mut hints = HashSet::new();
    for row in RULES {
        let id = row.kind.id();
        if let Some(easing) = row.easing {
            assert!(easing.source < row.verdict.source, "{id}");
            assert!(easing.bump <= row.verdict.bump, "{id}");
            assert!(!easing.line.is_empty(), "{id}");
        }
        assert!(row.hint.ends_with('.'), "{id}");
        assert!(hints.insert(row.hint), "{id}: the hint of another row");
        // What breaks code is a new major version; what breaks nobody is none.
        let breaks = row.verdict.source >= Source::Risk && row.kind != Kind::D12;
        assert_eq!(breaks, row.verdict.bump == Bump::Major, "{id}");
    }
}

#[test]
fn what_eases_a_change_lowers_its_verdict_on_source_alone() {
    let old = Operation {
        errors: vec![crate::model::ErrorRow {
            code: "gone".to_owned(),
            ..crate::model::ErrorRow::default()
        }],
        ..Operation::default()
    };
    let found = changes(&old, &Operation::default(), Silence::Counts);
    let [change] = found.as_slice() else {
        panic!("{found:#?}");
    };
    let of = |change: &Change| {
        let verdict = verdict(change)?;
        Some((change.kind, verdict.wire, verdict.source, verdict.bump))
    };
    let plain = (Kind::X02, Wire::Ok, Source::Break, Bump::Major);
    assert_eq!(of(change), Some(plain));
    let mut eased = change.clone();
    eased.eased = true;
    let lower = (Kind::X02, Wire::Ok, Source::Warn, Bump::Minor);
    assert_eq!(of(&eased), Some(lower));
    // No line eases it, but a list that may be missing is still a list.
    eased.kind = Kind::R07;
    let lower = (Kind::R07, Wire::Break, Source::Ok, Bump::Patch);
    assert_eq!(of(&eased), Some(lower));
}

#[test]
fn what_has_no_kind_is_listed_with_its_reason() {
    const TEXT: &str = include_str!("../../../../ARCHITECTURE.md");
    const HEAD: &str = "## Changes that the diff cannot see";
    let after = TEXT.split_once(HEAD).map_or("", |it| it.1);
    let section = after.split_once("\n## ").map_or(after, |it| it.0);
    let mut listed = BTreeSet::new();
    for line in section.lines().filter(|it| it.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [ids, what, why] = cells.as_slice() else {
            panic!("{line}");
        };
        if matches!(*ids, "rows" | "---") {
            continue;
        }
        assert!(!what.is_empty() && !why.is_empty(), "{line}");
        for id in ids.split(", ") {
            assert!(listed.insert(id.to_owned()), "{id} is listed twice");
        }
    }
    let all: BTreeSet<String> = CATALOGUE
        .iter()
        .flat_map(|(chapter, rows)| (1..=*rows).map(move |row| format!("{chapter}{row:02}")))
        .collect();
    assert_eq!(all.len(), 219);
    let kinds: BTreeSet<String> = Kind::ALL.iter().map(|it| it.id().to_owned()).collect();
    let both: Vec<&String> = listed.intersection(&kinds).collect();
    assert_eq!(both, Vec::<&String>::new(), "listed, and found as well");
    let known: BTreeSet<String> = listed.union(&kinds).cloned().collect();
    let missing: Vec<&String> = all.difference(&known).collect();
    assert_eq!(missing, Vec::<&String>::new(), "neither found nor listed");
    let invented: Vec<&String> = known.difference(&all).collect();
    assert_eq!(invented, Vec::<&String>::new(), "not in the catalogue");
}
