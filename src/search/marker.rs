//! Which letters of a text a query means: those that are lit.

use std::sync::Arc;

use crate::search::index::Index;
use crate::search::query;
use crate::search::resolve::Resolved;
use crate::search::resolve::atom::{Atom, Meant};
use crate::search::runs::{Run, Script, runs};

/// The words that a query means, made ready to be lit in many texts.
#[derive(Clone, Debug, Default)]
pub struct Marker {
    /// Sorted; of one word the longest part
    meant: Vec<Meant>,
}

impl Marker {
    /// What `query` means.
    #[must_use]
    pub fn new(index: &Index, query: &str) -> Self {
        Self::of(&Resolved::default().atoms(index, &query::units(index, query)))
    }

    /// What these atoms mean.
    pub(super) fn of(atoms: &[Arc<[Atom]>]) -> Self {
        let atoms = atoms.iter().flat_map(|atoms| atoms.iter());
        let mut meant: Vec<Meant> = atoms.flat_map(|atom| atom.meant.iter().copied()).collect();
        meant.sort_unstable_by(|a, b| a.word.cmp(&b.word).then(b.letters.cmp(&a.letters)));
        meant.dedup_by_key(|meant| meant.word);
        Self { meant }
    }

    /// The characters of `text` that are meant, by their positions, ascending.
    #[must_use]
    pub fn marks(&self, index: &Index, text: &str) -> Vec<usize> {
        let mut marked = Vec::new();
        if !self.meant.is_empty() {
            for run in &runs(text) {
                self.mark(index, run, &mut marked);
            }
            marked.sort_unstable();
            marked.dedup();
        }
        marked
    }

    fn mark(&self, index: &Index, run: &Run, marked: &mut Vec<usize>) {
        let mut look = |from: usize, word: &[char]| {
            let word: String = word.iter().collect();
            let letters = index.words.find(&word).and_then(|word| self.letters(word)).unwrap_or(0);
            marked.extend(run.start + from..run.start + from + letters);
        };
        match run.script {
            Script::Latin => {
                look(0, &run.letters);
                run.parts().for_each(|(from, word)| look(from, word));
            }
            Script::Han if run.letters.len() < 2 => look(0, &run.letters),
            Script::Han => run.letters.windows(2).enumerate().for_each(|(from, pair)| look(from, pair)),
        }
    }

    /// How many letters of a word are meant.
    fn letters(&self, word: usize) -> Option<usize> {
        let at = self.meant.binary_search_by_key(&word, |meant| meant.word).ok()?;
        Some(self.meant[at].letters)
    }
}
