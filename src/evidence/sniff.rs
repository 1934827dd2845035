//! The table of readers: what each kind of evidence is told by, and what reads it. A new kind is one row here and one
//! file beside it.

use crate::catalogue::Catalogue;
use crate::evidence::input::beginning;
use crate::evidence::log::{self, Log};
use crate::evidence::{message, table, triage};
use crate::fact::{Evidence, EvidenceKind};
use crate::mask::Mask;

/// What reads one kind of evidence.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// The kind
    pub kind: EvidenceKind,
    /// Whether what begins like this, blanks left out, is of the kind. The last line may be cut
    pub sniff: fn(&[u8]) -> bool,
    /// Reads such a text into the evidence; the requests too, where it counts any
    pub read: fn(&Catalogue, &mut Evidence, &[u8], &mut Mask) -> Option<Log>,
}

/// Every reader; the first whose `sniff` says so reads.
pub const READERS: [Reader; 3] = [
    Reader { kind: EvidenceKind::Log, sniff: is_log, read: triage::read },
    Reader { kind: EvidenceKind::Table, sniff: table::is_table, read: table::read },
    Reader { kind: EvidenceKind::Message, sniff: is_text, read: message::read },
];

/// What reads a text that begins with `head`.
#[must_use]
pub fn reader(head: &[u8]) -> Reader {
    let [others @ .., message] = READERS;
    let head = beginning(head);
    others.into_iter().find(|reader| (reader.sniff)(head)).unwrap_or(message)
}

fn is_log(head: &[u8]) -> bool {
    log::form(head).is_some()
}

/// What is nothing else is a text.
const fn is_text(_: &[u8]) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::{READERS, reader};
    use crate::fact::EvidenceKind;

    #[test]
    fn each_kind_has_one_reader_that_knows_it_by_its_beginning() {
        let samples = [
            (EvidenceKind::Log, "\u{feff}\n{\"SCF_RequestId\":\"a\",\"SCF_StatusCode\":200,\"SCF_RetryNum\":0}\n"),
            (EvidenceKind::Table, "status,requests\n430,567\n"),
            (EvidenceKind::Message, "Invoking task timed out after 3 seconds"),
        ];
        assert_eq!(samples.map(|(kind, _)| kind), READERS.map(|reader| reader.kind), "a sample for each row");
        for (kind, sample) in samples {
            assert_eq!(reader(sample.as_bytes()).kind, kind, "{sample}");
        }
    }
}
