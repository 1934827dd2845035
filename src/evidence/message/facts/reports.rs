//! What the platform measured of a run and of a start: its report lines, whatever the year, and the labels that `CloudBase`
//! prints in Chinese. Their names are a form, like those in `record`.

use std::ops::Range;

use crate::evidence::keys::{self, Written};
use crate::fact::{Amount, Unit, Value};
use crate::lang::Str;
use crate::matching::phrase::is_edge;

/// How the report of a run begins, and the report of a start.
const RUN: &str = "report requestid";
const STARTS: [&str; 3] = ["init report requestid", "provisioned report requestid", "previsioned report requestid"];
/// What only the report of another cloud holds.
const OTHERS: &str = "billed duration";

/// Names in the report of a run, with what each states and its unit.
const OF_RUN: [(&str, Written, Unit); 4] = [
    ("duration", keys::DURATION, Unit::Ms),
    ("memory", keys::MEMORY, Unit::Mb),
    ("memusage", keys::MEMORY_USED, Unit::Mb),
    ("maxmemoryused", keys::MEMORY_USED, Unit::Mb),
];

/// Names in the report of a start.
const OF_START: [(&str, Written, Unit); 3] = [
    ("coldstart", keys::INIT_SECONDS, Unit::Ms),
    ("initduration", keys::INIT_SECONDS, Unit::Ms),
    ("memory", keys::MEMORY, Unit::Mb),
];

/// Labels of `CloudBase`.
const LABELS: [(&str, Written, Unit); 9] = [
    ("运行时间", keys::DURATION, Unit::Ms),
    ("执行时间", keys::DURATION, Unit::Ms),
    ("运行时长", keys::DURATION, Unit::Ms),
    ("总持续时间", keys::DURATION, Unit::Ms),
    ("占用内存", keys::MEMORY_USED, Unit::Mb),
    ("内存使用", keys::MEMORY_USED, Unit::Mb),
    ("实际使用内存", keys::MEMORY_USED, Unit::Mb),
    ("配置内存", keys::MEMORY, Unit::Mb),
    ("冷启动", keys::INIT_SECONDS, Unit::Ms),
];

/// Units behind numbers, with how many of milliseconds or megabytes each is worth.
const UNITS: [(&str, Unit, f64); 9] = [
    ("ms", Unit::Ms, 1.0),
    ("毫秒", Unit::Ms, 1.0),
    ("s", Unit::Ms, 1_000.0),
    ("秒", Unit::Ms, 1_000.0),
    ("mb", Unit::Mb, 1.0),
    ("m", Unit::Mb, 1.0),
    ("kb", Unit::Mb, 1.0 / 1_024.0),
    ("gb", Unit::Mb, 1_024.0),
    ("b", Unit::Mb, 1.0 / 1_048_576.0),
];

/// What the reports of a text state, each where it stands.
pub(super) fn all(text: &str) -> Vec<(Written, Value, Range<usize>)> {
    let mut facts = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if !line.contains(OTHERS) {
            if let Some(at) = STARTS.iter().find_map(|mark| line.find(mark)) {
                facts.extend(named(line, at, &OF_START, start));
            } else if line.match_indices(RUN).any(|(at, _)| is_edge(line, at)) {
                facts.extend(named(line, 0, &OF_RUN, start));
            }
            facts.extend(LABELS.iter().filter_map(|(label, fact, unit)| {
                let at = line.find(label)?;
                let value = line[at + label.len()..].trim_start_matches(' ').strip_prefix(':')?;
                Some((*fact, last(value, *unit)?, start + at..start + at + label.len()))
            }));
        }
        start += line.len() + 1;
    }
    if let Some(at) = STARTS.iter().find_map(|mark| text.find(mark)).filter(|_| !text.contains(OTHERS)) {
        let provisioned = !text[at..].starts_with(STARTS[0]);
        let cold = Value::Word(Str::fixed(keys::COLD));
        facts.extend((!provisioned).then(|| (keys::START, cold, at..at + STARTS[0].len())));
    }
    facts
}

/// Where one of these states a run that took whole seconds, as one does that a limit ends.
pub(super) fn whole_seconds(stated: &[(Written, Value, Range<usize>)]) -> Option<&Range<usize>> {
    stated.iter().find_map(|(fact, value, at)| {
        let Value::Amount(amount) = value else { return None };
        (*fact == keys::DURATION && is_whole(amount.number)).then_some(at)
    })
}

/// What the names in a line state, from `from` on.
fn named(
    line: &str,
    from: usize,
    names: &[(&str, Written, Unit)],
    start: usize,
) -> Vec<(Written, Value, Range<usize>)> {
    let mut facts = Vec::new();
    for (name, fact, unit) in names {
        let places = line[from..].match_indices(name).map(|(at, _)| from + at);
        let stated = places.filter_map(|at| {
            let whole = !line[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
            let value = line[at + name.len()..].trim_start_matches(' ').strip_prefix(':').filter(|_| whole)?;
            Some((*fact, first(value, *unit)?, start + at..start + at + name.len()))
        });
        facts.extend(stated.take(1));
    }
    facts
}

/// The amount at the beginning of a value.
fn first(value: &str, unit: Unit) -> Option<Value> {
    amount(value.trim_start_matches(' '), unit).map(Value::Amount)
}

/// The last amount of a label, as in "from 24 MB to 47 MB", on its part of the line, which the next label may follow
/// without a blank.
fn last(value: &str, unit: Unit) -> Option<Value> {
    let value = value.trim_start_matches(' ').split([',', ';', '(', ')', '{', '[', ':']).next().unwrap_or_default();
    let digit = |c: char| c.is_ascii_digit();
    let numbers = value.char_indices().filter(|(at, c)| digit(*c) && !value[..*at].ends_with(|c| digit(c) || c == '.'));
    numbers.filter_map(|(at, _)| amount(&value[at..], unit)).next_back().map(Value::Amount)
}

/// A number with its unit, rounded; a number alone counts in `unit`.
fn amount(text: &str, unit: Unit) -> Option<Amount> {
    let length = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let number: f64 = text[..length].trim_end_matches('.').parse().ok()?;
    let word = text[length..].trim_start_matches(' ');
    let whole =
        |name: &str| word.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let factor = match UNITS.iter().find(|(name, _, _)| whole(name)) {
        Some((_, of, factor)) => (*of == unit).then_some(*factor)?,
        None => (!word.starts_with(char::is_alphabetic)).then_some(1.0)?,
    };
    let rounded = (number * factor).round();
    let number = if rounded < MOST { format!("{rounded:.0}").parse().ok()? } else { return None };
    Some(Amount { number, unit })
}

/// Whether a run of so many milliseconds took whole seconds, as one does that a limit ends: the platform is at most
/// this late.
const fn is_whole(ms: u64) -> bool {
    const LATE: u64 = 20;
    ms >= 1_000 && ms % 1_000 < LATE
}

/// More than this no report states.
const MOST: f64 = 1e12;

#[cfg(test)]
mod tests {
    use super::{all, whole_seconds};

    #[test]
    fn a_run_that_a_limit_ends_takes_whole_seconds() {
        for (text, whole) in [
            ("report requestid: 1 duration:3002ms memory:128mb", true),
            ("report requestid: 1 duration: 900000ms", true),
            ("report requestid: 1 duration:3147ms", false),
            ("report requestid: 1 duration:2ms", false),
            ("运行时间:3000ms", true),
            ("it took 3000 ms", false),
        ] {
            assert_eq!(whole_seconds(&all(text)).is_some(), whole, "{text}");
        }
    }

    #[test]
    fn reports_of_all_years_state_the_same() {
        for (text, expected) in [
            (
                "report requestid: 5d20 duration:14ms memory:128mb maxmemoryused:12.918mb",
                vec!["duration=14 ms", "memory=128 MB", "memory.used=13 MB"],
            ),
            (
                "report requestid: 5d20 duration: 3000ms memory: 256mb memusage: 26.734375mb",
                vec!["duration=3000 ms", "memory=256 MB", "memory.used=27 MB"],
            ),
            (
                "init report requestid: 5d20 coldstart: 456ms (pullcode: 0ms initruntime: 4ms initfunction: 452ms) memory: 640mb memusage: 15.65mb",
                vec!["init_seconds=456 ms", "memory=640 MB", "start=cold"],
            ),
            (
                "provisioned report requestid: 5d20 initduration: 12345ms (pullcode: 10000ms) memory: 640mb memusage: 15.65mb",
                vec!["init_seconds=12345 ms", "memory=640 MB"],
            ),
            (
                "report requestid: 1 duration: 3000.00 ms billed duration: 3000 ms memory size: 128 mb max memory used: 50 mb",
                vec![],
            ),
            ("- 运行时间:0ms\n- 占用内存:0.000 mb", vec!["duration=0 ms", "memory.used=0 MB"]),
            (
                "总持续时间: 1879ms\n- 冷启动: 659ms (initruntime: 8ms)\n- 内存使用: 从 24.52mb 增加到 47.746094mb",
                vec!["duration=1879 ms", "init_seconds=659 ms", "memory.used=48 MB"],
            ),
            ("运行时间:2 秒", vec!["duration=2000 ms"]),
            (
                "时间:2019-11-10 08:20:57运行时间:14.792ms计费时间:100ms占用内存:13.684mb",
                vec!["duration=15 ms", "memory.used=14 MB"],
            ),
            (
                "运行时间:74ms 占用内存:93mb {\"errorcode\":7,\"errormessage\":\"x\"}",
                vec!["duration=74 ms", "memory.used=93 MB"],
            ),
            (
                "{\"scf_message\":\"end requestid: 1\nreport requestid: 1 duration:7ms memory:128mb memusage:127.75mb\"}",
                vec!["duration=7 ms", "memory=128 MB", "memory.used=128 MB"],
            ),
            ("运行时间很长, 占用内存: 不清楚", vec![]),
        ] {
            let told: Vec<String> =
                all(text).iter().map(|(fact, value, _)| format!("{}={value}", fact.name())).collect();
            assert_eq!(told, expected, "{text}");
        }
    }
}
