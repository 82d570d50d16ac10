//! What an operation says about its pages.

use std::fmt;

use crate::runtime::{Endpoint, Param, Secret, UnixMillis, UnixSeconds};

/// An operation whose answer comes in pages. Implemented by generated code.
pub trait Paged: Endpoint + Clone + 'static {
    /// An entry of the list.
    type Item: fmt::Debug + Send + 'static;

    /// How the answer continues.
    const PAGINATION: &'static Pagination;

    /// The parameter that says which page is wanted.
    fn page_param(&mut self) -> &mut dyn PageParam;

    /// How long a page is to be, as it is sent; `None` if the service decides.
    fn page_size(&self) -> Option<String> {
        None
    }

    /// The entries of a page; `None` if the answer has none.
    fn items(answer: &mut Self::Response) -> Option<&mut Vec<Self::Item>>;

    /// What the answer says about the end.
    fn end(answer: &Self::Response) -> PageEnd;
}

/// How answers continue: the kind, and the names on the wire.
#[derive(Clone, Copy, Debug)]
pub struct Pagination {
    pub(super) kind: Kind,
    pub(super) items: &'static str,
    pub(super) param: &'static str,
    pub(super) end: &'static str,
    pub(super) first: u64,
    pub(super) zero_ends: bool,
}

/// How pages are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Page,
    Cursor,
    Offset,
}

impl Pagination {
    const fn new(kind: Kind, [items, param, end]: [&'static str; 3]) -> Self {
        Self {
            kind,
            items,
            param,
            end,
            first: 1,
            zero_ends: false,
        }
    }

    /// By the number of the page: the field with the entries, the parameter, and the field with the number of pages.
    #[must_use]
    pub const fn by_page(items: &'static str, page: &'static str, pages: &'static str) -> Self {
        Self::new(Kind::Page, [items, page, pages])
    }

    /// By a cursor: the field with the entries, the parameter, and the field with the next cursor, which is empty or
    /// missing at the end.
    #[must_use]
    pub const fn by_cursor(items: &'static str, cursor: &'static str, next: &'static str) -> Self {
        Self::new(Kind::Cursor, [items, cursor, next])
    }

    /// By the number of entries to skip: the field with the entries, the parameter, and the field with the number of all
    /// entries.
    #[must_use]
    pub const fn by_offset(items: &'static str, offset: &'static str, total: &'static str) -> Self {
        Self::new(Kind::Offset, [items, offset, total])
    }

    /// The number of the first page; 1 without this.
    #[must_use]
    pub const fn first(mut self, number: u64) -> Self {
        self.first = number;
        self
    }

    /// A next cursor of 0 means the end, since cursors are numbers.
    #[must_use]
    pub const fn zero_ends(mut self) -> Self {
        self.zero_ends = true;
        self
    }
}

/// What an answer says about the end of the list.
#[derive(Clone, PartialEq, Eq)]
pub struct PageEnd {
    /// The number of pages or of all entries, or the next cursor.
    pub(super) value: Option<String>,
    pub(super) more: Option<bool>,
}

impl PageEnd {
    /// From the number of pages, the next cursor, or the number of all entries, whichever the kind of pagination has.
    #[must_use]
    pub fn new(value: &(impl Param + ?Sized)) -> Self {
        Self {
            value: value.text().filter(|text| !text.is_empty()),
            more: None,
        }
    }

    /// The answer says whether there is more.
    #[must_use]
    pub fn more(mut self, more: &impl Param) -> Self {
        self.more = more.text().map(|text| text == "true");
        self
    }
}

/// Shows whether there is a cursor, not which: it may be a secret.
impl fmt::Debug for PageEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageEnd")
            .field("has_value", &self.value.is_some())
            .field("more", &self.more)
            .finish()
    }
}

/// A parameter that says which page is wanted: a page's number, a cursor, or how many entries to skip.
pub trait PageParam {
    /// What is asked for, as text; `None` if nothing is.
    fn get(&self) -> Option<String>;

    /// Asks for a page by its number, cursor or offset, as text; for the first one if there is none. Says whether the
    /// parameter can hold that.
    fn set(&mut self, place: Option<&str>) -> bool;
}

macro_rules! numbers {
    ($($ty:ty),*) => {$(
        impl PageParam for $ty {
            fn get(&self) -> Option<String> {
                self.text()
            }

            fn set(&mut self, place: Option<&str>) -> bool {
                place.unwrap_or("0").parse().map(|number| *self = number).is_ok()
            }
        }
    )*};
}

numbers!(u32, u64, i64);

impl PageParam for UnixSeconds {
    fn get(&self) -> Option<String> {
        self.text()
    }

    fn set(&mut self, place: Option<&str>) -> bool {
        self.0.set(place)
    }
}

impl PageParam for UnixMillis {
    fn get(&self) -> Option<String> {
        self.text()
    }

    fn set(&mut self, place: Option<&str>) -> bool {
        self.0.set(place)
    }
}

impl PageParam for String {
    fn get(&self) -> Option<String> {
        self.text()
    }

    fn set(&mut self, place: Option<&str>) -> bool {
        place.unwrap_or_default().clone_into(self);
        true
    }
}

impl<T: PageParam + Default> PageParam for Secret<T> {
    fn get(&self) -> Option<String> {
        self.expose().get()
    }

    fn set(&mut self, place: Option<&str>) -> bool {
        let mut inner = T::default();
        let fits = inner.set(place);
        *self = Self::new(inner);
        fits
    }
}

impl<T: PageParam + Default> PageParam for Option<T> {
    fn get(&self) -> Option<String> {
        self.as_ref().and_then(T::get)
    }

    fn set(&mut self, place: Option<&str>) -> bool {
        let mut inner = T::default();
        let fits = place.is_none_or(|place| inner.set(Some(place)));
        *self = place.map(|_| inner);
        fits
    }
}
