//! Places in specs become lines.

use std::cell::OnceCell;

use super::{At, Fact};
use crate::{
    diagnostic::{Place, Spanned},
    source::Sources,
};

/// Where the lines of each file start; found out once, for the files that are asked about.
pub(super) struct Lines<'a> {
    sources: &'a Sources,
    starts: Vec<OnceCell<Vec<usize>>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            starts: sources.files().iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// The line on which a place starts.
    pub(super) fn at(&self, place: Place) -> At {
        let index = place.file as usize;
        let (Some(source), Some(starts)) =
            (self.sources.files().get(index), self.starts.get(index))
        else {
            return At {
                file: place.file,
                line: 0,
            };
        };
        let starts = starts.get_or_init(|| {
            let ends = source.text.bytes().enumerate();
            let after = ends
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at + 1);
            std::iter::once(0).chain(after).collect()
        });
        let line = starts.partition_point(|start| *start <= place.start);
        At {
            file: place.file,
            line: u32::try_from(line).unwrap_or(u32::MAX),
        }
    }

    /// A value of a spec as a fact.
    pub(super) fn fact<T, U>(&self, from: &'a Spanned<T>, value: impl Fn(&'a T) -> U) -> Fact<U> {
        Fact::new(value(&from.value), self.at(from.place))
    }

    /// A value that may be missing.
    pub(super) fn same<T: Clone>(&self, from: Option<&'a Spanned<T>>) -> Option<Fact<T>> {
        from.map(|it| self.fact(it, T::clone))
    }

    /// Several values.
    pub(super) fn all<T: Clone>(&self, from: &'a [Spanned<T>]) -> Vec<Fact<T>> {
        from.iter().map(|it| self.fact(it, T::clone)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use crate::{
        diagnostic::Place,
        source::{Source, Sources},
    };

    #[test]
    fn lines_count_from_one() {
        let sources = Sources::new(vec![Source {
            path: "a".to_owned(),
            folder: String::new(),
            name: String::new(),
            text: "ab\n\ncd\n".to_owned(),
        }]);
        let lines = Lines::new(&sources);
        for (start, line) in [(0, 1), (2, 1), (3, 2), (4, 3), (6, 3), (7, 4), (99, 4)] {
            assert_eq!(lines.at(Place::new(0, start, start)).line, line, "{start}");
        }
        assert_eq!(lines.at(Place::new(1, 0, 0)).line, 0);
    }
}
