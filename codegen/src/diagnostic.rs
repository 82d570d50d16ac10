//! What is wrong with a spec, where, and what to do about it.

use crate::rules::Rule;

/// A stretch of a source file, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the file in its [`Sources`](crate::Sources).
    pub file: u32,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Place {
    /// A stretch of a file.
    #[must_use]
    pub fn new(file: u32, start: usize, end: usize) -> Self {
        Self { file, start, end }
    }
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

impl<T> Spanned<T> {
    /// A value and where it stands.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Worth a look.
    Warning,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// Where.
    pub place: Place,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Short text beside the caret.
    pub label: String,
    /// Other places that matter, each with a short text.
    pub related: Vec<(Place, String)>,
    /// Ways out.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A finding.
    pub fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            place,
            message: short(message.into()),
            label: String::new(),
            related: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Adds a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(short(help.into()));
        self
    }

    /// Adds a text beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn related(mut self, place: Place, text: impl Into<String>) -> Self {
        self.related.push((place, short(text.into())));
        self
    }

    /// Adds the known name that is nearest to `written`, if one is near.
    #[must_use]
    pub fn did_you_mean<'a>(self, written: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(written, known) {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }
}

/// The known name that is nearest to `written`, if one is near.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = |text: &str| text.to_lowercase().replace(['_', '-'], "");
    let limit = (written.chars().count() / 3).max(1);
    let written = folded(written);
    known
        .into_iter()
        .map(|name| (name, folded(name)))
        // Names of very different lengths are far apart, and costly to compare.
        .filter(|(_, name)| written.len() <= 4 * (name.len() + 1))
        .map(|(name, folded)| (strsim::damerau_levenshtein(&written, &folded), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// Longest text of a finding, in bytes: a key may be as long as a file.
const LONGEST: usize = 600;

/// Cuts the middle out of a text that nobody would read.
fn short(text: String) -> String {
    if text.len() <= LONGEST {
        return text;
    }
    let head = boundary(&text, LONGEST / 2);
    let tail = boundary(&text, text.len() - LONGEST / 4);
    format!("{} … {}", &text[..head], &text[tail..])
}

/// The end of the last whole character up to a byte.
pub(crate) fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Brings findings into the order in which they are shown, without doubles.
pub(crate) fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (a.place.file, a.place.start, a.rule.code, &a.message).cmp(&(
            b.place.file,
            b.place.start,
            b.rule.code,
            &b.message,
        ))
    });
    diagnostics.dedup_by(|a, b| {
        a.place == b.place && a.rule.code == b.rule.code && a.message == b.message
    });
}

/// Most findings of one file.
const MOST: usize = 200;

/// Leaves out what nobody would read: the rest of a file that has hundreds of findings.
pub(crate) fn limit(diagnostics: &mut Vec<Diagnostic>) {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    let mut of_file = 0;
    for found in diagnostics.drain(..) {
        match kept.last_mut() {
            Some(last) if last.place.file == found.place.file => {
                of_file += 1;
                if of_file == MOST {
                    last.help
                        .push("more findings in this file are not shown".to_owned());
                }
            }
            _ => of_file = 0,
        }
        if of_file < MOST {
            kept.push(found);
        }
    }
    *diagnostics = kept;
}
