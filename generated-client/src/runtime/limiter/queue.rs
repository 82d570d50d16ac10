//! Who comes next.

use std::{
    collections::{BTreeSet, VecDeque},
    task::Waker,
    time::Duration,
};

use super::{Overload, pause::Pause, span::Span};

/// Callers in the order in which they came, and the limits that they wait for.
pub(super) struct Queue {
    pub(super) spans: Vec<Span>,
    pub(super) pause: Pause,
    pub(super) waiting: VecDeque<Waiting>,
    /// Those whose turn has come, and who have not noticed yet. They count already.
    pub(super) called: BTreeSet<u64>,
    next_ticket: u64,
}

/// A caller in the queue.
pub(super) struct Waiting {
    pub(super) ticket: u64,
    pub(super) waker: Option<Waker>,
    /// It has to look again.
    pub(super) nudged: bool,
}

impl Queue {
    pub(super) fn new(spans: Vec<Span>) -> Self {
        Self {
            spans,
            pause: Pause::default(),
            waiting: VecDeque::new(),
            called: BTreeSet::new(),
            next_ticket: 0,
        }
    }

    /// Puts a caller at the end.
    pub(super) fn push(&mut self) -> u64 {
        let ticket = self.next_ticket;
        self.next_ticket += 1;
        self.waiting.push_back(Waiting {
            ticket,
            waker: None,
            nudged: false,
        });
        ticket
    }

    /// Whether it can be forgotten.
    pub(super) fn is_idle(&mut self, now: Duration) -> bool {
        self.waiting.is_empty()
            && self.called.is_empty()
            && self.pause.is_over(now)
            && self.spans.iter_mut().all(|span| span.is_idle(now))
    }
    pub(super) fn has_room(&mut self, now: Duration) -> bool {
        self.pause.end(now).is_none() && self.spans.iter_mut().all(|span| span.has_room(now))
    }

    pub(super) fn start(&mut self) {
        self.pause.tried();
        self.spans.iter_mut().for_each(Span::start);
    }

    /// When a call can be let through that so many are ahead of.
    pub(super) fn foresee(
        &mut self,
        now: Duration,
        ahead: usize,
        deadline: Option<Duration>,
    ) -> Result<Duration, Overload> {
        let mut moment = self.pause.end(now).unwrap_or(now);
        let mut limit = None;
        for span in &mut self.spans {
            let Some(earliest) = span.earliest(now, ahead) else {
                return Err(Overload::new(Some(span.limit()), None));
            };
            if earliest > moment {
                moment = earliest;
                limit = Some(span.limit());
            }
        }
        if deadline.is_some_and(|deadline| moment > deadline) {
            return Err(Overload::new(limit, Some(moment.saturating_sub(now))));
        }
        Ok(moment)
    }

    /// Lets through whoever can be, and tells who is first then.
    pub(super) fn serve(&mut self, now: Duration) -> Vec<Waker> {
        let mut wakers = Vec::new();
        let before = self.waiting.len();
        while !self.waiting.is_empty() && self.has_room(now) {
            let Some(first) = self.waiting.pop_front() else {
                break;
            };
            self.start();
            self.called.insert(first.ticket);
            wakers.extend(first.waker);
        }
        if self.waiting.len() < before {
            wakers.extend(self.nudge());
        }
        wakers
    }

    /// Makes the first in the queue look again, since its turn may come earlier than it thinks.
    pub(super) fn nudge(&mut self) -> Option<Waker> {
        let first = self.waiting.front_mut()?;
        first.nudged = true;
        first.waker.take()
    }

    pub(super) fn position(&self, ticket: u64) -> Option<usize> {
        self.waiting
            .binary_search_by_key(&ticket, |waiting| waiting.ticket)
            .ok()
    }
}
