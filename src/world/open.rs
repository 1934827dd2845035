//! Opening evidence: looks, opens, bounds. What it holds is none of its business.

use std::io;

use crate::evidence::EvidenceKind;
use crate::evidence::input::{Content, Input, MOST, Stream};
use crate::evidence::sniff;
use crate::evidence::source::Source;
use crate::trouble::Trouble;
use crate::words::Words;
use crate::world::bytes::Bytes;
use crate::world::cancel::CancelToken;
use crate::world::logs::Opened;
use crate::world::pipe::Patience;

/// Opens a source: as a text where all of it is at hand, else as a stream. What breaks off is told beside the text, which
/// is then what came before.
///
/// # Errors
/// A trouble that names the source, where nothing of it can be read.
pub fn open(
    words: &Words,
    source: &Source,
    patience: Patience,
    cancel: &CancelToken,
) -> Result<(Input, Option<Trouble>), Trouble> {
    let name = source.name();
    let unreadable = |error: io::Error| Trouble::unreadable(words, &name, &error);
    let bytes = Bytes::of(source, patience, cancel).map_err(unreadable)?;
    let piped = matches!(bytes, Bytes::Pipe(_));
    let mut opened = Opened::new(words, bytes, &name)?;
    // a pipe may never end: where it can be read piece by piece, nothing waits for all of it
    let live = piped && patience == Patience::Short || opened.is_longer(MOST);
    let is_log = || sniff::reader(opened.head()).kind == EvidenceKind::Log;
    match if live && is_log() { Ok(false) } else { opened.gather(MOST) } {
        Ok(true) => Ok((Input::Text(Content::whole(opened.into_bytes())), None)),
        Ok(false) => Ok((Input::Stream(Box::new(opened)), None)),
        Err(error) => Ok((Input::Text(Content::broken(opened.into_bytes())), Some(unreadable(error)))),
    }
}
