//! Linking patterns: phrases are taken apart, and the facts, codes and lists that they name are looked up.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::code::{Code, Phase};
use crate::catalogue::entry::EntryKind;
use crate::catalogue::load::fault::Fault;
use crate::catalogue::load::link::linker::{Linker, put_by_name};
use crate::catalogue::load::link::names::nearest;
use crate::catalogue::load::path::Path;
use crate::catalogue::load::source::pattern::{RawForeign, RawPattern};
use crate::catalogue::load::source::value::Pairs;
use crate::catalogue::load::source_map::Examples;
use crate::catalogue::vocabulary::FactType;
use crate::fact::Key;
use crate::fact::reading::{Certainty, Owner};
use crate::lang::Str;
use crate::matching::fold::Folded;
use crate::matching::pattern::{Foreign, Pattern, Takes};
use crate::matching::phrase::{Form, Phrase, Token, is_loose};

/// The most words of a phrase, and the most places in it where words are skipped. What is longer is refused: with five
/// skips 200 bytes of text took seconds, and 20,000 words took the stack.
const MAX_WORDS: usize = 32;
const MAX_SKIPS: usize = 2;

/// The list of the hosts whose addresses `{url}` takes.
const HOSTS: &str = "hosts";

impl Linker<'_> {
    /// The lists that phrases name.
    pub(super) fn lists(&mut self, lists: &Pairs<Vec<String>>) {
        let known = self.catalogue.patterns.get().lexicon.lists.iter().map(|(name, _)| name.clone());
        self.lists = known.zip(0..).collect();
        for (name, words) in &lists.0 {
            let path = Path::top("lists").key(name);
            let phrases = self.phrases(&path, words, &mut Vec::new());
            let (slug, places) = (Str::from(name.as_str()), &mut self.lists);
            self.catalogue
                .patterns
                .edit(|known| put_by_name(&mut known.lexicon.lists, places, slug.clone(), (slug, phrases)));
        }
    }

    /// New patterns of a file count before those they are merged over.
    pub(super) fn patterns(&mut self, patterns: &[RawPattern]) {
        let mut new = Vec::new();
        let mut seen = BTreeSet::new();
        let known = self.catalogue.patterns.get().all.iter().map(|pattern| pattern.slug.clone());
        let places: BTreeMap<Str, usize> = known.zip(0..).collect();
        for (at, raw) in patterns.iter().enumerate() {
            let path = Path::top("patterns").index(at);
            if !seen.insert(&raw.id) {
                self.faults.push(Fault::twice(&path.key("id"), EntryKind::Pattern, &raw.id));
            }
            let pattern = self.pattern(&path, raw);
            self.source_map.patterns.push(Examples {
                slug: pattern.slug.clone(),
                path,
                matching: raw.match_examples.clone(),
                missing: raw.near_miss.clone(),
            });
            match places.get(&pattern.slug) {
                Some(at) => self.catalogue.patterns.edit(|known| known.all[*at] = pattern),
                None => new.push(pattern),
            }
        }
        self.catalogue.patterns.edit(|known| {
            known.all.splice(0..0, new);
        });
    }

    fn pattern(&mut self, path: &Path, raw: &RawPattern) -> Pattern {
        let mut keys = Vec::new();
        let any = self.phrases(&path.key("any"), &raw.any, &mut keys);
        let takes = self.takes(path, raw, &any);
        let mut facts = Vec::new();
        for (key, value) in &raw.facts.0 {
            let path = path.key("facts").key(key);
            if let Some(declared) = self.declared(&path, key)
                && let Some(value) = self.value(&path, &declared, value)
            {
                facts.push((declared.key, value));
            }
        }
        let symptom = raw.symptom.as_ref().map(|symptom| self.symptom(&path.key("symptom"), symptom));
        if raw.codes.is_empty() && takes.is_none() && facts.is_empty() && keys.is_empty() && symptom.is_none() {
            self.faults.push(Fault::says_nothing(path));
        }
        if raw.undecided && (raw.codes.len() < 2 || raw.note.is_none()) {
            self.faults.push(Fault::undecided(path));
        }
        let none = &mut Vec::new();
        Pattern {
            slug: Str::from(raw.id.as_str()),
            any,
            codes: self.numbers(&path.key("codes"), &raw.codes),
            takes,
            certainty: raw.certainty.unwrap_or(Certainty::High),
            undecided: raw.undecided,
            distinct: raw.distinct,
            wrapper: raw.wrapper,
            symptom,
            keys,
            facts,
            near: self.phrases(&path.key("near"), &raw.near, none),
            unless: self.phrases(&path.key("unless"), &raw.unless, none),
            note: raw.note.as_ref().map(|note| self.text(&path.key("note"), note)),
        }
    }

    /// The symptom that a pattern leads to.
    fn symptom(&mut self, path: &Path, name: &str) -> Str {
        if self.catalogue.symptom(name).is_none() && !self.is_unread(EntryKind::Symptom, name) {
            let known = self.catalogue.symptoms().iter().map(|symptom| symptom.slug.as_str());
            let near = nearest(name, known, &self.faults);
            self.faults.push(Fault::unknown(path, EntryKind::Symptom, name, near));
        }
        Str::from(name)
    }

    /// Which numbers the phrases may take from a text, where one does.
    fn takes(&mut self, path: &Path, raw: &RawPattern, any: &[Phrase]) -> Option<Takes> {
        if !any.iter().any(|phrase| phrase.tokens.contains(&Token::Code)) {
            if !raw.shared.is_empty() {
                self.faults.push(Fault::takes_no_number(&path.key("shared")));
            }
            return None;
        }
        Some(if !raw.shared.is_empty() {
            Takes::Shared(raw.shared.clone(), raw.codes.clone())
        } else if raw.codes.is_empty() {
            Takes::Every
        } else {
            Takes::Only(raw.codes.clone())
        })
    }

    /// What the patterns take from a text, looked up among the codes of all files: their numbers, and their names.
    pub(super) fn numbers_taken(&mut self) {
        let codes = &self.catalogue.codes;
        let failures = || codes.iter().filter(|code| code.phase != Phase::Ok);
        let taken = |takes: &Takes| match takes {
            Takes::Every => failures().map(|code| code.number).collect(),
            Takes::Only(numbers) => numbers.clone(),
            Takes::Shared(sharing, numbers) => {
                let is_taken = |code: &&Code| sharing.contains(&code.shared) || numbers.contains(&code.number);
                failures().filter(is_taken).map(|code| code.number).collect()
            }
        };
        let readable = codes.iter().filter(|code| code.is_readable());
        let names = readable.flat_map(|code| code.names().map(|name| (code.number, Phrase::plain(name))));
        let names = names.filter(|(_, name)| !name.tokens.is_empty()).collect();
        self.catalogue.patterns.edit(|known| {
            known.lexicon.names = names;
            for pattern in &mut known.all {
                if let Some(takes) = &pattern.takes {
                    pattern.codes = taken(takes);
                }
            }
        });
    }

    pub(super) fn foreign(&mut self, foreign: &[RawForeign]) {
        let mut seen = BTreeSet::new();
        let known = self.catalogue.patterns.get().foreign.iter().map(|foreign| foreign.slug.clone());
        let mut places: BTreeMap<Str, usize> = known.zip(0..).collect();
        for (at, raw) in foreign.iter().enumerate() {
            let path = Path::top("foreign").index(at);
            if !seen.insert(&raw.id) {
                self.faults.push(Fault::twice(&path.key("id"), EntryKind::Foreign, &raw.id));
            }
            let none = &mut Vec::new();
            let foreign = Foreign {
                slug: Str::from(raw.id.as_str()),
                owner: Owner {
                    name: self.label(&path.key("name"), &raw.name),
                    next: self.text(&path.key("next"), &raw.next),
                },
                beside: raw.beside,
                any: self.phrases(&path.key("any"), &raw.any, none),
                unless: self.phrases(&path.key("unless"), &raw.unless, none),
            };
            self.source_map.foreign.push(Examples {
                slug: foreign.slug.clone(),
                path,
                matching: raw.match_examples.clone(),
                missing: raw.near_miss.clone(),
            });
            let slug = foreign.slug.clone();
            self.catalogue.patterns.edit(|known| put_by_name(&mut known.foreign, &mut places, slug, foreign));
        }
    }

    fn phrases(&mut self, path: &Path, texts: &[String], keys: &mut Vec<Key>) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let path = path.index(at);
            let phrase = self.phrase(&path, text, keys);
            if phrase.tokens.contains(&Token::Name) && !phrase.tokens.contains(&Token::Code) {
                self.faults.push(Fault::lone_name(&path));
            }
            // each skip multiplies the ways to follow a phrase, and each word is a step of a recursion
            let skips = phrase.tokens.iter().filter(|token| **token == Token::Gap).count();
            if skips > MAX_SKIPS || phrase.tokens.len() > 2 * MAX_WORDS {
                self.faults.push(Fault::long_phrase(&path, MAX_WORDS, MAX_SKIPS));
                continue;
            }
            let begun = matches!(
                phrase.tokens.first(),
                Some(Token::Plain(_) | Token::OneOf(_) | Token::Code | Token::Name | Token::Url(_))
            );
            if !begun {
                self.faults.push(Fault::no_beginning(&path));
            }
            phrases.push(phrase);
        }
        phrases
    }

    fn phrase(&mut self, path: &Path, text: &str, keys: &mut Vec<Key>) -> Phrase {
        let (text, open) = text.strip_suffix('*').map_or((text, false), |text| (text, true));
        let folded = Folded::new(text);
        let mut rest = folded.as_str().trim_matches(|c: char| c.is_ascii() && is_loose(c as u8));
        let mut tokens = Vec::new();
        while let Some(c) = rest.chars().next() {
            let (token, length) = match c {
                '…' => (Some(Token::Gap), c.len_utf8()),
                '{' | '<' => self.named(path, rest, keys),
                c if c.is_ascii() && is_loose(c as u8) => {
                    let run = rest.bytes().take_while(|byte| is_loose(*byte)).count();
                    (Some(Token::Loose(rest[..run].contains([':', '=']))), run)
                }
                _ => {
                    let ends = |c: char| matches!(c, '…' | '{' | '<') || c.is_ascii() && is_loose(c as u8);
                    let length = rest.find(ends).unwrap_or(rest.len());
                    (Some(Token::Plain(Str::from(&rest[..length]))), length)
                }
            };
            tokens.extend(token);
            rest = &rest[length..];
        }
        // a gap takes the blanks around it
        let bare = |at: usize| {
            let gap = |at: Option<usize>| at.and_then(|at| tokens.get(at)) == Some(&Token::Gap);
            tokens[at] == Token::Loose(false) && (gap(at.checked_sub(1)) || gap(Some(at + 1)))
        };
        let kept: Vec<bool> = (0..tokens.len()).map(|at| !bare(at)).collect();
        let tokens = tokens.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(token, _)| token);
        Phrase { tokens: tokens.collect(), open }
    }

    /// What stands in `{}` or `<>` at the beginning of `rest`.
    fn named(&mut self, path: &Path, rest: &str, keys: &mut Vec<Key>) -> (Option<Token>, usize) {
        let close = if rest.starts_with('{') { '}' } else { '>' };
        let Some(end) = rest.find(close) else {
            self.faults.push(Fault::open_bracket(path));
            return (None, rest.len());
        };
        let name = &rest[1..end];
        let token = match (close, name) {
            ('}', "n") => Some(Token::Number),
            ('}', "code") => Some(Token::Code),
            ('}', "name") => Some(Token::Name),
            ('}', "url") => self.list(path, HOSTS).map(Token::Url),
            ('}', key) => self.taken(path, key, keys),
            (_, list) => self.list(path, list).map(Token::OneOf),
        };
        (token, end + 1)
    }

    /// The position of a list.
    fn list(&mut self, path: &Path, name: &str) -> Option<u16> {
        let at = self.lists.get(&Str::from(name)).and_then(|at| u16::try_from(*at).ok());
        if at.is_none() && !self.is_unread(EntryKind::List, name) {
            let near = nearest(name, self.lists.keys().map(Str::as_str), &self.faults);
            self.faults.push(Fault::unknown(path, EntryKind::List, name, near));
        }
        at
    }

    /// The value of a fact, taken from the text.
    fn taken(&mut self, path: &Path, key: &str, keys: &mut Vec<Key>) -> Option<Token> {
        let declared = self.declared(path, key)?;
        let form = match declared.kind {
            FactType::Amount(unit) => Form::Amount(unit),
            FactType::Text | FactType::Word(_) => Form::Word,
            FactType::Flag | FactType::Code => {
                self.faults.push(Fault::untaken(path));
                return None;
            }
        };
        let at = keys.iter().position(|known| *known == declared.key).unwrap_or_else(|| {
            keys.push(declared.key);
            keys.len() - 1
        });
        u16::try_from(at).ok().map(|at| Token::Value(at, form))
    }
}
