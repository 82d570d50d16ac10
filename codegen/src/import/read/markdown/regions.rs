//! Parts of a page that are not left to Markdown: what stands in front of it, HTML tables, which
//! may have empty lines in them, and JSON without fences.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

/// A part that is read in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An HTML table.
    Table,
    /// JSON.
    Json,
    /// What stands in front of the page about it.
    Metadata,
}

/// Finds the parts, in order.
pub(super) fn find(text: &str) -> Vec<Region> {
    let mut regions: Vec<Region> = metadata(text).into_iter().collect();
    let lower = text.to_ascii_lowercase();
    let tables = lower.contains("<table");
    if !tables && !lower.contains(['{', '[']) {
        return regions;
    }
    let (fenced, indented) = samples(text);
    let mut fenced_at = Cursor::new(&fenced);
    let mut indented_at = Cursor::new(&indented);
    // How much may still be looked at in vain.
    let mut budget = text.len().saturating_mul(4);
    let mut at = regions.first().map_or(0, |region| region.range.end);
    while at < text.len() {
        let line_end = lower.get(at..).and_then(|rest| rest.find('\n'));
        let line_end = line_end.map_or(text.len(), |length| at + length);
        let line = lower.get(at..line_end).unwrap_or_default();
        let front = at + (line.len() - line.trim_start().len());
        let json =
            json_start(text, front) && !fenced_at.contains(front) && !indented_at.contains(front);
        if json && budget > 0 {
            let end = balanced(text, front, &mut budget);
            if let Some(end) = end {
                regions.push(Region {
                    range: front..end,
                    kind: Kind::Json,
                });
                at = end;
                continue;
            }
        }
        if tables
            && !line.trim_start().starts_with('|')
            && let Some(start) = table_start(line).map(|offset| at + offset)
            && !fenced_at.contains(start)
        {
            let end = table_end(&lower, start);
            regions.push(Region {
                range: start..end,
                kind: Kind::Table,
            });
            at = end;
            continue;
        }
        at = line_end + 1;
    }
    regions
}

/// The lines between two marks at the start, if they look like keys and values.
fn metadata(text: &str) -> Option<Region> {
    let mut lines = text.split_inclusive('\n');
    let mark = lines.next()?;
    if !matches!(mark.trim_end(), "---" | "+++") {
        return None;
    }
    let mut end = mark.len();
    for (number, line) in lines.enumerate() {
        end += line.len();
        if line.trim_end() == mark.trim_end() {
            return Some(Region {
                range: 0..end,
                kind: Kind::Metadata,
            });
        }
        if number == 0 && !line.contains([':', '=']) {
            return None;
        }
    }
    None
}

/// The text with blanks in place of the parts, and an empty line at each.
pub(super) fn mask(text: &str, regions: &[Region]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for region in regions {
        masked.push_str(text.get(at..region.range.start).unwrap_or_default());
        let part = text.get(region.range.clone()).unwrap_or_default();
        let length = part.len();
        for (offset, byte) in part.bytes().enumerate() {
            let line = byte == b'\n' || offset == 0 || offset + 1 == length;
            masked.push(if line { '\n' } else { ' ' });
        }
        at = region.range.end;
    }
    masked.push_str(text.get(at..).unwrap_or_default());
    masked
}

/// Ranges that are asked in ascending order.
struct Cursor<'a> {
    ranges: &'a [Range<usize>],
}

impl<'a> Cursor<'a> {
    fn new(ranges: &'a [Range<usize>]) -> Self {
        Self { ranges }
    }

    fn contains(&mut self, at: usize) -> bool {
        while let Some((first, rest)) = self.ranges.split_first()
            && first.end <= at
        {
            self.ranges = rest;
        }
        self.ranges.first().is_some_and(|range| range.contains(&at))
    }
}

/// Fenced samples, comments and code in sentences; and samples by indentation.
fn samples(text: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let mut fenced = Vec::new();
    let mut indented = Vec::new();
    for (event, range) in Parser::new_ext(text, super::options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => indented.push(range),
            Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => fenced.push(range),
            Event::Start(Tag::HtmlBlock) => {
                let start = text.get(range.clone()).unwrap_or_default().trim_start();
                if ["<!--", "<pre", "<script", "<style"]
                    .iter()
                    .any(|tag| start.starts_with(tag))
                {
                    fenced.push(range);
                }
            }
            _ => {}
        }
    }
    (fenced, indented)
}

fn table_start(line: &str) -> Option<usize> {
    line.match_indices("<table")
        .map(|(at, _)| at)
        .find(|at| is_tag_end(line.as_bytes().get(at + 6)))
}

fn is_tag_end(byte: Option<&u8>) -> bool {
    byte.is_none_or(|byte| matches!(byte, b'>' | b'/') || byte.is_ascii_whitespace())
}

/// The end of a table, with those that stand in it. A table without an end goes to the next
/// heading.
fn table_end(lower: &str, start: usize) -> usize {
    let bytes = lower.as_bytes();
    let mut depth = 0_usize;
    let mut at = start;
    let mut heading = None;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'<' {
            let rest = lower.get(at..).unwrap_or_default();
            if rest.starts_with("<table") && is_tag_end(bytes.get(at + 6)) {
                depth += 1;
            } else if rest.starts_with("</table") {
                depth -= 1;
                if depth == 0 {
                    return rest.find('>').map_or(lower.len(), |length| at + length + 1);
                }
            }
        } else if byte == b'\n' && heading.is_none() && bytes.get(at + 1) == Some(&b'#') {
            heading = Some(at + 1);
        }
        at += 1;
    }
    heading.unwrap_or(lower.len())
}

/// Whether an object, or a list of objects, may begin here.
fn json_start(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let (inner, list) = match (rest.strip_prefix('{'), rest.strip_prefix('[')) {
        (Some(inner), _) => (inner.trim_start(), false),
        (None, Some(inner)) => (inner.trim_start(), true),
        (None, None) => return false,
    };
    if list {
        inner.starts_with('{')
    } else {
        inner.starts_with(['"', '\'', '}']) || inner.starts_with("//") || inner.starts_with("/*")
    }
}

/// The end of the brackets that open here, if they close at the end of a line.
fn balanced(text: &str, start: usize, budget: &mut usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        *budget = budget.checked_sub(1)?;
        match byte {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b'\n' => {
                quoted = false;
                let next = text.get(at + 1..).unwrap_or_default();
                if next.starts_with("```") || next.starts_with("# ") || next.starts_with("##") {
                    return None;
                }
            }
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let rest = text.get(at + 1..)?;
                    let line = rest.lines().next().unwrap_or_default().trim();
                    return matches!(line, "" | "," | ";").then_some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}
