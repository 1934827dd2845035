//! The command line: one verb, one file. Each reads through `world`, calls one function of the core, and prints what
//! `report` makes of the result.

pub mod args;
pub mod ascii;
mod check;
mod context;
mod diagnose;
mod drill;
mod explain;
mod guide;
mod list;
mod manual;
mod search;
mod shell;
mod show;
mod stats;
mod tree;
mod usage;

use std::io::Write;

use crate::cli::args::{Format, Verb};
pub use crate::cli::context::Cx;
use crate::trouble::{Exit, Stop, Trouble};

/// Carries out a verb.
///
/// # Errors
/// Why it ends early.
pub fn run(cx: &Cx<'_>, verb: &Verb, format: Format, out: &mut dyn Write) -> Result<Exit, Stop> {
    match verb {
        Verb::Open { .. } => Err(Trouble::no_terminal(cx.words()).into()),
        Verb::Say(text) => shell::say(text, out),
        Verb::List => list::run(cx, format, out),
        Verb::Explain { name, all } => explain::run(cx, format, (name, *all), out),
        Verb::Diagnose { evidence, facts } => diagnose::run(cx, format, (evidence, facts), out),
        Verb::Tree { code, drawing } => tree::run(cx, code.as_deref(), *drawing, out),
        Verb::Guide(code) => guide::run(cx, code.as_deref(), out),
        Verb::Schema => check::schema(out),
        Verb::Search { query, limit } => search::run(cx, format, query, *limit, out),
        Verb::Drill(name) => drill::run(cx, format, name.as_deref(), out),
        Verb::Stats => stats::run(cx, format, out),
        Verb::Show(code) => show::run(cx, format, code, out),
        Verb::Check(files) => check::run(cx, format, files, out),
        Verb::Completions(shell) => shell::completions(cx, *shell, out),
        Verb::Man => shell::man(cx, out),
    }
}
