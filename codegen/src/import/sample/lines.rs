//! Which byte of a text stands on which line of the page.

/// The lines of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    first: u32,
    breaks: Vec<usize>,
}

impl Lines {
    /// Of a text that begins on the line.
    pub(crate) fn new(text: &str, first: u32) -> Self {
        let bytes = text.bytes().enumerate();
        Self {
            first,
            breaks: bytes
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at)
                .collect(),
        }
    }

    /// The line on which the byte stands.
    pub(crate) fn at(&self, byte: usize) -> u32 {
        let before = self.breaks.partition_point(|at| *at < byte);
        self.first
            .saturating_add(u32::try_from(before).unwrap_or(u32::MAX))
    }
}
