//! `guide`: the guide as lines. Nothing is redrawn, so that a screen reader or a serial line can follow.

mod ask;
mod talk;

use std::io::{self, Write};

use crate::cli::context::Cx;
pub(super) use crate::cli::guide::talk::Talk;
use crate::session::Start;
use crate::trouble::{Exit, Stop};

/// Leads from a code, or from what the person says they hold, to a cause.
pub(super) fn run(cx: &Cx<'_>, name: Option<&str>, out: &mut dyn Write) -> Result<Exit, Stop> {
    let mut talk = Talk { cx, input: &mut io::stdin().lock(), out, drill: None };
    let start = match name {
        Some(name) => {
            let codes = cx.named(name)?;
            talk.one_of(&codes)?.map(|code| Start::Code(code.number))
        }
        None => talk.begin()?,
    };
    match start {
        Some(start) => Ok(talk.lead(start)?),
        None => Ok(Exit::Nothing),
    }
}
