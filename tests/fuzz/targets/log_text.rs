#![no_main]

mod log_cuts;

use libfuzzer_sys::fuzz_target;
use scf_tui::evidence::log::Form;

fuzz_target!(|data: &[u8]| log_cuts::check(Form::Text, data));
