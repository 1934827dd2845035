//! A code in outline: what matters first, the rest under headings that tell how much they hold. Each part is made only
//! when someone opens it.

use crate::catalogue::reference::Reference;
use crate::catalogue::{Catalogue, Code, Detail};
use crate::fact::Facts;
use crate::lang::{Lang, Str};
use crate::report::command::Commands;
use crate::report::explain;
use crate::report::page::{Block, Page};
use crate::words::Words;

/// A part of what is said of a code, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What happened, in a sentence, and who has to act
    Summary,
    /// The heading of the causes
    Causes,
    /// A cause, by its number from 0 on
    Cause(usize),
    /// Numbers that bear on it
    Limits,
    /// What happened, in full
    Meaning,
    /// Texts as they occur
    Messages,
    /// Whether repeating helps
    Retry,
    /// When it happens, other names, what becomes of the instance
    Nature,
    /// What else one should know
    Notes,
    /// A table that several codes show, by its number from 0 on
    Table(usize),
    /// Neighbours that are taken for it
    Related,
    /// Pages to open
    Links,
}

/// What is said of a code, part by part.
#[derive(Debug)]
pub struct Outline<'a> {
    commands: Commands<'a>,
    code: &'a Code,
    detail: Detail,
}

impl<'a> Outline<'a> {
    /// The outline of a code. `facts` fill the commands.
    #[must_use]
    pub fn of(catalogue: &'a Catalogue, facts: &'a Facts, code: &'a Code, lang: Lang) -> Self {
        Self { commands: Commands { catalogue, facts, lang }, code, detail: code.detail.open() }
    }

    /// The code.
    #[must_use]
    pub const fn code(&self) -> &'a Code {
        self.code
    }

    /// The parts that there are.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let (code, detail) = (self.code, &self.detail);
        let mut parts = vec![Part::Summary, Part::Causes];
        parts.extend((0..code.causes.len()).map(Part::Cause));
        let some = |part, is_there: bool| is_there.then_some(part);
        parts.extend(some(Part::Limits, !detail.limits.is_empty()));
        parts.push(Part::Meaning);
        parts.extend(some(Part::Messages, !detail.messages.is_empty()));
        parts.extend([Part::Retry, Part::Nature]);
        parts.extend(some(Part::Notes, !detail.notes.is_empty()));
        parts.extend((0..detail.references.len()).map(Part::Table));
        parts.extend(some(Part::Related, !detail.related.is_empty()));
        parts.extend(some(Part::Links, self.links() > 0));
        parts
    }

    /// What stands of a part that is folded: its heading, with how much it holds. All of what has nothing to fold.
    #[must_use]
    pub fn folded(&self, part: Part) -> Page {
        let (words, detail) = (self.words(), &self.detail);
        let (heading, count) = match part {
            Part::Summary => return self.summary(),
            Part::Cause(at) => {
                let mut page = Page::default();
                page.item((at + 1).to_string(), self.title(at));
                return page;
            }
            Part::Causes => (words.likely_causes, Some(self.code.causes.len())),
            Part::Limits => (words.limits_that_bite, Some(detail.limits.len())),
            Part::Meaning => (words.what_happened, None),
            Part::Messages => (words.messages, Some(detail.messages.len())),
            Part::Retry => (words.retry, None),
            Part::Nature => (words.nature, None),
            Part::Notes => (words.good_to_know, Some(detail.notes.len())),
            Part::Table(at) => return headed(self.table(at).title.of(self.commands.lang), None),
            Part::Related => (words.related, Some(detail.related.len())),
            Part::Links => (words.links, Some(self.links())),
        };
        headed(heading, count)
    }

    /// The whole of a part. It begins with its heading.
    #[must_use]
    pub fn whole(&self, part: Part) -> Page {
        let (words, detail, lang) = (self.words(), &self.detail, self.commands.lang);
        let mut page = self.folded(part);
        match part {
            Part::Summary | Part::Causes => {}
            Part::Cause(at) => {
                if let Some(id) = self.code.causes.get(at) {
                    explain::remedy(&mut page, self.commands, *id);
                }
            }
            Part::Limits => {
                detail.limits.iter().for_each(|limit| page.field(limit.name.of(lang), limit.value.of(lang)))
            }
            Part::Meaning => page.text(detail.meaning.of(lang)),
            Part::Messages => {
                detail.messages.iter().for_each(|message| page.push(Block::Sample(message.to_string())));
            }
            Part::Retry => explain::retry(&mut page, words, &detail.retry, lang),
            Part::Nature => self.nature(&mut page),
            Part::Notes => detail.notes.iter().for_each(|note| page.item("•", note.of(lang))),
            Part::Table(at) => explain::rows(&mut page, self.commands, self.table(at)),
            Part::Related => explain::related(&mut page, self.commands.catalogue, &detail.related, lang),
            Part::Links => explain::links(&mut page, self.commands.catalogue, &detail.links, lang),
        }
        page
    }

    /// The title of a cause.
    #[must_use]
    pub fn title(&self, at: usize) -> &'a str {
        let id = self.code.causes.get(at);
        id.map_or("", |id| self.commands.catalogue.cause(*id).title.of(self.commands.lang))
    }

    /// The first step of the fix of a cause, in a sentence, and which block of the whole it stands in.
    #[must_use]
    pub fn first_step(&self, at: usize) -> Option<(usize, Block)> {
        let remedy = self.commands.catalogue.cause(*self.code.causes.get(at)?).remedy.open();
        let step = self.commands.told(&remedy.fix).next()?;
        let text = sentence(step.text.of(self.commands.lang)).to_owned();
        // behind the title and the reason
        Some((2, Block::Item { mark: "→".to_owned(), text }))
    }

    /// One sentence of what happened, then who has to act and whether a retry helps.
    fn summary(&self) -> Page {
        let (words, lang) = (self.words(), self.commands.lang);
        let mut page = Page::default();
        page.text(sentence(self.detail.meaning.of(lang)));
        let act: Vec<&str> = self.code.fault.iter().map(|fault| words.blame_of(*fault)).collect();
        let retry = sentence(self.detail.retry.hand.of(lang));
        page.text(&(words.who_and_retry)(&act.join(words.report.comma), retry));
        if let Some(unlike) = &self.detail.unlike {
            page.text(&format!("{}{}{}", words.same_name, words.colon, unlike.of(lang)));
        }
        if let Some(file) = &self.code.from {
            page.text(&format!("{} {file}", words.from_file));
        }
        page
    }

    fn nature(&self, page: &mut Page) {
        let words = self.words();
        page.field(words.phase, words.phase_of(self.code.phase));
        page.field(words.instance, words.instance_of(self.code.instance));
        if !self.code.also.is_empty() {
            let names: Vec<&str> = self.code.also.iter().map(Str::as_str).collect();
            page.field(words.also_called, names.join(", "));
        }
        if self.code.domestic_only {
            page.aside(words.domestic_only);
        }
    }

    /// How many pages there are to open.
    fn links(&self) -> usize {
        self.detail.links.iter().filter(|id| self.commands.catalogue.source(**id).url.is_some()).count()
    }

    fn table(&self, at: usize) -> &'a Reference {
        self.commands.catalogue.reference(self.detail.references[at])
    }

    fn words(&self) -> &'static Words {
        Words::of(self.commands.lang)
    }
}

fn headed(heading: &str, count: Option<usize>) -> Page {
    let mut page = Page::default();
    page.section(&count.map_or_else(|| heading.to_owned(), |count| format!("{heading} · {count}")));
    page
}

/// The first sentence of a text, without the point of a Western one that nothing follows.
#[must_use]
pub fn sentence(text: &str) -> &str {
    let western = text.match_indices(". ").map(|(at, _)| at + 1);
    // `e.g. this` ends no sentence: a new one begins with a capital, a digit or a sign
    let western = western.filter(|end| text[*end..].trim_start().starts_with(|c: char| !c.is_ascii_lowercase()));
    let chinese = text.match_indices('。').map(|(at, stop)| at + stop.len());
    let end = western.chain(chinese).min().unwrap_or(text.len());
    text[..end].trim_end()
}

#[cfg(test)]
mod tests {
    use super::{Outline, Part, sentence};
    use crate::embedded;
    use crate::fact::Facts;
    use crate::lang::Lang;
    use crate::report::page::Block;

    #[test]
    fn a_sentence_ends_where_a_reader_pauses() {
        for (text, expected) in [
            ("Listen on all addresses.", "Listen on all addresses."),
            ("It ran out. Your server listens elsewhere.", "It ran out."),
            ("Raise it, e.g. to 60 s. Then deploy.", "Raise it, e.g. to 60 s."),
            ("时间用完了。端口没人听。", "时间用完了。"),
            ("no end", "no end"),
        ] {
            assert_eq!(sentence(text), expected);
        }
    }

    #[test]
    fn what_is_folded_begins_what_is_whole_and_the_first_step_stands_in_it() {
        let (catalogue, facts) = (embedded::catalogue(), Facts::default());
        for code in catalogue.codes() {
            for lang in [Lang::En, Lang::Zh] {
                let outline = Outline::of(&catalogue, &facts, code, lang);
                for part in outline.parts() {
                    let (folded, whole) = (outline.folded(part), outline.whole(part));
                    assert_eq!(whole.0[..folded.0.len()], folded.0, "{} {part:?}", code.number);
                    let Part::Cause(at) = part else { continue };
                    let Some((block, Block::Item { text, .. })) = outline.first_step(at) else { continue };
                    let Block::Item { text: step, .. } = &whole.0[block] else { panic!("{:?}", whole.0[block]) };
                    assert!(step.starts_with(&text), "{} {at}: {text} {step}", code.number);
                }
            }
        }
    }
}
