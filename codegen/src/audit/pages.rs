//! Which page an operation was transcribed from, and which of the page's operations it is.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
};

use sha2::{Digest as _, Sha256};

use super::{Audit, FoundBy, PageFile, PageRead, operation::Described};
use crate::{
    import::{self, Capture, Draft},
    model, spec,
};

/// A file that was read.
pub(super) struct Read<'a> {
    file: &'a PageFile,
    sha256: String,
    pub(super) draft: Result<Draft, String>,
}

/// Where an operation stands.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    /// Index of the page.
    pub(super) page: Option<(usize, FoundBy)>,
    /// Index of the operation on it.
    pub(super) operation: Option<usize>,
}

/// Reads every page once.
pub(super) fn read<'a>(pages: &'a [PageFile], described: &[Described<'_>]) -> Vec<Read<'a>> {
    let services: HashMap<&str, &str> = described
        .iter()
        .filter_map(|it| {
            let digest = it.spec.source.as_ref()?.sha256.as_ref()?;
            Some((digest.value.as_str(), it.service.name.value.as_str()))
        })
        .collect();
    pages
        .iter()
        .map(|file| {
            let sha256 = digest(&file.bytes);
            let capture = Capture {
                name: &file.name,
                bytes: &file.bytes,
                format: None,
            };
            let service = services.get(sha256.as_str()).copied().unwrap_or_default();
            let draft = import::import(capture, service).map_err(|error| error.to_string());
            Read {
                file,
                sha256,
                draft,
            }
        })
        .collect()
}

fn digest(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

impl Read<'_> {
    pub(super) fn name(&self) -> &str {
        &self.file.name
    }

    pub(super) fn operation(&self, index: usize) -> Option<&model::Operation> {
        self.draft.as_ref().ok()?.operations.get(index)
    }

    pub(super) fn listed(&self) -> PageRead {
        PageRead {
            name: self.file.name.clone(),
            operations: match &self.draft {
                Ok(draft) => Ok(draft.operations.len()),
                Err(why) => Err(why.clone()),
            },
            left: Vec::new(),
            used: false,
        }
    }

    fn is_called(&self, title: &str) -> bool {
        let Ok(draft) = &self.draft else {
            return false;
        };
        let sections = draft.operations.iter().filter_map(|it| it.title.as_ref());
        let mut titles = draft.title.iter().chain(sections.map(|title| &title.value));
        titles.any(|it| it.trim() == title.trim())
    }

    fn holds(&self, text: &str) -> bool {
        let needle = text.as_bytes();
        !needle.is_empty()
            && self.draft.is_ok()
            && std::str::from_utf8(&self.file.bytes).is_ok_and(|page| page.contains(text))
    }
}

/// Finds the page of each operation, and its place on it.
pub(super) fn pair(read: &[Read<'_>], described: &[Described<'_>]) -> Vec<Place> {
    let digests: HashMap<&str, usize> = read
        .iter()
        .enumerate()
        // Of copies the first counts.
        .rev()
        .map(|(index, it)| (it.sha256.as_str(), index))
        .collect();
    let mut places: Vec<Place> = described
        .iter()
        .map(|it| Place {
            page: find(read, &digests, it.spec),
            operation: None,
        })
        .collect();
    let mut of_page: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, place) in places.iter().enumerate() {
        if let Some((page, _)) = place.page {
            of_page.entry(page).or_default().push(index);
        }
    }
    for (page, mut waiting) in of_page {
        let Some(Ok(draft)) = read.get(page).map(|it| &it.draft) else {
            continue;
        };
        let mut free: Vec<usize> = (0..draft.operations.len()).collect();
        for is_it in [same_call, same_title] {
            waiting.retain(|&index| {
                let Some(it) = described.get(index) else {
                    return false;
                };
                let found = free.iter().position(|&candidate| {
                    let candidate = draft.operations.get(candidate);
                    candidate.is_some_and(|found| is_it(it, found))
                });
                if let (Some(found), Some(place)) = (found, places.get_mut(index)) {
                    place.operation = Some(free.remove(found));
                }
                found.is_none()
            });
        }
        // One that is left on each side is the same one, whatever has changed.
        if let ([index], [only]) = (&waiting[..], &free[..])
            && let Some(place) = places.get_mut(*index)
        {
            place.operation = Some(*only);
        }
    }
    places
}

fn find(
    read: &[Read<'_>],
    digests: &HashMap<&str, usize>,
    spec: &spec::Operation,
) -> Option<(usize, FoundBy)> {
    let origin = spec.source.as_ref()?;
    let document = origin.document.as_ref()?;
    if let Some(digest) = &origin.sha256
        && let Some(&page) = digests.get(digest.value.to_lowercase().as_str())
    {
        return Some((page, FoundBy::Digest));
    }
    let position = |is: &dyn Fn(&Read<'_>) -> bool| read.iter().position(is);
    let is_named = |it: &Read<'_>| {
        let name = it.name();
        name == document.value || name.rsplit('/').next() == Some(document.value.as_str())
    };
    if let Some(page) = position(&is_named) {
        return Some((page, FoundBy::Document));
    }
    if let Some(url) = &origin.url
        && let Some(page) = position(&|it| it.holds(&url.value))
    {
        return Some((page, FoundBy::Address));
    }
    let titles = [&origin.section, &origin.title];
    titles
        .into_iter()
        .flatten()
        .find_map(|title| position(&|it| it.is_called(&title.value)))
        .map(|page| (page, FoundBy::Title))
}

fn same_call(it: &Described<'_>, found: &model::Operation) -> bool {
    let method = found.method.as_ref().map(|it| it.value.as_str());
    let path = found.path.as_ref().map(|it| blank(&it.value));
    method == Some(it.spec.method.as_str()) && path == Some(blank(&it.spec.path.value))
}

fn same_title(it: &Described<'_>, found: &model::Operation) -> bool {
    let Some(title) = &found.title else {
        return false;
    };
    let origin = it.spec.source.as_ref();
    let section = origin.and_then(|it| it.section.as_ref());
    [section, it.spec.term.as_ref()]
        .into_iter()
        .flatten()
        .any(|name| name.value.trim() == title.value.trim())
}

/// A path template without the names in it.
fn blank(path: &str) -> String {
    let parts = path.split('/').map(|part| {
        if part.starts_with('{') && part.ends_with('}') {
            "{}"
        } else {
            part
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Lists what pages say of operations that no spec describes. Pages to which no spec belongs may
/// be there for another reason.
pub(super) fn leftovers(read: &[Read<'_>], places: &[Place], audit: &mut Audit) {
    let paired: HashSet<(usize, usize)> = places
        .iter()
        .filter_map(|it| Some((it.page?.0, it.operation?)))
        .collect();
    for (index, (page, listed)) in read.iter().zip(&mut audit.pages).enumerate() {
        let Ok(draft) = &page.draft else { continue };
        if !listed.used {
            continue;
        }
        for (number, operation) in draft.operations.iter().enumerate() {
            if !paired.contains(&(index, number)) {
                let call = format!(
                    "{} {}",
                    said(operation.method.as_ref()),
                    said(operation.path.as_ref())
                );
                listed.left.push((call, operation.at.line));
            }
        }
    }
}

fn said(fact: Option<&model::Fact<String>>) -> &str {
    fact.map_or("?", |it| it.value.as_str())
}
