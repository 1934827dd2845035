//! Values against their limits, each as a bar and the margin in words: `! [########>#] 3.4 s / 3 s · 400 ms over`.

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::catalogue::sum::Margin;
use crate::diagnosis::sums::margins;
use crate::fact::{Amount, Facts, Unit};
use crate::lang::Lang;
use crate::report::page::Page;
use crate::words::Words;

/// The cells of a bar between its brackets.
const CELLS: u128 = 10;

/// A value against its limit, for programs.
#[derive(Debug, Serialize)]
pub struct Summed<'a> {
    id: &'a str,
    label: &'a str,
    value: String,
    limit: String,
    over: bool,
    margin: String,
}

/// Every value that is known with its limit; those over it first. Empty where there is none.
#[must_use]
pub fn page(catalogue: &Catalogue, facts: &Facts, lang: Lang) -> Page {
    let words = Words::of(lang);
    let mut page = Page::default();
    for (sum, margin) in margins(catalogue, facts) {
        let (mark, amount) = if margin.over { ("!", words.report.over) } else { ("•", words.report.left) };
        let (value, limit) = (told(margin.value), told(margin.limit));
        let rest = amount(&told(margin.rest));
        page.item(
            mark,
            format!("{}{}{} {value} / {limit} · {rest}", sum.label.of(lang), words.report.colon, bar(&margin)),
        );
    }
    page
}

/// The same for programs.
#[must_use]
pub fn json<'a>(catalogue: &'a Catalogue, facts: &Facts, lang: Lang) -> Vec<Summed<'a>> {
    let summed = margins(catalogue, facts).into_iter().map(|(sum, margin)| Summed {
        id: &sum.slug,
        label: sum.label.of(lang),
        value: margin.value.to_string(),
        limit: margin.limit.to_string(),
        over: margin.over,
        margin: margin.rest.to_string(),
    });
    summed.collect()
}

/// What is used of the limit. Where it is more, `>` shows where the limit stands in it; no line breaks at that sign.
fn bar(margin: &Margin) -> String {
    let run = |sign: &str, cells: u128| sign.repeat(usize::try_from(cells).unwrap_or_default());
    if margin.percent > 100 {
        let there = (CELLS * 100 / margin.percent).min(CELLS - 1);
        return format!("[{}>{}]", run("#", there), run("#", CELLS - there - 1));
    }
    let used = CELLS * margin.percent / 100;
    format!("[{}{}]", run("#", used), run("-", CELLS - used))
}

/// An amount as a person reads it: in the largest unit of which there is one, with one decimal.
fn told(amount: Amount) -> String {
    let (tenths, unit) = match (amount.unit, amount.number) {
        (Unit::Ms, 1_000..) => (amount.number / 100, "s"),
        (Unit::Bytes, 1_048_576..) => (tenths_of(amount.number, 1_048_576), "MB"),
        (Unit::Bytes, 1_024..) => (tenths_of(amount.number, 1_024), "KB"),
        _ => return amount.to_string(),
    };
    match tenths % 10 {
        0 => format!("{} {unit}", tenths / 10),
        decimal => format!("{}.{decimal} {unit}", tenths / 10),
    }
}

fn tenths_of(number: u64, unit: u64) -> u64 {
    number / unit * 10 + number % unit * 10 / unit
}

#[cfg(test)]
mod tests {
    use super::{bar, json, page, told};
    use crate::catalogue::sum::Margin;
    use crate::embedded;
    use crate::fact::{Amount, Answer, Facts, Key, Unit, Value};
    use crate::lang::Lang;

    #[test]
    fn amounts_as_a_person_reads_them() {
        for (number, unit, expected) in [
            (999, Unit::Ms, "999 ms"),
            (3_000, Unit::Ms, "3 s"),
            (2_199, Unit::Ms, "2.1 s"),
            (1_023, Unit::Bytes, "1023 bytes"),
            (131_072, Unit::Bytes, "128 KB"),
            (6_815_744, Unit::Bytes, "6.5 MB"),
            (u64::MAX, Unit::Bytes, "17592186044415.9 MB"),
            (64, Unit::Mb, "64 MB"),
        ] {
            assert_eq!(told(Amount { number, unit }), expected);
        }
    }

    #[test]
    fn a_bar_is_always_as_wide() {
        let amount = Amount { number: 0, unit: Unit::Count };
        for (percent, expected) in [
            (0, "[----------]"),
            (30, "[###-------]"),
            (99, "[#########-]"),
            (100, "[##########]"),
            (101, "[#########>]"),
            (200, "[#####>####]"),
            (u128::MAX, "[>#########]"),
        ] {
            let margin = Margin { value: amount, limit: amount, over: percent > 100, rest: amount, percent };
            assert_eq!(bar(&margin), expected, "{percent}");
        }
    }

    #[test]
    fn what_is_over_its_limit_comes_first() {
        let catalogue = embedded::catalogue();
        let mut facts = Facts::default();
        for (key, number, unit) in [
            ("memory.used", 64, Unit::Mb),
            ("memory", 128, Unit::Mb),
            ("duration", 3_400, Unit::Ms),
            ("timeout", 3, Unit::S),
        ] {
            facts.answer(Key::new(key), Answer::Is(Value::Amount(Amount { number, unit })));
        }
        let text = page(&catalogue, &facts, Lang::En).to_text();
        let [over, left] = ["[########>#] 3.4 s / 3 s", "[#####-----] 64 MB / 128 MB"].map(|bar| text.find(bar));
        assert!(over.is_some() && over < left, "{text}");
        assert!(text.contains("400 ms over") && text.contains("64 MB left"), "{text}");
        let summed = serde_json::to_value(json(&catalogue, &facts, Lang::Zh)).unwrap_or_default();
        assert_eq!(summed[0]["id"], "duration");
        assert_eq!([&summed[0]["over"], &summed[1]["over"]], [true, false]);
        assert_eq!(summed[0]["margin"], "400 ms");
    }
}
