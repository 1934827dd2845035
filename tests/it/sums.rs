//! Arithmetic as facts: it answers questions, it tells how, and it never speaks against a person or a file.

use proptest::prelude::{ProptestConfig, any, prop, proptest};
use scf_tui::catalogue::Catalogue;
use scf_tui::clean::Clean;
use scf_tui::embedded;
use scf_tui::fact::{Amount, Answer, Facts, Key, Known, Observation, Unit, Value};
use scf_tui::guide::{Diagnosis, diagnose, sums};
use scf_tui::session::{Session, Start};

fn amount(number: u64, unit: Unit) -> Value {
    Value::Amount(Amount { number, unit })
}

fn word(catalogue: &Catalogue, key: &str, word: &str) -> Value {
    catalogue.fact(key).unwrap().parse(word).unwrap()
}

/// The case of a code in which these are answered.
fn case(code: u16, known: &[(&str, Value)]) -> (Catalogue, Session, Diagnosis) {
    let catalogue = embedded::catalogue();
    let mut session = Session::new(Start::Code(code));
    for (key, value) in known {
        session.facts.answer(Key::new(key), Answer::Is(value.clone()));
    }
    let diagnosis = diagnose(&catalogue, &session);
    (catalogue, session, diagnosis)
}

#[test]
fn duration_and_timeout_answer_their_question() {
    let at = [("duration", amount(3_000, Unit::Ms)), ("timeout", amount(3, Unit::S))];
    let (catalogue, session, diagnosis) = case(433, &at);
    let key = Key::new("dur_vs_timeout");
    assert_eq!(session.facts.known(&key), Known::Nothing, "it is never kept");
    let Known::Observed(observation) = diagnosis.facts.known(&key) else { panic!("{:?}", diagnosis.facts.known(&key)) };
    assert_eq!(observation.value, word(&catalogue, "dur_vs_timeout", "equal"));
    assert_eq!(&*observation.origin, "duration 3000 ms ≥ timeout 3 s");
    let question = catalogue.question_of(&key).unwrap();
    assert!(diagnosis.path.iter().any(|step| step.question == question), "the question is settled");
    assert!(!diagnosis.open.contains(&question), "and not asked");
    let (_, _, unknown) = case(433, &at[..1]);
    assert!(unknown.open.contains(&question), "one of the two is not enough");
}

#[test]
fn each_sum_states_what_the_catalogue_says() {
    use Unit::{Bytes, Mb, Ms, S};
    for (known, key, stated, origin) in [
        (vec![("duration", 2_999, Ms), ("timeout", 3, S)], "dur_vs_timeout", "below", "duration 2999 ms < timeout 3 s"),
        (
            vec![("init_seconds", 90, S), ("init_timeout", 90, S)],
            "init.time",
            "longer",
            "init_seconds 90 s ≥ init_timeout 90 s",
        ),
        (
            vec![("memory.used", 128, Mb), ("memory", 128, Mb)],
            "mem_vs_limit",
            "at_limit",
            "memory.used 128 MB ≥ memory 128 MB",
        ),
        (vec![("registry.mb", 1_024, Mb)], "registry.size", "over", "registry.mb 1024 MB ≥ 1024 MB"),
        (vec![("registry.mb", 1_023, Mb)], "registry.size", "below", "registry.mb 1023 MB < 1024 MB"),
        (
            vec![("init_timeout", 90, S), ("timeout", 3, S), ("gateway.wait", 60, S)],
            "gateway.timeout",
            "shorter",
            "init_timeout 90 s + timeout 3 s > gateway.wait 60 s",
        ),
        (
            vec![("init_timeout", 57, S), ("timeout", 3, S), ("gateway.wait", 60, S)],
            "gateway.timeout",
            "enough",
            "init_timeout 57 s + timeout 3 s ≤ gateway.wait 60 s",
        ),
    ] {
        let known: Vec<_> = known.into_iter().map(|(key, number, unit)| (key, amount(number, unit))).collect();
        let (catalogue, _, diagnosis) = case(433, &known);
        let Known::Observed(observation) = diagnosis.facts.known(&Key::new(key)) else { panic!("{key}") };
        assert_eq!((&observation.value, &*observation.origin), (&word(&catalogue, key, stated), origin));
    }
    // the limit of an event depends on the call
    for (call, bytes, over) in
        [("sync", 6_291_457, true), ("sync", 6_291_456, false), ("async", 131_073, true), ("async", 131_072, false)]
    {
        let catalogue = embedded::catalogue();
        let called = word(&catalogue, "invocation", call);
        let (catalogue, _, diagnosis) = case(407, &[("event.bytes", amount(bytes, Bytes)), ("invocation", called)]);
        let margins = sums::margins(&catalogue, &diagnosis.facts);
        let found: Vec<bool> = margins.iter().map(|(_, margin)| margin.over).collect();
        assert_eq!(found, [over], "{call} {bytes}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_computed_never_wins(
        numbers in prop::collection::vec(any::<u64>(), 0..40),
        picks in prop::collection::vec((any::<usize>(), any::<bool>()), 0..12),
    ) {
        let catalogue = embedded::catalogue();
        let mut facts = Facts::default();
        let amounts = catalogue.facts().iter().filter_map(|fact| match fact.kind {
            scf_tui::catalogue::Kind::Amount(unit) => Some((fact.key.clone(), unit)),
            _ => None,
        });
        for ((key, unit), number) in amounts.zip(&numbers) {
            facts.answer(key, Answer::Is(amount(number % 200_000, unit)));
        }
        let stated: Vec<&(Key, Value)> =
            catalogue.sums().iter().flat_map(|sum| sum.over.iter().chain(&sum.below)).collect();
        for (pick, answered) in picks {
            let (key, value) = stated[pick % stated.len()];
            if answered {
                facts.answer(key.clone(), Answer::Is(value.clone()));
            } else {
                facts.observe(key.clone(), Observation { value: value.clone(), origin: Clean::new("a file"), quote: None });
            }
        }
        let computed = sums::computed(&catalogue, &facts);
        for key in facts.keys() {
            assert_eq!(computed.value(key), facts.value(key), "{key}");
        }
    }
}
