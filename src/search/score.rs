//! How well entries fit what is asked for.
//!
//! Each kind of text has a weight, and so has the place of an entry among those that a shared text leads to. What an entry
//! holds of one word is put together over the kinds of its texts (several that agree beat one), a word counts by how few
//! entries hold it, and words that stand together in one text count once more. What is missing lowers, and forbids nothing.

use std::sync::Arc;

use crate::search::index::Index;
use crate::search::index::text::{Entry, Field, TextRef};
use crate::search::resolve::atom::{Atom, Match};

/// Kinds of texts that speak for themselves.
const KINDS: usize = 7;

/// What words in one text count, next to what the words count by themselves.
const TOGETHER: f32 = 0.8;
/// What a text loses at most in which the words are scattered.
const SCATTERED: f32 = 0.4;
/// What a text loses at most that says more than what is asked for.
const WHOLE: f32 = 0.3;
/// A text of a symptom counts for the symptom itself as one of a code's own texts does for the code.
const OWN: f32 = 1.6;
/// What an item gains at most for being usual: it decides between equals.
const USUAL: f32 = 0.04;

/// What fits, and how well.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fit {
    /// The position of the code, or of the symptom
    pub(super) item: usize,
    pub(super) score: f32,
    /// The text that fits best
    pub(super) text: TextRef,
}

/// What is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ranked {
    Codes,
    Symptoms,
}

/// The kind of a text, and what it weighs. Of the words to find an entry by, the most telling come first.
#[expect(clippy::cast_precision_loss, reason = "lists of a catalogue are short")]
fn weight(text: TextRef) -> (usize, f32) {
    match (text.entry, text.field) {
        (_, Field::Number) => (0, 1.0),
        (_, Field::Name) => (0, 0.85),
        (_, Field::Initials) => (0, 0.8),
        (Entry::Symptom(_), _) => (4, 0.5),
        (_, Field::Title) => (1, 0.8),
        (_, Field::Word | Field::Symptom) => (2, 0.8 / (1.0 + 0.006 * text.nth as f32)),
        (_, Field::Message) => (3, 0.6),
        (_, Field::Cause) => (5, 0.4),
        (Entry::Code(_), Field::Meaning) => (6, 0.25),
        (_, Field::Meaning) => (6, 0.12),
        (_, Field::Fix) => (6, 0.1),
    }
}

/// Calls `tell` with each item that a text speaks for, and how much of the text counts for it: the later an entry is named
/// among several, the less likely it is.
#[expect(clippy::cast_precision_loss, reason = "lists of a catalogue are short")]
fn owners(index: &Index, entry: Entry, ranked: Ranked, tell: &mut impl FnMut(usize, f32)) {
    match (entry, ranked) {
        (Entry::Code(at), Ranked::Codes) => tell(at, 1.0),
        (Entry::Symptom(at), Ranked::Symptoms) => tell(at, OWN),
        (Entry::Symptom(at), Ranked::Codes) => {
            for (place, code) in index.of_symptom.get(at).enumerate() {
                tell(code as usize, 1.0 / (1.0 + 0.15 * place as f32));
            }
        }
        (Entry::Cause(at), Ranked::Codes) => {
            let mut pairs = index.of_cause.get(at);
            while let (Some(code), Some(place)) = (pairs.next(), pairs.next()) {
                tell(code as usize, 1.0 / (1.0 + 0.08 * place as f32));
            }
        }
        (Entry::Code(_) | Entry::Cause(_), Ranked::Symptoms) => {}
    }
}

/// What one item holds of one atom.
#[derive(Clone, Copy, Default)]
struct Held {
    /// The best of each kind of text
    kinds: [f32; KINDS],
    /// The best text that holds this atom and no other one
    alone: f32,
    alone_in: u32,
}

impl Held {
    /// Put together: several kinds that agree beat one.
    fn strength(&self) -> f32 {
        1.0 - self.kinds.iter().map(|held| 1.0 - held).product::<f32>()
    }
}

/// A text that holds several atoms.
struct Shared {
    text: u32,
    entry: Entry,
    /// What the text weighs
    weight: f32,
    neighbours: usize,
    /// Where its fits begin, one for each atom
    fits: usize,
}

/// What is known of all items, while texts are looked through.
struct Tally<'a> {
    index: &'a Index,
    ranked: Ranked,
    atoms: Vec<&'a Atom>,
    /// For each item and atom
    held: Vec<Held>,
    shared: Vec<Shared>,
    fits: Vec<f32>,
}

/// The entries that fit, best first.
pub(super) fn rank(index: &Index, atoms: &[Arc<[Atom]>], ranked: Ranked) -> Vec<Fit> {
    let items = if ranked == Ranked::Codes { index.codes.len() } else { index.symptoms as usize };
    let atoms: Vec<&Atom> = atoms.iter().flat_map(|atoms| atoms.iter()).collect();
    if atoms.is_empty() || items == 0 {
        return Vec::new();
    }
    let held = vec![Held::default(); items * atoms.len()];
    let mut tally = Tally { index, ranked, atoms, held, shared: Vec::new(), fits: Vec::new() };
    tally.look_through();
    tally.fits(items)
}

impl Tally<'_> {
    /// Goes through the texts in which atoms stand, ascending.
    fn look_through(&mut self) {
        let mut rest: Vec<&[Match]> = self.atoms.iter().map(|atom| atom.matches.as_slice()).collect();
        let mut here: Vec<&[Match]> = vec![&[]; rest.len()];
        while let Some(text) = rest.iter().filter_map(|matches| matches.first()).map(|it| it.place.text).min() {
            for (matches, here) in rest.iter_mut().zip(&mut here) {
                let count = matches.iter().take_while(|it| it.place.text == text).count();
                (*here, *matches) = matches.split_at(count);
            }
            self.look(text, &here);
        }
    }

    /// Notes what one text holds.
    fn look(&mut self, number: u32, here: &[&[Match]]) {
        let Some((text, length)) = self.index.texts.get(number as usize) else { return };
        let (kind, weight) = weight(text);
        let taken: u32 = here.iter().filter_map(|matches| matches.first()).map(|it| it.width).sum();
        let weight = weight * whole(taken, length);
        let from = self.fits.len();
        self.fits.extend(here.iter().map(|matches| matches.iter().map(|it| it.fit).fold(0.0, f32::max)));
        let fits = &self.fits[from..];
        let several = here.iter().filter(|matches| !matches.is_empty()).count() > 1;
        let (held, atoms) = (&mut self.held, self.atoms.len());
        owners(self.index, text.entry, self.ranked, &mut |item, share| {
            for (held, fit) in held[item * atoms..][..atoms].iter_mut().zip(fits).filter(|(_, fit)| **fit > 0.0) {
                let value = weight * share * fit;
                held.kinds[kind] = held.kinds[kind].max(value);
                if !several && value * fit > held.alone {
                    (held.alone, held.alone_in) = (value * fit, number);
                }
            }
        });
        if several {
            let neighbours = here.windows(2).filter(|pair| stand_together(pair[0], pair[1])).count();
            self.shared.push(Shared { text: number, entry: text.entry, weight, neighbours, fits: from });
        } else {
            self.fits.truncate(from);
        }
    }

    /// What each atom counts: the fewer items hold it, the more. Items that hold it weakly are parts of one.
    #[expect(clippy::cast_precision_loss, reason = "a catalogue has a few thousand items")]
    fn rarity(&self, strength: &[f32], items: usize) -> Vec<f32> {
        let of_atom = |at: usize| (0..items).map(move |item| strength[item * self.atoms.len() + at]);
        (self.atoms.iter().enumerate())
            .map(|(at, atom)| {
                let most = of_atom(at).fold(0.0, f32::max);
                if most <= 0.0 {
                    return 0.0;
                }
                let holding = of_atom(at).sum::<f32>() / most;
                atom.weight * (1.0 + (items as f32 - holding + 0.5) / (holding + 0.5)).ln()
            })
            .collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "a query has few words")]
    fn fits(&self, items: usize) -> Vec<Fit> {
        let count = self.atoms.len();
        let strength: Vec<f32> = self.held.iter().map(Held::strength).collect();
        let rarity = self.rarity(&strength, items);
        let total: f32 = rarity.iter().sum();
        let part: Vec<f32> = rarity.iter().map(|rarity| rarity / total).collect();
        let in_order = |neighbours: usize| {
            let pairs = (count - 1).max(1) as f32;
            if count < 2 { 1.0 } else { 1.0 - SCATTERED + SCATTERED * neighbours as f32 / pairs }
        };
        // the best text of each item, and its score
        let mut best: Vec<(f32, u32)> = (self.held.chunks(count))
            .map(|held| {
                let texts =
                    held.iter().zip(&part).map(|(held, part)| (held.alone * part * part * in_order(0), held.alone_in));
                texts.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default()
            })
            .collect();
        for shared in &self.shared {
            let fits = &self.fits[shared.fits..][..count];
            let asked: f32 = fits.iter().zip(&part).map(|(fit, part)| fit * part).sum();
            let score = shared.weight * asked * asked * in_order(shared.neighbours);
            owners(self.index, shared.entry, self.ranked, &mut |item, share| {
                if score * share > best[item].0 {
                    best[item] = (score * share, shared.text);
                }
            });
        }
        let usual =
            |item: usize| if self.ranked == Ranked::Codes { self.index.usual.get(item).unwrap_or(0) } else { 0 };
        let fit = |(item, (together, text)): (usize, (f32, u32))| {
            let held = strength[item * count..][..count].iter().zip(&part).map(|(strength, part)| strength * part);
            let score = held.sum::<f32>() + TOGETHER * together + USUAL * usual(item) as f32 / 1000.0;
            (together > 0.0).then(|| Some(Fit { item, score, text: self.index.texts.get(text as usize)?.0 }))?
        };
        let mut fits: Vec<Fit> = best.into_iter().enumerate().filter_map(fit).collect();
        fits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.item.cmp(&b.item)));
        fits
    }
}

/// How much of a text counts of which so many words are what was asked for.
#[expect(clippy::cast_precision_loss, reason = "a text has few words")]
fn whole(taken: u32, length: u32) -> f32 {
    1.0 - WHOLE + WHOLE * (taken as f32 / length.max(1) as f32).min(1.0)
}

/// Words that may stand between two that belong together: `not in a state`.
const BETWEEN: u32 = 2;
/// The most words that a phrase is looked for by.
const LONGEST: u32 = 16;

/// Whether two atoms stand together in a text, in either order.
fn stand_together(a: &[Match], b: &[Match]) -> bool {
    let behind = |a: &Match, b: &Match| {
        let gap = b.place.position.checked_sub(a.place.position + a.width);
        gap.is_some_and(|gap| gap <= BETWEEN)
    };
    a.iter().any(|a| {
        let near = b.partition_point(|b| b.place.position + LONGEST + BETWEEN < a.place.position);
        let near = b[near..].iter().take_while(|b| b.place.position <= a.place.position + a.width + BETWEEN);
        near.into_iter().any(|b| behind(a, b) || behind(b, a))
    })
}
