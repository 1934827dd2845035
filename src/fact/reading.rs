//! What a reader makes of one piece of evidence: facts, status codes it saw, and what came of checking it.

use serde::{Deserialize, Serialize};

use crate::clean::Clean;
use crate::fact::finding::Finding;
use crate::fact::observation::{Observation, Place};
use crate::fact::value::Key;
use crate::lang::{Str, Text};

/// All that a piece of evidence says. A reader does not fail: it returns what it understood and what it missed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Facts, in the order of the evidence. Holds the status code too where one of `sightings` stands alone.
    pub observations: Vec<(Key, Observation)>,
    /// Status codes of SCF, best first, each once; empty where the text is no failure of SCF
    pub sightings: Vec<Sighting>,
    /// Numbers that the platform states and the catalogue does not hold
    pub unlisted: Vec<Unlisted>,
    /// Where its words lead that name no code for sure
    pub leads: Vec<Lead>,
    /// What stands close to a pattern where no code is sure; never more than a hint
    pub guesses: Vec<Guess>,
    /// All of a short text in which no code is sure: it can be searched for
    pub unheard: Option<Clean>,
    /// Whose text it looks like, where it is not SCF's
    pub owner: Option<Owner>,
    /// What came of checking it, and what could not be read
    pub findings: Vec<Finding>,
}

impl Reading {
    /// Takes in what the same evidence says on a second reading; what it said already stands once.
    pub fn extend(&mut self, more: Self) {
        add(&mut self.observations, more.observations);
        add(&mut self.sightings, more.sightings);
        add(&mut self.unlisted, more.unlisted);
        add(&mut self.leads, more.leads);
        add(&mut self.guesses, more.guesses);
        add(&mut self.findings, more.findings);
        self.unheard = more.unheard.or_else(|| self.unheard.take());
        self.owner = more.owner.or_else(|| self.owner.take());
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, more: Vec<T>) {
    for entry in more {
        if !list.contains(&entry) {
            list.push(entry);
        }
    }
}

/// A status code that was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The status code
    pub code: u16,
    /// How sure it is
    pub certainty: Certainty,
    /// The words that say so, as they stand in the evidence
    pub because: Clean,
    /// Where they stand
    pub place: Place,
    /// What tells it from the other code that the same words belong to
    pub note: Option<Text>,
}

/// A number that the platform states as a status code, and that the catalogue does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted {
    /// The number
    pub number: u16,
    /// The words that say so
    pub because: Clean,
    /// Where they stand
    pub place: Place,
}

/// Words that say what happened without naming a code: they lead to a symptom of the guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// The symptom, by its id
    pub symptom: Str,
    /// The words
    pub because: Clean,
    /// Where they stand
    pub place: Place,
    /// What this is, and how it becomes a failure of SCF
    pub note: Option<Text>,
}

/// A code that a text may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The status code
    pub code: u16,
    /// The words that make one think of it
    pub because: Clean,
}

/// Whose text it is that is not SCF's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Owner {
    /// What it is called on a screen: `AWS`
    pub name: Text,
    /// One useful step there
    pub next: Text,
}

/// How sure a reader is of a status code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The words occur with other failures too
    Low,
    /// Most likely, though others say it as well
    Medium,
    /// The platform's own words or field
    High,
}
