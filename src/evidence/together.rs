//! Many logs at once, read as one: what comes in many small files is one log that was cut, and is told as such.

use std::collections::BTreeMap;
use std::io;

use crate::clean::Clean;
use crate::evidence::input::{Content, Input, Watch, beginning};
use crate::evidence::intake::{Gathered, form_within, gather};
use crate::evidence::log::{self, Form, Log, LogReader};
use crate::mask::Mask;

/// The most pieces of evidence that stand each for itself. The logs among more are read together: nobody looks at so many
/// one by one, and what each says of a case would contradict the others.
pub const APART: usize = 8;

/// The logs among many pieces of evidence: one for each form, whose records come as through one pipe.
#[derive(Debug, Default)]
pub struct Together {
    readers: BTreeMap<Form, LogReader>,
}

impl Together {
    /// Reads a piece among the others if it is a log, else by itself: what it is then, and what the system said where it broke
    /// off.
    pub fn gather(
        &mut self,
        input: Input,
        name: &Clean,
        mask: &mut Mask,
        watch: &mut Watch<'_>,
    ) -> (Option<Gathered>, Option<io::Error>) {
        match self.take(input, name, watch) {
            Ok(broken) => (None, broken),
            Err(input) => {
                let (gathered, broken) = gather(input, name, mask, watch);
                (Some(gathered), broken)
            }
        }
    }

    /// Reads a piece if it is a log: what the system said where it broke off.
    ///
    /// # Errors
    /// It is no log; here it is again.
    fn take(&mut self, input: Input, name: &Clean, watch: &mut Watch<'_>) -> Result<Option<io::Error>, Input> {
        let form = match &input {
            Input::Text(text) => log::form(beginning(&text.bytes)),
            Input::Stream(stream) => form_within(stream.head()),
        };
        let Some(form) = form else { return Err(input) };
        let mut reader = self.readers.remove(&form).unwrap_or_else(|| LogReader::new(name, form));
        reader.begin(name);
        let (reader, broken) = match input {
            Input::Text(Content { bytes, rest }) => {
                reader.feed(&bytes);
                if rest.is_some() {
                    reader.cut_short();
                }
                (reader, None)
            }
            Input::Stream(stream) => stream.log(reader, watch),
        };
        self.readers.insert(form, reader);
        Ok(broken)
    }

    /// What they say.
    #[must_use]
    pub fn finish(self, mask: &mut Mask) -> Vec<Log> {
        self.readers.into_values().map(|reader| reader.finish(mask)).collect()
    }
}
