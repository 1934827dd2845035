//! Inks that can be read: the colours of text on a dark and on a light background, and how contrast is computed.

/// A colour, as the screen mixes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(
    /// Red
    pub u8,
    /// Green
    pub u8,
    /// Blue
    pub u8,
);

/// Four of the fixed colours of a terminal that has 256; the fifth ink is the terminal's own text.
#[derive(Debug, PartialEq, Eq)]
pub struct Inks {
    /// What may be passed over
    pub quiet: u8,
    /// Keys, headings, hits
    pub accent: u8,
    /// What needs attention
    pub alarm: u8,
    /// What is done
    pub good: u8,
}

/// Inks for dark backgrounds.
pub const DARK: Inks = Inks { quiet: 250, accent: 117, alarm: 217, good: 114 };
/// Inks for light backgrounds.
pub const LIGHT: Inks = Inks { quiet: 240, accent: 25, alarm: 124, good: 22 };

/// The least contrast of text, after WCAG 2 (level AA).
pub const LEAST: f64 = 4.5;

impl Inks {
    /// The least contrast of any of them on a background.
    #[must_use]
    pub fn contrast(&self, background: Rgb) -> f64 {
        let inks = [self.quiet, self.accent, self.alarm, self.good];
        inks.into_iter().map(|index| contrast(Rgb::fixed(index), background)).fold(f64::INFINITY, f64::min)
    }
}

/// The inks that can be read on a background; on one that is neither dark nor light there are none.
#[must_use]
pub fn readable(background: Rgb) -> Option<&'static Inks> {
    [&DARK, &LIGHT].into_iter().find(|inks| inks.contrast(background) >= LEAST)
}

impl Rgb {
    /// One of the fixed colours of a terminal that has 256: a cube of six steps, and greys. The sixteen before them are
    /// the terminal's own, so for those this is black.
    #[must_use]
    pub const fn fixed(index: u8) -> Self {
        const fn step(number: u8) -> u8 {
            if number == 0 { 0 } else { 55 + 40 * number }
        }
        match index {
            0..=15 => Self(0, 0, 0),
            16..=231 => {
                let place = index - 16;
                Self(step(place / 36), step(place / 6 % 6), step(place % 6))
            }
            232..=255 => {
                let grey = 8 + 10 * (index - 232);
                Self(grey, grey, grey)
            }
        }
    }

    /// Reads a colour as terminals tell it: `rgb:1e1e/1e1e/2e2e` with one to four digits each, `rgba:` the same with a
    /// fourth, `#1e1e2e`.
    #[must_use]
    pub fn told(text: &str) -> Option<Self> {
        let parts: Vec<&str> = if let Some(parts) = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:")) {
            parts.split('/').take(3).collect()
        } else {
            let digits = text.strip_prefix('#').filter(|it| it.is_ascii() && matches!(it.len(), 3 | 6 | 9 | 12))?;
            let each = digits.len() / 3;
            vec![&digits[..each], &digits[each..2 * each], &digits[2 * each..]]
        };
        let [red, green, blue] = parts.as_slice() else { return None };
        Some(Self(part(red)?, part(green)?, part(blue)?))
    }

    /// The relative luminance of WCAG 2.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

/// One to four hexadecimal digits, as a share of the most that they can say.
fn part(digits: &str) -> Option<u8> {
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let most = (1_u32 << (4 * digits.len())) - 1;
    let share = u32::from_str_radix(digits, 16).ok()? * 255 / most;
    u8::try_from(share).ok()
}

/// The contrast of two colours after WCAG 2: from 1 to 21.
#[must_use]
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{DARK, Inks, LEAST, LIGHT, Rgb, contrast, readable};

    /// The usual palettes: their name, their background, the colours 0 and 15, as hexadecimal digits.
    const PALETTES: [(&str, [&str; 3]); 24] = [
        ("xterm", ["#000000", "#000000", "#ffffff"]),
        ("xterm, white", ["#ffffff", "#000000", "#ffffff"]),
        ("VGA", ["#000000", "#000000", "#ffffff"]),
        ("Windows Console", ["#0c0c0c", "#0c0c0c", "#f2f2f2"]),
        ("PowerShell", ["#012456", "#0c0c0c", "#f2f2f2"]),
        ("Solarized dark", ["#002b36", "#073642", "#fdf6e3"]),
        ("Solarized light", ["#fdf6e3", "#073642", "#fdf6e3"]),
        ("Tango dark", ["#2e3436", "#2e3436", "#eeeeec"]),
        ("GNOME", ["#1e1e1e", "#171421", "#ffffff"]),
        ("GNOME light", ["#ffffff", "#171421", "#ffffff"]),
        ("Ubuntu", ["#300a24", "#2e3436", "#eeeeec"]),
        ("macOS Basic", ["#ffffff", "#000000", "#e6e6e6"]),
        ("macOS Pro", ["#000000", "#000000", "#e6e6e6"]),
        ("iTerm2", ["#15191f", "#14191e", "#ffffff"]),
        ("iTerm2 light", ["#fafafa", "#14191e", "#ffffff"]),
        ("Dracula", ["#282a36", "#21222c", "#ffffff"]),
        ("Gruvbox dark", ["#282828", "#282828", "#ebdbb2"]),
        ("Gruvbox light", ["#fbf1c7", "#282828", "#fbf1c7"]),
        ("Nord", ["#2e3440", "#3b4252", "#eceff4"]),
        ("One Dark", ["#282c34", "#282c34", "#ffffff"]),
        ("One Light", ["#fafafa", "#383a42", "#ffffff"]),
        ("Tokyo Night", ["#1a1b26", "#15161e", "#c0caf5"]),
        ("Catppuccin Mocha", ["#1e1e2e", "#45475a", "#bac2de"]),
        ("Catppuccin Latte", ["#eff1f5", "#5c5f77", "#acb0be"]),
    ];

    fn rgb(text: &str) -> Rgb {
        Rgb::told(text).unwrap()
    }

    /// Each ink is one of the fixed colours, so that what is computed is what is seen.
    #[test]
    fn every_ink_can_be_read_on_the_backgrounds_of_the_usual_palettes() {
        for inks in [&DARK, &LIGHT] {
            let Inks { quiet, accent, alarm, good } = inks;
            assert!([quiet, accent, alarm, good].into_iter().all(|ink| *ink >= 16));
        }
        assert!(DARK.contrast(Rgb(0, 0, 0)) >= LEAST && LIGHT.contrast(Rgb(255, 255, 255)) >= LEAST);
        for (name, [background, ..]) in PALETTES {
            let background = rgb(background);
            let inks = readable(background).unwrap_or_else(|| panic!("{name}: no inks"));
            assert!(inks.contrast(background) >= LEAST, "{name}");
            let dark = contrast(background, Rgb(255, 255, 255)) > contrast(background, Rgb(0, 0, 0));
            assert_eq!(inks == &DARK, dark, "{name}");
        }
    }

    /// `COLORFGBG` names a background by its number; what it means by 0 and by 15 can be read in every palette where it is
    /// what the inks are for.
    #[test]
    fn a_background_that_is_named_black_or_white_is_one_for_the_eye() {
        for (name, [background, black, white]) in PALETTES {
            if background == black {
                assert!(DARK.contrast(rgb(black)) >= LEAST, "{name}");
            }
            if background == white {
                assert!(LIGHT.contrast(rgb(white)) >= LEAST, "{name}");
            }
        }
    }

    #[test]
    fn contrast_is_what_the_standard_says() {
        let (black, white, grey) = (Rgb(0, 0, 0), Rgb(255, 255, 255), Rgb(119, 119, 119));
        assert!((contrast(black, white) - 21.0).abs() < 0.01);
        assert!((contrast(grey, white) - 4.48).abs() < 0.01);
        assert_eq!([16, 117, 231, 250].map(Rgb::fixed), [black, rgb("#87d7ff"), white, rgb("#bcbcbc")]);
    }

    #[test]
    fn a_colour_is_read_as_terminals_tell_it() {
        for (text, expected) in [
            ("rgb:0000/8080/ffff", Some(Rgb(0, 128, 255))),
            ("rgb:00/80/ff", Some(Rgb(0, 128, 255))),
            ("rgb:0/8/f", Some(Rgb(0, 136, 255))),
            ("rgba:1e1e/1e1e/2e2e/ffff", Some(Rgb(30, 30, 46))),
            ("#1e1e2e", Some(Rgb(30, 30, 46))),
            ("rgb:00/80", None),
            ("rgb:00/80/fg", None),
            ("rgb:/80/ff", None),
            ("rgb:00000/80/ff", None),
            ("#端口", None),
            ("", None),
        ] {
            assert_eq!(Rgb::told(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_chosen_can_be_read_on_any_background(red in any::<u8>(), green in any::<u8>(), blue in any::<u8>()) {
            let background = Rgb(red, green, blue);
            if let Some(inks) = readable(background) {
                assert!(inks.contrast(background) >= LEAST);
            }
        }

        #[test]
        fn any_text_is_taken_for_a_colour_or_none(text in any::<String>()) {
            let _ = Rgb::told(&text);
        }
    }
}
