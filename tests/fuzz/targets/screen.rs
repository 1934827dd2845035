//! Any keys, pastes and sizes: the screen program neither panics nor draws outside.

#![no_main]

use libfuzzer_sys::fuzz_target;

mod screen_drive;

fuzz_target!(|bytes: &[u8]| screen_drive::drive(bytes));
