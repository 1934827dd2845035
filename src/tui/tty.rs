//! The terminal as it is read: sleeps until bytes come, the size changes, or a thread has something to tell.
//!
//! Nothing wakes it otherwise: no tick, and a time-out only while the decoder has something open.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::os::fd::{AsFd, AsRawFd};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use filedescriptor::{POLLIN, poll, pollfd};
use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::pipe;

use crate::tui::input::Decoder;
use crate::tui::message::Message;

/// Where a process finds its terminal when its input is something else.
const TERMINAL: &str = "/dev/tty";

/// Bytes that are read at once; a terminal hands out no more.
const READ: usize = 4096;

/// Bytes that are taken in before the program answers, at most. A flood of keys is drawn now and then.
const AT_ONCE: usize = 64 * 1024;

/// What happened while the loop slept.
#[derive(Debug, Default)]
pub(super) struct Came {
    /// What was typed, pasted or pointed at
    pub(super) messages: Vec<Message>,
    /// The size may have changed, or the program goes on after a stop
    pub(super) resized: bool,
    /// A thread has something to tell
    pub(super) woken: bool,
}

impl Came {
    const fn is_nothing(&self) -> bool {
        self.messages.is_empty() && !self.resized && !self.woken
    }
}

/// Wakes the loop from another thread.
#[derive(Debug)]
pub(super) struct Waker(UnixStream);

impl Waker {
    /// Wakes the loop. A pipe that is full wakes it as well.
    pub(super) fn wake(&self) {
        let _full = (&self.0).write(&[1]);
    }
}

/// The reading side of the terminal.
pub(super) struct Tty {
    input: File,
    winch: UnixStream,
    woken: UnixStream,
    decoder: Decoder,
    buffer: Vec<u8>,
    /// When the last byte came
    heard: Instant,
    /// The terminal has said which background it has
    answered: bool,
}

impl Tty {
    /// Opens the terminal for reading.
    ///
    /// # Errors
    /// There is no terminal.
    pub(super) fn open() -> io::Result<(Self, Waker)> {
        let stdin = io::stdin();
        let input =
            if stdin.is_terminal() { File::from(stdin.as_fd().try_clone_to_owned()?) } else { File::open(TERMINAL)? };
        let ((winch, signal), (woken, waker)) = (pair()?, pair()?);
        pipe::register(SIGWINCH, signal)?;
        let (decoder, buffer) = (Decoder::default(), vec![0; READ]);
        let tty = Self { input, winch, woken, decoder, buffer, heard: Instant::now(), answered: false };
        Ok((tty, Waker(waker)))
    }

    /// Sleeps until something happens, and takes in all that came with it.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(super) fn wait(&mut self) -> io::Result<Came> {
        let mut came = Came::default();
        while came.is_nothing() {
            let patience = self.decoder.patience();
            let left = patience.map(|patience| patience.saturating_sub(self.heard.elapsed()));
            if !self.look(left, &mut came)? && left.is_some_and(|left| left.is_zero()) {
                self.decoder.silence(&mut came.messages);
            }
        }
        Ok(came)
    }

    /// Waits until the terminal has said which background it has, at most until `until`: what comes after the end goes to
    /// the shell, which would take it for typed. What else comes is dropped.
    pub(super) fn hear_out(&mut self, until: Instant) {
        let mut dropped = Vec::new();
        while !self.answered {
            let left = until.saturating_duration_since(Instant::now());
            let mut input = [pollfd { fd: self.input.as_raw_fd(), events: POLLIN, revents: 0 }];
            match poll(&mut input, Some(left)) {
                Ok(0) => break,
                // nobody is there who would answer
                Ok(_) if self.read(&mut dropped).is_err() => break,
                Err(filedescriptor::Error::Poll(error)) if error.kind() != io::ErrorKind::Interrupted => break,
                _ => {}
            }
        }
    }

    /// Waits so long for something to happen, and takes in all of it; whether anything did.
    fn look(&mut self, patience: Option<Duration>, came: &mut Came) -> io::Result<bool> {
        // a time-out counts whole milliseconds, and none of them is short
        let mut patience = patience.map(|left| if left.is_zero() { left } else { left + Duration::from_millis(1) });
        let mut read = 0;
        while read < AT_ONCE {
            let [input, winch, woken] = self.ready(patience)?;
            if !(input || winch || woken) {
                break;
            }
            if input {
                read += self.read(&mut came.messages)?;
            }
            came.resized |= winch && drained(&self.winch);
            came.woken |= woken && drained(&self.woken);
            patience = Some(Duration::ZERO);
        }
        Ok(read > 0 || came.resized || came.woken)
    }

    /// Which of the three have something, at the latest after `patience`.
    fn ready(&self, patience: Option<Duration>) -> io::Result<[bool; 3]> {
        let watched = |fd| pollfd { fd, events: POLLIN, revents: 0 };
        let mut all = [self.input.as_raw_fd(), self.winch.as_raw_fd(), self.woken.as_raw_fd()].map(watched);
        match poll(&mut all, patience) {
            Ok(_) => Ok(all.map(|one| one.revents != 0)),
            Err(filedescriptor::Error::Poll(error)) if error.kind() == io::ErrorKind::Interrupted => Ok([false; 3]),
            Err(error) => Err(io::Error::other(error)),
        }
    }

    /// Reads what is there; how many bytes.
    fn read(&mut self, messages: &mut Vec<Message>) -> io::Result<usize> {
        match self.input.read(&mut self.buffer) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => {
                self.heard = Instant::now();
                let from = messages.len();
                self.decoder.take(&self.buffer[..count], messages);
                self.answered |= messages[from..].iter().any(|message| matches!(message, Message::Background(_)));
                Ok(count)
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => Ok(0),
            Err(error) => Err(error),
        }
    }
}

/// Both ends of a pipe that holds up nobody.
fn pair() -> io::Result<(UnixStream, UnixStream)> {
    let (read, write) = UnixStream::pair()?;
    read.set_nonblocking(true)?;
    write.set_nonblocking(true)?;
    Ok((read, write))
}

/// Empties a pipe; whether anything was in it.
fn drained(mut pipe: &UnixStream) -> bool {
    let mut any = false;
    while let Ok(1..) = pipe.read(&mut [0; 64]) {
        any = true;
    }
    any
}
