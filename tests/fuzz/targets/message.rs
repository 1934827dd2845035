//! Any bytes as an error text: the reader ends, what it quotes is harmless and short, and a code is one that exists.

#![no_main]

mod small;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use scf_tui::catalogue::Catalogue;
use scf_tui::clean::{Clean, is_harmful};
use scf_tui::evidence::input::Content;
use scf_tui::evidence::{Gathered, read};
use scf_tui::fact::EvidenceId;
use scf_tui::mask::Mask;

fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(small::catalogue)
}

fuzz_target!(|bytes: &[u8]| {
    let named = (EvidenceId::default(), Clean::new("fuzz"));
    let taken = read(catalogue(), named, Gathered::Text(Content::whole(bytes)), &mut Mask::default());
    let reading = taken.evidence.reading;
    for (_, seen) in &reading.observations {
        if let Some(quote) = &seen.quote {
            assert!(quote.chars().count() <= 400 && !quote.contains(is_harmful));
        }
    }
    for seen in &reading.sightings {
        assert!(catalogue().code(seen.code).is_some());
    }
});
