//! `completions`, `man` and help: what belongs to the command line itself.

use std::io::Write;

use clap_complete::Shell;

use crate::cli::args;
use crate::cli::context::Cx;
use crate::cli::manual;
use crate::trouble::{Exit, Stop};

/// Prints help or version.
pub(super) fn say(text: &str, out: &mut dyn Write) -> Result<Exit, Stop> {
    out.write_all(text.as_bytes())?;
    Ok(Exit::Found)
}

/// Prints the completions for a shell.
pub(super) fn completions(cx: &Cx<'_>, shell: Shell, out: &mut dyn Write) -> Result<Exit, Stop> {
    // into memory first: clap_complete panics where a write fails
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(cx.words()), "scf-tui", &mut script);
    out.write_all(&script)?;
    Ok(Exit::Found)
}

/// Prints the manual page.
pub(super) fn man(cx: &Cx<'_>, out: &mut dyn Write) -> Result<Exit, Stop> {
    let mut command = args::command(cx.words());
    command.build();
    out.write_all(manual::page(cx.words(), cx.words().help, &command).as_bytes())?;
    Ok(Exit::Found)
}
