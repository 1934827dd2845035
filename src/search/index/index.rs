//! A catalogue, prepared for searching: a handful of flat lists.

use serde::{Deserialize, Serialize};

use crate::search::index::flat::{Lists, Numbers};
use crate::search::index::table::Table;
use crate::search::index::text::Texts;

/// A catalogue, prepared for searching.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Index {
    /// Every word, and where it stands: English words, numbers, and each two Chinese characters side by side
    pub(in crate::search) words: Table,
    /// How two Chinese characters are read (`duan kou`), and their numbers among the words
    pub(in crate::search) readings: Table,
    /// What the catalogue calls words in Chinese, to cut a query by
    pub(in crate::search) lexicon: Table,
    /// Words that mean the same, each with the numbers of its groups
    pub(in crate::search) synonyms: Table,
    /// Words that say little
    pub(in crate::search) common: Table,
    /// The words of each group, by its number, one a line
    pub(super) groups: Table,
    /// Words that carry questions in both languages and say nothing of what is asked for
    pub(in crate::search) stop_words: Table,
    /// What each text is
    pub(in crate::search) texts: Texts,
    /// The numbers of the codes, ascending
    pub(in crate::search) codes: Numbers,
    /// How usual each code is, in thousandths of the most usual one: the more symptoms lead to it, and the earlier
    pub(in crate::search) usual: Numbers,
    /// How many symptoms there are
    pub(in crate::search) symptoms: u32,
    /// Which codes each symptom leads to, by their positions, most likely first
    pub(in crate::search) of_symptom: Lists,
    /// Which codes each cause belongs to: a position, and the place of the cause among those of that code, in turns
    pub(in crate::search) of_cause: Lists,
}

impl Index {
    /// The words of a group of synonyms.
    pub(in crate::search) fn group(&self, number: u32) -> impl Iterator<Item = &str> {
        self.groups.word(number as usize).lines()
    }

    /// Whether the number of a code begins so.
    pub(in crate::search) fn begins_code(&self, digits: &str) -> bool {
        self.codes.iter().any(|code| code.to_string().starts_with(digits))
    }

    /// Whether nothing was prepared yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.len() == 0
    }
}
