//! An error text: which status code it names, and every fact in it.
//!
//! Three voices are heard, and the first that names a code is believed: the platform's own record that states a number;
//! the words of such a record; any other words. In texts of other products only words that are nobody else's count.

mod facts;
mod heard;
mod record;
mod stack;

use std::cmp::Reverse;

use crate::catalogue::Catalogue;
use crate::clean::Plain;
use crate::evidence::log::Log;
use crate::evidence::message::heard::{Heard, LineEnds, Voice, ends_of, overlap};
use crate::evidence::message::record::Records;
use crate::evidence::status::SUCCESS;
use crate::fact::finding::{Finding, Why};
use crate::fact::reading::{Certainty, Reading, Sighting};
use crate::fact::{At, Evidence, EvidenceId, Value};
use crate::mask::{Mask, Masked};
use crate::matching::fold::Folded;
use crate::matching::pattern::{Hit, Pattern};

/// Entries that are guessed at most.
const GUESSES: usize = 3;

/// Reads a text that is nothing else.
pub(super) fn read(catalogue: &Catalogue, evidence: &mut Evidence, bytes: &[u8], mask: &mut Mask) -> Option<Log> {
    evidence.reading = message(catalogue, evidence.id, &mask.mask(&Plain::new(&String::from_utf8_lossy(bytes))));
    None
}

/// Reads `text`, which is this piece of evidence.
#[must_use]
pub fn message(catalogue: &Catalogue, evidence: EvidenceId, text: &Masked) -> Reading {
    let (looked, left_out) = ends_of(text);
    let folded = Folded::new(&looked);
    let heard = Heard {
        catalogue,
        evidence,
        text: &looked,
        masked: text,
        left_out,
        ends: LineEnds::of(&looked, &folded),
        hits: catalogue.patterns().hits(&folded),
        records: Records::of(folded.as_str()),
        folded: &folded,
    };
    heard.reading()
}

impl Heard<'_> {
    fn reading(&self) -> Reading {
        let voices = self.voices();
        let foreign = self.hits.foreign.and_then(|at| self.catalogue.patterns().foreign.get(at));
        let mut reading =
            Reading { sightings: voices.iter().map(|voice| self.sighting(voice)).collect(), ..Reading::default() };
        if let Some(decided) = decided(&voices) {
            let seen = || self.observation(Value::Code(decided.code), &decided.at);
            reading.observations.extend(self.catalogue.code_fact().map(|key| (key.clone(), seen())));
        }
        if !voices.is_empty() || !self.records.is_empty() {
            reading.observations.extend(self.facts(&voices));
        } else if foreign.is_none() {
            reading.guesses = self.guesses();
        }
        reading.foreign = foreign.filter(|_| voices.is_empty()).map(|foreign| foreign.name.clone());
        if self.left_out > 0 {
            reading.findings.push(Finding::unread(self.evidence, At::Whole, Why::TooLong));
        }
        reading
    }

    /// The codes that are spoken for, best first, each once.
    fn voices(&self) -> Vec<Voice<'_>> {
        let stated = self.stated();
        if !stated.is_empty() {
            return stated;
        }
        if !self.records.failures.is_empty() {
            let own = self.spoken(|hit| self.records.failures.iter().any(|failure| overlap(&failure.at, &hit.at)));
            return if own.is_empty() { self.spoken(|_| true) } else { own };
        }
        if let Some(at) = self.records.success.clone().filter(|_| self.catalogue.code(SUCCESS).is_some()) {
            return vec![Voice { code: SUCCESS, certainty: Certainty::High, at, pattern: None }];
        }
        let strange = self.hits.foreign.is_some();
        let patterns = &self.catalogue.patterns().all;
        let counts = |hit: &Hit| !strange || patterns.get(hit.pattern).is_some_and(|pattern| pattern.distinct);
        // what the function printed in a run that ended well is the function's own affair
        let outside = self.spoken(|hit| counts(hit) && !self.records.runs.iter().any(|run| overlap(run, &hit.at)));
        if strange || !outside.is_empty() || !self.records.runs.is_empty() { outside } else { self.named() }
    }

    /// The numbers that records of the platform state.
    fn stated(&self) -> Vec<Voice<'_>> {
        let mut voices: Vec<Voice<'_>> = Vec::new();
        for failure in &self.records.failures {
            let Some(code) = failure.code.filter(|code| self.catalogue.code(*code).is_some()) else { continue };
            if code != SUCCESS && voices.iter().all(|voice| voice.code != code) {
                voices.push(Voice { code, certainty: Certainty::High, at: failure.at.clone(), pattern: None });
            }
        }
        voices
    }

    /// What the patterns that are found in some places speak for.
    fn spoken(&self, counts: impl Fn(&Hit) -> bool) -> Vec<Voice<'_>> {
        let mut voices: Vec<(usize, usize, Voice<'_>)> = Vec::new();
        for hit in self.hits.certain.iter().filter(|hit| counts(hit)) {
            let Some(pattern) = self.catalogue.patterns().all.get(hit.pattern) else { continue };
            for (rank, code) in Self::codes(pattern, hit).into_iter().enumerate() {
                let certainty = if rank == 0 || pattern.undecided { pattern.certainty } else { Certainty::Low };
                let voice = Voice { code, certainty, at: hit.at.clone(), pattern: Some(pattern) };
                voices.push((hit.pattern, rank, voice));
            }
        }
        voices.sort_by_key(|(pattern, rank, voice)| (Reverse(voice.certainty), *pattern, *rank, voice.at.start));
        let mut best: Vec<Voice<'_>> = Vec::new();
        for (_, _, voice) in voices {
            if best.iter().all(|other| other.code != voice.code) {
                best.push(voice);
            }
        }
        best
    }

    /// The codes that a hit speaks for, most likely first.
    fn codes(pattern: &Pattern, hit: &Hit) -> Vec<u16> {
        match pattern.takes {
            None => pattern.codes.clone(),
            Some(_) => pattern.taken(&hit.found).into_iter().collect(),
        }
    }

    /// A text that is hardly more than the name of a code.
    fn named(&self) -> Vec<Voice<'_>> {
        let text = self.folded.as_str();
        // a name behind a dot, or before one, is part of a longer name
        let words = || {
            let words = text.split(|c: char| !c.is_alphanumeric() && c != '.' && c != '_');
            words.map(|word| word.trim_matches('.')).filter(|word| !word.is_empty())
        };
        if words().take(FEW_WORDS + 1).count() > FEW_WORDS {
            return Vec::new();
        }
        let mut voices = Vec::new();
        for code in self.catalogue.codes() {
            let found = std::iter::once(&code.name).chain(&code.also).find_map(|name| {
                let name = name.to_ascii_lowercase();
                words().any(|word| word == name).then(|| text.find(&name)).flatten().map(|at| at..at + name.len())
            });
            voices.extend(found.map(|at| Voice { code: code.number, certainty: Certainty::Medium, at, pattern: None }));
        }
        voices
    }

    /// What comes closest where nothing was recognised.
    fn guesses(&self) -> Vec<u16> {
        let mut guesses = Vec::new();
        for hit in &self.hits.almost {
            let Some(pattern) = self.catalogue.patterns().all.get(hit.pattern) else { continue };
            for code in Self::codes(pattern, hit) {
                if !guesses.contains(&code) && guesses.len() < GUESSES {
                    guesses.push(code);
                }
            }
        }
        guesses
    }

    fn sighting(&self, voice: &Voice<'_>) -> Sighting {
        Sighting {
            code: voice.code,
            certainty: voice.certainty,
            because: self.quote(&voice.at),
            place: self.place(&voice.at),
            note: voice.pattern.and_then(|pattern| pattern.note.clone()),
        }
    }
}

/// More words than this, and a name among them is only mentioned.
const FEW_WORDS: usize = 2;

/// The code that stands alone: nothing else is as sure.
fn decided<'v, 'a>(voices: &'v [Voice<'a>]) -> Option<&'v Voice<'a>> {
    let (first, rest) = voices.split_first()?;
    let open = first.pattern.is_none_or(|pattern| pattern.undecided);
    let rival = open && rest.iter().any(|other| other.certainty == first.certainty);
    (first.certainty >= Certainty::Medium && !rival).then_some(first)
}
