//! Any text masked: masking again changes nothing, and an access key in the middle of it is gone.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scf_tui::mask::Mask;

/// The form of a secret id, made up.
const KEY: &str = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";

fuzz_target!(|text: &str| {
    let mut mask = Mask::default();
    let once = mask.mask(text);
    let twice = mask.mask(&once);
    assert_eq!(once.to_string(), twice.to_string());
    let masked = mask.mask(&format!("{text} {KEY} x"));
    assert!(!masked.contains(KEY));
});
