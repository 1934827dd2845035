//! How Chinese texts are read.

use pinyin::ToPinyin;

/// The syllables of a text that is Chinese throughout; `None` for any other.
pub(super) fn syllables(text: &str) -> Option<Vec<&'static str>> {
    if text.is_ascii() {
        return None;
    }
    text.chars().map(|c| c.to_pinyin().map(pinyin::Pinyin::plain)).collect()
}
