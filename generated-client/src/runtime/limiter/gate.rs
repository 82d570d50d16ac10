//! A place where calls wait for each other, in the order in which they came.

use std::{
    collections::{BTreeSet, VecDeque},
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::Duration,
};

use super::{Overload, clock::Clock, pause::Pause, span::Span};
use crate::runtime::RateLimit;

/// Lets calls through while all of its limits have room.
///
/// Nobody works for it in the background: each caller that waits sleeps until the earliest moment at which it could be its
/// turn. A place never becomes free earlier than was foreseen, except when somebody gives up; then the first in the queue
/// is woken to look again.
pub(super) struct Gate(Mutex<State>);

struct State {
    spans: Vec<Span>,
    pause: Pause,
    queue: VecDeque<Waiting>,
    /// Those whose turn has come, and who have not noticed yet. They count already.
    called: BTreeSet<u64>,
    next_ticket: u64,
}

struct Waiting {
    ticket: u64,
    waker: Option<Waker>,
    /// It has to look again.
    nudged: bool,
}

impl Gate {
    pub(super) fn new(limits: impl IntoIterator<Item = (RateLimit, Duration)>) -> Self {
        let spans = limits.into_iter().map(|(limit, per)| Span::new(limit, per));
        Self(Mutex::new(State {
            spans: spans.collect(),
            pause: Pause::default(),
            queue: VecDeque::new(),
            called: BTreeSet::new(),
            next_ticket: 0,
        }))
    }

    /// Waits for a place.
    ///
    /// It can be given up at any time: whoever comes next then moves up.
    pub(super) async fn pass(
        self: &Arc<Self>,
        clock: &Clock,
        deadline: Option<Duration>,
    ) -> Result<Slot, Overload> {
        let Some(place) = self.enter(clock, deadline)? else {
            return Ok(Slot::new(self, clock));
        };
        loop {
            match place.look(deadline)? {
                Look::Now => return Ok(Slot::new(self, clock)),
                Look::AfterOthers => yield_once().await,
                Look::In(span) => {
                    let mut sleep = clock.sleep(span);
                    poll_fn(|context| match place.poll_nudged(context) {
                        Poll::Ready(()) => Poll::Ready(()),
                        Poll::Pending => sleep.as_mut().poll(context),
                    })
                    .await;
                }
            }
        }
    }

    /// Takes a place, or else one in the queue.
    fn enter(
        self: &Arc<Self>,
        clock: &Clock,
        deadline: Option<Duration>,
    ) -> Result<Option<Place>, Overload> {
        let mut state = self.lock();
        let now = clock.now();
        if state.queue.is_empty() && state.has_room(now) {
            state.start();
            return Ok(None);
        }
        let ahead = state.queue.len();
        state.foresee(now, ahead, deadline)?;
        let ticket = state.next_ticket;
        state.next_ticket += 1;
        state.queue.push_back(Waiting {
            ticket,
            waker: None,
            nudged: false,
        });
        Ok(Some(Place {
            gate: Arc::clone(self),
            clock: clock.clone(),
            ticket,
        }))
    }

    /// Refuses a call that would come too late.
    pub(super) fn check(&self, clock: &Clock, deadline: Option<Duration>) -> Result<(), Overload> {
        let mut state = self.lock();
        let now = clock.now();
        let ahead = state.queue.len();
        state.foresee(now, ahead, deadline).map(drop)
    }

    /// The service refused a call that came through here.
    pub(super) fn refused(&self, clock: &Clock, after: Option<Duration>, usual: Duration) {
        let mut state = self.lock();
        let now = clock.now();
        state.pause.refused(now, after, usual);
    }

    /// How long nobody is let through because the service refused a call.
    pub(super) fn paused(&self, clock: &Clock) -> Option<Duration> {
        let state = self.lock();
        let now = clock.now();
        Some(state.pause.end(now)?.saturating_sub(now))
    }

    /// Whether it can be forgotten.
    pub(super) fn is_idle(&self, clock: &Clock) -> bool {
        let mut state = self.lock();
        let now = clock.now();
        state.queue.is_empty()
            && state.called.is_empty()
            && state.pause.is_over(now)
            && state.spans.iter_mut().all(|span| span.is_idle(now))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody has given up a place, so that others may come earlier than they think.
    fn move_up(mut state: MutexGuard<'_, State>, now: Duration) {
        let mut wakers = state.serve(now);
        wakers.extend(state.nudge());
        // Whoever is woken may come here at once.
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl State {
    fn has_room(&mut self, now: Duration) -> bool {
        self.pause.end(now).is_none() && self.spans.iter_mut().all(|span| span.has_room(now))
    }

    fn start(&mut self) {
        self.pause.tried();
        self.spans.iter_mut().for_each(Span::start);
    }

    /// When a call can be let through that so many are ahead of.
    fn foresee(
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
    fn serve(&mut self, now: Duration) -> Vec<Waker> {
        let mut wakers = Vec::new();
        let waiting = self.queue.len();
        while !self.queue.is_empty() && self.has_room(now) {
            let Some(first) = self.queue.pop_front() else {
                break;
            };
            self.start();
            self.called.insert(first.ticket);
            wakers.extend(first.waker);
        }
        if self.queue.len() < waiting {
            wakers.extend(self.nudge());
        }
        wakers
    }

    /// Makes the first in the queue look again, since its turn may come earlier than it thinks.
    fn nudge(&mut self) -> Option<Waker> {
        let first = self.queue.front_mut()?;
        first.nudged = true;
        first.waker.take()
    }

    fn position(&self, ticket: u64) -> Option<usize> {
        self.queue
            .binary_search_by_key(&ticket, |waiting| waiting.ticket)
            .ok()
    }
}

/// What a caller that waits has found out.
enum Look {
    /// Its turn has come.
    Now,
    /// Its turn has come, and that of others before it, who have just been told.
    AfterOthers,
    /// Its turn comes then, or later.
    In(Duration),
}

/// Lets others run that were woken before.
async fn yield_once() {
    let mut yielded = false;
    poll_fn(|context| {
        if std::mem::replace(&mut yielded, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// A caller that waits, or whose turn has come. Dropping it gives the turn to the next.
struct Place {
    gate: Arc<Gate>,
    clock: Clock,
    ticket: u64,
}

impl Place {
    fn look(&self, deadline: Option<Duration>) -> Result<Look, Overload> {
        let mut state = self.gate.lock();
        let now = self.clock.now();
        let first = state.queue.front().map(|waiting| waiting.ticket);
        let wakers = state.serve(now);
        let found = if !state.called.contains(&self.ticket) {
            let ahead = state.position(self.ticket).unwrap_or_default();
            let moment = state.foresee(now, ahead, deadline);
            moment.map(|moment| Look::In(moment.saturating_sub(now)))
        } else if first.is_some_and(|first| first < self.ticket) && !wakers.is_empty() {
            Ok(Look::AfterOthers)
        } else {
            state.called.remove(&self.ticket);
            Ok(Look::Now)
        };
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
        found
    }

    fn poll_nudged(&self, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.gate.lock();
        let Some(position) = state.position(self.ticket) else {
            return Poll::Ready(());
        };
        let Some(waiting) = state.queue.get_mut(position) else {
            return Poll::Ready(());
        };
        if std::mem::take(&mut waiting.nudged) {
            return Poll::Ready(());
        }
        match &mut waiting.waker {
            Some(waker) => waker.clone_from(context.waker()),
            none => *none = Some(context.waker().clone()),
        }
        Poll::Pending
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut state = self.gate.lock();
        let now = self.clock.now();
        if state.called.remove(&self.ticket) {
            state.spans.iter_mut().for_each(Span::undo);
        } else if let Some(position) = state.position(self.ticket) {
            state.queue.remove(position);
        } else {
            // Its turn came, and it has its slot.
            return;
        }
        Gate::move_up(state, now);
    }
}

/// A call that counts. Dropping it says that the call was not sent.
pub(super) struct Slot {
    gate: Arc<Gate>,
    clock: Clock,
    ended: bool,
}

impl Slot {
    fn new(gate: &Arc<Gate>, clock: &Clock) -> Self {
        Self {
            gate: Arc::clone(gate),
            clock: clock.clone(),
            ended: false,
        }
    }

    /// The call is over.
    pub(super) fn end(mut self) {
        self.ended = true;
        let mut state = self.gate.lock();
        let now = self.clock.now();
        // Its place becomes free as late as everybody who waits for it has foreseen, or later.
        state.spans.iter_mut().for_each(|span| span.end(now));
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if !self.ended {
            let mut state = self.gate.lock();
            let now = self.clock.now();
            state.spans.iter_mut().for_each(Span::undo);
            Gate::move_up(state, now);
        }
    }
}
