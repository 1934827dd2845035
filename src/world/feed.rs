//! Evidence read beside the screen: each source in turn, told piece by piece, stopped when asked.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::clean::Clean;
use crate::evidence::MOST;
use crate::evidence::arrival::{Arrival, Progress};
use crate::evidence::sniff::Kind;
use crate::mask::Mask;
use crate::trouble::Trouble;
use crate::words::Words;
use crate::world::logs::{Go, Opened, Progress as Read};
use crate::world::pipe::Patience;
use crate::world::source::Source;

/// The least time between two pieces of news about one log.
const PACE: Duration = Duration::from_millis(200);

/// Reads all of `evidence` and tells what arrives, until `stop` is set. What was read then is still told.
pub fn feed(words: &Words, evidence: &[PathBuf], mut mask: Mask, stop: &AtomicBool, tell: &dyn Fn(Arrival)) {
    for path in evidence {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        if let Err(trouble) = one(words, path, &mut mask, stop, tell) {
            tell(Arrival::Unreadable(Clean::new(&trouble.to_string())));
        }
    }
    tell(Arrival::Ended);
}

fn one(words: &Words, path: &Path, mask: &mut Mask, stop: &AtomicBool, tell: &dyn Fn(Arrival)) -> Result<(), Trouble> {
    let (name, from) = Source::named(path, Patience::Short).map_err(|error| {
        let name = Clean::new(&path.to_string_lossy());
        Trouble::unreadable(words, &name, &error)
    })?;
    let piped = matches!(from, Source::Pipe(_));
    tell(Arrival::Reading(Progress { name: name.clone(), bytes: 0, of: None }));
    let mut opened = Opened::new(words, from, &name)?;
    let kind = opened.kind();
    // a pipe may never end: what it holds is told as it comes
    let whole = match kind {
        Kind::Log(_) if piped => false,
        _ => opened.gather(MOST).unwrap_or_else(|error| {
            // what came before it broke off is told all the same
            tell(Arrival::Unreadable(Clean::new(&Trouble::unreadable(words, &name, &error).to_string())));
            true
        }),
    };
    let Kind::Log(form) = kind else {
        tell(Arrival::Whole { name, bytes: opened.head().to_vec(), cut: !whole });
        return Ok(());
    };
    if whole {
        tell(Arrival::Whole { name, bytes: opened.head().to_vec(), cut: false });
        return Ok(());
    }
    let mut news = News { name: name.clone(), told: 0, heard: 0, next: Instant::now() };
    let reader = opened.log(form, &name, &mut |read| {
        news.tell(&read, mask, tell);
        if stop.load(Ordering::Relaxed) { Go::Stop } else { Go::On }
    });
    tell(Arrival::Log { name, log: Box::new(reader.finish(mask)), ended: true });
    Ok(())
}

/// What was told of one log.
struct News {
    name: Clean,
    /// Bytes that the last news was about
    told: u64,
    /// Bytes that were read at the last look
    heard: u64,
    next: Instant,
}

impl News {
    /// Tells where there is something new, at most every [`PACE`]; and once more when a pipe falls silent.
    fn tell(&mut self, read: &Read<'_>, mask: &mut Mask, tell: &dyn Fn(Arrival)) {
        let silent = read.bytes == self.heard;
        self.heard = read.bytes;
        if read.bytes == self.told || !(silent || Instant::now() >= self.next) {
            return;
        }
        (self.told, self.next) = (read.bytes, Instant::now() + PACE);
        tell(Arrival::Reading(Progress { name: self.name.clone(), bytes: read.bytes, of: read.of }));
        tell(Arrival::Log { name: self.name.clone(), log: Box::new(read.reader.so_far(mask)), ended: false });
    }
}
