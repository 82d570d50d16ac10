//! What a page has at another place than the spec.

use std::collections::{HashMap, HashSet};

use super::{
    page::Page,
    records::{Records, plain},
};
use crate::model::{Aspect, Datum};

/// Plain subjects of the spec with those of the page: a parameter in another part of the request, a
/// field in another object, or a name that a contradiction speaks about. Fields within what was
/// moved go with it.
pub(super) fn moved(
    spec: &[Datum],
    page: &Page<'_>,
    records: &Records<'_>,
) -> HashMap<String, String> {
    let subjects = || spec.iter().filter(|it| it.aspect == Aspect::Exists);
    let known: HashSet<String> = subjects().map(|it| plain(&it.subject)).collect();
    let mut by_name: HashMap<(bool, &str), Vec<&str>> = HashMap::new();
    let mut by_parent: HashMap<&str, Vec<&str>> = HashMap::new();
    for subject in page.subjects.difference(&known) {
        if let Some((parent, name)) = subject.rsplit_once('.') {
            by_name
                .entry((is_answer(subject), name))
                .or_default()
                .push(subject);
            by_parent.entry(parent).or_default().push(name);
        }
    }
    let mut moved: HashMap<String, String> = HashMap::new();
    let mut taken: HashSet<String> = HashSet::new();
    for datum in subjects() {
        let subject = plain(&datum.subject);
        let Some((_, name)) = subject.rsplit_once('.') else {
            continue;
        };
        if subject.starts_with("errors.") {
            continue;
        }
        let expected = expected(&moved, &subject);
        if page.subjects.contains(&expected) {
            if expected != subject {
                moved.insert(subject, expected);
            }
            continue;
        }
        let elsewhere = by_name.get(&(is_answer(&subject), name));
        let found = if let Some([only]) = elsewhere.map(Vec::as_slice) {
            Some((*only).to_owned())
        } else {
            let parent = expected.rsplit_once('.').map_or("", |it| it.0);
            let siblings = by_parent.get(parent).map_or(&[][..], Vec::as_slice);
            let other = records.other_name(&datum.subject, siblings);
            other.map(|other| format!("{parent}.{other}"))
        };
        if let Some(found) = found
            && taken.insert(found.clone())
        {
            moved.insert(subject, found);
        }
    }
    moved
}

/// Where a subject is to be expected, considering what it is within.
pub(super) fn expected(moved: &HashMap<String, String>, subject: &str) -> String {
    match subject.rsplit_once('.') {
        Some((parent, name)) => {
            let parent = moved.get(parent).map_or(parent, String::as_str);
            format!("{parent}.{name}")
        }
        None => subject.to_owned(),
    }
}

fn is_answer(subject: &str) -> bool {
    subject.starts_with("response.")
}
