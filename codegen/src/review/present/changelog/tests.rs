//! The entry of a whole report, held against a file; and what specs cannot do to it.

use super::changelog;
use crate::review::present::fixture::{self, golden};

#[test]
fn the_entry_reads_as_it_should() {
    golden("changelog.md", &changelog(&fixture::report()));
}

#[test]
fn no_change_is_an_entry_without_a_version() {
    assert_eq!(
        changelog(&fixture::unchanged()),
        "## Unreleased\n\nNothing changed.\n"
    );
}

#[test]
fn rules_are_not_named() {
    let entry = changelog(&fixture::report());
    for rule in crate::review::RULES {
        assert!(!entry.contains(rule.kind.id()), "{}", rule.kind.id());
    }
}

#[test]
fn texts_of_specs_become_no_markup() {
    let evil = "`<img src=x>` **[a](http://b.example)** <script>\n# heading\u{1b}[2J";
    let mut report = fixture::report();
    for entry in &mut report.entries {
        for text in [&mut entry.change.old, &mut entry.change.new]
            .into_iter()
            .flatten()
        {
            evil.clone_into(text);
        }
        entry.rust.clear();
    }
    let entry = changelog(&report);
    assert!(entry.contains("img src"));
    let events = pulldown_cmark::Parser::new(&entry);
    for event in events {
        use pulldown_cmark::{Event, Tag};
        let markup = matches!(
            event,
            Event::InlineHtml(_) | Event::Start(Tag::Link { .. } | Tag::Image { .. })
        ) || matches!(&event, Event::Html(html) if !html.starts_with("<!--"));
        assert!(!markup, "{event:?}\n{entry}");
    }
    assert!(!entry.contains('\u{1b}'));
}
