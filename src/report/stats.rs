//! What a catalogue holds in numbers: its entries, and the paths through its guide.

use crate::catalogue::sum::Sum;
use crate::catalogue::{Catalogue, Question};
use crate::diagnosis::paths::{Paths, Walker};
use crate::lang::Lang;
use crate::report::text::{Setting, table};
use crate::session::{Session, Start};
use crate::words::stats::StatsWords;

/// How often "I don't know" may be said on the way, beside not at all: with more of them the paths run into millions
/// and tell nothing new.
pub const UNKNOWN: usize = 1;

/// The numbers of a catalogue.
#[derive(Clone, Debug)]
pub struct Stats {
    /// Codes, causes, questions, facts, symptoms, sources, tables, sums
    pub entries: [usize; 8],
    /// The questions that some evidence can answer
    pub told_by_evidence: usize,
    /// The paths from each code and symptom on which every question is answered
    pub starts: Vec<Walked>,
    /// All of these together
    pub answered: Paths,
    /// Those on which "I don't know" is said at most [`UNKNOWN`] times
    pub with_unknown: Paths,
}

/// The paths from one start.
#[derive(Clone, Debug)]
pub struct Walked {
    /// The number of a code, or the id of a symptom
    pub start: Start,
    /// Every path on which each question is answered
    pub paths: Paths,
}

/// Counts, and walks every path.
#[must_use]
pub fn stats(catalogue: &Catalogue) -> Stats {
    let codes = catalogue.codes().iter().map(|code| Start::Code(code.number));
    let symptoms = catalogue.symptoms().iter().map(|symptom| Start::Symptom(symptom.slug.clone()));
    let mut walker = Walker::new(catalogue);
    let (mut answered, mut with_unknown) = (Paths::default(), Paths::default());
    let mut starts = Vec::new();
    for start in codes.chain(symptoms) {
        let session = Session::new(start.clone());
        let paths = walker.paths(&session, 0);
        answered.add(&paths, 0);
        with_unknown.add(&walker.paths(&session, UNKNOWN), 0);
        starts.push(Walked { start, paths });
    }
    let told = catalogue.questions().filter(|(_, question)| told(catalogue, question));
    Stats {
        entries: [
            catalogue.codes().len(),
            catalogue.causes().count(),
            catalogue.questions().count(),
            catalogue.facts().len(),
            catalogue.symptoms().len(),
            catalogue.sources().len(),
            catalogue.references().len(),
            catalogue.sums().len(),
        ],
        told_by_evidence: told.count(),
        starts,
        answered,
        with_unknown,
    }
}

/// Whether evidence can answer a question: by itself, or by numbers that a sum compares.
fn told(catalogue: &Catalogue, question: &Question) -> bool {
    let stated = || catalogue.sums().iter().flat_map(Sum::may_state);
    catalogue.fact(question.fact.as_str()).is_some_and(|declared| !declared.from.is_empty())
        || stated().any(|(key, _)| *key == question.fact)
}

impl Stats {
    /// For people.
    #[must_use]
    pub fn to_text(&self, catalogue: &Catalogue, lang: Lang, setting: Setting) -> String {
        let words = StatsWords::of(lang);
        let [_, _, questions, ..] = self.entries;
        let entries = words.kinds.iter().zip(self.entries);
        let mut rows: Vec<[String; 2]> = entries.map(|(kind, count)| [(*kind).to_owned(), count.to_string()]).collect();
        rows.extend([
            [words.told_by_evidence.to_owned(), (words.of)(self.told_by_evidence, questions)],
            [words.answered.to_owned(), self.answered.count().to_string()],
            [words.confirmed.to_owned(), self.answered.confirmed.to_string()],
            [words.likely.to_owned(), self.answered.likely.to_string()],
            [words.possible.to_owned(), self.answered.possible.to_string()],
            [words.none.to_owned(), self.answered.none.to_string()],
            [words.with_unknown.to_owned(), self.with_unknown.count().to_string()],
        ]);
        let rows: Vec<[&str; 2]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
        let mut text = table([words.what, words.count], &rows, setting.ink);
        text.push('\n');
        let lines = self.starts.iter().map(|walked| line(named(catalogue, lang, &walked.start), &walked.paths));
        let lines: Vec<[String; 4]> = lines.chain([line(words.all.to_owned(), &self.answered)]).collect();
        let lines: Vec<[&str; 4]> = lines.iter().map(|row| row.each_ref().map(String::as_str)).collect();
        text.push_str(&table([words.start, words.paths, words.longest, words.median], &lines, setting.ink));
        text.push('\n');
        text.push_str(words.note);
        text.push('\n');
        text
    }
}

fn line(name: String, paths: &Paths) -> [String; 4] {
    [name, paths.count().to_string(), paths.most().to_string(), paths.median().to_string()]
}

fn named(catalogue: &Catalogue, lang: Lang, start: &Start) -> String {
    match start {
        Start::Open => String::new(),
        Start::Code(number) => {
            catalogue.code(*number).map_or_else(|| number.to_string(), |code| format!("{number} {}", code.name))
        }
        Start::Symptom(slug) => {
            catalogue.symptom(slug).map_or_else(|| slug.to_string(), |symptom| symptom.title.of(lang).to_owned())
        }
    }
}
