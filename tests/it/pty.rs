//! The built binary in a real terminal: what it shows, and that it gives the terminal back.

use std::io::{Read, Write};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::support::bin::Home;
use crate::support::terminal::{PATIENCE, PROGRAM, Terminal, cells};

#[test]
fn from_a_search_to_a_verdict_and_back_to_the_shell() {
    let mut terminal = Terminal::open(&[]);
    terminal.sees("Status codes").types("446").sees("▸ 446").types("\r").types("\r").sees("question 1");
    terminal.types("2").sees("question 2").types("2").sees("Verdict").sees("127.0.0.1");
    terminal
        .types("\x7f")
        .sees("question 2")
        .types("3")
        .sees("Verdict")
        .types("L")
        .sees("结论")
        .types("L")
        .sees("Verdict");
    terminal.resize(1, 1).resize(80, 24).sees("Verdict").types("qq").gives_the_terminal_back();
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_given_back() {
    for signal in ["-TERM", "-HUP", "-INT", "-QUIT", "-ABRT", "-USR1", "-ALRM"] {
        let mut terminal = Terminal::open(&[]);
        terminal.sees("Status codes").signal(signal).sees("ended").gives_the_terminal_back();
    }
}

#[test]
fn a_panic_gives_the_terminal_back_too() {
    let mut terminal = Terminal::open(&[("SCF_TUI_TEST_PANIC", "1")]);
    terminal.sees("Status codes").types("P").sees("a panic on demand").gives_the_terminal_back();
}

#[test]
fn it_stops_for_the_shell_and_comes_back() {
    let mut terminal = Terminal::open(&[]);
    terminal.sees("Status codes").types("\x1a").is_stopped();
    terminal.signal("-CONT").sees("Status codes").types("446").sees("▸ 446").types("\x1b").sees("quit");
    terminal.signal("-TSTP").is_stopped();
    terminal.signal("-CONT").sees("Status codes").types("q").gives_the_terminal_back();
}

#[test]
fn what_comes_with_the_last_key_leaves_nothing_behind() {
    for _ in 0..5 {
        let mut terminal = Terminal::open(&[]);
        terminal.sees("Status codes").resize(100, 30).types("q").gives_the_terminal_back();
        let mut terminal = Terminal::open(&[]);
        terminal.sees("Status codes").resize(100, 30).types("\x03").gives_the_terminal_back();
    }
    let mut terminal = Terminal::open(&[]);
    terminal.sees("Status codes").signal("-TSTP").is_stopped().types("q").signal("-CONT").gives_the_terminal_back();
}

#[test]
fn several_keys_for_a_stop_that_came_at_once_ask_for_one() {
    let mut terminal = Terminal::open(&[]);
    terminal.sees("Status codes").types("\x1a\x1a\x1a").is_stopped();
    terminal.signal("-CONT").sees("Status codes").types("446").sees("▸ 446").types("\x03").gives_the_terminal_back();
}

#[test]
fn a_terminal_that_takes_no_output_holds_no_signal() {
    let size = |cols| PtySize { rows: 200, cols, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size(500)).unwrap();
    let mut command = CommandBuilder::new(PROGRAM);
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("XDG_CONFIG_HOME", std::env::temp_dir().join("scf-tui-no-such-home"));
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let (mut bytes, mut screen) = ([0; 8192], vt100::Parser::new(cells(200), cells(500), 0));
    while !screen.screen().contents().contains("q quit") {
        let count = reader.read(&mut bytes).unwrap();
        screen.process(&bytes[..count]);
    }
    // from here on nothing is read: after some frames the terminal takes no more, and one of them is never done
    for cols in 400..460 {
        pair.master.resize(size(cols)).unwrap();
        thread::sleep(Duration::from_millis(10));
    }
    let number = child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &number]).status().unwrap().success());
    let until = Instant::now() + PATIENCE;
    while child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < until, "the signal does nothing");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_terminal_that_takes_lines_only_gets_the_guide_line_by_line() {
    let mut terminal = Terminal::run(&[("TERM", "dumb")], &format!("'{PROGRAM}' 446"));
    terminal.sees("a web-server image").sees("q: quit").types("q\n").sees("ended");
    assert!(!terminal.raw.contains(&0x1b), "{}", terminal.raw.escape_ascii());
}

#[test]
fn a_paste_is_one_text_and_no_keys() {
    let mut terminal = Terminal::open(&[]);
    terminal.sees("Status codes").types("\x1b[200~quit 446\x1b[201~").sees("/ quit 446");
    terminal.types("\x03").gives_the_terminal_back();
}

#[test]
fn a_paste_after_escape_or_with_a_mark_in_it_or_without_an_end_is_no_key() {
    for (sent, shown) in [
        ("\x1b\x1b[200~quit 446\x1b[201~", "/ quit 446"),
        ("\x1b[200~quit\x1b[201~ 446\x1b[201~", "/ quit446"),
        ("\x1b[200~quit 446", "/ quit 446"),
        ("\x1b[200~quit 446\x1b[20", "/ quit 446"),
    ] {
        let mut terminal = Terminal::open(&[]);
        terminal.sees("Status codes").types(sent).sees(shown).types("\x03").gives_the_terminal_back();
    }
}

#[test]
fn answers_of_the_terminal_are_no_keys() {
    let mut terminal = Terminal::open(&[]);
    terminal.sees("Status codes").types("\x1b]11;rgb:1e1e/1e1e/2e2e\x07\x1b[?1;2c\x1b[24;80R\x1bP>|q\x1b\\446");
    terminal.sees("/ 446").types("\x1b").sees("q quit").types("q").gives_the_terminal_back();
}

/// Whether the program has written this.
fn has_written(terminal: &Terminal, bytes: &str) -> bool {
    terminal.raw.windows(bytes.len()).any(|window| window == bytes.as_bytes())
}

const QUESTION: &str = "\x1b]11;?\x1b\\";

/// The first frame takes no colour that may be unreadable; what the terminal says late, and in pieces, gives it some.
#[test]
fn the_colours_follow_the_background_that_the_terminal_tells_late() {
    for (background, ink) in [("ffff/ffff/ffff", "38;5;25;"), ("0000/0000/0000", "38;5;117;")] {
        let mut terminal = Terminal::open(&[]);
        terminal.sees("q quit");
        assert!(has_written(&terminal, QUESTION) && !has_written(&terminal, "38;5;"), "{background}");
        terminal.types("\x1b]11;rgb:").types(background).types("\x1b\\").types("/446").sees("▸ 446");
        assert!(has_written(&terminal, ink), "{background}");
        terminal.types("\x1b").sees("q quit").types("q").gives_the_terminal_back();
    }
}

#[test]
fn a_terminal_that_says_what_it_is_by_its_surroundings_has_colours_from_the_first_frame() {
    for (said, ink) in [("0;15", "38;5;25;"), ("15;default;0", "38;5;117;")] {
        let mut terminal = Terminal::open(&[("COLORFGBG", said)]);
        terminal.sees("q quit");
        assert!(has_written(&terminal, ink), "{said}");
        terminal.types("q").gives_the_terminal_back();
    }
}

#[test]
fn what_may_not_answer_is_asked_nothing() {
    for surroundings in [[("TERM", "linux")], [("TERM", "vt220")], [("TERM", "screen")], [("NO_COLOR", "1")]] {
        let mut terminal = Terminal::open(&surroundings);
        terminal.sees("q quit");
        assert!(!has_written(&terminal, "\x1b]11"), "{surroundings:?}");
        terminal.types("\x1b]11;rgb:ffff/ffff/ffff\x1b\\").types("/446").sees("▸ 446");
        assert!(!has_written(&terminal, "38;5;"), "{surroundings:?}: coloured all the same");
        terminal.types("\x1b").sees("q quit").types("q").gives_the_terminal_back();
    }
}

#[test]
fn a_locale_that_is_not_utf8_gets_signs_of_ascii() {
    let mut terminal = Terminal::open(&[("LC_ALL", "C")]);
    terminal.sees("q quit").types("446\r\r").sees("question 1");
    let screen = terminal.screen.screen().contents().replace("中文", "");
    assert!(!screen.contains(|c: char| "─│┌┐└┘━┃┏┓┗┛▸›·●○✓✗→".contains(c)), "{screen}");
    terminal.types("q").gives_the_terminal_back();
    let mut lines = Terminal::run(&[("LC_ALL", "C")], &format!("'{PROGRAM}' tree 446"));
    lines.sees("ended 0");
    let drawn = String::from_utf8_lossy(&lines.raw).into_owned();
    assert!(drawn.contains("|- ") && !drawn.contains(|c: char| "├└│→○·".contains(c)), "{drawn}");
}

#[test]
fn a_thousand_keys_at_once_are_searched_for_once_and_all_of_them_count() {
    let mut terminal = Terminal::open(&[]);
    terminal
        .sees("Status codes")
        .types(&format!("/{}", "z".repeat(990)))
        .sees("Nothing found")
        .types("\x03")
        .gives_the_terminal_back();
    let mut terminal = Terminal::open(&[]);
    terminal.sees("Status codes").types(&format!("/{}446\r\r", "x\x7f".repeat(500))).sees("question 1");
    terminal.types("q").gives_the_terminal_back();
}

#[test]
fn a_pasted_error_leads_to_its_guide() {
    let mut terminal = Terminal::open(&[]);
    terminal.sees("Status codes");
    // terminals hand on a line end as the key that makes one
    terminal.types("\x1b[200~{\"errorCode\":-1,\r\"errorMessage\":\"Task memory exceeded 128 MB\"}\x1b[201~");
    terminal.sees("434 MemoryLimitReached").sees("paste:2").types("q").gives_the_terminal_back();
}

#[test]
fn an_error_in_a_pipe_that_never_ends_is_shown_when_reading_is_stopped() {
    let home = Home::new().file("error", "X-Scf-Message: PortBindingFailed\n");
    let folder = home.folder().display();
    let hold = "while ! [ -e ended ]; do sleep 0.05; done";
    let line = format!("cd '{folder}'; ( cat error; {hold} ) | ( '{PROGRAM}'; touch ended )");
    let mut terminal = Terminal::run(&[], &line);
    terminal.sees("Reading stdin");
    // until the pipe has been read, there is nothing to keep
    thread::sleep(Duration::from_millis(500));
    terminal.types("\x1b").sees("446 ·").sees("question 1");
    terminal.types("q").gives_the_terminal_back();
    // a named pipe is no other
    let line =
        format!("cd '{folder}'; rm ended; mkfifo pipe; ( cat error; {hold} ) > pipe & '{PROGRAM}' pipe; touch ended");
    let mut terminal = Terminal::run(&[], &line);
    terminal.sees("Reading pipe");
    thread::sleep(Duration::from_millis(500));
    terminal.types("\x1b").sees("446 ·").sees("question 1");
    terminal.types("q").gives_the_terminal_back();
}

#[test]
fn a_file_is_read_beside_the_first_screen_and_a_missing_one_is_said() {
    let home = Home::new().file("error.txt", "X-Scf-Message: PortBindingFailed\n");
    let file = home.path("error.txt");
    let mut terminal = Terminal::run(&[], &format!("'{PROGRAM}' '{}'", file.display()));
    terminal.sees("446 ·").sees("Path").types("q").gives_the_terminal_back();
    let mut terminal = Terminal::run(&[], &format!("'{PROGRAM}' ./no-such-file.log"));
    terminal.sees("no-such-file.log").sees("Status codes").types("q").gives_the_terminal_back();
}

#[test]
fn a_pipe_that_never_ends_is_shown_as_it_comes_and_stopped_with_escape() {
    let row = |id: u32, code: u32| {
        format!(r#"{{"SCF_RequestId":"r{id}","SCF_RetryNum":0,"SCF_StatusCode":{code},"SCF_Message":"x"}}"#)
    };
    let home = Home::new();
    let (rows, more) = (home.path("rows"), home.path("more"));
    std::fs::write(&rows, format!("{}\n{}\n", row(1, 433), row(2, 446))).unwrap();
    // a second part comes when the test has written it, and the pipe stays open until the program has ended
    let wait = format!("while ! [ -e '{more}' ]; do sleep 0.05; done; cat '{more}'", more = more.display());
    let hold = "while ! [ -e ended ]; do sleep 0.05; done";
    let folder = home.folder().display();
    let line = format!("cd '{folder}'; ( cat rows; {wait}; {hold} ) | ( '{PROGRAM}'; touch ended )");
    let mut terminal = Terminal::run(&[], &line);
    terminal.sees("Log · stdin").sees("2 requests").sees("stop");
    std::fs::write(home.path("part"), format!("{}\n", row(3, 433))).unwrap();
    std::fs::rename(home.path("part"), &more).unwrap();
    terminal.sees("3 requests").resize(100, 30).sees("3 requests");
    terminal.types("\x1b").sees("Stopped").resize(80, 24).sees("3 requests").types("q").gives_the_terminal_back();
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    const STILL: Duration = Duration::from_millis(300);
    let mut terminal = Terminal::open(&[]);
    terminal.sees("Status codes").sees("quit");
    // the rest of the first frame
    while let Ok(bytes) = terminal.output.recv_timeout(STILL) {
        terminal.take_in(&bytes);
    }
    assert_eq!(terminal.output.recv_timeout(STILL), Err(RecvTimeoutError::Timeout));
    terminal.types("q").gives_the_terminal_back();
}

#[test]
fn it_ends_with_its_terminal() {
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_scf-tui"));
    command.env("TERM", "xterm-256color");
    command.env("LC_ALL", "en_US.UTF-8");
    let mut child = pair.slave.spawn_command(command).unwrap();
    let program = child.process_id().unwrap().to_string();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut input = pair.master.take_writer().unwrap();
    let mut screen = vt100::Parser::new(cells(24), cells(80), 0);
    let mut bytes = [0; 8192];
    // once it answers to a key, it waits for the next one
    for (keys, text) in [("", "Status codes"), ("/446", "▸ 446")] {
        input.write_all(keys.as_bytes()).unwrap();
        while !screen.screen().contents().contains(text) {
            let count = reader.read(&mut bytes).unwrap();
            screen.process(&bytes[..count]);
        }
    }
    // the window is closed: nobody is there to read or to be read from
    drop((reader, input));
    drop(pair.master);
    let (sender, ended) = channel();
    thread::spawn(move || sender.send(child.wait().is_ok()));
    let ended = ended.recv_timeout(PATIENCE);
    if ended.is_err() {
        let _ = std::process::Command::new("kill").args(["-KILL", &program]).status();
    }
    assert_eq!(ended, Ok(true), "it runs on without a terminal");
}
