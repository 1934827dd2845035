//! All of a case that has to be remembered.

use std::collections::BTreeSet;

use crate::clean::Clean;
use crate::fact::Facts;
use crate::fact::reading::{Reading, Sighting};
use crate::lang::Str;

/// Where a case begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// With nothing yet
    Open,
    /// With a status code
    Code(u16),
    /// With a symptom, by its id
    Symptom(Str),
}

/// A step of a fix: the cause, and its position from 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepOf {
    /// The id of the cause
    pub cause: Str,
    /// The position of the step in its fix
    pub step: usize,
}

/// A fix that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The id of the cause
    pub cause: Str,
    /// Whether it helped
    pub helped: bool,
}

/// All of a case that has to be remembered. The path, the grades and what is overridden follow from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Where it began
    pub start: Start,
    /// What was read, by name, in order
    pub evidence: Vec<Clean>,
    /// The status codes that the evidence shows, best first, each once with what speaks for it most
    pub sightings: Vec<Sighting>,
    /// What is known
    pub facts: Facts,
    /// Steps that were done
    pub ticked: BTreeSet<StepOf>,
    /// Fixes that were carried out, in order
    pub tried: Vec<Tried>,
}

impl Session {
    /// A new case.
    #[must_use]
    pub fn new(start: Start) -> Self {
        Self {
            start,
            evidence: Vec::new(),
            sightings: Vec::new(),
            facts: Facts::default(),
            ticked: BTreeSet::new(),
            tried: Vec::new(),
        }
    }

    /// Whether the fix of this cause was carried out in vain.
    #[must_use]
    pub fn failed(&self, cause: &str) -> bool {
        self.tried.iter().any(|tried| *tried.cause == *cause && !tried.helped)
    }

    /// The cause whose fix helped: the case is closed.
    #[must_use]
    pub fn solved(&self) -> Option<&Str> {
        self.tried.iter().find(|tried| tried.helped).map(|tried| &tried.cause)
    }
}

impl Session {
    /// Takes in what a piece of evidence says.
    pub(super) fn read(&mut self, name: Clean, reading: Reading) {
        if !self.evidence.contains(&name) {
            self.evidence.push(name);
        }
        for (key, observation) in reading.observations {
            self.facts.observe(key, observation);
        }
        for sighting in reading.sightings {
            match self.sightings.iter_mut().find(|known| known.code == sighting.code) {
                Some(known) if known.certainty >= sighting.certainty => {}
                Some(known) => *known = sighting,
                None => self.sightings.push(sighting),
            }
        }
        self.sightings.sort_by_key(|sighting| std::cmp::Reverse(sighting.certainty));
    }
}
