//! A large file is being read: a bar on standard error, and Ctrl-C as a wish to stop reading, not as an end.

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::SIGINT;
use signal_hook::flag;
use signal_hook::iterator::Signals;

use crate::clean::Clean;
use crate::evidence::arrival::size;
use crate::world::logs::{DASH, Go, Source};

/// How long a reading takes before a bar appears, and how often it is drawn.
const PATIENCE: Duration = Duration::from_millis(300);
const PACE: Duration = Duration::from_millis(100);

const CELLS: usize = 30;

/// Bytes of a pipe that are handed on at once, and how many such pieces may wait.
const PIECE: usize = 64 * 1024;
const WAITING: usize = 4;

/// Whether Ctrl-C was pressed since reading began. The first one stops the reading, the second one the program.
fn stopped() -> &'static Arc<AtomicBool> {
    static STOPPED: OnceLock<Arc<AtomicBool>> = OnceLock::new();
    STOPPED.get_or_init(|| {
        let stopped = Arc::new(AtomicBool::new(false));
        // where a signal cannot be taken in, Ctrl-C ends the program as ever
        let _as_ever = flag::register_conditional_default(SIGINT, Arc::clone(&stopped));
        let _as_ever = flag::register(SIGINT, Arc::clone(&stopped));
        stopped
    })
}

/// The bar of one file. Drawn where standard error is a terminal and the file takes its time.
#[derive(Debug)]
pub struct Bar {
    name: Clean,
    next: Instant,
    visible: bool,
    shown: bool,
}

impl Bar {
    /// A bar for the file called `name`.
    #[must_use]
    pub fn new(name: &Clean) -> Self {
        stopped();
        let visible = io::stderr().is_terminal();
        Self { name: name.clone(), next: Instant::now() + PATIENCE, visible, shown: false }
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
        if stopped().load(Ordering::Relaxed) { Go::Stop } else { Go::On }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if self.shown {
            let _unseen = write!(io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}

/// How long to wait for more of a pipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// Until it comes
    Long,
    /// A moment, then say once that nothing came (`WouldBlock`), so that what is there can be shown; then until it comes
    Short,
}

/// How long a moment is.
const MOMENT: Duration = Duration::from_millis(200);

/// A piece of a pipe; an empty one is the end.
type Piece = io::Result<Vec<u8>>;

/// Where the pipes that are read hear that nobody waits for more.
static ENDS: Mutex<Vec<SyncSender<Piece>>> = Mutex::new(Vec::new());

/// Ends every pipe that is being read. What came until now is kept, and what waits is still taken in.
pub fn end_pipes() {
    for end in ENDS.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        // where pieces wait, the reader does not
        let _busy_or_gone = end.try_send(Ok(Vec::new()));
    }
}

/// What `path` names, and what to call it, as [`Source::named`] does; what is no file on a disk is read as a pipe, which
/// may never end.
///
/// # Errors
/// No thread can be started.
pub fn source(path: &Path, patience: Patience) -> io::Result<(Clean, Source)> {
    let endless = path != Path::new(DASH) && fs::metadata(path).is_ok_and(|state| !state.is_file() && !state.is_dir());
    if !endless {
        return Source::named(path, patience);
    }
    let file = path.to_owned();
    // opened where it may wait for its writer
    let pipe = pieces(patience, move || fs::File::open(file))?;
    Ok((Clean::new(&path.to_string_lossy()), Source::Pipe(Box::new(pipe))))
}

/// Standard input as something that ends with Ctrl-C too: what came until then is kept.
///
/// # Errors
/// No thread can be started.
pub fn standard_input(patience: Patience) -> io::Result<impl Read + 'static> {
    pieces(patience, || Ok(io::stdin()))
}

fn pieces<R: Read>(patience: Patience, open: impl FnOnce() -> io::Result<R> + Send + 'static) -> io::Result<Pieces> {
    let (tell, told) = sync_channel::<Piece>(WAITING);
    ENDS.lock().unwrap_or_else(PoisonError::into_inner).push(tell.clone());
    if patience == Patience::Long {
        stopped();
        let end = tell.clone();
        let mut signals = Signals::new([SIGINT])?;
        thread::Builder::new().name("interrupt".to_owned()).spawn(move || {
            if signals.forever().next().is_some() {
                let _nobody_waits = end.send(Ok(Vec::new()));
            }
        })?;
    }
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        let mut input = match open() {
            Ok(input) => input,
            Err(error) => {
                let _nobody_waits = tell.send(Err(error));
                return;
            }
        };
        loop {
            let mut piece = vec![0; PIECE];
            let read = match input.read(&mut piece) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read,
            };
            let ended = !matches!(read, Ok(1..));
            let piece = read.map(|count| {
                piece.truncate(count);
                piece
            });
            if tell.send(piece).is_err() || ended {
                return;
            }
        }
    })?;
    Ok(Pieces { told, piece: Vec::new(), at: 0, ended: false, waits: patience == Patience::Short, patience })
}

struct Pieces {
    told: Receiver<Piece>,
    piece: Vec<u8>,
    at: usize,
    ended: bool,
    patience: Patience,
    /// The next wait is for a moment only
    waits: bool,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.len() && !self.ended {
            let told = if self.waits {
                self.told.recv_timeout(MOMENT)
            } else {
                self.told.recv().map_err(RecvTimeoutError::from)
            };
            if matches!(told, Err(RecvTimeoutError::Timeout)) {
                self.waits = false;
                return Err(io::ErrorKind::WouldBlock.into());
            }
            self.waits = self.patience == Patience::Short;
            (self.piece, self.at, self.ended) = (Vec::new(), 0, true);
            self.piece = told.unwrap_or_else(|_| Ok(Vec::new()))?;
            self.ended = self.piece.is_empty();
        }
        let count = (&self.piece[self.at..]).read(buffer)?;
        self.at += count;
        Ok(count)
    }
}
