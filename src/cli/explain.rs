//! `explain`: one status code in full.

use std::io::Write;

use crate::catalogue::Code;
use crate::cli::args::Format;
use crate::cli::context::Cx;
use crate::fact::Facts;
use crate::report::{explain, json, text};
use crate::trouble::{Exit, Stop};

/// Prints the codes that `name` names.
pub(super) fn run(cx: &Cx<'_>, format: Format, name: &str, out: &mut dyn Write) -> Result<Exit, Stop> {
    let codes = cx.named(name)?;
    let facts = Facts::default();
    let printed = match format {
        Format::Json => {
            let explained = |code| json::explained(cx.catalogue, &facts, code, cx.lang);
            json::document(&codes.into_iter().map(explained).collect::<Vec<_>>())
        }
        Format::Text => {
            let pages: Vec<String> = codes.into_iter().map(|code| page(cx, &facts, code)).collect();
            pages.join("\n")
        }
    };
    out.write_all(printed.as_bytes())?;
    Ok(Exit::Found)
}

fn page(cx: &Cx<'_>, facts: &Facts, code: &Code) -> String {
    let heading = text::bold(&format!("{} {}", code.number, code.name), cx.setting.ink);
    let page = explain::code(cx.catalogue, facts, code, cx.lang, explain::Extent::Whole);
    format!("{heading}\n{}", text::page(&page, cx.setting))
}
