//! Copying with the built binary in a real terminal: programs of the system, a real tmux, the terminal itself, a file.

use std::fs;
use std::io::{Write, stderr};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::support::bin::Home;
use crate::support::terminal::{PROGRAM, Terminal};

/// What is copied, and the same in base64, as a sequence for the terminal has it. Which selection it is for, tmux leaves open.
const COPIED: &str = "446 PortBindingFailed";
const ENCODED: &str = "NDQ2IFBvcnRCaW5kaW5nRmFpbGVk";

/// A folder with programs of these names in `bin`; each runs a line of the shell.
fn programs(programs: &[(&str, &str)]) -> Home {
    let home = programs
        .iter()
        .fold(Home::new(), |home, (name, line)| home.file(&format!("bin/{name}"), format!("#!/bin/sh\n{line}\n")));
    for (name, _) in programs {
        let path = home.path(&format!("bin/{name}"));
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    home
}

/// The program at 446, with the programs of `home` before those of the system.
fn at_446(home: &Home, environment: &[(&str, &str)]) -> Terminal {
    let path = format!("{}:/usr/bin:/bin", home.path("bin").display());
    let cache = home.path("cache");
    let all = [&[("PATH", path.as_str()), ("XDG_CACHE_HOME", cache.to_str().unwrap())], environment].concat();
    let mut terminal = Terminal::open(&all);
    terminal.sees("Status codes").types("446\r").sees("▸ 446");
    terminal
}

fn sent(terminal: &Terminal) -> bool {
    String::from_utf8_lossy(&terminal.raw).contains(ENCODED)
}

#[test]
fn a_program_of_the_display_has_it() {
    let home = programs(&[("wl-copy", "cat > \"$0.copied\"")]);
    let mut terminal = at_446(&home, &[("WAYLAND_DISPLAY", "wayland-0")]);
    terminal.types("y").sees("Copied with wl-copy: 446 PortBindingFailed").types("q").gives_the_terminal_back();
    assert_eq!(fs::read_to_string(home.path("bin/wl-copy.copied")).unwrap(), COPIED);
    assert!(!sent(&terminal), "once is enough");
}

#[test]
fn a_program_that_fails_or_hangs_is_passed_over_while_the_screen_goes_on() {
    let home = programs(&[("wl-copy", "exit 1"), ("xclip", "exec sleep 60"), ("xsel", "cat > \"$0.copied\"")]);
    let mut terminal = at_446(&home, &[("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0")]);
    terminal.types("y?").sees("Keys").types("?").sees("Copied with xsel: 446 PortBindingFailed");
    terminal.types("q").gives_the_terminal_back();
    assert_eq!(fs::read_to_string(home.path("bin/xsel.copied")).unwrap(), COPIED);
}

#[test]
fn behind_a_connection_the_terminal_is_told_and_no_program_of_this_machine() {
    let home = programs(&[("wl-copy", "cat > \"$0.copied\"")]);
    let connection = ("SSH_CONNECTION", "10.0.0.1 50000 10.0.0.2 22");
    let mut terminal = at_446(&home, &[("WAYLAND_DISPLAY", "wayland-0"), connection]);
    terminal.types("y").sees("Sent to the terminal, which does not say if it took it: 446");
    terminal.types("q").gives_the_terminal_back();
    assert!(sent(&terminal) && !home.path("bin/wl-copy.copied").exists());
}

#[test]
fn where_nothing_takes_it_it_stands_in_a_file_that_nobody_else_reads() {
    let home = programs(&[]);
    let mut terminal = at_446(&home, &[("TERM", "linux")]);
    let path = home.path("cache/scf-tui/copied.txt");
    terminal.types("y").sees("No clipboard here, it stands in").types("jk").sees("q quit");
    // the next copy takes the place of the one before
    terminal.types("y").sees("No clipboard here").types("q").gives_the_terminal_back();
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("{COPIED}\n"));
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    assert!(!sent(&terminal));
}

#[test]
fn in_tmux_it_is_in_its_buffer_and_the_terminal_is_told_where_tmux_lets_it() {
    if Command::new("tmux").arg("-V").output().is_err() {
        writeln!(stderr(), "skipped: there is no tmux").unwrap();
        return;
    }
    for (options, said, reaches) in [
        ("", "sent on to the terminal: 446", true),
        ("set -s set-clipboard on", "sent on to the terminal: 446", true),
        ("set -s set-clipboard off\nset -g allow-passthrough on", "sent on to the terminal: 446", true),
        (
            "set -s set-clipboard off\nset -g allow-passthrough off",
            "Copied into tmux alone (prefix ] pastes): 446",
            false,
        ),
    ] {
        let home = Home::new().file("tmux.conf", options);
        let (socket, file) = (home.path("socket"), home.path("tmux.conf"));
        let line = format!("tmux -u -S '{}' -f '{}' new-session '{PROGRAM}'", socket.display(), file.display());
        let mut terminal = Terminal::run(&[], &line);
        terminal.sees("Status codes").types("446\r").sees("▸ 446").types("y").sees(said);
        let buffer = Command::new("tmux").arg("-S").arg(&socket).arg("show-buffer").output().unwrap();
        assert_eq!(String::from_utf8(buffer.stdout).unwrap(), COPIED, "{options}");
        if reaches {
            terminal.waits("told", sent);
        }
        terminal.types("q").gives_the_terminal_back();
        assert_eq!(sent(&terminal), reaches, "{options}");
    }
}
