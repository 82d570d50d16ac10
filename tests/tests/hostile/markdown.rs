//! Reads Markdown as rustdoc does, and refuses what the generator does not write.

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd,
};

/// What a block of documentation shows.
pub(crate) struct Shown {
    pub(crate) text: String,
    /// Whether there is anything else than paragraphs.
    pub(crate) blocks: bool,
}

/// What rustdoc switches on.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

/// Types and methods that generated documentation links to.
fn is_own_link(target: &str) -> bool {
    let name = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let bare = target
        .strip_prefix('`')
        .and_then(|rest| rest.strip_suffix('`'));
    let own = [
        "runtime::Token",
        "runtime::Error::code_as",
        "runtime::Client::items",
        "runtime::Client::windowed",
    ];
    own.contains(&target) || bare.is_some_and(name)
}

/// Reads a block; the error says what should not be in it.
pub(crate) fn judge(markdown: &str) -> Result<Shown, String> {
    let mut shown = Shown {
        text: String::new(),
        blocks: false,
    };
    // What looks like a link to an item, as rustdoc would resolve it.
    let mut resolve =
        |link: BrokenLink<'_>| Some((CowStr::from(link.reference.to_string()), CowStr::from("")));
    let parser = Parser::new_with_broken_link_callback(markdown, options(), Some(&mut resolve));
    let (mut fences, mut in_heading, mut in_code) = (0, false, false);
    for event in parser {
        shown.blocks |= !matches!(
            event,
            Event::Start(Tag::Paragraph)
                | Event::End(TagEnd::Paragraph)
                | Event::Text(_)
                | Event::Code(_)
                | Event::SoftBreak
        );
        match event {
            Event::Text(text) if in_heading => {
                if !matches!(&*text, "Contradictions" | "Example" | "Source") {
                    return Err(format!("a heading: {text}"));
                }
            }
            Event::Text(text) if !in_code => shown.text.push_str(&text),
            Event::Code(text) if text.contains('`') => {
                return Err(format!("a span that did not end: {text}"));
            }
            Event::Code(text) => shown.text.push_str(&text),
            Event::SoftBreak => shown.text.push(' '),
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) => in_heading = true,
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)))
                if language.is_empty() && fences == 0 =>
            {
                (fences, in_code) = (1, true);
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link { dest_url, .. }) if is_own_link(&dest_url) => {}
            Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Item)
            | Event::End(TagEnd::Paragraph | TagEnd::List(false) | TagEnd::Item | TagEnd::Link)
            | Event::Text(_) => {}
            event => return Err(format!("{event:?}")),
        }
    }
    Ok(shown)
}

/// A shown text without spaces and backticks, with straight quotes, and with what was spelt out put back.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("(U+") {
        out.push_str(&rest[..at]);
        let end = at + rest[at..].find(')').unwrap();
        let code = u32::from_str_radix(&rest[at + 3..end], 16).unwrap();
        out.push(char::from_u32(code).unwrap());
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '`')
        .map(|letter| match letter {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            letter => letter,
        })
        .collect()
}
