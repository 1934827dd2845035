//! A case with its past: every change, undo and redo.

use crate::clean::Clean;
use crate::fact::{Answer, Evidence, EvidenceId, Key};
use crate::session::session::{Session, Start, StepOf, Tried};

/// What a person does to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Begins a new case
    Start(Start),
    /// Begins a new case with pieces of evidence, in this order
    Open(Vec<Evidence>),
    /// Puts the case away
    Leave,
    /// Shows pieces of evidence, in this order
    Read(Vec<Evidence>),
    /// Takes a piece of evidence out again, with all that it states
    Forget(EvidenceId),
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

/// A state, and the number of the case that it is of.
#[derive(Clone, Debug)]
struct State {
    case: u32,
    session: Session,
}

/// A case with its past, and the cases before it: undo and redo by whole states, across them.
#[derive(Clone, Debug)]
pub struct History {
    now: State,
    past: Vec<State>,
    future: Vec<State>,
    /// The number of the next case
    next_case: u32,
    /// The number of the next piece of evidence. It is no part of a state: undoing a reading does not free its number
    next: EvidenceId,
}

impl History {
    /// A new case.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let now = State { case: 0, session: Session::new(start) };
        Self { now, past: Vec::new(), future: Vec::new(), next_case: 1, next: EvidenceId::default() }
    }

    /// The case as it stands.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.now.session
    }

    /// The number of the evidence of this name: its own where the case holds it, else a new one.
    pub fn evidence(&mut self, name: &Clean) -> EvidenceId {
        if let Some(known) = self.now.session.evidence.iter().find(|known| known.name == *name) {
            return known.id;
        }
        let id = self.next;
        self.next = id.next();
        id
    }

    /// Carries out a change. A change that changes nothing leaves no trace in the past.
    pub fn apply(&mut self, change: Change) {
        let begins = matches!(change, Change::Start(_) | Change::Open(_) | Change::Leave);
        let mut next = if begins { Session::new(Start::Open) } else { self.now.session.clone() };
        match change {
            Change::Start(start) => next.start = start,
            Change::Open(evidence) | Change::Read(evidence) => next.read(evidence),
            Change::Leave => {}
            Change::Forget(evidence) => next.forget(evidence),
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
        if next != self.now.session {
            let case = if begins { self.next_case } else { self.now.case };
            self.next_case += u32::from(begins);
            self.past.push(std::mem::replace(&mut self.now, State { case, session: next }));
            self.future.clear();
        }
    }

    /// Back to the state before the last change, within the case; `false` where it has just begun.
    pub fn back(&mut self) -> bool {
        self.past.last().is_some_and(|before| before.case == self.now.case) && self.undo()
    }

    /// Back to the state before the last change; `false` where there is none.
    pub fn undo(&mut self) -> bool {
        Self::shift(&mut self.now, &mut self.past, &mut self.future)
    }

    /// Takes the last undo back; `false` where there is none.
    pub fn redo(&mut self) -> bool {
        Self::shift(&mut self.now, &mut self.future, &mut self.past)
    }

    fn shift(now: &mut State, from: &mut Vec<State>, to: &mut Vec<State>) -> bool {
        let Some(other) = from.pop() else { return false };
        to.push(std::mem::replace(now, other));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, History};
    use crate::clean::Clean;
    use crate::fact::reading::{Certainty, Reading, Sighting};
    use crate::fact::{Answer, At, Evidence, Key, Observation, Origin, Place, Value};
    use crate::lang::Str;
    use crate::session::session::{Session, Start, StepOf, Tried};

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

    /// A piece of evidence that states a fact and shows a code.
    fn evidence(history: &mut History, name: &str, yes: bool, certainty: Certainty) -> Evidence {
        let name = Clean::new(name);
        let place = Place { evidence: history.evidence(&name), at: At::Line(1) };
        let origin = Origin::Evidence(place.clone());
        let observation = Observation { value: Value::Flag(yes), origin, quote: None };
        let sighting = Sighting { code: 446, certainty, because: name.clone(), place: place.clone(), note: None };
        let reading = Reading {
            observations: vec![(Key::new("vpc"), observation)],
            sightings: vec![sighting],
            ..Reading::default()
        };
        Evidence { id: place.evidence, name, reading, ..Evidence::default() }
    }

    #[test]
    fn forgotten_evidence_takes_along_all_that_it_states_and_undo_brings_it_back() {
        let mut history = History::new(Start::Open);
        let weak = evidence(&mut history, "a.txt", true, Certainty::Low);
        history.apply(Change::Read(vec![weak.clone()]));
        let before = history.session().clone();
        let sure = evidence(&mut history, "b.txt", false, Certainty::High);
        history.apply(Change::Read(vec![sure.clone()]));
        let both = history.session().clone();
        assert_eq!(both.facts.value(&Key::new("vpc")), None, "the two contradict each other");
        assert_eq!(both.sightings, sure.reading.sightings, "the surer words stand for the code");

        history.apply(Change::Forget(sure.id));
        assert_eq!(*history.session(), before, "what the first one states counts again");
        assert!(history.undo() && *history.session() == both);
        assert!(history.redo() && *history.session() == before);
        history.apply(Change::Forget(weak.id));
        assert_eq!(*history.session(), Session::new(Start::Open));
        history.apply(Change::Forget(weak.id));
        assert!(history.undo() && *history.session() == before, "what is gone already cannot be forgotten");
    }

    #[test]
    fn a_step_back_stays_within_the_case_and_undo_goes_on_to_the_one_before() {
        let mut history = History::new(Start::Open);
        let answer = |yes| Change::Answer { fact: Key::new("vpc"), answer: Answer::Is(Value::Flag(yes)) };
        history.apply(Change::Start(Start::Code(446)));
        history.apply(answer(true));
        let first = history.session().clone();
        let paste = evidence(&mut history, "paste", true, Certainty::High);
        history.apply(Change::Open(vec![paste]));
        let second = history.session().clone();
        assert!(!history.back() && *history.session() == second, "it has just begun");
        history.apply(answer(false));
        assert!(history.back() && *history.session() == second && !history.back());
        assert!(history.undo() && *history.session() == first, "one undo for what began with evidence");
        history.apply(Change::Leave);
        assert!(history.session().is_empty() && !history.back());
        assert!(history.undo() && *history.session() == first, "a case that was put away comes back");
        assert!(history.back() && !history.back(), "the first case has its own answers still");
    }

    #[test]
    fn pieces_that_are_read_together_are_one_change() {
        let mut history = History::new(Start::Open);
        let pieces =
            [("a.txt", true), ("b.txt", false)].map(|(name, yes)| evidence(&mut history, name, yes, Certainty::High));
        for piece in pieces.clone() {
            history.apply(Change::Read(vec![piece]));
        }
        let apart = history.session().clone();
        let mut history = History::new(Start::Open);
        history.apply(Change::Read(pieces.to_vec()));
        assert_eq!(*history.session(), apart);
        assert!(history.undo() && *history.session() == Session::new(Start::Open));
        assert!(history.redo() && *history.session() == apart);
    }

    #[test]
    fn a_number_of_evidence_is_never_given_again_and_one_name_is_one_piece() {
        let mut history = History::new(Start::Open);
        let first = evidence(&mut history, "a.txt", true, Certainty::Low);
        history.apply(Change::Read(vec![first.clone()]));
        assert_eq!(history.evidence(&first.name), first.id);
        history.apply(Change::Read(vec![first.clone()]));
        assert_eq!(history.session().evidence, std::slice::from_ref(&first));
        assert!(history.undo(), "reading the same again left no trace");
        let again = evidence(&mut history, "a.txt", true, Certainty::Low);
        assert_ne!(again.id, first.id);
    }

    #[test]
    fn a_tick_toggles_and_the_last_word_on_a_fix_counts() {
        let mut history = History::new(Start::Code(446));
        let step = StepOf { cause: Str::from("wrong-port"), step: Str::from("listen-on-9000") };
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
