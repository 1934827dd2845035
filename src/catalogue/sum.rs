//! Arithmetic over facts: what a value comes to, how far it is from its limit, and which facts follow from that.

use serde::{Deserialize, Serialize};

use crate::catalogue::condition::{Condition, Truth};
use crate::fact::{Amount, Dimension, Facts, Key, Unit, Value};
use crate::lang::{Str, Text};

/// A value against a limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Sum {
    /// Its name in files and for programs
    pub slug: Str,
    /// What is compared
    pub label: Text,
    /// What is used
    pub value: Terms,
    /// What there is
    pub limit: Terms,
    /// The fact that the value itself becomes, and the unit that it is told in
    pub gives: Option<(Key, Unit)>,
    /// Where the limit counts
    pub when: Condition,
    /// What it means that both are equal
    pub equal: Equal,
    /// The facts that follow where the value is over the limit
    pub over: Vec<(Key, Value)>,
    /// The facts that follow where it is not
    pub below: Vec<(Key, Value)>,
    /// The facts that follow where a quarter of the limit is left at least
    pub ample: Vec<(Key, Value)>,
}

/// The part of a limit, in hundredths, up to which there is ample room.
const AMPLE: u128 = 75;

/// What it means that a value equals its limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Equal {
    /// As if it were above
    Over,
    /// It is still allowed
    #[default]
    Within,
}

/// Products, added up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Terms(pub Vec<Vec<Term>>);

/// A factor of a product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Term {
    /// The amount of a fact
    Fact(Key),
    /// A number of the catalogue
    Amount(Amount),
}

/// A value and its limit, worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin {
    /// What is used
    pub value: Amount,
    /// What there is
    pub limit: Amount,
    /// Whether it is too much
    pub over: bool,
    /// How much is left, or how much it is too much
    pub rest: Amount,
    /// The part of the limit that is used, in hundredths
    pub percent: u128,
}

impl Terms {
    /// What it comes to in the smallest unit, and the unit to show it in; nothing while a fact of it is unknown.
    fn worth(&self, facts: &Facts) -> Option<(u128, Unit)> {
        let mut unit = Unit::Count;
        let mut sum: u128 = 0;
        for product in &self.0 {
            let amounts: Vec<Amount> = product.iter().map(|term| term.amount(facts)).collect::<Option<_>>()?;
            let (worth, own) = multiplied(&amounts);
            unit = own.unwrap_or(unit);
            sum = sum.saturating_add(worth);
        }
        Some((sum, unit))
    }
}

/// A product in the smallest unit, and the unit that is left in it. So many per second, for a time, is a count.
fn multiplied(amounts: &[Amount]) -> (u128, Option<Unit>) {
    let dimension = |amount: &&Amount| amount.unit.base().0;
    let cancel = [Dimension::Rate, Dimension::Time];
    let cancels = cancel.iter().all(|wanted| amounts.iter().any(|amount| dimension(&amount) == *wanted));
    let worth = amounts.iter().fold(1, |worth: u128, amount| {
        worth.saturating_mul(u128::from(amount.number)).saturating_mul(u128::from(amount.unit.base().1))
    });
    let left = |amount: &&Amount| {
        let measured = dimension(amount);
        measured != Dimension::Count && !(cancels && cancel.contains(&measured))
    };
    let unit = amounts.iter().rfind(left).map(|amount| amount.unit);
    let scale = if cancels { u128::from(Unit::S.base().1) } else { 1 };
    (worth.div_ceil(scale), unit)
}

impl Term {
    fn amount(&self, facts: &Facts) -> Option<Amount> {
        match self {
            Self::Amount(amount) => Some(*amount),
            Self::Fact(key) => match facts.value(key) {
                Some(Value::Amount(amount)) => Some(*amount),
                _ => None,
            },
        }
    }
}

impl Sum {
    /// The value against the limit, where both are known and the limit counts.
    #[must_use]
    pub fn margin(&self, facts: &Facts) -> Option<Margin> {
        if !matches!(self.when.eval(facts), Truth::True(_)) {
            return None;
        }
        let ((used, unit), (there, limit_unit)) = (self.value.worth(facts)?, self.limit.worth(facts)?);
        if unit.base().0 != limit_unit.base().0 {
            return None;
        }
        let over = match self.equal {
            Equal::Over => used >= there,
            Equal::Within => used > there,
        };
        let percent = used.saturating_mul(100).checked_div(there).unwrap_or(u128::MAX);
        let (value, limit) = (shown(used, unit), shown(there, limit_unit));
        Some(Margin { value, limit, over, rest: shown(used.abs_diff(there), unit), percent })
    }

    /// The value as a fact of its own, rounded up to the unit that it is told in.
    #[must_use]
    pub fn given(&self, margin: &Margin) -> Option<(&Key, Value)> {
        let (key, unit) = self.gives.as_ref()?;
        let (_, scale) = margin.value.unit.base();
        let worth = u128::from(margin.value.number) * u128::from(scale);
        let number = u64::try_from(worth.div_ceil(u128::from(unit.base().1))).unwrap_or(u64::MAX);
        Some((key, Value::Amount(Amount { number, unit: *unit })))
    }

    /// The facts that follow from a margin.
    pub fn states(&self, margin: &Margin) -> impl Iterator<Item = &(Key, Value)> {
        let ample = if margin.over || margin.percent > AMPLE { &[][..] } else { &self.ample };
        if margin.over { &self.over } else { &self.below }.iter().chain(ample)
    }

    /// Every fact that may follow.
    pub fn may_state(&self) -> impl Iterator<Item = &(Key, Value)> {
        self.over.iter().chain(&self.below).chain(&self.ample)
    }
}

/// An amount of the smallest unit, in `unit` where that leaves no rest.
fn shown(worth: u128, unit: Unit) -> Amount {
    let smallest = match unit.base().0 {
        Dimension::Time => Unit::Ms,
        Dimension::Size => Unit::Bytes,
        Dimension::Count => Unit::Count,
        Dimension::Rate => Unit::PerSecond,
    };
    let scale = u128::from(unit.base().1);
    let unit = if worth.is_multiple_of(scale) { unit } else { smallest };
    let number = u64::try_from(worth / u128::from(unit.base().1)).unwrap_or(u64::MAX);
    Amount { number, unit }
}

#[cfg(test)]
mod tests {
    use super::{Equal, Sum, Term, Terms};
    use crate::catalogue::condition::Condition;
    use crate::fact::{Amount, Answer, Facts, Key, Unit, Value};
    use crate::lang::{Str, Text};

    fn sum(value: &[&[&str]], equal: Equal) -> Sum {
        let product = |terms: &&[&str]| terms.iter().map(|key| Term::Fact(Key::new(key))).collect();
        Sum {
            slug: Str::from("sum"),
            label: Text::neutral("sum"),
            value: Terms(value.iter().map(product).collect()),
            limit: Terms(vec![vec![Term::Fact(Key::new("limit"))]]),
            gives: Some((Key::new("given"), Unit::Mb)),
            when: Condition::Always,
            equal,
            over: vec![(Key::new("full"), Value::Flag(true))],
            below: vec![(Key::new("full"), Value::Flag(false))],
            ample: vec![(Key::new("room"), Value::Flag(true))],
        }
    }

    #[test]
    fn a_value_against_its_limit() {
        use Unit::{Bytes, Count, Mb, Ms, PerSecond, S};
        for (facts, value, equal, percent, over, rest) in [
            (&[("a", 3_000, Ms), ("limit", 3, S)][..], &[&["a"][..]][..], Equal::Over, 100, true, "0 ms"),
            (&[("a", 900, Ms), ("limit", 3, S)], &[&["a"]], Equal::Over, 30, false, "2100 ms"),
            (&[("a", 6_291_456, Bytes), ("limit", 6, Mb)], &[&["a"]], Equal::Within, 100, false, "0 bytes"),
            (&[("a", 6_291_457, Bytes), ("limit", 6, Mb)], &[&["a"]], Equal::Within, 100, true, "1 bytes"),
            (&[("a", 60, S), ("b", 3, S), ("limit", 60, S)], &[&["a"], &["b"]], Equal::Within, 105, true, "3 s"),
            (
                &[("a", 128, Mb), ("b", 10, Count), ("limit", 2_000, Mb)],
                &[&["a", "b"]],
                Equal::Over,
                64,
                false,
                "720 MB",
            ),
            (
                &[("a", 200, PerSecond), ("b", 810, Ms), ("c", 512, Mb), ("limit", 64_000, Mb)],
                &[&["a", "b", "c"]],
                Equal::Over,
                129,
                true,
                "18944 MB",
            ),
            (
                &[("a", 3, PerSecond), ("b", 1_500, Ms), ("limit", 5, Count)],
                &[&["a", "b"]],
                Equal::Within,
                100,
                false,
                "0",
            ),
            (&[("a", 1, S), ("limit", 0, S)], &[&["a"]], Equal::Within, u128::MAX, true, "1 s"),
        ] {
            let mut known = Facts::default();
            for (key, number, unit) in facts {
                known.answer(Key::new(key), Answer::Is(Value::Amount(Amount { number: *number, unit: *unit })));
            }
            let sum = sum(value, equal);
            let margin = sum.margin(&known).unwrap_or_else(|| panic!("{facts:?}"));
            assert_eq!(
                (margin.percent, margin.over, margin.rest.to_string().as_str()),
                (percent, over, rest),
                "{facts:?}"
            );
            let stated: Vec<_> = sum.states(&margin).cloned().collect();
            let room = (!over && percent <= 75).then(|| (Key::new("room"), Value::Flag(true)));
            let full = (Key::new("full"), Value::Flag(over));
            assert_eq!(stated, std::iter::once(full).chain(room).collect::<Vec<_>>(), "{facts:?}");
            known.retract(&Key::new("limit"));
            assert_eq!(sum.margin(&known), None, "no limit, no margin");
        }
    }

    #[test]
    fn the_value_is_given_in_whole_units() {
        let mut facts = Facts::default();
        for (key, number) in [("a", 1_048_577), ("limit", 1)] {
            facts.answer(Key::new(key), Answer::Is(Value::Amount(Amount { number, unit: Unit::Bytes })));
        }
        let sum = sum(&[&["a"]], Equal::Within);
        let margin = sum.margin(&facts).unwrap_or_else(|| panic!("both sides are known"));
        let two = Value::Amount(Amount { number: 2, unit: Unit::Mb });
        assert_eq!(sum.given(&margin), Some((&Key::new("given"), two)));
    }

    #[test]
    fn numbers_too_large_do_not_wrap() {
        let mut facts = Facts::default();
        for key in ["a", "limit"] {
            facts.answer(Key::new(key), Answer::Is(Value::Amount(Amount { number: u64::MAX, unit: Unit::Mb })));
        }
        let margin = sum(&[&["a", "a", "a"], &["a"]], Equal::Over).margin(&facts);
        assert_eq!(margin.map(|margin| margin.over), Some(true));
    }
}
