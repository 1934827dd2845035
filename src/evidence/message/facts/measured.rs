//! What a text states beside its message: numbers that the platform measured or passed on, who wrote a record, and the
//! runtime. They are members of records and headers, so their names are a form, like those in `record`.

use std::ops::Range;

use crate::evidence::keys::{self, Written};
use crate::fact::{Amount, Unit, Value};
use crate::matching::phrase::is_loose;

/// Where a number of this name is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// Anywhere: the name says whose it is
    Anywhere,
    /// In the answer of a call, which is told by its other members
    InAnswer,
}

/// Facts with the member that states each, and the unit of its number.
const MEASURED: [(Written, &str, Unit, Stands); 9] = [
    (keys::RETRY, "scf_retrynum", Unit::Count, Stands::Anywhere),
    (keys::RETRY, "retrynum", Unit::Count, Stands::Anywhere),
    (keys::RETRY, "retry_num", Unit::Count, Stands::Anywhere),
    (keys::TIMEOUT, "x-scf-timeout", Unit::S, Stands::Anywhere),
    (keys::MEMORY, "x-scf-memory", Unit::Mb, Stands::Anywhere),
    (keys::DURATION, "scf_duration", Unit::Ms, Stands::Anywhere),
    (keys::MEMORY_USED, "scf_memusage", Unit::Mb, Stands::Anywhere),
    (keys::DURATION, "duration", Unit::Ms, Stands::InAnswer),
    (keys::MEMORY_USED, "memusage", Unit::Mb, Stands::InAnswer),
];

/// Members that only the answer of a call has.
const ANSWER: [&str; 3] = ["\"invokeresult\"", "\"retcode\"", "\"functionrequestid\""];

/// The most memory that a function can have, in MB: an answer that states more counts in bytes.
const MOST_MB: u64 = 128 * 1024;
const MB: u64 = 1 << 20;

/// Folders in which the platform keeps runtimes, each under its name.
const RUNTIMES: [&str; 2] = ["/var/runtime/", "/var/lang/"];

/// Every number that is stated, where it stands. Of several numbers of one member the largest: the first records of a
/// run state none yet.
pub(super) fn all(text: &str) -> Vec<(Written, Value, Range<usize>)> {
    let answer = ANSWER.iter().any(|name| text.contains(name));
    let mut facts = Vec::new();
    for (fact, name, unit, stands) in MEASURED {
        if stands == Stands::InAnswer && !answer {
            continue;
        }
        let stated = members(text, name).filter_map(|at| Some((number(&text[at.end..])?, at)));
        let Some((stated, at)) = stated.max_by_key(|(number, at)| (*number, usize::MAX - at.start)) else { continue };
        let number = if unit == Unit::Mb && stated > MOST_MB { stated.div_ceil(MB) } else { stated };
        if number > 0 || unit == Unit::Count {
            facts.push((fact, Value::Amount(Amount { number, unit }), at));
        }
    }
    facts
}

/// Whether a record says that the user's code wrote it, and where; else where one says that the platform did.
pub(super) fn writer(text: &str) -> Option<(bool, Range<usize>)> {
    let says = |name: &'static str, who: &'static str| {
        members(text, name).find(|at| text[at.end..].starts_with(who)).map(|at| at.start..at.end + who.len())
    };
    let own = says("scf_type", "custom").or_else(|| says("src", "app"));
    let platform = || says("scf_type", "platform").or_else(|| says("src", "system"));
    own.map(|at| (true, at)).or_else(|| Some((false, platform()?)))
}

/// The runtime: stated, else the folder of the platform that a stack goes through.
pub(super) fn runtime(text: &str) -> Option<Range<usize>> {
    let name = |at: usize| {
        let part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.';
        let length = text[at..].bytes().take_while(part).count();
        at..at + text[at..at + length].trim_end_matches('.').len()
    };
    let numbered = |at: &Range<usize>| {
        let name = &text[at.clone()];
        name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.contains(|c: char| c.is_ascii_digit())
    };
    let stated = members(text, "runtime").map(|at| name(at.end));
    let custom = |at: &Range<usize>| text[at.clone()].starts_with("custom");
    let within = RUNTIMES.iter().flat_map(|folder| text.match_indices(folder).map(|(at, found)| at + found.len()));
    let within = within.map(name).filter(|at| text[at.end..].starts_with('/'));
    let mut stated = stated.filter(|at| numbered(at) || custom(at));
    stated.next().or_else(|| within.filter(numbered).min_by_key(|at| at.start))
}

/// Where members of this name stand: from the name to the beginning of the value.
fn members<'t>(text: &'t str, name: &'static str) -> impl Iterator<Item = Range<usize>> + 't {
    text.match_indices(name).filter_map(move |(at, _)| {
        let part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let begun = at.checked_sub(1).is_some_and(|before| part(text.as_bytes()[before]));
        let behind = text.get(at + name.len()..)?;
        let loose = behind.bytes().take_while(|byte| is_loose(*byte) && *byte != b'\n').count();
        let sound = !begun && behind[..loose].contains([':', '=']);
        sound.then(|| at..at + name.len() + loose)
    })
}

/// The number at the beginning of `value`, up to the next whole one.
fn number(value: &str) -> Option<u64> {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let whole: u64 = value[..digits].parse().ok()?;
    let fraction = value[digits..].strip_prefix('.').unwrap_or_default();
    let more = fraction.bytes().take_while(u8::is_ascii_digit).any(|digit| digit != b'0');
    Some(whole.saturating_add(u64::from(more)))
}

#[cfg(test)]
mod tests {
    use super::{all, runtime, writer};

    #[test]
    fn numbers_beside_a_message_are_read_by_their_names() {
        for (text, expected) in [
            (r#"{"scf_retrynum":"2","scf_duration":0}"#, vec!["retry=2"]),
            (r#"{"scf_retrynum":0}{"scf_retrynum":1}"#, vec!["retry=1"]),
            ("x-scf-memory: 256\nx-scf-timeout: 30", vec!["timeout=30 s", "memory=256 MB"]),
            (r#"{"memusage":3207168,"duration":0.826,"invokeresult":0}"#, vec!["duration=1 ms", "memory.used=4 MB"]),
            (r#"{"retcode":-1,"duration":1234.5,"memusage":127}"#, vec!["duration=1235 ms", "memory.used=127 MB"]),
            (r#"{"duration":12,"memusage":5}"#, vec![]),
            ("retrynum:\n3", vec![]),
        ] {
            let told: Vec<String> =
                all(text).iter().map(|(fact, value, _)| format!("{}={value}", fact.name())).collect();
            assert_eq!(told, expected, "{text}");
        }
    }

    #[test]
    fn a_runtime_is_stated_or_lies_on_the_way_of_a_stack() {
        for (text, expected) in [
            (r#""runtime":"python3.9""#, Some("python3.9")),
            ("runtime: customruntime", Some("customruntime")),
            ("file \"/var/runtime/python3/bootstrap.py\", line 3", Some("python3")),
            ("/var/lang/node16/bin/node", Some("node16")),
            ("panic: runtime error: index out of range", None),
            ("/var/runtime/node_modules/x.js", None),
            ("/var/runtime/bootstrap", None),
            ("runtime: 35 ms", None),
        ] {
            assert_eq!(runtime(text).map(|at| &text[at]), expected, "{text}");
        }
    }

    #[test]
    fn a_record_says_who_wrote_it() {
        for (text, expected) in [
            (r#"{"scf_type":"platform"}{"scf_type":"custom"}"#, Some(true)),
            (r#"{"scf_type":"platform"}"#, Some(false)),
            (r#"{"src":"app"}"#, Some(true)),
            ("nobody", None),
        ] {
            assert_eq!(writer(text).map(|(own, _)| own), expected, "{text}");
        }
    }
}
