//! A large file, read by several threads: each reads a share of it from front to back. Who has nothing left to do takes
//! over the back half of the longest share, so that all end together even where a core is busy with something else.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::evidence::log::Seam;
use crate::world::system::read_at;

/// The fewest bytes of which it is worth while to take over half: to start a thread and to join the parts takes time too.
pub(super) const WORTH: u64 = 4 << 20;

/// How far a share is searched for a place at which it may be cut, and how much of that is read at first.
const SEARCHED: usize = 1 << 20;
const PIECE: usize = 16 << 10;

/// Reads go from one multiple of this to another.
const PAGE: u64 = 4096;

/// A file, shared out.
pub(super) struct Shares {
    file: File,
    seam: Seam,
    size: u64,
    /// What each reader has left to read
    left: Vec<Mutex<Range<u64>>>,
    /// How often a share may still be cut: what is read of each part is kept until the end
    cuts: Mutex<usize>,
}

/// Reads the share that `who` has, to its end, wherever that may be by then.
pub(super) struct Share<'a> {
    shares: &'a Shares,
    who: usize,
}

impl Shares {
    /// The first `size` bytes of a file for so many readers. The first reader has all of it, the others none yet.
    pub(super) fn new(file: File, seam: Seam, size: u64, readers: usize) -> Self {
        let left = (0..readers).map(|who| Mutex::new(0..if who == 0 { size } else { 0 })).collect();
        // once for each of the others, and once when the first one is done
        Self { file, seam, size, left, cuts: Mutex::new(readers) }
    }

    /// Where the file may be cut.
    pub(super) const fn seam(&self) -> &Seam {
        &self.seam
    }

    /// How many bytes there are.
    pub(super) const fn size(&self) -> u64 {
        self.size
    }

    /// How many readers there are.
    pub(super) const fn readers(&self) -> usize {
        self.left.len()
    }

    /// Reads what `who` has.
    pub(super) const fn share(&self, who: usize) -> Share<'_> {
        Share { shares: self, who }
    }

    /// Gives `who` half of what another one has left: where it begins. `None` where that is not worth while.
    pub(super) fn take_over(&self, who: usize) -> Option<u64> {
        let mut cuts = locked(&self.cuts);
        *self.left(who) = 0..0;
        while *cuts > 0 {
            let lefts = (0..self.left.len()).map(|other| (other, self.left(other).clone()));
            let (longest, left) = lefts.max_by_key(|(_, left)| left.end - left.start)?;
            if left.end - left.start < WORTH {
                break;
            }
            let cut = self.border(left.start + (left.end - left.start) / 2).filter(|cut| *cut < left.end)?;
            let mut now = self.left(longest);
            // its reader may have come far meanwhile
            if now.start < cut {
                now.end = cut;
                drop(now);
                *self.left(who) = cut..left.end;
                *cuts -= 1;
                return Some(cut);
            }
        }
        None
    }

    /// Where a record is likely to begin, from `at` on.
    fn border(&self, at: u64) -> Option<u64> {
        let (mut bytes, mut known) = (Vec::new(), 0);
        while known < SEARCHED {
            bytes.resize((2 * known).max(PIECE), 0);
            let count = read_at(&self.file, &mut bytes[known..], at + known as u64).ok().filter(|count| *count > 0)?;
            known += count;
            if let Some(start) = self.seam.find(&bytes[..known]) {
                return Some(at + start as u64);
            }
        }
        None
    }

    /// Reads a part of the file again, apart from all shares.
    pub(super) fn again(&self, part: Range<u64>) -> Again<'_> {
        Again { file: &self.file, left: part }
    }

    fn left(&self, who: usize) -> MutexGuard<'_, Range<u64>> {
        locked(&self.left[who])
    }

    /// The next bytes for `who`, at most `most`. Nobody else can take them over any more.
    fn claim(&self, who: usize, most: usize) -> Range<u64> {
        let mut left = self.left(who);
        let most = left.start + most as u64;
        let whole = most - most % PAGE;
        let end = left.end.min(if whole > left.start { whole } else { most });
        let claimed = left.start..end;
        left.start = end;
        claimed
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Read for Share<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let claimed = self.shares.claim(self.who, buffer.len());
        let length = usize::try_from(claimed.end - claimed.start).unwrap_or(buffer.len());
        let read = read_at(&self.shares.file, &mut buffer[..length], claimed.start);
        self.shares.left(self.who).start = claimed.start + *read.as_ref().unwrap_or(&0) as u64;
        read
    }
}

/// A part of the file.
pub(super) struct Again<'a> {
    file: &'a File,
    left: Range<u64>,
}

impl Read for Again<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left.end - self.left.start).unwrap_or(buffer.len()).min(buffer.len());
        let count = read_at(self.file, &mut buffer[..most], self.left.start)?;
        self.left.start += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::Read;

    use super::Shares;
    use crate::evidence::log::{Form, Seam};

    fn shares(file: File, size: u64, readers: usize) -> Shares {
        Shares::new(file, Seam::of(Form::Text, b"").unwrap(), size, readers)
    }

    /// What `who` reads in so many goes.
    fn read(shares: &Shares, who: usize, goes: usize) -> Vec<u8> {
        let (mut share, mut bytes, mut piece) = (shares.share(who), Vec::new(), vec![0; MIB]);
        for _ in 0..goes {
            let count = share.read(&mut piece).unwrap();
            bytes.extend_from_slice(&piece[..count]);
        }
        bytes
    }

    const MIB: usize = 1 << 20;

    fn lines(size: usize) -> Vec<u8> {
        (0_u64..).flat_map(|number| format!("line {number}\n").into_bytes()).take(size).collect()
    }

    #[test]
    fn every_byte_is_read_once_whoever_is_slow() {
        let folder = tempfile::tempdir().unwrap();
        let (path, text) = (folder.path().join("log"), lines(48 * MIB));
        fs::write(&path, &text).unwrap();
        let shares = shares(File::open(&path).unwrap(), text.len() as u64, 3);
        let mut parts = vec![(0, read(&shares, 0, 3))];
        let quick = 2 * text.len() / MIB;
        for who in [1, 2, 1, 2] {
            if let Some(start) = shares.take_over(who) {
                let before = usize::try_from(start).unwrap() - 1;
                assert_eq!(text[before], b'\n');
                parts.push((start, read(&shares, who, quick)));
            }
        }
        assert!(parts.len() > 2, "{}", parts.len());
        let rest = read(&shares, 0, quick);
        parts[0].1.extend(rest);
        assert_eq!(shares.take_over(0), None);
        parts.sort_by_key(|(start, _)| *start);
        assert!(parts.iter().flat_map(|(_, bytes)| bytes).eq(&text));
    }

    #[test]
    fn a_file_that_shrinks_is_read_as_far_as_it_goes() {
        let folder = tempfile::tempdir().unwrap();
        let (path, text) = (folder.path().join("log"), lines(32 * MIB));
        fs::write(&path, &text).unwrap();
        let shares = shares(File::open(&path).unwrap(), text.len() as u64, 2);
        let before = read(&shares, 0, 1);
        assert!(shares.take_over(1).is_some());
        File::options().write(true).open(&path).unwrap().set_len(8 << 20).unwrap();
        let behind = read(&shares, 0, 100);
        assert_eq!([before, behind].concat(), text[..8 * MIB]);
        assert_eq!(read(&shares, 1, 1), b"");
        assert_eq!((shares.take_over(0), shares.take_over(1)), (None, None));
    }
}
