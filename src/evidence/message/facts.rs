//! The facts in a text: what patterns state and take, and what only the order of lines tells.

mod frames;
mod listens;
mod measured;
mod moment;
mod places;
mod reports;

use std::collections::BTreeSet;
use std::ops::Range;

use memchr::memchr_iter;

use crate::catalogue::{FactType, Phase};
use crate::clean::{Clean, fit};
use crate::evidence::keys::{self, Written};
use crate::evidence::message::facts::moment::{Frames, Moment};
use crate::evidence::message::heard::{Heard, Voice, overlap};
use crate::evidence::message::stack;
use crate::fact::{Amount, Key, Observation, Unit, Value};
use crate::matching::pattern::Hit;
use crate::matching::phrase::Capture;

/// Cells of a name or path that are kept.
const LONGEST: usize = 200;

/// The parts of a cold start as the platform writes them, a word of `init.phase` each, and what each took.
const PARTS: [(&str, Written); 3] = [
    (keys::PULL_CODE, keys::INIT_PULL_CODE),
    (keys::INIT_RUNTIME, keys::INIT_RUNTIME_TIME),
    (keys::INIT_FUNCTION, keys::INIT_FUNCTION_TIME),
];

/// The quotas that a message names, a word of `quota.text` each, and the size that stands behind the name.
const QUOTAS: [(&str, Written); 2] = [(keys::RESERVED, keys::RESERVED_MB), (keys::REGION, keys::REGION_MB)];

/// The runtime of a stack that names no version of it.
const JAVA: &str = "Java";

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

impl Heard<'_> {
    /// What is known beside the code, or where words are `led` to a symptom; each key once.
    pub(super) fn facts(&self, voices: &[Voice<'_>], led: bool) -> Vec<(Key, Observation)> {
        let text = self.folded.as_str();
        let mut facts = self.by_patterns(voices, led);
        if !voices.is_empty() || led {
            facts.extend(self.by_stack());
            let moment = self.by_moment(voices);
            facts.extend(moment);
            facts.extend(self.at_import(&facts, voices));
            facts.extend(self.listens(voices));
        }
        facts.extend(self.places());
        facts.extend(self.user_log());
        facts.extend(self.cold_start());
        let reports = reports::all(text);
        let whole = reports::whole_seconds(&reports).filter(|_| voices.is_empty());
        let whole = whole.map(|at| (keys::DURATION_WHOLE.key(), self.observation(Value::Flag(true), at)));
        let stated = reports.into_iter().chain(measured::all(text));
        facts.extend(stated.map(|(fact, value, at)| (fact.key(), self.observation(value, &at))));
        facts.extend(whole);
        self.once(facts)
    }

    /// What is known where no code is spoken for: where the function is, and what the platform measured.
    pub(super) fn beside(&self) -> Vec<(Key, Observation)> {
        let mut facts = self.places();
        let stated = reports::all(self.folded.as_str()).into_iter();
        facts.extend(stated.map(|(fact, value, at)| (fact.key(), self.observation(value, &at))));
        self.once(facts)
    }

    /// Those that the catalogue knows, each key once: the first counts.
    fn once(&self, facts: Vec<(Key, Observation)>) -> Vec<(Key, Observation)> {
        let mut once: Vec<(Key, Observation)> = Vec::new();
        for (key, seen) in facts {
            if self.catalogue.fact(key.as_str()).is_some() && once.iter().all(|(known, _)| *known != key) {
                once.push((key, seen));
            }
        }
        once
    }

    fn places(&self) -> Vec<(Key, Observation)> {
        let original = |at: usize| self.text.get(self.folded.original(&(at..at + 1))).unwrap_or_default();
        let capital = |at: usize| original(at).starts_with(|c: char| c.is_ascii_uppercase());
        let places = places::all(self.folded.as_str(), capital).into_iter();
        places.map(|(fact, at)| (fact.key(), self.observation(Value::Text(self.words(&at)), &at))).collect()
    }

    /// What the patterns say: those in a record of the platform first. What leads to a symptom says so whatever code is
    /// spoken for.
    fn by_patterns(&self, voices: &[Voice<'_>], led: bool) -> Vec<(Key, Observation)> {
        let mut hits: Vec<_> = self.hits.certain.iter().collect();
        let own = |at: &Range<usize>| self.records.failures.iter().any(|failure| overlap(&failure.at, at));
        hits.sort_by_key(|hit| (!own(&hit.at), hit.pattern, !self.quotes_a_value(hit), hit.at.start));
        let mut facts = Vec::new();
        // each fact once, by the first that says it: patterns with the same words are found in every place
        let mut known: BTreeSet<Key> = BTreeSet::new();
        for hit in hits {
            let Some(pattern) = self.pattern(hit) else { continue };
            let general = pattern.codes.is_empty() || led && pattern.symptom.is_some();
            if !general && voices.first().is_none_or(|voice| !pattern.codes.contains(&voice.code)) {
                continue;
            }
            for (key, value) in pattern.facts.iter().filter(|(key, _)| known.insert(key.clone())) {
                facts.push((key.clone(), self.observation(value.clone(), &hit.at)));
                facts.extend(self.quota(key, value, &hit.at));
                facts.extend(self.said(key, value, &hit.at));
            }
            for found in &hit.found {
                let (key, value) = match found {
                    Capture::Code(_) => continue,
                    Capture::Amount(key, amount) => (key, Some(Value::Amount(*amount))),
                    Capture::Word(key, at) => {
                        (key, pattern.keys.get(usize::from(*key)).and_then(|key| self.value(key, at)))
                    }
                };
                let key = pattern.keys.get(usize::from(*key)).filter(|key| !known.contains(*key));
                if let Some((key, value)) = key.zip(value) {
                    known.insert(key.clone());
                    facts.push((key.clone(), self.observation(value, &hit.at)));
                }
            }
        }
        facts
    }

    /// The sentence of a service that the code calls, with its own number: the rest of the line.
    fn said(&self, key: &Key, named: &Value, at: &Range<usize>) -> Option<(Key, Observation)> {
        let service = keys::EXCEPTION.is(key) && *named == Value::Word(keys::SERVICE.into());
        let text = self.folded.as_str();
        let line = text[at.start..].split('\n').next().filter(|_| service)?;
        let line = line.split("\",\"").next().unwrap_or(line).trim_end_matches(['"', '}', ' ']);
        let said = at.start..(at.start + line.len()).max(at.end);
        Some((keys::SERVICE_SAID.key(), self.observation(Value::Text(self.words(&said)), &said)))
    }

    /// Whether a value in it stands in quotes. Such a value is what the message names; a word without them may only be
    /// the next one of the sentence: `EROFS: read-only file system, open '/var/user/a'`.
    fn quotes_a_value(&self, hit: &Hit) -> bool {
        let quote = |at: &usize| matches!(self.folded.as_str().as_bytes().get(*at), Some(b'"' | b'\'' | b'`'));
        hit.found.iter().any(|found| match found {
            Capture::Word(_, at) => at.start.checked_sub(1).as_ref().is_some_and(quote),
            Capture::Code(_) | Capture::Amount(..) => false,
        })
    }

    /// The size of the quota that a message names, `reserved quota 512 MB`, and what that says of it.
    fn quota(&self, key: &Key, named: &Value, at: &Range<usize>) -> Vec<(Key, Observation)> {
        let size = QUOTAS.iter().find(|(word, _)| keys::QUOTA_TEXT.is(key) && *named == Value::Word((*word).into()));
        let rest = self.folded.as_str().get(at.end..).unwrap_or_default().trim_start_matches(' ');
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (Some((_, size)), Ok(number)) = (size, rest[..digits].parse()) else { return Vec::new() };
        let amount = Value::Amount(Amount { number, unit: Unit::Mb });
        let mut facts = vec![(size.key(), self.observation(amount, at))];
        if *size == keys::RESERVED_MB {
            facts.extend(self.word(keys::QUOTA_RESERVED, if number == 0 { keys::ZERO } else { keys::SET }, at));
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
            facts.push((keys::OWN_LINE.key(), self.observation(Value::Text(value), &path)));
        } else if let Some(frame) = frames::own_line(text) {
            facts.push((keys::OWN_LINE.key(), self.observation(Value::Text(self.words(&frame)), &frame)));
        }
        if let Some(class) = stack::class(text, within).or_else(|| stack::class(text, &all)) {
            facts.push((keys::EXCEPTION_CLASS.key(), self.observation(Value::Text(self.words(&class)), &class)));
        }
        if let Some(runtime) = measured::runtime(text) {
            facts.push((keys::RUNTIME.key(), self.observation(Value::Text(self.words(&runtime)), &runtime)));
        }
        if let Some(java) = stack::java(text) {
            facts.push((keys::RUNTIME.key(), self.observation(Value::Text(Clean::new(JAVA)), &java)));
            facts.push((keys::JVM.key(), self.observation(Value::Flag(true), &java)));
        }
        facts
    }

    /// What the frames of a stack tell: when it was raised, and that the platform calls a function. A stack of a program
    /// that starts answers what its last lines say.
    fn by_moment(&self, voices: &[Voice<'_>]) -> Vec<(Key, Observation)> {
        let text = self.folded.as_str();
        let frames = Frames::of(text, &(0..text.len()));
        let failure = self.records.failures.first().and_then(|failure| Frames::of(text, &failure.at).moment());
        let told = failure.or_else(|| frames.moment());
        let mut facts = Vec::new();
        if let Some((moment, at)) = &told {
            let word = match moment {
                Moment::Loading => keys::LOADING,
                Moment::Handling => keys::HANDLING,
                Moment::Before => keys::RUNTIME_ONLY,
            };
            facts.extend(self.word(keys::STACK_AT, word, at));
        }
        if let Some(at) = frames.platform() {
            let event = [
                (keys::TYPE, keys::EVENT),
                (keys::DEPLOY, keys::CODE),
                (keys::START_FILE, keys::NOT_USED),
                (keys::START_LINE, keys::NOT_USED),
            ];
            facts.extend(event.iter().filter_map(|(fact, word)| self.word(*fact, word, &at)));
        }
        if let Some(at) = frames.handler() {
            facts.extend(self.word(keys::TYPE, keys::EVENT, &at));
        }
        if self.phase(voices) == Some(Phase::Init) {
            match told {
                Some((Moment::Handling, _)) => {}
                // no runtime called it, so the start file ran
                Some((Moment::Loading, at)) if frames.platform().is_none() => {
                    facts.extend(self.word(keys::EXIT_CLUE, keys::PROGRAM, &at));
                    facts.extend(self.word(keys::START_FILE, keys::FINE, &at));
                }
                _ => {
                    let raised = stack::raised(text);
                    facts.extend(raised.and_then(|at| self.word(keys::EXIT_CLUE, keys::PROGRAM, &at)));
                }
            }
        }
        facts
    }

    /// When the code that is spoken for is answered.
    fn phase(&self, voices: &[Voice<'_>]) -> Option<Phase> {
        voices.first().and_then(|voice| self.catalogue.code(voice.code)).map(|code| code.phase)
    }

    /// Where a stack of the loading holds a line of the user's own, and its error is none of a module, the syntax or the
    /// handler: code outside any function failed.
    fn at_import(&self, known: &[(Key, Observation)], voices: &[Voice<'_>]) -> Option<(Key, Observation)> {
        let value = |fact: Written| known.iter().find(|(key, _)| fact.is(key)).map(|(_, seen)| &seen.value);
        let is = |fact: Written, word: &str| value(fact) == Some(&Value::Word(word.into()));
        let loads = matches!(self.phase(voices), Some(Phase::Init | Phase::Load)) && is(keys::STACK_AT, keys::LOADING);
        let told = value(keys::LOAD_ERROR).is_some();
        let text = self.folded.as_str();
        let all = 0..text.len();
        let (_, line) = stack::own_line(text, &all).filter(|_| loads && !told)?;
        let class = stack::class(text, &all).map(|at| &text[at]);
        (!class.is_some_and(stack::is_of_a_load)).then(|| self.word(keys::LOAD_ERROR, keys::OWN_LINE_FAILS, &line))?
    }

    /// Where the program of a web function says that it listens.
    fn listens(&self, voices: &[Voice<'_>]) -> Option<(Key, Observation)> {
        self.phase(voices).filter(|phase| *phase == Phase::Init)?;
        let (place, at) = listens::place(self.folded.as_str())?;
        self.word(keys::PORT, place, &at)
    }

    /// Whether the user's code wrote anything between the start of the only run and its end.
    fn user_log(&self) -> Option<(Key, Observation)> {
        let text = self.folded.as_str();
        let mut starts = text.match_indices("start requestid");
        let (start, _) = starts.next().filter(|_| text.matches("start requestid").count() == 1)?;
        let run = &text[start..];
        let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        if !text[line..start].trim().is_empty() {
            // records, not lines: each says itself whose it is
            let (own, at) = measured::writer(text)?;
            return self.word(keys::USER_LOG, if own { keys::SOME } else { keys::NONE }, &at);
        }
        let end = ["error requestid", "end requestid"].iter().filter_map(|mark| run.find(mark)).min()?;
        let own = |line: &str| !line.is_empty() && !PLATFORM.iter().any(|mark| line.starts_with(mark));
        let mut ends = memchr_iter(b'\n', &run.as_bytes()[..end]);
        let first = ends.find(|line| own(run[line + 1..end].split('\n').next().unwrap_or_default().trim()));
        let (word, at) = first.map_or((keys::NONE, start + end), |line| (keys::SOME, start + line + 1));
        self.word(keys::USER_LOG, word, &(at..at + 1))
    }

    /// What the parts of the cold start took, and which took most of it.
    fn cold_start(&self) -> Vec<(Key, Observation)> {
        let text = self.folded.as_str();
        let mut facts = Vec::new();
        let mut parts = Vec::new();
        for (part, took) in PARTS {
            let name = part.to_ascii_lowercase();
            let Some(at) = text.find(&name) else { continue };
            let value = text[at + name.len()..].trim_start_matches([':', ' ']);
            let digits = value.bytes().take_while(u8::is_ascii_digit).count();
            let Ok(number) = value[..digits].parse::<u64>() else { continue };
            let amount = Value::Amount(Amount { number, unit: Unit::Ms });
            facts.push((took.key(), self.observation(amount, &(at..at + name.len()))));
            parts.push((number, part, at));
        }
        if parts.len() == PARTS.len() {
            facts.extend(self.longest(&parts));
        }
        facts
    }

    /// The part that takes most of the cold start.
    fn longest(&self, parts: &[(u64, &str, usize)]) -> Option<(Key, Observation)> {
        let total: u64 = parts.iter().fold(0, |sum, (ms, ..)| sum.saturating_add(*ms));
        let (most, part, at) = parts.iter().max_by_key(|(ms, ..)| *ms).copied()?;
        let word = match (total < SHORT, most.saturating_mul(2) > total) {
            (true, _) => keys::EVEN,
            (false, true) => part,
            (false, false) => return None,
        };
        self.word(keys::INIT_PHASE, word, &(at..at + part.len()))
    }

    /// A word of a fact, where the catalogue declares it.
    fn word(&self, fact: Written, word: &str, at: &Range<usize>) -> Option<(Key, Observation)> {
        let declared = self.catalogue.fact(fact.name())?;
        let FactType::Word(_) = declared.kind else { return None };
        Some((fact.key(), self.observation(declared.parse(word)?, at)))
    }

    /// The value that the words at a place are of a fact; none where it has no such value.
    fn value(&self, key: &Key, at: &Range<usize>) -> Option<Value> {
        let words = self.words(at);
        match &self.catalogue.fact(key.as_str())?.kind {
            FactType::Word(known) => {
                known.iter().find(|word| word.id.eq_ignore_ascii_case(&words)).map(|word| Value::Word(word.id.clone()))
            }
            _ => Some(Value::Text(words)),
        }
    }

    /// The original words at a place.
    fn words(&self, at: &Range<usize>) -> Clean {
        let words = self.text.get(self.folded.original(at)).unwrap_or_default();
        // the backslashes behind them belong to what wraps the text
        Clean::new(fit(&Clean::new(words.trim_end_matches('\\')), LONGEST).0)
    }
}
