//! What clap finds wrong with a command line, in one line and in the language of the person.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::trouble::Trouble;
use crate::words::Words;

const SUGGESTIONS: [ContextKind; 3] =
    [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];

/// The text of a help that was asked for.
///
/// # Errors
/// The trouble that `error` stands for, where it is one.
pub(super) fn read(words: &Words, error: &clap::Error) -> Result<String, Trouble> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return Ok(error.render().to_string());
    }
    Err(Trouble::usage(&what(words, error), &next(words, error)))
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

fn next(words: &Words, error: &clap::Error) -> String {
    if let Some(meant) = SUGGESTIONS.into_iter().find_map(|kind| said(error, kind)) {
        return (words.trouble.did_you_mean)(&meant);
    }
    match said(error, ContextKind::ValidValue) {
        Some(values) => (words.trouble.allowed)(&values),
        None => words.trouble.help_shows.to_owned(),
    }
}

fn said(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        // suggestions come worst first
        ContextValue::Strings(texts) if SUGGESTIONS.contains(&kind) => texts.last().cloned(),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join(", ")),
        _ => None,
    }
}
