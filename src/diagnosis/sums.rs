//! What follows from a case by arithmetic: worked out anew from its facts each time, and never kept.

use std::collections::BTreeMap;

use crate::catalogue::Catalogue;
use crate::catalogue::sum::{Equal, Margin, Sum, Term, Terms};
use crate::clean::Clean;
use crate::fact::{Facts, Key, Observation, Origin, Value};

/// `facts`, and what the arithmetic of the catalogue states. Where two sums state the same fact, the first one counts.
#[must_use]
pub fn computed(catalogue: &Catalogue, facts: &Facts) -> Facts {
    if facts.is_empty() {
        return Facts::default();
    }
    let mut computed: BTreeMap<Key, Observation> = BTreeMap::new();
    for sum in catalogue.sums() {
        let Some(margin) = sum.margin(facts) else { continue };
        let stated = sum.states(&margin).map(|(key, value)| (key, value.clone()));
        let given = sum.given(&margin).map(|(key, value)| ((key, value), Clean::new(&told(facts, &sum.value))));
        let stated = stated.map(|stated| (stated, origin(facts, sum, &margin)));
        for ((key, value), origin) in stated.chain(given) {
            computed.entry(key.clone()).or_insert(Observation { value, origin: Origin::Computed(origin), quote: None });
        }
    }
    facts.with_computed(computed)
}

/// Every sum of which both sides are known; those over their limit first, then the fullest.
#[must_use]
pub fn margins<'a>(catalogue: &'a Catalogue, facts: &Facts) -> Vec<(&'a Sum, Margin)> {
    let sums = catalogue.sums().iter();
    let mut margins: Vec<_> = sums.filter_map(|sum| Some((sum, sum.margin(facts)?))).collect();
    margins.sort_by_key(|(_, margin)| (!margin.over, u128::MAX - margin.percent));
    margins
}

/// The arithmetic in one line: `duration 3000 ms ≥ timeout 3 s`.
fn origin(facts: &Facts, sum: &Sum, margin: &Margin) -> Clean {
    let sign = match (margin.over, sum.equal) {
        (true, Equal::Over) => "≥",
        (true, Equal::Within) => ">",
        (false, Equal::Over) => "<",
        (false, Equal::Within) => "≤",
    };
    Clean::new(&format!("{} {sign} {}", told(facts, &sum.value), told(facts, &sum.limit)))
}

fn told(facts: &Facts, terms: &Terms) -> String {
    let term = |term: &Term| match term {
        Term::Amount(amount) => amount.to_string(),
        Term::Fact(key) => match facts.value(key) {
            Some(Value::Amount(amount)) => format!("{key} {amount}"),
            _ => key.to_string(),
        },
    };
    let product = |product: &Vec<Term>| product.iter().map(term).collect::<Vec<_>>().join(" × ");
    terms.0.iter().map(product).collect::<Vec<_>>().join(" + ")
}
