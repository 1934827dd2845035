#![no_main]

mod log_cuts;

use libfuzzer_sys::fuzz_target;
use scf_tui::evidence::sniff::{Kind, sniff};

fuzz_target!(|data: &[u8]| {
    if let Kind::Log(form) = sniff(data) {
        log_cuts::check(form, data);
    }
});
