//! Code that uses the client of the old side.

use std::collections::{BTreeMap, BTreeSet};

use codegen::review::rust::Item;

use super::{
    cases::Case,
    declared::Declared,
    messages::{Said, set},
};

/// A piece of code that is compiled in a module of its own.
pub(crate) struct Probe {
    /// The case it belongs to.
    pub(crate) case: String,
    /// The case's module in both clients.
    module: String,
    code: String,
    /// What the compiler has to say; of code that a person wrote, what it may say.
    expected: BTreeSet<Said>,
    /// Names that lead nowhere in this case, which hide what else is wrong.
    lost: BTreeSet<Said>,
    by_hand: bool,
    /// Whether several arguments of a call are wrong, of which the item names one.
    several: bool,
}

impl Probe {
    /// The text of its module.
    pub(crate) fn file(&self) -> String {
        format!(
            "use crate::any;\n\
             mod meeting_client {{\n    pub use ::runtime::*;\n    pub use ::client::{}::*;\n}}\n\
             fn code() {{\n{}\n}}\n",
            self.module, self.code
        )
    }

    /// How what was said differs from what was expected. Warnings that were there before tell nothing.
    pub(crate) fn complaints(
        &self,
        name: &str,
        before: &BTreeSet<Said>,
        said: &BTreeSet<Said>,
    ) -> Option<String> {
        let mut said: BTreeSet<Said> = said.difference(before).cloned().collect();
        if self.several && self.expected.iter().any(|it| said.contains(it)) {
            said.retain(|it| self.expected.contains(it) || !it.is_about_an_argument());
        }
        let said = &said;
        let allowed = |it: &Said| self.expected.contains(it) || self.lost.contains(it);
        let fine = if self.by_hand {
            said.iter().all(allowed)
        } else {
            said.iter().eq(self.expected.difference(before))
                || !said.is_empty() && said.is_subset(&self.lost)
        };
        (!fine).then(|| {
            let show = |all: &BTreeSet<Said>| -> Vec<String> {
                all.iter().map(ToString::to_string).collect()
            };
            format!(
                "{name}:\n{}\nexpected {:#?}\ngot {:#?}",
                self.code,
                show(&self.expected),
                show(said)
            )
        })
    }
}

/// The code of a case: one piece for each item that was there before, and what people wrote.
pub(crate) fn of(case: &Case) -> Vec<(String, Probe)> {
    let files = case.client(true);
    let declared = Declared::of(&files);
    let items: BTreeSet<&Item> = case.changes.iter().flat_map(|it| &it.2).collect();
    let said = |item: &Item| -> Vec<Said> {
        item.error
            .iter()
            .flat_map(|(code, text)| Said::all(code, text))
            .collect()
    };
    let all = set(items.iter().flat_map(|it| said(it)));
    let lost: BTreeSet<Said> = all
        .iter()
        .filter(|it| it.code == "unresolved")
        .cloned()
        .collect();
    let probe = |code: String, expected: BTreeSet<Said>, by_hand: bool| Probe {
        case: case.name.clone(),
        module: case.module(),
        code,
        expected,
        lost: lost.clone(),
        by_hand,
        several: all.iter().any(Said::is_about_an_argument)
            && items
                .iter()
                .any(|it| it.error.is_some() && it.path.ends_with("::new")),
    };
    let mut probes: BTreeMap<String, Probe> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        if let Some(code) = declared.code(item) {
            // Several changes of one item show as the worst of them.
            let same = items.iter();
            let same = same.filter(|it| it.path == item.path && plain(it) == plain(item));
            let mut expected = set(same.flat_map(|it| said(it)));
            if expected.iter().any(Said::is_error) {
                expected.retain(Said::is_error);
            }
            let name = format!("{}_item{index}", case.module());
            probes.insert(name, probe(code, expected, false));
        }
    }
    if let Some(code) = &case.code {
        let name = format!("{}_use", case.module());
        probes.insert(name, probe(code.clone(), all.clone(), true));
    }
    probes.into_iter().collect()
}

/// The declaration before, without its attributes.
pub(crate) fn plain(item: &Item) -> Option<&str> {
    let before = item.before.as_deref()?;
    match before.strip_prefix("#[") {
        Some(rest) => Some(rest.split_once("] ")?.1),
        None => Some(before),
    }
}
