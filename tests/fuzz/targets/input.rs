//! Any bytes as what a terminal sends: the same however they are cut, nothing of a paste is a key, and after a few
//! silences nothing is open.

#![no_main]

use libfuzzer_sys::fuzz_target;
use scf_tui::tui::input::Decoder;
use scf_tui::tui::message::Message;

fn decoded<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Vec<Message> {
    let (mut decoder, mut messages) = (Decoder::default(), Vec::new());
    for piece in pieces {
        decoder.take(piece, &mut messages);
    }
    for _ in 0..8 {
        decoder.silence(&mut messages);
    }
    assert_eq!(decoder.patience(), None);
    messages
}

fuzz_target!(|bytes: &[u8]| {
    let Some((size, input)) = bytes.split_first() else { return };
    let whole = decoded(std::iter::once(input));
    assert_eq!(decoded(input.chunks(usize::from(*size).max(1))), whole);
    // up to the last mark of a paste, nothing is a key
    let paste = [b"\x1b[200~", input, b"\x1b[201~"].concat();
    let pasted = decoded(std::iter::once(paste.as_slice()));
    assert!(pasted.iter().all(|message| matches!(message, Message::Paste(_))));
});
