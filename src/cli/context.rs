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
    /// There is none; the trouble names the nearest.
    pub fn named(&self, name: &str) -> Result<Vec<&'a Code>, Trouble> {
        const NEAREST: usize = 3;
        let codes = named::named(self.catalogue, name);
        if !codes.is_empty() {
            return Ok(codes);
        }
        let nearest = self.nearest(name, NEAREST);
        let nearest: Vec<String> = nearest.iter().map(|code| format!("{} {}", code.number, code.name)).collect();
        Err(Trouble::unknown_code(self.words(), name, &nearest))
    }

    /// What a search finds, then what is spelt alike. A wrong number is taken for a mistyped one.
    fn nearest(&self, name: &str, limit: usize) -> Vec<&'a Code> {
        let is_number = name.trim().parse::<u16>().is_ok();
        let limited = Limit::First(if is_number { 0 } else { limit });
        let found = rank(&Index::new(self.catalogue), name, limited);
        let mut nearest: Vec<&Code> = found.iter().filter_map(|hit| self.catalogue.code(hit.code)).collect();
        for code in named::nearest(self.catalogue, name, limit) {
            if nearest.len() < limit && !nearest.contains(&code) {
                nearest.push(code);
            }
        }
        nearest
    }
}
