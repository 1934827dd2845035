//! Which questions a case may come to: a question of the tree is open while the answers above it may still be the ones
//! that lead to it.
//!
//! A question may stand in several places. In a case those count under questions that a cause of the case speaks of;
//! where there are none, a place at the top level; else every place, without the questions that no cause speaks of.

use std::collections::BTreeSet;

use crate::catalogue::Catalogue;
use crate::catalogue::condition::Truth;
use crate::catalogue::tree::{Asking, Gate};
use crate::fact::{Facts, Key, Known};

/// The questions that a case may come to, in order; beside each what is true of the answers above it.
pub(super) fn reachable<'c>(
    catalogue: &'c Catalogue,
    order: &'c [Asking],
    spoken_of: &BTreeSet<&Key>,
    facts: &Facts,
) -> Vec<(&'c Asking, Truth)> {
    let places: Vec<(&Asking, Vec<Vec<&Gate>>)> =
        order.iter().map(|asking| (asking, counting(asking, spoken_of))).collect();
    let fact = |asking: &Asking| &catalogue.question(asking.question).fact;
    // a question that is not asked leads nowhere, so what stands below it closes too
    let mut closed: BTreeSet<&Key> = BTreeSet::new();
    loop {
        let known = closed.len();
        for (asking, places) in &places {
            if matches!(truth(places, facts, &closed), Truth::False(_)) {
                closed.insert(fact(asking));
            }
        }
        if closed.len() == known {
            break;
        }
    }
    let open = places.into_iter().filter(|(asking, _)| !closed.contains(fact(asking)));
    open.map(|(asking, places)| (asking, truth(&places, facts, &closed))).collect()
}

/// The places that count in a case.
fn counting<'c>(asking: &'c Asking, spoken_of: &BTreeSet<&Key>) -> Vec<Vec<&'c Gate>> {
    let spoken = |gate: &&Gate| spoken_of.contains(&gate.key);
    let places = || asking.places.iter().map(|gates| gates.iter().collect::<Vec<_>>());
    let own: Vec<Vec<&Gate>> = places().filter(|gates| !gates.is_empty() && gates.iter().all(spoken)).collect();
    if !own.is_empty() {
        return own;
    }
    if asking.places.iter().any(Vec::is_empty) {
        return vec![Vec::new()];
    }
    places().map(|gates| gates.into_iter().filter(spoken).collect()).collect()
}

/// One place that is open is enough.
fn truth(places: &[Vec<&Gate>], facts: &Facts, closed: &BTreeSet<&Key>) -> Truth {
    let (mut shut, mut missing) = (Vec::new(), Vec::new());
    for gates in places {
        let mut unknown = Vec::new();
        let mut stops = None;
        for gate in gates {
            match facts.value(&gate.key) {
                Some(value) if gate.values.contains(value) => {}
                Some(_) => stops = Some(&gate.key),
                // a question that the person could not answer was asked
                None if closed.contains(&gate.key) && facts.known(&gate.key) != Known::Parked => {
                    stops = Some(&gate.key);
                }
                None => unknown.push(gate.key.clone()),
            }
        }
        match stops {
            Some(key) => shut.push(key.clone()),
            None if unknown.is_empty() => return Truth::True(Vec::new()),
            None => missing.extend(unknown),
        }
    }
    if missing.is_empty() { Truth::False(shut) } else { Truth::Unknown(missing) }
}
