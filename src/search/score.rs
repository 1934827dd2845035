//! How well a query fits a text: exact above prefix above substring above a typing error above fuzzy.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::search::index::{Field, Prepared};
use crate::search::query::{Query, narrow};

/// Between two kinds of fit; the weight of the field decides within one.
const TIER: i64 = 1_000;
const EXACT: i64 = 6 * TIER;
const PREFIX: i64 = 5 * TIER;
const WORD: i64 = 4 * TIER;
const SUBSTRING: i64 = 3 * TIER;
const TYPO: i64 = 2 * TIER;
const FUZZY: i64 = TIER;

/// The score a letter of a fuzzy match must bring on average: below, letters lie about without sense.
const SENSE: i64 = 19;

/// What was found: the position of the item, its score, and where the best term was found.
pub(super) type Found = (usize, i64, Field);

/// The items that the query finds, best first, in their own order where they fit alike.
pub(super) fn rank<'a>(query: &Query, items: impl Iterator<Item = &'a [Prepared]>) -> Vec<Found> {
    let matcher = SkimMatcherV2::default();
    let scored = items.enumerate().map(|(at, texts)| (at, score(query, texts, &matcher)));
    let mut found: Vec<(usize, Score)> = scored.filter(|(_, score)| score.held > 0 || query.terms.is_empty()).collect();
    if found.iter().any(|(_, score)| score.held == query.terms.len()) {
        found.retain(|(_, score)| score.held == query.terms.len());
    }
    found.sort_by_key(|(at, score)| (std::cmp::Reverse((score.held, score.points)), *at));
    found.into_iter().map(|(at, score)| (at, score.points, score.field)).collect()
}

struct Score {
    /// How many terms were found
    held: usize,
    points: i64,
    field: Field,
}

fn score(query: &Query, texts: &[Prepared], matcher: &SkimMatcherV2) -> Score {
    let best_by = |fit: &dyn Fn(&Prepared) -> Option<i64>| {
        let fits = texts.iter().filter_map(|text| fit(text).map(|points| (points, text.field)));
        fits.max_by_key(|(points, field)| (*points, std::cmp::Reverse(*field)))
    };
    // each way is weaker and dearer than the one before, so it is tried only where that one found nothing
    let best = |term: &str| {
        best_by(&|text| literal(term, text))
            .or_else(|| best_by(&|text| mistyped(term, text)))
            .or_else(|| best_by(&|text| scattered(term, text, matcher)))
    };
    let mut sum = Score { held: 0, points: 0, field: Field::Number };
    let mut top = i64::MIN;
    for (points, field) in query.terms.iter().filter_map(|term| best(term)) {
        sum.held += 1;
        sum.points += points;
        if points > top {
            (top, sum.field) = (points, field);
        }
    }
    if query.terms.len() > 1 {
        sum.points /= i64::try_from(query.terms.len()).unwrap_or(1);
        // words written apart are looked for in one piece too: `port binding failed`
        if let Some((points, field)) =
            best(&query.whole).filter(|(points, _)| *points > sum.points && *points >= SUBSTRING)
        {
            sum = Score { held: query.terms.len(), points, field };
        }
    }
    sum
}

fn weight(field: Field) -> i64 {
    100 * (8 - field as i64)
}

/// The term stands in the text as it is.
fn literal(term: &str, text: &Prepared) -> Option<i64> {
    let weight = weight(text.field);
    let spoken = matches!(text.field, Field::Pinyin | Field::Initials);
    if spoken && (!term.is_ascii() || term.len() < 2) {
        return None;
    }
    if text.compact == term {
        return Some(EXACT + weight);
    }
    if text.compact.starts_with(term) {
        return Some(PREFIX + weight);
    }
    if text.field == Field::Number {
        return None;
    }
    if text.words.iter().any(|start| text.compact[*start..].starts_with(term)) {
        return Some(WORD + weight);
    }
    let within = text.field != Field::Pinyin && (term.len() > 2 || !term.is_ascii());
    (within && text.compact.contains(term)).then_some(SUBSTRING + weight)
}

/// A word of the text was meant, with a typing error or two.
fn mistyped(term: &str, text: &Prepared) -> Option<i64> {
    typo(term, text).map(|distance| TYPO + weight(text.field) - 100 * distance)
}

/// The letters of the term stand in a short text, in order and not too far apart.
fn scattered(term: &str, text: &Prepared, matcher: &SkimMatcherV2) -> Option<i64> {
    let short_text = matches!(text.field, Field::Name | Field::Title | Field::Symptom);
    let (points, _) = short_text.then(|| fuzzy(matcher, &text.compact, term)).flatten()?;
    Some(FUZZY + weight(text.field) + points.min(99))
}

/// How far a term is from a word of the text, where it is near enough to be meant.
fn typo(term: &str, text: &Prepared) -> Option<i64> {
    let letters = term.chars().count();
    let forgiven = match letters {
        0..5 => return None,
        5..8 => 1,
        _ => 2,
    };
    let near = |word: &str| {
        let close = word.chars().count().abs_diff(letters) <= forgiven;
        let distance = if close { strsim::osa_distance(term, word) } else { usize::MAX };
        (distance <= forgiven).then_some(distance)
    };
    // a name is written in one piece, and often only its beginning
    let beginning = text.compact.get(..term.len()).unwrap_or(&text.compact);
    let whole = (text.field == Field::Name).then(|| near(beginning)).flatten();
    let words = (0..text.words.len()).filter_map(|at| near(text.word(at)));
    words.chain(whole).min().and_then(|distance| i64::try_from(distance).ok())
}

/// The one call into the fuzzy matcher: the score and the matched characters, where the match makes sense.
fn fuzzy(matcher: &SkimMatcherV2, text: &str, term: &str) -> Option<(i64, Vec<usize>)> {
    let letters = i64::try_from(term.chars().count()).ok().filter(|letters| *letters >= 3)?;
    matcher.fuzzy_indices(text, term).filter(|(points, _)| *points >= SENSE * letters)
}

/// The characters of `text` that the query matches, ascending.
pub(super) fn marks(query: &Query, text: &str) -> Vec<usize> {
    // letters and digits of the text, each with the position of its character
    let letters: Vec<(usize, char)> =
        text.chars().map(narrow).enumerate().filter(|(_, c)| c.is_alphanumeric()).collect();
    let folded: Vec<char> = letters.iter().map(|(_, c)| c.to_lowercase().next().unwrap_or(*c)).collect();
    let mut marked = Vec::new();
    let whole = std::iter::once(&query.whole).filter(|_| query.terms.len() > 1);
    for term in query.terms.iter().chain(whole) {
        let term: Vec<char> = term.chars().collect();
        if let Some(start) = folded.windows(term.len().max(1)).position(|window| window == term) {
            marked.extend(letters[start..start + term.len()].iter().map(|(position, _)| *position));
        }
    }
    if let ([term], []) = (query.terms.as_slice(), marked.as_slice()) {
        let text: String = folded.iter().collect();
        let found = fuzzy(&SkimMatcherV2::default(), &text, term);
        marked.extend(
            found
                .into_iter()
                .flat_map(|(_, indices)| indices)
                .filter_map(|at| letters.get(at).map(|(position, _)| *position)),
        );
    }
    marked.sort_unstable();
    marked.dedup();
    marked
}
