//! The catalogue as written: names and texts, nothing resolved. The only file that names the YAML library.

pub(crate) mod condition;
pub(crate) mod drill;
pub(crate) mod pattern;
mod pieces;
pub(crate) mod step;
pub(crate) mod sum;
pub(crate) mod value;

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::catalogue::code::{Blame, Instance, Phase};
use crate::catalogue::entry::EntryKind;
use crate::catalogue::load::bounded::{Bounded, Budget, Refusal};
use crate::catalogue::load::fault::Fault;
use crate::catalogue::load::harmless;
use crate::catalogue::load::lines::lines;
use crate::catalogue::load::source::condition::RawCondition;
use crate::catalogue::load::source::pattern::{RawForeign, RawPattern};
use crate::catalogue::load::source::pieces::Piece;
use crate::catalogue::load::source::step::{RawFix, RawFollowUp, RawRow, RawStep, RawStopgap};
use crate::catalogue::load::source::sum::RawSum;
use crate::catalogue::load::source::value::{Pairs, RawText, Scalar};
use crate::catalogue::origin::Origin;
use crate::catalogue::question::Effort;
use crate::lang::Str;
use crate::matching::pattern::Sharing;

/// A whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Raw {
    pub(crate) facts: Pairs<RawFact>,
    pub(crate) sources: Pairs<RawSource>,
    pub(crate) codes: Vec<RawCode>,
    pub(crate) causes: Vec<RawCause>,
    pub(crate) follow_ups: Vec<RawFollowUp>,
    pub(crate) questions: Vec<RawQuestion>,
    pub(crate) guide: Vec<RawGroup>,
    pub(crate) symptoms: Vec<RawSymptom>,
    pub(crate) references: Vec<RawReference>,
    pub(crate) sums: Vec<RawSum>,
    pub(crate) lists: Pairs<Vec<String>>,
    pub(crate) synonyms: Vec<Vec<Scalar>>,
    pub(crate) common: Vec<Scalar>,
    pub(crate) patterns: Vec<RawPattern>,
    pub(crate) foreign: Vec<RawForeign>,
    pub(crate) notes: Vec<RawNote>,
    /// Entries that stand in the file and could not be read: what names one of them has no fault
    #[serde(skip)]
    pub(crate) unread: BTreeSet<(EntryKind, Str)>,
}

impl Raw {
    /// The numbers of its codes, as written.
    #[must_use]
    pub fn codes(&self) -> Vec<u16> {
        self.codes.iter().map(|code| code.code).collect()
    }

    /// What stands further down in the same file.
    fn append(&mut self, later: Self) {
        self.facts.0.extend(later.facts.0);
        self.sources.0.extend(later.sources.0);
        self.codes.extend(later.codes);
        self.causes.extend(later.causes);
        self.questions.extend(later.questions);
        self.guide.extend(later.guide);
        self.follow_ups.extend(later.follow_ups);
        self.symptoms.extend(later.symptoms);
        self.references.extend(later.references);
        self.sums.extend(later.sums);
        self.lists.0.extend(later.lists.0);
        self.synonyms.extend(later.synonyms);
        self.common.extend(later.common);
        self.patterns.extend(later.patterns);
        self.foreign.extend(later.foreign);
        self.notes.extend(later.notes);
    }
}

/// Reads a file; a fault of form (not YAML, an unknown key, a number where a list belongs) ends the reading.
///
/// # Errors
/// The first fault of form, with its line and column.
pub fn parse(text: &str) -> Result<Raw, Fault> {
    in_pieces(text).map_or_else(|| read(text), Ok)
}

/// What can be read of a file with a fault of form: the entries that have none, and the faults of the others. `None` where the
/// file cannot be told apart into entries, since it is no YAML or is not written in blocks.
#[must_use]
pub fn salvage(text: &str) -> Option<(Raw, Vec<Fault>)> {
    let (mut whole, mut faults) = (Raw::default(), Vec::new());
    for piece in pieces::entries(text)? {
        let entry = piece.text();
        match read_piece(&entry, Some(&piece)) {
            Ok(raw) => whole.append(raw),
            Err(fault) => {
                // what is not even parsed is no entry either
                if harmless::too_deep(&entry).or_else(|| harmless::too_many(&entry)).is_some() {
                    return None;
                }
                let mut budget = Budget::of(entry.len());
                let yaml = Bounded::new(serde_yaml::Deserializer::from_str(&entry), &mut budget);
                IgnoredAny::deserialize(yaml).ok()?;
                whole.unread.extend(lines(&entry).into_iter().map(|entry| (entry.kind, entry.slug)));
                faults.push(fault);
            }
        }
    }
    (!faults.is_empty()).then_some((whole, faults))
}

/// Reads a large file piece by piece; `None` where that is not possible, or a piece has a fault, which is found with its
/// place when the file is read in one.
fn in_pieces(text: &str) -> Option<Raw> {
    let mut whole = Raw::default();
    for piece in pieces::pieces(text)? {
        whole.append(read(&piece.text()).ok()?);
    }
    Some(whole)
}

/// Reads a file of any shape.
pub(crate) fn read<T: DeserializeOwned + Default>(text: &str) -> Result<T, Fault> {
    read_piece(text, None)
}

/// Reads a file, or a piece of one, whose faults are told with their places in the file.
fn read_piece<T: DeserializeOwned + Default>(text: &str, piece: Option<&Piece<'_>>) -> Result<T, Fault> {
    if text.trim().is_empty() {
        return Ok(T::default());
    }
    let line = |line: usize| piece.map_or(line, |piece| piece.line(line));
    if let Some(fault) = harmless::too_deep(text).or_else(|| harmless::too_many(text)) {
        return Err(fault.moved(line));
    }
    let mut budget = Budget::of(text.len());
    let read = T::deserialize(Bounded::new(serde_yaml::Deserializer::from_str(text), &mut budget));
    read.map_err(|error| {
        let place = error.location().map(|at| (line(at.line()), at.column()));
        match budget.refusal {
            Some(Refusal::Harmful(c)) => Fault::harmful(place, c),
            Some(Refusal::TooMuch) => Fault::too_much(place),
            None => {
                let message = error.to_string();
                let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
                Fault::form(place, &piece.map_or_else(|| what.to_owned(), |piece| piece.renumbered(what)))
            }
        }
    })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawFact {
    pub(crate) label: RawText,
    pub(crate) r#type: Option<RawKind>,
    #[serde(default)]
    pub(crate) values: Pairs<RawText>,
    #[serde(default)]
    pub(crate) several: Vec<String>,
    pub(crate) unit: Option<String>,
    pub(crate) placeholder: Option<Scalar>,
    pub(crate) sets: Option<String>,
    pub(crate) at_most: Option<Scalar>,
    #[serde(default)]
    pub(crate) from: Vec<Origin>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RawKind {
    Flag,
    Amount,
    Code,
    Text,
    Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSource {
    pub(crate) title: RawText,
    pub(crate) url: Option<RawText>,
    pub(crate) read: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCode {
    pub(crate) code: u16,
    #[serde(default)]
    pub(crate) shared: Sharing,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) also: Vec<String>,
    pub(crate) title: RawText,
    pub(crate) phase: Phase,
    pub(crate) fault: Vec<Blame>,
    pub(crate) instance: Instance,
    pub(crate) retry: RawRetry,
    pub(crate) meaning: RawText,
    pub(crate) unlike: Option<RawText>,
    #[serde(default)]
    pub(crate) messages: Vec<String>,
    #[serde(default)]
    pub(crate) limits: Vec<RawLimit>,
    #[serde(default)]
    pub(crate) unexplained: Vec<RawUnexplained>,
    #[serde(default)]
    pub(crate) notes: Vec<RawText>,
    pub(crate) causes: Vec<String>,
    #[serde(default)]
    pub(crate) first: Vec<String>,
    #[serde(default)]
    pub(crate) references: Vec<String>,
    #[serde(default)]
    pub(crate) related: Vec<u16>,
    #[serde(default)]
    pub(crate) links: Vec<String>,
    #[serde(default)]
    pub(crate) sources: Vec<String>,
    #[serde(default)]
    pub(crate) words: Vec<Scalar>,
    #[serde(default)]
    pub(crate) domestic_only: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRetry {
    pub(crate) hand: RawText,
    pub(crate) sync: RawText,
    pub(crate) r#async: RawText,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawLimit {
    pub(crate) name: RawText,
    pub(crate) value: RawText,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawUnexplained {
    pub(crate) when: RawCondition,
    pub(crate) because: RawText,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCause {
    pub(crate) id: String,
    pub(crate) title: RawText,
    pub(crate) short: Option<RawText>,
    pub(crate) because: RawText,
    #[serde(default)]
    pub(crate) confirmed: Option<RawCondition>,
    #[serde(default)]
    pub(crate) likely: Option<RawCondition>,
    #[serde(default)]
    pub(crate) ruled_out: Option<RawCondition>,
    pub(crate) fix: Vec<RawFix>,
    pub(crate) verify: Option<RawStep>,
    pub(crate) undo: Option<RawStep>,
    pub(crate) stopgap: Option<RawStopgap>,
    #[serde(default)]
    pub(crate) unlike: Vec<RawText>,
    #[serde(default)]
    pub(crate) codes: Vec<u16>,
    #[serde(default)]
    pub(crate) sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawQuestion {
    pub(crate) id: String,
    pub(crate) fact: String,
    pub(crate) ask: RawText,
    pub(crate) why: RawText,
    #[serde(default)]
    pub(crate) find_out: Vec<RawStep>,
    pub(crate) effort: Effort,
    #[serde(default)]
    pub(crate) answers: Vec<RawChoice>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawChoice {
    pub(crate) id: Scalar,
    pub(crate) label: Option<RawText>,
    #[serde(default)]
    pub(crate) rest: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawGroup {
    pub(crate) group: String,
    pub(crate) title: RawText,
    pub(crate) ask: Vec<RawNode>,
}

/// A question of the tree: its id, and the nodes under its answers (`yes`, or `code, custom_runtime`).
#[derive(Debug)]
pub(crate) struct RawNode {
    pub(crate) question: String,
    pub(crate) branches: Vec<(String, Vec<RawNode>)>,
}

impl<'de> Deserialize<'de> for RawNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RawNode;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a question's id, or a mapping of one id to its answers")
            }

            fn visit_str<E: Error>(self, id: &str) -> Result<RawNode, E> {
                Ok(RawNode { question: id.to_owned(), branches: Vec::new() })
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawNode, A::Error> {
                let Some((question, branches)) = map.next_entry::<String, Pairs<Vec<RawNode>>>()? else {
                    return Err(A::Error::custom("an empty mapping where a question's id is expected"));
                };
                if map.next_key::<String>()?.is_some() {
                    return Err(A::Error::custom("a node holds one question; write the next one as a node of its own"));
                }
                Ok(RawNode { question, branches: branches.0 })
            }
        }
        deserializer.deserialize_any(Either)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSymptom {
    pub(crate) id: String,
    pub(crate) title: RawText,
    #[serde(default)]
    pub(crate) words: Vec<Scalar>,
    pub(crate) codes: Vec<u16>,
    pub(crate) causes: Vec<String>,
    #[serde(default)]
    pub(crate) first: Vec<String>,
}

/// Something to add to an entry that exists: to a code, by its number, or to a cause, by its id.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawNote {
    pub(crate) to: Scalar,
    pub(crate) note: RawText,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawReference {
    pub(crate) id: String,
    pub(crate) title: RawText,
    pub(crate) intro: Option<RawText>,
    pub(crate) rows: Vec<RawRow>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_one(text: &str) -> String {
        format!("{:?}", read::<Raw>(text).unwrap())
    }

    #[test]
    fn a_file_read_in_pieces_holds_what_it_holds_in_one() {
        let built_in = include_str!("../../../catalogue.yaml");
        assert_eq!(format!("{:?}", in_pieces(built_in).unwrap()), in_one(built_in));
        let filler = "  - {id: filler, title: {en: a, zh: b}, rows: []}\n".repeat(2_000);
        for odd in [
            "  - {id: q, title: {en: \"a\n  - id: b\n  - c\", zh: d}, rows: []}\n",
            "  - {id: f, rows: [], title: {en: a,\nzh: b,\n  \n}}\n",
            "  - id: b\n    title:\n      en: |\n        - id: b\n      zh: >-\n        - c\n    rows: []\n",
            "  - id: p\n    title:\n      en: a\n        - b\n      zh: c\n    rows: []\n",
        ] {
            let text = format!("questions: []\nreferences:\n{filler}{odd}{filler}");
            let parsed = parse(&text).map(|raw| format!("{raw:?}")).unwrap();
            assert_eq!(parsed, in_one(&text), "{odd}");
        }
    }
}
