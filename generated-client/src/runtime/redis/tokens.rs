//! Tokens in Redis.

use std::time::Duration;

use ::redis::{Cmd, FromRedisValue, RedisResult, aio::MultiplexedConnection, cmd, pipe};

use super::Redis;
use crate::runtime::{BoxError, BoxFuture, Fetched, Result, Secret, TokenSlot, TokenStore};

/// Redis takes no more milliseconds than an `i64` has; no token lives this long.
const LONGEST: Duration = Duration::from_secs(365 * 24 * 3600);
/// How long a token is kept that does not say how long it is good for: none stays for ever.
const UNKNOWN: Duration = Duration::from_secs(24 * 3600);

/// Deletes a key if it has a value.
const EVICT: &str =
    "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

/// Takes a key that is free or one's own, for some milliseconds.
const LEASE: &str = "local holder = redis.call('GET', KEYS[1]) \
    if holder and holder ~= ARGV[1] then return 0 end \
    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) return 1";

/// Keeps tokens in Redis, so that several processes fetch one token between them.
///
/// A token is a plain text under `<prefix>token:<service> <address> <app>`, and expires by the clock of Redis. Whoever
/// can read the database can read it: let nobody else in, and use TLS where the network is not trusted.
///
/// If Redis fails, calls go on with the token that they have until it expires; what then happens is for
/// [`Tokens::fetch_without_store`](crate::runtime::Tokens::fetch_without_store) to say.
#[derive(Clone, Debug)]
pub struct RedisStore(Redis);

impl RedisStore {
    /// Keeps tokens in this server.
    #[must_use]
    pub fn new(redis: Redis) -> Self {
        Self(redis)
    }

    async fn command<T: FromRedisValue + Send>(&self, command: Cmd) -> Result<T, BoxError> {
        self.0
            .run(|connection| query(command.clone(), connection))
            .await
    }
}

async fn query<T: FromRedisValue>(
    command: Cmd,
    mut connection: MultiplexedConnection,
) -> RedisResult<T> {
    command.query_async(&mut connection).await
}

impl TokenStore for RedisStore {
    fn get<'a>(&'a self, slot: TokenSlot<'a>) -> BoxFuture<'a, Result<Option<Fetched>, BoxError>> {
        Box::pin(async move {
            let key = self.0.key("token", slot.key);
            let (token, left): (Option<String>, i64) = self
                .0
                .run(|mut connection| {
                    let mut both = pipe();
                    both.atomic().get(&key).pttl(&key);
                    async move { both.query_async(&mut connection).await }
                })
                .await?;
            Ok(token.map(|token| Fetched {
                token: token.into(),
                // Negative for a key that does not expire.
                expires_in: u64::try_from(left).ok().map(Duration::from_millis),
            }))
        })
    }

    fn put<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        token: &'a Fetched,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let mut command = cmd("SET");
            command.arg(self.0.key("token", slot.key));
            command.arg(token.token.expose());
            // Zero is not allowed.
            let life = millis(token.expires_in.unwrap_or(UNKNOWN)).max(1);
            command.arg("PX").arg(life);
            self.command(command).await
        })
    }

    fn evict<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        token: &'a Secret<String>,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let mut command = cmd("EVAL");
            command.arg(EVICT).arg(1);
            command.arg(self.0.key("token", slot.key));
            command.arg(token.expose());
            self.command::<i64>(command).await.map(drop)
        })
    }

    fn lease<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        holder: &'a str,
        span: Duration,
    ) -> BoxFuture<'a, Result<bool, BoxError>> {
        Box::pin(async move {
            let mut command = cmd("EVAL");
            command.arg(LEASE).arg(1);
            command.arg(self.0.key("lease", slot.key));
            command.arg(holder).arg(millis(span).max(1));
            self.command(command).await
        })
    }

    fn release<'a>(
        &'a self,
        slot: TokenSlot<'a>,
        holder: &'a str,
    ) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let mut command = cmd("EVAL");
            command.arg(EVICT).arg(1);
            command.arg(self.0.key("lease", slot.key));
            command.arg(holder);
            self.command::<i64>(command).await.map(drop)
        })
    }
}

fn millis(span: Duration) -> u64 {
    u64::try_from(span.min(LONGEST).as_millis()).unwrap_or(u64::MAX)
}
