//! The first hour, as stories: nothing that a person gave is lost, a key means one thing, and what is said is true.

use scf_tui::clean::Clean;
use scf_tui::embedded;
use scf_tui::job::{Copied, Onward};
use scf_tui::lang::Lang;
use scf_tui::tui::message::{Effect, Passage};
use scf_tui::tui::theme::Theme;

use crate::support::story::{Story, faulty, story, told, walked};

const TIMED_OUT: &str = "START RequestId: a1\nmine\nERROR RequestId: a1 Result: {\"errorCode\":-1,\
                         \"errorMessage\":\"Invoking task timed out after 3 seconds\",\"statusCode\":433}\nEND RequestId: a1";

fn someone(lang: Lang) -> Story {
    told(&embedded::catalogue(), lang, Theme::plain())
}

/// In the guide of 446, with two answers.
fn in_a_case() -> Story {
    story().open("446").press("1").press("2").sees("Question 3")
}

#[test]
fn leaving_the_guide_keeps_the_case_and_one_key_goes_back() {
    for leaves in ["Esc", "h Esc", "Tab Esc Esc", "m Esc Esc"] {
        let left = leaves.split(' ').fold(in_a_case(), Story::press);
        left.sees("last case: 446, 2 answers")
            .press("Enter")
            .sees("Question 3")
            .beside("On port 9000", "nothing at all");
    }
    in_a_case().lang(Lang::Zh).press("Esc").sees("上次：446，2 个回答");
    // a case that has no answer is none yet
    story().open("446").press("Esc").sees("Status codes").sees_not("last case");
}

#[test]
fn the_code_of_the_last_case_goes_on_with_it_too() {
    in_a_case().press("Esc").press("j").press("Enter").sees("Question 3").sees("446 PortBindingFailed");
}

#[test]
fn a_case_that_began_with_a_paste_is_kept_by_every_way_out() {
    for leaves in ["Esc", "Backspace"] {
        let left = someone(Lang::En).paste(TIMED_OUT).press(leaves);
        left.sees("last case: 433, read from paste").press("Enter").sees("433 TimeLimitReached").sees("(paste:3)");
    }
}

#[test]
fn the_last_case_stands_above_what_a_search_found_and_not_in_its_way() {
    let searched = in_a_case().press("Esc").press("Esc").sees("3 of 3").press("/").types("user");
    searched.sees_not("last case").press("Enter").sees("last case").press("Enter").sees("430 UserCodeError");
}

#[test]
fn another_case_sets_the_first_one_aside_and_undo_brings_it_back() {
    let other = in_a_case().press("Esc").types("433\n\n").sees("433 TimeoutExceeded");
    let other = other.sees("Set aside: 446, 2 answers. z brings it back.").press("1").press("Esc");
    let list = other.sees("last case: 433, 1 answer");
    let list = list.press("z").sees("Undone.").sees_not("last case").press("z").sees("last case: 446, 2 answers");
    list.press("Z").press("Z").sees("last case: 433, 1 answer");
}

#[test]
fn a_paste_begins_a_case_and_one_undo_brings_the_one_before_it_back() {
    let answered = someone(Lang::En).types("446\n\n2").press("Esc").sees("last case: 446, 1 answer");
    answered.paste(TIMED_OUT).sees("433 TimeLimitReached").press("z").sees("446 PortBindingFailed · Question 2");
}

#[test]
fn a_forgotten_case_comes_back_with_undo() {
    let forgotten = in_a_case().press("Esc").press("x").sees("Forgotten: 446, 2 answers. z brings it back.");
    let back = forgotten.sees_not("last case").press("z").sees("last case: 446, 2 answers");
    back.press("Z").sees("No case is open.").press("x").sees("No case is open.").press("z").sees("446, 2 answers");
}

#[test]
fn quitting_asks_once_where_it_loses_something_and_only_there() {
    let asked = in_a_case().press("q").asks_for(&[]).sees("q again quits and loses your case: 446, 2 answers.");
    asked.press("j").press("q").asks_for(&[]).press("q").asks_for(&[Effect::Quit]);
    in_a_case().press("Esc").press("q").asks_for(&[]).press("q").asks_for(&[Effect::Quit]);
    in_a_case().press("q").press("Ctrl-c").asks_for(&[Effect::Quit]);
    // what is closed, or stands in a file anyway, is not lost
    story().open("446").types("113").sees("Case closed").press("q").asks_for(&[Effect::Quit]);
    someone(Lang::En).paste(TIMED_OUT).press("q").asks_for(&[Effect::Quit]);
    // whatever comes between takes the first key back
    someone(Lang::En).types("446\n\n2q").paste(TIMED_OUT).press("q").asks_for(&[]).press("q").asks_for(&[Effect::Quit]);
}

#[test]
fn escape_in_a_side_pane_goes_back_to_the_main_one_first() {
    for (way, main) in [("446\n\n1", "What listens on port 9000?"), ("446\n\n11", "Verdict")] {
        let small = walked(way, Lang::En).size(40, 12).sees(main).press("Tab").sees_not(main);
        small.press("Esc").sees(main).press("l").sees_not(main).press("h").sees(main);
    }
    walked("446", Lang::En).press("Enter").press("Tab").press("Esc").sees("1 of 3").press("Esc").sees("3 of 3");
}

#[test]
fn a_digit_works_only_where_it_is_printed() {
    let guide = story().open("446").press("1").sees("Question 2");
    guide.press("0").sees("Question 2").press("9").sees("Question 2").press("m").press("1").sees("Map");
}

#[test]
fn tab_leaves_the_search_before_a_letter_goes_elsewhere() {
    let left = story().press("/").types("port").press("Tab").has_no_caret().sees("1 of 3").types("jk");
    left.sees("/ port").press("Esc").press("Esc").sees("3 of 3");
}

#[test]
fn a_search_that_is_left_gives_the_selection_back() {
    let before = || story().press("G").press("k").beside("▸", "433 TimeoutExceeded");
    before()
        .press("/")
        .types("port")
        .beside("▸", "446 PortBindingFailed")
        .press("Esc")
        .beside("▸", "433 TimeoutExceeded");
    before().types("446").press("Enter").press("Esc").beside("▸", "433 TimeoutExceeded");
    before().types("4").press("Backspace").press("Backspace").beside("▸", "433 TimeoutExceeded");
}

#[test]
fn a_change_of_an_answer_shows_the_question() {
    for size in [(40, 12), (80, 24)] {
        let side = || in_a_case().size(size.0, size.1).press("Tab");
        side().press("Enter").sees("How is the function deployed?").sees("▸ 1");
        side().press("Backspace").sees("What listens on port 9000?").sees("▸ 1");
        side().press("z").sees("What listens on port 9000?");
    }
}

#[test]
fn a_paste_says_what_it_read_and_one_key_shows_all() {
    let pasted = someone(Lang::En).paste(TIMED_OUT).sees("Read 433, ").sees("(v shows all), from paste:3: “ERROR");
    let all = pasted.press("v").sees("What was read").sees("433 TimeLimitReached").sees("statusCode");
    all.press("L").sees("读到了什么").sees("433 TimeLimitReached").press("Esc").sees_not("读到了什么");
    story().press("v").sees("Nothing was read yet.");
}

#[test]
fn help_searches_itself_and_closes_with_its_own_key() {
    let help = story().press("?").sees("one step out").types("und").sees("undo").sees_not("one step out");
    help.caret_behind("und").press("Backspace").types("zzz").sees("Nothing found").press("?").sees_not("Nothing found");
    walked("?", Lang::Zh).types("撤").sees("撤销").sees_not("放大").press("F1").sees_not("撤销");
    // the case is left alone by what is typed
    in_a_case().press("?").types("u").press("Esc").sees("Question 3");
}

#[test]
fn the_language_changes_and_what_is_open_stays_open() {
    walked("446\n\n1w", Lang::En).sees("Why?").press("L").sees_not("Why?").sees("为什么").press("L").sees("Why?");
    let nothing = someone(Lang::En).paste("qqq\nq\n").sees("Nothing recognised").press("L");
    nothing.sees("没认出来").press("Esc").sees("状态码");
}

#[test]
fn a_key_that_means_nothing_here_says_which_one_does() {
    story().press("i").sees("i does nothing here; / is: search").press("j").sees_not("does nothing");
    story().press("F5").sees("F5 does nothing here; ? shows the keys.");
    in_a_case().press("w").press("s").sees("s does nothing here; Esc is: to close").sees("Why?");
    walked("", Lang::Zh).press("u").sees("u 在这里没有作用；z 是：撤销");
}

#[test]
fn the_keys_of_other_programs_move_here_too() {
    let last = || story().press("G").beside("▸", "446 PortBindingFailed");
    last().press("Ctrl-b").beside("▸", "430 UserCodeError").press("Ctrl-f").beside("▸", "446 PortBindingFailed");
    last().press("Ctrl-p").beside("▸", "433 TimeoutExceeded").press("Ctrl-n").beside("▸", "446 PortBindingFailed");
    let searched = story().press("/").types("4").sees("3 of 3").press("Ctrl-n").beside("▸", "433 TimeoutExceeded");
    searched.press("Ctrl-p").beside("▸", "446 PortBindingFailed").sees("/ 4");
    story().types(":q\n").asks_for(&[Effect::Quit]);
    story().types(":quit\n").asks_for(&[Effect::Quit]);
}

#[test]
fn a_double_click_opens_where_the_mouse_is_on() {
    let clicked = story().press("F2").sees("Mouse on.").clicks("  446 Port").beside("▸", "446 PortBindingFailed");
    let opened = clicked.clicks("▸ 446 Port").sees("Question 1");
    opened.clicks("a custom runtime").clicks("a custom runtime").sees("Question 2");
}

#[test]
fn a_fault_in_an_own_file_is_on_the_screen() {
    let told =
        faulty(&["/home/me/own.yaml:3:5: no such field; remove it", "/home/me/own.yaml:9:1: another one; mend it"]);
    let told = told.sees("! shows 2 faults: /home/me/own.yaml:3:5: no such field").press("j").sees_not("own.yaml");
    told.press("!")
        .sees("Faults in your own files")
        .sees("own.yaml:9:1: another one; mend it")
        .press("q")
        .asks_for(&[]);
    story().press("!").sees("Your own files have no fault.");
}

#[test]
fn what_is_said_of_a_copy_is_what_is_known_of_it() {
    let pressed = || story().open("446").press("1").press("y");
    pressed().copied_by(Copied::Program("xclip")).sees("Copied with xclip: ss -ltn").asks_for(&[]);
    let on = pressed().copied_by(Copied::Tmux(Onward::ByTmux)).asks_for(&[]);
    on.sees("Copied into tmux (prefix ] pastes), sent on to the terminal: ss -ltn");
    let clip = |passage| [Effect::Clip("ss -ltn".to_owned(), passage)];
    pressed().copied_by(Copied::Tmux(Onward::Through)).asks_for(&clip(Passage::ThroughTmux));
    pressed().copied_by(Copied::Tmux(Onward::No)).asks_for(&[]).sees("Copied into tmux alone");
    let sent = pressed().copied_by(Copied::Terminal).asks_for(&clip(Passage::Straight));
    sent.sees("Sent to the terminal, which does not say if it took it: ss -ltn");
    let file = pressed().copied_by(Copied::File(Clean::new("/home/me/.cache/scf-tui/copied.txt")));
    file.sees("No clipboard here, it stands in /home/me/.cache/scf-tui/copied.txt").asks_for(&[]);
    let lines = story().open("446").press("1").press("Y").copied_by(Copied::Program("pbcopy"));
    lines.sees("Copied with pbcopy: ").sees(" lines");
}

#[test]
fn what_is_copied_last_is_what_stays_copied() {
    let twice = story().press("G").press("k").press("y");
    assert_eq!(twice.copied(), "433 TimeoutExceeded");
    let twice = twice.then_while_copying(&["k", "y", "G", "y"]);
    assert_eq!(twice.copied(), "446 PortBindingFailed", "those between are passed over");
    twice.copies("446 PortBindingFailed").asks_for(&[]);
}

#[test]
fn in_a_log_digits_search_its_codes_as_in_the_list() {
    let row = |at: usize| {
        let code = [433, 446, 200, 433, 430][at % 5];
        format!("{{\"SCF_RequestId\":\"r{at}\",\"SCF_RetryNum\":0,\"SCF_StatusCode\":{code},\"SCF_Message\":\"x\"}}\n")
    };
    let rows: String = (0..10).map(row).collect();
    let log = || someone(Lang::En).paste(&rows).sees("/ a code, a name, a word").sees("446").sees("430");
    let found = log().press("4").press("4").caret_behind("/ 44").sees_not("430").sees("446").sees("succeeded  2");
    found.press("Enter").has_no_caret().press("Enter").sees("446 PortBindingFailed").press("Esc").sees("/ 44");
    log()
        .press("/")
        .types("portbinding")
        .sees("446 ██")
        .sees_not("433 ██")
        .press("Esc")
        .sees("433 ██")
        .sees("Log · paste");
    log().types("499").sees("No such failure in this log. Esc shows all again.").press("Ctrl-u").sees_not("No such");
    log().types("43").press("Tab").has_no_caret().press("Esc").sees("/ 43").press("Esc").sees("446");
}
