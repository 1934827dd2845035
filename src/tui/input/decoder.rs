//! The decoder: keys until a paste begins, then its text until it ends.

use std::mem;
use std::time::Duration;

use memchr::memmem::find_iter;
use terminput::{Event, KeyEventKind, MouseButton, MouseEvent, MouseEventKind, ScrollDirection};

use crate::evidence::input::{Content, MOST};
use crate::fact::finding::Why;
use crate::tui::input::sequences::{CLOSES, OPENS, Piece, Sequences};
use crate::tui::keys::Chord;
use crate::tui::message::{Message, Mouse};
use crate::tui::palette::Rgb;

/// A key is told from what follows it by this silence: a lone Esc from a sequence, a key from the rest of a paste. No
/// terminal stops within a key for longer, no person types two keys within it.
const KEY_PAUSE: Duration = Duration::from_millis(50);

/// What is not ended after this silence is not going to be: a paste without its closing mark, half an answer.
const PAUSE: Duration = Duration::from_millis(500);

/// The most bytes that are taken in at once: a paste takes this much more memory than its limit.
const PIECE: usize = 64 * 1024;

/// The longest sequence of a key, and some.
const LONGEST_KEY: usize = 32;

/// How an answer begins that tells the background: the number of the control string that asks for it.
const ABOUT_BACKGROUND: &[u8] = b"]11;";

/// Lines that one notch of the wheel moves.
const NOTCH: i8 = 3;

/// Turns the bytes of a terminal into messages.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    phase: Phase,
    keys: Sequences,
    held: Held,
}

/// What the next byte belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    /// A key
    #[default]
    Keys,
    /// A paste
    Paste,
    /// A paste has ended just now. What comes with its end is paste too where another mark follows, for a text may hold a
    /// closing mark; keys, where none does
    Closed,
    /// A paste fell silent without its closing mark. One key ends it; more at once is the rest of it
    Torn,
}

impl Decoder {
    /// Takes bytes in; `messages` gets what they mean.
    pub fn take(&mut self, mut bytes: &[u8], messages: &mut Vec<Message>) {
        while !bytes.is_empty() {
            bytes = if self.phase == Phase::Keys { self.type_in(bytes, messages) } else { self.hold(bytes, messages) };
        }
    }

    /// How long to wait for a byte before [`Decoder::silence`] is told; for ever where nothing is open.
    #[must_use]
    pub fn patience(&self) -> Option<Duration> {
        match self.phase {
            Phase::Keys if self.keys.may_be_key() => Some(KEY_PAUSE),
            Phase::Keys => self.keys.is_open().then_some(PAUSE),
            Phase::Paste => Some(PAUSE),
            Phase::Closed => Some(KEY_PAUSE),
            Phase::Torn => (!self.held.bytes.is_empty()).then_some(KEY_PAUSE),
        }
    }

    /// Takes in that no byte came within [`Decoder::patience`].
    pub fn silence(&mut self, messages: &mut Vec<Message>) {
        match self.phase {
            Phase::Keys => messages.extend(self.keys.silence().and_then(|key| meaning(&key))),
            Phase::Paste => {
                messages.push(self.held.paste());
                self.phase = Phase::Torn;
            }
            Phase::Closed => {
                let typed = mem::take(&mut self.held);
                self.phase = Phase::Keys;
                self.type_in(&typed.bytes, messages);
                if self.keys.may_be_key() {
                    self.silence(messages);
                }
            }
            Phase::Torn => match self.held.typed().as_deref() {
                Some([]) => self.held.bytes.clear(),
                // an answer ends nothing, it only happens to come now
                Some([answer @ Message::Background(_)]) => {
                    messages.push(answer.clone());
                    self.held.bytes.clear();
                }
                Some([typed]) => {
                    *self = Self::default();
                    messages.push(typed.clone());
                }
                _ => self.phase = Phase::Paste,
            },
        }
    }

    /// Takes keys in until a paste begins; what is left then.
    fn type_in<'a>(&mut self, bytes: &'a [u8], messages: &mut Vec<Message>) -> &'a [u8] {
        let mut pieces = Vec::new();
        for (at, byte) in bytes.iter().enumerate() {
            self.keys.take(*byte, &mut pieces);
            for piece in pieces.drain(..) {
                match piece {
                    Piece::Key(key) => messages.extend(meaning(&key)),
                    Piece::Answer(answer) => messages.extend(background(&answer)),
                    Piece::Opens => {
                        self.phase = Phase::Paste;
                        return bytes.get(at + 1..).unwrap_or_default();
                    }
                }
            }
        }
        &[]
    }

    /// Takes in what is or may be a paste, until a mark; what is left then.
    fn hold<'a>(&mut self, bytes: &'a [u8], messages: &mut Vec<Message>) -> &'a [u8] {
        let (mark, left) = self.held.take(bytes, self.phase != Phase::Paste);
        let Some(mark) = mark else { return left };
        // between pastes that come at once nobody types
        if self.phase == Phase::Paste || !self.held.bytes.is_empty() {
            messages.push(self.held.paste());
        }
        self.phase = if mark == OPENS { Phase::Paste } else { Phase::Closed };
        left
    }
}

/// Bytes of a paste, no more than its limit and a piece.
#[derive(Clone, Debug, Default)]
struct Held {
    bytes: Vec<u8>,
    /// Bytes beyond the limit were left
    left: bool,
}

impl Held {
    /// Takes in a piece of `bytes`, at most until a mark that closes a paste, or opens one where that counts; the mark and
    /// what is left.
    fn take<'a>(&mut self, bytes: &'a [u8], opens: bool) -> (Option<&'static [u8]>, &'a [u8]) {
        let (piece, rest) = bytes.split_at(bytes.len().min(PIECE));
        // a mark may have been cut
        let from = self.bytes.len().saturating_sub(CLOSES.len() - 1);
        self.bytes.extend_from_slice(piece);
        let looked_at = &self.bytes[from..];
        let starts = |mark: &[u8]| find_iter(looked_at, mark).next();
        let open = opens.then(|| starts(OPENS)).flatten().map(|at| (at, OPENS));
        let close = starts(CLOSES).map(|at| (at, CLOSES));
        if let Some((at, mark)) = open.into_iter().chain(close).min() {
            let end = from + at;
            let behind = self.bytes.len() - end - mark.len();
            self.bytes.truncate(end);
            return (Some(mark), &bytes[piece.len() - behind..]);
        }
        if self.bytes.len() > MOST + PIECE {
            self.left = true;
            self.bytes.drain(MOST..self.bytes.len() - CLOSES.len());
        }
        (None, rest)
    }

    /// What is held, as a paste; nothing is held then.
    fn paste(&mut self) -> Message {
        let Self { mut bytes, left } = mem::take(self);
        let left = left || bytes.len() > MOST;
        bytes.truncate(MOST);
        if left {
            // the limit may lie within a character
            let cut = bytes.utf8_chunks().last().map_or(0, |last| last.invalid().len());
            bytes.truncate(bytes.len() - cut);
        }
        Message::Paste(Content { bytes, rest: left.then_some(Why::TooLong) })
    }

    /// What was typed, where it was no more than one key; nothing, where it is nothing that counts.
    fn typed(&self) -> Option<Vec<Message>> {
        if self.bytes.len() > LONGEST_KEY {
            return None;
        }
        let (mut decoder, mut messages) = (Decoder::default(), Vec::new());
        decoder.take(&self.bytes, &mut messages);
        if decoder.keys.may_be_key() {
            decoder.silence(&mut messages);
        }
        (messages.len() <= 1 && decoder.patience().is_none()).then_some(messages)
    }
}

/// What a whole sequence means; `None` for what is nothing to the program.
fn meaning(sequence: &[u8]) -> Option<Message> {
    // how longer sequences begin, and nothing behind it
    if let [b'\x1b', key @ (b'[' | b'O')] = sequence {
        return Some(Message::Key(Chord::key(char::from(*key)).alt()));
    }
    told(&Event::parse_from(sequence).ok()??)
}

/// What the program is told of an event; `None` for what is nothing to it.
pub(in crate::tui) fn told(event: &Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Chord::pressed(*key).map(Message::Key),
        Event::Mouse(mouse) => pointed(*mouse).map(Message::Mouse),
        _ => None,
    }
}

/// The background of the terminal, where an answer tells it.
fn background(answer: &[u8]) -> Option<Message> {
    let colour = answer.strip_prefix(ABOUT_BACKGROUND)?;
    Rgb::told(std::str::from_utf8(colour).ok()?).map(Message::Background)
}

fn pointed(MouseEvent { kind, column, row, .. }: MouseEvent) -> Option<Mouse> {
    match kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Mouse::Press(column, row)),
        MouseEventKind::Scroll(ScrollDirection::Down) => Some(Mouse::Wheel(NOTCH, column, row)),
        MouseEventKind::Scroll(ScrollDirection::Up) => Some(Mouse::Wheel(-NOTCH, column, row)),
        _ => None,
    }
}
