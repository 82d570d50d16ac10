//! A download before it starts, while it runs, and after it.

use std::{fmt, path::PathBuf, sync::Arc};

use super::{DownloadError, Settings, run::Run};
use crate::runtime::{BoxFuture, Bytes, Secret};

/// Hears how far a download is.
pub(super) type OnProgress = Box<dyn FnMut(Progress) + Send>;

/// A download that starts when it is awaited; see [`Downloader::download`](super::Downloader::download).
#[must_use = "a download does nothing until it is awaited"]
pub struct Download {
    settings: Arc<Settings>,
    link: Secret<String>,
    target: PathBuf,
    expected: Option<Bytes>,
    progress: Option<OnProgress>,
}

/// How far a download is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// How much of the file is there, with what earlier downloads left.
    pub loaded: Bytes,
    /// The size of the file; `None` if nobody said it.
    pub total: Option<Bytes>,
}

/// A complete file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Downloaded {
    /// Where it is.
    pub path: PathBuf,
    /// Its size.
    pub size: Bytes,
    /// How much of it an earlier download had left.
    pub resumed_from: Bytes,
    /// How often the server was asked.
    pub attempts: u32,
}

impl Download {
    pub(super) fn new(settings: Arc<Settings>, link: Secret<String>, target: PathBuf) -> Self {
        Self {
            settings,
            link,
            target,
            expected: None,
            progress: None,
        }
    }

    /// The size that the file must have, such as the one that the service told with the link. With it a file that
    /// looks like an error page is accepted, too.
    pub fn expected_size(mut self, size: Bytes) -> Self {
        self.expected = Some(size);
        self
    }

    /// Calls `progress` after every piece, on the task of the download, so it should be quick. The numbers go back if
    /// the file has to be loaded from the start.
    pub fn progress(mut self, progress: impl FnMut(Progress) + Send + 'static) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }
}

impl IntoFuture for Download {
    type Output = Result<Downloaded, DownloadError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let run = Run::new(
            self.settings,
            self.link,
            self.target,
            self.expected.map(|size| size.0),
            self.progress,
        );
        Box::pin(run.finish())
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("target", &self.target)
            .field("expected", &self.expected)
            .finish_non_exhaustive()
    }
}
