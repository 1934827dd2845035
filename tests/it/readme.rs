//! What the README says of keys is what the table says.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use scf_tui::lang::Lang;
use scf_tui::tui::keymap::{Keymap, Scope};
use scf_tui::tui::theme::Theme;
use scf_tui::words::screen::ScreenWords;

const BEGIN: &str = "<!-- keys: made from the table in src/tui/keymap.rs -->\n";
const END: &str = "<!-- /keys -->";

fn table() -> String {
    let mut table = String::from("| key | where | what |\n| --- | --- | --- |\n");
    for binding in Keymap::default().rows() {
        let place = match binding.scope {
            Scope::Everywhere => "everywhere",
            Scope::Browse => "codes",
            Scope::Guide => "guide",
            Scope::Verdict => "verdict",
            Scope::Map => "map",
            Scope::Triage => "log",
            Scope::Screens => "screens",
            Scope::Search => "search",
            Scope::Reader => "page over a screen",
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
