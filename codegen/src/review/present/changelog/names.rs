//! How items of the client are called where everybody knows which service is meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diff::Kind,
    review::{Entry, rust::Item},
};

/// What the items of a service are called.
pub(super) struct Names<'a> {
    /// Types by their own names, with the paths of all that are called so.
    types: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// New names of types by the old ones.
    renamed: BTreeMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(entries: &[&'a Entry]) -> Self {
        let mut types: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for item in entries.iter().flat_map(|it| &it.rust) {
            let (path, own) = split(&item.path);
            types.entry(own).or_default().insert(path);
        }
        let renamed = entries.iter().filter(|it| it.kind() == Kind::R48);
        let renamed = renamed.filter_map(|it| renamed_type(&it.rust)).collect();
        Self { types, renamed }
    }

    /// A type as new code calls it.
    pub(super) fn today<'b>(&'b self, name: &'b str) -> &'b str {
        self.renamed.get(name).copied().unwrap_or(name)
    }

    /// A path from its type on, `RecordFile::download_url`; below its service if there are several such
    /// types.
    pub(super) fn short<'b>(&self, path: &'b str) -> &'b str {
        let (full, own) = split(path);
        let behind = path.len() - full.len();
        let several = self.types.get(own).is_some_and(|it| it.len() > 1);
        if several {
            return path.split_once("::").map_or(path, |(_, rest)| rest);
        }
        path.get(full.len() - own.len()..full.len() + behind)
            .unwrap_or(path)
    }
}

/// The path up to its type, and the name of the type; all of it if there is none.
fn split(path: &str) -> (&str, &str) {
    let mut end = 0;
    for part in path.split("::") {
        end += part.len();
        if part.starts_with(|it: char| it.is_ascii_uppercase()) {
            return (path.get(..end).unwrap_or(path), part);
        }
        end += 2;
    }
    let own = path.split_once("::").map_or(path, |(_, rest)| rest);
    (path, own)
}

/// The old and the new name of a type that is called otherwise now; the old one may be an alias.
fn renamed_type(items: &[Item]) -> Option<(&str, &str)> {
    let types: Vec<&Item> = items
        .iter()
        .filter(|it| split(&it.path).0 == it.path && !is_module(it))
        .collect();
    let goes = |it: &&&Item| {
        let after = it.after.as_deref();
        it.before.is_some() && after.is_none_or(|it| it.contains("pub type "))
    };
    let (old, new): (Vec<&Item>, Vec<&Item>) = (
        types.iter().filter(goes).copied().collect(),
        types
            .iter()
            .filter(|it| it.before.is_none())
            .copied()
            .collect(),
    );
    match (old.as_slice(), new.as_slice()) {
        ([old], [new]) => Some((split(&old.path).1, split(&new.path).1)),
        _ => None,
    }
}

/// Whether the item is a module, of which its own items say the same.
pub(super) fn is_module(item: &Item) -> bool {
    declared(item).any(|it| it.contains("pub mod "))
}

/// Whether users neither write nor read it: constants of traits, and lines of how a call is put together.
pub(super) fn is_inner(item: &Item) -> bool {
    match item.path.rsplit("::").next().unwrap_or_default() {
        "OPERATION" | "PROFILE" | "PLACE" | "PAGINATION" | "BASE_URL" => true,
        // A setter may be called so as well.
        "request" => !declared(item).any(|it| it.contains("pub ")),
        _ => false,
    }
}

fn declared(item: &Item) -> impl Iterator<Item = &str> {
    [&item.before, &item.after]
        .into_iter()
        .filter_map(|it| it.as_deref())
}

#[cfg(test)]
mod tests {
    use super::{Names, is_inner};
    use crate::review::{present::fixture, rust::Item};

    #[test]
    fn what_users_never_write_is_known_by_its_name() {
        let inner = |path: &str, after: &str| {
            is_inner(&Item {
                path: path.to_owned(),
                before: None,
                after: Some(after.to_owned()),
                error: None,
            })
        };
        assert!(inner("harbour::ListCrew::OPERATION", ".idempotent()"));
        assert!(inner("harbour::ListCrew::request", ".query(1)"));
        let setter = "pub fn request(self, request: u32) -> Self";
        assert!(!inner("harbour::ListCrew::request", setter));
        assert!(!inner("harbour::CrewState::Operation", "Operation"));
    }

    #[test]
    fn names_are_as_long_as_they_have_to_be() {
        let mut report = fixture::report();
        let paths = [
            "harbour::get_voyage::File::link",
            "harbour::list_voyages::File::link",
            "harbour::types::Berth",
        ];
        for (entry, path) in report
            .entries
            .iter_mut()
            .filter(|it| !it.rust.is_empty())
            .zip(paths)
        {
            path.clone_into(&mut entry.rust[0].path);
        }
        let entries: Vec<_> = report.entries.iter().collect();
        let names = Names::of(&entries);
        let short = paths.map(|it| names.short(it));
        assert_eq!(
            short,
            [
                "get_voyage::File::link",
                "list_voyages::File::link",
                "Berth"
            ]
        );
        assert_eq!(names.short("harbour::ListCrew::new"), "ListCrew::new");
        assert_eq!(names.short("harbour::list_crew"), "list_crew");
    }
}
