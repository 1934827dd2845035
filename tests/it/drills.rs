//! The cases to rehearse: each one leads from its answers to its cause, and a person who rehearses it is told how they
//! fared.

use std::collections::BTreeSet;

use scf_tui::catalogue::Catalogue;
use scf_tui::catalogue::drill::{Begin, Drill};
use scf_tui::catalogue::load::drill::drills;
use scf_tui::catalogue::load::fault::Fault;
use scf_tui::diagnosis::drill::{begin, is_solved, misread, recorded};
use scf_tui::diagnosis::why::cheapest_check;
use scf_tui::diagnosis::{Grade, Next, diagnose};
use scf_tui::embedded;
use scf_tui::fact::Answer;
use scf_tui::lang::Lang;
use scf_tui::report::case::{self, Case};
use scf_tui::session::Session;
use serde_json::Value as Json;

use crate::support::bin::{Home, Run};

/// The case when each question is answered by the record, and the answers as a person types them.
fn walked(catalogue: &Catalogue, drill: &Drill) -> (Session, String) {
    let mut session = begin(drill);
    let mut typed = String::new();
    while let Next::Ask(id) = diagnose(catalogue, &session).next {
        let question = catalogue.question(id);
        let answer = recorded(drill, &question.fact);
        if let Answer::Is(value) = &answer {
            let offered = question.answers.is_empty() || question.answers.iter().any(|it| it.value == *value);
            assert!(offered, "{}: {value} is no answer of `{}`", drill.slug, question.slug);
            typed.push_str(&value.to_string());
        } else {
            typed.push('u');
        }
        typed.push('\n');
        session.facts.answer(question.fact.clone(), answer);
    }
    (session, typed)
}

#[test]
fn every_case_leads_to_its_cause() {
    let catalogue = embedded::catalogue();
    let mut wrong = Vec::new();
    for drill in embedded::drills() {
        let (session, typed) = walked(&catalogue, &drill);
        let diagnosis = diagnose(&catalogue, &session);
        let best = diagnosis.best().map(|best| (catalogue.cause(best.cause).slug.as_str(), best.grade.rank()));
        if !is_solved(&drill, &diagnosis) {
            wrong.push(format!("{}: {best:?} by {typed:?}", drill.slug));
        }
        for (key, _) in &drill.facts {
            if session.facts.value(key).is_none() {
                wrong.push(format!("{}: nobody asks for {key}; asked {typed:?}", drill.slug));
            }
        }
        let all_told = typed.lines().all(|line| line != "u");
        if !all_told && !drill.facts.is_empty() {
            wrong.push(format!("{}: the story leaves a question open: {typed:?}", drill.slug));
        }
        assert_eq!(misread(&drill, &session), []);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Before a case can be closed, its rivals are told, each with the check that would tell it apart, and the look-alikes.
#[test]
fn a_verdict_names_its_rivals_and_their_checks() {
    let catalogue = embedded::catalogue();
    let mut checks = 0;
    for drill in embedded::drills() {
        let (session, _) = walked(&catalogue, &drill);
        let diagnosis = diagnose(&catalogue, &session);
        let best = diagnosis.best().unwrap();
        // where nothing speaks for a cause there is no verdict, see the guide's tests
        if best.grade == Grade::Possible {
            continue;
        }
        for lang in [Lang::En, Lang::Zh] {
            let told = Case { catalogue: &catalogue, session: &session, diagnosis: &diagnosis, lang };
            let verdict = case::verdict(told).to_text() + &case::rivals(told).to_text();
            let rivals = diagnosis.causes.iter().filter(|it| it.stands() && it.cause != best.cause).take(5);
            for rival in rivals {
                let title = catalogue.cause(rival.cause).title.of(lang);
                assert!(verdict.contains(title), "{}: {title}: {verdict}", drill.slug);
                let Some(check) = cheapest_check(&catalogue, &diagnosis, rival.cause) else { continue };
                let ask = catalogue.question(check).ask.of(lang);
                assert_eq!(verdict.matches(ask).count(), 1, "{}: {ask}: {verdict}", drill.slug);
                checks += 1;
            }
            for unlike in &catalogue.cause(best.cause).remedy.open().unlike {
                assert!(verdict.contains(unlike.of(lang)), "{}: {verdict}", drill.slug);
            }
        }
    }
    assert!(checks > 50, "{checks}");
}

#[test]
fn there_are_cases_for_every_code() {
    let catalogue = embedded::catalogue();
    let drills = embedded::drills();
    assert!(drills.len() >= 40, "{}", drills.len());
    let begun: BTreeSet<u16> = drills
        .iter()
        .filter_map(|drill| match drill.start {
            Begin::Code(number) => Some(number),
            Begin::Symptom(_) => None,
        })
        .collect();
    let codes: BTreeSet<u16> = catalogue.codes().iter().map(|code| code.number).collect();
    assert_eq!(begun, codes);
    assert!(drills.iter().any(|drill| matches!(drill.start, Begin::Symptom(_))));
}

#[test]
fn a_story_does_not_give_its_cause_away() {
    let catalogue = embedded::catalogue();
    for drill in embedded::drills() {
        let cause = catalogue.cause(drill.cause);
        for (told, title) in [(&drill.story.en, &cause.title.en), (&drill.story.zh, &cause.title.zh)] {
            assert!(!told.contains(title.as_str()), "{} tells {title}", drill.slug);
            assert!(!drill.title.en.contains(cause.slug.as_str()), "{}", drill.slug);
        }
    }
}

/// What happens when this is typed into the rehearsal of a case.
fn rehearse(args: &[&str], typed: &str) -> Run {
    Home::new().with(&[&["drill"], args].concat(), &[], typed)
}

#[test]
fn whoever_answers_as_recorded_finds_the_cause() {
    let catalogue = embedded::catalogue();
    for (at, drill) in embedded::drills().iter().enumerate().step_by(7) {
        let (_, typed) = walked(&catalogue, drill);
        let run = rehearse(&[&(at + 1).to_string()], &typed);
        for text in [drill.title.en.as_str(), "Right. That is the recorded cause.", "Every answer is as recorded."] {
            assert!(run.out.contains(text), "{}: no {text}: {}", drill.slug, run.out);
        }
        assert_eq!((run.err.as_str(), run.exit), ("", 0), "{}", drill.slug);
    }
}

#[test]
fn whoever_answers_otherwise_is_told_what_was_read_differently() {
    let other = rehearse(&["spring-default"], "image\nloopback_only\n");
    for text in [
        "You hold: 446 PortBindingFailed",
        "Not the recorded cause.",
        "Yours: It listens on 127.0.0.1 only",
        "Recorded: It listens on another port than 9000",
        "What listens on port 9000",
        "you said: a listener on 127.0.0.1 only",
        "the story says: nothing; it listens on another port",
    ] {
        assert!(other.out.contains(text), "no {text}: {}", other.out);
    }
    assert_eq!(other.exit, 1);
    let lost = rehearse(&["spring-default", "--lang", "zh"], "image\nall_interfaces\n");
    assert!(lost.out.contains("走岔了") && lost.out.contains("故事里是"), "{}", lost.out);
    let unknown = rehearse(&["spring-default"], "image\nu\n");
    assert!(unknown.out.contains("you said: not known"), "{}", unknown.out);
    assert_eq!(rehearse(&["spring-default"], "q\n").exit, 1);
}

#[test]
fn the_cases_are_listed_for_people_and_programs() {
    let drills = embedded::drills();
    let listed: Json = serde_json::from_str(&rehearse(&["--json"], "").out).unwrap();
    let listed = listed.as_array().unwrap();
    assert_eq!(listed.len(), drills.len());
    for (at, (told, drill)) in listed.iter().zip(&drills).enumerate() {
        assert_eq!((&told["number"], &told["id"]), (&Json::from(at + 1), &Json::from(drill.slug.as_str())));
        assert_eq!(told["code"].is_null(), !told["symptom"].is_null());
        assert_eq!(told["facts"].as_object().unwrap().len(), drill.facts.len());
        assert!(!told["story"].as_str().unwrap().is_empty() && told["cause"].is_string() && told["grade"].is_string());
    }
    let table = rehearse(&["--lang", "zh"], "").out;
    assert_eq!(table.lines().count(), drills.len() + 3);
    assert!(table.contains("446 PortBindingFailed"), "{table}");
    for wrong in ["0", "1000", "no-such-case"] {
        let run = rehearse(&[wrong], "");
        assert_eq!((run.out.as_str(), run.exit), ("", 2));
        assert!(run.err.contains(&format!("no drill is called `{wrong}`")), "{}", run.err);
    }
}

#[test]
fn a_faulty_case_is_named_with_its_place() {
    let catalogue = embedded::catalogue();
    let case = "- id: one\n  start: 446\n  title: {en: One, zh: 一}\n  story: {en: A story of it., zh: 故事。}\n  \
                facts: {port.9000: nothing}\n  cause: wrong-port\n  grade: confirmed\n";
    assert_eq!(drills(&catalogue, case).map(|drills| drills.len()), Ok(1));
    for (old, new, line, what) in [
        ("start: 446", "start: 999", 2, "no code or symptom is called `999`"),
        ("port.9000: nothing", "port.9000: ajar", 5, "`ajar` is no value of the fact `port.9000`"),
        ("port.9000: nothing", "port.9001: nothing", 5, "no fact is called `port.9001`"),
        ("cause: wrong-port", "cause: no-port", 6, "no cause is called `no-port`"),
        ("zh: 故事。", "zh: A story of it.", 4, "the text is not in Chinese"),
        ("grade: confirmed", "grade: sure", 7, "unknown variant `sure`"),
    ] {
        let text = case.replace(old, new);
        let faults = drills(&catalogue, &text).unwrap_err();
        let [fault] = faults.as_slice() else { panic!("{faults:#?}") };
        assert!(fault.what(Lang::En).contains(what), "{}", fault.what(Lang::En));
        assert_eq!(Fault::positions(&faults, &text)[0].0, line, "{what}");
    }
    let twice = drills(&catalogue, &format!("{case}{case}")).unwrap_err();
    assert!(
        matches!(twice.as_slice(), [fault] if fault.what(Lang::En).contains("the drill `one` stands twice")),
        "{twice:#?}"
    );
}
