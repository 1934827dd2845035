//! `explain`: one status code: in brief on a terminal, else in full, or one of its causes.

use std::io::Write;

use crate::catalogue::Code;
use crate::cli::args::Format;
use crate::cli::context::Cx;
use crate::fact::Facts;
use crate::report::{brief, explain, json, text};
use crate::search::named;
use crate::trouble::{Exit, Stop, Trouble};
use crate::world::pager;

/// What is to be explained.
struct Asked<'a> {
    codes: Vec<&'a Code>,
    /// The number of one cause of the code, from 0 on
    cause: Option<usize>,
}

/// Explains what `name` names: codes, or a code and behind it a cause by its number or id. On a terminal in brief, unless
/// `all` is asked for.
pub(super) fn run(cx: &Cx<'_>, format: Format, (name, all): (&str, bool), out: &mut dyn Write) -> Result<Exit, Stop> {
    let Asked { codes, cause } = asked(cx, name)?;
    let facts = Facts::default();
    let brief = cx.terminal && !all && cause.is_none();
    let printed = match format {
        Format::Json => {
            let explained = |code| {
                let explained = json::explained(cx.catalogue, &facts, code, cx.lang);
                if let Some(cause) = cause { explained.with_cause(cause) } else { explained }
            };
            json::document(&codes.into_iter().map(explained).collect::<Vec<_>>())
        }
        Format::Text if brief => {
            let lines = brief::LINES / codes.len().max(1);
            let told = codes.iter().map(|code| brief::brief(cx.catalogue, code, cx.lang, cx.setting, lines));
            told.collect::<Vec<_>>().join("\n")
        }
        Format::Text => {
            let pages: Vec<String> = codes.into_iter().map(|code| page(cx, &facts, code, cause)).collect();
            pages.join("\n")
        }
    };
    let paged = cx.terminal && all && format == Format::Text && pager::show(&printed)?;
    if !paged {
        out.write_all(printed.as_bytes())?;
    }
    Ok(Exit::Found)
}

/// The codes that `name` names; where its last word names a cause, the rest names the code.
fn asked<'a>(cx: &Cx<'a>, name: &str) -> Result<Asked<'a>, Trouble> {
    let apart = || name.trim().rsplit_once(char::is_whitespace);
    if named::named(cx.catalogue, name).is_empty()
        && let Some((head, last)) = apart()
        && let codes = named::named(cx.catalogue, head)
        && let Some(code) = codes.first()
    {
        for code in &codes {
            let by_number = last.parse().ok().and_then(|number: usize| number.checked_sub(1));
            let by_id = || code.causes.iter().position(|id| *cx.catalogue.cause(*id).slug == *last);
            if let Some(cause) = by_number.filter(|at| *at < code.causes.len()).or_else(by_id) {
                return Ok(Asked { codes: vec![code], cause: Some(cause) });
            }
        }
        return Err(Trouble::unknown_cause(cx.words(), last, code.number, code.causes.len()));
    }
    Ok(Asked { codes: cx.named(name)?, cause: None })
}

fn page(cx: &Cx<'_>, facts: &Facts, code: &Code, cause: Option<usize>) -> String {
    let heading = text::bold(&format!("{} {}", code.number, code.name), cx.setting.ink);
    let page = match cause.and_then(|at| Some((at, code.causes.get(at)?))) {
        Some((at, id)) => explain::cause(cx.catalogue, facts, (at, *id), cx.lang),
        None => explain::code(cx.catalogue, facts, code, cx.lang),
    };
    format!("{heading}\n{}", text::page(&page, cx.setting))
}
