//! What is kept of one request, and how its id becomes a key.

/// No function named.
pub(super) const NAMELESS: u16 = 0;

/// What is kept of one request (one try of one id).
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
    /// Its function, by number; [`NAMELESS`] where nobody asked or none is stated
    pub(super) function: u16,
    /// Which try it is
    pub(super) retry: u8,
    /// What is known of it
    pub(super) marks: u8,
    pub(super) chances: u8,
}

impl Entry {
    /// It failed.
    pub(super) const FAILED: u8 = 1;
    /// It is over.
    pub(super) const ENDED: u8 = 2;
    /// A sample speaks of it.
    pub(super) const SAMPLED: u8 = 4;
    /// Its first record was not seen, and nothing had been forgotten yet.
    pub(super) const ORPHAN: u8 = 8;
    /// How long it took has been told.
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

/// An id as a number. Two different ones meet by chance once in 2⁶⁴.
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

/// One try of the id with this hash; the hash of the id again, if given such a key.
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
