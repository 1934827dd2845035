//! From a status code of Tencent Cloud SCF to its likely cause and fix, in a terminal, offline.
//!
//! Reading order, which is also the order of the layers: imports point up this list, never down it.
//!
//! 1. words: [`lang`], [`clean`], [`mask`], [`words`]
//! 2. what is known of a case, and text against phrases: [`fact`], [`matching`]
//! 3. what the program knows, and the case at hand: [`catalogue`], [`embedded`], [`session`]
//! 4. reading, finding and concluding: [`evidence`], [`search`], and [`diagnosis`], whose `diagnose` is the one function
//!    that concludes anything
//! 5. telling: [`report`]
//! 6. what a front asks the world to do, and what went wrong: [`job`], [`trouble`]; the door to files, environment and
//!    terminal: [`world`]; what a run begins with: [`settings`], [`load`]
//! 7. the fronts: [`cli`] and [`tui`], neither of which knows the other
//!
//! What holds everywhere:
//! - Readers and `diagnose` do not fail.
//! - The path, grades and counts are computed, never stored.
//! - No Rust file knows what a status code means, or names a cause or a question.
//! - Up to `report` there is no clock, no randomness, no hash order, no input and no output: same input, same bytes.
//! - Text from outside is cleaned, then masked, then looked at, and it is [`clean::Clean`] before it is shown.

pub mod catalogue;
pub mod clean;
pub mod cli;
pub mod diagnosis;
pub mod embedded;
pub mod evidence;
pub mod fact;
pub mod job;
pub mod lang;
pub mod load;
pub mod mask;
pub mod matching;
pub mod report;
pub mod search;
pub mod session;
pub mod settings;
pub mod trouble;
pub mod tui;
pub mod words;
pub mod world;

use std::env;
use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::clean::Clean;
use crate::cli::Cx;
use crate::cli::args::{self, Args, Verb};
use crate::cli::ascii::Ascii;
use crate::evidence::source::Source;
use crate::lang::Lang;
use crate::load::Loaded;
use crate::report::text::{Ink, Setting};
use crate::trouble::{Exit, Stop, Trouble};
use crate::tui::app::{App, Opening};
use crate::tui::palette::Rgb;
use crate::tui::theme::Theme;
use crate::words::Words;
use crate::world::locale::{self, Looks};

/// The bytes that go out in one write.
const BUFFER: usize = 64 * 1024;

/// Runs the program with the arguments and the surroundings of this process.
#[must_use]
pub fn run() -> ExitCode {
    let args: Vec<OsString> = env::args_os().collect();
    let lang = args::spoken(&args).unwrap_or_else(locale::lang);
    let words = Words::of(lang);
    let exit = match args::parse(words, &args) {
        Ok(args) => {
            let loaded = if args.verb.reads_files() { load::load(lang, &args.catalogues) } else { Loaded::built_in() };
            loaded.troubles.iter().for_each(say);
            let worst = loaded.exit;
            carry_out(lang, &args, loaded).unwrap_or_else(|stop| end(words, stop)).max(worst)
        }
        Err(trouble) => end(words, trouble.into()),
    };
    ExitCode::from(exit as u8)
}

fn carry_out(lang: Lang, args: &Args, loaded: Loaded) -> Result<Exit, Stop> {
    let ink = if locale::coloured(args.colour) { Ink::Bold } else { Ink::Plain };
    let setting = Setting { width: locale::width(), ink };
    let cx = Cx { catalogue: &loaded.catalogue, files: &loaded.files, lang, setting, terminal: locale::is_terminal() };
    let mut verb = &args.verb;
    let lines;
    if let Verb::Open { code, evidence } = verb {
        let open = code.as_deref().map_or(Ok(Vec::new()), |name| named(&cx, name))?;
        if !locale::is_dumb() {
            return tui(lang, locale::looks(args.colour), (&open, evidence), loaded);
        }
        lines = in_lines(code.as_ref(), evidence);
        verb = &lines;
    }
    let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    let exit = if verb.is_for_people(args.format) && !locale::has_signs() {
        cli::run(&cx, verb, args.format, &mut Ascii::new(&mut out))
    } else {
        cli::run(&cx, verb, args.format, &mut out)
    };
    // what was found is printed even where the rest ends in trouble
    out.flush()?;
    exit
}

/// What the screen would show, for a terminal that takes lines only.
fn in_lines(code: Option<&String>, evidence: &[PathBuf]) -> Verb {
    if code.is_none() && (!evidence.is_empty() || locale::is_piped()) {
        Verb::Diagnose { evidence: evidence.to_vec(), facts: Vec::new() }
    } else {
        Verb::Guide(code.cloned())
    }
}

/// The codes to open at. A name that begins with what is nearly a verb begins with a verb mistyped.
fn named(cx: &Cx<'_>, name: &str) -> Result<Vec<u16>, Trouble> {
    let words = cx.words();
    cx.named(name).map(|codes| codes.into_iter().map(|code| code.number).collect()).map_err(|unknown| {
        let first = name.split_whitespace().next().unwrap_or(name);
        args::meant(first).map_or(unknown, |verb| Trouble::unknown_verb(words, first, verb))
    })
}

/// Opens the screen, at the codes of a name where one was given, with evidence from files or from a pipe.
fn tui(lang: Lang, looks: Looks, (open, evidence): (&[u16], &[PathBuf]), loaded: Loaded) -> Result<Exit, Stop> {
    let no_terminal = || Trouble::no_terminal(Words::of(lang));
    if !locale::has_screen() {
        return Err(no_terminal().into());
    }
    let size = tui::terminal::terminal_size().map_err(|_| no_terminal())?;
    let theme = theme(looks);
    let opening = Opening { lang, theme, size, code: open.first().copied() };
    let piped = evidence.is_empty() && open.is_empty() && locale::is_piped();
    let named = evidence.iter().map(|path| Source::named(path));
    let evidence = if piped { vec![Source::Stdin] } else { named.collect() };
    let faults = loaded.troubles.iter().map(|trouble| Clean::new(&trouble.to_string())).collect();
    let app = App::new(loaded.catalogue, opening).with_faults(faults);
    tui::run::run(app, Words::of(lang), evidence).map_err(Stop::Output)?;
    Ok(Exit::Found)
}

/// How things look in this terminal.
fn theme(looks: Looks) -> Theme {
    let known = match looks.background {
        Some(0) => Some(Rgb(0, 0, 0)),
        Some(15) => Some(Rgb(255, 255, 255)),
        // what the others look like is the terminal's own affair
        _ => None,
    };
    let theme = if looks.colours { Theme::on(known) } else { Theme::plain() };
    let theme = if looks.answers { theme.asking() } else { theme };
    if locale::has_signs() { theme } else { theme.in_ascii() }
}

/// Says what stopped the run. A reader of the output that went away has enough: that is no trouble.
fn end(words: &Words, stop: Stop) -> Exit {
    let trouble = match stop {
        Stop::Trouble(trouble) => trouble,
        Stop::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return Exit::Found,
        Stop::Output(error) => Trouble::unwritable(words, &error),
    };
    say(&trouble);
    trouble.exit()
}

/// One line on standard error. Where nobody can read it, there is nobody to tell.
fn say(trouble: &Trouble) {
    let _unheard = writeln!(io::stderr().lock(), "{trouble}");
}
