//! The terminal: taken, drawn on with one write for each frame, and given back on every end.
//!
//! One writer says everything, and what it has not yet said is thrown away at the end: nothing comes behind the sequences
//! that give the terminal back. A signal waits a moment for a frame, not for a terminal that takes no output.

use std::io::{self, Write};
use std::sync::mpsc::channel;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{execute, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM,
    SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, raise};

use crate::tui::app::App;
use crate::tui::bridge::bridged;

/// Room for a frame of a large terminal.
const FRAME_BYTES: usize = 64 * 1024;

/// How long a signal waits for a frame that is being written. A frame takes microseconds; one that takes longer stands before a
/// terminal that takes no output, such as a connection that stalls.
const PATIENCE: Duration = Duration::from_millis(200);
/// Between two looks while a signal waits.
const MOMENT: Duration = Duration::from_millis(5);

/// The signals that end the program or stop it, and the one by which it goes on.
const HEEDED: [i32; 14] = [
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ,
    SIGTSTP, SIGCONT,
];

/// Which background have you? A terminal that knows the control string 11 answers with a colour, others pass it over.
const BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";

/// Whether the terminal is the program's. Held for as long as a frame takes, so that a signal does not give the terminal
/// back in the middle of one; and no frame is drawn on a terminal that was given back.
static TAKEN: Mutex<bool> = Mutex::new(false);

/// Columns and rows of the terminal.
///
/// # Errors
/// There is no terminal.
pub fn terminal_size() -> io::Result<(u16, u16)> {
    size()
}

fn taken() -> MutexGuard<'static, bool> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives the terminal back after a panic. It may have come in the middle of a frame, where this very thread holds the
/// terminal; and nothing can be done about an error here, the message of the panic matters more.
pub(super) fn restore_in_panic() {
    let _held = TAKEN.try_lock();
    let _ = restore();
}

/// Gives the terminal back.
pub(super) fn leave() -> io::Result<()> {
    let mut taken = taken();
    *taken = false;
    restore()
}

/// First what needs no output, then what does: a terminal that takes none is at least no longer raw.
fn restore() -> io::Result<()> {
    let cooked = disable_raw_mode();
    execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show)?;
    cooked
}

/// Starts the thread that waits for signals; it gives the terminal back before the signal does its work. To be done before
/// the terminal is taken, so that no signal finds it taken and nobody there.
pub(super) fn heed() -> io::Result<()> {
    let mut signals = Signals::new(HEEDED)?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let _ = match signal {
                // the shell had the terminal. As if the size had changed: the loop wakes and draws everything anew
                SIGCONT => raise(SIGWINCH),
                signal => give_back_for(signal),
            };
        }
    })?;
    Ok(())
}

/// Gives the terminal back and lets the signal do its work; in between nothing is drawn.
fn give_back_for(signal: i32) -> io::Result<()> {
    let mut held = held_soon();
    // where the terminal is gone there is nothing to give back, and the signal still does its work
    let _gone = disable_raw_mode();
    if let Some(taken) = &mut held {
        **taken = false;
        restore_soon();
    }
    emulate_default_handler(signal)
}

/// Gives the terminal back, unless it takes no output: a frame may have gone into its last room, and then the sequences
/// that give it back find none.
fn restore_soon() {
    let (tell, told) = channel();
    let written = thread::Builder::new().name("restore".to_owned()).spawn(move || tell.send(restore()));
    if written.is_ok() {
        let _late = told.recv_timeout(PATIENCE);
    }
}

/// The terminal, where a frame does not hold it for longer than a frame takes.
fn held_soon() -> Option<MutexGuard<'static, bool>> {
    let until = Instant::now() + PATIENCE;
    loop {
        match TAKEN.try_lock() {
            Ok(taken) => return Some(taken),
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() < until => thread::sleep(MOMENT),
            Err(TryLockError::WouldBlock) => return None,
        }
    }
}

/// What is to be written, until a frame is whole. What was never flushed is never written.
struct Frame(Vec<u8>);

impl Write for Frame {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let written = out.write_all(&self.0).and_then(|()| out.flush());
        self.0.clear();
        written
    }
}

/// Two frames, of which only the difference is written.
pub(super) struct Painter {
    backend: CrosstermBackend<Frame>,
    shown: Buffer,
    next: Buffer,
    caret: bool,
}

impl Painter {
    pub(super) fn new((width, height): (u16, u16)) -> Self {
        let area = Rect::new(0, 0, width, height);
        let backend = CrosstermBackend::new(Frame(Vec::with_capacity(FRAME_BYTES)));
        Self { backend, shown: Buffer::empty(area), next: Buffer::empty(area), caret: false }
    }

    /// Asks the terminal for its background; the question goes out with the next frame, and nobody waits for an answer.
    pub(super) fn ask_background(&mut self) -> io::Result<()> {
        self.backend.write_all(BACKGROUND)
    }

    /// Takes the terminal; what it says goes out with the next frame.
    pub(super) fn enter(&mut self) -> io::Result<()> {
        let mut taken = taken();
        enable_raw_mode()?;
        *taken = true;
        self.caret = false;
        self.shown.reset();
        queue!(self.backend, EnterAlternateScreen, EnableBracketedPaste, Hide, Clear(ClearType::All))
    }

    pub(super) fn size(&self) -> (u16, u16) {
        (self.shown.area.width, self.shown.area.height)
    }

    pub(super) fn resize(&mut self, width: u16, height: u16) {
        let area = Rect::new(0, 0, width, height);
        self.shown = Buffer::empty(area);
        self.next = Buffer::empty(area);
    }

    pub(super) fn paint(&mut self, app: &App) -> io::Result<()> {
        let taken = taken();
        if !*taken {
            return Ok(());
        }
        self.next.reset();
        let caret = app.view(&mut self.next);
        if self.caret {
            queue!(self.backend, Hide)?;
        }
        self.backend.draw(bridged(self.shown.diff_iter(&self.next), &self.next))?;
        if let Some(at) = caret {
            queue!(self.backend, MoveTo(at.x, at.y), Show)?;
        }
        self.caret = caret.is_some();
        std::mem::swap(&mut self.shown, &mut self.next);
        Write::flush(&mut self.backend)
    }

    /// Puts a text into the clipboard of the terminal.
    pub(super) fn copy(&mut self, text: String) -> io::Result<()> {
        queue!(self.backend, CopyToClipboard::to_clipboard_from(text))
    }

    /// Has the mouse reported, or leaves it to the terminal.
    pub(super) fn report_mouse(&mut self, report: bool) -> io::Result<()> {
        if report { queue!(self.backend, EnableMouseCapture) } else { queue!(self.backend, DisableMouseCapture) }
    }
}
