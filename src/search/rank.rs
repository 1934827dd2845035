//! One ranking for codes, symptoms and short lists.

use crate::search::index::Index;
use crate::search::index::text::{Field, TextRef};
use crate::search::query;
use crate::search::resolve;
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

/// The codes that `query` finds, best first. An empty query finds every code, ascending.
#[must_use]
pub fn rank(index: &Index, query: &str, limit: Limit) -> Vec<Hit> {
    let units = query::units(index, query);
    let code = |at: usize| index.codes.get(at).and_then(|code| u16::try_from(code).ok());
    let hits: Vec<Hit> = if units.is_empty() {
        (0..index.codes.len()).filter_map(|at| Some(Hit { code: code(at)?, score: 0, text: None })).collect()
    } else {
        let fits = score::rank(index, &resolve::atoms(index, &units), Ranked::Codes);
        fits.into_iter().filter_map(|fit| Some(Hit { code: code(fit.item)?, score: points(fit), text: Some(fit.text) })).collect()
    };
    match limit {
        Limit::All => hits,
        Limit::First(count) => hits.into_iter().take(count).collect(),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "scores are small")]
fn points(fit: Fit) -> i64 {
    (fit.score * 1000.0) as i64
}
