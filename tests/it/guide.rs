//! The guide as lines.

use crate::support::bin::{Home, LAB, Run};

fn lab(args: &[&str], input: &str) -> Run {
    let home = Home::new().file("lab.yaml", LAB);
    home.with(&[&["guide", "--catalogue", "lab.yaml"], args].concat(), &[], input)
}

/// That `texts` stand in `run` in this order.
fn assert_says(run: &Run, texts: &[&str]) {
    let mut rest = run.out.as_str();
    for text in texts {
        let (_, after) = rest.split_once(text).unwrap_or_else(|| panic!("no {text:?} in {rest}"));
        rest = after;
    }
    assert_eq!(run.err, "");
}

#[test]
fn an_answer_leads_to_a_confirmed_cause_with_its_fix() {
    let run = lab(&["731"], "1\n1\n");
    assert_says(
        &run,
        &[
            "Question 1 of at most 1: How is the door?",
            "Look at it",
            "look NAME",
            "1 it is open",
            "2 it is shut",
            "Path: Door: it is open",
            "Causes that stand: 1",
            "✓ Confirmed: The door is open",
            "Because",
            "Door: it is open (you said)",
            "Right now",
            "a toe",
            "1 Shut it",
            "shut NAME",
            "2 Write this",
            "Verify",
            "Undo",
            "Not this, if",
            "it is a window",
            "Did it help?",
            "Solved",
        ],
    );
    assert_eq!(run.exit, 0);
}

/// Nothing speaks for a cause: none of them heads the page, none has its fix told, and the check that would decide is there
/// to be chosen.
#[test]
fn not_decided_looks_undecided_and_leads_on() {
    let run = lab(&["731"], "u\n1\n2\n1\n");
    assert_says(
        &run,
        &[
            "Door (not known)",
            "? Not decided: 2 causes are left",
            "Questions without an answer · 1",
            "Look at it",
            "Possible",
            "○ The door is open",
            "○ The door is shut",
            "ticket",
            "How is the door?",
            "✓ Confirmed: The door is shut",
            "Solved",
        ],
    );
    assert_eq!(run.exit, 0);
    let left = lab(&["731"], "u\nq\n");
    for fixed in ["Shut it", "Open it", "Did it help?", "Possible cause"] {
        assert!(!left.out.contains(fixed), "{fixed}: {}", left.out);
    }
    assert_eq!(left.exit, 1);
}

/// A cause that was tried in vain is not called confirmed any more.
#[test]
fn what_was_tried_in_vain_wears_no_tick() {
    let run = lab(&["731"], "2\n2\n");
    assert_says(
        &run,
        &["✓ Confirmed: The door is shut", "No cause is left", "Tried without success", "The door is shut"],
    );
    let (_, after) = run.out.split_once("No cause is left").unwrap();
    assert!(!after.contains('✓'), "{after}");
    assert_eq!(run.exit, 1);
}

#[test]
fn why_back_nonsense_and_an_empty_line() {
    let run = lab(&["731"], "w\n7\n\nb\nshut\nb\nq\n");
    assert_says(
        &run,
        &[
            "It tells open from shut.",
            "It bears on",
            "`7` is no answer here.",
            "Question 1",
            "This is the beginning.",
            "✓ Confirmed: The door is shut",
            "One step back.",
            "Question 1",
        ],
    );
    assert_eq!(run.exit, 1);
}

#[test]
fn a_name_of_several_codes_is_asked_about() {
    let run = lab(&["shared", "name", "--lang", "zh"], "2\n2\n");
    assert_says(
        &run,
        &["有几个状态码", "1 731", "2 732", "第 1 问，最多 1 问：门怎么样？", "✓ 已确认：门关着", "解决了吗？"],
    );
    assert_eq!(run.exit, 0, "the end of the input after a cause was found");
}

#[test]
fn without_a_code_it_asks_what_there_is() {
    let run = lab(&[], "nonsense\n731\n2\n1\n");
    assert_says(&run, &["What do you hold?", "no status code is called `nonsense`", "Question 1", "Solved"]);
    assert_eq!(run.exit, 0);
    assert_eq!(lab(&[], "").exit, 1);
    assert_eq!(lab(&[], "q\n").exit, 1);
}

#[test]
fn a_line_without_end_is_bounded_and_harmless() {
    let run = lab(&["731"], &format!("\u{1b}[31m{}\n1\n1\n", "x".repeat(100_000)));
    assert!(!run.out.contains('\u{1b}'));
    assert_eq!(run.exit, 0);
}
