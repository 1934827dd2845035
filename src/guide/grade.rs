//! How each cause stands, and in which order.

use crate::catalogue::condition::{Condition, Rules, Truth};
use crate::catalogue::{Catalogue, CauseId};
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
            let rules = cause.rules.open();
            let grade = grade_of(&rules, &session.facts);
            let missing = missing(&rules, &grade, &session.facts);
            Standing { cause: *id, grade, missing, failed: session.failed(&cause.slug) }
        })
        .collect();
    causes.sort_by_key(|standing| (!standing.stands(), standing.grade.rank()));
    causes
}

fn grade_of(rules: &Rules, facts: &Facts) -> Grade {
    let proof = |condition: &Condition| condition.proof(facts);
    if let Some(proof) = proof(&rules.confirmed) {
        return Grade::Confirmed(proof);
    }
    if let Some(proof) = proof(&rules.ruled_out) {
        return Grade::RuledOut(proof);
    }
    proof(&rules.likely).map_or(Grade::Possible, Grade::Likely)
}

/// The facts that could still change the grade; none once a fact has decided it.
fn missing(rules: &Rules, grade: &Grade, facts: &Facts) -> Vec<Key> {
    let open: &[&Condition] = match grade {
        Grade::Confirmed(_) | Grade::RuledOut(_) => &[],
        Grade::Likely(_) => &[&rules.confirmed, &rules.ruled_out],
        Grade::Possible => &[&rules.confirmed, &rules.ruled_out, &rules.likely],
    };
    let mut missing = Vec::new();
    for condition in open {
        if let Truth::Unknown(keys) = condition.eval(facts) {
            missing.extend(keys.into_iter().filter(|key| !missing.contains(key)).collect::<Vec<_>>());
        }
    }
    missing
}
