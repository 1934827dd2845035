//! One ranking for codes, symptoms and short lists.

use std::sync::Arc;

use crate::search::index::Index;
use crate::search::index::text::{Field, TextRef};
use crate::search::marker::Marker;
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

/// What a query finds.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Best first
    pub hits: Arc<[Hit]>,
    /// What is lit
    pub marker: Arc<Marker>,
}

/// What was searched for while a query is typed: a key looks for the last word only, and one that is taken back for
/// nothing. For one index.
#[derive(Clone, Debug, Default)]
pub struct Searches {
    resolved: Resolved,
    /// The queries that the last one begins with, and what they found; shorter ones first
    kept: Vec<(String, Found)>,
}

impl Searches {
    /// The codes that `query` finds. An empty query finds every code, ascending.
    pub fn find(&mut self, index: &Index, query: &str) -> Found {
        self.kept.retain(|(known, _)| query.starts_with(known.as_str()));
        if let Some((_, found)) = self.kept.last().filter(|(known, _)| known == query) {
            return found.clone();
        }
        let (hits, marker) = search(index, query, &mut self.resolved);
        let found = Found { hits: hits.into(), marker: Arc::new(marker) };
        self.kept.push((query.to_owned(), found.clone()));
        while self.kept.iter().map(|(_, found)| found.hits.len()).sum::<usize>() > MOST_KEPT && self.kept.len() > 1 {
            self.kept.remove(0);
        }
        found
    }
}

/// The codes that `query` finds, best first. An empty query finds every code, ascending.
#[must_use]
pub fn rank(index: &Index, query: &str, limit: Limit) -> Vec<Hit> {
    let (mut hits, _) = search(index, query, &mut Resolved::default());
    if let Limit::First(count) = limit {
        hits.truncate(count);
    }
    hits
}

fn search(index: &Index, query: &str, resolved: &mut Resolved) -> (Vec<Hit>, Marker) {
    let units = query::units(index, query);
    let code = |at: usize| index.codes.get(at).and_then(|code| u16::try_from(code).ok());
    if units.is_empty() {
        let all = (0..index.codes.len()).filter_map(|at| Some(Hit { code: code(at)?, score: 0, text: None }));
        return (all.collect(), Marker::default());
    }
    let atoms = resolved.atoms(index, &units);
    let fits = score::rank(index, &atoms, Ranked::Codes).into_iter();
    let hit = |fit: Fit| Some(Hit { code: code(fit.item)?, score: points(fit), text: Some(fit.text) });
    (fits.filter_map(hit).collect(), Marker::of(&atoms))
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
