//! Windows.

use std::fs::File;
use std::io;
use std::os::windows::fs::FileExt;

/// Where a process finds its console when its input is something else.
pub(in crate::world) const TERMINAL: &str = "CONIN$";

/// The variable that names the folder above the one for settings, and the way from there.
pub(in crate::world) const CONFIG: (&str, &str) = ("APPDATA", "");

/// Whether standard input, which is no console, is a pipe or a file: it is nothing else here.
pub(in crate::world) const fn input_holds_something() -> bool {
    true
}

/// Reads what stands at `at`. The place of the file moves, which nothing relies on.
pub(in crate::world) fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<usize> {
    file.seek_read(bytes, at)
}

/// Nothing wakes a thread that waits for a pipe, so what came until Ctrl-C is told with the next bytes, or at its end.
#[expect(clippy::unnecessary_wraps, reason = "the same call fails where there are signals")]
pub(in crate::world) fn on_interrupt(_: impl FnOnce() + Send + 'static) -> io::Result<()> {
    Ok(())
}
