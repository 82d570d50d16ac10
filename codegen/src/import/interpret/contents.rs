//! A page's list of its own headings opens no sections.

use crate::import::{
    DoubtKind, Page,
    page::{Block, Text},
    words::words,
};

use super::{doubts::Doubts, section::section_of};

/// Takes out the headings that a table of contents repeats, and lists them as part of the website.
pub(super) fn leave_out(page: &mut Page, doubts: &mut Doubts) {
    let mut within = false;
    page.blocks.retain(|block| {
        let (Block::Heading(_, text) | Block::Text(text)) = block else {
            within = false;
            return true;
        };
        if words().find("contents", &text.text).is_some() {
            within = true;
            return true;
        }
        within &= opens(text) && matches!(block, Block::Text(_));
        if within {
            doubts.page(
                text.line,
                DoubtKind::LeftOut,
                format!("`{}` stands in the table of contents", text.text.trim()),
            );
        }
        !within
    });
}

/// Whether a line, or each line of a list, is a heading that opens a section.
fn opens(text: &Text) -> bool {
    let line = text.text.trim().trim_start_matches("- ");
    section_of(line, false).is_some()
}
