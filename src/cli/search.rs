//! `search`: codes by number, name, text or symptom.

use std::io::Write;

use crate::catalogue::Code;
use crate::cli::args::Format;
use crate::cli::context::Cx;
use crate::report::{json, text};
use crate::search::{Field, Hit, Index, Limit, rank};
use crate::trouble::{Exit, Stop, Trouble};
use crate::words::Words;

/// Prints what `query` finds, best first.
pub(super) fn run(cx: &Cx<'_>, format: Format, query: &str, limit: usize, out: &mut dyn Write) -> Result<Exit, Stop> {
    let hits = rank(&Index::new(cx.catalogue), query, Limit::First(limit));
    let found: Vec<(Hit, &Code)> = hits.iter().filter_map(|hit| Some((*hit, cx.catalogue.code(hit.code)?))).collect();
    if format == Format::Json {
        let documents: Vec<_> = found.iter().map(|(hit, code)| json::found(*hit, code, cx.lang)).collect();
        out.write_all(json::document(&documents).as_bytes())?;
    }
    if found.is_empty() {
        return Err(Trouble::no_match(cx.words(), query).into());
    }
    if format == Format::Text {
        out.write_all(table(cx, &found).as_bytes())?;
    }
    Ok(Exit::Found)
}

fn table(cx: &Cx<'_>, found: &[(Hit, &Code)]) -> String {
    let words = cx.words();
    let numbers: Vec<String> = found.iter().map(|(hit, _)| hit.code.to_string()).collect();
    let rows: Vec<[&str; 4]> = (found.iter().zip(&numbers))
        .map(|((hit, code), number)| {
            [number.as_str(), &code.name, found_in(words, hit.field()), code.title.of(cx.lang)]
        })
        .collect();
    let headings = [words.cli.column_code, words.cli.column_name, words.cli.column_found_in, words.cli.column_title];
    text::table(headings, &rows, cx.setting.ink)
}

/// Where a query was found, in a person's words.
const fn found_in(words: &Words, field: Field) -> &'static str {
    match field {
        Field::Number => words.cli.in_number,
        Field::Name => words.cli.in_name,
        Field::Title => words.cli.in_title,
        Field::Message => words.cli.in_message,
        Field::Word | Field::Symptom => words.cli.in_symptom,
        Field::Initials => words.cli.in_initials,
        Field::Cause => words.cli.in_cause,
        Field::Meaning => words.cli.in_meaning,
        Field::Fix => words.cli.in_fix,
    }
}
