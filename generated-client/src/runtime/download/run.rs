//! Asks for a file until it is complete.

use std::{path::PathBuf, sync::Arc, time::Duration};

use reqwest::Url;

use super::{
    DownloadError, DownloadErrorKind, Downloaded, Progress, Settings,
    answer::{Asked, Verdict, judge},
    call::OnProgress,
    fetch::address,
    part::{Part, check_folder},
    pause::{pause, random},
};
use crate::runtime::{Bytes, Secret};

/// An attempt that brought less counts as one that brought nothing; so a server that cuts every connection soon cannot
/// keep a download going for ever.
const PROGRESS: u64 = 64 << 10;
/// A server that wants more time is not waited for.
const LONGEST_WISH: Duration = Duration::from_secs(120);

/// A download under way.
pub(super) struct Run {
    settings: Arc<Settings>,
    link: Secret<String>,
    target: PathBuf,
    expected: Option<u64>,
    progress: Option<OnProgress>,
}

impl Run {
    pub(super) fn new(
        settings: Arc<Settings>,
        link: Secret<String>,
        target: PathBuf,
        expected: Option<u64>,
        progress: Option<OnProgress>,
    ) -> Self {
        Self {
            settings,
            link,
            target,
            expected,
            progress,
        }
    }

    pub(super) async fn finish(mut self) -> Result<Downloaded, DownloadError> {
        let link = address(self.link.expose())?;
        check_folder(&self.target).await?;
        let mut part = Part::open(&self.target).await?;
        let mut attempts = 0;
        let mut fruitless = 0;
        let mut most = part.loaded();
        let mut resumed_from = None;
        loop {
            attempts += 1;
            let outcome = self.attempt(&link, &mut part, &mut resumed_from).await;
            let Err(error) = outcome else {
                break;
            };
            // What was loaded stays, and counts only if it is on the disk.
            let paused = part.pause().await;
            let error = paused.err().unwrap_or(error).with_attempts(attempts);
            if part.loaded() >= most.saturating_add(PROGRESS) {
                most = part.loaded();
                fruitless = 0;
            } else {
                fruitless += 1;
            }
            let wish = error.retry_after().unwrap_or_default();
            if !error.is_retryable() || fruitless >= self.settings.attempts || wish > LONGEST_WISH {
                return Err(error);
            }
            self.settings
                .timer
                .sleep(pause(fruitless, random()).max(wish))
                .await;
        }
        let size = part
            .finish()
            .await
            .map_err(|error| error.with_attempts(attempts))?;
        Ok(Downloaded {
            path: self.target,
            size: Bytes(size),
            resumed_from: Bytes(resumed_from.unwrap_or_default()),
            attempts,
        })
    }

    /// Loads all that is missing, or as much as comes.
    async fn attempt(
        &mut self,
        link: &Url,
        part: &mut Part,
        resumed_from: &mut Option<u64>,
    ) -> Result<(), DownloadError> {
        let offset = part.offset();
        let mut response = self.settings.ask(link, part, offset).await?;
        let asked = Asked {
            link,
            offset,
            identity: part.identity(),
            expected: self.expected,
        };
        let length = response.content_length();
        let verdict = judge(
            &asked,
            response.status().as_u16(),
            response.headers(),
            length,
        )?;
        match verdict {
            Verdict::Whole(identity) => {
                *resumed_from = Some(0);
                let start = self.settings.start(&mut response, self.expected).await?;
                self.check_size(identity.size)?;
                part.start(identity).await?;
                self.keep(part, &start).await?;
            }
            Verdict::Rest(size) => {
                self.check_size(size)?;
                part.go_on(offset, size).await?;
                resumed_from.get_or_insert(offset);
                self.tell(part);
            }
            Verdict::StartOver => {
                part.discard().await;
                return Err(DownloadError::interrupted(
                    "the file changed while it was loaded",
                ));
            }
        }
        while let Some(piece) = self.settings.next(&mut response).await? {
            self.keep(part, piece.as_ref()).await?;
        }
        self.check_end(part)
    }

    async fn keep(&mut self, part: &mut Part, piece: &[u8]) -> Result<(), DownloadError> {
        let loaded = part.loaded().saturating_add(piece.len() as u64);
        let limit = part.identity().size.or(self.expected);
        if limit.is_some_and(|limit| loaded > limit) {
            part.discard().await;
            return Err(wrong_size("more bytes", limit));
        }
        self.check_limit(loaded)?;
        part.write(piece).await?;
        self.tell(part);
        Ok(())
    }

    fn tell(&mut self, part: &Part) {
        if let Some(progress) = &mut self.progress {
            progress(Progress {
                loaded: Bytes(part.loaded()),
                total: part.identity().size.or(self.expected).map(Bytes),
            });
        }
    }

    /// Checks the size that the server announces.
    fn check_size(&self, size: Option<u64>) -> Result<(), DownloadError> {
        let Some(size) = size else {
            return Ok(());
        };
        if self.expected.is_some_and(|expected| expected != size) {
            return Err(wrong_size(&format!("{size} bytes"), self.expected));
        }
        self.check_limit(size)
    }

    fn check_limit(&self, size: u64) -> Result<(), DownloadError> {
        let limit = self.settings.max_size;
        if size <= limit {
            return Ok(());
        }
        let problem = format!("the file is larger than {limit} bytes");
        Err(DownloadError::new(DownloadErrorKind::TooLarge, problem))
    }

    /// Checks that the end of an answer is the end of the file.
    fn check_end(&self, part: &Part) -> Result<(), DownloadError> {
        let loaded = part.loaded();
        if let Some(size) = part.identity().size
            && loaded < size
        {
            let problem = format!("the answer ended after {loaded} of {size} bytes");
            return Err(DownloadError::interrupted(problem));
        }
        match self.expected {
            // Without an announced size a cut can look like an end.
            Some(expected) if loaded < expected => {
                Err(wrong_size(&format!("{loaded} bytes"), self.expected).with_retry(None))
            }
            _ => Ok(()),
        }
    }
}

fn wrong_size(found: &str, expected: Option<u64>) -> DownloadError {
    let expected = expected.unwrap_or_default();
    let problem = format!("the file has {found} instead of {expected}");
    DownloadError::new(DownloadErrorKind::WrongSize, problem)
}
