//! Places that are held in Redis.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher, Hasher},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use super::{Line, News};

/// What Redis has still to learn.
#[derive(Default)]
pub(super) struct Outbox(Mutex<Vec<News>>);

impl Outbox {
    /// Tells Redis in the background, or with the next call if nothing runs in the background any more.
    pub(super) fn post(self: &Arc<Self>, news: News) {
        self.lock().push(news);
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let outbox = Arc::clone(self);
            drop(runtime.spawn(async move { outbox.deliver().await }));
        }
    }

    /// Tells everything. What fails is forgotten: places that are not given back are free when their time is over.
    pub(super) async fn deliver(&self) {
        let news = std::mem::take(&mut *self.lock());
        for one in news {
            let _ = one.tell().await;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<News>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place that is held, or may be, since an answer can get lost. Dropping it says that the call was not sent.
pub(super) struct Place {
    line: Arc<Line>,
    outbox: Arc<Outbox>,
    id: String,
    /// In which it counts; `None` if it is not known to count.
    pub(super) month: Option<i64>,
    sent: bool,
}

impl Place {
    pub(super) fn new(line: &Arc<Line>, outbox: &Arc<Outbox>) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        // Random, since processes on different machines share numbers.
        let random = RandomState::new().build_hasher().finish();
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Self {
            line: Arc::clone(line),
            outbox: Arc::clone(outbox),
            id: format!("{random:x}.{number:x}"),
            month: None,
            sent: false,
        }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The call is over.
    pub(super) fn end(mut self) {
        self.sent = true;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.outbox.post(News::Ended {
            line: Arc::clone(&self.line),
            id: std::mem::take(&mut self.id),
            sent: self.sent,
            // No month gives back what it has not counted for certain.
            month: self.month.unwrap_or_default(),
        });
    }
}
