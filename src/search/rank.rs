//! One ranking for codes, symptoms and short lists.

use std::sync::Arc;

use crate::search::index::Index;
use crate::search::index::text::{Field, TextRef};
use crate::search::query;
use crate::search::resolve::Resolved;
use crate::search::score::{self, Fit, Ranked};

/// A code that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The number
    pub code: u16,
    /// How well it fits; only comparable within one query
    pub score: i64,
    /// The text that fits best; `None` for an empty query
    pub text: Option<TextRef>,
}

impl Hit {
    /// Where it was found.
    #[must_use]
    pub fn field(self) -> Field {
        self.text.map_or(Field::Number, |text| text.field)
    }
}

/// How many hits are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Every one
    All,
    /// The best ones
    First(usize),
}

/// The most hits that are kept for keys that are taken back.
const MOST_KEPT: usize = 20_000;

/// What was searched for while a query is typed: a key looks for the last word only, and one that is taken back for
/// nothing. For one index.
#[derive(Clone, Debug, Default)]
pub struct Searches {
    resolved: Resolved,
    /// The queries that the last one begins with, and what they found; shorter ones first
    kept: Vec<(String, Arc<[Hit]>)>,
}

impl Searches {
    /// The codes that `query` finds, best first. An empty query finds every code, ascending.
    pub fn find(&mut self, index: &Index, query: &str) -> Arc<[Hit]> {
        self.kept.retain(|(known, _)| query.starts_with(known.as_str()));
        if let Some((_, hits)) = self.kept.last().filter(|(known, _)| known == query) {
            return Arc::clone(hits);
        }
        let hits: Arc<[Hit]> = search(index, query, &mut self.resolved).into();
        self.kept.push((query.to_owned(), Arc::clone(&hits)));
        while self.kept.iter().map(|(_, hits)| hits.len()).sum::<usize>() > MOST_KEPT && self.kept.len() > 1 {
            self.kept.remove(0);
        }
        hits
    }
}

/// The codes that `query` finds, best first. An empty query finds every code, ascending.
#[must_use]
pub fn rank(index: &Index, query: &str, limit: Limit) -> Vec<Hit> {
    let mut hits = search(index, query, &mut Resolved::default());
    if let Limit::First(count) = limit {
        hits.truncate(count);
    }
    hits
}

fn search(index: &Index, query: &str, resolved: &mut Resolved) -> Vec<Hit> {
    let units = query::units(index, query);
    let code = |at: usize| index.codes.get(at).and_then(|code| u16::try_from(code).ok());
    if units.is_empty() {
        return (0..index.codes.len()).filter_map(|at| Some(Hit { code: code(at)?, score: 0, text: None })).collect();
    }
    let fits = score::rank(index, &resolved.atoms(index, &units), Ranked::Codes).into_iter();
    fits.filter_map(|fit| Some(Hit { code: code(fit.item)?, score: points(fit), text: Some(fit.text) })).collect()
}

/// The positions of the symptoms that `query` finds, best first, each with its score.
#[must_use]
pub fn rank_symptoms(index: &Index, query: &str) -> Vec<(usize, i64)> {
    let units = query::units(index, query);
    let fits = score::rank(index, &Resolved::default().atoms(index, &units), Ranked::Symptoms);
    fits.into_iter().map(|fit| (fit.item, points(fit))).collect()
}

/// The positions of the texts that `query` finds, best first, each with its score: for short lists that are made at once.
#[must_use]
pub fn rank_texts(query: &str, texts: &[String]) -> Vec<(usize, i64)> {
    rank_symptoms(&Index::of_texts(texts), query)
}

#[expect(clippy::cast_possible_truncation, reason = "scores are small")]
fn points(fit: Fit) -> i64 {
    (fit.score * 1000.0) as i64
}
