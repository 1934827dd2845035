//! Any text masked: masking again changes nothing, and an access key in the middle of it is gone, whatever is cleaned
//! before or after and whatever lies invisible within its name.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scf_tui::clean::{Clean, Plain};
use scf_tui::mask::Mask;

/// The form of a secret id, made up.
const KEY: &str = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";

/// What a name gives away, with what is not seen within it.
const NAMED: &str = "\npass\u{1b}[0mwo\u{200b}r\u{0}d=Zebra7Quilt\n";

fuzz_target!(|text: &str| {
    let mut mask = Mask::default();
    let once = mask.mask(&Plain::new(text));
    let twice = mask.mask(&Plain::new(&once));
    assert_eq!(once.to_string(), twice.to_string());
    assert_eq!(Plain::new(&once).to_string(), once.to_string());
    let planted = format!("{text} {KEY} x");
    let masked = mask.mask(&Plain::new(&planted));
    assert!(!masked.contains(KEY) && !Clean::new(&masked).contains(KEY));
    assert!(!mask.mask(&Plain::new(&Clean::new(&planted))).contains(KEY));
    // an unfinished escape sequence ends at a line end; a word that the text has of itself is no secret
    let planted = !text.contains("Zebra7") && !text.contains("Quilt");
    assert!(!planted || !mask.mask(&Plain::new(&format!("{text}{NAMED}"))).contains("Zebra7Quilt"));
});
