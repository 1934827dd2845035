//! Console text: the platform's own lines begin with a word and `RequestId`, all others are the function's.
//!
//! Only a line that begins with `ERROR RequestId` carries a status. Functions log the answers of other services with
//! the same member names, so nothing else is searched for one.

use memchr::memmem;

use crate::evidence::log::record::{self, Detail, Record, Said};

/// How the first line of a request begins.
pub(super) const START: &[u8] = b"START RequestId";

/// What the platform's lines begin with, and what each says; an error may also state a status.
const LINES: [(&[u8], Said); 9] = [
    (START, Said::Nothing),
    (b"ERROR RequestId", Said::Failed),
    (b"END RequestId", Said::Ended),
    (b"Report RequestId", Said::Ended),
    (b"Response RequestId", Said::Ended),
    (b"Event RequestId", Said::Nothing),
    (b"Init Report RequestId", Said::Nothing),
    (b"Provisioned Report RequestId", Said::Nothing),
    (b"Previsioned Report RequestId", Said::Nothing),
];

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
        match line.first()? {
            b'S' | b'E' | b'R' | b'I' | b'P' => {}
            b'2' => {
                self.date = line.first_chunk().copied();
                return None;
            }
            _ => return None,
        }
        let (rest, said) = LINES.iter().find_map(|(begin, said)| Some((line.strip_prefix(*begin)?, *said)))?;
        let id = rest.strip_prefix(b":")?.trim_ascii_start();
        let end = id.iter().position(|byte| byte.is_ascii_whitespace()).unwrap_or(id.len());
        if end == 0 {
            return None;
        }
        let said = if said == Said::Failed { status(rest).map_or(said, Said::Status) } else { said };
        let minute = matches!(said, Said::Failed | Said::Status(_)).then(|| self.minute()).flatten();
        Some(Line { record: Record { id: &id[..end], retry: 0, said }, line, minute })
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
        let said = LINES.iter().find(|(begin, _)| line.starts_with(begin)).map(|(_, said)| *said);
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
