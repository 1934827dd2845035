//! Starts the program.

use std::process::ExitCode;

fn main() -> ExitCode {
    scf_tui::run()
}
