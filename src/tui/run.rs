//! The loop: a terminal that is always given back, and one write for each frame.
//!
//! The first frame is drawn before any thread starts, and the terminal is asked nothing. Between events everything
//! sleeps: no tick, no time-out. Keys are read where they are used: handing them over from another thread costs a tenth
//! of the time from a key to its frame.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{panic, thread};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, Event, KeyEventKind,
    MouseButton, MouseEventKind,
};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{execute, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, raise};

use crate::evidence::source::Source;
use crate::tui::app::App;
use crate::tui::bridge::bridged;
use crate::tui::keys::Chord;
use crate::tui::message::{Effect, Message, Mouse};
use crate::words::Words;
use crate::world::jobs::Jobs;

/// Lines that one notch of the wheel moves.
const NOTCH: i8 = 3;

/// What comes within this counts as having come at once. No wait of zero: the reader would not look at all then.
const AT_ONCE: Duration = Duration::from_micros(10);

/// Room for a frame of a large terminal.
const FRAME_BYTES: usize = 64 * 1024;

/// Whether the terminal is the program's. Held for as long as a frame takes, so that a signal does not give the terminal
/// back in the middle of one; and no frame is drawn on a terminal that was given back.
static TAKEN: Mutex<bool> = Mutex::new(false);

/// The loop was woken by a thread that has something to tell.
static WOKEN: AtomicBool = AtomicBool::new(false);
/// The program goes on after a stop, in which the shell had the terminal.
static CONTINUED: AtomicBool = AtomicBool::new(false);

fn taken() -> MutexGuard<'static, bool> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Columns and rows of the terminal.
///
/// # Errors
/// There is no terminal.
pub fn terminal_size() -> io::Result<(u16, u16)> {
    size()
}

/// Runs the program until a person or a signal ends it, and reads `evidence` meanwhile. The terminal is given back as it
/// was, whatever happens.
///
/// # Errors
/// The terminal could not be set up or written to.
pub fn run(mut app: App, words: &'static Words, evidence: Vec<Source>) -> io::Result<()> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        // the panic may have come in the middle of a frame, where this very thread holds the terminal; and nothing can
        // be done about an error here, the message below matters more
        let _held = TAKEN.try_lock();
        let _ = restore();
        hook(info);
    }));
    let mut painter = Painter::new(app.size());
    // asked for before the first frame, so that no signal finds the terminal taken and nobody there
    let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    let ended = painter
        .enter()
        .and_then(|()| painter.paint(&app))
        .and_then(|()| turn(&mut app, &mut painter, signals, (words, evidence)));
    let left = leave();
    let _ = panic::take_hook();
    ended.and(left)
}

/// The loop itself: everything that came at once is taken in before one draw.
fn turn(
    app: &mut App,
    painter: &mut Painter,
    signals: Signals,
    (words, evidence): (&'static Words, Vec<Source>),
) -> io::Result<()> {
    heed(signals)?;
    let (tell, told) = channel();
    let mut jobs = Jobs::new(
        words,
        Arc::new(move |job, news| {
            // where the program has ended, nobody listens
            let _unheard = tell.send(Message::Job(job, news));
            WOKEN.store(true, Ordering::Relaxed);
            let _asleep = raise(SIGWINCH);
        }),
    );
    if !evidence.is_empty() {
        // the reader of keys hears of signals from its first look on
        event::poll(AT_ONCE)?;
        let effects = app.update(Message::Named(evidence));
        carry_out(effects, app, painter, &mut jobs)?;
    }
    loop {
        let mut messages = Vec::new();
        messages.extend(take_in(painter, event::read()?)?);
        while event::poll(AT_ONCE)? {
            messages.extend(take_in(painter, event::read()?)?);
        }
        messages.extend(told.try_iter());
        let effects = app.update_all(messages);
        if carry_out(effects, app, painter, &mut jobs)? == Then::End {
            return Ok(());
        }
        painter.paint(app)?;
    }
}

/// Whether the loop goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    Loop,
    End,
}

/// Does what the program asks the world for.
fn carry_out(effects: Vec<Effect>, app: &App, painter: &mut Painter, jobs: &mut Jobs) -> io::Result<Then> {
    for effect in effects {
        match effect {
            Effect::Quit => return Ok(Then::End),
            Effect::Copy(text) => painter.copy(text)?,
            Effect::Mouse(true) => queue!(painter.backend, EnableMouseCapture)?,
            Effect::Mouse(false) => queue!(painter.backend, DisableMouseCapture)?,
            Effect::Start(id, job) => jobs.start(id, job, app.mask())?,
            Effect::Cancel(id) => jobs.cancel(id),
            Effect::Suspend => {
                leave()?;
                emulate_default_handler(SIGTSTP)?;
                painter.enter()?;
            }
        }
    }
    Ok(Then::Loop)
}

/// What happened, for the program. A new size comes after a stop too, when the shell has had the terminal meanwhile.
fn take_in(painter: &mut Painter, event: Event) -> io::Result<Option<Message>> {
    if let Event::Resize(width, height) = event {
        // a thread that has something to tell wakes the loop as a new size would
        let woken = WOKEN.swap(false, Ordering::Relaxed);
        let continued = CONTINUED.swap(false, Ordering::Relaxed);
        if woken && !continued && painter.size() == (width, height) {
            return Ok(None);
        }
        painter.resize(width, height);
        painter.enter()?;
    }
    let message = message(event);
    message.iter().for_each(crash_on_demand);
    Ok(message)
}

/// Starts the thread that waits for signals; it gives the terminal back before the signal does its work.
fn heed(mut signals: Signals) -> io::Result<()> {
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let _ = match signal {
                // as if the size had changed: the loop wakes and draws everything anew
                SIGCONT => {
                    CONTINUED.store(true, Ordering::Relaxed);
                    raise(SIGWINCH)
                }
                signal => {
                    // kept until the signal has done its work: nothing is drawn in between
                    let mut taken = taken();
                    *taken = false;
                    // where the terminal is gone there is nothing to give back, and the signal still does its work
                    let _ = restore();
                    emulate_default_handler(signal)
                }
            };
        }
    })?;
    Ok(())
}

fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Chord::pressed(key).map(Message::Key),
        Event::Paste(text) => Some(Message::Paste(text)),
        Event::Resize(width, height) => Some(Message::Resized(width, height)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Message::Mouse(Mouse::Press(mouse.column, mouse.row))),
            MouseEventKind::ScrollDown => Some(Message::Mouse(Mouse::Wheel(NOTCH, mouse.column, mouse.row))),
            MouseEventKind::ScrollUp => Some(Message::Mouse(Mouse::Wheel(-NOTCH, mouse.column, mouse.row))),
            _ => None,
        },
        _ => None,
    }
}

/// A panic on a key, so that a test can see the terminal given back; debug builds with the variable set only.
#[cfg(debug_assertions)]
fn crash_on_demand(message: &Message) {
    let asked = *message == Message::Key(Chord::key('P')) && std::env::var_os("SCF_TUI_TEST_PANIC").is_some();
    assert!(!asked, "a panic on demand");
}

#[cfg(not(debug_assertions))]
const fn crash_on_demand(_: &Message) {}

/// Gives the terminal back.
fn leave() -> io::Result<()> {
    let mut taken = taken();
    *taken = false;
    restore()
}

fn restore() -> io::Result<()> {
    let left = execute!(io::stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show);
    disable_raw_mode()?;
    left
}

/// Two frames, of which only the difference is written.
struct Painter {
    backend: CrosstermBackend<io::BufWriter<io::Stdout>>,
    shown: Buffer,
    next: Buffer,
    caret: bool,
}

impl Painter {
    fn new((width, height): (u16, u16)) -> Self {
        let area = Rect::new(0, 0, width, height);
        let backend = CrosstermBackend::new(io::BufWriter::with_capacity(FRAME_BYTES, io::stdout()));
        Self { backend, shown: Buffer::empty(area), next: Buffer::empty(area), caret: false }
    }

    /// Takes the terminal; what it says goes out with the next frame.
    fn enter(&mut self) -> io::Result<()> {
        let mut taken = taken();
        enable_raw_mode()?;
        *taken = true;
        self.caret = false;
        self.shown.reset();
        queue!(self.backend, EnterAlternateScreen, EnableBracketedPaste, Hide, Clear(ClearType::All))
    }

    fn size(&self) -> (u16, u16) {
        (self.shown.area.width, self.shown.area.height)
    }

    fn resize(&mut self, width: u16, height: u16) {
        let area = Rect::new(0, 0, width, height);
        self.shown = Buffer::empty(area);
        self.next = Buffer::empty(area);
    }

    fn paint(&mut self, app: &App) -> io::Result<()> {
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

    fn copy(&mut self, text: String) -> io::Result<()> {
        queue!(self.backend, CopyToClipboard::to_clipboard_from(text))
    }
}
