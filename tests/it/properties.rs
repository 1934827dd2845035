//! Laws that hold for any sequence of answers and of events, on the built-in catalogue.

use proptest::prelude::{ProptestConfig, any, prop, proptest};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use scf_tui::catalogue::Catalogue;
use scf_tui::catalogue::tree::Gate;
use scf_tui::diagnosis::{Diagnosis, Grade, Next, diagnose};
use scf_tui::embedded;
use scf_tui::evidence::input::Content;
use scf_tui::fact::{Answer, Value};
use scf_tui::lang::{Lang, Str};
use scf_tui::session::{Change, History, Session, Start, StepOf, Tried};
use scf_tui::tui::app::{App, Opening};
use scf_tui::tui::keys::Chord;
use scf_tui::tui::message::{Message, Mouse};
use scf_tui::tui::theme::Theme;

use crate::support::dice::Dice;

/// Where a person can begin: every code, then every symptom.
fn starts(catalogue: &Catalogue) -> Vec<Start> {
    let codes = catalogue.codes().iter().map(|code| Start::Code(code.number));
    codes.chain(catalogue.symptoms().iter().map(|symptom| Start::Symptom(symptom.slug.clone()))).collect()
}

/// The answer that `pick` chooses for the next question; unknown now and then.
fn answer(catalogue: &Catalogue, session: &Session, diagnosis: &Diagnosis, pick: usize) -> Option<Change> {
    let Next::Ask(id) = diagnosis.next else { return None };
    let question = catalogue.question(id);
    let choices: Vec<Value> = match &session.start {
        Start::Symptom(slug) if question.answers.is_empty() => {
            catalogue.symptom(slug).unwrap().codes.iter().map(|code| Value::Code(*code)).collect()
        }
        _ => question.answers.iter().map(|choice| choice.value.clone()).collect(),
    };
    let answer = choices.get(pick % (choices.len() + 1)).map_or(Answer::Unknown, |value| Answer::Is(value.clone()));
    Some(Change::Answer { fact: question.fact.clone(), answer })
}

/// Anything that a person can do to a case, answers most of the time.
fn change(
    catalogue: &Catalogue,
    session: &Session,
    diagnosis: &Diagnosis,
    (what, pick): (u8, usize),
) -> Option<Change> {
    let cause = diagnosis.best().map(|standing| catalogue.cause(standing.cause).slug.clone());
    match what % 10 {
        0 => session.facts.keys().nth(pick % 5).cloned().map(Change::Retract),
        1 => cause.map(|cause| Change::Tick(StepOf { cause, step: Str::from(["a", "b", "c"][pick % 3]) })),
        2 => cause.map(|cause| Change::Tried(Tried { cause, helped: pick.is_multiple_of(4) })),
        3 => {
            // any question, whether it is its turn or not, answered anew
            let questions: Vec<_> = catalogue.questions().map(|(_, question)| question).collect();
            let question = questions[pick % questions.len()];
            let choice = question.answers.get(pick % 10)?;
            Some(Change::Answer { fact: question.fact.clone(), answer: Answer::Is(choice.value.clone()) })
        }
        4 if pick.is_multiple_of(8) => Some(Change::Start(starts(catalogue).swap_remove(pick % 7))),
        _ => answer(catalogue, session, diagnosis, pick),
    }
}

/// Whatever is answered stays known, stays on the path while it belongs, and a verdict has a proof.
fn check(catalogue: &Catalogue, diagnosis: &Diagnosis) {
    for step in &diagnosis.path {
        let fact = &catalogue.question(step.question).fact;
        assert!(diagnosis.facts.value(fact).is_some(), "{fact} is on the path, and nobody knows it");
    }
    for asking in catalogue.asking() {
        let fact = &catalogue.question(asking.question).fact;
        let spoken_of = (diagnosis.causes.iter())
            .any(|standing| catalogue.cause(standing.cause).rules.open().keys().contains(&fact));
        let shut = |gate: &Gate| diagnosis.facts.value(&gate.key).is_none_or(|value| !gate.values.contains(value));
        let excluded = asking.places.iter().any(|gates| gates.iter().any(shut));
        if diagnosis.facts.value(fact).is_some() && spoken_of && !excluded {
            assert!(diagnosis.path.iter().any(|step| step.question == asking.question), "{fact} fell off the path");
        }
    }
    for standing in &diagnosis.causes {
        for key in standing.grade.keys() {
            assert!(diagnosis.facts.value(key).is_some(), "{key} proves something, and nobody knows it");
        }
    }
    if let Next::Confirmed(cause) = diagnosis.next {
        assert!(matches!(diagnosis.standing(cause).unwrap().grade, Grade::Confirmed(_)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_answers_end_at_a_cause_or_at_an_honest_no(at in any::<usize>(), picks in prop::collection::vec(any::<usize>(), 80)) {
        let catalogue = embedded::catalogue();
        let starts = starts(&catalogue);
        let mut history = History::new(starts[at % starts.len()].clone());
        let first = history.session().clone();
        let mut changes = 0;
        for pick in picks {
            let diagnosis = diagnose(&catalogue, history.session());
            check(&catalogue, &diagnosis);
            let Some(change) = answer(&catalogue, history.session(), &diagnosis, pick) else { break };
            history.apply(change);
            changes += 1;
        }
        assert!(!matches!(diagnose(&catalogue, history.session()).next, Next::Ask(_)), "the guide does not end");
        assert!(changes <= catalogue.questions().count(), "a question was asked twice");
        for _ in 0..changes {
            assert!(history.undo());
        }
        assert_eq!(history.session(), &first);
    }

    #[test]
    fn whatever_is_done_is_undone_and_done_again(at in any::<usize>(), picks in prop::collection::vec(any::<(u8, usize)>(), 40)) {
        let catalogue = embedded::catalogue();
        let starts = starts(&catalogue);
        let mut history = History::new(starts[at % starts.len()].clone());
        let mut states = vec![history.session().clone()];
        for (what, pick) in picks {
            let diagnosis = diagnose(&catalogue, history.session());
            check(&catalogue, &diagnosis);
            let Some(change) = change(&catalogue, history.session(), &diagnosis, (what, pick)) else { continue };
            history.apply(change);
            if states.last() != Some(history.session()) {
                states.push(history.session().clone());
            }
        }
        for earlier in states.iter().rev().skip(1) {
            assert!(history.undo());
            assert_eq!(history.session(), earlier);
        }
        assert!(!history.undo());
        for later in &states[1..] {
            assert!(history.redo());
            assert_eq!(history.session(), later);
        }
        assert!(!history.redo());
    }

    #[test]
    fn a_changed_answer_keeps_the_others(at in any::<usize>(), picks in prop::collection::vec(any::<usize>(), 12), again in any::<usize>()) {
        let catalogue = embedded::catalogue();
        let starts = starts(&catalogue);
        let mut history = History::new(starts[at % starts.len()].clone());
        for pick in picks {
            let diagnosis = diagnose(&catalogue, history.session());
            let Some(change) = answer(&catalogue, history.session(), &diagnosis, pick) else { break };
            history.apply(change);
        }
        let before = history.session().facts.clone();
        let keys: Vec<_> = before.keys().cloned().collect();
        if let Some(key) = keys.get(again % keys.len().max(1)) {
            history.apply(Change::Answer { fact: key.clone(), answer: Answer::Unknown });
            check(&catalogue, &diagnose(&catalogue, history.session()));
            for other in keys.iter().filter(|other| *other != key) {
                assert_eq!(before.known(other), history.session().facts.known(other));
            }
        }
    }
}

#[test]
fn every_cause_of_every_code_is_reached_by_answers() {
    let catalogue = embedded::catalogue();
    let mut missed = Vec::new();
    for code in catalogue.codes() {
        for id in &code.causes {
            let rules = catalogue.cause(*id).rules.open();
            let mut session = Session::new(Start::Code(code.number));
            let reached = reach(&catalogue, &mut session, *id, &rules.keys().into_iter().cloned().collect::<Vec<_>>());
            if !reached {
                missed.push(format!("{} {}", code.number, catalogue.cause(*id).slug));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

/// Whether some answers to the questions on the facts of a cause make it confirmed or likely.
fn reach(
    catalogue: &Catalogue,
    session: &mut Session,
    cause: scf_tui::catalogue::CauseId,
    keys: &[scf_tui::fact::Key],
) -> bool {
    let standing = diagnose(catalogue, session);
    if matches!(standing.standing(cause).unwrap().grade, Grade::Confirmed(_) | Grade::Likely(_)) {
        return true;
    }
    let Some((key, rest)) = keys.split_first() else { return false };
    if let Some(question) = catalogue.question_of(key) {
        for choice in &catalogue.question(question).answers {
            session.facts.answer(key.clone(), Answer::Is(choice.value.clone()));
            if reach(catalogue, session, cause, rest) {
                return true;
            }
        }
        session.facts.retract(key);
    }
    reach(catalogue, session, cause, rest)
}

/// Anything that a person can do at the screen.
fn message(dice: &mut Dice) -> Message {
    let press = Message::Key;
    match dice.roll(40) {
        0 => Message::Paste(Content::whole(
            ["446", "Invoking task timed out after 3 seconds\n\u{1b}[31m", "端口", ""][usize::from(dice.small(4))],
        )),
        1 => Message::Resized(dice.small(301), dice.small(101)),
        2 => Message::Mouse(Mouse::Press(dice.small(300), dice.small(100))),
        3 => Message::Mouse(Mouse::Wheel(3, dice.small(300), dice.small(100))),
        4 => press(Chord::ESC),
        5..9 => press(Chord::ENTER),
        9 => press(Chord::BACKSPACE),
        10 => press(Chord::TAB),
        11 => press([Chord::PAGE_DOWN, Chord::PAGE_UP, Chord::HOME, Chord::END][usize::from(dice.small(4))]),
        12 => press(Chord::key(char::from(b'a' + u8::try_from(dice.roll(26)).unwrap())).ctrl()),
        13..17 => press([Chord::DOWN, Chord::UP][usize::from(dice.small(2))]),
        17..24 => press(Chord::key(char::from(b'0' + u8::try_from(dice.roll(10)).unwrap()))),
        24 => press(Chord::function(2)),
        _ => {
            let letters: Vec<char> = "abcdefghijklmnopqrstuvwxyzLGYZ/:? é字🎉\u{301}".chars().collect();
            press(Chord::key(letters[usize::try_from(dice.roll(letters.len() as u64)).unwrap()]))
        }
    }
}

#[test]
fn a_hundred_thousand_events_neither_panic_nor_draw_outside() {
    const MARGIN: u16 = 3;
    let opening = Opening { lang: Lang::En, theme: Theme::dark(), size: (80, 24), code: None };
    let mut app = App::new(embedded::catalogue(), opening);
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    for event in 0..100_000 {
        let _ = app.update(message(&mut dice));
        if event % 25 == 0 {
            let (width, height) = app.size();
            let mut buf = Buffer::empty(Rect::new(0, 0, width + MARGIN, height + MARGIN));
            for cell in &mut buf.content {
                cell.set_symbol("¤");
            }
            let caret = app.view(&mut buf);
            assert!(caret.is_none_or(|at| at.x < width && at.y < height));
            for y in 0..height + MARGIN {
                for x in 0..width + MARGIN {
                    assert!((x < width && y < height) || buf[(x, y)].symbol() == "¤", "{x},{y} of {width}x{height}");
                }
            }
        }
    }
}

#[test]
fn a_batch_of_events_means_what_the_events_mean_one_by_one() {
    let opening = Opening { lang: Lang::Zh, theme: Theme::plain(), size: (100, 30), code: None };
    let (mut drawn, mut batched) = (App::new(embedded::catalogue(), opening), App::new(embedded::catalogue(), opening));
    let mut dice = Dice(42);
    for _ in 0..400 {
        let message = message(&mut dice);
        if matches!(message, Message::Resized(..)) {
            continue;
        }
        drawn.update(message.clone());
        drawn.view(&mut Buffer::empty(Rect::new(0, 0, 100, 30)));
        batched.update(message);
    }
    let screen = |app: &App| {
        let mut buf = Buffer::empty(Rect::new(0, 0, 100, 30));
        app.view(&mut buf);
        buf
    };
    assert_eq!(screen(&drawn), screen(&batched));
}
