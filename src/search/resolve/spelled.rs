//! A word in letters and digits: as it is, inflected, begun, made of others, mistyped, within another.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::search::index::Index;
use crate::search::index::text::Field;
use crate::search::query::Unit;
use crate::search::resolve::atom::Atom;

/// How well what was found is what was asked for; 1 is the word itself.
const INFLECTED: f32 = 0.95;
const BEGUN: f32 = 0.55;
const NEARLY_WHOLE: f32 = 0.9;
pub(super) const MISTYPED: f32 = 0.8;
const WITHIN: f32 = 0.5;
const SCATTERED: f32 = 0.3;

/// The score a letter of a fuzzy match must bring on average: below, letters lie about without sense.
const SENSE: i64 = 19;

/// Words that differ in how they end only: `credential`, `credentials`.
pub(super) fn inflected(index: &Index, term: &str, atom: &mut Atom) {
    const ENDINGS: [&str; 8] = ["", "s", "es", "ed", "d", "ing", "ion", "ions"];
    const STEM: usize = 3;
    if term.len() <= STEM || !term.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return;
    }
    let mut known = Vec::new();
    for stem in ENDINGS.iter().filter_map(|ending| term.strip_suffix(ending)).filter(|stem| stem.len() >= STEM) {
        known.extend(ENDINGS.iter().filter_map(|ending| index.words.find(&format!("{stem}{ending}"))));
        // `ed` and `ing` take an `e` off that stands before them
        if stem.len() + 2 <= term.len() {
            known.extend(index.words.find(&format!("{stem}e")));
        }
    }
    known.sort_unstable();
    known.dedup();
    known.retain(|word| index.words.word(*word) != term);
    for word in known {
        atom.word(index, word, INFLECTED);
    }
}

/// Words that begin so; the more is typed, the better. Digits begin the number of a code, not any number.
pub(super) fn begun(index: &Index, term: &str, atom: &mut Atom) {
    let typed = term.chars().count();
    let mut of_term = Atom::new(atom.weight);
    for word in index.words.beginning(term) {
        let letters = index.words.word(word).chars().count();
        if letters > typed {
            #[expect(clippy::cast_precision_loss, reason = "a word has few letters")]
            let share = typed as f32 / letters as f32;
            of_term.begun(index, word, typed, BEGUN + (NEARLY_WHOLE - BEGUN) * share);
        }
    }
    if term.bytes().all(|byte| byte.is_ascii_digit()) && index.begins_code(term) {
        let is_number = |text: u32| index.texts.get(text as usize).is_some_and(|(text, _)| text.field == Field::Number);
        of_term.matches.retain(|it| is_number(it.place.text));
    }
    atom.take(of_term);
}

/// The words that a compound is made of, in any order: `imagepullfailed`. The fewest.
pub(super) fn compound(index: &Index, unit: &Unit) -> Option<Vec<String>> {
    const SHORTEST: usize = 3;
    const LONGEST: usize = 20;
    let letters: Vec<char> = unit.text.chars().collect();
    if letters.len() < 2 * SHORTEST && unit.parts.len() < 2 {
        return None;
    }
    // pieces, and where the last one begins
    let mut best: Vec<Option<(usize, usize)>> = vec![Some((0, 0))];
    let ends_part = |at: usize| at == letters.len() || unit.parts.contains(&at);
    for end in 1..=letters.len() {
        let ways = (end.saturating_sub(LONGEST)..end).filter_map(|from| {
            let (pieces, _) = best[from]?;
            let written = unit.parts.len() > 1 && unit.parts.contains(&from) && ends_part(end);
            let is_word = || index.words.find(&letters[from..end].iter().collect::<String>()).is_some();
            (written || (end - from >= SHORTEST && is_word())).then_some((pieces + 1, from))
        });
        best.push(ways.min());
    }
    let (mut words, mut end) = (Vec::new(), letters.len());
    while end > 0 {
        let (_, from) = best[end]?;
        words.push(letters[from..end].iter().collect());
        end = from;
    }
    words.reverse();
    (words.len() > 1).then_some(words)
}

/// Words that were meant, with a typing error or two: the nearest ones.
pub(super) fn mistyped(index: &Index, term: &str) -> Vec<usize> {
    let letters = term.chars().count();
    let forgiven = match letters {
        0..4 => return Vec::new(),
        4..8 => 1,
        _ => 2,
    };
    let first = term.bytes().next();
    let near = |word: &str| {
        if !word.is_ascii() || (letters == 4 && word.bytes().next() != first) {
            return None;
        }
        // of a long word the beginning may be typed
        let begun = word.len() > letters + forgiven && letters >= 6;
        let compared = if begun { word.get(..letters)? } else { word };
        if compared.len().abs_diff(letters) > forgiven || lacks(term, compared) > 2 * forgiven {
            return None;
        }
        let distance = strsim::osa_distance(term, compared);
        (distance <= forgiven).then_some((distance, begun))
    };
    let found: Vec<(usize, (usize, bool))> =
        index.words.all().enumerate().filter_map(|(at, word)| Some((at, near(word)?))).collect();
    let nearest = found.iter().map(|(_, apart)| *apart).min();
    found.into_iter().filter(|(_, apart)| Some(*apart) == nearest).map(|(word, _)| word).collect()
}

/// How many kinds of letters only one of two words has: a cheap look before their distance is worked out.
fn lacks(a: &str, b: &str) -> usize {
    let kinds = |text: &str| text.bytes().fold(0_u32, |kinds, byte| kinds | 1 << (byte & 31));
    (kinds(a) ^ kinds(b)).count_ones() as usize
}

/// Words that hold the term somewhere.
pub(super) fn within(index: &Index, term: &str, atom: &mut Atom) {
    const SHORTEST: usize = 4;
    if term.len() < SHORTEST {
        return;
    }
    let finder = memchr::memmem::Finder::new(term);
    for (at, word) in index.words.all().enumerate() {
        if finder.find(word.as_bytes()).is_some() {
            atom.word(index, at, WITHIN);
        }
    }
}

/// The letters of the term stand in a word, in order and not too far apart.
pub(super) fn scattered(index: &Index, term: &str, atom: &mut Atom) {
    let Some(letters) = i64::try_from(term.chars().count()).ok().filter(|letters| *letters >= 3) else { return };
    let in_order = |word: &str| {
        let mut rest = word.bytes();
        term.bytes().all(|letter| rest.any(|byte| byte == letter))
    };
    let matcher = SkimMatcherV2::default();
    for (at, word) in index.words.all().enumerate().filter(|(_, word)| word.len() > term.len() && in_order(word)) {
        if matcher.fuzzy_match(word, term).is_some_and(|points| points >= SENSE * letters) {
            atom.word(index, at, SCATTERED);
        }
    }
}
