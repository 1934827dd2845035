//! Why this question, how this cause was reached, why not that one: look-ups, since every claim holds its proof.

use crate::catalogue::condition::{Condition, Truth};
use crate::catalogue::{Catalogue, CauseId, QuestionId};
use crate::diagnosis::diagnosis::Diagnosis;
use crate::diagnosis::grade::Grade;
use crate::fact::{Facts, Key};
use crate::lang::Text;

/// The standing causes that the answer to a question could move, best first: what the question separates.
#[must_use]
pub fn separates(catalogue: &Catalogue, diagnosis: &Diagnosis, question: QuestionId) -> Vec<CauseId> {
    let fact = &catalogue.question(question).fact;
    let below: Vec<&Key> = (catalogue.asking().iter())
        .filter(|asking| asking.under.contains(&question))
        .map(|asking| &catalogue.question(asking.question).fact)
        .collect();
    let moved = |missing: &[Key], facts: &[&Key]| missing.iter().any(|key| facts.contains(&key));
    let by = |facts: &[&Key]| -> Vec<CauseId> {
        let standing = diagnosis.causes.iter().filter(|standing| standing.stands());
        standing.filter(|standing| moved(&standing.missing, facts)).map(|standing| standing.cause).collect()
    };
    let own = by(&[fact]);
    if own.is_empty() { by(&below) } else { own }
}

/// The facts that would change how a cause stands: those missing; for a cause that is ruled out, those that exclude it.
#[must_use]
pub fn what_would_change(diagnosis: &Diagnosis, cause: CauseId) -> &[Key] {
    diagnosis.standing(cause).map_or(&[], |standing| match &standing.grade {
        Grade::RuledOut(proof) => proof.keys(),
        Grade::Confirmed(_) | Grade::Likely(_) | Grade::Possible => &standing.missing,
    })
}

/// The cheapest open or parked question that could tell a cause from its rivals.
#[must_use]
pub fn cheapest_check(catalogue: &Catalogue, diagnosis: &Diagnosis, cause: CauseId) -> Option<QuestionId> {
    let standing = diagnosis.standing(cause)?;
    let decided = catalogue.cause(cause).rules.open();
    let deciding = [&decided.confirmed, &decided.ruled_out].into_iter().flat_map(Condition::keys);
    let deciding: Vec<&Key> = deciding.filter(|key| standing.missing.contains(key)).collect();
    let questions = deciding.into_iter().filter_map(|key| catalogue.question_of(key));
    questions.min_by_key(|id| catalogue.question(*id).effort)
}

/// Why no cause is left after these answers, as far as the catalogue says it.
#[must_use]
pub fn unexplained(catalogue: &Catalogue, code: Option<u16>, facts: &Facts) -> Option<Text> {
    let detail = catalogue.code(code?)?.detail.open();
    let reason = detail.unexplained.into_iter().find(|reason| matches!(reason.when.eval(facts), Truth::True(_)));
    reason.map(|reason| reason.because)
}
