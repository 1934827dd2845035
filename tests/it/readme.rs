//! What the READMEs say of keys is what the table says, and their examples run.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use scf_tui::lang::Lang;
use scf_tui::tui::keymap::{Keymap, Scope};
use scf_tui::tui::theme::Theme;
use scf_tui::words::screen::ScreenWords;

use crate::support::bin::Home;

const BEGIN: &str = "<!-- keys: made from the table in src/tui/keymap.rs -->\n";
const END: &str = "<!-- /keys -->";

/// Each README, and its language.
const READMES: [(&str, Lang); 2] = [("README.md", Lang::En), ("README.zh-CN.md", Lang::Zh)];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap()
}

const fn place(scope: Scope) -> [&'static str; 2] {
    match scope {
        Scope::Everywhere => ["everywhere", "任何地方"],
        Scope::Browse => ["codes", "状态码"],
        Scope::Details => ["details", "详情"],
        Scope::Find => ["search in a text", "文内查找"],
        Scope::Guide => ["guide", "排查"],
        Scope::Verdict => ["verdict", "结论"],
        Scope::Map => ["map", "全图"],
        Scope::Triage => ["log", "日志"],
        Scope::Screens => ["screens", "各界面"],
        Scope::Search => ["search", "搜索"],
        Scope::Reader => ["page over a screen", "弹出的页面"],
        Scope::Picker => ["list over a screen", "弹出的列表"],
        Scope::TextBox => ["any line that is typed", "输入框"],
    }
}

fn table(lang: Lang) -> String {
    let chinese = usize::from(lang == Lang::Zh);
    let head = ["| key | where | what |", "| 按键 | 哪里 | 作用 |"][chinese];
    let mut table = format!("{head}\n| --- | --- | --- |\n");
    for binding in Keymap::default().rows() {
        let place = place(binding.scope)[chinese];
        // the key is named after the language that it leads to
        let label = match (binding.label)(ScreenWords::of(lang)) {
            "中文" => "switch the language",
            "English" => "切换语言",
            label => label,
        };
        writeln!(table, "| `{}` | {place} | {label} |", binding.spelled(Theme::plain().signs)).unwrap();
    }
    table
}

/// Run with `SCF_TUI_WRITE=1` to bring the READMEs up to date.
#[test]
fn the_keys_of_the_readme_are_those_of_the_table() {
    for (name, lang) in READMES {
        let text = text(name);
        let (before, rest) = text.split_once(BEGIN).unwrap();
        let (keys, after) = rest.split_once(END).unwrap();
        if std::env::var_os("SCF_TUI_WRITE").is_some() {
            fs::write(path(name), format!("{before}{BEGIN}{}{END}{after}", table(lang))).unwrap();
        } else {
            assert_eq!(keys, table(lang), "{name}: run the tests with SCF_TUI_WRITE=1 to bring it up to date");
        }
    }
}

/// A fenced block.
struct Block<'t> {
    /// What it says to be: `console`, `yaml`
    language: &'t str,
    content: &'t str,
    /// The line before it says why it does not run: `<!-- not run: … -->`
    skipped: bool,
}

/// The fenced blocks of a text, in order.
fn fenced(text: &str) -> Vec<Block<'_>> {
    let mut pieces = text.split("\n```");
    let mut before = pieces.next().unwrap();
    let mut blocks = Vec::new();
    while let (Some(block), Some(after)) = (pieces.next(), pieces.next()) {
        let (language, content) = block.split_once('\n').unwrap();
        let mark = before.lines().next_back().unwrap_or_default();
        let reason = mark.strip_prefix("<!-- not run: ").and_then(|mark| mark.strip_suffix(" -->"));
        blocks.push(Block { language, content, skipped: reason.is_some_and(|reason| !reason.is_empty()) });
        before = after;
    }
    blocks
}

#[test]
fn every_example_of_the_readmes_runs() {
    for (name, lang) in READMES {
        let text = text(name);
        let outside: String = text.split("\n```").step_by(2).collect();
        assert!(!outside.contains("\n    "), "{name}: a block that is indented is not found, so it would not run");
        let mut home = Home::new();
        let mut ran = 0;
        for Block { language, content, skipped } in fenced(&text) {
            match language {
                _ if skipped => continue,
                "console" => session(name, &home, lang, content),
                "yaml" => {
                    let (file, _) = content.strip_prefix("# ").and_then(|rest| rest.split_once('\n')).unwrap();
                    home = home.file(file, format!("{content}\n"));
                    let run = home.run(&["catalogue", "check", file]);
                    assert_eq!((run.exit, run.err.as_str()), (0, ""), "{}", run.out);
                }
                // a new language of blocks says here how it runs
                language => {
                    panic!("{name}: nothing runs `{language}`, and no line before it says `not run`:\n{content}")
                }
            }
            ran += 1;
        }
        assert!(ran >= 5, "{name}");
    }
}

/// Commands behind `$ `, each with what it prints, in one shell.
fn session(name: &str, home: &Home, lang: Lang, content: &str) {
    let mut status = 0;
    for example in format!("\n{content}").split("\n$ ").skip(1) {
        let (command, expected) = example.split_once('\n').unwrap_or((example, ""));
        let program = Path::new(env!("CARGO_BIN_EXE_scf-tui"));
        let output = Command::new("sh")
            // the status of the command before, for one that asks for it
            .args(["-c", &format!("exec 2>&1\n(exit {status})\n{command}")])
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", program.parent().unwrap().display()))
            .env("HOME", home.folder())
            .env("LANG", if lang == Lang::Zh { "zh_CN.UTF-8" } else { "en_US.UTF-8" })
            .current_dir(home.folder())
            .output()
            .unwrap();
        status = output.status.code().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(
            fits(expected, printed.trim_end()),
            "{name}: {command}\n--- expected\n{expected}\n--- printed\n{printed}"
        );
    }
}

/// Whether `printed` is what is `expected`: a line `…` stands for any lines, `…` in a line for any characters of it.
fn fits(expected: &str, printed: &str) -> bool {
    let expected: Vec<&str> = expected.lines().collect();
    let printed: Vec<&str> = printed.lines().collect();
    // whether the first lines expected fit the first ones printed, for each number of the latter
    let mut fitting = vec![false; printed.len() + 1];
    fitting[0] = true;
    for line in expected {
        let mut next = vec![false; printed.len() + 1];
        if line == "…" {
            let from = fitting.iter().position(|fits| *fits).unwrap_or(fitting.len());
            next[from..].fill(true);
        } else {
            for (at, text) in printed.iter().enumerate() {
                next[at + 1] = fitting[at] && fits_line(line, text);
            }
        }
        fitting = next;
    }
    fitting[printed.len()]
}

fn fits_line(expected: &str, printed: &str) -> bool {
    let mut parts = expected.split('…');
    let Some(mut rest) = printed.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, between)) = parts.split_last() else { return rest.is_empty() };
    for part in between {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

#[test]
fn what_is_left_out_is_left_out_and_nothing_else() {
    for (expected, printed, fitting) in [
        ("a\nb", "a\nb", true),
        ("a", "a\nb", false),
        ("a\nb", "a", false),
        ("", "", true),
        ("", "a", false),
        ("…", "", true),
        ("a\n…", "a\nb\nc", true),
        ("…\nc", "a\nb\nc", true),
        ("…\nb", "a\nb\nc", false),
        ("a\n…\nc\n…", "a\nc", true),
        ("a…", "abc", true),
        ("a…c", "abc", true),
        ("a…c", "abd", false),
        ("…b…", "abc", true),
        ("…x…", "abc", false),
        ("…a…a", "a", false),
    ] {
        assert_eq!(fits(expected, printed), fitting, "{expected:?} {printed:?}");
    }
}

#[test]
fn the_readmes_lead_to_each_other_and_to_what_there_is() {
    for (name, other) in [("README.md", "README.zh-CN.md"), ("README.zh-CN.md", "README.md")] {
        let text = text(name);
        let links: Vec<&str> =
            text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link).collect();
        assert!(links.contains(&other) && links.contains(&"LICENSE"), "{name}: {links:?}");
        for link in links.iter().filter(|link| !link.starts_with("https://")) {
            assert!(path(link).exists(), "{name} leads to {link}");
        }
    }
}

#[test]
fn the_licence_is_the_one_that_the_package_names() {
    let package = text("Cargo.toml");
    assert!(package.contains("license = \"MIT\"\n"));
    assert!(text("LICENSE").starts_with("MIT License\n"));
}
