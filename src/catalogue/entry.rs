//! Kinds of entries: what a catalogue file is made of, and what each is called.

use serde::{Deserialize, Serialize};

use crate::lang::{Str, Text, Wording};

/// A kind of entry of a catalogue file, or of the list of recorded cases; in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EntryKind {
    /// A word of the vocabulary
    Fact,
    /// A page or work that something was read in
    Source,
    /// A status code
    Code,
    /// What may be wrong
    Cause,
    /// What is asked
    Question,
    /// A choice under a question
    Answer,
    /// A part of the guide
    Group,
    /// What a person sees who has no code
    Symptom,
    /// A table that belongs to several codes
    Reference,
    /// Arithmetic over facts
    Sum,
    /// Words that phrases name
    List,
    /// Words of a message and what they say
    Pattern,
    /// Whose errors look alike
    Foreign,
    /// A recorded case
    Drill,
}

/// Where an entry is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Written {
    /// What it is
    pub kind: EntryKind,
    /// Its name; the number of a code
    pub slug: Str,
    /// The line it begins at, from 1
    pub line: u32,
}

impl EntryKind {
    /// What the section of this name is made of.
    #[must_use]
    pub fn of_section(section: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| !section.is_empty() && kind.section() == section)
    }

    /// The section of a file that holds such entries; none where they stand within others.
    #[must_use]
    pub const fn section(self) -> &'static str {
        match self {
            Self::Fact => "facts",
            Self::Source => "sources",
            Self::Code => "codes",
            Self::Cause => "causes",
            Self::Question => "questions",
            Self::Sum => "sums",
            Self::Group => "guide",
            Self::Symptom => "symptoms",
            Self::Reference => "references",
            Self::List => "lists",
            Self::Pattern => "patterns",
            Self::Foreign => "foreign",
            Self::Answer | Self::Drill => "",
        }
    }

    /// All of them, in the order of a file.
    pub const ALL: [Self; 14] = [
        Self::Fact,
        Self::Source,
        Self::Code,
        Self::Cause,
        Self::Question,
        Self::Answer,
        Self::Sum,
        Self::Group,
        Self::Symptom,
        Self::Reference,
        Self::List,
        Self::Pattern,
        Self::Foreign,
        Self::Drill,
    ];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> Text {
        let (en, zh) = match self {
            Self::Fact => ("fact", "事实"),
            Self::Source => ("source", "来源"),
            Self::Code => ("code", "状态码"),
            Self::Cause => ("cause", "原因"),
            Self::Question => ("question", "问题"),
            Self::Answer => ("answer", "回答"),
            Self::Group => ("group", "问题分组"),
            Self::Symptom => ("symptom", "现象"),
            Self::Reference => ("reference", "对照表"),
            Self::Sum => ("sum", "算式"),
            Self::List => ("list", "词表"),
            Self::Pattern => ("pattern", "报错模式"),
            Self::Foreign => ("foreign entry", "别家文本"),
            Self::Drill => ("drill", "案例"),
        };
        Text { en: Wording::fixed(en), zh: Wording::fixed(zh) }
    }
}
