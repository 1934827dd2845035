//! Signals on Windows: there are none that end a program with its window, and none that stop it.

use std::io;

/// Nothing is waited for: Ctrl-C is a key, and a console takes its modes back by itself.
#[expect(clippy::unnecessary_wraps, reason = "the same call fails where there are signals")]
pub(super) const fn heed() -> io::Result<()> {
    Ok(())
}

/// No shell of Windows takes over from a program that waits, so it goes on.
#[expect(clippy::unnecessary_wraps, reason = "the same call fails where there are signals")]
pub(super) const fn stop() -> io::Result<()> {
    Ok(())
}
