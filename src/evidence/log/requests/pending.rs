//! Whose last words are still to come, told from the beginning of an id. A lost line leaves one waiting for ever, and all
//! others must not pay for it.

/// Marks, by piece of the hash of a beginning; more of them for fewer wrong answers.
const BITS: u32 = 18;

/// So much of an id is looked at.
const BEGINNING: usize = 8;

/// Those who are awaited, perhaps with others. Nobody is taken out: that would need to know who came with whom.
#[derive(Clone, Debug, Default)]
pub(crate) struct Awaited {
    /// None before the first one
    marks: Vec<u64>,
    /// An id was too short to be told by its beginning
    anybody: bool,
}

impl Awaited {
    /// Notes that `id` is awaited.
    pub(crate) fn add(&mut self, id: &[u8]) {
        let Some(begin) = id.first_chunk().copied() else {
            self.anybody = true;
            return;
        };
        if self.marks.is_empty() {
            self.marks = vec![0; 1 << (BITS - u64::BITS.ilog2())];
        }
        let (word, bit) = place(begin);
        self.marks[word] |= bit;
    }

    /// Whether somebody may be awaited whose id stands at the beginning of `text`.
    pub(crate) fn may_be(&self, text: &[u8]) -> bool {
        let Some(begin) = text.first_chunk().copied() else { return true };
        let (word, bit) = place(begin);
        self.anybody || self.marks.get(word).is_some_and(|marks| marks & bit != 0)
    }

    /// Takes in whoever is awaited there.
    pub(crate) fn join(&mut self, mut other: Self) {
        if self.marks.is_empty() {
            std::mem::swap(&mut self.marks, &mut other.marks);
        }
        for (mine, others) in self.marks.iter_mut().zip(other.marks) {
            *mine |= others;
        }
        self.anybody |= other.anybody;
    }
}

fn place(begin: [u8; BEGINNING]) -> (usize, u64) {
    let hash = u64::from_le_bytes(begin).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - BITS);
    let word = usize::try_from(hash / u64::from(u64::BITS)).unwrap_or_default();
    (word, 1 << (hash % u64::from(u64::BITS)))
}

#[cfg(test)]
mod tests {
    use super::Awaited;

    fn id(number: u32) -> String {
        format!("{:08x}-52d0-11e9", number.wrapping_mul(0x9e37_79b9))
    }

    #[test]
    fn whoever_is_awaited_is_known_and_few_others_are() {
        let (mut first, mut second) = (Awaited::default(), Awaited::default());
        (0..500).for_each(|number| first.add(id(number).as_bytes()));
        (500..1_000).for_each(|number| second.add(id(number).as_bytes()));
        let mut all = Awaited::default();
        assert!(!all.may_be(id(0).as_bytes()));
        all.join(first);
        all.join(second);
        assert!((0..1_000).all(|number| all.may_be(id(number).as_bytes())));
        let wrong = (1_000..11_000).filter(|number| all.may_be(id(*number).as_bytes())).count();
        assert!(wrong < 200, "{wrong}");
    }

    #[test]
    fn short_ids_are_told_too() {
        let mut awaited = Awaited::default();
        awaited.add(b"a1");
        assert!(awaited.may_be(b"a1") && awaited.may_be(b"a1 Duration:12ms"));
    }
}
