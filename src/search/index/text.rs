//! What a text of the index is: of which entry, and which of its texts. The text itself stands in the catalogue.

use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::lang::Lang;
use crate::search::index::flat::Numbers;

/// Where a query was found. The order is the weight: the first weighs most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The number of a code
    Number,
    /// A name it was given
    Name,
    /// The capitals of a name
    Initials,
    /// What it is, in a few words
    Title,
    /// A word to find a code by
    Word,
    /// A text as it occurs
    Message,
    /// A word to find a symptom by
    Symptom,
    /// What is wrong
    Cause,
    /// What happened, or why a cause produces its code
    Meaning,
    /// A step of a fix
    Fix,
}

impl Field {
    const ALL: [Self; 10] = [
        Self::Number,
        Self::Name,
        Self::Initials,
        Self::Title,
        Self::Word,
        Self::Message,
        Self::Symptom,
        Self::Cause,
        Self::Meaning,
        Self::Fix,
    ];

    /// The word for it in the contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Initials => "initials",
            Self::Title => "title",
            Self::Word | Self::Symptom => "symptom",
            Self::Message => "message",
            Self::Cause => "cause",
            Self::Meaning => "meaning",
            Self::Fix => "fix",
        }
    }
}

/// The entry that a text belongs to, by its position in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A status code
    Code(usize),
    /// A symptom
    Symptom(usize),
    /// A cause
    Cause(usize),
}

/// A text of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextRef {
    /// Whose text it is
    pub entry: Entry,
    /// Which kind of text
    pub field: Field,
    /// Which of that kind
    pub nth: usize,
    /// In which language, where it exists in both
    pub lang: Lang,
}

impl TextRef {
    /// The text itself; `None` where it can be told by no text of the catalogue (a number, initials).
    #[must_use]
    pub fn of(self, catalogue: &Catalogue) -> Option<String> {
        let text = match self.entry {
            Entry::Code(at) => {
                let code = catalogue.codes().get(at)?;
                match self.field {
                    Field::Name | Field::Initials => code.names().nth(self.nth)?.to_owned(),
                    Field::Title => code.title.of(self.lang).to_owned(),
                    Field::Word => code.detail.open().words.get(self.nth)?.to_string(),
                    Field::Message => code.detail.open().messages.get(self.nth)?.to_string(),
                    Field::Meaning => code.detail.open().meaning.of(self.lang).to_owned(),
                    _ => code.number.to_string(),
                }
            }
            Entry::Symptom(at) => {
                let symptom = catalogue.symptoms().get(at)?;
                match self.field {
                    Field::Title => symptom.title.of(self.lang).to_owned(),
                    _ => symptom.words.get(self.nth)?.to_string(),
                }
            }
            Entry::Cause(at) => {
                let (_, cause) = catalogue.causes().nth(at)?;
                match self.field {
                    Field::Cause => cause.title.of(self.lang).to_owned(),
                    Field::Meaning => cause.remedy.open().because.of(self.lang).to_owned(),
                    _ => cause.remedy.open().fix.get(self.nth)?.text.of(self.lang).to_owned(),
                }
            }
        };
        Some(text)
    }
}

/// What each text is, eight bytes each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(in crate::search) struct Texts(Numbers);

/// Bits of the number of an entry; above them stands its kind.
const ENTRY_BITS: u32 = 30;
const ENTRY_MASK: u32 = (1 << ENTRY_BITS) - 1;

impl Texts {
    /// The text at `at`, and how many words it has.
    pub(in crate::search) fn get(&self, at: usize) -> Option<(TextRef, u32)> {
        let (entry, rest) = (self.0.get(2 * at)?, self.0.get(2 * at + 1)?);
        let number = (entry & ENTRY_MASK) as usize;
        let entry = match entry >> ENTRY_BITS {
            0 => Entry::Code(number),
            1 => Entry::Symptom(number),
            _ => Entry::Cause(number),
        };
        let field = Field::ALL.get((rest & 0xf) as usize).copied()?;
        let lang = if rest & 0x10 == 0 { Lang::En } else { Lang::Zh };
        let nth = ((rest >> 5) & 0xffff) as usize;
        Some((TextRef { entry, field, nth, lang }, rest >> 21))
    }

    /// Makes it of texts, each with its length in words.
    pub(super) fn new(texts: &[(TextRef, usize)]) -> Self {
        let small = |number: usize, most: u32| u32::try_from(number).unwrap_or(most).min(most);
        Self(
            texts
                .iter()
                .flat_map(|(text, length)| {
                    let (kind, number) = match text.entry {
                        Entry::Code(at) => (0, at),
                        Entry::Symptom(at) => (1, at),
                        Entry::Cause(at) => (2, at),
                    };
                    let lang = u32::from(text.lang == Lang::Zh) << 4;
                    let rest = text.field as u32 | lang | small(text.nth, 0xffff) << 5 | small(*length, 0x7ff) << 21;
                    [kind << ENTRY_BITS | small(number, ENTRY_MASK), rest]
                })
                .collect(),
        )
    }
}
