//! Line index: the ends of all lines in a block, found with SIMD, 64 bytes a step.
//!
//! A line of console text has about 100 bytes, and most are skipped after their first byte; a `memchr` for each end
//! would cost more than the rest.

use memchr::{memchr, memrchr};

use crate::evidence::log::bytes::bits::{WIDTH, equal, without_first};

/// Bytes of a batch of lines: the first-level data cache of common processors (32 KiB or more), so that lines which
/// were indexed are still in it when they are read.
const BATCH: usize = 32 * 1024;

/// The first lines of `block` that make a batch, and what follows; nothing where no line ends.
pub(crate) fn batch(block: &[u8]) -> Option<(&[u8], &[u8])> {
    let near = &block[..block.len().min(BATCH)];
    let end = memrchr(b'\n', near).or_else(|| memchr(b'\n', block))?;
    Some(block.split_at(end + 1))
}

/// The ends of the lines of a batch; its memory is used again for the next one.
#[derive(Clone, Debug, Default)]
pub(crate) struct LineIndex {
    /// Ends of lines; what lies beyond the count of the last batch is stale
    ends: Vec<usize>,
}

/// Whole lines that lie together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Batch<'a> {
    bytes: &'a [u8],
    ends: &'a [usize],
}

impl LineIndex {
    /// The lines of `bytes`, which end with the end of a line.
    pub(crate) fn lines<'a>(&'a mut self, bytes: &'a [u8]) -> Batch<'a> {
        let count = self.scan(bytes);
        Batch { bytes, ends: &self.ends[..count] }
    }

    /// How many lines there are.
    fn scan(&mut self, bytes: &[u8]) -> usize {
        let (pieces, rest) = bytes.as_chunks::<WIDTH>();
        let mut last = [0; WIDTH];
        last[..rest.len()].copy_from_slice(rest);
        let mut count = 0;
        for (number, piece) in pieces.iter().chain(std::iter::once(&last)).enumerate() {
            if self.ends.len() < count + WIDTH {
                self.ends.resize(self.ends.len() * 2 + WIDTH, 0);
            }
            let room = &mut self.ends[count..count + WIDTH];
            let behind = |ends: u64| number * WIDTH + ends.trailing_zeros() as usize + 1;
            let first = equal(piece, b'\n');
            let second = without_first(first);
            let mut others = without_first(second);
            // branch-free: two ends are written whether there are any or not
            (room[0], room[1]) = (behind(first), behind(second));
            count += usize::from(first != 0) + usize::from(second != 0);
            let mut place = 2;
            while others != 0 {
                room[place] = behind(others);
                others = without_first(others);
                place += 1;
                count += 1;
            }
        }
        count
    }
}

impl<'a> Batch<'a> {
    /// How many lines there are.
    pub(crate) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// A line with its end.
    pub(crate) fn line(&self, number: usize) -> &'a [u8] {
        &self.bytes[self.start(number)..self.ends[number]]
    }

    /// The first byte of each line, which is the end of the line where it is empty.
    pub(crate) fn first_bytes(self) -> impl Iterator<Item = u8> {
        let starts = std::iter::once(&0).chain(self.ends);
        starts.take(self.len()).map(move |start| self.bytes[*start])
    }

    fn start(&self, number: usize) -> usize {
        if number == 0 { 0 } else { self.ends[number - 1] }
    }
}

#[cfg(test)]
mod tests {
    use super::{BATCH, LineIndex, batch};

    #[test]
    fn every_line_comes_once_wherever_it_lies() {
        let long = "x".repeat(BATCH + 5);
        let lines = ["", "", "", "", "a", "é", "号", &"x".repeat(62), &"é".repeat(64), &"-".repeat(200), &long, "z"];
        for shift in 0..70 {
            let mut text = "s".repeat(shift) + "\n";
            text.extend(lines.iter().flat_map(|line| [*line, "\n"]));
            let expected: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
            text += "no end";
            let (mut index, mut seen, mut block) = (LineIndex::default(), Vec::new(), text.as_bytes());
            while let Some((bytes, rest)) = batch(block) {
                let batch = index.lines(bytes);
                let lines = (0..batch.len()).map(|number| batch.line(number));
                assert!(batch.first_bytes().eq(lines.clone().map(|line| line[0])), "{shift}");
                seen.extend(lines.map(|line| String::from_utf8_lossy(line).into_owned()));
                block = rest;
            }
            assert_eq!(seen, expected, "{shift}");
        }
    }
}
