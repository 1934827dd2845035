//! The one pure function that concludes: from the catalogue and a case to path, causes and the next question.
//!
//! Nothing outside this module grades a cause or picks a question; screens, lines and JSON show its result.

pub mod drill;
mod gate;
mod grade;
pub mod paths;
pub mod sums;
mod walk;
pub mod why;

use std::collections::BTreeSet;

use crate::catalogue::condition::Proof;
use crate::catalogue::{Catalogue, CauseId, Code, QuestionId};
use crate::fact::{Facts, Key, Value};
use crate::session::{Session, Start};

/// All that follows from a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// The status code of the case, where it is known
    pub code: Option<u16>,
    /// The questions that are settled, in the order of the guide
    pub path: Vec<Step>,
    /// The questions that the person could not answer
    pub parked: Vec<QuestionId>,
    /// Every cause of the case, best first
    pub causes: Vec<Standing>,
    /// What comes now
    pub next: Next,
    /// The questions that may still be asked, in order; the first is the next one
    pub open: Vec<QuestionId>,
    /// What is known, and what follows from it by arithmetic
    pub facts: Facts,
}

impl Diagnosis {
    /// A case without a cause to look for.
    const fn nothing(code: Option<u16>, facts: Facts) -> Self {
        let next = Next::Exhausted;
        Self { code, path: Vec::new(), parked: Vec::new(), causes: Vec::new(), next, open: Vec::new(), facts }
    }

    /// How the cause stands, if it belongs to the case.
    #[must_use]
    pub fn standing(&self, cause: CauseId) -> Option<&Standing> {
        self.causes.iter().find(|standing| standing.cause == cause)
    }

    /// The best cause that was not tried in vain and is not ruled out.
    #[must_use]
    pub fn best(&self) -> Option<&Standing> {
        self.causes.iter().find(|standing| standing.stands())
    }
}

/// A settled question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which
    pub question: QuestionId,
    /// Whether it is certain that it belongs here; not so while an answer above it is open
    pub certain: bool,
}

/// What comes now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// This question
    Ask(QuestionId),
    /// Nothing: this cause is confirmed
    Settled(CauseId),
    /// Nothing is left to ask, and no cause is confirmed
    Exhausted,
}

/// How likely a cause is, with the facts that say so. Being the last one left is no confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grade {
    /// A deciding fact says so
    Confirmed(Proof),
    /// Facts speak for it
    Likely(Proof),
    /// Nothing speaks for it or against it
    Possible,
    /// A fact excludes it
    RuledOut(Proof),
}

impl Grade {
    /// Best first.
    #[must_use]
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Confirmed(_) => 0,
            Self::Likely(_) => 1,
            Self::Possible => 2,
            Self::RuledOut(_) => 3,
        }
    }

    /// The facts behind the grade.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        match self {
            Self::Confirmed(proof) | Self::Likely(proof) | Self::RuledOut(proof) => proof.keys(),
            Self::Possible => &[],
        }
    }
}

/// A cause of the case and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which
    pub cause: CauseId,
    /// How likely
    pub grade: Grade,
    /// The facts that could still change the grade
    pub missing: Vec<Key>,
    /// Its fix was carried out in vain
    pub failed: bool,
}

impl Standing {
    /// Whether it is still worth a try.
    #[must_use]
    pub const fn stands(&self) -> bool {
        !self.failed && !matches!(self.grade, Grade::RuledOut(_))
    }
}

/// Concludes.
#[must_use]
pub fn diagnose(catalogue: &Catalogue, session: &Session) -> Diagnosis {
    let session = &Session { facts: sums::computed(catalogue, &session.facts), ..session.clone() };
    let code = code_of(catalogue, session);
    let candidates = candidates(catalogue, session, code);
    if candidates.is_empty() {
        return Diagnosis::nothing(code, session.facts.clone());
    }
    let causes = grade::grade(catalogue, session, &candidates);
    let walk::Walked { path, parked, open } = walk::walk(catalogue, session, code, &causes);
    let settled = causes.iter().find(|standing| standing.stands() && matches!(standing.grade, Grade::Confirmed(_)));
    let next = match (settled, open.first()) {
        (Some(standing), _) => Next::Settled(standing.cause),
        (None, Some(question)) => Next::Ask(*question),
        (None, None) => Next::Exhausted,
    };
    Diagnosis { code, path, parked, causes, next, open, facts: session.facts.clone() }
}

/// The questions of a case, whatever the answers: those that a map of it shows.
#[must_use]
pub fn belonging(catalogue: &Catalogue, session: &Session, diagnosis: &Diagnosis) -> BTreeSet<QuestionId> {
    walk::belonging(catalogue, &walk::first(catalogue, session, diagnosis.code), &diagnosis.causes)
}

/// The code that the case began with, or that the fact of the kind `code` names.
fn code_of(catalogue: &Catalogue, session: &Session) -> Option<u16> {
    let named = match catalogue.code_fact().and_then(|key| session.facts.value(key)) {
        Some(Value::Code(number)) => Some(*number),
        _ => None,
    };
    named.or(match session.start {
        Start::Code(number) => Some(number),
        Start::Open | Start::Symptom(_) => None,
    })
}

/// The codes that a question about the code offers: those of the symptom, else those that the evidence shows, else all.
#[must_use]
pub fn offered<'a>(catalogue: &'a Catalogue, session: &Session) -> Vec<&'a Code> {
    let of_symptom = match &session.start {
        Start::Symptom(slug) => catalogue.symptom(slug).map(|symptom| symptom.codes.clone()),
        Start::Open | Start::Code(_) => None,
    };
    match of_symptom.or_else(|| sighted(session)) {
        Some(numbers) => numbers.into_iter().filter_map(|number| catalogue.code(number)).collect(),
        None => catalogue.codes().iter().collect(),
    }
}

/// The codes that the evidence of an open case shows, best first; `None` where it shows none.
fn sighted(session: &Session) -> Option<Vec<u16>> {
    let codes: Vec<u16> = session.sightings.iter().map(|seen| seen.code).collect();
    (session.start == Start::Open && !codes.is_empty()).then_some(codes)
}

/// The causes of the case, most likely first: those of the code; while no code is known those of the symptom, or of the
/// codes that the evidence shows.
fn candidates(catalogue: &Catalogue, session: &Session, code: Option<u16>) -> Vec<CauseId> {
    let by_code = code.and_then(|number| catalogue.code(number)).map(|code| code.causes.as_slice());
    let by_symptom = || match &session.start {
        Start::Symptom(slug) => catalogue.symptom(slug).map(|symptom| symptom.causes.as_slice()),
        Start::Open | Start::Code(_) => None,
    };
    let by_sight = || {
        let codes = sighted(session).unwrap_or_default();
        let mut causes: Vec<CauseId> = Vec::new();
        for id in codes.iter().filter_map(|number| catalogue.code(*number)).flat_map(|code| &code.causes) {
            if !causes.contains(id) {
                causes.push(*id);
            }
        }
        causes
    };
    by_code.or_else(by_symptom).map_or_else(by_sight, <[CauseId]>::to_vec)
}
