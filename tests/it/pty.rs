//! The built binary in a real terminal: what it shows, and that it gives the terminal back.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The longest wait for a text; reached only by a failure.
const PATIENCE: Duration = Duration::from_secs(20);

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

struct Terminal {
    master: Box<dyn MasterPty + Send>,
    input: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    raw: Vec<u8>,
}

impl Terminal {
    /// A shell that prints the modes of the terminal, runs the program, and prints them again.
    fn open(environment: &[(&str, &str)]) -> Self {
        let pair =
            native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new("sh");
        let script = format!("stty -a; '{}'; echo ended $?; stty -a; echo done", env!("CARGO_BIN_EXE_scf-tui"));
        command.args(["-c", &script]);
        command.env_clear();
        let home = std::env::temp_dir().join("scf-tui-no-such-home");
        for (name, value) in [("PATH", "/usr/bin:/bin"), ("TERM", "xterm-256color"), ("LANG", "en_US.UTF-8")] {
            command.env(name, value);
        }
        command.env("XDG_CONFIG_HOME", home);
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let input = pair.master.take_writer().unwrap();
        Self {
            master: pair.master,
            input,
            child,
            output,
            screen: vt100::Parser::new(cells(24), cells(80), 0),
            raw: Vec::new(),
        }
    }

    fn types(&mut self, keys: &str) -> &mut Self {
        self.input.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Waits until `text` stands on the screen.
    fn sees(&mut self, text: &str) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        while !self.screen.screen().contents().contains(text) {
            let left = until.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => {
                    self.raw.extend(&bytes);
                    self.screen.process(&bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("no {text:?} on\n{}", self.screen.screen().contents())
                }
            }
        }
        self
    }

    fn resize(&mut self, cols: u16, rows: u16) -> &mut Self {
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.screen.screen_mut().set_size(cells(rows), cells(cols));
        self
    }

    /// The process group in front: the program, not the shell around it.
    fn signal(&mut self, signal: &str) -> &mut Self {
        let group = self.master.process_group_leader().unwrap();
        let children = std::fs::read_to_string(format!("/proc/{group}/task/{group}/children")).unwrap_or_default();
        let program = children.split_whitespace().next().map_or_else(|| group.to_string(), str::to_owned);
        assert!(std::process::Command::new("kill").args([signal, &program]).status().unwrap().success());
        self
    }

    /// The program is gone: the modes are what they were, the screen is the old one, the cursor shows.
    fn gives_the_terminal_back(&mut self) {
        self.sees("done");
        self.child.wait().unwrap();
        let screen = self.screen.screen();
        let left = [screen.alternate_screen(), screen.hide_cursor(), screen.bracketed_paste()];
        assert_eq!(left, [false; 3], "{}", self.raw.escape_ascii());
        let text = String::from_utf8_lossy(&self.raw).into_owned();
        let modes: Vec<&str> =
            text.split("speed ").skip(1).map(|rest| rest.split("-extproc").next().unwrap()).collect();
        let flags =
            |modes: &str| modes.split_once(';').map(|(_, flags)| flags.split_once("intr").unwrap().1.to_owned());
        assert_eq!(modes.len(), 2, "{text}");
        assert_eq!(flags(modes[0]), flags(modes[1]));
    }
}

#[test]
fn from_a_search_to_a_verdict_and_back_to_the_shell() {
    let mut terminal = Terminal::open(&[]);
    terminal.sees("Status codes").types("446").sees("1 of 31").types("\r").types("\r").sees("Question 1");
    terminal.types("2").sees("Question 2").types("2").sees("Verdict").sees("127.0.0.1");
    terminal
        .types("\x7f")
        .sees("Question 2")
        .types("3")
        .sees("Verdict")
        .types("L")
        .sees("结论")
        .types("L")
        .sees("Verdict");
    terminal.resize(1, 1).resize(80, 24).sees("Verdict").types("q").gives_the_terminal_back();
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_given_back() {
    for signal in ["-TERM", "-HUP", "-INT"] {
        let mut terminal = Terminal::open(&[]);
        terminal.sees("Status codes").signal(signal).sees("ended").gives_the_terminal_back();
    }
}

#[test]
fn a_panic_gives_the_terminal_back_too() {
    let mut terminal = Terminal::open(&[("SCF_TUI_TEST_PANIC", "1")]);
    terminal.sees("Status codes").types("P").sees("a panic on demand").gives_the_terminal_back();
}
