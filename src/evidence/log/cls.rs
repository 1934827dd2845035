//! Records as JSON objects: exports of CLS, of `CloudBase`, and of the retired log interface.
//!
//! No parser reads them: in JSON text the bytes `"SCF_RequestId"` are the name of a member wherever they occur, for
//! inside a string the quotes would be escaped. So the order of members, blanks, and how deep they lie do not matter.
//! Of two members with the same name one is read.

use memchr::memmem::{self, Finder};
use memchr::{memchr, memchr_iter, memchr2};

use crate::evidence::log::record::{self, Detail, Record, Said};
use crate::evidence::log::text;

/// The names, in quotes, that one kind of export gives its members.
pub(super) struct Names {
    pub(super) id: &'static [u8],
    pub(super) status: &'static [u8],
    pub(super) retry: &'static [u8],
    pub(super) function: &'static [u8],
    pub(super) message: &'static [u8],
    pub(super) time: &'static [u8],
    pub(super) duration: &'static [u8],
    /// Whether `status` is a return code that only tells success from failure
    pub(super) verdict: bool,
}

/// Every kind of export, the most frequent first; a record is of the first kind whose id it has.
pub(super) const KINDS: [Names; 4] = [
    Names {
        id: b"\"SCF_RequestId\"",
        status: b"\"SCF_StatusCode\"",
        retry: b"\"SCF_RetryNum\"",
        function: b"\"SCF_FunctionName\"",
        message: b"\"SCF_Message\"",
        time: b"\"SCF_LogTime\"",
        duration: b"\"SCF_Duration\"",
        verdict: false,
    },
    Names {
        id: b"\"request_id\"",
        status: b"\"status_code\"",
        retry: b"\"retry_num\"",
        function: b"\"function_name\"",
        message: b"\"log\"",
        time: b"\"time\"",
        duration: b"\"duration\"",
        verdict: false,
    },
    Names {
        id: b"\"requestId\"",
        status: b"\"retCode\"",
        retry: b"\"retryNum\"",
        function: b"\"functionName\"",
        message: b"\"retMsg\"",
        time: b"\"startTime\"",
        duration: b"\"duration\"",
        verdict: true,
    },
    Names {
        id: b"\"RequestId\"",
        status: b"\"RetCode\"",
        retry: b"\"RetryNum\"",
        function: b"\"FunctionName\"",
        message: b"\"RetMsg\"",
        time: b"\"StartTime\"",
        duration: b"\"Duration\"",
        verdict: true,
    },
];

/// The longest piece of a record that is compared with that of the last one.
const TAIL: usize = 128;

/// One kind, ready to search.
#[derive(Clone, Debug)]
struct Kind {
    id: Finder<'static>,
    status: Finder<'static>,
    retry: Finder<'static>,
    function: Finder<'static>,
    message: Finder<'static>,
    time: Finder<'static>,
    duration: Finder<'static>,
    verdict: bool,
}

impl Kind {
    fn new(names: &Names) -> Self {
        Self {
            id: Finder::new(names.id),
            status: Finder::new(names.status),
            retry: Finder::new(names.retry),
            function: Finder::new(names.function),
            message: Finder::new(names.message),
            time: Finder::new(names.time),
            duration: Finder::new(names.duration),
            verdict: names.verdict,
        }
    }
}

/// Reads records that are JSON objects.
#[derive(Clone, Debug)]
pub(super) struct Cls {
    kinds: Vec<Kind>,
    last: Last,
    /// A record that was packed in a string, unpacked
    unpacked: Vec<u8>,
}

/// How the last record was laid out: most often the next one has the same in the same places.
#[derive(Clone, Debug)]
struct Last {
    kind: usize,
    /// From the beginning of the record to the name of the id
    id: usize,
    /// The id with its name and all quotes, and where in it the id begins
    member: Vec<u8>,
    before_id: usize,
    /// All from the name of the status to the end of the record
    tail: Vec<u8>,
    said: Said,
    retry: Option<u8>,
}

impl Default for Last {
    fn default() -> Self {
        Self { kind: 0, id: 0, member: Vec::new(), before_id: 0, tail: Vec::new(), said: Said::Nothing, retry: None }
    }
}

/// A record, and where the rest of it can be found.
pub(super) struct Found<'a> {
    pub(super) record: Record<'a>,
    object: &'a [u8],
    /// Where the id stands; the message mostly stands behind it
    id: usize,
    kind: &'a Kind,
}

impl Cls {
    /// A reader that knows all kinds.
    pub(super) fn new() -> Self {
        Self { kinds: KINDS.iter().map(Kind::new).collect(), last: Last::default(), unpacked: Vec::new() }
    }

    /// The record in `object`; `None` where it is none, or not whole.
    pub(super) fn read<'a>(&'a mut self, object: &'a [u8]) -> Option<Found<'a>> {
        let object = object.trim_ascii();
        let object = object.strip_suffix(b",").unwrap_or(object).trim_ascii_end();
        if !(object.starts_with(b"{") && object.ends_with(b"}")) {
            return None;
        }
        if let Some((id, kind)) = find_id(&self.kinds, &mut self.last, object) {
            return Some(found(&self.kinds[kind], &mut self.last, id, object));
        }
        unpack(object, &mut self.unpacked);
        let (id, kind) = find_id(&self.kinds, &mut self.last, &self.unpacked)?;
        Some(found(&self.kinds[kind], &mut self.last, id, &self.unpacked))
    }
}

/// How the records lie in a JSON text that begins with `head`, if there are any.
pub(super) enum Lying {
    /// In an array
    InArray,
    /// Each in a line
    InLines,
}

/// How the records lie in a JSON text that begins with `head`.
pub(super) fn lying(head: &[u8]) -> Option<Lying> {
    let first_id = |text: &[u8]| KINDS.iter().filter_map(|names| memmem::find(text, names.id)).min();
    let mut unpacked = Vec::new();
    let text = if first_id(head).is_some() {
        head
    } else {
        unpack(head, &mut unpacked);
        &unpacked
    };
    let before = &text[..first_id(text)?];
    let opens_array = |at: usize| before[at + 1..].trim_ascii_start().starts_with(b"{");
    if memchr_iter(b'[', before).any(opens_array) {
        return is_record(text).then_some(Lying::InArray);
    }
    let line = &text[..memchr(b'\n', text).unwrap_or(text.len())];
    is_record(line).then_some(Lying::InLines)
}

/// Whether `text` holds the members of a record. Names that other programs use too must come together.
fn is_record(text: &[u8]) -> bool {
    let has = |name| value(text, &Finder::new(name)).is_some();
    let [scf, others @ ..] = &KINDS;
    has(scf.id) && (has(scf.status) || has(scf.message))
        || others.iter().any(|names| has(names.id) && has(names.status) && has(names.message))
}

/// The id, and the kind whose id it is.
fn find_id<'a>(kinds: &[Kind], last: &mut Last, object: &'a [u8]) -> Option<(&'a [u8], usize)> {
    let there = object.get(last.id..).unwrap_or_default();
    if !last.member.is_empty() && there.starts_with(&last.member) {
        return Some((&there[last.before_id..last.member.len() - 1], last.kind));
    }
    let here = kinds.get(last.kind).and_then(|kind| value_at(object, last.id, kind.id.needle()));
    let (number, at, id) = match here.filter(|id| !id.is_empty()) {
        Some(id) => (last.kind, last.id, id),
        None => kinds.iter().enumerate().find_map(|(number, kind)| {
            let (at, id) = locate(object, &kind.id)?;
            Some((number, at, id))
        })?,
    };
    (last.kind, last.id) = (number, at);
    last.member.clear();
    let name = kinds.get(number)?.id.needle().len();
    if id.len() <= TAIL && object[at + name..].starts_with(b":\"") {
        last.before_id = name + 2;
        last.member.extend_from_slice(&object[at..=at + last.before_id + id.len()]);
    }
    Some((id, number))
}

fn found<'a>(kind: &'a Kind, last: &mut Last, id: &'a [u8], object: &'a [u8]) -> Found<'a> {
    let mut found = Found { record: Record { id, retry: last.retry, said: last.said }, object, id: last.id, kind };
    if !last.tail.is_empty() && object.ends_with(&last.tail) {
        return found;
    }
    let from_end = object.len().checked_sub(last.tail.len());
    let there = from_end.and_then(|at| Some((at, value_at(object, at, kind.status.needle())?)));
    let status = there.or_else(|| locate(object, &kind.status));
    let tail = &object[status.map_or(object.len(), |(at, _)| at)..];
    let retry = value(tail, &kind.retry);
    found.record.retry = Some(record::retry(retry.or_else(|| value(object, &kind.retry))));
    found.record.said = found.said(status.map(|(_, value)| value));
    last.tail.clear();
    if retry.is_some() && !kind.verdict && tail.len() <= TAIL {
        last.tail.extend_from_slice(tail);
        (last.retry, last.said) = (found.record.retry, found.record.said);
    }
    found
}

/// What the value of a status says. A return code says only whether the request failed; the rest is in its message.
pub(super) fn said(value: &[u8], verdict: bool, message: impl Fn() -> String) -> Said {
    if let Some(status) = record::status(value) {
        return Said::Status(status);
    }
    if !verdict {
        return Said::Nothing;
    }
    let message = message();
    match text::status(message.as_bytes()) {
        Some(status) => Said::Status(status),
        None if value == b"0" => Said::Ended,
        None if message.is_empty() => Said::Nothing,
        None => Said::Failed,
    }
}

impl Found<'_> {
    fn said(&self, status: Option<&[u8]>) -> Said {
        status.map_or(Said::Nothing, |value| said(value, self.kind.verdict, || self.message()))
    }

    fn value(&self, name: &Finder<'_>) -> Option<&[u8]> {
        value(self.object, name)
    }
}

impl Detail for Found<'_> {
    fn starts(&self) -> bool {
        let behind = value(&self.object[self.id..], &self.kind.message);
        let message = behind.or_else(|| self.value(&self.kind.message));
        self.kind.verdict || message.is_some_and(|message| message.starts_with(text::START))
    }

    fn function(&self) -> Option<&[u8]> {
        self.value(&self.kind.function)
    }

    fn duration(&self) -> Option<u32> {
        self.value(&self.kind.duration).and_then(record::milliseconds)
    }

    fn minute(&self) -> Option<u32> {
        let time = self.value(&self.kind.time)?;
        record::minute_of_date(time).or_else(|| record::number(time).and_then(record::minute))
    }

    fn message(&self) -> String {
        let Some(raw) = self.value(&self.kind.message) else { return String::new() };
        let quoted = [b"\"", raw, b"\""].concat();
        serde_json::from_slice(&quoted).unwrap_or_else(|_| String::from_utf8_lossy(raw).into_owned())
    }
}

/// The value of the first member with this name that has one, and where the name stands.
fn locate<'a>(object: &'a [u8], name: &Finder<'_>) -> Option<(usize, &'a [u8])> {
    let mut from = 0;
    while let Some(found) = name.find(&object[from..]) {
        let at = from + found;
        if let Some(value) = value_at(object, at, name.needle()).filter(|value| !value.is_empty()) {
            return Some((at, value));
        }
        from = at + 1;
    }
    None
}

fn value<'a>(object: &'a [u8], name: &Finder<'_>) -> Option<&'a [u8]> {
    locate(object, name).map(|(_, value)| value)
}

/// The value behind `name`, if that is what stands at `at`: a string without its quotes, or a bare word.
fn value_at<'a>(object: &'a [u8], at: usize, name: &[u8]) -> Option<&'a [u8]> {
    let behind = object.get(at..)?.strip_prefix(name)?;
    let value = match behind {
        [b':', b' ', value @ ..] | [b':', value @ ..] if value.first().is_some_and(|byte| *byte > b' ') => value,
        _ => behind.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start(),
    };
    let Some(string) = value.strip_prefix(b"\"") else {
        let end = value.iter().position(|byte| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n'));
        return Some(&value[..end?]);
    };
    let mut end = memchr2(b'"', b'\\', string)?;
    while string[end] == b'\\' {
        end += 2 + memchr2(b'"', b'\\', string.get(end + 2..)?)?;
    }
    Some(&string[..end])
}

/// Takes one layer of escapes off, so that an object packed in a string lies open; strings in that object keep theirs.
fn unpack(object: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let mut rest = object;
    while let Some(at) = memchr(b'\\', rest) {
        out.extend_from_slice(&rest[..at]);
        out.extend(rest.get(at + 1));
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}
