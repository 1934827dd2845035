//! Undoing gzip, zstd, UTF-16 and GBK while reading. A file may hold several packed parts in a row, as rotated logs do.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::GzDecoder;

#[cfg(target_os = "linux")]
use crate::world::frames::Frames;
#[cfg(not(target_os = "linux"))]
use crate::world::frames_portable::Frames;
use crate::world::gbk::{Gbk, is_gbk};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// How a source is packed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Packing {
    Gzip,
    Zstd,
    /// Text in units of two bytes, as Windows writes what a command prints; how a unit is read
    Utf16(fn([u8; 2]) -> u16),
    /// Chinese text of an older encoding
    Gbk,
}

impl Packing {
    /// How a source is packed that begins with `head`; `None` where it is not.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1f, 0x8b, 0x08, ..] => Some(Self::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Self::Zstd),
            [0xff, 0xfe, ..] => Some(Self::Utf16(u16::from_le_bytes)),
            [0xfe, 0xff, ..] => Some(Self::Utf16(u16::from_be_bytes)),
            _ => is_gbk(head).then_some(Self::Gbk),
        }
    }

    /// The bytes that were packed.
    ///
    /// # Errors
    /// There is no memory for it.
    pub(super) fn undo(self, bytes: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
        let bytes = BufReader::with_capacity(64 * 1024, bytes);
        Ok(match self {
            Self::Gzip => Box::new(Members { member: Some(GzDecoder::new(bytes)) }),
            Self::Zstd => Box::new(Frames::new(bytes)?),
            Self::Utf16(unit) => Box::new(Utf16 { unit, bytes, begun: Vec::new(), text: Cursor::default() }),
            Self::Gbk => Box::new(Gbk::new(bytes)),
        })
    }
}

/// Gzip members, one behind the other. NULs behind a member are padding, as tapes and block devices leave it.
struct Members<R> {
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let count = member.read(buffer)?;
            if count > 0 || buffer.is_empty() || is_over(member.get_mut())? {
                return Ok(count);
            }
            self.member = self.member.take().map(|member| GzDecoder::new(member.into_inner()));
        }
        Ok(0)
    }
}

/// Whether nothing but NULs is left; those before anything else are skipped.
fn is_over(bytes: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let more = bytes.fill_buf()?;
        let nulls = more.iter().take_while(|byte| **byte == 0).count();
        let (is_over, only_nulls) = (more.is_empty(), nulls == more.len());
        bytes.consume(nulls);
        if is_over || !only_nulls {
            return Ok(is_over);
        }
    }
}

/// UTF-16, read as UTF-8. Half a character stands as the mark for what cannot be read; byte order marks are left out.
struct Utf16<R> {
    unit: fn([u8; 2]) -> u16,
    bytes: R,
    /// The beginning of a character whose rest has not come yet
    begun: Vec<u8>,
    text: Cursor<String>,
}

impl<R: BufRead> Read for Utf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.text.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            let more = self.bytes.fill_buf()?;
            let (count, ends) = (more.len(), more.is_empty());
            self.begun.extend_from_slice(more);
            self.bytes.consume(count);
            let (units, odd) = self.begun.as_chunks();
            let units: Vec<u16> = units.iter().map(|unit| (self.unit)(*unit)).collect();
            let open = !ends && units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit));
            let whole = &units[..units.len() - usize::from(open)];
            let mut text: String = char::decode_utf16(whole.iter().copied())
                .map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER))
                .filter(|char| *char != BYTE_ORDER_MARK)
                .collect();
            if ends && !odd.is_empty() {
                text.push(char::REPLACEMENT_CHARACTER);
            }
            self.begun.drain(..if ends { self.begun.len() } else { 2 * whole.len() });
            if ends && text.is_empty() {
                return Ok(0);
            }
            self.text = Cursor::new(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, ErrorKind, Read, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use proptest::collection::vec;
    use proptest::prelude::{any, prop_assert_eq, prop_oneof, proptest};

    use super::Packing;

    /// Gives one byte at a time.
    struct Trickle(Cursor<Vec<u8>>);

    impl Read for Trickle {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let most = buffer.len().min(1);
            self.0.read(&mut buffer[..most])
        }
    }

    fn read(bytes: Vec<u8>) -> String {
        let mut text = String::new();
        Packing::of(&bytes).unwrap().undo(Trickle(Cursor::new(bytes))).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn nulls_behind_a_member_are_padding() {
        let member = |text: &str| {
            let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
            packer.write_all(text.as_bytes()).unwrap();
            packer.finish().unwrap()
        };
        let padded = [member("a\n"), vec![0; 100_000], member("b\n"), vec![0; 512]].concat();
        assert_eq!(read(padded), "a\nb\n");
        let mut text = Vec::new();
        let followed = [member("a\n"), b"\0\0tar".to_vec()].concat();
        let read = Packing::of(&followed).unwrap().undo(Cursor::new(followed)).unwrap().read_to_end(&mut text);
        assert!(read.is_err() && text == b"a\n", "other bytes are damage");
    }

    #[test]
    fn a_cut_frame_ends_early_and_a_wrong_one_is_damaged() {
        let whole = zstd::encode_all(&b"SCF log line\n".repeat(9_000)[..], 1).unwrap();
        let kind = |bytes: Vec<u8>| {
            let read = Packing::of(&bytes).unwrap().undo(Cursor::new(bytes)).unwrap().read_to_end(&mut Vec::new());
            read.map_err(|error| error.kind())
        };
        assert_eq!(kind(whole.clone()), Ok(117_000));
        for end in [5, whole.len() / 2, whole.len() - 1] {
            assert_eq!(kind(whole[..end].to_vec()), Err(ErrorKind::UnexpectedEof), "{end}");
        }
        assert_eq!(kind([&whole[..], &whole].concat()), Ok(234_000), "frames follow one another");
        let mut wrong = whole;
        wrong.splice(6..10, [0xff; 4]);
        assert_eq!(kind(wrong), Err(ErrorKind::InvalidData));
    }

    #[test]
    fn text_of_two_bytes_a_unit_is_read_in_either_order() {
        let text = "{\"errorMessage\":\"函数超时 🚀\"}\r\n";
        let units = || text.encode_utf16();
        let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(units().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(units().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(read(little.clone()), text);
        assert_eq!(read(big), text);
        assert_eq!(read([&little[..], &little].concat()), text.repeat(2));
        for end in 2..little.len() {
            let cut = read(little[..end].to_vec());
            assert!(text.starts_with(cut.trim_end_matches('\u{fffd}')), "{cut}");
        }
        assert_eq!(read(vec![0xff, 0xfe, 0x00, 0xdc, b'a', 0]), "\u{fffd}a");
    }

    proptest! {
        #[test]
        fn any_units_are_read_as_the_library_reads_them(units in vec(prop_oneof![any::<u16>(), 0xd700..0xe100_u16], 0..50)) {
            let bytes = [0xff, 0xfe].into_iter().chain(units.iter().flat_map(|unit| unit.to_le_bytes()));
            prop_assert_eq!(read(bytes.collect()), String::from_utf16_lossy(&units).replace('\u{feff}', ""));
        }
    }
}
