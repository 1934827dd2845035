//! One ranking for codes, symptoms and short lists.

use crate::search::index::{Field, Index, Prepared, any};
use crate::search::query::Query;
use crate::search::score;

/// A code that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The number
    pub code: u16,
    /// How well it fits; only comparable within one query
    pub score: i64,
    /// Where the best term was found
    pub field: Field,
}

/// How many hits are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Every one
    All,
    /// The best ones
    First(usize),
}

/// The codes that `query` finds, best first. An empty query finds every code, ascending.
#[must_use]
pub fn rank(index: &Index, query: &str, limit: Limit) -> Vec<Hit> {
    let query = Query::new(query);
    let texts = index.codes.iter().map(|(_, texts)| texts.as_slice());
    let found = score::rank(&query, texts);
    let hits = found.into_iter().map(|(at, score, field)| Hit { code: index.codes[at].0, score, field });
    match limit {
        Limit::All => hits.collect(),
        Limit::First(count) => hits.take(count).collect(),
    }
}

/// The positions of the symptoms that `query` finds, best first.
#[must_use]
pub fn rank_symptoms(index: &Index, query: &str) -> Vec<usize> {
    let query = Query::new(query);
    score::rank(&query, index.symptoms.iter().map(Vec::as_slice)).into_iter().map(|(at, ..)| at).collect()
}

/// The positions of the texts that `query` finds, best first: for short lists that are made at once.
#[must_use]
pub fn rank_texts(query: &str, texts: &[String]) -> Vec<usize> {
    let query = Query::new(query);
    let prepared: Vec<Vec<Prepared>> = texts
        .iter()
        .map(|text| {
            let mut prepared = Vec::new();
            any(Field::Title, text, &mut prepared);
            prepared
        })
        .collect();
    score::rank(&query, prepared.iter().map(Vec::as_slice)).into_iter().map(|(at, ..)| at).collect()
}

/// The characters of `text`, by position, that `query` matches: those that are lit.
#[must_use]
pub fn marks(query: &str, text: &str) -> Vec<usize> {
    score::marks(&Query::new(query), text)
}
