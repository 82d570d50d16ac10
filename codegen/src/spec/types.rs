//! Types, and the values that they have.

use super::{Evidence, EvidenceNote, Field};
use crate::diagnostic::Spanned;

/// The types of one file.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Index of the file.
    pub file: u32,
    /// Object types, in the order of the file.
    pub objects: Vec<Object>,
    /// Enums, in the order of the file.
    pub enums: Vec<Enum>,
    /// What the kinds of evidence stand for.
    pub notes: Vec<EvidenceNote>,
}

impl Scope {
    /// Names of its types.
    pub fn names(&self) -> impl Iterator<Item = &Spanned<String>> {
        let objects = self.objects.iter().map(|it| &it.name);
        objects.chain(self.enums.iter().map(|it| &it.name))
    }

    /// Earlier names of its types, which stay as aliases.
    pub fn former(&self) -> impl Iterator<Item = &Spanned<String>> {
        let objects = self.objects.iter().filter_map(|it| it.was.as_ref());
        objects.chain(self.enums.iter().filter_map(|it| it.was.as_ref()))
    }
}

/// An object type.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its name, in Rust too.
    pub name: Spanned<String>,
    /// What the object is.
    pub doc: Spanned<String>,
    /// The vendor's own term.
    pub term: Option<Spanned<String>>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Where facts come from, if not from the page's table.
    pub evidence: Evidence,
    /// Name before a renaming.
    pub was: Option<Spanned<String>>,
}

/// An open enum.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name, in Rust too.
    pub name: Spanned<String>,
    /// `integer` or `string`.
    pub of: Spanned<EnumKind>,
    /// What the values tell.
    pub doc: Spanned<String>,
    /// The vendor's own term.
    pub term: Option<Spanned<String>>,
    /// The values, as sent.
    pub values: Vec<EnumValue>,
    /// Where facts come from, if not from the page's table.
    pub evidence: Evidence,
    /// Name before a renaming.
    pub was: Option<Spanned<String>>,
}

/// What the values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumKind {
    /// Integers.
    Integer,
    /// Strings.
    String,
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The value on the wire, as text.
    pub wire: Spanned<String>,
    /// Whether the value is quoted in the spec.
    pub quoted: bool,
    /// Name in `snake_case`; the Rust variant follows from it.
    pub name: Spanned<String>,
    /// The vendor's own term.
    pub term: Option<Spanned<String>>,
    /// What it means.
    pub doc: Spanned<String>,
    /// Where facts come from, if not from the page's table.
    pub evidence: Evidence,
    /// Value on the wire before a respelling; still read.
    pub was: Option<Spanned<String>>,
    /// Why it should no longer be used.
    pub deprecated: Option<Spanned<String>>,
    /// Date or reason of its removal.
    pub retired: Option<Spanned<String>>,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// `string`
    String,
    /// `url`
    Url,
    /// `bool`
    Bool,
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `i64`
    I64,
    /// `f64`
    F64,
    /// `unix_seconds`
    UnixSeconds,
    /// `unix_millis`
    UnixMillis,
    /// `seconds`
    Seconds,
    /// `millis`
    Millis,
    /// `bytes`
    Bytes,
    /// `json`
    Json,
    /// A list of this type.
    List(Box<Type>),
    /// A map from names to this type.
    Map(Box<Type>),
    /// An object or enum, by its name.
    Named(String),
}

/// A value written in a spec.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// A text.
    Text(String),
    /// An integer, as its digits.
    Int(String),
    /// A number with a decimal point, as its digits.
    Float(String),
    /// A boolean.
    Bool(bool),
    /// A list.
    List(Vec<Literal>),
}
