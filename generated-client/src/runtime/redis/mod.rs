//! Redis, which several processes share.

mod limits;
mod tokens;

pub use limits::RedisWindow;
pub use tokens::RedisStore;

use std::{fmt, sync::Arc, time::Duration};

use ::redis::{AsyncConnectionConfig, Client, RedisError, RedisResult, aio::MultiplexedConnection};
use tokio::sync::Mutex;

use super::{BoxError, Error, Result};

/// Longest time for connecting.
const CONNECT: Duration = Duration::from_secs(2);
/// Longest time for an answer.
const ANSWER: Duration = Duration::from_secs(2);

/// A Redis server. Cheap to clone; clones share one connection, which is made when it is first needed, and made anew when
/// it breaks.
///
/// A connection belongs to the Tokio runtime in which it was made.
#[derive(Clone)]
pub struct Redis {
    client: Client,
    prefix: Arc<str>,
    connection: Arc<Mutex<Option<Connected>>>,
}

#[derive(Clone)]
struct Connected {
    connection: MultiplexedConnection,
    /// Which one it is, so that nobody drops the one that came after it.
    number: u64,
}

impl Redis {
    /// A server by its address, as in `redis://user:password@host:6379/0`. Nothing is sent yet.
    ///
    /// For `rediss://`, which is TLS, the program has to switch on a TLS feature of the crate `redis`, such as
    /// `tokio-rustls-comp`.
    ///
    /// # Errors
    ///
    /// An error of kind [`InvalidRequest`](crate::runtime::ErrorKind::InvalidRequest) if the address is not valid.
    pub fn new(url: &str) -> Result<Self> {
        // Only the library's own words: a password may be part of the address.
        let client = Client::open(url).map_err(|error| {
            Error::invalid_request(format!("the address of Redis is not valid: {error}"))
        })?;
        Ok(Self {
            client,
            prefix: "meeting-client:".into(),
            connection: Arc::default(),
        })
    }

    /// What the names of all keys start with; `meeting-client:` by default.
    #[must_use]
    pub fn prefix(mut self, prefix: &str) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// The name of a key.
    pub(super) fn key(&self, kind: &str, name: &str) -> String {
        format!("{}{kind}:{name}", self.prefix)
    }

    /// Runs a command; once more if the connection turns out to be broken. So it may be carried out twice.
    pub(super) async fn run<T, F>(
        &self,
        command: impl Fn(MultiplexedConnection) -> F + Send + Sync,
    ) -> Result<T, BoxError>
    where
        T: Send,
        F: Future<Output = RedisResult<T>> + Send,
    {
        let mut result = self.run_once(&command).await;
        if result
            .as_ref()
            .is_err_and(RedisError::is_connection_dropped)
        {
            result = self.run_once(&command).await;
        }
        result.map_err(|error| Failure(error).into())
    }

    async fn run_once<T, F>(&self, command: &impl Fn(MultiplexedConnection) -> F) -> RedisResult<T>
    where
        F: Future<Output = RedisResult<T>>,
    {
        let connected = self.connected().await?;
        let result = command(connected.connection).await;
        let is_broken = |error: &RedisError| error.is_unrecoverable_error() || error.is_timeout();
        if result.as_ref().is_err_and(is_broken) {
            self.forget(connected.number).await;
        }
        result
    }

    async fn connected(&self) -> RedisResult<Connected> {
        // Others wait: one connection is enough.
        let mut kept = self.connection.lock().await;
        if let Some(connected) = &*kept {
            return Ok(connected.clone());
        }
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(CONNECT))
            .set_response_timeout(Some(ANSWER));
        let connection = self
            .client
            .get_multiplexed_async_connection_with_config(&config)
            .await?;
        let connected = Connected {
            connection,
            number: next_number(),
        };
        *kept = Some(connected.clone());
        Ok(connected)
    }

    async fn forget(&self, number: u64) {
        let mut kept = self.connection.lock().await;
        if kept.as_ref().is_some_and(|it| it.number == number) {
            *kept = None;
        }
    }
}

fn next_number() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};

    static NUMBER: AtomicU64 = AtomicU64::new(0);
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redis")
            .field("address", &self.client.get_connection_info().addr())
            .field("prefix", &self.prefix)
            .finish_non_exhaustive()
    }
}

/// Redis did not do what it was asked.
#[derive(Debug)]
struct Failure(RedisError);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = &self.0;
        f.write_str(if error.is_connection_refusal() {
            "Redis refused the connection"
        } else if error.is_timeout() {
            "Redis did not answer in time"
        } else if error.is_connection_dropped() {
            "the connection to Redis broke"
        } else {
            "Redis cannot be used"
        })
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}
