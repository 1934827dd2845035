//! Secrets in a text from outside, replaced before anything else looks at it: a text that is not [`Masked`] is not read.
//!
//! Two kinds are found: what a name gives away (`password=`, in [`named`]) and what its form gives away (a token, a
//! phone number, in [`shaped`]). One walk over the bytes stops only where one of them can begin.

mod named;
mod shaped;
mod text;
mod walk;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, Mutex, PoisonError};

/// A text without secrets. Made only by [`Mask::mask`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masked(String);

impl Deref for Masked {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
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

/// The words that stand in tokens, before the number.
const KINDS: [&str; 4] = ["secret id", "secret", "phone", "mail"];

/// Looks at a text, and bytes that are looked at, at most. Real texts need one look, and a second that finds nothing;
/// a chain of glued addresses needs one for each.
const PASSES: usize = 8;
const LOOKED_AT: usize = 16 << 20;

/// The most digits of a number that is taken for one of a token.
const MOST_DIGITS: usize = 9;

impl Mask {
    /// `text` with every secret in it replaced by a token: `[secret 1]`, `[phone 2]`. Tokens stay as they are.
    pub fn mask(&mut self, text: &str) -> Masked {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(mut masked) = tokens.pass(text) else { return Masked(text.to_owned()) };
        // a secret may come to light behind one that was glued to it
        for _ in 1..PASSES.max(LOOKED_AT / text.len().max(1)) {
            let Some(next) = tokens.pass(&masked) else { break };
            masked = next;
        }
        Masked(masked)
    }
}

impl Tokens {
    /// Replaces what is found in one look; `None` where nothing is.
    fn pass(&mut self, text: &str) -> Option<String> {
        let secrets = walk::secrets(text);
        if secrets.is_empty() {
            return None;
        }
        self.last = self.last.max(highest(text));
        let mut masked = String::with_capacity(text.len());
        let mut from = 0;
        for Range { start, end } in secrets {
            masked.push_str(text.get(from..start).unwrap_or_default());
            masked.push_str(self.token(text.get(start..end).unwrap_or_default()));
            from = end;
        }
        masked.push_str(text.get(from..).unwrap_or_default());
        Some(masked)
    }

    fn token(&mut self, secret: &str) -> &str {
        let last = &mut self.last;
        let kind = shaped::kind(secret);
        let spelt = if kind == "phone" { secret.replace([' ', '-'], "") } else { secret.to_owned() };
        self.tokens.entry(spelt).or_insert_with(|| {
            *last = last.saturating_add(1);
            format!("[{kind} {last}]")
        })
    }
}

/// The length of the token that `text` begins with.
fn token_at(text: &[u8]) -> Option<usize> {
    let rest = text.strip_prefix(b"[")?;
    KINDS.iter().find_map(|kind| {
        let number = rest.strip_prefix(kind.as_bytes())?.strip_prefix(b" ")?;
        let digits = number.iter().take(MOST_DIGITS).take_while(|byte| byte.is_ascii_digit()).count();
        let closed = digits > 0 && number.get(digits) == Some(&b']');
        closed.then(|| text.len() - number.len() + digits + 1)
    })
}

/// The highest number of a token in `text`: its secrets are other ones than those that are found now.
fn highest(text: &str) -> u32 {
    let tokens = text.match_indices('[').filter_map(|(at, _)| {
        let length = token_at(text.as_bytes().get(at..)?)?;
        let (_, number) = text.get(at..at + length - 1)?.rsplit_once(' ')?;
        number.parse().ok()
    });
    tokens.max().unwrap_or_default()
}

#[cfg(test)]
mod tests;
