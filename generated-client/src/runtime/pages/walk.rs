//! Asks for one page after the other.

use std::{
    collections::VecDeque,
    task::{Context, Poll},
};

use super::{
    Paged, Position, background,
    glance::{Glance, combine},
    paged::Kind,
    spot::{Next, Spot},
    turn::{Guard, Problem, Turn},
    windowed::Range,
};
use crate::runtime::{
    Answer, BoxFuture, Client, Endpoint, Error, Fault, Meta, Response, Result, Service,
};

/// Sets the window of a call.
pub(super) type SetWindow<E> = fn(&mut E, i64, i64);

/// The result of a call; `None` if the task that made it was ended.
type Fetch<T> = BoxFuture<'static, Option<Result<Answer<T>>>>;

/// A walk from page to page.
pub(super) struct Walk<E: Paged> {
    client: Client<E::Service>,
    call: E,
    range: Option<(Range, SetWindow<E>)>,
    /// So many pages are asked for ahead of time.
    ahead: usize,
    /// Where the walk starts.
    pub(super) start: Next,
    /// The page that is asked for next, or is under way.
    next: Next,
    fetch: Option<Fetch<E::Response>>,
    ready: VecDeque<Page<E::Response>>,
    /// Comes after the pages that are ready.
    failure: Option<Error>,
    guard: Guard,
    glance: Glance,
}

/// A page that has arrived, without entries that were handed out before.
pub(super) struct Page<T> {
    pub(super) spot: Spot,
    pub(super) value: T,
    pub(super) next: Next,
}

impl<E: Paged> Walk<E> {
    pub(super) fn new(
        client: Client<E::Service>,
        mut call: E,
        range: Option<(Range, SetWindow<E>)>,
    ) -> Self {
        let mut spot = Spot::default();
        let mut failure = None;
        if let Some((range, _)) = range {
            rewind(&mut call);
            spot.window = Some(range.window(range.from));
            if range.to < range.from {
                failure = Some(invalid::<E>("the range ends before it starts"));
            }
        }
        let next = match &failure {
            None => Next::Page(spot),
            Some(_) => Next::Failed,
        };
        Self {
            client,
            call,
            range,
            ahead: 1,
            start: next.clone(),
            next,
            fetch: None,
            ready: VecDeque::new(),
            failure,
            guard: Guard::default(),
            glance: Glance::default(),
        }
    }

    pub(super) fn read_ahead(&mut self, pages: usize) {
        self.ahead = pages;
    }

    /// Starts anew, at a position.
    pub(super) fn resume(&mut self, position: &Position) {
        let range = self.range.as_ref().map(|(range, _)| range);
        match position.resume(E::OPERATION.name(), self.size().as_deref(), range) {
            Ok(next) => self.next = next,
            Err(problem) => {
                self.failure = Some(invalid::<E>(problem));
                self.next = Next::Failed;
            }
        }
        self.start = self.next.clone();
        self.fetch = None;
        self.ready.clear();
        self.guard = Guard::default();
    }

    /// Where a walk that goes on here has to start.
    pub(super) fn position(&self, next: &Next) -> Position {
        Position::new(E::OPERATION.name(), self.size(), next)
    }

    /// The page size, where places depend on it.
    fn size(&self) -> Option<String> {
        let by_cursor = E::PAGINATION.kind == Kind::Cursor;
        self.call.page_size().filter(|_| !by_cursor)
    }

    /// The next page; `None` after the last one, and after an error.
    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Page<E::Response>>>> {
        loop {
            self.look_ahead(context);
            if let Some(page) = self.ready.pop_front() {
                self.look_ahead(context);
                return Poll::Ready(Some(Ok(page)));
            }
            if self.fetch.is_some() {
                return Poll::Pending;
            }
            if let Some(failure) = self.failure.take() {
                return Poll::Ready(Some(Err(failure)));
            }
            let Some(call) = self.next_call() else {
                return Poll::Ready(None);
            };
            self.fetch = Some(Box::pin(async move { Some(call.await) }));
        }
    }

    /// Takes the page that is under way if it has arrived, and asks for more pages as long as too few are ready.
    pub(super) fn look_ahead(&mut self, context: &mut Context<'_>) {
        loop {
            if let Some(fetch) = &mut self.fetch {
                let Poll::Ready(result) = fetch.as_mut().poll(context) else {
                    return;
                };
                self.fetch = None;
                match result {
                    Some(result) => self.arrived(result),
                    // The task came to nothing; whoever needs the page asks again.
                    None => return,
                }
            }
            // The first page is asked for by whoever needs it.
            if self.ready.len() >= self.ahead || self.next == self.start {
                return;
            }
            let Some(fetch) = self.next_call().and_then(background::run) else {
                return;
            };
            self.fetch = Some(fetch);
        }
    }

    /// The call for the next page; `None` if there is none.
    fn next_call(&mut self) -> Option<BoxFuture<'static, Result<Answer<E::Response>>>> {
        let Next::Page(spot) = &self.next else {
            return None;
        };
        let mut call = self.call.clone();
        if let (Some((_, set)), Some((from, to))) = (&self.range, spot.window) {
            set(&mut call, from, to);
        }
        if let Some(place) = &spot.place
            && !call.page_param().set(Some(place))
        {
            let problem = format!(
                "`{}` cannot hold what the service asks for",
                E::PAGINATION.param
            );
            self.next = Next::Failed;
            return Some(Box::pin(std::future::ready(Err(invalid::<E>(problem)))));
        }
        let client = self.client.clone();
        Some(Box::pin(async move { client.send_with_meta(&call).await }))
    }

    fn arrived(&mut self, result: Result<Answer<E::Response>>) {
        let page = match (std::mem::replace(&mut self.next, Next::Failed), result) {
            (Next::Page(spot), Ok(answer)) => self.read(spot, answer),
            (_, Err(error)) => Err(error),
            (_, Ok(_)) => return,
        };
        match page {
            Ok(page) => {
                self.next = page.next.clone();
                self.ready.push_back(page);
            }
            Err(error) => self.failure = Some(error),
        }
    }

    /// Looks at what has arrived.
    fn read(&mut self, spot: Spot, answer: Answer<E::Response>) -> Result<Page<E::Response>> {
        let Answer { mut value, meta } = answer;
        let mut following = Spot {
            window: spot.window,
            place: None,
            skip: 0,
            seen: spot.seen.clone(),
            found: spot.found.clone(),
        };
        let mut prints = Vec::new();
        let mut is_telling = true;
        let boundary = self.boundary(spot.window);
        if let Some(items) = E::items(&mut value) {
            for item in items.iter() {
                let print = self.glance.at(item);
                is_telling &= self.glance.is_telling();
                if boundary.is_some_and(|instant| self.glance.shows(instant)) {
                    following.found.push(print);
                }
                prints.push(print);
            }
            let mut looked_at = prints.iter();
            items.retain(|_| {
                looked_at
                    .next()
                    .is_none_or(|print| !spot.seen.contains(print))
            });
            items.drain(..spot.skip.min(items.len()));
        }
        let place = match &spot.place {
            Some(place) => Some(place.clone()),
            None => self.call.page_param().get(),
        };
        let turn = Turn {
            pagination: E::PAGINATION,
            place: place.as_deref().filter(|place| !place.is_empty()),
            count: prints.len(),
            end: &E::end(&value),
        };
        let next = turn.next().map_err(|it| unexpected::<E>(&it, &meta))?;
        let print = (is_telling && !prints.is_empty()).then(|| combine(&prints));
        self.guard
            .pass(E::PAGINATION, print, next.as_deref())
            .map_err(|it| unexpected::<E>(&it, &meta))?;
        let next = if next.is_some() {
            following.place = next;
            Next::Page(following)
        } else {
            self.guard = Guard::default();
            let after = |(range, (_, to)): (&Range, (i64, i64))| range.after(to);
            let range = self.range.as_ref().map(|(range, _)| range);
            match range.zip(spot.window).and_then(after) {
                Some(window) => Next::Page(Spot {
                    window: Some(window),
                    place: None,
                    skip: 0,
                    seen: following.found,
                    found: Vec::new(),
                }),
                None => Next::End(following),
            }
        };
        Ok(Page { spot, value, next })
    }

    /// The end of a window, in milliseconds since the Unix epoch.
    fn boundary(&self, window: Option<(i64, i64)>) -> Option<i128> {
        let (range, _) = self.range.as_ref()?;
        Some(i128::from(window?.1) * i128::from(range.unit))
    }
}

/// Lets a call ask for the first page, whatever it asked for.
fn rewind<E: Paged>(call: &mut E) {
    let first = E::PAGINATION.first.to_string();
    let param = call.page_param();
    if param.get().is_some() && !param.set(None) {
        return;
    }
    // What cannot be left out has a value.
    if param.get().is_some() && E::PAGINATION.kind == Kind::Page {
        param.set(Some(&first));
    }
}

fn invalid<E: Endpoint>(problem: impl Into<String>) -> Error {
    let mut error = Error::invalid_request(problem);
    error.set_call(E::Service::NAME, E::OPERATION);
    error
}

fn unexpected<E: Endpoint>(problem: &Problem, meta: &Meta) -> Error {
    let fault = Fault::new(problem.expected, problem.found);
    let fault = problem.path.split('.').rev().fold(fault, Fault::at);
    let mut response = Response::new(meta.status, Vec::new());
    response.headers = meta.headers.clone();
    let mut error = Error::decode(fault.to_string(), &fault, response, meta.request_id.clone());
    error.set_call(E::Service::NAME, E::OPERATION);
    error.set_attempts(1);
    error
}
