//! A text, cut where the script changes: words in letters and digits, runs of Chinese characters.

use crate::search::letters::{folded, is_han, narrow};

/// What is written in one script without a break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) script: Script,
    /// As it is compared
    pub(super) letters: Vec<char>,
    /// The position of its first letter in the text, in characters
    pub(super) start: usize,
    /// Where words begin in it (`PortBinding`, `6MB`); a run of Chinese characters is one
    pub(super) words: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Han,
}

impl Run {
    /// All its letters.
    pub(super) fn text(&self) -> String {
        self.letters.iter().collect()
    }

    /// Its words, each with its place in the run.
    pub(super) fn parts(&self) -> impl Iterator<Item = (usize, &[char])> {
        let ends = self.words.iter().skip(1).copied().chain([self.letters.len()]);
        self.words.iter().copied().zip(ends).map(|(from, to)| (from, &self.letters[from..to]))
    }
}

/// Cuts a text.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut open, mut before) = (false, ' ');
    for (at, c) in text.chars().enumerate() {
        let Some(letter) = folded(c) else {
            open = false;
            continue;
        };
        let script = if is_han(letter) { Script::Han } else { Script::Latin };
        let now = narrow(c);
        match runs.last_mut().filter(|run| open && run.script == script) {
            Some(run) => {
                // a capital behind a small letter begins a word, and so does a digit behind a letter
                let begins =
                    (now.is_uppercase() && before.is_lowercase()) || (now.is_ascii_digit() != before.is_ascii_digit());
                if script == Script::Latin && begins {
                    run.words.push(run.letters.len());
                }
                run.letters.push(letter);
            }
            None => runs.push(Run { script, letters: vec![letter], start: at, words: vec![0] }),
        }
        (open, before) = (true, now);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::{Script, runs};

    #[test]
    fn a_text_is_cut_where_the_script_changes() {
        for (text, expected) in [
            ("PortBindingFailed", vec!["port binding failed"]),
            ("code:437", vec!["code", "437"]),
            ("init超时", vec!["init", "超时"]),
            ("超过 6MB", vec!["超过", "6 mb"]),
            ("SCF_QcsRole", vec!["scf", "qcs role"]),
            ("…", vec![]),
        ] {
            let cut: Vec<String> = (runs(text).iter())
                .map(|run| run.parts().map(|(_, word)| word.iter().collect::<String>()).collect::<Vec<_>>().join(" "))
                .collect();
            assert_eq!(cut, expected, "{text}");
        }
        assert_eq!(runs("9000端口")[1].script, Script::Han);
    }
}
