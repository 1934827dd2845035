//! Source map: where the entries of the file at hand stand in it, for whatever finds a fault in one of them later.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::cause::CauseId;
use crate::catalogue::load::path::Path;
use crate::catalogue::question::QuestionId;
use crate::catalogue::reference::SourceId;
use crate::fact::Key;
use crate::lang::Str;

/// Where the entries of the file at hand stand in it.
#[derive(Default)]
pub struct SourceMap {
    pub(super) causes: BTreeMap<CauseId, Path>,
    pub(super) questions: BTreeMap<QuestionId, Path>,
    pub(super) nodes: BTreeMap<QuestionId, Path>,
    pub(super) facts: BTreeMap<Key, Path>,
    pub(super) sources: BTreeMap<SourceId, Path>,
    pub(super) codes: BTreeMap<u16, Path>,
    pub(super) replaced: Replaced,
    pub(super) patterns: Vec<Examples>,
    pub(super) foreign: Vec<Examples>,
}

impl SourceMap {
    /// The place of a cause of the file at hand.
    #[must_use]
    pub fn own_cause(&self, id: CauseId) -> Option<&Path> {
        self.causes.get(&id)
    }

    /// What of the base the file at hand replaced.
    #[must_use]
    pub const fn replaced(&self) -> &Replaced {
        &self.replaced
    }

    /// Whether which questions are asked, and which facts settle something, can be other than in the base.
    #[must_use]
    pub fn asks_otherwise(&self) -> bool {
        self.replaced.entries || !self.questions.is_empty() || !self.nodes.is_empty()
    }

    /// Whether the code is one of the file at hand.
    #[must_use]
    pub fn has_code(&self, number: u16) -> bool {
        self.codes.contains_key(&number)
    }

    /// The codes of the file at hand.
    pub fn own_codes(&self) -> impl Iterator<Item = (u16, &Path)> {
        self.codes.iter().map(|(number, path)| (*number, path))
    }

    /// The facts that the file at hand declares.
    pub fn own_facts(&self) -> impl Iterator<Item = (&Key, &Path)> {
        self.facts.iter()
    }

    /// The questions of the file at hand.
    pub fn own_questions(&self) -> impl Iterator<Item = QuestionId> {
        self.questions.keys().copied()
    }

    /// The sources that the file at hand names.
    pub fn own_sources(&self) -> impl Iterator<Item = (SourceId, &Path)> {
        self.sources.iter().map(|(id, path)| (*id, path))
    }

    /// The place of a cause; an entry of another file has only its section.
    #[must_use]
    pub fn cause(&self, id: CauseId) -> Path {
        self.causes.get(&id).cloned().unwrap_or_else(|| Path::top("causes"))
    }

    /// The place of a question in the tree, else of the question itself.
    #[must_use]
    pub fn question(&self, id: QuestionId) -> Path {
        let place = self.nodes.get(&id).or_else(|| self.questions.get(&id));
        place.cloned().unwrap_or_else(|| Path::top("questions"))
    }
}

/// What of the base the file at hand replaced: what it said no longer holds. What a file adds leaves the base as it was
/// checked.
#[derive(Default)]
pub struct Replaced {
    /// Facts that the file declares anew
    pub facts: BTreeSet<Key>,
    /// Causes that a replaced code listed
    pub listed: BTreeSet<CauseId>,
    /// Any cause, code or symptom
    pub entries: bool,
}

/// Texts that a pattern or a foreign entry must find, and texts that it must not.
pub struct Examples {
    /// The name of the entry
    pub slug: Str,
    /// Where it stands
    pub path: Path,
    /// It must find something in these
    pub matching: Vec<String>,
    /// and nothing in these
    pub missing: Vec<String>,
}
