//! The comment as GitHub reads it: its length, its tables, and what is markup in it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::markdown;
use crate::review::{
    Edition, Entry, Report, Spot,
    approvals::Approval,
    examples::{Answer, Request},
    present::fixture,
};

/// What a text must not become.
const HOSTILE: &str = "evil](javascript:x) @evil #12 <script>evil</script> </code></details><!-- | \\| \\` ``` ```` ~~~\n\n# evil\n\
                       - evil\n---\n| evil |\n|---|\nhttps://evil.example www.evil.example a@evil.example GH-12 &lt; \u{202e}\u{1b}[31m";

/// What stands in a comment.
#[derive(Default)]
struct Read {
    rows: usize,
    columns: Vec<usize>,
    headings: usize,
    links: usize,
    /// Text outside of code.
    text: String,
    html: String,
    code: String,
}

fn read(markdown: &str) -> Read {
    let mut read = Read::default();
    let mut in_block = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_GFM) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_block = true,
            Event::End(TagEnd::CodeBlock) => in_block = false,
            Event::Start(Tag::TableRow) => {
                read.rows += 1;
                read.columns.push(0);
            }
            Event::Start(Tag::TableCell) => {
                if let Some(columns) = read.columns.last_mut() {
                    *columns += 1;
                }
            }
            Event::Start(Tag::Heading { .. }) => read.headings += 1,
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => read.links += 1,
            Event::Text(text) if in_block => read.code.push_str(&text),
            Event::Text(text) => read.text.push_str(&text),
            Event::Code(text) => read.code.push_str(&text),
            Event::Html(html) | Event::InlineHtml(html) => read.html.push_str(&html),
            _ => {}
        }
    }
    read
}

/// HTML without our own tags, and without what stands between those for code.
fn foreign(html: &str) -> String {
    let mut out = String::new();
    for (index, part) in html.split("<code>").enumerate() {
        if index == 0 {
            out.push_str(part);
            continue;
        }
        let (code, behind) = part.split_once("</code>").expect("code ends");
        assert!(!code.contains(['<', '>', '\n']), "{code}");
        out.push_str(behind);
    }
    for own in [
        "<!-- xtask-diff -->",
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
        "<br>",
    ] {
        out = out.replace(own, "");
    }
    out
}

fn table_rows(report: &Report) -> usize {
    let entries = report.entries.iter();
    entries
        .filter(|it| it.is_undecided() && it.group != crate::review::Group::Flagged)
        .count()
}

#[test]
fn a_report_is_one_heading_one_table_and_folded_details() {
    let report = fixture::report();
    let text = markdown(&report);
    assert_eq!(text.lines().next(), Some("<!-- xtask-diff -->"));
    assert_eq!(
        text.lines().nth(1),
        Some(
            "### `harbour`, `lighthouse`: 3 breaking, 3 silent, 2 at risk, 5 source breaks, 2 new operations, \
             1 removed operation — **0.16.0**"
        )
    );
    let read = read(&text);
    assert_eq!((read.headings, read.links), (1, 0));
    assert_eq!(read.rows, table_rows(&report));
    assert!(read.columns.iter().all(|it| *it == 5), "{:?}", read.columns);
    assert!(!foreign(&read.html).contains('<'));
    assert_eq!(
        read.html.matches("<details>").count(),
        read.html.matches("</details>").count()
    );
    assert!(!text.contains("more: `cargo xtask diff`"));
}

#[test]
fn a_row_says_what_changed_for_whom_and_what_eases_it() {
    let report = fixture::report();
    let entry = report.entries.iter().find(|it| it.kind().id() == "R06");
    let short = &entry.expect("a renamed field").short;
    let row = format!(
        "| `{short}` R06 **field renamed** (possibly: confirm)<br>\
         `harbour get_voyage response.voyages[].files[].link` and 1 more<br>`download_url` → `link` \
         | 🔇 silent | ❌ `E0609` | `rust_name: download_url` → ✅ | ☐ |"
    );
    let text = markdown(&report);
    assert!(text.lines().any(|it| it == row), "{text}");
    let details = "\n```diff\n-   download_url:\n+   link:\n      type: string\n      doc: As the page of get_voyage says.\n```\n";
    assert!(text.contains(details), "{text}");
    let rust = "\n```diff\n# harbour::VoyageFile::download_url\n- pub download_url: Option<String>\n\
                + pub link: Option<String>\n! E0609: no field `download_url` on type `VoyageFile`\n```\n";
    assert!(text.contains(rust), "{text}");
}

#[test]
fn nothing_to_decide_is_said_and_gaps_stand_first() {
    let text = markdown(&fixture::unchanged());
    assert!(text.ends_with("\nNothing is left to decide.\n"));
    assert_eq!(read(&text).rows, 0);
    let text = markdown(&fixture::with_unexplained());
    let gap = "\n**2 differences that no rule explains:** nobody can say what they do.\n\n\
               - `harbour list_voyages query.page_size`, `declared.style`: `\"comma\"` → `\"pipe\"`\n\
               - `lighthouse`, `hosts`: nothing → `[\"https://north.example\"]`\n\n| |";
    assert!(text.contains(gap), "{text}");
}

fn approval(text: &str) -> Approval {
    Approval {
        rule: text.to_owned(),
        places: vec![(text.to_owned(), text.to_owned())],
        old: Some(text.to_owned()),
        new: Some(text.to_owned()),
        because: text.to_owned(),
        date: text.to_owned(),
        until: Some(text.to_owned()),
    }
}

/// Puts a text wherever one can come from a spec.
fn everywhere_in(entry: &mut Entry, text: &str) {
    let some = || Some(text.to_owned());
    entry.service = text.to_owned();
    entry.change.old = some();
    entry.change.new = entry.change.new.is_some().then(|| text.to_uppercase());
    entry.change.within = vec![text.to_owned()];
    for place in &mut entry.places {
        place.operation = text.to_owned();
        place.subject = text.to_owned();
        for spot in [&mut place.old, &mut place.new].into_iter().flatten() {
            *spot = Spot {
                file: text.to_owned(),
                line: spot.line,
                excerpt: text.to_owned(),
            };
        }
    }
    for item in &mut entry.rust {
        item.path = text.to_owned();
        item.before = some();
        item.after = entry.change.new.clone();
        item.error = some().zip(some());
    }
    entry.words.doc.0 = some();
    entry.words.term.1 = some();
    entry.words.page = some();
    if let Some(eased) = &mut entry.easing {
        eased.line = text.to_owned();
        eased.at = Some((text.to_owned(), 7));
    }
    if let Some(decision) = &mut entry.decision {
        *decision = approval(text);
    }
}

/// Puts a text wherever one can come from a spec, a file or a user.
fn everywhere(report: &mut Report, text: &str) {
    for edition in [&mut report.old, &mut report.new] {
        *edition = Edition {
            services: Vec::new(),
            label: text.to_owned(),
            operations: 1,
            checked: Some((text.to_owned(), "b".to_owned())),
            version: Some(text.to_owned()),
        };
    }
    report.services = vec![text.to_owned(); 9];
    for entry in &mut report.entries {
        everywhere_in(entry, text);
    }
    for example in &mut report.examples {
        example.service = text.to_owned();
        example.operation = text.to_owned();
        match &mut example.request {
            Request::Differs { before, .. } => *before = text.to_owned(),
            Request::Refused { why, .. } => *why = text.to_owned(),
            Request::None | Request::Same => {}
        }
        match &mut example.answer {
            Answer::Loses(values) => *values = vec![(text.to_owned(), text.to_owned()); 3],
            Answer::Fails(path, why) => (*path, *why) = (text.to_owned(), text.to_owned()),
            Answer::Error(why) => *why = text.to_owned(),
            Answer::None | Answer::Reads => {}
        }
    }
    for gap in &mut report.unexplained {
        gap.service = text.to_owned();
        gap.key = text.to_owned();
        gap.old = Some(text.to_owned());
    }
    for stale in &mut report.stale {
        stale.service = text.to_owned();
        stale.approval = approval(text);
    }
}

#[test]
fn nothing_of_a_spec_becomes_markup_a_link_or_a_mention() {
    let plain = read(&markdown(&fixture::with_unexplained()));
    for hostile in [
        HOSTILE,
        "evil|evil\\|",
        "`evil",
        "evil``",
        "\n\nevil\n\n",
        " ",
        "",
    ] {
        let mut report = fixture::with_unexplained();
        everywhere(&mut report, hostile);
        let text = markdown(&report);
        assert!(!text.contains(|c: char| c != '\n' && c.is_control()));
        let read = read(&text);
        assert_eq!((read.headings, read.links), (1, 0), "{text}");
        assert_eq!(read.rows, plain.rows);
        assert!(read.columns.iter().all(|it| *it == 5), "{text}");
        for outside in [&read.text, &foreign(&read.html)] {
            assert!(
                !outside.contains("evil") && !outside.contains("EVIL"),
                "{outside}"
            );
            assert!(!outside.contains(['<', '@', '`']), "{outside}");
        }
        if hostile.contains("evil") {
            assert!(read.code.contains("evil"));
        }
        let details = |tag: &str| read.html.matches(tag).count();
        assert_eq!(details("<details>"), details("</details>"));
    }
}

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }
}

/// A report with so many changes, each of any size.
fn huge(entries: usize, numbers: &mut Numbers) -> Report {
    let mut report = fixture::with_unexplained();
    let patterns = ["`", "页面", "a | b\n", "</details>\n\n", "x", HOSTILE];
    let kinds: Vec<Entry> = report.entries.clone();
    report.entries.clear();
    for _ in 0..entries {
        let mut entry = kinds[numbers.below(kinds.len())].clone();
        let pattern = patterns[numbers.below(patterns.len())];
        let text = pattern.repeat(1 + numbers.below(4000) / pattern.len());
        let places = if numbers.below(20) == 0 { 30 } else { 1 };
        for _ in 0..numbers.below(places) {
            entry.places.push(entry.places[0].clone());
            let item = entry.rust.first().cloned();
            entry.rust.extend(item);
        }
        everywhere_in(&mut entry, &text);
        report.entries.push(entry);
    }
    for (list, times) in [(entries / 7, 40), (entries / 3, 2)] {
        let text = HOSTILE.repeat(times);
        let mut more = fixture::with_unexplained();
        everywhere(&mut more, &text);
        for _ in 0..list.min(300) {
            report.examples.extend(more.examples.clone());
            report.unexplained.extend(more.unexplained.clone());
            report.stale.extend(more.stale.clone());
        }
    }
    report
}

#[test]
fn it_is_never_too_long_and_says_what_it_leaves_out() {
    let mut numbers = Numbers(7);
    for entries in [0, 1, 3, 10, 30, 60, 100, 300, 2000] {
        let report = huge(entries, &mut numbers);
        let text = markdown(&report);
        let length = text.chars().count();
        assert!(length < 60_000, "{entries} entries: {length} characters");
        assert!(
            entries < 300 || length > 50_000,
            "{entries} entries: {length} characters"
        );
        let read = read(&text);
        assert_eq!((read.headings, read.links), (1, 0));
        assert_eq!(
            read.html.matches("<details>").count(),
            read.html.matches("</details>").count()
        );
        assert!(read.columns.iter().all(|it| *it == 5));
        let table = text.split_once("\n| | released").map_or("", |it| it.1);
        let mut behind = table.lines().skip(2).filter(|it| !it.is_empty());
        let more = behind.find(|it| !it.starts_with('|')).unwrap_or_default();
        let more = more
            .strip_prefix("… and ")
            .and_then(|it| it.split_once(" more:"));
        let more = more.map_or(0, |(number, _)| number.parse().expect("a number"));
        assert_eq!(read.rows + more, table_rows(&report));
    }
}
