//! The terminal: taken, drawn on with one write for each frame, and given back on every end.
//!
//! One writer says everything, and what it has not yet said is thrown away at the end: nothing comes behind the sequences
//! that give the terminal back. A signal waits a moment for a frame, not for a terminal that takes no output.

use std::fmt;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{Command, execute, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::app::App;
use crate::tui::bridge::bridged;
use crate::tui::message::Passage;

/// Room for a frame of a large terminal.
const FRAME_BYTES: usize = 64 * 1024;

/// Which background have you? A terminal that knows the control string 11 answers with a colour, others pass it over.
const BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\";

/// Whether the terminal is the program's. Held for as long as a frame takes, so that a signal does not give the terminal
/// back in the middle of one; and no frame is drawn on a terminal that was given back.
pub(super) static TAKEN: Mutex<bool> = Mutex::new(false);

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
pub(super) fn restore() -> io::Result<()> {
    let cooked = disable_raw_mode();
    execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show)?;
    cooked
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

/// A command on its way to the terminal.
struct Wrapped<C>(C, Passage);

impl<C: Command> Command for Wrapped<C> {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        match self.1 {
            Passage::Straight => self.0.write_ansi(f),
            Passage::ThroughTmux => {
                let mut sequence = String::new();
                self.0.write_ansi(&mut sequence)?;
                // tmux hands on what stands in this string, every escape in it doubled
                write!(f, "\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b"))
            }
        }
    }

    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        self.0.execute_winapi()
    }
}

/// Empties a frame for a size, in the memory that it has.
fn clear(frame: &mut Buffer, area: Rect) {
    frame.content.clear();
    frame.resize(area);
}

/// Two frames, of which only the difference is written. The next one is empty until it is drawn on.
pub(super) struct Painter {
    backend: CrosstermBackend<Frame>,
    shown: Buffer,
    next: Buffer,
    caret: bool,
}

impl Painter {
    pub(super) fn new((width, height): (u16, u16)) -> Self {
        let backend = CrosstermBackend::new(Frame(Vec::with_capacity(FRAME_BYTES)));
        let next = Buffer::empty(Rect::new(0, 0, width, height));
        Self { backend, shown: Buffer::default(), next, caret: false }
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
        clear(&mut self.shown, self.next.area);
        queue!(self.backend, EnterAlternateScreen, EnableBracketedPaste, Hide, Clear(ClearType::All))
    }

    pub(super) fn size(&self) -> (u16, u16) {
        (self.next.area.width, self.next.area.height)
    }

    /// The size of all frames from now on; the terminal has to be entered anew.
    pub(super) fn resize(&mut self, width: u16, height: u16) {
        clear(&mut self.next, Rect::new(0, 0, width, height));
    }

    pub(super) fn paint(&mut self, app: &App) -> io::Result<()> {
        let taken = taken();
        if !*taken {
            return Ok(());
        }
        let caret = app.view(&mut self.next);
        if self.caret {
            queue!(self.backend, Hide)?;
        }
        self.backend.draw(bridged(self.shown.diff_iter(&self.next), &self.next))?;
        if let Some(at) = caret {
            queue!(self.backend, MoveTo(at.x, at.y), Show)?;
        }
        self.caret = caret.is_some();
        Write::flush(&mut self.backend)?;
        // behind the frame, where nobody waits for it
        std::mem::swap(&mut self.shown, &mut self.next);
        self.next.reset();
        Ok(())
    }

    /// Asks the terminal to put a text into its clipboard (OSC 52).
    pub(super) fn clip(&mut self, text: &str, passage: Passage) -> io::Result<()> {
        queue!(self.backend, Wrapped(CopyToClipboard::to_clipboard_from(text), passage))
    }

    /// Has the mouse reported, or leaves it to the terminal.
    pub(super) fn report_mouse(&mut self, report: bool) -> io::Result<()> {
        if report { queue!(self.backend, EnableMouseCapture) } else { queue!(self.backend, DisableMouseCapture) }
    }
}
