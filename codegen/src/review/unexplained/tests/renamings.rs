//! Each name of the specs becomes another one wherever it stands: what refers to a parameter or field by its name
//! goes with it.

use std::{collections::BTreeSet, path::Path};

use regex::Regex;

use super::specs::{State, left, state};
use crate::{Sources, source::Source};

/// Folders of specs, from the folder of the package.
const FOLDERS: [&str; 3] = ["../specs", "../tests/vendors/specs", "../tests/audit/specs"];

/// The files of each service.
pub(super) fn services() -> Vec<Vec<Source>> {
    let mut services: Vec<Vec<Source>> = Vec::new();
    for folder in FOLDERS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let (sources, _) = Sources::load(&folder, "specs").unwrap();
        for file in sources.files() {
            match services.last_mut() {
                Some(files) if files[0].folder == file.folder => files.push(file.clone()),
                _ => services.push(vec![file.clone()]),
            }
        }
    }
    services
}

/// All keys of a file.
fn keys(text: &str) -> BTreeSet<&str> {
    let key = Regex::new(r"(?:^|[\s{,])([A-Za-z_][\w.-]*):(?:\s|$)").unwrap();
    text.lines()
        .flat_map(|line| key.captures_iter(line))
        .filter_map(|it| it.get(1))
        .map(|it| it.as_str())
        .collect()
}

/// The files with another word for one of them.
fn renamed(files: &[Source], from: &str, to: &str) -> Sources {
    let word = Regex::new(&format!(r"\b{}\b", regex::escape(from))).unwrap();
    let mut files = files.to_vec();
    for file in &mut files {
        file.text = word.replace_all(&file.text, to).into_owned();
    }
    Sources::new(files)
}

/// Both ways.
pub(super) fn complaints(old: &State, new: &State, what: &str) -> Vec<String> {
    [(old, new, ""), (new, old, "back from ")]
        .into_iter()
        .filter_map(|(from, to, back)| {
            let left = left(from, to);
            (!left.is_empty()).then(|| format!("{back}{what}: {left:#?}"))
        })
        .collect()
}

/// Tries one name in so many.
fn try_names(every: usize) {
    let mut failed = Vec::new();
    let mut count = 0;
    for files in services() {
        let service = &files[0].folder;
        // Some of the invented specs are wrong on purpose.
        let Some(old) = state(Sources::new(files.clone())) else {
            continue;
        };
        let names: BTreeSet<&str> = files.iter().flat_map(|it| keys(&it.text)).collect();
        for from in names.into_iter().step_by(every) {
            let camel = format!("{from}X");
            let snake = format!("{from}_x");
            let mut all = [snake, camel].into_iter();
            let Some((to, new)) =
                all.find_map(|to| Some((to.clone(), state(renamed(&files, from, &to))?)))
            else {
                continue;
            };
            count += 1;
            let what = format!("{service}: {from} → {to}");
            failed.extend(complaints(&old, &new, &what));
        }
    }
    println!("{count} names");
    assert!(
        failed.is_empty(),
        "{}:\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert!(count > 100 / every, "{count}");
}

#[test]
fn some_names_are_others_everywhere() {
    try_names(12);
}

#[test]
#[ignore = "takes a minute"]
fn every_name_is_another_everywhere() {
    try_names(1);
}
