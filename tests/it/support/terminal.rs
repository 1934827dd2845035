//! A real terminal around the built binary.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_scf-tui");

/// The longest wait for a text; reached only by a failure.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

pub(crate) struct Terminal {
    pub(crate) master: Box<dyn MasterPty + Send>,
    pub(crate) input: Box<dyn Write + Send>,
    pub(crate) child: Box<dyn Child + Send + Sync>,
    pub(crate) output: Receiver<Vec<u8>>,
    pub(crate) screen: vt100::Parser,
    pub(crate) raw: Vec<u8>,
}

impl Terminal {
    /// A shell that prints the modes of the terminal, runs the program, and prints them again.
    pub(crate) fn open(environment: &[(&str, &str)]) -> Self {
        Self::run(environment, &format!("'{PROGRAM}'"))
    }

    /// The same with a line of its own for the shell.
    pub(crate) fn run(environment: &[(&str, &str)], line: &str) -> Self {
        let pair =
            native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 }).unwrap();
        let mut command = CommandBuilder::new("sh");
        let script = format!("stty -a; {line}; echo ended $?; stty -a; echo done");
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

    pub(crate) fn types(&mut self, keys: &str) -> &mut Self {
        self.input.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Waits until `text` stands on the screen.
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        while !self.screen.screen().contents().contains(text) {
            let left = until.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take_in(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("no {text:?} on\n{}", self.screen.screen().contents())
                }
            }
        }
        self
    }

    pub(crate) fn resize(&mut self, cols: u16, rows: u16) -> &mut Self {
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.screen.screen_mut().set_size(cells(rows), cells(cols));
        self
    }

    /// Waits until `holds`, and takes in meanwhile what the program writes.
    pub(crate) fn waits(&mut self, what: &str, holds: impl Fn(&Self) -> bool) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        while !holds(self) {
            assert!(Instant::now() < until, "not {what}\n{}", self.screen.screen().contents());
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                self.take_in(&bytes);
            }
        }
        self
    }

    pub(crate) fn take_in(&mut self, bytes: &[u8]) {
        self.raw.extend(bytes);
        self.screen.process(bytes);
    }

    /// The process in front: the program, not the shell around it.
    pub(crate) fn program(&self) -> String {
        let group = self.master.process_group_leader().unwrap();
        let children = std::fs::read_to_string(format!("/proc/{group}/task/{group}/children")).unwrap_or_default();
        children.split_whitespace().next().map_or_else(|| group.to_string(), str::to_owned)
    }

    pub(crate) fn signal(&mut self, signal: &str) -> &mut Self {
        let program = self.program();
        assert!(std::process::Command::new("kill").args([signal, &program]).status().unwrap().success());
        self
    }

    /// Waits until the program has begun, whatever it shows.
    pub(crate) fn runs(&mut self) -> &mut Self {
        let named = |terminal: &Self| std::fs::read_to_string(format!("/proc/{}/comm", terminal.program()));
        self.waits("begun", |terminal| named(terminal).is_ok_and(|name| name.trim() == "scf-tui"))
    }

    /// Has the program go on after a stop, where it still stands.
    pub(crate) fn continues(&mut self) -> &mut Self {
        let program = self.program();
        let _ =
            std::process::Command::new("kill").args(["-CONT", &program]).stderr(std::process::Stdio::null()).status();
        self
    }

    /// The program stands still, and the terminal is the shell's meanwhile.
    pub(crate) fn is_stopped(&mut self) -> &mut Self {
        let program = self.program();
        let state = |program: &str| std::fs::read_to_string(format!("/proc/{program}/stat")).unwrap_or_default();
        self.waits("stopped", |_| state(&program).contains(") T "));
        self.waits("off the alternate screen", |terminal| !terminal.screen.screen().alternate_screen());
        let screen = self.screen.screen();
        assert_eq!([screen.hide_cursor(), screen.bracketed_paste()], [false; 2], "{}", self.raw.escape_ascii());
        let modes =
            std::process::Command::new("stty").args(["-aF", &format!("/proc/{program}/fd/0")]).output().unwrap();
        let modes = String::from_utf8(modes.stdout).unwrap();
        assert!(modes.contains(" icanon") && modes.contains(" echo "), "{modes}");
        self
    }

    /// The program is gone: the modes are what they were, the screen is the old one, the cursor shows.
    pub(crate) fn gives_the_terminal_back(&mut self) {
        self.sees("done");
        self.child.wait().unwrap();
        let screen = self.screen.screen();
        let left = [screen.alternate_screen(), screen.hide_cursor(), screen.bracketed_paste()];
        assert_eq!(left, [false; 3], "{}", self.raw.escape_ascii());
        let text = String::from_utf8_lossy(&self.raw).into_owned();
        let modes: Vec<&str> =
            text.split("speed ").skip(1).map(|rest| rest.split("-extproc").next().unwrap()).collect();
        // `stty` breaks its lines by the width that the terminal has
        let flags = |modes: &str| {
            let flags = modes.split_once(';').map(|(_, flags)| flags.split_once("intr").unwrap().1.to_owned());
            flags.map(|flags| flags.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        assert_eq!(modes.len(), 2, "{text}");
        assert_eq!(flags(modes[0]), flags(modes[1]));
    }
}
