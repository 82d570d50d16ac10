//! What stands in single cells: types, and whether something is required.

use crate::model::Kind;

/// A type as a page writes it: `String`, `RecordFiles 对象数组`, `List<Object>`, `string(64)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypeSaid {
    /// The neutral type.
    pub(crate) kind: Kind,
    /// Of an array: what its entries are, if it says so.
    pub(crate) items: Option<Kind>,
    /// Name of the object: `RecordFiles`.
    pub(crate) object: Option<String>,
    /// Most characters, as in `string(64)`.
    pub(crate) max_length: Option<u64>,
    /// Whether the word leaves open whether a number is whole: `Number`.
    pub(crate) vague: bool,
}

/// Reads a cell that names a type.
pub(crate) fn type_of(text: &str) -> Option<TypeSaid> {
    let _ = text;
    None
}

/// What a cell says about being required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequiredSaid {
    Yes,
    No,
    Conditional,
}

/// Reads a cell that says whether something is required.
pub(crate) fn required_of(text: &str) -> Option<RequiredSaid> {
    let _ = text;
    None
}
