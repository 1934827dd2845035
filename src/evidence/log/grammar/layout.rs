//! The fast road of JSON: compares a record with the layout of the last ones, for most often the next one has the same
//! members in the same places.
//!
//! | the record | id | status and retry |
//! | --- | --- | --- |
//! | has the same id in the same place | `same_id`: one comparison | `end` |
//! | has another id in the same place | `next_id`: one comparison under a mask | `end` |
//! | has its id up to 32 bytes from there | `next_id`: a search in 120 bytes | `end` |
//! | ends unlike the last four | as above | `any_order`: one pass for all three |
//! | has its members in another order | `any_order` | `any_order` |
//! | none of these | the slow road | the slow road |

use std::ops::Range;

use crate::evidence::log::grammar::exports::Export;
use crate::evidence::log::grammar::members::{Member, is_there, value_at};
use crate::evidence::log::grammar::record::{self, Statement};
use crate::evidence::log::grammar::template::Template;

/// Ends of records that are kept: they differ by retry number, of which there are three (0 to 2) by default.
const TAILS: usize = 4;

/// Bytes before and behind the last id in which the next one is looked for: names of functions differ in length.
const NEAR: usize = 32;

/// The layout of the last records.
#[derive(Clone, Debug, Default)]
pub(super) struct LastLayout {
    /// Their kind, as its number in the list of exports
    pub(super) export: usize,
    /// Offset of the name of the id
    pub(super) id: usize,
    /// The id lay far from the one before it, so members come in any order: no search near the last one
    scattered: bool,
    /// The member of the id from quote to quote, with the id free; and where the id lies in it
    pub(super) member: Template,
    id_part: Range<usize>,
    /// Bytes from the name of the id to that of the message
    pub(super) to_message: usize,
    /// Ends of records, all different
    tails: [TailTemplate; TAILS],
    /// The one that matched last
    tail: usize,
    /// The one to be replaced next
    oldest: usize,
}

/// The end of a record from the name of its status on, with the status free.
#[derive(Clone, Copy, Debug, Default)]
struct TailTemplate {
    template: Template,
    /// Bytes from the status to the end of the record
    status: usize,
    retry: u8,
}

/// What the end of a record states.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ending {
    pub(super) statement: Statement,
    pub(super) retry: u8,
}

/// A record that was read on the fast road.
pub(crate) struct FastRecord<'a> {
    pub(crate) id: &'a [u8],
    /// Offset of its name
    pub(crate) id_at: usize,
    /// Whether the last record had the same id
    pub(crate) same: bool,
    pub(crate) retry: u8,
    pub(crate) statement: Statement,
}

impl LastLayout {
    /// The layout of a kind of which no record was read yet.
    pub(super) fn of_kind(export: usize) -> Self {
        Self { export, ..Self::default() }
    }

    /// The id of the last record, if that is the id of this one too.
    #[inline]
    pub(super) fn same_id<'a>(&self, record: &'a [u8]) -> Option<&'a [u8]> {
        let there = record.get(self.id..)?;
        self.member.begins(there).then(|| &there[self.id_part.clone()])
    }

    /// Notes where the id of a record stands, and how its member is laid out.
    pub(super) fn note_id(&mut self, export: &Export, record: &[u8], at: usize, id: &[u8]) {
        let behind = at + export.id.name().len();
        let before = record[behind..].iter().position(|byte| *byte == b'"').map_or(behind, |quote| behind + quote + 1);
        let end = before + id.len() + export.quote.len();
        let is_string =
            record.get(before..end).is_some_and(|there| there.starts_with(id) && there.ends_with(export.quote));
        (self.id, self.id_part) = (at, before - at..before - at + id.len());
        self.member =
            if is_string { Template::of(&record[at..end], self.id_part.clone()) } else { Template::default() };
    }

    /// The id of a record, in the place of the last one or near it.
    pub(super) fn next_id<'a>(&mut self, exports: &[Export], record: &'a [u8]) -> Option<&'a [u8]> {
        let part = self.id_part.clone();
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
        let near = exports.get(self.export)?.id.find(&record[..far], near)?;
        let there = &record[near..];
        self.member.follow(there).then(|| {
            self.id = near;
            &there[part]
        })
    }

    /// Reads a record whose members come in another order, or whose end is not known. `id` is its id, if that is known,
    /// and whether the last record had the same.
    // not inlined, so that the road of most records stays short
    #[inline(never)]
    pub(super) fn any_order<'a>(
        &mut self,
        exports: &[Export],
        record: &'a [u8],
        id: Option<(&'a [u8], bool)>,
    ) -> Option<FastRecord<'a>> {
        let export = exports.get(self.export).filter(|export| !export.is_return_code)?;
        let [id_at, status, retry] = export.locate_fields(record)?;
        let (id, same) = match id {
            Some(known) => known,
            None => self.moved_id(record, id_at?)?,
        };
        let status = valued(&export.status, record, status)?;
        let retry = valued(&export.retry, record, retry)?;
        let Ending { statement, retry } = self.learn(export, record, status, retry);
        Some(FastRecord { id, id_at: self.id, same, retry, statement })
    }

    /// The id of a record, whose name stands at `at`, and whether the last record had the same.
    fn moved_id<'a>(&mut self, record: &'a [u8], at: usize) -> Option<(&'a [u8], bool)> {
        let there = &record[at..];
        let same = self.member.begins(there);
        (same || self.member.follow(there)).then(|| {
            (self.id, self.scattered) = (at, true);
            (&there[self.id_part.clone()], same)
        })
    }

    /// What a record states whose end matches one of the kept ones.
    #[inline]
    pub(super) fn end(&mut self, record: &[u8]) -> Option<Ending> {
        if !self.tails[self.tail].template.ends(record) {
            self.tail = self.tails.iter().position(|tail| tail.template.ends(record))?;
        }
        let tail = &self.tails[self.tail];
        let status = record[record.len() - tail.status..].first_chunk::<3>()?;
        Some(Ending { statement: Statement::Status(record::status(status)?), retry: tail.retry })
    }

    /// What a record states, given its members of status and retry. Its end is kept, where both lie in it.
    pub(super) fn learn(&mut self, export: &Export, record: &[u8], status: Valued<'_>, retry: Valued<'_>) -> Ending {
        let number = status.and_then(|(_, value)| record::status(value));
        let end = Ending {
            statement: number.map_or(Statement::Nothing, Statement::Status),
            retry: record::retry(retry.map(|(_, value)| value)),
        };
        if let (Some(_), Some((at, value)), Some((behind, _))) = (number, status, retry)
            && record.len() - at <= Template::LONGEST
            && at < behind
            && !export.is_return_code
        {
            let tail = &record[at..];
            let digits = export.status.name().len();
            let before = tail[digits..].iter().position(u8::is_ascii_digit).map_or(0, |blanks| digits + blanks);
            let template = Template::of(tail, before..before + value.len());
            if template.len() > 0 {
                self.tails[self.oldest] = TailTemplate { template, status: tail.len() - before, retry: end.retry };
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
