use serde_yaml::Value;

use super::{Approval, Approvals, NotFound, approve, decide, find, is_date, of, read, write};
use crate::{
    Source, Sources,
    diff::{Change, Kind},
    model::{Aspect, At},
    review::{
        Bump, Edition, Entry, Group, Location, Report, Severity, Stale, Summary, Verdict, Wire,
        Words,
    },
};

fn file(text: &str) -> (Vec<Approvals>, Vec<String>) {
    let source = Source {
        path: "reviews/library.yaml".to_owned(),
        folder: "library".to_owned(),
        name: "library.yaml".to_owned(),
        text: text.to_owned(),
    };
    let sources = Sources::new(vec![source]);
    let (read, problems) = read(&sources);
    let problems = problems.iter().map(|it| {
        let (line, _) = crate::render::position(sources.of(it.place), it.place.start);
        assert!(!it.help.is_empty(), "{}: no way out", it.message);
        format!("{line} {} {}", it.rule.code, it.message)
    });
    (read, problems.collect())
}

fn approval(rule: &str, places: &[(&str, &str)], old: Option<&str>, new: Option<&str>) -> Approval {
    let owned = |(operation, subject): &(&str, &str)| ((*operation).into(), (*subject).into());
    Approval {
        rule: rule.into(),
        places: places.iter().map(owned).collect(),
        old: old.map(Into::into),
        new: new.map(Into::into),
        because: "The vendor said so.".into(),
        date: "2026-05-24".into(),
        until: None,
    }
}

fn entry(approved: &Approval) -> Entry {
    let location = |(operation, subject): &(String, String)| Location {
        operation: operation.clone(),
        subject: subject.clone(),
        was: None,
        old: None,
        new: None,
    };
    let kind = *Kind::ALL
        .iter()
        .find(|it| it.id() == approved.rule)
        .expect("the rule");
    Entry {
        id: String::new(),
        short: String::new(),
        service: "library".into(),
        change: Change {
            kind,
            subject: approved.places[0].1.clone(),
            was: None,
            aspect: Aspect::Exists,
            old: approved.old.clone(),
            new: approved.new.clone(),
            old_at: At::default(),
            new_at: At::default(),
            possible_rename: false,
            within: Vec::new(),
            eased: false,
            covered: false,
        },
        verdict: Verdict {
            wire: Wire::Break,
            source: crate::review::Source::Ok,
            bump: Bump::Patch,
            severity: Severity::High,
        },
        easing: None,
        group: Group::Break,
        places: approved.places.iter().map(location).collect(),
        rust: Vec::new(),
        words: Words::default(),
        decision: None,
    }
}

fn report(entries: Vec<Entry>) -> Report {
    let edition = Edition {
        label: String::new(),
        operations: 0,
        checked: None,
        version: None,
    };
    Report {
        old: edition.clone(),
        new: edition,
        services: vec!["library".into()],
        titles: std::collections::BTreeMap::new(),
        summary: Summary {
            wire: Wire::Break,
            source: crate::review::Source::Ok,
            bump: Bump::Patch,
            eased: (crate::review::Source::Ok, Bump::Patch),
            lines: 0,
            wires: std::collections::BTreeMap::new(),
            sources: std::collections::BTreeMap::new(),
            undecided: entries.len(),
            touched: 0,
            added: 0,
            removed: 0,
            reworded: 0,
        },
        entries,
        examples: Vec::new(),
        unexplained: Vec::new(),
        stale: Vec::new(),
        approvals: Vec::new(),
    }
}

fn library(approvals: &[Approval]) -> Vec<Approvals> {
    vec![Approvals {
        service: "library".into(),
        approvals: approvals.to_vec(),
    }]
}

#[test]
fn a_file_is_sorted_and_shows_every_key() {
    let mut renamed = approval(
        "R06",
        &[("list_loans", "response.loans[].link")],
        Some("link"),
        Some("url"),
    );
    renamed.until = Some("2027-01-31".into());
    let lowered = approval(
        "C01",
        &[("", "host"), ("open_loan", "")],
        Some("50"),
        Some("20"),
    );
    assert_eq!(
        write(&[renamed, lowered]),
        "\
# Decisions about changes of the vendor's API; written by `cargo xtask approve`.
- rule: C01
  at:
    - service host
    - open_loan
  old: \"50\"
  new: \"20\"
  because: The vendor said so.
  date: 2026-05-24
- rule: R06
  at:
    - list_loans response.loans[].link
  old: link
  new: url
  because: The vendor said so.
  date: 2026-05-24
  until: 2027-01-31
"
    );
    assert_eq!(file(&write(&[])), (library(&[]), Vec::new()));
}

#[test]
fn texts_that_yaml_would_misread_come_back_as_they_were() {
    let fragments = [
        "",
        " ",
        "a",
        "no",
        "null",
        "~",
        "TODO",
        "<<",
        "1e3",
        "0x1F",
        "12:30:00",
        "-",
        "- ",
        "? ",
        ": ",
        " #",
        "#",
        "&a",
        "*a",
        "!t",
        "|",
        ">",
        "%",
        "@",
        "`",
        "\"",
        "'",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        "...",
        "---",
        "=",
        "\t",
        "\n",
        "\r",
        "\0",
        "\u{1b}[31m",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{200b}",
        "\u{2028}",
        "\u{202e}",
        "\u{fdd0}",
        "\u{feff}",
        "\u{fffe}",
        "\u{ffff}",
        "会议",
        "é",
        "e\u{301}",
        "😀",
        "\u{e000}",
        "\u{10ffff}",
        "2026-05-24",
        "</script>",
        "true",
    ];
    let mut texts: Vec<String> = Vec::new();
    for a in fragments {
        for b in fragments {
            texts.push(format!("{a}{b}"));
            texts.push(format!("x{a}y{b}"));
            texts.push(format!("{a} {b} z"));
        }
    }
    for text in texts {
        let mut it = approval("R06", &[("list_loans", &text)], Some(&text), Some(&text));
        it.because = format!("so {text}");
        let written = write(std::slice::from_ref(&it));
        assert!(
            written.chars().all(|c| c == '\n' || !c.is_control()),
            "{written:?}"
        );
        let (found, problems) = file(&written);
        assert_eq!(problems, Vec::<String>::new(), "{written}");
        assert_eq!(found, library(std::slice::from_ref(&it)), "{written}");
        let other: Value = serde_yaml::from_str(&written).expect("the other reader reads it");
        let field = |key: &str| other[0][key].as_str().map(str::to_owned);
        assert_eq!((field("old"), field("new")), (it.old, it.new), "{written}");
        assert_eq!(field("because"), Some(it.because));
        let at = other[0]["at"][0].as_str().map(str::to_owned);
        let place = if text.is_empty() {
            "list_loans".to_owned()
        } else {
            format!("list_loans {text}")
        };
        assert_eq!(at, Some(place));
    }
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_line() {
    let cases = [
        (
            "rule: R06\n",
            "1 K03 a list of decisions is needed; this is a map",
        ),
        ("- R06\n", "1 K03 a decision is a map; this is a text"),
        (
            "- rule: R06\n  at: [a]\n  becuase: x\n  because: x\n  date: 2026-05-24\n",
            "3 K01 `becuase` is not a key of a decision",
        ),
        (
            "- rule: R06\n  at: [a]\n  date: 2026-05-24\n",
            "1 K02 a decision needs the key `because`",
        ),
        (
            "- { rule: R06, at: a, because: x, date: 2026-05-24 }\n",
            "1 K03 a list of places is needed; this is a text",
        ),
        (
            "- { rule: R06, at: [], because: x, date: 2026-05-24 }\n",
            "1 K06 the list of places is empty",
        ),
        (
            "- { rule: Q06, at: [a], because: x, date: 2026-05-24 }\n",
            "1 K06 there is no kind of change `Q06`",
        ),
        (
            "- { rule: R06, at: [a], because: ' ', date: 2026-05-24 }\n",
            "1 K06 the text is empty",
        ),
        (
            "- { rule: R06, at: [a], because: x, date: 2026-02-30 }\n",
            "1 O04 `2026-02-30` is not a date",
        ),
        (
            "- { rule: R06, at: [a], because: x, date: 2026-05-24, until: soon }\n",
            "1 O04 `soon` is not a date",
        ),
        (
            "- { rule: R06, at: [a], old: 50, because: x, date: 2026-05-24 }\n",
            "1 K04 a text is needed, and YAML takes `50` for something else",
        ),
        (
            "- { rule: R06, at: [a], because: x, date: 2026-05-24 }\n- { rule: R06, at: [b, a], because: z, date: 2026-05-24 }\n",
            "2 Y02 the same change at the same place is decided twice",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(file(text).1, [expected], "{text}");
    }
    assert!(file("- { rule: \n").1[0].contains(" Y01 "));
    for nothing in ["", "# nothing\n", "[]\n"] {
        assert_eq!(file(nothing), (library(&[]), Vec::new()));
    }
}

#[test]
fn an_entry_is_decided_where_all_of_its_places_are() {
    let both = approval(
        "C01",
        &[("a", "query.size"), ("b", "query.size")],
        Some("50"),
        Some("20"),
    );
    let decided = |approvals: &[Approval], today: &str| {
        let mut report = report(vec![entry(&both)]);
        decide(&mut report, &library(approvals), &[], today);
        let stale = report.stale.iter().map(|it| it.why).collect::<Vec<_>>();
        assert_eq!(
            report.summary.undecided,
            usize::from(report.entries[0].decision.is_none())
        );
        (report.entries[0].decision.clone(), stale)
    };
    let (mut one, mut other) = (both.clone(), both.clone());
    other.places = vec![one.places.remove(1)];
    let day = "2026-06-01";
    assert_eq!(decided(&[], day), (None, vec![]));
    assert_eq!(
        decided(std::slice::from_ref(&both), day),
        (Some(both.clone()), vec![])
    );
    assert_eq!(decided(std::slice::from_ref(&one), day), (None, vec![]));
    assert_eq!(
        decided(&[other, one.clone()], day),
        (Some(one.clone()), vec![])
    );

    let mut further = both.clone();
    further.places.push(("c".into(), "query.size".into()));
    assert_eq!(
        decided(std::slice::from_ref(&further), day),
        (Some(further), vec![Stale::Unmatched])
    );

    for change in [
        |it: &mut Approval| it.rule = "C03".into(),
        |it: &mut Approval| it.old = Some("51".into()),
        |it: &mut Approval| it.new = None,
    ] {
        let mut another = both.clone();
        change(&mut another);
        assert_eq!(decided(&[another], day), (None, vec![Stale::Unmatched]));
    }

    let mut ends = both.clone();
    ends.until = Some("2026-06-01".into());
    assert_eq!(
        decided(std::slice::from_ref(&ends), "2026-06-01"),
        (Some(ends.clone()), vec![])
    );
    assert_eq!(decided(&[ends], "2026-06-02"), (None, vec![Stale::Expired]));
}

#[test]
fn what_the_old_side_had_decided_is_history() {
    let lowered = approval("C01", &[("a", "query.size")], Some("50"), Some("20"));
    let mut ends = approval("C03", &[("a", "query.size")], Some("1"), Some("2"));
    ends.until = Some("2026-05-31".into());
    let approvals = library(&[lowered.clone(), ends.clone()]);
    let stale = |entries: Vec<Entry>, history: &[Approvals]| {
        let mut report = report(entries);
        decide(&mut report, &approvals, history, "2026-06-01");
        let stale = report.stale.into_iter();
        stale
            .map(|it| (it.approval.rule, it.why))
            .collect::<Vec<_>>()
    };
    let unmatched = |rule: &str| (rule.to_owned(), Stale::Unmatched);
    assert_eq!(stale(vec![], &approvals), []);
    assert_eq!(stale(vec![], &[]), [unmatched("C01"), unmatched("C03")]);
    let mut reworded = approvals.clone();
    reworded[0].approvals[0].because = "Another reason.".into();
    assert_eq!(stale(vec![], &reworded), [unmatched("C01")]);
    let mut elsewhere = approvals.clone();
    elsewhere[0].service = "desk".into();
    assert_eq!(
        stale(vec![], &elsewhere),
        [unmatched("C01"), unmatched("C03")]
    );
    // The change is still there, so that it matters that the approval has expired.
    assert_eq!(
        stale(vec![entry(&ends)], &approvals),
        [("C03".to_owned(), Stale::Expired)]
    );
}

#[test]
fn an_approval_takes_the_place_of_an_earlier_one() {
    let both = approval(
        "C01",
        &[("a", "query.size"), ("b", "query.size")],
        Some("50"),
        Some("20"),
    );
    let other = approval("C01", &[("a", "query.size")], Some("50"), Some("10"));
    let mut approvals = vec![other.clone(), both.clone()];
    let mut new = both.clone();
    new.because = "Another reason.".into();
    approve(&mut approvals, new.clone());
    assert_eq!(approvals, [other.clone(), new.clone()]);

    let mut part = new.clone();
    part.places.remove(0);
    part.until = Some("2026-12-31".into());
    approve(&mut approvals, part.clone());
    new.places.remove(1);
    assert_eq!(approvals, [other, new, part]);
}

#[test]
fn an_identifier_is_found_by_its_beginning() {
    let it = approval("C01", &[("a", "query.size")], Some("50"), Some("20"));
    let with = |id: &str| Entry {
        id: id.into(),
        short: id[..4].into(),
        ..entry(&it)
    };
    let report = report(vec![
        with("7f3a51c09e2d4b66"),
        with("c210aa0000000000"),
        with("c210ab0000000000"),
    ]);
    let id = |text| find(&report, text).map(|it| it.id.as_str());
    assert_eq!(id("7f3a"), Ok("7f3a51c09e2d4b66"));
    assert_eq!(id("7F3A51"), Ok("7f3a51c09e2d4b66"));
    assert_eq!(
        id("c210"),
        Err(NotFound::Ambiguous(vec![
            "c210aa0000000000".into(),
            "c210ab0000000000".into()
        ]))
    );
    assert_eq!(id("c210ab"), Ok("c210ab0000000000"));
    assert_eq!(id("7f3b"), Err(NotFound::Unknown(Some("7f3a".into()))));
    assert_eq!(id("0000"), Err(NotFound::Unknown(None)));
    for malformed in ["", "7f3", "R06x", "会议会议"] {
        assert_eq!(id(malformed), Err(NotFound::Malformed));
    }
    assert_eq!(
        of(
            &report.entries[0],
            "The vendor said so.",
            "2026-05-24",
            None
        ),
        it
    );
}

#[test]
fn dates_are_those_of_the_calendar() {
    for date in ["2026-05-24", "2024-02-29", "2000-02-29"] {
        assert!(is_date(date), "{date}");
    }
    for date in [
        "2026-5-24",
        "2026-02-29",
        "1900-02-29",
        "2026-13-01",
        "2026-04-31",
        "26-05-24",
        "",
        "2026-05-24 ",
    ] {
        assert!(!is_date(date), "{date}");
    }
}
