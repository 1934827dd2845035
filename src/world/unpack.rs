//! Undoing gzip and zstd while reading. A file may hold several packed parts in a row, as rotated logs do.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// The most memory that zstd may ask for; a part that asks for more is not unpacked.
const WINDOW: u64 = 8 << 20;

/// How a source is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    /// How a source is packed that begins with `head`; `None` where it is not.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1f, 0x8b, 0x08, ..] => Some(Self::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    /// The bytes that were packed.
    pub(super) fn undo(self, bytes: impl Read + 'static) -> Box<dyn Read> {
        let bytes = BufReader::with_capacity(64 * 1024, bytes);
        match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(bytes)),
            Self::Zstd => {
                let mut decoder = FrameDecoder::new();
                decoder.set_max_window_size(WINDOW);
                Box::new(Frames { decoder, bytes })
            }
        }
    }
}

/// Zstd frames, one behind the other.
struct Frames<R> {
    decoder: FrameDecoder,
    bytes: R,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.decoder.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            if !self.decoder.is_finished() {
                self.decoder
                    .decode_blocks(&mut self.bytes, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(io::Error::other)?;
            } else if self.bytes.fill_buf()?.is_empty() {
                return Ok(0);
            } else {
                self.begin()?;
            }
        }
    }
}

impl<R: BufRead> Frames<R> {
    fn begin(&mut self) -> io::Result<()> {
        match self.decoder.reset(&mut self.bytes) {
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                io::copy(&mut (&mut self.bytes).take(u64::from(length)), &mut io::sink()).map(drop)
            }
            begun => begun.map_err(io::Error::other),
        }
    }
}
