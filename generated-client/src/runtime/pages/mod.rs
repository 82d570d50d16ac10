//! Lists that come in pages, and ranges of time that are longer than a call may ask for.

mod answers;
mod background;
mod glance;
mod items;
mod paged;
mod position;
mod spot;
#[cfg(test)]
mod tests;
mod turn;
mod walk;
mod windowed;
mod windows;

pub use answers::Pages;
pub use items::Items;
pub use paged::{PageEnd, PageParam, Paged, Pagination};
pub use position::Position;
pub use windowed::{Timestamp, Window, Windowed};
pub use windows::Windows;

use std::ops::RangeInclusive;

use super::{Client, Service};
use walk::Walk;

impl<S: Service> Client<S> {
    /// The entries of all pages, from the page on that `call` asks for: a stream, with a `next` of its own.
    ///
    /// A page is asked for when it is needed, or shortly before ([`Items::read_ahead`]). The walk ends as the operation
    /// documents it: with the last page, where the number of pages is what the latest answer says; with an answer that
    /// has no further cursor; or when as many entries were listed as the latest answer says there are. Where an answer
    /// leaves the number out, the first empty page is the last. Entries that are added or removed during the walk move
    /// the others: they may then be missed or come twice, as with any reader of pages.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send), and errors of kind [`Decode`](super::ErrorKind::Decode) where going on would
    /// never end or would lose entries: a page that has the same entries as the page before, a cursor that does not move
    /// or leads in a circle, an empty page or a missing cursor although there is said to be more. After an error the
    /// stream ends; [`Items::position`] tells where to resume.
    pub fn items<E: Paged<Service = S>>(&self, call: E) -> Items<E> {
        Items::new(Walk::new(self.clone(), call, None))
    }

    /// The answers to a call for one page after the other: a stream, with a `next` of its own.
    ///
    /// Ends and fails as [`items`](Self::items).
    pub fn pages<E: Paged<Service = S>>(&self, call: E) -> Pages<E> {
        Pages::new(Walk::new(self.clone(), call, None))
    }

    /// Splits a range of time, of which both ends are part, into windows that the operation allows, from the earliest to
    /// the latest. The interval that `call` itself asks for is replaced.
    ///
    /// What follows decides what to do with them: [`Windows::items`], [`Windows::pages`] or [`Windows::calls`].
    pub fn windowed<E: Windowed<Service = S>>(
        &self,
        call: E,
        range: RangeInclusive<E::Instant>,
    ) -> Windows<E> {
        Windows::new(self.clone(), call, range)
    }
}
