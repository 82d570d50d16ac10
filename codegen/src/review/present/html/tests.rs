//! The page as a browser reads it.

mod hostile;
mod parsed;

use serde_json::Value;

use self::parsed::Parsed;
use super::{super::fixture, SCRIPT, STYLE, html};
use crate::review::{Report, Spot};

fn parsed(report: &Report) -> Parsed {
    Parsed::of(&html(report).unwrap())
}

fn data(page: &Parsed) -> Value {
    serde_json::from_str(&page.raw("script")[0]).unwrap()
}

#[test]
fn every_entry_is_on_the_page_in_the_order_of_the_report() {
    let report = fixture::report();
    let page = parsed(&report);
    let ids: Vec<_> = (report.entries.iter())
        .map(|it| format!("c-{}", it.id))
        .collect();
    let cards = page.elements.iter().filter(|it| it.name == "article");
    let cards: Vec<_> = cards.filter_map(|it| it.attribute("id")).collect();
    assert_eq!(cards, ids);
    for entry in &report.entries {
        assert!(page.text.contains(entry.kind().sentence()), "{entry:#?}");
    }
    for said in [
        "origin/main",
        "pages read 2026-03-06 to 2026-03-09",
        "0.15.0 → 0.16.0",
        "from 1.0 on: the first number",
        "possible rename, confirm",
        "no field `download_url` on type `VoyageFile`",
        "callers send at most 20",
        "expired on 2026-04-30",
        "matches no change",
        "expected an integer, found a string",
    ] {
        assert!(page.text.contains(said), "{said}");
    }
}

#[test]
fn what_no_rule_explains_comes_first() {
    let page = parsed(&fixture::with_unexplained());
    let unexplained = page.text.find("2 differences that no rule accounts for");
    let first = page.text.find("Released clients fail");
    assert!(unexplained.unwrap() < first.unwrap());
    assert!(!parsed(&fixture::report()).text.contains("Unexplained"));
}

#[test]
fn an_unchanged_state_says_so() {
    let page = parsed(&fixture::unchanged());
    assert!(page.text.contains("Nothing changed."));
    assert!(page.text.contains("nothing to notice"));
}

#[test]
fn only_our_script_and_style_have_effect() {
    let page = parsed(&fixture::report());
    assert_eq!(page.raw("style"), [STYLE]);
    assert_eq!(page.raw("script")[1], SCRIPT);
    let policy = super::policy();
    assert!(policy.starts_with("default-src 'none'; "));
    assert!(!policy.contains("unsafe"));
    let meta = page.elements.iter().filter(|it| it.name == "meta");
    assert!(
        meta.into_iter()
            .any(|it| it.attribute("content") == Some(&policy))
    );
}

#[test]
fn reports_have_their_own_digest() {
    let page = parsed(&fixture::report());
    assert_eq!(data(&page)["digest"], data(&page)["digest"]);
    let other = parsed(&fixture::unchanged());
    assert_ne!(data(&page)["digest"], data(&other)["digest"]);
    assert_eq!(
        html(&fixture::report()).unwrap(),
        html(&fixture::report()).unwrap()
    );
}

#[test]
fn lines_that_have_nothing_to_do_with_each_other_are_not_compared() {
    let mut report = fixture::report();
    report.entries.truncate(1);
    let entry = &mut report.entries[0];
    entry.change.old = None;
    entry.change.new = Some("manage".to_owned());
    let spot = |line, excerpt: &str| {
        Some(Spot {
            file: "specs/harbour/list_voyages.yaml".to_owned(),
            line,
            excerpt: excerpt.to_owned(),
        })
    };
    entry.places[0].old = spot(1, "operation: list_voyages");
    entry.places[0].new = spot(30, "all_of: [manage]");
    let page = parsed(&report);
    assert!(page.text.contains("all_of: [manage]"));
    assert!(!page.text.contains("operation: list_voyages"));
}
