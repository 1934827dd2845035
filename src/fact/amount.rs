//! Amounts: a number with its unit. Times compare with times and sizes with sizes.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The unit of an amount. Times compare with times and sizes with sizes, whatever their units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Milliseconds
    Ms,
    /// Seconds
    S,
    /// Bytes
    Bytes,
    /// 1,024 × 1,024 bytes
    Mb,
    /// Things
    Count,
    /// Things per second
    PerSecond,
}

impl Unit {
    /// Every unit with the word that stands for it in the catalogue and behind a number.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Ms, "ms"),
        (Self::S, "s"),
        (Self::Bytes, "bytes"),
        (Self::Mb, "MB"),
        (Self::Count, "count"),
        (Self::PerSecond, "/s"),
    ];

    /// The unit that `word` names.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(unit, _)| *unit)
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(unit, _)| *unit == self).map_or("", |(_, name)| name)
    }

    /// What it measures, and how many of the smallest unit of that it is.
    #[must_use]
    pub const fn base(self) -> (Dimension, u64) {
        match self {
            Self::Ms => (Dimension::Time, 1),
            Self::S => (Dimension::Time, 1_000),
            Self::Bytes => (Dimension::Size, 1),
            Self::Mb => (Dimension::Size, 1_048_576),
            Self::Count => (Dimension::Count, 1),
            Self::PerSecond => (Dimension::Rate, 1),
        }
    }
}

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Times, in milliseconds
    Time,
    /// Sizes, in bytes
    Size,
    /// Things
    Count,
    /// Things per second
    Rate,
}

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// How many
    pub number: u64,
    /// of what
    pub unit: Unit,
}

impl Amount {
    /// Reads `3 s`, `3s` or, in the unit `usual`, `3`.
    #[must_use]
    pub fn parse(text: &str, usual: Unit) -> Option<Self> {
        let text = text.trim();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let number = text[..digits].parse().ok()?;
        let word = text[digits..].trim();
        let unit = if word.is_empty() { usual } else { Unit::named(word)? };
        (unit.base().0 == usual.base().0).then_some(Self { number, unit })
    }

    /// How many of `unit` this is, where that leaves no rest.
    #[must_use]
    pub fn whole(self, unit: Unit) -> Option<u64> {
        let ((mine, my_scale), (theirs, their_scale)) = (self.unit.base(), unit.base());
        let worth = u128::from(self.number) * u128::from(my_scale);
        let fits = mine == theirs && worth.is_multiple_of(u128::from(their_scale));
        u64::try_from(worth / u128::from(their_scale)).ok().filter(|_| fits)
    }

    /// Whether this is at least `other`; `None` where the two measure different things.
    #[must_use]
    pub fn at_least(self, other: Self) -> Option<bool> {
        let (mine, my_scale) = self.unit.base();
        let (theirs, their_scale) = other.unit.base();
        let scaled = |number: u64, scale: u64| u128::from(number) * u128::from(scale);
        (mine == theirs).then(|| scaled(self.number, my_scale) >= scaled(other.number, their_scale))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            Unit::Count => write!(f, "{}", self.number),
            unit => write!(f, "{} {}", self.number, unit.word()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Unit};

    #[test]
    fn amounts_compare_across_units_of_one_dimension() {
        let amount = |number, unit| Amount { number, unit };
        assert_eq!(amount(3_000, Unit::Ms).at_least(amount(3, Unit::S)), Some(true));
        assert_eq!(amount(2_999, Unit::Ms).at_least(amount(3, Unit::S)), Some(false));
        assert_eq!(amount(1, Unit::Mb).at_least(amount(1_048_577, Unit::Bytes)), Some(false));
        assert_eq!(amount(1, Unit::Mb).at_least(amount(1, Unit::S)), None);
        assert_eq!(amount(u64::MAX, Unit::Mb).at_least(amount(1, Unit::Bytes)), Some(true));
    }

    #[test]
    fn amounts_are_read_with_or_without_unit() {
        assert_eq!(Amount::parse("90", Unit::S), Some(Amount { number: 90, unit: Unit::S }));
        assert_eq!(Amount::parse(" 500ms ", Unit::S), Some(Amount { number: 500, unit: Unit::Ms }));
        for wrong in ["", "s", "3 MB", "-1", "3 parsecs", "99999999999999999999"] {
            assert_eq!(Amount::parse(wrong, Unit::S), None, "{wrong}");
        }
    }
}
