//! Records as JSON objects: exports of CLS, of `CloudBase`, and of the retired log interface.
//!
//! No parser reads them: in JSON text the bytes `"SCF_RequestId"` are the name of a member wherever they occur, for
//! inside a string the quotes would be escaped. So the order of members, blanks, and how deep they lie do not matter.
//! Of two members with the same name one is read.

use memchr::{memchr, memchr_iter, memmem};

use crate::evidence::log::grammar::fields::Scan;
use crate::evidence::log::grammar::members::{Member, is_there, unpack, value_at};
use crate::evidence::log::grammar::record::{self, Detail, Record, Said};
use crate::evidence::log::grammar::template::Shape;
use crate::evidence::log::grammar::text;

/// The names, in quotes, that one kind of export gives its members.
pub(crate) struct Names {
    pub(crate) id: &'static [u8],
    pub(crate) status: &'static [u8],
    pub(crate) retry: &'static [u8],
    pub(crate) function: &'static [u8],
    pub(crate) message: &'static [u8],
    pub(crate) time: &'static [u8],
    pub(crate) duration: &'static [u8],
    /// Whether `status` is a return code that only tells success from failure
    pub(crate) verdict: bool,
}

/// Every kind of export, the most frequent first; a record is of the first kind whose id it has.
pub(crate) const KINDS: [Names; 4] = [
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

/// How many ends of records are remembered: those of tries.
const TAILS: usize = 4;

/// How far before the last one the next id is looked for: names of functions are not all as long.
const NEAR: usize = 32;

/// One kind, ready to search.
#[derive(Clone, Debug)]
struct Kind {
    id: Member,
    status: Member,
    retry: Member,
    function: Member,
    message: Member,
    time: Member,
    duration: Member,
    verdict: bool,
    /// The id, the status and the retry together
    scan: Scan<3>,
}

impl Kind {
    fn new(names: &Names) -> Self {
        Self {
            id: Member::new(names.id),
            status: Member::new(names.status),
            retry: Member::new(names.retry),
            function: Member::new(names.function),
            message: Member::new(names.message),
            time: Member::new(names.time),
            duration: Member::new(names.duration),
            verdict: names.verdict,
            scan: Scan::new([names.id, names.status, names.retry]),
        }
    }

    /// Whether a record, whose message has its name at `message`, is the first one of its request.
    fn starts(&self, object: &[u8], message: Option<usize>) -> bool {
        let behind = message.map_or(&[][..], |at| &object[at + self.message.name().len()..]);
        let value = behind.trim_ascii_start().strip_prefix(b":").unwrap_or_default().trim_ascii_start();
        self.verdict || value.strip_prefix(b"\"").is_some_and(|message| message.starts_with(text::START))
    }
}

/// Reads records that are JSON objects.
#[derive(Clone, Debug)]
pub(crate) struct Cls {
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
    /// The id lay far from the one before it: members seem to come in any order
    scattered: bool,
    /// The id with its name and all quotes, and where in it the id begins
    member: Shape,
    before_id: usize,
    /// From the name of the id to that of the message
    to_message: usize,
    /// Different ends of records
    tails: [Tail; TAILS],
    /// That of the last record that had one of them
    tail: usize,
    /// The one to be replaced next
    oldest: usize,
}

/// All from the name of the status to the end of the record; the status may be another.
#[derive(Clone, Copy, Debug, Default)]
struct Tail {
    shape: Shape,
    /// From the end of the record back to the status
    status: usize,
    retry: u8,
}

/// What the end of a record says.
#[derive(Clone, Copy, Debug)]
struct End {
    said: Said,
    retry: u8,
}

/// A record that is laid out as others were before it.
pub(crate) struct Glance<'a> {
    pub(crate) id: &'a [u8],
    /// Where its name stands
    pub(crate) id_at: usize,
    /// Whether it is that of the last record
    pub(crate) same: bool,
    pub(crate) retry: u8,
    pub(crate) said: Said,
}

impl Last {
    /// The id of the last record, if that is the id of this one too.
    #[inline]
    fn same_id<'a>(&self, record: &'a [u8]) -> Option<&'a [u8]> {
        let there = record.get(self.id..)?;
        self.member.begins(there).then(|| &there[self.before_id..self.member.len() - 1])
    }

    /// The id of a record, where it lies as the last one or near there.
    fn next_id<'a>(&mut self, kinds: &[Kind], record: &'a [u8]) -> Option<&'a [u8]> {
        let part = self.before_id..self.member.len().checked_sub(1)?;
        let there = record.get(self.id..)?;
        if self.member.follow(there) {
            self.scattered = false;
            return Some(&there[part]);
        }
        if self.scattered {
            return None;
        }
        let near = self.id.saturating_sub(NEAR);
        let far = record.len().min(self.id + NEAR + self.member.len());
        let near = kinds.get(self.kind)?.id.find(&record[..far], near)?;
        let there = &record[near..];
        self.member.follow(there).then(|| {
            self.id = near;
            &there[part]
        })
    }

    /// A record whose members lie in another order, or that ends in another way. Its id may be known, and whether it is that
    /// of the last record.
    // apart from the way of most records, which is short
    #[inline(never)]
    fn scan<'a>(&mut self, kinds: &[Kind], record: &'a [u8], id: Option<(&'a [u8], bool)>) -> Option<Glance<'a>> {
        let kind = kinds.get(self.kind).filter(|kind| !kind.verdict)?;
        let [id_at, status, retry] = kind.scan.places(record)?;
        let (id, same) = match id {
            Some(known) => known,
            None => self.moved_id(record, id_at?)?,
        };
        let status = valued(&kind.status, record, status)?;
        let retry = valued(&kind.retry, record, retry)?;
        let End { said, retry } = self.learn(kind, record, status, retry);
        Some(Glance { id, id_at: self.id, same, retry, said })
    }

    /// The id of a record, whose name stands at `at`, and whether it is that of the last record.
    fn moved_id<'a>(&mut self, record: &'a [u8], at: usize) -> Option<(&'a [u8], bool)> {
        let there = &record[at..];
        let same = self.member.begins(there);
        (same || self.member.follow(there)).then(|| {
            (self.id, self.scattered) = (at, true);
            (&there[self.before_id..self.member.len() - 1], same)
        })
    }

    /// What a record says whose end is like one that is known.
    #[inline]
    fn end(&mut self, record: &[u8]) -> Option<End> {
        if !self.tails[self.tail].shape.ends(record) {
            self.tail = self.tails.iter().position(|tail| tail.shape.ends(record))?;
        }
        let tail = &self.tails[self.tail];
        let status = record[record.len() - tail.status..].first_chunk::<3>()?;
        Some(End { said: Said::Status(record::status(status)?), retry: tail.retry })
    }

    /// What a record says whose status and try stand at these places. That it ends so is remembered, where an end tells
    /// both.
    fn learn(&mut self, kind: &Kind, record: &[u8], status: Valued<'_>, retry: Valued<'_>) -> End {
        let number = status.and_then(|(_, value)| record::status(value));
        let end = End {
            said: number.map_or(Said::Nothing, Said::Status),
            retry: record::retry(retry.map(|(_, value)| value)),
        };
        if let (Some(_), Some((at, value)), Some((behind, _))) = (number, status, retry)
            && record.len() - at <= Shape::MOST
            && at < behind
            && !kind.verdict
        {
            let tail = &record[at..];
            let digits = kind.status.name().len();
            let before = tail[digits..].iter().position(u8::is_ascii_digit).map_or(0, |blanks| digits + blanks);
            let shape = Shape::of(tail, before..before + value.len());
            if shape.len() > 0 {
                self.tails[self.oldest] = Tail { shape, status: tail.len() - before, retry: end.retry };
                self.oldest = (self.oldest + 1) % TAILS;
            }
        }
        end
    }
}

/// Where the name of a member stands, and its value.
type Valued<'a> = Option<(usize, &'a [u8])>;

/// The member whose name may stand at `at`; `None` where it has no value there, and may have one elsewhere.
fn valued<'a>(member: &Member, record: &'a [u8], at: Option<usize>) -> Option<Valued<'a>> {
    let Some(at) = at else { return Some(None) };
    let value = value_at(record, at, member.name()).filter(|value| is_there(value))?;
    Some(Some((at, value)))
}

/// A record, and where the rest of it can be found.
pub(crate) struct Found<'a> {
    pub(crate) record: Record<'a>,
    object: &'a [u8],
    /// Where the name of the id stands
    id_at: usize,
    kind: &'a Kind,
}

impl Cls {
    /// A reader that knows all kinds.
    pub(crate) fn new() -> Self {
        Self { kinds: KINDS.iter().map(Kind::new).collect(), last: Last::default(), unpacked: Vec::new() }
    }

    /// The record in `line`, where its id is written as that of the last record.
    #[inline]
    pub(crate) fn glance<'a>(&mut self, line: &'a [u8]) -> Option<Glance<'a>> {
        let [b'{', .., b'}', b'\n'] = line else { return None };
        let object = &line[..line.len() - 1];
        let id = match self.last.same_id(object) {
            Some(id) => Some((id, true)),
            None => self.last.next_id(&self.kinds, object).map(|id| (id, false)),
        };
        let behind = self.last.id + self.last.member.len();
        if let Some((id, same)) = id
            && let Some(End { said, retry }) = self.last.end(&object[behind..])
        {
            return Some(Glance { id, id_at: self.last.id, same, retry, said });
        }
        self.last.scan(&self.kinds, object, id)
    }

    /// Whether the record in `line` is the first one of its request; the name of its id stands at `id`.
    pub(crate) fn starts(&mut self, line: &[u8], id: usize) -> bool {
        let Self { kinds, last, .. } = self;
        let Some(kind) = kinds.get(last.kind) else { return false };
        let as_before = id + last.to_message;
        let is_there = line.get(as_before..).is_some_and(|there| there.starts_with(kind.message.name()));
        let message = if is_there { Some(as_before) } else { kind.message.find(line, id) };
        last.to_message = message.map_or(0, |message| message - id);
        kind.starts(line, message.or_else(|| kind.message.find(line, 0)))
    }

    /// The record in `object`, read as if it were the first one.
    pub(crate) fn read_anew<T>(&mut self, object: &[u8], take: impl FnOnce(&Found<'_>) -> T) -> Option<T> {
        let last = std::mem::take(&mut self.last);
        let taken = self.read(object).map(|found| take(&found));
        self.last = last;
        taken
    }

    /// The record in `object`; `None` where it is none, or not whole.
    pub(crate) fn read<'a>(&'a mut self, object: &'a [u8]) -> Option<Found<'a>> {
        let object = if is_object(object) { object } else { trimmed(object)? };
        if let Some(id) = find_id(&self.kinds, &mut self.last, object) {
            return Some(found(&self.kinds, &mut self.last, id, object));
        }
        unpack(object, &mut self.unpacked);
        let id = find_id(&self.kinds, &mut self.last, &self.unpacked)?;
        Some(found(&self.kinds, &mut self.last, id, &self.unpacked))
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
pub(crate) enum Lying {
    /// In an array
    InArray,
    /// Each in a line
    InLines,
}

/// How the records lie in a JSON text that begins with `head`: openly, or each packed in a string.
pub(crate) fn lying(head: &[u8]) -> Option<Lying> {
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
    let has = |name| Member::new(name).value(text, 0).is_some();
    let [scf, others @ ..] = &KINDS;
    has(scf.id) && (has(scf.status) || has(scf.message))
        || others.iter().any(|names| has(names.id) && has(names.status) && has(names.message))
}

/// The id of a record. Its kind and its place are noted.
fn find_id<'a>(kinds: &[Kind], last: &mut Last, object: &'a [u8]) -> Option<&'a [u8]> {
    if let Some(id) = last.same_id(object).or_else(|| last.next_id(kinds, object)) {
        return Some(id);
    }
    let (number, at, id) = kinds.iter().enumerate().find_map(|(number, kind)| {
        let (at, id) = kind.id.locate(object, 0, is_id)?;
        Some((number, at, id))
    })?;
    if number != last.kind {
        *last = Last { kind: number, ..Last::default() };
    }
    let name = kinds.get(number)?.id.name().len();
    (last.id, last.before_id) = (at, name + 2);
    let part = last.before_id..last.before_id + id.len();
    let is_close = object[at + name..].starts_with(b":\"");
    last.member = if is_close { Shape::of(&object[at..=at + part.end], part) } else { Shape::default() };
    Some(id)
}

fn found<'a>(kinds: &'a [Kind], last: &mut Last, id: &'a [u8], object: &'a [u8]) -> Found<'a> {
    let (kind, id_at) = (&kinds[last.kind], last.id);
    let end = last.end(object).unwrap_or_else(|| {
        let status = kind.status.locate(object, 0, is_there);
        let retry = kind.retry.locate(object, 0, is_there);
        last.learn(kind, object, status, retry)
    });
    let record = Record { id, retry: Some(end.retry), said: end.said };
    let mut found = Found { record, object, id_at, kind };
    if kind.verdict {
        found.record.said = found.verdict();
    }
    found
}

/// What the value of a status says. A return code says only whether the request failed; the rest is in its message.
pub(crate) fn said(value: &[u8], verdict: bool, message: impl Fn() -> String) -> Said {
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
    /// What its return code says, and the message with it.
    fn verdict(&self) -> Said {
        let code = self.kind.status.value(self.object, 0);
        code.map_or(Said::Nothing, |code| said(code, true, || self.message()))
    }
}

impl Detail for Found<'_> {
    fn starts(&self) -> bool {
        let message = &self.kind.message;
        self.kind.starts(self.object, message.find(self.object, self.id_at).or_else(|| message.find(self.object, 0)))
    }

    fn function(&self) -> Option<&[u8]> {
        self.kind.function.value(self.object, 0)
    }

    fn duration(&self) -> Option<u32> {
        self.kind.duration.value(self.object, self.id_at).and_then(record::milliseconds)
    }

    fn minute(&self) -> Option<u32> {
        let time = self.kind.time.value(self.object, 0)?;
        record::minute_of_date(time).or_else(|| record::number(time).and_then(record::minute))
    }

    fn message(&self) -> String {
        let Some(raw) = self.kind.message.value(self.object, self.id_at) else { return String::new() };
        let quoted = [b"\"", raw, b"\""].concat();
        serde_json::from_slice(&quoted).unwrap_or_else(|_| String::from_utf8_lossy(raw).into_owned())
    }
}

/// Whether an id can be told from others; which bytes stand elsewhere does not matter.
fn is_id(id: &[u8]) -> bool {
    !id.is_empty() && (id.is_ascii() || str::from_utf8(id).is_ok())
}
