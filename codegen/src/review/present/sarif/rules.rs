//! The rules that a report makes use of.

use super::log::{Configuration, Descriptor, RuleProperties, Text};
use crate::{
    diff::Kind,
    review::{present::headline::Level, rule},
};

/// What a difference is that no rule explains.
pub(super) const UNEXPLAINED: &str = "unexplained";

pub(super) struct Rules {
    kinds: Vec<Kind>,
    unexplained: bool,
}

impl Rules {
    pub(super) fn of(kinds: impl Iterator<Item = Kind>, unexplained: bool) -> Self {
        let mut kinds: Vec<_> = kinds.collect();
        kinds.sort();
        kinds.dedup();
        Self { kinds, unexplained }
    }

    pub(super) fn index(&self, kind: Kind) -> usize {
        self.kinds.partition_point(|it| *it < kind)
    }

    /// Behind all others.
    pub(super) fn index_of_unexplained(&self) -> usize {
        self.kinds.len()
    }

    pub(super) fn descriptors(&self) -> Vec<Descriptor> {
        let kinds = self.kinds.iter().filter_map(|it| descriptor(*it));
        kinds.chain(self.unexplained.then(unexplained)).collect()
    }
}

fn descriptor(kind: Kind) -> Option<Descriptor> {
    let rule = rule(kind)?;
    let verdict = rule.verdict;
    let (wire, source) = (verdict.wire.as_str(), verdict.source.as_str());
    let easing = rule.easing.map(|it| {
        let then = it.source.as_str();
        format!(" For code that upgrades, `{}` makes it {then}.", it.line)
    });
    let sentence = sentence(kind.sentence());
    Some(Descriptor {
        id: kind.id(),
        full_description: Text::new(format!(
            "{sentence} Released clients: {wire}. Code that upgrades: {source}."
        )),
        short_description: Text::new(sentence),
        help: Text::new(format!("{}{}", rule.hint, easing.unwrap_or_default())),
        default_configuration: Configuration {
            level: Level::of_verdict(verdict).as_str(),
        },
        properties: Some(RuleProperties {
            tags: vec![format!("wire/{wire}"), format!("source/{source}")],
            wire,
            source,
            bump: verdict.bump.as_str(),
            severity: verdict.severity.as_str(),
        }),
    })
}

fn unexplained() -> Descriptor {
    Descriptor {
        id: UNEXPLAINED,
        short_description: Text::new("Difference that no rule explains."),
        full_description: Text::new(
            "The two states differ in something for which the catalogue of changes has no rule.",
        ),
        help: Text::new("Nobody can say what it does. Add a rule to the catalogue."),
        default_configuration: Configuration {
            level: Level::Error.as_str(),
        },
        properties: None,
    }
}

/// With a capital letter and a full stop.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    format!(
        "{}{}.",
        first.into_iter().flatten().collect::<String>(),
        letters.as_str()
    )
}
