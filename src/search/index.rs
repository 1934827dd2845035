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
use crate::lang::Str;
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
    /// The words of each group, by its number
    pub(super) groups: Vec<Vec<Str>>,
    /// What each text is
    pub(super) texts: Texts,
    /// The numbers of the codes, ascending
    pub(super) codes: Numbers,
    /// How many symptoms there are
    pub(super) symptoms: u32,
    /// Which codes each symptom leads to, by their positions, most likely first
    pub(super) of_symptom: Lists,
    /// Which codes each cause belongs to: a position, and the place of the cause among those of that code, in turns
    pub(super) of_cause: Lists,
}

impl Index {
    /// Prepares every text that a code or a symptom can be found by.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        Gathering::index(catalogue)
    }

    /// Whether nothing was prepared yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.len() == 0
    }
}
