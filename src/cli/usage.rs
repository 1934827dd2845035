//! What clap finds wrong with a command line, in one line and in the language of the person.

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::matching::alike;
use crate::trouble::Trouble;
use crate::words::Words;

/// The text of a help that was asked for.
///
/// # Errors
/// The trouble that `error` stands for, where it is one.
pub(super) fn read(words: &Words, command: &Command, error: &clap::Error) -> Result<String, Trouble> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return Ok(error.render().to_string());
    }
    Err(Trouble::usage(&what(words, error), &next(words, command, error)))
}

fn what(words: &Words, error: &clap::Error) -> String {
    let told = |kind| said(error, kind).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => (words.trouble.unknown_argument)(&told(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => (words.trouble.unknown_argument)(&told(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match told(ContextKind::InvalidValue).as_str() {
            "" => (words.trouble.missing_value)(&told(ContextKind::InvalidArg)),
            value => (words.trouble.wrong_value)(value, &told(ContextKind::InvalidArg)),
        },
        ErrorKind::MissingRequiredArgument => (words.trouble.missing_argument)(&told(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => (words.trouble.missing_verb)(&told(ContextKind::ValidSubcommand)),
        ErrorKind::InvalidUtf8 => words.trouble.not_utf8.to_owned(),
        _ => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default();
            (words.trouble.wrong_usage)(first.strip_prefix("error: ").unwrap_or(first))
        }
    }
}

/// What was meant, else what is possible, else where that is told.
fn next(words: &Words, command: &Command, error: &clap::Error) -> String {
    if let Some(values) = said(error, ContextKind::ValidValue) {
        let value = said(error, ContextKind::InvalidValue).unwrap_or_default();
        let meant = alike::nearest(&value, values.split(", "));
        return meant.map_or_else(|| (words.trouble.allowed)(&values), words.trouble.did_you_mean);
    }
    let wrong =
        [ContextKind::InvalidArg, ContextKind::InvalidSubcommand].into_iter().find_map(|kind| said(error, kind));
    let known = names(command);
    let meant = wrong.and_then(|wrong| alike::nearest(&wrong, known.iter().map(String::as_str)).map(str::to_owned));
    meant.map_or_else(|| words.trouble.help_shows.to_owned(), |meant| (words.trouble.did_you_mean)(&meant))
}

/// The options and verbs below `command`.
fn names(command: &Command) -> Vec<String> {
    let options = command.get_arguments().filter_map(|arg| Some(format!("--{}", arg.get_long()?)));
    let verbs = command.get_subcommands();
    options.chain(verbs.flat_map(|verb| [vec![verb.get_name().to_owned()], names(verb)].concat())).collect()
}

fn said(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join(", ")),
        _ => None,
    }
}
