//! Secrets in a text from outside, replaced before anything else looks at it: a text that is not [`Masked`] is not read.
//!
//! Three kinds are found: what a name gives away (`password=`, in [`named`]), what its place gives away (in [`dsn`], in
//! [`commands`], in [`said`]), and what its form gives away (in [`providers`], [`shaped`] and [`ids`]). One walk over the
//! bytes stops only where one of them can begin. It looks twice: at the text, and at what its escapes stand for.

mod commands;
mod dsn;
mod ids;
mod named;
mod names;
mod programs;
mod providers;
mod said;
mod shaped;
mod text;
mod token;
mod unwrapped;
mod value;
mod walk;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, Mutex, PoisonError};

use crate::clean::{Lines, Plain};
use crate::mask::token::highest;
use crate::mask::unwrapped::Unwrapped;

/// A text without secrets, and harmless. Made only by [`Mask::mask`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masked {
    text: String,
    lines: Lines,
}

impl Masked {
    /// How many lines more the original has before `at`: secrets may be lines long.
    #[must_use]
    pub fn more_lines_before(&self, at: usize) -> isize {
        self.lines.more_before(at)
    }
}

impl Deref for Masked {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// Replaces secrets. The same secret gets the same token for as long as the `Mask` or a clone of it lives, so that a
/// person still sees that two places hold the same one, whichever thread read them.
#[derive(Clone, Debug, Default)]
pub struct Mask(Arc<Mutex<Tokens>>);

#[derive(Debug, Default)]
struct Tokens {
    tokens: BTreeMap<String, String>,
    /// The highest number in use, here or in a text that was masked before
    last: u32,
}

/// Looks at a text, and bytes that are looked at, at most. Real texts need one look, and a second that finds nothing;
/// a chain of glued addresses needs one for each.
const PASSES: usize = 8;
const LOOKED_AT: usize = 16 << 20;

/// The most kinds of escapes within one another: a document in an address in a document.
const DEEPEST: usize = 3;

impl Mask {
    /// `text` with every secret in it replaced by a token: `[secret 1]`, `[phone 2]`. Tokens stay as they are.
    pub fn mask(&mut self, text: &Plain) -> Masked {
        let mut masked = Masked { text: String::from(&**text), lines: text.lines().clone() };
        // a secret may come to light behind one that was glued to it
        for _ in 0..PASSES.max(LOOKED_AT / text.len().max(1)) {
            let secrets = secrets(&masked);
            if secrets.is_empty() {
                break;
            }
            // looking takes long, and others mask meanwhile
            masked = self.0.lock().unwrap_or_else(PoisonError::into_inner).replace(&masked, &secrets);
        }
        masked
    }
}

/// What is found in one look.
fn secrets(masked: &Masked) -> Vec<Range<usize>> {
    let mut secrets = walk::secrets(masked);
    let mut view = Unwrapped::new(masked);
    for _ in 0..DEEPEST {
        let Some(unwrapped) = view else { break };
        let found = walk::secrets(unwrapped.as_str());
        secrets.extend(found.iter().map(|secret| unwrapped.original(secret)));
        view = unwrapped.again();
    }
    joined(secrets)
}

impl Tokens {
    /// Replaces what was found.
    fn replace(&mut self, masked: &Masked, secrets: &[Range<usize>]) -> Masked {
        self.last = self.last.max(highest(masked));
        let mut text = String::with_capacity(masked.len());
        let mut lines = Lines::default();
        let mut shifts = masked.lines.shifts().peekable();
        let mut from = 0;
        for Range { start, end } in secrets {
            // what is shifted within the secret is shifted behind its token
            while let Some((at, by)) = shifts.next_if(|(at, _)| at <= start) {
                lines.shift(text.len() + at - from, by);
            }
            let secret = masked.get(*start..*end).unwrap_or_default();
            text.push_str(masked.get(from..*start).unwrap_or_default());
            text.push_str(self.token(secret));
            from = *end;
            let ends = secret.bytes().filter(|byte| *byte == b'\n').count();
            let mut lost = isize::try_from(ends).unwrap_or_default();
            while let Some((_, by)) = shifts.next_if(|(at, _)| at <= end) {
                lost += by;
            }
            if lost != 0 {
                lines.shift(text.len(), lost);
            }
        }
        shifts.for_each(|(at, by)| lines.shift(text.len() + at - from, by));
        text.push_str(masked.get(from..).unwrap_or_default());
        Masked { text, lines }
    }

    fn token(&mut self, secret: &str) -> &str {
        if self.tokens.contains_key(secret) {
            return self.tokens.get(secret).map_or("", String::as_str);
        }
        let last = &mut self.last;
        let kind = kind(secret);
        let apart = matches!(kind, "phone" | "id card" | "bank card");
        let spelt = if apart { secret.replace([' ', '-'], "") } else { secret.to_owned() };
        self.tokens.entry(spelt).or_insert_with(|| {
            *last = last.saturating_add(1);
            format!("[{kind} {last}]")
        })
    }
}

/// The word for a secret, by its form; so it is the same wherever the secret stands.
fn kind(secret: &str) -> &'static str {
    let bytes = secret.as_bytes();
    if providers::is_id(bytes) {
        "secret id"
    } else if let Some(kind) = ids::kind(bytes) {
        kind
    } else if shaped::is_mail(secret) {
        "mail"
    } else {
        "secret"
    }
}

/// Places in order, those that overlap as one.
fn joined(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| (place.start, place.end));
    places.dedup_by(|next, place| {
        let overlap = next.start < place.end;
        if overlap {
            place.end = place.end.max(next.end);
        }
        overlap
    });
    places
}

#[cfg(test)]
mod tests;
