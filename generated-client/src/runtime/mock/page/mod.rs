//! Pages of the data set, in the form that the operation documents.

use super::{
    Arguments, FieldSpec, Kind, OperationSpec, PageSpec, Refusal,
    data::{DataSet, Query, Selection},
    entry::{Maker, as_written, holds},
    problem::Problem,
    random::hash,
    spec::{Limit, Presence},
};
use crate::runtime::Json;

/// Entries of a page if neither the call nor the spec says how many.
const USUAL_SIZE: u64 = 20;
/// The most entries of a page for which the spec has no limit.
const LARGEST_SIZE: u64 = 1000;

impl DataSet {
    /// One page of the data set, with the operation's documented fields.
    ///
    /// `includes` gets entries without those members that are lists or objects.
    pub(super) fn page(
        &self,
        spec: &OperationSpec,
        arguments: &Arguments<'_>,
        includes: &dyn Fn(&Json) -> bool,
    ) -> Result<Json, Refusal> {
        let Some((pages, entry)) = spec.pages.and_then(|it| Some((it, entry(spec, it.items)?)))
        else {
            return Ok(self.object(spec));
        };
        let query = query(spec, &pages, arguments);
        let size = size(spec, &pages, arguments)?;
        let cursor = Cursor {
            seed: hash(self.seed(spec), &query.1.to_le_bytes()),
        };
        let selection = self.select(spec, entry, query, arguments, includes);
        let Some(selection) = selection.get() else {
            // It was filled a moment ago.
            return Ok(self.object(spec));
        };
        let total = selection.len();
        let place = Place::read(spec, &pages, arguments, size, total, &cursor)?;
        let items = self.items(spec, entry, selection, place.start, size);
        let page = Page {
            pages: &pages,
            count: items.len() as u64,
            next: place.start.saturating_add(items.len() as u64),
            items: Json::Array(items),
            number: place.number,
            size,
            total,
            cursor,
        };
        Ok(page.fill(spec.response, "", &mut self.maker(spec, entry, 0)))
    }

    fn items(
        &self,
        spec: &OperationSpec,
        entry: &Kind,
        selection: &Selection,
        start: u64,
        size: u64,
    ) -> Vec<Json> {
        let example = spec.examples.iter().find_map(|example| {
            let body: Json = serde_json::from_str(example.response).ok()?;
            let items = spec.pages.map_or("", |pages| pages.items);
            body.pointer(&format!("/{}/0", items.replace('.', "/")))
                .cloned()
        });
        let places = start..start.saturating_add(size);
        let indices = places.map_while(|place| selection.at(place));
        indices
            .map(|index| {
                self.maker(spec, entry, index)
                    .entry(entry, example.as_ref())
            })
            .collect()
    }
}

/// The type of the entries.
fn entry(spec: &OperationSpec, path: &str) -> Option<&'static Kind> {
    let mut fields = spec.response;
    let mut names = path.split('.');
    loop {
        let name = names.next()?;
        match fields.iter().find(|field| field.name == name)?.kind {
            Kind::Object(inner) => fields = inner,
            Kind::List(entry) => return Some(entry),
            _ => return None,
        }
    }
}

/// Everything that was sent but what says which page is wanted.
fn query(spec: &OperationSpec, pages: &PageSpec, arguments: &Arguments<'_>) -> Query {
    let roles = [pages.page, pages.size, pages.cursor, pages.offset];
    let mut query = (
        hash(0, spec.name().as_bytes()),
        hash(1, spec.name().as_bytes()),
    );
    for param in spec
        .params
        .iter()
        .filter(|param| !roles.contains(&Some(param.name)))
    {
        let value = arguments.find(param.name).unwrap_or_default().to_string();
        query = (
            hash(query.0, value.as_bytes()),
            hash(query.1, value.as_bytes()),
        );
    }
    query
}

/// The number of entries of a page.
fn size(spec: &OperationSpec, pages: &PageSpec, arguments: &Arguments<'_>) -> Result<u64, Refusal> {
    let Some(name) = pages.size else {
        return Ok(USUAL_SIZE);
    };
    let param = spec.params.iter().find(|param| param.name == name);
    let most = match param.and_then(|param| param.max) {
        Some(Limit::Integer(most)) => u64::try_from(most).ok(),
        _ => None,
    };
    let size = match number(arguments, name)? {
        Some(0) => return Err(Problem::new("must be at least 1").at(name).into()),
        Some(size) => size.min(most.unwrap_or(LARGEST_SIZE)),
        None => most.unwrap_or(USUAL_SIZE),
    };
    // Whatever a spec says, no page is without end.
    Ok(size.max(1))
}

/// A parameter that is a number, perhaps as text; none and an empty text are no number.
fn number(arguments: &Arguments<'_>, name: &str) -> Result<Option<u64>, Refusal> {
    match arguments.find(name) {
        None => Ok(None),
        Some(Json::String(text)) if text.is_empty() => Ok(None),
        Some(value) => {
            let text = value.as_str().and_then(|text| text.parse().ok());
            let problem = || {
                Problem::new("must be an integer of at least 0")
                    .at(name)
                    .into()
            };
            value.as_u64().or(text).map(Some).ok_or_else(problem)
        }
    }
}

/// Which part of the entries a call asks for.
struct Place {
    /// The entries before it.
    start: u64,
    /// The number of the page.
    number: u64,
}

impl Place {
    fn read(
        spec: &OperationSpec,
        pages: &PageSpec,
        arguments: &Arguments<'_>,
        size: u64,
        total: u64,
        cursor: &Cursor,
    ) -> Result<Self, Refusal> {
        if let Some(name) = pages.cursor
            && let Some(sent) = arguments.find(name)
            && sent.as_str() != Some("")
        {
            let is_text = spec
                .params
                .iter()
                .any(|it| it.name == name && is_text(&it.kind));
            let start = if is_text {
                sent.as_str().and_then(|text| cursor.read(text))
            } else {
                sent.as_u64().filter(|start| *start <= total)
            };
            let problem = || Problem::new("is no cursor of an answer to this query").at(name);
            return Ok(Self::at(start.ok_or_else(problem)?, size, pages));
        }
        if let Some(name) = pages.offset
            && let Some(start) = number(arguments, name)?
        {
            return Ok(Self::at(start, size, pages));
        }
        let Some(name) = pages.page else {
            return Ok(Self::at(0, size, pages));
        };
        let page = number(arguments, name)?.unwrap_or(pages.first);
        let Some(before) = page.checked_sub(pages.first) else {
            let says = format!("must be at least {}", pages.first);
            return Err(Problem::new(says).at(name).into());
        };
        let last = total.div_ceil(size).max(1) - 1;
        if before > last {
            let says = format!("must be at most {}", pages.first.saturating_add(last));
            return Err(Problem::new(says).at(name).into());
        }
        Ok(Self {
            start: before * size,
            number: page,
        })
    }

    fn at(start: u64, size: u64, pages: &PageSpec) -> Self {
        Self {
            start,
            number: pages.first.saturating_add(start / size),
        }
    }
}

/// Texts that stand for places in the entries of one query, and that nobody else makes.
struct Cursor {
    seed: u64,
}

impl Cursor {
    fn write(&self, start: u64) -> String {
        let check = hash(self.seed, &start.to_le_bytes());
        format!("{start:x}-{check:016x}")
    }

    fn read(&self, text: &str) -> Option<u64> {
        let (start, _) = text.split_once('-')?;
        let start = u64::from_str_radix(start, 16).ok()?;
        (self.write(start) == text).then_some(start)
    }
}

/// What a page says of itself.
struct Page<'p> {
    pages: &'p PageSpec,
    items: Json,
    count: u64,
    /// The entries before the next page.
    next: u64,
    number: u64,
    size: u64,
    total: u64,
    cursor: Cursor,
}

impl Page<'_> {
    /// The documented members of an object of the answer; `path` leads to it, with a dot at the end.
    fn fill(&self, fields: &'static [FieldSpec], path: &str, maker: &mut Maker) -> Json {
        let mut members = serde_json::Map::new();
        for field in fields {
            if !holds(field.presence, &members) {
                continue;
            }
            let here = format!("{path}{}", field.name);
            if let Some(value) = self.member(field, &here, maker) {
                members.insert(field.name.to_owned(), value);
            }
        }
        Json::Object(members)
    }

    /// A member; `None` if it is left out.
    fn member(&self, field: &FieldSpec, path: &str, maker: &mut Maker) -> Option<Json> {
        let is = |role: Option<&str>| role == Some(path);
        let pages = self.pages;
        let has_more = self.next < self.total;
        if pages.items == path {
            return Some(self.items.clone());
        }
        if is(pages.pages) {
            return Some(written(field, self.total.div_ceil(self.size)));
        }
        if is(pages.count) {
            return Some(written(field, self.count));
        }
        if is(pages.total) {
            return Some(written(field, self.total));
        }
        if is(pages.more) {
            return Some(match field.kind {
                Kind::Bool => Json::Bool(has_more),
                Kind::String | Kind::Strings(_) => Json::from(has_more.to_string()),
                _ => written(field, has_more.into()),
            });
        }
        if is(pages.next) {
            return match (has_more, is_text(&field.kind)) {
                (true, true) => Some(Json::from(self.cursor.write(self.next))),
                (true, false) => Some(written(field, self.next)),
                (false, true) if field.presence == Presence::Always => Some(Json::from("")),
                (false, false) if field.presence == Presence::Always => Some(written(field, 0)),
                (false, _) => None,
            };
        }
        match field.kind {
            Kind::Object(inner) => Some(self.fill(inner, &format!("{path}."), maker)),
            Kind::U32 | Kind::U64 | Kind::I64 => {
                let number = self.guess(field.name);
                Some(match number {
                    Some(number) => written(field, number),
                    None => maker.value(field.name, &field.kind, field.written, None),
                })
            }
            _ => Some(maker.value(field.name, &field.kind, field.written, None)),
        }
    }

    /// What an integer means that has no role, by its name.
    fn guess(&self, name: &str) -> Option<u64> {
        let name = name.to_ascii_lowercase();
        let (is_total, is_page) = (name.contains("total"), name.contains("page"));
        match () {
            () if is_page && name.contains("size") => Some(self.size),
            () if is_page && is_total => Some(self.total.div_ceil(self.size)),
            () if is_total => Some(self.total),
            () if is_page => Some(self.number),
            () => None,
        }
    }
}

fn is_text(kind: &Kind) -> bool {
    matches!(kind, Kind::String | Kind::Url | Kind::Strings(_))
}

/// A number as a member carries it.
fn written(field: &FieldSpec, number: u64) -> Json {
    if is_text(&field.kind) {
        Json::from(number.to_string())
    } else {
        as_written(Json::from(number), field.written)
    }
}

#[cfg(test)]
mod tests;
