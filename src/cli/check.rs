//! `catalogue`: every fault of a catalogue file, and the format for editors.

use std::io::Write;
use std::path::PathBuf;

use crate::clean::Clean;
use crate::cli::context::Cx;
use crate::diagnosis::audit;
use crate::embedded;
use crate::load;
use crate::report::schema;
use crate::trouble::{Exit, Stop};

/// Prints the faults of each file, or that it has none. Files are checked one by one, over the built-in catalogue.
pub(super) fn run(cx: &Cx<'_>, files: &[PathBuf], out: &mut dyn Write) -> Result<Exit, Stop> {
    let words = cx.words();
    let base = embedded::catalogue();
    let mut exit = Exit::Found;
    for file in files {
        let troubles = match load::over(cx.lang, &base, file) {
            Ok(catalogue) => load::audit(cx.lang, &catalogue, file, audit::faults),
            Err(troubles) => troubles,
        };
        if troubles.is_empty() {
            writeln!(out, "{}: {}", Clean::new(&file.to_string_lossy()), words.cli.file_is_good)?;
        } else {
            exit = Exit::Unreadable;
            troubles.iter().try_for_each(|trouble| writeln!(out, "{trouble}"))?;
        }
    }
    Ok(exit)
}

/// Prints the format as JSON Schema.
pub(super) fn schema(out: &mut dyn Write) -> Result<Exit, Stop> {
    writeln!(out, "{:#}", schema::schema())?;
    Ok(Exit::Found)
}
