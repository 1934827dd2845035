//! A case: where it began, what is known, what was done. All changes go through [`History::apply`].

use std::collections::BTreeSet;

use crate::clean::Clean;
use crate::fact::reading::{Reading, Sighting};
use crate::fact::{Answer, Facts, Key};
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
    fn read(&mut self, name: Clean, reading: Reading) {
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

/// What a person does to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Begins anew
    Start(Start),
    /// Shows a piece of evidence
    Read {
        /// What it is called
        name: Clean,
        /// What it says
        reading: Reading,
    },
    /// Answers a question, or says that they do not know
    Answer {
        /// The fact that the answer settles
        fact: Key,
        /// What they said
        answer: Answer,
    },
    /// Takes an answer back
    Retract(Key),
    /// Ticks a step, or takes the tick off
    Tick(StepOf),
    /// Says whether a fix helped
    Tried(Tried),
}

/// A case with its past: undo and redo by whole states.
#[derive(Clone, Debug)]
pub struct History {
    session: Session,
    past: Vec<Session>,
    future: Vec<Session>,
}

impl History {
    /// A new case.
    #[must_use]
    pub fn new(start: Start) -> Self {
        Self { session: Session::new(start), past: Vec::new(), future: Vec::new() }
    }

    /// The case as it stands.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Carries out a change. A change that changes nothing leaves no trace in the past.
    pub fn apply(&mut self, change: Change) {
        let mut next = self.session.clone();
        match change {
            Change::Start(start) => next = Session::new(start),
            Change::Read { name, reading } => next.read(name, reading),
            Change::Answer { fact, answer } => next.facts.answer(fact, answer),
            Change::Retract(key) => next.facts.retract(&key),
            Change::Tick(step) => {
                if !next.ticked.remove(&step) {
                    next.ticked.insert(step);
                }
            }
            Change::Tried(tried) => {
                next.tried.retain(|earlier| earlier.cause != tried.cause);
                next.tried.push(tried);
            }
        }
        if next != self.session {
            self.past.push(std::mem::replace(&mut self.session, next));
            self.future.clear();
        }
    }

    /// Back to the state before the last change; `false` where there is none.
    pub fn undo(&mut self) -> bool {
        Self::shift(&mut self.session, &mut self.past, &mut self.future)
    }

    /// Takes the last undo back; `false` where there is none.
    pub fn redo(&mut self) -> bool {
        Self::shift(&mut self.session, &mut self.future, &mut self.past)
    }

    fn shift(session: &mut Session, from: &mut Vec<Session>, to: &mut Vec<Session>) -> bool {
        let Some(other) = from.pop() else { return false };
        to.push(std::mem::replace(session, other));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, History, Start, StepOf, Tried};
    use crate::fact::{Answer, Key, Value};
    use crate::lang::Str;

    #[test]
    fn undo_and_redo_restore_whole_states() {
        let mut history = History::new(Start::Code(446));
        let before = history.session().clone();
        let answer = Change::Answer { fact: Key::new("vpc"), answer: Answer::Is(Value::Flag(true)) };
        history.apply(answer.clone());
        let after = history.session().clone();
        history.apply(answer);
        assert!(history.undo() && *history.session() == before, "saying the same again leaves no trace");
        assert!(!history.undo());
        assert!(history.redo() && *history.session() == after);
        assert!(!history.redo());
    }

    #[test]
    fn a_tick_toggles_and_the_last_word_on_a_fix_counts() {
        let mut history = History::new(Start::Code(446));
        let step = StepOf { cause: Str::from("wrong-port"), step: 0 };
        history.apply(Change::Tick(step.clone()));
        assert!(history.session().ticked.contains(&step));
        history.apply(Change::Tick(step));
        assert!(history.session().ticked.is_empty());
        for helped in [false, true] {
            history.apply(Change::Tried(Tried { cause: Str::from("wrong-port"), helped }));
        }
        assert!(!history.session().failed("wrong-port"));
        assert_eq!(history.session().solved(), Some(&Str::from("wrong-port")));
    }
}
