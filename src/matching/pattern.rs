//! Patterns of messages: which words speak for which status code, which facts they state, and whose texts are not SCF's.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::fact::reading::{Certainty, Owner};
use crate::fact::{Key, Value};
use crate::lang::{Str, Text};
use crate::matching::fold::Folded;
use crate::matching::phrase::{Capture, DIGITS, Lexicon, Phrase, SCHEMES, Token, Words, is_edge};
use crate::matching::prefixes::Prefixes;

/// All patterns, in the order in which they count.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Patterns {
    /// What speaks for a status code, or states a fact
    pub all: Vec<Pattern>,
    /// What shows that a text is not SCF's
    pub foreign: Vec<Foreign>,
    /// What phrases name
    pub lexicon: Lexicon,
}

/// Words of a message and what they say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Pattern {
    /// Its name in files
    pub slug: Str,
    /// One of these is found
    pub any: Vec<Phrase>,
    /// The codes, most likely first. Where a phrase takes the code from the text: those that it may take
    pub codes: Vec<u16>,
    /// Which codes a phrase may take from the text, where one does
    pub takes: Option<Takes>,
    /// How sure it is of the first code
    pub certainty: Certainty,
    /// The words belong to all of its codes alike
    pub undecided: bool,
    /// Nobody else says so: the words count in a text of others too
    pub distinct: bool,
    /// The words stand around those of others: they count where nothing else speaks
    pub wrapper: bool,
    /// The symptom that the words lead to, by its id
    pub symptom: Option<Str>,
    /// The facts that the phrases take values of
    pub keys: Vec<Key>,
    /// The facts that follow
    pub facts: Vec<(Key, Value)>,
    /// One of these stands in the text too, where there are any
    pub near: Vec<Phrase>,
    /// None of these stands in the text
    pub unless: Vec<Phrase>,
    /// How to tell its codes from each other
    pub note: Option<Text>,
}

/// Which numbers of status codes a phrase may take from a text. Said by what they are, so that it holds for a code that
/// is added later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Takes {
    /// The number of every failure
    Every,
    /// These and no others
    Only(Vec<u16>),
    /// Those that are shared so, and these as well
    Shared(Vec<Sharing>, Vec<u16>),
}

/// Who else answers with the number of a status code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sharing {
    /// Nobody
    #[default]
    None,
    /// Some servers and gateways
    Few,
    /// Services that are paid for
    Paid,
    /// Every web server
    All,
}

/// Someone else whose errors look alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Foreign {
    /// Its name in files
    pub slug: Str,
    /// What it is called on a screen, and what helps there
    pub owner: Owner,
    /// Its words take nothing from those of SCF that stand beside them
    pub beside: bool,
    /// One of these is found
    pub any: Vec<Phrase>,
    /// None of these stands in the text
    pub unless: Vec<Phrase>,
}

/// A phrase that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The position of its pattern
    pub pattern: usize,
    /// Where it stands in the folded text
    pub at: Range<usize>,
    /// The values in it
    pub found: Vec<Capture>,
    /// No words were skipped in it
    whole: bool,
}

/// What of all patterns was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// In the order of the text
    pub certain: Vec<Hit>,
    /// Phrases that were found without the words that must stand near, or with those that must not
    pub almost: Vec<Hit>,
    /// The position of the first foreign
    pub foreign: Option<usize>,
    /// The position of the first foreign whose words may stand beside those of SCF
    pub beside: Option<usize>,
}

/// The most phrases of one pattern that are kept of a text.
const MOST: usize = 16;

/// What a phrase is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Pattern(usize),
    Near(usize),
    Unless(usize),
    Foreign(usize),
    NotForeign(usize),
}

impl Pattern {
    /// Whether it names a code where these values were found.
    fn speaks(&self, found: &[Capture]) -> bool {
        match self.takes {
            None => !self.codes.is_empty(),
            Some(_) => self.taken(found).is_some(),
        }
    }

    /// The number that stands where it takes a code, whether there is such a code or not.
    #[must_use]
    pub fn states(&self, found: &[Capture]) -> Option<u16> {
        let code = found.iter().find_map(|found| if let Capture::Code(code) = found { Some(*code) } else { None });
        code.filter(|_| self.takes.is_some())
    }

    /// The code that it takes from the text, where it takes one.
    #[must_use]
    pub fn taken(&self, found: &[Capture]) -> Option<u16> {
        self.states(found).filter(|code| self.codes.contains(code))
    }
}

/// Patterns made ready to be looked for: their phrases by what they begin with.
#[derive(Debug)]
pub struct Finder<'p> {
    patterns: &'p Patterns,
    words: Words<'p>,
    roles: Vec<(Role, &'p Phrase)>,
    /// Texts that phrases begin with, by the numbers of their groups
    beginnings: Prefixes<'p>,
    /// Phrases that begin alike: with the same characters, a word of the same list, the name of a code, a code
    groups: Vec<Vec<usize>>,
}

/// What a phrase begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Beginning<'p> {
    Plain(&'p str),
    OneOf(u16),
    Name,
    Code,
    Url,
}

impl<'p> Beginning<'p> {
    fn of(phrase: &'p Phrase) -> Option<Self> {
        match phrase.tokens.first()? {
            Token::Plain(text) => Some(Self::Plain(text.as_str())),
            Token::OneOf(list) => Some(Self::OneOf(*list)),
            Token::Name => Some(Self::Name),
            Token::Code => Some(Self::Code),
            Token::Url(_) => Some(Self::Url),
            Token::Loose(_) | Token::Gap | Token::Number | Token::Value(..) => None,
        }
    }

    /// The characters that it may be.
    fn texts(self, lexicon: &'p Lexicon) -> Vec<&'p str> {
        match self {
            Self::Plain(text) => vec![text],
            Self::OneOf(list) => {
                let phrases = lexicon.lists.get(usize::from(list)).map_or(&[][..], |(_, phrases)| phrases.as_slice());
                phrases.iter().filter_map(Phrase::begins).collect()
            }
            Self::Name => lexicon.names.iter().filter_map(|(_, name)| name.begins()).collect(),
            Self::Code => DIGITS.to_vec(),
            Self::Url => SCHEMES.to_vec(),
        }
    }
}

impl Finder<'_> {
    /// What stands in `text`.
    #[must_use]
    pub fn hits(&self, text: &Folded) -> Hits {
        let Self { patterns, words, roles, .. } = self;
        let mut seen: BTreeSet<Role> = BTreeSet::new();
        let mut hits: Vec<Hit> = Vec::new();
        let mut kept = vec![0; patterns.all.len()];
        let mut first: [Option<usize>; 2] = [None; 2];
        let folded = text.as_str();
        let mut here = Vec::new();
        for (at, _) in folded.char_indices() {
            // no phrase begins in the middle of a word
            if !is_edge(folded, at) {
                continue;
            }
            self.beginning_at(&folded[at..], &mut here);
            for index in &here {
                let (role, phrase) = &roles[*index];
                let known = match role {
                    Role::Pattern(pattern) => kept[*pattern] == MOST,
                    _ => seen.contains(role),
                };
                let Some((end, found)) = (!known).then(|| phrase.ends(folded, at, words)).flatten() else {
                    continue;
                };
                match role {
                    Role::Pattern(pattern) => {
                        kept[*pattern] += 1;
                        hits.push(Hit { pattern: *pattern, at: at..end, found, whole: phrase.is_whole() });
                    }
                    Role::Foreign(one) => {
                        first[usize::from(patterns.beside(*one))].get_or_insert(*one);
                    }
                    _ => {}
                }
                seen.insert(*role);
            }
        }
        let strange = |one: &usize| seen.contains(&Role::Foreign(*one)) && !seen.contains(&Role::NotForeign(*one));
        let [foreign, beside] = [false, true].map(|beside| {
            let found = first[usize::from(beside)].filter(strange);
            found.or_else(|| (0..patterns.foreign.len()).find(|one| patterns.beside(*one) == beside && strange(one)))
        });
        let (certain, almost) = patterns.longest(hits).into_iter().partition(|hit| patterns.stands(hit.pattern, &seen));
        Hits { certain, almost, foreign, beside }
    }

    /// The phrases that may begin `text`, in their order.
    fn beginning_at(&self, text: &str, found: &mut Vec<usize>) {
        found.clear();
        self.beginnings.find(text, found);
        if let [group] = found.as_slice() {
            let group = *group;
            found.clone_from(&self.groups[group]);
            return;
        }
        let groups = std::mem::take(found);
        found.extend(groups.iter().flat_map(|group| &self.groups[*group]));
        found.sort_unstable();
        found.dedup();
    }
}

impl Patterns {
    /// What stands in `text`.
    #[must_use]
    pub fn hits(&self, text: &Folded) -> Hits {
        self.finder().hits(text)
    }

    /// Makes them ready for several texts.
    #[must_use]
    pub fn finder(&self) -> Finder<'_> {
        let roles = self.roles();
        let mut alike: BTreeMap<Beginning<'_>, Vec<usize>> = BTreeMap::new();
        for (at, (_, phrase)) in roles.iter().enumerate() {
            if let Some(beginning) = Beginning::of(phrase) {
                alike.entry(beginning).or_default().push(at);
            }
        }
        let beginnings = Prefixes::new(self.texts(alike.keys().copied()));
        let groups = alike.into_values().collect();
        Finder { patterns: self, words: Words::new(&self.lexicon), roles, beginnings, groups }
    }

    /// The characters of numbered beginnings. A list has its words here once, however many phrases begin with it.
    fn texts<'p>(&'p self, beginnings: impl Iterator<Item = Beginning<'p>>) -> Vec<(&'p str, usize)> {
        let texts = beginnings
            .zip(0..)
            .flat_map(|(beginning, number)| beginning.texts(&self.lexicon).into_iter().map(move |text| (text, number)));
        texts.filter(|(text, _)| !text.is_empty()).collect()
    }

    fn roles(&self) -> Vec<(Role, &Phrase)> {
        let mut roles = Vec::new();
        for (at, pattern) in self.all.iter().enumerate() {
            roles.extend(pattern.any.iter().map(|phrase| (Role::Pattern(at), phrase)));
            roles.extend(pattern.near.iter().map(|phrase| (Role::Near(at), phrase)));
            roles.extend(pattern.unless.iter().map(|phrase| (Role::Unless(at), phrase)));
        }
        for (at, foreign) in self.foreign.iter().enumerate() {
            roles.extend(foreign.any.iter().map(|phrase| (Role::Foreign(at), phrase)));
            roles.extend(foreign.unless.iter().map(|phrase| (Role::NotForeign(at), phrase)));
        }
        roles
    }

    /// Whether the words of a foreign may stand beside those of SCF.
    fn beside(&self, at: usize) -> bool {
        self.foreign.get(at).is_some_and(|foreign| foreign.beside)
    }

    /// Whether the other words of the text let a pattern stand.
    fn stands(&self, at: usize, seen: &BTreeSet<Role>) -> bool {
        let near = self.all.get(at).is_some_and(|pattern| pattern.near.is_empty()) || seen.contains(&Role::Near(at));
        near && !seen.contains(&Role::Unless(at))
    }

    /// Without those that lie within a longer one: `InvalidParameterValue.Param` is not also `InvalidParameterValue`.
    fn longest(&self, mut hits: Vec<Hit>) -> Vec<Hit> {
        let speaks = |hit: &Hit| self.all.get(hit.pattern).is_some_and(|pattern| pattern.speaks(&hit.found));
        // what begins earlier, or ends later, comes first: so the one that reaches furthest tells for all before
        let mut order: Vec<usize> = (0..hits.len()).collect();
        order.sort_unstable_by_key(|at| (hits[*at].at.start, Reverse(hits[*at].at.end)));
        let mut outer = vec![true; hits.len()];
        let mut furthest = Furthest::default();
        for alike in order.chunk_by(|one, other| hits[*one].at == hits[*other].at) {
            for at in alike {
                let hit = &hits[*at];
                outer[*at] = !(furthest.of_others(hit.pattern) >= hit.at.end && speaks(hit));
            }
            for hit in alike.iter().map(|at| &hits[*at]).filter(|hit| hit.whole && speaks(hit)) {
                furthest.reach(hit);
            }
        }
        let mut outer = outer.into_iter();
        hits.retain(|_| outer.next().unwrap_or(true));
        hits
    }
}

/// How far hits reach: the one that reaches furthest, and the furthest of another pattern.
#[derive(Debug, Default)]
struct Furthest {
    first: Option<(usize, usize)>,
    second: Option<(usize, usize)>,
}

impl Furthest {
    /// How far those of other patterns reach.
    fn of_others(&self, pattern: usize) -> usize {
        let of = |reach: Option<(usize, usize)>| reach.filter(|(other, _)| *other != pattern).map_or(0, |(_, end)| end);
        of(self.first).max(of(self.second))
    }

    fn reach(&mut self, hit: &Hit) {
        let new = Some((hit.pattern, hit.at.end));
        let end = |reach: Option<(usize, usize)>| reach.map(|(_, end)| end);
        let is_first = self.first.is_some_and(|(pattern, _)| pattern == hit.pattern);
        if end(new) > end(self.first) {
            if !is_first {
                self.second = self.first;
            }
            self.first = new;
        } else if !is_first && end(new) > end(self.second) {
            self.second = new;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{Hit, Pattern, Patterns, Role};
    use crate::fact::reading::Certainty;
    use crate::lang::Str;
    use crate::matching::fold::Folded;
    use crate::matching::phrase::{Lexicon, Phrase, Token};

    fn pattern(phrase: Phrase, codes: Vec<u16>) -> Pattern {
        Pattern {
            slug: Str::from("p"),
            any: vec![phrase],
            codes,
            takes: None,
            certainty: Certainty::High,
            undecided: false,
            distinct: false,
            wrapper: false,
            symptom: None,
            keys: Vec::new(),
            facts: Vec::new(),
            near: Vec::new(),
            unless: Vec::new(),
            note: None,
        }
    }

    fn patterns(all: Vec<Pattern>, words: Vec<Phrase>) -> Patterns {
        let lexicon = Lexicon { lists: vec![(Str::from("words"), words)], names: Vec::new() };
        Patterns { all, foreign: Vec::new(), lexicon }
    }

    proptest! {
        #[test]
        fn a_hit_within_a_longer_one_of_another_pattern_does_not_count(
            all in vec((0..4_usize, 0..12_usize, 1..8_usize, any::<bool>()), 0..20)
        ) {
            let codes = [vec![430], vec![430], vec![430], Vec::new()];
            let patterns = patterns(codes.map(|codes| pattern(Phrase::plain("a"), codes)).to_vec(), Vec::new());
            let hit = |(pattern, start, length, whole): &(usize, usize, usize, bool)| {
                Hit { pattern: *pattern, at: *start..start + length, found: Vec::new(), whole: *whole }
            };
            let hits: Vec<Hit> = all.iter().map(hit).collect();
            let within = |hit: &&Hit| {
                hit.pattern < 3 && hits.iter().any(|other| {
                    other.pattern != hit.pattern && other.pattern < 3 && other.whole && other.at.len() > hit.at.len()
                        && other.at.start <= hit.at.start && hit.at.end <= other.at.end
                })
            };
            let expected: Vec<Hit> = hits.iter().filter(|hit| !within(hit)).cloned().collect();
            prop_assert_eq!(patterns.longest(hits.clone()), expected);
        }
    }

    #[test]
    fn words_of_a_list_are_kept_once_however_many_patterns_begin_with_it() {
        let words = (0..500).map(|number| Phrase::plain(&format!("word{number:03}"))).collect();
        let listed = || Phrase {
            tokens: vec![Token::OneOf(0), Token::Loose(false), Token::Plain(Str::from("ends"))],
            open: false,
        };
        let known = patterns((0..300).map(|_| pattern(listed(), vec![430])).collect(), words);
        let finder = known.finder();
        assert_eq!(finder.groups.iter().map(Vec::len).collect::<Vec<_>>(), [300]);
        assert_eq!(known.texts(std::iter::once(super::Beginning::OneOf(0))).len(), 500);
        let hits = finder.hits(&Folded::new("a word417 ends, a word999 ends"));
        assert_eq!(hits.certain.len(), 300, "in the order of the patterns");
        assert!(hits.certain.iter().enumerate().all(|(at, hit)| hit.pattern == at && hit.at == (2..14)));
        assert!(finder.roles.iter().all(|(role, _)| matches!(role, Role::Pattern(_))));
    }

    #[test]
    fn patterns_with_the_same_words_are_all_found_as_often_as_one() {
        let known = patterns((0..2_000).map(|_| pattern(Phrase::plain("same words"), vec![430])).collect(), Vec::new());
        let hits = known.hits(&Folded::new(&"same words, ".repeat(100)));
        assert_eq!(hits.certain.len(), 2_000 * super::MOST);
    }
}
