//! The help behind the arguments, and the manual page: both are made of the command line and of the words of the help, so
//! neither names what there is not.

use clap::{Arg, Command};
use roff::{Inline, Roff, bold, italic, roman};

use crate::clean::width;
use crate::words::Words;
use crate::words::help::{HelpWords, Row};

/// What the help of the program says behind its arguments.
pub(super) fn of_program(help: &HelpWords) -> String {
    let sections = [
        (help.examples, help.of_program),
        (help.exit_status, help.statuses),
        (help.environment, help.variables),
        (help.files, help.places),
    ];
    sections.map(|(heading, rows)| section(heading, rows)).join("\n")
}

/// What the help of a verb says behind its arguments.
pub(super) fn of_verb(help: &HelpWords, verb: &str) -> String {
    section(help.examples, help.examples_of(verb))
}

/// Rows below a heading, aligned as clap aligns arguments.
fn section(heading: &str, rows: &[Row]) -> String {
    let widest = rows.iter().map(|(what, _)| width(what)).max().unwrap_or_default();
    let line = |(what, means): &Row| format!("  {what}{}  {means}\n", " ".repeat(widest - width(what)));
    format!("{heading}:\n{}", rows.iter().map(line).collect::<String>())
}

/// The manual page of a command line that is built.
pub(super) fn page(words: &Words, help: &HelpWords, command: &Command) -> String {
    let name = command.get_name();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let version = format!("{name} {}", command.get_version().unwrap_or_default());
    let mut page = Roff::new();
    page.control("TH", [name, "1", "", &version]);
    heading(&mut page, help.name);
    page.text([roman(format!("{name} - {about}"))]);
    heading(&mut page, help.synopsis);
    page.text(usage(command, name));
    for verb in verbs(command, name) {
        page.control("br", []);
        page.text(usage(verb.command, &verb.name));
    }
    heading(&mut page, help.description);
    page.text([roman(help.described)]);
    heading(&mut page, words.cli.options);
    arguments(&mut page, command.get_arguments());
    heading(&mut page, words.cli.verbs);
    for verb in verbs(command, name) {
        let (_, short) = verb.name.split_once(' ').unwrap_or(("", &verb.name));
        page.control("SS", [short]);
        page.text([roman(verb.command.get_about().map(ToString::to_string).unwrap_or_default())]);
        arguments(&mut page, verb.command.get_arguments().filter(|arg| !arg.is_global_set()));
        rows(&mut page, help.examples_of(short));
    }
    for (title, content) in [
        (help.examples, help.of_program),
        (help.exit_status, help.statuses),
        (help.environment, help.variables),
        (help.files, help.places),
    ] {
        heading(&mut page, title);
        rows(&mut page, content);
    }
    page.render()
}

/// A verb, with the words that call it.
struct Verb<'a> {
    name: String,
    command: &'a Command,
}

/// Every verb that does something: of one with verbs below it, these.
fn verbs<'a>(command: &'a Command, above: &str) -> Vec<Verb<'a>> {
    let each = command.get_subcommands().flat_map(|command| {
        let name = format!("{above} {}", command.get_name());
        if command.has_subcommands() { verbs(command, &name) } else { vec![Verb { name, command }] }
    });
    each.collect()
}

fn heading(page: &mut Roff, title: &str) {
    page.control("SH", [title.to_uppercase().as_str()]);
}

/// How something is called: its words, then its arguments.
fn usage(command: &Command, name: &str) -> Vec<Inline> {
    let mut usage = vec![bold(name)];
    for arg in command.get_arguments().filter(|arg| arg.is_positional()) {
        let (open, close) = if arg.is_required_set() { ("", "") } else { ("[", "]") };
        usage.extend([roman(format!(" {open}")), italic(value(arg)), roman(close)]);
    }
    for arg in command.get_arguments().filter(|arg| !arg.is_positional() && !arg.is_global_set()) {
        if !matches!(arg.get_long(), Some("version" | "help")) {
            usage.extend([roman(" ["), bold(option(arg)), roman(" "), italic(value(arg)), roman("]")]);
        }
    }
    usage
}

fn arguments<'a>(page: &mut Roff, args: impl Iterator<Item = &'a Arg>) {
    for arg in args {
        page.control("TP", []);
        let named = if arg.is_positional() {
            vec![italic(value(arg))]
        } else if arg.get_action().takes_values() {
            vec![bold(option(arg)), roman(" "), italic(value(arg))]
        } else {
            let short = arg.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
            vec![bold(format!("{short}{}", option(arg)))]
        };
        page.text(named);
        page.text([roman(arg.get_help().map(ToString::to_string).unwrap_or_default())]);
    }
}

fn rows(page: &mut Roff, rows: &[Row]) {
    for (what, means) in rows {
        page.control("TP", []);
        page.text([bold(*what)]);
        page.text([roman(*means)]);
    }
}

fn option(arg: &Arg) -> String {
    format!("--{}", arg.get_long().unwrap_or_default())
}

/// What stands for the value of an argument; for several of them, with dots.
fn value(arg: &Arg) -> String {
    let name = arg.get_value_names().and_then(<[_]>::first).map(ToString::to_string).unwrap_or_default();
    let several = arg.is_positional() && arg.get_num_args().is_some_and(|count| count.max_values() > 1);
    if several { format!("{name} …") } else { name }
}
