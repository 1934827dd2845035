//! All facts of a case: what evidence states, what the person said, and which of the two counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::observation::EvidenceId;
use crate::fact::observation::Observation;
use crate::fact::value::{Key, Value};

/// What a person said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This is so
    Is(Value),
    /// "I don't know"
    Unknown,
}

/// What is known under one key; computed, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<'a> {
    /// Neither evidence nor answer
    Nothing,
    /// Asked, and the person does not know
    Parked,
    /// Evidence states it
    Observed(&'a Observation),
    /// Two pieces of evidence contradict: nobody wins, the person is asked
    Disputed(&'a [Observation]),
    /// The person said so
    Answered(&'a Value),
    /// The person said otherwise than the evidence
    Overridden {
        /// What the person said; it counts
        answer: &'a Value,
        /// What the evidence says; it is shown beside
        observation: &'a Observation,
    },
}

impl<'a> Known<'a> {
    /// The value that conditions see.
    #[must_use]
    pub const fn value(self) -> Option<&'a Value> {
        match self {
            Self::Observed(observation) => Some(&observation.value),
            Self::Answered(value) | Self::Overridden { answer: value, .. } => Some(value),
            Self::Nothing | Self::Parked | Self::Disputed(_) => None,
        }
    }
}

/// All facts of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Of each key in the order of the evidence
    observed: BTreeMap<Key, Vec<Observation>>,
    answers: BTreeMap<Key, Answer>,
    computed: BTreeMap<Key, Observation>,
}

impl Facts {
    /// What is known under `key`. An answer wins over evidence, and evidence over what was computed; "I don't know"
    /// hides neither.
    #[must_use]
    pub fn known(&self, key: &Key) -> Known<'_> {
        let observed = self.observed.get(key).map_or(&[][..], Vec::as_slice);
        let agreed = match observed {
            [first, rest @ ..] if rest.iter().all(|other| other.value == first.value) => Some(first),
            _ => None,
        };
        let computed = self.computed.get(key).filter(|_| observed.is_empty());
        match (self.answers.get(key), observed, agreed.or(computed)) {
            (Some(Answer::Is(answer)), [other, ..], _) | (Some(Answer::Is(answer)), [], Some(other))
                if other.value != *answer =>
            {
                Known::Overridden { answer, observation: other }
            }
            (Some(Answer::Is(answer)), ..) => Known::Answered(answer),
            (_, _, Some(observation)) => Known::Observed(observation),
            (Some(Answer::Unknown), [], _) => Known::Parked,
            (None, [], _) => Known::Nothing,
            (_, disputed, None) => Known::Disputed(disputed),
        }
    }

    /// The value that conditions see under `key`.
    #[must_use]
    pub fn value(&self, key: &Key) -> Option<&Value> {
        self.known(key).value()
    }

    /// Whether nothing is known, and nothing was asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.observed.is_empty() && self.answers.is_empty() && self.computed.is_empty()
    }

    /// Every key of which something is known or was asked, in order.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        let keys = self.observed.keys().chain(self.answers.keys()).chain(self.computed.keys());
        let keys: BTreeSet<_> = keys.collect();
        keys.into_iter()
    }

    /// How many questions the person answered, be it with "I don't know".
    #[must_use]
    pub fn answers(&self) -> usize {
        self.answers.len()
    }

    /// Takes in what a piece of evidence states, once.
    pub fn observe(&mut self, key: Key, observation: Observation) {
        let observed = self.observed.entry(key).or_default();
        // in the order of the evidence, so that only what the same piece states is compared
        let evidence = observation.origin.evidence();
        let end = observed.partition_point(|other| other.origin.evidence() <= evidence);
        let mut same = observed[..end].iter().rev().take_while(|other| other.origin.evidence() == evidence);
        if same.all(|other| *other != observation) {
            observed.insert(end, observation);
        }
    }

    /// Forgets all that this piece of evidence states.
    pub fn forget(&mut self, evidence: EvidenceId) {
        self.observed.retain(|_, observed| {
            observed.retain(|observation| !observation.origin.is_in(evidence));
            !observed.is_empty()
        });
    }

    /// These facts, and what follows from them by arithmetic; that is made anew each time, never kept.
    #[must_use]
    pub fn with_computed(&self, computed: impl IntoIterator<Item = (Key, Observation)>) -> Self {
        Self { computed: computed.into_iter().collect(), ..self.clone() }
    }

    /// Takes in what the person said.
    pub fn answer(&mut self, key: Key, answer: Answer) {
        self.answers.insert(key, answer);
    }

    /// Forgets all that is known under a key, evidence included: to look at what would be.
    pub fn clear(&mut self, key: &Key) {
        self.observed.remove(key);
        self.answers.remove(key);
    }

    /// Takes the person's answer back; evidence stays.
    pub fn retract(&mut self, key: &Key) {
        self.answers.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Facts, Known};
    use crate::fact::observation::{Observation, Origin, Place};
    use crate::fact::value::{Key, Value};

    fn seen(yes: bool) -> Observation {
        Observation { value: Value::Flag(yes), origin: Origin::Evidence(Place::default()), quote: None }
    }

    #[test]
    fn an_answer_wins_and_the_evidence_stays_beside_it() {
        let key = Key::new("vpc");
        let mut facts = Facts::default();
        assert_eq!(facts.known(&key), Known::Nothing);
        facts.answer(key.clone(), Answer::Unknown);
        assert_eq!(facts.known(&key), Known::Parked);
        facts.observe(key.clone(), seen(true));
        assert_eq!(facts.value(&key), Some(&Value::Flag(true)), "not knowing never hides evidence");
        facts.answer(key.clone(), Answer::Is(Value::Flag(false)));
        assert_eq!(facts.known(&key), Known::Overridden { answer: &Value::Flag(false), observation: &seen(true) });
        facts.retract(&key);
        facts.observe(key.clone(), seen(false));
        assert_eq!(facts.value(&key), None, "two pieces of evidence contradict: nobody wins");
    }
}
