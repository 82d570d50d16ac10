//! Numbers that look random and are the same everywhere for the same seed.

/// A sequence of numbers: Sebastiano Vigna's `SplitMix64`.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A sequence of its own, for which this one goes on by one number.
    pub(super) fn split(&mut self) -> Self {
        Self(self.next())
    }

    /// A number from 0 to `limit` − 1; 0 if the limit is 0.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// A number from 0 to `limit` − 1; 0 if the limit is 0.
    pub(super) fn small(&mut self, limit: u32) -> u32 {
        u32::try_from(self.below(limit.into())).unwrap_or_default()
    }

    /// One of the values; `None` if there are none.
    pub(super) fn pick<T: Copy>(&mut self, values: &[T]) -> Option<T> {
        let place = self.below(values.len() as u64);
        values
            .get(usize::try_from(place).unwrap_or_default())
            .copied()
    }
}

/// A hash of bytes that does not depend on the machine or the version of the standard library: FNV-1a, mixed.
pub(super) fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ mix(seed);
    mix(bytes.iter().fold(start, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}

fn mix(mut number: u64) -> u64 {
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    // The first numbers of the published implementation with the seed 1234567.
    #[test]
    fn the_sequence_is_the_published_one() {
        let mut random = Random::new(1_234_567);
        let numbers = [random.next(), random.next(), random.next()];
        assert_eq!(
            numbers,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn limits_hold_and_all_values_occur() {
        let mut random = Random::new(0);
        let mut seen = [false; 3];
        for _ in 0..100 {
            seen[usize::try_from(random.below(3)).unwrap()] = true;
        }
        assert_eq!(seen, [true; 3]);
        assert_eq!(random.below(0), 0);
        assert_eq!(random.pick::<u8>(&[]), None);
    }

    #[test]
    fn hashes_differ_by_seed_and_bytes() {
        let hashes = [hash(0, b""), hash(1, b""), hash(0, b"a"), hash(0, b"b")];
        for (index, hash) in hashes.iter().enumerate() {
            assert!(!hashes[..index].contains(hash));
        }
    }
}
