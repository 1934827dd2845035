//! What a person typed, cut into what is asked for.

use crate::search::index::Index;
use crate::search::runs::{Run, Script, runs};

/// The longest query that is looked at, in characters.
const MAX_QUERY: usize = 256;
/// The most units of it that are looked for; a pasted text has more, and its first lines say what it is about.
const MAX_UNITS: usize = 24;
/// The longest word in Chinese that is looked up, in characters.
const LONGEST: usize = 6;

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) script: Script,
    pub(super) text: String,
    /// Whether the catalogue, or the list of stop words, knows it as a word
    pub(super) known: bool,
    /// Where words begin in it, in letters: `PortBinding`
    pub(super) parts: Vec<usize>,
}

/// The words that `text` asks for. Words that only carry a question are left out, unless there are no others.
pub(super) fn units(index: &Index, text: &str) -> Vec<Unit> {
    let text: String = text.chars().take(MAX_QUERY).collect();
    let mut units: Vec<Unit> = Vec::new();
    for run in runs(&text) {
        match run.script {
            Script::Latin => {
                let text = run.text();
                let known = index.stop_words.find(&text).is_some();
                units.push(Unit { script: Script::Latin, text, known, parts: run.words });
            }
            Script::Han => cut(index, &run, &mut units),
        }
    }
    let says = |unit: &Unit| index.stop_words.find(&unit.text).is_none();
    if units.iter().any(says) {
        units.retain(says);
    }
    units.truncate(MAX_UNITS);
    units
}

/// Cuts a Chinese run into words of the catalogue and what stands between them, so that the least is left over and the
/// pieces are the fewest.
fn cut(index: &Index, run: &Run, units: &mut Vec<Unit>) {
    let letters = &run.letters;
    // the best way to each place: characters left over, pieces, and how long the last piece is (none: one left over)
    let mut best: Vec<(usize, usize, Option<usize>)> = vec![(0, 0, None)];
    for end in 1..=letters.len() {
        let (lost, pieces, _) = best[end - 1];
        let mut way = (lost + 1, pieces, None);
        for length in 1..=LONGEST.min(end) {
            let word: String = letters[end - length..end].iter().collect();
            let known = index.stop_words.find(&word).is_some() || (length > 1 && index.lexicon.find(&word).is_some());
            let (lost, pieces, _) = best[end - length];
            // of equal ways the one whose last word is the longest
            if known && (lost, pieces + 1) <= (way.0, way.1) {
                way = (lost, pieces + 1, Some(length));
            }
        }
        best.push(way);
    }
    let mut cut: Vec<Unit> = Vec::new();
    let mut left: Vec<char> = Vec::new();
    let mut end = letters.len();
    let unit = |letters: &[char], known| {
        let parts = vec![0];
        Unit { script: Script::Han, text: letters.iter().collect(), known, parts }
    };
    let close = |left: &mut Vec<char>, cut: &mut Vec<Unit>| {
        if !left.is_empty() {
            left.reverse();
            cut.push(unit(left, false));
            left.clear();
        }
    };
    while end > 0 {
        if let Some(length) = best[end].2 {
            close(&mut left, &mut cut);
            cut.push(unit(&letters[end - length..end], true));
            end -= length;
        } else {
            left.push(letters[end - 1]);
            end -= 1;
        }
    }
    close(&mut left, &mut cut);
    units.extend(cut.into_iter().rev());
}
