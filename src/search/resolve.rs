//! From the words of a query to where they stand. Each way is weaker and dearer than the one before, so it is tried only
//! where that one found nothing.

pub(super) mod atom;
mod spelled;
mod spoken;

use std::sync::Arc;

use crate::search::index::{Index, Place, places, take};
use crate::search::query::Unit;
use crate::search::resolve::atom::Atom;
use crate::search::resolve::spelled::MISTYPED;
use crate::search::resolve::spoken::share;
use crate::search::runs::Script;

/// How well something fits that means the same.
const SYNONYM: f32 = 0.8;
/// How well one character fits a word that holds it.
const ONE_CHARACTER: f32 = 0.5;
/// What a word of the field weighs that stands in every other query.
const COMMON: f32 = 0.3;
/// What a word of a phrase weighs next to the phrase.
const PART: f32 = 0.35;
/// The most units that are one word of the catalogue: `init container timeout`.
const LONGEST_PHRASE: usize = 5;

/// What was asked for last, and where it stands: a key that is typed changes the last word only.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    known: Vec<(Asked, Arc<[Atom]>)>,
}

/// Units that are looked for as one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    units: Vec<Unit>,
    /// Whether there are no others
    alone: bool,
}

impl Resolved {
    /// What `units` ask for, as far as it stands anywhere.
    pub(super) fn atoms(&mut self, index: &Index, units: &[Unit]) -> Vec<Arc<[Atom]>> {
        let mut kept = Vec::new();
        let mut rest = units;
        while !rest.is_empty() {
            let (taken, behind) = rest.split_at(together(index, rest));
            rest = behind;
            let asked = Asked { units: taken.to_vec(), alone: taken.len() == units.len() };
            let known = self.known.iter().find(|(known, _)| *known == asked).map(|(_, atoms)| Arc::clone(atoms));
            let atoms = known.unwrap_or_else(|| {
                let atoms = if taken.len() == 1 { one(index, &taken[0], asked.alone) } else { phrase(index, taken) };
                atoms.into_iter().filter(|atom| !atom.is_empty()).map(Atom::close).collect()
            });
            kept.push((asked, atoms));
        }
        self.known = kept;
        self.known.iter().map(|(_, atoms)| Arc::clone(atoms)).collect()
    }
}

fn weight(index: &Index, text: &str) -> f32 {
    if index.common.find(text).is_some() { COMMON } else { 1.0 }
}

/// How many of the first units are one word written apart, a phrase that has synonyms, or one Chinese word typed as it is
/// read, syllable by syllable.
fn together(index: &Index, units: &[Unit]) -> usize {
    let latin = units.iter().take_while(|unit| unit.script == Script::Latin).count().min(LONGEST_PHRASE);
    let is_one = |units: &[Unit]| {
        let (apart, joined) = (apart(units), joined(units));
        let is_word = joined.len() > 3 && index.words.find(&joined).is_some_and(|word| is_meant(index, word, units));
        let no_words = || units.iter().all(|unit| index.words.find(&unit.text).is_none());
        is_word
            || index.synonyms.find(&apart).is_some()
            || (no_words() && !spoken::read_aloud(index, &joined).is_empty())
    };
    (2..=latin).rev().find(|length| is_one(&units[..*length])).unwrap_or(1)
}

/// Whether units were meant as the word that they make: none of them says little, or the word is a whole text.
fn is_meant(index: &Index, word: usize, units: &[Unit]) -> bool {
    let is_text = |place: Place| {
        let length = index.texts.get(place.text as usize).map_or(0, |(_, length)| length as usize);
        place.position == 0 && length <= units.len()
    };
    units.iter().all(|unit| index.common.find(&unit.text).is_none()) || places(index.words.bytes(word)).any(is_text)
}

fn apart(units: &[Unit]) -> String {
    units.iter().map(|unit| unit.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn joined(units: &[Unit]) -> String {
    units.iter().map(|unit| unit.text.as_str()).collect()
}

/// Several units that are one; each of them counts a little by itself.
fn phrase(index: &Index, units: &[Unit]) -> Vec<Atom> {
    let (apart, joined) = (apart(units), joined(units));
    let mut atom = Atom::new(weight(index, &apart));
    exactly(index, &joined, 1.0, &mut atom);
    exactly(index, &apart, 1.0, &mut atom);
    synonyms(index, &apart, &mut atom);
    if atom.is_empty() {
        return spoken::read_aloud(index, &joined);
    }
    let parts = units.iter().flat_map(|unit| one(index, unit, false));
    let parts = parts.map(|part| Atom { weight: part.weight * PART, ..part });
    std::iter::once(atom).chain(parts).collect()
}

/// One unit; `alone` where there are no others.
fn one(index: &Index, unit: &Unit, alone: bool) -> Vec<Atom> {
    match unit.script {
        Script::Latin => latin(index, unit),
        Script::Han => han(index, unit, alone),
    }
}

fn latin(index: &Index, unit: &Unit) -> Vec<Atom> {
    let term = unit.text.as_str();
    let mut atom = Atom::new(weight(index, term));
    exactly(index, term, 1.0, &mut atom);
    spelled::inflected(index, term, &mut atom);
    let is_word = !atom.is_empty();
    synonyms(index, term, &mut atom);
    spelled::begun(index, term, &mut atom);
    if is_word {
        return vec![atom];
    }
    let read = spoken::read_aloud(index, term);
    if atom.is_empty() && !read.is_empty() {
        return read;
    }
    // a beginning may also be Chinese: either counts
    for read in read {
        atom.take(read);
    }
    if atom.is_empty()
        && let Some(words) = spelled::compound(index, unit)
    {
        let part = |text: String| Unit { script: Script::Latin, text, parts: vec![0], known: true };
        return words.into_iter().flat_map(|word| latin(index, &part(word))).collect();
    }
    if atom.is_empty() {
        spoken::initials(index, term, &mut atom);
    }
    if atom.is_empty() {
        for word in spelled::mistyped(index, term) {
            atom.word(index, word, MISTYPED);
            synonyms(index, index.words.word(word), &mut atom);
        }
    }
    if atom.is_empty() {
        spelled::within(index, term, &mut atom);
    }
    if atom.is_empty() {
        spelled::scattered(index, term, &mut atom);
    }
    vec![atom]
}

/// The word itself, or the words of a phrase one behind the other.
fn exactly(index: &Index, text: &str, fit: f32, atom: &mut Atom) {
    let mut steps = Vec::new();
    for piece in text.split(' ') {
        let words = if piece.is_ascii() { vec![piece.to_owned()] } else { pairs(piece) };
        for word in words {
            let Some(word) = index.words.find(&word) else { return };
            steps.push(vec![word]);
        }
    }
    atom.phrase(index, &steps, fit);
}

/// Each two characters side by side; or the only one.
fn pairs(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() < 2 {
        vec![text.to_owned()]
    } else {
        letters.windows(2).map(|pair| pair.iter().collect()).collect()
    }
}

/// What means the same.
fn synonyms(index: &Index, text: &str, atom: &mut Atom) {
    let Some(at) = index.synonyms.find(text) else { return };
    let mut groups = index.synonyms.bytes(at);
    while let Some(group) = take(&mut groups) {
        for member in index.group(group).filter(|member| *member != text) {
            exactly(index, member, SYNONYM, atom);
        }
    }
}

fn han(index: &Index, unit: &Unit, alone: bool) -> Vec<Atom> {
    let text = unit.text.as_str();
    let mut atom = Atom::new(weight(index, text));
    let pairs = pairs(text);
    if text.chars().nth(1).is_none() {
        // one character says little; alone it is all there is
        for (at, word) in index.words.all().enumerate().filter(|(_, word)| alone && word.contains(text)) {
            let fit = if word == text { 1.0 } else { ONE_CHARACTER };
            atom.word(index, at, fit);
        }
        synonyms(index, text, &mut atom);
        return vec![atom];
    }
    if unit.known {
        exactly(index, text, 1.0, &mut atom);
        synonyms(index, text, &mut atom);
        return if atom.is_empty() { spoken::homophones(index, text) } else { vec![atom] };
    }
    // no word of the catalogue: what each two of its characters say
    let each = share(pairs.len());
    (pairs.iter())
        .flat_map(|pair| {
            let mut atom = Atom::new(each);
            exactly(index, pair, 1.0, &mut atom);
            synonyms(index, pair, &mut atom);
            if atom.is_empty() { spoken::homophones(index, pair) } else { vec![atom] }
        })
        .collect()
}
