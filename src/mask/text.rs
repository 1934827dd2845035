//! A text under search for secrets, and how to look around in it.

use std::ops::Range;

use crate::mask::commands::Command;
use crate::mask::token_at;

/// A text under search. Everything below `floor` is settled.
pub(super) struct Scan<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) floor: usize,
    /// Where the value ends that names a secret: `"Key": "DB_PASSWORD"`; the `"Value"` that follows is it
    pub(super) announced: Option<usize>,
    /// The command that the arguments from here on belong to, and where they end
    pub(super) command: Option<(&'static Command, usize)>,
    /// The next end of a key block, once looked for: from where, and where it is
    pub(super) block_end: Option<(usize, Option<usize>)>,
    /// The place of every secret, in order; none overlaps another
    pub(super) found: Vec<Range<usize>>,
}

impl<'a> Scan<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), floor: 0, announced: None, command: None, block_end: None, found: Vec::new() }
    }

    /// Takes a secret; what it covers is settled.
    pub(super) fn take(&mut self, secret: Range<usize>) {
        if secret.start >= self.floor && secret.start < secret.end {
            self.floor = secret.end;
            self.found.push(secret);
        }
    }

    /// The byte at `at`; 0 behind the end.
    pub(super) fn at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The byte before `at`, with a token seen as the bracket it ends with; 0 at the beginning.
    pub(super) fn before(&self, at: usize) -> u8 {
        match at.checked_sub(1) {
            None => 0,
            Some(_) if at == self.floor => b']',
            Some(before) => self.at(before),
        }
    }

    pub(super) fn from(&self, at: usize) -> &'a [u8] {
        self.bytes.get(at..).unwrap_or_default()
    }

    /// Whether `word` stands at `at`; the first byte decides most often.
    pub(super) fn is(&self, at: usize, word: &[u8]) -> bool {
        word.first().is_some_and(|first| self.at(at) == *first) && self.from(at).starts_with(word)
    }

    /// As [`is`](Self::is), with letters of either size; `word` is in small ones.
    pub(super) fn is_spelt(&self, at: usize, word: &[u8]) -> bool {
        word.first().is_some_and(|first| self.at(at).to_ascii_lowercase() == *first)
            && self.between(at, at + word.len()).eq_ignore_ascii_case(word)
    }

    pub(super) fn between(&self, from: usize, to: usize) -> &'a [u8] {
        self.bytes.get(from..to).unwrap_or_default()
    }

    /// The end of the run from `at` on whose bytes are `good`.
    pub(super) fn run(&self, at: usize, good: impl Fn(u8) -> bool) -> usize {
        at + self.from(at).iter().take_while(|byte| good(**byte)).count()
    }

    /// As [`run`](Self::run), of at most `most` bytes.
    pub(super) fn run_most(&self, at: usize, most: usize, good: impl Fn(u8) -> bool) -> usize {
        at + self.from(at).iter().take(most).take_while(|byte| good(**byte)).count()
    }

    /// The start of the run before `at` whose bytes are `good`; at most `most` of them. It may reach into what is
    /// settled: a name that was taken for a secret still tells of the next one.
    pub(super) fn run_back(&self, at: usize, most: usize, good: impl Fn(u8) -> bool) -> usize {
        let before = self.between(at.saturating_sub(most), at);
        at - before.iter().rev().take_while(|byte| good(**byte)).count()
    }

    /// Behind the line end at `at`, real or as an escape (`\n`, however many documents deep).
    pub(super) fn line_end(&self, at: usize) -> Option<usize> {
        match self.at(at) {
            b'\n' => Some(at + 1),
            b'\\' => {
                let sign = self.run_most(at, MOST_BLANKS, |byte| byte == b'\\');
                let end = matches!(self.at(sign), b'n' | b'r').then_some(sign + 1)?;
                if self.at(sign) == b'r' { Some(self.line_end(end).unwrap_or(end)) } else { Some(end) }
            }
            _ => None,
        }
    }

    /// Behind at most [`MOST_BLANKS`] blanks.
    pub(super) fn blanks(&self, at: usize) -> usize {
        self.run_most(at, MOST_BLANKS, is_blank)
    }

    /// The rest of a word that was cut at `end` by a line end: it has the next line to itself.
    pub(super) fn rest(&self, end: usize) -> Option<Range<usize>> {
        let broken = self.at(end) == b'\\' && self.at(end + 1) == b'\n';
        let start = self.blanks(self.line_end(end + usize::from(broken))?);
        let stop = self.run_most(start, LONGEST_REST, |byte| is_base64url(byte) || matches!(byte, b'+' | b'/' | b'='));
        let alone = self.at(stop) == 0 || matches!(self.at(stop), b'"' | b'\'' | b' ' | b',' | b'&' | b'\\' | b'\n');
        (alone && stop > start).then_some(start..stop)
    }

    pub(super) fn has_token(&self, at: usize) -> bool {
        token_at(self.from(at)).is_some()
    }

    /// Whether a word can begin at `at`: nothing of it stands before, escapes (`\n`, `\u4e2d`, `%20`) aside.
    pub(super) fn begins_word(&self, at: usize) -> bool {
        if !is_word(self.before(at)) {
            return true;
        }
        let back =
            |count: usize| at.checked_sub(count).filter(|from| *from >= self.floor).map_or(0, |from| self.at(from));
        let hex = |count: usize| (1..=count).all(|step| back(step).is_ascii_hexdigit());
        (back(2) == b'\\' && matches!(back(1), b'n' | b'r' | b't'))
            || (back(6) == b'\\' && back(5) == b'u' && hex(4))
            || (back(3) == b'%' && hex(2))
    }
}

/// The pairs of ASCII letters that the known words begin with: for each first one, a bit for each second one.
pub(super) struct Beginnings([u128; 128]);

impl Beginnings {
    pub(super) const fn none() -> Self {
        Self([0; 128])
    }

    pub(super) const fn with(mut self, word: &[u8]) -> Self {
        self.0[word[0] as usize] |= 1 << word[1];
        self
    }

    /// `word` in small letters, in large ones, and with one large letter before small ones.
    pub(super) const fn with_any_case(mut self, word: &[u8]) -> Self {
        let (small, large) = (word[0].to_ascii_lowercase(), word[0].to_ascii_uppercase());
        let seconds = 1 << word[1].to_ascii_lowercase() | 1 << word[1].to_ascii_uppercase();
        self.0[small as usize] |= seconds;
        self.0[large as usize] |= seconds;
        self
    }

    pub(super) fn has(&self, first: u8, second: u8) -> bool {
        second < 128 && self.0.get(usize::from(first)).is_some_and(|seconds| seconds >> second & 1 == 1)
    }
}

/// The most blanks between a name, its separator and its value.
pub(super) const MOST_BLANKS: usize = 32;

/// The longest rest of a word on the next line.
const LONGEST_REST: usize = 256;

/// Whether letters of both kinds and digits are mixed as only chance mixes them.
pub(super) fn is_mixed(word: &[u8]) -> bool {
    word.iter().any(u8::is_ascii_digit)
        && word.iter().any(u8::is_ascii_lowercase)
        && word.iter().any(u8::is_ascii_uppercase)
}

/// Letters, digits and the low line.
pub(super) const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// What tokens are made of.
pub(super) const fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// Blank or tab.
pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}
