//! Whether a page is the last, and which comes next. Not generic: compiled once.

use super::paged::{Kind, PageEnd, Pagination};

/// Why a walk cannot go on, and which field of the answer shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) path: &'static str,
    pub(super) expected: &'static str,
    pub(super) found: &'static str,
}

/// A page that has arrived.
pub(super) struct Turn<'a> {
    pub(super) pagination: &'a Pagination,
    /// What was asked for; `None` if nothing was.
    pub(super) place: Option<&'a str>,
    /// The number of its entries.
    pub(super) count: usize,
    pub(super) end: &'a PageEnd,
}

impl Turn<'_> {
    /// What to ask for next; `None` if this page is the last.
    pub(super) fn next(&self) -> Result<Option<String>, Problem> {
        match self.pagination.kind {
            Kind::Page => Ok(self.next_page()),
            Kind::Cursor => self.next_cursor(),
            Kind::Offset => self.next_offset(),
        }
    }

    fn next_page(&self) -> Option<String> {
        let first = i128::from(self.pagination.first);
        let number = self.asked(first);
        let is_last = match self.told() {
            Some(pages) => number.saturating_add(1) >= first.saturating_add(pages),
            None => self.count == 0,
        };
        (!is_last).then(|| number.saturating_add(1).to_string())
    }

    fn next_cursor(&self) -> Result<Option<String>, Problem> {
        let next = self.end.value.as_deref();
        let next = next.filter(|next| !(self.pagination.zero_ends && *next == "0"));
        let problem = |expected, found| Problem {
            path: self.pagination.end,
            expected,
            found,
        };
        match (self.end.more, next) {
            (Some(false), _) | (None, None) => Ok(None),
            (Some(true), None) => Err(problem("a cursor, since there is more", "none")),
            (_, Some(next)) if Some(next) == self.place => {
                Err(problem("a cursor that moves", "the one that was sent"))
            }
            (_, Some(next)) => Ok(Some(next.to_owned())),
        }
    }

    fn next_offset(&self) -> Result<Option<String>, Problem> {
        let count = i128::try_from(self.count).unwrap_or(i128::MAX);
        let reached = self.asked(0).saturating_add(count);
        match self.told() {
            Some(total) if reached >= total => Ok(None),
            None if count == 0 => Ok(None),
            Some(_) if count == 0 => Err(Problem {
                path: self.pagination.items,
                expected: "entries, since there are more",
                found: "none",
            }),
            _ => Ok(Some(reached.to_string())),
        }
    }

    fn asked(&self, first: i128) -> i128 {
        let asked = self.place.and_then(|place| place.parse().ok());
        asked.unwrap_or(first)
    }

    fn told(&self) -> Option<i128> {
        self.end.value.as_deref()?.parse().ok()
    }
}

/// Notices that pages do not lead on. It remembers two pages, however many there are.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// The entries of the page before.
    before: Option<u64>,
    /// A cursor that was met earlier, replaced after 1, 2, 4, 8… pages, so that every circle is found.
    met: Option<String>,
    steps: u32,
    limit: u32,
}

impl Guard {
    /// Looks at a page; `print` stands for its entries, if these can be told from others.
    pub(super) fn pass(
        &mut self,
        pagination: &Pagination,
        print: Option<u64>,
        next: Option<&str>,
    ) -> Result<(), Problem> {
        if print.is_some() && print == self.before {
            return Err(Problem {
                path: pagination.items,
                expected: "other entries than on the page before",
                found: "the same",
            });
        }
        self.before = print;
        let Some(next) = next.filter(|_| pagination.kind == Kind::Cursor) else {
            return Ok(());
        };
        if self.met.as_deref() == Some(next) {
            return Err(Problem {
                path: pagination.end,
                expected: "a cursor that was not there before",
                found: "one that leads in a circle",
            });
        }
        if self.steps == self.limit {
            self.met = Some(next.to_owned());
            self.limit = self.limit.saturating_mul(2).max(1);
            self.steps = 0;
        }
        self.steps = self.steps.saturating_add(1);
        Ok(())
    }
}
