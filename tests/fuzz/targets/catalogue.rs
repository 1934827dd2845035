//! Any text as a catalogue file: the reading ends; what is taken holds nothing that a terminal obeys, and of what is
//! refused each place lies within the file.

#![no_main]

mod small;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use scf_tui::catalogue::Catalogue;
use scf_tui::catalogue::load::fault::Fault;
use scf_tui::catalogue::load::load;
use scf_tui::clean::is_harmful;
use scf_tui::lang::Lang;
use serde_json::Value;

fn base() -> &'static Catalogue {
    static BASE: OnceLock<Catalogue> = OnceLock::new();
    BASE.get_or_init(small::catalogue)
}

fn harmless(text: &str) -> bool {
    !text.contains(|c| is_harmful(c) && !matches!(c, '\n' | '\t'))
}

fn is_harmless(value: &Value) -> bool {
    match value {
        Value::String(text) => harmless(text),
        Value::Array(list) => list.iter().all(is_harmless),
        Value::Object(map) => map.iter().all(|(key, value)| harmless(key) && is_harmless(value)),
        _ => true,
    }
}

fuzz_target!(|text: &str| match load(base().clone(), text, Some("fuzz.yaml")) {
    Ok(catalogue) => {
        let json = serde_json::to_value(&catalogue).unwrap_or_default();
        assert!(json.is_object() && is_harmless(&json));
    }
    Err(faults) => {
        // YAML has more line ends than a text file
        let lines = text.matches(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).count() + 1;
        for (fault, (line, column)) in faults.iter().zip(Fault::positions(&faults, text)) {
            // what is missing at the end is missing on the line behind it
            assert!(line <= lines + 1 && column <= text.len() + 1, "{line}:{column}");
            assert!([Lang::En, Lang::Zh].iter().all(|lang| harmless(&fault.what(*lang))));
        }
    }
});
