//! Every path through the guide of the built-in catalogue: how long it is, and where it ends.

use std::collections::BTreeSet;

use scf_tui::catalogue::condition::Condition;
use scf_tui::catalogue::{Catalogue, FactType};
use scf_tui::diagnosis::ahead::most_left;
use scf_tui::diagnosis::audit::{FlawKind, audit};
use scf_tui::diagnosis::chart::{End, chart};
use scf_tui::diagnosis::paths::{Answers, Paths, Walker, answers};
use scf_tui::diagnosis::{Diagnosis, Grade, Next, diagnose, why};
use scf_tui::embedded;
use scf_tui::fact::{Answer, Key, Value};
use scf_tui::session::{Session, Start};
use serde_json::Value as Json;

use crate::support::bin::Home;

/// The most questions that a person who can answer each of them is asked.
const MOST: usize = 9;
/// What half of the paths of a code do not exceed.
const MEDIAN: usize = 4;

fn starts(catalogue: &Catalogue) -> Vec<Start> {
    let codes = catalogue.codes().iter().map(|code| Start::Code(code.number));
    codes.chain(catalogue.symptoms().iter().map(|symptom| Start::Symptom(symptom.slug.clone()))).collect()
}

fn told(catalogue: &Catalogue, paths: &Paths) -> String {
    steps(catalogue, &paths.longest)
}

fn steps(catalogue: &Catalogue, answers: &Answers) -> String {
    let answer = |value: &Option<Value>| value.as_ref().map_or("?".to_owned(), ToString::to_string);
    let steps = answers.iter();
    let steps = steps.map(|(id, value)| format!("{}={}", catalogue.question(*id).slug, answer(value)));
    steps.collect::<Vec<_>>().join(" ")
}

#[test]
fn nine_questions_at_most_and_half_of_each_codes_paths_with_four() {
    let catalogue = embedded::catalogue();
    let mut walker = Walker::new(&catalogue);
    let mut wrong = Vec::new();
    for start in starts(&catalogue) {
        let paths = walker.paths(&Session::new(start.clone()), 0);
        let is_code = matches!(start, Start::Code(_));
        if paths.most() > MOST || (is_code && paths.median() > MEDIAN) {
            let (most, median) = (paths.most(), paths.median());
            wrong.push(format!("{start:?}: {most} at most, median {median}: {}", told(&catalogue, &paths)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_cause_of_a_code_is_where_some_path_ends() {
    let catalogue = embedded::catalogue();
    let mut walker = Walker::new(&catalogue);
    let mut missed = Vec::new();
    for code in catalogue.codes() {
        let paths = walker.paths(&Session::new(Start::Code(code.number)), 0);
        for id in &code.causes {
            let cause = catalogue.cause(*id);
            let ends = if cause.rules.open().confirmed == Condition::Never { &paths.left } else { &paths.settled };
            if !ends.contains(id) {
                missed.push(format!("{}: {}", code.number, cause.slug));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

/// Where every question is answered and no cause is left, the catalogue says why that is honest; and it says so of no
/// answers that leave a cause.
#[test]
fn no_cause_is_left_only_where_the_catalogue_says_why() {
    let catalogue = embedded::catalogue();
    let mut walker = Walker::new(&catalogue);
    let mut bare = Vec::new();
    for start in starts(&catalogue) {
        let paths = walker.paths(&Session::new(start.clone()), 0);
        bare.extend(paths.bare.iter().map(|answers| format!("{start:?}: {}", steps(&catalogue, answers))));
    }
    assert!(bare.is_empty(), "{}", bare.join("\n"));
}

/// What a log says is heard: where it proves a cause, that cause is one of the code.
#[test]
fn no_way_ends_against_what_the_log_says() {
    let catalogue = embedded::catalogue();
    let flaws = catalogue.codes().iter().flat_map(|code| audit(&catalogue, code));
    let told = flaws.map(|flaw| match flaw.kind {
        FlawKind::Unexplained => format!("{}: nothing left: {}", flaw.code, steps(&catalogue, &flaw.answers)),
        FlawKind::Unheard(cause) => {
            format!("{}: {}: {}", flaw.code, catalogue.cause(cause).slug, steps(&catalogue, &flaw.answers))
        }
    });
    let told: Vec<String> = told.collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn i_do_not_know_never_blocks() {
    let catalogue = embedded::catalogue();
    for start in starts(&catalogue) {
        let mut session = Session::new(start.clone());
        let mut asked = 0;
        while let Next::Ask(id) = diagnose(&catalogue, &session).next {
            session.facts.answer(catalogue.question(id).fact.clone(), Answer::Unknown);
            asked += 1;
            assert!(asked <= catalogue.questions().count(), "{start:?} asks without end");
        }
        let diagnosis = diagnose(&catalogue, &session);
        assert!(diagnosis.best().is_some(), "{start:?}: who knows nothing is left with nothing");
        assert!(diagnosis.causes.iter().all(|standing| standing.grade == Grade::Possible), "{start:?}: {diagnosis:?}");
    }
}

/// Every value that a fact may have before the first question.
fn values(catalogue: &Catalogue, key: &Key) -> Vec<Value> {
    match &catalogue.fact(key.as_str()).unwrap().kind {
        FactType::Flag => vec![Value::Flag(true), Value::Flag(false)],
        FactType::Word(words) => words.iter().map(|word| Value::Word(word.id.clone())).collect(),
        FactType::Code => Vec::new(),
        FactType::Amount(_) | FactType::Text => {
            let question = catalogue.question_of(key).map(|id| catalogue.question(id));
            question.into_iter().flat_map(|question| &question.answers).map(|choice| choice.value.clone()).collect()
        }
    }
}

/// The facts that separate the causes of a case: those of the questions that the map says bear on one.
fn separating(catalogue: &Catalogue, diagnosis: &Diagnosis) -> Vec<Key> {
    let bears = |id| !why::separates(catalogue, diagnosis, id).is_empty();
    let open = diagnosis.open.iter().filter(|id| bears(**id)).map(|id| catalogue.question(*id).fact.clone());
    let missing = diagnosis.causes.iter().flat_map(|standing| standing.missing.clone());
    let mut keys: Vec<Key> = open.chain(missing).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// What evidence may say before the first question changes the way, not that it ends: from every pair of separating
/// facts, whatever their values, every path ends at a confirmed cause, at a best one, or at none with all ruled out.
#[test]
fn from_whatever_is_known_every_path_ends() {
    let catalogue = embedded::catalogue();
    let mut walker = Walker::new(&catalogue);
    let mut ends: u64 = 0;
    for code in catalogue.codes() {
        let session = Session::new(Start::Code(code.number));
        let keys = separating(&catalogue, &diagnose(&catalogue, &session));
        for (at, one) in keys.iter().enumerate() {
            for other in &keys[at..] {
                for first in values(&catalogue, one) {
                    for second in values(&catalogue, other) {
                        let mut known = session.clone();
                        known.facts.answer(one.clone(), Answer::Is(first.clone()));
                        known.facts.answer(other.clone(), Answer::Is(second));
                        let paths = walker.paths(&known, 0);
                        assert_eq!(paths.count(), paths.confirmed + paths.likely + paths.possible + paths.none);
                        assert!(paths.count() > 0 && paths.most() <= MOST, "{}: {one}, {other}", code.number);
                        ends += paths.count();
                    }
                }
            }
        }
    }
    assert!(ends > 10_000, "{ends}");
}

#[test]
fn the_numbers_are_told_in_both_languages_and_to_programs() {
    let catalogue = embedded::catalogue();
    let numbers = Home::new().run(&["catalogue", "stats", "--json"]);
    assert_eq!((numbers.err.as_str(), numbers.exit), ("", 0));
    let numbers: Json = serde_json::from_str(&numbers.out).unwrap();
    assert_eq!(numbers["codes"], catalogue.codes().len());
    assert_eq!(numbers["causes"], catalogue.causes().count());
    assert_eq!(numbers["by_code"].as_array().unwrap().len(), catalogue.codes().len());
    assert_eq!(numbers["by_symptom"].as_array().unwrap().len(), catalogue.symptoms().len());
    let paths = &numbers["paths"];
    let ends = ["confirmed", "likely", "possible", "none"].map(|end| paths[end].as_u64().unwrap());
    assert_eq!(paths["count"], ends.iter().sum::<u64>());
    assert!(numbers["paths_with_unknown"]["count"].as_u64() > paths["count"].as_u64());
    for (lang, texts) in [
        (
            "en",
            ["Questions that evidence can answer", "446 PortBindingFailed", "The gateway says 504", "were not walked"],
        ),
        ("zh", ["能由证据回答的问题", "446 PortBindingFailed", "中位数", "没有走"]),
    ] {
        let told = Home::new().run(&["catalogue", "stats", "--lang", lang]);
        for text in texts {
            assert!(told.out.contains(text), "{text}: {}", told.out);
        }
    }
}

/// "Question 3 of at most 6" holds on every way on from every start, and the number never grows while questions are
/// answered.
#[test]
fn how_many_questions_come_at_most_is_no_less_than_the_longest_way_asks() {
    let catalogue = embedded::catalogue();
    let mut walker = Walker::new(&catalogue);
    let (mut exact, mut promised_in_all) = (0, 0);
    for start in starts(&catalogue) {
        let mut session = Session::new(start.clone());
        let promised = most_left(&catalogue, &session, &diagnose(&catalogue, &session));
        let ways = walker.paths(&session, 0);
        assert!(ways.most() <= promised, "{start:?}: {promised}, but {}: {}", ways.most(), told(&catalogue, &ways));
        (exact, promised_in_all) = (exact + ways.most(), promised_in_all + promised);
        let mut before = promised;
        for (asked, (id, value)) in ways.longest.iter().enumerate() {
            let most = asked + most_left(&catalogue, &session, &diagnose(&catalogue, &session));
            assert!(most <= before && most >= ways.longest.len(), "{start:?}: question {asked}: {most} after {before}");
            before = most;
            let said = value.clone().map_or(Answer::Unknown, Answer::Is);
            session.facts.answer(catalogue.question(*id).fact.clone(), said);
        }
    }
    assert!(promised_in_all * 2 <= exact * 3, "{promised_in_all} promised, {exact} asked: nobody believes that");
}

/// Every answer of the map leads somewhere, every question stands in it once, and what it leads to is what comes.
#[test]
fn every_answer_of_the_map_leads_to_a_question_or_to_an_end() {
    let catalogue = embedded::catalogue();
    for start in starts(&catalogue) {
        let session = Session::new(start.clone());
        let diagnosis = diagnose(&catalogue, &session);
        let chart = chart(&catalogue, &session, &diagnosis);
        let questions: BTreeSet<_> = chart.stations.iter().map(|station| station.question).collect();
        assert_eq!(questions.len(), chart.stations.len(), "{start:?}: a question stands twice");
        for (at, station) in chart.stations.iter().enumerate() {
            let offered = answers(&catalogue, &session, station.question).into_iter().flatten().count();
            assert_eq!(station.arms.iter().map(|arm| arm.values.len()).sum::<usize>(), offered, "{start:?}");
            for arm in &station.arms {
                if let End::Question(id) = &arm.end {
                    let to = chart.stations.iter().position(|other| other.question == *id);
                    assert!(
                        to.is_some_and(|to| to > at),
                        "{start:?}: {} leads back",
                        catalogue.question(station.question).slug
                    );
                }
            }
        }
        if let Next::Ask(first) = diagnosis.next {
            let station = chart.stations.iter().find(|station| station.question == first).unwrap();
            for arm in &station.arms {
                let mut told = session.clone();
                told.facts.answer(catalogue.question(first).fact.clone(), Answer::Is(arm.values[0].clone()));
                match (&arm.end, diagnose(&catalogue, &told).next) {
                    (End::Question(id), Next::Ask(next)) => assert_eq!(*id, next, "{start:?}"),
                    (End::Confirmed(id), Next::Confirmed(cause)) => assert_eq!(*id, cause, "{start:?}"),
                    (End::Elsewhere, Next::Ask(next)) => assert!(!questions.contains(&next), "{start:?}"),
                    (_, next) => assert_eq!(next, Next::Exhausted, "{start:?}"),
                }
            }
        }
    }
}

#[test]
fn what_the_console_shows_in_chinese_has_its_english_name_beside_it() {
    let mut bare = Vec::new();
    for (number, english) in english_texts(include_str!("../../catalogue.yaml")) {
        let mut depth = 0;
        let outside: String = (english.chars())
            .filter(|c| {
                depth += i32::from(*c == '(') - i32::from(*c == ')');
                depth == 0
            })
            .collect();
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        if outside.contains(is_han) && !english.contains("https://") {
            bare.push(format!("{number}: {english}"));
        }
    }
    assert!(bare.is_empty(), "only Chinese for an English reader:\n{}", bare.join("\n"));
}

/// The English texts of a catalogue file with their lines, those over several lines in one piece.
fn english_texts(source: &str) -> Vec<(usize, String)> {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut texts: Vec<(usize, String)> = Vec::new();
    let mut column = None;
    for (number, line) in (1..).zip(source.lines()) {
        match (column, texts.last_mut()) {
            (Some(column), Some((_, text))) if depth(line) > column => *text = format!("{text} {}", line.trim()),
            _ => column = None,
        }
        if column.is_some() {
            continue;
        }
        let Some(at) = line.find("en: ") else { continue };
        let text = line[at + "en: ".len()..].split(", zh: ").next().unwrap_or_default();
        column = text.starts_with(['>', '|']).then_some(at);
        texts.push((number, text.to_owned()));
    }
    texts
}
