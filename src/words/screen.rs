//! The words of the screen program.

mod en;
mod words;
mod zh;

use crate::lang::Lang;
pub use crate::words::screen::words::ScreenWords;

impl ScreenWords {
    /// The words of `lang`.
    #[must_use]
    pub const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::En => &en::EN,
            Lang::Zh => &zh::ZH,
        }
    }
}
