//! Finding a code, a symptom or an action: one ranking for the screen and the command line.
//!
//! Every text is prepared once: folded to lower case, cut into words, Chinese also read as pinyin. A query is cut into
//! terms; all must be found, in any order, and where nothing holds all of them those that hold most come first.

pub mod named;
mod pinyin;
mod score;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::catalogue::Catalogue;
use crate::lang::Text;
use crate::search::score::{Prepared, Query};

/// The longest query that is looked at, in characters.
const MAX_QUERY: usize = 256;

/// Where a query was found. The order is the weight: the first weighs most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Field {
    Number,
    Name,
    Title,
    Message,
    Symptom,
    Initials,
    Pinyin,
    Cause,
}

impl Field {
    /// The word for it in the contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Title => "title",
            Self::Message => "message",
            Self::Symptom => "symptom",
            Self::Initials => "initials",
            Self::Pinyin => "pinyin",
            Self::Cause => "cause",
        }
    }
}

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

/// A catalogue, prepared for searching.
#[derive(Clone, Debug, Default)]
pub struct Index {
    codes: Vec<(u16, Vec<Prepared>)>,
    symptoms: Vec<Vec<Prepared>>,
}

impl Index {
    /// Prepares every text that a code or a symptom can be found by.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut of_code: BTreeMap<u16, Vec<Prepared>> = BTreeMap::new();
        let mut symptoms = Vec::new();
        for symptom in catalogue.symptoms() {
            let mut texts = both(Field::Symptom, &symptom.title);
            symptom.words.iter().for_each(|word| any(Field::Symptom, word, &mut texts));
            for code in &symptom.codes {
                of_code.entry(*code).or_default().extend(texts.iter().cloned());
            }
            symptoms.push(texts);
        }
        let codes = catalogue.codes().iter().map(|code| {
            let mut texts = vec![Prepared::new(Field::Number, &code.number.to_string())];
            for name in std::iter::once(&code.name).chain(&code.also) {
                texts.push(Prepared::new(Field::Name, name));
                texts.push(Prepared::new(Field::Initials, &capitals(name)));
            }
            texts.extend(both(Field::Title, &code.title));
            let detail = code.detail.open();
            texts.extend(detail.messages.iter().map(|message| Prepared::new(Field::Message, message)));
            detail.words.iter().for_each(|word| any(Field::Symptom, word, &mut texts));
            for id in &code.causes {
                let title = &catalogue.cause(*id).title;
                texts.extend([&title.en, &title.zh].map(|text| Prepared::new(Field::Cause, text)));
            }
            texts.append(&mut of_code.remove(&code.number).unwrap_or_default());
            (code.number, texts)
        });
        Self { codes: codes.collect(), symptoms }
    }

    /// Whether nothing was prepared yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }
}

/// The codes that `query` finds, best first. An empty query finds every code, ascending.
#[must_use]
pub fn rank(index: &Index, query: &str, limit: Limit) -> Vec<Hit> {
    let query = Query::new(query, MAX_QUERY);
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
    let query = Query::new(query, MAX_QUERY);
    score::rank(&query, index.symptoms.iter().map(Vec::as_slice)).into_iter().map(|(at, ..)| at).collect()
}

/// The positions of the texts that `query` finds, best first: for short lists that are made at once.
#[must_use]
pub fn rank_texts(query: &str, texts: &[String]) -> Vec<usize> {
    let query = Query::new(query, MAX_QUERY);
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
    score::marks(&Query::new(query, MAX_QUERY), text)
}

fn both(field: Field, text: &Text) -> Vec<Prepared> {
    let mut texts = Vec::new();
    any(field, &text.en, &mut texts);
    any(field, &text.zh, &mut texts);
    texts
}

/// A text, and its reading where it is Chinese.
fn any(field: Field, text: &str, texts: &mut Vec<Prepared>) {
    texts.push(Prepared::new(field, text));
    if let Some(read) = pinyin::read(text) {
        texts.push(Prepared::new(Field::Initials, &read.initials));
        texts.push(Prepared::new(Field::Pinyin, &read.syllables));
    }
}

/// `PortBindingFailed` -> `PBF`
fn capitals(name: &str) -> String {
    name.chars().filter(char::is_ascii_uppercase).collect()
}
