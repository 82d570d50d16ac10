//! How long to wait before asking again.

use std::{
    hash::{BuildHasher as _, Hasher as _, RandomState},
    time::Duration,
};

const FIRST: Duration = Duration::from_millis(200);
const LONGEST: Duration = Duration::from_secs(20);

/// How long to wait after so many attempts in a row that brought nothing: twice as long each time, less a random part.
pub(super) fn pause(fruitless: u32, random: u32) -> Duration {
    let longest = FIRST.saturating_mul(1 << fruitless.min(16)).min(LONGEST);
    longest.mul_f64(f64::from(random) / f64::from(u32::MAX))
}

/// The standard library's seeds for hash tables are random.
pub(super) fn random() -> u32 {
    (RandomState::new().build_hasher().finish() >> 32) as u32
}
