//! Bucketed hash index, from keys to slots of the cache: open addressing over 2^12 buckets of 64 bytes.
//!
//! A bucket is one line of the processor's cache: 15 tags (16 bits of a key each), 15 slots, and a count of overflows.
//! One SIMD comparison searches all tags, so a key that is not there costs one line of memory and no unpredictable
//! branch. A full bucket overflows into the next one and counts it, so that a search knows whether to go on.

use wide::u16x16;

/// The most entries: those of the CLOCK cache.
pub(crate) const CAPACITY: usize = 1 << 15;

/// Entries of a bucket, and buckets: at most 8 of 15 entries are used on average, so that few buckets overflow.
const ENTRIES: usize = 15;
const BUCKETS: usize = CAPACITY / 8;

/// The lanes that hold entries: all but the last.
const LANES: u32 = (1 << ENTRIES) - 1;

/// Slots by key.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeyIndex {
    /// Empty before the first entry
    buckets: Vec<Bucket>,
}

#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Bucket {
    /// The tag of each key, never 0; 0 where an entry is free. The last lane counts entries that overflowed from here.
    tags: [u16; ENTRIES + 1],
    slots: [u16; ENTRIES + 1],
}

impl KeyIndex {
    /// The slot of `key`: one with its tag for which `is_it` holds.
    pub(crate) fn find(&self, key: u64, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mut number = home(key);
        loop {
            let bucket = self.buckets.get(number)?;
            let mut found = bucket.lanes(tag(key));
            while found != 0 {
                let slot = usize::from(bucket.slots[found.trailing_zeros() as usize]);
                if is_it(slot) {
                    return Some(slot);
                }
                found &= found - 1;
            }
            if bucket.tags[ENTRIES] == 0 {
                return None;
            }
            number = (number + 1) % BUCKETS;
        }
    }

    /// Enters the slot of `key`. There are never more than [`CAPACITY`] entries, so there is room.
    pub(crate) fn insert(&mut self, key: u64, slot: usize) {
        if self.buckets.is_empty() {
            self.buckets = vec![Bucket::default(); BUCKETS];
        }
        let mut number = home(key);
        loop {
            let bucket = &mut self.buckets[number];
            let free = bucket.lanes(0);
            if free != 0 {
                let lane = free.trailing_zeros() as usize;
                bucket.tags[lane] = tag(key);
                bucket.slots[lane] = u16::try_from(slot).unwrap_or(u16::MAX);
                return;
            }
            bucket.tags[ENTRIES] += 1;
            number = (number + 1) % BUCKETS;
        }
    }

    /// Removes the slot of `key`, which was inserted.
    pub(crate) fn remove(&mut self, key: u64, slot: usize) {
        let mut number = home(key);
        for _ in 0..BUCKETS {
            let Some(bucket) = self.buckets.get_mut(number) else { return };
            let mut found = bucket.lanes(tag(key));
            while found != 0 {
                let lane = found.trailing_zeros() as usize;
                if usize::from(bucket.slots[lane]) == slot {
                    bucket.tags[lane] = 0;
                    return;
                }
                found &= found - 1;
            }
            bucket.tags[ENTRIES] -= 1;
            number = (number + 1) % BUCKETS;
        }
    }
}

impl Bucket {
    /// The entries with this tag, a bit for each.
    fn lanes(&self, tag: u16) -> u32 {
        u16x16::new(self.tags).simd_eq(u16x16::splat(tag)).to_bitmask() & LANES
    }
}

/// The tag of a key: its upper bits, which the hash mixes best, and not those that choose the bucket.
const fn tag(key: u64) -> u16 {
    (key >> 48) as u16 | 1
}

const fn home(key: u64) -> usize {
    (key >> 32) as usize % BUCKETS
}

#[cfg(test)]
mod tests {
    use super::{BUCKETS, CAPACITY, KeyIndex};

    #[test]
    fn entries_of_one_bucket_are_told_apart_and_leave_no_gap() {
        // all in the last bucket, so that they overflow into the first ones; the same tag for every second one
        let key = |number: usize| (number as u64 / 2) << 49 | (BUCKETS as u64 - 1) << 32 | number as u64;
        let (mut index, count) = (KeyIndex::default(), 100);
        assert_eq!(index.find(key(0), |_| true), None);
        (0..count).for_each(|number| index.insert(key(number), number));
        let found = |index: &KeyIndex, number: usize| index.find(key(number), |slot| slot == number);
        for gone in (0..count).step_by(3) {
            assert_eq!(found(&index, gone), Some(gone));
            index.remove(key(gone), gone);
            assert_eq!(found(&index, gone), None);
        }
        for number in (0..count).filter(|number| number % 3 != 0) {
            assert_eq!(found(&index, number), Some(number), "{number}");
            index.remove(key(number), number);
        }
        assert!(index.buckets.iter().all(|bucket| bucket.tags == [0; 16]), "nothing is left over");
    }

    #[test]
    fn there_is_room_for_all() {
        let mut index = KeyIndex::default();
        (0..CAPACITY).for_each(|slot| index.insert(7 << 32, slot));
        assert_eq!(index.find(7 << 32, |slot| slot == CAPACITY - 1), Some(CAPACITY - 1));
    }
}
