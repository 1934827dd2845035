//! Intake: from what the world hands in to facts, the one way for both fronts. Whatever takes time is gathered first, where
//! it may run beside a screen; reading what is at hand is a matter of the moment.

use std::io;

use crate::catalogue::Catalogue;
use crate::clean::Clean;
use crate::evidence::input::{Content, HEAD, Input, Watch, beginning};
use crate::evidence::log::{self, Form, Log, LogReader};
use crate::evidence::{sniff, triage};
use crate::fact::finding::{Finding, Why};
use crate::fact::reading::Reading;
use crate::fact::{At, Evidence, EvidenceId, EvidenceKind};
use crate::mask::Mask;

/// A piece of evidence of which nothing has to be waited for any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gathered {
    /// A text
    Text(Content),
    /// A log that was too long to be held as a text
    Log(Box<Log>),
}

/// A piece of evidence that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What it says
    pub evidence: Evidence,
    /// Its requests, where it is a log
    pub log: Option<Log>,
}

/// Reads to its end what comes piece by piece, or until `watch` says stop; and tells what the system said where it broke
/// off. Only of a log more is read than its beginning.
#[must_use]
pub fn gather(input: Input, name: &Clean, mask: &mut Mask, watch: &mut Watch<'_>) -> (Gathered, Option<io::Error>) {
    match input {
        Input::Text(text) => (Gathered::Text(text), None),
        Input::Stream(stream) => match form_within(stream.head()) {
            Some(form) => {
                let (reader, broken) = stream.log(LogReader::new(name, form), watch);
                (Gathered::Log(Box::new(reader.finish(mask))), broken)
            }
            None => (Gathered::Text(Content { bytes: stream.into_head(), rest: Some(Why::TooLong) }), None),
        },
    }
}

/// The form of a long log, wherever in its beginning the records begin.
pub(super) fn form_within(head: &[u8]) -> Option<Form> {
    let pieces = (0..head.len()).step_by(HEAD / 2).map(|at| head[at..].get(..HEAD).unwrap_or(&head[at..]));
    log::form(beginning(head)).or_else(|| pieces.map(log::form_behind).find_map(|form| form))
}

/// Reads a piece of evidence by the reader of its kind.
#[must_use]
pub fn read(catalogue: &Catalogue, (id, name): (EvidenceId, Clean), gathered: Gathered, mask: &mut Mask) -> Taken {
    match gathered {
        Gathered::Log(mut log) => {
            triage::settle(catalogue, id, &mut log, mask);
            let reading = triage::reading(catalogue, id, &log, None, mask);
            Taken { evidence: Evidence { id, name, kind: EvidenceKind::Log, reading }, log: Some(*log) }
        }
        Gathered::Text(Content { bytes, rest }) => {
            let reader = sniff::reader(&bytes);
            let mut evidence = Evidence { id, name, kind: reader.kind, reading: Reading::default() };
            let log = (reader.read)(catalogue, &mut evidence, &bytes, mask);
            let unread = |why| Finding::unread(id, At::Whole, why);
            let findings = &mut evidence.reading.findings;
            if rest == Some(Why::Damaged) {
                findings.insert(0, unread(Why::Damaged));
            }
            findings.extend(unlike_text(&bytes).map(unread));
            findings.extend(rest.filter(|why| *why != Why::Damaged).map(unread));
            Taken { evidence, log }
        }
    }
}

/// Why bytes are no text that says anything.
fn unlike_text(bytes: &[u8]) -> Option<Why> {
    let text = String::from_utf8_lossy(bytes);
    if text.trim().is_empty() {
        return Some(Why::Empty);
    }
    str::from_utf8(bytes).is_err().then_some(Why::NotText)
}
