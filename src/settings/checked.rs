//! The settings as they hold.

use crate::catalogue::load::fault::Fault;
use crate::catalogue::load::source::read;
use crate::lang::{Text, Wording};
use crate::settings::written::Written;

/// What to do about a fault in a settings file.
const ADVICE: Text = Text {
    en: Wording::fixed("correct the line or take it out; the README names the options that there are"),
    zh: Wording::fixed("改正这一行，或者删掉它；有哪些选项见 README"),
};

/// What a person has chosen. Empty while there is no option.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {}

impl Settings {
    /// Reads the text of a settings file; an empty one changes nothing.
    ///
    /// # Errors
    /// Every fault that was found; then nothing of the file holds.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        let written: Option<Written> = read(text).map_err(|fault| vec![fault.advising(ADVICE)])?;
        Ok(written.map_or_else(Self::default, Self::check))
    }

    fn check(Written {}: Written) -> Self {
        Self {}
    }
}

#[cfg(test)]
mod tests {
    use super::{ADVICE, Settings};
    use crate::catalogue::load::fault::Fault;
    use crate::lang::Lang;

    #[test]
    fn nothing_written_changes_nothing() {
        for text in ["", "\n", "# nothing yet\n", "{}"] {
            assert_eq!(Settings::read(text), Ok(Settings::default()), "{text:?}");
        }
    }

    #[test]
    fn an_unknown_option_is_named_with_its_place() {
        let text = "# mine\ncolour: blue\n";
        let faults = Settings::read(text).unwrap_err();
        let [fault] = faults.as_slice() else { panic!("{faults:?}") };
        assert_eq!(Fault::positions(&faults, text), [(2, 1)]);
        for lang in [Lang::En, Lang::Zh] {
            assert_eq!(fault.next(lang), ADVICE.of(lang));
            assert!(fault.what(lang).contains("colour"), "{fault:?}");
        }
    }
}
