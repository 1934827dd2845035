//! `catalogue`: every fault of a catalogue file, and the format for editors.

use std::io::Write;
use std::path::PathBuf;

use crate::clean::Clean;
use crate::cli::args::Format;
use crate::cli::context::Cx;
use crate::diagnosis::audit;
use crate::embedded;
use crate::load;
use crate::report::{json, schema};
use crate::trouble::{Exit, Stop, Trouble};

/// Prints the faults of each file, or that it has none. Files are checked one by one, over the built-in catalogue.
pub(super) fn run(cx: &Cx<'_>, format: Format, files: &[PathBuf], out: &mut dyn Write) -> Result<Exit, Stop> {
    let words = cx.words();
    let base = embedded::catalogue();
    let mut faulty = 0;
    let mut told = Vec::new();
    for file in files {
        let troubles = match load::over(cx.lang, &base, file) {
            Ok(catalogue) => load::audit(cx.lang, &catalogue, file, audit::faults),
            Err(troubles) => troubles,
        };
        faulty += usize::from(!troubles.is_empty());
        let name = Clean::new(&file.to_string_lossy());
        match format {
            Format::Json => {
                let mut checked = json::Checked::new(&name);
                for trouble in &troubles {
                    checked.fault(trouble.position(), trouble.what(), trouble.next());
                }
                told.push(checked);
            }
            Format::Text if troubles.is_empty() => writeln!(out, "{name}: {}", words.cli.file_is_good)?,
            Format::Text => troubles.iter().try_for_each(|trouble| writeln!(out, "{trouble}"))?,
        }
    }
    if format == Format::Json {
        out.write_all(json::document(&told).as_bytes())?;
    }
    if faulty == 0 { Ok(Exit::Found) } else { Err(Trouble::faulty_files(words, faulty, files.len()).into()) }
}

/// Prints the format as JSON Schema.
pub(super) fn schema(out: &mut dyn Write) -> Result<Exit, Stop> {
    writeln!(out, "{:#}", schema::schema())?;
    Ok(Exit::Found)
}
