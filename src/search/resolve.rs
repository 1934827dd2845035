//! From the words of a query to where they stand: as they are, inflected, begun, put together, read aloud, mistyped, or
//! said otherwise.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::search::index::{Index, Place, places, take};
use crate::search::query::Unit;
use crate::search::runs::Script;

/// How well what was found is what was asked for.
const INFLECTED: f32 = 0.95;
const SYNONYM: f32 = 0.8;
const BEGUN: f32 = 0.55;
const READ: f32 = 0.9;
const INITIALS: f32 = 0.8;
const HOMOPHONE: f32 = 0.75;
const MISTYPED: f32 = 0.8;
const WITHIN: f32 = 0.5;
const SCATTERED: f32 = 0.3;

/// The most units that are one word of the catalogue: `init container timeout`.
const LONGEST_PHRASE: usize = 5;
/// What a word of the field weighs that stands in every other query.
const COMMON: f32 = 0.3;
/// The score a letter of a fuzzy match must bring on average: below, letters lie about without sense.
const SENSE: i64 = 19;

/// Where something that is asked for stands, and how well it fits there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Match {
    pub(super) place: Place,
    /// How many words of the text it takes
    pub(super) width: u32,
    /// 1 for the word itself
    pub(super) fit: f32,
}

/// Something that is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Atom {
    /// What it weighs before its rarity counts
    pub(super) weight: f32,
    /// Ascending by place; of one place the best
    pub(super) matches: Vec<Match>,
    /// The words that were found, for lighting them, each with how many letters of it were meant
    pub(super) words: Vec<(String, usize)>,
}

impl Atom {
    fn new(weight: f32) -> Self {
        Self { weight, ..Self::default() }
    }

    fn is_empty(&self) -> bool {
        self.matches.is_empty()
    }

    fn add(&mut self, index: &Index, steps: &[Vec<usize>], fit: f32, lit: Option<usize>) {
        let width = u32::try_from(steps.len()).unwrap_or(1);
        let found = phrase(index, steps);
        if !found.is_empty() {
            for word in steps.iter().flatten() {
                let word = index.words.word(*word);
                let letters = lit.unwrap_or_else(|| word.chars().count());
                self.words.push((word.to_owned(), letters));
            }
        }
        self.matches.extend(found.into_iter().map(|place| Match { place, width, fit }));
    }

    fn close(mut self) -> Self {
        self.matches.sort_by(|a, b| a.place.cmp(&b.place).then(b.fit.total_cmp(&a.fit)));
        self.matches.dedup_by_key(|it| it.place);
        self
    }
}

/// What `units` ask for, as far as it stands anywhere.
pub(super) fn atoms(index: &Index, units: &[Unit]) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let mut at = 0;
    while at < units.len() {
        let (taken, found) = together(index, &units[at..]).unwrap_or_else(|| (1, alone(index, &units[at], units.len())));
        at += taken;
        atoms.extend(found.into_iter().filter(|atom| !atom.is_empty()).map(Atom::close));
    }
    if atoms.is_empty() && units.len() > 1 && units.iter().all(|unit| unit.script == Script::Latin) {
        // written apart, and no word by itself: `duan kou`
        let text: String = units.iter().map(|unit| unit.text.as_str()).collect();
        let whole = Unit { script: Script::Latin, text, known: false, parts: vec![0] };
        atoms.extend(alone(index, &whole, 1).into_iter().filter(|atom| !atom.is_empty()).map(Atom::close));
    }
    atoms
}

fn weight(index: &Index, text: &str) -> f32 {
    if index.common.find(text).is_some() { COMMON } else { 1.0 }
}

/// Several units that are one word, written apart, or a phrase that has synonyms; and how many they are.
fn together(index: &Index, units: &[Unit]) -> Option<(usize, Vec<Atom>)> {
    let latin = units.iter().take_while(|unit| unit.script == Script::Latin).count().min(LONGEST_PHRASE);
    for length in (2..=latin).rev() {
        let texts: Vec<&str> = units[..length].iter().map(|unit| unit.text.as_str()).collect();
        let (apart, joined) = (texts.join(" "), texts.concat());
        let word = index.words.find(&joined).filter(|_| joined.len() > 3);
        if word.is_none() && index.synonyms.find(&apart).is_none() {
            continue;
        }
        let mut atom = Atom::new(weight(index, &apart));
        word.iter().for_each(|word| atom.add(index, &[vec![*word]], 1.0, None));
        exactly(index, &apart, 1.0, &mut atom);
        synonyms(index, &apart, &mut atom);
        if !atom.is_empty() {
            return Some((length, vec![atom]));
        }
    }
    None
}

/// One unit by itself. `of` is how many there are.
fn alone(index: &Index, unit: &Unit, of: usize) -> Vec<Atom> {
    match unit.script {
        Script::Latin => latin(index, unit),
        Script::Han => han(index, unit, of),
    }
}

fn latin(index: &Index, unit: &Unit) -> Vec<Atom> {
    let term = unit.text.as_str();
    let mut atom = Atom::new(weight(index, term));
    exactly(index, term, 1.0, &mut atom);
    inflected(index, term, &mut atom);
    let is_word = !atom.is_empty();
    synonyms(index, term, &mut atom);
    begun(index, term, &mut atom);
    if is_word {
        return vec![atom];
    }
    let read = read_aloud(index, term);
    if !read.is_empty() {
        return if atom.is_empty() { read } else { vec![merged(atom, read)] };
    }
    if !atom.is_empty() {
        return vec![atom];
    }
    if let Some(words) = compound(index, unit) {
        let part = |text: String| Unit { script: Script::Latin, text, known: true, parts: vec![0] };
        return words.into_iter().flat_map(|word| latin(index, &part(word))).collect();
    }
    initials(index, term, &mut atom);
    if atom.is_empty() {
        mistyped(index, term, &mut atom);
    }
    if atom.is_empty() {
        within(index, term, &mut atom);
    }
    if atom.is_empty() {
        scattered(index, term, &mut atom);
    }
    vec![atom]
}

/// A beginning that may also be Chinese, read aloud: either counts.
fn merged(mut atom: Atom, read: Vec<Atom>) -> Atom {
    for other in read {
        atom.matches.extend(other.matches);
        atom.words.extend(other.words);
    }
    atom
}

/// The word itself, or the words of a phrase one behind the other.
fn exactly(index: &Index, text: &str, fit: f32, atom: &mut Atom) {
    if let Some(steps) = steps(index, text) {
        atom.add(index, &steps, fit, None);
    }
}

/// The numbers of the words of a text that is looked up as it is; `None` where one is unknown.
fn steps(index: &Index, text: &str) -> Option<Vec<Vec<usize>>> {
    let mut steps = Vec::new();
    for piece in text.split(' ') {
        if piece.is_ascii() {
            steps.push(vec![index.words.find(piece)?]);
        } else {
            for pair in pairs(piece) {
                steps.push(vec![index.words.find(&pair)?]);
            }
        }
    }
    Some(steps)
}

fn pairs(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() < 2 { vec![text.to_owned()] } else { letters.windows(2).map(|pair| pair.iter().collect()).collect() }
}

/// What means the same.
fn synonyms(index: &Index, text: &str, atom: &mut Atom) {
    let Some(at) = index.synonyms.find(text) else { return };
    let mut groups = index.synonyms.bytes(at);
    while let Some(group) = take(&mut groups) {
        let members = index.groups.get(group as usize).into_iter().flatten();
        members.filter(|member| member.as_str() != text).for_each(|member| exactly(index, member, SYNONYM, atom));
    }
}

/// Words that differ in how they end only: `credential`, `credentials`.
fn inflected(index: &Index, term: &str, atom: &mut Atom) {
    const ENDINGS: [&str; 8] = ["", "s", "es", "ed", "d", "ing", "ion", "ions"];
    if term.len() < 4 || !term.is_ascii() || !term.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return;
    }
    for cut in ENDINGS.iter().filter_map(|ending| term.strip_suffix(ending)).filter(|stem| stem.len() >= 3) {
        let words = ENDINGS.iter().filter_map(|ending| index.words.find(&format!("{cut}{ending}")));
        // `ed` and `ing` take an `e` off that stands before them
        let with_e = index.words.find(&format!("{cut}e")).filter(|_| cut.len() + 2 <= term.len());
        for word in words.chain(with_e).filter(|word| index.words.word(*word) != term) {
            atom.add(index, &[vec![word]], INFLECTED, None);
        }
    }
}

/// Words that begin so; the more is typed, the better.
fn begun(index: &Index, term: &str, atom: &mut Atom) {
    let typed = term.chars().count();
    for word in index.words.beginning(term).filter(|word| index.words.word(*word).len() > term.len()) {
        let letters = index.words.word(word).chars().count();
        #[expect(clippy::cast_precision_loss, reason = "a word has few letters")]
        let share = typed as f32 / letters as f32;
        atom.add(index, &[vec![word]], BEGUN + (0.9 - BEGUN) * share, Some(typed));
    }
}

/// The words that a compound is made of, in any order: `imagepullfailed`. The fewest.
fn compound(index: &Index, unit: &Unit) -> Option<Vec<String>> {
    const SHORTEST: usize = 3;
    const LONGEST: usize = 20;
    let letters: Vec<char> = unit.text.chars().collect();
    if letters.len() < 2 * SHORTEST && unit.parts.len() < 2 {
        return None;
    }
    let mut best: Vec<Option<(usize, usize)>> = vec![Some((0, 0))];
    for end in 1..=letters.len() {
        let mut way: Option<(usize, usize)> = None;
        for from in end.saturating_sub(LONGEST)..end {
            let Some((pieces, _)) = best[from] else { continue };
            let written = unit.parts.contains(&from) && (end == letters.len() || unit.parts.contains(&end));
            let word: String = letters[from..end].iter().collect();
            let known = (written && unit.parts.len() > 1) || (end - from >= SHORTEST && index.words.find(&word).is_some());
            if known && way.is_none_or(|(fewest, _)| pieces + 1 < fewest) {
                way = Some((pieces + 1, from));
            }
        }
        best.push(way);
    }
    let mut words = Vec::new();
    let mut end = letters.len();
    while end > 0 {
        let (_, from) = best[end]?;
        words.push(letters[from..end].iter().collect());
        end = from;
    }
    words.reverse();
    (words.len() > 1).then_some(words)
}

/// Chinese, typed as it is read: `neicunbuzu`. The last syllable may be begun only.
fn read_aloud(index: &Index, term: &str) -> Vec<Atom> {
    let Some(syllables) = syllables(index, term) else { return Vec::new() };
    let begun = syllables.last().is_none_or(|last| index.readings.beginning(&format!("{last} ")).is_empty());
    let last = syllables.len() - 2;
    let pairs = syllables.windows(2).enumerate().map(|(at, pair)| {
        let reading = format!("{} {}", pair[0], pair[1]);
        let rows = if at == last { index.readings.beginning(&reading) } else { index.readings.find(&reading).map_or(0..0, |row| row..row + 1) };
        rows.flat_map(|row| words_of(index, row)).collect::<Vec<usize>>()
    });
    let pairs: Vec<Vec<usize>> = pairs.collect();
    let atoms = spoken(index, &pairs, READ);
    // letters that are no Chinese make syllables too; then hardly any pair of them is a word
    let known = pairs.iter().filter(|pair| !pair.is_empty()).count();
    let whole = atoms.first().is_some_and(|atom| atom.weight >= 1.0);
    if whole || (!begun && 2 * known > pairs.len()) { atoms } else { Vec::new() }
}

fn words_of(index: &Index, row: usize) -> Vec<usize> {
    let mut bytes = index.readings.bytes(row);
    std::iter::from_fn(|| take(&mut bytes)).map(|word| word as usize).collect()
}

/// A term as the syllables that Chinese words of the catalogue have; two at least, the last one may be begun only.
fn syllables<'t>(index: &Index, term: &'t str) -> Option<Vec<&'t str>> {
    const LONGEST: usize = 6;
    if term.len() < 3 || !term.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let is_syllable = |text: &str| !index.readings.beginning(&format!("{text} ")).is_empty();
    let is_beginning = |text: &str| !index.readings.beginning(text).is_empty();
    // the fewest syllables to each place
    let mut best: Vec<Option<(usize, usize, usize)>> = vec![Some((0, 0, 0))];
    for end in 1..=term.len() {
        let ways = (end.saturating_sub(LONGEST)..end).filter_map(|from| {
            let (count, ..) = best[from]?;
            let text = &term[from..end];
            let begun = end == term.len() && from > 0 && is_beginning(text);
            // a whole syllable before one that is only begun
            let (whole, begun) = (is_syllable(text), begun);
            (whole || begun).then_some((count + 1, usize::from(!whole), from))
        });
        best.push(ways.min());
    }
    let mut syllables = Vec::new();
    let mut end = term.len();
    while end > 0 {
        let (.., from) = best[end]?;
        syllables.push(&term[from..end]);
        end = from;
    }
    syllables.reverse();
    (syllables.len() > 1).then_some(syllables)
}

/// Chinese words given as what each pair of characters may be. All in one, where a text holds it; else pair by pair.
fn spoken(index: &Index, pairs: &[Vec<usize>], fit: f32) -> Vec<Atom> {
    let mut whole = Atom::new(1.0);
    whole.add(index, pairs, fit, None);
    let mut atoms = Vec::new();
    if !whole.is_empty() {
        atoms.push(whole);
    }
    if pairs.len() > 1 {
        let each = share(pairs.len());
        for pair in pairs.iter().filter(|pair| !pair.is_empty()) {
            let mut atom = Atom::new(each);
            atom.add(index, std::slice::from_ref(pair), fit, None);
            atoms.push(atom);
        }
    }
    atoms
}

/// What one of several overlapping pairs weighs, so that a run weighs what its characters do: two are a word.
#[expect(clippy::cast_precision_loss, reason = "a query is short")]
fn share(pairs: usize) -> f32 {
    (pairs + 1) as f32 / 2.0 / pairs as f32
}

/// The first letters of how a Chinese text is read from its beginning: `jqsb` for 鉴权失败.
fn initials(index: &Index, term: &str, atom: &mut Atom) {
    const LONGEST: usize = 8;
    let letters = term.as_bytes();
    if !(2..=LONGEST).contains(&letters.len()) || !letters.iter().all(u8::is_ascii_lowercase) {
        return;
    }
    let steps: Vec<Vec<usize>> = (letters.windows(2))
        .map(|pair| {
            let rows = index.readings.all().enumerate().filter(|(_, reading)| {
                let mut syllables = reading.split(' ').filter_map(|syllable| syllable.bytes().next());
                syllables.next() == Some(pair[0]) && syllables.next() == Some(pair[1])
            });
            rows.flat_map(|(row, _)| words_of(index, row)).collect()
        })
        .collect();
    atom.add(index, &steps, INITIALS, None);
    atom.matches.retain(|it| it.place.position == 0);
}

/// Words that were meant, with a typing error or two; the nearest.
fn mistyped(index: &Index, term: &str, atom: &mut Atom) {
    let letters = term.chars().count();
    let forgiven = match letters {
        0..4 => return,
        4..8 => 1,
        _ => 2,
    };
    let first = term.chars().next();
    let near = |word: &str| {
        let length = word.chars().count();
        if letters == 4 && word.chars().next() != first {
            return None;
        }
        // of a long word the beginning may be typed
        let beginning = if length > letters + forgiven && letters >= 6 { word.get(..term.len()) } else { Some(word) };
        let compared = beginning.filter(|word| word.chars().count().abs_diff(letters) <= forgiven)?;
        let distance = strsim::osa_distance(term, compared);
        (distance <= forgiven).then_some((distance, usize::from(compared.len() < word.len())))
    };
    let found: Vec<(usize, (usize, usize))> =
        (index.words.all().enumerate()).filter(|(_, word)| word.is_ascii()).filter_map(|(at, word)| Some((at, near(word)?))).collect();
    let Some(nearest) = found.iter().map(|(_, apart)| *apart).min() else { return };
    for (word, _) in found.iter().filter(|(_, apart)| *apart == nearest) {
        atom.add(index, &[vec![*word]], MISTYPED, None);
        let text = index.words.word(*word).to_owned();
        synonyms(index, &text, atom);
    }
}

/// Words that hold the term somewhere.
fn within(index: &Index, term: &str, atom: &mut Atom) {
    if term.len() < 3 {
        return;
    }
    let finder = memchr::memmem::Finder::new(term);
    let holding: Vec<usize> = (index.words.all().enumerate())
        .filter(|(_, word)| finder.find(word.as_bytes()).is_some())
        .map(|(at, _)| at)
        .collect();
    holding.into_iter().for_each(|word| atom.add(index, &[vec![word]], WITHIN, None));
}

/// The letters of the term stand in a word, in order and not too far apart.
fn scattered(index: &Index, term: &str, atom: &mut Atom) {
    let Some(letters) = i64::try_from(term.chars().count()).ok().filter(|letters| *letters >= 3) else { return };
    let matcher = SkimMatcherV2::default();
    for (at, word) in index.words.all().enumerate().filter(|(_, word)| word.len() > term.len()) {
        if matcher.fuzzy_match(word, term).is_some_and(|points| points >= SENSE * letters) {
            atom.add(index, &[vec![at]], SCATTERED, None);
        }
    }
}

fn han(index: &Index, unit: &Unit, of: usize) -> Vec<Atom> {
    let letters = unit.text.chars().count();
    let mut whole = Atom::new(weight(index, &unit.text));
    if letters < 2 {
        // one character says little; alone it is all there is
        if of == 1 {
            let holding: Vec<usize> =
                (index.words.all().enumerate()).filter(|(_, word)| word.contains(&unit.text)).map(|(at, _)| at).collect();
            holding.into_iter().for_each(|word| whole.add(index, &[vec![word]], WITHIN, None));
        }
        return vec![whole];
    }
    exactly(index, &unit.text, 1.0, &mut whole);
    synonyms(index, &unit.text, &mut whole);
    if unit.known {
        if whole.is_empty() {
            return homophones(index, &unit.text);
        }
        return vec![whole];
    }
    // no word of the catalogue: what pairs of its characters say
    let pairs = pairs(&unit.text);
    let each = share(pairs.len());
    let mut atoms = Vec::new();
    for pair in &pairs {
        let mut atom = Atom::new(each);
        exactly(index, pair, 1.0, &mut atom);
        synonyms(index, pair, &mut atom);
        if atom.is_empty() {
            atoms.extend(homophones(index, pair));
        } else {
            atoms.push(atom);
        }
    }
    atoms
}

/// Words that are read alike: a wrong character was picked.
fn homophones(index: &Index, text: &str) -> Vec<Atom> {
    let Some(syllables) = crate::search::pinyin::syllables(text).filter(|it| it.len() > 1) else { return Vec::new() };
    let pairs = syllables.windows(2).map(|pair| {
        let row = index.readings.find(&pair.join(" "));
        row.map(|row| words_of(index, row)).unwrap_or_default()
    });
    spoken(index, &pairs.collect::<Vec<_>>(), HOMOPHONE)
}

/// Where words stand one behind the other; each may be one of several.
fn phrase(index: &Index, steps: &[Vec<usize>]) -> Vec<Place> {
    let Some((first, more)) = steps.split_first() else { return Vec::new() };
    let mut found = all_places(index, first);
    for step in more {
        if found.is_empty() {
            return found;
        }
        let next = all_places(index, step);
        let mut ahead = next.iter().peekable();
        found = found
            .into_iter()
            .filter_map(|place| {
                let wanted = Place { position: place.position + 1, ..place };
                while ahead.next_if(|next| **next < wanted).is_some() {}
                (ahead.peek() == Some(&&wanted)).then_some(wanted)
            })
            .collect();
    }
    let back = u32::try_from(more.len()).unwrap_or(0);
    found.iter().map(|place| Place { position: place.position - back, ..*place }).collect()
}

fn all_places(index: &Index, words: &[usize]) -> Vec<Place> {
    let mut all: Vec<Place> = words.iter().flat_map(|word| places(index.words.bytes(*word))).collect();
    all.sort_unstable();
    all.dedup();
    all
}
