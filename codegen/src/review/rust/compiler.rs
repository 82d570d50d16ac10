//! What the compiler says, in its words.

use super::{
    client::{Client, home},
    decl::Constructor,
    types::Ty,
};

/// Code and message.
pub(super) type Said = (&'static str, String);

pub(super) fn unresolved(path: &str) -> Said {
    ("E0432", format!("unresolved import `{}::{path}`", home()))
}

pub(super) fn no_method(name: &str, of: &str) -> Said {
    no_method_of("struct", name, of)
}

pub(super) fn no_method_of(what: &str, name: &str, of: &str) -> Said {
    (
        "E0599",
        format!("no method named `{name}` found for {what} `{of}` in the current scope"),
    )
}

pub(super) fn no_variant(name: &str, of: &str) -> Said {
    (
        "E0599",
        format!(
            "no variant or associated item named `{name}` found for enum `{of}` in the current scope"
        ),
    )
}

pub(super) fn no_field(name: &str, of: &str) -> Said {
    ("E0609", format!("no field `{name}` on type `{of}`"))
}

pub(super) fn not_implemented(bound: &str, ty: &str) -> Said {
    not_satisfied(&format!("{ty}: {bound}"))
}

pub(super) fn deprecated(what: &str, path: &str, note: &str) -> Said {
    (
        "deprecated",
        format!("use of deprecated {what} `{}::{path}`: {note}", home()),
    )
}

fn not_satisfied(bound: &str) -> Said {
    (
        "E0277",
        format!("the trait bound `{bound}` is not satisfied"),
    )
}

fn mismatched() -> Said {
    ("E0308", "mismatched types".to_owned())
}

/// What is said to code that wrote down the type of a field.
pub(super) fn read(new: &Client<'_>, from: &Ty, to: &Ty) -> Option<Said> {
    if from.on(new, to) == *to {
        None
    } else {
        Some(mismatched())
    }
}

/// What is said to code that gives a value of the old type.
pub(super) fn given(new: &Client<'_>, from: &Ty, to: &Ty) -> Option<Said> {
    let from = from.on(new, to);
    // Texts are mostly given in quotes. Where one is taken, a `String` may not be.
    let quoted = (from == Ty::Plain("String")).then_some(Ty::Plain("&str"));
    let quoted = quoted.and_then(|it| argument(new, &it, to));
    quoted.or_else(|| argument(new, &from, to))
}

/// `given` is the type of the value, `wanted` that of the parameter.
fn argument(new: &Client<'_>, given: &Ty, wanted: &Ty) -> Option<Said> {
    if given == wanted {
        return None;
    }
    match wanted {
        Ty::List(entry) => match given {
            Ty::List(found) if found == entry => None,
            Ty::List(found) if is_exact(entry) => Some((
                "E0271",
                format!(
                    "type mismatch resolving `<{} as IntoIterator>::Item == {}`",
                    given.shown(),
                    entry.shown()
                ),
            )),
            Ty::List(found) => argument(new, found, entry),
            _ => Some(("E0277", format!("`{}` is not an iterator", given.shown()))),
        },
        _ if is_exact(wanted) => Some(mismatched()),
        _ if converts(new, given, wanted) => None,
        _ => Some(not_satisfied(&format!(
            "{}: From<{}>",
            wanted.shown(),
            given.shown()
        ))),
    }
}

/// Whether an argument is of the type itself, and not of anything that becomes it.
fn is_exact(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Plain("bool" | "u32" | "u64" | "i64" | "f64" | "Value") | Ty::Map(_)
    )
}

/// Whether there is a `From` between two different types.
fn converts(new: &Client<'_>, given: &Ty, wanted: &Ty) -> bool {
    match (given, wanted) {
        (Ty::Plain("&str"), Ty::Secret(inner)) => **inner == Ty::Plain("String"),
        (Ty::Plain("&str"), Ty::Named(path)) => new.is_strings(path),
        (given, Ty::Secret(inner)) => given == inner.as_ref(),
        (Ty::Plain("&str"), Ty::Plain("String"))
        | (Ty::Plain("UnixSeconds"), Ty::Plain("UnixMillis"))
        | (Ty::Plain("u64"), Ty::Plain("Bytes")) => true,
        (Ty::Plain("i64"), Ty::Named(path)) => new.is_integers(path),
        _ => false,
    }
}

/// What is said to code that calls a constructor with the old arguments.
pub(super) fn called(new: &Client<'_>, from: &Constructor, to: &Constructor) -> Option<Said> {
    let (given, wanted) = (from.arguments.len(), to.arguments.len());
    if given != wanted {
        let s = |count: usize| if count == 1 { "" } else { "s" };
        return Some((
            "E0061",
            format!(
                "this function takes {wanted} argument{} but {given} argument{} {} supplied",
                s(wanted),
                s(given),
                if given == 1 { "was" } else { "were" }
            ),
        ));
    }
    let pairs = from.arguments.iter().zip(&to.arguments);
    let said: Vec<Said> = pairs
        .filter_map(|((_, from), (_, to))| self::given(new, from, to))
        .collect();
    let several = said.iter().filter(|it| it.0 == "E0308").count() > 1;
    if several {
        return Some((
            "E0308",
            "arguments to this function are incorrect".to_owned(),
        ));
    }
    // Types that do not fit are reported before bounds that do not hold.
    let first = said.iter().position(|it| it.0 == "E0308").unwrap_or(0);
    said.into_iter().nth(first)
}
