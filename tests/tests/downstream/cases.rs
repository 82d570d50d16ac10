//! The cases: two sides, the changes between them, and code of people who use the old one.

use std::{fs, path::Path};

use codegen::{
    Checked, Options, Sources,
    diff::{Change, Difference, models},
    model::of_specs,
    review::{
        self, Source,
        rust::{Clients, Item},
        verdict,
    },
};
use golden_tests::{data, entries};

/// A folder of `tests/review`.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) old: Checked,
    pub(crate) new: Checked,
    pub(crate) sources: (Sources, Sources),
    /// What changed, with the items of each change.
    pub(crate) changes: Vec<(Difference, Change, Vec<Item>)>,
    /// `use.rs`
    pub(crate) code: Option<String>,
}

impl Case {
    /// Its name in Rust.
    pub(crate) fn module(&self) -> String {
        self.name.to_lowercase().replace('-', "_")
    }

    /// The worst verdict on code that upgrades.
    pub(crate) fn source(&self) -> Source {
        let all = self.changes.iter().filter_map(|it| verdict(&it.1));
        all.map(|it| it.source).max().unwrap_or(Source::Ok)
    }

    pub(crate) fn rules(&self) -> Vec<&'static str> {
        self.changes.iter().map(|it| it.1.kind.id()).collect()
    }

    /// The client of a side: path below its module, and text.
    pub(crate) fn client(&self, old: bool) -> Vec<(String, String)> {
        let options = Options {
            runtime: "meeting_client::runtime".to_owned(),
            home: "meeting_client".to_owned(),
            mock: None,
        };
        let (sources, checked) = if old {
            (&self.sources.0, &self.old)
        } else {
            (&self.sources.1, &self.new)
        };
        let files = codegen::generate(sources, &checked.specs, &options);
        let files = files.unwrap_or_else(|error| panic!("{}: {error}", self.name));
        // Features of one case are none of another's.
        let own = format!("feature = \"{}-", self.module());
        let files = files.into_iter();
        files
            .map(|it| (it.path, it.text.replace("feature = \"", &own)))
            .collect()
    }
}

pub(crate) fn all() -> Vec<Case> {
    let root = data("review");
    let names = entries(&root).into_iter();
    names
        .filter(|it| root.join(it).is_dir())
        .map(|it| case(&it, &root.join(&it)))
        .collect()
}

fn case(name: &str, folder: &Path) -> Case {
    let (old_sources, old) = checked(name, &folder.join("old"));
    let (new_sources, new) = checked(name, &folder.join("new"));
    let mut changes = Vec::new();
    {
        let (a, b) = (side(&old_sources, &old), side(&new_sources, &new));
        let clients = Clients::new(&a, &b);
        for at in models(&a.model, &b.model) {
            for change in &at.changes {
                let items = clients.items(&at, change);
                changes.push((at.clone(), change.clone(), items));
            }
        }
    }
    Case {
        name: name.to_owned(),
        old,
        new,
        sources: (old_sources, new_sources),
        changes,
        code: fs::read_to_string(folder.join("use.rs")).ok(),
    }
}

fn side<'a>(sources: &'a Sources, checked: &'a Checked) -> review::Side<'a> {
    review::Side {
        label: String::new(),
        sources,
        specs: &checked.specs,
        model: of_specs(sources, &checked.specs),
        version: None,
    }
}

fn checked(name: &str, folder: &Path) -> (Sources, Checked) {
    let sources = files(folder);
    let checked = codegen::check(&sources, Vec::new());
    let text = golden_tests::render(&sources, &checked);
    assert!(!checked.has_errors(), "{name}: {text}");
    (sources, checked)
}

/// The files of one side.
fn files(folder: &Path) -> Sources {
    let mut found = Vec::new();
    for name in entries(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            let inner = entries(&path).into_iter();
            found.extend(inner.map(|it| (format!("{name}/{it}"), read(&path.join(&it)))));
        } else {
            found.push((format!("vendor/{name}"), read(&path)));
        }
    }
    if !found.iter().any(|it| it.0 == "vendor/service.yaml") {
        let shared = read(&data("review/service.yaml"));
        found.push(("vendor/service.yaml".to_owned(), shared));
    }
    let pairs: Vec<(&str, &str)> = found.iter().map(|it| (&*it.0, &*it.1)).collect();
    golden_tests::memory(&pairs)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
