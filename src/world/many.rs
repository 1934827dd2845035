//! Many pieces of evidence, read one after the other by one job: a thread for each would be more than a machine has.

use std::time::{Duration, Instant};

use crate::clean::Clean;
use crate::evidence::input::{Go, Input, Partial};
use crate::evidence::source::Source;
use crate::evidence::together::Together;
use crate::evidence::{Gathered, gather};
use crate::job::{News, Progress};
use crate::mask::Mask;
use crate::trouble::Trouble;
use crate::words::Words;
use crate::world::cancel::CancelToken;
use crate::world::open::open;
use crate::world::pipe::Patience;

/// The least time between two pieces of news about how far reading has come.
const PACE: Duration = Duration::from_millis(200);

/// Reads all of these, their logs as one, until `cancel` says stop. What cannot be read is told, and the others are read.
pub(super) fn read(words: &Words, sources: &[Source], mask: &mut Mask, cancel: &CancelToken, tell: &dyn Fn(News)) {
    let trouble = |trouble: &Trouble| tell(News::Trouble(Clean::new(&trouble.to_string())));
    let mut together = Together::default();
    let (mut before, mut next) = (0, Instant::now());
    for source in sources {
        if cancel.is_cancelled() {
            break;
        }
        let name = source.name();
        let (input, broken) = match open(words, source, Patience::Short, cancel) {
            Ok(opened) => opened,
            Err(unreadable) => {
                trouble(&unreadable);
                continue;
            }
        };
        broken.iter().for_each(trouble);
        let mut bytes = match &input {
            Input::Text(text) => text.bytes.len() as u64,
            Input::Stream(_) => 0,
        };
        if Instant::now() >= next {
            next = Instant::now() + PACE;
            tell(News::Progress(Progress { bytes: before, of: None }));
        }
        let watch = &mut |read: Partial<'_>| {
            bytes = read.bytes;
            if Instant::now() >= next {
                next = Instant::now() + PACE;
                tell(News::Progress(Progress { bytes: before + bytes, of: None }));
            }
            if cancel.is_cancelled() { Go::Stop } else { Go::On }
        };
        let broken = match together.take(input, &name, watch) {
            Ok(broken) => broken,
            Err(input) => {
                let (gathered, broken) = gather(input, &name, mask, watch);
                tell(News::Piece(name.clone(), gathered));
                broken
            }
        };
        before += bytes;
        if let Some(error) = broken {
            trouble(&Trouble::unreadable(words, &name, &error));
        }
    }
    for log in together.finish(mask) {
        tell(News::Piece(log.name.clone(), Gathered::Log(Box::new(log))));
    }
}
