//! Types, and the values that they have.

use super::{Evidence, EvidenceNote, Field};
use crate::diagnostic::Spanned;

/// The types of one file.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    pub file: u32,
    pub objects: Vec<Object>,
    pub enums: Vec<Enum>,
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
    pub name: Spanned<String>,
    pub doc: Spanned<String>,
    pub term: Option<Spanned<String>>,
    pub fields: Vec<Field>,
    pub evidence: Evidence,
    pub was: Option<Spanned<String>>,
}

/// An open enum.
#[derive(Clone, Debug)]
pub struct Enum {
    pub name: Spanned<String>,
    pub of: Spanned<EnumKind>,
    pub doc: Spanned<String>,
    pub term: Option<Spanned<String>>,
    pub values: Vec<EnumValue>,
    pub evidence: Evidence,
    pub was: Option<Spanned<String>>,
}

/// What the values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumKind {
    Integer,
    String,
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValue {
    pub wire: Spanned<String>,
    pub quoted: bool,
    pub name: Spanned<String>,
    pub term: Option<Spanned<String>>,
    pub doc: Spanned<String>,
    pub evidence: Evidence,
    pub was: Option<Spanned<String>>,
    pub deprecated: Option<Spanned<String>>,
    pub retired: Option<Spanned<String>>,
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    String,
    Url,
    Bool,
    U32,
    U64,
    I64,
    F64,
    UnixSeconds,
    UnixMillis,
    Seconds,
    Millis,
    Bytes,
    Json,
    List(Box<Type>),
    Map(Box<Type>),
    Named(String),
}

/// A value written in a spec.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Text(String),
    Int(String),
    Float(String),
    Bool(bool),
    List(Vec<Literal>),
}
