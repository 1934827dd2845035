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

/// How many ends of records are remembered.
const TAILS: usize = 4;

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

/// How the last records were laid out: most often the next one has the same in the same places.
#[derive(Clone, Debug, Default)]
struct Last {
    kind: usize,
    /// From the beginning of the record to the name of the id
    id: usize,
    /// The id with its name and all quotes, and where in it the id begins
    member: Piece,
    before_id: usize,
    /// From there to the name of the message
    to_message: usize,
    /// Different ends of records: those that run, succeed, or fail in one way or another
    tails: Vec<Tail>,
    /// That of the last record, if it is among them
    tail: Option<usize>,
    /// The one to be replaced next
    oldest: usize,
}

/// All from the name of the status to the end of the record, and what it says.
#[derive(Clone, Debug)]
struct Tail {
    bytes: Piece,
    said: Said,
    retry: Option<u8>,
}

impl Last {
    /// The tail that a record has, if it is known.
    fn tail_of(&self, object: &[u8]) -> Option<usize> {
        let is_of = |tail: &Tail| tail.bytes.ends(object);
        let last = self.tail.filter(|number| self.tails.get(*number).is_some_and(is_of));
        last.or_else(|| self.tails.iter().position(is_of))
    }

    fn remember(&mut self, tail: Tail) {
        if self.tails.len() < TAILS {
            self.tails.push(tail);
            self.tail = Some(self.tails.len() - 1);
        } else {
            self.tails[self.oldest] = tail;
            self.tail = Some(self.oldest);
            self.oldest = (self.oldest + 1) % TAILS;
        }
    }
}

/// What a record says that is of the same request as the last one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glance {
    pub(super) said: Said,
    pub(super) retry: Option<u8>,
    /// As the last one did
    pub(super) again: bool,
}

/// A record, and where the rest of it can be found.
pub(super) struct Found<'a> {
    pub(super) record: Record<'a>,
    object: &'a [u8],
    /// Where the name of the message stands, where that is known
    message: Option<usize>,
    kind: &'a Kind,
}

impl Cls {
    /// A reader that knows all kinds.
    pub(super) fn new() -> Self {
        Self { kinds: KINDS.iter().map(Kind::new).collect(), last: Last::default(), unpacked: Vec::new() }
    }

    /// What the record in `line` says, where it is of the same request as the last one, and both its id and its end are
    /// where they often are.
    pub(super) fn glance(&mut self, line: &[u8]) -> Option<Glance> {
        let [b'{', .., b'}', b'\n'] = line else { return None };
        let Last { id, member, tail: before, .. } = &self.last;
        if !member.begins(line.get(*id..)?) {
            return None;
        }
        let tail = self.last.tail_of(&line[id + member.length..line.len() - 1])?;
        let again = *before == Some(tail);
        self.last.tail = Some(tail);
        self.last.tails.get(tail).map(|tail| Glance { said: tail.said, retry: tail.retry, again })
    }

    /// The record in `object`; `None` where it is none, or not whole.
    pub(super) fn read<'a>(&'a mut self, object: &'a [u8]) -> Option<Found<'a>> {
        let object = if is_object(object) { object } else { trimmed(object)? };
        if let Some(id) = find_id(&self.kinds, &mut self.last, object) {
            return Some(found(&self.kinds, &mut self.last, &id, object));
        }
        unpack(object, &mut self.unpacked);
        let id = find_id(&self.kinds, &mut self.last, &self.unpacked)?;
        Some(found(&self.kinds, &mut self.last, &id, &self.unpacked))
    }
}

const fn is_object(bytes: &[u8]) -> bool {
    matches!(bytes, [b'{', .., b'}'])
}

/// The object between blanks and before a comma.
fn trimmed(object: &[u8]) -> Option<&[u8]> {
    let object = object.trim_ascii();
    let object = object.strip_suffix(b",").unwrap_or(object).trim_ascii_end();
    is_object(object).then_some(object)
}

/// How the records lie in a JSON text that begins with `head`, if there are any.
pub(super) enum Lying {
    /// In an array
    InArray,
    /// Each in a line
    InLines,
}

/// How the records lie in a JSON text that begins with `head`: openly, or each packed in a string.
pub(super) fn lying(head: &[u8]) -> Option<Lying> {
    lying_open(head).or_else(|| {
        let mut unpacked = Vec::new();
        unpack(head, &mut unpacked);
        lying_open(&unpacked)
    })
}

fn lying_open(text: &[u8]) -> Option<Lying> {
    let first_id = KINDS.iter().filter_map(|names| memmem::find(text, names.id)).min();
    let before = &text[..first_id?];
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

/// The id of a record.
struct Id<'a> {
    id: &'a [u8],
    /// Where the name of the message stands, where that was asked
    message: Option<usize>,
}

/// The id of a record, whose kind is noted.
fn find_id<'a>(kinds: &[Kind], last: &mut Last, object: &'a [u8]) -> Option<Id<'a>> {
    let there = object.get(last.id..).unwrap_or_default();
    if last.member.begins(there) {
        return Some(Id { id: &there[last.before_id..last.member.length - 1], message: None });
    }
    let here = kinds.get(last.kind).and_then(|kind| value_at(object, last.id, kind.id.needle()));
    let (number, at, id) = match here.filter(|id| is_id(id)) {
        Some(id) => (last.kind, last.id, id),
        None => kinds.iter().enumerate().find_map(|(number, kind)| {
            let (at, id) = locate(object, &kind.id, is_id)?;
            Some((number, at, id))
        })?,
    };
    if number != last.kind {
        *last = Last { kind: number, ..Last::default() };
    }
    last.id = at;
    let name = kinds.get(number)?.id.needle().len();
    last.before_id = name + 2;
    let is_close = object[at + name..].starts_with(b":\"");
    last.member = if is_close { Piece::of(&object[at..=at + last.before_id + id.len()]) } else { Piece::default() };
    let message = &kinds.get(number)?.message;
    let as_before = at + last.to_message;
    let message = if object.get(as_before..).is_some_and(|there| there.starts_with(message.needle())) {
        Some(as_before)
    } else {
        message.find(&object[at..]).map(|found| at + found).or_else(|| message.find(object))
    };
    last.to_message = message.and_then(|message| message.checked_sub(at)).unwrap_or(0);
    Some(Id { id, message })
}

fn found<'a>(kinds: &'a [Kind], last: &mut Last, id: &Id<'a>, object: &'a [u8]) -> Found<'a> {
    let kind = &kinds[last.kind];
    let tail = last.tail_of(object);
    if let Some(known) = tail.and_then(|number| last.tails.get(number)) {
        let record = Record { id: id.id, retry: known.retry, said: known.said };
        last.tail = tail;
        return Found { record, object, message: id.message, kind };
    }
    let record = Record { id: id.id, retry: None, said: Said::Nothing };
    let mut found = Found { record, object, message: id.message, kind };
    let before = last.tail.and_then(|number| last.tails.get(number));
    let from_end = before.and_then(|before| object.len().checked_sub(before.bytes.length));
    let there = from_end.and_then(|at| Some((at, value_at(object, at, kind.status.needle())?)));
    let status = there.or_else(|| locate(object, &kind.status, is_there));
    let tail = &object[status.map_or(object.len(), |(at, _)| at)..];
    let retry = value(tail, &kind.retry);
    found.record.retry = Some(record::retry(retry.or_else(|| value(object, &kind.retry))));
    found.record.said = found.said(status.map(|(_, value)| value));
    last.tail = None;
    let bytes = Piece::of(tail);
    if retry.is_some() && !kind.verdict && bytes.length > 0 {
        last.remember(Tail { bytes, said: found.record.said, retry: found.record.retry });
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
        let Kind { message, verdict, .. } = self.kind;
        let at = self
            .message
            .or_else(|| message.find(self.object))
            .map_or(self.object.len(), |at| at + message.needle().len());
        let value = self.object[at..].trim_ascii_start().strip_prefix(b":").unwrap_or_default().trim_ascii_start();
        *verdict || value.strip_prefix(b"\"").is_some_and(|message| message.starts_with(text::START))
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

/// A piece of a record, from 32 to 64 bytes: two looks tell whether another is the same. Without length, no piece at all.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    begin: [u8; Self::HALF],
    /// Overlaps the beginning
    end: [u8; Self::HALF],
    length: usize,
}

impl Piece {
    const HALF: usize = 32;

    fn of(bytes: &[u8]) -> Self {
        match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(begin), Some(end)) if bytes.len() <= 2 * Self::HALF => {
                Self { begin: *begin, end: *end, length: bytes.len() }
            }
            _ => Self::default(),
        }
    }

    #[inline]
    fn begins(&self, bytes: &[u8]) -> bool {
        bytes.get(..self.length).is_some_and(|bytes| self.is(bytes))
    }

    #[inline]
    fn ends(&self, bytes: &[u8]) -> bool {
        bytes.len().checked_sub(self.length).is_some_and(|start| self.is(&bytes[start..]))
    }

    #[inline]
    fn is(&self, bytes: &[u8]) -> bool {
        bytes.first_chunk() == Some(&self.begin) && bytes.last_chunk() == Some(&self.end)
    }
}

/// Whether an id can be told from others; which bytes stand elsewhere does not matter.
fn is_id(id: &[u8]) -> bool {
    !id.is_empty() && (id.is_ascii() || str::from_utf8(id).is_ok())
}

/// The value of the first member with this name that counts, and where the name stands.
fn locate<'a>(object: &'a [u8], name: &Finder<'_>, counts: fn(&[u8]) -> bool) -> Option<(usize, &'a [u8])> {
    let mut from = 0;
    while let Some(found) = name.find(&object[from..]) {
        let at = from + found;
        if let Some(value) = value_at(object, at, name.needle()).filter(|value| counts(value)) {
            return Some((at, value));
        }
        from = at + 1;
    }
    None
}

const fn is_there(value: &[u8]) -> bool {
    !value.is_empty()
}

fn value<'a>(object: &'a [u8], name: &Finder<'_>) -> Option<&'a [u8]> {
    locate(object, name, is_there).map(|(_, value)| value)
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
