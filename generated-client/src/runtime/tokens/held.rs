//! How long a token is used.

use std::{
    hash::{BuildHasher as _, RandomState},
    time::Duration,
};

use super::Fetched;
use crate::runtime::Secret;

/// How long before it expires a token is replaced, if it lives long enough.
const EARLY: Duration = Duration::from_secs(600);

/// A token in use; times are those of the timer.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) token: Secret<String>,
    /// `None` if nobody knows.
    expires: Option<Duration>,
    refresh: Option<Duration>,
}

impl Held {
    /// A token that was asked for at `since`. Its life counts from then: when it was issued, nobody knows.
    pub(super) fn new(fetched: Fetched, since: Duration) -> Self {
        Self::with_jitter(fetched, since, random())
    }

    /// `jitter` is between 0 and `u32::MAX`.
    fn with_jitter(fetched: Fetched, since: Duration, jitter: u32) -> Self {
        let life = fetched.expires_in;
        let expires = life.map(|life| since.saturating_add(life));
        let refresh = expires.zip(life).map(|(expires, life)| {
            let early = EARLY.min(life / 5);
            // Clients that started together do not ask together.
            let jitter = (early / 10).saturating_mul(jitter) / u32::MAX;
            expires.saturating_sub(early + jitter)
        });
        Self {
            token: fetched.token,
            expires,
            refresh,
        }
    }

    pub(super) fn is_expired(&self, now: Duration) -> bool {
        self.expires.is_some_and(|expires| now >= expires)
    }

    /// Whether it is time to replace it.
    pub(super) fn is_old(&self, now: Duration) -> bool {
        self.refresh.is_some_and(|refresh| now >= refresh)
    }

    /// What is left of its life; `None` if nobody knows.
    pub(super) fn left(&self, now: Duration) -> Option<Duration> {
        self.expires.map(|expires| expires.saturating_sub(now))
    }
}

fn random() -> u32 {
    // The hash of nothing under a random key.
    let [a, b, c, d, ..] = RandomState::new().hash_one(()).to_ne_bytes();
    u32::from_ne_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From when on a token is replaced, at the latest and at the earliest.
    fn refresh(life: u64) -> (u64, u64) {
        let at = |jitter| {
            let fetched = Fetched::new("t", Some(Duration::from_secs(life)));
            let held = Held::with_jitter(fetched, Duration::from_secs(1000), jitter);
            held.refresh.expect("a time").as_secs() - 1000
        };
        (at(0), at(u32::MAX))
    }

    #[test]
    fn tokens_are_replaced_ten_minutes_early_or_after_four_fifths_of_their_life() {
        assert_eq!(refresh(7200), (6600, 6540));
        assert_eq!(refresh(3000), (2400, 2340));
        assert_eq!(refresh(2000), (1600, 1560));
        assert_eq!(refresh(100), (80, 78));
        assert_eq!(refresh(0), (0, 0));
    }

    #[test]
    fn lives_of_any_length_can_be_counted() {
        let held = |life| Held::new(Fetched::new("t", life), Duration::from_secs(5));
        let endless = held(Some(Duration::MAX));
        assert!(!endless.is_expired(Duration::from_secs(u64::MAX / 2)));
        let unknown = held(None);
        assert!(!unknown.is_expired(Duration::MAX) && !unknown.is_old(Duration::MAX));
        assert_eq!(unknown.left(Duration::MAX), None);
        let dead = held(Some(Duration::ZERO));
        assert!(dead.is_expired(Duration::from_secs(5)));
        assert_eq!(dead.left(Duration::from_secs(6)), Some(Duration::ZERO));
    }

    #[test]
    fn clients_do_not_refresh_together() {
        let mut times: Vec<_> = (0..50)
            .map(|_| {
                let fetched = Fetched::new("t", Some(Duration::from_secs(7200)));
                let held = Held::new(fetched, Duration::ZERO);
                held.refresh.expect("a time")
            })
            .collect();
        times.sort();
        times.dedup();
        assert!(times.len() > 40, "{times:?}");
    }
}
