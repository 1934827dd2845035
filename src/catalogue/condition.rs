//! Statements over facts, in three values: true, false, and unknown for what nobody has said.

use serde::{Deserialize, Serialize};

use crate::fact::{Amount, Facts, Key, Value};

/// A statement over facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Condition {
    /// Holds without any fact
    Always,
    /// Never holds
    Never,
    /// Something is known under the key
    Known(Key),
    /// The fact has one of these values
    Is(Key, Vec<Value>),
    /// One of the first values stands among those of a fact that can have several; while it has none but those of the
    /// second, which hold beside them, that is open
    Among(Key, Vec<Value>, Vec<Value>),
    /// The amount reaches the bound
    AtLeast(Key, Bound),
    /// Each of them holds
    All(Vec<Condition>),
    /// One of them holds
    Any(Vec<Condition>),
    /// It does not hold
    Not(Box<Condition>),
}

/// What an amount is compared with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Bound {
    /// A number of the catalogue
    Amount(Amount),
    /// Another fact: the duration against the timeout
    Fact(Key),
}

/// What facts make of a condition, with the keys that decided, or that are missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    /// Holds because of these
    True(Vec<Key>),
    /// Does not hold because of these
    False(Vec<Key>),
    /// Open; these would tell
    Unknown(Vec<Key>),
}

/// The facts that make a condition true: at least one. Made only by [`Condition::proof`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof(Vec<Key>);

impl Proof {
    /// The deciding facts, in the order of the condition.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.0
    }
}

impl Condition {
    /// What `facts` make of it.
    #[must_use]
    pub fn eval(&self, facts: &Facts) -> Truth {
        match self {
            Self::Always => Truth::True(Vec::new()),
            Self::Never => Truth::False(Vec::new()),
            Self::Known(key) => decide(key, facts.value(key).map(|_| true)),
            Self::Is(key, values) => decide(key, facts.value(key).map(|value| values.contains(value))),
            Self::Among(key, values, beside) => {
                decide(key, facts.value(key).and_then(|held| among(held, values, beside)))
            }
            Self::AtLeast(key, bound) => at_least(key, bound, facts),
            Self::All(parts) => all(parts.iter().map(|part| part.eval(facts))),
            Self::Any(parts) => !all(parts.iter().map(|part| !part.eval(facts))),
            Self::Not(inner) => !inner.eval(facts),
        }
    }

    /// The facts that make it true, if they do.
    #[must_use]
    pub fn proof(&self, facts: &Facts) -> Option<Proof> {
        match self.eval(facts) {
            Truth::True(keys) if !keys.is_empty() => Some(Proof(keys)),
            _ => None,
        }
    }

    /// Whether a value that stands there makes it true, and not merely the absence of others.
    #[must_use]
    pub fn speaks(&self, facts: &Facts) -> bool {
        self.says(facts, true)
    }

    /// Whether something that is said makes it true, or false where that is `wanted`.
    fn says(&self, facts: &Facts, wanted: bool) -> bool {
        let is = |truth: &Truth| matches!(truth, Truth::True(_)) == wanted && !matches!(truth, Truth::Unknown(_));
        match self {
            Self::Always | Self::Never => false,
            Self::Is(key, _) | Self::Among(key, ..) => {
                // the other one of two values, or the other side of a bound, is as good as said
                let decides =
                    wanted || !matches!(facts.value(key), Some(Value::Word(_) | Value::Words(_) | Value::Text(_)));
                decides && is(&self.eval(facts))
            }
            Self::Known(_) | Self::AtLeast(..) => is(&self.eval(facts)),
            Self::All(parts) | Self::Any(parts) => {
                is(&self.eval(facts)) && parts.iter().any(|part| part.says(facts, wanted))
            }
            Self::Not(inner) => inner.says(facts, !wanted),
        }
    }

    /// What is left of it: the parts that `facts` leave open.
    #[must_use]
    pub fn rest(&self, facts: &Facts) -> Self {
        match (self.eval(facts), self) {
            (Truth::True(_), _) => Self::Always,
            (Truth::False(_), _) => Self::Never,
            (Truth::Unknown(_), Self::All(parts)) => {
                Self::All(parts.iter().map(|part| part.rest(facts)).filter(|part| *part != Self::Always).collect())
            }
            (Truth::Unknown(_), Self::Any(parts)) => {
                Self::Any(parts.iter().map(|part| part.rest(facts)).filter(|part| *part != Self::Never).collect())
            }
            (Truth::Unknown(_), Self::Not(inner)) => Self::Not(Box::new(inner.rest(facts))),
            (Truth::Unknown(_), leaf) => leaf.clone(),
        }
    }

    /// Every fact it speaks of, each once.
    #[must_use]
    pub fn keys(&self) -> Vec<&Key> {
        let mut keys = Vec::new();
        self.collect(&mut keys);
        keys
    }

    fn collect<'a>(&'a self, keys: &mut Vec<&'a Key>) {
        let mut add = |key: &'a Key| {
            if !keys.contains(&key) {
                keys.push(key);
            }
        };
        match self {
            Self::Always | Self::Never => {}
            Self::Known(key) | Self::Is(key, _) | Self::Among(key, ..) | Self::AtLeast(key, Bound::Amount(_)) => {
                add(key);
            }
            Self::AtLeast(key, Bound::Fact(other)) => {
                add(key);
                add(other);
            }
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.collect(keys)),
            Self::Not(inner) => inner.collect(keys),
        }
    }
}

/// How facts grade a cause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rules {
    /// Facts that decide it
    pub confirmed: Condition,
    /// Facts that speak for it
    pub likely: Condition,
    /// Facts that exclude it
    pub ruled_out: Condition,
}

impl Default for Rules {
    fn default() -> Self {
        Self { confirmed: Condition::Never, likely: Condition::Never, ruled_out: Condition::Never }
    }
}

impl Rules {
    /// Every fact that they speak of, each once.
    #[must_use]
    pub fn keys(&self) -> Vec<&Key> {
        let mut keys = Vec::new();
        for key in [&self.confirmed, &self.likely, &self.ruled_out].into_iter().flat_map(Condition::keys) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True(keys) => Self::False(keys),
            Self::False(keys) => Self::True(keys),
            open @ Self::Unknown(_) => open,
        }
    }
}

fn decide(key: &Key, holds: Option<bool>) -> Truth {
    let keys = vec![key.clone()];
    match holds {
        Some(true) => Truth::True(keys),
        Some(false) => Truth::False(keys),
        None => Truth::Unknown(keys),
    }
}

/// Whether one of `values` is held; `None` while what is held has others beside it.
fn among(held: &Value, values: &[Value], beside: &[Value]) -> Option<bool> {
    let held = || held.words().iter().map(|word| Value::Word(word.clone()));
    match held().any(|word| values.contains(&word)) {
        true => Some(true),
        false if held().all(|word| beside.contains(&word)) => None,
        false => Some(false),
    }
}

/// One false part decides, and its facts are the whole reason; else every open part is missing.
fn all(parts: impl Iterator<Item = Truth>) -> Truth {
    let (mut decided, mut missing) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            Truth::False(keys) => return Truth::False(keys),
            Truth::True(keys) => merge(&mut decided, keys),
            Truth::Unknown(keys) => merge(&mut missing, keys),
        }
    }
    if missing.is_empty() { Truth::True(decided) } else { Truth::Unknown(missing) }
}

fn merge(into: &mut Vec<Key>, keys: Vec<Key>) {
    for key in keys {
        if !into.contains(&key) {
            into.push(key);
        }
    }
}

fn at_least(key: &Key, bound: &Bound, facts: &Facts) -> Truth {
    let mut keys = vec![key.clone()];
    let mut missing = Vec::new();
    let mut amount = |key: &Key| {
        if let Some(Value::Amount(amount)) = facts.value(key) {
            return Some(*amount);
        }
        missing.push(key.clone());
        None
    };
    let number = amount(key);
    let bound = match bound {
        Bound::Amount(bound) => Some(*bound),
        Bound::Fact(other) => {
            keys.push(other.clone());
            amount(other)
        }
    };
    match number.zip(bound).and_then(|(number, bound)| number.at_least(bound)) {
        Some(true) => Truth::True(keys),
        Some(false) => Truth::False(keys),
        None => Truth::Unknown(missing),
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Condition, Truth};
    use crate::fact::{Amount, Answer, Facts, Key, Unit, Value};

    fn facts(known: &[(&str, Value)]) -> Facts {
        let mut facts = Facts::default();
        for (key, value) in known {
            facts.answer(Key::new(key), Answer::Is(value.clone()));
        }
        facts
    }

    fn is(key: &str, yes: bool) -> Condition {
        Condition::Is(Key::new(key), vec![Value::Flag(yes)])
    }

    fn keys(names: &[&str]) -> Vec<Key> {
        names.iter().map(|name| Key::new(name)).collect()
    }

    #[test]
    fn unknown_is_not_false() {
        let both = Condition::All(vec![is("a", true), is("b", true)]);
        let either = Condition::Any(vec![is("a", true), is("b", true)]);
        let (yes, no) = (Value::Flag(true), Value::Flag(false));
        for (known, all, any) in [
            (vec![], Truth::Unknown(keys(&["a", "b"])), Truth::Unknown(keys(&["a", "b"]))),
            (vec![("a", yes.clone())], Truth::Unknown(keys(&["b"])), Truth::True(keys(&["a"]))),
            (vec![("b", no.clone())], Truth::False(keys(&["b"])), Truth::Unknown(keys(&["a"]))),
            (vec![("a", yes.clone()), ("b", yes)], Truth::True(keys(&["a", "b"])), Truth::True(keys(&["a"]))),
            (vec![("a", no.clone()), ("b", no)], Truth::False(keys(&["a"])), Truth::False(keys(&["a", "b"]))),
        ] {
            let facts = facts(&known);
            assert_eq!(both.eval(&facts), all, "all {known:?}");
            assert_eq!(either.eval(&facts), any, "any {known:?}");
            assert_eq!(Condition::Not(Box::new(both.clone())).eval(&facts), !all, "not {known:?}");
        }
    }

    #[test]
    fn a_proof_names_the_deciding_facts_and_is_never_empty() {
        assert_eq!(Condition::Always.proof(&Facts::default()), None);
        let proof = is("a", true).proof(&facts(&[("a", Value::Flag(true))]));
        assert_eq!(proof.map(|proof| proof.keys().to_vec()), Some(keys(&["a"])));
    }

    #[test]
    fn an_amount_against_a_number_or_another_fact() {
        let against_timeout = Condition::AtLeast(Key::new("duration"), Bound::Fact(Key::new("timeout")));
        let amount = |number, unit| Value::Amount(Amount { number, unit });
        let known = [("duration", amount(3_000, Unit::Ms)), ("timeout", amount(3, Unit::S))];
        assert_eq!(against_timeout.eval(&facts(&known)), Truth::True(keys(&["duration", "timeout"])));
        assert_eq!(against_timeout.eval(&facts(&known[..1])), Truth::Unknown(keys(&["timeout"])));
        assert_eq!(against_timeout.eval(&Facts::default()), Truth::Unknown(keys(&["duration", "timeout"])));
        let three = Bound::Amount(Amount { number: 3, unit: Unit::S });
        let condition = Condition::AtLeast(Key::new("timeout"), three);
        assert_eq!(condition.eval(&facts(&known)), Truth::True(keys(&["timeout"])));
    }
}
