//! Secrets in a text from outside, replaced before anything else looks at it: a text that is not [`Masked`] is not read.

use std::collections::BTreeMap;
use std::ops::Deref;

/// A text without secrets. Made only by [`Mask::mask`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Masked(String);

impl Deref for Masked {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// Replaces secrets. The same secret gets the same token for as long as the `Mask` lives, so that a person still sees
/// that two places hold the same one.
#[derive(Clone, Debug, Default)]
pub struct Mask {
    tokens: BTreeMap<String, String>,
}

impl Mask {
    /// `text` with every secret in it replaced.
    pub fn mask(&mut self, text: &str) -> Masked {
        let mut masked = String::with_capacity(text.len());
        for word in text.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
            let end = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric()).len();
            let secret = &word[..end];
            if secret.starts_with("AKID") && secret.len() >= 20 {
                let next = format!("[SecretId {}]", self.tokens.len() + 1);
                masked.push_str(self.tokens.entry(secret.to_owned()).or_insert(next));
            } else {
                masked.push_str(secret);
            }
            masked.push_str(&word[end..]);
        }
        Masked(masked)
    }
}
