//! Copying: a text goes where the person can paste it from, and what is said of that is true.
//!
//! `seen` is what the surroundings say; `way` decides from it alone what to try, in order; `program` runs one program, never
//! through a shell and never for long; `file` is what is left where nothing takes the text.

mod file;
mod program;
mod seen;
mod way;

use std::io;

use crate::clean::Clean;
use crate::job::{Copied, Onward};
use crate::world::cancel::CancelToken;
use crate::world::clipboard::program::run;
use crate::world::clipboard::seen::{Seen, tmux_lets_through, tmux_sends_on};
use crate::world::clipboard::way::{Way, ways};

/// Puts `text` where it can be pasted from: the first way that works.
///
/// # Errors
/// None worked, and it could not even be written to a file.
pub fn copy(text: &str, cancel: &CancelToken) -> io::Result<Copied> {
    let seen = Seen::look(cancel);
    for way in ways(seen, text.len()) {
        let copied = match way {
            Way::Program(program) => run(program.name, program.args, Some(&program.dress(text)), cancel)
                .ok()
                .map(|_| Copied::Program(program.name)),
            Way::Tmux => in_tmux(text, cancel).map(Copied::Tmux),
            Way::Terminal => Some(Copied::Terminal),
        };
        if let Some(copied) = copied {
            return Ok(copied);
        }
    }
    file::keep(text).map(|path| Copied::File(Clean::new(&path.to_string_lossy())))
}

/// Has tmux take it, and tell the terminal where its options say so; `None` where it does not.
fn in_tmux(text: &str, cancel: &CancelToken) -> Option<Onward> {
    let load = |args: &[&str]| run("tmux", args, Some(text.as_bytes()), cancel).is_ok();
    // `-w` tells the terminal whatever the options say, and is not known before tmux 3.2
    if tmux_sends_on(cancel) && load(&["load-buffer", "-w", "-"]) {
        return Some(Onward::ByTmux);
    }
    let onward = if tmux_lets_through(cancel) { Onward::Through } else { Onward::No };
    load(&["load-buffer", "-"]).then_some(onward)
}
