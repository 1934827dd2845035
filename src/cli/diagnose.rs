//! `diagnose`: from evidence to facts, causes and the next question.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::catalogue::{Catalogue, FactType};
use crate::clean::Clean;
use crate::cli::args::Format;
use crate::cli::context::Cx;
use crate::diagnosis::diagnose;
use crate::evidence::log::Log;
use crate::evidence::sniff::Kind as Held;
use crate::evidence::{self, MOST, Taken, triage};
use crate::fact::reading::{Certainty, Missed, Reading, Sighting, Why};
use crate::fact::{Answer, Value};
use crate::lang::Text;
use crate::mask::Mask;
use crate::report::case::{self, Beside, Case};
use crate::report::{json, text};
use crate::session::{Change, History, Start};
use crate::trouble::{Exit, Stop, Trouble};
use crate::world::logs::Opened;
use crate::world::pipe::Patience;
use crate::world::progress::Bar;
use crate::world::source::{DASH, Source};

/// Reads the evidence and prints what follows.
pub(super) fn run(
    cx: &Cx<'_>,
    format: Format,
    (evidence, facts): (&[PathBuf], &[String]),
    out: &mut dyn Write,
) -> Result<Exit, Stop> {
    let mut history = History::new(Start::Open);
    for fact in facts {
        state(cx, &mut history, fact)?;
    }
    let mut pile = Pile::default();
    let mut exit = Exit::Found;
    for (name, source) in sources(cx, evidence, facts)? {
        match pile.read(cx, &name, source) {
            Ok(reading) => history.apply(Change::Read { name, reading }),
            Err(trouble) => pile.troubles.push(trouble),
        }
        for trouble in pile.troubles.drain(..) {
            exit = exit.max(trouble.exit());
            let _unheard = writeln!(io::stderr().lock(), "{trouble}");
        }
    }
    let diagnosis = diagnose(cx.catalogue, history.session());
    let case = Case { catalogue: cx.catalogue, session: history.session(), diagnosis: &diagnosis, lang: cx.lang };
    let beside = Beside { logs: &pile.logs, guesses: &pile.guesses, foreign: &pile.foreign, missed: &pile.missed };
    let printed = match format {
        Format::Json => json::document(&json::diagnosed(case, beside)),
        Format::Text => text::page(&case::evidence(case, beside), cx.setting),
    };
    out.write_all(printed.as_bytes())?;
    Ok(if case.shows_failure() { exit } else { exit.max(Exit::Nothing) })
}

/// What the evidence holds beside facts.
#[derive(Default)]
struct Pile {
    mask: Mask,
    logs: Vec<Log>,
    guesses: Vec<u16>,
    foreign: Vec<Text>,
    missed: Vec<Missed>,
    /// What broke off; what came before is read
    troubles: Vec<Trouble>,
}

impl Pile {
    fn read(&mut self, cx: &Cx<'_>, name: &Clean, source: Source) -> Result<Reading, Trouble> {
        let mut opened = Opened::new(cx.words(), source, name)?;
        let whole = match opened.gather(MOST) {
            Ok(whole) => whole,
            Err(error) => {
                self.troubles.push(Trouble::unreadable(cx.words(), name, &error));
                self.missed.push(Missed { origin: name.clone(), why: Why::Damaged });
                true
            }
        };
        let Taken { mut reading, log } = match opened.kind() {
            Held::Log(form) if !whole => {
                let mut bar = Bar::new(name);
                let log = opened.log(form, name, &mut |progress| bar.show(progress.bytes, progress.of));
                let log = log.finish(&mut self.mask);
                Taken { reading: triage::reading(cx.catalogue, &log, None, &mut self.mask), log: Some(log) }
            }
            Held::Log(_) | Held::Message => evidence::take(cx.catalogue, name, opened.head(), &mut self.mask),
        };
        if !whole && log.is_none() {
            reading.missed.push(Missed { origin: name.clone(), why: Why::TooLong });
        }
        self.logs.extend(log);
        self.guesses.extend(&reading.guesses);
        self.foreign.extend(reading.foreign.clone());
        self.missed.extend(reading.missed.iter().cloned());
        Ok(reading)
    }
}

/// Takes in a fact from the command line.
fn state(cx: &Cx<'_>, history: &mut History, stated: &str) -> Result<(), Trouble> {
    let (key, value) = stated.split_once('=').unwrap_or((stated, ""));
    let Some(declared) = cx.catalogue.fact(key.trim()) else {
        return Err(Trouble::unknown_fact(cx.words(), key, &nearest(cx.catalogue, key)));
    };
    let value = declared.parse(value.trim()).filter(|value| match value {
        Value::Code(number) => cx.catalogue.code(*number).is_some(),
        _ => true,
    });
    let Some(value) = value else {
        return Err(Trouble::wrong_fact(cx.words(), stated, &allowed(&declared.kind)));
    };
    if let Value::Code(code) = value {
        let said = Sighting {
            code,
            certainty: Certainty::High,
            because: Clean::new(stated),
            origin: Clean::new("--fact"),
            note: None,
        };
        let reading = Reading { sightings: vec![said], ..Reading::default() };
        history.apply(Change::Read { name: Clean::new("--fact"), reading });
    }
    history.apply(Change::Answer { fact: declared.key.clone(), answer: Answer::Is(value) });
    Ok(())
}

/// The values that a fact takes, as a person types them.
fn allowed(kind: &FactType) -> String {
    match kind {
        FactType::Flag => "yes, no".to_owned(),
        FactType::Word(words) => words.iter().map(|word| word.id.as_str()).collect::<Vec<_>>().join(", "),
        FactType::Amount(unit) => format!("3 {}", unit.word()),
        FactType::Code => "446".to_owned(),
        FactType::Text => "…".to_owned(),
    }
}

fn nearest(catalogue: &Catalogue, key: &str) -> String {
    let distance = |declared: &&crate::catalogue::Declared| strsim::osa_distance(declared.key.as_str(), key);
    catalogue.facts().iter().min_by_key(distance).map_or_else(String::new, |declared| declared.key.to_string())
}

/// What is to be read, with its names. Without any, standard input where it is a pipe, unless facts alone are the case.
fn sources(cx: &Cx<'_>, evidence: &[PathBuf], facts: &[String]) -> Result<Vec<(Clean, Source)>, Stop> {
    let piped = !io::stdin().is_terminal();
    match (evidence, piped) {
        ([], true) => return Ok(vec![Source::named(Path::new(DASH), Patience::Long)?]),
        ([], false) if facts.is_empty() => return Err(Trouble::no_evidence(cx.words()).into()),
        _ => {}
    }
    evidence.iter().map(|path| Ok(Source::named(path, Patience::Long)?)).collect()
}
