//! Any text as a settings file: the reading ends, and what is wrong is said.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scf_tui::lang::Lang;
use scf_tui::settings::checked::Settings;

fuzz_target!(|text: &str| {
    if let Err(faults) = Settings::read(text) {
        assert!(!faults.is_empty() && faults.iter().all(|fault| !fault.what(Lang::En).is_empty()));
    }
});
