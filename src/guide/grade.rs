//! How each cause stands, and in which order.

use crate::catalogue::condition::{Condition, Truth};
use crate::catalogue::{Catalogue, Cause, CauseId};
use crate::fact::{Facts, Key};
use crate::guide::{Grade, Standing};
use crate::session::Session;

/// Grades `candidates`; best first, and as the catalogue orders them within a grade. What was tried in vain stands last
/// among those that stand.
pub(super) fn grade(catalogue: &Catalogue, session: &Session, candidates: &[CauseId]) -> Vec<Standing> {
    let mut causes: Vec<Standing> = candidates
        .iter()
        .map(|id| {
            let cause = catalogue.cause(*id);
            let grade = grade_of(cause, &session.facts);
            let missing = missing(cause, &grade, &session.facts);
            Standing { cause: *id, grade, missing, failed: session.failed(&cause.slug) }
        })
        .collect();
    causes.sort_by_key(|standing| (!standing.stands(), standing.grade.rank()));
    causes
}

fn grade_of(cause: &Cause, facts: &Facts) -> Grade {
    let proof = |condition: &Condition| condition.proof(facts);
    if let Some(proof) = proof(&cause.confirmed) {
        return Grade::Confirmed(proof);
    }
    if let Some(proof) = proof(&cause.ruled_out) {
        return Grade::RuledOut(proof);
    }
    proof(&cause.likely).map_or(Grade::Possible, Grade::Likely)
}

/// The facts that could still change the grade; none once a fact has decided it.
fn missing(cause: &Cause, grade: &Grade, facts: &Facts) -> Vec<Key> {
    let open: &[&Condition] = match grade {
        Grade::Confirmed(_) | Grade::RuledOut(_) => &[],
        Grade::Likely(_) => &[&cause.confirmed, &cause.ruled_out],
        Grade::Possible => &[&cause.confirmed, &cause.ruled_out, &cause.likely],
    };
    let mut missing = Vec::new();
    for condition in open {
        if let Truth::Unknown(keys) = condition.eval(facts) {
            missing.extend(keys.into_iter().filter(|key| !missing.contains(key)).collect::<Vec<_>>());
        }
    }
    missing
}
