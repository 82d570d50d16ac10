//! Where a walk is, to be saved.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{
    spot::{Next, Spot},
    windowed::Range,
};
use crate::runtime::{Fault, FromWire, ObjectWriter, Value, always};

/// The layout of what is saved. Older layouts stay readable.
const VERSION: u32 = 1;

/// A place in a list, right after an entry: saved with serde, it lets a walk go on in another process.
///
/// It holds no entries, but it may hold a cursor of the service: keep it as safe as the call's own parameters. `Debug`
/// does not show the cursor.
#[derive(Clone, PartialEq, Eq)]
pub struct Position {
    operation: String,
    /// The page size that the place depends on.
    size: Option<String>,
    /// Whether there was nothing more.
    ended: bool,
    spot: Spot,
}

impl Position {
    pub(super) fn new(operation: &str, size: Option<String>, next: &Next) -> Self {
        let (ended, spot) = match next {
            Next::Page(spot) => (false, spot.clone()),
            Next::End(spot) => (true, spot.clone()),
            // Nothing was wrong with a start that is never reached.
            Next::Failed => (false, Spot::default()),
        };
        Self {
            operation: operation.to_owned(),
            size,
            ended,
            spot,
        }
    }

    /// The operation whose list it is a place in, in `snake_case`.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// Whether the walk had come to its end. Where it was split into windows, it may still be resumed with a range that
    /// ends later.
    #[must_use]
    pub fn is_end(&self) -> bool {
        self.ended
    }

    /// Where a walk goes on, or why it cannot.
    pub(super) fn resume(
        &self,
        operation: &str,
        size: Option<&str>,
        range: Option<&Range>,
    ) -> Result<Next, String> {
        if self.operation != operation {
            return Err("the position is of another operation".to_owned());
        }
        if self.size.as_deref() != size {
            return Err("the position is of a walk with another page size".to_owned());
        }
        match (range, self.spot.window) {
            (None, None) => {}
            (None, Some(_)) => return Err("the position is of a walk over a range".to_owned()),
            (Some(_), None) => return Err("the position is of a walk without a range".to_owned()),
            (Some(range), Some((from, to))) => {
                if from < range.from || to > range.to || to < from {
                    return Err("the position lies outside of the range".to_owned());
                }
            }
        }
        if !self.ended {
            return Ok(Next::Page(self.spot.clone()));
        }
        let after = |(range, (_, to)): (&Range, (i64, i64))| range.after(to);
        Ok(match range.zip(self.spot.window).and_then(after) {
            Some(window) => Next::Page(Spot {
                window: Some(window),
                seen: self.spot.found.clone(),
                ..Spot::default()
            }),
            None => Next::End(self.spot.clone()),
        })
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Spot {
            window,
            place,
            skip,
            seen,
            found,
        } = &self.spot;
        let mut object = ObjectWriter::new(serializer)?;
        object.field("version", &VERSION)?;
        object.field("operation", &self.operation)?;
        object.optional("size", &self.size)?;
        object.optional("from", &window.map(|(from, _)| from))?;
        object.optional("to", &window.map(|(_, to)| to))?;
        object.optional("place", place)?;
        object.field("index", skip)?;
        object.list("seen", &texts(seen))?;
        object.list("found", &texts(found))?;
        object.field("ended", &self.ended)?;
        object.end()
    }
}

impl FromWire for Position {
    fn from_wire(value: Value<'_>) -> Result<Self, Fault> {
        let (mut version, mut operation, mut size) = (None, None, None);
        let (mut from, mut to, mut place) = (None, None, None);
        let (mut index, mut seen, mut found, mut ended) = (None, None, None, None);
        let mut member = |key: &str, value: Value<'_>| match key {
            "version" => value.read(&mut version),
            "operation" => value.read(&mut operation),
            "size" => value.read(&mut size),
            "from" => value.read(&mut from),
            "to" => value.read(&mut to),
            "place" => value.read(&mut place),
            "index" => value.read(&mut index),
            "seen" => value.read(&mut seen),
            "found" => value.read(&mut found),
            "ended" => value.read(&mut ended),
            _ => value.unknown(),
        };
        value.object(&mut member)?;
        if always::<u32>(version, "version")? != VERSION {
            return Err(Fault::new("version 1", "another").at("version"));
        }
        let index: u64 = always(index, "index")?;
        Ok(Self {
            operation: always(operation, "operation")?,
            size,
            ended: always(ended, "ended")?,
            spot: Spot {
                window: from.zip(to),
                place,
                skip: usize::try_from(index).unwrap_or(usize::MAX),
                seen: numbers(seen, "seen")?,
                found: numbers(found, "found")?,
            },
        })
    }
}

crate::runtime::wire_objects!(Position);

/// As text, because some stores of JSON keep 53 bits of a number.
fn texts(prints: &[u64]) -> Vec<String> {
    prints.iter().map(|print| format!("{print:016x}")).collect()
}

fn numbers(texts: Option<Vec<String>>, name: &str) -> Result<Vec<u64>, Fault> {
    let read = |text: String| {
        u64::from_str_radix(&text, 16)
            .map_err(|_| Fault::new("hexadecimal digits", "another text").at(name))
    };
    texts.unwrap_or_default().into_iter().map(read).collect()
}

impl fmt::Debug for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Position")
            .field("operation", &self.operation)
            .field("window", &self.spot.window)
            .field("has_place", &self.spot.place.is_some())
            .field("index", &self.spot.skip)
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}
