//! An error text: which status code it names, and every fact in it.
//!
//! Three voices are heard, and the first that names a code is believed: the platform's own record that states a number;
//! the words of such a record; any other words. In texts of other products only words that are nobody else's count.

mod facts;
mod heard;
mod record;
mod stack;

use std::cmp::Reverse;
use std::ops::{Range, RangeInclusive};

use memchr::memchr_iter;

use crate::catalogue::{Catalogue, Code};
use crate::clean::{Clean, Plain};
use crate::evidence::keys;
use crate::evidence::log::Log;
use crate::evidence::message::heard::{Heard, LineEnds, Voice, ends_of, overlap};
use crate::evidence::message::record::Records;
use crate::evidence::status::SUCCESS;
use crate::fact::finding::{Finding, Why};
use crate::fact::reading::{Certainty, Guess, Lead, Reading, Sighting, Unlisted};
use crate::fact::{At, Evidence, EvidenceId, Value};
use crate::mask::{Mask, Masked};
use crate::matching::fold::Folded;
use crate::matching::pattern::{Hit, Pattern, Takes};
use crate::matching::phrase::is_edge;

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
        let deploying = self.deploying();
        let mut voices = self.voices();
        if deploying {
            voices.iter_mut().filter(|voice| !voice.outlasts_deploying()).for_each(|it| it.certainty = Certainty::Low);
            voices.sort_by_key(|voice| Reverse(voice.certainty));
        }
        let mut reading = Reading {
            sightings: voices.iter().map(|voice| self.sighting(voice)).collect(),
            unlisted: self.unlisted(&voices),
            leads: self.leads(&voices),
            ..Reading::default()
        };
        if let Some(decided) = decided(&voices) {
            let seen = || self.observation(Value::Code(decided.code), &decided.at);
            reading.observations.extend(self.catalogue.code_fact().map(|key| (key.clone(), seen())));
        }
        let led = !reading.leads.is_empty();
        if !voices.is_empty() || led || !self.records.is_empty() {
            reading.observations.extend(self.facts(&voices, led));
        } else if self.hits.foreign.is_none() {
            reading.observations.extend(self.beside());
        }
        if voices.is_empty() && reading.unlisted.is_empty() {
            let owner = self.hits.foreign.or_else(|| self.hits.beside.filter(|_| !led));
            reading.owner = owner.and_then(|at| self.catalogue.patterns().foreign.get(at)).map(|it| it.owner.clone());
        }
        let sure = voices.iter().any(|voice| voice.certainty > Certainty::Low) || !reading.unlisted.is_empty();
        let told = sure || (deploying && led);
        if !told && self.hits.foreign.is_none() && self.records.is_empty() {
            reading.guesses = self.guesses();
            reading.unheard = self.searchable().filter(|_| reading.owner.is_none());
        }
        if self.left_out > 0 {
            reading.findings.push(Finding::unread(self.evidence, At::Whole, Why::TooLong));
        }
        reading
    }

    /// Whether a function was being deployed and none called: then a code is only what a call would end in.
    fn deploying(&self) -> bool {
        let deploys = |pattern: &Pattern| {
            let stage = pattern.facts.iter().find(|(key, _)| keys::STAGE.is(key));
            stage.is_some_and(|(_, value)| *value == Value::Word(keys::AT_DEPLOY.into()))
        };
        self.records.is_empty() && self.hits.certain.iter().filter_map(|hit| self.pattern(hit)).any(deploys)
    }

    /// The codes that are spoken for, best first, each once.
    fn voices(&self) -> Vec<Voice<'_>> {
        let stated = self.stated();
        if !stated.is_empty() {
            return stated;
        }
        if !self.records.failures.is_empty() {
            let own = self.spoken(|hit| self.records.failures.iter().any(|failure| overlap(&failure.at, &hit.at)));
            let unlisted = self.records.failures.iter().any(|failure| failure.code.is_some());
            return if own.is_empty() && !unlisted { self.spoken(|_| true) } else { own };
        }
        let strange = self.hits.foreign.is_some();
        let counts = |hit: &Hit| !strange || self.pattern(hit).is_some_and(|pattern| pattern.distinct);
        // what the function printed in a run that ended well is the function's own affair
        let outside = self.spoken(|hit| counts(hit) && !self.records.runs.iter().any(|run| overlap(run, &hit.at)));
        if let Some(at) = self.records.success.clone().filter(|_| self.catalogue.code(SUCCESS).is_some()) {
            // the log of a run that ended well says nothing about an answer beside it
            let beside =
                outside.first().is_some_and(|voice| voice.certainty == Certainty::High && voice.code != SUCCESS);
            if beside && !self.records.runs.is_empty() {
                return outside;
            }
            return vec![Voice { code: SUCCESS, certainty: Certainty::High, at, pattern: None }];
        }
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

    /// The numbers of failures that the platform states and the catalogue does not hold, where nothing else speaks.
    fn unlisted(&self, voices: &[Voice<'_>]) -> Vec<Unlisted> {
        let headed = self.hits.certain.iter().filter_map(|hit| {
            let pattern = self.pattern(hit).filter(|pattern| pattern.takes == Some(Takes::Every))?;
            pattern.states(&hit.found).map(|number| (number, &hit.at))
        });
        let marked = self.records.failures.iter().filter(|failure| failure.marked);
        let stated = marked.filter_map(|failure| failure.code.map(|number| (number, &failure.at)));
        let mut unlisted: Vec<Unlisted> = Vec::new();
        for (number, at) in stated.chain(headed) {
            let new = unlisted.iter().all(|known| known.number != number);
            if voices.is_empty() && new && FAILURES.contains(&number) && self.catalogue.code(number).is_none() {
                unlisted.push(Unlisted { number, because: self.quote(at), place: self.place(at) });
            }
        }
        unlisted
    }

    /// Where words lead that name no code, where none is sure.
    fn leads(&self, voices: &[Voice<'_>]) -> Vec<Lead> {
        if voices.iter().any(|voice| voice.certainty > Certainty::Low) {
            return Vec::new();
        }
        let mut hits: Vec<&Hit> = self.hits.certain.iter().collect();
        hits.sort_by_key(|hit| hit.pattern);
        let mut leads: Vec<Lead> = Vec::new();
        for hit in hits {
            let Some((pattern, symptom)) =
                self.pattern(hit).and_then(|it| it.symptom.as_ref().map(|symptom| (it, symptom)))
            else {
                continue;
            };
            let counts = self.hits.foreign.is_none() || pattern.distinct;
            if counts && leads.iter().all(|known| known.symptom != *symptom) {
                leads.push(Lead {
                    symptom: symptom.clone(),
                    because: self.quote(&hit.at),
                    place: self.place(&hit.at),
                    note: pattern.note.clone(),
                });
            }
        }
        leads
    }

    /// All of the text, where it is words that can be searched for.
    fn searchable(&self) -> Option<Clean> {
        let text = self.text.trim();
        let words = text.split_whitespace().take(SEARCHED + 1).count();
        let fits = (1..=SEARCHED).contains(&words) && !text.contains("://");
        (fits && text.chars().nth(SHORT).is_none()).then(|| Clean::new(text))
    }

    /// What the patterns that are found in some places speak for. What only stands around the words of others counts
    /// where these say nothing.
    fn spoken(&self, counts: impl Fn(&Hit) -> bool) -> Vec<Voice<'_>> {
        let inner = self.spoken_by(|pattern, hit| !pattern.wrapper && counts(hit));
        if inner.is_empty() { self.spoken_by(|_, hit| counts(hit)) } else { inner }
    }

    fn spoken_by(&self, counts: impl Fn(&Pattern, &Hit) -> bool) -> Vec<Voice<'_>> {
        let mut voices: Vec<(usize, usize, Voice<'_>)> = Vec::new();
        for hit in &self.hits.certain {
            let Some(pattern) = self.pattern(hit).filter(|pattern| counts(pattern, hit)) else { continue };
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

    /// A text that is hardly more than the name of a code, or what this program prints of one.
    fn named(&self) -> Vec<Voice<'_>> {
        let text = self.folded.as_str();
        let printed = self.catalogue.codes().iter().find_map(|code| Some((code.number, printed(text, code)?)));
        if let Some((code, at)) = printed {
            return vec![Voice { code, certainty: Certainty::Medium, at, pattern: None }];
        }
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
            let found = code.names().find_map(|name| {
                let name = name.to_ascii_lowercase();
                words().any(|word| word == name).then(|| text.find(&name)).flatten().map(|at| at..at + name.len())
            });
            voices.extend(found.map(|at| Voice { code: code.number, certainty: Certainty::Medium, at, pattern: None }));
        }
        voices
    }

    /// What comes closest where nothing was recognised.
    fn guesses(&self) -> Vec<Guess> {
        let mut guesses: Vec<Guess> = Vec::new();
        for hit in &self.hits.almost {
            let Some(pattern) = self.pattern(hit) else { continue };
            for code in Self::codes(pattern, hit) {
                if guesses.len() < GUESSES && guesses.iter().all(|guess| guess.code != code) {
                    guesses.push(Guess { code, because: self.quote(&hit.at) });
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

/// The failures that documents of the platform state in a text, each as its number and its line, from 1: the results
/// that the console shows above the logs of their runs.
#[must_use]
pub fn results(text: &str) -> Vec<(u16, u64)> {
    let folded = Folded::new(text);
    let ends: Vec<usize> = memchr_iter(b'\n', text.as_bytes()).collect();
    let line = |at: usize| 1 + ends.partition_point(|end| *end < at) as u64;
    let failures = Records::of(folded.as_str()).failures.into_iter();
    failures.filter_map(|failure| Some((failure.code?, line(folded.original(&failure.at).start)))).collect()
}

/// More words than this, and a name among them is only mentioned.
const FEW_WORDS: usize = 2;

/// Words, and characters, of a text that can be searched for.
const SEARCHED: usize = 12;
const SHORT: usize = 200;

/// Numbers that a failure can have.
const FAILURES: RangeInclusive<u16> = 400..=599;

/// Where all that stands in a text is what this program prints of a code: two or three of its number, name and title.
fn printed(text: &str, code: &Code) -> Option<Range<usize>> {
    if !text.contains(&code.number.to_string()) && !code.names().any(|name| text.contains(&name.to_ascii_lowercase())) {
        return None;
    }
    let mut rest = text.to_owned();
    let mut parts = 0;
    let mut take = |part: &str| {
        let part = Folded::new(part);
        let found = rest.find(part.as_str()).map(|at| at..at + part.as_str().len());
        if let Some(at) = found.filter(|at| is_edge(&rest, at.start) && is_edge(&rest, at.end)) {
            rest.replace_range(at, " ");
            parts += 1;
        }
    };
    for title in [&code.title.en, &code.title.zh] {
        take(title);
    }
    code.names().for_each(&mut take);
    take(&code.number.to_string());
    let all = parts > 1 && !rest.contains(char::is_alphanumeric);
    (all && code.number != SUCCESS).then(|| text.len() - text.trim_start().len()..text.trim_end().len())
}

/// The code that stands alone: nothing else is as sure.
fn decided<'v, 'a>(voices: &'v [Voice<'a>]) -> Option<&'v Voice<'a>> {
    let (first, rest) = voices.split_first()?;
    let open = first.pattern.is_none_or(|pattern| pattern.undecided);
    let rival = open && rest.iter().any(|other| other.certainty == first.certainty);
    (first.certainty >= Certainty::Medium && !rival).then_some(first)
}
