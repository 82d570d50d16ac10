//! Code samples: the lines of `pre`, or of the tables and blocks that highlighters make.

use super::{
    super::super::Code,
    kind::Kind,
    shown::{Index, Shown, shown},
    tree::{Data, Element, Tree},
};

/// Classes of elements that hold a sample without `pre`, or with a table in or around it.
const BOXES: [&str; 11] = [
    "syntaxhighlighter",
    "codemirror-code",
    "cm-content",
    "view-lines",
    "ace_text-layer",
    "hljs-ln",
    "highlighttable",
    "rouge-table",
    "lntable",
    "js-file-line-container",
    "codehilitetable",
];

/// Whether an element holds a sample though it is no `pre`.
pub(super) fn is_box(element: &Element) -> bool {
    element
        .classes()
        .any(|class| BOXES.iter().any(|known| class.eq_ignore_ascii_case(known)))
}

/// Whether a `code` element stands for itself rather than in a sentence.
pub(super) fn is_sample(tree: &Tree, at: usize) -> bool {
    let nodes = tree.nodes.get(at + 1..tree.end(at)).unwrap_or_default();
    let mut breaks = 0;
    let mut first = None;
    for node in nodes {
        match &node.data {
            Data::Text(text) => {
                breaks += text.matches('\n').count();
                first = first.or_else(|| text.trim_start().chars().next());
            }
            Data::Element(element) => match element.kind {
                Kind::Break => breaks += 2,
                Kind::Inline | Kind::Code | Kind::Unknown => {}
                _ => return true,
            },
        }
    }
    breaks >= 2 || (breaks == 1 && matches!(first, Some('{' | '[')))
}

/// Reads a sample. `None` if it is empty, or only numbers the lines of another.
pub(super) fn read(tree: &Tree, index: &Index, at: usize, in_cell: bool) -> Option<Code> {
    let end = tree.end(at);
    let mut lines = Lines::default();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut checked = 0;
    let mut next = at + 1;
    while next < end {
        while let Some(&(_, start)) = open.last().filter(|(end, _)| *end <= next) {
            open.pop();
            lines.close(start);
        }
        let Some(node) = tree.nodes.get(next) else {
            break;
        };
        match &node.data {
            Data::Text(text) => lines.push(text, node.line),
            Data::Element(element) => {
                let gutter = next >= checked && is_gutter(element);
                if gutter {
                    checked = node.end;
                }
                if element.kind == Kind::Button
                    || shown(tree, index, next, element) != Shown::Yes
                    || (gutter && is_numbers(tree, next))
                {
                    next = tree.end(next);
                    continue;
                }
                if element.kind == Kind::Break {
                    lines.push("\n", node.line);
                } else if is_line(element) {
                    lines.open();
                    open.push((node.end, lines.text.len()));
                }
            }
        }
        next += 1;
    }
    let code = lines.finish()?;
    (!in_cell || !counts_up(&code.text)).then_some(code)
}

/// Elements that stand for a line.
fn is_line(element: &Element) -> bool {
    match element.kind {
        Kind::Block | Kind::Item | Kind::Row | Kind::Pre => true,
        Kind::Inline | Kind::Code => element
            .classes()
            .any(|class| matches!(class, "line" | "token-line" | "code-line" | "view-line")),
        _ => false,
    }
}

fn is_gutter(element: &Element) -> bool {
    element.kind == Kind::Cell
        || element.attr("data-line-number").is_some()
        || element.classes().any(|class| {
            let class = class.to_ascii_lowercase();
            [
                "lineno",
                "line-number",
                "linenumber",
                "gutter",
                "ln",
                "lnt",
                "blob-num",
            ]
            .iter()
            .any(|known| class == *known || (known.len() > 4 && class.contains(known)))
        })
}

fn is_numbers(tree: &Tree, at: usize) -> bool {
    tree.texts(at).all(|text| {
        text.chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace())
    })
}

/// Whether lines are the numbers of lines.
fn counts_up(text: &str) -> bool {
    let mut last = None;
    text.lines().all(|line| {
        let number = line.trim().parse::<u32>().ok();
        let follows = match (last, number) {
            (None, Some(_)) => true,
            (Some(last), Some(number)) => Some(number) == u32::checked_add(last, 1),
            _ => false,
        };
        last = number;
        follows
    })
}

/// The lines of a sample.
#[derive(Debug, Default)]
struct Lines {
    text: String,
    /// Line of the first sign that can be seen.
    line: Option<u32>,
    /// A line element ended; the line ends with it, whether or not a line break follows.
    pending: bool,
}

impl Lines {
    fn push(&mut self, text: &str, mut line: u32) {
        for c in text.chars() {
            if std::mem::take(&mut self.pending) && c != '\n' {
                self.text.push('\n');
            }
            match c {
                '\u{200b}' | '\u{feff}' | '\0' => {}
                c => {
                    if c == '\n' {
                        line = line.saturating_add(1);
                    } else if !c.is_whitespace() {
                        self.line.get_or_insert(line);
                    }
                    self.text.push(if c == '\u{a0}' { ' ' } else { c });
                }
            }
        }
    }

    fn open(&mut self) {
        let mid = !self.text.is_empty() && !self.text.ends_with('\n');
        if std::mem::take(&mut self.pending) || mid {
            self.text.push('\n');
        }
    }

    fn close(&mut self, start: usize) {
        if self.text.len() == start || !self.text.ends_with('\n') {
            self.pending = true;
        }
    }

    fn finish(self) -> Option<Code> {
        let line = self.line?;
        let mut text = self.text.as_str();
        while let Some((first, rest)) = text.split_once('\n')
            && first.trim().is_empty()
        {
            text = rest;
        }
        let text = text.trim_end();
        (!text.is_empty()).then(|| Code {
            line,
            text: text.to_owned(),
            language: None,
        })
    }
}

/// The language that an element's classes name.
pub(super) fn language(element: &Element) -> Option<String> {
    for name in ["data-lang", "data-language", "data-code-lang"] {
        if let Some(value) = element.attr(name) {
            return clean(value);
        }
    }
    let mut classes = element.classes().peekable();
    while let Some(class) = classes.next() {
        let lower = class.to_ascii_lowercase();
        let named = [
            "language-",
            "lang-",
            "highlight-source-",
            "highlight-",
            "brush:",
        ]
        .iter()
        .find_map(|start| lower.strip_prefix(start).map(str::to_owned));
        let named = match named {
            Some(rest) if !rest.trim_matches(';').is_empty() => Some(rest),
            // `brush: js`, `hljs json`, `sourceCode json`
            _ if matches!(lower.as_str(), "brush:" | "hljs" | "sourcecode") => classes
                .peek()
                .filter(|next| !next.contains('-') || next.len() > 20)
                .map(|next| next.to_ascii_lowercase()),
            _ => None,
        };
        if let Some(found) = named.as_deref().and_then(clean) {
            return Some(found);
        }
    }
    None
}

/// A language's name as classes write it, or none if it says that there is none.
pub(in super::super) fn clean(name: &str) -> Option<String> {
    let name = name
        .trim()
        .trim_matches(|c: char| matches!(c, ';' | '{' | '}' | '.' | ',' | ':'))
        .to_ascii_lowercase();
    let name = name.strip_prefix("language-").unwrap_or(&name);
    let plain = matches!(
        name,
        "" | "none"
            | "default"
            | "plain"
            | "plaintext"
            | "text"
            | "txt"
            | "nohighlight"
            | "source"
            | "undefined"
    );
    let word = name.len() <= 20
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.'));
    (word && !plain).then(|| name.to_owned())
}
