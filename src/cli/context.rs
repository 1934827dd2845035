//! What every verb is told: the catalogue, the language, how texts are set.

use std::path::PathBuf;

use crate::catalogue::{Catalogue, Code};
use crate::lang::Lang;
use crate::report::text::Setting;
use crate::search::{Index, Limit, named, rank};
use crate::trouble::Trouble;
use crate::words::Words;

/// What every verb is told.
#[derive(Clone, Copy, Debug)]
pub struct Cx<'a> {
    /// All that is known
    pub catalogue: &'a Catalogue,
    /// The files that are merged into it, in order
    pub files: &'a [PathBuf],
    /// The language of texts
    pub lang: Lang,
    /// How texts are set
    pub setting: Setting,
    /// Whether what is printed goes to a terminal
    pub terminal: bool,
}

impl<'a> Cx<'a> {
    /// The words of the language.
    #[must_use]
    pub fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    /// The codes that `name` names: at least one.
    ///
    /// # Errors
    /// There is none; the trouble names the word that is wrong, and the nearest.
    pub fn named(&self, name: &str) -> Result<Vec<&'a Code>, Trouble> {
        let codes = named::named(self.catalogue, name);
        if !codes.is_empty() {
            return Ok(codes);
        }
        let is_code = |word: &&str| !named::named(self.catalogue, word).is_empty();
        let (right, wrong): (Vec<&str>, Vec<&str>) = name.split_whitespace().partition(is_code);
        Err(match (right.as_slice(), wrong.as_slice()) {
            ([first, second, ..], []) => Trouble::one_code(self.words(), first, second),
            ([code, ..], [wrong, ..]) => Trouble::no_code_beside(self.words(), code, wrong, &self.nearest(wrong)),
            _ => Trouble::unknown_code(self.words(), name, &self.nearest(name)),
        })
    }

    /// What is spelt alike, else what a search finds. A wrong number is a mistyped one, and no search finds what was meant.
    fn nearest(&self, name: &str) -> Vec<String> {
        const MOST: usize = 3;
        let mut nearest = named::nearest(self.catalogue, name, MOST);
        if nearest.is_empty() && name.trim().parse::<u16>().is_err() {
            let found = rank(&Index::new(self.catalogue), name, Limit::First(MOST));
            nearest = found.iter().filter_map(|hit| self.catalogue.code(hit.code)).collect();
        }
        nearest.iter().map(|code| format!("{} {}", code.number, code.name)).collect()
    }
}
