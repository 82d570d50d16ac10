//! The specs as they are, changed key by key: a change of the model never goes without a change of the
//! report.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use super::{
    super::unexplained,
    mutations,
    tree::{Edit, Way, edited},
};
use crate::{
    Checked, Sources, check,
    diff::models,
    model::{Model, of_specs},
    review::Side,
    source::Source,
    yaml::{self, Node},
};

/// Keys that may change without the model: proofs of contradictions.
const OUTSIDE: &[&str] = &["seen", "unseen", "declared"];

/// The files of one service, one of which is changed.
struct Base {
    files: Vec<Source>,
    /// The file that is changed.
    index: usize,
    node: Node,
}

impl Base {
    fn sources(&self, edits: &[(Way, Edit)]) -> Sources {
        let mut files = self.files.clone();
        files[self.index].text = edited(&self.node, edits);
        Sources::new(files)
    }

    fn name(&self) -> String {
        self.files[self.index].path.clone()
    }
}

fn bases() -> Vec<Base> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let (sources, found) = Sources::load(&folder, "specs").unwrap();
    assert!(found.is_empty());
    let mut services: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for file in sources.files() {
        services.entry(&file.folder).or_default().push(file);
    }
    let shared = |name: &str| matches!(name, "service.yaml" | "types.yaml");
    let mut bases = Vec::new();
    for files in services.values() {
        for file in files {
            // An operation stands with what is shared; that stands with all of them.
            let kept = files
                .iter()
                .filter(|it| shared(&file.name) || shared(&it.name) || it.name == file.name);
            let mut kept: Vec<Source> = kept.map(|it| (*it).clone()).collect();
            let index = kept.iter().position(|it| it.path == file.path).unwrap();
            let node = yaml::parse(0, &file.text, &mut Vec::new()).unwrap();
            if !shared(&file.name) {
                // Shared types that only others use.
                let whole = check(&Sources::new(kept.clone()), Vec::new());
                if whole.has_errors() {
                    kept = files.iter().map(|it| (*it).clone()).collect();
                }
            }
            let index = kept
                .iter()
                .position(|it| it.path == file.path)
                .unwrap_or(index);
            bases.push(Base {
                files: kept,
                index,
                node,
            });
        }
    }
    bases
}

pub(super) struct State {
    sources: Sources,
    checked: Checked,
    model: Model,
}

/// What specs say, if they are valid.
pub(super) fn state(sources: Sources) -> Option<State> {
    let checked = check(&sources, Vec::new());
    if checked.has_errors() {
        return None;
    }
    let model = of_specs(&sources, &checked.specs);
    Some(State {
        sources,
        checked,
        model,
    })
}

fn side(state: &State) -> Side<'_> {
    Side {
        label: String::new(),
        sources: &state.sources,
        specs: &state.checked.specs,
        model: state.model.clone(),
        version: None,
    }
}

/// What is left unexplained from one state to another.
pub(super) fn left(old: &State, new: &State) -> Vec<String> {
    let (a, b) = (side(old), side(new));
    let found = models(&a.model, &b.model);
    let left = unexplained(&a, &b, &found);
    left.iter()
        .map(|it| {
            format!(
                "{} {} {}: {:?} → {:?}",
                it.operation, it.subject, it.key, it.old, it.new
            )
        })
        .collect()
}

/// All that is valid of what can be tried, with what was left unexplained, both ways.
fn tried(base: &Base, groups: &[Vec<(Way, Edit)>]) -> (Vec<(Way, Edit)>, Vec<String>) {
    let old = state(base.sources(&[])).expect("the specs are valid");
    let next = AtomicUsize::new(0);
    let valid = Mutex::new(Vec::new());
    let failed = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for edit in group {
                        let Some(new) = state(base.sources(std::slice::from_ref(edit))) else {
                            continue;
                        };
                        for (from, to, back) in [(&old, &new, ""), (&new, &old, "back from ")] {
                            let left = left(from, to);
                            if !left.is_empty() {
                                let text = format!(
                                    "{} {back}{}: {left:#?}",
                                    base.name(),
                                    shown(base, edit)
                                );
                                failed.lock().unwrap().push(text);
                            }
                        }
                        valid.lock().unwrap().push(edit.clone());
                        break;
                    }
                }
            });
        }
    });
    (valid.into_inner().unwrap(), failed.into_inner().unwrap())
}

/// An edit with the keys that lead to it.
fn shown(base: &Base, (way, edit): &(Way, Edit)) -> String {
    let mut node = &base.node;
    let mut keys = Vec::new();
    for index in way {
        match &node.kind {
            yaml::Kind::Map(entries) => {
                keys.push(entries[*index].0.text.clone());
                node = &entries[*index].1;
            }
            yaml::Kind::List(items) => {
                keys.push(index.to_string());
                node = &items[*index];
            }
            _ => {}
        }
    }
    format!("{}: {edit:?}", keys.join("."))
}

/// Tries all of it, or one in so many; combinations of what was valid as well.
fn try_specs(every: usize, combinations: usize) {
    let mut failed = Vec::new();
    let (mut count, mut combined) = (0, 0);
    for (number, base) in bases().iter().enumerate() {
        let mut groups = mutations::of(&base.node);
        if base.files[base.index].name == "service.yaml" {
            groups.extend(mutations::of_service());
        }
        let outside = |edit: &(Way, Edit)| {
            let keys = shown(base, edit);
            OUTSIDE.iter().any(|it| keys.contains(&format!(".{it}")))
        };
        groups.retain(|group| !group.iter().any(outside));
        // Another share of each file.
        let share: Vec<_> = groups
            .into_iter()
            .skip(number % every)
            .step_by(every)
            .collect();
        let (mut valid, more) = tried(base, &share);
        failed.extend(more);
        count += valid.len();
        // Threads end in any order.
        valid.sort_by_key(|it| format!("{it:?}"));
        let (tried, more) = combine(base, &valid, combinations);
        failed.extend(more);
        combined += tried;
    }
    failed.sort();
    println!("{count} changes and {combined} combinations");
    assert!(
        failed.is_empty(),
        "{}:\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert!(
        count > 5_000 / every && combined > 10,
        "{count} and {combined}"
    );
}

/// Two or three changes at once.
fn combine(base: &Base, valid: &[(Way, Edit)], count: usize) -> (usize, Vec<String>) {
    let old = state(base.sources(&[])).expect("the specs are valid");
    let mut failed = Vec::new();
    let mut tried = 0;
    let mut seed = 7_u64;
    let mut random = |below: usize| {
        // Any sequence will do, as long as it is the same every time.
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or_default() % below.max(1)
    };
    for _ in 0..count {
        let mut edits: Vec<(Way, Edit)> = Vec::new();
        for _ in 0..2 + random(2) {
            let Some(edit) = valid.get(random(valid.len())) else {
                continue;
            };
            let apart = |other: &(Way, Edit)| {
                !other.0.starts_with(&edit.0) && !edit.0.starts_with(&other.0)
            };
            if edits.iter().all(apart) {
                edits.push(edit.clone());
            }
        }
        let Some(new) = state(base.sources(&edits)) else {
            continue;
        };
        tried += 1;
        for (from, to) in [(&old, &new), (&new, &old)] {
            let left = left(from, to);
            if !left.is_empty() {
                let all: Vec<String> = edits.iter().map(|it| shown(base, it)).collect();
                failed.push(format!("{} {}: {left:#?}", base.name(), all.join(" and ")));
            }
        }
    }
    (tried, failed)
}

#[test]
fn some_keys_of_the_specs_change_and_none_without_a_word() {
    try_specs(40, 6);
}

#[test]
#[ignore = "takes minutes"]
fn no_key_of_the_specs_changes_without_a_word() {
    try_specs(1, 60);
}
