//! Whole reports, held against files; and what holds for every report.

use super::{
    layout::{WIDTH, columns},
    text,
};
use crate::{
    diff::Kind,
    review::{
        Group, Report, Source,
        examples::{Answer, Request},
        present::fixture::{self, Built, golden},
    },
};

/// As it is printed where there are no colours.
fn plain(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| {
        let (code, rest) = part.split_once('m').expect("only colours are written");
        assert!(code.chars().all(|it| "[;0123456789".contains(it)), "{code}");
        out + rest
    })
}

fn reports() -> Vec<Report> {
    let hostile = {
        let mut report = fixture::report();
        let evil = "\u{1b}[2J\u{7}\r\n::error::x 会议\u{202e}".repeat(40);
        for entry in &mut report.entries {
            let change = &mut entry.change;
            change.subject.push_str(&evil);
            change.within.push(evil.clone());
            for text in [&mut change.old, &mut change.new].into_iter().flatten() {
                text.push_str(&evil);
            }
            for place in &mut entry.places {
                place.operation.push_str(&evil);
                place.subject.push_str(&evil);
                for spot in [&mut place.old, &mut place.new].into_iter().flatten() {
                    spot.file.push_str(&evil);
                }
            }
            for item in &mut entry.rust {
                item.path.push_str(&evil);
                for text in [&mut item.before, &mut item.after].into_iter().flatten() {
                    text.push_str(&evil);
                }
            }
            if let Some(easing) = &mut entry.easing {
                easing.line.push_str(&evil);
            }
            entry.service.push_str(&evil);
            entry.words.term.1 = Some(evil.clone());
            entry.words.doc.1 = Some(evil.clone());
        }
        for example in &mut report.examples {
            example.operation.push_str(&evil);
            if let Request::Differs { after, .. } = &mut example.request {
                after.push_str(&evil);
            }
            if let Answer::Fails(path, why) = &mut example.answer {
                path.push_str(&evil);
                why.push_str(&evil);
            }
        }
        for stale in &mut report.stale {
            stale.approval.because.push_str(&evil);
        }
        report.services.push(evil.clone());
        report.old.label.push_str(&evil);
        report
    };
    vec![
        fixture::report(),
        fixture::with_unexplained(),
        fixture::unchanged(),
        hostile,
    ]
}

#[test]
fn reports_read_as_they_should() {
    golden("text.txt", &plain(&text(&fixture::report(), false)));
    golden("text_all.txt", &plain(&text(&fixture::report(), true)));
    golden(
        "text_unexplained.txt",
        &plain(&text(&fixture::with_unexplained(), false)),
    );
}

#[test]
fn nothing_is_said_in_one_line() {
    assert_eq!(
        text(&fixture::unchanged(), false),
        "Nothing changed: origin/main and working tree say the same of 9 operations.\n"
    );
}

#[test]
fn every_line_fits_and_holds_nothing_but_text_and_colours() {
    for report in reports() {
        for all in [false, true] {
            let coloured = text(&report, all);
            for line in coloured.lines() {
                assert!(
                    columns(line) <= WIDTH,
                    "{} columns: {line:?}",
                    columns(line)
                );
                assert!(!plain(line).contains(char::is_control), "{line:?}");
            }
            assert_eq!(coloured, text(&report, all));
        }
    }
}

#[test]
fn a_whole_service_is_said_to_be_gone_or_new() {
    let mut report = fixture::report();
    report.new.services = vec!["harbour".to_owned(), "pier".to_owned()];
    let text = plain(&text(&report, false));
    let head = text.split("RELEASED").next().expect("there is a head");
    for line in [
        "service removed: lighthouse, with its client and its feature",
        "service added: pier, with its client and its feature",
    ] {
        assert!(head.contains(line), "{head}");
    }
}

#[test]
fn headings_are_true_of_what_stands_under_them() {
    let mut report = fixture::report();
    let at = |report: &Report| {
        let text = plain(&text(report, false));
        let heading = text
            .lines()
            .rfind(|it| it.contains("SOURCE") || it.contains("SWAPPED"));
        heading.unwrap_or_default().to_owned()
    };
    let index = report
        .entries
        .iter()
        .position(|it| it.group == Group::Source);
    let index = index.expect("there is one");
    assert!(at(&report).starts_with("✖ SOURCE BREAK  code that upgrades stops compiling"));
    report.entries[index].verdict.source = Source::Risk;
    assert!(at(&report).starts_with("? SOURCE RISK  code that upgrades may not compile"));
    let swapped = Built::new(Kind::P28, Group::Source, &["list_crew arguments"]);
    report.entries[index] = swapped.entry();
    assert!(at(&report).starts_with("✖ SWAPPED  code that upgrades compiles, and sends"));
}

#[test]
fn what_is_first_is_what_matters_most() {
    let text = plain(&text(&fixture::with_unexplained(), false));
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part}\n{text}"));
    let order = [
        "RELEASED CLIENTS",
        "AFTER UPGRADING",
        "NEXT VERSION",
        "UNEXPLAINED",
        "STALE APPROVALS",
        "✖ BREAK",
        "✖ SILENT",
        "? RISK",
        "✖ SOURCE BREAK",
        "! WARNING",
        "⚑ TEXT",
        "+ ADDED",
        "~ FINE",
        "· FOLDED",
        "EXAMPLES",
        "undecided.",
    ];
    assert!(order.map(at).is_sorted());
}
