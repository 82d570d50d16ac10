//! Entries across pages.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::Stream;

use super::{
    Paged, Position,
    spot::{Next, Spot},
    walk::Walk,
};
use crate::runtime::{Endpoint, Result};

/// The entries of a list, page after page; see [`Client::items`](crate::runtime::Client::items).
///
/// Dropping it stops what is under way. Waiting for an entry can be given up at any time; nothing is lost.
#[must_use = "nothing is asked for until an entry is waited for"]
pub struct Items<E: Paged> {
    walk: Walk<E>,
    page: Option<Current<E::Item>>,
}

/// The page whose entries are handed out.
struct Current<T> {
    items: std::vec::IntoIter<T>,
    /// Where the next entry is.
    spot: Spot,
    next: Next,
}

impl<E: Paged> Items<E> {
    pub(super) fn new(walk: Walk<E>) -> Self {
        Self { walk, page: None }
    }

    /// Asks for so many pages ahead of time, one after the other, once the page before them is handed out; 1 by default.
    /// With 0 every page is asked for when it is needed.
    ///
    /// Pages that are asked for ahead of time count as calls even if nobody takes them, and wait for the client's limits
    /// as all calls do. They are fetched by Tokio tasks that end with the stream; without Tokio nothing is read ahead.
    pub fn read_ahead(mut self, pages: usize) -> Self {
        self.walk.read_ahead(pages);
        self
    }

    /// Starts at a [`position`](Self::position) of an earlier walk with the same call, which may have been in another
    /// process. What was asked for so far is dropped.
    ///
    /// The page is asked for again, and as many of its entries are left out as were handed out before. The first entry
    /// that is waited for is an error of kind [`InvalidRequest`](crate::runtime::ErrorKind::InvalidRequest) if the
    /// position is of another operation, page size or range.
    pub fn resume(mut self, position: &Position) -> Self {
        self.walk.resume(position);
        self.page = None;
        self
    }

    /// Where the walk is: right after the entry that was handed out last.
    #[must_use]
    pub fn position(&self) -> Position {
        match &self.page {
            None => self.walk.position(&self.walk.start),
            Some(page) if page.items.as_slice().is_empty() => self.walk.position(&page.next),
            Some(page) => self.walk.position(&Next::Page(page.spot.clone())),
        }
    }

    /// The next entry; `None` after the last one, and after an error.
    ///
    /// # Errors
    ///
    /// See [`Client::items`](crate::runtime::Client::items).
    pub async fn next(&mut self) -> Option<Result<E::Item>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<E: Paged> Stream for Items<E> {
    type Item = Result<E::Item>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            if let Some(page) = &mut this.page
                && let Some(item) = page.items.next()
            {
                page.spot.skip = page.spot.skip.saturating_add(1);
                this.walk.look_ahead(context);
                return Poll::Ready(Some(Ok(item)));
            }
            match this.walk.poll_next(context) {
                Poll::Ready(Some(Ok(mut page))) => {
                    let items = E::items(&mut page.value).map(std::mem::take);
                    this.page = Some(Current {
                        items: items.unwrap_or_default().into_iter(),
                        spot: page.spot,
                        next: page.next,
                    });
                }
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

/// Nothing in it is pinned.
impl<E: Paged> Unpin for Items<E> {}

impl<E: Paged> fmt::Debug for Items<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("operation", &<E as Endpoint>::OPERATION.name())
            .finish_non_exhaustive()
    }
}
