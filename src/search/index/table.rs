//! A sorted list of words with a few bytes for each, in two pieces of memory.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::lang::Str;
use crate::search::index::flat::{Bytes, Numbers, span};

/// A sorted list of words, each with some bytes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(in crate::search) struct Table {
    words: Str,
    word_ends: Numbers,
    bytes: Bytes,
    byte_ends: Numbers,
}

impl Table {
    /// Makes it of words that are sorted.
    pub(in crate::search) fn new<W: AsRef<str>, B: AsRef<[u8]>>(rows: impl IntoIterator<Item = (W, B)>) -> Self {
        let (mut words, mut word_ends) = (String::new(), Vec::new());
        let (mut bytes, mut byte_ends) = (Vec::new(), Vec::new());
        let end = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        for (word, of_word) in rows {
            words.push_str(word.as_ref());
            word_ends.push(end(words.len()));
            bytes.extend_from_slice(of_word.as_ref());
            byte_ends.push(end(bytes.len()));
        }
        words.shrink_to_fit();
        Self {
            words: Str::from(words),
            word_ends: word_ends.into_iter().collect(),
            bytes: Bytes::from(bytes),
            byte_ends: byte_ends.into_iter().collect(),
        }
    }

    pub(in crate::search) fn len(&self) -> usize {
        self.word_ends.len()
    }

    /// The word at `at`.
    pub(in crate::search) fn word(&self, at: usize) -> &str {
        let (from, to) = span(&self.word_ends, at);
        self.words.get(from..to).unwrap_or_default()
    }

    /// The bytes of the word at `at`.
    pub(in crate::search) fn bytes(&self, at: usize) -> &[u8] {
        let (from, to) = span(&self.byte_ends, at);
        self.bytes.as_slice().get(from..to).unwrap_or_default()
    }

    /// Where `word` stands.
    pub(in crate::search) fn find(&self, word: &str) -> Option<usize> {
        let at = self.first(word);
        (at < self.len() && self.word(at) == word).then_some(at)
    }

    /// Where the words stand that begin with `start`.
    pub(in crate::search) fn beginning(&self, start: &str) -> Range<usize> {
        let from = self.first(start);
        let more = (from..self.len()).take_while(|at| self.word(*at).starts_with(start)).count();
        from..from + more
    }

    /// All words, in order.
    pub(in crate::search) fn all(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.word(at))
    }

    /// The first word that is not before `word`.
    fn first(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.word(middle) < word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}
