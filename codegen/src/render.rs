//! Findings as text for people, as JSON, and as workflow annotations.

use std::fmt::Write as _;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::{
    diagnostic::{Diagnostic, Place, Severity, boundary},
    doc::visible,
    source::{Source, Sources},
};

/// Columns of a rendered finding.
const WIDTH: usize = 120;

/// Longest source line that is shown, in bytes.
const LONGEST_LINE: usize = 400;

/// All findings as text, each with its source line, and a closing line.
#[must_use]
pub fn text(sources: &Sources, diagnostics: &[Diagnostic], colour: bool) -> String {
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(WIDTH);
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&renderer.render(&[group(sources, diagnostic)]));
        out.push_str("\n\n");
    }
    if let Some(closing) = closing(diagnostics) {
        out.push_str(&closing);
        out.push('\n');
    }
    out
}

fn group<'a>(sources: &'a Sources, diagnostic: &'a Diagnostic) -> Group<'a> {
    let level = match diagnostic.rule.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.rule.code);
    let mut group = Group::with_title(title);
    let mut files: Vec<u32> = vec![diagnostic.place.file];
    for (place, _) in &diagnostic.related {
        if !files.contains(&place.file) {
            files.push(place.file);
        }
    }
    for file in files {
        let source = sources.of(Place::new(file, 0, 0));
        let marks: Vec<Mark<'a>> = marks(diagnostic)
            .filter(|(place, ..)| place.file == file)
            .collect();
        let clip = Clip::lines(source, &marks);
        if clip.text.lines().all(|line| line.len() <= LONGEST_LINE) {
            let snippet = clip.snippet(&marks).path(visible(&source.path));
            group = group.element(snippet);
            continue;
        }
        for mark in marks {
            let (line, column) = position(source, mark.0.start);
            let origin = Origin::path(visible(&source.path))
                .line(line)
                .char_column(column);
            let snippet = Clip::stretch(source, mark.0).snippet(&[mark]);
            group = group.element(origin).element(snippet);
        }
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

/// A place, how it is marked, and the text beside the mark.
type Mark<'a> = (Place, AnnotationKind, &'a str);

fn marks(diagnostic: &Diagnostic) -> impl Iterator<Item = Mark<'_>> {
    let related = diagnostic.related.iter();
    std::iter::once((
        diagnostic.place,
        AnnotationKind::Primary,
        diagnostic.label.as_str(),
    ))
    .chain(related.map(|(place, text)| (*place, AnnotationKind::Context, text.as_str())))
}

/// The part of a file that is shown.
struct Clip {
    text: String,
    line: usize,
    start: usize,
}

impl Clip {
    /// The lines from the first mark to the last.
    fn lines(source: &Source, marks: &[Mark<'_>]) -> Self {
        let text = &source.text;
        let first = marks
            .iter()
            .map(|(place, ..)| place.start)
            .min()
            .unwrap_or(0);
        let last = marks.iter().map(|(place, ..)| place.end).max().unwrap_or(0);
        let (first, last) = (boundary(text, first), boundary(text, last));
        let start = text[..first].rfind('\n').map_or(0, |at| at + 1);
        let end = text[last..].find('\n').map_or(text.len(), |at| last + at);
        Self::new(source, start, end)
    }

    /// What stands around a mark in a line that is too long to be shown.
    fn stretch(source: &Source, place: Place) -> Self {
        let text = &source.text;
        let at = boundary(text, place.start);
        let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[at..]
            .find('\n')
            .map_or(text.len(), |newline| at + newline);
        let start = boundary(text, at.saturating_sub(LONGEST_LINE / 8).max(line_start));
        let end = boundary(text, (at + LONGEST_LINE / 8).min(line_end));
        Self::new(source, start, end)
    }

    fn new(source: &Source, start: usize, end: usize) -> Self {
        Self {
            text: source.text[start..end].to_owned(),
            line: source.text[..start].matches('\n').count() + 1,
            start,
        }
    }

    fn snippet<'a>(self, marks: &[Mark<'a>]) -> Snippet<'a, Annotation<'a>> {
        let marks = marks.iter().map(|(place, kind, text)| {
            let within = |at: usize| boundary(&self.text, at.saturating_sub(self.start));
            let (start, end) = (within(place.start), within(place.end));
            kind.span(start..end.max(start)).label(*text)
        });
        let marks: Vec<_> = marks.collect();
        Snippet::source(self.text)
            .line_start(self.line)
            .annotations(marks)
    }
}

/// One-based line and column, in characters.
#[must_use]
pub fn position(source: &Source, at: usize) -> (usize, usize) {
    let at = boundary(&source.text, at);
    let before = &source.text[..at];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        before.matches('\n').count() + 1,
        before[start..].chars().count() + 1,
    )
}

fn closing(diagnostics: &[Diagnostic]) -> Option<String> {
    let count = |severity| {
        diagnostics
            .iter()
            .filter(|it| it.rule.severity == severity)
            .count()
    };
    let plural = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        count => Some(format!("{count} {word}s")),
    };
    let parts: Vec<_> = [
        plural(count(Severity::Error), "error"),
        plural(count(Severity::Warning), "warning"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let first = diagnostics.first()?;
    Some(format!(
        "{}; `cargo xtask explain {}` says more about a code",
        parts.join(", "),
        first.rule.code
    ))
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    at: At<'a>,
    related: Vec<Related<'a>>,
    help: &'a [String],
}

#[derive(Serialize)]
struct At<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    at: At<'a>,
    message: &'a str,
}

fn at(sources: &Sources, place: Place) -> At<'_> {
    let source = sources.of(place);
    let (line, column) = position(source, place.start);
    let (end_line, end_column) = position(source, place.end);
    At {
        file: &source.path,
        line,
        column,
        end_line,
        end_column,
    }
}

fn severity(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// All findings as a JSON array. Lines and columns count from 1, columns in characters.
#[must_use]
pub fn json(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let findings: Vec<_> = diagnostics
        .iter()
        .map(|it| Finding {
            code: it.rule.code,
            severity: severity(it),
            message: &it.message,
            at: at(sources, it.place),
            related: it
                .related
                .iter()
                .map(|(place, message)| Related {
                    at: at(sources, *place),
                    message,
                })
                .collect(),
            help: &it.help,
        })
        .collect();
    // Strings and numbers only: this cannot fail.
    serde_json::to_string_pretty(&findings).unwrap_or_default() + "\n"
}

/// All findings as workflow commands, which GitHub shows beside the lines of a change.
#[must_use]
pub fn github(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for it in diagnostics {
        let at = at(sources, it.place);
        let mut message = it.message.clone();
        for help in &it.help {
            let _ = write!(message, "\nhelp: {help}");
        }
        let _ = writeln!(
            out,
            "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            severity(it),
            property(at.file),
            at.line,
            at.column,
            at.end_line,
            at.end_column,
            it.rule.code,
            escape(&message),
        );
    }
    out
}

/// A text as it has to stand in a workflow command.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property as it has to stand in a workflow command.
#[must_use]
pub fn property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
