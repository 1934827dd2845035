//! What may never end, such as standard input: read by a thread of its own, so that its silence and its end can be told.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use crate::world::cancel::CancelToken;
use crate::world::system;

/// Bytes that are handed on at once, and how many such pieces may wait.
const PIECE: usize = 64 * 1024;
const WAITING: usize = 4;

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

/// What `open` opens, as something that ends on cancellation, with [`Patience::Long`] by Ctrl-C too: what came until
/// then is kept, and what waits is still taken in. It is opened by the thread that reads it, for a pipe may wait for its
/// writer.
///
/// # Errors
/// No thread can be started.
pub(super) fn pipe<R: Read>(
    patience: Patience,
    cancel: &CancelToken,
    open: impl FnOnce() -> io::Result<R> + Send + 'static,
) -> io::Result<Pieces> {
    let (tell, told) = sync_channel::<Piece>(WAITING);
    let end = tell.clone();
    cancel.on_cancel(move || {
        // where pieces wait, the reader does not
        let _busy_or_gone = end.try_send(Ok(Vec::new()));
    });
    if patience == Patience::Long {
        cancel.heed_interrupt();
        let end = tell.clone();
        system::on_interrupt(move || {
            let _nobody_waits = end.send(Ok(Vec::new()));
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

/// The pieces of a pipe, one after the other.
pub(super) struct Pieces {
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
