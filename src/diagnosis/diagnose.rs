//! The one pure function that concludes: from the catalogue and a case to path, causes and the next question.

use crate::catalogue::{Catalogue, CauseId, Code};
use crate::diagnosis::diagnosis::{Diagnosis, Next};
use crate::diagnosis::grade::{self, Grade};
use crate::diagnosis::{sums, walk};
use crate::fact::Value;
use crate::session::{Session, Start};

/// Concludes.
#[must_use]
pub fn diagnose(catalogue: &Catalogue, session: &Session) -> Diagnosis {
    let session = &Session { facts: sums::computed(catalogue, &session.facts), ..session.clone() };
    let candidates = candidates(catalogue, session, code_of(catalogue, session));
    conclude(catalogue, session, &candidates)
}

/// Concludes where it is given which causes are looked for.
pub(super) fn among(catalogue: &Catalogue, session: &Session, candidates: &[CauseId]) -> Diagnosis {
    let session = &Session { facts: sums::computed(catalogue, &session.facts), ..session.clone() };
    conclude(catalogue, session, candidates)
}

fn conclude(catalogue: &Catalogue, session: &Session, candidates: &[CauseId]) -> Diagnosis {
    let code = code_of(catalogue, session);
    if candidates.is_empty() {
        return Diagnosis::nothing(code, session.facts.clone());
    }
    let causes = grade::grade(catalogue, session, candidates);
    let walk::Walked { path, parked, open } = walk::walk(catalogue, session, code, &causes);
    let settled = causes.iter().find(|standing| standing.stands() && matches!(standing.grade, Grade::Confirmed(_)));
    let next = match (settled, open.first()) {
        (Some(standing), _) => Next::Confirmed(standing.cause),
        (None, Some(question)) => Next::Ask(*question),
        (None, None) => Next::Exhausted,
    };
    Diagnosis { code, path, parked, causes, next, open, facts: session.facts.clone() }
}

/// The code that the case began with, or that the fact of the kind `code` names.
pub(super) fn code_of(catalogue: &Catalogue, session: &Session) -> Option<u16> {
    // the vocabulary of a case without facts stays packed
    let key = if session.facts.is_empty() { None } else { catalogue.code_fact() };
    let named = match key.and_then(|key| session.facts.value(key)) {
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
    let symptom = session.symptom().and_then(|slug| catalogue.symptom(slug));
    match symptom.map(|symptom| symptom.codes.clone()).or_else(|| sighted(session)) {
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
    let symptom = session.symptom().and_then(|slug| catalogue.symptom(slug));
    let by_symptom = || symptom.map(|symptom| symptom.causes.as_slice());
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
