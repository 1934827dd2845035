//! Status codes: what a table of all codes shows, and the rest packed.

use serde::{Deserialize, Serialize};

use crate::catalogue::cause::CauseId;
use crate::catalogue::condition::Condition;
use crate::catalogue::question::QuestionId;
use crate::catalogue::reference::{ReferenceId, SourceId};
use crate::catalogue::store::packed::Packed;
use crate::lang::{Str, Text};
use crate::matching::pattern::Sharing;

/// A status code: what a table of all codes shows, and the rest packed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Code {
    /// The number, as in the log's `SCF_StatusCode`
    pub number: u16,
    /// The official name
    pub name: Str,
    /// Who else answers with this number
    pub shared: Sharing,
    /// Other names it was given over the years
    pub also: Vec<Str>,
    /// What it is, in a few words
    pub title: Text,
    /// When in the life of a call it happens
    pub phase: Phase,
    /// Who has to change something
    pub fault: Vec<Blame>,
    /// What becomes of the instance
    pub instance: Instance,
    /// Most likely first
    pub causes: Vec<CauseId>,
    /// Questions to ask before all others
    pub first: Vec<QuestionId>,
    /// Stands on the domestic page only
    pub domestic_only: bool,
    /// The user's file it came from; `None` for the built-in catalogue
    pub from: Option<Str>,
    /// The rest
    pub detail: Packed<Detail>,
}

impl Code {
    /// Whether a text can state its number: a status has three digits.
    #[must_use]
    pub const fn is_readable(&self) -> bool {
        matches!(self.number, 100..=999)
    }

    /// Every name it was given, the official one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.also.iter().map(Str::as_str))
    }
}

/// A name of a code as it is compared: case, blanks and punctuation folded.
#[must_use]
pub fn fold_name(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What is said of a code in full.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Detail {
    /// Whether repeating helps
    pub retry: Retry,
    /// What happened
    pub meaning: Text,
    /// Texts as they occur; `N` stands for a number
    pub messages: Vec<Str>,
    /// What sets it apart from another code of the same name
    pub unlike: Option<Text>,
    /// Numbers that bear on it
    pub limits: Vec<Limit>,
    /// What no cause explains although every question is answered
    pub unexplained: Vec<Unexplained>,
    /// What else one should know
    pub notes: Vec<Text>,
    /// Tables to show with it
    pub references: Vec<ReferenceId>,
    /// Neighbours that are taken for it
    pub related: Vec<u16>,
    /// Pages to open, the official one first
    pub links: Vec<SourceId>,
    /// Where the entry was read
    pub sources: Vec<SourceId>,
    /// More words to find it by
    pub words: Vec<Str>,
}

/// When in the life of a call a code happens; our own sorting, the official page gives none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Nothing failed
    Ok,
    /// The platform checks the call
    Admission,
    /// It looks for room
    Scheduling,
    /// It fetches the image
    Pull,
    /// It loads the code
    Load,
    /// The container starts
    Init,
    /// The function works
    Run,
    /// The result goes back
    Response,
    /// Somebody stopped waiting
    Cancelled,
    /// The platform itself
    Platform,
}

/// Who has to change something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Blame {
    /// Whoever calls
    Caller,
    /// The function's code
    Code,
    /// The function's settings
    Config,
    /// A quota of the account
    Quota,
    /// The account and its money
    Billing,
    /// The rights of the caller or the role
    Permission,
    /// The platform itself
    Platform,
}

/// What becomes of the instance after the failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Instance {
    /// It is taken back; the next call starts cold
    Recycled,
    /// It stays
    Kept,
    /// No source says
    NotStated,
}

/// Whether repeating helps, by way of repeating.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Retry {
    /// A person calls again
    pub hand: Text,
    /// A synchronous call
    pub sync: Text,
    /// An asynchronous call, repeated by the platform
    pub r#async: Text,
}

/// Answers after which no cause is left, and why that is honest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Unexplained {
    /// Where it is so
    pub when: Condition,
    /// Why nothing can be concluded, and what to do
    pub because: Text,
}

/// A number that bears on a code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Limit {
    /// What is limited
    pub name: Text,
    /// to what
    pub value: Text,
}
