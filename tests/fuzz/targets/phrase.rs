//! Any text folded, and any phrases looked for in it: every place lies in the text, and both end in time.
//!
//! The first line of the input is a pattern's phrase, the rest a text.

#![no_main]

mod small;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use scf_tui::catalogue::Catalogue;
use scf_tui::catalogue::load::load;
use scf_tui::matching::fold::Folded;

fn base() -> &'static Catalogue {
    static BASE: OnceLock<Catalogue> = OnceLock::new();
    BASE.get_or_init(small::catalogue)
}

fuzz_target!(|input: &str| {
    let (phrase, text) = input.split_once('\n').unwrap_or(("", input));
    let folded = Folded::new(text);
    for (at, _) in folded.as_str().char_indices() {
        let place = folded.original(&(at..at));
        assert!(place.end <= text.len() && text.is_char_boundary(place.start));
    }
    // JSON texts are YAML
    let quoted = serde_json::to_string(phrase).unwrap_or_default();
    let written = format!("patterns:\n  - id: fuzz\n    any: [{quoted}]\n    codes: [731]\n");
    let Ok(catalogue) = load(base().clone(), &written, Some("fuzz.yaml")) else { return };
    let hits = catalogue.patterns().hits(&folded);
    assert!(hits.certain.iter().chain(&hits.almost).all(|hit| folded.as_str().get(hit.at.clone()).is_some()));
});
