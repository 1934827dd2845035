//! The requests of late, findable by id: a table of fixed size that forgets who has been silent for longest.

use crate::evidence::log::requests::index::{self, Places};

/// How many requests are remembered.
pub(crate) const REMEMBERED: usize = index::MOST;

/// Rounds that a request survives unheard: one that is still running is waited for.
const LIVES_RUNNING: u8 = 3;
const LIVES_OVER: u8 = 1;

/// No function named.
pub(crate) const NAMELESS: u16 = 0;

/// What is kept of one request (one try of one id).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Request {
    /// Its id and retry number, hashed
    pub(crate) key: u64,
    /// The longest time a failed record states, in milliseconds
    pub(crate) duration: u32,
    /// The minute of its first failure; 0 where none is stated
    pub(crate) minute: u32,
    /// Its highest status that is a result; 0 where there is none yet
    pub(crate) status: u16,
    /// Its function, by number; [`NAMELESS`] where nobody asked or none is stated
    pub(crate) function: u16,
    /// Which try it is
    pub(crate) retry: u8,
    /// What is known of it
    pub(crate) marks: u8,
    lives: u8,
}

impl Request {
    /// It failed.
    pub(crate) const FAILED: u8 = 1;
    /// It is over.
    pub(crate) const ENDED: u8 = 2;
    /// A sample speaks of it.
    pub(crate) const SAMPLED: u8 = 4;
    /// Its first record was not seen, and nothing had been forgotten yet.
    pub(crate) const ORPHAN: u8 = 8;
    /// How long it took has been told.
    pub(crate) const MEASURED: u8 = 16;

    /// A request of which nothing is known yet.
    pub(crate) fn new(key: u64, retry: u8) -> Self {
        Self { key, retry, ..Self::default() }
    }

    /// Whether `mark` is set.
    pub(crate) const fn is(&self, mark: u8) -> bool {
        self.marks & mark != 0
    }

    /// Takes in what a later part of the log says of the same request.
    pub(crate) fn join(&mut self, later: &Self) {
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

    const fn full_lives(&self) -> u8 {
        if self.status == 0 && !self.is(Self::ENDED) { LIVES_RUNNING } else { LIVES_OVER }
    }
}

/// The requests of late.
#[derive(Clone, Debug, Default)]
pub(crate) struct Window {
    /// Filled, then used round and round
    ring: Vec<Request>,
    hand: usize,
    /// Where in the ring they are
    places: Places,
    forgotten: bool,
}

impl Window {
    /// Whether any request was forgotten, so that an unknown one may be an old one.
    pub(crate) const fn has_forgotten(&self) -> bool {
        self.forgotten
    }

    /// The requests, the longest silent first.
    pub(crate) fn requests(&self) -> impl Iterator<Item = &Request> {
        let (younger, older) = self.ring.split_at(self.hand);
        older.iter().chain(younger)
    }

    /// Where the request of `key` stands.
    pub(crate) fn find(&self, key: u64) -> Option<usize> {
        self.places.find(key, |place| self.ring[place].key == key)
    }

    /// The request at `place`.
    pub(crate) fn at(&self, place: usize) -> &Request {
        &self.ring[place]
    }

    /// The request at `place`, heard of again.
    pub(crate) fn touch(&mut self, place: usize) -> &mut Request {
        let request = &mut self.ring[place];
        request.lives = LIVES_RUNNING;
        request
    }

    /// Takes in a request that is not there yet: where it stands now, and whom it made forgotten.
    pub(crate) fn insert(&mut self, mut request: Request) -> (usize, Option<Request>) {
        request.lives = LIVES_RUNNING;
        if self.ring.len() < REMEMBERED {
            if self.ring.is_empty() {
                // whatever is not used takes no memory
                self.ring.reserve_exact(REMEMBERED);
            }
            let place = self.ring.len();
            self.ring.push(request);
            self.places.enter(request.key, place);
            return (place, None);
        }
        let place = self.silent();
        let old = std::mem::replace(&mut self.ring[place], request);
        self.forgotten = true;
        self.places.remove(old.key, place);
        self.places.enter(request.key, place);
        self.hand = (place + 1) % REMEMBERED;
        (place, Some(old))
    }

    /// Goes round until somebody has no life left; each round takes one, so this ends.
    fn silent(&mut self) -> usize {
        loop {
            let request = &mut self.ring[self.hand];
            request.lives = request.lives.min(request.full_lives());
            if request.lives == 0 {
                return self.hand;
            }
            request.lives -= 1;
            self.hand = (self.hand + 1) % REMEMBERED;
        }
    }
}

/// An id as a number. Two different ones meet by chance once in 2⁶⁴.
pub(crate) fn hash(id: &[u8]) -> u64 {
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
pub(crate) const fn key(hash: u64, retry: u8) -> u64 {
    hash ^ (retry as u64).wrapping_mul(0xd1b5_4a32_d192_ed03)
}

#[cfg(test)]
mod tests {
    use super::{REMEMBERED, Request, Window, hash, key};

    fn request(id: u64) -> Request {
        Request::new(hash(&id.to_le_bytes()), 0)
    }

    #[test]
    fn who_speaks_is_remembered_and_who_is_silent_is_forgotten() {
        let mut window = Window::default();
        let (first, second) = (request(0), request(1));
        window.insert(first);
        window.insert(second);
        let mut forgotten = Vec::new();
        for id in 2..4 * REMEMBERED as u64 {
            if let Some(place) = window.find(first.key) {
                window.touch(place);
            }
            let (place, old) = window.insert(request(id));
            window.touch(place).status = 200;
            forgotten.extend(old);
        }
        assert!(window.find(first.key).is_some());
        assert!(window.find(second.key).is_none());
        assert_eq!(forgotten.len(), 3 * REMEMBERED);
        assert_eq!(window.requests().count(), REMEMBERED);
        assert!(window.requests().all(|request| window.find(request.key).is_some()), "nobody is lost in the table");
    }

    #[test]
    fn one_that_runs_outlives_those_that_are_over() {
        let mut window = Window::default();
        let running = request(0);
        window.insert(running);
        for id in 1..=(REMEMBERED as u64 + REMEMBERED as u64 / 2) {
            let (place, _) = window.insert(request(id));
            window.touch(place).status = 200;
        }
        assert!(window.find(running.key).is_some());
    }

    #[test]
    fn ids_and_retries_are_told_apart() {
        assert_ne!(hash(b"a"), hash(b"a\0"));
        assert_ne!(hash(b"12345678a"), hash(b"12345678b"));
        assert_ne!(key(hash(b"a"), 0), key(hash(b"a"), 1));
        assert_eq!(key(key(hash(b"a"), 3), 3), hash(b"a"));
    }
}
