//! The JSON grammar: records as objects, one a line or in an array; exports of CLS, of `CloudBase`, and of the retired
//! log interface. One line, folded here:
//!
//! ```text
//! {"SCF_FunctionName":"pay-cron-02","SCF_LogTime":1793491203038,
//!  "SCF_RequestId":"3f2a9c1e-52d0-11e9-8a7b-0242ac120002","SCF_Duration":3007,"SCF_Level":"ERROR",
//!  "SCF_Message":"ERROR RequestId: 3f2a9c1e-52d0-11e9-8a7b-0242ac120002 Result:{\"errorCode\":1,\"statusCode\":433}",
//!  "SCF_StatusCode":433,"SCF_RetryNum":0}
//! ```
//!
//! No parser reads it: in JSON text the bytes `"SCF_RequestId"` are the name of a member wherever they occur, for
//! inside a string the quotes would be escaped. So the order of members, blanks, and how deep they lie do not matter.
//! Of two members with the same name one is read.

use memchr::{memchr, memchr_iter, memmem};

use crate::evidence::log::grammar::exports::{EXPORTS, Export, statement};
use crate::evidence::log::grammar::layout::{Ending, FastRecord, LastLayout};
use crate::evidence::log::grammar::members::{Member, OPEN, PACKED, is_there, unpack};
use crate::evidence::log::grammar::record::{self, Record, RecordDetail, Statement};

/// Reads JSON objects.
#[derive(Clone, Debug)]
pub(crate) struct JsonGrammar {
    open: Kinds,
    /// The same for records that are packed in a string, without taking their escapes off
    packed: Kinds,
    /// The last record was packed, in an object that begins so
    last_packed: Option<[u8; BEGINNING]>,
    /// Bytes behind the last packed record in its object
    behind: usize,
    /// A record that was packed in a string, without its escapes; kept for its memory
    unpacked: Vec<u8>,
}

/// Bytes at the beginning of an object that tell which one it is: `{"Time":`.
const BEGINNING: usize = 8;

/// The most bytes behind a packed record that are searched for its end.
const MOST_BEHIND: usize = 512;

/// Kinds of export, and the layout of the last record.
#[derive(Clone, Debug)]
struct Kinds {
    exports: Vec<Export>,
    last: LastLayout,
}

/// A record, and the object that holds the rest of it.
pub(crate) struct JsonRecord<'a> {
    pub(crate) record: Record<'a>,
    object: &'a [u8],
    /// Offset of the name of the id
    id_at: usize,
    export: &'a Export,
}

impl Kinds {
    fn new(quote: &'static [u8]) -> Self {
        Self { exports: EXPORTS.iter().map(|names| Export::new(names, quote)).collect(), last: LastLayout::default() }
    }

    /// The record in `object`, if it is laid out like the last ones.
    #[inline]
    fn fast<'a>(&mut self, object: &'a [u8]) -> Option<FastRecord<'a>> {
        let id = match self.last.same_id(object) {
            Some(id) => Some((id, true)),
            None => self.last.next_id(&self.exports, object).map(|id| (id, false)),
        };
        let behind = self.last.id + self.last.member.len();
        if let Some((id, same)) = id
            && let Some(Ending { statement, retry }) = self.last.end(&object[behind..])
        {
            return Some(FastRecord { id, id_at: self.last.id, same, retry, statement });
        }
        self.last.any_order(&self.exports, object, id)
    }

    /// Whether the record in `object` is the first one of its request; the name of its id stands at `id`.
    fn starts(&mut self, object: &[u8], id: usize) -> bool {
        let Self { exports, last } = self;
        let Some(export) = exports.get(last.export) else { return false };
        let as_before = id + last.to_message;
        let is_there = object.get(as_before..).is_some_and(|there| there.starts_with(export.message.name()));
        let message = if is_there { Some(as_before) } else { export.message.find(object, id) };
        last.to_message = message.map_or(0, |message| message - id);
        export.starts(object, message.or_else(|| export.message.find(object, 0)))
    }
}

impl JsonGrammar {
    /// A grammar that knows all kinds of export.
    pub(crate) fn new() -> Self {
        let (open, packed) = (Kinds::new(OPEN), Kinds::new(PACKED));
        Self { open, packed, last_packed: None, behind: 0, unpacked: Vec::new() }
    }

    /// The fast road: the record in `object`, which may be a line with its end, if it is laid out like the last ones.
    #[inline]
    pub(crate) fn fast<'a>(&mut self, object: &'a [u8]) -> Option<FastRecord<'a>> {
        let ([object @ .., b'\n'] | object) = object;
        let [b'{', .., b'}'] = object else { return None };
        match &self.last_packed {
            None => self.open.fast(object),
            Some(beginning) if object.starts_with(beginning) => self.fast_packed(object),
            Some(_) => None,
        }
    }

    // not inlined, so that the road of most records stays short
    #[inline(never)]
    fn fast_packed<'a>(&mut self, object: &'a [u8]) -> Option<FastRecord<'a>> {
        let end = object.len().checked_sub(self.behind).filter(|end| ends_packed(object, *end));
        let end = end.or_else(|| packed_end(object))?;
        self.behind = object.len() - end;
        self.packed.fast(&object[..end])
    }

    /// Whether the record in `object` is the first one of its request; the name of its id stands at `id`.
    pub(crate) fn starts(&mut self, object: &[u8], id: usize) -> bool {
        let kinds = if self.last_packed.is_some() { &mut self.packed } else { &mut self.open };
        kinds.starts(object, id)
    }

    /// The slow road for a record of a run, whose layout is not noted.
    pub(crate) fn read_anew<T>(&mut self, object: &[u8], take: impl FnOnce(&JsonRecord<'_>) -> T) -> Option<T> {
        let (open, packed) = (std::mem::take(&mut self.open.last), std::mem::take(&mut self.packed.last));
        let (last_packed, behind) = (self.last_packed, self.behind);
        let taken = self.read(object).map(|found| take(&found));
        (self.open.last, self.packed.last) = (open, packed);
        (self.last_packed, self.behind) = (last_packed, behind);
        taken
    }

    /// The slow road: the record in `object`; `None` where it is none, or not whole.
    pub(crate) fn read<'a>(&'a mut self, object: &'a [u8]) -> Option<JsonRecord<'a>> {
        let object = if is_object(object) { object } else { trimmed(object)? };
        let Self { open: Kinds { exports, last }, unpacked, .. } = self;
        if let Some(id) = find_id(exports, last, object) {
            self.last_packed = None;
            return Some(complete(exports, last, id, object));
        }
        unpack(object, unpacked);
        let id = find_id(exports, last, unpacked)?;
        self.last_packed = note_packed(&mut self.packed, object, id);
        self.behind = packed_end(object).map_or(0, |end| object.len() - end);
        Some(complete(exports, last, id, unpacked))
    }
}

/// Notes the layout of an object that holds a record with this `id` packed in a string.
fn note_packed(packed: &mut Kinds, object: &[u8], id: &[u8]) -> Option<[u8; BEGINNING]> {
    let end = packed_end(object)?;
    let object = &object[..end];
    find_id(&packed.exports, &mut packed.last, object).filter(|found| *found == id)?;
    ending(packed.exports.get(packed.last.export)?, &mut packed.last, object);
    object.first_chunk().copied()
}

/// Whether a packed record ends at `end`.
fn ends_packed(object: &[u8], end: usize) -> bool {
    object[..end].ends_with(b"}") && object[end..].starts_with(b"\"")
}

/// Where the last packed record in `object` ends, if that is near its end.
fn packed_end(object: &[u8]) -> Option<usize> {
    let from = object.len().saturating_sub(MOST_BEHIND);
    memmem::rfind(&object[from..], b"}\"").map(|at| from + at + 1)
}

const fn is_object(bytes: &[u8]) -> bool {
    matches!(bytes, [b'{', .., b'}'])
}

/// The object without blanks around it and a comma behind it.
fn trimmed(object: &[u8]) -> Option<&[u8]> {
    let object = object.trim_ascii();
    let object = object.strip_suffix(b",").unwrap_or(object).trim_ascii_end();
    is_object(object).then_some(object)
}

/// How records lie in a JSON text.
pub(crate) enum JsonLayout {
    /// In an array
    InArray,
    /// Each in a line
    InLines,
}

/// How the records lie in a JSON text that begins with `head`, if there are any: openly, or each packed in a string.
pub(crate) fn layout(head: &[u8]) -> Option<JsonLayout> {
    open_layout(head).or_else(|| {
        let mut unpacked = Vec::new();
        unpack(head, &mut unpacked);
        open_layout(&unpacked)
    })
}

/// Where the name of the first id stands.
pub(crate) fn first_id(text: &[u8]) -> Option<usize> {
    // once one is found, only what stands before it can change that
    EXPORTS.iter().fold(None, |first, names| memmem::find(&text[..first.unwrap_or(text.len())], names.id).or(first))
}

/// The same where the records lie openly.
fn open_layout(text: &[u8]) -> Option<JsonLayout> {
    let before = &text[..first_id(text)?];
    let opens_array = |at: usize| before[at + 1..].trim_ascii_start().starts_with(b"{");
    if memchr_iter(b'[', before).any(opens_array) {
        return is_record(text).then_some(JsonLayout::InArray);
    }
    let line = &text[..memchr(b'\n', text).unwrap_or(text.len())];
    is_record(line).then_some(JsonLayout::InLines)
}

/// Whether `text` holds the members of a record. Common names (`requestId`) count only together.
fn is_record(text: &[u8]) -> bool {
    let has = |name| Member::new(name).value(text, 0).is_some();
    let [scf, others @ ..] = &EXPORTS;
    has(scf.id) && (has(scf.status) || has(scf.message))
        || others.iter().any(|names| has(names.id) && has(names.status) && has(names.message))
}

/// The id of a record; its kind of export and its layout are noted.
fn find_id<'a>(exports: &[Export], last: &mut LastLayout, object: &'a [u8]) -> Option<&'a [u8]> {
    if let Some(id) = last.same_id(object).or_else(|| last.next_id(exports, object)) {
        return Some(id);
    }
    let (number, at, id) = exports.iter().enumerate().find_map(|(number, export)| {
        let (at, id) = export.id.locate(object, 0, is_id)?;
        Some((number, at, id))
    })?;
    if number != last.export {
        *last = LastLayout::of_kind(number);
    }
    last.note_id(exports.get(number)?, object, at, id);
    Some(id)
}

/// The record with this id, its end read by a template or by a search.
fn complete<'a>(exports: &'a [Export], last: &mut LastLayout, id: &'a [u8], object: &'a [u8]) -> JsonRecord<'a> {
    let (export, id_at) = (&exports[last.export], last.id);
    let end = ending(export, last, object);
    let record = Record { id, retry: Some(end.retry), statement: end.statement };
    let mut found = JsonRecord { record, object, id_at, export };
    if export.is_return_code {
        found.record.statement = found.by_return_code();
    }
    found
}

/// What the end of a record states, read by a template or by a search.
fn ending(export: &Export, last: &mut LastLayout, object: &[u8]) -> Ending {
    last.end(object).unwrap_or_else(|| {
        let status = export.status.locate(object, 0, is_there);
        let retry = export.retry.locate(object, 0, is_there);
        last.learn(export, object, status, retry)
    })
}

impl JsonRecord<'_> {
    /// What its return code states, and the message with it.
    fn by_return_code(&self) -> Statement {
        let code = self.export.status.value(self.object, 0);
        code.map_or(Statement::Nothing, |code| statement(code, true, || self.message()))
    }
}

impl RecordDetail for JsonRecord<'_> {
    fn starts(&self) -> bool {
        let message = &self.export.message;
        self.export.starts(self.object, message.find(self.object, self.id_at).or_else(|| message.find(self.object, 0)))
    }

    fn function(&self) -> Option<&[u8]> {
        self.export.function.value(self.object, 0)
    }

    fn duration(&self) -> Option<u32> {
        self.export.duration.value(self.object, self.id_at).and_then(record::milliseconds)
    }

    fn minute(&self) -> Option<u32> {
        let time = self.export.time.value(self.object, 0)?;
        record::minute_of_date(time).or_else(|| record::number(time).and_then(record::minute))
    }

    fn message(&self) -> String {
        let Some(raw) = self.export.message.value(self.object, self.id_at) else { return String::new() };
        let quoted = [b"\"", raw, b"\""].concat();
        serde_json::from_slice(&quoted).unwrap_or_else(|_| String::from_utf8_lossy(raw).into_owned())
    }
}

/// Whether an id is one: text, and not empty. Bytes elsewhere need not be text.
fn is_id(id: &[u8]) -> bool {
    !id.is_empty() && (id.is_ascii() || str::from_utf8(id).is_ok())
}
