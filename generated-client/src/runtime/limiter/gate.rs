//! A place where calls wait for each other, in the order in which they came.

use std::{
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::Duration,
};

use super::{Overload, clock::Clock, queue::Queue, span::Span};
use crate::runtime::RateLimit;

/// Lets calls through while all of its limits have room.
///
/// Nobody works for it in the background: each caller that waits sleeps until the earliest moment at which it could be its
/// turn. A place never becomes free earlier than was foreseen, except when somebody gives up; then the first in the queue
/// is woken to look again.
pub(super) struct Gate(Mutex<Queue>);

impl Gate {
    pub(super) fn new(limits: impl IntoIterator<Item = (RateLimit, Duration)>) -> Self {
        let spans = limits.into_iter().map(|(limit, per)| Span::new(limit, per));
        Self(Mutex::new(Queue::new(spans.collect())))
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
        let mut queue = self.lock();
        let now = clock.now();
        if queue.waiting.is_empty() && queue.has_room(now) {
            queue.start();
            return Ok(None);
        }
        let ahead = queue.waiting.len();
        queue.foresee(now, ahead, deadline)?;
        let ticket = queue.push();
        Ok(Some(Place {
            gate: Arc::clone(self),
            clock: clock.clone(),
            ticket,
        }))
    }

    /// Refuses a call that would come too late.
    pub(super) fn check(&self, clock: &Clock, deadline: Option<Duration>) -> Result<(), Overload> {
        let mut queue = self.lock();
        let now = clock.now();
        let ahead = queue.waiting.len();
        queue.foresee(now, ahead, deadline).map(drop)
    }

    /// The service refused a call that came through here.
    pub(super) fn refused(&self, clock: &Clock, after: Option<Duration>, usual: Duration) {
        let mut queue = self.lock();
        let now = clock.now();
        queue.pause.refused(now, after, usual);
    }

    /// How long nobody is let through because the service refused a call.
    pub(super) fn paused(&self, clock: &Clock) -> Option<Duration> {
        let queue = self.lock();
        let now = clock.now();
        Some(queue.pause.end(now)?.saturating_sub(now))
    }

    /// Whether it can be forgotten.
    pub(super) fn is_idle(&self, clock: &Clock) -> bool {
        let mut queue = self.lock();
        let now = clock.now();
        queue.is_idle(now)
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody has given up a place, so that others may come earlier than they think.
    fn move_up(mut queue: MutexGuard<'_, Queue>, now: Duration) {
        let mut wakers = queue.serve(now);
        wakers.extend(queue.nudge());
        // Whoever is woken may come here at once.
        drop(queue);
        wakers.into_iter().for_each(Waker::wake);
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
        let mut queue = self.gate.lock();
        let now = self.clock.now();
        let first = queue.waiting.front().map(|waiting| waiting.ticket);
        let wakers = queue.serve(now);
        let found = if !queue.called.contains(&self.ticket) {
            let ahead = queue.position(self.ticket).unwrap_or_default();
            let moment = queue.foresee(now, ahead, deadline);
            moment.map(|moment| Look::In(moment.saturating_sub(now)))
        } else if first.is_some_and(|first| first < self.ticket) && !wakers.is_empty() {
            Ok(Look::AfterOthers)
        } else {
            queue.called.remove(&self.ticket);
            Ok(Look::Now)
        };
        drop(queue);
        wakers.into_iter().for_each(Waker::wake);
        found
    }

    fn poll_nudged(&self, context: &mut Context<'_>) -> Poll<()> {
        let mut queue = self.gate.lock();
        let Some(position) = queue.position(self.ticket) else {
            return Poll::Ready(());
        };
        let Some(waiting) = queue.waiting.get_mut(position) else {
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
        let mut queue = self.gate.lock();
        let now = self.clock.now();
        if queue.called.remove(&self.ticket) {
            queue.spans.iter_mut().for_each(Span::undo);
        } else if let Some(position) = queue.position(self.ticket) {
            queue.waiting.remove(position);
        } else {
            // Its turn came, and it has its slot.
            return;
        }
        Gate::move_up(queue, now);
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
        let mut queue = self.gate.lock();
        let now = self.clock.now();
        // Its place becomes free as late as everybody who waits for it has foreseen, or later.
        queue.spans.iter_mut().for_each(|span| span.end(now));
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if !self.ended {
            let mut queue = self.gate.lock();
            let now = self.clock.now();
            queue.spans.iter_mut().for_each(Span::undo);
            Gate::move_up(queue, now);
        }
    }
}
