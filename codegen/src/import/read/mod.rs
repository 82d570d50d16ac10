//! Readers: one per format, all of them produce a [`Page`].

mod decode;
mod detect;
mod html;
mod markdown;
mod text;

use sha2::{Digest, Sha256};

use super::{Block, Capture, Doubt, DoubtKind, ImportError, MAX_PAGE, Page, PageFormat, Text};

/// What a reader makes of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parts {
    /// Title that the format marks as one.
    pub(crate) title: Option<Text>,
    /// The content, in order.
    pub(crate) blocks: Vec<Block>,
    /// What had to be guessed or was lost.
    pub(crate) doubts: Vec<Doubt>,
}

/// Reads a capture, in the format that it has.
pub(crate) fn read(capture: Capture<'_>) -> Result<Page, ImportError> {
    let size = u64::try_from(capture.bytes.len()).unwrap_or(u64::MAX);
    if size > MAX_PAGE {
        return Err(ImportError::TooLarge(size));
    }
    let decoded = decode::decode(capture.bytes)?;
    let text = decoded.text.replace("\r\n", "\n");
    let format = capture
        .format
        .unwrap_or_else(|| detect::format(capture.name, &text));
    let mut parts = match format {
        PageFormat::Html => html::read(&text),
        PageFormat::Markdown => markdown::read(&text),
        PageFormat::Text => text::read(&text),
    };
    if let Some(encoding) = decoded.guessed {
        parts.doubts.push(Doubt {
            line: 0,
            kind: DoubtKind::Guess,
            text: format!("the page does not name its encoding; it was read as {encoding}"),
            target: None,
        });
    }
    parts.doubts.sort_by_key(|doubt| doubt.line);
    Ok(Page {
        name: capture.name.to_owned(),
        sha256: hexadecimal(&Sha256::digest(capture.bytes)),
        format,
        title: parts.title,
        blocks: parts.blocks,
        doubts: parts.doubts,
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Capture, ImportError, PageFormat, read};

    #[test]
    fn a_page_knows_its_digest_and_its_lines() {
        let capture = Capture {
            name: "a.txt",
            bytes: b"abc",
            format: None,
        };
        let page = read(capture).unwrap_or_else(|error| panic!("{error}"));
        // The digest of "abc" as the standard has it.
        assert_eq!(
            page.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(page.format, PageFormat::Text);
    }

    #[test]
    fn a_page_that_is_too_large_is_refused() {
        let bytes = vec![b'a'; 33 << 20];
        let capture = Capture {
            name: "a.txt",
            bytes: &bytes,
            format: None,
        };
        assert_eq!(read(capture), Err(ImportError::TooLarge(33 << 20)));
    }
}
