//! How each cause stands, and in which order.

use crate::catalogue::condition::{Condition, Proof, Rules, Truth};
use crate::catalogue::{Catalogue, CauseId};
use crate::fact::{Facts, Key, Known, Observation, Origin};
use crate::session::Session;

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
    causes.sort_by_key(|it| (!it.stands(), it.grade.rank(), rests_on_arithmetic(&it.grade, &session.facts)));
    causes
}

/// Whether a proof needs arithmetic: what a log or a person says outweighs it.
fn rests_on_arithmetic(grade: &Grade, facts: &Facts) -> bool {
    grade
        .keys()
        .iter()
        .any(|key| matches!(facts.known(key), Known::Observed(Observation { origin: Origin::Computed(_), .. })))
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
