//! The index: every text that a code or a symptom can be found by, prepared once.

use std::collections::BTreeMap;

use crate::catalogue::Catalogue;
use crate::lang::Text;
use crate::search::pinyin;
use crate::search::query::narrow;

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

/// A text, ready to be searched.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    pub(super) field: Field,
    /// Letters and digits only, in lower case
    pub(super) compact: String,
    /// Where words begin in it, in bytes
    pub(super) words: Vec<usize>,
}

impl Prepared {
    pub(super) fn new(field: Field, text: &str) -> Self {
        let (mut compact, mut words) = (String::with_capacity(text.len()), Vec::new());
        let (mut inside, mut lower) = (false, false);
        for c in text.chars().map(narrow) {
            if !c.is_alphanumeric() {
                inside = false;
                continue;
            }
            // a capital behind a small letter begins a word, and so does every Chinese character
            if !inside || (c.is_uppercase() && lower) || !c.is_ascii() {
                words.push(compact.len());
            }
            (inside, lower) = (true, !c.is_uppercase());
            compact.extend(c.to_lowercase());
        }
        Self { field, compact, words }
    }

    pub(super) fn word(&self, at: usize) -> &str {
        let end = self.words.get(at + 1).copied().unwrap_or(self.compact.len());
        &self.compact[self.words[at]..end]
    }
}

/// A catalogue, prepared for searching.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub(super) codes: Vec<(u16, Vec<Prepared>)>,
    pub(super) symptoms: Vec<Vec<Prepared>>,
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

fn both(field: Field, text: &Text) -> Vec<Prepared> {
    let mut texts = Vec::new();
    any(field, &text.en, &mut texts);
    any(field, &text.zh, &mut texts);
    texts
}

/// A text, and its reading where it is Chinese.
pub(super) fn any(field: Field, text: &str, texts: &mut Vec<Prepared>) {
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
