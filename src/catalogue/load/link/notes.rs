//! Linking notes: what a file adds to codes and causes that exist, without writing them anew.

use std::collections::BTreeMap;

use crate::catalogue::cause::CauseId;
use crate::catalogue::load::link::linker::Linker;
use crate::catalogue::load::path::Path;
use crate::catalogue::load::source::RawNote;
use crate::catalogue::store::packed::Packed;
use crate::lang::{Text, Wording};

impl Linker<'_> {
    pub(super) fn notes(&mut self, notes: &[RawNote]) {
        // an entry is opened once for all notes on it
        let mut on_codes: BTreeMap<u16, Vec<Text>> = BTreeMap::new();
        let mut on_causes: BTreeMap<CauseId, Vec<Text>> = BTreeMap::new();
        for (at, raw) in notes.iter().enumerate() {
            let path = Path::top("notes").index(at);
            let note = self.text(&path.key("note"), &raw.note);
            let (note, to) = (self.signed(note), path.key("to"));
            if let Ok(number) = raw.to.0.parse() {
                self.number(&to, number);
                on_codes.entry(number).or_default().push(note);
            } else if let Some(id) = self.cause_id(&to, &raw.to.0) {
                on_causes.entry(id).or_default().push(note);
            }
        }
        for code in &mut self.catalogue.codes {
            if let Some(notes) = on_codes.remove(&code.number) {
                let mut detail = code.detail.open();
                detail.notes.extend(notes);
                code.detail = Packed::new(&detail);
            }
        }
        for (id, notes) in on_causes {
            if let Some(cause) = self.catalogue.causes.get_mut(usize::from(id.0)) {
                let mut remedy = cause.remedy.open();
                remedy.notes.extend(notes);
                cause.remedy = Packed::new(&remedy);
            }
        }
    }

    /// A note with the file it came from, since the entry that it stands in is somebody else's.
    fn signed(&self, note: Text) -> Text {
        match &self.from {
            None => note,
            Some(file) => Text {
                en: Wording::from(format!("{} ({file})", note.en)),
                zh: Wording::from(format!("{}（{file}）", note.zh)),
            },
        }
    }
}
