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
pub(crate) const LAB: &str = r#"facts:
  t_door:
    label: {en: Door, zh: 门}
    values:
      open: {en: it is open, zh: 开着}
      shut: {en: it is shut, zh: 关着}
      gone: {en: there is none, zh: 没有门}
  t_name:
    label: {en: Name, zh: 名字}
    type: text
    placeholder: NAME
sources:
  TT:
    title: {en: Test page, zh: 测试页}
    url: {en: "https://example.com/en", zh: "https://example.com/zh"}
    read: 2026-01-02
references:
  - id: t-table
    title: {en: Test table, zh: 测试表}
    intro: {en: An intro, zh: 简介}
    rows:
      - {name: Go1, text: {en: A row, zh: 一行}, run: go version, show: main}
codes:
  - code: 731
    name: SharedName
    also: [OldName]
    title: {en: First of two, zh: 两个中的第一个}
    phase: run
    fault: [code]
    instance: recycled
    retry:
      hand: {en: no, zh: 没用}
      sync: {en: no, zh: 不会}
      async: {en: twice, zh: 两次}
    meaning: {en: The door., zh: 门。}
    unlike: {en: 732 is the other door., zh: 732 是另一扇门。}
    messages: ["door N failed"]
    limits: [{name: {en: Doors, zh: 门数}, value: 1–2}]
    notes: [{en: A note, zh: 备注}]
    causes: [t-open, t-shut]
    references: [t-table]
    related: [732]
    links: [TT]
    sources: [TT]
    domestic_only: true
  - code: 732
    name: SharedName
    title: {en: Second of two, zh: 两个中的第二个}
    phase: init
    fault: [caller, platform]
    instance: kept
    retry:
      hand: {en: no, zh: 没用}
      sync: {en: no, zh: 不会}
      async: {en: twice, zh: 两次}
    meaning: {en: The other door., zh: 另一扇门。}
    unlike: {en: 731 is the first door., zh: 731 是第一扇门。}
    causes: [t-shut]
causes:
  - id: t-open
    title: {en: The door is open, zh: 门开着}
    because: {en: Wind., zh: 有风。}
    confirmed: {t_door: open}
    fix:
      - {text: {en: Shut it, zh: 关上}, run: "shut %{t_name}"}
      - {text: {en: Write this, zh: 写上}, show: "a: b"}
    verify: {text: {en: Look, zh: 看看}, run: ls}
    undo: {text: {en: Open it, zh: 打开}}
    stopgap: {text: {en: A stone, zh: 石头}, run: stone, cost: {en: a toe, zh: 脚趾}}
    unlike: [{en: it is a window, zh: 那是窗}]
    sources: [TT]
  - id: t-shut
    title: {en: The door is shut, zh: 门关着}
    because: {en: A draught., zh: 穿堂风。}
    confirmed: {t_door: shut}
    fix: [{text: {en: Open it, zh: 打开}}]
    verify: {text: {en: Go through, zh: 走进去}}
    sources: [TT]
questions:
  - id: t-ask
    fact: t_door
    ask: {en: How is the door?, zh: 门怎么样？}
    why: {en: It tells open from shut., zh: 区分开和关。}
    find_out: [{text: {en: Look at it, zh: 看一眼}, run: "look %{t_name}"}]
    effort: seconds
    answers: [{id: open}, {id: shut}, {id: gone}]
guide:
  - group: t-group
    title: {en: Doors, zh: 门}
    ask: [t-ask]
patterns:
  - id: t-number
    any: ["http/1.1 {code}"]
    near: [x-scf-message]
    match_examples: ["HTTP/1.1 731\nX-Scf-Message: SharedName"]
    near_miss: ["HTTP/1.1 731"]
"#;
