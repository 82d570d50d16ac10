//! Which operation of a page is which spec.

use super::{Change, Kind, Silence, alike::unique, changes, operation::blank, words};
use crate::model::{Aspect, Fact, Operation};

/// A spec that a page may describe.
#[derive(Clone, Copy, Debug)]
pub struct Described<'a> {
    /// The spec.
    pub operation: &'a Operation,
    /// Whether its source is this page, or an earlier capture of it.
    pub of_page: bool,
}

/// One operation of a page beside its spec.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Name of the service; empty if it is not known.
    pub service: String,
    /// Name of the operation: the spec's, else the draft's.
    pub name: String,
    /// Index of the spec.
    pub spec: Option<usize>,
    /// Index of the page's operation.
    pub page: Option<usize>,
    /// What changed from the spec to the page.
    pub changes: Vec<Change>,
}

/// Compares the operations of a page with specs. Specs that the page neither describes nor is
/// the source of are left out.
#[must_use]
pub fn compare(specs: &[Described<'_>], page: &[Operation]) -> Vec<Comparison> {
    let mut pairs = Pairs {
        specs,
        page,
        of_spec: vec![None; specs.len()],
        of_page: vec![None; page.len()],
    };
    pairs.by(|it| Some(format!("{} {}", method(it)?, path(it)?)));
    pairs.by(path);
    pairs.by(|it| said(it.title.as_ref()));
    pairs.by(|it| Some(it.name.clone()).filter(|name| !name.is_empty()));
    // Nothing else is left that it could be.
    let left = |index: &usize| specs[*index].of_page && pairs.of_spec[*index].is_none();
    let specs_left: Vec<usize> = (0..specs.len()).filter(left).collect();
    let page_left: Vec<usize> = (0..page.len())
        .filter(|it| pairs.of_page[*it].is_none())
        .collect();
    if let ([spec], [page]) = (specs_left.as_slice(), page_left.as_slice()) {
        pairs.of_spec[*spec] = Some(*page);
        pairs.of_page[*page] = Some(*spec);
    }
    pairs.list()
}

struct Pairs<'a> {
    specs: &'a [Described<'a>],
    page: &'a [Operation],
    of_spec: Vec<Option<usize>>,
    of_page: Vec<Option<usize>>,
}

impl Pairs<'_> {
    /// Pairs what is left and has a key that occurs once on each side.
    fn by(&mut self, key: impl Fn(&Operation) -> Option<String>) {
        let specs = self.specs.iter().enumerate();
        let specs = specs.filter(|(index, _)| self.of_spec[*index].is_none());
        let page = self.page.iter().enumerate();
        let page = page.filter(|(index, _)| self.of_page[*index].is_none());
        let found = unique(
            specs.filter_map(|(index, it)| Some((key(it.operation)?, index))),
            page.filter_map(|(index, it)| Some((key(it)?, index))),
        );
        for (spec, page) in found {
            self.of_spec[spec] = Some(page);
            self.of_page[page] = Some(spec);
        }
    }

    fn list(&self) -> Vec<Comparison> {
        let mut list: Vec<Comparison> = self
            .page
            .iter()
            .enumerate()
            .map(|(index, page)| match self.of_page[index] {
                Some(spec) => {
                    let operation = self.specs[spec].operation;
                    Comparison {
                        service: operation.service.clone(),
                        name: operation.name.clone(),
                        spec: Some(spec),
                        page: Some(index),
                        changes: changes(operation, page, Silence::New),
                    }
                }
                None => Comparison {
                    service: page.service.clone(),
                    name: page.name.clone(),
                    spec: None,
                    page: Some(index),
                    changes: vec![
                        Change::new(Kind::E01, "", Aspect::Exists)
                            .new_value(address(page), page.at),
                    ],
                },
            })
            .collect();
        for (index, spec) in self.specs.iter().enumerate() {
            if spec.of_page && self.of_spec[index].is_none() {
                list.push(Comparison {
                    service: spec.operation.service.clone(),
                    name: spec.operation.name.clone(),
                    spec: Some(index),
                    page: None,
                    changes: vec![
                        Change::new(Kind::E05, "", Aspect::Exists)
                            .old(address(spec.operation), spec.operation.at),
                    ],
                });
            }
        }
        list
    }
}

fn method(operation: &Operation) -> Option<String> {
    let method = operation.method.as_ref()?;
    Some(method.value.to_ascii_uppercase())
}

fn path(operation: &Operation) -> Option<String> {
    let path = operation.path.as_ref()?;
    Some(blank(&path.value).trim_end_matches('/').to_lowercase())
}

fn said(fact: Option<&Fact<String>>) -> Option<String> {
    fact.map(|fact| words::plain(&fact.value))
        .filter(|text| !text.is_empty())
}

fn address(operation: &Operation) -> String {
    let parts = [&operation.method, &operation.path];
    let parts: Vec<&str> = parts
        .into_iter()
        .flatten()
        .map(|fact| fact.value.as_str())
        .collect();
    parts.join(" ")
}
