//! `list`: every status code.

use std::io::Write;

use crate::cli::args::Format;
use crate::cli::context::Cx;
use crate::report::{json, text};
use crate::trouble::{Exit, Stop};
use crate::words::Words;

/// Prints every code.
pub(super) fn run(cx: &Cx<'_>, format: Format, out: &mut dyn Write) -> Result<Exit, Stop> {
    let printed = match format {
        Format::Json => json::document(&json::list(cx.catalogue, cx.lang)),
        Format::Text => table(cx),
    };
    out.write_all(printed.as_bytes())?;
    Ok(Exit::Found)
}

fn table(cx: &Cx<'_>) -> String {
    let words = Words::of(cx.lang);
    let codes = cx.catalogue.codes();
    let numbers: Vec<String> = codes.iter().map(|code| code.number.to_string()).collect();
    let rows: Vec<[&str; 4]> = (codes.iter().zip(&numbers))
        .map(|(code, number)| [number.as_str(), &code.name, words.phase_of(code.phase), code.title.of(cx.lang)])
        .collect();
    let headings = [words.cli.column_code, words.cli.column_name, words.phase, words.cli.column_title];
    text::table(headings, &rows, cx.setting.ink)
}
