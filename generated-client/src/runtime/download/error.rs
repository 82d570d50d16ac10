//! Why a file could not be loaded.

use std::{error::Error as StdError, fmt, io, time::Duration};

use crate::runtime::{BoxError, TransportError, escape::Cut};

/// More characters of a server's text than this hide what stands around it.
const LONGEST: usize = 200;

/// What kind of thing went wrong with a download.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DownloadErrorKind {
    /// The link leads to no file, or no more: ask the service for a new one. What was loaded stays, and goes on with the
    /// new link.
    LinkExpired,
    /// The connection could not be made, or broke, or brought nothing for too long. What was loaded stays.
    Interrupted,
    /// The server answered with another error, or in a way that makes no sense. What was loaded stays.
    Server,
    /// The server sent a redirect, which is not followed.
    Redirect,
    /// The file is not as large as it should be.
    WrongSize,
    /// The file is larger than the downloader accepts.
    TooLarge,
    /// The link is no address that can be loaded.
    InvalidLink,
    /// The file cannot be written.
    File,
    /// Another download of this process has the same target.
    Busy,
}

/// Why a file could not be loaded.
///
/// Neither `Display` nor `Debug` shows the link, which lets in whoever has it.
pub struct DownloadError(Box<Inner>);

struct Inner {
    kind: DownloadErrorKind,
    problem: String,
    status: Option<u16>,
    retryable: bool,
    retry_after: Option<Duration>,
    attempts: u32,
    source: Option<BoxError>,
}

impl DownloadError {
    /// What kind of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> DownloadErrorKind {
        self.0.kind
    }

    /// Whether a new link is needed: ask the service for one and download again, to the same target.
    #[must_use]
    pub fn is_link_expired(&self) -> bool {
        self.0.kind == DownloadErrorKind::LinkExpired
    }

    /// Whether the same download may succeed later; the downloader has given up for now.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// The HTTP status of the last answer; `None` if there was none.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// How often the server was asked.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    pub(super) fn new(kind: DownloadErrorKind, problem: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            problem: problem.into(),
            status: None,
            retryable: false,
            retry_after: None,
            attempts: 0,
            source: None,
        }))
    }

    /// A cut that may not happen again.
    pub(super) fn interrupted(problem: impl Into<String>) -> Self {
        let mut error = Self::new(DownloadErrorKind::Interrupted, problem);
        error.0.retryable = true;
        error
    }

    /// What the HTTP library says.
    pub(super) fn connection(error: reqwest::Error) -> Self {
        // The query lets in whoever has it.
        let error = error.without_url();
        let mut own = Self::interrupted(if error.is_connect() {
            "could not connect to the server of the file"
        } else {
            "the connection to the server of the file broke"
        });
        own.0.retryable = !error.is_builder();
        own.0.source = Some(Box::new(error));
        own
    }

    /// TLS cannot be set up.
    pub(super) fn transport(error: TransportError) -> Self {
        let mut own = Self::new(DownloadErrorKind::Interrupted, "could not set up TLS");
        own.0.source = Some(Box::new(error));
        own
    }

    /// What the file system says; `doing` is what was tried, as in "create the file".
    pub(super) fn file(doing: &str, error: io::Error) -> Self {
        let mut own = Self::new(DownloadErrorKind::File, format!("could not {doing}"));
        own.0.source = Some(error.into());
        own
    }

    pub(super) fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    pub(super) fn with_retry(mut self, after: Option<Duration>) -> Self {
        self.0.retryable = true;
        self.0.retry_after = after;
        self
    }

    pub(super) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// When the server wants to be asked again.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }
}

impl fmt::Display for DownloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Cut(&self.0.problem, LONGEST).fmt(f)?;
        if self.0.attempts > 1 {
            write!(f, " (after {} attempts)", self.0.attempts)?;
        }
        Ok(())
    }
}

impl fmt::Debug for DownloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DownloadError")
            .field("kind", &self.0.kind)
            .field("problem", &self.0.problem)
            .field("status", &self.0.status)
            .field("attempts", &self.0.attempts)
            .field("source", &self.0.source)
            .finish()
    }
}

impl StdError for DownloadError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}
