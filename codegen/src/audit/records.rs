//! What a spec records of where its facts come from, and of what it left out.

use std::collections::HashMap;

use super::{
    operation::Described,
    phrases::{evidence_words, short},
};
use crate::{
    diagnostic::Spanned,
    model::{self, Aspect},
    spec::{Contradiction, Credential, Evidence, EvidenceKind, Field, Object, Type},
    view::{Named, Types},
};

/// Everything that one operation records.
pub(super) struct Records<'a> {
    it: &'a Described<'a>,
    types: Types<'a>,
    /// By plain subject.
    fields: HashMap<String, Entry<'a>>,
    /// By plain place.
    about: HashMap<String, &'a Contradiction>,
}

#[derive(Clone, Copy)]
struct Entry<'a> {
    field: &'a Field,
    owner: Option<&'a Object>,
}

/// Fields by the names of their objects, then by their own.
type Members<'a> = HashMap<&'a str, HashMap<&'a str, &'a Field>>;

fn subject_of(field: &Field) -> String {
    let section = field.location.map_or("response", |it| it.section());
    plain(&format!("{section}.{}", field.name.value))
}

/// A subject as it is compared: pages may not know what is a list, and headers have no case.
pub(super) fn plain(subject: &str) -> String {
    let plain = subject.replace("[]", "");
    match plain.strip_prefix("headers.") {
        Some(name) => format!("headers.{}", name.to_ascii_lowercase()),
        None => plain,
    }
}

impl<'a> Records<'a> {
    pub(super) fn new(it: &'a Described<'a>) -> Self {
        let about = it.spec.contradictions.iter();
        let mut records = Self {
            it,
            types: Types::of_operation(it.service, it.spec),
            fields: HashMap::new(),
            about: about.map(|it| (plain(&it.about.value), it)).collect(),
        };
        let top = it.spec.params.iter().chain(&it.spec.response);
        let top: HashMap<String, &Field> = top.map(|it| (subject_of(it), it)).collect();
        let mut members = Members::new();
        for field in it.resolved.params.iter().chain(&it.resolved.response) {
            let subject = plain(&field.subject());
            let entry = match top.get(&subject) {
                Some(&field) => Some(Entry { field, owner: None }),
                None => records.inner(&subject, &mut members),
            };
            if let Some(entry) = entry {
                records.fields.insert(subject, entry);
            }
        }
        records
    }

    /// Finds what declares a field of an object. Its parent comes before it, and so is known.
    fn inner(&self, subject: &str, members: &mut Members<'a>) -> Option<Entry<'a>> {
        let mut end = subject.len();
        // A name may have dots in it.
        while let Some(dot) = subject.get(..end)?.rfind('.') {
            let (parent, name) = (subject.get(..dot)?, subject.get(dot + 1..)?);
            end = dot;
            let Some(entry) = self.fields.get(parent) else {
                continue;
            };
            let owner = self.types.object_in(&entry.field.ty.value)?;
            let members = members.entry(owner.name.value.as_str()).or_insert_with(|| {
                let fields = owner.fields.iter();
                fields.map(|it| (it.name.value.as_str(), it)).collect()
            });
            if let Some(&field) = members.get(name) {
                return Some(Entry {
                    field,
                    owner: Some(owner),
                });
            }
        }
        None
    }

    /// The evidence for a fact, in words.
    pub(super) fn evidence(&self, subject: &str, aspect: &Aspect) -> Option<String> {
        let words = evidence_words(aspect);
        let found = match subject.strip_prefix("errors.") {
            Some(code) => self
                .it
                .spec
                .errors
                .iter()
                .filter(|row| row.code.value == code)
                .find_map(|row| look(&row.evidence, words)),
            None if subject.is_empty() => self.of_call(aspect),
            None => self.of_field(*self.fields.get(&plain(subject))?, aspect, words),
        };
        found.map(|kind| self.explain(kind))
    }

    fn of_call(&self, aspect: &Aspect) -> Option<&'a Spanned<EvidenceKind>> {
        match aspect {
            Aspect::Rate(per) | Aspect::RateScope(per) => {
                let limits = self.it.spec.rate_limits.iter();
                limits
                    .filter(|limit| period(limit.per.value) == *per)
                    .find_map(|limit| look(&limit.evidence, &["limits"]))
            }
            Aspect::Request(number) | Aspect::Response(number) => {
                look(&self.it.spec.examples.get(*number)?.evidence, &[])
            }
            _ => None,
        }
    }

    fn of_field(
        &self,
        entry: Entry<'a>,
        aspect: &Aspect,
        words: &[&str],
    ) -> Option<&'a Spanned<EvidenceKind>> {
        let named = self.named(&entry.field.ty.value);
        let of_type = || match named? {
            Named::Enum(found) => {
                let Aspect::Value(wire) = aspect else {
                    return None;
                };
                let value = found.values.iter().find(|it| it.wire.value == *wire);
                value
                    .and_then(|it| look(&it.evidence, words))
                    .or_else(|| look(&found.evidence, words))
            }
            // What the type is made of is said of its fields.
            Named::Object(_) => None,
        };
        look(&entry.field.evidence, words)
            .or_else(of_type)
            .or_else(|| look(&entry.owner?.evidence, words))
    }

    /// What a type names, be it in a list or map.
    fn named(&self, ty: &'a Type) -> Option<Named<'a>> {
        let mut ty = ty;
        while let Type::List(inner) | Type::Map(inner) = ty {
            ty = inner;
        }
        match ty {
            Type::Named(name) => self.types.find(name),
            _ => None,
        }
    }

    fn explain(&self, kind: &Spanned<EvidenceKind>) -> String {
        let file = kind.place.file;
        let mut notes = self
            .types
            .scopes()
            .filter(|scope| scope.file == file)
            .flat_map(|scope| &scope.notes);
        let word = kind.value.as_str();
        match notes.find(|note| note.kind.value == kind.value) {
            Some(note) => format!("{word}: {}", note.note.value.trim()),
            None => word.to_owned(),
        }
    }

    /// The note of the operation's `evidence` that speaks of something that has no `evidence` key of
    /// its own.
    pub(super) fn note_about(&self, word: &str) -> Option<String> {
        let mut notes = self.it.spec.scope.notes.iter();
        let note = notes.find(|it| mentions(&it.note.value, word))?;
        Some(self.explain(&note.kind))
    }

    /// The recorded contradiction about a fact, in words, if it speaks of what the page says.
    pub(super) fn contradiction(
        &self,
        subject: &str,
        aspect: &Aspect,
        page: &str,
    ) -> Option<String> {
        let found = match aspect {
            Aspect::Method | Aspect::Path | Aspect::Host if subject.is_empty() => {
                self.about.get("http")
            }
            _ if subject.is_empty() => None,
            _ => self
                .about
                .get(&plain(subject))
                .or_else(|| self.about_type(subject)),
        };
        found
            .filter(|it| covers(it, aspect, page))
            .map(|it| recorded(it))
    }

    fn about_type(&self, subject: &str) -> Option<&&'a Contradiction> {
        let entry = self.fields.get(&plain(subject))?;
        let name = match self.named(&entry.field.ty.value) {
            Some(Named::Enum(found)) => Some(&found.name.value),
            Some(Named::Object(found)) => Some(&found.name.value),
            None => None,
        };
        let owner = entry.owner.map(|it| &it.name.value);
        [name, owner]
            .into_iter()
            .flatten()
            .find_map(|name| self.about.get(name.as_str()))
    }

    /// The name under which the page lists a subject, if a contradiction about it mentions one of
    /// these.
    pub(super) fn other_name<'n>(&self, subject: &str, names: &[&'n str]) -> Option<&'n str> {
        let it = self.about.get(&plain(subject))?;
        let also = self.fields.get(&plain(subject));
        names.iter().copied().find(|name| {
            also.is_some_and(|it| it.field.also.iter().any(|also| also.value == *name))
                || texts(it).any(|text| mentions(text, name))
        })
    }

    /// Why something that only the page has is left out.
    pub(super) fn left_out(&self, subject: &str) -> Option<String> {
        let (section, path) = subject.split_once('.')?;
        let name = path
            .rsplit('.')
            .next()
            .unwrap_or(path)
            .trim_end_matches("[]");
        if let Some(why) = self.credential(section, path) {
            return Some(why);
        }
        let omissions = self.it.spec.not_modelled.iter();
        let omitted = omissions
            .chain(&self.it.service.not_modelled)
            .find(|it| mentions(&it.what.value, name) || mentions(&it.what.value, path));
        if let Some(it) = omitted {
            return Some(format!("not_modelled: {}", it.why.value.trim()));
        }
        self.it
            .spec
            .contradictions
            .iter()
            .find(|it| texts(it).any(|text| mentions(text, name)))
            .map(recorded)
    }

    /// Why a fact of a row that is not in the spec in this way is left out: `not_modelled` names
    /// both the row and the value.
    pub(super) fn value_left_out(&self, subject: &str, value: &str) -> Option<String> {
        let path = subject.split_once('.').map_or(subject, |it| it.1);
        let name = path
            .rsplit('.')
            .next()
            .unwrap_or(path)
            .trim_end_matches("[]");
        let says = |text: &str| {
            (name.is_empty() || mentions(text, name)) && !value.is_empty() && mentions(text, value)
        };
        self.it
            .spec
            .not_modelled
            .iter()
            .find(|it| says(&it.what.value))
            .map(|it| format!("not_modelled: {}", it.why.value.trim()))
    }

    fn credential(&self, section: &str, name: &str) -> Option<String> {
        let is = |known: &str| known.eq_ignore_ascii_case(name);
        let service = self.it.service;
        let found = match (section, &service.credential.value) {
            ("headers", Credential::Header(known)) => is(known),
            ("headers", Credential::Bearer) => is("Authorization"),
            ("query", Credential::Query(known)) => known == name,
            _ => false,
        } || section == "headers"
            && service.credential_headers.iter().any(|it| is(&it.value));
        if found {
            return Some("it is the credential of the service".to_owned());
        }
        let is_plain =
            section == "headers" && ["Content-Type", "Accept", "Host"].into_iter().any(is);
        is_plain.then(|| "the client sends it with every call".to_owned())
    }

    /// Why none of the facts is on a page, if the operation has none.
    pub(super) fn without_page(&self) -> Option<String> {
        let origin = self.it.spec.source.as_ref()?;
        let kind = origin.evidence.as_ref()?;
        Some(match &origin.note {
            Some(note) => format!("{}: {}", kind.value.as_str(), note.value.trim()),
            None => kind.value.as_str().to_owned(),
        })
    }

    /// Where the facts of `service.yaml` come from.
    pub(super) fn of_service(&self) -> String {
        let origin = self.it.service.source.as_ref();
        let note = origin.and_then(|it| it.note.as_ref());
        match note {
            Some(note) => format!("of the service: {}", note.value.trim()),
            None => "of the service".to_owned(),
        }
    }
}

/// The kind of evidence of the whole row or of one of the aspects.
fn look<'a>(evidence: &'a Evidence, words: &[&str]) -> Option<&'a Spanned<EvidenceKind>> {
    evidence
        .0
        .iter()
        .find(|(word, _)| word.is_empty() || words.contains(&word.as_str()))
        .map(|(_, kind)| kind)
}

fn period(per: crate::spec::Period) -> String {
    match per {
        crate::spec::Period::Month => "month".to_owned(),
        crate::spec::Period::Span(span) => model::span_text(span.millis()),
    }
}

/// Whether a contradiction is about this fact of its subject: one about the name of a field does not
/// excuse a wrong unit.
fn covers(it: &Contradiction, aspect: &Aspect, page: &str) -> bool {
    let any = |words: &[&str]| texts(it).any(|text| words.iter().any(|word| mentions(text, word)));
    match aspect {
        Aspect::Exists => {
            let name = page.rsplit('.').next().unwrap_or(page);
            page.is_empty() || any(&[name.trim_end_matches("[]")])
        }
        Aspect::Also(name) => any(&[name]),
        Aspect::Required => any(&["required"]),
        Aspect::Presence => any(&["always"]),
        Aspect::Deprecated => any(&["deprecated", "withdrawn"]),
        Aspect::Method | Aspect::Path | Aspect::Host => texts(it).any(|text| text.contains(page)),
        _ => any(&[page]),
    }
}

fn recorded(it: &Contradiction) -> String {
    format!(
        "contradiction about {}: {}",
        it.about.value,
        short(it.chosen.value.trim())
    )
}

fn texts(it: &Contradiction) -> impl Iterator<Item = &str> {
    let said = [&it.table, &it.example, &it.url, &it.sdk];
    let said = said.into_iter().flatten().map(|it| it.value.as_str());
    let seen = it.seen.iter().map(|(place, _)| place.value.as_str());
    said.chain(seen)
        .chain(it.unseen.iter().map(|it| it.value.as_str()))
        .chain([it.chosen.value.as_str()])
}

/// Whether a text has a name as a word of its own.
fn mentions(text: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let before = text.get(..at).and_then(|it| it.chars().next_back());
            let after = text.get(at + name.len()..).and_then(|it| it.chars().next());
            !before.is_some_and(is_part) && !after.is_some_and(is_part)
        })
}

#[cfg(test)]
mod tests {
    use super::{mentions, plain};

    #[test]
    fn names_are_mentioned_as_whole_words() {
        assert!(mentions("The header x-token, and more.", "x-token"));
        assert!(mentions("叫做size。", "size"));
        assert!(!mentions("The fileSize", "Size"));
        assert!(!mentions("page_size", "page"));
        assert!(!mentions("anything", ""));
    }

    #[test]
    fn lists_and_the_case_of_headers_make_no_difference() {
        assert_eq!(
            plain("response.items[].lines[][].id"),
            "response.items.lines.id"
        );
        assert_eq!(plain("headers.X-Token"), "headers.x-token");
        assert_eq!(plain("query.Page"), "query.Page");
    }
}
