//! What a page says of one operation, ready to be looked up.

use std::collections::{HashMap, HashSet};

use super::{examples::Shown, records::plain};
use crate::{
    import::{DoubtKind, Draft},
    model::{self, Aspect, Datum},
};

/// The page's side of a comparison. Subjects are plain ones.
pub(super) struct Page<'a> {
    /// In the order of the page.
    pub(super) facts: Vec<Datum>,
    pub(super) shown: Shown,
    pub(super) subjects: HashSet<String>,
    /// Numbers of facts; several messages may belong to one error code.
    said: HashMap<(String, Aspect), Vec<usize>>,
    /// Numbers of the facts that are values and statuses.
    listed: HashMap<(String, &'static str), Vec<usize>>,
    doubts: HashMap<String, Vec<(DoubtKind, u32, &'a str)>>,
}

impl<'a> Page<'a> {
    /// The operation with this index of a draft.
    pub(super) fn new(draft: &'a Draft, index: usize, found: &model::Operation) -> Self {
        let mut page = Self {
            facts: model::facts(found),
            shown: Shown::new(found),
            subjects: HashSet::new(),
            said: HashMap::new(),
            listed: HashMap::new(),
            doubts: HashMap::new(),
        };
        for (number, datum) in page.facts.iter().enumerate() {
            let subject = plain(&datum.subject);
            if datum.aspect == Aspect::Exists {
                page.subjects.insert(subject.clone());
            }
            if matches!(datum.aspect, Aspect::Value(_) | Aspect::Status(_)) {
                let key = (subject.clone(), datum.aspect.as_str());
                page.listed.entry(key).or_default().push(number);
            }
            let key = (subject, datum.aspect.clone());
            page.said.entry(key).or_default().push(number);
        }
        for doubt in &draft.doubts {
            if let Some(target) = &doubt.target
                && target.operation == index
            {
                let known = page.doubts.entry(plain(&target.subject)).or_default();
                known.push((doubt.kind, doubt.line, doubt.text.as_str()));
            }
        }
        page
    }

    /// What the page says of an aspect, each with its number.
    pub(super) fn said(&self, subject: &str, aspect: &Aspect) -> Vec<(usize, &Datum)> {
        let key = (subject.to_owned(), aspect.clone());
        self.numbered(self.said.get(&key))
    }

    /// The values or statuses that the page lists, if the aspect is one of these.
    pub(super) fn listed(&self, subject: &str, aspect: &Aspect) -> Vec<(usize, &Datum)> {
        let key = (subject.to_owned(), aspect.as_str());
        self.numbered(self.listed.get(&key))
    }

    fn numbered(&self, numbers: Option<&Vec<usize>>) -> Vec<(usize, &Datum)> {
        let numbers = numbers.map_or(&[][..], Vec::as_slice).iter();
        numbers
            .filter_map(|&number| Some((number, self.facts.get(number)?)))
            .collect()
    }

    /// The first doubt of a kind about a subject: its line and text.
    pub(super) fn doubt(&self, subject: &str, kind: DoubtKind) -> Option<(u32, &'a str)> {
        let mut doubts = self.doubts.get(subject)?.iter();
        let (_, line, text) = doubts.find(|(known, ..)| *known == kind)?;
        Some((*line, text))
    }
}
