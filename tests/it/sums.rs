//! Arithmetic as facts: it answers questions, it tells how, and it never speaks against a person or a file.

use proptest::prelude::{ProptestConfig, any, prop, proptest};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use scf_tui::catalogue::Catalogue;
use scf_tui::catalogue::load::load;
use scf_tui::clean::Clean;
use scf_tui::diagnosis::{Diagnosis, Grade, diagnose, sums};
use scf_tui::embedded;
use scf_tui::fact::{Amount, Answer, Facts, Key, Known, Observation, Origin, Place, Unit, Value};
use scf_tui::lang::Lang;
use scf_tui::report::case::{self, Case};
use scf_tui::report::text::{self, Ink, Setting};
use scf_tui::session::{Session, Start};
use scf_tui::tui::theme::Theme;
use scf_tui::tui::widgets::choices::Choices;

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
    assert_eq!(observation.origin, Origin::Computed(Clean::new("duration 3000 ms ≥ timeout 3 s")));
    let question = catalogue.question_of(&key).unwrap();
    assert!(diagnosis.path.iter().any(|step| step.question == question), "the question is settled");
    assert!(!diagnosis.open.contains(&question), "and not asked");
    let (_, _, unknown) = case(433, &at[..1]);
    assert!(unknown.open.contains(&question), "one of the two is not enough");
}

/// That these amounts state a word, and how that is told.
fn assert_stated(known: Vec<(&str, u64, Unit)>, key: &str, stated: &str, origin: &str) {
    let known: Vec<_> = known.into_iter().map(|(key, number, unit)| (key, amount(number, unit))).collect();
    let (catalogue, _, diagnosis) = case(433, &known);
    let Known::Observed(observation) = diagnosis.facts.known(&Key::new(key)) else { panic!("{key}") };
    let origin = Origin::Computed(Clean::new(origin));
    assert_eq!((&observation.value, &observation.origin), (&word(&catalogue, key, stated), &origin));
}

#[test]
fn each_sum_states_what_the_catalogue_says() {
    use Unit::{Bytes, Mb, Ms, PerSecond, S};
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
        assert_stated(known, key, stated, origin);
    }
    for (known, key, stated, origin) in [
        (
            vec![("rate", 100, PerSecond), ("run.usual", 101, Ms), ("memory", 128, Mb), ("reserved.mb", 1_280, Mb)],
            "quota.need",
            "over",
            "rate 100 /s × run.usual 101 ms × memory 128 MB > reserved.mb 1280 MB",
        ),
        (
            vec![("rate", 100, PerSecond), ("run.usual", 100, Ms), ("memory", 128, Mb), ("reserved.mb", 1_280, Mb)],
            "runs",
            "longer",
            "rate 100 /s × run.usual 100 ms × memory 128 MB ≤ reserved.mb 1280 MB",
        ),
        (
            vec![("rate", 100, PerSecond), ("run.usual", 100, Ms), ("memory", 128, Mb), ("reserved.mb", 0, Mb)],
            "quota.reserved",
            "zero",
            "rate 100 /s × run.usual 100 ms × memory 128 MB ≥ reserved.mb 0 MB",
        ),
        (
            vec![("rate", 5_000, PerSecond), ("run.usual", 1, S), ("memory", 128, Mb), ("region.mb", 128_000, Mb)],
            "quota.region",
            "own",
            "rate 5000 /s × run.usual 1 s × memory 128 MB > region.mb 128000 MB",
        ),
    ] {
        assert_stated(known, key, stated, origin);
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

#[test]
fn the_concurrency_needed_settles_a_cause_and_never_what_it_cannot_know() {
    let need = |run: u64, limit: (&'static str, u64)| {
        vec![
            ("rate", amount(200, Unit::PerSecond)),
            ("run.usual", amount(run, Unit::Ms)),
            ("memory", amount(512, Unit::Mb)),
            (limit.0, amount(limit.1, Unit::Mb)),
        ]
    };
    let best = |known: &[(&str, Value)]| {
        let (catalogue, _, diagnosis) = case(432, known);
        let best = diagnosis.best().unwrap();
        (catalogue.cause(best.cause).slug.to_string(), matches!(best.grade, Grade::Confirmed(_)))
    };
    // a good day fits into the quota: then the day is no good one
    assert_eq!(best(&need(110, ("reserved.mb", 64_000))), ("slow-runs-fill-quota".to_owned(), true));
    assert_eq!(best(&need(810, ("reserved.mb", 64_000))), ("reserved-too-small".to_owned(), false));
    assert_eq!(best(&need(810, ("region.mb", 64_000))), ("region-full".to_owned(), false));
    // what fits into a region says nothing: others use it too
    let (catalogue, session, diagnosis) = case(432, &need(110, ("region.mb", 64_000)));
    assert!(diagnosis.causes.iter().all(|standing| standing.grade == Grade::Possible), "{diagnosis:?}");
    let told = Case { catalogue: &catalogue, session: &session, diagnosis: &diagnosis, lang: Lang::En };
    let brief = case::brief(told).to_text();
    assert!(brief.contains("[#---------] 11264 MB / 64000 MB · 52736 MB left"), "{brief}");
}

#[test]
fn the_concurrency_needed_as_a_person_sees_it() {
    let known = [
        ("rate", amount(200, Unit::PerSecond)),
        ("run.usual", amount(810, Unit::Ms)),
        ("memory", amount(512, Unit::Mb)),
        ("reserved.mb", amount(64_000, Unit::Mb)),
        ("runs", word(&embedded::catalogue(), "runs", "usual")),
        ("quota.text", word(&embedded::catalogue(), "quota.text", "reserved")),
    ];
    let (catalogue, session, diagnosis) = case(432, &known);
    for (lang, name) in [(Lang::En, "need-en"), (Lang::Zh, "need-zh")] {
        let told = Case { catalogue: &catalogue, session: &session, diagnosis: &diagnosis, lang };
        let verdict = case::verdict(told);
        insta::assert_snapshot!(name, text::page(&verdict, Setting { width: 80, ink: Ink::Plain }));
    }
}

#[test]
fn a_sum_whose_units_or_names_do_not_fit_is_a_fault() {
    for (value, limit, what) in [
        ("timeout", "memory", "measure different things"),
        ("timeout + memory", "3 s", "the terms measure different things"),
        ("timeout * memory", "3 s", "has no unit"),
        ("rate * rate * timeout * memory", "3 s", "has no unit"),
        ("rate * timeout * memory", "3 s", "measure different things"),
        ("rate", "3 count", "measure different things"),
        ("timeuot", "3 s", "no fact is called `timeuot`"),
        ("deploy", "3 s", "`deploy` is no value"),
        ("timeout", "3", "no fact is called `3`"),
        ("timeout", "", "no fact is called ``"),
    ] {
        let yaml = format!("sums: [{{id: a, label: {{en: a, zh: a}}, value: \"{value}\", limit: \"{limit}\"}}]");
        let faults = load(embedded::catalogue(), &yaml, Some("own.yaml")).unwrap_err();
        assert!(faults.iter().any(|fault| fault.what(Lang::En).contains(what)), "{value} {limit}: {faults:?}");
    }
}

#[test]
fn what_a_sum_gives_measures_the_same() {
    for (gives, what) in [
        ("timeout", "the value does not fit the fact that it is to be"),
        ("deploy", "the value does not fit"),
        ("need.md", "no fact is called `need.md`"),
    ] {
        let yaml = format!("sums: [{{id: a, label: {{en: a, zh: a}}, value: memory, limit: 3 MB, gives: {gives}}}]");
        let faults = load(embedded::catalogue(), &yaml, Some("own.yaml")).unwrap_err();
        assert!(faults.iter().any(|fault| fault.what(Lang::En).contains(what)), "{gives}: {faults:?}");
    }
}

#[test]
fn bars_are_whole_at_any_width() {
    let known = [("duration", amount(3_400, Unit::Ms)), ("timeout", amount(3, Unit::S))];
    let (catalogue, _, diagnosis) = case(433, &known);
    for lang in [Lang::En, Lang::Zh] {
        let page = scf_tui::report::sums::page(&catalogue, &diagnosis.facts, lang);
        for width in 1..60 {
            let area = Rect::new(0, 0, width, 20);
            let mut buf = Buffer::empty(area);
            let mut choices = Choices::default();
            choices.layout(&page, area);
            choices.draw(false, area, Theme::plain(), &mut buf);
            let text: String = buf.content().iter().map(ratatui::buffer::Cell::symbol).collect();
            // the mark, two brackets and ten cells, and the cell that the choices keeps free
            assert!(width < 16 || text.contains("[########>#]"), "{width}: {text}");
        }
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
            scf_tui::catalogue::FactType::Amount(unit) => Some((fact.key.clone(), unit)),
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
                facts.observe(key.clone(), Observation { value: value.clone(), origin: Origin::Evidence(Place::default()), quote: None });
            }
        }
        let computed = sums::computed(&catalogue, &facts);
        for key in facts.keys() {
            assert_eq!(computed.value(key), facts.value(key), "{key}");
        }
    }
}
