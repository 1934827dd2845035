//! Names of one kind of entry and the ids they stand for.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::entry::EntryKind;
use crate::catalogue::load::fault::{Fault, MOST_SHOWN};
use crate::catalogue::load::path::Path;
use crate::lang::Str;
use crate::matching::alike;

/// Every name of one kind, of the base and of the file merged over it.
pub(super) struct Names<'a> {
    kind: EntryKind,
    ids: BTreeMap<String, u16>,
    claimed: BTreeSet<&'a str>,
    /// What stands in the file and could not be read
    unread: &'a BTreeSet<(EntryKind, Str)>,
}

impl<'a> Names<'a> {
    /// Base entries keep their ids, new names get the next ones in the order of the file.
    pub(super) fn new(
        (kind, unread): (EntryKind, &'a BTreeSet<(EntryKind, Str)>),
        base: Vec<String>,
        over: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut ids: BTreeMap<String, u16> = base.into_iter().zip(0..).collect();
        for name in over {
            let next = u16::try_from(ids.len()).unwrap_or(u16::MAX);
            ids.entry(name.to_owned()).or_insert(next);
        }
        Self { kind, ids, claimed: BTreeSet::new(), unread }
    }

    /// The id of an entry of the file; a second entry of that name is a fault.
    pub(super) fn claim(&mut self, name: &'a str, path: &Path, faults: &mut Vec<Fault>) -> u16 {
        if !self.claimed.insert(name) {
            faults.push(Fault::twice(path, self.kind, name));
        }
        self.ids.get(name).copied().unwrap_or_default()
    }

    /// The id that `name` stands for; an unknown name is a fault.
    pub(super) fn id(&self, path: &Path, name: &str, faults: &mut Vec<Fault>) -> Option<u16> {
        let id = self.ids.get(name).copied();
        if id.is_none() && !self.unread.contains(&(self.kind, Str::from(name))) {
            let near = nearest(name, self.ids.keys().map(String::as_str), faults);
            faults.push(Fault::unknown(path, self.kind, name, near));
        }
        id
    }

    /// The id that `name` stands for, the next one where there is none yet.
    pub(super) fn id_of(&mut self, name: &str) -> u16 {
        let next = u16::try_from(self.ids.len()).unwrap_or(u16::MAX);
        *self.ids.entry(name.to_owned()).or_insert(next)
    }

    /// The ids of a list of names.
    pub(super) fn all<I>(&self, path: &Path, names: &[String], id: fn(u16) -> I, faults: &mut Vec<Fault>) -> Vec<I> {
        let found = names.iter().enumerate().filter_map(|(at, name)| self.id(&path.index(at), name, faults));
        found.map(id).collect()
    }
}

/// The name that `wrong` was probably meant to be. Every name is compared, so only faults that will be shown are worth it.
pub(super) fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>, before: &[Fault]) -> Option<&'n str> {
    if before.len() >= MOST_SHOWN {
        return None;
    }
    alike::nearest(wrong, names)
}
