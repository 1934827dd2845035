//! The requests of late, findable by id: a table of fixed size that forgets who has been silent for longest.

use crate::evidence::log::entry::Entry;
use crate::evidence::log::requests::index::{CAPACITY, KeyIndex};

/// Rounds that a request survives unheard: one that is still running is waited for.
const CHANCES_RUNNING: u8 = 3;
const CHANCES_OVER: u8 = 1;

/// The requests of late.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recent {
    /// Filled, then used round and round
    ring: Vec<Entry>,
    hand: usize,
    /// Where in the ring they are
    index: KeyIndex,
    evicted: bool,
}

impl Recent {
    /// Whether any request was evicted, so that an unknown one may be an old one.
    pub(crate) const fn has_evicted(&self) -> bool {
        self.evicted
    }

    /// The requests, the longest silent first.
    pub(crate) fn requests(&self) -> impl Iterator<Item = &Entry> {
        let (younger, older) = self.ring.split_at(self.hand);
        older.iter().chain(younger)
    }

    /// Where the request of `key` stands.
    pub(crate) fn find(&self, key: u64) -> Option<usize> {
        self.index.find(key, |slot| self.ring[slot].key == key)
    }

    /// The request at `slot`.
    pub(crate) fn at(&self, slot: usize) -> &Entry {
        &self.ring[slot]
    }

    /// The request at `slot`, heard of again.
    pub(crate) fn touch(&mut self, slot: usize) -> &mut Entry {
        let request = &mut self.ring[slot];
        request.chances = CHANCES_RUNNING;
        request
    }

    /// Takes in a request that is not there yet: where it stands now, and whom it made evicted.
    pub(crate) fn insert(&mut self, mut request: Entry) -> (usize, Option<Entry>) {
        request.chances = CHANCES_RUNNING;
        if self.ring.len() < CAPACITY {
            if self.ring.is_empty() {
                // whatever is not used takes no memory
                self.ring.reserve_exact(CAPACITY);
            }
            let slot = self.ring.len();
            self.ring.push(request);
            self.index.insert(request.key, slot);
            return (slot, None);
        }
        let slot = self.victim();
        let old = std::mem::replace(&mut self.ring[slot], request);
        self.evicted = true;
        self.index.remove(old.key, slot);
        self.index.insert(request.key, slot);
        self.hand = (slot + 1) % CAPACITY;
        (slot, Some(old))
    }

    /// Goes round until somebody has no life left; each round takes one, so this ends.
    fn victim(&mut self) -> usize {
        loop {
            let request = &mut self.ring[self.hand];
            request.chances = request.chances.min(most_chances(request));
            if request.chances == 0 {
                return self.hand;
            }
            request.chances -= 1;
            self.hand = (self.hand + 1) % CAPACITY;
        }
    }
}

const fn most_chances(entry: &Entry) -> u8 {
    if entry.status == 0 && !entry.is(Entry::ENDED) { CHANCES_RUNNING } else { CHANCES_OVER }
}

#[cfg(test)]
mod tests {
    use super::Recent;
    use crate::evidence::log::entry::{Entry, hash};
    use crate::evidence::log::requests::index::CAPACITY;

    fn request(id: u64) -> Entry {
        Entry::new(hash(&id.to_le_bytes()), 0)
    }

    #[test]
    fn an_entry_in_use_stays_and_one_not_used_is_evicted() {
        let mut recent = Recent::default();
        let (first, second) = (request(0), request(1));
        recent.insert(first);
        recent.insert(second);
        let mut evicted = Vec::new();
        for id in 2..4 * CAPACITY as u64 {
            if let Some(slot) = recent.find(first.key) {
                recent.touch(slot);
            }
            let (slot, old) = recent.insert(request(id));
            recent.touch(slot).status = 200;
            evicted.extend(old);
        }
        assert!(recent.find(first.key).is_some());
        assert!(recent.find(second.key).is_none());
        assert_eq!(evicted.len(), 3 * CAPACITY);
        assert_eq!(recent.requests().count(), CAPACITY);
        assert!(recent.requests().all(|request| recent.find(request.key).is_some()), "no entry is lost in the index");
    }

    #[test]
    fn a_running_request_outlives_finished_ones() {
        let mut recent = Recent::default();
        let running = request(0);
        recent.insert(running);
        for id in 1..=(CAPACITY as u64 + CAPACITY as u64 / 2) {
            let (slot, _) = recent.insert(request(id));
            recent.touch(slot).status = 200;
        }
        assert!(recent.find(running.key).is_some());
    }
}
