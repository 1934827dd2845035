//! Bursts: a terminal that cannot mark a paste types it, faster than a hand. What it types is evidence, never keys.

use std::mem;

use crate::evidence::input::{Content, MOST};
use crate::fact::finding::Why;
use crate::tui::keys::Chord;
use crate::tui::message::Message;

/// So many characters at once, not all of them the same, were not typed by a hand. One key that is held down repeats.
const TYPED_AT_MOST: usize = 8;

/// What came at once, with every burst of characters as one paste.
pub(in crate::tui) fn bursts(messages: Vec<Message>) -> Vec<Message> {
    let (mut told, mut run) = (Vec::with_capacity(messages.len()), Vec::new());
    for message in messages {
        match &message {
            Message::Key(chord) if letter(*chord).is_some() => run.push(*chord),
            _ => {
                end(&mut run, &mut told);
                told.push(message);
            }
        }
    }
    end(&mut run, &mut told);
    told
}

/// Ends a run of characters: a paste, or keys.
fn end(run: &mut Vec<Chord>, told: &mut Vec<Message>) {
    let run = mem::take(run);
    if run.len() <= TYPED_AT_MOST || run.iter().all(|chord| *chord == run[0]) {
        told.extend(run.into_iter().map(Message::Key));
        return;
    }
    let mut text: String = run.into_iter().filter_map(letter).collect();
    let left = text.len() > MOST;
    while text.len() > MOST {
        text.pop();
    }
    told.push(Message::Paste(Content { bytes: text.into_bytes(), rest: left.then_some(Why::TooLong) }));
}

/// What a key writes.
fn letter(chord: Chord) -> Option<char> {
    match chord {
        Chord::ENTER => Some('\n'),
        Chord::TAB => Some('\t'),
        Chord::SPACE => Some(' '),
        chord => {
            let name = chord.to_string();
            let mut letters = name.chars();
            letters.next().filter(|_| letters.next().is_none())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::bursts;
    use crate::tui::keys::Chord;
    use crate::tui::message::Message;

    fn keys(text: &str) -> Vec<Message> {
        let key = |c| if c == '\n' { Chord::ENTER } else { Chord::key(c) };
        text.chars().map(|c| Message::Key(key(c))).collect()
    }

    #[test]
    fn what_no_hand_types_is_a_paste() {
        let pasted = bursts([keys("446 quit\nq"), vec![Message::Key(Chord::ESC)], keys("q")].concat());
        let [Message::Paste(text), Message::Key(Chord::ESC), Message::Key(last)] = pasted.as_slice() else {
            panic!("{pasted:?}");
        };
        assert_eq!((text.bytes.as_slice(), *last), (&b"446 quit\nq"[..], Chord::key('q')));
    }

    #[test]
    fn what_a_hand_types_stays_keys() {
        for typed in ["446", "/port", "jjjjjjjjjjjjjjjjjjjj", ""] {
            assert_eq!(bursts(keys(typed)), keys(typed), "{typed}");
        }
    }
}
