//! All that the catalogue says of one code.

use crate::catalogue::reference::Reference;
use crate::catalogue::{Catalogue, Code, SourceId};
use crate::fact::Facts;
use crate::lang::{Lang, Str};
use crate::report::command::Commands;
use crate::report::page::{Block, Page};
use crate::words::Words;

/// How much of a page is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it
    Whole,
    /// At least so many blocks from the top, for a window that shows no more
    First(usize),
}

impl Extent {
    const fn is_reached(self, page: &Page) -> bool {
        match self {
            Self::Whole => false,
            Self::First(blocks) => page.0.len() > blocks,
        }
    }
}

/// One code in full. `facts` fill the commands.
#[must_use]
pub fn code(catalogue: &Catalogue, facts: &Facts, code: &Code, lang: Lang, extent: Extent) -> Page {
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
        let remedy = cause.remedy.open();
        page.aside(remedy.because.of(lang));
        remedy.notes.iter().for_each(|note| page.aside(note.of(lang)));
        commands.told(&remedy.fix).for_each(|step| commands.step(&mut page, "→", step));
        if extent.is_reached(&page) {
            return page;
        }
    }
    if !detail.limits.is_empty() {
        page.section(words.limits);
        detail.limits.iter().for_each(|limit| page.field(limit.name.of(lang), limit.value.of(lang)));
    }
    page.section(words.retry);
    page.field(words.retry_by_hand, detail.retry.hand.of(lang));
    page.field(words.retry_sync, detail.retry.sync.of(lang));
    page.field(words.retry_async, detail.retry.r#async.of(lang));
    page.items(words.good_to_know, detail.notes.iter().map(|note| note.of(lang)));
    for id in &detail.references {
        reference(&mut page, commands, catalogue.reference(*id));
    }
    if !detail.related.is_empty() {
        page.section(words.related);
        for number in &detail.related {
            if let Some(other) = catalogue.code(*number) {
                page.item(number.to_string(), format!("{}: {}", other.name, other.title.of(lang)));
            }
        }
    }
    links(&mut page, catalogue, words.links, &detail.links, lang);
    page
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
    let table = reference.table.open();
    if let Some(intro) = &table.intro {
        page.text(intro.of(commands.lang));
    }
    for row in &table.rows {
        page.field(row.name.of(commands.lang), row.step.text.of(commands.lang));
        commands.attached(page, &row.step);
    }
}

fn links(page: &mut Page, catalogue: &Catalogue, heading: &str, links: &[SourceId], lang: Lang) {
    let linked = links.iter().map(|id| catalogue.source(*id));
    let blocks: Vec<Block> = linked
        .filter_map(|source| {
            let url = source.url.as_ref()?.of(lang).to_owned();
            Some(Block::Link { title: source.title.of(lang).to_owned(), url })
        })
        .collect();
    if !blocks.is_empty() {
        page.section(heading);
        page.0.extend(blocks);
    }
}
