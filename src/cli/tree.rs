//! `tree`: the guide, drawn.

use std::io::Write;

use crate::catalogue::Code;
use crate::cli::args::Drawing;
use crate::cli::context::Cx;
use crate::diagnosis::diagnose;
use crate::report::case::Case;
use crate::report::json;
use crate::report::tree::{drawn, graph, picture, tree};
use crate::session::{Session, Start};
use crate::trouble::{Exit, Stop};

/// Prints the guide, or what of it belongs to the codes that `name` names.
pub(super) fn run(cx: &Cx<'_>, name: Option<&str>, drawing: Drawing, out: &mut dyn Write) -> Result<Exit, Stop> {
    let codes = name.map_or(Ok(Vec::new()), |name| cx.named(name))?;
    let tree = || tree(cx.catalogue, &codes.iter().map(|code| code.number).collect::<Vec<_>>(), cx.lang);
    let drawn = match drawing {
        Drawing::Text if codes.is_empty() => pictures(cx),
        Drawing::Text => codes.iter().map(|code| picture_of(cx, code)).collect::<Vec<_>>().join("\n"),
        Drawing::Mermaid => graph::draw(&tree(), &graph::MERMAID),
        Drawing::Dot => graph::draw(&tree(), &graph::DOT),
        Drawing::Json => json::document(&tree()),
    };
    out.write_all(drawn.as_bytes())?;
    Ok(Exit::Found)
}

/// The picture of a case of which nothing is known but its code.
fn picture_of(cx: &Cx<'_>, code: &Code) -> String {
    let session = Session::new(Start::Code(code.number));
    let diagnosis = diagnose(cx.catalogue, &session);
    let case = Case { catalogue: cx.catalogue, session: &session, diagnosis: &diagnosis, lang: cx.lang };
    drawn::draw(&picture::of_case(case).at_rest(), &format!("{} {}", code.number, code.name), cx.lang, cx.setting)
}

/// The pictures of all parts of the guide.
fn pictures(cx: &Cx<'_>) -> String {
    let groups = cx.catalogue.groups().iter();
    let drawn = groups.map(|group| {
        let picture = picture::of_group(cx.catalogue, group, cx.lang);
        drawn::draw(&picture, group.title.of(cx.lang), cx.lang, cx.setting)
    });
    drawn.collect::<Vec<_>>().join("\n")
}
