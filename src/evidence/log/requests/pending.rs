//! Whose last words are still to come, told from the beginning of an id. A lost line leaves one waiting for ever, and all
//! others must not pay for it.

/// Marks, by piece of the hash of a beginning; more of them for fewer wrong answers.
const BITS: u32 = 18;

/// So much of an id is looked at.
const PREFIX: usize = 8;

/// Those who are pending, perhaps with others. Nobody is taken out: that would need to know who came with whom.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pending {
    /// None before the first one
    words: Vec<u64>,
    /// An id was too short to be told by its beginning
    any_short: bool,
}

impl Pending {
    /// Notes that `id` is pending.
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

    /// Whether somebody may be pending whose id stands at the beginning of `text`.
    pub(crate) fn may_contain(&self, text: &[u8]) -> bool {
        let Some(prefix) = text.first_chunk().copied() else { return true };
        let (word, bit) = bit_of(prefix);
        self.any_short || self.words.get(word).is_some_and(|words| words & bit != 0)
    }

    /// Takes in whoever is pending there.
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
