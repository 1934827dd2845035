//! Samples: the first failures of each status, with their words.

use std::collections::BTreeSet;

use crate::clean::floor;
use crate::evidence::log::grammar::record::{Record, RecordDetail};

/// The most samples of one status that are kept while reading. More than are shown (3): when parts of a log are merged,
/// samples of one request become one.
const MOST_OF_ONE: usize = 8;

/// The most samples in all: at 5 to 7 KiB each, under 2 MiB.
const MOST: usize = 256;

/// The most bytes of the first message (half of the longest, 8 KB), of what followed, and of an id (36 as a rule).
const MESSAGE: usize = 4 * 1024;
const AFTER: usize = 512;
const ID: usize = 2 * TAIL;

/// The most messages kept of what followed.
const MOST_AFTER: usize = 4;

/// Bytes that are kept of the end of a text that is cut: a stack trace names the error in its last line.
const TAIL: usize = 128;

/// A sample as it was read: neither masked nor clean.
#[derive(Clone, Debug)]
pub(super) struct RawSample {
    pub(super) key: u64,
    pub(super) id: String,
    pub(super) function: u16,
    pub(super) line: u64,
    pub(super) retry: u8,
    /// 0 where none is stated
    pub(super) status: u16,
    pub(super) message: String,
    pub(super) after: Vec<String>,
}

/// The samples of a log, in the order of their first failures.
#[derive(Clone, Debug, Default)]
pub(super) struct Samples {
    kept: Vec<RawSample>,
    /// Statuses that were found to have no room, since a sample last changed its status
    full: BTreeSet<u16>,
}

impl Samples {
    fn has_room(&self, status: u16) -> bool {
        self.kept.len() < MOST && self.kept.iter().filter(|raw| raw.status == status).count() < MOST_OF_ONE
    }

    /// Keeps a failure if there is room for one more of its status.
    pub(super) fn keep(&mut self, sample: RawSample) -> bool {
        let room = self.has_room(sample.status);
        if room {
            self.kept.push(sample);
        }
        room
    }

    /// Whether a failure of `status` would be kept.
    pub(super) fn wants(&mut self, status: u16) -> bool {
        if self.full.contains(&status) {
            return false;
        }
        let room = self.has_room(status);
        if !room {
            self.full.insert(status);
        }
        room
    }

    /// What came after in a request that has a sample, and the status that it has now.
    pub(super) fn follow(&mut self, key: u64, status: u16, message: String) {
        let Some(raw) = self.kept.iter_mut().find(|raw| raw.key == key) else { return };
        if raw.status != status {
            raw.status = status;
            self.full.clear();
        }
        if raw.after.len() < MOST_AFTER && !message.is_empty() {
            raw.after.push(consequence(message));
        }
    }

    /// Takes in those of a later part, whose lines begin `before` lines later. `try_of` says what number a request
    /// has and whether it had failed before that part.
    pub(super) fn merge(&mut self, later: Self, before: u64, try_of: impl Fn(u64) -> Option<Renumbered>) {
        self.full.clear();
        for mut raw in later.kept {
            let tried = try_of(raw.key).unwrap_or(Renumbered { key: raw.key, retry: raw.retry, failed_before: false });
            (raw.key, raw.retry) = (tried.key, tried.retry);
            if let Some(mine) = self.kept.iter_mut().find(|mine| mine.key == raw.key) {
                mine.status = mine.status.max(raw.status);
                let after = std::iter::once(consequence(raw.message)).chain(raw.after);
                mine.after.extend(after.filter(|message| !message.is_empty()));
                mine.after.truncate(MOST_AFTER);
            } else if !tried.failed_before {
                raw.line += before;
                self.keep(raw);
            }
        }
    }

    /// Gives the functions the numbers that they have elsewhere.
    pub(super) fn rename(&mut self, renamed: impl Fn(u16) -> u16) {
        self.kept.iter_mut().for_each(|raw| raw.function = renamed(raw.function));
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &RawSample> {
        self.kept.iter()
    }
}

impl RawSample {
    /// A failure as its first record tells it.
    pub(super) fn new(key: u64, record: &Record<'_>, line: u64, detail: &dyn RecordDetail) -> Self {
        Self {
            key,
            id: short(String::from_utf8_lossy(record.id).into_owned(), ID),
            function: 0,
            line,
            retry: record.retry.unwrap_or(0),
            status: 0,
            message: short(detail.message(), MESSAGE),
            after: Vec::new(),
        }
    }
}

/// The key and retry number that a request of a later part has in the whole log.
#[derive(Clone, Copy, Debug)]
pub(super) struct Renumbered {
    pub(super) key: u64,
    pub(super) retry: u8,
    pub(super) failed_before: bool,
}

/// What came after a failure, as much of it as is kept.
fn consequence(message: String) -> String {
    short(message, AFTER)
}

/// `text` with its middle left out where it has more than `most` bytes.
fn short(text: String, most: usize) -> String {
    if text.len() <= most {
        return text;
    }
    let head = floor(&text, most - TAIL);
    let mut tail = text.len() - TAIL;
    while !text.is_char_boundary(tail) {
        tail += 1;
    }
    // no rest of a word whose name was left out: it may have been a secret
    tail +=
        text[tail..].find(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).unwrap_or(TAIL).min(text.len() - tail);
    format!("{}…{}", &text[..head], &text[tail..])
}
