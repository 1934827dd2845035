//! The facts in a text: what patterns state and take, and what only the order of lines tells.

use std::ops::Range;

use crate::catalogue::Kind;
use crate::catalogue::phrase::Found;
use crate::clean::{Clean, fit};
use crate::evidence::message::{Told, Voice, overlap, stack};
use crate::fact::{Key, Observation, Value};

/// The facts that are read from the order of lines and from comparing numbers. The catalogue declares each; a test holds
/// that.
pub const READ_HERE: [&str; 4] = [OWN_LINE, CLASS, USER_LOG, PHASE];
const OWN_LINE: &str = "own.line";
const CLASS: &str = "exception.class";
const USER_LOG: &str = "user_log";
const PHASE: &str = "init.phase";

/// Cells of a name or path that are kept.
const LONGEST: usize = 200;

/// The parts of a cold start as the platform writes them; a word of `init.phase` each.
const PARTS: [&str; 3] = ["PullCode", "InitRuntime", "InitFunction"];
/// Below this, in ms, no part of a cold start is long.
const SHORT: u64 = 1_000;

/// Lines of the platform between the start of a run and its end.
const PLATFORM: [&str; 7] = [
    "event requestid",
    "init report",
    "provisioned report",
    "previsioned report",
    "response requestid",
    "report requestid",
    "[platform]",
];

impl Told<'_> {
    /// What is known beside the code, each key once.
    pub(super) fn facts(&self, voices: &[Voice<'_>]) -> Vec<(Key, Observation)> {
        let mut facts = self.by_patterns(voices);
        if !voices.is_empty() {
            facts.extend(self.by_stack());
        }
        facts.extend(self.user_log());
        facts.extend(self.phase());
        let mut once: Vec<(Key, Observation)> = Vec::new();
        for (key, seen) in facts {
            if self.catalogue.fact(key.as_str()).is_some() && once.iter().all(|(known, _)| *known != key) {
                once.push((key, seen));
            }
        }
        once
    }

    /// What the patterns say: those in a record of the platform first.
    fn by_patterns(&self, voices: &[Voice<'_>]) -> Vec<(Key, Observation)> {
        let mut hits: Vec<_> = self.hits.certain.iter().collect();
        let own = |at: &Range<usize>| self.records.failures.iter().any(|failure| overlap(&failure.at, at));
        hits.sort_by_key(|hit| (!own(&hit.at), hit.pattern, hit.at.start));
        let mut facts = Vec::new();
        for hit in hits {
            let Some(pattern) = self.catalogue.patterns().all.get(hit.pattern) else { continue };
            let general = pattern.codes.is_empty();
            if !general && voices.first().is_none_or(|voice| !pattern.codes.contains(&voice.code)) {
                continue;
            }
            for (key, value) in &pattern.facts {
                facts.push((key.clone(), self.observation(value.clone(), &hit.at)));
            }
            for found in &hit.found {
                let (key, value) = match found {
                    Found::Code(_) => continue,
                    Found::Amount(key, amount) => (key, Some(Value::Amount(*amount))),
                    Found::Word(key, at) => {
                        (key, pattern.keys.get(usize::from(*key)).and_then(|key| self.value(key, at)))
                    }
                };
                let key = pattern.keys.get(usize::from(*key));
                facts.extend(key.zip(value).map(|(key, value)| (key.clone(), self.observation(value, &hit.at))));
            }
        }
        facts
    }

    fn by_stack(&self) -> Vec<(Key, Observation)> {
        let text = self.folded.as_str();
        let all = 0..text.len();
        let within = self.records.failures.first().map_or(&all, |failure| &failure.at);
        let mut facts = Vec::new();
        let line = stack::own_line(text, within).or_else(|| stack::own_line(text, &all));
        if let Some((path, number)) = line {
            let value = Clean::new(&format!("{}:{}", self.words(&path), self.words(&number)));
            facts.push((Key::new(OWN_LINE), self.observation(Value::Text(value), &path)));
        }
        if let Some(class) = stack::class(text, within).or_else(|| stack::class(text, &all)) {
            facts.push((Key::new(CLASS), self.observation(Value::Text(self.words(&class)), &class)));
        }
        facts
    }

    /// Whether the user's code wrote anything between the start of the only run and its end.
    fn user_log(&self) -> Option<(Key, Observation)> {
        let text = self.folded.as_str();
        let mut starts = text.match_indices("start requestid");
        let (start, _) = starts.next().filter(|_| text.matches("start requestid").count() == 1)?;
        let run = &text[start..];
        let end = ["error requestid", "end requestid"].iter().filter_map(|mark| run.find(mark)).min()?;
        let own = |line: &&str| !line.trim().is_empty() && !PLATFORM.iter().any(|mark| line.trim().starts_with(mark));
        let some = run[..end].split('\n').skip(1).any(|line| own(&line));
        let at = if some { start..start + 1 } else { start + end..start + end + 1 };
        let word = if some { "some" } else { "none" };
        self.word(USER_LOG, word, &at)
    }

    /// The part that takes most of the cold start.
    fn phase(&self) -> Option<(Key, Observation)> {
        let text = self.folded.as_str();
        let mut parts = Vec::new();
        for part in PARTS {
            let name = part.to_ascii_lowercase();
            let at = text.find(&name)?;
            let value = text[at + name.len()..].trim_start_matches([':', ' ']);
            let digits = value.bytes().take_while(u8::is_ascii_digit).count();
            parts.push((value[..digits].parse::<u64>().ok()?, part, at));
        }
        let total: u64 = parts.iter().fold(0, |sum, (ms, ..)| sum.saturating_add(*ms));
        let (most, part, at) = parts.iter().max_by_key(|(ms, ..)| *ms).copied()?;
        let word = match (total < SHORT, most.saturating_mul(2) > total) {
            (true, _) => "even",
            (false, true) => part,
            (false, false) => return None,
        };
        self.word(PHASE, word, &(at..at + part.len()))
    }

    /// A word of a fact, where the catalogue declares it.
    fn word(&self, key: &str, word: &str, at: &Range<usize>) -> Option<(Key, Observation)> {
        let declared = self.catalogue.fact(key)?;
        let Kind::Word(_) = declared.kind else { return None };
        Some((Key::new(key), self.observation(declared.parse(word)?, at)))
    }

    /// The value that the words at a place are of a fact; none where it has no such value.
    fn value(&self, key: &Key, at: &Range<usize>) -> Option<Value> {
        let words = self.words(at);
        match &self.catalogue.fact(key.as_str())?.kind {
            Kind::Word(known) => {
                known.iter().find(|word| word.id.eq_ignore_ascii_case(&words)).map(|word| Value::Word(word.id.clone()))
            }
            _ => Some(Value::Text(words)),
        }
    }

    /// The original words at a place.
    fn words(&self, at: &Range<usize>) -> Clean {
        let words = self.text.get(self.folded.original(at)).unwrap_or_default();
        Clean::new(fit(&Clean::new(words), LONGEST).0)
    }
}
