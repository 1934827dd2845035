//! What holds for every form: cuts change nothing, and, where a form divides, neither do parts.

use scf_tui::clean::Clean;
use scf_tui::evidence::log::{Form, Log, LogReader, Seam};
use scf_tui::mask::Mask;

fn name() -> Clean {
    Clean::new("fuzz.log")
}

fn finish(reader: LogReader) -> Log {
    reader.finish(&mut Mask::default())
}

/// The first byte says where to cut the others.
pub fn check(form: Form, data: &[u8]) {
    let Some((place, input)) = data.split_first() else { return };
    let mut whole = LogReader::new(&name(), form);
    whole.feed(input);
    let whole = finish(whole);
    assert!(whole.requests <= whole.records.max(1) && whole.damaged <= input.len() as u64);
    let (head, tail) = input.split_at(input.len() * usize::from(*place) / 256);
    let mut pieces = LogReader::new(&name(), form);
    pieces.feed(head);
    tail.chunks(7).for_each(|piece| pieces.feed(piece));
    assert_eq!(finish(pieces), whole);
    let from = head.len();
    // a file is cut behind what its seam was learned from: the head of a table names its columns
    if let Some(seam) = Seam::of(form, head)
        && let Some(likely) = seam.find(tail)
    {
        let (head, tail) = input.split_at(from + likely);
        let (mut first, mut second) = (LogReader::new(&name(), form), LogReader::later(&name(), &seam));
        first.feed(head);
        if first.is_between_records() {
            second.feed(tail);
            first = first.merge(second);
        } else {
            first.feed(tail);
        }
        let merged = finish(first);
        assert_eq!((merged.records, merged.damaged), (whole.records, whole.damaged));
    }
}
