//! Readers: each takes one piece of evidence and says what it holds. None of them fails, and none concludes anything.

pub mod arrival;
pub mod log;
pub mod message;
pub mod sniff;
pub mod status;
pub mod triage;

use crate::catalogue::Catalogue;
use crate::clean::Clean;
use crate::evidence::log::{Log, LogReader};
use crate::evidence::sniff::Kind;
use crate::fact::reading::{Missed, Reading, Why};
use crate::mask::Mask;

/// The most bytes of a text that are taken in as a whole; of a longer one the rest is left.
pub const MOST: usize = 4 << 20;

/// What a text held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// Its facts and codes
    pub reading: Reading,
    /// Its requests, where it is a log
    pub log: Option<Log>,
}

/// Takes in a text that is at hand as a whole: something pasted, a small file. A log of one request is read as a message
/// too, since every line of it belongs to the case.
#[must_use]
pub fn take(catalogue: &Catalogue, name: &Clean, bytes: &[u8], mask: &mut Mask) -> Taken {
    let text = String::from_utf8_lossy(bytes);
    let log = match sniff::sniff(bytes) {
        Kind::Log(form) => {
            let mut reader = LogReader::new(name, form);
            reader.feed(bytes);
            Some(reader.finish(mask))
        }
        Kind::Message => None,
    };
    let mut reading = match &log {
        Some(log) if log.requests > 1 => of_log(catalogue, name, &text, log, mask),
        _ => message::message(catalogue, name, &mask.mask(&text)),
    };
    // the header of a table, not its row, says what the number is
    if reading.sightings.is_empty()
        && let Some(log) = log.as_ref().filter(|log| !log.failures().is_empty())
    {
        let counted = triage::reading(catalogue, log, None, mask);
        reading.sightings = counted.sightings;
        reading.observations.extend(counted.observations);
    }
    if text.trim().is_empty() {
        reading.missed.push(Missed { origin: name.clone(), why: Why::Empty });
    } else if matches!(text, std::borrow::Cow::Owned(_)) {
        reading.missed.push(Missed { origin: name.clone(), why: Why::NotText });
    }
    Taken { reading, log }
}

/// A log of several requests: the case is that of its most frequent failure, and the lines of its first request tell it.
fn of_log(catalogue: &Catalogue, name: &Clean, text: &str, log: &Log, mask: &mut Mask) -> Reading {
    let mut reading = triage::reading(catalogue, log, None, mask);
    let case = log.failures().first().and_then(|(code, _)| log.sample(*code));
    let samples = log.samples.values().flatten().chain(&log.unrecognised);
    if let Some(sample) = case.or(log.unrecognised.first()) {
        let others: Vec<&str> =
            samples.map(|other| other.request.as_str()).filter(|id| *id != sample.request.as_str()).collect();
        let lines = triage::lines_of(text, &sample.request, &others);
        let told = message::message(catalogue, name, &mask.mask(&lines));
        for (key, seen) in told.observations {
            if !reading.observations.iter().any(|(known, _)| *known == key) {
                reading.observations.push((key, seen));
            }
        }
        if reading.sightings.is_empty() {
            reading.sightings = told.sightings;
            reading.guesses = told.guesses;
        }
    }
    reading
}
