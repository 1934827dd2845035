//! The loop: what comes at once is taken in, then drawn.
//!
//! The terminal is asked one thing, its background, along with the first frame, and only where it is of a kind that answers
//! or passes that over (`world::locale`). Nothing waits for the answer; only an end that comes sooner than it hears it out
//! for a moment, so that it is not typed into the shell. Between events everything sleeps: no tick, no time-out. Keys are read where they are
//! used: handing them over from another thread costs a tenth of the time from a key to its frame.

use std::io;
use std::panic;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use crate::evidence::source::Source;
use crate::tui::app::App;
use crate::tui::message::{Effect, Message};
use crate::tui::signals;
use crate::tui::terminal::{self, Painter};
use crate::tui::tty::{Tty, Waker};
use crate::words::Words;
use crate::world::jobs::Jobs;

/// How long after its question an end waits for the terminal's answer, where none has come yet.
const ANSWER: Duration = Duration::from_millis(300);

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
    // before the first frame, so that no signal finds the terminal taken and nobody there
    signals::heed()?;
    let asks = app.asks();
    let begun = painter.enter().and_then(|()| if asks { painter.ask_background() } else { Ok(()) });
    let ended = begun.and_then(|()| painter.paint(&app)).and_then(|()| {
        let (mut tty, waker) = Tty::open()?;
        let asked = asks.then(Instant::now);
        turn(&mut app, &mut painter, (&mut tty, waker), (words, evidence))?;
        if let Some(asked) = asked {
            tty.hear_out(asked + ANSWER);
        }
        Ok(())
    });
    let left = terminal::leave();
    let _ = panic::take_hook();
    ended.and(left)
}

/// The loop itself: everything that came at once is taken in before one draw.
fn turn(
    app: &mut App,
    painter: &mut Painter,
    (tty, waker): (&mut Tty, Waker),
    (words, evidence): (&'static Words, Vec<Source>),
) -> io::Result<()> {
    let (tell, told) = channel();
    let mut jobs = Jobs::new(
        words,
        app.catalogue(),
        Arc::new(move |job, news| {
            // where the program has ended, nobody listens
            let _unheard = tell.send(Message::Job(job, news));
            waker.wake();
        }),
    );
    let mut messages = Vec::new();
    // the first frame is of a size that was asked for before anything told of a new one
    if terminal::terminal_size()? != painter.size() {
        messages.push(resized(painter)?);
    }
    if !evidence.is_empty() {
        messages.push(Message::Named(evidence));
    }
    loop {
        // who wants out at once does not wait for what came before
        if messages.iter().any(|message| app.is_over(message)) {
            return Ok(());
        }
        if !messages.is_empty() {
            let effects = app.update_all(messages);
            if carry_out(effects, app, painter, &mut jobs)? == Then::End {
                return Ok(());
            }
            painter.paint(app)?;
        }
        let came = tty.wait()?;
        messages = came.messages;
        if came.resized {
            messages.insert(0, resized(painter)?);
        }
        messages.extend(told.try_iter());
        messages.iter().for_each(crash_on_demand);
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
            Effect::Clip(text, passage) => painter.clip(&text, passage)?,
            Effect::Mouse(report) => painter.report_mouse(report)?,
            Effect::Start(id, job) => jobs.start(id, job, app.mask())?,
            Effect::Cancel(id) => jobs.cancel(id),
            // several keys that came at once ask for one stop
            Effect::Suspend if suspended => {}
            Effect::Suspend => {
                suspended = true;
                signals::stop()?;
                painter.enter()?;
            }
        }
    }
    Ok(Then::Loop)
}

/// The terminal has a new size, or the shell has had it meanwhile: everything is drawn anew.
fn resized(painter: &mut Painter) -> io::Result<Message> {
    let (width, height) = terminal::terminal_size()?;
    painter.resize(width, height);
    painter.enter()?;
    Ok(Message::Resized(width, height))
}

/// A panic on a key, so that a test can see the terminal given back; debug builds with the variable set only.
#[cfg(debug_assertions)]
fn crash_on_demand(message: &Message) {
    let asked =
        *message == Message::Key(crate::tui::keys::Chord::key('P')) && std::env::var_os("SCF_TUI_TEST_PANIC").is_some();
    assert!(!asked, "a panic on demand");
}

#[cfg(not(debug_assertions))]
const fn crash_on_demand(_: &Message) {}
