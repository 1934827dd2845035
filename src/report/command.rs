//! Commands with the user's own values in them.

use crate::catalogue::condition::Truth;
use crate::catalogue::hole::{Hole, Part, parts};
use crate::catalogue::{Catalogue, FactType, Step};
use crate::evidence::keys;
use crate::fact::{Amount, Facts, Key, Value};
use crate::lang::Lang;
use crate::report::page::{Block, Page};
use crate::words::Words;

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

/// A command as it is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// What to run
    pub command: String,
    /// Words in capitals that stand for what nobody has told
    pub open: Vec<String>,
    /// Values that stand there because they are usual, each behind what it is
    pub assumed: Vec<String>,
}

impl Filled {
    fn stand_in(&mut self, catalogue: &Catalogue, key: &str, lang: Lang) {
        let (word, label) =
            catalogue.placeholder(key).map_or((key, key), |known| (known.word.as_str(), known.label.of(lang)));
        self.command.push_str(word);
        let (list, told) = if word.contains(|c: char| c.is_ascii_lowercase()) {
            (&mut self.assumed, format!("{label} = {word}"))
        } else {
            (&mut self.open, word.to_owned())
        };
        if !list.contains(&told) {
            list.push(told);
        }
    }
}

/// A value that a command would raise, and that is as large as it can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtLimit(
    /// What is said in place of the command
    pub String,
);

/// What raising makes of a value.
enum Raised {
    To(u64),
    AtMost(Amount),
    Unknown,
}

impl<'a> Commands<'a> {
    /// `command` with its holes filled: the known value, else the placeholder of the fact.
    ///
    /// A value that a shell could take for more than a word keeps its placeholder: nothing that came from outside is
    /// ever quoted into a command.
    ///
    /// # Errors
    /// A value that the command would raise is at its limit: such a command would change nothing.
    pub fn fill(&self, command: &str) -> Result<Filled, AtLimit> {
        let mut filled = Filled { command: String::with_capacity(command.len()), ..Filled::default() };
        for part in parts(command) {
            match part {
                Part::Plain(text) => filled.command.push_str(text),
                Part::Odd(inner) => filled.command.extend(["%{", inner, "}"]),
                Part::Hole(hole) => self.hole(&mut filled, hole)?,
            }
        }
        Ok(filled)
    }

    fn hole(&self, filled: &mut Filled, hole: Hole<'_>) -> Result<(), AtLimit> {
        match hole {
            Hole::Value(key) => match self.known(key) {
                Some(word) => filled.command.push_str(&word),
                None => filled.stand_in(self.catalogue, key, self.lang),
            },
            Hole::Path(key) => match self.known(key).as_deref().map(without_dots).filter(|path| !path.is_empty()) {
                Some(path) => filled.command.push_str(path),
                None => filled.stand_in(self.catalogue, key, self.lang),
            },
            Hole::Raised(key, least) => match self.raised(key, least) {
                Raised::To(number) => filled.command.push_str(&number.to_string()),
                Raised::AtMost(limit) => return Err(self.at_limit(key, limit)),
                Raised::Unknown => filled.stand_in(self.catalogue, key, self.lang),
            },
            Hole::Option(flag, key) => match self.known(key) {
                Some(word) => filled.command.extend([flag, " ", &word]),
                None if filled.command.ends_with(' ') => drop(filled.command.pop()),
                None => {}
            },
            Hole::Open(name) => {
                filled.command.push_str(name);
                if !filled.open.iter().any(|open| open == name) {
                    filled.open.push(name.to_owned());
                }
            }
        }
        Ok(())
    }

    /// The value of a fact where it is known and one plain word.
    fn known(&self, key: &str) -> Option<String> {
        let value = self.facts.value(&Key::new(key))?;
        let usual = self.catalogue.fact(key).map(|declared| &declared.kind);
        plain(value, usual).filter(|value| is_one_word(value))
    }

    /// Twice the present value and at least `least`, as far as the fact goes.
    fn raised(&self, key: &str, least: u64) -> Raised {
        let Some(Value::Amount(present)) = self.facts.value(&Key::new(key)) else { return Raised::Unknown };
        let Some(declared) = self.catalogue.fact(key) else { return Raised::Unknown };
        let FactType::Amount(unit) = &declared.kind else { return Raised::Unknown };
        let limit = declared.at_most.as_ref();
        if let Some(limit) = limit
            && present.at_least(*limit) == Some(true)
        {
            return Raised::AtMost(*limit);
        }
        let most = limit.and_then(|limit| limit.whole(*unit)).unwrap_or(u64::MAX);
        let twice = present.whole(*unit).map(|number| number.saturating_mul(2));
        twice.map_or(Raised::Unknown, |twice| Raised::To(twice.max(least).min(most)))
    }

    fn at_limit(&self, key: &str, limit: Amount) -> AtLimit {
        let label = self.catalogue.fact(key).map_or(key, |declared| declared.label.of(self.lang));
        let present = self.facts.value(&Key::new(key)).map(Value::to_string).unwrap_or_default();
        AtLimit((Words::of(self.lang).report.at_limit)(label, &present, &limit.to_string()))
    }

    /// The steps that fit what is known.
    pub fn told<'s>(self, steps: &'s [Step]) -> impl Iterator<Item = &'s Step> + use<'s, 'a> {
        steps.iter().filter(move |step| {
            if !step.is_for(self.runtime().as_deref()) {
                return false;
            }
            let when = step.when.as_ref().map(|when| when.eval(self.facts));
            !matches!(when, Some(Truth::False(_)))
        })
    }

    /// Adds a step behind its mark, with its command and its sample.
    pub fn step(&self, page: &mut Page, mark: &str, step: &Step) {
        page.item(mark, step.text.of(self.lang));
        self.attached(page, step);
    }

    /// Adds the commands and the sample of a step, without its text.
    pub fn attached(&self, page: &mut Page, step: &Step) {
        if let Some(run) = self.run(step) {
            self.command(page, &run, Block::Command);
        }
        if let Some(powershell) = &step.powershell {
            page.aside(Words::of(self.lang).report.on_windows);
            // a line of it is not continued as one for a shell is
            self.command(page, powershell, Block::Sample);
        }
        if let Some(show) = self.show(step) {
            page.push(Block::Sample(show));
        }
    }

    /// The command of a step for the runtime of the case, its holes not filled.
    #[must_use]
    pub fn run(&self, step: &Step) -> Option<String> {
        step.run.as_ref().map(|run| run.of(self.runtime().as_deref()))
    }

    /// The sample of a step for the runtime of the case, its holes filled.
    #[must_use]
    pub fn show(&self, step: &Step) -> Option<String> {
        step.show.as_ref().map(|show| self.sample(&show.of(self.runtime().as_deref())))
    }

    fn runtime(&self) -> Option<String> {
        self.facts.value(&keys::RUNTIME.key()).map(Value::to_string)
    }

    /// A sample with its holes filled.
    #[must_use]
    pub fn sample(&self, show: &str) -> String {
        self.fill(show).map_or_else(|AtLimit(said)| said, |filled| filled.command)
    }

    /// Adds a command, and once a page what of it is still open.
    fn command(&self, page: &mut Page, written: &str, block: fn(String) -> Block) {
        match self.fill(written) {
            Ok(filled) => {
                let open = self.open(&filled);
                page.push(block(filled.command));
                if let Some(line) = open.map(Block::Aside).filter(|line| !page.0.contains(line)) {
                    page.push(line);
                }
            }
            Err(AtLimit(said)) => page.aside(said),
        }
    }

    /// What is still to be filled into a command, as a line.
    fn open(&self, filled: &Filled) -> Option<String> {
        let words = Words::of(self.lang).report;
        let said =
            |begin: &str, list: &[String]| (!list.is_empty()).then(|| format!("{begin}{}", list.join(words.comma)));
        let parts = [said(words.fill_in, &filled.open), said(words.assumed, &filled.assumed)];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(words.semicolon))
    }
}

/// A value as a command takes it: an amount as a whole number of the unit that the fact is usually told in.
fn plain(value: &Value, usual: Option<&FactType>) -> Option<String> {
    match (value, usual) {
        (Value::Amount(amount), Some(FactType::Amount(unit))) => amount.whole(*unit).map(|number| number.to_string()),
        (other, _) => Some(other.to_string()),
    }
}

/// A path as a listing holds it: it names no folder relative to another.
fn without_dots(path: &str) -> &str {
    let mut path = path;
    while let Some(rest) = path.strip_prefix("./").or_else(|| path.strip_prefix("../")) {
        path = rest;
    }
    path.trim_start_matches('/')
}

fn is_one_word(value: &str) -> bool {
    let harmless = |c: char| c.is_ascii_alphanumeric() || "._:/@-".contains(c);
    !value.is_empty() && !value.starts_with('-') && value.len() <= 512 && value.chars().all(harmless)
}

#[cfg(test)]
mod tests {
    use super::{AtLimit, Commands, Filled};
    use crate::catalogue::Catalogue;
    use crate::embedded;
    use crate::fact::{Answer, Facts, Key};
    use crate::lang::Lang;

    /// The facts that are stated as on the command line.
    fn facts(catalogue: &Catalogue, stated: &[&str]) -> Facts {
        let mut facts = Facts::default();
        for (key, value) in stated.iter().filter_map(|stated| stated.split_once('=')) {
            let value = catalogue.fact(key).and_then(|declared| declared.parse(value)).unwrap();
            facts.answer(Key::new(key), Answer::Is(value));
        }
        facts
    }

    fn fill(stated: &[&str], command: &str) -> Result<Filled, AtLimit> {
        let catalogue = embedded::catalogue();
        Commands { catalogue: &catalogue, facts: &facts(&catalogue, stated), lang: Lang::En }.fill(command)
    }

    fn filled(stated: &[&str], command: &str) -> String {
        fill(stated, command).unwrap().command
    }

    #[test]
    fn known_values_stand_in_a_command_unless_a_shell_could_misread_them() {
        let command = "tccli scf GetFunction --region %{region} --FunctionName %{function}";
        for (name, expected) in [
            ("function=hello-web_1", "hello-web_1"),
            ("function=$(rm -rf ~)", "NAME"),
            ("function=a b", "NAME"),
            ("function=--help", "NAME"),
            ("function=x'y", "NAME"),
        ] {
            let expected = format!("tccli scf GetFunction --region REGION --FunctionName {expected}");
            assert_eq!(filled(&[name], command), expected, "{name}");
        }
    }

    #[test]
    fn a_path_stands_as_a_listing_holds_it() {
        for (known, expected) in [
            ("module=./dist/main", "dist/main"),
            ("module=../../lib/a.js", "lib/a.js"),
            ("module=example.Hello", "example.Hello"),
            ("module=@scope/name", "@scope/name"),
            ("module=./", "MODULE"),
            ("module=./user define", "MODULE"),
        ] {
            assert_eq!(filled(&[known], "grep -i '%{module|path}'"), format!("grep -i '{expected}'"), "{known}");
        }
        assert_eq!(filled(&[], "grep -i '%{module|path}'"), "grep -i 'MODULE'");
    }

    #[test]
    fn amounts_stand_in_the_unit_of_their_fact() {
        for (known, expected) in [("timeout=90", "90"), ("timeout=90000 ms", "90"), ("timeout=1500 ms", "SECONDS")] {
            assert_eq!(filled(&[known], "--Timeout %{timeout}"), format!("--Timeout {expected}"));
        }
    }

    #[test]
    fn a_raised_value_is_above_the_present_one_and_never_above_the_limit() {
        for (known, hole, expected) in [
            ("init_timeout=60", "%{init_timeout|raise 180}", "180"),
            ("init_timeout=120", "%{init_timeout|raise 180}", "240"),
            ("init_timeout=200", "%{init_timeout|raise 180}", "300"),
            ("init_timeout=299", "%{init_timeout|raise 180}", "300"),
            ("timeout=3", "%{timeout|raise 60}", "60"),
            ("timeout=300", "%{timeout|raise 60}", "600"),
            ("timeout=899", "%{timeout|raise 60}", "900"),
            ("memory=2048", "%{memory|raise 1024}", "3072"),
            ("memory=64", "%{memory|raise 128}", "128"),
        ] {
            assert_eq!(filled(&[known], hole), expected, "{known}");
        }
        assert_eq!(filled(&[], "%{timeout|raise 60}"), "SECONDS");
        for known in ["init_timeout=300", "init_timeout=400"] {
            let AtLimit(said) = fill(&[known], "--InitTimeout %{init_timeout|raise 180}").unwrap_err();
            assert!(said.contains("300 s is the most"), "{said}");
        }
    }

    #[test]
    fn what_is_still_open_is_named_once_and_what_is_assumed_beside_it() {
        let command = "x --region %{region} --FunctionName %{function} --Namespace %{namespace} %{VPC_ID} %{VPC_ID}";
        let Filled { open, assumed, .. } = fill(&["function=web"], command).unwrap();
        assert_eq!(open, ["REGION", "VPC_ID"]);
        assert_eq!(assumed, ["Namespace = default"]);
        assert_eq!(fill(&["region=eu-frankfurt"], "%{region}").unwrap().open, [""; 0]);
    }

    #[test]
    fn an_option_stands_only_with_its_value() {
        let command = "GetFunction --ShowCode FALSE %{--Qualifier qualifier} | grep x";
        assert_eq!(filled(&[], command), "GetFunction --ShowCode FALSE | grep x");
        assert_eq!(filled(&["qualifier=$LATEST"], command), "GetFunction --ShowCode FALSE | grep x");
        assert_eq!(filled(&["qualifier=prod"], command), "GetFunction --ShowCode FALSE --Qualifier prod | grep x");
    }

    #[test]
    fn braces_of_docker_and_the_shell_are_left_alone() {
        let command = "docker inspect -f '{{.State.ExitCode}}' ${NAME} %{";
        assert_eq!(filled(&[], command), command);
    }
}
