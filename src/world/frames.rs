//! Zstd frames, unpacked by the library of its makers: three times as fast as what is written in Rust. It is C, so systems
//! other than Linux, which are built from here without a compiler for them, have `frames_portable`.

use std::io::{self, BufRead, Read};

use zstd::stream::raw::{DParameter, Decoder, InBuffer, Operation, OutBuffer};

/// The most memory that a frame may ask for, as a power of two: 8 MiB. One that asks for more is not unpacked.
const WINDOW: u32 = 23;

/// Zstd frames, one behind the other.
pub(super) struct Frames<R> {
    decoder: Decoder<'static>,
    bytes: R,
    /// A frame has begun and not ended
    open: bool,
    /// What is wrong behind the last bytes that were handed out
    broken: Option<io::Error>,
}

impl<R> Frames<R> {
    /// The frames in `bytes`.
    ///
    /// # Errors
    /// There is no memory for the decoder.
    pub(super) fn new(bytes: R) -> io::Result<Self> {
        let mut decoder = Decoder::new()?;
        decoder.set_parameter(DParameter::WindowLogMax(WINDOW))?;
        Ok(Self { decoder, bytes, open: false, broken: None })
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(broken) = self.broken.take() {
                return Err(broken);
            }
            let packed = self.bytes.fill_buf()?;
            let ended = packed.is_empty();
            if buffer.is_empty() || ended && !self.open {
                return Ok(0);
            }
            let (mut input, mut output) = (InBuffer::around(packed), OutBuffer::around(buffer));
            match self.decoder.run(&mut input, &mut output) {
                Ok(left) => self.open = left > 0,
                Err(error) => self.broken = Some(io::Error::new(io::ErrorKind::InvalidData, error)),
            }
            let (read, count) = (input.pos(), output.pos());
            self.bytes.consume(read);
            if count > 0 {
                return Ok(count);
            }
            if ended && self.open {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }
}
