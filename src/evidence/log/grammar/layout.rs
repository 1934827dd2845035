//! How the last records were laid out: most often the next one has the same in the same places.

use crate::evidence::log::grammar::exports::Export;
use crate::evidence::log::grammar::members::{Member, is_there, value_at};
use crate::evidence::log::grammar::record::{self, Statement};
use crate::evidence::log::grammar::template::Template;

/// How many ends of records are remembered: those of tries.
const TAILS: usize = 4;

/// How far before the last one the next id is looked for: names of functions are not all as long.
const NEAR: usize = 32;

/// How the last records were laid out: most often the next one has the same in the same places.
#[derive(Clone, Debug, Default)]
pub(super) struct LastLayout {
    pub(super) export: usize,
    /// From the beginning of the record to the name of the id
    pub(super) id: usize,
    /// The id lay far from the one before it: members seem to come in any order
    scattered: bool,
    /// The id with its name and all quotes, and where in it the id begins
    pub(super) member: Template,
    pub(super) before_id: usize,
    /// From the name of the id to that of the message
    pub(super) to_message: usize,
    /// Different ends of records
    tails: [TailTemplate; TAILS],
    /// That of the last record that had one of them
    tail: usize,
    /// The one to be replaced next
    oldest: usize,
}

/// All from the name of the status to the end of the record; the status may be another.
#[derive(Clone, Copy, Debug, Default)]
struct TailTemplate {
    template: Template,
    /// From the end of the record back to the status
    status: usize,
    retry: u8,
}

/// What the end of a record says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ending {
    pub(super) statement: Statement,
    pub(super) retry: u8,
}

/// A record that is laid out as others were before it.
pub(crate) struct FastRecord<'a> {
    pub(crate) id: &'a [u8],
    /// Where its name stands
    pub(crate) id_at: usize,
    /// Whether it is that of the last record
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
        self.member.begins(there).then(|| &there[self.before_id..self.member.len() - 1])
    }

    /// The id of a record, where it lies as the last one or near there.
    pub(super) fn next_id<'a>(&mut self, exports: &[Export], record: &'a [u8]) -> Option<&'a [u8]> {
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
        let near = exports.get(self.export)?.id.find(&record[..far], near)?;
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
    pub(super) fn any_order<'a>(
        &mut self,
        exports: &[Export],
        record: &'a [u8],
        id: Option<(&'a [u8], bool)>,
    ) -> Option<FastRecord<'a>> {
        let export = exports.get(self.export).filter(|export| !export.is_return_code)?;
        let [id_at, status, retry] = export.fields.locate(record)?;
        let (id, same) = match id {
            Some(known) => known,
            None => self.moved_id(record, id_at?)?,
        };
        let status = valued(&export.status, record, status)?;
        let retry = valued(&export.retry, record, retry)?;
        let Ending { statement, retry } = self.learn(export, record, status, retry);
        Some(FastRecord { id, id_at: self.id, same, retry, statement })
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
    pub(super) fn end(&mut self, record: &[u8]) -> Option<Ending> {
        if !self.tails[self.tail].template.ends(record) {
            self.tail = self.tails.iter().position(|tail| tail.template.ends(record))?;
        }
        let tail = &self.tails[self.tail];
        let status = record[record.len() - tail.status..].first_chunk::<3>()?;
        Some(Ending { statement: Statement::Status(record::status(status)?), retry: tail.retry })
    }

    /// What a record says whose status and try stand at these places. That it ends so is remembered, where an end tells
    /// both.
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
