//! `catalogue show`: all that bears on a status code, and where it is written.

use std::io::Write;

use crate::catalogue::load::lines::lines;
use crate::clean::Clean;
use crate::cli::Cx;
use crate::cli::args::Format;
use crate::embedded;
use crate::report::bearing::{self, Entry, Listing};
use crate::report::{json, text};
use crate::trouble::{Exit, Stop, Trouble};
use crate::world::read;

/// Prints what bears on the codes that `name` names.
pub(super) fn run(cx: &Cx<'_>, format: Format, name: &str, out: &mut dyn Write) -> Result<Exit, Stop> {
    let codes = cx.named(name)?;
    let listings = listings(cx)?;
    let told: Vec<(_, Vec<Entry>)> =
        codes.into_iter().map(|code| (code, bearing::bearing(cx.catalogue, code, cx.lang))).collect();
    let printed = match format {
        Format::Json => {
            let codes = told.iter().map(|(code, entries)| json::bearing(&listings, code, entries));
            json::document(&codes.collect::<Vec<_>>())
        }
        Format::Text => {
            let codes = told.iter().map(|(code, entries)| {
                let heading = text::bold(&format!("{} {}", code.number, code.name), cx.setting.ink);
                format!("{heading}\n{}", bearing::to_text(&listings, entries, cx.lang, cx.setting.ink))
            });
            codes.collect::<Vec<_>>().join("\n")
        }
    };
    out.write_all(printed.as_bytes())?;
    Ok(Exit::Found)
}

/// The built-in file, and those that were merged over it, with the lines of their entries.
fn listings(cx: &Cx<'_>) -> Result<Vec<Listing>, Trouble> {
    let mut listings = vec![Listing { file: Clean::new(embedded::FILE), lines: embedded::lines() }];
    for file in cx.files {
        let text = read::text(cx.words(), file, read::CATALOGUE_MIB)?;
        listings.push(Listing { file: Clean::new(&file.to_string_lossy()), lines: lines(&text) });
    }
    Ok(listings)
}
