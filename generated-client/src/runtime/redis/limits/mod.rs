//! Limits that several processes keep together.

mod place;
mod window;

pub use window::RedisWindow;

use std::{collections::HashSet, sync::Arc, time::Duration};

use ::redis::{FromRedisValue, RedisResult, aio::MultiplexedConnection, cmd};

use super::Redis;
use crate::runtime::{Admission, BoxError, LimitScope, Limits, Period, RateLimit};

const ADMIT: &str = concat!(include_str!("month.lua"), include_str!("admit.lua"));
const END: &str = concat!(include_str!("month.lua"), include_str!("end.lua"));
const PAUSE: &str = include_str!("pause.lua");

/// The limits of one operation and account, as Redis knows them.
pub(super) struct Line {
    redis: Redis,
    pause: String,
    limits: Vec<Counted>,
}

struct Counted {
    limit: RateLimit,
    key: String,
    /// In microseconds; 0 for a month.
    period: u64,
}

/// What Redis says to a call.
enum Answer {
    /// It counts, in this month.
    Taken(i64),
    /// There is no place for so long at least, because of this limit, or of a pause.
    Wait(Duration, Option<RateLimit>),
    /// The month is used up.
    UsedUp(RateLimit),
}

impl Line {
    /// `None` if the call has no limits.
    fn new(redis: &Redis, limits: &Limits, call: &Admission<'_>) -> Option<Self> {
        let operation = call.operation.name();
        let mut seen = HashSet::new();
        let counted = limits.of(call).filter(|limit| seen.insert(*limit));
        let counted = counted.map(|limit| {
            let account = match limit.scope() {
                LimitScope::Ip => "",
                _ => call.account,
            };
            let operation = if limit.is_shared() { "*" } else { operation };
            let period = match limit.period() {
                Period::Span(span) => micros(span).max(1),
                Period::Month => 0,
            };
            let (service, calls) = (call.service, limit.calls());
            let scope = limit.scope();
            let name = format!("{service} {operation} {calls}/{period} {scope:?} {account}");
            Counted {
                limit,
                key: redis.key("limit", &name),
                period,
            }
        });
        let limits: Vec<_> = counted.collect();
        if limits.is_empty() {
            return None;
        }
        let name = format!("{} {operation} {}", call.service, call.account);
        Some(Self {
            redis: redis.clone(),
            pause: redis.key("pause", &name),
            limits,
        })
    }

    fn first_limit(&self) -> Option<RateLimit> {
        self.limits.first().map(|counted| counted.limit)
    }

    /// Asks for a place behind `ahead` others, who have none yet. With others ahead nothing is taken.
    async fn ask(&self, id: &str, ahead: usize, longest: Duration) -> Result<Answer, BoxError> {
        let mut command = cmd("EVAL");
        command.arg(ADMIT).arg(self.limits.len() + 1);
        command.arg(&self.pause);
        for counted in &self.limits {
            command.arg(&counted.key);
        }
        command.arg(id).arg(ahead).arg(micros(longest));
        for counted in &self.limits {
            command.arg(counted.limit.calls()).arg(counted.period);
        }
        let (wait, which, month): (i64, usize, i64) = run(&self.redis, &command).await?;
        let limit = which
            .checked_sub(1)
            .and_then(|index| self.limits.get(index));
        let limit = limit.map(|counted| counted.limit);
        Ok(match (u64::try_from(wait), limit) {
            (Ok(0), _) if ahead == 0 => Answer::Taken(month),
            (Ok(wait), limit) => Answer::Wait(Duration::from_micros(wait), limit),
            (Err(_), Some(limit)) => Answer::UsedUp(limit),
            (Err(_), None) => return Err("Redis gave an answer that makes no sense".into()),
        })
    }

    /// Says that a call is over, or that it was not sent.
    async fn end(&self, id: &str, sent: bool, month: i64) -> Result<(), BoxError> {
        let mut command = cmd("EVAL");
        command.arg(END).arg(self.limits.len());
        for counted in &self.limits {
            command.arg(&counted.key);
        }
        command.arg(id).arg(u8::from(sent)).arg(month);
        for counted in &self.limits {
            command.arg(counted.period);
        }
        run::<i64>(&self.redis, &command).await.map(drop)
    }

    /// Lets nobody through for a while.
    async fn pause(&self, length: Duration) -> Result<(), BoxError> {
        let mut command = cmd("EVAL");
        command.arg(PAUSE).arg(1).arg(&self.pause);
        command.arg(micros(length).div_ceil(1000));
        run::<i64>(&self.redis, &command).await.map(drop)
    }
}

/// Something that Redis is to learn without anybody waiting for it.
enum News {
    Ended {
        line: Arc<Line>,
        id: String,
        sent: bool,
        month: i64,
    },
    Pause {
        line: Arc<Line>,
        length: Duration,
    },
}

impl News {
    async fn tell(&self) -> Result<(), BoxError> {
        match self {
            Self::Ended {
                line,
                id,
                sent,
                month,
            } => line.end(id, *sent, *month).await,
            Self::Pause { line, length } => line.pause(*length).await,
        }
    }
}

async fn run<T: FromRedisValue + Send>(
    redis: &Redis,
    command: &::redis::Cmd,
) -> Result<T, BoxError> {
    redis
        .run(|connection| query(command.clone(), connection))
        .await
}

async fn query<T: FromRedisValue>(
    command: ::redis::Cmd,
    mut connection: MultiplexedConnection,
) -> RedisResult<T> {
    command.query_async(&mut connection).await
}

/// Lua counts exactly up to 2^53; a year is far less.
fn micros(span: Duration) -> u64 {
    const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);
    u64::try_from(span.min(LONGEST).as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
