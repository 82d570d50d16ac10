//! What the scanner refuses, in our words.

use granit_parser::{ErrorKind, ScanError};

use super::MAX_DEPTH;
use crate::{
    diagnostic::{Diagnostic, Place},
    rules,
};

/// Why the text is not YAML, or not the subset that specs use.
pub(super) fn failed(file: u32, text: &str, error: &ScanError) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let place = Place::new(file, at, at);
    match error.kind() {
        ErrorKind::DirectiveDisallowed => {
            unsupported(place, "directives are not used in specs", "remove the line")
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => {
            // The parser stops behind the tab.
            let at = at - usize::from(text[..at].ends_with('\t'));
            let place = Place::new(file, at, at);
            Diagnostic::new(&rules::TAB, place, "a tab stands where YAML wants spaces")
                .help("indent with two spaces a level")
        }
        ErrorKind::RecursionLimitExceeded => Diagnostic::new(
            &rules::TOO_DEEP,
            place,
            format!("the nesting is deeper than {MAX_DEPTH} levels"),
        )
        .help("give the inner part a type of its own"),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => Diagnostic::new(
            &rules::SYNTAX,
            place,
            "this is not YAML: a colon cannot stand here",
        )
        .help("quote a text that contains a colon; keys of one map stand in one column"),
        _ => Diagnostic::new(
            &rules::SYNTAX,
            place,
            format!("this is not YAML: {}", error.info()),
        )
        .help("check indentation, quotes and brackets here and in the line above"),
    }
}

pub(super) fn unsupported(place: Place, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&rules::UNSUPPORTED, place, message).help(help)
}
