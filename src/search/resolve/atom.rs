//! Something that is asked for, and where it stands.

use crate::search::index::{Index, Place, places};

/// Where something that is asked for stands, and how well it fits there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::search) struct Match {
    pub(in crate::search) place: Place,
    /// How many words of the text it takes
    pub(in crate::search) width: u32,
    /// 1 for the word itself
    pub(in crate::search) fit: f32,
}

/// A word that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::search) struct Meant {
    /// Its number in the index
    pub(in crate::search) word: usize,
    /// How many of its letters are meant
    pub(in crate::search) letters: usize,
}

/// Something that is asked for.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct Atom {
    /// What it weighs before its rarity counts
    pub(in crate::search) weight: f32,
    /// Ascending by place; of one place the best
    pub(in crate::search) matches: Vec<Match>,
    /// The words that were found
    pub(in crate::search) meant: Vec<Meant>,
}

impl Atom {
    pub(super) fn new(weight: f32) -> Self {
        Self { weight, ..Self::default() }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.matches.is_empty()
    }

    /// Adds a word.
    pub(super) fn word(&mut self, index: &Index, word: usize, fit: f32) {
        self.begun(index, word, index.words.word(word).chars().count(), fit);
    }

    /// Adds a word of which so many letters are meant.
    pub(super) fn begun(&mut self, index: &Index, word: usize, letters: usize, fit: f32) {
        self.meant.push(Meant { word, letters });
        self.matches.extend(places(index.words.bytes(word)).map(|place| Match { place, width: 1, fit }));
    }

    /// Adds words that stand one behind the other; each may be one of several.
    pub(super) fn phrase(&mut self, index: &Index, steps: &[Vec<usize>], fit: f32) {
        if let [step] = steps {
            for word in step {
                self.word(index, *word, fit);
            }
            return;
        }
        let found = phrase(index, steps);
        if found.is_empty() {
            return;
        }
        let letters = |word: usize| index.words.word(word).chars().count();
        self.meant.extend(steps.iter().flatten().map(|word| Meant { word: *word, letters: letters(*word) }));
        let width = u32::try_from(steps.len()).unwrap_or(1);
        self.matches.extend(found.into_iter().map(|place| Match { place, width, fit }));
    }

    /// Adds what another one found.
    pub(super) fn take(&mut self, other: Self) {
        self.matches.extend(other.matches);
        self.meant.extend(other.meant);
    }

    /// Brings it into order.
    pub(super) fn close(mut self) -> Self {
        let fits = |a: &Match, b: &Match| a.place.cmp(&b.place).then(b.fit.total_cmp(&a.fit));
        if !self.matches.is_sorted_by(|a, b| fits(a, b).is_le()) {
            self.matches.sort_unstable_by(fits);
        }
        self.matches.dedup_by_key(|it| it.place);
        self
    }
}

/// Where words stand one behind the other.
fn phrase(index: &Index, steps: &[Vec<usize>]) -> Vec<Place> {
    let Some((first, more)) = steps.split_first() else { return Vec::new() };
    let mut found = all_places(index, first);
    for step in more {
        if found.is_empty() {
            return found;
        }
        let next = all_places(index, step);
        let mut ahead = next.iter().peekable();
        found = found
            .into_iter()
            .filter_map(|place| {
                let wanted = Place { position: place.position + 1, ..place };
                while ahead.next_if(|next| **next < wanted).is_some() {}
                (ahead.peek() == Some(&&wanted)).then_some(wanted)
            })
            .collect();
    }
    let back = u32::try_from(more.len()).unwrap_or(0);
    found.iter().map(|place| Place { position: place.position - back, ..*place }).collect()
}

fn all_places(index: &Index, words: &[usize]) -> Vec<Place> {
    let mut all: Vec<Place> = words.iter().flat_map(|word| places(index.words.bytes(*word))).collect();
    if words.len() > 1 {
        all.sort_unstable();
        all.dedup();
    }
    all
}
