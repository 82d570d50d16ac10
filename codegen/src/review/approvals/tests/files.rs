use serde_yaml::Value;

use super::{
    super::{Approvals, is_date, read, write},
    approval, library,
};
use crate::{Source, Sources};

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
            "- { rule: R06, at: [a], because: x, date: 2026-05-24, until: 2026-05-23 }\n",
            "1 O04 the decision is of 2026-05-24, and ends before that",
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
