//! A case with its past: every change, undo and redo.

use crate::clean::Clean;
use crate::fact::reading::Reading;
use crate::fact::{Answer, Key};
use crate::session::session::{Session, Start, StepOf, Tried};

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
    use super::{Change, History};
    use crate::fact::{Answer, Key, Value};
    use crate::lang::Str;
    use crate::session::session::{Start, StepOf, Tried};

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
