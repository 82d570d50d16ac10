//! What a vendor can change of a page, and what a comparison has to say about it.

use crate::page::{Kind, Page};

/// A changed page.
pub(crate) struct Mutation {
    /// What was changed, for messages.
    pub(crate) what: String,
    pub(crate) page: Page,
    /// The one change that has to be reported; nothing if no fact changed.
    pub(crate) expected: Option<Expected>,
    /// Whether the page contradicts itself now, which has to be a doubt.
    pub(crate) doubt: bool,
    /// The number of code blocks with examples that changed as well.
    pub(crate) examples: usize,
}

/// A change that has to be reported.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    pub(crate) kind: String,
    pub(crate) subject: String,
    pub(crate) old: Text,
    pub(crate) new: Text,
    /// Line and cell of the page that say so; nothing if the page has no such line any more.
    pub(crate) at: Option<(usize, usize)>,
}

/// An old or new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Text {
    None,
    Is(String),
    /// How the text begins that tells what an entry is that came or went.
    Starts(String),
}

impl Text {
    pub(crate) fn is(text: &str) -> Self {
        if text.is_empty() || text == "-" {
            Self::None
        } else {
            Self::Is(text.to_owned())
        }
    }

    pub(crate) fn fits(&self, found: Option<&str>) -> bool {
        match (self, found) {
            (Self::None, None) => true,
            (Self::Is(text), Some(found)) => text == found,
            (Self::Starts(text), Some(found)) => found.starts_with(text.as_str()),
            _ => false,
        }
    }
}

/// All mutations of a page: those of its table structure, and those of its prose.
pub(crate) fn all(page: &Page, facts: &str) -> Vec<Mutation> {
    let mut out = Vec::new();
    for line in 0..page.lines.len() {
        if let Kind::Row(number) = page.lines[line].kind {
            match page.tables[number].about.as_str() {
                "basic" => {}
                "errors" => crate::errors::mutate(page, line, &mut out),
                _ => crate::rows::mutate(page, line, &mut out),
            }
        }
    }
    for fact in facts.lines() {
        if !fact.is_empty() && !fact.starts_with('#') {
            out.push(crate::facts::mutation(page, fact));
        }
    }
    out
}

/// The number of code blocks with examples in which the pages differ.
pub(crate) fn changed_examples(before: &Page, after: &Page) -> usize {
    let blocks = |page: &Page| -> Vec<String> {
        let mut blocks: Vec<String> = Vec::new();
        let (mut open, mut example) = (false, false);
        for line in &page.lines {
            match line.kind {
                Kind::Heading(_) => {
                    let title = line.cells[0].to_lowercase();
                    example = title.contains("example") || title.contains("示例");
                }
                Kind::Fence => {
                    open = !open;
                    if open && example {
                        blocks.push(String::new());
                    }
                }
                Kind::Code if example => {
                    let block = blocks.last_mut().expect("code stands in a fence");
                    block.push_str(&line.cells[0]);
                    block.push('\n');
                }
                _ => {}
            }
        }
        blocks
    };
    let (before, after) = (blocks(before), blocks(after));
    assert_eq!(before.len(), after.len());
    before.iter().zip(&after).filter(|(a, b)| a != b).count()
}

/// Whether a page is in Chinese.
pub(crate) fn chinese(page: &Page) -> bool {
    let title = &page.lines[0].cells[0];
    title.chars().any(|c| c >= '\u{4e00}')
}
