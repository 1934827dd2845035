//! Sequences: where a key begins and ends among the bytes of a terminal. Answers of the terminal come when they like:
//! colours, positions, names, states. They are taken whole and are never keys.

use std::mem;

/// What opens a bracketed paste,
pub(super) const OPENS: &[u8] = b"\x1b[200~";
/// and what closes it.
pub(super) const CLOSES: &[u8] = b"\x1b[201~";

const ESC: u8 = 0x1b;
const BELL: u8 = 0x07;

/// The most bytes that are kept of a sequence; no key has more.
const MOST_KEPT: usize = 64;

/// What the next byte is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// The first of a sequence
    #[default]
    First,
    /// Behind Esc: what kind of sequence it is, or a key with Alt
    Escape,
    /// The rest of a character, so many bytes
    Character(usize),
    /// Behind `ESC O`
    Ss3,
    /// Behind `ESC [`
    Csi,
    /// Behind `ESC [ [`: the Linux console names a function key
    Console,
    /// Behind `ESC [ M`: what an old mouse tells, so many bytes
    Mouse(usize),
    /// In the string of an answer
    Answer,
    /// Behind Esc in such a string
    AnswerEscape,
}

/// A piece of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A whole sequence: a key, or what the mouse did
    Key(Vec<u8>),
    /// The mark that opens a paste
    Opens,
    /// The string of an answer, without the marks around it
    Answer(Vec<u8>),
}

/// A sequence that may not be whole yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Sequences {
    state: State,
    kept: Vec<u8>,
    /// Bytes that may still come of an answer about a colour that fell silent; a connection may stall, but loses nothing
    torn: usize,
}

impl Sequences {
    /// Whether a sequence has begun and not ended.
    pub(super) fn is_open(&self) -> bool {
        self.state != State::First
    }

    /// Whether what came is a key if nothing follows: Esc, or a key with Alt that is how sequences begin.
    pub(super) fn may_be_key(&self) -> bool {
        let begun = matches!(self.state, State::Escape | State::Ss3 | State::Csi | State::Answer);
        begun && self.kept.len() <= 2
    }

    /// Ends what has begun; the key that it is then.
    pub(super) fn silence(&mut self) -> Option<Vec<u8>> {
        let is_key = self.may_be_key();
        let told = matches!(self.state, State::Answer | State::AnswerEscape) && self.kept.len() > 2;
        self.state = State::First;
        let kept = mem::take(&mut self.kept);
        if told {
            self.torn = MOST_KEPT.saturating_sub(kept.len());
        }
        is_key.then_some(kept)
    }

    /// Takes a byte in; `pieces` gets what it ends.
    pub(super) fn take(&mut self, byte: u8, pieces: &mut Vec<Piece>) {
        if self.state == State::First && self.goes_on(byte) {
            return;
        }
        if self.state == State::AnswerEscape && byte != b'\\' {
            // the answer was cut off, and Esc begins something else
            (self.state, self.kept) = (State::Escape, vec![ESC]);
        }
        if self.breaks_off(byte) {
            pieces.extend(self.silence().map(Piece::Key));
        }
        self.keep(byte);
        self.state = match (self.state, byte) {
            (State::First | State::Escape, 0xc2..=0xdf) => State::Character(1),
            (State::First | State::Escape, 0xe0..=0xef) => State::Character(2),
            (State::First | State::Escape, 0xf0..=0xf4) => State::Character(3),
            (State::Character(left @ 2..), _) => State::Character(left - 1),
            (State::First, ESC) => State::Escape,
            (State::Escape, b'[') => State::Csi,
            (State::Escape, b'O') => State::Ss3,
            (State::Escape, b']' | b'P' | b'X' | b'^' | b'_') => State::Answer,
            (State::Ss3 | State::Csi, 0x20..=0x3f) => self.state,
            (State::Csi, b'[') if self.kept == b"\x1b[[" => State::Console,
            (State::Csi, b'M') if self.kept == b"\x1b[M" => State::Mouse(3),
            (State::Mouse(left @ 2..), _) => State::Mouse(left - 1),
            (State::Answer, ESC) => State::AnswerEscape,
            (State::Answer, byte) if byte != BELL => State::Answer,
            (State::Answer | State::AnswerEscape, _) => {
                pieces.extend(self.answer());
                State::First
            }
            _ => {
                pieces.extend(self.end());
                State::First
            }
        };
    }

    /// Whether a byte belongs to an answer about a colour that had fallen silent.
    fn goes_on(&mut self, byte: u8) -> bool {
        match (self.torn, byte) {
            (0, _) => false,
            (_, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b'r' | b'g' | b':' | b'/' | b'#' | b';') => {
                self.torn -= 1;
                true
            }
            (_, BELL | b'\\') => {
                self.torn = 0;
                true
            }
            (_, ESC) => {
                (self.torn, self.state, self.kept) = (0, State::AnswerEscape, vec![ESC]);
                true
            }
            _ => {
                self.torn = 0;
                false
            }
        }
    }

    /// Whether a byte cannot go on with what has begun: it begins something of its own. So Ctrl-C is always one.
    const fn breaks_off(&self, byte: u8) -> bool {
        match self.state {
            State::First | State::AnswerEscape => false,
            State::Character(_) => !matches!(byte, 0x80..=0xbf),
            State::Escape => matches!(byte, ESC | 0x80..=0xc1 | 0xf5..),
            State::Ss3 | State::Csi | State::Console => !matches!(byte, 0x20..=0x7e),
            State::Mouse(_) => byte < 0x20,
            State::Answer => matches!(byte, 0..=0x06 | 0x0e..=0x1a | 0x1c..=0x1f),
        }
    }

    fn keep(&mut self, byte: u8) {
        if self.kept.len() < MOST_KEPT {
            self.kept.push(byte);
        }
    }

    /// The answer that has ended; none where it is longer than any that was asked for.
    fn answer(&mut self) -> Option<Piece> {
        let kept = mem::take(&mut self.kept);
        let whole = kept.len() < MOST_KEPT;
        let inner = kept.strip_suffix(b"\x1b\\").or_else(|| kept.strip_suffix(&[BELL])).unwrap_or(&kept);
        whole.then(|| Piece::Answer(inner.get(1..).unwrap_or_default().to_vec()))
    }

    /// The sequence that has ended, where it is none of the terminal's own.
    fn end(&mut self) -> Option<Piece> {
        let sequence = mem::take(&mut self.kept);
        if sequence == OPENS {
            return Some(Piece::Opens);
        }
        (sequence.len() < MOST_KEPT && !is_answer(&sequence)).then_some(Piece::Key(sequence))
    }
}

/// Whether a sequence is none that a key or the mouse makes.
fn is_answer(sequence: &[u8]) -> bool {
    let Some([parameters @ .., last]) = sequence.strip_prefix(b"\x1b[") else { return false };
    match (parameters, last) {
        // what an old mouse tells
        ([b'M', ..], _) => false,
        ([b'<', places @ ..], b'M' | b'm') => !are_places(places),
        ([_, ..], b'M') => !are_places(parameters),
        // where the cursor is; F3 with Ctrl and the like look the same, and were never told
        (parameters, b'R') => !parameters.is_empty(),
        ([b'<'..=b'?', ..], _) => true,
        _ => false,
    }
}

/// Whether what the mouse tells are numbers from one on.
fn are_places(places: &[u8]) -> bool {
    let is_number = |number: &[u8]| !number.is_empty() && number.iter().all(u8::is_ascii_digit);
    let mut numbers = places.split(|byte| *byte == b';').filter(|number| !number.is_empty());
    let button = numbers.next().is_some_and(is_number);
    button && numbers.all(|number| is_number(number) && number.iter().any(|digit| *digit != b'0'))
}
