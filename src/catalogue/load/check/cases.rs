//! Every combination of values that facts can have: what the conditions of a catalogue are tried with.

use std::collections::BTreeSet;

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::condition::{Bound, Condition};
use crate::catalogue::vocabulary::FactType;
use crate::clean::Clean;
use crate::fact::{Amount, Answer, Facts, Key, Unit, Value};

/// Combinations tried for one set of conditions; one that names more facts cannot be checked.
const MOST: usize = 100_000;
/// Combinations tried for one file: ten times what the built-in catalogue takes.
const MOST_IN_ALL: usize = 4_000_000;

/// How many combinations may still be tried for this file.
pub(super) struct Tries(usize);

impl Default for Tries {
    fn default() -> Self {
        Self(MOST_IN_ALL)
    }
}

/// Calls `visit` with every combination of values of the facts that `conditions` speak of, each of them unknown too;
/// `false` where these are too many to try.
pub(super) fn each(
    catalogue: &Catalogue,
    conditions: &[&Condition],
    tries: &mut Tries,
    mut visit: impl FnMut(&Facts),
) -> bool {
    let keys: BTreeSet<&Key> = conditions.iter().flat_map(|condition| condition.keys()).collect();
    let values: Vec<(&Key, Vec<Value>)> =
        keys.into_iter().map(|key| (key, values(catalogue, key, conditions))).collect();
    let count = values.iter().try_fold(1_usize, |count, (_, values)| count.checked_mul(values.len() + 1));
    let Some(count) = count.filter(|count| *count <= MOST.min(tries.0)) else { return false };
    tries.0 -= count;
    for case in 0..count {
        let mut facts = Facts::default();
        let mut rest = case;
        for (key, values) in &values {
            if let Some(value) = values.get(rest % (values.len() + 1)) {
                facts.answer((*key).clone(), Answer::Is(value.clone()));
            }
            rest /= values.len() + 1;
        }
        visit(&facts);
    }
    true
}

/// Every value that a fact can have. Of amounts, those on both sides of each number that `conditions` compare with.
fn values(catalogue: &Catalogue, key: &Key, conditions: &[&Condition]) -> Vec<Value> {
    match catalogue.fact(key.as_str()).map(|declared| &declared.kind) {
        None => Vec::new(),
        Some(FactType::Flag) => vec![Value::Flag(true), Value::Flag(false)],
        Some(FactType::Word(words)) => words.iter().map(|word| Value::Word(word.id.clone())).collect(),
        Some(FactType::Code) => catalogue.codes().iter().map(|code| Value::Code(code.number)).collect(),
        Some(FactType::Text) => vec![Value::Text(Clean::new(key.as_str()))],
        Some(FactType::Amount(unit)) => amounts(key, *unit, conditions).into_iter().map(Value::Amount).collect(),
    }
}

fn amounts(key: &Key, unit: Unit, conditions: &[&Condition]) -> Vec<Amount> {
    // small and large ones too: facts may be compared with one another
    let mut bounds = [1, 2, u64::from(u32::MAX)].map(|number| Amount { number, unit }).to_vec();
    let mut add = |amount: Amount| {
        for number in [amount.number.saturating_sub(1), amount.number] {
            let amount = Amount { number, unit: amount.unit };
            if !bounds.contains(&amount) {
                bounds.push(amount);
            }
        }
    };
    for condition in conditions {
        compared(condition, key, &mut add);
    }
    bounds
}

/// The numbers that a condition compares `key` with.
fn compared(condition: &Condition, key: &Key, add: &mut impl FnMut(Amount)) {
    match condition {
        Condition::Is(own, values) if own == key => {
            for value in values {
                if let Value::Amount(amount) = value {
                    add(*amount);
                }
            }
        }
        Condition::AtLeast(own, Bound::Amount(amount)) if own == key => add(*amount),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| compared(part, key, add)),
        Condition::Not(inner) => compared(inner, key, add),
        Condition::Always
        | Condition::Never
        | Condition::Known(_)
        | Condition::Is(..)
        | Condition::Among(..)
        | Condition::AtLeast(..) => {}
    }
}
