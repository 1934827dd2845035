//! Commands with the user's own values in them.

use crate::catalogue::{Catalogue, FactType, Step};
use crate::fact::{Facts, Key, Value};
use crate::lang::Lang;
use crate::report::page::{Block, Page};

/// How steps are told: in which language, and from which facts their commands are filled.
#[derive(Clone, Copy, Debug)]
pub struct Commands<'a> {
    /// All that is known
    pub catalogue: &'a Catalogue,
    /// What fills the commands
    pub facts: &'a Facts,
    /// The language
    pub lang: Lang,
}

impl Commands<'_> {
    /// `command` with each `%{key}` replaced by the known value, else by the placeholder of the fact.
    ///
    /// A value that a shell could take for more than a word keeps its placeholder: nothing that came from outside is
    /// ever quoted into a command.
    #[must_use]
    pub fn fill(&self, command: &str) -> String {
        let mut filled = String::with_capacity(command.len());
        let mut rest = command;
        while let Some((before, (key, after))) =
            rest.split_once("%{").and_then(|(before, hole)| Some((before, hole.split_once('}')?)))
        {
            filled.push_str(before);
            let usual = self.catalogue.fact(key).map(|declared| &declared.kind);
            let known = self.facts.value(&Key::new(key)).and_then(|value| plain(value, usual));
            let known = known.filter(|value| is_one_word(value));
            let stand_in = || self.catalogue.placeholder(key).unwrap_or(key).to_owned();
            filled.push_str(&known.unwrap_or_else(stand_in));
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// Adds a step behind its mark, with its command and its sample.
    pub fn step(&self, page: &mut Page, mark: &str, step: &Step) {
        page.item(mark, step.text.of(self.lang));
        self.attached(page, step);
    }

    /// Adds the command and the sample of a step, without its text.
    pub fn attached(&self, page: &mut Page, step: &Step) {
        if let Some(run) = &step.run {
            page.push(Block::Command(self.fill(run)));
        }
        if let Some(show) = &step.show {
            page.push(Block::Sample(show.to_string()));
        }
    }
}

/// A value as a command takes it: an amount as a whole number of the unit that the fact is usually told in.
fn plain(value: &Value, usual: Option<&FactType>) -> Option<String> {
    match (value, usual) {
        (Value::Amount(amount), Some(FactType::Amount(unit))) => amount.whole(*unit).map(|number| number.to_string()),
        (other, _) => Some(other.to_string()),
    }
}

fn is_one_word(value: &str) -> bool {
    let harmless = |c: char| c.is_ascii_alphanumeric() || "._:/@-".contains(c);
    !value.is_empty() && !value.starts_with('-') && value.len() <= 512 && value.chars().all(harmless)
}

#[cfg(test)]
mod tests {
    use super::Commands;
    use crate::catalogue::Catalogue;
    use crate::clean::Clean;
    use crate::embedded;
    use crate::fact::{Amount, Answer, Facts, Key, Unit, Value};
    use crate::lang::Lang;

    fn fill(catalogue: &Catalogue, facts: &Facts, command: &str) -> String {
        Commands { catalogue, facts, lang: Lang::En }.fill(command)
    }

    #[test]
    fn known_values_stand_in_a_command_unless_a_shell_could_misread_them() {
        let catalogue = embedded::catalogue();
        let command = "tccli scf GetFunction --region %{region} --FunctionName %{function}";
        for (name, expected) in [
            ("hello-web_1", "hello-web_1"),
            ("$(rm -rf ~)", "NAME"),
            ("a b", "NAME"),
            ("--help", "NAME"),
            ("x'y", "NAME"),
        ] {
            let mut facts = Facts::default();
            facts.answer(Key::new("function"), Answer::Is(Value::Text(Clean::new(name))));
            let filled = fill(&catalogue, &facts, command);
            assert_eq!(
                filled,
                format!("tccli scf GetFunction --region ap-guangzhou --FunctionName {expected}"),
                "{name}"
            );
        }
    }

    #[test]
    fn amounts_stand_in_the_unit_of_their_fact() {
        let catalogue = embedded::catalogue();
        for (number, unit, expected) in [(90, Unit::S, "90"), (90_000, Unit::Ms, "90"), (1_500, Unit::Ms, "SECONDS")] {
            let mut facts = Facts::default();
            facts.answer(Key::new("timeout"), Answer::Is(Value::Amount(Amount { number, unit })));
            assert_eq!(fill(&catalogue, &facts, "--Timeout %{timeout}"), format!("--Timeout {expected}"));
        }
    }

    #[test]
    fn braces_of_docker_and_the_shell_are_left_alone() {
        let command = "docker inspect -f '{{.State.ExitCode}}' ${NAME} %{";
        assert_eq!(fill(&embedded::catalogue(), &Facts::default(), command), command);
    }
}
