//! Made-up values with the documented members.

use super::{
    FieldSpec, Kind,
    check::is_written,
    files::Links,
    random::{Random, hash},
    spec::{Presence, Written},
};
use crate::runtime::Json;

/// An object that holds itself is made this often, one within the other.
const DEEPEST_RECURSION: usize = 3;
/// No object lies deeper than this.
const DEEPEST: usize = 8;
/// Ids differ between this many objects of one entry.
const PARTS: u64 = 1024;
/// Bytes of a file whose size is nowhere told.
const USUAL_SIZE: u64 = 10_000;
/// Fewer digits than this cannot tell the entries of a large data set apart.
const FEWEST_DIGITS: usize = 11;

/// Makes the values of one entry, always the same ones for a seed and an index.
pub(super) struct Maker {
    random: Random,
    index: u64,
    /// Milliseconds since the Unix epoch.
    clock: i64,
    /// Whether an instant was made.
    has_instant: bool,
    /// Objects within the entry that were made so far.
    parts: u64,
    /// The types of the objects that are being made, the outermost first, and their numbers; the entry itself is 0.
    ancestors: Vec<(&'static [FieldSpec], u64)>,
    /// Members that are lists or objects are left out.
    sketch: bool,
    /// The last size that was made, for the links that follow it.
    size: Option<u64>,
    /// Where links lead; `None` for a host that does not exist.
    links: Option<Links>,
}

impl Maker {
    /// Makes values for the entry with this index, whose first instant is `time`, in milliseconds since the Unix epoch.
    pub(super) fn new(seed: u64, index: u64, time: i64) -> Self {
        Self {
            random: Random::new(hash(seed, &index.to_le_bytes())),
            index,
            clock: time,
            has_instant: false,
            parts: 0,
            ancestors: Vec::new(),
            sketch: false,
            size: None,
            links: None,
        }
    }

    /// Where links lead.
    pub(super) fn links(mut self, links: Option<Links>) -> Self {
        self.links = links;
        self
    }

    /// Leaves out what lies within lists and objects of the entry; the rest is the same.
    pub(super) fn sketch(mut self) -> Self {
        self.sketch = true;
        self
    }

    /// The entry; an example tells what its ids look like.
    pub(super) fn entry(mut self, kind: &Kind, example: Option<&Json>) -> Json {
        self.value("entry", kind, Written::Plain, example)
    }

    /// A value for a member of this name.
    pub(super) fn value(
        &mut self,
        name: &str,
        kind: &Kind,
        written: Written,
        example: Option<&Json>,
    ) -> Json {
        let number = match kind {
            Kind::String => return Json::from(self.text(name, example)),
            Kind::Url => return Json::from(self.link(name)),
            Kind::Bool => return Json::Bool(self.random.below(2) == 1),
            Kind::Strings(known) => return Json::from(self.random.pick(known).unwrap_or_default()),
            Kind::Json => return Json::from(self.label(name)),
            Kind::List(entry) => return self.list(name, entry, written, example),
            Kind::Map(entry) => {
                let value = self.value(name, entry, written, None);
                return Json::Object([(self.label(name), value)].into_iter().collect());
            }
            Kind::Object(fields) => return self.object(fields, example),
            Kind::Integers(known) => Json::from(self.random.pick(known).unwrap_or_default()),
            Kind::U32 | Kind::U64 | Kind::I64 => Json::from(self.random.below(101)),
            Kind::F64 => Json::from(f64::from(self.random.small(200)) / 2.0),
            Kind::UnixSeconds => Json::from(self.instant().div_euclid(1000)),
            Kind::UnixMillis => Json::from(self.instant()),
            Kind::Seconds => Json::from(60 + self.random.below(7141)),
            Kind::Millis => Json::from(60_000 + self.random.below(7_140_001)),
            // Files that large can be downloaded in tests.
            Kind::Bytes => {
                let size = 10_000 + self.random.below(190_001);
                self.size = Some(size);
                Json::from(size)
            }
        };
        as_written(number, written)
    }

    /// The members of an object, in their order; null if it lies too deep.
    pub(super) fn object(&mut self, fields: &'static [FieldSpec], example: Option<&Json>) -> Json {
        let same = self
            .ancestors
            .iter()
            .filter(|(it, _)| std::ptr::eq(*it, fields));
        if self.ancestors.len() >= DEEPEST || same.count() >= DEEPEST_RECURSION {
            return Json::Null;
        }
        self.ancestors.push((fields, self.parts));
        self.parts += 1;
        self.size = None;
        let mut members = serde_json::Map::new();
        for field in fields {
            if !holds(field.presence, &members) {
                continue;
            }
            let example = example.and_then(|example| example.get(field.name));
            let value = self.member(field, example);
            if !value.is_null() {
                members.insert(field.name.to_owned(), value);
            }
        }
        self.ancestors.pop();
        Json::Object(members)
    }

    /// A member; what lies within a member of the entry itself changes nothing of what follows.
    fn member(&mut self, field: &FieldSpec, example: Option<&Json>) -> Json {
        let is_nested = matches!(field.kind, Kind::List(_) | Kind::Map(_) | Kind::Object(_));
        if !is_nested || self.ancestors.len() > 1 {
            return self.value(field.name, &field.kind, field.written, example);
        }
        let inner = self.random.split();
        let outer = std::mem::replace(&mut self.random, inner);
        let clock = self.clock;
        let value = if self.sketch {
            Json::Null
        } else {
            self.value(field.name, &field.kind, field.written, example)
        };
        self.random = outer;
        if holds_instant(&field.kind, DEEPEST) {
            self.has_instant = true;
            self.clock = clock + 4 * 3_600_000;
        }
        value
    }

    fn list(&mut self, name: &str, entry: &Kind, written: Written, example: Option<&Json>) -> Json {
        let example = example.and_then(|example| example.get(0));
        let entries = (0..=self.random.below(2)).map(|_| self.value(name, entry, written, example));
        entries.filter(|value| !value.is_null()).collect()
    }

    /// The time of the entry, and from then on up to half an hour more each time.
    fn instant(&mut self) -> i64 {
        if self.has_instant {
            self.clock += 60_000 + i64::from(self.random.small(1_740_000));
        }
        self.has_instant = true;
        self.clock
    }

    fn text(&mut self, name: &str, example: Option<&Json>) -> String {
        if !is_id(name) {
            return format!("{} {}", words(name, ' '), self.index);
        }
        match example.and_then(Json::as_str) {
            Some(text) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.digits(name, text.len())
            }
            _ => self.label(name),
        }
    }

    /// A link to a file of the size that the object has told.
    fn link(&self, name: &str) -> String {
        let label = self.label(name);
        match &self.links {
            Some(links) => links.link(&label, self.size.unwrap_or(USUAL_SIZE)),
            None => format!("https://files.example/{label}"),
        }
    }

    /// A text of digits, as many as in the example if that is enough, that no other entry and no other part of the entry
    /// has under this name.
    fn digits(&self, name: &str, length: usize) -> String {
        let serial = self.index * PARTS + self.part() % PARTS;
        let length = match length {
            // Ids of this length sometimes are more than a signed integer can hold.
            18.. => 18 + self.index % 3,
            FEWEST_DIGITS.. => length as u64,
            _ => 18,
        };
        let least = 10_u128.pow(u32::try_from(length - 1).unwrap_or(18));
        // The factor has no divisor in common with powers of ten times nine, so that no two serials meet.
        let shift = u128::from(hash(0, name.as_bytes()));
        let spread = (u128::from(serial) * 6_364_136_223_846_793_007 + shift) % (9 * least);
        (least + spread).to_string()
    }

    /// A readable text that no other entry has under this name, such as `meeting-17`.
    fn label(&self, name: &str) -> String {
        let words = words(name, '-');
        let stem = words.strip_suffix("-id").or(words.strip_suffix("-code"));
        let stem = stem.or(words.strip_suffix("id")).unwrap_or(&words);
        let stem = if stem.is_empty() { "id" } else { stem };
        match self.part() {
            0 => format!("{stem}-{}", self.index),
            part => format!("{stem}-{}-{part}", self.index),
        }
    }

    /// 0 for the entry itself, and a number for each object within it.
    fn part(&self) -> u64 {
        self.ancestors.last().map_or(0, |(_, part)| *part)
    }
}

/// Whether a member is sent, given those before it.
pub(super) fn holds(presence: Presence, members: &serde_json::Map<String, Json>) -> bool {
    let Presence::When(conditions) = presence else {
        return true;
    };
    conditions.iter().all(|(name, expected)| {
        let value = members.get(*name);
        value.is_some_and(|value| is_written(value, expected))
    })
}

/// A number as a spec says that it is written.
pub(super) fn as_written(number: Json, written: Written) -> Json {
    match written {
        Written::Text => Json::from(number.to_string()),
        Written::Plain | Written::Either => number,
    }
}

/// The type of the first instant within a value, in its order; `None` if there is none.
pub(super) fn first_instant(kind: &Kind, depth: usize) -> Option<Kind> {
    match kind {
        Kind::UnixSeconds | Kind::UnixMillis => Some(*kind),
        Kind::List(entry) | Kind::Map(entry) => first_instant(entry, depth),
        Kind::Object(fields) if depth > 0 => {
            let mut fields = fields.iter();
            fields.find_map(|field| first_instant(&field.kind, depth - 1))
        }
        _ => None,
    }
}

fn holds_instant(kind: &Kind, depth: usize) -> bool {
    first_instant(kind, depth).is_some()
}

fn is_id(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("id") || name.ends_with("code")
}

/// The words of a name in snake case or camel case.
fn words(name: &str, between: char) -> String {
    let mut words = String::new();
    let mut after_capital = true;
    for c in name.chars() {
        if c.is_ascii_uppercase() && !after_capital {
            words.push(between);
        }
        after_capital = c.is_ascii_uppercase();
        words.push(if c == '_' {
            between
        } else {
            c.to_ascii_lowercase()
        });
    }
    words
}

#[cfg(test)]
mod tests;
