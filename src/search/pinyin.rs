//! How Chinese texts are read.

use pinyin::ToPinyin;

/// A text as it is read.
pub(super) struct Read {
    /// Its syllables, each behind a blank: `duan kou`
    pub(super) syllables: String,
    /// Their first letters: `dk`
    pub(super) initials: String,
}

/// The reading of the Chinese characters in `text`; `None` where it has none.
pub(super) fn read(text: &str) -> Option<Read> {
    if text.is_ascii() {
        return None;
    }
    let (mut syllables, mut initials) = (String::new(), String::new());
    for syllable in text.chars().filter_map(|c| c.to_pinyin()) {
        if !syllables.is_empty() {
            syllables.push(' ');
        }
        syllables.push_str(syllable.plain());
        initials.push_str(syllable.first_letter());
    }
    (!initials.is_empty()).then_some(Read { syllables, initials })
}
