//! The encoded form of a catalogue: first everything that a start reads, then the packed parts, side by side. A page of
//! memory that nobody reads is none that the program takes.

use crate::catalogue::catalogue::Catalogue;

impl Catalogue {
    /// Encodes the catalogue.
    ///
    /// # Errors
    /// What the encoder says; a catalogue that was linked can be encoded.
    pub fn encode(&self) -> postcard::Result<Vec<u8>> {
        let mut head = self.clone();
        let (mut lengths, mut parts) = (Vec::new(), Vec::new());
        head.each_part(&mut |part| {
            lengths.push(part.len());
            parts.extend_from_slice(std::mem::take(part));
        });
        let mut bytes = postcard::to_allocvec(&(head, lengths))?;
        bytes.append(&mut parts);
        Ok(bytes)
    }

    /// Decodes a catalogue. Its texts are borrowed, its packed parts stay packed.
    ///
    /// # Errors
    /// What the decoder says where the bytes were not encoded by the same version of this program.
    pub fn decode(bytes: &'static [u8]) -> postcard::Result<Self> {
        let ((mut catalogue, lengths), mut rest): ((Self, Vec<usize>), _) = postcard::take_from_bytes(bytes)?;
        let mut lengths = lengths.into_iter();
        catalogue.each_part(&mut |part| {
            let length = lengths.next().unwrap_or(0);
            (*part, rest) = rest.split_at(length.min(rest.len()));
        });
        Ok(catalogue)
    }

    /// Shows the bytes of each packed part, always in the same order: those that are read first come first.
    fn each_part(&mut self, show: &mut dyn FnMut(&mut &'static [u8])) {
        self.codes.iter_mut().for_each(|code| show(code.detail.bytes()));
        self.causes.iter_mut().for_each(|cause| show(cause.remedy.bytes()));
        self.causes.iter_mut().for_each(|cause| show(cause.rules.bytes()));
        show(self.sources.bytes());
        show(self.placeholders.bytes());
        show(self.facts.bytes());
        show(self.questions.bytes());
        show(self.groups.bytes());
        show(self.asking.bytes());
        show(self.symptoms.bytes());
        show(self.references.bytes());
        show(self.follow_ups.bytes());
        show(self.sums.bytes());
        show(self.patterns.bytes());
        show(self.thesaurus.bytes());
    }
}
