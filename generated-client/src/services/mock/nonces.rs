//! Numbers that signatures have used up.

use std::{
    collections::{HashSet, VecDeque},
    fmt,
    hash::{BuildHasher as _, RandomState},
    sync::{Mutex, PoisonError},
    time::{Duration, SystemTime},
};

/// Beyond this number, the oldest are forgotten.
const MOST: usize = 1_000_000;

/// Nonces with their timestamps, as long as they must not be used again.
///
/// Hashes are kept, so that it does not matter how long a nonce is.
#[derive(Default)]
pub(super) struct Nonces {
    keys: (RandomState, RandomState),
    used: Mutex<Used>,
}

#[derive(Default)]
struct Used {
    hashes: HashSet<(u64, u64)>,
    /// When each was used, the first at the front.
    order: VecDeque<(SystemTime, (u64, u64))>,
}

impl Nonces {
    /// Uses a nonce up; `false` if that happened less than `span` ago.
    pub(super) fn use_up(
        &self,
        nonce: &str,
        timestamp: &str,
        now: SystemTime,
        span: Duration,
    ) -> bool {
        let pair = (nonce, timestamp);
        let hash = (self.keys.0.hash_one(pair), self.keys.1.hash_one(pair));
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let used = &mut *used;
        while let Some((time, old)) = used.order.front() {
            let age = now.duration_since(*time);
            // The clock may have been set back.
            let distance = age.unwrap_or_else(|ahead| ahead.duration());
            if distance < span && used.order.len() < MOST {
                break;
            }
            used.hashes.remove(old);
            used.order.pop_front();
        }
        let is_new = used.hashes.insert(hash);
        if is_new {
            used.order.push_back((now, hash));
        }
        is_new
    }

    /// Forgets all of them.
    pub(super) fn clear(&self) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = Used::default();
    }
}

impl fmt::Debug for Nonces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        f.debug_tuple("Nonces").field(&used.order.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPAN: Duration = Duration::from_secs(300);

    #[test]
    fn nonces_can_be_used_again_after_a_while() {
        let nonces = Nonces::default();
        let use_up = |nonce, timestamp, seconds| {
            let now = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            nonces.use_up(nonce, timestamp, now, SPAN)
        };
        assert!(use_up("1", "1000", 1000));
        assert!(!use_up("1", "1000", 1000));
        assert!(use_up("1", "1001", 1001));
        assert!(use_up("2", "1000", 1001));
        assert!(!use_up("1", "1000", 1299));
        assert!(use_up("1", "1000", 1300));
        assert_eq!(nonces.used.lock().unwrap().order.len(), 3);
        assert!(use_up("3", "2000", 2000));
        assert_eq!(nonces.used.lock().unwrap().order.len(), 1);
        assert_eq!(nonces.used.lock().unwrap().hashes.len(), 1);
        // An hour back.
        assert!(use_up("4", "0", 0));
        assert_eq!(nonces.used.lock().unwrap().order.len(), 1);
        nonces.clear();
        assert!(use_up("4", "0", 0));
    }
}
