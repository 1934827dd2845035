//! The loop: what comes at once is taken in, then drawn.
//!
//! The first frame is drawn before any thread starts, and the terminal is asked nothing. Between events everything
//! sleeps: no tick, no time-out. Keys are read where they are used: handing them over from another thread costs a tenth
//! of the time from a key to its frame.

use std::io;
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use crossterm::event::{self, Event, KeyEventKind, MouseButton, MouseEventKind};
use signal_hook::consts::{SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, raise};

use crate::evidence::source::Source;
use crate::tui::app::App;
use crate::tui::keys::Chord;
use crate::tui::message::{Effect, Message, Mouse};
use crate::tui::terminal::{self, Painter};
use crate::words::Words;
use crate::world::jobs::Jobs;

/// Lines that one notch of the wheel moves.
const NOTCH: i8 = 3;

/// What comes within this counts as having come at once. No wait of zero: the reader would not look at all then.
const AT_ONCE: Duration = Duration::from_micros(10);

/// The loop was woken by a thread that has something to tell.
static WOKEN: AtomicBool = AtomicBool::new(false);

/// Runs the program until a person or a signal ends it, and reads `evidence` meanwhile. The terminal is given back as it
/// was, whatever happens.
///
/// # Errors
/// The terminal could not be set up or written to.
pub fn run(mut app: App, words: &'static Words, evidence: Vec<Source>) -> io::Result<()> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        terminal::restore_in_panic();
        hook(info);
    }));
    let mut painter = Painter::new(app.size());
    // asked for before the first frame, so that no signal finds the terminal taken and nobody there
    let signals = terminal::signals()?;
    let ended = painter
        .enter()
        .and_then(|()| painter.paint(&app))
        .and_then(|()| turn(&mut app, &mut painter, signals, (words, evidence)));
    let left = terminal::leave();
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
    terminal::heed(signals)?;
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
        // who wants out at once does not wait for what came before
        if messages.iter().any(|message| app.is_over(message)) {
            return Ok(());
        }
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
    let mut suspended = false;
    for effect in effects {
        match effect {
            Effect::Quit => return Ok(Then::End),
            Effect::Copy(text) => painter.copy(text)?,
            Effect::Mouse(report) => painter.report_mouse(report)?,
            Effect::Start(id, job) => jobs.start(id, job, app.mask())?,
            Effect::Cancel(id) => jobs.cancel(id),
            // several keys that came at once ask for one stop
            Effect::Suspend if suspended => {}
            Effect::Suspend => {
                suspended = true;
                terminal::leave()?;
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
        let continued = terminal::was_continued();
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
