//! What bears on a status code: every entry that has to be looked at when the code changes.

use std::collections::BTreeSet;

use crate::catalogue::condition::Rules;
use crate::catalogue::entry::{EntryKind, Written};
use crate::catalogue::reference::Source;
use crate::catalogue::sum::{Sum, Term};
use crate::catalogue::{Catalogue, Code, Remedy};
use crate::clean::Clean;
use crate::fact::Key;
use crate::lang::Lang;
use crate::matching::pattern::Pattern;
use crate::matching::phrase::Token;
use crate::report::text::{Ink, table};
use crate::words::Words;

/// A catalogue file, and where its entries stand in it.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Its name
    pub file: Clean,
    /// Its entries
    pub lines: Vec<Written>,
}

/// An entry that bears on a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is
    pub kind: EntryKind,
    /// Its name; the number of a code
    pub slug: String,
    /// What it says, in a line
    pub title: String,
}

/// Every entry that bears on `code`, by kind; of one kind, in the order of the catalogue.
#[must_use]
pub fn bearing(catalogue: &Catalogue, code: &Code, lang: Lang) -> Vec<Entry> {
    let entry = |kind, slug: &str, title: &str| Entry { kind, slug: slug.to_owned(), title: title.to_owned() };
    let detail = code.detail.open();
    let causes = || code.causes.iter().map(|id| catalogue.cause(*id));
    let rules: Vec<Rules> = causes().map(|cause| cause.rules.open()).collect();
    let remedies: Vec<Remedy> = causes().map(|cause| cause.remedy.open()).collect();
    let keys: BTreeSet<&Key> = rules.iter().flat_map(Rules::keys).collect();
    let mut entries = vec![of_code(code, lang)];
    let related = |other: &&Code| other.number != code.number && other.detail.open().related.contains(&code.number);
    entries.extend(catalogue.codes().iter().filter(related).map(|other| of_code(other, lang)));
    entries.extend(causes().map(|cause| entry(EntryKind::Cause, &cause.slug, cause.title.of(lang))));
    let facts = catalogue.facts().iter().filter(|declared| keys.contains(&declared.key));
    entries.extend(facts.map(|declared| entry(EntryKind::Fact, declared.key.as_str(), declared.label.of(lang))));
    let asked = catalogue.questions().filter(|(id, it)| keys.contains(&it.fact) || code.first.contains(id));
    entries.extend(asked.map(|(_, question)| entry(EntryKind::Question, &question.slug, question.ask.of(lang))));
    let sums = catalogue.sums().iter().filter(|sum| touches(sum, &keys));
    entries.extend(sums.map(|sum| entry(EntryKind::Sum, &sum.slug, sum.label.of(lang))));
    let symptoms = catalogue.symptoms().iter().filter(|symptom| symptom.codes.contains(&code.number));
    entries.extend(symptoms.map(|symptom| entry(EntryKind::Symptom, &symptom.slug, symptom.title.of(lang))));
    let tables = detail.references.iter().map(|id| catalogue.reference(*id));
    entries.extend(tables.map(|table| entry(EntryKind::Reference, &table.slug, table.title.of(lang))));
    let patterns: Vec<&Pattern> =
        catalogue.patterns().all.iter().filter(|pattern| pattern.codes.contains(&code.number)).collect();
    entries.extend(patterns.iter().map(|pattern| entry(EntryKind::Pattern, &pattern.slug, &spoken_for(pattern, lang))));
    let lists = &catalogue.patterns().lexicon.lists;
    let named: BTreeSet<u16> = patterns.iter().flat_map(|pattern| lists_of(pattern)).collect();
    let named = named.into_iter().filter_map(|at| lists.get(usize::from(at)));
    entries.extend(named.map(|(slug, _)| entry(EntryKind::List, slug, "")));
    let read: BTreeSet<_> =
        detail.links.iter().chain(&detail.sources).chain(remedies.iter().flat_map(|it| &it.sources)).copied().collect();
    let sources: Vec<&Source> = read.into_iter().map(|id| catalogue.source(id)).collect();
    entries.extend(sources.iter().map(|source| entry(EntryKind::Source, &source.slug, source.title.of(lang))));
    entries
}

fn of_code(code: &Code, lang: Lang) -> Entry {
    let title = format!("{}: {}", code.name, code.title.of(lang));
    Entry { kind: EntryKind::Code, slug: code.number.to_string(), title }
}

/// Whether a sum states or works with one of these facts.
fn touches(sum: &Sum, keys: &BTreeSet<&Key>) -> bool {
    let terms = sum.value.0.iter().chain(&sum.limit.0).flatten();
    let used = terms.filter_map(|term| if let Term::Fact(key) = term { Some(key) } else { None });
    let stated = sum.may_state().map(|(key, _)| key);
    let gives = sum.gives.iter().map(|(key, _)| key);
    used.chain(stated).chain(gives).any(|key| keys.contains(key))
}

/// Which codes a pattern speaks for.
fn spoken_for(pattern: &Pattern, lang: Lang) -> String {
    if pattern.takes.is_some() {
        return Words::of(lang).cli.takes_the_number.to_owned();
    }
    pattern.codes.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

fn lists_of(pattern: &Pattern) -> impl Iterator<Item = u16> {
    let phrases = pattern.any.iter().chain(&pattern.near).chain(&pattern.unless);
    let tokens = phrases.flat_map(|phrase| &phrase.tokens);
    tokens.filter_map(|token| if let Token::OneOf(list) = token { Some(*list) } else { None })
}

/// Where an entry is written: the last file that holds it counts.
#[must_use]
pub fn place<'w>(listings: &'w [Listing], entry: &Entry) -> Option<(&'w Clean, u32)> {
    let written = listings.iter().rev().find_map(|file| {
        let line = file.lines.iter().find(|line| line.kind == entry.kind && *line.slug == *entry.slug)?;
        Some((&file.file, line.line))
    });
    // a file is the source of its entries that name none
    let is_source = |file: &&Listing| entry.kind == EntryKind::Source && *file.file == *entry.slug;
    written.or_else(|| listings.iter().find(is_source).map(|file| (&file.file, 1)))
}

/// The entries as a table: place, kind, id, title.
#[must_use]
pub fn to_text(listings: &[Listing], entries: &[Entry], lang: Lang, ink: Ink) -> String {
    let words = &Words::of(lang).cli;
    let rows: Vec<[String; 4]> = entries
        .iter()
        .map(|entry| {
            let place = place(listings, entry).map_or_else(String::new, |(file, line)| format!("{file}:{line}"));
            [place, entry.kind.name().of(lang).to_owned(), entry.slug.clone(), entry.title.clone()]
        })
        .collect();
    let rows: Vec<[&str; 4]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    table([words.column_place, words.column_kind, words.column_id, words.column_title], &rows, ink)
}
