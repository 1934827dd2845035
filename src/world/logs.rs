//! Logs from files and pipes: bytes in large pieces, unpacked where they are packed, never all at once.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use crate::clean::Clean;
use crate::evidence::EvidenceKind;
use crate::evidence::input::{self, Go, HEAD, Partial, Stream, Watch};
use crate::evidence::log::{self, Form, LogReader, Seam};
use crate::evidence::sniff;
use crate::trouble::Trouble;
use crate::words::Words;
use crate::world::ahead::ahead;
use crate::world::bytes::Bytes;
use crate::world::shares::{Shares, WORTH};
use crate::world::unpack::Packing;

/// Bytes read at once. Whole pages into whole pages are copied several times faster.
const CHUNK: usize = 128 * 1024;
const PAGE: usize = 4096;

/// How often a source may be packed: text of two bytes a unit may have been packed for keeping.
const PACKED_AT_MOST: usize = 2;

/// The most threads that read a large file. Each remembers requests of its own.
const MOST_READERS: usize = 4;

/// Reads a source as a log called `name`, in whatever form it is. `watch` is called after each piece.
///
/// # Errors
/// A trouble that names the source, where nothing of it can be read. What breaks off later is noted in the reader.
pub fn read(words: &Words, source: Bytes, name: &Clean, watch: &mut Watch<'_>) -> Result<LogReader, Trouble> {
    let opened = Box::new(Opened::new(words, source, name)?);
    let form = log::form(input::beginning(&opened.head)).unwrap_or(Form::Text);
    Ok(opened.log(LogReader::new(name, form), watch).0)
}

/// A source whose beginning is known.
pub struct Opened {
    head: Vec<u8>,
    /// Behind the head
    bytes: Box<dyn Read + Send>,
    /// Bytes of the source that went into both
    read: Arc<AtomicU64>,
    /// The size of the source when it was opened
    of: Option<u64>,
    /// Where the source can be read again as it stands
    path: Option<PathBuf>,
    /// Its bytes have to be unpacked
    packed: bool,
}

impl Opened {
    /// Opens a source and reads its beginning, unpacked.
    ///
    /// # Errors
    /// A trouble that names the source: missing, forbidden, a folder, not to be unpacked.
    pub fn new(words: &Words, source: Bytes, name: &Clean) -> Result<Self, Trouble> {
        let unreadable = |error: io::Error| Trouble::unreadable(words, name, &error);
        let (source, path, of): (Box<dyn Read + Send>, _, _) = match source {
            Bytes::Pipe(bytes) => (bytes, None, None),
            Bytes::File(path) => {
                let file = File::open(&path).map_err(unreadable)?;
                let state = file.metadata().map_err(unreadable)?;
                if state.is_file() {
                    // a file that grows while it is read has an end all the same
                    (Box::new(file.take(state.len())), Some(path), Some(state.len()))
                } else {
                    (Box::new(file), None, None)
                }
            }
        };
        let read = Arc::new(AtomicU64::new(0));
        let mut bytes: Box<dyn Read + Send> = Box::new(Metered { bytes: source, read: Arc::clone(&read), of });
        let most = of.and_then(|size| usize::try_from(size).ok()).map_or(HEAD, |size| size.min(HEAD));
        let head = beginning(&mut bytes, most).map_err(unreadable)?;
        let mut opened = Self { head, bytes, read, of, path, packed: false };
        for _ in 0..PACKED_AT_MOST {
            let Some(packing) = Packing::of(&opened.head) else { break };
            let packed = Cursor::new(opened.head).chain(opened.bytes);
            opened.bytes = packing.undo(packed).map_err(unreadable)?;
            opened.head = beginning(&mut opened.bytes, HEAD).map_err(|_| Trouble::packed(words, name))?;
            (opened.path, opened.packed) = (None, true);
        }
        Ok(opened)
    }

    /// Whether it is a plain file of more than `limit` bytes.
    #[must_use]
    pub fn is_longer(&self, limit: usize) -> bool {
        self.path.is_some() && self.of.is_some_and(|size| size > limit as u64)
    }

    /// Reads on until `limit` bytes are at hand; whether that is all of it.
    ///
    /// # Errors
    /// What the system says while they are read.
    pub fn gather(&mut self, limit: usize) -> io::Result<bool> {
        loop {
            let room = (limit + 1).saturating_sub(self.head.len());
            match (&mut self.bytes).take(room as u64).read_to_end(&mut self.head) {
                Ok(_) => return Ok(self.head.len() <= limit),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// What is at hand of it.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.head
    }
}

impl Stream for Opened {
    fn head(&self) -> &[u8] {
        &self.head
    }

    fn into_head(self: Box<Self>) -> Vec<u8> {
        self.into_bytes()
    }

    fn log(self: Box<Self>, reader: LogReader, watch: &mut Watch<'_>) -> (LogReader, Option<io::Error>) {
        if let (Some(path), Some(size)) = (&self.path, self.of)
            && size >= WORTH
            && let Some(seam) = Seam::of(reader.form(), &self.head)
            && let Ok(file) = File::open(path)
        {
            let readers = thread::available_parallelism().map_or(1, |cores| cores.get().min(MOST_READERS));
            let shares = Shares::new(file, seam, size, readers);
            return read_together(&shares, reader, &mut |reader, bytes| {
                watch(Partial { bytes, of: Some(size), reader })
            });
        }
        let (read, of) = (self.read, self.of);
        let bytes = Cursor::new(self.head).chain(self.bytes);
        let mut more = |reader: &LogReader, _| {
            let bytes = read.load(Ordering::Relaxed);
            watch(Partial { bytes, of, reader }) == Go::On
        };
        if !self.packed {
            return pump(bytes, reader, &mut more);
        }
        match ahead(bytes) {
            Ok(bytes) => pump(bytes, reader, &mut more),
            Err(error) => {
                let mut reader = reader;
                reader.cut_short();
                (reader, Some(error))
            }
        }
    }
}

/// Feeds a reader until the bytes end or `more` says no; `more` learns how many bytes came. What the system said where they
/// break off is told beside it.
fn pump(
    mut bytes: impl Read,
    mut reader: LogReader,
    more: &mut dyn FnMut(&LogReader, u64) -> bool,
) -> (LogReader, Option<io::Error>) {
    let mut buffer = vec![0; CHUNK + PAGE];
    let start = buffer.as_ptr().align_offset(PAGE).min(PAGE);
    let buffer = &mut buffer[start..start + CHUNK];
    loop {
        match bytes.read(buffer) {
            Ok(0) => return (reader, None),
            Ok(count) => {
                reader.feed(&buffer[..count]);
                if !more(&reader, count as u64) {
                    return (reader, None);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                if !more(&reader, 0) {
                    return (reader, None);
                }
            }
            Err(error) => {
                reader.cut_short();
                return (reader, Some(error));
            }
        }
    }
}

/// Has a large file read by several threads. The result is that of one.
fn read_together(
    shares: &Shares,
    reader: LogReader,
    watch: &mut dyn FnMut(&LogReader, u64) -> Go,
) -> (LogReader, Option<io::Error>) {
    let (read, stop) = (&AtomicU64::new(0), &AtomicBool::new(false));
    let count = |more: u64| read.fetch_add(more, Ordering::Relaxed) + more;
    let later = reader.part(shares.seam());
    let read_all = |who: usize, first: Option<LogReader>, more: &mut dyn FnMut(&LogReader, u64) -> bool| {
        let mut parts: Vec<(u64, LogReader)> = Vec::new();
        let mut broken = None;
        let mut next = match first {
            Some(first) => Some((0, first)),
            None => shares.take_over(who).map(|start| (start, later.clone())),
        };
        while let Some((start, reader)) = next {
            let (part, error) = pump(shares.share(who), reader, &mut |reader, bytes| {
                more(parts.first().map_or(reader, |(_, first)| first), bytes)
            });
            parts.push((start, part));
            broken = broken.or(error);
            let more = if stop.load(Ordering::Relaxed) { None } else { shares.take_over(who) };
            next = more.map(|start| (start, later.clone()));
        }
        (parts, broken)
    };
    let mut watch = |reader: &LogReader, bytes: u64| {
        if watch(reader, bytes) == Go::Stop {
            stop.store(true, Ordering::Relaxed);
        }
        !stop.load(Ordering::Relaxed)
    };
    thread::scope(|scope| {
        let (tell, told) = mpsc::sync_channel(1);
        let read_other = |who: usize| {
            let (read_all, tell) = (&read_all, tell.clone());
            scope.spawn(move || {
                read_all(who, None, &mut |_, more| {
                    count(more);
                    // where the last word has not been heard yet, it says enough
                    let _unheard = tell.try_send(());
                    !stop.load(Ordering::Relaxed)
                })
            })
        };
        let others: Vec<_> = (1..shares.readers()).map(read_other).collect();
        drop(tell);
        let (mut parts, mut broken) = read_all(0, Some(reader), &mut |reader, more| watch(reader, count(more)));
        while told.recv().is_ok() {
            watch(&parts[0].1, read.load(Ordering::Relaxed));
        }
        for (more, error) in others.into_iter().filter_map(|other| other.join().ok()) {
            parts.extend(more);
            broken = broken.or(error);
        }
        parts.sort_by_key(|(start, _)| *start);
        let ends: Vec<u64> = parts.iter().skip(1).map(|(start, _)| *start).chain([shares.size()]).collect();
        let parts = parts.into_iter().zip(ends).map(|((start, part), end)| (start..end, part));
        let whole = parts.reduce(|(before, whole), (part, read)| {
            // a reader that has stopped early is nowhere in particular
            let whole = if whole.is_between_records() || stop.load(Ordering::Relaxed) {
                whole.merge(read)
            } else {
                let (whole, error) = pump(shares.again(part.clone()), whole, &mut |reader, _| watch(reader, 0));
                broken = broken.take().or(error);
                whole
            };
            (before.start..part.end, whole)
        });
        let mut whole = whole.map_or_else(|| later.clone(), |(_, whole)| whole);
        let stopped = stop.load(Ordering::Relaxed);
        if broken.is_none() && !stopped && read.load(Ordering::Relaxed) < shares.size() {
            whole.cut_short();
            broken = Some(io::ErrorKind::UnexpectedEof.into());
        }
        (whole, broken)
    })
}

/// Counts what is read. An end before the size that is known is an error: the file has become shorter.
struct Metered {
    bytes: Box<dyn Read + Send>,
    read: Arc<AtomicU64>,
    of: Option<u64>,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        let read = self.read.fetch_add(count as u64, Ordering::Relaxed) + count as u64;
        let ended = count == 0 && !buffer.is_empty();
        if ended && self.of.is_some_and(|size| read < size) {
            Err(io::ErrorKind::UnexpectedEof.into())
        } else {
            Ok(count)
        }
    }
}

/// The first bytes, at most `most`: as many as it takes to know what they begin. A pipe may have no more for a long time.
fn beginning(bytes: &mut impl Read, most: usize) -> io::Result<Vec<u8>> {
    let (mut head, mut known) = (vec![0; most], 0);
    while known < most && sniff::reader(&head[..known]).kind == EvidenceKind::Message {
        match bytes.read(&mut head[known..]) {
            Ok(0) => break,
            Ok(count) => known += count,
            Err(error) if matches!(error.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => {}
            Err(error) => return Err(error),
        }
    }
    head.truncate(known);
    Ok(head)
}
