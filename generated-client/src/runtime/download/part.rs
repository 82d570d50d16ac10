//! The file while it grows, beside its target.

use std::{
    collections::BTreeSet,
    ffi::OsString,
    io::{ErrorKind, SeekFrom},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use tokio::{
    fs::{self, File, OpenOptions},
    io::{AsyncSeekExt as _, AsyncWriteExt as _},
};

use super::{
    DownloadError, DownloadErrorKind,
    answer::{Identity, is_strong},
};
use crate::runtime::Json;

/// A file that is not complete yet.
pub(super) struct Part {
    target: PathBuf,
    path: PathBuf,
    /// Says which file it is, for later downloads.
    notes: PathBuf,
    file: Option<File>,
    loaded: u64,
    identity: Identity,
    _claim: Claim,
}

impl Part {
    /// What earlier downloads to `target` left, if it is certain what that is.
    pub(super) async fn open(target: &Path) -> Result<Self, DownloadError> {
        let bad = |problem: &str| Err(DownloadError::new(DownloadErrorKind::File, problem));
        let Some(name) = target.file_name() else {
            return bad("the target has no file name");
        };
        let beside = |ending: &str| {
            let mut name = OsString::from(name);
            name.push(ending);
            target.with_file_name(name)
        };
        if fs::metadata(target).await.is_ok_and(|found| found.is_dir()) {
            return bad("the target is a folder");
        }
        let mut part = Self {
            path: beside(".part"),
            notes: beside(".part.json"),
            file: None,
            loaded: 0,
            identity: Identity::default(),
            _claim: Claim::new(target)?,
            target: target.to_owned(),
        };
        if let Some(identity) = part.noted().await {
            // A link that somebody put there could lead anywhere.
            if let Ok(found) = fs::symlink_metadata(&part.path).await
                && found.is_file()
            {
                part.loaded = found.len();
                part.identity = identity;
            }
        }
        Ok(part)
    }

    pub(super) fn loaded(&self) -> u64 {
        self.loaded
    }

    pub(super) fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Where to go on. At least the last byte is asked for again if all are there: the answer tells whether they are of
    /// the same file.
    pub(super) fn offset(&self) -> u64 {
        match self.identity.size {
            Some(size) if self.loaded > size => 0,
            Some(size) => self.loaded.min(size.saturating_sub(1)),
            None if self.identity.is_known() => self.loaded,
            None => 0,
        }
    }

    /// Starts with an empty file.
    pub(super) async fn start(&mut self, identity: Identity) -> Result<(), DownloadError> {
        self.discard().await;
        // A new file, not the old one made empty: a write of a download that was dropped may still be under way.
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&self.path)
            .await
            .map_err(|error| DownloadError::file("create the file", error))?;
        self.file = Some(file);
        self.identity = identity;
        self.note().await
    }

    /// Goes on at `offset`.
    pub(super) async fn go_on(
        &mut self,
        offset: u64,
        size: Option<u64>,
    ) -> Result<(), DownloadError> {
        let open = async {
            let mut file = OpenOptions::new().write(true).open(&self.path).await?;
            file.seek(SeekFrom::Start(offset)).await?;
            Ok(file)
        };
        let file = open
            .await
            .map_err(|error| DownloadError::file("go on with the file", error))?;
        self.file = Some(file);
        self.loaded = offset;
        self.identity.size = self.identity.size.or(size);
        Ok(())
    }

    pub(super) async fn write(&mut self, piece: &[u8]) -> Result<(), DownloadError> {
        if let Some(file) = &mut self.file {
            file.write_all(piece)
                .await
                .map_err(|error| DownloadError::file("write the file", error))?;
            self.loaded += piece.len() as u64;
        }
        Ok(())
    }

    /// Waits for what is being written, so that what counts as loaded is there.
    pub(super) async fn pause(&mut self) -> Result<(), DownloadError> {
        match self.file.take() {
            Some(mut file) => file
                .flush()
                .await
                .map_err(|error| DownloadError::file("write the file", error)),
            None => Ok(()),
        }
    }

    /// Puts the complete file in its place.
    pub(super) async fn finish(mut self) -> Result<u64, DownloadError> {
        let finish = async {
            if let Some(file) = &mut self.file {
                file.flush().await?;
                // Otherwise the target could be there after a power cut, but not all that is in it.
                file.sync_all().await?;
            }
            self.file = None;
            fs::rename(&self.path, &self.target).await
        };
        finish
            .await
            .map_err(|error| DownloadError::file("put the file in its place", error))?;
        let _ = fs::remove_file(&self.notes).await;
        Ok(self.loaded)
    }

    /// Forgets what was loaded.
    pub(super) async fn discard(&mut self) {
        self.file = None;
        self.loaded = 0;
        self.identity = Identity::default();
        // The notes go first, so that they never describe another file. What cannot be removed fails later.
        let _ = fs::remove_file(&self.notes).await;
        let _ = fs::remove_file(&self.path).await;
    }

    /// Only an entity tag is certain enough for downloads to come, whose link may lead to another file.
    async fn note(&self) -> Result<(), DownloadError> {
        let Some(etag) = &self.identity.etag else {
            return Ok(());
        };
        let notes = serde_json::json!({ "version": 1, "etag": etag, "size": self.identity.size });
        fs::write(&self.notes, notes.to_string())
            .await
            .map_err(|error| DownloadError::file("write beside the file", error))
    }

    async fn noted(&self) -> Option<Identity> {
        let found = fs::symlink_metadata(&self.notes).await.ok()?;
        if !found.is_file() || found.len() > 64 << 10 {
            return None;
        }
        let notes: Json = serde_json::from_slice(&fs::read(&self.notes).await.ok()?).ok()?;
        let etag = notes.get("etag")?.as_str()?;
        let is_ours = notes.get("version")?.as_u64() == Some(1) && is_strong(etag);
        is_ours.then(|| Identity {
            etag: Some(etag.to_owned()),
            modified: None,
            size: notes.get("size").and_then(Json::as_u64),
        })
    }
}

/// The targets of all downloads that are under way in this process.
static TARGETS: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// The right to write to a target, which one download has at a time.
struct Claim(PathBuf);

impl Claim {
    fn new(target: &Path) -> Result<Self, DownloadError> {
        let path = std::path::absolute(target).unwrap_or_else(|_| target.to_owned());
        let mut targets = TARGETS.lock().unwrap_or_else(PoisonError::into_inner);
        if targets.insert(path.clone()) {
            return Ok(Self(path));
        }
        Err(DownloadError::new(
            DownloadErrorKind::Busy,
            "another download has the same target",
        ))
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let mut targets = TARGETS.lock().unwrap_or_else(PoisonError::into_inner);
        targets.remove(&self.0);
    }
}

/// Says early what would fail after the first answer.
pub(super) async fn check_folder(target: &Path) -> Result<(), DownloadError> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let problem = match fs::metadata(folder).await {
        Ok(found) if found.is_dir() => return Ok(()),
        Ok(_) => ErrorKind::NotADirectory.into(),
        Err(error) => error,
    };
    Err(DownloadError::file(
        "find the folder of the target",
        problem,
    ))
}
