#![no_main]

mod log_cuts;

use libfuzzer_sys::fuzz_target;
use scf_tui::evidence::input::beginning;
use scf_tui::evidence::log::form;

fuzz_target!(|data: &[u8]| {
    if let Some(form) = form(beginning(data)) {
        log_cuts::check(form, data);
    }
});
