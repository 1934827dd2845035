//! Rehearsing a recorded case: where the answers of a person part from those that were recorded.

use crate::catalogue::Catalogue;
use crate::catalogue::drill::{Begin, Drill, Outcome};
use crate::diagnosis::diagnosis::{Diagnosis, Next};
use crate::diagnosis::grade::Grade;
use crate::fact::{Answer, Key, Known, Value};
use crate::session::{Session, Start};

/// An answer that differs from the recorded one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread<'a> {
    /// The fact that it settles
    pub key: &'a Key,
    /// What the story holds
    pub recorded: &'a Value,
    /// What the person said; `None` where they did not know
    pub said: Option<&'a Value>,
}

/// The beginning of a recorded case.
#[must_use]
pub fn begin(drill: &Drill) -> Session {
    Session::new(match &drill.start {
        Begin::Code(number) => Start::Code(*number),
        Begin::Symptom(slug) => Start::Symptom(slug.clone()),
    })
}

/// What the record says to the fact of a question; a fact that the story does not tell is not known.
#[must_use]
pub fn recorded(drill: &Drill, key: &Key) -> Answer {
    let found = drill.facts.iter().find(|(known, _)| known == key);
    found.map_or(Answer::Unknown, |(_, value)| Answer::Is(value.clone()))
}

/// Every answer that differs from the record, in the order of the story. What was not asked was not misread.
#[must_use]
pub fn misread<'a>(drill: &'a Drill, session: &'a Session) -> Vec<Misread<'a>> {
    let differing = drill.facts.iter().filter_map(|(key, recorded)| match session.facts.known(key) {
        Known::Parked => Some(Misread { key, recorded, said: None }),
        known => known.value().filter(|said| *said != recorded).map(|said| Misread { key, recorded, said: Some(said) }),
    });
    differing.collect()
}

/// Whether a misread answer has led away: the next question is one that the story does not answer.
#[must_use]
pub fn is_lost(catalogue: &Catalogue, drill: &Drill, session: &Session, diagnosis: &Diagnosis) -> bool {
    let Next::Ask(id) = diagnosis.next else { return false };
    let untold = recorded(drill, &catalogue.question(id).fact) == Answer::Unknown;
    untold && !misread(drill, session).is_empty()
}

/// Whether a case has come to the recorded cause, as certain as it was recorded.
#[must_use]
pub fn is_solved(drill: &Drill, diagnosis: &Diagnosis) -> bool {
    diagnosis.best().is_some_and(|best| {
        let grade = match best.grade {
            Grade::Confirmed(_) => Some(Outcome::Confirmed),
            Grade::Likely(_) => Some(Outcome::Likely),
            Grade::Possible => Some(Outcome::Possible),
            Grade::RuledOut(_) => None,
        };
        best.cause == drill.cause && grade == Some(drill.grade)
    })
}
