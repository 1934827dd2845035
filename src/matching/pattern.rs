//! Patterns of messages: which words speak for which status code, which facts they state, and whose texts are not SCF's.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::fact::reading::Certainty;
use crate::fact::{Key, Value};
use crate::lang::{Str, Text};
use crate::matching::fold::Folded;
use crate::matching::phrase::{Capture, Lexicon, Phrase, is_edge};

/// All patterns, in the order in which they count.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Patterns {
    /// What speaks for a status code, or states a fact
    pub all: Vec<Pattern>,
    /// What shows that a text is not SCF's
    pub foreign: Vec<Foreign>,
    /// What phrases name
    pub lexicon: Lexicon,
}

/// Words of a message and what they say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Pattern {
    /// Its name in files
    pub slug: Str,
    /// One of these is found
    pub any: Vec<Phrase>,
    /// The codes, most likely first. Where a phrase takes the code from the text: those that it may take
    pub codes: Vec<u16>,
    /// Which codes a phrase may take from the text, where one does
    pub takes: Option<Takes>,
    /// How sure it is of the first code
    pub certainty: Certainty,
    /// The words belong to all of its codes alike
    pub undecided: bool,
    /// Nobody else says so: the words count in a text of others too
    pub distinct: bool,
    /// The facts that the phrases take values of
    pub keys: Vec<Key>,
    /// The facts that follow
    pub facts: Vec<(Key, Value)>,
    /// One of these stands in the text too, where there are any
    pub near: Vec<Phrase>,
    /// None of these stands in the text
    pub unless: Vec<Phrase>,
    /// How to tell its codes from each other
    pub note: Option<Text>,
}

/// Which numbers of status codes a phrase may take from a text. Said by what they are, so that it holds for a code that
/// is added later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Takes {
    /// The number of every failure
    Every,
    /// These and no others
    Only(Vec<u16>),
    /// Those that are shared so, and these as well
    Shared(Vec<Sharing>, Vec<u16>),
}

/// Who else answers with the number of a status code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sharing {
    /// Nobody
    #[default]
    None,
    /// Some servers and gateways
    Few,
    /// Services that are paid for
    Paid,
    /// Every web server
    All,
}

/// Someone else whose errors look alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Foreign {
    /// Its name in files
    pub slug: Str,
    /// What it is called on a screen
    pub name: Text,
    /// One of these is found
    pub any: Vec<Phrase>,
    /// None of these stands in the text
    pub unless: Vec<Phrase>,
}

/// A phrase that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The position of its pattern
    pub pattern: usize,
    /// Where it stands in the folded text
    pub at: Range<usize>,
    /// The values in it
    pub found: Vec<Capture>,
    /// No words were skipped in it
    whole: bool,
}

/// What of all patterns was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// In the order of the text
    pub certain: Vec<Hit>,
    /// Phrases that were found without the words that must stand near, or with those that must not
    pub almost: Vec<Hit>,
    /// The position of the first foreign
    pub foreign: Option<usize>,
}

/// The most phrases of one pattern that are kept of a text.
const MOST: usize = 16;

/// What a phrase is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Pattern(usize),
    Near(usize),
    Unless(usize),
    Foreign(usize),
    NotForeign(usize),
}

impl Pattern {
    /// Whether it names a code where these values were found.
    fn speaks(&self, found: &[Capture]) -> bool {
        match self.takes {
            None => !self.codes.is_empty(),
            Some(_) => self.taken(found).is_some(),
        }
    }

    /// The code that it takes from the text, where it takes one.
    #[must_use]
    pub fn taken(&self, found: &[Capture]) -> Option<u16> {
        let code = found.iter().find_map(|found| if let Capture::Code(code) = found { Some(*code) } else { None });
        code.filter(|code| self.takes.is_some() && self.codes.contains(code))
    }
}

/// Patterns made ready to be looked for: their phrases by the byte that they begin with.
#[derive(Debug)]
pub struct Finder<'p> {
    patterns: &'p Patterns,
    roles: Vec<(Role, &'p Phrase)>,
    beginnings: Vec<Vec<(&'p str, usize)>>,
}

impl Finder<'_> {
    /// What stands in `text`.
    #[must_use]
    pub fn hits(&self, text: &Folded) -> Hits {
        let Self { patterns, roles, beginnings } = self;
        let mut seen: BTreeSet<Role> = BTreeSet::new();
        let mut hits: Vec<Hit> = Vec::new();
        let mut kept = vec![0; patterns.all.len()];
        let mut first: Option<usize> = None;
        let folded = text.as_str();
        for (at, byte) in folded.bytes().enumerate() {
            // no phrase begins in the middle of a word
            let Some(here) = folded.get(at..).filter(|_| is_edge(folded, at)) else { continue };
            let mut last = None;
            for (beginning, index) in &beginnings[usize::from(byte)] {
                if last == Some(index) || !here.starts_with(beginning) {
                    continue;
                }
                let (role, phrase) = &roles[*index];
                let known = match role {
                    Role::Pattern(pattern) => kept[*pattern] == MOST,
                    _ => seen.contains(role),
                };
                let Some((end, found)) = (!known).then(|| phrase.ends(folded, at, &patterns.lexicon)).flatten() else {
                    continue;
                };
                last = Some(index);
                match role {
                    Role::Pattern(pattern) => {
                        kept[*pattern] += 1;
                        hits.push(Hit { pattern: *pattern, at: at..end, found, whole: phrase.is_whole() });
                    }
                    Role::Foreign(one) if first.is_none() => first = Some(*one),
                    _ => {}
                }
                seen.insert(*role);
            }
        }
        let strange = |one: &usize| seen.contains(&Role::Foreign(*one)) && !seen.contains(&Role::NotForeign(*one));
        let foreign = first.filter(strange).or_else(|| (0..patterns.foreign.len()).find(strange));
        let (certain, almost) = patterns.longest(hits).into_iter().partition(|hit| patterns.stands(hit.pattern, &seen));
        Hits { certain, almost, foreign }
    }
}

impl Patterns {
    /// What stands in `text`.
    #[must_use]
    pub fn hits(&self, text: &Folded) -> Hits {
        self.finder().hits(text)
    }

    /// Makes them ready for several texts.
    #[must_use]
    pub fn finder(&self) -> Finder<'_> {
        let roles = self.roles();
        let mut beginnings: Vec<Vec<(&str, usize)>> = vec![Vec::new(); 256];
        for (at, (_, phrase)) in roles.iter().enumerate() {
            for beginning in phrase.beginnings(&self.lexicon) {
                if let Some(first) = beginning.bytes().next() {
                    beginnings[usize::from(first)].push((beginning, at));
                }
            }
        }
        Finder { patterns: self, roles, beginnings }
    }

    fn roles(&self) -> Vec<(Role, &Phrase)> {
        let mut roles = Vec::new();
        for (at, pattern) in self.all.iter().enumerate() {
            roles.extend(pattern.any.iter().map(|phrase| (Role::Pattern(at), phrase)));
            roles.extend(pattern.near.iter().map(|phrase| (Role::Near(at), phrase)));
            roles.extend(pattern.unless.iter().map(|phrase| (Role::Unless(at), phrase)));
        }
        for (at, foreign) in self.foreign.iter().enumerate() {
            roles.extend(foreign.any.iter().map(|phrase| (Role::Foreign(at), phrase)));
            roles.extend(foreign.unless.iter().map(|phrase| (Role::NotForeign(at), phrase)));
        }
        roles
    }

    /// Whether the other words of the text let a pattern stand.
    fn stands(&self, at: usize, seen: &BTreeSet<Role>) -> bool {
        let near = self.all.get(at).is_some_and(|pattern| pattern.near.is_empty()) || seen.contains(&Role::Near(at));
        near && !seen.contains(&Role::Unless(at))
    }

    /// Without those that lie within a longer one: `InvalidParameterValue.Param` is not also `InvalidParameterValue`.
    fn longest(&self, hits: Vec<Hit>) -> Vec<Hit> {
        let speaks = |hit: &Hit| self.all.get(hit.pattern).is_some_and(|pattern| pattern.speaks(&hit.found));
        let within = |hit: &Hit| {
            hits.iter().any(|other| {
                other.pattern != hit.pattern
                    && other.whole
                    && other.at.len() > hit.at.len()
                    && other.at.start <= hit.at.start
                    && hit.at.end <= other.at.end
                    && speaks(other)
            })
        };
        let outer: Vec<bool> = hits.iter().map(|hit| !speaks(hit) || !within(hit)).collect();
        hits.into_iter().zip(outer).filter(|(_, outer)| *outer).map(|(hit, _)| hit).collect()
    }
}
