//! Keeps retries a small part of the calls.

use std::sync::atomic::{AtomicU64, Ordering};

/// What a retry costs, in hundredths.
const RETRY: u64 = 100;

/// A bucket of retries, which every call fills a little.
#[derive(Debug)]
pub(crate) struct Budget {
    /// In hundredths of a retry.
    left: AtomicU64,
    full: u64,
    per_call: u64,
}

impl Budget {
    /// A full bucket.
    pub(super) fn new(percent: u32, burst: u32) -> Self {
        let full = u64::from(burst) * RETRY;
        Self {
            left: AtomicU64::new(full),
            full,
            per_call: percent.into(),
        }
    }

    /// A call was made.
    pub(crate) fn called(&self) {
        // Usually it is full, and then nothing needs to be written.
        if self.left.load(Ordering::Relaxed) < self.full {
            self.change(|left| Some(left.saturating_add(self.per_call).min(self.full)));
        }
    }

    /// Takes a retry; `false` if there is none.
    pub(crate) fn take(&self) -> bool {
        self.change(|left| left.checked_sub(RETRY))
    }

    fn change(&self, change: impl FnMut(u64) -> Option<u64>) -> bool {
        let (set, fetch) = (Ordering::Relaxed, Ordering::Relaxed);
        self.left.fetch_update(set, fetch, change).is_ok()
    }
}
