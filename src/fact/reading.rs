//! What a reader makes of one piece of evidence: facts, status codes it saw, and what came of checking it.

use serde::{Deserialize, Serialize};

use crate::clean::Clean;
use crate::fact::finding::Finding;
use crate::fact::observation::{Observation, Place};
use crate::fact::value::Key;
use crate::lang::Text;

/// All that a piece of evidence says. A reader does not fail: it returns what it understood and what it missed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Facts, in the order of the evidence. Holds the status code too where one of `sightings` stands alone.
    pub observations: Vec<(Key, Observation)>,
    /// Status codes of SCF, best first, each once; empty where the text is no failure of SCF
    pub sightings: Vec<Sighting>,
    /// The closest entries where nothing was recognised; never more than a hint
    pub guesses: Vec<u16>,
    /// Whose text it looks like, where it is not SCF's: `AWS Lambda`
    pub foreign: Option<Text>,
    /// What came of checking it, and what could not be read
    pub findings: Vec<Finding>,
}

impl Reading {
    /// Takes in what the same evidence says on a second reading; what it said already stands once.
    pub fn extend(&mut self, more: Self) {
        add(&mut self.observations, more.observations);
        add(&mut self.sightings, more.sightings);
        add(&mut self.guesses, more.guesses);
        add(&mut self.findings, more.findings);
        self.foreign = more.foreign.or_else(|| self.foreign.take());
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
