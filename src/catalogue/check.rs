//! What must hold of a whole catalogue beyond its form: everything is reachable, nothing contradicts itself.

use std::collections::BTreeSet;

use crate::catalogue::condition::{Condition, Rules, Truth};
use crate::catalogue::fault::Fault;
use crate::catalogue::lay::Places;
use crate::catalogue::{Catalogue, Cause, CauseId, QuestionId};
use crate::fact::{Answer, Facts, Key, Value};

/// Combinations of facts tried for one cause; conditions that name more are cut off here, and say so to nobody, since
/// the walks of the test-suite meet them.
const MAX_CASES: usize = 20_000;

/// Every fault of the catalogue as a whole.
#[must_use]
pub fn check(catalogue: &Catalogue, places: &Places) -> Vec<Fault> {
    let mut faults = questions(catalogue, places);
    for (id, cause) in catalogue.causes() {
        faults.extend(cause_faults(catalogue, places, id, cause));
    }
    for code in catalogue.codes() {
        for (at, cause) in code.causes.iter().enumerate() {
            for rival in code.causes[..at].iter().chain(&code.causes[at + 1..]) {
                if implies(catalogue, *cause, *rival) {
                    let [cause_slug, rival] = [*cause, *rival].map(|id| &catalogue.cause(id).slug);
                    faults.push(Fault::rivals(&places.cause(*cause), cause_slug, rival, code.number));
                }
            }
        }
    }
    faults
}

fn questions(catalogue: &Catalogue, places: &Places) -> Vec<Fault> {
    let first: BTreeSet<QuestionId> = (catalogue.codes().iter().flat_map(|code| &code.first))
        .chain(catalogue.symptoms().iter().flat_map(|symptom| &symptom.first))
        .copied()
        .collect();
    let rules: Vec<Rules> = catalogue.causes().map(|(_, cause)| cause.rules.open()).collect();
    let named: BTreeSet<&Key> = rules.iter().flat_map(Rules::keys).collect();
    let mut faults = Vec::new();
    let mut settled: BTreeSet<&Key> = BTreeSet::new();
    for (id, question) in catalogue.questions() {
        let fault = |why: &str| Fault::unasked(&places.question(id), &question.slug, why);
        let stands = catalogue.asking().iter().any(|asking| asking.question == id);
        let leads_on = catalogue.asking().iter().any(|asking| asking.under.contains(&id));
        let lists_codes = question.answers.is_empty();
        if !stands && !first.contains(&id) {
            faults.push(fault("it stands neither in the guide nor in a `first`"));
        } else if !named.contains(&question.fact) && !leads_on && !lists_codes {
            faults.push(fault("no cause speaks of its fact"));
        }
        if !settled.insert(&question.fact) {
            faults.push(fault("another question settles the same fact"));
        }
    }
    faults
}

fn cause_faults(catalogue: &Catalogue, places: &Places, id: CauseId, cause: &Cause) -> Vec<Fault> {
    let listed = catalogue.codes().iter().any(|code| code.causes.contains(&id));
    let (mut reached, mut contradiction) = (false, None);
    let rules = cause.rules.open();
    each_case(catalogue, &[&rules.confirmed, &rules.ruled_out], |facts| {
        if matches!(rules.confirmed.eval(facts), Truth::True(_)) {
            reached = true;
            if matches!(rules.ruled_out.eval(facts), Truth::True(_)) {
                contradiction = Some(describe(facts));
            }
        }
    });
    each_case(catalogue, &[&rules.likely], |facts| {
        reached |= matches!(rules.likely.eval(facts), Truth::True(_));
    });
    let mut faults = Vec::new();
    let path = places.cause(id);
    if !listed {
        faults.push(Fault::unreached(&path, &cause.slug, "no code lists it"));
    } else if !reached {
        faults.push(Fault::unreached(&path, &cause.slug, "no answer makes it confirmed or likely"));
    }
    if let Some(facts) = contradiction {
        faults.push(Fault::contradiction(&path, &cause.slug, &facts));
    }
    faults
}

/// Whether all that confirms `cause` confirms `rival` too.
fn implies(catalogue: &Catalogue, cause: CauseId, rival: CauseId) -> bool {
    let [cause, rival] = [cause, rival].map(|id| catalogue.cause(id).rules.open().confirmed);
    let known = cause.keys();
    if rival.keys().is_empty() || !rival.keys().iter().any(|key| known.contains(key)) {
        return false;
    }
    let (mut ever, mut always) = (false, true);
    each_case(catalogue, &[&cause], |facts| {
        if matches!(cause.eval(facts), Truth::True(_)) {
            ever = true;
            always &= matches!(rival.eval(facts), Truth::True(_));
        }
    });
    ever && always
}

/// Calls `visit` with every combination of answers to the questions that settle the facts of `conditions`.
fn each_case(catalogue: &Catalogue, conditions: &[&Condition], mut visit: impl FnMut(&Facts)) {
    let keys: BTreeSet<&Key> = conditions.iter().flat_map(|condition| condition.keys()).collect();
    let outcomes: Vec<(&Key, Vec<Value>)> = keys.into_iter().map(|key| (key, outcomes(catalogue, key))).collect();
    let cases = outcomes.iter().map(|(_, values)| values.len() + 1).product::<usize>().min(MAX_CASES);
    for case in 0..cases {
        let mut facts = Facts::default();
        let mut rest = case;
        for (key, values) in &outcomes {
            if let Some(value) = values.get(rest % (values.len() + 1)) {
                facts.answer((*key).clone(), Answer::Is(value.clone()));
            }
            rest /= values.len() + 1;
        }
        visit(&facts);
    }
}

/// The values that a person can give a fact.
fn outcomes(catalogue: &Catalogue, key: &Key) -> Vec<Value> {
    let Some(question) = catalogue.question_of(key) else { return Vec::new() };
    catalogue.question(question).answers.iter().map(|choice| choice.value.clone()).collect()
}

fn describe(facts: &Facts) -> String {
    let known = facts.keys().filter_map(|key| facts.value(key).map(|value| format!("`{key}: {value}`")));
    known.collect::<Vec<_>>().join(", ")
}

/// The keys that a command takes values of: `%{key}`.
pub fn holes(command: &str) -> impl Iterator<Item = &str> {
    command.split("%{").skip(1).filter_map(|rest| rest.split_once('}').map(|(key, _)| key))
}

/// Whether a shell would find every quote of `command` closed.
#[must_use]
pub fn quotes_balance(command: &str) -> bool {
    let mut open = None;
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        match (open, c) {
            (Some('\''), '\'') | (Some('"'), '"') => open = None,
            (None | Some('"'), '\\') => {
                chars.next();
            }
            (None, '\'' | '"') => open = Some(c),
            _ => {}
        }
    }
    open.is_none()
}

#[cfg(test)]
mod tests {
    use super::{holes, quotes_balance};

    #[test]
    fn quotes() {
        for (command, balanced) in [
            ("echo 'a b' \"c\"", true),
            ("echo 'it", false),
            ("echo \"it's\"", true),
            ("echo it\\'s", true),
            ("sed -i 's/\\r$//' f", true),
            ("echo \"a\\\"", false),
        ] {
            assert_eq!(quotes_balance(command), balanced, "{command}");
        }
    }

    #[test]
    fn holes_are_the_keys_in_order() {
        let keys: Vec<_> = holes("a %{region} ${HOME} {{.State}} %{port.9000}").collect();
        assert_eq!(keys, ["region", "port.9000"]);
    }
}
