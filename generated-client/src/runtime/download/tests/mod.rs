//! Downloads from a server that does what a test wants.

mod ends;
mod host;
mod resume;
mod secrets;

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use tempfile::TempDir;

use super::{DownloadError, Downloader};
use crate::runtime::{BoxFuture, HttpTransport, Secret, Timer};
use host::Host;

/// What links hold in these tests, and nothing may show.
const TOKEN: &str = "q-sign-hunter2";

/// Does not wait, but remembers how long it should have waited. What waits for the network waits for ever.
#[derive(Clone, Default)]
struct Waits(Arc<Mutex<Vec<Duration>>>);

impl Waits {
    fn all(&self) -> Vec<Duration> {
        self.0.lock().unwrap().clone()
    }
}

impl Timer for Waits {
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn sleep(&self, span: Duration) -> BoxFuture<'static, ()> {
        // The limit for a silent connection, which is 30 seconds.
        if span == Duration::from_secs(30) {
            return Box::pin(std::future::pending());
        }
        self.0.lock().unwrap().push(span);
        Box::pin(std::future::ready(()))
    }
}

/// Whatever proxies the environment names.
fn direct() -> HttpTransport {
    HttpTransport::builder().no_proxy().build().unwrap()
}

fn downloader() -> Downloader {
    waiting(&Waits::default())
}

fn waiting(waits: &Waits) -> Downloader {
    Downloader::builder()
        .transport(direct())
        .timer(waits.clone())
        .build()
        .unwrap()
}

fn link(host: &Host) -> Secret<String> {
    Secret::new(format!("{}/folder/file.mp4?token={TOKEN}", host.url()))
}

/// A folder, and a target in it.
fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("会议.mp4");
    (folder, target)
}

/// The names of all files in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Bytes that differ from place to place, and from `seed` to `seed`.
fn content(seed: u8, size: usize) -> Vec<u8> {
    let place = |place: usize| u8::try_from((place % 251) ^ (place / 251 % 5)).unwrap_or_default();
    (0..size).map(|at| place(at) ^ seed).collect()
}

/// All that an error tells, to people and to programmers.
fn everything(error: &DownloadError) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        let _ = write!(text, " {error} {error:?}");
        source = error.source();
    }
    text
}
