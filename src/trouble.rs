//! Troubles: what went wrong, where, what to do about it, and how a run ends.

use std::fmt;
use std::io;

use crate::clean::Clean;
use crate::words::Words;

/// How a run ends, for whoever started it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Something was found
    Found = 0,
    /// Nothing was found
    Nothing = 1,
    /// The command line is wrong
    Usage = 2,
    /// Evidence or a catalogue could not be read
    Unreadable = 3,
}

/// What went wrong, where, what to do about it, and how the run ends. Made only by functions with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    what: Clean,
    place: Option<Place>,
    next: Clean,
    exit: Exit,
}

/// Where something went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    file: Clean,
    /// Line and column, from 1
    at: Option<(usize, usize)>,
}

impl Trouble {
    /// What went wrong.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// What to do.
    #[must_use]
    pub fn next(&self) -> &str {
        &self.next
    }

    /// Line and column, from 1, where it has a place in a file.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        self.place.as_ref()?.at
    }

    /// How the run ends.
    #[must_use]
    pub const fn exit(&self) -> Exit {
        self.exit
    }

    /// Nothing has this number or name; `nearest` are the names that come closest.
    #[must_use]
    pub fn unknown_code(words: &Words, name: &str, nearest: &[String]) -> Self {
        let next = if nearest.is_empty() {
            words.trouble.list_shows_all.to_owned()
        } else {
            format!("{}; {}", (words.trouble.nearest)(&nearest.join(", ")), words.trouble.list_shows_all)
        };
        Self::new(&(words.trouble.unknown_code)(&short(name)), &next, Exit::Nothing)
    }

    /// A code that has no such cause, but so many others.
    #[must_use]
    pub fn unknown_cause(words: &Words, cause: &str, code: u16, count: usize) -> Self {
        let what = (words.trouble.unknown_cause)(code, &short(cause));
        Self::new(&what, &(words.trouble.causes_are)(code, count), Exit::Nothing)
    }

    /// A search without a result.
    #[must_use]
    pub fn no_match(words: &Words, query: &str) -> Self {
        Self::new(&(words.trouble.no_match)(&short(query)), words.trouble.fewer_words, Exit::Nothing)
    }

    /// A file that the system does not give.
    #[must_use]
    pub fn unreadable(words: &Words, file: &str, error: &io::Error) -> Self {
        let failed;
        let (what, next) = match error.kind() {
            io::ErrorKind::NotFound => (words.trouble.missing_file, words.trouble.check_the_path),
            io::ErrorKind::PermissionDenied => (words.trouble.forbidden_file, words.trouble.check_the_rights),
            io::ErrorKind::IsADirectory => (words.trouble.is_a_folder, words.trouble.name_a_file),
            io::ErrorKind::UnexpectedEof => (words.trouble.cut_file, words.trouble.fetch_it_again),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                (words.trouble.damaged_file, words.trouble.fetch_it_again)
            }
            io::ErrorKind::OutOfMemory => (words.trouble.packed, words.trouble.unpack_first),
            _ => {
                failed = (words.trouble.failed_file)(&error.to_string());
                (failed.as_str(), words.trouble.try_a_copy)
            }
        };
        Self::at(file, what, next)
    }

    /// Part of a file was too long to be read.
    #[must_use]
    pub fn left_out(words: &Words, file: &str) -> Self {
        Self::at(file, words.trouble.left_out, words.trouble.cut_out_the_error)
    }

    /// A file that says it is packed, but nothing can be unpacked.
    #[must_use]
    pub fn packed(words: &Words, file: &str) -> Self {
        Self::at(file, words.trouble.packed, words.trouble.unpack_first)
    }

    /// A file beyond the bound.
    #[must_use]
    pub fn too_large(words: &Words, file: &str, mib: usize) -> Self {
        Self::at(file, &(words.trouble.too_large)(mib), words.trouble.split_the_file)
    }

    /// A file that is no text; `line` and `column` of the first byte that is none, from 1.
    #[must_use]
    pub fn not_text(words: &Words, file: &str, line: usize, column: usize) -> Self {
        Self::faulty(file, (line, column), words.trouble.not_text, words.trouble.save_as_utf8)
    }

    /// A fault in a catalogue file, at line and column, from 1.
    #[must_use]
    pub fn faulty(file: &str, position: (usize, usize), what: &str, next: &str) -> Self {
        let place = Place { file: Clean::new(file), at: Some(position) };
        Self { place: Some(place), ..Self::new(what, next, Exit::Unreadable) }
    }

    /// So many of the files that were checked have faults.
    #[must_use]
    pub fn faulty_files(words: &Words, faulty: usize, all: usize) -> Self {
        Self::new(&(words.trouble.faulty_files)(faulty, all), words.trouble.mend_and_check, Exit::Unreadable)
    }

    /// A catalogue file has more faults than are shown.
    #[must_use]
    pub fn more_faults(words: &Words, file: &str, count: usize) -> Self {
        Self::at(file, &(words.trouble.more_faults)(count), words.trouble.mend_these)
    }

    /// What lies in the folder for catalogues and is no file.
    #[must_use]
    pub fn not_a_file(words: &Words, file: &str) -> Self {
        Self::at(file, words.trouble.not_a_file, words.trouble.move_it)
    }

    /// A fact that the vocabulary does not hold; `nearest` does.
    #[must_use]
    pub fn unknown_fact(words: &Words, key: &str, nearest: Option<&str>) -> Self {
        let next = nearest.map_or_else(|| words.trouble.show_lists_facts.to_owned(), words.trouble.did_you_mean);
        Self::usage(&(words.trouble.unknown_fact)(&short(key)), &next)
    }

    /// Two codes where one belongs.
    #[must_use]
    pub fn one_code(words: &Words, first: &str, second: &str) -> Self {
        Self::usage(&(words.trouble.second_code)(&short(second)), &(words.trouble.one_by_one)(&short(first)))
    }

    /// A word beside a code that is none.
    #[must_use]
    pub fn no_code_beside(words: &Words, code: &str, wrong: &str, nearest: &[String]) -> Self {
        let mut next = (words.trouble.code_beside)(&short(code));
        if !nearest.is_empty() {
            next = format!("{next}; {}", (words.trouble.nearest)(&nearest.join(", ")));
        }
        Self::new(&(words.trouble.unknown_code)(&short(wrong)), &next, Exit::Nothing)
    }

    /// A word where a verb belongs, and the verb that was meant.
    #[must_use]
    pub fn unknown_verb(words: &Words, wrong: &str, meant: &str) -> Self {
        Self::usage(&(words.trouble.unknown_verb)(&short(wrong)), &(words.trouble.did_you_mean)(meant))
    }

    /// Something before the verb.
    #[must_use]
    pub fn verb_first(words: &Words, before: &str, verb: &str) -> Self {
        Self::usage(&(words.trouble.before_the_verb)(&short(before)), &(words.trouble.verb_comes_first)(verb))
    }

    /// A fact with a value that it does not take.
    #[must_use]
    pub fn wrong_fact(words: &Words, stated: &str, allowed: &str) -> Self {
        Self::usage(&(words.trouble.wrong_fact)(&short(stated)), &(words.trouble.allowed)(allowed))
    }

    /// Nothing to read: no file is named, and standard input is the keyboard.
    #[must_use]
    pub fn no_evidence(words: &Words) -> Self {
        Self::usage(words.trouble.no_evidence, words.trouble.give_evidence)
    }

    /// The command line does not make sense.
    #[must_use]
    pub fn usage(what: &str, next: &str) -> Self {
        Self::new(what, next, Exit::Usage)
    }

    /// The screen was asked for where there is none.
    #[must_use]
    pub fn no_terminal(words: &Words) -> Self {
        Self::new(words.trouble.no_terminal, words.trouble.use_a_terminal, Exit::Usage)
    }

    /// Standard output takes nothing more, and not because its reader went away.
    #[must_use]
    pub fn unwritable(words: &Words, error: &io::Error) -> Self {
        let what = (words.trouble.unwritable)(&error.to_string());
        Self::new(&what, words.trouble.check_the_target, Exit::Unreadable)
    }

    fn new(what: &str, next: &str, exit: Exit) -> Self {
        Self { what: Clean::new(what), place: None, next: Clean::new(next), exit }
    }

    fn at(file: &str, what: &str, next: &str) -> Self {
        let place = Place { file: Clean::new(file), at: None };
        Self { place: Some(place), ..Self::new(what, next, Exit::Unreadable) }
    }
}

/// One line: where, what, and what to do.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            None => f.write_str("scf-tui")?,
            Some(Place { file, at: None }) => write!(f, "{file}")?,
            Some(Place { file, at: Some((line, column)) }) => write!(f, "{file}:{line}:{column}")?,
        }
        write!(f, ": {}; {}", self.what, self.next)
    }
}

/// Why a verb ends early.
#[derive(Debug)]
pub enum Stop {
    /// There is something to say
    Trouble(Trouble),
    /// Standard output takes nothing more
    Output(io::Error),
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// An argument as it is echoed: one line is no place for a whole file.
fn short(argument: &str) -> String {
    const MOST: usize = 60;
    if argument.chars().count() <= MOST {
        return argument.to_owned();
    }
    argument.chars().take(MOST).chain(['…']).collect()
}
