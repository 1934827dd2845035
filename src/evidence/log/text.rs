//! Console text: the platform's own lines begin with a word and `RequestId`, all others are the function's.
//!
//! Only a line that begins with `ERROR RequestId` carries a status. Functions log the answers of other services with
//! the same member names, so nothing else is searched for one.

use memchr::{memchr2, memmem};

use crate::evidence::log::record::{self, Detail, Record, Said};

/// How the first line of a request begins.
pub(super) const START: &[u8] = b"START RequestId";

/// What a line says that begins like this; an error may also state a status. Eight bytes tell them apart.
fn said(line: &[u8]) -> Option<(&'static [u8], Said)> {
    Some(match line.first_chunk()? {
        b"START Re" => (START, Said::Nothing),
        b"ERROR Re" => (b"ERROR RequestId", Said::Failed),
        b"END Requ" => (b"END RequestId", Said::Ended),
        b"Report R" => (b"Report RequestId", Said::Ended),
        b"Response" => (b"Response RequestId", Said::Ended),
        b"Event Re" => (b"Event RequestId", Said::Nothing),
        b"Init Rep" => (b"Init Report RequestId", Said::Nothing),
        b"Provisio" => (b"Provisioned Report RequestId", Said::Nothing),
        b"Previsio" => (b"Previsioned Report RequestId", Said::Nothing),
        _ => return None,
    })
}

/// What the platform's line says, and what stands behind its beginning.
fn platform(line: &[u8]) -> Option<(&[u8], Said)> {
    let (begin, said) = said(line)?;
    Some((line.strip_prefix(begin)?, said))
}

/// Bytes of a date that are kept.
const DATE: usize = 16;

/// Reads console text.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    /// How the last line began that seemed to begin with a date: the platform's lines have none
    date: Option<[u8; DATE]>,
}

/// A platform line of a request, and the last date before it.
pub(super) struct Line<'a> {
    pub(super) record: Record<'a>,
    line: &'a [u8],
    minute: Option<u32>,
}

impl Text {
    /// What `line` says, if it is one of the platform's.
    pub(super) fn read<'a>(&mut self, line: &'a [u8]) -> Option<Line<'a>> {
        if line.starts_with(b"2") {
            self.date = line.first_chunk().copied();
            return None;
        }
        let (rest, said) = platform(line)?;
        let id = rest.strip_prefix(b":")?.trim_ascii_start();
        let id = &id[..memchr2(b' ', b'\t', id).unwrap_or(id.len())];
        if id.is_empty() {
            return None;
        }
        let said = if said == Said::Failed { status(rest).map_or(said, Said::Status) } else { said };
        let minute = matches!(said, Said::Failed | Said::Status(_)).then(|| self.minute()).flatten();
        Some(Line { record: Record { id, retry: 0, said }, line, minute })
    }

    /// The minute of the last date.
    pub(super) fn minute(&self) -> Option<u32> {
        self.date.as_ref().and_then(|date| record::minute_of_date(date))
    }

    /// Goes on behind another part of the same text.
    pub(super) fn follow(&mut self, earlier: &Self) {
        self.date = self.date.or(earlier.date);
    }
}

/// Whether `head` is the console text of requests. An error line alone is a message that somebody copied.
pub(super) fn is_log(head: &[u8]) -> bool {
    let mut errors = 0;
    head.split(|byte| *byte == b'\n').any(|line| {
        let said = platform(line).map(|(_, said)| said);
        errors += u32::from(said == Some(Said::Failed));
        errors > 1 || said.is_some_and(|said| said != Said::Failed)
    })
}

/// The status in the result of a failure. The last one of that name: it is the last member, and one that a message
/// quotes has its quotes escaped.
pub(super) fn status(result: &[u8]) -> Option<u16> {
    const NAME: &[u8] = b"\"statusCode\"";
    let behind = &result[memmem::rfind(result, NAME)? + NAME.len()..];
    let value = behind.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").unwrap_or(value);
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit()).count();
    record::status(&value[..digits])
}

impl Detail for Line<'_> {
    fn starts(&self) -> bool {
        self.line.starts_with(START)
    }

    fn function(&self) -> Option<&[u8]> {
        None
    }

    fn duration(&self) -> Option<u32> {
        const NAME: &[u8] = b" Duration:";
        let value = self.line.starts_with(b"Report").then(|| memmem::find(self.line, NAME)).flatten()?;
        record::milliseconds(self.line[value + NAME.len()..].trim_ascii_start())
    }

    fn minute(&self) -> Option<u32> {
        self.minute
    }

    fn message(&self) -> String {
        String::from_utf8_lossy(self.line).into_owned()
    }
}
