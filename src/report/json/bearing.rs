//! The shape of what bears on a code.

use serde::Serialize;

use crate::catalogue::Code;
use crate::lang::Lang;
use crate::report::bearing::{Entry, Listing, place};

/// What bears on a code.
#[derive(Debug, Serialize)]
pub struct Bearing<'a> {
    code: u16,
    name: &'a str,
    entries: Vec<Placed<'a>>,
}

#[derive(Debug, Serialize)]
struct Placed<'a> {
    kind: String,
    id: &'a str,
    title: &'a str,
    file: Option<&'a str>,
    /// From 1
    line: Option<u32>,
}

/// The entries that bear on `code`.
#[must_use]
pub fn bearing<'a>(listings: &'a [Listing], code: &'a Code, entries: &'a [Entry]) -> Bearing<'a> {
    let placed = |entry: &'a Entry| {
        let place = place(listings, entry);
        Placed {
            kind: entry.kind.name().of(Lang::En).to_owned(),
            id: &entry.slug,
            title: &entry.title,
            file: place.map(|(file, _)| file.as_str()),
            line: place.map(|(_, line)| line),
        }
    };
    Bearing { code: code.number, name: &code.name, entries: entries.iter().map(placed).collect() }
}
