//! `tree`: the guide, drawn.

use std::io::Write;

use crate::cli::args::Drawing;
use crate::cli::context::Cx;
use crate::report::json;
use crate::report::tree::{drawn, graph, tree};
use crate::trouble::{Exit, Stop};

/// Prints the guide, or what of it belongs to the codes that `name` names.
pub(super) fn run(cx: &Cx<'_>, name: Option<&str>, drawing: Drawing, out: &mut dyn Write) -> Result<Exit, Stop> {
    let codes = name.map_or(Ok(Vec::new()), |name| cx.named(name))?;
    let codes: Vec<u16> = codes.into_iter().map(|code| code.number).collect();
    let tree = tree(cx.catalogue, &codes, cx.lang);
    let drawn = match drawing {
        Drawing::Text => drawn::draw(&tree, cx.lang, cx.setting.ink),
        Drawing::Mermaid => graph::draw(&tree, &graph::MERMAID),
        Drawing::Dot => graph::draw(&tree, &graph::DOT),
        Drawing::Json => json::document(&tree),
    };
    out.write_all(drawn.as_bytes())?;
    Ok(Exit::Found)
}
