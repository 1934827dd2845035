//! `catalogue stats`: what the catalogue holds, and how long its paths are.

use std::io::Write;

use crate::cli::args::Format;
use crate::cli::context::Cx;
use crate::report::{json, stats};
use crate::trouble::{Exit, Stop};

/// Counts the entries and walks every path.
pub(super) fn run(cx: &Cx<'_>, format: Format, out: &mut dyn Write) -> Result<Exit, Stop> {
    let stats = stats::stats(cx.catalogue);
    let printed = match format {
        Format::Json => json::document(&json::counted(&stats)),
        Format::Text => stats.to_text(cx.catalogue, cx.lang, cx.setting),
    };
    out.write_all(printed.as_bytes())?;
    Ok(Exit::Found)
}
