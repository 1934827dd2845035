//! Entry: what is kept of one request, in 24 bytes, and the hash that names it.

/// The number of no function.
pub(super) const NAMELESS: u16 = 0;

/// What is kept of one request, that is of one try of one id. 24 bytes: 2^15 of them are 768 KiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its id and retry number, hashed
    pub(super) key: u64,
    /// The longest time a failed record states, in milliseconds
    pub(super) duration: u32,
    /// The minute of its first failure; 0 where none is stated
    pub(super) minute: u32,
    /// Its highest status that is a result; 0 where there is none yet
    pub(super) status: u16,
    /// Its function, by number; [`NAMELESS`] where none is stated, or the request has not failed
    pub(super) function: u16,
    /// Which try it is
    pub(super) retry: u8,
    /// What is known of it: a set of bits, see the constants
    pub(super) marks: u8,
    /// Rounds of the clock that it survives unused
    pub(super) chances: u8,
}

impl Entry {
    /// It failed.
    pub(super) const FAILED: u8 = 1;
    /// It is over.
    pub(super) const ENDED: u8 = 2;
    /// It has a sample.
    pub(super) const SAMPLED: u8 = 4;
    /// It does not begin with its first record, though nothing was evicted yet: it began in the part of the log before.
    pub(super) const ORPHAN: u8 = 8;
    /// Its Report line was read.
    pub(super) const MEASURED: u8 = 16;

    /// A request of which nothing is known yet.
    pub(super) fn new(key: u64, retry: u8) -> Self {
        Self { key, retry, ..Self::default() }
    }

    /// Whether `mark` is set.
    pub(super) const fn is(&self, mark: u8) -> bool {
        self.marks & mark != 0
    }

    /// Takes in what a later part of the log says of the same request.
    pub(super) fn merge(&mut self, later: &Self) {
        if !self.is(Self::FAILED) {
            self.minute = later.minute;
            self.function = later.function;
        } else if self.function == NAMELESS {
            self.function = later.function;
        }
        self.duration = self.duration.max(later.duration);
        self.status = self.status.max(later.status);
        self.marks |= later.marks & !Self::ORPHAN;
    }
}

/// Hash of an id in 64 bits: a folded multiplication for each 16 bytes, with the constants of wyhash. Ids are not kept,
/// so two that collide are one request: among the 32,768 in the cache, by chance once in 2^35.
pub(super) fn hash(id: &[u8]) -> u64 {
    let (pairs, rest) = id.as_chunks::<16>();
    let mut last = [0; 16];
    last[..rest.len()].copy_from_slice(rest);
    pairs.iter().chain([&last]).fold(id.len() as u64, |hash, pair| {
        let pair = u128::from_le_bytes(*pair);
        #[expect(clippy::cast_possible_truncation, reason = "both halves are taken, one after the other")]
        let (low, high) = (pair as u64, (pair >> 64) as u64);
        let product = u128::from(low ^ hash ^ 0x9e37_79b9_7f4a_7c15) * u128::from(high ^ 0xe703_7ed1_a0b4_28db);
        #[expect(clippy::cast_possible_truncation, reason = "both halves are taken, one after the other")]
        let halves = (product as u64) ^ ((product >> 64) as u64);
        halves
    })
}

/// The key of one try of the id with this hash. Its own inverse: a key gives the hash again. The factor is odd and
/// without pattern, so tries of one id lie apart.
pub(super) const fn key(hash: u64, retry: u8) -> u64 {
    hash ^ (retry as u64).wrapping_mul(0xd1b5_4a32_d192_ed03)
}

#[cfg(test)]
mod tests {
    use super::{hash, key};

    #[test]
    fn ids_and_retries_are_told_apart() {
        assert_ne!(hash(b"a"), hash(b"a\0"));
        assert_ne!(hash(b"12345678a"), hash(b"12345678b"));
        assert_ne!(key(hash(b"a"), 0), key(hash(b"a"), 1));
        assert_eq!(key(key(hash(b"a"), 3), 3), hash(b"a"));
    }
}
