//! Reads ahead: what takes time to read, such as what has to be unpacked, is read by a thread of its own, into buffers that
//! go round. So unpacking and counting go on side by side.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::thread;

/// Bytes of a buffer, and how many there are: as few as keep both threads busy.
const PIECE: usize = 128 * 1024;
const PIECES: usize = 3;

/// The bytes of a buffer; none are the end.
type Piece = io::Result<Vec<u8>>;

/// What is read ahead.
pub(super) struct Ahead {
    filled: Receiver<Piece>,
    empty: Sender<Vec<u8>>,
    piece: Vec<u8>,
    at: usize,
    ended: bool,
}

/// Reads `bytes` ahead.
///
/// # Errors
/// No thread can be started.
pub(super) fn ahead(mut bytes: impl Read + Send + 'static) -> io::Result<Ahead> {
    let (fill, filled) = sync_channel::<Piece>(PIECES);
    let (empty, emptied) = channel::<Vec<u8>>();
    for _ in 0..PIECES {
        // the other end is at hand
        let _sent = empty.send(Vec::new());
    }
    thread::Builder::new().name("unpack".to_owned()).spawn(move || {
        for mut piece in emptied {
            piece.resize(PIECE, 0);
            let read = loop {
                match bytes.read(&mut piece) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                        // that nothing came is told, and the same buffer waits for what comes
                        if fill.send(Err(error)).is_err() {
                            return;
                        }
                    }
                    read => break read,
                }
            };
            let ended = !matches!(read, Ok(1..));
            let piece = read.map(|count| {
                piece.truncate(count);
                piece
            });
            if fill.send(piece).is_err() || ended {
                return;
            }
        }
    })?;
    Ok(Ahead { filled, empty, piece: Vec::new(), at: 0, ended: false })
}

impl Read for Ahead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.len() && !self.ended {
            let piece = self.filled.recv().unwrap_or_else(|_| Ok(Vec::new()))?;
            let old = std::mem::replace(&mut self.piece, piece);
            (self.at, self.ended) = (0, self.piece.is_empty());
            if old.capacity() > 0 {
                // where nothing is read any more, no buffer is needed
                let _unneeded = self.empty.send(old);
            }
        }
        let count = (&self.piece[self.at..]).read(buffer)?;
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};
    use std::sync::mpsc::channel;

    use super::ahead;

    /// Gives a few bytes at a time, says in between that nothing came, and breaks off at last.
    struct Halting(u8);

    impl Read for Halting {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0 += 1;
            match self.0 {
                100.. => Err(io::ErrorKind::InvalidData.into()),
                turn if turn.is_multiple_of(7) => Err(io::ErrorKind::WouldBlock.into()),
                turn if turn.is_multiple_of(5) => Err(io::ErrorKind::Interrupted.into()),
                turn => {
                    buffer[..3].fill(turn);
                    Ok(3)
                }
            }
        }
    }

    #[test]
    fn every_byte_comes_in_order_and_what_is_said_comes_too() {
        let (mut read, mut bytes, mut silences) = (ahead(Halting(0)).unwrap(), Vec::new(), 0);
        let broken = loop {
            let mut buffer = [0; 2];
            match read.read(&mut buffer) {
                Ok(count) => bytes.extend_from_slice(&buffer[..count]),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => silences += 1,
                Err(error) => break error.kind(),
            }
        };
        let turns = (1..100_u8).filter(|turn| !turn.is_multiple_of(7) && !turn.is_multiple_of(5));
        assert!(turns.flat_map(|turn| [turn; 3]).eq(bytes));
        assert_eq!((broken, silences), (io::ErrorKind::InvalidData, 14));
    }

    #[test]
    fn who_reads_no_further_ends_the_reading() {
        /// Never ends; tells when it is dropped.
        struct Endless(std::sync::mpsc::Sender<()>);
        impl Read for Endless {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                Ok(buffer.len())
            }
        }
        impl Drop for Endless {
            fn drop(&mut self) {
                let _heard = self.0.send(());
            }
        }
        let (tell, told) = channel();
        let mut read = ahead(Endless(tell)).unwrap();
        assert_eq!(read.read(&mut [1; 10]).unwrap(), 10);
        drop(read);
        told.recv().unwrap();
    }
}
