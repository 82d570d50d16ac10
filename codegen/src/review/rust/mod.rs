//! rust: what becomes of the items of the client, and what the compiler says to code that uses them.

use super::{Eased, Side};
use crate::diff::{Change, Difference};

/// An item of the client, before and after.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Its path below the crate: `tencent_meeting::RecordFile::download_url`.
    pub path: String,
    /// Its declaration before, `pub download_url: Option<String>`; nothing if there was none.
    pub before: Option<String>,
    /// Its declaration after; nothing if there is none.
    pub after: Option<String>,
    /// What the compiler says to code that uses it: code and message, `E0609` and
    /// ``no field `download_url` on type `RecordFile` ``; deprecations have the code `deprecated`.
    pub error: Option<(String, String)>,
}

/// The items that a change touches, each once, in the order of their paths.
#[must_use]
pub fn items(_old: &Side<'_>, _new: &Side<'_>, _at: &Difference, _change: &Change) -> Vec<Item> {
    Vec::new()
}

/// The line of the new spec that would lower the verdict; nothing if the change is eased already or nothing eases it.
#[must_use]
pub fn easing(
    _old: &Side<'_>,
    _new: &Side<'_>,
    _at: &Difference,
    _change: &Change,
) -> Option<Eased> {
    None
}
