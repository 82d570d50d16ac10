//! Whole reports, held against files; and what holds for every report.

use super::{
    layout::{WIDTH, columns},
    text,
};
use crate::review::{
    Report,
    examples::{Answer, Request},
    present::fixture::{self, golden},
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
