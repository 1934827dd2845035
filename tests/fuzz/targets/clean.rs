//! Any text made harmless: nothing is left that a terminal would obey, and making it harmless again changes nothing.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scf_tui::clean::{Clean, MAX_CHARS, Plain, is_harmful};

fuzz_target!(|text: &str| {
    let clean = Clean::new(text);
    assert!(!clean.contains(is_harmful) && clean.chars().count() <= MAX_CHARS);
    assert_eq!(Clean::new(&clean), clean);
    let plain = Plain::new(text);
    assert!(!plain.contains(|c| is_harmful(c) && !matches!(c, '\n' | '\t')));
    assert_eq!(*Plain::new(&plain), *plain);
});
