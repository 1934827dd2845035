//! A large file is being read: a bar on standard error, and Ctrl-C as a wish to stop.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::clean::Clean;
use crate::evidence::input::Go;
use crate::words::size;
use crate::world::cancel::CancelToken;

/// How long a reading takes before a bar appears, and how often it is drawn.
const PATIENCE: Duration = Duration::from_millis(300);
const PACE: Duration = Duration::from_millis(100);

const CELLS: usize = 30;

/// The bar of one file. Drawn where standard error is a terminal and the file takes its time.
#[derive(Debug)]
pub struct Bar {
    name: Clean,
    next: Instant,
    visible: bool,
    shown: bool,
    cancel: CancelToken,
}

impl Bar {
    /// A bar for the file called `name`. From now on Ctrl-C cancels.
    #[must_use]
    pub fn new(name: &Clean, cancel: &CancelToken) -> Self {
        cancel.heed_interrupt();
        let visible = io::stderr().is_terminal();
        Self { name: name.clone(), next: Instant::now() + PATIENCE, visible, shown: false, cancel: cancel.clone() }
    }

    /// So many bytes are read, of so many; whether to go on.
    pub fn show(&mut self, bytes: u64, of: Option<u64>) -> Go {
        if self.visible && Instant::now() >= self.next {
            self.next = Instant::now() + PACE;
            self.shown = true;
            let mut out = io::stderr().lock();
            let _unseen = match of.filter(|of| *of > 0) {
                Some(of) => {
                    let share = (1..=CELLS as u64).filter(|part| part * of <= bytes * CELLS as u64);
                    let full = share.count();
                    let bar = "█".repeat(full) + &"░".repeat(CELLS - full);
                    write!(out, "\r{} {bar} {}/{} MiB  Ctrl-C\u{1b}[K", self.name, bytes >> 20, of >> 20)
                }
                None => write!(out, "\r{} {}  Ctrl-C\u{1b}[K", self.name, size(bytes)),
            };
        }
        if self.cancel.is_cancelled() { Go::Stop } else { Go::On }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if self.shown {
            let _unseen = write!(io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}
