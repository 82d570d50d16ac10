//! How answers continue, and how long an interval may be.

/// How an answer continues: names of parameters, and paths of members of the answer.
#[derive(Clone, Copy, Debug)]
pub struct PageSpec {
    pub(crate) items: &'static str,
    pub(crate) page: Option<&'static str>,
    pub(crate) first: u64,
    pub(crate) pages: Option<&'static str>,
    pub(crate) cursor: Option<&'static str>,
    pub(crate) next: Option<&'static str>,
    pub(crate) more: Option<&'static str>,
    pub(crate) offset: Option<&'static str>,
    pub(crate) total: Option<&'static str>,
    pub(crate) size: Option<&'static str>,
    pub(crate) count: Option<&'static str>,
}

impl PageSpec {
    /// The member that holds the entries.
    #[must_use]
    pub const fn new(items: &'static str) -> Self {
        Self {
            items,
            page: None,
            first: 1,
            pages: None,
            cursor: None,
            next: None,
            more: None,
            offset: None,
            total: None,
            size: None,
            count: None,
        }
    }

    /// The parameter with the number of the page.
    #[must_use]
    pub const fn page(mut self, name: &'static str) -> Self {
        self.page = Some(name);
        self
    }

    /// The number of the first page, 1 without this.
    #[must_use]
    pub const fn first(mut self, number: u64) -> Self {
        self.first = number;
        self
    }

    /// The member with the number of pages.
    #[must_use]
    pub const fn pages(mut self, path: &'static str) -> Self {
        self.pages = Some(path);
        self
    }

    /// The parameter with the cursor.
    #[must_use]
    pub const fn cursor(mut self, name: &'static str) -> Self {
        self.cursor = Some(name);
        self
    }

    /// The member with the next cursor.
    #[must_use]
    pub const fn next(mut self, path: &'static str) -> Self {
        self.next = Some(path);
        self
    }

    /// The member that says whether there is more.
    #[must_use]
    pub const fn more(mut self, path: &'static str) -> Self {
        self.more = Some(path);
        self
    }

    /// The parameter with the number of entries to skip.
    #[must_use]
    pub const fn offset(mut self, name: &'static str) -> Self {
        self.offset = Some(name);
        self
    }

    /// The member with the number of all entries.
    #[must_use]
    pub const fn total(mut self, path: &'static str) -> Self {
        self.total = Some(path);
        self
    }

    /// The parameter with the number of entries per page.
    #[must_use]
    pub const fn size(mut self, name: &'static str) -> Self {
        self.size = Some(name);
        self
    }

    /// The member with the number of entries on the page.
    #[must_use]
    pub const fn count(mut self, path: &'static str) -> Self {
        self.count = Some(path);
        self
    }
}

/// The longest interval of one call.
#[derive(Clone, Copy, Debug)]
pub struct WindowSpec {
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) max_seconds: u64,
}

impl WindowSpec {
    /// The parameters with the start and the end, and how far apart they may be.
    #[must_use]
    pub const fn new(from: &'static str, to: &'static str, max_seconds: u64) -> Self {
        Self {
            from,
            to,
            max_seconds,
        }
    }
}
