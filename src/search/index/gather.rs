//! Gathers the texts of a catalogue and the words in them.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Catalogue, CauseId, Code};
use crate::lang::{Lang, Str, Text};
use crate::search::index::flat::Numbers;
use crate::search::index::index::Index;
use crate::search::index::postings::{Place, Postings, put};
use crate::search::index::table::Table;
use crate::search::index::text::{Entry, Field, TextRef, Texts};
use crate::search::pinyin;
use crate::search::runs::{Run, Script, runs};

/// The longest word in Chinese, in characters.
const LONGEST_WORD: usize = 4;
/// The most words that are looked up written together; a longer run is a text by itself.
const MOST_JOINED: usize = 5;
/// Two Chinese characters stand for a word.
const PAIR: usize = 2;

/// Words that carry questions in both languages and say nothing of what is asked for.
const STOP_WORDS: &str = include_str!("../language/stop_words.txt");

impl Index {
    /// Every text that a code or a symptom can be found by: as the build prepared it, or prepared now where a file was laid
    /// over the catalogue.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let built = catalogue.prepared().and_then(|bytes| postcard::from_bytes(bytes).ok());
        built.unwrap_or_else(|| Self::prepare(catalogue))
    }

    /// Prepares every text that a code or a symptom can be found by.
    #[must_use]
    pub fn prepare(catalogue: &Catalogue) -> Self {
        Gathering::index(catalogue)
    }

    /// Prepares a short list; its texts are found as symptoms are.
    pub(in crate::search) fn of_texts(texts: &[String]) -> Self {
        Gathering::list(texts)
    }
}

/// An index that is being made.
struct Gathering {
    texts: Vec<(TextRef, usize)>,
    words: BTreeMap<String, Postings>,
    /// What stands alone as a word in Chinese
    lexicon: BTreeSet<String>,
    stop_words: BTreeSet<&'static str>,
    /// The word at hand
    spelled: String,
}

impl Default for Gathering {
    fn default() -> Self {
        let (texts, words, lexicon) = (Vec::new(), BTreeMap::new(), BTreeSet::new());
        Self { texts, words, lexicon, stop_words: STOP_WORDS.lines().collect(), spelled: String::new() }
    }
}

impl Gathering {
    /// Gathers every text that a code or a symptom can be found by.
    fn index(catalogue: &Catalogue) -> Index {
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

    /// Gathers a short list of texts, as symptoms are.
    fn list(texts: &[String]) -> Index {
        let mut gathering = Self::default();
        for (at, text) in texts.iter().enumerate() {
            gathering.text(Entry::Symptom(at), Field::Title, 0, Lang::En, text);
        }
        Index { symptoms: number(texts.len()), ..gathering.finish(&Catalogue::default()) }
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
        let text_number = number(self.texts.len());
        let (mut position, mut length) = (0, 0);
        let mut joined = Vec::new();
        for run in runs(text) {
            each_key(&run, &mut |offset, word| {
                self.put(word, Place { text: text_number, position: position + offset });
            });
            if field == Field::Name && run.script == Script::Latin {
                joined.extend_from_slice(&run.letters);
            }
            position += width(&run);
            // a title is no longer for the words that carry it
            if !self.carries(&run) {
                length += width(&run) as usize;
            }
        }
        // a name is typed in one piece too, however it is written
        if !joined.is_empty() {
            self.put(&joined, Place { text: text_number, position: 0 });
        }
        self.texts.push((TextRef { entry, field, nth, lang }, length));
    }

    /// Whether a run is a word that only carries others.
    fn carries(&mut self, run: &Run) -> bool {
        self.spelled.clear();
        self.spelled.extend(&run.letters);
        self.stop_words.contains(self.spelled.as_str())
    }

    fn put(&mut self, word: &[char], place: Place) {
        self.spelled.clear();
        self.spelled.extend(word);
        match self.words.get_mut(&self.spelled) {
            Some(places) => places.push(place),
            None => self.words.entry(self.spelled.clone()).or_default().push(place),
        }
    }

    fn finish(self, catalogue: &Catalogue) -> Index {
        let readings = readings(self.words.keys().map(String::as_str));
        let thesaurus = catalogue.thesaurus();
        let said = thesaurus.synonyms.iter().flatten().chain(&thesaurus.common);
        let mut lexicon: BTreeSet<String> = simple(&self.lexicon).into_iter().collect();
        lexicon.extend(said.flat_map(|word| lone_words(word)));
        let groups = thesaurus.synonyms.iter().map(|group| group.iter().map(|word| folded(word)).collect());
        let groups: Vec<Vec<String>> = groups.collect();
        let of_symptom = of_symptom(catalogue);
        Index {
            words: Table::new(self.words),
            readings,
            lexicon: plain(lexicon),
            synonyms: synonyms(&groups),
            common: plain(thesaurus.common.iter().map(|word| folded(word)).collect()),
            groups: Table::new(groups.iter().map(|group| (group.join("\n"), []))),
            stop_words: plain(self.stop_words.iter().map(|word| (*word).to_owned()).collect()),
            texts: Texts::new(&self.texts),
            codes: catalogue.codes().iter().map(|code| u32::from(code.number)).collect(),
            usual: usual(catalogue.codes().len(), &of_symptom),
            symptoms: number(of_symptom.len()),
            of_symptom: of_symptom.into_iter().collect(),
            of_cause: of_cause(catalogue).into_iter().collect(),
        }
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Words without anything.
fn plain(words: BTreeSet<String>) -> Table {
    Table::new(words.into_iter().map(|word| (word, [])))
}

/// The codes of each symptom, by their positions.
fn of_symptom(catalogue: &Catalogue) -> Vec<Vec<u32>> {
    let position = |code: &u16| catalogue.codes().binary_search_by_key(code, |code| code.number).ok().map(number);
    catalogue.symptoms().iter().map(|symptom| symptom.codes.iter().filter_map(position).collect()).collect()
}

/// The codes of each cause: the position of one, and the place of the cause among its causes, in turns.
fn of_cause(catalogue: &Catalogue) -> Vec<Vec<u32>> {
    let positions: BTreeMap<CauseId, usize> = catalogue.causes().map(|(id, _)| id).zip(0..).collect();
    let mut of_cause = vec![Vec::new(); positions.len()];
    for (at, code) in catalogue.codes().iter().enumerate() {
        for (place, cause) in code.causes.iter().enumerate() {
            if let Some(cause) = positions.get(cause) {
                of_cause[*cause].extend([number(at), number(place)]);
            }
        }
    }
    of_cause
}

fn usual(codes: usize, of_symptom: &[Vec<u32>]) -> Numbers {
    const WHOLE: u64 = 1000;
    let mut led = vec![0_u64; codes];
    for (place, code) in of_symptom.iter().flat_map(|codes| (1..).zip(codes)) {
        if let Some(led) = led.get_mut(*code as usize) {
            *led += WHOLE / place;
        }
    }
    let most = led.iter().copied().max().unwrap_or(0).max(1);
    led.iter().map(|led| u32::try_from(led * WHOLE / most).unwrap_or(0)).collect()
}

/// Tells the words of a run as they stand in the index, each with its place in the run: the words of an English run and what they
/// make written together (`SubnetID`, `InvalidSubnetID`); each two characters of a Chinese one side by side, or the only one.
fn each_key(run: &Run, tell: &mut impl FnMut(u32, &[char])) {
    match run.script {
        Script::Latin => {
            let ends: Vec<usize> = run.words.iter().skip(1).copied().chain([run.letters.len()]).collect();
            let most = if ends.len() > MOST_JOINED { 1 } else { ends.len() };
            if most < ends.len() {
                tell(0, &run.letters);
            }
            for (from, start) in run.words.iter().enumerate() {
                for end in ends.iter().skip(from).take(most) {
                    tell(number(from), &run.letters[*start..*end]);
                }
            }
        }
        Script::Han if run.letters.len() < PAIR => tell(0, &run.letters),
        Script::Han => run.letters.windows(PAIR).enumerate().for_each(|(at, pair)| tell(number(at), pair)),
    }
}

/// How many positions a run takes.
fn width(run: &Run) -> u32 {
    let width = if run.script == Script::Latin { run.words.len() } else { run.letters.len() };
    number(width)
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
fn folded(text: &str) -> String {
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
