//! The real program in a folder of its own, with nothing of the surroundings.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A home folder and a working folder in one.
pub(crate) struct Home(TempDir);

/// What a run said and how it ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) exit: i32,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    /// The program with `args`, to be started by the test.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_scf-tui"));
        command.args(args).env_clear().env("HOME", self.folder()).env("TERM", "xterm").current_dir(self.folder());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.with(args, &[], "")
    }

    /// Runs with these variables and this on standard input.
    pub(crate) fn with(&self, args: &[&str], variables: &[(&str, &str)], input: &str) -> Run {
        let mut command = self.command(args);
        command.envs(variables.iter().copied());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // a program that does not read its input may be gone by now
        let _unread = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { out: text(output.stdout), err: text(output.stderr), exit: output.status.code().unwrap_or(-1) }
    }
}

/// Runs with the built-in catalogue alone.
pub(crate) fn scf(args: &[&str]) -> Run {
    Home::new().run(args)
}

/// Two codes with one name, decided by one question; every optional field is there once.
pub(crate) const LAB: &str = include_str!("../../data/lab.yaml");
