//! Phrases: what a pattern looks for in a folded text.
//!
//! Small and capital letters are one, and between two words stand any blanks, quotes and equals signs, or none:
//! `port binding failed` finds `PortBindingFailed`. A colon asks for a colon or an equals sign there. `…` skips words of
//! the same line. `{n}` takes a number, `{code}` a status code, `{name}` the name of that code, `{url}` an address of one
//! of the hosts, `{key}` the value of a fact, `<name>` one of a list of words. A phrase begins and ends at the edge of a
//! word; with `*` at its end it may end anywhere.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::clean::floor;
use crate::fact::{Amount, Unit};
use crate::lang::Str;
use crate::matching::fold::Folded;
use crate::matching::prefixes::Prefixes;

/// What a pattern looks for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Phrase {
    /// In this order
    pub tokens: Vec<Token>,
    /// Whether the word at its end may go on
    pub open: bool,
}

/// Words that phrases name, and their name.
pub type List = (Str, Vec<Phrase>);

/// The words that phrases name, made ready to be looked for.
#[derive(Debug)]
pub(super) struct Words<'p> {
    lexicon: &'p Lexicon,
    lists: Vec<Prefixes<'p>>,
    names: Prefixes<'p>,
}

impl<'p> Words<'p> {
    /// Makes the words of a lexicon ready.
    pub(super) fn new(lexicon: &'p Lexicon) -> Self {
        let lists = lexicon.lists.iter().map(|(_, phrases)| Prefixes::new(begun(phrases.iter())));
        Self {
            lexicon,
            lists: lists.collect(),
            names: Prefixes::new(begun(lexicon.names.iter().map(|(_, name)| name))),
        }
    }

    /// The phrases of a list.
    fn list(&self, list: u16) -> &'p [Phrase] {
        self.lexicon.lists.get(usize::from(list)).map_or(&[], |(_, phrases)| phrases.as_slice())
    }

    /// The phrases of a list that may stand at the beginning of `text`, in the order of the list.
    fn of_list(&self, list: u16, text: &str) -> impl Iterator<Item = &'p Phrase> {
        let phrases = self.list(list);
        let at = self.lists.get(usize::from(list)).map(|words| found(words, text)).unwrap_or_default();
        at.into_iter().filter_map(|at| phrases.get(at))
    }

    /// The names of status codes that may stand at the beginning of `text`, in their order.
    fn named(&self, text: &str) -> impl Iterator<Item = &'p (u16, Phrase)> {
        let names = self.lexicon.names.as_slice();
        found(&self.names, text).into_iter().filter_map(|at| names.get(at))
    }
}

/// The plain words that phrases begin with, numbered; nothing where one begins otherwise.
fn begun<'p>(phrases: impl Iterator<Item = &'p Phrase>) -> Vec<(&'p str, usize)> {
    phrases.map(|phrase| phrase.begins().unwrap_or_default()).zip(0..).collect()
}

fn found(words: &Prefixes<'_>, text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    words.find(text, &mut found);
    found.sort_unstable();
    found
}

/// The words that phrases name without saying them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lexicon {
    /// `<name>`
    pub lists: Vec<List>,
    /// `{name}`: the names of each status code
    pub names: Vec<(u16, Phrase)>,
}

/// A piece of a phrase.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Token {
    /// These characters, folded
    Plain(Str),
    /// Blanks, quotes, or nothing; with `true` at least a colon or an equals sign
    Loose(bool),
    /// Some words of the same line
    Gap,
    /// One of a list of words, by its position
    OneOf(u16),
    /// A number
    Number,
    /// A status code; behind its name, the one that has it
    Code,
    /// The name of a status code; behind a number, of that one
    Name,
    /// The address of a host that ends like one of a list, by its position
    Url(u16),
    /// The value of a fact: its position among the facts of the pattern
    Value(u16, Form),
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// A number, usually in this unit
    Amount(Unit),
    /// A name or a path
    Word,
}

/// What was found in place of a number or a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Capture {
    /// A status code
    Code(u16),
    /// The amount of the fact at this position
    Amount(u16, Amount),
    /// Where the word stands that is the value of the fact at this position
    Word(u16, Range<usize>),
}

/// What a status code begins with.
pub(super) const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// What the address of a host begins with.
pub(super) const SCHEMES: [&str; 4] = ["https://", "http://", "wss://", "ws://"];

/// Bytes of an address that are looked at.
const ADDRESS: usize = 2_048;

/// Characters that a gap skips at most.
const GAP: usize = 60;
/// Bytes of a word that are taken for a value at most.
const WORD: usize = 256;

/// Units as they are written behind numbers in messages: the longer before those they begin with.
const UNITS: [(&str, Unit, u64); 20] = [
    ("milliseconds", Unit::Ms, 1),
    ("millisecond", Unit::Ms, 1),
    ("seconds", Unit::S, 1),
    ("second", Unit::S, 1),
    ("minutes", Unit::S, 60),
    ("minute", Unit::S, 60),
    ("bytes", Unit::Bytes, 1),
    ("byte", Unit::Bytes, 1),
    ("gib", Unit::Mb, 1_024),
    ("mib", Unit::Mb, 1),
    ("kib", Unit::Bytes, 1_024),
    ("gb", Unit::Mb, 1_024),
    ("mb", Unit::Mb, 1),
    ("kb", Unit::Bytes, 1_024),
    ("ms", Unit::Ms, 1),
    ("m", Unit::Mb, 1),
    ("s", Unit::S, 1),
    ("毫秒", Unit::Ms, 1),
    ("秒", Unit::S, 1),
    ("分钟", Unit::S, 60),
];

impl Phrase {
    /// A phrase of these words and no others, whatever stands in them.
    #[must_use]
    pub fn plain(words: &str) -> Self {
        let folded = Folded::new(words);
        let words = folded.as_str().split(|c: char| c.is_ascii() && is_loose(c as u8)).filter(|word| !word.is_empty());
        let tokens = words.flat_map(|word| [Token::Loose(false), Token::Plain(Str::from(word))]).skip(1);
        Self { tokens: tokens.collect(), open: false }
    }

    /// Where the phrase ends in `text`, if it begins at `at`; and the values in it.
    pub(super) fn ends(&self, text: &str, at: usize, words: &Words<'_>) -> Option<(usize, Vec<Capture>)> {
        if !is_edge(text, at) {
            return None;
        }
        let mut found = Vec::new();
        let end = follow(&self.tokens, text, at, words, &mut found)?;
        (self.open || is_edge(text, end)).then_some((end, found))
    }

    /// Whether it says itself all that it covers: it skips no words, and takes no name that other phrases say more of.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.tokens.iter().any(|token| matches!(token, Token::Gap | Token::Name))
    }

    /// The plain characters that it begins with, where it does.
    pub(super) fn begins(&self) -> Option<&str> {
        match self.tokens.first() {
            Some(Token::Plain(text)) => Some(text.as_str()),
            _ => None,
        }
    }
}

/// Whether no word of letters and digits goes on at `at`.
#[must_use]
pub fn is_edge(text: &str, at: usize) -> bool {
    let part = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let bytes = text.as_bytes();
    !(part(at.checked_sub(1).and_then(|at| bytes.get(at))) && part(bytes.get(at)))
}

fn follow(tokens: &[Token], text: &str, at: usize, words: &Words<'_>, found: &mut Vec<Capture>) -> Option<usize> {
    let Some((token, rest)) = tokens.split_first() else { return Some(at) };
    let here = text.get(at..)?;
    match token {
        Token::Plain(plain) => {
            let next = here.starts_with(plain.as_str()).then(|| at + plain.len())?;
            follow(rest, text, next, words, found)
        }
        Token::Loose(colon) => {
            let value = matches!(rest.first(), Some(Token::Value(_, Form::Word)));
            let run = &here[..here.bytes().take_while(|byte| is_loose(*byte)).count()];
            // the value of a name stands on its line
            let sound = (!colon || run.contains([':', '='])) && !(value && run.contains('\n'));
            sound.then(|| follow(rest, text, at + run.len(), words, found)).flatten()
        }
        Token::Gap => {
            let chars = here.char_indices().map(|(stop, c)| (stop, c == '\n'));
            // the end of the line is a place to go on, too
            let mut ended = false;
            let stops = chars.chain([(here.len(), true)]).take(GAP).take_while(|(_, ends)| {
                let goes_on = !ended;
                ended = *ends;
                goes_on
            });
            for (stop, _) in stops {
                let before = found.len();
                let end = is_edge(text, at + stop).then(|| follow(rest, text, at + stop, words, found)).flatten();
                if end.is_some() {
                    return end;
                }
                found.truncate(before);
            }
            None
        }
        Token::OneOf(list) => words.of_list(*list, here).find_map(|phrase| {
            let (next, _) = phrase.ends(text, at, words)?;
            attempt(found, |found| follow(rest, text, next, words, found))
        }),
        Token::Number => {
            let (_, length) = number(here)?;
            follow(rest, text, at + length, words, found)
        }
        Token::Code => {
            let (code, length) = code(text, at).filter(|(code, _)| agrees(found, *code))?;
            found.push(Capture::Code(code));
            follow(rest, text, at + length, words, found)
        }
        Token::Name => words.named(here).find_map(|(code, name)| {
            let (next, _) = agrees(found, *code).then(|| name.ends(text, at, words)).flatten()?;
            attempt(found, |found| {
                found.push(Capture::Code(*code));
                follow(rest, text, next, words, found)
            })
        }),
        Token::Url(list) => {
            let length = address(here, words.list(*list))?;
            follow(rest, text, at + length, words, found)
        }
        Token::Value(fact, Form::Amount(unit)) => {
            let (amount, length) = amount(here, *unit)?;
            found.push(Capture::Amount(*fact, amount));
            follow(rest, text, at + length, words, found)
        }
        Token::Value(fact, Form::Word) => {
            let length = quoted(text, at).unwrap_or_else(|| word(here));
            found.push(Capture::Word(*fact, at..at + length));
            (length > 0).then(|| follow(rest, text, at + length, words, found)).flatten()
        }
    }
}

/// What a way finds; where it leads nowhere, what it had found is taken back.
fn attempt(found: &mut Vec<Capture>, way: impl FnOnce(&mut Vec<Capture>) -> Option<usize>) -> Option<usize> {
    let before = found.len();
    let end = way(found);
    if end.is_none() {
        found.truncate(before);
    }
    end
}

/// Whether `code` is the one that was found already, where one was.
fn agrees(found: &[Capture], code: u16) -> bool {
    found.iter().all(|found| !matches!(found, Capture::Code(other) if *other != code))
}

/// What may stand between two words of a phrase.
#[must_use]
pub const fn is_loose(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'"' | b'\'' | b':' | b'=' | b'*' | b'`' | b'|' | b',')
}

/// A number at the beginning of `text`, rounded, and its length.
fn number(text: &str) -> Option<(u64, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let whole: u64 = text.get(..digits)?.parse().ok()?;
    let fraction = text
        .get(digits..)?
        .strip_prefix('.')
        .map_or("", |rest| &rest[..rest.bytes().take_while(u8::is_ascii_digit).count()]);
    match fraction.as_bytes().first() {
        Some(first) => Some((whole.saturating_add(u64::from(*first >= b'5')), digits + 1 + fraction.len())),
        None => Some((whole, digits)),
    }
}

/// An amount at the beginning of `text`: a number and its unit, else `usual`.
fn amount(text: &str, usual: Unit) -> Option<(Amount, usize)> {
    let (number, digits) = number(text)?;
    let rest = text.get(digits..)?;
    let blank = usize::from(rest.starts_with(' '));
    let written = UNITS.iter().find_map(|(name, unit, factor)| {
        let end = digits + blank + name.len();
        let fits = rest.get(blank..)?.starts_with(name) && is_edge(text, end) && unit.base().0 == usual.base().0;
        fits.then_some((*unit, *factor, end))
    });
    let (unit, factor, length) = written.unwrap_or((usual, 1, digits));
    Some((Amount { number: number.saturating_mul(factor), unit }, length))
}

/// The length of a name in quotes that goes on behind a blank, as in `'./user define.js'`: up to the quote that ends it.
fn quoted(text: &str, at: usize) -> Option<usize> {
    let quote = text[..at].chars().next_back().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let here = &text[at..floor(text, (at + WORD).min(text.len()))];
    let name = &here[..here.find(quote)?];
    let part = |c: char| c.is_alphanumeric() || " _-./$@:%+~".contains(c);
    let begins = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '@' | '_');
    (name.starts_with(begins) && !name.ends_with(' ') && name.chars().all(part)).then_some(name.len())
}

/// The length of a name or a path at the beginning of `text`. Names are plain letters, so that Chinese ends them.
fn word(text: &str) -> usize {
    let name = text.starts_with(|c: char| c.is_ascii_alphanumeric());
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./$@:%+~".contains(byte) || !(name || byte.is_ascii());
    let length = floor(text, text.bytes().take(WORD).take_while(part).count());
    text[..length].trim_end_matches(['.', ':']).len()
}

/// The length of the address at the beginning of `text`, where its host lies below one of these: port, path and query
/// are part of it, so that no number in them is taken for anything else.
fn address(text: &str, hosts: &[Phrase]) -> Option<usize> {
    let scheme = SCHEMES.iter().find(|scheme| text.starts_with(**scheme))?;
    let rest = &text[scheme.len()..floor(text, ADDRESS)];
    let ends = |c: char| {
        !c.is_ascii() || c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>' | ')' | ']' | '}' | ',')
    };
    let address = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let host = &address[..address.find([':', '/', '?', '#']).unwrap_or(address.len())];
    let below = |known: &Phrase| match known.tokens.as_slice() {
        [Token::Plain(known)] => {
            host.strip_suffix(known.as_str()).is_some_and(|name| name.ends_with('.') && name.len() > 1)
        }
        _ => false,
    };
    let length = scheme.len() + address.trim_end_matches(['.', ':', ';', '!', '?']).len();
    hosts.iter().any(below).then_some(length)
}

/// A status code at `at`: three digits that are neither a port, a measure, nor part of something longer.
fn code(text: &str, at: usize) -> Option<(u16, usize)> {
    let (before, digits) = (text.get(..at)?, text.get(at..at + 3)?);
    let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
    let after = text.get(at + 3..)?;
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/' | '#' | '%');
    // of two statuses, `446/443`, the first counts
    let other =
        |other: &str| other.bytes().take(3).filter(u8::is_ascii_digit).count() == 3 && !other[3..].starts_with(part);
    let goes_on = (after.starts_with(part) && !after.strip_prefix('/').is_some_and(other))
        || (after.starts_with(['.', ':']) && after[1..].starts_with(|c: char| c.is_ascii_digit()))
        || MEASURES.iter().any(|measure| after.trim_start_matches(' ').starts_with(measure));
    let host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ']');
    let begun = before.ends_with(|c: char| part(c) || c == '.')
        || before.strip_suffix(':').is_some_and(|before| {
            let host = &before[before.trim_end_matches(host).len()..];
            host.contains(['.', ']'])
                || host == "localhost"
                || host.bytes().all(|byte| byte.is_ascii_digit()) && !host.is_empty()
        });
    (!goes_on && !begun).then_some((number, 3))
}

/// What makes a number before it something other than a status.
const MEASURES: [&str; 30] = [
    "ms", "mb", "kb", "gb", "seconds", "second", "minutes", "hours", "bytes", "byte", "px", "times", "行", "个", "次",
    "条", "元", "秒", "端口", "毫秒", "分钟", "小时", "张", "倍", "人", "台", "万", "亿", "字节", "字符",
];
