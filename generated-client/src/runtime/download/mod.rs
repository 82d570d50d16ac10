//! Files behind links, such as recordings.

mod answer;
mod call;
mod error;
mod fetch;
mod part;
mod pause;
mod run;
#[cfg(test)]
mod tests;

pub use call::{Download, Downloaded, Progress};
pub use error::{DownloadError, DownloadErrorKind};

use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

use super::{Bytes, HttpTransport, Secret, Timer, TokioTimer};

/// Loads files behind links, such as recordings. Cheap to clone; clones share their connections.
///
/// - A file grows beside its target, under the target's name with `.part` added, and takes the target's place in one step
///   when it is complete; its size is checked before.
/// - After a cut the rest is asked for. A server that cannot send a rest, and a file that changed meanwhile, are loaded from
///   the start.
/// - A download can be dropped at any time; what was loaded stays. The next download to the same target goes on where it
///   ended, with the same link or a new one, if the server says by an `ETag` that it is the same file. The tag is kept in
///   a file with `.part.json` added.
/// - Nothing but the link is sent: no token and no cookie. Redirects are not followed.
///
/// ```no_run
/// # async fn example(link: meeting_client::Secret<String>) -> Result<(), meeting_client::DownloadError> {
/// use meeting_client::{Bytes, Downloader};
///
/// let downloader = Downloader::new()?;
/// let file = downloader
///     .download(&link, "meeting.mp4")
///     .expected_size(Bytes(480_236_476))
///     .progress(|progress| println!("{} bytes", progress.loaded.0))
///     .await;
/// match file {
///     Ok(file) => println!("{} bytes in {}", file.size.0, file.path.display()),
///     Err(error) if error.is_link_expired() => println!("ask the service for a new link"),
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # }
/// ```
///
/// There is no limit to the whole time; put `tokio::time::timeout` around a download that needs one.
#[derive(Clone)]
pub struct Downloader(Arc<Settings>);

/// Configures a [`Downloader`].
#[must_use = "a builder does nothing until it is built"]
pub struct DownloaderBuilder {
    transport: Option<HttpTransport>,
    idle_timeout: Duration,
    attempts: u32,
    max_size: Bytes,
    timer: Arc<dyn Timer>,
}

/// What is the same for all downloads.
struct Settings {
    client: reqwest::Client,
    idle_timeout: Duration,
    attempts: u32,
    max_size: u64,
    timer: Arc<dyn Timer>,
}

impl Downloader {
    /// A downloader with every setting at its default.
    ///
    /// # Errors
    ///
    /// An error of kind [`Interrupted`](DownloadErrorKind::Interrupted) if TLS cannot be set up.
    pub fn new() -> Result<Self, DownloadError> {
        Self::builder().build()
    }

    /// Starts with the defaults.
    pub fn builder() -> DownloaderBuilder {
        DownloaderBuilder {
            transport: None,
            idle_timeout: Duration::from_secs(30),
            attempts: 5,
            max_size: Bytes(64 << 30),
            timer: Arc::new(TokioTimer::new()),
        }
    }

    /// Loads the file behind `link` to `target`, which is replaced if it exists. Its folder must exist.
    ///
    /// Nothing happens until the download is awaited.
    pub fn download(&self, link: &Secret<String>, target: impl Into<PathBuf>) -> Download {
        Download::new(Arc::clone(&self.0), link.clone(), target.into())
    }
}

impl fmt::Debug for Downloader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Downloader").finish_non_exhaustive()
    }
}

impl DownloaderBuilder {
    /// Connects as `transport` does, and shares its connections: proxies, roots of trust, the time for connecting. One of
    /// its own by default.
    pub fn transport(mut self, transport: HttpTransport) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Longest time in which nothing arrives, after which the connection counts as cut; 30 seconds by default.
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.idle_timeout = limit;
        self
    }

    /// How many attempts in a row may bring nothing new; 5 by default, at least 1. An attempt that was cut after it had
    /// loaded a good piece does not count.
    pub fn attempts(mut self, limit: u32) -> Self {
        self.attempts = limit.max(1);
        self
    }

    /// Largest file that is accepted; 64 GiB by default.
    pub fn max_size(mut self, limit: Bytes) -> Self {
        self.max_size = limit;
        self
    }

    /// Takes the time from `timer` instead of from Tokio.
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Arc::new(timer);
        self
    }

    /// The downloader.
    ///
    /// # Errors
    ///
    /// An error of kind [`Interrupted`](DownloadErrorKind::Interrupted) if TLS cannot be set up.
    pub fn build(self) -> Result<Downloader, DownloadError> {
        let transport = match self.transport {
            Some(transport) => transport,
            None => HttpTransport::builder()
                .build()
                .map_err(DownloadError::transport)?,
        };
        Ok(Downloader(Arc::new(Settings {
            client: transport.into_client(),
            idle_timeout: self.idle_timeout,
            attempts: self.attempts,
            max_size: self.max_size.0,
            timer: self.timer,
        })))
    }
}
