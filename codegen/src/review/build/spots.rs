//! Lines of specs, with what stands around them.

use crate::{Sources, model::At, review::Spot};

/// Most lines of an excerpt.
const LINES: usize = 12;

/// The lines of all files.
pub(super) struct Lines<'a> {
    files: Vec<(&'a str, Vec<&'a str>)>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        let files = sources.files().iter();
        let files = files.map(|it| (it.path.as_str(), it.text.lines().collect()));
        Self {
            files: files.collect(),
        }
    }

    /// What stands at a place; nothing if it is not known.
    pub(super) fn spot(&self, at: At) -> Option<Spot> {
        let (file, lines) = self.files.get(at.file as usize)?;
        let index = (at.line as usize).checked_sub(1)?;
        lines.get(index)?;
        Some(Spot {
            file: (*file).to_owned(),
            line: at.line,
            excerpt: excerpt(lines, index),
        })
    }
}

/// A line with what is nested in it. Of a fact within a field, the field as well. Nothing of the line that
/// begins a file: it stands for what is not there.
fn excerpt(lines: &[&str], index: usize) -> String {
    let begins = ["operation:", "service:"];
    if begins.iter().any(|it| lines[index].starts_with(it)) {
        return String::new();
    }
    let is_entry = lines[index].trim_start().starts_with("- ");
    let above = parent(lines, index).filter(|it| depth(lines[*it]) > 0 && index - it < LINES);
    let first = above.filter(|_| !is_entry).unwrap_or(index);
    let margin = depth(lines[first]);
    let nested = |line: &&&str| line.trim().is_empty() || depth(line) > margin;
    let rest = lines[first + 1..].iter().take(LINES - 1);
    let mut shown: Vec<&str> = vec![lines[first]];
    shown.extend(rest.take_while(nested));
    while shown.last().is_some_and(|it| it.trim().is_empty()) {
        shown.pop();
    }
    let cut = |line: &&str| line.get(margin..).unwrap_or_else(|| line.trim()).to_owned();
    let shown: Vec<String> = shown.iter().map(cut).collect();
    shown.join("\n")
}

/// The closest line above that is indented less.
fn parent(lines: &[&str], index: usize) -> Option<usize> {
    let margin = depth(lines[index]);
    let above = lines[..index].iter().enumerate().rev();
    let mut above = above.filter(|(_, line)| !line.trim().is_empty());
    above
        .find(|(_, line)| depth(line) < margin)
        .map(|(index, _)| index)
}

fn depth(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    const SPEC: &str = "\
operation: list_things
http: GET /v1/things
query:
  size:
    type: u32
    max: 20

  page: { type: u32 }
errors:
  - code: x
    status: 400
";

    #[test]
    fn a_fact_is_shown_with_the_field_it_belongs_to() {
        let lines: Vec<&str> = SPEC.lines().collect();
        assert_eq!(excerpt(&lines, 0), "");
        assert_eq!(excerpt(&lines, 1), "http: GET /v1/things");
        let size = "size:\n  type: u32\n  max: 20";
        for line in [3, 4, 5] {
            assert_eq!(excerpt(&lines, line), size);
        }
        assert_eq!(excerpt(&lines, 7), "page: { type: u32 }");
        for line in [9, 10] {
            assert_eq!(excerpt(&lines, line), "- code: x\n  status: 400");
        }
    }
}
