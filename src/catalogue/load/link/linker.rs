//! The linker: names and ids of all entries, and what of the file at hand was linked so far.

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::cause::CauseId;
use crate::catalogue::entry::EntryKind;
use crate::catalogue::load::fault::Fault;
use crate::catalogue::load::link::names::Names;
use crate::catalogue::load::path::Path;
use crate::catalogue::load::source::Raw;
use crate::catalogue::load::source_map::SourceMap;
use crate::catalogue::question::QuestionId;
use crate::catalogue::reference::{Source, SourceId};
use crate::lang::{Str, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::mem;

/// The most entries of one kind in a file.
const MAX_ENTRIES: usize = 10_000;

pub(super) struct Linker<'a> {
    pub(super) catalogue: Catalogue,
    pub(super) causes: Names<'a>,
    pub(super) questions: Names<'a>,
    pub(super) references: Names<'a>,
    pub(super) sources: Names<'a>,
    pub(super) codes: BTreeSet<u16>,
    pub(super) from: Option<Str>,
    /// Where each list of words stands, by its name
    pub(super) lists: BTreeMap<Str, usize>,
    /// Entries that stand in the file and could not be read
    unread: &'a BTreeSet<(EntryKind, Str)>,
    pub(super) source_map: SourceMap,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Linker<'a> {
    pub(super) fn new(base: Catalogue, over: &'a Raw, from: Option<&str>) -> Self {
        let slugs = |list: Vec<&Str>| list.into_iter().map(|slug| slug.as_str().to_owned()).collect();
        let causes = slugs(base.causes.iter().map(|cause| &cause.slug).collect());
        let questions = slugs(base.questions.get().iter().map(|question| &question.slug).collect());
        let references = slugs(base.references.get().iter().map(|reference| &reference.slug).collect());
        let sources = slugs(base.sources.get().iter().map(|source| &source.slug).collect());
        let codes = base.codes.iter().map(|code| code.number).chain(over.codes.iter().map(|code| code.code)).collect();
        Self {
            causes: Names::new(
                (EntryKind::Cause, &over.unread),
                causes,
                over.causes.iter().map(|cause| cause.id.as_str()),
            ),
            questions: Names::new(
                (EntryKind::Question, &over.unread),
                questions,
                over.questions.iter().map(|question| question.id.as_str()),
            ),
            references: Names::new(
                (EntryKind::Reference, &over.unread),
                references,
                over.references.iter().map(|table| table.id.as_str()),
            ),
            sources: Names::new(
                (EntryKind::Source, &over.unread),
                sources,
                over.sources.0.iter().map(|(key, _)| key.as_str()),
            ),
            codes,
            lists: BTreeMap::new(),
            unread: &over.unread,
            from: from.map(Str::from),
            source_map: SourceMap::default(),
            faults: Vec::new(),
            catalogue: base,
        }
    }

    /// More entries of one kind than are taken.
    pub(super) fn count(&mut self, over: &Raw) {
        for (section, count) in [
            ("facts", over.facts.0.len()),
            ("sources", over.sources.0.len()),
            ("codes", over.codes.len()),
            ("causes", over.causes.len()),
            ("follow_ups", over.follow_ups.len()),
            ("questions", over.questions.len()),
            ("guide", over.guide.len()),
            ("references", over.references.len()),
            ("sums", over.sums.len()),
            ("synonyms", over.synonyms.len()),
            ("common", over.common.len()),
            ("lists", over.lists.0.len()),
            ("patterns", over.patterns.len()),
            ("foreign", over.foreign.len()),
            ("notes", over.notes.len()),
        ] {
            self.bound(section, count);
        }
    }

    /// More entries of a section than are taken.
    pub(super) fn bound(&mut self, section: &str, count: usize) {
        if count > MAX_ENTRIES {
            self.faults.push(Fault::too_many_entries(&Path::top(section), MAX_ENTRIES));
        }
    }

    pub(super) fn cause_ids(&mut self, path: &Path, names: &[String]) -> Vec<CauseId> {
        self.causes.all(path, names, CauseId, &mut self.faults)
    }

    pub(super) fn cause_id(&mut self, path: &Path, name: &str) -> Option<CauseId> {
        self.causes.id(path, name, &mut self.faults).map(CauseId)
    }

    pub(super) fn question_ids(&mut self, path: &Path, names: &[String]) -> Vec<QuestionId> {
        self.questions.all(path, names, QuestionId, &mut self.faults)
    }

    /// Where an entry was read; in a file of the user, where none is named, the file itself.
    pub(super) fn read_in(&mut self, path: &Path, names: &[String]) -> Vec<SourceId> {
        let Some(file) = self.from.clone().filter(|_| names.is_empty()) else {
            return self.source_ids(path, names);
        };
        let at = self.sources.id_of(&file);
        if usize::from(at) == self.catalogue.sources.get().len() {
            let title = Text::neutral(&file);
            self.catalogue.sources.edit(|sources| sources.push(Source { slug: file, title, url: None, read: None }));
        }
        vec![SourceId(at)]
    }

    pub(super) fn source_ids(&mut self, path: &Path, names: &[String]) -> Vec<SourceId> {
        self.sources.all(path, names, SourceId, &mut self.faults)
    }

    pub(super) fn numbers(&mut self, path: &Path, numbers: &[u16]) -> Vec<u16> {
        for (at, number) in numbers.iter().enumerate() {
            self.number(&path.index(at), *number);
        }
        numbers.to_vec()
    }

    pub(super) fn number(&mut self, path: &Path, number: u16) {
        let name = number.to_string();
        if !self.codes.contains(&number) && !self.is_unread(EntryKind::Code, &name) {
            self.faults.push(Fault::unknown(path, EntryKind::Code, &name, None));
        }
    }

    /// Whether this entry stands in the file and could not be read.
    pub(super) fn is_unread(&self, kind: EntryKind, name: &str) -> bool {
        self.unread.contains(&(kind, Str::from(name)))
    }
}

pub(super) fn strs(list: &[String]) -> Vec<Str> {
    list.iter().map(|text| Str::from(text.as_str())).collect()
}

/// Replaces the entry of this name, or adds one; `places` tells where each name stands.
pub(super) fn put_by_name<T>(list: &mut Vec<T>, places: &mut BTreeMap<Str, usize>, name: Str, entry: T) {
    if let Some(at) = places.get(&name) {
        list[*at] = entry;
    } else {
        places.insert(name, list.len());
        list.push(entry);
    }
}

/// Lays entries over a list that is in the order of its keys: one replaces another of its key.
pub(super) fn lay_over<T, K: Ord>(list: &mut Vec<T>, entries: Vec<T>, key: impl Fn(&T) -> &K) {
    list.extend(entries);
    list.sort_by(|one, other| key(one).cmp(key(other)));
    list.dedup_by(|later, earlier| {
        let same = key(later) == key(earlier);
        if same {
            mem::swap(later, earlier);
        }
        same
    });
}

/// Entries come in the order of their new ids, so an entry either replaces one or is the next.
pub(super) fn put<T>(list: &mut Vec<T>, at: u16, entry: T) {
    match list.get_mut(usize::from(at)) {
        Some(old) => *old = entry,
        None => list.push(entry),
    }
}
