//! What follows from a case: path, causes and the next question.

use crate::catalogue::{CauseId, QuestionId};
use crate::diagnosis::grade::Standing;
use crate::fact::Facts;

/// All that follows from a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// The status code of the case, where it is known
    pub code: Option<u16>,
    /// The questions that are settled, in the order of the guide
    pub path: Vec<PathStep>,
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
    pub(super) const fn nothing(code: Option<u16>, facts: Facts) -> Self {
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
pub struct PathStep {
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
    Confirmed(CauseId),
    /// Nothing is left to ask, and no cause is confirmed
    Exhausted,
}
