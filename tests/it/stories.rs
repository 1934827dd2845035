//! What a person does and then sees, from the first screen on, with the catalogue of the stories.

use scf_tui::lang::Lang;
use scf_tui::tui::keymap::{Keymap, Scope};
use scf_tui::tui::keys::Action;
use scf_tui::tui::message::Effect;
use scf_tui::tui::theme::Theme;
use scf_tui::words::screen::ScreenWords;

use crate::support::story::{story, walked};

#[test]
fn keys_that_come_at_once_mean_what_they_mean_one_by_one() {
    story().types_at_once("/port").sees("/ port").sees("1 of 3");
    story().types_at_once("446\n\n").sees("446 PortBindingFailed").sees("question 1");
    story().types_at_once("446").press("Backspace").sees("/ 44");
    // the order of a batch is kept: what stands behind the search acts on what it found
    let one_by_one = story().types("/user\n").screen();
    assert_eq!(story().types_at_once("/user\n").screen(), one_by_one);
}

#[test]
fn a_search_narrows_the_list_and_escape_clears_it() {
    story()
        .sees("3 of 3")
        .press("/")
        .types("port")
        .sees("1 of 3")
        .sees("PortBindingFailed")
        .sees_not("UserCodeError")
        .press("Esc")
        .sees("3 of 3")
        .sees("UserCodeError")
        .types("446")
        .press("Enter")
        .has_no_caret()
        .sees("1 of 3")
        .press("Esc")
        .sees("3 of 3");
}

#[test]
fn what_a_search_finds_nothing_for_is_said_with_a_way_on() {
    story()
        .press("/")
        .types("qqqqqqqq")
        .sees("Nothing found.")
        .sees("0 of 3")
        .press("Enter")
        .press("Enter")
        .sees("0 of 3");
}

#[test]
fn a_digit_begins_the_search() {
    story().types("43").sees("2 of 3").sees_not("PortBindingFailed").types("3").sees("1 of 3").sees("TimeoutExceeded");
}

#[test]
fn letters_may_be_taken_back_and_escape_keeps_nothing() {
    story().types("446").press("Ctrl-u").sees("3 of 3").press("Backspace").has_no_caret().sees("3 of 3");
}

#[test]
fn a_paste_is_searched() {
    story()
        .paste("Invoking task timed out after 3 seconds")
        .sees("433 TimeoutExceeded")
        .press("Enter")
        .press("Enter")
        .sees("How long did the call take?");
}

#[test]
fn the_caret_stands_behind_chinese_text() {
    story()
        .has_no_caret()
        .press("/")
        .types("端口")
        .caret_behind("端口")
        .sees("PortBindingFailed")
        .types("a")
        .caret_behind("端口a");
}

#[test]
fn enter_opens_the_guide_and_an_answer_leads_to_the_verdict() {
    story()
        .open("446")
        .sees("question 1")
        .sees("How is the function deployed?")
        .press("1")
        .sees("question 2")
        .sees("What listens on port 9000?")
        .beside("Deployed as", "an image")
        .press("1")
        .sees("Verdict")
        .sees("It listens on loopback only")
        .sees("Listen on 0.0.0.0")
        .beside("•", "a listener on 127.0.0.1");
}

#[test]
fn an_unknown_is_parked_and_answered_later_from_the_side() {
    story()
        .open("446")
        .press("1")
        .press("u")
        .sees("question 3")
        .sees("How long does the start take?")
        .sees("Not known, for later")
        .beside("?", "What listens on port 9000?")
        .press("Tab")
        .press("G")
        .press("Enter")
        .sees("Change an answer")
        .sees("What listens on port 9000?")
        .press("1")
        .sees("Verdict")
        .sees("It listens on loopback only");
}

#[test]
fn backspace_leads_back_answer_by_answer_and_then_out() {
    story()
        .open("446")
        .press("1")
        .press("2")
        .sees("question 3")
        .press("Backspace")
        .sees("question 2")
        .press("Backspace")
        .sees("question 1")
        .sees("no answer yet")
        .press("Backspace")
        .sees("Status codes");
}

#[test]
fn backspace_leads_back_from_a_verdict() {
    story().open("446").press("1").press("1").sees("Verdict").press("Backspace").sees("question 2");
}

#[test]
fn an_earlier_answer_is_changed_and_the_later_ones_stay() {
    story()
        .open("446")
        .press("1")
        .press("2")
        .press("Tab")
        .press("G")
        .press("k")
        .press("Enter")
        .sees("Change an answer")
        .beside("1 ●", "an image")
        .press("2")
        .sees("question 3")
        .sees("How long does the start take?")
        .beside("Deployed as", "a custom runtime")
        .beside("On port 9000", "nothing at all")
        .press("1")
        .sees("Verdict")
        .sees("The start takes too long");
}

#[test]
fn a_change_of_mind_is_left_with_escape() {
    story().open("446").press("1").press("Tab").types("G\n").sees("Change an answer").press("Esc").sees("question 2");
}

#[test]
fn undo_and_redo_say_what_they_did() {
    story()
        .open("446")
        .press("1")
        .press("z")
        .sees("Undone.")
        .sees("question 1")
        .press("Z")
        .sees("Redone.")
        .sees("question 2");
}

#[test]
fn a_step_is_ticked_and_the_tick_taken_off() {
    story()
        .open("446")
        .press("1")
        .press("1")
        .beside("1 [ ]", "Listen on 0.0.0.0")
        .press("Space")
        .beside("1 [x]", "Listen on 0.0.0.0")
        .beside("2 [ ]", "Deploy it")
        .press("2")
        .beside("2 [x]", "Deploy it")
        .press("1")
        .beside("1 [ ]", "Listen on 0.0.0.0");
}

#[test]
fn a_fix_that_did_not_help_leads_to_the_next_question_then_to_the_ticket() {
    story()
        .open("446")
        .press("1")
        .press("1")
        .beside("4", "No: mark it as tried")
        .press("4")
        .sees("Marked as tried. The next question:")
        .sees("How long does the start take?")
        .sees("Set aside")
        .press("1")
        .sees("The start takes too long")
        .press("3")
        .sees("Not decided")
        .sees("No cause is left that the catalogue knows.")
        .sees("For the support ticket")
        .sees("446");
}

#[test]
fn a_fix_that_did_not_help_leads_to_the_next_cause() {
    story()
        .open("433")
        .press("1")
        .press("1")
        .sees("It waits for a far server")
        .press("3")
        .sees("Marked as tried. The next cause:")
        .sees("The work is too much for the timeout")
        .sees("Facts speak for it");
}

#[test]
fn a_fix_that_helped_closes_the_case() {
    story()
        .open("446")
        .press("1")
        .press("1")
        .press("3")
        .sees("Case closed")
        .sees("The fix helped.")
        .press("Esc")
        .sees("Status codes");
}

#[test]
fn why_explains_the_question_and_the_verdict() {
    story()
        .open("446")
        .press("1")
        .press("w")
        .sees("Why?")
        .sees("It tells a wrong address from a slow start.")
        .sees("It listens on loopback only")
        .press("Esc")
        .press("1")
        .sees("Verdict")
        .press("w")
        .sees("Why?")
        .sees("a listener on 127.0.0.1")
        .press("Esc")
        .sees("Verdict");
}

#[test]
fn the_map_shows_the_way_and_leads_to_a_question() {
    story()
        .open("446")
        .press("1")
        .press("m")
        .sees("Map")
        .beside("✓  1  How is the function deployed?", "you said")
        .beside("┡━ an image", "→ 2")
        .beside("▸  2", "What listens on port 9000?")
        .beside("├─ a listener on 127.0.0.1", "It listens on loopback only")
        .press("g")
        .press("Enter")
        .sees("How is the function deployed?")
        .sees("Change an answer")
        .press("Esc")
        .press("m")
        .press("Esc")
        .sees("question 2");
}

#[test]
fn the_language_changes_in_the_middle_of_a_case() {
    story()
        .open("446")
        .press("1")
        .lang(Lang::Zh)
        .sees("9000 端口上是谁在监听？")
        .beside("部署方式", "镜像")
        .sees_not("question 2")
        .press("1")
        .sees("结论")
        .sees("只监听了本机回环")
        .lang(Lang::En)
        .sees("Verdict")
        .sees("It listens on loopback only");
}

#[test]
fn help_lists_every_key_of_the_screen() {
    for (scope, way) in
        [(Scope::Browse, ""), (Scope::Guide, "446\n\n"), (Scope::Verdict, "446\n\n11"), (Scope::Map, "446\n\nm")]
    {
        for lang in [Lang::En, Lang::Zh] {
            let words = ScreenWords::of(lang);
            let mut told = walked(way, lang).size(100, 60).press("?").sees(words.keys_title);
            for binding in Keymap::default().holding(scope) {
                told = told.beside(&binding.spelled(Theme::plain().signs), (binding.label)(words));
            }
            told.press("Esc").sees_not(words.keys_title);
        }
    }
}

#[test]
fn a_page_over_a_screen_closes_with_its_own_keys_and_leaves_the_case_alone() {
    let keymap = Keymap::default();
    for row in keymap.rows().filter(|row| row.action == Action::Close && row.scope == Scope::Reader) {
        for on in row.on {
            let key = on.shown(Theme::ascii().signs);
            walked("446\n\n1w", Lang::En).sees("Why?").press(&key).sees_not("Why?").sees("question 2");
        }
    }
    walked("446\n\n1w", Lang::En).types("zt:u").sees("Why?").press("Esc").sees("question 2").sees_not("Undone");
}

#[test]
fn the_palette_finds_an_action_and_does_it() {
    story()
        .open("446")
        .press(":")
        .sees("Actions, codes, symptoms")
        .types("know")
        .sees("I don't know")
        .caret_behind("know")
        .press("Enter")
        .sees_not("Actions, codes, symptoms")
        .sees("Not known, for later");
}

#[test]
fn the_palette_finds_codes_and_symptoms_too() {
    story().press(":").types("port").sees("Status codes").sees("446 PortBindingFailed");
    story().press(":").types("silent").sees("Nothing happens, no log at all");
}

#[test]
fn a_symptom_leads_to_the_codes_behind_it() {
    story()
        .press("d")
        .sees("What do you see?")
        .types("silent")
        .sees("Nothing happens, no log at all")
        .press("Enter")
        .sees("Which status code does the log show?")
        .beside("1", "446 PortBindingFailed")
        .beside("2", "433 TimeoutExceeded")
        .sees_not("430")
        .press("2")
        .sees("433 TimeoutExceeded · question 2")
        .sees("How long did the call take?");
}

#[test]
fn the_command_of_a_step_is_copied() {
    story()
        .open("446")
        .press("1")
        .press("y")
        .copies("ss -ltn")
        .press("1")
        .press("y")
        .copies("grep -n 127.0.0.1 NAME.py")
        .sees("Copied with wl-copy: grep -n 127.0.0.1 NAME.py")
        .press("j")
        .press("y")
        .copies("tccli scf UpdateFunctionCode --FunctionName NAME")
        .press("j")
        .press("y")
        .asks_for(&[])
        .sees("There is nothing to copy here.");
}

#[test]
fn the_whole_case_is_copied_for_a_ticket() {
    let told = story().open("446").press("1").press("u").press("Y");
    let text = told.copied();
    for part in ["446", "an image", "What listens on port 9000?"] {
        assert!(text.contains(part), "no {part:?} in\n{text}");
    }
}

#[test]
fn quitting_asks_the_world_to_end_and_nothing_else() {
    story().press("q").asks_for(&[Effect::Quit]);
    story().open("446").press("Ctrl-c").asks_for(&[Effect::Quit]);
    story().press("/").press("q").asks_for(&[]).sees("q");
    story().press("?").press("q").asks_for(&[]).press("?").sees("Status codes").press("q").asks_for(&[Effect::Quit]);
    story().press("Ctrl-z").asks_for(&[Effect::Suspend]);
    story().press("F2").asks_for(&[Effect::Mouse(true)]).press("F2").asks_for(&[Effect::Mouse(false)]);
}

#[test]
fn a_terminal_that_was_too_small_for_a_while_loses_nothing() {
    story()
        .open("446")
        .press("1")
        .size(39, 11)
        .sees("Please give me at least")
        .sees_not("question 2")
        .size(0, 0)
        .size(80, 24)
        .sees("question 2");
}

#[test]
fn every_screen_fits_every_terminal_to_the_cell() {
    let sizes = [(0, 0), (1, 1), (300, 0), (40, 12), (41, 13), (79, 29), (79, 30), (80, 12), (160, 12), (300, 100)];
    for way in ["", "/端", "446\n\n", "446\n\n11", "446\n\n1m", "446\n\n1w", "446\n\n?", ":k", "dsil"] {
        for lang in [Lang::En, Lang::Zh] {
            let told = sizes.iter().fold(walked(way, lang), |told, (width, height)| {
                let told = told.size(*width, *height);
                told.draw();
                told
            });
            told.sees("Esc");
        }
    }
}
