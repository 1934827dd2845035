//! What a reader makes of one piece of evidence: facts, status codes it saw, and what it could not read.

use serde::{Deserialize, Serialize};

use crate::clean::Clean;
use crate::fact::observation::Observation;
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
    /// What could not be read
    pub missed: Vec<Missed>,
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
    /// Where they stand: `stdin:3`
    pub origin: Clean,
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

/// A piece of evidence that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// Where: `scf.log:17`
    pub origin: Clean,
    /// Why not
    pub why: Why,
}

/// Why a piece of evidence could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is cut off, or otherwise broken
    Damaged,
    /// It is longer than what is taken in at once; the rest was left
    TooLong,
    /// It is nested deeper than what is taken in
    TooDeep,
    /// It is no text
    NotText,
    /// It is empty
    Empty,
}
