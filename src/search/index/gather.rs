//! Gathers the texts of a catalogue and the words in them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::catalogue::{Catalogue, Code};
use crate::lang::{Lang, Str, Text};
use crate::search::index::Index;
use crate::search::index::postings::{Place, Postings, put};
use crate::search::index::table::Table;
use crate::search::index::text::{Entry, Field, TextRef, Texts};
use crate::search::pinyin;
use crate::search::runs::{Run, Script, runs};

/// The longest word in Chinese, in characters.
const LONGEST_WORD: usize = 4;
/// Two Chinese characters stand for a word.
const PAIR: usize = 2;

/// An index that is being made.
#[derive(Default)]
pub(super) struct Gathering {
    texts: Vec<(TextRef, usize)>,
    words: HashMap<String, Postings>,
    /// What stands alone as a word in Chinese
    lexicon: BTreeSet<String>,
}

impl Gathering {
    /// Gathers every text that a code or a symptom can be found by.
    pub(super) fn index(catalogue: &Catalogue) -> Index {
        let mut gathering = Self::default();
        for (at, code) in catalogue.codes().iter().enumerate() {
            gathering.code(Entry::Code(at), code);
        }
        for (at, symptom) in catalogue.symptoms().iter().enumerate() {
            let entry = Entry::Symptom(at);
            gathering.both(entry, Field::Title, 0, &symptom.title);
            gathering.own_words(entry, Field::Symptom, &symptom.words);
        }
        for (at, (_, cause)) in catalogue.causes().enumerate() {
            let (entry, remedy) = (Entry::Cause(at), cause.remedy.open());
            gathering.both(entry, Field::Cause, 0, &cause.title);
            gathering.both(entry, Field::Meaning, 0, &remedy.because);
            for (nth, step) in remedy.fix.iter().enumerate() {
                gathering.both(entry, Field::Fix, nth, &step.text);
            }
        }
        gathering.finish(catalogue)
    }

    fn code(&mut self, entry: Entry, code: &Code) {
        self.text(entry, Field::Number, 0, Lang::En, &code.number.to_string());
        for (nth, name) in code.names().enumerate() {
            self.text(entry, Field::Name, nth, Lang::En, name);
            self.text(entry, Field::Initials, nth, Lang::En, &capitals(name));
        }
        self.both(entry, Field::Title, 0, &code.title);
        let detail = code.detail.open();
        self.own_words(entry, Field::Word, &detail.words);
        for (nth, message) in detail.messages.iter().enumerate() {
            self.text(entry, Field::Message, nth, Lang::En, message);
        }
        self.both(entry, Field::Meaning, 0, &detail.meaning);
    }

    /// Words to find an entry by. What stands alone there, in Chinese, is a word of the language.
    fn own_words(&mut self, entry: Entry, field: Field, words: &[Str]) {
        for (nth, word) in words.iter().enumerate() {
            self.text(entry, field, nth, Lang::En, word);
            self.lexicon.extend(lone_words(word));
        }
    }

    fn both(&mut self, entry: Entry, field: Field, nth: usize, text: &Text) {
        self.text(entry, field, nth, Lang::En, &text.en);
        if text.zh != text.en {
            self.text(entry, field, nth, Lang::Zh, &text.zh);
        }
    }

    fn text(&mut self, entry: Entry, field: Field, nth: usize, lang: Lang, text: &str) {
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        let mut position = 0;
        let mut joined = String::new();
        for run in runs(text) {
            for (offset, word) in keys(&run) {
                self.put(word, Place { text: number, position: position + offset });
            }
            if field == Field::Name && run.script == Script::Latin {
                joined.push_str(&run.text());
            }
            position += width(&run);
        }
        // a name is typed in one piece too, however it is written
        if !joined.is_empty() {
            self.put(joined, Place { text: number, position: 0 });
        }
        self.texts.push((TextRef { entry, field, nth, lang }, position as usize));
    }

    fn put(&mut self, word: String, place: Place) {
        self.words.entry(word).or_default().push(place);
    }

    fn finish(self, catalogue: &Catalogue) -> Index {
        let mut words: Vec<(String, Postings)> = self.words.into_iter().collect();
        words.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let readings = readings(words.iter().map(|(word, _)| word.as_str()));
        let thesaurus = catalogue.thesaurus();
        let mut lexicon = self.lexicon;
        lexicon.extend(thesaurus.synonyms.iter().flatten().chain(&thesaurus.common).flat_map(|word| lone_words(word)));
        let groups = thesaurus.synonyms.iter().map(|group| group.iter().map(|word| folded(word)).collect());
        let groups: Vec<Vec<String>> = groups.collect();
        let mut of_cause: Vec<Vec<u32>> = vec![Vec::new(); catalogue.causes().count()];
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let positions: BTreeMap<_, usize> = catalogue.causes().zip(0..).map(|((id, _), at)| (id, at)).collect();
        for (at, code) in catalogue.codes().iter().enumerate() {
            for (place, cause) in code.causes.iter().enumerate() {
                if let Some(cause) = positions.get(cause) {
                    of_cause[*cause].extend([number(at), number(place)]);
                }
            }
        }
        let position = |code: &u16| catalogue.codes().binary_search_by_key(code, |code| code.number).ok().map(number);
        Index {
            words: Table::new(words),
            readings,
            lexicon: Table::new(simple(&lexicon).into_iter().map(|word| (word, []))),
            synonyms: synonyms(&groups),
            common: Table::new(thesaurus.common.iter().map(|word| folded(word)).collect::<BTreeSet<_>>().into_iter().map(|word| (word, []))),
            groups: groups.into_iter().map(|group| group.into_iter().map(Str::from).collect()).collect(),
            texts: Texts::new(&self.texts),
            codes: catalogue.codes().iter().map(|code| u32::from(code.number)).collect(),
            symptoms: number(catalogue.symptoms().len()),
            of_symptom: (catalogue.symptoms().iter())
                .map(|symptom| symptom.codes.iter().filter_map(position).collect())
                .collect(),
            of_cause: of_cause.into_iter().collect(),
        }
    }
}

/// The words of a run as they stand in the index, each with its place in the run: the words of an English run and all of
/// them in one piece; each two characters of a Chinese one side by side, or the only one.
fn keys(run: &Run) -> Vec<(u32, String)> {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    match run.script {
        Script::Latin => {
            let whole = (run.words.len() > 1).then(|| (0, run.text()));
            let parts = run.parts().enumerate().map(|(at, (_, word))| (number(at), word.iter().collect()));
            whole.into_iter().chain(parts).collect()
        }
        Script::Han if run.letters.len() < PAIR => vec![(0, run.text())],
        Script::Han => {
            run.letters.windows(PAIR).enumerate().map(|(at, pair)| (number(at), pair.iter().collect())).collect()
        }
    }
}

/// How many positions a run takes.
fn width(run: &Run) -> u32 {
    let width = if run.script == Script::Latin { run.words.len() } else { run.letters.len() };
    u32::try_from(width).unwrap_or(u32::MAX)
}

/// `PortBindingFailed` -> `PBF`
fn capitals(name: &str) -> String {
    name.chars().filter(char::is_ascii_uppercase).collect()
}

/// The Chinese words that are written alone in `text`.
fn lone_words(text: &str) -> impl Iterator<Item = String> {
    let short = |run: &Run| run.script == Script::Han && (PAIR..=LONGEST_WORD).contains(&run.letters.len());
    runs(text).into_iter().filter(short).map(|run| run.text())
}

/// The words that are not made of shorter ones: `端口` and `监听`, but not `端口监听`.
fn simple(lexicon: &BTreeSet<String>) -> Vec<String> {
    let is_made = |word: &str| {
        let cuts = word.char_indices().map(|(at, _)| at).skip(1);
        cuts.map(|at| word.split_at(at)).any(|(head, tail)| lexicon.contains(head) && lexicon.contains(tail))
    };
    lexicon.iter().filter(|word| !is_made(word)).cloned().collect()
}

/// A text as it is looked up: its runs, with a blank between those that do not touch.
pub(in crate::search) fn folded(text: &str) -> String {
    runs(text).iter().map(Run::text).collect::<Vec<_>>().join(" ")
}

/// Words that mean the same: each with the numbers of its groups.
fn synonyms(groups: &[Vec<String>]) -> Table {
    let mut of: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for (number, group) in (0..).zip(groups) {
        for word in group {
            put(number, of.entry(word).or_default());
        }
    }
    Table::new(of)
}

/// How the pairs of Chinese characters are read, each reading with the numbers of its pairs.
fn readings<'w>(words: impl Iterator<Item = &'w str>) -> Table {
    let mut of: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (number, word) in (0..).zip(words) {
        if let Some(syllables) = pinyin::syllables(word) {
            put(number, of.entry(syllables.join(" ")).or_default());
        }
    }
    Table::new(of)
}
