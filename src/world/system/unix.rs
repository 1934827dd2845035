//! Linux, macOS and their relatives.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{FileExt, FileTypeExt};
use std::thread;

use signal_hook::consts::SIGINT;
use signal_hook::iterator::Signals;

/// Where a process finds its terminal when its input is something else.
pub(in crate::world) const TERMINAL: &str = "/dev/tty";

/// The variable that names the folder above the one for settings, and the way from there.
pub(in crate::world) const CONFIG: (&str, &str) = ("HOME", ".config");

/// Whether standard input, which is no terminal, is a pipe or a file.
pub(in crate::world) fn input_holds_something() -> bool {
    fs::metadata("/dev/stdin").is_ok_and(|state| {
        let kind = state.file_type();
        kind.is_fifo() || kind.is_file() || kind.is_socket()
    })
}

/// Reads what stands at `at`, whatever else reads the file meanwhile.
pub(in crate::world) fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<usize> {
    file.read_at(bytes, at)
}

/// Calls `interrupted` on the next Ctrl-C.
pub(in crate::world) fn on_interrupt(interrupted: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT])?;
    thread::Builder::new().name("interrupt".to_owned()).spawn(move || {
        if signals.forever().next().is_some() {
            interrupted();
        }
    })?;
    Ok(())
}
