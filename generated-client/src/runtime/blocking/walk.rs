//! Iterators over pages and windows.

use std::{fmt, ops::RangeInclusive, sync::Arc};

use super::{Client, Engine};
use crate::runtime::{Items, Paged, Pages, Position, Result, Service, Windowed};

/// An iterator that blocks the thread until the next entry or page is there; see [`Client::items`].
pub struct Walk<W> {
    walk: W,
    engine: Arc<Engine>,
}

impl<S: Service> Client<S> {
    /// The entries of all pages; see [`items`](crate::Client::items) of the async client.
    pub fn items<E: Paged<Service = S>>(&self, call: E) -> Walk<Items<E>> {
        self.walk(self.client.items(call))
    }

    /// The answers with all pages; see [`pages`](crate::Client::pages) of the async client.
    pub fn pages<E: Paged<Service = S>>(&self, call: E) -> Walk<Pages<E>> {
        self.walk(self.client.pages(call))
    }

    /// The entries of all pages of a range that may be longer than one call may ask for; see
    /// [`windowed`](crate::Client::windowed) of the async client.
    pub fn windowed<E: Windowed<Service = S> + Paged>(
        &self,
        call: E,
        range: RangeInclusive<E::Instant>,
    ) -> Walk<Items<E>> {
        self.walk(self.client.windowed(call, range).items())
    }

    fn walk<W>(&self, walk: W) -> Walk<W> {
        Walk {
            walk,
            engine: Arc::clone(&self.engine),
        }
    }
}

macro_rules! walks {
    ($($walk:ident yields $item:ident),*) => {$(
        impl<E: Paged> Walk<$walk<E>> {
            /// How many pages are asked for ahead of time; one by default.
            #[must_use]
            pub fn read_ahead(mut self, pages: usize) -> Self {
                self.walk = self.walk.read_ahead(pages);
                self
            }

            /// Goes on where another walk was.
            #[must_use]
            pub fn resume(mut self, position: &Position) -> Self {
                self.walk = self.walk.resume(position);
                self
            }

            /// Where the walk is: right after what was handed out last.
            #[must_use]
            pub fn position(&self) -> Position {
                self.walk.position()
            }
        }

        impl<E: Paged> Iterator for Walk<$walk<E>> {
            type Item = Result<E::$item>;

            fn next(&mut self) -> Option<Self::Item> {
                let Self { walk, engine } = self;
                engine.wait(walk.next())
            }
        }
    )*};
}

walks!(Items yields Item, Pages yields Response);

impl<W> fmt::Debug for Walk<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Walk").finish_non_exhaustive()
    }
}
