//! A range of time, split into windows.

use std::{fmt, ops::RangeInclusive};

use super::{
    Items, Paged, Pages, Windowed,
    walk::Walk,
    windowed::{Range, sealed::Timestamp as _},
};
use crate::runtime::{Client, Endpoint};

/// A range of time that is longer than one call may ask for; see [`Client::windowed`].
///
/// Neighbouring windows have the instant between them in common, since services compare times that are finer than their
/// parameters. [`items`](Self::items) and [`pages`](Self::pages) leave out what comes a second time: entries that show
/// that instant, give or take a second, and otherwise the same as an entry of the window before, secrets aside.
/// An entry that lies exactly between two windows and does not show its time comes twice.
#[must_use = "nothing is asked for until something is done with the windows"]
pub struct Windows<E: Windowed> {
    client: Client<E::Service>,
    call: E,
    range: Range,
}

impl<E: Windowed> Windows<E> {
    pub(super) fn new(
        client: Client<E::Service>,
        call: E,
        range: RangeInclusive<E::Instant>,
    ) -> Self {
        let (from, to) = range.into_inner();
        let range = Range::of::<E>(from, to);
        Self {
            client,
            call,
            range,
        }
    }

    /// The entries of all pages of all windows. In each window the walk starts at the first page, whatever the call
    /// asked for, and goes on as [`Client::items`] says.
    ///
    /// If the range ends before it starts, the first entry that is waited for is an error of kind
    /// [`InvalidRequest`](crate::runtime::ErrorKind::InvalidRequest). A walk that came to its end can be resumed with a
    /// range that ends later.
    pub fn items(self) -> Items<E>
    where
        E: Paged,
    {
        Items::new(self.walk())
    }

    /// The answers to the calls for all pages of all windows.
    pub fn pages(self) -> Pages<E>
    where
        E: Paged,
    {
        Pages::new(self.walk())
    }

    /// The call once for each window, to be sent by the caller; nothing if the range ends before it starts.
    pub fn calls(self) -> impl Iterator<Item = E> + Send {
        let range = self.range;
        let first = (range.from <= range.to).then(|| range.window(range.from));
        std::iter::successors(first, move |(_, to)| range.after(*to)).map(move |(from, to)| {
            let mut call = self.call.clone();
            set_window(&mut call, from, to);
            call
        })
    }

    fn walk(self) -> Walk<E>
    where
        E: Paged,
    {
        Walk::new(self.client, self.call, Some((self.range, set_window::<E>)))
    }
}

fn set_window<E: Windowed>(call: &mut E, from: i64, to: i64) {
    call.set_window(E::Instant::from_units(from), E::Instant::from_units(to));
}

impl<E: Windowed> fmt::Debug for Windows<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Windows")
            .field("operation", &<E as Endpoint>::OPERATION.name())
            .finish_non_exhaustive()
    }
}
