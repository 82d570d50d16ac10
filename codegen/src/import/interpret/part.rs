//! A page falls into parts, one per operation.

use crate::import::{
    page::{Block, Page, PageFormat, Text},
    words::words,
};

use super::{
    call::{self, Anchor},
    check,
    section::{Section, section_of, without_number},
};

/// The blocks of one operation.
#[derive(Debug)]
pub(super) struct Part<'a> {
    /// The heading or line that names it.
    pub(super) title: Option<&'a Text>,
    /// Its blocks.
    pub(super) blocks: &'a [Block],
    /// What the page was read as.
    pub(super) format: PageFormat,
}

/// Cuts a page where the description of another call begins: where method or address is given
/// again, after something else was said about the call before.
pub(super) fn parts(page: &Page) -> Vec<Part<'_>> {
    let mut starts = vec![0];
    let mut seen: Vec<Anchor> = Vec::new();
    let mut content = false;
    let mut section = Section::Start;
    // Method and path of the part, if a request line gives them.
    let mut requested: Option<(Option<String>, String)> = None;
    for (index, block) in page.blocks.iter().enumerate() {
        if let Some(found) = heading(block) {
            section = found;
        }
        // Request lines one after the other are several calls, even if nothing is said in between.
        let request = match block {
            Block::Code(code) => call::request_code(code),
            Block::Text(text) => call::request_line(text),
            _ => None,
        };
        if !section.is_request()
            && !matches!(section, Section::RequestExample | Section::Examples)
            && let Some(entry) = request
            && let address = call::address(&entry.value.text)
            && let Some(path) = address.path
        {
            let other = requested.as_ref().is_some_and(|(method, known)| {
                !check::matches(known, &path)
                    || (*method != address.method && !section.is_example())
            });
            if other {
                let floor = starts.last().copied().unwrap_or(0);
                starts.push(beginning(&page.blocks, index, floor));
                seen.clear();
                content = false;
                section = Section::Start;
            }
            if other || (requested.is_none() && seen.is_empty()) {
                requested = Some((address.method, path));
            }
        }
        if section.is_example() {
            content |= matches!(block, Block::Code(_));
            continue;
        }
        let anchors = call::anchors(&page.blocks, index);
        if content && anchors.iter().any(|anchor| seen.contains(anchor)) {
            let floor = starts.last().copied().unwrap_or(0);
            starts.push(beginning(&page.blocks, index, floor));
            seen.clear();
            content = false;
        }
        content |= !seen.is_empty()
            && anchors.is_empty()
            && matches!(block, Block::Table(_) | Block::Code(_));
        seen.extend(anchors);
    }
    starts.push(page.blocks.len());
    let name = page.title.as_ref().map_or("", |it| it.text.as_str());
    let mut parts: Vec<Part<'_>> = starts
        .windows(2)
        .filter_map(|pair| page.blocks.get(pair[0]..pair[1]))
        .map(|blocks| part(blocks, name, page.format))
        .collect();
    // The heading above all operations is no title of the first one.
    if let [first, second, ..] = parts.as_mut_slice()
        && let Some(level) = level(second)
        && let Some(title) = first.blocks.iter().find_map(|block| match block {
            Block::Heading(it, text) if *it == level && section_of(&text.text, true).is_none() => {
                Some(text)
            }
            _ => None,
        })
    {
        first.title = Some(title);
    }
    parts
}

/// The level of a part's title.
fn level(part: &Part<'_>) -> Option<u8> {
    part.blocks.iter().find_map(|block| match block {
        Block::Heading(level, text) if part.title.is_some_and(|it| std::ptr::eq(it, text)) => {
            Some(*level)
        }
        _ => None,
    })
}

fn heading(block: &Block) -> Option<Section> {
    match block {
        Block::Heading(_, text) => section_of(&text.text, true),
        Block::Text(text) => section_of(&text.text, false),
        _ => None,
    }
}

/// Where the operation begins whose method or address stands at `anchor`.
fn beginning(blocks: &[Block], anchor: usize, floor: usize) -> usize {
    let mut first = anchor;
    while first > floor + 1 && matches!(blocks[first - 1], Block::Heading(..) | Block::Text(_)) {
        first -= 1;
    }
    let stretch = &blocks[first..anchor];
    // The most important heading of the stretch that opens no section is the title.
    let marked = stretch
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match block {
            Block::Heading(level, text) if section_of(&text.text, true).is_none() => {
                Some((*level, at))
            }
            _ => None,
        })
        .min();
    if let Some((_, at)) = marked {
        return first + at;
    }
    // In a text dump the title is the line before the first heading.
    let opened = stretch.iter().position(|block| {
        heading(block).is_some_and(|it| matches!(it, Section::Basic | Section::Description))
    });
    match opened {
        Some(at) if at > 0 && names(&stretch[at - 1]) => first + at - 1,
        Some(at) => first + at,
        None => match stretch.last() {
            Some(last) if names(last) => anchor - 1,
            _ => first,
        },
    }
}

/// Whether a block can be a title.
fn names(block: &Block) -> bool {
    match block {
        Block::Heading(_, text) | Block::Text(text) => {
            let text = text.text.trim();
            let sentence = text.ends_with(['。', '.', ';', '；', ':', '：', ',', '!', '?', '？']);
            !text.is_empty()
                && text.chars().count() <= 60
                && !sentence
                && !text.starts_with("- ")
                && !text.contains('\n')
                && heading(block).is_none()
                && !call::is_chrome(text)
        }
        _ => false,
    }
}

/// Whether a line names the website.
fn is_site(text: &Text) -> bool {
    words()
        .patterns("site_patterns")
        .iter()
        .any(|(_, pattern)| pattern.is_match(text.text.trim()))
}

/// Whether a line is one of several with numbers in front.
fn numbered(text: &Text) -> bool {
    without_number(&text.text).len() < text.text.trim().len()
}

fn part<'a>(blocks: &'a [Block], name: &str, format: PageFormat) -> Part<'a> {
    // The last title before anything else is said: websites put their own lines first.
    let mut title: Option<&Text> = None;
    let mut marked = false;
    let named = |text: &Text| !name.is_empty() && begins(name, text.text.trim());
    for block in blocks {
        let is_marked = matches!(block, Block::Heading(..));
        let opens = heading(block).is_some_and(|it| it != Section::Other);
        if opens || matches!(block, Block::Table(_) | Block::Code(_)) {
            break;
        }
        if !names(block) {
            continue;
        }
        if let Block::Heading(_, text) | Block::Text(text) = block {
            let better = match title {
                None => true,
                Some(_) if marked => false,
                // Of lines that no format marks, that which the page is called after.
                Some(title) => {
                    is_marked
                        || named(text) && !named(title)
                        || !named(title) && (is_site(title) || numbered(text) && !numbered(title))
                }
            };
            if !better || call::is_date(text) {
                continue;
            }
            if call::is_label(text) {
                break;
            }
            title = Some(text);
            marked = is_marked;
        }
    }
    Part {
        title,
        blocks,
        format,
    }
}

/// Whether the name of a page begins with a title, and goes on with the website's name, if at all.
fn begins(name: &str, title: &str) -> bool {
    title.chars().count() > 1
        && name.trim().strip_prefix(title).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.is_empty() || rest.starts_with(['-', '|', '_', '–', '—', '·', ':', '：'])
        })
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::import::{Capture, read};

    #[test]
    fn request_lines_one_after_the_other_are_several_calls() {
        let text = "list\nGET /v1/lamps\nAll lamps.\n\nadd\nPOST /v1/lamps\nAdds a lamp.\n\nlook\nGET /v1/lamps/{id}\nOne lamp.\nExample response\n{\"id\": 1}\ndrop\nDELETE /v1/lamps/{id}/bulb\nRemoves the bulb.";
        let capture = Capture {
            name: "lamps.txt",
            bytes: text.as_bytes(),
            format: None,
        };
        let page = read::read(capture).unwrap_or_else(|error| panic!("{error}"));
        let titles: Vec<&str> = parts(&page)
            .iter()
            .map(|part| part.title.map_or("", |title| title.text.as_str()))
            .collect();
        assert_eq!(titles, ["list", "add", "look", "drop"]);
    }
}
