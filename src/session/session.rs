//! All of a case that has to be remembered.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::reading::{Certainty, Lead, Sighting};
use crate::fact::{Evidence, EvidenceId, Facts};
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

/// A step of a fix.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepOf {
    /// The id of the cause
    pub cause: Str,
    /// The id of the step within its cause
    pub step: Str,
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
    /// What was read, in order
    pub evidence: Vec<Evidence>,
    /// The status codes that the evidence shows, best first, each once with what speaks for it most
    pub sightings: Vec<Sighting>,
    /// What is known: what the evidence states, and what was answered
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

    /// The symptom that the case begins at: the one that was chosen; in an open case the one that the evidence leads to.
    #[must_use]
    pub fn symptom(&self) -> Option<&Str> {
        match &self.start {
            Start::Symptom(slug) => Some(slug),
            Start::Open => self.leads().next().map(|lead| &lead.symptom),
            Start::Code(_) => None,
        }
    }

    /// What of the case bears on what follows from it, without its evidence, which may be large.
    #[must_use]
    pub fn bare(&self) -> Self {
        let start = self.symptom().map_or_else(|| self.start.clone(), |slug| Start::Symptom(slug.clone()));
        let (sightings, facts, tried) = (self.sightings.clone(), self.facts.clone(), self.tried.clone());
        Self { sightings, facts, tried, ..Self::new(start) }
    }

    /// Where the words of the evidence lead, while none of it names a code that is sure.
    pub fn leads(&self) -> impl Iterator<Item = &Lead> {
        let sure = self.sightings.iter().any(|seen| seen.certainty > Certainty::Low);
        self.evidence.iter().filter(move |_| !sure).flat_map(|evidence| &evidence.reading.leads)
    }

    /// Whether the fix of this cause was carried out in vain.
    #[must_use]
    pub fn failed(&self, cause: &str) -> bool {
        self.tried.iter().any(|tried| *tried.cause == *cause && !tried.helped)
    }

    /// Whether nothing was given yet: no answer, no evidence, nothing done.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.evidence.is_empty() && !self.is_worked_on()
    }

    /// Whether a person gave something that stands in no file: an answer, a tick, a fix that was tried.
    #[must_use]
    pub fn is_worked_on(&self) -> bool {
        self.facts.answers() > 0 || !self.ticked.is_empty() || !self.tried.is_empty()
    }

    /// The cause whose fix helped: the case is closed.
    #[must_use]
    pub fn solved(&self) -> Option<&Str> {
        self.tried.iter().find(|tried| tried.helped).map(|tried| &tried.cause)
    }
}

impl Session {
    /// Takes in pieces of evidence, or more of those that are known.
    pub(super) fn read(&mut self, pieces: Vec<Evidence>) {
        let mut places: BTreeMap<EvidenceId, usize> = (0..).zip(&self.evidence).map(|(at, it)| (it.id, at)).collect();
        for evidence in pieces {
            for (key, observation) in &evidence.reading.observations {
                self.facts.observe(key.clone(), observation.clone());
            }
            if let Some(known) = places.get(&evidence.id).and_then(|at| self.evidence.get_mut(*at)) {
                known.reading.extend(evidence.reading);
            } else {
                places.insert(evidence.id, self.evidence.len());
                self.evidence.push(evidence);
            }
        }
        self.sight();
    }

    /// Forgets a piece of evidence with all that it states.
    pub(super) fn forget(&mut self, evidence: EvidenceId) {
        self.evidence.retain(|known| known.id != evidence);
        self.facts.forget(evidence);
        self.sight();
    }

    /// Lists the status codes that the evidence shows.
    fn sight(&mut self) {
        self.sightings.clear();
        for sighting in self.evidence.iter().flat_map(|evidence| &evidence.reading.sightings) {
            match self.sightings.iter_mut().find(|known| known.code == sighting.code) {
                Some(known) if known.certainty >= sighting.certainty => {}
                Some(known) => *known = sighting.clone(),
                None => self.sightings.push(sighting.clone()),
            }
        }
        self.sightings.sort_by_key(|sighting| std::cmp::Reverse(sighting.certainty));
    }
}
