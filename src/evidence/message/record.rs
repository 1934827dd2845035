//! Records of the platform in a folded text: the document of a failure, the lines of a run.
//!
//! They come cut off, with quotes lost, or translated by a machine, so they are looked for by the names of their members
//! and not parsed.

use std::ops::Range;

use crate::clean::floor;
use crate::evidence::status::{RUNNING, SUCCESS};
use crate::matching::phrase::is_loose;

/// What the platform itself says in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Records {
    /// In the order of the text
    pub(super) failures: Vec<Failure>,
    /// Where a success is stated, where no failure is
    pub(super) success: Option<Range<usize>>,
    /// From the start of a run to its end, where it returned something and nothing failed
    pub(super) runs: Vec<Range<usize>>,
    /// The platform tells how long a run took, or how it started
    pub(super) reported: bool,
}

/// A failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// The number it states
    pub(super) code: Option<u16>,
    /// Where it stands, with its message
    pub(super) at: Range<usize>,
    /// It bears the platform's mark, not only a message and a number
    pub(super) marked: bool,
}

/// Names of members, and what translators make of them; and cameras of one.
const STATUS: [&str; 5] = ["statuscode", "scf_statuscode", "状态代码", "状态码", "status code"];
const ERROR: [&str; 4] = ["errorcode", "错误代码", "错误码", "errcode"];
const MESSAGE: [&str; 4] = ["errormessage", "错误信息", "错误消息", "stacktrace"];
/// A mark whose name a camera has torn: it counts only beside a number, since other products have error codes too.
const TORN: [&str; 1] = ["error code"];
/// Members of the answer that a function makes for a gateway; its number is the function's own.
const ANSWER: [&str; 3] = ["headers", "isbase64encoded", "body"];

/// Bytes before and behind a number in which the rest of its document stands.
const BEFORE: usize = 16 * 1024;
const BEHIND: usize = 1_024;
/// Bytes around a number in which an answer for a gateway has its other members.
const AROUND: usize = 200;
/// Records of one text that are kept.
const MOST: usize = 200;

impl Records {
    pub(super) fn of(text: &str) -> Self {
        let found = Found::of(text);
        let mut failures: Vec<Failure> =
            found.status.all().filter_map(|at| found.numbered(text, at)).take(MOST).collect();
        let told = |failures: &[Failure], at: &Range<usize>| {
            failures.iter().any(|known| known.at.start < at.end && at.start < known.at.end)
        };
        let documents = found.error.all().filter_map(|at| found.document(text, at));
        for at in found.lines(text, "error requestid").chain(documents).take(MOST) {
            if !told(&failures, &at) {
                failures.push(Failure { code: None, at, marked: true });
            }
        }
        failures.retain(|failure| failure.code != Some(RUNNING));
        let succeeded = failures.iter().all(|failure| failure.code == Some(SUCCESS));
        let stated = failures.iter().find(|failure| failure.code == Some(SUCCESS)).map(|failure| failure.at.clone());
        failures.retain(|failure| failure.code != Some(SUCCESS));
        failures.sort_by_key(|failure| failure.at.start);
        let success = succeeded.then(|| found.success(text).or(stated)).flatten();
        let runs = if failures.is_empty() { runs(text) } else { Vec::new() };
        let reported = ["report requestid", "response requestid"].iter().any(|line| text.contains(line));
        Self { failures, success, runs, reported }
    }

    /// Whether the platform says nothing.
    pub(super) const fn is_empty(&self) -> bool {
        self.failures.is_empty() && self.success.is_none() && self.runs.is_empty() && !self.reported
    }
}

/// What records are told by, found once: there may be as many members as a text has room for, and each is judged by those
/// around it.
struct Found {
    status: Members,
    error: Members,
    torn: Members,
    message: Members,
    answer: Members,
    /// Where the lines of a run begin that part records, in order
    parts: Vec<usize>,
}

/// Where the members of some names stand, by name and then in the order of the text.
struct Members(Vec<Vec<Range<usize>>>);

impl Members {
    fn of(text: &str, names: &[&str]) -> Self {
        Self(names.iter().map(|name| members(text, &[name]).collect()).collect())
    }

    fn all(&self) -> impl Iterator<Item = &Range<usize>> {
        self.0.iter().flatten()
    }

    /// Those of one name that lie within a part of the text.
    fn within<'m>(places: &'m [Range<usize>], part: &Range<usize>) -> &'m [Range<usize>] {
        let from = places.partition_point(|at| at.start < part.start);
        let behind = places.partition_point(|at| at.end <= part.end);
        places.get(from..behind).unwrap_or_default()
    }

    /// The first one of the first name that there is.
    fn first(&self, part: &Range<usize>) -> Option<&Range<usize>> {
        self.0.iter().find_map(|places| Self::within(places, part).first())
    }

    /// The one that belongs to the number at `number`: the first one behind the document before, else the last one before
    /// the number, else the first one behind it.
    fn belonging(&self, part: &Range<usize>, begin: usize, number: usize) -> Option<&Range<usize>> {
        let first = |part: Range<usize>| {
            let found = self.0.iter().filter_map(|places| Self::within(places, &part).first());
            found.min_by_key(|at| at.start)
        };
        let last = |part: Range<usize>| {
            let found = self.0.iter().filter_map(|places| Self::within(places, &part).last());
            found.max_by_key(|at| at.start)
        };
        let own = first(begin.max(part.start)..number).or_else(|| last(part.start..number));
        own.or_else(|| first(part.clone()))
    }

    /// Where the last one before a place ends.
    fn end_before(&self, part: &Range<usize>, place: usize) -> usize {
        let before = part.start..place;
        let last = self.0.iter().filter_map(|places| Self::within(places, &before).last());
        last.map(|at| at.end).max().unwrap_or(part.start)
    }
}

impl Found {
    fn of(text: &str) -> Self {
        let parts = ["start requestid", "end requestid", "report requestid"];
        let mut parts: Vec<usize> = parts.iter().flat_map(|part| text.match_indices(part).map(|(at, _)| at)).collect();
        parts.sort_unstable();
        Self {
            status: Members::of(text, &STATUS),
            error: Members::of(text, &ERROR),
            torn: Members::of(text, &TORN),
            message: Members::of(text, &MESSAGE),
            answer: Members::of(text, &ANSWER),
            parts,
        }
    }

    /// The failure that states the number at `at`, where a document of the platform stands around it.
    fn numbered(&self, text: &str, at: &Range<usize>) -> Option<Failure> {
        let (key, value) = (text.get(at.start..at.end)?, text.get(at.end..)?);
        let digits = value.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let code: u16 = (digits == 3).then(|| value[..digits].parse().ok()).flatten()?;
        let end = at.end + digits;
        if key.starts_with("scf_") {
            return Some(Failure { code: Some(code), at: at.start..end, marked: true });
        }
        let own = self.around(text, at.start, end);
        let near =
            floor(text, at.start.saturating_sub(AROUND).max(own.start))..floor(text, (end + AROUND).min(own.end));
        if self.answer.first(&near).is_some() {
            return None;
        }
        // the documents before it end with numbers of theirs
        let begin = self.status.end_before(&own, at.start);
        let error = self.error.belonging(&own, begin, at.start).or_else(|| self.torn.belonging(&own, begin, at.start));
        if key.contains(' ') && error.is_none() {
            return None;
        }
        if error.is_some_and(|error| !is_mark(&text[error.end..])) {
            return None;
        }
        let message = self.message.belonging(&own, begin, at.start);
        let start = match (error, message) {
            (None, None) => return None,
            // The number is the last member of the platform's document. Before the message it may be the status of an
            // application's answer, unless no application answers with it.
            (None, Some(message)) if message.start > at.start && is_http(code) => return None,
            (Some(one), Some(other)) => one.start.min(other.start),
            (Some(one), None) | (None, Some(one)) => one.start,
        };
        Some(Failure { code: Some(code), at: start.min(at.start)..end.max(start), marked: error.is_some() })
    }

    /// The document without a number that the error mark at `at` belongs to.
    fn document(&self, text: &str, at: &Range<usize>) -> Option<Range<usize>> {
        let own = self.around(text, at.start, at.end);
        let close = own.start..floor(text, (at.end + BEHIND).min(own.end));
        let marked = is_mark(text.get(at.end..)?) && self.message.first(&close).is_some();
        marked.then(|| at.start..floor(text, (at.end + BEFORE).min(own.end)))
    }

    /// The record around a place, at most: the lines of a run part records.
    fn around(&self, text: &str, start: usize, end: usize) -> Range<usize> {
        let first = floor(text, start.saturating_sub(BEFORE));
        let last = floor(text, (end + BEFORE).min(text.len()));
        let before = self.parts.partition_point(|part| *part < start);
        let behind = self.parts.partition_point(|part| *part < end);
        let before = before.checked_sub(1).map_or(first, |at| self.parts[at].max(first));
        before..self.parts.get(behind).map_or(last, |part| (*part).min(last))
    }

    /// The lines that begin so, each to the next line of its run.
    fn lines(&self, text: &str, mark: &'static str) -> impl Iterator<Item = Range<usize>> {
        text.match_indices(mark).map(move |(at, _)| at..self.around(text, at, at + mark.len()).end)
    }

    fn success(&self, text: &str) -> Option<Range<usize>> {
        let told: Vec<usize> = text.match_indices("retmsg").map(|(at, _)| at).collect();
        let tells =
            |at: &Range<usize>| told.get(told.partition_point(|told| *told < at.start)).is_some_and(|it| *it < at.end);
        let response = self.lines(text, "response requestid").find(tells);
        let nought = |name: &'static str| {
            members(text, &[name]).find(|at| text[at.end..].starts_with('0')).map(|at| at.start..at.end + 1)
        };
        let line = |at: Range<usize>| at.start..text[at.clone()].find('\n').map_or(at.end, |end| at.start + end);
        response.map(line).or_else(|| nought("invokeresult"))
    }
}

/// Whether HTTP has a status of this number, in the registry of IANA; an application answers with no other.
const fn is_http(code: u16) -> bool {
    matches!(code, 100..=299 | 300..=308 | 400..=418 | 421..=426 | 428 | 429 | 431 | 451 | 500..=511)
}

/// Whether a member holds one of the two marks of a failure, which say nothing else.
fn is_mark(value: &str) -> bool {
    let number = value.strip_prefix('-').unwrap_or(value);
    number.strip_prefix('1').is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '.'))
}

/// Runs that returned something before their end. Of one without that line nothing says how it ended.
fn runs(text: &str) -> Vec<Range<usize>> {
    let starts = text.match_indices("start requestid").take(MOST);
    let runs = starts.filter_map(|(at, _)| text[at..].find("end requestid").map(|end| at..at + end));
    runs.filter(|run| text[run.clone()].contains("response requestid")).collect()
}

/// Where members of these names stand: from the name to the beginning of the value.
fn members<'t>(text: &'t str, names: &'t [&'t str]) -> impl Iterator<Item = Range<usize>> + 't {
    names.iter().flat_map(move |name| {
        text.match_indices(name).filter_map(move |(at, _)| {
            let part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            let begun = at.checked_sub(1).is_some_and(|before| part(text.as_bytes()[before]));
            let behind = text.get(at + name.len()..)?;
            let loose = behind.bytes().take_while(|byte| is_loose(*byte)).count();
            let sound = !begun && behind[..loose].contains([':', '=']);
            sound.then(|| at..at + name.len() + loose)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::Records;
    use crate::matching::fold::Folded;

    fn codes(text: &str) -> Vec<Option<u16>> {
        Records::of(Folded::new(text).as_str()).failures.into_iter().map(|failure| failure.code).collect()
    }

    #[test]
    fn the_document_of_a_failure_is_found_whatever_it_went_through() {
        for (text, expected) in [
            (r#"{"errorCode":-1,"errorMessage":"x","statusCode":433}"#, vec![Some(433)]),
            (r#"{"errorCode": 1, "errorMessage": "a "b" c", "statusCode": 443"#, vec![Some(443)]),
            (r#""{\"errorCode\":-1,\"errorMessage\":\"x\",\"statusCode\":446}""#, vec![Some(446)]),
            (
                r"{&quot;errorCode&quot;:-1,&quot;errorMessage&quot;:&quot;x&quot;,&quot;statusCode&quot;:405}",
                vec![Some(405)],
            ),
            ("“错误代码”：1，“错误信息”：“x”，状态代码：430", vec![Some(430)]),
            (r#"{"errorCode":-1,"errorMessage":"x"}"#, vec![None]),
            ("ERROR RequestId:a Result:{x", vec![None]),
            (r#"{"error Code": -1, "error Message": "x", "status Code": 446}"#, vec![Some(446)]),
            (r#"{"SCF_StatusCode":"433"}"#, vec![Some(433)]),
            (r#"{"SCF_StatusCode":202}"#, vec![]),
            (r#"{"statusCode":437,"errorMessage":"x"}"#, vec![Some(437)]),
        ] {
            assert_eq!(codes(text), expected, "{text}");
        }
    }

    #[test]
    fn the_answer_of_ones_own_application_is_no_record() {
        for text in [
            r#"{"statusCode":404,"headers":{},"body":"x"}"#,
            r#"{"isBase64Encoded":false,"statusCode":500,"headers":{"a":"b"},"body":"{\"errorMessage\":\"x\"}"}"#,
            r#"{"errorCode":1001,"errorMessage":"not found","statusCode":404}"#,
            r#"{"statusCode":404,"message":"Not Found"}"#,
            r#"{"statusCode":404,"errorMessage":"no such user"}"#,
            "status code 404",
            "errorMessage: not found, status code: 404",
        ] {
            assert_eq!(codes(text), vec![], "{text}");
        }
    }

    #[test]
    fn a_run_that_ended_well_is_told_from_one_that_failed() {
        let unsaid = "START RequestId: a\nx\nEND RequestId: a\nReport RequestId: a Duration:1ms";
        let records = Records::of(&unsaid.to_lowercase());
        assert_eq!((records.failures.len(), records.success, records.runs.len()), (0, None, 0));
        let records = Records::of("start requestid:a\nresponse requestid:a retmsg:null\nend requestid:a");
        assert_eq!((records.success.is_some(), records.runs.len()), (true, 1));
        let failed = "start requestid:a\nerror requestid:a result:{}\nend requestid:a";
        let records = Records::of(failed);
        assert_eq!((records.failures.len(), records.success, records.runs.len()), (1, None, 0));
    }
}
