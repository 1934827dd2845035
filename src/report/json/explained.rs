//! The shapes of a code: in a list, in full, as a hit of a search.

use serde::Serialize;

use crate::catalogue::reference::{Reference, Row, Source};
use crate::catalogue::{Blame, Catalogue, Cause, Code, Instance, Phase, SourceId};
use crate::fact::Facts;
use crate::lang::{Lang, Str, Text};
use crate::report::command::Commands;
use crate::report::json::step::{ToDo, to_do};
use crate::search::Hit;

/// A code in the list.
#[derive(Debug, Serialize)]
pub struct Listed<'a> {
    code: u16,
    name: &'a str,
    title: &'a str,
    phase: Phase,
    fault: &'a [Blame],
    /// Only where a source states it
    recycles_instance: bool,
    instance: Instance,
    retry: Retry,
    also: Vec<&'a str>,
    domestic_only: bool,
    from: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Retry {
    hand: String,
    sync: String,
    r#async: String,
}

/// A code in full.
#[derive(Debug, Serialize)]
pub struct Explained<'a> {
    #[serde(flatten)]
    listed: Listed<'a>,
    meaning: String,
    /// What sets it apart from another code of the same name
    unlike: Option<String>,
    messages: Vec<String>,
    causes: Vec<Explanation<'a>>,
    limits: Vec<Limit>,
    notes: Vec<String>,
    references: Vec<ReferenceTable<'a>>,
    links: Vec<Link<'a>>,
    sources: Vec<Link<'a>>,
    related: Vec<u16>,
}

#[derive(Debug, Serialize)]
struct Explanation<'a> {
    id: &'a str,
    title: &'a str,
    because: String,
    fix: Vec<ToDo>,
    verify: Option<String>,
    verify_run: Option<String>,
    undo: Option<ToDo>,
    stopgap: Option<Bleeding>,
    unlike: Vec<String>,
    notes: Vec<String>,
    sources: Vec<Link<'a>>,
    from: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Bleeding {
    #[serde(flatten)]
    step: ToDo,
    cost: String,
}

#[derive(Debug, Serialize)]
struct Limit {
    name: String,
    value: String,
}

#[derive(Debug, Serialize)]
struct ReferenceTable<'a> {
    id: &'a str,
    title: &'a str,
    intro: Option<String>,
    rows: Vec<TableRow>,
}

#[derive(Debug, Serialize)]
struct TableRow {
    name: String,
    #[serde(flatten)]
    step: ToDo,
}

/// A page; `url` is null for a repository or common knowledge, and `read` is the date of the text that was read.
#[derive(Debug, Serialize)]
struct Link<'a> {
    title: &'a str,
    url: Option<&'a str>,
    read: Option<&'a str>,
}

/// A code that was searched for.
#[derive(Debug, Serialize)]
pub struct SearchHit<'a> {
    code: u16,
    name: &'a str,
    title: &'a str,
    score: i64,
    field: &'static str,
}

/// Every code, ascending.
#[must_use]
pub fn list(catalogue: &Catalogue, lang: Lang) -> Vec<Listed<'_>> {
    catalogue.codes().iter().map(|code| listed(code, lang)).collect()
}

/// A code that was searched for.
#[must_use]
pub fn found(hit: Hit, code: &Code, lang: Lang) -> SearchHit<'_> {
    SearchHit {
        code: code.number,
        name: &code.name,
        title: code.title.of(lang),
        score: hit.score,
        field: hit.field().word(),
    }
}

impl Explained<'_> {
    /// The same with one of its causes alone, by its number from 0 on.
    #[must_use]
    pub fn with_cause(mut self, cause: usize) -> Self {
        self.causes = self.causes.into_iter().skip(cause).take(1).collect();
        self
    }
}

/// One code in full; `facts` fill the commands.
#[must_use]
pub fn explained<'a>(catalogue: &'a Catalogue, facts: &'a Facts, code: &'a Code, lang: Lang) -> Explained<'a> {
    let commands = Commands { catalogue, facts, lang };
    let detail = code.detail.open();
    Explained {
        listed: listed(code, lang),
        meaning: detail.meaning.of(lang).to_owned(),
        unlike: detail.unlike.as_ref().map(|unlike| unlike.of(lang).to_owned()),
        messages: detail.messages.iter().map(Str::to_string).collect(),
        causes: code.causes.iter().map(|id| explanation(commands, catalogue.cause(*id))).collect(),
        limits: detail
            .limits
            .iter()
            .map(|limit| Limit { name: limit.name.of(lang).to_owned(), value: limit.value.of(lang).to_owned() })
            .collect(),
        notes: texts(&detail.notes, lang),
        references: detail.references.iter().map(|id| table(commands, catalogue.reference(*id))).collect(),
        links: links(commands, &detail.links).into_iter().filter(|link| link.url.is_some()).collect(),
        sources: links(commands, &detail.sources),
        related: detail.related,
    }
}

fn listed(code: &Code, lang: Lang) -> Listed<'_> {
    let retry = code.detail.open().retry;
    Listed {
        code: code.number,
        name: &code.name,
        title: code.title.of(lang),
        phase: code.phase,
        fault: &code.fault,
        recycles_instance: code.instance == Instance::Recycled,
        instance: code.instance,
        retry: Retry {
            hand: retry.hand.of(lang).to_owned(),
            sync: retry.sync.of(lang).to_owned(),
            r#async: retry.r#async.of(lang).to_owned(),
        },
        also: strs(&code.also),
        domestic_only: code.domestic_only,
        from: code.from.as_deref(),
    }
}

fn explanation<'a>(commands: Commands<'a>, cause: &'a Cause) -> Explanation<'a> {
    let (remedy, lang) = (cause.remedy.open(), commands.lang);
    let verify = remedy.verify.as_ref().map(|step| to_do(commands, step));
    Explanation {
        id: &cause.slug,
        title: cause.title.of(lang),
        because: remedy.because.of(lang).to_owned(),
        fix: commands.told(&remedy.fix).map(|step| to_do(commands, step)).collect(),
        verify: verify.as_ref().map(|step| step.text.clone()),
        verify_run: verify.and_then(|step| step.run),
        undo: remedy.undo.as_ref().map(|step| to_do(commands, step)),
        stopgap: remedy
            .stopgap
            .as_ref()
            .map(|stopgap| Bleeding { step: to_do(commands, &stopgap.step), cost: stopgap.cost.of(lang).to_owned() }),
        unlike: texts(&remedy.unlike, lang),
        notes: texts(&remedy.notes, lang),
        sources: links(commands, &remedy.sources),
        from: cause.from.as_deref(),
    }
}

fn table<'a>(commands: Commands<'a>, reference: &'a Reference) -> ReferenceTable<'a> {
    let (table, lang) = (reference.table.open(), commands.lang);
    let row = |row: &Row| TableRow { name: row.name.of(lang).to_owned(), step: to_do(commands, &row.step) };
    ReferenceTable {
        id: &reference.slug,
        title: reference.title.of(lang),
        intro: table.intro.as_ref().map(|intro| intro.of(lang).to_owned()),
        rows: table.rows.iter().map(row).collect(),
    }
}

fn links<'a>(commands: Commands<'a>, sources: &[SourceId]) -> Vec<Link<'a>> {
    let sources = sources.iter().map(|id| commands.catalogue.source(*id));
    let link = |source: &'a Source| Link {
        title: source.title.of(commands.lang),
        url: source.url.as_ref().map(|url| url.of(commands.lang)),
        read: source.read.as_deref(),
    };
    sources.map(link).collect()
}

fn strs(list: &[Str]) -> Vec<&str> {
    list.iter().map(Str::as_str).collect()
}

fn texts(list: &[Text], lang: Lang) -> Vec<String> {
    list.iter().map(|text| text.of(lang).to_owned()).collect()
}
