//! The command line: one verb, one file. Each reads through `world`, calls one function of the core, and prints what
//! `report` makes of the result.

pub mod args;
mod check;
mod diagnose;
mod drill;
mod explain;
mod guide;
mod list;
mod search;
mod shell;
mod stats;
mod tree;
mod usage;

use std::io::Write;

use crate::catalogue::{Catalogue, Code};
use crate::cli::args::{Format, Verb};
use crate::lang::Lang;
use crate::report::text::Setting;
use crate::search::named;
use crate::search::{Index, Limit, rank};
use crate::trouble::{Exit, Stop, Trouble};
use crate::words::Words;

/// What every verb is told.
#[derive(Clone, Copy, Debug)]
pub struct Cx<'a> {
    /// All that is known
    pub catalogue: &'a Catalogue,
    /// The language of texts
    pub lang: Lang,
    /// How texts are set
    pub setting: Setting,
}

impl<'a> Cx<'a> {
    /// The words of the language.
    #[must_use]
    pub fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    /// The codes that `name` names: at least one.
    ///
    /// # Errors
    /// There is none; the trouble names the nearest.
    pub fn named(&self, name: &str) -> Result<Vec<&'a Code>, Trouble> {
        const NEAREST: usize = 3;
        let codes = named::named(self.catalogue, name);
        if !codes.is_empty() {
            return Ok(codes);
        }
        let nearest = self.nearest(name, NEAREST);
        let nearest: Vec<String> = nearest.iter().map(|code| format!("{} {}", code.number, code.name)).collect();
        Err(Trouble::unknown_code(self.words(), name, &nearest))
    }

    /// What a search finds, then what is spelt alike. A wrong number is taken for a mistyped one.
    fn nearest(&self, name: &str, limit: usize) -> Vec<&'a Code> {
        let is_number = name.trim().parse::<u16>().is_ok();
        let limited = Limit::First(if is_number { 0 } else { limit });
        let found = rank(&Index::new(self.catalogue), name, limited);
        let mut nearest: Vec<&Code> = found.iter().filter_map(|hit| self.catalogue.code(hit.code)).collect();
        for code in named::nearest(self.catalogue, name, limit) {
            if nearest.len() < limit && !nearest.contains(&code) {
                nearest.push(code);
            }
        }
        nearest
    }
}

/// Carries out a verb.
///
/// # Errors
/// Why it ends early.
pub fn run(cx: &Cx<'_>, verb: &Verb, format: Format, out: &mut dyn Write) -> Result<Exit, Stop> {
    match verb {
        Verb::Open { .. } => Err(Trouble::no_terminal(cx.words()).into()),
        Verb::Say(text) => shell::say(text, out),
        Verb::List => list::run(cx, format, out),
        Verb::Explain(code) => explain::run(cx, format, code, out),
        Verb::Diagnose { evidence, facts } => diagnose::run(cx, format, (evidence, facts), out),
        Verb::Tree { code, drawing } => tree::run(cx, code.as_deref(), *drawing, out),
        Verb::Guide(code) => guide::run(cx, code.as_deref(), out),
        Verb::Schema => check::schema(out),
        Verb::Search { query, limit } => search::run(cx, format, query, *limit, out),
        Verb::Drill(name) => drill::run(cx, format, name.as_deref(), out),
        Verb::Stats => stats::run(cx, format, out),
        Verb::Check(files) => check::run(cx, files, out),
        Verb::Completions(shell) => shell::completions(cx, *shell, out),
        Verb::Man => shell::man(cx, out),
    }
}
