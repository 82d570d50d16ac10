//! Where in a spec a line belongs.

use crate::{diagnostic::Place, review::rust::client::Client, source::Source};

/// File and line of a place.
pub(super) fn line(side: &Client<'_>, place: Place) -> Option<(String, u32)> {
    let source = side.side.sources.files().get(place.file as usize)?;
    let before = source.text.get(..place.start)?;
    at(source, before.matches('\n').count())
}

/// The first line from a place on that opens a section, at any depth below the place's own line.
pub(super) fn section(side: &Client<'_>, place: Place, key: &str) -> Option<(String, u32)> {
    let source = side.side.sources.files().get(place.file as usize)?;
    let (_, first) = line(side, place)?;
    let after = source.text.lines().enumerate().skip(first as usize - 1);
    let mut opens = after.filter(|(_, line)| opens(line.trim_start(), key));
    at(source, opens.next()?.0)
}

/// The line that opens a section of an operation.
pub(super) fn top(side: &Client<'_>, file: u32, key: &str) -> Option<(String, u32)> {
    let source = side.side.sources.files().get(file as usize)?;
    let found = source.text.lines().position(|line| opens(line, key))?;
    at(source, found)
}

/// What stands in a line.
pub(super) fn text(side: &Client<'_>, (path, line): &(String, u32)) -> Option<String> {
    let mut files = side.side.sources.files().iter();
    let source = files.find(|it| it.path == *path)?;
    let index = line.checked_sub(1)?;
    source.text.lines().nth(index as usize).map(str::to_owned)
}

fn opens(line: &str, key: &str) -> bool {
    line.strip_prefix(key).is_some_and(|it| it.starts_with(':'))
        || line.contains(&format!("{{ {key}:"))
}

/// `index` counts from 0.
fn at(source: &Source, index: usize) -> Option<(String, u32)> {
    let line = u32::try_from(index).ok()?.checked_add(1)?;
    Some((source.path.clone(), line))
}
