//! The loop: a terminal that is always given back, a thread that reads it, and one write for each frame.
//!
//! The first frame is drawn before any thread starts, and the terminal is asked nothing. Between events everything
//! sleeps: no tick, no time-out.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
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
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::tui::app::App;
use crate::tui::message::{Effect, Message, Mouse};

/// Lines that one notch of the wheel moves.
const NOTCH: i8 = 3;

/// Room for a frame of a large terminal.
const FRAME_BYTES: usize = 64 * 1024;

/// What wakes the loop.
enum Wake {
    /// Everything that the terminal had to say at once
    Events(Vec<Event>),
    /// A signal of the system
    Signal(i32),
    /// The terminal is gone
    Closed,
}

/// Columns and rows of the terminal.
///
/// # Errors
/// There is no terminal.
pub fn terminal_size() -> io::Result<(u16, u16)> {
    size()
}

/// Runs the program until a person or a signal ends it. The terminal is given back as it was, whatever happens.
///
/// # Errors
/// The terminal could not be set up or written to.
pub fn run(mut app: App) -> io::Result<()> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        // nothing can be done about an error here, and the message below matters more
        let _ = leave();
        hook(info);
    }));
    let mut painter = Painter::new(app.size());
    let ended = painter.enter().and_then(|()| painter.paint(&app)).and_then(|()| turn(&mut app, &mut painter));
    let left = leave();
    let _ = panic::take_hook();
    if let Some(signal) = ended? {
        // the shell learns from the exit status what ended the program
        emulate_default_handler(signal)?;
    }
    left
}

/// The loop itself; the signal that ended it, where one did.
fn turn(app: &mut App, painter: &mut Painter) -> io::Result<Option<i32>> {
    let wakes = listen()?;
    while let Ok(wake) = wakes.recv() {
        let mut signals = Vec::new();
        let mut effects = Vec::new();
        for wake in std::iter::once(wake).chain(wakes.try_iter()) {
            match wake {
                Wake::Closed => return Ok(None),
                Wake::Signal(signal) => signals.push(signal),
                Wake::Events(events) => {
                    for message in events.into_iter().filter_map(message) {
                        crash_on_demand(&message);
                        if let Message::Resized(width, height) = message {
                            painter.resize(width, height);
                        }
                        effects.extend(app.update(message));
                    }
                }
            }
        }
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(None),
                Effect::Copy(text) => painter.copy(text)?,
                Effect::Mouse(true) => execute!(painter.backend, EnableMouseCapture)?,
                Effect::Mouse(false) => execute!(painter.backend, DisableMouseCapture)?,
                Effect::Suspend => signals.push(SIGTSTP),
            }
        }
        for signal in signals {
            match signal {
                SIGTSTP => suspend(app, painter)?,
                SIGCONT => painter.forget(),
                ending => return Ok(Some(ending)),
            }
        }
        painter.paint(app)?;
    }
    Ok(None)
}

/// Starts the two threads that wait: one for the terminal, one for signals.
fn listen() -> io::Result<Receiver<Wake>> {
    let (wakes, receiver) = channel();
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    let from_system = wakes.clone();
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if from_system.send(Wake::Signal(signal)).is_err() {
                return;
            }
        }
    })?;
    thread::Builder::new().name("terminal".to_owned()).spawn(move || read(&wakes))?;
    Ok(receiver)
}

/// Hands over what the terminal says; what comes at once is handed over at once, so that it costs one frame.
fn read(wakes: &Sender<Wake>) {
    loop {
        let Ok(first) = event::read() else {
            let _ = wakes.send(Wake::Closed);
            return;
        };
        let mut events = vec![first];
        while matches!(event::poll(Duration::ZERO), Ok(true)) {
            let Ok(next) = event::read() else { break };
            events.push(next);
        }
        if wakes.send(Wake::Events(events)).is_err() {
            return;
        }
    }
}

fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Message::Key(key)),
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
    use crossterm::event::KeyCode;
    if std::env::var_os("SCF_TUI_TEST_PANIC").is_some()
        && matches!(message, Message::Key(key) if key.code == KeyCode::Char('P'))
    {
        #[expect(clippy::panic, reason = "it is what the test asks for")]
        {
            panic!("a panic on demand");
        }
    }
}

#[cfg(not(debug_assertions))]
const fn crash_on_demand(_: &Message) {}

/// Gives the terminal back, stops until the shell says to go on, and takes it again.
fn suspend(app: &mut App, painter: &mut Painter) -> io::Result<()> {
    leave()?;
    emulate_default_handler(SIGTSTP)?;
    if let Ok((width, height)) = size() {
        painter.resize(width, height);
        app.update(Message::Resized(width, height));
    }
    painter.enter()
}

fn leave() -> io::Result<()> {
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
        enable_raw_mode()?;
        self.caret = false;
        self.shown.reset();
        queue!(self.backend, EnterAlternateScreen, EnableBracketedPaste, Hide, Clear(ClearType::All))
    }

    fn resize(&mut self, width: u16, height: u16) {
        let area = Rect::new(0, 0, width, height);
        self.shown = Buffer::empty(area);
        self.next = Buffer::empty(area);
        // the terminal has moved what was on it
        let _ = queue!(self.backend, Clear(ClearType::All));
    }

    /// Draws everything anew with the next frame.
    fn forget(&mut self) {
        self.resize(self.shown.area.width, self.shown.area.height);
    }

    fn paint(&mut self, app: &App) -> io::Result<()> {
        self.next.reset();
        let caret = app.view(&mut self.next);
        if self.caret {
            queue!(self.backend, Hide)?;
        }
        self.backend.draw(self.shown.diff_iter(&self.next))?;
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
