//! What tells entries apart, whatever their type: what their `Debug` shows.
//!
//! Secrets do not show there, which is wanted: links are signed anew in every answer, so that the same entry has other
//! links the next time.

use std::fmt::{Debug, Write as _};

/// Looks at one entry after the other.
#[derive(Default)]
pub(super) struct Glance {
    text: String,
}

impl Glance {
    /// Looks at an entry. The number stands for all that it shows.
    pub(super) fn at(&mut self, entry: &dyn Debug) -> u64 {
        self.text.clear();
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{entry:?}");
        mix(START, self.text.as_bytes())
    }

    /// Whether the entry shows enough to be told from others: some text, or everything.
    pub(super) fn is_telling(&self) -> bool {
        !self.text.contains("Secret(***)")
            || self
                .text
                .split('"')
                .skip(1)
                .step_by(2)
                .any(|quoted| !quoted.is_empty())
    }

    /// Whether one of the entry's numbers is this instant, give or take a second. `instant` is in milliseconds since the
    /// Unix epoch, the numbers may be in seconds as well.
    pub(super) fn shows(&self, instant: i128) -> bool {
        let bytes = self.text.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut end = 0;
        while end < bytes.len() {
            let start = end;
            while is_digit(end) {
                end += 1;
            }
            let is_negative = start > 0 && bytes.get(start - 1) == Some(&b'-');
            let digits = self.text.get(start..end).unwrap_or_default();
            if let Ok(number) = digits.parse::<i64>() {
                let number = i128::from(if is_negative { -number } else { number });
                let is_near = |millis: i128| (millis - instant).abs() <= 1000;
                if is_near(number) || is_near(number * 1000) {
                    return true;
                }
            }
            end += 1;
        }
        false
    }
}

const START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: the same in every version and on every platform, since numbers are kept in saved positions.
fn mix(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// A number that stands for several entries in their order.
pub(super) fn combine(prints: &[u64]) -> u64 {
    prints
        .iter()
        .fold(START, |hash, print| mix(hash, &print.to_le_bytes()))
}
