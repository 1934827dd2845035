//! Chinese by how it is read: typed in Latin letters, by first letters only, or with a character that is read alike.

use crate::search::index::{Index, take};
use crate::search::pinyin;
use crate::search::resolve::atom::Atom;

/// How well what was found is what was asked for; 1 is the word itself.
const READ: f32 = 0.9;
const INITIALS: f32 = 0.8;
const HOMOPHONE: f32 = 0.75;

/// Chinese, typed as it is read: `neicunbuzu`. The last syllable may be begun only.
pub(super) fn read_aloud(index: &Index, term: &str) -> Vec<Atom> {
    let Some(syllables) = syllables(index, term) else { return Vec::new() };
    let last = syllables.len() - 2;
    let begun = syllables.last().is_none_or(|last| !is_syllable(index, last));
    let pairs = syllables.windows(2).enumerate().map(|(at, pair)| {
        let reading = pair.join(" ");
        let rows = if at == last { index.readings.beginning(&reading) } else { exact(index, &reading) };
        rows.flat_map(|row| words_of(index, row)).collect::<Vec<usize>>()
    });
    let pairs: Vec<Vec<usize>> = pairs.collect();
    let atoms = spoken(index, &pairs, READ);
    // letters that are no Chinese make syllables too; then hardly any pair of them is a word
    let known = pairs.iter().filter(|pair| !pair.is_empty()).count();
    let whole = atoms.first().is_some_and(|atom| atom.weight >= 1.0);
    if whole || (!begun && 2 * known > pairs.len()) { atoms } else { Vec::new() }
}

/// The first letters of how a Chinese text is read from its beginning: `jqsb` for 鉴权失败.
pub(super) fn initials(index: &Index, term: &str, atom: &mut Atom) {
    const LONGEST: usize = 8;
    let letters = term.as_bytes();
    if !(2..=LONGEST).contains(&letters.len()) || !letters.iter().all(u8::is_ascii_lowercase) {
        return;
    }
    let step = |pair: &[u8]| {
        let begins = |reading: &str| {
            let mut firsts = reading.split(' ').filter_map(|syllable| syllable.bytes().next());
            firsts.next() == Some(pair[0]) && firsts.next() == Some(pair[1])
        };
        let rows = index.readings.all().enumerate().filter(|(_, reading)| begins(reading));
        rows.flat_map(|(row, _)| words_of(index, row)).collect::<Vec<usize>>()
    };
    let steps: Vec<Vec<usize>> = letters.windows(2).map(step).collect();
    let mut of_term = Atom::new(atom.weight);
    of_term.phrase(index, &steps, INITIALS);
    of_term.matches.retain(|it| it.place.position == 0);
    atom.take(of_term);
}

/// Words that are read alike: a wrong character was picked.
pub(super) fn homophones(index: &Index, text: &str) -> Vec<Atom> {
    let Some(syllables) = pinyin::syllables(text).filter(|it| it.len() > 1) else { return Vec::new() };
    let pair = |pair: &[&str]| exact(index, &pair.join(" ")).flat_map(|row| words_of(index, row)).collect();
    spoken(index, &syllables.windows(2).map(pair).collect::<Vec<_>>(), HOMOPHONE)
}

/// What one of several overlapping pairs weighs, so that a run weighs what its characters do: two are a word.
#[expect(clippy::cast_precision_loss, reason = "a query is short")]
pub(super) fn share(pairs: usize) -> f32 {
    (pairs + 1) as f32 / 2.0 / pairs.max(1) as f32
}

/// Chinese given as what each two characters side by side may be: all in one, where a text holds it, and two by two.
fn spoken(index: &Index, pairs: &[Vec<usize>], fit: f32) -> Vec<Atom> {
    let mut whole = Atom::new(1.0);
    whole.phrase(index, pairs, fit);
    let mut atoms = Vec::new();
    if !whole.is_empty() {
        atoms.push(whole);
    }
    if pairs.len() > 1 {
        for pair in pairs.iter().filter(|pair| !pair.is_empty()) {
            let mut atom = Atom::new(share(pairs.len()));
            atom.phrase(index, std::slice::from_ref(pair), fit);
            atoms.push(atom);
        }
    }
    atoms
}

/// A term as the syllables that the Chinese words of the catalogue have; two at least, the last one may be begun only. The fewest,
/// and rather whole ones.
fn syllables<'t>(index: &Index, term: &'t str) -> Option<Vec<&'t str>> {
    const LONGEST: usize = 6;
    if term.len() < 3 || !term.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    // how many, whether the last one is begun only, and where it begins
    let mut best: Vec<Option<(usize, bool, usize)>> = vec![Some((0, false, 0))];
    for end in 1..=term.len() {
        let ways = (end.saturating_sub(LONGEST)..end).filter_map(|from| {
            let (count, ..) = best[from]?;
            let text = &term[from..end];
            let whole = is_syllable(index, text);
            let begun = || end == term.len() && from > 0 && !index.readings.beginning(text).is_empty();
            (whole || begun()).then_some((count + 1, !whole, from))
        });
        best.push(ways.min());
    }
    let (mut syllables, mut end) = (Vec::new(), term.len());
    while end > 0 {
        let (.., from) = best[end]?;
        syllables.push(&term[from..end]);
        end = from;
    }
    syllables.reverse();
    (syllables.len() > 1).then_some(syllables)
}

fn is_syllable(index: &Index, text: &str) -> bool {
    !index.readings.beginning(&format!("{text} ")).is_empty()
}

fn exact(index: &Index, reading: &str) -> std::ops::Range<usize> {
    index.readings.find(reading).map_or(0..0, |row| row..row + 1)
}

/// The numbers of the words that are read so.
fn words_of(index: &Index, row: usize) -> impl Iterator<Item = usize> {
    let mut bytes = index.readings.bytes(row);
    std::iter::from_fn(move || take(&mut bytes)).map(|word| word as usize)
}
