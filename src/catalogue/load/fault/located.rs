//! A fault: what is wrong, where, and what to do, in each language.

use crate::catalogue::load::locate::locate;
use crate::catalogue::load::path::Path;
use crate::lang::{Lang, Text, Wording};

/// The most faults of one file that are shown; the rest is counted.
pub const MOST_SHOWN: usize = 20;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Path(Path),
    /// Line and column, from 1
    At(usize, usize),
    Nowhere,
}

/// One thing that is wrong in a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    place: Place,
    what: Text,
    next: Text,
}

impl Fault {
    /// Line and column of each fault in `text`, from 1; the nearest place that can be found. One pass for all of them.
    #[must_use]
    pub fn positions(faults: &[Self], text: &str) -> Vec<(usize, usize)> {
        let path = |fault: &Self| if let Place::Path(path) = &fault.place { path.clone() } else { Path::default() };
        let paths: Vec<Path> = faults.iter().map(path).collect();
        let located = locate(text, &paths);
        let place = |(fault, located): (&Self, (usize, usize))| match fault.place {
            Place::Path(_) => located,
            Place::At(line, column) => (line, column),
            Place::Nowhere => (1, 1),
        };
        faults.iter().zip(located).map(place).collect()
    }

    /// What is wrong.
    #[must_use]
    pub fn what(&self, lang: Lang) -> &str {
        self.what.of(lang)
    }

    /// What to do.
    #[must_use]
    pub fn next(&self, lang: Lang) -> &str {
        self.next.of(lang)
    }

    /// The same for a text that stands elsewhere: `line` tells where each of its lines is.
    #[must_use]
    pub(in crate::catalogue::load) fn moved(self, line: impl Fn(usize) -> usize) -> Self {
        match self.place {
            Place::At(at, column) => Self { place: Place::At(line(at), column), ..self },
            Place::Path(_) | Place::Nowhere => self,
        }
    }

    /// The same with other advice: for a file that is no catalogue.
    #[must_use]
    pub fn advising(self, next: Text) -> Self {
        Self { next, ..self }
    }

    /// At the place where `path` leads.
    pub(super) fn at(path: &Path, what: Text, next: Text) -> Self {
        Self { place: Place::Path(path.clone()), what, next }
    }

    /// At a line and column, from 1, where they are known.
    pub(super) fn on(place: Option<(usize, usize)>, what: Text, next: Text) -> Self {
        Self { place: place.map_or(Place::Nowhere, |(line, column)| Place::At(line, column)), what, next }
    }
}

/// A wording in both languages.
pub(super) fn said(en: impl Into<String>, zh: impl Into<String>) -> Text {
    Text { en: Wording::from(en.into()), zh: Wording::from(zh.into()) }
}
