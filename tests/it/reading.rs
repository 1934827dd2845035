//! Reading: the first screen, the list as a table, the details of a code, and the search within what is shown.

use ratatui::style::Modifier;
use scf_tui::embedded;
use scf_tui::job::Copied;
use scf_tui::lang::Lang;
use scf_tui::tui::theme::Theme;

use crate::support::bin::scf;
use crate::support::story::{Story, story, told, walked};
use crate::support::terminal::Terminal;

/// A person at the first screen with the real catalogue.
fn real(lang: Lang) -> Story {
    told(&embedded::catalogue(), lang, Theme::plain())
}

/// A person in the details of 446, at 80 by 24.
fn reading() -> Story {
    real(Lang::En).size(80, 24).types("446\n").press("Tab")
}

/// The row of the screen that a text stands in.
fn row(told: &Story, text: &str) -> usize {
    let screen = told.screen();
    screen.lines().position(|line| line.contains(text)).unwrap_or_else(|| panic!("no {text:?} on\n{screen}"))
}

/// The line that is marked in the pane with the focus.
fn marked(told: &Story) -> String {
    let screen = told.screen();
    let line = screen.lines().find_map(|line| line.split_once('▸')).unwrap_or_else(|| panic!("no mark on\n{screen}"));
    line.1.trim().to_owned()
}

#[test]
fn the_first_screen_invites_and_marks_nothing() {
    let told = real(Lang::En).size(80, 24).sees("What do you have?").sees("paste it, here").sees_not("▸").sees_not("›");
    let told = told.sees("only a symptom").press("j");
    assert!(marked(&told).starts_with("200 Success"), "{}", told.screen());
    told.sees_not("What do you have?").sees("The call succeeded.");
    real(Lang::Zh).size(40, 12).sees("粘贴报错").sees_not("▸");
    real(Lang::En).press("Enter").sees("▸").sees_not("Question");
}

#[test]
fn a_case_that_was_left_is_the_first_row_and_one_key_goes_on_with_it() {
    let told = story().size(80, 24).open("446").press("1").press("Esc").press("Esc").sees("last case: 446, 1 answer");
    assert!(marked(&told).starts_with("last case"), "{}", told.screen());
    told.sees("Your last case").press("Enter").sees("What listens on port 9000?");
}

#[test]
fn the_list_has_the_columns_that_its_room_holds() {
    let title = "Nothing accepted on port 9000";
    for (width, seen, not) in [(80, "446 PortBindingFailed", title), (120, title, " init "), (200, title, "…")] {
        let told = real(Lang::En).size(width, 50);
        let line = row(&told, "446 PortBindingFailed");
        let screen = told.screen();
        let line = screen.lines().nth(line).unwrap().split('│').next().unwrap();
        assert!(line.contains(seen) && !line.contains(not), "{width}: {line}");
    }
    let told = real(Lang::En).size(200, 50).beside("446 PortBindingFailed", "init");
    let phases: Vec<usize> = ["405 Container", "406 Request"]
        .map(|code| {
            let screen = told.screen();
            let line = screen.lines().find(|line| line.contains(code)).unwrap().to_owned();
            line.find(if code.starts_with("405") { "init" } else { "admission" }).unwrap()
        })
        .into();
    assert_eq!(phases[0], phases[1], "a column is straight");
    real(Lang::Zh).size(80, 24).sees("405 容器启动后就退出了");
}

#[test]
fn the_pane_with_the_focus_gets_the_room() {
    let told = reading();
    let screen = told.screen();
    let line = screen.lines().nth(2).unwrap();
    assert_eq!(line.chars().position(|c| c == '│'), Some(7), "{screen}");
    let screen = told.press("Esc").screen();
    assert_eq!(screen.lines().nth(2).unwrap().chars().position(|c| c == '│'), Some(29), "{screen}");
}

#[test]
fn details_open_with_what_matters_and_unfold() {
    let told = reading().sees("Nothing accepted a connection on port 9000").sees("1 It listens on 127.0.0.1 only");
    let told = told.sees("→ Listen on all addresses.").sees("more headings").sees_not("Flask");
    assert_eq!(marked(&told), "1 It listens on 127.0.0.1 only");
    let told = told.press("Enter").sees("Flask, Django").sees("app.run(host=\"0.0.0.0\", port=9000)");
    let told = told.press("Space").sees_not("Flask, Django").press("]").press("]");
    assert!(marked(&told).starts_with("What happened"), "{}", told.screen());
    let told = told.press("Enter").sees("counts at cold starts only").press("[").press("[");
    assert!(marked(&told).starts_with("Likely causes"), "{}", told.screen());
    told.press("Enter").sees("446 ·").sees("question 1");
}

#[test]
fn a_large_terminal_opens_as_much_as_fits() {
    let small = real(Lang::En).size(80, 24).types("446\n").sees("more headings");
    small.size(200, 70).sees("Flask, Django").sees_not("more headings");
}

#[test]
fn what_is_copied_is_what_is_marked_and_is_said() {
    let told = reading().press("y");
    assert_eq!(told.copied(), "1 It listens on 127.0.0.1 only");
    let told = told.copied_by(Copied::Program("xclip")).sees("Copied with xclip: 1 It listens on 127.0.0.1 only");
    let told = told.press("Enter").press("j").press("j").press("j");
    let told = (0..12).fold(told, |told, _| if marked(&told).starts_with("app.run") { told } else { told.press("j") });
    let told = told.press("y");
    assert_eq!(told.copied(), "app.run(host=\"0.0.0.0\", port=9000)  # Flask");
    let told = told.copied_by(Copied::Program("xclip")).press("Y");
    assert!(told.copied().starts_with("446 PortBindingFailed\n1 It listens on 127.0.0.1 only"), "{}", told.copied());
    assert!(told.copied().contains("grep -rnE"), "the whole block, also what is below the window");
    let told = told.copied_by(Copied::Program("xclip")).press("Esc").press("y");
    assert_eq!(told.copied(), "446 PortBindingFailed");
}

#[test]
fn the_place_is_kept_through_all_that_changes_the_lines() {
    let told = reading().press("Enter").press("G");
    let told = (0..9).fold(told, |told, _| told.press("k"));
    let (line, at) = (marked(&told), told.screen());
    let same = |told: Story, what: &str| {
        assert_eq!(marked(&told), line, "{what}");
        told
    };
    let told = same(told.size(61, 15).size(200, 60).size(80, 24), "size");
    let told = same(told.press("f").press("f"), "zoom");
    let told = same(told.press("L").press("L"), "language");
    let told = same(told.press("Tab").press("Tab"), "the other pane");
    let told = same(told.press("Tab").press("j").press("k").press("Tab"), "another code");
    assert_eq!(told.screen(), at);
}

#[test]
fn a_search_in_the_details_finds_what_is_folded_and_leads_from_hit_to_hit() {
    let lit = |told: &Story| {
        let (buf, _) = told.draw();
        buf.content.iter().filter(|cell| cell.modifier.contains(Modifier::UNDERLINED | Modifier::BOLD)).count()
    };
    let before = lit(&reading());
    let told = reading().sees_not("gunicorn").press("/").types("gunicorn").caret_behind("gunicorn").sees("gunicorn");
    let told = told.press("Enter").has_no_caret().sees("hit 1 of ");
    assert!(lit(&told) >= before + "gunicorn".len());
    let first = told.screen();
    let told = told.press("n").sees("hit 2 of ").press("N").sees("hit 1 of ");
    assert_eq!(told.screen(), first);
    let told = told.press("Esc").sees_not("hit 1 of ").sees_not("▸ 446");
    assert_eq!(lit(&told), before);
    let told = told.press("/").types("zzzz").sees("no hit").press("Esc");
    told.press("Esc").sees("▸ 446");
}

#[test]
fn every_page_can_be_searched() {
    for (way, word) in [("446\n\n", "image"), ("446\n\n11", "Deploy"), ("446\n\n1m", "start")] {
        let told = walked(way, Lang::En).press("/").types(word).caret_behind(word).sees("hit");
        let told = told.press("Enter").has_no_caret().sees("hit").press("n").press("N").sees("hit");
        told.press("Esc").sees_not("1 hit").sees_not("hit 1");
    }
    walked("446\n\n", Lang::Zh).press("/").types("镜").press("Backspace").press("Backspace").has_no_caret();
}

#[test]
fn explain_is_brief_on_a_terminal_and_whole_in_a_pipe() {
    let program = crate::support::terminal::PROGRAM;
    let shown = |line: &str, text: &str| {
        let mut terminal = Terminal::run(&[("PAGER", "grep -n -m1 Links")], line);
        terminal.sees("done").sees(text);
        terminal.screen.screen().contents()
    };
    let brief = shown(&format!("'{program}' explain 446"), "scf-tui explain 446 --all");
    assert!(brief.contains("scf-tui guide 446"), "{brief}");
    // the pager gets its own words, and the whole text
    shown(&format!("'{program}' explain 446 --all"), ":Links");
    shown(&format!("PAGER=/no/such '{program}' explain 446 --all | tail -n 3"), "https://");
    let whole = scf(&["explain", "446"]).out;
    assert_eq!(scf(&["explain", "446", "--all"]).out, whole);
    assert!(whole.lines().count() > 200);
}

#[test]
fn a_cause_is_explained_alone_by_number_and_by_id() {
    let whole = scf(&["explain", "446", "2"]).out;
    assert!(whole.contains("2 It listens on another port than 9000") && whole.contains("Verify"), "{whole}");
    assert!(!whole.contains("127.0.0.1 only"), "{whole}");
    let json: serde_json::Value = serde_json::from_str(&scf(&["explain", "446", "2", "--json"]).out).unwrap();
    let [cause] = json[0]["causes"].as_array().unwrap().as_slice() else { panic!("{json}") };
    assert_eq!(scf(&["explain", "PortBindingFailed", cause["id"].as_str().unwrap()]).out, whole);
    let run = scf(&["explain", "446", "99"]);
    assert_eq!(run.exit, 1);
    assert!(run.err.contains("446 has no cause `99`") && run.err.contains("numbered 1 to"), "{}", run.err);
    assert!(scf(&["explain", "446", "99", "--lang", "zh"]).err.contains("没有原因"));
}
