//! How well entries fit what is asked for.
//!
//! Each kind of text has a weight, and so has the place of an entry among those that a shared text leads to. What an entry
//! holds of one word is put together over the kinds of its texts (several agreeing kinds beat one), a word counts by how few entries hold
//! it, and words that stand together in one text count once more. What is missing lowers, and forbids nothing.

use crate::search::index::text::{Entry, Field, TextRef};
use crate::search::index::{Index, Place};
use crate::search::resolve::{Atom, Match};

/// Kinds of texts that speak for themselves.
const KINDS: usize = 7;

/// What words in one text count, next to what the words count by themselves.
const TOGETHER: f32 = 0.8;
/// What a text loses at most that says more than what is asked for.
const WHOLE: f32 = 0.3;

/// What fits, and how well.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fit {
    /// The position of the code, or of the symptom
    pub(super) item: usize,
    pub(super) score: f32,
    /// The text that fits best, and its field: a text may be found by how it is read
    pub(super) text: TextRef,
}

/// What an item gains at most for being usual: it decides between equals.
const USUAL: f32 = 0.04;

/// What is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ranked {
    Codes,
    Symptoms,
}

/// What a text weighs: its kind, and how much of a good fit it is.
fn weight(text: TextRef) -> (usize, f32) {
    match (text.entry, text.field) {
        (_, Field::Number) => (0, 1.0),
        (_, Field::Name) => (0, 0.85),
        (_, Field::Initials) => (0, 0.8),
        (Entry::Symptom(_), _) => (4, 0.5),
        (_, Field::Title) => (1, 0.8),
        (_, Field::Word | Field::Pinyin | Field::Symptom) => (2, 0.8 / (1.0 + 0.006 * text.nth as f32)),
        (_, Field::Message) => (3, 0.6),
        (_, Field::Cause) => (5, 0.4),
        (Entry::Code(_), Field::Meaning) => (6, 0.25),
        (_, Field::Meaning) => (6, 0.12),
        (_, Field::Fix) => (6, 0.1),
    }
}

/// How much of a text counts for an entry that it is shared with: the later the entry is named, the less likely it is.
#[expect(clippy::cast_precision_loss, reason = "lists of a catalogue are short")]
fn likelihood(entry: Entry, place: u32) -> f32 {
    match entry {
        Entry::Code(_) => 1.0,
        Entry::Symptom(_) => 1.0 / (1.0 + 0.15 * place as f32),
        Entry::Cause(_) => 1.0 / (1.0 + 0.08 * place as f32),
    }
}

/// The items that a text speaks for, each with how much of it counts.
fn owners(index: &Index, entry: Entry, ranked: Ranked) -> impl Iterator<Item = (usize, f32)> + '_ {
    let own = match (entry, ranked) {
        (Entry::Code(at), Ranked::Codes) | (Entry::Symptom(at), Ranked::Symptoms) => Some((at, 1.0)),
        _ => None,
    };
    let symptom = match entry {
        Entry::Symptom(at) if ranked == Ranked::Codes => Some(at),
        _ => None,
    };
    let cause = match entry {
        Entry::Cause(at) if ranked == Ranked::Codes => Some(at),
        _ => None,
    };
    let by_symptom = symptom.into_iter().flat_map(|at| index.of_symptom.get(at)).zip(0..);
    let by_cause = cause.into_iter().flat_map(|at| {
        let mut pairs = index.of_cause.get(at);
        std::iter::from_fn(move || Some((pairs.next()?, pairs.next()?)))
    });
    own.into_iter().chain(
        by_symptom.chain(by_cause).map(move |(code, place)| (code as usize, likelihood(entry, place))),
    )
}

/// A text in which something was found.
struct Found {
    text: TextRef,
    /// How much of the text is what was asked for
    whole: f32,
    /// How well each atom fits there; 0 where it does not stand there
    fits: Vec<f32>,
    /// How many atoms stand right behind the one before them
    neighbours: usize,
}

/// The entries that fit, best first; of equal ones, those come first that more symptoms lead to first.
pub(super) fn rank(index: &Index, atoms: &[Atom], ranked: Ranked) -> Vec<Fit> {
    let items = if ranked == Ranked::Codes { index.codes.len() } else { index.symptoms as usize };
    let found = found(index, atoms);
    // how strongly each item holds each atom, kind by kind
    let mut held = vec![[0.0_f32; KINDS]; items * atoms.len()];
    for it in &found {
        let (kind, weight) = weight(it.text);
        let weight = weight * it.whole;
        for (item, share) in owners(index, it.text.entry, ranked) {
            for (atom, fit) in it.fits.iter().enumerate().filter(|(_, fit)| **fit > 0.0) {
                let best = &mut held[item * atoms.len() + atom][kind];
                *best = best.max(weight * share * fit);
            }
        }
    }
    let strength: Vec<f32> = held.iter().map(|kinds| 1.0 - kinds.iter().map(|held| 1.0 - held).product::<f32>()).collect();
    let rarity = rarity(atoms, &strength, items);
    let total: f32 = rarity.iter().sum();
    let mut fits: Vec<Option<Fit>> = vec![None; items];
    for it in &found {
        let (_, weight) = weight(it.text);
        let asked: f32 = it.fits.iter().zip(&rarity).map(|(fit, rarity)| fit * rarity).sum::<f32>() / total;
        #[expect(clippy::cast_precision_loss, reason = "a query has few words")]
        let in_order = if atoms.len() < 2 { 1.0 } else { 0.6 + 0.4 * it.neighbours as f32 / (atoms.len() - 1) as f32 };
        let together = weight * it.whole * asked * asked * in_order;
        for (item, share) in owners(index, it.text.entry, ranked) {
            let score = together * share;
            if fits[item].is_none_or(|best| best.score < score) {
                fits[item] = Some(Fit { item, score, text: it.text });
            }
        }
    }
    let usual = usual(index, ranked, items);
    let mut fits: Vec<Fit> = (fits.into_iter().flatten())
        .map(|fit| {
            let of_item = &strength[fit.item * atoms.len()..][..atoms.len()];
            let alone: f32 = of_item.iter().zip(&rarity).map(|(strength, rarity)| strength * rarity).sum::<f32>() / total;
            Fit { score: alone + TOGETHER * fit.score + USUAL * usual[fit.item], ..fit }
        })
        .collect();
    fits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.item.cmp(&b.item)));
    fits
}

/// How usual each item is, from 0 to 1: a code is the more so, the more symptoms lead to it, and the earlier.
fn usual(index: &Index, ranked: Ranked, items: usize) -> Vec<f32> {
    let mut usual = vec![0.0; items];
    if ranked == Ranked::Codes {
        for at in 0..index.symptoms as usize {
            for (code, place) in owners(index, Entry::Symptom(at), ranked) {
                usual[code] += place;
            }
        }
    }
    let most = usual.iter().copied().fold(1.0, f32::max);
    usual.iter().map(|it| it / most).collect()
}

/// What each atom counts: the fewer items hold it, the more. Items that hold it weakly are parts of one.
fn rarity(atoms: &[Atom], strength: &[f32], items: usize) -> Vec<f32> {
    let most = |atom: usize| (0..items).map(|item| strength[item * atoms.len() + atom]).fold(0.0, f32::max);
    #[expect(clippy::cast_precision_loss, reason = "a catalogue has few thousand items")]
    let items_all = items as f32;
    (atoms.iter().enumerate())
        .map(|(at, atom)| {
            let most = most(at);
            if most <= 0.0 {
                return 0.0;
            }
            let holding: f32 = (0..items).map(|item| strength[item * atoms.len() + at] / most).sum();
            atom.weight * (1.0 + (items_all - holding + 0.5) / (holding + 0.5)).ln()
        })
        .collect()
}

/// The texts in which atoms stand, ascending.
fn found(index: &Index, atoms: &[Atom]) -> Vec<Found> {
    let mut rest: Vec<&[Match]> = atoms.iter().map(|atom| atom.matches.as_slice()).collect();
    let mut found = Vec::new();
    while let Some(text) = rest.iter().filter_map(|matches| matches.first()).map(|it| it.place.text).min() {
        let here: Vec<&[Match]> = rest
            .iter_mut()
            .map(|matches| {
                let count = matches.iter().take_while(|it| it.place.text == text).count();
                let (here, behind) = matches.split_at(count);
                *matches = behind;
                here
            })
            .collect();
        if let Some((text, length)) = index.texts.get(text as usize) {
            found.push(look(text, length, &here));
        }
    }
    found
}

#[expect(clippy::cast_precision_loss, reason = "a text has few words")]
fn look(text: TextRef, length: u32, here: &[&[Match]]) -> Found {
    let fits: Vec<f32> = here.iter().map(|matches| matches.iter().map(|it| it.fit).fold(0.0, f32::max)).collect();
    let taken: u32 = here.iter().filter_map(|matches| matches.first()).map(|it| it.width).sum();
    let behind = |a: &[Match], b: &[Match]| {
        a.iter().any(|a| {
            let next = Place { position: a.place.position + a.width, ..a.place };
            b.iter().any(|b| b.place == next || b.place.position + b.width == a.place.position)
        })
    };
    let neighbours = here.windows(2).filter(|pair| behind(pair[0], pair[1])).count();
    let whole = 1.0 - WHOLE + WHOLE * (taken as f32 / length.max(1) as f32).min(1.0);
    Found { text, whole, fits, neighbours }
}
