//! How items of the client are called where everybody knows which service is meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::review::{Entry, rust::Item};

/// What the items of a service are called.
pub(super) struct Names<'a> {
    /// Types by their own names, with the paths of all that are called so.
    types: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Names<'a> {
    pub(super) fn of(entries: &[&'a Entry]) -> Self {
        let mut types: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for item in entries.iter().flat_map(|it| &it.rust) {
            let (path, own) = split(&item.path);
            types.entry(own).or_default().insert(path);
        }
        Self { types }
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

/// Whether the item is a module, of which its own items say the same.
pub(super) fn is_module(item: &Item) -> bool {
    let is = |text: &Option<String>| text.as_deref().is_some_and(|it| it.contains("pub mod "));
    is(&item.before) || is(&item.after)
}

#[cfg(test)]
mod tests {
    use super::Names;
    use crate::review::present::fixture;

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
