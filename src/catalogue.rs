//! All that the program knows, with every reference resolved: what is written is in [`source`], what is true is here.
//!
//! A `Catalogue` is made by [`lay::lay`] alone, so that an id always leads somewhere.

pub mod check;
pub mod condition;
pub mod drill;
mod encoded;
pub mod fault;
pub mod harmless;
pub mod lay;
mod lazy;
pub mod locate;
pub mod named;
pub mod origin;
pub mod packed;
pub mod path;
pub mod reference;
pub mod source;
pub mod sum;
pub mod symptom;
pub mod tree;
mod vocabulary;

use serde::{Deserialize, Serialize};

use crate::catalogue::condition::Rules;
use crate::catalogue::lazy::Lazy;
use crate::catalogue::packed::Packed;
use crate::catalogue::reference::{Reference, Source};
use crate::catalogue::sum::Sum;
use crate::catalogue::symptom::Symptom;
use crate::catalogue::tree::{Asking, Group};
pub use crate::catalogue::vocabulary::{Declared, Kind, Word};
use crate::fact::{Key, Value};
use crate::lang::{Str, Text};
use crate::matching::pattern::Patterns;

/// A cause of some catalogue; made only by `lay`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CauseId(u16);

/// A question of some catalogue; made only by `lay`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QuestionId(u16);

/// A table that several codes show; made only by `lay`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceId(u16);

/// A page or work that something was read in; made only by `lay`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SourceId(u16);

/// Everything the program knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Catalogue {
    codes: Vec<Code>,
    causes: Vec<Cause>,
    sources: Vec<Source>,
    placeholders: Vec<(Key, Str)>,
    facts: Lazy<Vec<Declared>>,
    questions: Lazy<Vec<Question>>,
    groups: Lazy<Vec<Group>>,
    asking: Lazy<Vec<Asking>>,
    symptoms: Lazy<Vec<Symptom>>,
    references: Lazy<Vec<Reference>>,
    sums: Lazy<Vec<Sum>>,
    patterns: Lazy<Patterns>,
}

impl Catalogue {
    /// The vocabulary, in the order of the keys.
    #[must_use]
    pub fn facts(&self) -> &[Declared] {
        self.facts.get()
    }

    /// What the vocabulary says of `key`.
    #[must_use]
    pub fn fact(&self, key: &str) -> Option<&Declared> {
        let facts = self.facts();
        facts.binary_search_by(|declared| declared.key.as_str().cmp(key)).ok().map(|at| &facts[at])
    }

    /// The fact that holds the status code; the first where a file declares several.
    #[must_use]
    pub fn code_fact(&self) -> Option<&Key> {
        self.facts().iter().find(|declared| declared.kind == Kind::Code).map(|declared| &declared.key)
    }

    /// What stands for a fact in a command while nobody knows it.
    #[must_use]
    pub fn placeholder(&self, key: &str) -> Option<&str> {
        let found = self.placeholders.binary_search_by(|(known, _)| known.as_str().cmp(key)).ok();
        found.map(|at| self.placeholders[at].1.as_str())
    }

    /// All status codes, ascending.
    #[must_use]
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// The entry of a status code.
    #[must_use]
    pub fn code(&self, number: u16) -> Option<&Code> {
        self.codes.binary_search_by_key(&number, |code| code.number).ok().map(|at| &self.codes[at])
    }

    /// All causes with their ids.
    pub fn causes(&self) -> impl Iterator<Item = (CauseId, &Cause)> {
        (0..).map(CauseId).zip(&self.causes)
    }

    /// One cause.
    #[must_use]
    pub fn cause(&self, id: CauseId) -> &Cause {
        &self.causes[usize::from(id.0)]
    }

    /// All questions with their ids.
    pub fn questions(&self) -> impl Iterator<Item = (QuestionId, &Question)> {
        (0..).map(QuestionId).zip(self.questions.get())
    }

    /// One question.
    #[must_use]
    pub fn question(&self, id: QuestionId) -> &Question {
        &self.questions.get()[usize::from(id.0)]
    }

    /// The question that settles `key`.
    #[must_use]
    pub fn question_of(&self, key: &Key) -> Option<QuestionId> {
        self.questions().find(|(_, question)| question.fact == *key).map(|(id, _)| id)
    }

    /// The guide as written, for drawing.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        self.groups.get()
    }

    /// The guide as walked: every question once, in order, with the answers it depends on.
    #[must_use]
    pub fn asking(&self) -> &[Asking] {
        self.asking.get()
    }

    /// The arithmetic, as written.
    #[must_use]
    pub fn sums(&self) -> &[Sum] {
        self.sums.get()
    }

    /// The patterns of messages.
    #[must_use]
    pub fn patterns(&self) -> &Patterns {
        self.patterns.get()
    }

    /// All symptoms, as written.
    #[must_use]
    pub fn symptoms(&self) -> &[Symptom] {
        self.symptoms.get()
    }

    /// The symptom with this id.
    #[must_use]
    pub fn symptom(&self, slug: &str) -> Option<&Symptom> {
        self.symptoms().iter().find(|symptom| *symptom.slug == *slug)
    }

    /// All tables.
    #[must_use]
    pub fn references(&self) -> &[Reference] {
        self.references.get()
    }

    /// All sources.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// One table.
    #[must_use]
    pub fn reference(&self, id: ReferenceId) -> &Reference {
        &self.references.get()[usize::from(id.0)]
    }

    /// One source.
    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[usize::from(id.0)]
    }
}

/// A status code: what a table of all codes shows, and the rest packed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Code {
    /// The number, as in the log's `SCF_StatusCode`
    pub number: u16,
    /// The official name
    pub name: Str,
    /// Other names it was given over the years
    pub also: Vec<Str>,
    /// What it is, in a few words
    pub title: Text,
    /// When in the life of a call it happens
    pub phase: Phase,
    /// Who has to change something
    pub fault: Vec<Fault>,
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
pub enum Fault {
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

/// A number that bears on a code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Limit {
    /// What is limited
    pub name: Text,
    /// to what
    pub value: Text,
}

/// What may be wrong: what grading and lists need, and the rest packed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Cause {
    /// Its name in files and for programs
    pub slug: Str,
    /// What is wrong, as a statement
    pub title: Text,
    /// The user's file it came from; `None` for the built-in catalogue
    pub from: Option<Str>,
    /// How facts grade it
    pub rules: Packed<Rules>,
    /// Why it is so, and what to do
    pub remedy: Packed<Remedy>,
}

/// Why a cause produces its code, and how to repair it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Remedy {
    /// Why this produces the code
    pub because: Text,
    /// What to do, in order
    pub fix: Vec<Step>,
    /// How to see that it is repaired
    pub verify: Option<Step>,
    /// How to take the fix back
    pub undo: Option<Step>,
    /// What stops the bleeding meanwhile
    pub stopgap: Option<Stopgap>,
    /// "Not this, if …"
    pub unlike: Vec<Text>,
    /// Where it was read
    pub sources: Vec<SourceId>,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Step {
    /// What to do
    pub text: Text,
    /// The shell command that does it, with `%{key}` for the user's own values
    pub run: Option<Str>,
    /// The content of a file, or a code sample
    pub show: Option<Str>,
}

/// What stops the bleeding, and what it costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Stopgap {
    /// What to do
    pub step: Step,
    /// What one pays for it
    pub cost: Text,
}

/// A question that settles one fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Question {
    /// Its name in files and for programs
    pub slug: Str,
    /// The fact that the answer settles
    pub fact: Key,
    /// The question
    pub ask: Text,
    /// What finding out takes
    pub effort: Effort,
    /// The answers to choose from, at most nine; empty where the fact is a status code
    pub answers: Vec<Choice>,
    /// The user's file it came from; `None` for the built-in catalogue
    pub from: Option<Str>,
    /// Why it is asked, and how to find out
    pub hints: Packed<Hints>,
}

/// Why a question is asked, and how to find the answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Hints {
    /// What the answer separates
    pub why: Text,
    /// The quickest way to find out, first
    pub find_out: Vec<Step>,
}

/// What finding out takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effort {
    /// A look at something at hand
    Seconds,
    /// A few commands
    Minutes,
    /// A deploy
    Redeploy,
    /// Rights that not everyone has
    Rights,
}

/// One answer to a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Choice {
    /// The value that the fact then has
    pub value: Value,
    /// What a person reads
    pub label: Text,
}
