//! Facts in sentences: defaults, ranges, units, values, limits, conditions.
//!
//! The expressions and words are data, `words/<language>/prose.yaml`. What one expression has read
//! is closed to those after it, so the order of [`read`] goes from the particular to the general.

mod choices;
mod defaults;
mod folded;
mod items;
mod kinds;
mod limits;
mod notes;
mod numbers;
mod ranges;
mod reader;
mod term;
#[cfg(test)]
mod tests;
mod values;

use reader::Reader;

use crate::model::{At, Format, Literal, Rate, Unit, Value};

/// What a description says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Said {
    /// The short term at its start: `分页大小`.
    pub(crate) term: Option<String>,
    pub(crate) values: Vec<Value>,
    pub(crate) default: Option<Literal>,
    pub(crate) fixed: Option<Literal>,
    pub(crate) min: Option<Literal>,
    pub(crate) max: Option<Literal>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) unit: Option<Unit>,
    pub(crate) format: Option<Format>,
    /// Stated in prose, such as 必填 or `Optional.`
    pub(crate) required: Option<bool>,
    /// Condition under which a parameter has to be sent, in the page's words.
    pub(crate) required_when: Option<String>,
    /// Condition under which a field is sent, in the page's words.
    pub(crate) when: Option<String>,
    /// Conditions under which other fields are sent, with the words for those fields. The sentences
    /// are also among the unread ones.
    pub(crate) when_of: Vec<(String, String)>,
    /// Always sent.
    pub(crate) always: Option<bool>,
    /// How long the value is good for: `6h`.
    pub(crate) expires: Option<String>,
    /// The words that say so.
    pub(crate) deprecated: Option<String>,
    /// Longest interval in milliseconds.
    pub(crate) window_millis: Option<u64>,
    pub(crate) rates: Vec<Rate>,
    /// Kinds of credential that do not work.
    pub(crate) refused: Vec<String>,
    /// The value that means success.
    pub(crate) success: Option<Literal>,
    /// Sentences with contract words (必须, only, at most, 单位 …) from which nothing was read.
    pub(crate) unread: Vec<String>,
    /// What was concluded from a weak sign, in words.
    pub(crate) guesses: Vec<String>,
}

/// What is known about the thing described.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct About<'a> {
    /// Its wire name.
    pub(crate) name: &'a str,
    /// Its neutral type, if known.
    pub(crate) kind: Option<crate::model::Kind>,
    /// Whether it is part of an answer.
    pub(crate) answer: bool,
    /// Where the text begins.
    pub(crate) at: At,
}

/// Longest text that is read, in bytes; what follows is listed as unread.
const LONGEST: usize = 8_000;

/// Reads the description of a parameter, field or operation.
pub(crate) fn read(about: About<'_>, text: &str) -> Said {
    let (text, rest) = text.split_at(cut(text));
    let mut reader = Reader::new(about, text);
    // Most descriptions have no digit, and so none of the facts that are numbers.
    let digits = reader.text.text.contains(|c: char| c.is_ascii_digit());
    if digits {
        limits::rates(&mut reader);
        limits::window(&mut reader);
        limits::expires(&mut reader);
    }
    values::read(&mut reader);
    choices::read(&mut reader);
    notes::success(&mut reader);
    notes::refused(&mut reader);
    notes::required(&mut reader);
    notes::presence(&mut reader);
    notes::deprecated(&mut reader);
    kinds::unit(&mut reader);
    defaults::fixed(&mut reader);
    defaults::default(&mut reader);
    kinds::format(&mut reader);
    if digits {
        ranges::read(&mut reader);
    }
    term::read(&mut reader);
    let mut said = reader.finish();
    if !rest.is_empty() {
        said.unread
            .push(format!("{} more bytes of a long text", rest.len()));
    }
    said
}

/// Where to stop reading: at the end of a line or word, so that nothing is read in half.
fn cut(text: &str) -> usize {
    if text.len() <= LONGEST {
        return text.len();
    }
    text.char_indices()
        .take_while(|&(at, _)| at <= LONGEST)
        .filter(|&(_, c)| matches!(c, '\n' | ' ' | ';' | '；' | '。' | ',' | '，'))
        .map(|(at, _)| at)
        .last()
        .unwrap_or(0)
}
