//! The limiter that several processes share.

use std::{
    collections::HashMap,
    fmt,
    future::poll_fn,
    pin::pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
    time::Duration,
};

use super::{
    Answer, Line, News,
    place::{Outbox, Place},
};
use crate::runtime::{
    Admission, BoxError, BoxFuture, Limiter, Limits, Overload, Permit, Redis, SlidingWindow,
    limiter::{LONGEST_ASKED, LONGEST_PAUSE, rest_of_month, usual_pause},
};

/// How long a call may take that has no deadline.
const LONGEST: Duration = Duration::from_secs(300);
/// How long nobody asks a Redis that has failed.
const REST: Duration = Duration::from_secs(5);
/// After how long a caller that waits asks again at the latest: others may have given up.
const PATIENCE: Duration = Duration::from_secs(10);
/// From this many accounts and operations on, those that nobody uses are looked for.
const FEW: usize = 1024;

/// Keeps the calls of several processes within limits together, through Redis.
///
/// It counts as [`SlidingWindow`] does, by the clock of Redis: a call counts from before it is sent until a period after
/// its end, whatever the latency of Redis and of the service. A process that dies leaves its calls counted until their
/// deadlines and a period after that. Calls of one process are let through in the order in which they came; between
/// processes the order is that of chance.
///
/// While Redis cannot be used, each process keeps the limits on its own; Redis is asked again every five seconds.
///
/// Processes count together if their [`Redis`] has the same prefix, and if they keep the same limits. The accounts stand
/// in the names of keys. Needs Redis 5 or newer, not a cluster.
#[derive(Clone)]
pub struct RedisWindow(Arc<Shared>);

struct Shared {
    redis: Redis,
    limits: Limits,
    /// What this process would do without Redis. It keeps the order, too.
    local: SlidingWindow,
    lines: Mutex<HashMap<Key, Arc<Turns>>>,
    outbox: Arc<Outbox>,
    /// When Redis may be asked again, by the timer; zero if it has not failed.
    rest_until: Mutex<Duration>,
}

/// An account, a service and its operation.
type Key = (String, &'static str, &'static str);

/// Lets one caller at a time ask for a place.
struct Turns {
    line: Arc<Line>,
    turn: tokio::sync::Mutex<()>,
    waiting: AtomicUsize,
}

impl Turns {
    /// The deadline has passed while the call waited.
    fn too_late(&self) -> Overload {
        Overload::new(self.line.first_limit(), None)
    }
}

impl RedisWindow {
    /// Keeps the limits that the services document.
    #[must_use]
    pub fn new(redis: Redis) -> Self {
        Self::with(redis, Limits::documented())
    }

    /// Keeps other limits.
    #[must_use]
    pub fn with(redis: Redis, limits: Limits) -> Self {
        Self(Arc::new(Shared {
            redis,
            local: SlidingWindow::with(limits.clone()),
            limits,
            lines: Mutex::default(),
            outbox: Arc::default(),
            rest_until: Mutex::default(),
        }))
    }

    async fn pass(&self, call: &Admission<'_>) -> Result<Permit, Overload> {
        let local = self.0.local.admit(call).await?;
        let Some(turns) = self.0.turns(call) else {
            return Ok(local);
        };
        let Some(place) = self.0.place(&turns, call).await? else {
            return Ok(local);
        };
        Ok(Permit::new(move || {
            place.end();
            drop(local);
        }))
    }
}

impl Shared {
    /// A place in Redis; `None` if Redis cannot be used.
    async fn place(&self, turns: &Turns, call: &Admission<'_>) -> Result<Option<Place>, Overload> {
        if self.rests(call) {
            return Ok(None);
        }
        let waiting = Waiting::new(&turns.waiting);
        if waiting.ahead > 0 && call.deadline.is_some() {
            let asked = turns.line.ask("", waiting.ahead, Duration::ZERO);
            if let Some(Answer::Wait(wait, limit)) = self.hear(call, asked).await {
                check(call, wait, limit)?;
            }
        }
        let Some(_turn) = within(call, turns.turn.lock()).await else {
            return Err(turns.too_late());
        };
        if self.rests(call) {
            return Ok(None);
        }
        let mut place = Place::new(&turns.line, &self.outbox);
        loop {
            if !self.outbox.is_empty() {
                within(call, self.outbox.deliver()).await;
            }
            let longest = left(call).unwrap_or(LONGEST);
            let asked = turns.line.ask(place.id(), 0, longest);
            match self.hear(call, asked).await {
                Some(Answer::Taken(month)) => {
                    place.month = Some(month);
                    return Ok(Some(place));
                }
                Some(Answer::Wait(wait, limit)) => {
                    check(call, wait, limit)?;
                    let wait = wait.clamp(Duration::from_millis(1), PATIENCE);
                    call.timer.sleep(wait).await;
                }
                Some(Answer::UsedUp(limit)) => {
                    let wait = rest_of_month(call.timer.wall());
                    return Err(Overload::new(Some(limit), wait));
                }
                None if left(call) == Some(Duration::ZERO) => return Err(turns.too_late()),
                None => return Ok(None),
            }
        }
    }

    /// Whether Redis has failed a moment ago.
    fn rests(&self, call: &Admission<'_>) -> bool {
        *self.rest_until() > call.timer.elapsed()
    }

    fn rest_until(&self) -> MutexGuard<'_, Duration> {
        self.rest_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// An answer of Redis; `None` if it gives none. Then it is left alone for a while.
    async fn hear(
        &self,
        call: &Admission<'_>,
        asked: impl Future<Output = Result<Answer, BoxError>>,
    ) -> Option<Answer> {
        let answer = within(call, asked).await?;
        if answer.is_err() {
            *self.rest_until() = call.timer.elapsed().saturating_add(REST);
        }
        answer.ok()
    }

    fn turns(&self, call: &Admission<'_>) -> Option<Arc<Turns>> {
        let key = (call.account.to_owned(), call.service, call.operation.name());
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turns) = lines.get(&key) {
            return Some(Arc::clone(turns));
        }
        if lines.len() >= FEW {
            lines.retain(|_, turns| Arc::strong_count(turns) > 1);
        }
        let turns = Arc::new(Turns {
            line: Arc::new(Line::new(&self.redis, &self.limits, call)?),
            turn: tokio::sync::Mutex::default(),
            waiting: AtomicUsize::new(0),
        });
        lines.insert(key, Arc::clone(&turns));
        Some(turns)
    }
}

impl Limiter for RedisWindow {
    fn admit<'a>(&'a self, call: &'a Admission<'a>) -> BoxFuture<'a, Result<Permit, Overload>> {
        Box::pin(self.pass(call))
    }

    fn throttled(&self, call: &Admission<'_>, retry_after: Option<Duration>) {
        self.0.local.throttled(call, retry_after);
        if let Some(turns) = self.0.turns(call) {
            let asked = retry_after.filter(|asked| !asked.is_zero());
            let length = asked.map_or_else(
                || usual_pause(self.0.limits.of(call)).min(LONGEST_PAUSE),
                |asked| asked.min(LONGEST_ASKED),
            );
            self.0.outbox.post(News::Pause {
                line: Arc::clone(&turns.line),
                length,
            });
        }
    }
}

impl fmt::Debug for RedisWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisWindow")
            .field("redis", &self.0.redis)
            .field("limits", &self.0.limits)
            .finish_non_exhaustive()
    }
}

/// A caller that wants its turn.
struct Waiting<'a> {
    all: &'a AtomicUsize,
    ahead: usize,
}

impl<'a> Waiting<'a> {
    fn new(all: &'a AtomicUsize) -> Self {
        let ahead = all.fetch_add(1, Ordering::Relaxed);
        Self { all, ahead }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.all.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Time until the deadline.
fn left(call: &Admission<'_>) -> Option<Duration> {
    let deadline = call.deadline?;
    Some(deadline.saturating_sub(call.timer.elapsed()))
}

fn check(
    call: &Admission<'_>,
    wait: Duration,
    limit: Option<crate::runtime::RateLimit>,
) -> Result<(), Overload> {
    match left(call) {
        Some(left) if wait > left => Err(Overload::new(limit, Some(wait))),
        _ => Ok(()),
    }
}

/// What a future yields before the call's deadline.
async fn within<T>(call: &Admission<'_>, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let Some(left) = left(call) else {
        return Some(future.await);
    };
    let mut sleep = call.timer.sleep(left);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => sleep.as_mut().poll(context).map(|()| None),
    })
    .await
}
