//! Answers, page after page.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::Stream;

use super::{Paged, Position, spot::Next, walk::Walk};
use crate::runtime::{Endpoint, Result};

/// The pages of a list, as the service answered; see [`Client::pages`](crate::runtime::Client::pages).
///
/// Dropping it stops what is under way. Waiting for a page can be given up at any time; nothing is lost.
#[must_use = "nothing is asked for until a page is waited for"]
pub struct Pages<E: Paged> {
    walk: Walk<E>,
    /// What follows the page that was handed out last.
    next: Option<Next>,
}

impl<E: Paged> Pages<E> {
    pub(super) fn new(walk: Walk<E>) -> Self {
        Self { walk, next: None }
    }

    /// Asks for so many pages ahead of time; see [`Items::read_ahead`](super::Items::read_ahead).
    pub fn read_ahead(mut self, pages: usize) -> Self {
        self.walk.read_ahead(pages);
        self
    }

    /// Starts at a position of an earlier walk; see [`Items::resume`](super::Items::resume). If that was in the middle of
    /// a page, the first page lacks the entries before it.
    pub fn resume(mut self, position: &Position) -> Self {
        self.walk.resume(position);
        self.next = None;
        self
    }

    /// Where the walk is: right after the page that was handed out last.
    #[must_use]
    pub fn position(&self) -> Position {
        let next = self.next.as_ref().unwrap_or(&self.walk.start);
        self.walk.position(next)
    }

    /// The next page; `None` after the last one, and after an error.
    ///
    /// # Errors
    ///
    /// See [`Client::items`](crate::runtime::Client::items).
    pub async fn next(&mut self) -> Option<Result<E::Response>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<E: Paged> Stream for Pages<E> {
    type Item = Result<E::Response>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.walk.poll_next(context).map(|page| {
            Some(page?.map(|page| {
                self.next = Some(page.next);
                page.value
            }))
        })
    }
}

/// Nothing in it is pinned.
impl<E: Paged> Unpin for Pages<E> {}

impl<E: Paged> fmt::Debug for Pages<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &<E as Endpoint>::OPERATION.name())
            .finish_non_exhaustive()
    }
}
