//! What the README says of keys is what the table says, and its examples run.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use scf_tui::lang::Lang;
use scf_tui::tui::keymap::{Keymap, Scope};
use scf_tui::tui::theme::Theme;
use scf_tui::words::screen::ScreenWords;

use crate::support::bin::Home;

const BEGIN: &str = "<!-- keys: made from the table in src/tui/keymap.rs -->\n";
const END: &str = "<!-- /keys -->";

fn table() -> String {
    let mut table = String::from("| key | where | what |\n| --- | --- | --- |\n");
    for binding in Keymap::default().rows() {
        let place = match binding.scope {
            Scope::Everywhere => "everywhere",
            Scope::Browse => "codes",
            Scope::Details => "details",
            Scope::Find => "search in a text",
            Scope::Guide => "guide",
            Scope::Verdict => "verdict",
            Scope::Map => "map",
            Scope::Triage => "log",
            Scope::Screens => "screens",
            Scope::Search => "search",
            Scope::Reader => "page over a screen",
            Scope::Help => "help",
            Scope::Picker => "list over a screen",
            Scope::TextBox => "any line that is typed",
        };
        let label = match (binding.label)(ScreenWords::of(Lang::En)) {
            "中文" => "switch the language",
            label => label,
        };
        writeln!(table, "| `{}` | {place} | {label} |", binding.spelled(Theme::plain().signs)).unwrap();
    }
    table
}

/// Run with `SCF_TUI_WRITE=1` to bring the README up to date.
#[test]
fn the_keys_of_the_readme_are_those_of_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).unwrap();
    let (keys, after) = rest.split_once(END).unwrap();
    if std::env::var_os("SCF_TUI_WRITE").is_some() {
        fs::write(&path, format!("{before}{BEGIN}{}{END}{after}", table())).unwrap();
    } else {
        assert_eq!(keys, table(), "run the tests with SCF_TUI_WRITE=1 to bring it up to date");
    }
}

/// The fenced blocks of a text: what language each is in, and what stands in it.
fn fenced(text: &str) -> Vec<(&str, &str)> {
    let blocks = text.split("\n```").skip(1).step_by(2);
    blocks.filter_map(|block| block.split_once('\n')).collect()
}

#[test]
fn every_fenced_block_of_the_readme_runs() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let blocks = fenced(&text);
    assert!(!blocks.is_empty());
    for (language, block) in blocks {
        // a new language of blocks says here how it runs
        assert_eq!(language, "yaml", "{block}");
        let run = Home::new().file("own.yaml", block).run(&["catalogue", "check", "own.yaml"]);
        assert_eq!((run.exit, run.err.as_str()), (0, ""), "{}", run.out);
    }
}
