//! The index: every text that a code or a symptom can be found by, and the words in them.
//!
//! It is a handful of flat lists, so it is decoded in no time and takes little room: words, sorted; for each of them
//! where it stands, as differences in few bytes; and of each text what it is and how long. The texts themselves stay in the catalogue.

pub(super) mod flat;
mod gather;
mod postings;
mod table;
pub mod text;

use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::search::index::flat::{Lists, Numbers};
use crate::search::index::gather::Gathering;
pub(super) use crate::search::index::postings::{Place, places, take};
pub(super) use crate::search::index::table::Table;
use crate::search::index::text::Texts;

/// A catalogue, prepared for searching.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Index {
    /// Every word, and where it stands: English words, numbers, and each two Chinese characters side by side
    pub(super) words: Table,
    /// How two Chinese characters are read (`duan kou`), and their numbers among the words
    pub(super) readings: Table,
    /// What the catalogue calls words in Chinese, to cut a query by
    pub(super) lexicon: Table,
    /// Words that mean the same, each with the numbers of its groups
    pub(super) synonyms: Table,
    /// Words that say little
    pub(super) common: Table,
    /// The words of each group, by its number, one a line
    groups: Table,
    /// Words that carry questions in both languages and say nothing of what is asked for
    pub(super) stop_words: Table,
    /// What each text is
    pub(super) texts: Texts,
    /// The numbers of the codes, ascending
    pub(super) codes: Numbers,
    /// How usual each code is, in thousandths of the most usual one: the more symptoms lead to it, and the earlier
    pub(super) usual: Numbers,
    /// How many symptoms there are
    pub(super) symptoms: u32,
    /// Which codes each symptom leads to, by their positions, most likely first
    pub(super) of_symptom: Lists,
    /// Which codes each cause belongs to: a position, and the place of the cause among those of that code, in turns
    pub(super) of_cause: Lists,
}

impl Index {
    /// Every text that a code or a symptom can be found by: as the build prepared it, or prepared now where a file was laid
    /// over the catalogue.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let built = catalogue.prepared().and_then(|bytes| postcard::from_bytes(bytes).ok());
        built.unwrap_or_else(|| Self::prepare(catalogue))
    }

    /// Prepares every text that a code or a symptom can be found by.
    #[must_use]
    pub fn prepare(catalogue: &Catalogue) -> Self {
        Gathering::index(catalogue)
    }

    /// Prepares a short list; its texts are found as symptoms are.
    pub(super) fn of_texts(texts: &[String]) -> Self {
        Gathering::list(texts)
    }

    /// The words of a group of synonyms.
    pub(super) fn group(&self, number: u32) -> impl Iterator<Item = &str> {
        self.groups.word(number as usize).lines()
    }

    /// Whether the number of a code begins so.
    pub(super) fn begins_code(&self, digits: &str) -> bool {
        self.codes.iter().any(|code| code.to_string().starts_with(digits))
    }

    /// Whether nothing was prepared yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.len() == 0
    }
}
