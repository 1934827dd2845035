//! Output for a terminal, or a locale, whose characters are not UTF-8: signs become those of ASCII.

use std::io::{self, Write};

use crate::report::signs::ascii;

/// Writes texts with the signs of ASCII.
#[derive(Debug)]
pub struct Ascii<W> {
    out: W,
    /// The beginning of a character, whose rest has not come yet
    begun: Vec<u8>,
}

impl<W: Write> Ascii<W> {
    /// Writes to `out`.
    pub const fn new(out: W) -> Self {
        Self { out, begun: Vec::new() }
    }
}

impl<W: Write> Write for Ascii<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.begun.extend_from_slice(bytes);
        let mut whole = 0;
        for chunk in self.begun.utf8_chunks() {
            self.out.write_all(ascii(chunk.valid()).as_bytes())?;
            whole += chunk.valid().len();
            let rest = chunk.invalid();
            if whole + rest.len() < self.begun.len() || rest.len() > 3 {
                self.out.write_all(rest)?;
                whole += rest.len();
            }
        }
        self.begun.drain(..whole);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::Ascii;

    #[test]
    fn what_is_written_in_pieces_is_written_whole() {
        let mut written = Ascii::new(Vec::new());
        for byte in "├─ 端口 → ✓ done\n".as_bytes() {
            written.write_all(&[*byte]).unwrap();
        }
        assert_eq!(String::from_utf8(written.out).unwrap(), "|- 端口 > + done\n");
    }
}
