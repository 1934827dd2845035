//! Any bytes as a file, packed or not: reading ends, and how the bytes arrive changes nothing.

#![no_main]

use std::io::{self, Cursor, Read};

use libfuzzer_sys::fuzz_target;
use scf_tui::clean::Clean;
use scf_tui::evidence::input::Go;
use scf_tui::evidence::log::Log;
use scf_tui::lang::Lang;
use scf_tui::mask::Mask;
use scf_tui::words::Words;
use scf_tui::world::bytes::Bytes;
use scf_tui::world::logs;

/// Gives seven bytes at a time.
struct Trickle(Cursor<Vec<u8>>);

impl Read for Trickle {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(7);
        self.0.read(&mut buffer[..most])
    }
}

fn read(bytes: impl Read + Send + 'static) -> Result<Log, String> {
    let source = Bytes::Pipe(Box::new(bytes));
    let read = logs::read(Words::of(Lang::En), source, &Clean::new("fuzz.log"), &mut |_| Go::On);
    read.map(|reader| reader.finish(&mut Mask::default())).map_err(|trouble| trouble.to_string())
}

fuzz_target!(|bytes: &[u8]| {
    let bytes = Cursor::new(bytes.to_vec());
    assert_eq!(read(bytes.clone()), read(Trickle(bytes)));
});
