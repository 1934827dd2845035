//! The pager of the person, for what is longer than a screen.
//!
//! `PAGER` is cut into words at blanks and started without a shell: nothing in it is ever run as anything else. Without it
//! `less -R` is taken, where it is there.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGINT;
use signal_hook::{flag, low_level};

/// What is started where a person names nothing.
const USUAL: &str = "less -R";

/// Shows `text` in the pager until the person leaves it; false where there is none, so that it is to be printed.
///
/// # Errors
/// The pager was started and could not be waited for.
pub fn show(text: &str) -> io::Result<bool> {
    let named = env::var("PAGER").unwrap_or_else(|_| USUAL.to_owned());
    let mut words = named.split_whitespace();
    let Some(program) = words.next().filter(|program| *program != "cat") else { return Ok(false) };
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    if env::var_os("LESSCHARSET").is_none() {
        command.env("LESSCHARSET", "utf-8");
    }
    let Ok(mut pager) = command.spawn() else { return Ok(false) };
    // Ctrl-C belongs to the pager: whoever waits for it must not leave the terminal to the shell before
    let unheard = Arc::new(AtomicBool::new(false));
    let heard = flag::register(SIGINT, unheard)?;
    if let Some(mut input) = pager.stdin.take() {
        // a pager that was left early has enough
        let _enough = input.write_all(text.as_bytes());
    }
    let ended = pager.wait();
    low_level::unregister(heard);
    ended.map(|_| true)
}
