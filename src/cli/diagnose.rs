//! `diagnose`: from evidence to facts, causes and the next question.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use crate::catalogue::{Catalogue, FactType};
use crate::clean::Clean;
use crate::cli::args::Format;
use crate::cli::context::Cx;
use crate::diagnosis::diagnose;
use crate::evidence::input::Partial;
use crate::evidence::log::Log;
use crate::evidence::source::Source;
use crate::evidence::together::{APART, Together};
use crate::evidence::{self, Gathered, Taken};
use crate::fact::finding::Finding;
use crate::fact::reading::{Certainty, Reading, Sighting};
use crate::fact::{Answer, At, Evidence, EvidenceId, EvidenceKind, Place, Value};
use crate::mask::Mask;
use crate::matching::alike;
use crate::report::case::{self, Beside, Case};
use crate::report::{json, text};
use crate::session::{Change, History, Start};
use crate::trouble::{Exit, Stop, Trouble};
use crate::world::cancel::CancelToken;
use crate::world::open::open;
use crate::world::pipe::Patience;
use crate::world::progress::Bar;

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
    pile.read(cx, &mut history, &sources(cx, evidence, facts)?);
    history.apply(Change::Read(std::mem::take(&mut pile.evidence)));
    let exit = pile.exit;
    let diagnosis = diagnose(cx.catalogue, history.session());
    let case = Case { catalogue: cx.catalogue, session: history.session(), diagnosis: &diagnosis, lang: cx.lang };
    let beside = Beside { logs: &pile.logs, findings: &pile.findings };
    let printed = match format {
        Format::Json => json::document(&json::diagnosed(case, beside)),
        Format::Text => text::page(&case::evidence(case, beside), cx.setting),
    };
    out.write_all(printed.as_bytes())?;
    Ok(if case.shows_failure() { exit } else { exit.max(Exit::Nothing) })
}

/// The evidence, and what it holds beside facts.
struct Pile {
    mask: Mask,
    evidence: Vec<Evidence>,
    logs: Vec<Log>,
    findings: Vec<Finding>,
    /// Ctrl-C cancels all reading
    cancel: CancelToken,
    exit: Exit,
}

impl Default for Pile {
    fn default() -> Self {
        Self {
            mask: Mask::default(),
            evidence: Vec::new(),
            logs: Vec::new(),
            findings: Vec::new(),
            cancel: CancelToken::default(),
            exit: Exit::Found,
        }
    }
}

impl Pile {
    /// Reads all of these, each once. The logs among many are read as one.
    fn read(&mut self, cx: &Cx<'_>, history: &mut History, sources: &[Source]) {
        let mut named = BTreeSet::new();
        let mut together = (sources.len() > APART).then(Together::default);
        for source in sources {
            let name = source.name();
            if !named.insert(name.clone()) {
                continue;
            }
            let input = match open(cx.words(), source, Patience::Long, &self.cancel) {
                Ok((input, broken)) => {
                    if let Some(trouble) = broken {
                        self.tell(&trouble);
                    }
                    input
                }
                Err(trouble) => {
                    self.tell(&trouble);
                    continue;
                }
            };
            let mut bar: Option<Bar> = None;
            let watch = &mut |read: Partial<'_>| {
                bar.get_or_insert_with(|| Bar::new(&name, &self.cancel)).show(read.bytes, read.of)
            };
            let (gathered, broken) = if let Some(together) = &mut together {
                together.gather(input, &name, &mut self.mask, watch)
            } else {
                let (gathered, broken) = evidence::gather(input, &name, &mut self.mask, watch);
                (Some(gathered), broken)
            };
            drop(bar);
            if let Some(error) = broken {
                self.tell(&Trouble::unreadable(cx.words(), &name, &error));
            }
            if let Some(gathered) = gathered {
                self.take(cx, (history.evidence(&name), name), gathered);
            }
        }
        for log in together.map(|together| together.finish(&mut self.mask)).unwrap_or_default() {
            let name = log.name.clone();
            self.take(cx, (history.evidence(&name), name), Gathered::Log(Box::new(log)));
        }
    }

    fn take(&mut self, cx: &Cx<'_>, (id, name): (EvidenceId, Clean), gathered: Gathered) {
        let Taken { evidence, log } = evidence::read(cx.catalogue, (id, name), gathered, &mut self.mask);
        if evidence.reading.findings.iter().any(Finding::leaves_out) {
            self.tell(&Trouble::left_out(cx.words(), &evidence.name));
        }
        self.logs.extend(log);
        self.findings.extend(evidence.reading.findings.iter().cloned());
        self.evidence.push(evidence);
    }

    /// Says what cannot be read; the rest is told all the same.
    fn tell(&mut self, trouble: &Trouble) {
        self.exit = self.exit.max(trouble.exit());
        let _unheard = writeln!(io::stderr().lock(), "{trouble}");
    }
}

/// Takes in a fact from the command line.
fn state(cx: &Cx<'_>, history: &mut History, stated: &str) -> Result<(), Trouble> {
    let (key, value) = stated.split_once('=').unwrap_or((stated, ""));
    let Some(declared) = cx.catalogue.fact(key.trim()) else {
        return Err(Trouble::unknown_fact(cx.words(), key, nearest(cx.catalogue, key)));
    };
    let value = declared.parse(value.trim()).filter(|value| match value {
        Value::Code(number) => cx.catalogue.code(*number).is_some(),
        _ => true,
    });
    let Some(value) = value else {
        return Err(Trouble::wrong_fact(cx.words(), stated, &allowed(&declared.kind)));
    };
    if let Value::Code(code) = value {
        let name = Clean::new("--fact");
        let id = history.evidence(&name);
        let place = Place { evidence: id, at: At::Whole };
        let because = Clean::new(stated);
        let said = Sighting { code, certainty: Certainty::High, because, place, note: None };
        let reading = Reading { sightings: vec![said], ..Reading::default() };
        history.apply(Change::Read(vec![Evidence { id, name, kind: EvidenceKind::Stated, reading }]));
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

fn nearest<'a>(catalogue: &'a Catalogue, key: &str) -> Option<&'a str> {
    alike::nearest(key, catalogue.facts().iter().map(|declared| declared.key.as_str()))
}

/// What is to be read. Without any, standard input where it is a pipe, unless facts alone are the case.
fn sources(cx: &Cx<'_>, evidence: &[PathBuf], facts: &[String]) -> Result<Vec<Source>, Trouble> {
    let piped = !io::stdin().is_terminal();
    match (evidence, piped) {
        ([], true) => return Ok(vec![Source::Stdin]),
        ([], false) if facts.is_empty() => return Err(Trouble::no_evidence(cx.words())),
        _ => {}
    }
    Ok(evidence.iter().map(|path| Source::named(path)).collect())
}
