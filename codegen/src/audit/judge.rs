//! Compares the facts of a spec with those of its page, one by one.

use std::collections::{HashMap, HashSet};

use super::{
    Check, Outcome,
    examples::{self, Shown},
    operation::Described,
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
    shown: Shown,
    spec: Vec<Datum>,
    page: Vec<Datum>,
    /// What the page says, by plain subject and aspect; several messages may belong to one code.
    said: HashMap<(String, Aspect), Vec<usize>>,
    /// Plain subjects of the page.
    on_page: HashSet<String>,
    /// Plain subjects of the spec that the page has elsewhere or under another name.
    moved: HashMap<String, String>,
    /// Values and statuses of the page, by plain subject.
    listed: HashMap<(String, &'static str), Vec<usize>>,
    /// What could not be read of the page, by plain subject: the lines, and why.
    doubts: HashMap<String, Vec<(DoubtKind, u32, &'a str)>>,
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
        let page = model::facts(found);
        let mut said: HashMap<_, Vec<usize>> = HashMap::new();
        let mut listed: HashMap<_, Vec<usize>> = HashMap::new();
        let mut on_page = HashSet::new();
        for (number, datum) in page.iter().enumerate() {
            let subject = plain(&datum.subject);
            if datum.aspect == Aspect::Exists {
                on_page.insert(subject.clone());
            }
            if matches!(datum.aspect, Aspect::Value(_) | Aspect::Status(_)) {
                let key = (subject.clone(), datum.aspect.as_str());
                listed.entry(key).or_default().push(number);
            }
            let key = (subject, datum.aspect.clone());
            said.entry(key).or_default().push(number);
        }
        let mut doubts: HashMap<String, Vec<_>> = HashMap::new();
        for doubt in &draft.doubts {
            if let Some(target) = &doubt.target
                && target.operation == index
            {
                let subject = plain(&target.subject);
                let doubt = (doubt.kind, doubt.line, doubt.text.as_str());
                doubts.entry(subject).or_default().push(doubt);
            }
        }
        let mut judge = Self {
            it,
            records,
            shown: Shown::new(found),
            spec: model::facts(it.resolved),
            page,
            said,
            on_page,
            moved: HashMap::new(),
            listed,
            doubts,
        };
        judge.pair();
        judge
    }

    /// Finds the subjects that the page has elsewhere: a parameter in another part of the request,
    /// a field in another object, or a name that a contradiction speaks about.
    fn pair(&mut self) {
        let subjects = || self.spec.iter().filter(|it| it.aspect == Aspect::Exists);
        let known: HashSet<String> = subjects().map(|it| plain(&it.subject)).collect();
        let mut by_name: HashMap<(bool, &str), Vec<&str>> = HashMap::new();
        let mut by_parent: HashMap<&str, Vec<&str>> = HashMap::new();
        for subject in &self.on_page {
            if let Some((parent, name)) = subject.rsplit_once('.')
                && !known.contains(subject)
            {
                let half = (subject.starts_with("response."), name);
                by_name.entry(half).or_default().push(subject);
                by_parent.entry(parent).or_default().push(name);
            }
        }
        let mut moved: HashMap<String, String> = HashMap::new();
        let mut taken: HashSet<String> = HashSet::new();
        for datum in subjects() {
            let subject = plain(&datum.subject);
            let Some((parent, name)) = subject.rsplit_once('.') else {
                continue;
            };
            if subject.starts_with("errors.") {
                continue;
            }
            let parent = moved.get(parent).map_or(parent, String::as_str).to_owned();
            let expected = format!("{parent}.{name}");
            if self.on_page.contains(&expected) {
                if expected != subject {
                    moved.insert(subject.clone(), expected);
                }
                continue;
            }
            let half = (subject.starts_with("response."), name);
            let elsewhere = by_name.get(&half).map_or(&[][..], Vec::as_slice);
            let siblings = by_parent
                .get(parent.as_str())
                .map_or(&[][..], Vec::as_slice);
            let found = if let [only] = elsewhere {
                Some((*only).to_owned())
            } else {
                let other = self.records.other_name(&datum.subject, siblings);
                other.map(|other| format!("{parent}.{other}"))
            };
            if let Some(found) = found
                && taken.insert(found.clone())
            {
                moved.insert(subject, found);
            }
        }
        self.moved = moved;
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
        for (number, datum) in self.page.iter().enumerate() {
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
        let own = plain(&datum.subject);
        let subject = self.page_subject(&datum.subject);
        let found: Vec<(usize, &Datum)> = self
            .said
            .get(&(subject.clone(), datum.aspect.clone()))
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .filter_map(|&number| Some((number, self.page.get(number)?)))
            .collect();
        if let Some(&(number, same)) = found.iter().find(|(_, it)| self.agree(datum, it)) {
            accounted.insert(number);
            let (parent, name) = own.rsplit_once('.').unwrap_or(("", &own));
            let parent = self.moved.get(parent).map_or(parent, String::as_str);
            let is_moved = subject != own && subject != format!("{parent}.{name}");
            // In another part of the request it is the place that differs, not the name.
            let is_place = !own.starts_with("response.") && subject.ends_with(&format!(".{name}"));
            if datum.aspect == Aspect::Exists && is_moved && !is_place {
                return Said::Other(same.subject.clone(), same.at.line);
            }
            return Said::Same(same);
        }
        if let Some(&(_, first)) = found.first() {
            accounted.extend(found.iter().map(|(number, _)| *number));
            return Said::Other(first.value.clone(), first.at.line);
        }
        let listed = self.listed.get(&(subject, datum.aspect.as_str()));
        let listed: Vec<&Datum> = listed
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .filter_map(|&number| self.page.get(number))
            .collect();
        match listed.first() {
            Some(first) => {
                let values: Vec<&str> = listed.iter().map(|it| it.value.as_str()).collect();
                Said::Other(values.join(", "), first.at.line)
            }
            None => Said::Nothing,
        }
    }

    /// Examples may stand in another order, or be more.
    fn said_example(&self, datum: &Datum, accounted: &mut HashSet<usize>) -> Said<'_> {
        let mut first = None;
        for (number, it) in self.page.iter().enumerate() {
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
                .is_some_and(|path| self.shown.only_integers(path))
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
        self.shown
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
            .contradiction(&datum.subject, &datum.aspect)
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
            Aspect::Required if datum.subject.starts_with("path.") => {
                Some("a part of the path cannot be left out".to_owned())
            }
            Aspect::PermissionMode if self.it.resolved.permissions.len() == 1 => {
                Some("there is one permission".to_owned())
            }
            // A name that contradicts another one is a record by itself.
            Aspect::Exists | Aspect::Also(_) | Aspect::Deprecated => {
                self.records.contradiction(&datum.subject, &datum.aspect)
            }
            _ => None,
        };
        let why = why.or_else(|| self.records.evidence(&datum.subject, &datum.aspect))?;
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
                .any(|section| self.on_page.contains(&format!("{section}.{name}"))),
            _ => self.on_page.contains(&format!("response.{name}")),
        };
        is_there.then(|| "concluded from what the page says of its parts".to_owned())
    }

    fn lost(&self, datum: &Datum) -> Option<u32> {
        if !matches!(datum.aspect, Aspect::Required | Aspect::Presence) {
            return None;
        }
        let doubts = self.doubts.get(&self.page_subject(&datum.subject))?;
        let mut lost = doubts
            .iter()
            .filter(|(kind, ..)| *kind == DoubtKind::LostCell);
        lost.next().map(|(_, line, _)| *line)
    }

    /// What the importer could not read there.
    fn hint(&self, datum: &Datum) -> Option<String> {
        if let Some(line) = self.lost(datum) {
            return Some(format!("the page lost the cell, line {line}"));
        }
        let doubts = self.doubts.get(&self.page_subject(&datum.subject))?;
        let mut unread = doubts
            .iter()
            .filter(|(kind, ..)| *kind == DoubtKind::NotRead);
        let (_, line, text) = unread.next()?;
        Some(format!(
            "not understood on line {line}: {}",
            phrases::short(text)
        ))
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
            aspect => self
                .records
                .contradiction(&datum.subject, aspect)
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
