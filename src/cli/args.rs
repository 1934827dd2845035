//! The command line as data: what was asked for, and in which form.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};
use clap_complete::Shell;

use crate::cli::{manual, usage};
use crate::evidence::source::DASH;
use crate::lang::Lang;
use crate::matching::alike;
use crate::trouble::Trouble;
use crate::words::Words;
use crate::world::locale::Colour;
use crate::world::read::exists;

/// What a person asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Verb {
    /// The screen, at a code where one is named, with evidence where some is
    Open {
        /// A code, by number or name
        code: Option<String>,
        /// Files; `-` is standard input
        evidence: Vec<PathBuf>,
    },
    /// This text: help, or the version
    Say(String),
    /// Every code
    List,
    /// One code, or one of its causes
    Explain {
        /// A code, by number or name; behind it a cause, by number or id
        name: String,
        /// All of it, on a terminal too
        all: bool,
    },
    /// Codes by anything
    Search {
        /// What to look for
        query: String,
        /// At most so many
        limit: usize,
    },
    /// What follows from evidence
    Diagnose {
        /// Files; `-` is standard input
        evidence: Vec<PathBuf>,
        /// `KEY=VALUE`
        facts: Vec<String>,
    },
    /// The guide, drawn
    Tree {
        /// The part that belongs to this code
        code: Option<String>,
        /// As what
        drawing: Drawing,
    },
    /// The guide, line by line
    Guide(Option<String>),
    /// Faults of catalogue files
    Check(Vec<PathBuf>),
    /// What bears on one code, and where it is written
    Show(String),
    /// A recorded case to rehearse; without a name, all of them
    Drill(Option<String>),
    /// What the catalogue holds, in numbers
    Stats,
    /// The format of a catalogue file
    Schema,
    /// Completions
    Completions(Shell),
    /// The manual page
    Man,
}

impl Verb {
    /// Whether catalogue files of the person bear on it. Not where it tells nothing of SCF, or checks files one by one.
    #[must_use]
    pub const fn reads_files(&self) -> bool {
        matches!(
            self,
            Self::Open { .. }
                | Self::List
                | Self::Explain { .. }
                | Self::Search { .. }
                | Self::Diagnose { .. }
                | Self::Tree { .. }
                | Self::Guide(_)
                | Self::Stats
                | Self::Show(_)
        )
    }
}

impl Verb {
    /// Whether what it prints is read by people, and not by programs.
    #[must_use]
    pub fn is_for_people(&self, format: Format) -> bool {
        let drawn = !matches!(self, Self::Tree { drawing, .. } if *drawing != Drawing::Text);
        drawn && format == Format::Text && !matches!(self, Self::Schema | Self::Completions(_) | Self::Man)
    }
}

/// For whom a result is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// How the guide is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// Box drawing
    Text,
    /// For Markdown pages
    Mermaid,
    /// For Graphviz
    Dot,
    /// For programs
    Json,
}

impl Drawing {
    const ALL: [(&'static str, Self); 4] =
        [("text", Self::Text), ("mermaid", Self::Mermaid), ("dot", Self::Dot), ("json", Self::Json)];
}

const LANGS: [(&str, Lang); 2] = [("en", Lang::En), ("zh", Lang::Zh)];
const COLOURS: [(&str, Colour); 3] = [("auto", Colour::Auto), ("always", Colour::Always), ("never", Colour::Never)];
const USUAL_LIMIT: u16 = 20;

/// A command line that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Args {
    /// What was asked for
    pub verb: Verb,
    /// In which form
    pub format: Format,
    /// When to colour
    pub colour: Colour,
    /// Catalogue files to lay over the built-in one, in this order
    pub catalogues: Vec<PathBuf>,
}

/// The language that the arguments ask for; looked up before all else, since troubles are told in it too.
#[must_use]
pub fn spoken(args: &[OsString]) -> Option<Lang> {
    let args: Vec<&str> = args.iter().map(|arg| arg.to_str().unwrap_or_default()).collect();
    let apart = args.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = args.iter().filter_map(|arg| arg.strip_prefix("--lang="));
    apart.chain(joined).find_map(|name| choice(&LANGS, name))
}

/// Understands a command line; `args` begin with the name of the program.
///
/// # Errors
/// A trouble of usage: what is wrong and what would be right.
pub fn parse(words: &Words, args: &[OsString]) -> Result<Args, Trouble> {
    if args.len() <= 1 {
        // the way most people start it: nothing to understand, so nothing is built to understand it with
        return Ok(Args {
            verb: Verb::Open { code: None, evidence: Vec::new() },
            format: Format::Text,
            colour: Colour::Auto,
            catalogues: Vec::new(),
        });
    }
    if args[1] == "help" {
        // `help explain` asks for what `explain --help` does
        let asked: Vec<OsString> = [&args[..1], &args[2..], &["--help".into()]].concat();
        return parse(words, &asked);
    }
    // a verb in its usual place is understood without building all the others
    let named = args[1].to_str().filter(|name| is_verb(name));
    let mut command = named.map_or_else(|| command(words), |name| root(words, |verb| verb == name));
    let matches = match command.try_get_matches_from_mut(args) {
        Ok(matches) => matches,
        Err(error) => {
            let text = usage::read(words, &command, &error)?;
            return Ok(Args {
                verb: Verb::Say(text),
                format: Format::Text,
                colour: Colour::Auto,
                catalogues: Vec::new(),
            });
        }
    };
    Ok(Args {
        verb: asked_for(words, &matches)?,
        format: if matches.get_flag("json") { Format::Json } else { Format::Text },
        colour: one(&matches, "color").and_then(|name| choice(&COLOURS, &name)).unwrap_or_default(),
        catalogues: matches.get_many("catalogue").unwrap_or_default().cloned().collect(),
    })
}

/// The verb that a word which is no code was probably meant to be.
#[must_use]
pub fn meant(word: &str) -> Option<&'static str> {
    alike::nearest(word, VERBS.iter().map(|(verb, _)| *verb))
}

/// The whole command line, for parsing, help, completions and the manual page.
#[must_use]
pub fn command(words: &Words) -> Command {
    root(words, |_| true)
}

/// Builds a verb with its arguments.
type Build = fn(&Words) -> Command;

/// Every verb.
const VERBS: [(&str, Build); 10] = [
    ("list", |words| verb("list", words.cli.about_list)),
    ("explain", |words| {
        let all = Arg::new("all").long("all").action(ArgAction::SetTrue).help(words.cli.help_all);
        let which = code(words).required(true).help(words.cli.help_explain);
        verb("explain", words.cli.about_explain).arg(which).arg(all)
    }),
    ("search", |words| {
        let query = Arg::new("query").value_name("QUERY").num_args(1..).required(true).help(words.cli.help_query);
        let limit = option("limit", "N", words.cli.help_limit).value_parser(value_parser!(u16).range(1..));
        verb("search", words.cli.about_search).arg(query).arg(limit)
    }),
    ("diagnose", |words| {
        let evidence = Arg::new("evidence").value_name("EVIDENCE").num_args(0..).help(words.cli.help_evidence);
        let evidence = evidence.value_parser(value_parser!(PathBuf)).value_hint(ValueHint::FilePath);
        let fact = option("fact", "KEY=VALUE", words.cli.help_fact).action(ArgAction::Append);
        verb("diagnose", words.cli.about_diagnose).arg(evidence).arg(fact)
    }),
    ("tree", |words| {
        let format = option("format", "FORMAT", words.cli.help_format).value_parser(names(&Drawing::ALL));
        verb("tree", words.cli.about_tree).arg(code(words)).arg(format.hide_possible_values(true))
    }),
    ("guide", |words| verb("guide", words.cli.about_guide).arg(code(words))),
    ("drill", |words| {
        let which = Arg::new("drill").value_name("N").help(words.cli.help_drill);
        verb("drill", words.cli.about_drill).arg(which)
    }),
    ("catalogue", catalogue),
    ("completions", |words| {
        let which = Arg::new("shell").value_name("SHELL").required(true).value_parser(value_parser!(Shell));
        verb("completions", words.cli.about_completions)
            .arg(which.hide_possible_values(true).help(words.cli.help_which))
    }),
    ("man", |words| verb("man", words.cli.about_man)),
];

fn is_verb(name: &str) -> bool {
    VERBS.iter().any(|(verb, _)| *verb == name)
}

fn catalogue(words: &Words) -> Command {
    let files = Arg::new("files")
        .value_name("FILE")
        .num_args(1..)
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
        .help(words.cli.help_files);
    verb("catalogue", words.cli.about_catalogue)
        .subcommand_required(true)
        .subcommand(verb("check", words.cli.about_check).arg(files))
        .subcommand(verb("show", words.cli.about_show).arg(code(words).required(true)))
        .subcommand(verb("schema", words.cli.about_schema))
        .subcommand(verb("stats", words.cli.about_stats))
}

fn verb(name: &'static str, about: &'static str) -> Command {
    Command::new(name).about(about)
}

fn code(words: &Words) -> Arg {
    Arg::new("code").value_name("CODE").num_args(1..).help(words.cli.help_code)
}

/// The command line with the verbs that are `wanted`.
fn root(words: &Words, wanted: impl Fn(&str) -> bool) -> Command {
    let verbs = VERBS.iter().filter(|(name, _)| wanted(name)).map(|(_, verb)| verb(words));
    let command = Command::new("scf-tui")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words.cli.about)
        .arg(Arg::new("open").value_name("CODE | EVIDENCE").num_args(0..).help(words.cli.help_open))
        .args(everywhere(words))
        .subcommands(verbs)
        .after_help(manual::of_program(words.help));
    spell_out(words, command, "")
}

/// The options that every verb has.
fn everywhere(words: &Words) -> [Arg; 6] {
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).help(help).global(true);
    [
        flag("json", words.cli.help_json).action(ArgAction::SetTrue),
        option("lang", "LANG", words.cli.help_lang).value_parser(names(&LANGS)).hide_possible_values(true).global(true),
        option("catalogue", "FILE", words.cli.help_catalogue)
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
            .global(true),
        option("color", "WHEN", words.cli.help_color)
            .value_parser(names(&COLOURS))
            .hide_possible_values(true)
            .global(true),
        flag("help", words.cli.help_help).short('h').action(ArgAction::Help),
        Arg::new("version").long("version").short('V').help(words.cli.help_version).action(ArgAction::Version),
    ]
}

/// Headings in the language of the person; what clap adds of its own is English.
fn spell_out(words: &Words, command: Command, above: &str) -> Command {
    command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .args_override_self(true)
        .subcommand_help_heading(words.cli.verbs)
        .help_template(format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}", words.cli.usage))
        .subcommand_value_name(words.cli.verb)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { words.cli.arguments } else { words.cli.options };
            arg.help_heading(heading)
        })
        .mut_subcommands(|verb| {
            let name = format!("{above}{}", verb.get_name());
            let verb = verb.after_help(manual::of_verb(words.help, &name));
            spell_out(words, verb, &format!("{name} "))
        })
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn names<T>(choices: &[(&'static str, T)]) -> ValueParser {
    PossibleValuesParser::new(choices.iter().map(|(name, _)| *name)).into()
}

fn choice<T: Copy>(choices: &[(&str, T)], name: &str) -> Option<T> {
    choices.iter().find(|(known, _)| *known == name).map(|(_, choice)| *choice)
}

fn asked_for(words: &Words, matches: &ArgMatches) -> Result<Verb, Trouble> {
    let open: Vec<&String> = matches.get_many("open").unwrap_or_default().collect();
    let Some((name, asked)) = matches.subcommand() else { return opened(words, &open) };
    if let Some(stray) = open.first() {
        return Err(Trouble::verb_first(words, stray, name));
    }
    Ok(match name {
        "list" => Verb::List,
        "explain" => Verb::Explain { name: joined(asked, "code").unwrap_or_default(), all: asked.get_flag("all") },
        "search" => Verb::Search {
            query: joined(asked, "query").unwrap_or_default(),
            limit: usize::from(asked.get_one("limit").copied().unwrap_or(USUAL_LIMIT)),
        },
        "diagnose" => Verb::Diagnose {
            evidence: asked.get_many("evidence").unwrap_or_default().cloned().collect(),
            facts: asked.get_many("fact").unwrap_or_default().cloned().collect(),
        },
        "tree" => Verb::Tree {
            code: joined(asked, "code"),
            drawing: match one(asked, "format").and_then(|name| choice(&Drawing::ALL, &name)) {
                Some(drawing) => drawing,
                None if asked.get_flag("json") => Drawing::Json,
                None => Drawing::Text,
            },
        },
        "guide" => Verb::Guide(joined(asked, "code")),
        "drill" => Verb::Drill(one(asked, "drill")),
        "catalogue" => match asked.subcommand() {
            Some(("check", asked)) => Verb::Check(asked.get_many("files").unwrap_or_default().cloned().collect()),
            Some(("stats", _)) => Verb::Stats,
            Some(("show", asked)) => Verb::Show(joined(asked, "code").unwrap_or_default()),
            _ => Verb::Schema,
        },
        "completions" => Verb::Completions(asked.get_one("shell").copied().unwrap_or(Shell::Bash)),
        _ => Verb::Man,
    })
}

/// What to open the screen with: files, and a code, whose name may be written without quotes. What looks like a file or is
/// one is a file.
fn opened(words: &Words, names: &[&String]) -> Result<Verb, Trouble> {
    let (evidence, codes): (Vec<&String>, Vec<&String>) =
        names.iter().partition(|name| name.as_str() == DASH || name.contains(['/', '.']) || exists(name));
    if let Some(verb) = names.iter().find(|name| is_verb(name)) {
        return Err(Trouble::verb_first(words, names[0], verb));
    }
    let code = codes.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(" ");
    let code = Some(code).filter(|code| !code.is_empty());
    Ok(Verb::Open { code, evidence: evidence.into_iter().map(PathBuf::from).collect() })
}

fn one(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

/// The words of an argument that may be written without quotes: `explain port binding failed`.
fn joined(matches: &ArgMatches, name: &str) -> Option<String> {
    let words: Vec<&str> = matches.get_many::<String>(name)?.map(String::as_str).collect();
    Some(words.join(" "))
}
