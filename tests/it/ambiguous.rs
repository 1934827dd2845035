//! Numbers and names that mean several things: the first question tells who speaks, and a shared name is told apart.

use std::collections::BTreeSet;

use scf_tui::diagnosis::{Next, diagnose};
use scf_tui::embedded;
use scf_tui::fact::{Answer, Key, Value};
use scf_tui::lang::Lang;
use scf_tui::search::named::named;
use scf_tui::session::{Session, Start};
use serde_json::Value as Json;

use crate::support::bin::scf;

/// Numbers that a gateway, a proxy, the cloud API or the function's own code uses too.
const SHARED: [u16; 7] = [400, 401, 403, 404, 429, 499, 500];

/// What follows when the first question of a code is answered so.
fn first_answer(code: u16, word: &str) -> (Key, Next, Option<String>) {
    let catalogue = embedded::catalogue();
    let mut session = Session::new(Start::Code(code));
    let Next::Ask(id) = diagnose(&catalogue, &session).next else { panic!("{code} asks nothing") };
    let question = catalogue.question(id);
    let choice = question.answers.iter().find(|choice| choice.value.to_string() == word);
    let value: Value = choice.unwrap_or_else(|| panic!("{code}: `{word}` is no answer")).value.clone();
    session.facts.answer(question.fact.clone(), Answer::Is(value));
    let next = diagnose(&catalogue, &session).next;
    let settled = match next {
        Next::Confirmed(cause) => Some(catalogue.cause(cause).slug.to_string()),
        _ => None,
    };
    (question.fact.clone(), next, settled)
}

#[test]
fn the_first_question_of_a_shared_number_tells_who_produced_it() {
    for code in SHARED {
        for word in ["platform", "gateway", "cloud_api", "own_app"] {
            let (fact, ..) = first_answer(code, word);
            assert_eq!(fact, Key::new("answered_by"), "{code}");
        }
    }
}

#[test]
fn a_number_that_is_not_scfs_is_said_not_to_be() {
    for code in SHARED {
        let (_, _, own) = first_answer(code, "own_app");
        let own = own.unwrap_or_else(|| panic!("{code} goes on asking about one's own answer"));
        assert!(own.starts_with("own-"), "{code}: {own}");
        // a gateway speaks for the function in 403 alone, so there the text has to be looked at
        let (_, next, other) = first_answer(code, "gateway");
        match other.as_deref() {
            Some(cause) => assert_eq!(cause, "not-scf", "{code}"),
            None => assert!(code == 403 && matches!(next, Next::Ask(_)), "{code}: {next:?}"),
        }
    }
}

#[test]
fn codes_of_one_name_are_shown_together_and_told_apart() {
    let catalogue = embedded::catalogue();
    let both: BTreeSet<u16> = named(&catalogue, "InvalidParameterValue").iter().map(|code| code.number).collect();
    assert_eq!(both, BTreeSet::from([400, 436]));
    for (lang, word) in [(Lang::En, "en"), (Lang::Zh, "zh")] {
        let told = scf(&["explain", "InvalidParameterValue", "--lang", word]);
        let unlike = |number: u16| catalogue.code(number).unwrap().detail.open().unlike.unwrap().of(lang).to_owned();
        let (first, second) = (unlike(400), unlike(436));
        assert!(first.contains("436") && second.contains("400"));
        let told_in_one = told.out.replace("\n    ", if lang == Lang::En { " " } else { "" });
        let at = |text: &str| told_in_one.find(text).unwrap_or_else(|| panic!("no {text}: {told_in_one}"));
        assert!(at(&first) < at(&second));
    }
    let told: Json = serde_json::from_str(&scf(&["explain", "InvalidParameterValue", "--json"]).out).unwrap();
    for code in told.as_array().unwrap() {
        assert!(code["unlike"].as_str().is_some_and(|line| !line.is_empty()), "{code}");
    }
    let alone: Json = serde_json::from_str(&scf(&["explain", "446", "--json"]).out).unwrap();
    assert!(alone[0]["unlike"].is_null());
}
