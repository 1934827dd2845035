//! All that the catalogue says of one code.

use crate::catalogue::reference::Reference;
use crate::catalogue::{Catalogue, CauseId, Code, Retry, SourceId};
use crate::fact::Facts;
use crate::lang::{Lang, Str};
use crate::report::command::Commands;
use crate::report::page::{Block, Page};
use crate::words::Words;

/// One code in full. `facts` fill the commands.
#[must_use]
pub fn code(catalogue: &Catalogue, facts: &Facts, code: &Code, lang: Lang) -> Page {
    let words = Words::of(lang);
    let (detail, commands) = (code.detail.open(), Commands { catalogue, facts, lang });
    let mut page = Page::default();
    summary(&mut page, words, code, lang);
    if let Some(unlike) = &detail.unlike {
        page.field(words.same_name, unlike.of(lang));
    }
    page.section(words.what_happened);
    page.text(detail.meaning.of(lang));
    if !detail.messages.is_empty() {
        page.section(words.messages);
        detail.messages.iter().for_each(|message| page.push(Block::Sample(message.to_string())));
    }
    page.section(words.likely_causes);
    for (at, id) in code.causes.iter().enumerate() {
        let cause = catalogue.cause(*id);
        if at > 0 {
            page.push(Block::Blank);
        }
        page.item((at + 1).to_string(), cause.title.of(lang));
        remedy(&mut page, commands, *id);
    }
    if !detail.limits.is_empty() {
        page.section(words.limits);
        detail.limits.iter().for_each(|limit| page.field(limit.name.of(lang), limit.value.of(lang)));
    }
    page.section(words.retry);
    retry(&mut page, words, &detail.retry, lang);
    page.items(words.good_to_know, detail.notes.iter().map(|note| note.of(lang)));
    for id in &detail.references {
        reference(&mut page, commands, catalogue.reference(*id));
    }
    if !detail.related.is_empty() {
        page.section(words.related);
        related(&mut page, catalogue, &detail.related, lang);
    }
    let mut linked = Page::default();
    links(&mut linked, catalogue, &detail.links, lang);
    if !linked.0.is_empty() {
        page.section(words.links);
        page.0.extend(linked.0);
    }
    page
}

/// One cause in full, by its number from 0 on: why it is so, what to do, how to see that it helped, and what it is not.
#[must_use]
pub fn cause(catalogue: &Catalogue, facts: &Facts, (at, id): (usize, CauseId), lang: Lang) -> Page {
    let (words, commands) = (Words::of(lang), Commands { catalogue, facts, lang });
    let cause = catalogue.cause(id);
    let told = cause.remedy.open();
    let mut page = Page::default();
    page.item((at + 1).to_string(), cause.title.of(lang));
    remedy(&mut page, commands, id);
    for (heading, step) in [(words.verify, &told.verify), (words.undo, &told.undo)] {
        if let Some(step) = step {
            page.section(heading);
            commands.step(&mut page, "→", step);
        }
    }
    if let Some(stopgap) = &told.stopgap {
        page.section(words.stopgap);
        commands.step(&mut page, "→", &stopgap.step);
        page.field(words.cost, stopgap.cost.of(lang));
    }
    page.items(words.not_this_if, told.unlike.iter().map(|unlike| unlike.of(lang)));
    let mut linked = Page::default();
    links(&mut linked, catalogue, &told.sources, lang);
    if !linked.0.is_empty() {
        page.section(words.links);
        page.0.extend(linked.0);
    }
    page
}

/// Why a cause is so, and what to do.
pub(super) fn remedy(page: &mut Page, commands: Commands<'_>, id: CauseId) {
    let remedy = commands.catalogue.cause(id).remedy.open();
    page.aside(remedy.because.of(commands.lang));
    remedy.notes.iter().for_each(|note| page.aside(note.of(commands.lang)));
    commands.told(&remedy.fix).for_each(|step| commands.step(page, "→", step));
}

/// Whether repeating helps, by way of repeating.
pub(super) fn retry(page: &mut Page, words: &Words, retry: &Retry, lang: Lang) {
    page.field(words.retry_by_hand, retry.hand.of(lang));
    page.field(words.retry_sync, retry.sync.of(lang));
    page.field(words.retry_async, retry.r#async.of(lang));
}

/// Neighbours, a line each.
pub(super) fn related(page: &mut Page, catalogue: &Catalogue, numbers: &[u16], lang: Lang) {
    for other in numbers.iter().filter_map(|number| catalogue.code(*number)) {
        page.item(other.number.to_string(), format!("{}: {}", other.name, other.title.of(lang)));
    }
}

fn summary(page: &mut Page, words: &Words, code: &Code, lang: Lang) {
    page.text(code.title.of(lang));
    if !code.also.is_empty() {
        let names: Vec<&str> = code.also.iter().map(Str::as_str).collect();
        page.aside(format!("{}: {}", words.also_called, names.join(", ")));
    }
    if code.domestic_only {
        page.aside(words.domestic_only);
    }
    if let Some(file) = &code.from {
        page.aside(format!("{} {file}", words.from_file));
    }
    page.field(words.phase, words.phase_of(code.phase));
    if !code.fault.is_empty() {
        let at_fault: Vec<&str> = code.fault.iter().map(|fault| words.blame_of(*fault)).collect();
        page.field(words.at_fault, at_fault.join(", "));
    }
    page.field(words.instance, words.instance_of(code.instance));
}

fn reference(page: &mut Page, commands: Commands<'_>, reference: &Reference) {
    page.section(reference.title.of(commands.lang));
    rows(page, commands, reference);
}

/// The content of a table.
pub(super) fn rows(page: &mut Page, commands: Commands<'_>, reference: &Reference) {
    let table = reference.table.open();
    if let Some(intro) = &table.intro {
        page.text(intro.of(commands.lang));
    }
    for row in &table.rows {
        page.field(row.name.of(commands.lang), row.step.text.of(commands.lang));
        commands.attached(page, &row.step);
    }
}

/// Pages to open.
pub(super) fn links(page: &mut Page, catalogue: &Catalogue, links: &[SourceId], lang: Lang) {
    for source in links.iter().map(|id| catalogue.source(*id)) {
        if let Some(url) = &source.url {
            page.push(Block::Link { title: source.title.of(lang).to_owned(), url: url.of(lang).to_owned() });
        }
    }
}
