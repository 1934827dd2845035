//! Triage: what a log says, as a reading. That is the reading of one status code: its first failure, told by its own words,
//! and what all its failures have in common.

use crate::catalogue::Catalogue;
use crate::clean::{Clean, Plain, fit};
use crate::evidence::input::beginning;
use crate::evidence::keys::{self, Written};
use crate::evidence::log::{self, Log, LogReader, Sample};
use crate::evidence::message::{message, results};
use crate::fact::finding::Finding;
use crate::fact::reading::{Certainty, Reading, Sighting, Unlisted};
use crate::fact::{Amount, At, Evidence, EvidenceId, Key, Observation, Origin, Place, Unit, Value};
use crate::lang::Str;
use crate::mask::Mask;

/// Cells of a message that are quoted; the sample holds the rest.
const QUOTED: usize = 200;

/// Reads a log that is at hand as a text. One that [is a message too](Log::is_message) is read as such.
pub(super) fn read(catalogue: &Catalogue, evidence: &mut Evidence, bytes: &[u8], mask: &mut Mask) -> Option<Log> {
    let mut reader = LogReader::new(&evidence.name, log::form(beginning(bytes))?);
    reader.feed(bytes);
    let mut log = reader.finish(mask);
    let text = String::from_utf8_lossy(bytes);
    evidence.reading = if log.is_message() {
        let reading = message(catalogue, evidence.id, &mask.mask(&Plain::new(&text)));
        count_as_told(catalogue, &mut log, &reading);
        reading
    } else {
        settle(catalogue, evidence.id, &mut log, mask);
        let counted = of_several(catalogue, evidence.id, &text, &log, mask);
        if log.unstated > 0 && log.failures().is_empty() && counted.sightings.is_empty() {
            beside(catalogue, evidence.id, &text, &mut log, mask)
        } else {
            counted
        }
    };
    // the header of a table, not its row, says what the number is
    if evidence.reading.sightings.is_empty() && !log.failures().is_empty() {
        let counted = reading(catalogue, evidence.id, &log, None, mask);
        evidence.reading.sightings = counted.sightings;
        evidence.reading.unlisted = counted.unlisted;
        evidence.reading.observations.extend(counted.observations);
    }
    Some(log)
}

/// Counts the only request under the code that its message decides on: the words around its lines belong to it, as the
/// result does that the console shows above them.
fn count_as_told(catalogue: &Catalogue, log: &mut Log, reading: &Reading) {
    let Some(code) = decided(catalogue, reading).filter(|_| log.failures().is_empty()) else { return };
    let value = |fact: Written| reading.observations.iter().find(|(key, _)| fact.is(key)).map(|(_, seen)| &seen.value);
    let text = |fact: Written| match value(fact) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let seen = reading.sightings.first();
    let line = seen.map_or(1, |seen| match seen.place.at {
        At::Line(line) => line,
        _ => 1,
    });
    let told = Sample {
        request: text(keys::REQUEST_ID).unwrap_or_default(),
        function: text(keys::FUNCTION),
        line,
        message: seen.map(|seen| seen.because.clone()).unwrap_or_default(),
        ..Sample::default()
    };
    let sample = log.unrecognised.pop().unwrap_or(told);
    log.count_only(code, sample);
}

/// Reads what stands beside runs whose log does not say how they ended: the results that the console shows above their
/// logs are theirs, in this order.
fn beside(catalogue: &Catalogue, evidence: EvidenceId, text: &str, log: &mut Log, mask: &mut Mask) -> Reading {
    let masked = mask.mask(&Plain::new(text));
    let reading = message(catalogue, evidence, &masked);
    let because = reading.sightings.first().map(|seen| seen.because.clone()).unwrap_or_default();
    let known = |(code, _): &(u16, u64)| catalogue.code(*code).is_some();
    for (code, line) in results(&masked).into_iter().filter(known) {
        log.count_stated(code, Sample { line, message: because.clone(), ..Sample::default() });
    }
    reading
}

/// Counts failures without a number under the code that their words decide on, where the words of all are at hand.
pub(super) fn settle(catalogue: &Catalogue, evidence: EvidenceId, log: &mut Log, mask: &mut Mask) {
    if log.without_code != log.unrecognised.len() as u64 {
        return;
    }
    for sample in std::mem::take(&mut log.unrecognised) {
        let place = place(evidence, log, &sample);
        match decided(catalogue, &told(catalogue, &place, &sample, mask)) {
            Some(code) => log.count_told(code, sample),
            None => log.unrecognised.push(sample),
        }
    }
}

/// The code that a message decides on.
fn decided(catalogue: &Catalogue, reading: &Reading) -> Option<u16> {
    let code = catalogue.code_fact()?;
    reading.observations.iter().find_map(|(key, seen)| match seen.value {
        Value::Code(number) if key == code => Some(number),
        _ => None,
    })
}

/// A log of several requests: the case is that of its most frequent failure, and the lines of its first request tell it.
fn of_several(catalogue: &Catalogue, evidence: EvidenceId, text: &str, log: &Log, mask: &mut Mask) -> Reading {
    let mut reading = reading(catalogue, evidence, log, None, mask);
    let case = log.failures().first().and_then(|(code, _)| log.sample(*code));
    let samples = log.samples.values().flatten().chain(&log.unrecognised);
    if let Some(sample) = case.or(log.unrecognised.first()) {
        let others: Vec<&str> =
            samples.map(|other| other.request.as_str()).filter(|id| *id != sample.request.as_str()).collect();
        let lines = lines_of(text, &sample.request, &others);
        let told = message(catalogue, evidence, &mask.mask(&Plain::new(&lines)));
        for (key, seen) in told.observations {
            if !reading.observations.iter().any(|(known, _)| *known == key) {
                reading.observations.push((key, seen));
            }
        }
        if reading.sightings.is_empty() {
            reading.sightings = told.sightings;
            reading.guesses = told.guesses;
            reading.leads = told.leads;
        }
    }
    reading
}

/// The log as evidence for the case of `code`, else of its most frequent failure. Every code it holds is sighted, the
/// most frequent first; the facts are those of the case alone.
#[must_use]
pub fn reading(catalogue: &Catalogue, evidence: EvidenceId, log: &Log, code: Option<u16>, mask: &mut Mask) -> Reading {
    // a number that nobody knows is counted, and no more
    let known = |code: &u16| catalogue.code(*code).is_some();
    let code = code.or_else(|| log.failures().into_iter().map(|(code, _)| code).find(known));
    let unread = log.missed.iter().map(|(line, why)| Finding::unread(evidence, log.at(*line), *why));
    let mut reading = Reading { findings: unread.collect(), ..Reading::default() };
    let Some(code) = code else {
        reading.unlisted = unlisted(evidence, log);
        return without_code(catalogue, evidence, log, reading, mask);
    };
    if let Some(sample) = log.sample(code) {
        let place = place(evidence, log, sample);
        let own = told(catalogue, &place, sample, mask);
        // the field of the record is what counts; the words of the message may name another code
        let others = own.observations.into_iter().filter(|(_, seen)| !matches!(seen.value, Value::Code(_)));
        reading.observations.extend(others);
        observe_sample(catalogue, &place, sample, &mut reading);
        let seen = |key: &Key| (key.clone(), observation(&place, Value::Code(code), &sample.message));
        reading.observations.extend(catalogue.code_fact().map(seen));
    } else {
        // counted, and that is all that is known of it
        let (place, count) = (Place { evidence, at: At::Whole }, log.counts.get(&code).copied().unwrap_or(0));
        let seen = observation(&place, Value::Code(code), &Clean::new(&format!("{count} × {code}")));
        reading.observations.extend(catalogue.code_fact().map(|key| (key.clone(), seen)));
    }
    // where most failures took the same time, that time says more than one of them
    if let (Some(cluster), Some(sample)) = (log.cluster(code), log.sample(code)) {
        let amount = Amount { number: u64::from(cluster.at), unit: Unit::Ms };
        let known = reading.observations.iter().any(|(key, _)| keys::DURATION.is(key));
        if !known && catalogue.fact(keys::DURATION.name()).is_some() {
            let quote = Clean::new(&format!("{} × {amount}", cluster.count));
            let seen = observation(&place(evidence, log, sample), Value::Amount(amount), &quote);
            reading.observations.push((keys::DURATION.key(), seen));
        }
    }
    let mut seen = log.failures();
    seen.sort_by_key(|(other, _)| *other != code);
    reading.sightings = seen
        .into_iter()
        .filter(|(code, _)| known(code))
        .map(|(code, count)| sighting(evidence, log, code, count))
        .collect();
    reading
}

/// The numbers of failures that the catalogue does not hold, where it holds none of them.
fn unlisted(evidence: EvidenceId, log: &Log) -> Vec<Unlisted> {
    let told = |(number, count)| {
        let Sighting { because, place, .. } = sighting(evidence, log, number, count);
        Unlisted { number, because, place }
    };
    log.failures().into_iter().map(told).collect()
}

/// The lines of one request of a small log: the others are left blank, so that lines keep their numbers. Lines without
/// an id stay where they stand between lines of the request, as the lines of a stack do.
#[must_use]
pub fn lines_of(text: &str, request: &str, others: &[&str]) -> String {
    let own = |line: &str| line.contains(request);
    let first = text.lines().position(own).unwrap_or(0);
    let behind = text.lines().count() - text.lines().rev().position(own).unwrap_or(0);
    let mut kept = String::with_capacity(text.len());
    for (at, line) in text.lines().enumerate() {
        let foreign = || !own(line) && others.iter().any(|other| line.contains(other));
        if (first..behind).contains(&at) && !foreign() {
            kept.push_str(line);
        }
        kept.push('\n');
    }
    kept
}

/// A log whose failures state no code is told by their words alone.
fn without_code(
    catalogue: &Catalogue,
    evidence: EvidenceId,
    log: &Log,
    mut reading: Reading,
    mask: &mut Mask,
) -> Reading {
    for sample in &log.unrecognised {
        let place = place(evidence, log, sample);
        let own = told(catalogue, &place, sample, mask);
        if own.sightings.is_empty() {
            continue;
        }
        reading.observations = own.observations;
        reading.sightings = own.sightings;
        observe_sample(catalogue, &place, sample, &mut reading);
        break;
    }
    reading
}

/// The words of a failure and of what followed in its request, such as its measures; all at its line.
fn told(catalogue: &Catalogue, place: &Place, sample: &Sample, mask: &mut Mask) -> Reading {
    let words: Vec<&str> = std::iter::once(&sample.message).chain(&sample.followed_by).map(Clean::as_str).collect();
    let mut reading = message(catalogue, place.evidence, &mask.mask(&Plain::new(&words.join("\n"))));
    reading.observations.iter_mut().for_each(|(_, seen)| seen.origin = Origin::Evidence(place.clone()));
    reading.sightings.iter_mut().for_each(|seen| seen.place = place.clone());
    reading
}

fn observe_sample(catalogue: &Catalogue, place: &Place, sample: &Sample, reading: &mut Reading) {
    let mut state = |fact: Written, value: Value| {
        let known = reading.observations.iter().any(|(other, _)| fact.is(other));
        if !known && catalogue.fact(fact.name()).is_some() {
            reading.observations.push((fact.key(), observation(place, value, &sample.message)));
        }
    };
    if !sample.request.is_empty() {
        state(keys::REQUEST_ID, Value::Text(sample.request.clone()));
    }
    if let Some(function) = &sample.function {
        state(keys::FUNCTION, Value::Text(function.clone()));
    }
    if sample.retry > 0 {
        state(keys::INVOCATION, Value::Word(Str::fixed(keys::ASYNC)));
        state(keys::RETRY, Value::Amount(Amount { number: u64::from(sample.retry), unit: Unit::Count }));
    }
}

/// Where a sample stands.
fn place(evidence: EvidenceId, log: &Log, sample: &Sample) -> Place {
    Place { evidence, at: log.at(sample.line) }
}

fn observation(place: &Place, value: Value, quote: &Clean) -> Observation {
    Observation { value, origin: Origin::Evidence(place.clone()), quote: Some(Clean::new(fit(quote, QUOTED).0)) }
}

fn sighting(evidence: EvidenceId, log: &Log, code: u16, count: u64) -> Sighting {
    let sample = log.sample(code);
    let words = sample.map_or("", |sample| sample.message.as_str());
    Sighting {
        code,
        certainty: Certainty::High,
        because: Clean::new(&format!("{count} × {}", fit(words, QUOTED).0)),
        place: sample.map_or(Place { evidence, at: At::Whole }, |sample| place(evidence, log, sample)),
        note: None,
    }
}
