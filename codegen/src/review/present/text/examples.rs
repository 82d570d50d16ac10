//! The wire diff: what the documented examples become, and whether released clients read the new answers.

use similar::{ChangeTag, TextDiff};

use super::{
    count,
    layout::{Style, WIDTH, clean, clean_line, paint, wrap},
    places::shown,
};
use crate::review::examples::{Answer, Example, Request};

/// Columns before the bytes of a request.
const INDENT: usize = 6;
/// Lines around one that differs.
const CONTEXT: usize = 2;
/// Before a line that both sides have: unmarked is what continues the line above.
const SAME: &str = "= ";
/// Lines of a request, unless all are asked for.
const MOST: usize = 24;

pub(super) fn examples(examples: &[Example], all: bool) -> Option<Vec<String>> {
    if examples.is_empty() {
        return None;
    }
    let mut out = vec![title(examples)];
    for example in examples {
        let name = format!(
            "  {}, example {}",
            clean(&example.operation),
            example.number
        );
        request(&name, &example.request, all, &mut out);
        answer(&name, &example.answer, all, &mut out);
    }
    Some(out)
}

/// `9 EXAMPLES  requests: 8 same, 1 differs · answers: 8 read, 1 loses values`
fn title(examples: &[Example]) -> String {
    let requests = [
        ("same", of(examples, |it| it.request == Request::Same)),
        (
            "differs",
            of(examples, |it| matches!(it.request, Request::Differs { .. })),
        ),
        (
            "refused",
            of(examples, |it| matches!(it.request, Request::Refused { .. })),
        ),
    ];
    let answers = [
        ("read", of(examples, |it| it.answer == Answer::Reads)),
        (
            "loses values",
            of(examples, |it| matches!(it.answer, Answer::Loses(_))),
        ),
        (
            "unreadable",
            of(examples, |it| matches!(it.answer, Answer::Fails(..))),
        ),
        (
            "taken for an error",
            of(examples, |it| matches!(it.answer, Answer::Error(_))),
        ),
    ];
    let listed = |what: &str, parts: &[(&str, usize)]| {
        let parts: Vec<String> = parts
            .iter()
            .filter(|it| it.1 > 0)
            .map(|(word, number)| match (*word, *number) {
                ("differs", 2..) => format!("{number} differ"),
                ("loses values", 2..) => format!("{number} lose values"),
                (word, number) => format!("{number} {word}"),
            })
            .collect();
        (!parts.is_empty()).then(|| format!("{what}: {}", parts.join(", ")))
    };
    let parts = [listed("requests", &requests), listed("answers", &answers)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let title = format!("⇄ {}", count(examples.len(), "EXAMPLE").to_uppercase());
    format!("{}  {}", paint(Style::Bold, &title), parts.join(" · "))
}

fn of(examples: &[Example], is: impl Fn(&Example) -> bool) -> usize {
    examples.iter().filter(|it| is(it)).count()
}

fn request(name: &str, request: &Request, all: bool, out: &mut Vec<String>) {
    match request {
        Request::None | Request::Same => {}
        Request::Differs { before, after } => {
            sentence(
                &format!("{name}: another request is sent for the same values"),
                out,
            );
            difference(before, after, all, out);
        }
        Request::Refused {
            released,
            sent,
            why,
        } => {
            let who = if *released {
                "released clients"
            } else {
                "the new client"
            };
            sentence(
                &format!("{name}: {who} will not send it: {}", clean(why)),
                out,
            );
            let other = if *released {
                "the new client sends"
            } else {
                "released clients send"
            };
            out.push(paint(Style::Dim, &format!("{:INDENT$}{other}", "")));
            let style = if *released { Style::Green } else { Style::Red };
            let sign = if *released { "+ " } else { "- " };
            let lines: Vec<&str> = sent.lines().collect();
            bytes(
                lines.into_iter().map(|it| (sign, Some(style), it)),
                all,
                out,
            );
        }
    }
}

/// A small diff, line by line.
fn difference(before: &str, after: &str, all: bool, out: &mut Vec<String>) {
    let diff = TextDiff::from_lines(before, after);
    let mut lines = Vec::new();
    let gap = ("  ", Some(Style::Dim), "⋮");
    for (index, group) in diff.grouped_ops(CONTEXT).iter().enumerate() {
        let start = group.first().map_or(0, |op| op.old_range().start);
        if index == 0 && start > 0 {
            // The first line says which request it is.
            lines.push((SAME, None, before.lines().next().unwrap_or_default()));
        }
        if index > 0 || start > 1 {
            lines.push(gap);
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let is_blank = change.value().trim().is_empty();
            let (sign, style) = match change.tag() {
                ChangeTag::Equal if is_blank => continue,
                ChangeTag::Delete => ("- ", Some(Style::Red)),
                ChangeTag::Insert => ("+ ", Some(Style::Green)),
                ChangeTag::Equal => (SAME, None),
            };
            lines.push((sign, style, change.value()));
        }
    }
    bytes(lines.into_iter(), all, out);
}

fn bytes<'a>(
    lines: impl Iterator<Item = (&'a str, Option<Style>, &'a str)>,
    all: bool,
    out: &mut Vec<String>,
) {
    let most = if all { usize::MAX } else { MOST };
    let mut shown = 0;
    for (sign, style, text) in lines {
        let text = text.trim_end_matches(['\r', '\n']);
        let text = clean_line(text);
        let rest = text.trim_start_matches(' ');
        let inner = (text.len() - rest.len()).min(WIDTH / 3);
        let mut sign = sign;
        for line in wrap(
            rest,
            WIDTH - INDENT - 2 - inner,
            if all { usize::MAX } else { 8 },
        ) {
            if shown == most {
                out.push(format!("{:INDENT$}  …", ""));
                return;
            }
            shown += 1;
            let line = format!("{sign}{:inner$}{line}", "");
            let line = style.map_or_else(|| line.clone(), |style| paint(style, &line));
            out.push(format!("{:INDENT$}{line}", ""));
            sign = "  ";
        }
    }
}

fn answer(name: &str, answer: &Answer, all: bool, out: &mut Vec<String>) {
    match answer {
        Answer::None | Answer::Reads => {}
        Answer::Loses(lost) => {
            let what = count(lost.len(), "value");
            sentence(
                &format!("{name}: released clients lose {what} of the new answer"),
                out,
            );
            let shown = shown(lost.len(), 6, all);
            for (path, what) in lost.iter().take(shown) {
                detail(path, what, out);
            }
            if lost.len() > shown {
                out.push(format!("{:INDENT$}and {} more", "", lost.len() - shown));
            }
        }
        Answer::Fails(path, why) => {
            sentence(
                &format!("{name}: released clients cannot read the new answer"),
                out,
            );
            detail(path, why, out);
        }
        Answer::Error(why) => {
            let why = clean(why);
            sentence(
                &format!("{name}: released clients take the new answer for an error: {why}"),
                out,
            );
        }
    }
}

fn sentence(text: &str, out: &mut Vec<String>) {
    let mut before = "  ";
    for line in wrap(text, WIDTH - 4, 3) {
        out.push(format!("{before}{line}"));
        before = "    ";
    }
}

/// What happens to a value.
fn detail(path: &str, what: &str, out: &mut Vec<String>) {
    let text = format!("{}: {}", clean(path), clean(what));
    let mut before = "";
    for line in wrap(&text, WIDTH - INDENT - 2, 3) {
        out.push(format!("{:INDENT$}{before}{line}", ""));
        before = "  ";
    }
}
