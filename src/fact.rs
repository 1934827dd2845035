//! What is known about a case: typed statements, each with where it came from.

pub mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::clean::Clean;
use crate::lang::Str;

/// The name of a fact in the vocabulary of the catalogue, such as `deploy` or `port.9000`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Key(Str);

impl Key {
    /// A key as the catalogue spells it.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(Str::from(name))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The unit of an amount. Times compare with times and sizes with sizes, whatever their units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Milliseconds
    Ms,
    /// Seconds
    S,
    /// Bytes
    Bytes,
    /// 1,024 × 1,024 bytes
    Mb,
    /// Things
    Count,
    /// Things per second
    PerSecond,
}

impl Unit {
    /// Every unit with the word that stands for it in the catalogue and behind a number.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Ms, "ms"),
        (Self::S, "s"),
        (Self::Bytes, "bytes"),
        (Self::Mb, "MB"),
        (Self::Count, "count"),
        (Self::PerSecond, "/s"),
    ];

    /// The unit that `word` names.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(unit, _)| *unit)
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(unit, _)| *unit == self).map_or("", |(_, name)| name)
    }

    /// What it measures, and how many of the smallest unit of that it is.
    #[must_use]
    pub const fn base(self) -> (Dimension, u64) {
        match self {
            Self::Ms => (Dimension::Time, 1),
            Self::S => (Dimension::Time, 1_000),
            Self::Bytes => (Dimension::Size, 1),
            Self::Mb => (Dimension::Size, 1_048_576),
            Self::Count => (Dimension::Count, 1),
            Self::PerSecond => (Dimension::Rate, 1),
        }
    }
}

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Times, in milliseconds
    Time,
    /// Sizes, in bytes
    Size,
    /// Things
    Count,
    /// Things per second
    Rate,
}

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// How many
    pub number: u64,
    /// of what
    pub unit: Unit,
}

impl Amount {
    /// Reads `3 s`, `3s` or, in the unit `usual`, `3`.
    #[must_use]
    pub fn parse(text: &str, usual: Unit) -> Option<Self> {
        let text = text.trim();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let number = text[..digits].parse().ok()?;
        let word = text[digits..].trim();
        let unit = if word.is_empty() { usual } else { Unit::named(word)? };
        (unit.base().0 == usual.base().0).then_some(Self { number, unit })
    }

    /// How many of `unit` this is, where that leaves no rest.
    #[must_use]
    pub fn whole(self, unit: Unit) -> Option<u64> {
        let ((mine, my_scale), (theirs, their_scale)) = (self.unit.base(), unit.base());
        let worth = u128::from(self.number) * u128::from(my_scale);
        let fits = mine == theirs && worth.is_multiple_of(u128::from(their_scale));
        u64::try_from(worth / u128::from(their_scale)).ok().filter(|_| fits)
    }

    /// Whether this is at least `other`; `None` where the two measure different things.
    #[must_use]
    pub fn at_least(self, other: Self) -> Option<bool> {
        let (mine, my_scale) = self.unit.base();
        let (theirs, their_scale) = other.unit.base();
        let scaled = |number: u64, scale: u64| u128::from(number) * u128::from(scale);
        (mine == theirs).then(|| scaled(self.number, my_scale) >= scaled(other.number, their_scale))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            Unit::Count => write!(f, "{}", self.number),
            unit => write!(f, "{} {}", self.number, unit.word()),
        }
    }
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Value {
    /// Yes or no
    Flag(bool),
    /// One of the words that the catalogue declares for the fact
    Word(Str),
    /// A number with its unit
    Amount(Amount),
    /// A status code of SCF
    Code(u16),
    /// Free text, such as a function's name; never part of the catalogue
    #[serde(skip)]
    Text(Clean),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            Self::Word(word) => word.fmt(f),
            Self::Amount(amount) => amount.fmt(f),
            Self::Code(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// A value that a piece of evidence states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// What it says
    pub value: Value,
    /// Where it says so: `function.json: ImageConfig.ImageUri`
    pub origin: Clean,
    /// The words that say so, where it is a text
    pub quote: Option<Clean>,
}

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

    /// Every key of which something is known or was asked, in order.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        let keys = self.observed.keys().chain(self.answers.keys()).chain(self.computed.keys());
        let keys: BTreeSet<_> = keys.collect();
        keys.into_iter()
    }

    /// Takes in what a piece of evidence states.
    pub fn observe(&mut self, key: Key, observation: Observation) {
        let observed = self.observed.entry(key).or_default();
        if !observed.contains(&observation) {
            observed.push(observation);
        }
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

    /// Takes the person's answer back; evidence stays.
    pub fn retract(&mut self, key: &Key) {
        self.answers.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Answer, Facts, Key, Known, Observation, Unit, Value};
    use crate::clean::Clean;

    fn seen(yes: bool) -> Observation {
        Observation { value: Value::Flag(yes), origin: Clean::new("function.json"), quote: None }
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

    #[test]
    fn amounts_compare_across_units_of_one_dimension() {
        let amount = |number, unit| Amount { number, unit };
        assert_eq!(amount(3_000, Unit::Ms).at_least(amount(3, Unit::S)), Some(true));
        assert_eq!(amount(2_999, Unit::Ms).at_least(amount(3, Unit::S)), Some(false));
        assert_eq!(amount(1, Unit::Mb).at_least(amount(1_048_577, Unit::Bytes)), Some(false));
        assert_eq!(amount(1, Unit::Mb).at_least(amount(1, Unit::S)), None);
        assert_eq!(amount(u64::MAX, Unit::Mb).at_least(amount(1, Unit::Bytes)), Some(true));
    }

    #[test]
    fn amounts_are_read_with_or_without_unit() {
        assert_eq!(Amount::parse("90", Unit::S), Some(Amount { number: 90, unit: Unit::S }));
        assert_eq!(Amount::parse(" 500ms ", Unit::S), Some(Amount { number: 500, unit: Unit::Ms }));
        for wrong in ["", "s", "3 MB", "-1", "3 parsecs", "99999999999999999999"] {
            assert_eq!(Amount::parse(wrong, Unit::S), None, "{wrong}");
        }
    }
}
