//! Which elements of a page are shown.

use super::{
    kind::Kind,
    tree::{Data, Element, Tree},
};

/// What to do with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Read it.
    Yes,
    /// Leave it out: it is never text.
    Never,
    /// Leave it out: the page hides it.
    Hidden,
}

/// How many tables and samples stand before each node, to tell at once whether a subtree has any.
#[derive(Debug)]
pub(super) struct Index {
    samples: Vec<u32>,
    headings: Vec<u32>,
    tables: Vec<u32>,
}

impl Index {
    /// Counts what a tree has.
    pub(super) fn new(tree: &Tree) -> Self {
        let counts = |matches: fn(Kind) -> bool| {
            let mut count = 0;
            let mut counts = Vec::with_capacity(tree.nodes.len() + 1);
            counts.push(0);
            for node in &tree.nodes {
                if let Data::Element(element) = &node.data
                    && matches(element.kind)
                {
                    count += 1;
                }
                counts.push(count);
            }
            counts
        };
        Self {
            samples: counts(|kind| kind == Kind::Pre),
            headings: counts(|kind| matches!(kind, Kind::Heading(_))),
            tables: counts(|kind| kind == Kind::Table),
        }
    }

    fn within(counts: &[u32], tree: &Tree, index: usize) -> u32 {
        let at = |index: usize| counts.get(index).or(counts.last()).copied().unwrap_or(0);
        at(tree.end(index)).saturating_sub(at(index + 1))
    }

    /// Number of samples in the subtree below a node.
    pub(super) fn samples(&self, tree: &Tree, index: usize) -> u32 {
        Self::within(&self.samples, tree, index)
    }

    /// Number of headings in the subtree below a node.
    pub(super) fn headings(&self, tree: &Tree, index: usize) -> u32 {
        Self::within(&self.headings, tree, index)
    }

    /// Number of tables in the subtree below a node.
    pub(super) fn tables(&self, tree: &Tree, index: usize) -> u32 {
        Self::within(&self.tables, tree, index)
    }
}

/// Whether an element is shown. Tabs and collapsed rows are content that a reader can bring up,
/// and a page saved while a dialogue was open hides all of its content.
pub(super) fn shown(tree: &Tree, index: &Index, at: usize, element: &Element) -> Shown {
    if element.kind == Kind::Skip {
        return Shown::Never;
    }
    let aria = element.attr("aria-hidden") == Some("true");
    if !aria && !is_hidden(element) {
        return Shown::Yes;
    }
    let content = matches!(element.kind, Kind::Pre | Kind::Table)
        || (element.kind == Kind::Row && !aria)
        || index.samples(tree, at) > 0
        || index.tables(tree, at) > 0
        || is_tab(element);
    if content {
        Shown::Yes
    } else if aria {
        Shown::Never
    } else {
        Shown::Hidden
    }
}

fn is_hidden(element: &Element) -> bool {
    if element
        .attr("hidden")
        .is_some_and(|value| value != "until-found")
    {
        return true;
    }
    element.attr("style").is_some_and(|style| {
        style.split(';').any(|rule| {
            let (name, value) = rule.split_once(':').unwrap_or((rule, ""));
            let value = value.trim();
            (name.trim().eq_ignore_ascii_case("display")
                && value
                    .get(..4)
                    .is_some_and(|start| start.eq_ignore_ascii_case("none")))
                || (name.trim().eq_ignore_ascii_case("visibility")
                    && value.eq_ignore_ascii_case("hidden"))
        })
    })
}

fn is_tab(element: &Element) -> bool {
    element.attr("role") == Some("tabpanel")
        || element.classes().any(|class| {
            class
                .split(['-', '_'])
                .any(|part| matches!(part, "tab" | "tabs" | "tabpanel" | "tabpane" | "collapse"))
        })
}
