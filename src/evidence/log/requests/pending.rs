//! One-hash Bloom filter of 2^18 bits over the first eight bytes of ids: failed requests of console text whose END and
//! Report are still to come.
//!
//! Without it, one lost END leaves a request waiting until the end of the log, and each END and Report behind it has to
//! be looked up: 1.6 times the time, with two damaged lines in a thousand. Nothing is ever removed, since ids share
//! bits; a false positive costs one look-up.

/// Bits of the hash: 2^18 bits are 32 KiB, and 1,000 failed requests make 0.4% false positives.
const BITS: u32 = 18;

/// Bytes of an id that are hashed: the first group of a UUID, which is random, without looking for its end.
const PREFIX: usize = 8;

/// The set of pending ids, and of those that share a bit with one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pending {
    /// Empty before the first id
    words: Vec<u64>,
    /// An id shorter than the prefix was added: then all may be pending
    any_short: bool,
}

impl Pending {
    /// Adds an id.
    pub(crate) fn add(&mut self, id: &[u8]) {
        let Some(prefix) = id.first_chunk().copied() else {
            self.any_short = true;
            return;
        };
        if self.words.is_empty() {
            self.words = vec![0; 1 << (BITS - u64::BITS.ilog2())];
        }
        let (word, bit) = bit_of(prefix);
        self.words[word] |= bit;
    }

    /// Whether the id at the beginning of `text` may have been added.
    pub(crate) fn may_contain(&self, text: &[u8]) -> bool {
        let Some(prefix) = text.first_chunk().copied() else { return true };
        let (word, bit) = bit_of(prefix);
        self.any_short || self.words.get(word).is_some_and(|words| words & bit != 0)
    }

    /// Adds all ids of another set.
    pub(crate) fn merge(&mut self, mut other: Self) {
        if self.words.is_empty() {
            std::mem::swap(&mut self.words, &mut other.words);
        }
        for (mine, others) in self.words.iter_mut().zip(other.words) {
            *mine |= others;
        }
        self.any_short |= other.any_short;
    }
}

/// Word and bit of a prefix: Fibonacci hashing, with 2^64 divided by the golden ratio.
fn bit_of(prefix: [u8; PREFIX]) -> (usize, u64) {
    let hash = u64::from_le_bytes(prefix).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - BITS);
    let word = usize::try_from(hash / u64::from(u64::BITS)).unwrap_or_default();
    (word, 1 << (hash % u64::from(u64::BITS)))
}

#[cfg(test)]
mod tests {
    use super::Pending;

    fn id(number: u32) -> String {
        format!("{:08x}-52d0-11e9", number.wrapping_mul(0x9e37_79b9))
    }

    #[test]
    fn an_added_id_is_found_and_few_others_are() {
        let (mut first, mut second) = (Pending::default(), Pending::default());
        (0..500).for_each(|number| first.add(id(number).as_bytes()));
        (500..1_000).for_each(|number| second.add(id(number).as_bytes()));
        let mut all = Pending::default();
        assert!(!all.may_contain(id(0).as_bytes()));
        all.merge(first);
        all.merge(second);
        assert!((0..1_000).all(|number| all.may_contain(id(number).as_bytes())));
        let wrong = (1_000..11_000).filter(|number| all.may_contain(id(*number).as_bytes())).count();
        assert!(wrong < 200, "{wrong}");
    }

    #[test]
    fn short_ids_are_told_too() {
        let mut pending = Pending::default();
        pending.add(b"a1");
        assert!(pending.may_contain(b"a1") && pending.may_contain(b"a1 Duration:12ms"));
    }
}
