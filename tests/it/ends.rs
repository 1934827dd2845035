//! Every end of the screen program in a real terminal, alone and together with a new size, a stop and a resume: the modes
//! of the terminal are compared before and after.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtyPair, PtySize, native_pty_system};

use crate::support::bin::Home;
use crate::support::dice::Dice;
use crate::support::terminal::{PATIENCE, PROGRAM, Terminal};

/// What ends it: keys, or a signal.
const ENDS: [&str; 7] = ["q", ":quit\r", "\x03", "-TERM", "-HUP", "-INT", "-QUIT"];

/// What comes together with the end.
#[derive(Clone, Copy, Debug)]
enum With {
    Nothing,
    NewSize,
    StopAndResume,
}

fn end(terminal: &mut Terminal, end: &str, with: With) {
    match with {
        With::Nothing => {}
        With::NewSize => {
            terminal.resize(100, 30);
        }
        With::StopAndResume => {
            terminal.signal("-TSTP").is_stopped();
        }
    }
    if end.starts_with('-') {
        terminal.signal(end);
    } else {
        terminal.types(end);
    }
    // a signal may have ended it where it stood
    if matches!(with, With::StopAndResume) {
        terminal.continues();
    }
    terminal.sees("ended").gives_the_terminal_back();
}

#[test]
fn every_end_gives_the_terminal_back_whatever_comes_with_it() {
    thread::scope(|scope| {
        for with in [With::Nothing, With::NewSize, With::StopAndResume] {
            scope.spawn(move || {
                for ends in ENDS {
                    // while it stands still, the terminal makes lines and signals of keys
                    if matches!(with, With::StopAndResume) && !(ends.starts_with('-') || ends == "q") {
                        continue;
                    }
                    let mut terminal = Terminal::open(&[]);
                    end(terminal.sees("q quit"), ends, with);
                }
            });
        }
    });
}

#[test]
fn every_end_gives_the_terminal_back_while_a_log_is_read() {
    let row = "{\"SCF_RequestId\":\"r1\",\"SCF_RetryNum\":0,\"SCF_StatusCode\":433,\"SCF_Message\":\"x\"}\n";
    let home = Home::new().file("row", row);
    // the shell holds the pipe open, so it never ends
    let folder = home.folder().display();
    let line = format!("cd '{folder}'; mkfifo pipe; exec 3<>pipe; cat row >&3; '{PROGRAM}' pipe; rm pipe");
    for ends in ENDS {
        let mut terminal = Terminal::run(&[], &line);
        end(terminal.sees("1 request"), ends, With::Nothing);
    }
}

#[test]
fn a_terminal_of_any_size_is_drawn_on_and_given_back() {
    let mut terminal = Terminal::open(&[]);
    terminal.sees("q quit");
    for (cols, rows) in [(0, 0), (1, 1), (0, 24), (500, 200), (39, 11), (2, 200), (500, 1)] {
        terminal.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        terminal.types("j");
        thread::sleep(Duration::from_millis(20));
    }
    terminal.resize(80, 24).sees("q quit").types("q").gives_the_terminal_back();
}

/// The program before a terminal that takes no output from the start: it is full before the program begins.
struct Blocked {
    pair: PtyPair,
    child: Box<dyn Child + Send + Sync>,
    until: Instant,
}

impl Blocked {
    /// The program has taken the terminal and cannot write its first frame.
    fn open() -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new("sh");
        let fill = "dd if=/dev/zero of=/dev/tty bs=512 count=4096 oflag=nonblock conv=notrunc 2>/dev/null";
        command.args(["-c", &format!("{fill}; exec '{PROGRAM}'")]);
        command.env_clear();
        command.env("PATH", "/usr/bin:/bin");
        command.env("TERM", "xterm-256color");
        command.env("XDG_CONFIG_HOME", std::env::temp_dir().join("scf-tui-no-such-home"));
        let child = pair.slave.spawn_command(command).unwrap();
        let mut blocked = Self { pair, child, until: Instant::now() + PATIENCE };
        blocked.waits("it takes the terminal", |blocked| blocked.modes().contains("-icanon"));
        thread::sleep(Duration::from_millis(50));
        assert!(blocked.child.try_wait().unwrap().is_none(), "the terminal takes output");
        blocked
    }

    fn modes(&self) -> String {
        let modes = Command::new("stty").arg("-aF").arg(self.pair.master.tty_name().unwrap()).output().unwrap();
        String::from_utf8(modes.stdout).unwrap()
    }

    fn waits(&mut self, what: &str, mut holds: impl FnMut(&mut Self) -> bool) {
        while !holds(self) {
            assert!(Instant::now() < self.until, "{what}");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn a_signal_ends_it_before_its_first_frame_is_out() {
    let mut blocked = Blocked::open();
    let number = blocked.child.process_id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &number]).status().unwrap().success());
    blocked.waits("the signal does nothing", |blocked| blocked.child.try_wait().unwrap().is_some());
    let modes = blocked.modes();
    assert!(modes.contains(" icanon") && modes.contains(" echo "), "{modes}");
}

#[test]
fn it_ends_with_a_terminal_that_took_no_output() {
    let Blocked { pair, mut child, until } = Blocked::open();
    // the window is closed
    drop(pair);
    while child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < until, "it runs on without a terminal");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Ends it at so many moments after its start.
fn at_random_moments(count: usize, seed: u64) {
    let mut dice = Dice(seed);
    for _ in 0..count {
        let mut terminal = Terminal::open(&[]);
        terminal.runs();
        thread::sleep(Duration::from_micros(dice.roll(60_000)));
        if dice.roll(2) == 0 {
            let _ = terminal.types("446\r").master.resize(PtySize { rows: 30, cols: 90, ..PtySize::default() });
        }
        let signal = ["-TERM", "-HUP", "-INT", "-QUIT"][usize::try_from(dice.roll(4)).unwrap()];
        terminal.signal(signal).sees("ended").gives_the_terminal_back();
    }
}

#[test]
fn it_ends_at_any_moment() {
    at_random_moments(10, 0x2545_f491_4f6c_dd1d);
}

#[test]
#[ignore = "takes a minute"]
fn it_ends_at_two_hundred_moments() {
    at_random_moments(200, 0x9e37_79b9_7f4a_7c15);
}

/// Random keys, pastes and answers for as many seconds as `SCF_TUI_SECONDS` says.
#[test]
#[ignore = "takes as long as it is told to"]
fn it_takes_anything_that_a_terminal_sends() {
    const PIECES: [&str; 24] = [
        "\x1b",
        "\x1b[200~",
        "\x1b[201~",
        "\x1b[",
        "\x1bO",
        "\x1b]11;rgb:1/2/3\x07",
        "\x1b[A",
        "\x1b[B",
        "\r",
        "\t",
        "446",
        "端口",
        ":",
        "/",
        "?",
        "L",
        "m",
        "w",
        "y",
        "2",
        "\x7f",
        "\x1b[M !!",
        "X-Scf-Message: PortBindingFailed\r",
        "\x1b[<64;3;3M",
    ];
    let seconds = std::env::var("SCF_TUI_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(10);
    let until = Instant::now() + Duration::from_secs(seconds);
    let mut dice = Dice(0xda3e_39cb_94b9_5bdb);
    let mut rounds = 0;
    while Instant::now() < until {
        let mut terminal = Terminal::open(&[]);
        terminal.sees("q quit");
        let mut sent = String::new();
        for _ in 0..dice.roll(200) {
            let piece = PIECES[usize::try_from(dice.roll(24)).unwrap()];
            sent.push_str(piece);
            terminal.types(piece);
            if dice.roll(20) == 0 {
                let (cols, rows) = (dice.roll(200), dice.roll(60));
                let (cols, rows) = (u16::try_from(cols).unwrap(), u16::try_from(rows).unwrap());
                terminal.master.resize(PtySize { rows, cols, ..PtySize::default() }).unwrap();
            }
        }
        // behind a silence, Ctrl-C is no part of a paste
        thread::sleep(Duration::from_millis(700));
        terminal.resize(80, 24).types("\x03");
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            terminal.sees("ended 0").gives_the_terminal_back();
        }));
        assert!(ended.is_ok(), "round {rounds}: {}", sent.escape_debug());
        rounds += 1;
    }
}
