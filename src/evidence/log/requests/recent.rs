//! CLOCK cache of 2^15 entries, 24 bytes each: the requests with the most recent records.
//!
//! An LRU list would be written to in three places at each record; CLOCK writes one byte of the entry at hand. A
//! counter stands in place of the reference bit (generalised CLOCK), so that a request in progress stays longer:
//!
//! | request | rounds that it survives unused |
//! | --- | --- |
//! | in progress: neither a result nor an END | 3 |
//! | finished | 1 |

use crate::evidence::log::entry::Entry;
use crate::evidence::log::requests::index::{CAPACITY, KeyIndex};

/// Rounds of the hand that an entry survives unused.
const CHANCES_RUNNING: u8 = 3;
const CHANCES_OVER: u8 = 1;

/// The cache.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recent {
    /// The entries, in the order in which they were inserted until it is full
    ring: Vec<Entry>,
    /// The slot that is looked at next
    hand: usize,
    /// Slots by key
    index: KeyIndex,
    evicted: bool,
}

impl Recent {
    /// Whether any entry was evicted, so that an unknown request may be one that was known.
    pub(crate) const fn has_evicted(&self) -> bool {
        self.evicted
    }

    /// The entries, from the hand on: about the least recently used first.
    pub(crate) fn requests(&self) -> impl Iterator<Item = &Entry> {
        let (younger, older) = self.ring.split_at(self.hand);
        older.iter().chain(younger)
    }

    /// The slot of the request with this key.
    pub(crate) fn find(&self, key: u64) -> Option<usize> {
        self.index.find(key, |slot| self.ring[slot].key == key)
    }

    /// The entry in `slot`.
    pub(crate) fn at(&self, slot: usize) -> &Entry {
        &self.ring[slot]
    }

    /// The entry in `slot`, to be used: it gets all its chances back.
    pub(crate) fn touch(&mut self, slot: usize) -> &mut Entry {
        let request = &mut self.ring[slot];
        request.chances = CHANCES_RUNNING;
        request
    }

    /// Inserts a request that is not there yet: its slot, and the entry that it evicts.
    pub(crate) fn insert(&mut self, mut request: Entry) -> (usize, Option<Entry>) {
        request.chances = CHANCES_RUNNING;
        if self.ring.len() < CAPACITY {
            if self.ring.is_empty() {
                // at once, so that it never moves; pages that are not written take no memory
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

    /// Turns the hand until an entry has no chance left; each round takes one, so this ends after four rounds at most.
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

/// The chances of an entry that is not used any more.
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
