//! What is wrong in a catalogue, where, and what to do about it. Every wording stands here, made by a named function.

use crate::catalogue::load::locate::locate;
use crate::catalogue::load::path::Path;

/// The most faults of one file that are shown; the rest is counted.
pub const MOST_SHOWN: usize = 20;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    Path(Path),
    /// Line and column, from 1
    At(usize, usize),
    Nowhere,
}

impl Place {
    /// A place that the parser states.
    fn stated(place: Option<(usize, usize)>) -> Self {
        place.map_or(Self::Nowhere, |(line, column)| Self::At(line, column))
    }
}

/// One thing that is wrong in a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    place: Place,
    what: String,
    next: String,
}

impl Fault {
    /// Line and column of each fault in `text`, from 1; the nearest place that can be found. One pass for all of them.
    #[must_use]
    pub fn positions(faults: &[Self], text: &str) -> Vec<(usize, usize)> {
        let path = |fault: &Self| if let Place::Path(path) = &fault.place { path.clone() } else { Path::default() };
        let paths: Vec<Path> = faults.iter().map(path).collect();
        let located = locate(text, &paths);
        let place = |(fault, located): (&Self, (usize, usize))| match fault.place {
            Place::Path(_) => located,
            Place::At(line, column) => (line, column),
            Place::Nowhere => (1, 1),
        };
        faults.iter().zip(located).map(place).collect()
    }

    /// What is wrong.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// What to do.
    #[must_use]
    pub fn next(&self) -> &str {
        &self.next
    }

    /// The same with other advice: for a file that is no catalogue.
    #[must_use]
    pub fn advising(self, next: &str) -> Self {
        Self { next: next.to_owned(), ..self }
    }

    fn at(path: &Path, what: String, next: impl Into<String>) -> Self {
        Self { place: Place::Path(path.clone()), what, next: next.into() }
    }

    /// The file is not of the form of a catalogue.
    #[must_use]
    pub fn form(place: Option<(usize, usize)>, what: &str) -> Self {
        let next = if what.contains("missing field `zh`") || what.contains("missing field `en`") {
            "write the text in both languages: {en: …, zh: …}"
        } else {
            "compare with the format in docs/catalogue.md, or let an editor use `scf-tui catalogue schema`"
        };
        Self { place: Place::stated(place), what: what.to_owned(), next: next.to_owned() }
    }

    /// A character that would act on a terminal instead of being shown.
    #[must_use]
    pub fn harmful(place: Option<(usize, usize)>, c: char) -> Self {
        let what = format!("the text holds U+{:04X}, which a terminal would obey or hide", u32::from(c));
        Self { place: Place::stated(place), what, next: "take it out".to_owned() }
    }

    /// Texts that are longer together than the file is: aliases of aliases.
    #[must_use]
    pub fn too_much(place: Option<(usize, usize)>) -> Self {
        let what = "the texts of this file are longer than the file itself".to_owned();
        Self { place: Place::stated(place), what, next: "write each text where it belongs, without anchors".to_owned() }
    }

    /// A text that is written once and meant in many places.
    #[must_use]
    pub fn anchor((line, column): (usize, usize)) -> Self {
        let what = "anchors and aliases are not taken here".to_owned();
        Self { place: Place::At(line, column), what, next: "write the text twice, or put it in quotes".to_owned() }
    }

    /// A command that holds a TAB: where it is pasted, a shell would complete a name.
    #[must_use]
    pub fn tab(path: &Path) -> Self {
        Self::at(path, "the command holds a TAB, which a shell obeys where it is pasted".to_owned(), "write blanks")
    }

    /// More entries than are taken.
    #[must_use]
    pub fn too_many_entries(path: &Path, most: usize) -> Self {
        Self::at(path, format!("there are more than {most} entries"), "split them over several files, or take some out")
    }

    /// Brackets within brackets without end.
    #[must_use]
    pub fn too_deep(line: usize) -> Self {
        let what = "brackets are nested too deeply".to_owned();
        Self { place: Place::At(line, 1), what, next: "close the brackets of the lines above".to_owned() }
    }

    /// A name that nothing has.
    #[must_use]
    pub fn unknown(path: &Path, kind: &str, name: &str, near: Option<&str>) -> Self {
        let next = near.map_or_else(
            || format!("add a {kind} with this id, or take the reference out"),
            |near| format!("did you mean `{near}`?"),
        );
        Self::at(path, format!("no {kind} is called `{name}`"), next)
    }

    /// One name given twice in a file.
    #[must_use]
    pub fn twice(path: &Path, kind: &str, name: &str) -> Self {
        Self::at(path, format!("the {kind} `{name}` stands twice in this file"), "rename or remove one of them")
    }

    /// A value that a fact cannot have.
    #[must_use]
    pub fn value(path: &Path, key: &str, value: &str, allowed: &str) -> Self {
        Self::at(path, format!("`{value}` is no value of the fact `{key}`"), format!("write {allowed}"))
    }

    /// A declaration of a fact that does not fit together.
    #[must_use]
    pub fn declaration(path: &Path, what: &str, next: &str) -> Self {
        Self::at(path, what.to_owned(), next)
    }

    /// A text without a word in one language.
    #[must_use]
    pub fn empty(path: &Path, language: &str) -> Self {
        Self::at(path, format!("the text is empty in `{language}`"), "write the text in both languages")
    }

    /// A list that must not be empty.
    #[must_use]
    pub fn nothing(path: &Path, what: &str, next: &str) -> Self {
        Self::at(path, what.to_owned(), next)
    }

    /// A command that uses a fact without a stand-in.
    #[must_use]
    pub fn placeholder(path: &Path, key: &str) -> Self {
        let next = format!("give the fact `{key}` a `placeholder`, or spell the key as the vocabulary does");
        Self::at(path, format!("the command uses `%{{{key}}}`, which has no placeholder"), next)
    }

    /// A command that a shell would not take.
    #[must_use]
    pub fn quotes(path: &Path) -> Self {
        Self::at(path, "the command has an unbalanced quote".to_owned(), "close the quote, so that it can be pasted")
    }

    /// A question that stands under itself.
    #[must_use]
    pub fn cycle(path: &Path, question: &str) -> Self {
        let what = format!("the question `{question}` is asked under one of its own answers: a cycle");
        Self::at(path, what, "move it out of its own branch")
    }

    /// A question that is never asked.
    #[must_use]
    pub fn unasked(path: &Path, question: &str, why: &str) -> Self {
        Self::at(
            path,
            format!("the question `{question}` is never asked: {why}"),
            "place it, use its fact in a cause, or remove it",
        )
    }

    /// A cause that nobody reaches.
    #[must_use]
    pub fn unreached(path: &Path, cause: &str, why: &str) -> Self {
        let next = "list it under a code, and let `confirmed` or `likely` name facts that a question settles";
        Self::at(path, format!("nobody reaches the cause `{cause}`: {why}"), next)
    }

    /// A cause that one and the same facts confirm and exclude.
    #[must_use]
    pub fn contradiction(path: &Path, cause: &str, facts: &str) -> Self {
        let what = format!("the cause `{cause}` is confirmed and ruled out at once by {facts}");
        Self::at(path, what, "take that value out of one of the two conditions")
    }

    /// A code that shares its name and does not say what sets it apart.
    #[must_use]
    pub fn namesake(path: &Path, (code, other): (u16, u16), name: &str) -> Self {
        let what = format!("{code} and {other} are both called `{name}`");
        Self::at(path, what, "write an `unlike`: in one line what sets this one apart from the other")
    }

    /// A pattern that does not find what it must, or finds what it must not.
    #[must_use]
    pub fn example(path: &Path, kind: &str, name: &str, must: bool) -> Self {
        let (what, next) = if must {
            ("does not find this example", "widen a phrase, or mend the example")
        } else {
            ("finds this near miss", "narrow a phrase, or add an `unless`")
        };
        Self::at(path, format!("the {kind} `{name}` {what}"), next)
    }

    /// Conditions that name too many facts to be tried.
    #[must_use]
    pub fn too_many(path: &Path, cause: &str) -> Self {
        let what = format!("the conditions of the cause `{cause}` name too many facts to be checked");
        Self::at(path, what, "name fewer facts, or make two causes of it")
    }

    /// An entry that nothing speaks of.
    #[must_use]
    pub fn unused(path: &Path, kind: &str, name: &str, why: &str) -> Self {
        Self::at(path, format!("the {kind} `{name}` is not used: {why}"), "use it, or take it out")
    }

    /// A fact that causes speak of and nobody can know.
    #[must_use]
    pub fn untold(path: &Path, fact: &str) -> Self {
        let what = format!("causes speak of the fact `{fact}`, and nothing tells it");
        Self::at(path, what, "write a question for it, or name the evidence that tells it: `from: [log]`")
    }

    /// A text that is in one language only.
    #[must_use]
    pub fn untranslated(path: &Path, what: &str) -> Self {
        Self::at(path, what.to_owned(), "say it in both languages: {en: …, zh: …}")
    }

    /// An address that nobody can open.
    #[must_use]
    pub fn address(path: &Path, url: &str) -> Self {
        let what = format!("`{url}` is no address that can be opened");
        Self::at(path, what, "write it whole, without blanks: https://host.name/page")
    }

    /// Two causes of a code that the same facts confirm.
    #[must_use]
    pub fn rivals(path: &Path, cause: &str, rival: &str, (code, facts): (u16, &str)) -> Self {
        let what = format!("what confirms the cause `{cause}` of {code} confirms `{rival}` as well: {facts}");
        Self::at(path, what, "let each of the two be decided by a fact of its own")
    }
}
