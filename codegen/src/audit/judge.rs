//! Compares the facts of a spec with those of its page, one by one.

use std::collections::{HashMap, HashSet};

use super::{
    Check, Outcome, examples,
    moved::{expected, moved},
    operation::Described,
    page::Page,
    phrases,
    records::{Records, plain},
};
use crate::{
    import::{DoubtKind, Draft},
    model::{self, Aspect, Datum},
};

/// A spec and its page.
pub(super) struct Judge<'a> {
    it: &'a Described<'a>,
    records: &'a Records<'a>,
    spec: Vec<Datum>,
    page: Page<'a>,
    /// Plain subjects of the spec that the page has elsewhere or under another name.
    moved: HashMap<String, String>,
}

/// What the page says about a fact of the spec.
enum Said<'p> {
    Same(&'p Datum),
    Other(String, u32),
    Nothing,
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        it: &'a Described<'a>,
        records: &'a Records<'a>,
        draft: &'a Draft,
        index: usize,
        found: &model::Operation,
    ) -> Self {
        let spec = model::facts(it.resolved);
        let page = Page::new(draft, index, found);
        let moved = moved(&spec, &page, records);
        Self {
            it,
            records,
            spec,
            page,
            moved,
        }
    }

    /// The subject under which the page has what the spec speaks about.
    fn page_subject(&self, subject: &str) -> String {
        let subject = plain(subject);
        self.moved.get(&subject).cloned().unwrap_or(subject)
    }

    /// Every fact of both sides, in the order of the spec, then of the page; each with a hint if it
    /// is open.
    pub(super) fn checks(&self) -> Vec<(Check, Option<String>)> {
        let mut accounted: HashSet<usize> = HashSet::new();
        let mut checks = Vec::new();
        for datum in &self.spec {
            if let Some(check) = self.of_spec(datum, &mut accounted) {
                let hint = check.outcome.is_open().then(|| self.hint(datum)).flatten();
                checks.push((check, hint));
            }
        }
        let known: HashSet<String> = self
            .spec
            .iter()
            .filter(|it| it.aspect == Aspect::Exists)
            .map(|it| self.page_subject(&it.subject))
            .collect();
        for (number, datum) in self.page.facts.iter().enumerate() {
            if accounted.contains(&number) {
                continue;
            }
            if let Some(check) = self.of_page(datum, &known) {
                checks.push((check, None));
            }
        }
        checks
    }

    fn of_spec(&self, datum: &Datum, accounted: &mut HashSet<usize>) -> Option<Check> {
        let said = self.said(datum, accounted);
        let (outcome, page, why) = match said {
            Said::Same(page) => {
                let value = (page.value.clone(), page.at.line);
                (Outcome::Confirmed, Some(value), None)
            }
            Said::Other(value, line) => {
                let why = self.recorded(datum, &value);
                let outcome = either(why.is_some(), Outcome::Recorded, Outcome::Contradicted);
                (outcome, Some((value, line)), why)
            }
            Said::Nothing if datum.aspect == Aspect::Format => return None,
            Said::Nothing => {
                if let Some(why) = self.by_example(datum) {
                    (Outcome::Confirmed, None, Some(why))
                } else {
                    let why = self.explained(datum);
                    let outcome = either(why.is_some(), Outcome::Explained, Outcome::Unexplained);
                    (outcome, None, why)
                }
            }
        };
        Some(Check {
            subject: datum.subject.clone(),
            aspect: datum.aspect.clone(),
            outcome,
            spec: Some((datum.value.clone(), datum.at)),
            page,
            why,
        })
    }

    /// What the page says about a fact; marks what it says as accounted for.
    fn said(&self, datum: &Datum, accounted: &mut HashSet<usize>) -> Said<'_> {
        if let Aspect::Request(_) | Aspect::Response(_) = datum.aspect {
            return self.said_example(datum, accounted);
        }
        let subject = self.page_subject(&datum.subject);
        let found = self.page.said(&subject, &datum.aspect);
        if let Some(&(number, same)) = found.iter().find(|(_, it)| self.agree(datum, it)) {
            accounted.insert(number);
            if datum.aspect == Aspect::Exists && self.is_renamed(&datum.subject) {
                return Said::Other(same.subject.clone(), same.at.line);
            }
            return Said::Same(same);
        }
        if let Some(&(_, first)) = found.first() {
            accounted.extend(found.iter().map(|(number, _)| *number));
            return Said::Other(first.value.clone(), first.at.line);
        }
        let listed = self.page.listed(&subject, &datum.aspect);
        match listed.first() {
            Some((_, first)) => {
                let values: Vec<&str> = listed.iter().map(|(_, it)| it.value.as_str()).collect();
                Said::Other(values.join(", "), first.at.line)
            }
            None => Said::Nothing,
        }
    }

    /// Whether the page has something under another name or within something else. A parameter in
    /// another part of the request is none of that: its place differs.
    fn is_renamed(&self, subject: &str) -> bool {
        let own = plain(subject);
        let page = self.page_subject(subject);
        let name = own.rsplit('.').next();
        page != own
            && page != expected(&self.moved, &own)
            && (own.starts_with("response.") || page.rsplit('.').next() != name)
    }

    /// Examples may stand in another order, or be more.
    fn said_example(&self, datum: &Datum, accounted: &mut HashSet<usize>) -> Said<'_> {
        let mut first = None;
        for (number, it) in self.page.facts.iter().enumerate() {
            let same = match (&datum.aspect, &it.aspect) {
                (Aspect::Request(_), Aspect::Request(_)) => datum.value == it.value,
                (Aspect::Response(_), Aspect::Response(_)) => {
                    examples::same_body(&datum.value, &it.value)
                }
                _ => continue,
            };
            if same {
                accounted.insert(number);
                return Said::Same(it);
            }
            if it.aspect == datum.aspect {
                first = Some((number, it));
            }
        }
        match first {
            Some((number, it)) if !accounted.contains(&number) => {
                accounted.insert(number);
                Said::Other(it.value.clone(), it.at.line)
            }
            _ => Said::Nothing,
        }
    }

    /// Whether the page says the same. Conditions are in the page's language there and in ours
    /// here, so that there is one is all that can be compared.
    fn agree(&self, spec: &Datum, page: &Datum) -> bool {
        let same = spec.value == page.value;
        match &spec.aspect {
            Aspect::Type => {
                same || spec
                    .value
                    .strip_prefix(page.value.as_str())
                    .is_some_and(|rest| rest.starts_with(" of "))
                    || self.is_integral(spec, page)
            }
            Aspect::Required => {
                let is_condition = |text: &str| text != "true" && text != "false";
                same || is_condition(&spec.value) && is_condition(&page.value)
            }
            Aspect::Presence => same || spec.value != "always" && page.value != "always",
            Aspect::Host => {
                let bare = |text: &str| text.trim_end_matches('/').to_ascii_lowercase();
                bare(&spec.value) == bare(&page.value)
            }
            Aspect::Message => {
                let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                words(&spec.value) == words(&page.value)
            }
            _ => same,
        }
    }

    /// Whether the page calls something a number of which it shows integers only.
    fn is_integral(&self, spec: &Datum, page: &Datum) -> bool {
        let subject = self.page_subject(&spec.subject);
        spec.value.replace("integer", "number") == page.value
            && subject
                .strip_prefix("response.")
                .is_some_and(|path| self.page.shown.only_integers(path))
    }

    /// What the page's tables do not say, but its examples do.
    fn by_example(&self, datum: &Datum) -> Option<String> {
        let Aspect::Also(name) = &datum.aspect else {
            return None;
        };
        let subject = self.page_subject(&datum.subject);
        let path = subject.strip_prefix("response.")?;
        let path = match path.rsplit_once('.') {
            Some((parent, _)) => format!("{parent}.{name}"),
            None => name.clone(),
        };
        self.page
            .shown
            .has(&path)
            .then(|| "the page's example has it".to_owned())
    }

    /// What the spec records of a fact that the page has otherwise.
    fn recorded(&self, datum: &Datum, page: &str) -> Option<String> {
        if datum.aspect == Aspect::Host {
            let service = self.it.service;
            let mut hosts = service
                .hosts
                .iter()
                .map(|it| &it.url)
                .chain([&service.host]);
            if hosts.any(|it| it.value == page) {
                return Some("the page has another host of the service".to_owned());
            }
        }
        let is_also = || {
            let also =
                |it: &&Datum| it.subject == datum.subject && matches!(it.aspect, Aspect::Also(_));
            let name = page.rsplit('.').next()?;
            let found = self.spec.iter().filter(also).any(|it| it.value == name);
            found.then(|| "also".to_owned())
        };
        self.records
            .contradiction(&datum.subject, &datum.aspect, page)
            .or_else(|| self.records.evidence(&datum.subject, &datum.aspect))
            .or_else(|| (datum.aspect == Aspect::Exists).then(is_also).flatten())
    }

    /// Why a fact of the spec need not be on the page.
    fn explained(&self, datum: &Datum) -> Option<String> {
        if datum.at.file == self.it.service.file {
            return Some(self.records.of_service());
        }
        let why = match &datum.aspect {
            Aspect::Pagination(key) => self.names_something(key, &datum.value),
            Aspect::Success => {
                let success = self.it.resolved.success.as_ref()?;
                self.names_something("items", &success.value.0)
            }
            Aspect::PermissionMode if self.it.resolved.permissions.len() == 1 => {
                Some("there is one permission".to_owned())
            }
            Aspect::PermissionMode => self.records.note_about("permission"),
            // A name that contradicts another one is a record by itself.
            Aspect::Exists | Aspect::Also(_) | Aspect::Deprecated => {
                let records = self.records;
                records.contradiction(&datum.subject, &datum.aspect, "")
            }
            _ => None,
        };
        let is_in_path = datum.aspect == Aspect::Required && datum.subject.starts_with("path.");
        let in_path = || is_in_path.then(|| "a part of the path cannot be left out".to_owned());
        let why = why
            .or_else(|| self.records.evidence(&datum.subject, &datum.aspect))
            .or_else(in_path)?;
        Some(match self.lost(datum) {
            Some(line) => format!("{why} (the page lost the cell, line {line})"),
            None => why,
        })
    }

    /// Pagination and signs of success are our conclusions, as long as the page has what they name.
    fn names_something(&self, key: &str, name: &str) -> Option<String> {
        let name = plain(name);
        let is_there = match key {
            "first" => true,
            "page" | "cursor" | "offset" | "size" => ["query", "body", "path", "headers"]
                .into_iter()
                .any(|section| self.page.subjects.contains(&format!("{section}.{name}"))),
            _ => self.page.subjects.contains(&format!("response.{name}")),
        };
        is_there.then(|| "concluded from what the page says of its parts".to_owned())
    }

    fn lost(&self, datum: &Datum) -> Option<u32> {
        // A condition stands in the text, not in a cell of its own.
        let is_cell = match datum.aspect {
            Aspect::Required => matches!(datum.value.as_str(), "true" | "false"),
            Aspect::Presence => datum.value == "always",
            _ => false,
        };
        if !is_cell {
            return None;
        }
        let subject = self.page_subject(&datum.subject);
        let (line, _) = self.page.doubt(&subject, DoubtKind::LostCell)?;
        Some(line)
    }

    /// What the importer could not read there.
    fn hint(&self, datum: &Datum) -> Option<String> {
        if let Some(line) = self.lost(datum) {
            return Some(format!("the page lost the cell, line {line}"));
        }
        if datum.subject.is_empty() {
            return None;
        }
        let subject = self.page_subject(&datum.subject);
        let (line, text) = self.page.doubt(&subject, DoubtKind::NotRead)?;
        let text = phrases::short(text);
        Some(format!("not understood on line {line}: {text}"))
    }

    fn of_page(&self, datum: &Datum, known: &HashSet<String>) -> Option<Check> {
        let subject = plain(&datum.subject);
        let is_row = datum.aspect == Aspect::Exists;
        if !known.contains(&subject) && !is_row {
            // The row is listed, and its facts belong to it.
            return None;
        }
        let why = match &datum.aspect {
            // Pagination and number of permissions are conclusions, and so is the place of a name
            // that has been found. "Not always" is what a spec says by saying nothing.
            Aspect::Pagination(_) | Aspect::PermissionMode | Aspect::Location => return None,
            Aspect::Presence if datum.value == "not always" => return None,
            Aspect::Exists => self
                .records
                .left_out(&datum.subject)
                .or_else(|| self.is_also(datum)),
            // A page that withdraws something is to be followed, whatever its examples show.
            Aspect::Deprecated => None,
            aspect => self
                .records
                .contradiction(&datum.subject, aspect, &datum.value)
                .or_else(|| self.records.value_left_out(&datum.subject, &datum.value)),
        };
        Some(Check {
            subject: datum.subject.clone(),
            aspect: datum.aspect.clone(),
            outcome: either(why.is_some(), Outcome::LeftOut, Outcome::PageOnly),
            spec: None,
            page: Some((datum.value.clone(), datum.at.line)),
            why,
        })
    }

    /// Whether a field of the spec is read from this name, too.
    fn is_also(&self, datum: &Datum) -> Option<String> {
        let page = plain(&datum.subject);
        let (parent, name) = page.rsplit_once('.')?;
        let found = self.spec.iter().find(|it| {
            matches!(&it.aspect, Aspect::Also(also) if also == name)
                && self
                    .page_subject(&it.subject)
                    .rsplit_once('.')
                    .is_some_and(|(of, _)| of == parent)
        })?;
        Some(format!("`{}` is read from it, too", found.subject))
    }
}

/// What becomes of a fact, by whether the spec says why.
fn either(is_known: bool, known: Outcome, open: Outcome) -> Outcome {
    if is_known { known } else { open }
}
