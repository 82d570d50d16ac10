//! The short term at the start of a description.

use super::reader::Reader;
use crate::{import::words::words, model::Kind};

/// Longest term in a script without spaces, in characters.
const LONGEST: usize = 30;
/// Longest term in words.
const MOST_WORDS: usize = 6;

/// Reads the term.
pub(super) fn read(reader: &mut Reader<'_>) {
    if reader.about.name.is_empty() {
        return;
    }
    let text = &reader.text.text;
    let start = text.len() - text.trim_start().len();
    let rest = reader.text.get(start..text.len());
    let sign = rest
        .char_indices()
        .find(|&(at, c)| {
            let next = rest.get(at + c.len_utf8()..).unwrap_or_default();
            match c {
                // A time or a ratio.
                ':' if next.starts_with(|c: char| c.is_ascii_digit())
                    && rest
                        .get(..at)
                        .is_some_and(|r| r.ends_with(|c: char| c.is_ascii_digit())) =>
                {
                    false
                }
                ',' | ';' | '。' | '(' | '\n' | ':' | '!' | '[' | '|' => true,
                '.' => next.is_empty() || next.starts_with(char::is_whitespace),
                '-' => next.starts_with(' ') && rest.get(..at).is_some_and(|r| r.ends_with(' ')),
                _ => false,
            }
        })
        .map_or(rest.len(), |(at, _)| at);
    let taken = reader.next_taken(start).unwrap_or(text.len()) - start;
    let mut end = start + sign.min(taken);
    let mut start = start;
    // What is read as a fact is no term, unless the text only begins with it as `required: …` does.
    if reader.is_taken(&(start..start + 1)) {
        return;
    }
    if let Some((article, _)) = words()
        .longest("articles")
        .iter()
        .find(|(word, _)| reader.text.get(start..end).starts_with(&format!("{word} ")))
    {
        start += article.len() + 1;
    }
    let clause = reader.text.get(start..end);
    let refused = words()
        .patterns("no_term_patterns")
        .iter()
        .any(|(_, pattern)| pattern.is_match(clause));
    let contract = reader.about.kind != Some(Kind::Boolean)
        && words()
            .patterns("contract_patterns")
            .iter()
            .any(|(_, pattern)| pattern.is_match(clause));
    // `open, waiting or closed` lists values.
    let one = |text: &str| text.split_whitespace().count() == 1;
    let listed = clause.is_ascii()
        && one(clause)
        && reader
            .text
            .get(end..text.len())
            .strip_prefix(',')
            .and_then(|rest| rest.split([',', '.', ';', '\n']).next())
            .is_some_and(|next| {
                one(next) || next.contains(" or ") && next.split_whitespace().count() == 3
            });
    let itself = words().find("itself", clause).is_some();
    if refused || contract || itself || listed {
        return;
    }
    if let Some(at) = words()
        .longest("term_ends")
        .iter()
        .filter_map(|(word, _)| clause.find(&format!(" {word} ")))
        .min()
        && words()
            .find("generic", clause.get(..at).unwrap_or_default())
            .is_none()
    {
        end = start + at;
    }
    let term = reader.text.original(start..end);
    let wide = term.chars().any(|c| c > '\u{2e80}');
    let short = if wide {
        term.chars().count() <= LONGEST
    } else {
        term.split_whitespace().count() <= MOST_WORDS && term.chars().any(char::is_alphabetic)
    };
    if short && !term.is_empty() {
        reader.said.term = Some(term.to_owned());
        if reader.about.kind == Some(Kind::Boolean) {
            // What a flag is called may sound like a rule: it is what the flag says.
            reader.take(start..end);
        }
    }
}
