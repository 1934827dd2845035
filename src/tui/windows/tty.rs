//! The console of Windows as it is read: a thread of its own waits for it, since nothing waits for a console and for other
//! threads at once.

use std::io;
use std::mem;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{Event, poll, read};
use terminput_crossterm::to_terminput;

use crate::tui::input::{bursts, told};
use crate::tui::message::Message;

/// What happened while the loop slept.
#[derive(Debug, Default)]
pub(super) struct Came {
    /// What was typed, pasted or pointed at
    pub(super) messages: Vec<Message>,
    /// The size may have changed
    pub(super) resized: bool,
    /// A thread has something to tell
    pub(super) woken: bool,
}

/// What wakes the loop.
enum Heard {
    /// Everything that the console had at once
    Console(io::Result<Vec<Event>>),
    Woken,
}

/// Wakes the loop from another thread.
#[derive(Debug)]
pub(super) struct Waker(Sender<Heard>);

impl Waker {
    /// Wakes the loop.
    pub(super) fn wake(&self) {
        let _ended = self.0.send(Heard::Woken);
    }
}

/// The reading side of the console.
pub(super) struct Tty(Receiver<Heard>);

impl Tty {
    /// Begins to read the console.
    ///
    /// # Errors
    /// No thread can be started.
    pub(super) fn open() -> io::Result<(Self, Waker)> {
        let (tell, heard) = channel();
        let waker = Waker(tell.clone());
        thread::Builder::new().name("console".to_owned()).spawn(move || {
            loop {
                let events = at_once();
                let ended = events.is_err();
                if tell.send(Heard::Console(events)).is_err() || ended {
                    return;
                }
            }
        })?;
        Ok((Self(heard), waker))
    }

    /// Sleeps until something happens, and takes in all that came with it.
    ///
    /// # Errors
    /// The console is gone.
    pub(super) fn wait(&mut self) -> io::Result<Came> {
        let mut came = Came::default();
        let first = self.0.recv().map_err(|_| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        for heard in [first].into_iter().chain(self.0.try_iter()) {
            match heard {
                Heard::Woken => came.woken = true,
                Heard::Console(events) => {
                    for event in events? {
                        match event {
                            Event::Resize(..) => came.resized = true,
                            event => came.messages.extend(to_terminput(event).ok().as_ref().and_then(told)),
                        }
                    }
                }
            }
        }
        // a console knows no pastes: it types them
        came.messages = bursts(mem::take(&mut came.messages));
        Ok(came)
    }

    /// Nothing is to be heard out: a console does not say which background it has, so it is not asked.
    #[expect(clippy::unused_self, reason = "a terminal of Unix reads on")]
    pub(super) const fn hear_out(&mut self, _: Instant) {}
}

/// Waits for an event; it, and all that are there with it.
fn at_once() -> io::Result<Vec<Event>> {
    let mut events = vec![read()?];
    while poll(Duration::ZERO)? {
        events.push(read()?);
    }
    Ok(events)
}
