//! Zstd frames, unpacked without C: for systems other than Linux. What `frames` promises holds here.

use std::error::Error;
use std::io::{self, BufRead, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// The most memory that a frame may ask for. One that asks for more is not unpacked.
const WINDOW: u64 = 8 << 20;

/// Zstd frames, one behind the other.
pub(super) struct Frames<R> {
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
                self.decoder.decode_blocks(&mut self.bytes, BlockDecodingStrategy::UptoBlocks(1)).map_err(damaged)?;
            } else if self.bytes.fill_buf()?.is_empty() {
                return Ok(0);
            } else {
                self.begin()?;
            }
        }
    }
}

impl<R: BufRead> Frames<R> {
    /// The frames in `bytes`.
    ///
    /// # Errors
    /// None; another decoder may have no memory.
    #[expect(clippy::unnecessary_wraps, reason = "the decoder of Linux may have no memory")]
    pub(super) fn new(bytes: R) -> io::Result<Self> {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Ok(Self { decoder, bytes })
    }

    fn begin(&mut self) -> io::Result<()> {
        match self.decoder.reset(&mut self.bytes) {
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                io::copy(&mut (&mut self.bytes).take(u64::from(length)), &mut io::sink()).map(drop)
            }
            begun => begun.map_err(damaged),
        }
    }
}

/// What the system said, where that is why unpacking failed; else the packed bytes are wrong.
fn damaged(error: FrameDecoderError) -> io::Error {
    let mut cause: Option<&dyn Error> = Some(&error);
    while let Some(error) = cause {
        if let Some(said) = error.downcast_ref::<io::Error>() {
            return said.kind().into();
        }
        cause = error.source();
    }
    io::Error::new(io::ErrorKind::InvalidData, error)
}
