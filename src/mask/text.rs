//! A text under search for secrets, and how to look around in it.

use std::ops::Range;

use crate::mask::token_at;

/// A text under search. Everything below `floor` is settled.
pub(super) struct Scan<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) floor: usize,
    /// Where the value ends that names a secret: `"Key": "DB_PASSWORD"`; the `"Value"` that follows is it
    pub(super) announced: Option<usize>,
    /// The next end of a key block, once looked for: from where, and where it is
    pub(super) block_end: Option<(usize, Option<usize>)>,
    /// The place of every secret, in order; none overlaps another
    pub(super) found: Vec<Range<usize>>,
}

impl<'a> Scan<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), floor: 0, announced: None, block_end: None, found: Vec::new() }
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

    pub(super) fn between(&self, from: usize, to: usize) -> &'a [u8] {
        self.bytes.get(from..to).unwrap_or_default()
    }

    /// The end of the run from `at` on whose bytes are `good`.
    pub(super) fn run(&self, at: usize, good: impl Fn(u8) -> bool) -> usize {
        at + self.from(at).iter().take_while(|byte| good(**byte)).count()
    }

    /// The start of the run before `at` whose bytes are `good`; at most `most` of them. It may reach into what is
    /// settled: a name that was taken for a secret still tells of the next one.
    pub(super) fn run_back(&self, at: usize, most: usize, good: impl Fn(u8) -> bool) -> usize {
        let before = self.between(at.saturating_sub(most), at);
        at - before.iter().rev().take_while(|byte| good(**byte)).count()
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
