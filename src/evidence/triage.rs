//! What a log says of one status code, as a reading: its first failure, told by its own words, and what all its failures
//! have in common.

use crate::catalogue::Catalogue;
use crate::clean::{Clean, fit};
use crate::evidence::log::{Log, Sample};
use crate::evidence::message::message;
use crate::fact::reading::{Certainty, Reading, Sighting};
use crate::fact::{Amount, Key, Observation, Unit, Value};
use crate::mask::Mask;

/// Cells of a message that are quoted; the sample holds the rest.
const QUOTED: usize = 200;

/// The log as evidence for the case of `code`, else of its most frequent failure. Every code it holds is sighted, the
/// most frequent first; the facts are those of the case alone.
#[must_use]
pub fn reading(catalogue: &Catalogue, log: &Log, code: Option<u16>, mask: &mut Mask) -> Reading {
    // a number that nobody knows is counted, and no more
    let known = |code: &u16| catalogue.code(*code).is_some();
    let code = code.or_else(|| log.failures().into_iter().map(|(code, _)| code).find(known));
    let mut reading = Reading { missed: log.missed.clone(), ..Reading::default() };
    let Some(code) = code else {
        return without_code(catalogue, log, reading, mask);
    };
    if let Some(sample) = log.sample(code) {
        let own = told(catalogue, sample, mask);
        // the field of the record is what counts; the words of the message may name another code
        let others = own.observations.into_iter().filter(|(_, seen)| !matches!(seen.value, Value::Code(_)));
        reading.observations.extend(others);
        observe_sample(catalogue, sample, &mut reading);
        let seen = |key: &Key| (key.clone(), observation(Value::Code(code), sample, &sample.message));
        reading.observations.extend(catalogue.code_fact().map(seen));
    }
    // where most failures took the same time, that time says more than one of them
    if let (Some(cluster), Some(sample)) = (log.cluster(code), log.sample(code)) {
        let amount = Amount { number: u64::from(cluster.at), unit: Unit::Ms };
        let known = reading.observations.iter().any(|(key, _)| key.as_str() == "duration");
        if !known && catalogue.fact("duration").is_some() {
            let quote = Clean::new(&format!("{} × {amount}", cluster.count));
            reading.observations.push((Key::new("duration"), observation(Value::Amount(amount), sample, &quote)));
        }
    }
    let mut seen = log.failures();
    seen.sort_by_key(|(other, _)| *other != code);
    reading.sightings =
        seen.into_iter().filter(|(code, _)| known(code)).map(|(code, count)| sighting(log, code, count)).collect();
    reading
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
fn without_code(catalogue: &Catalogue, log: &Log, mut reading: Reading, mask: &mut Mask) -> Reading {
    for sample in &log.unrecognised {
        let own = told(catalogue, sample, mask);
        if own.sightings.is_empty() {
            continue;
        }
        reading.observations = own.observations;
        reading.sightings = own.sightings;
        observe_sample(catalogue, sample, &mut reading);
        break;
    }
    reading
}

/// The words of a failure and of what followed in its request, such as its measures; all origins at its line.
fn told(catalogue: &Catalogue, sample: &Sample, mask: &mut Mask) -> Reading {
    let words: Vec<&str> = std::iter::once(&sample.message).chain(&sample.followed_by).map(Clean::as_str).collect();
    let mut reading = message(catalogue, &sample.origin, &mask.mask(&words.join("\n")));
    reading.observations.iter_mut().for_each(|(_, seen)| seen.origin = sample.origin.clone());
    reading.sightings.iter_mut().for_each(|seen| seen.origin = sample.origin.clone());
    reading
}

fn observe_sample(catalogue: &Catalogue, sample: &Sample, reading: &mut Reading) {
    let mut state = |key: &str, value: Value| {
        let known = reading.observations.iter().any(|(other, _)| other.as_str() == key);
        if !known && catalogue.fact(key).is_some() {
            reading.observations.push((Key::new(key), observation(value, sample, &sample.message)));
        }
    };
    state("request_id", Value::Text(sample.request.clone()));
    if let Some(function) = &sample.function {
        state("function", Value::Text(function.clone()));
    }
    if sample.retry > 0 {
        state("invocation", Value::Word("async".into()));
        state("retry", Value::Amount(Amount { number: u64::from(sample.retry), unit: Unit::Count }));
    }
}

fn observation(value: Value, sample: &Sample, quote: &Clean) -> Observation {
    Observation { value, origin: sample.origin.clone(), quote: Some(Clean::new(fit(quote, QUOTED).0)) }
}

fn sighting(log: &Log, code: u16, count: u64) -> Sighting {
    let sample = log.sample(code);
    let words = sample.map_or("", |sample| sample.message.as_str());
    Sighting {
        code,
        certainty: Certainty::High,
        because: Clean::new(&format!("{count} × {}", fit(words, QUOTED).0)),
        origin: sample.map_or_else(Clean::default, |sample| sample.origin.clone()),
        note: None,
    }
}
