//! Linking steps: their commands, the holes in these, and the steps that several fixes end with.

use crate::catalogue::cause::Stopgap;
use crate::catalogue::entry::EntryKind;
use crate::catalogue::follow_up::FollowUp;
use crate::catalogue::hole::{Hole, Part, parts};
use crate::catalogue::load::fault::Fault;
use crate::catalogue::load::link::linker::{Linker, put_by_name, strs};
use crate::catalogue::load::path::Path;
use crate::catalogue::load::source::step::{RawFix, RawFollowUp, RawStep, Written};
use crate::catalogue::load::source::value::RawByRuntime;
use crate::catalogue::load::texts;
use crate::catalogue::step::{ByRuntime, Step};
use crate::catalogue::vocabulary::FactType;
use crate::lang::Str;

impl Linker<'_> {
    pub(super) fn steps(&mut self, path: &Path, steps: &[RawStep]) -> Vec<Step> {
        steps.iter().enumerate().map(|(at, step)| self.step(&path.index(at), step.written())).collect()
    }

    /// The steps of a fix, each known by what no other one is known by, and those that follow them.
    pub(super) fn fix(&mut self, path: &Path, fix: &[RawFix], stopgap: Option<&Stopgap>) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for (at, raw) in fix.iter().enumerate() {
            let path = path.index(at);
            let step = Step { id: raw.id.as_deref().map(Str::from), ..self.step(&path, raw.written()) };
            if steps.iter().any(|other| other.slug() == step.slug()) {
                self.faults.push(Fault::same_step(&path, &step.slug()));
            }
            steps.push(step);
        }
        let written = steps.len();
        for follow_up in self.catalogue.follow_ups.get() {
            let called = follow_up.follows(steps[..written].iter().chain(stopgap.map(|stopgap| &stopgap.step)));
            if called && steps.iter().all(|step| step.slug() != follow_up.slug) {
                steps.push(follow_up.step.clone());
            }
        }
        steps
    }

    /// The steps that several fixes end with.
    pub(super) fn follow_ups(&mut self, raw: &[RawFollowUp]) {
        if raw.is_empty() {
            return;
        }
        let mut linked = Vec::new();
        for (at, raw) in raw.iter().enumerate() {
            let path = Path::top("follow_ups").index(at);
            let slug = Str::from(raw.id.as_str());
            let step = Step { id: Some(slug.clone()), ..self.step(&path, raw.written()) };
            if raw.after.is_empty() {
                self.faults.push(Fault::follows_nothing(&path.key("after"), &raw.id));
            }
            linked.push(FollowUp { slug, after: strs(&raw.after), step });
        }
        let all = &mut self.catalogue.follow_ups;
        let names = all.get().iter().enumerate().map(|(at, known)| (known.slug.clone(), at));
        let mut places = names.collect();
        all.edit(|all| {
            for follow_up in linked {
                put_by_name(all, &mut places, follow_up.slug.clone(), follow_up);
            }
        });
    }

    pub(super) fn step(&mut self, path: &Path, raw: Written<'_>) -> Step {
        for run in raw.run.iter().flat_map(|run| run.texts()) {
            let path = path.key("run");
            if run.contains('\t') {
                self.faults.push(Fault::tab(&path));
            }
            if !texts::quotes_balance(run) {
                self.faults.push(Fault::quotes(&path));
            }
        }
        let samples = || raw.show.iter().flat_map(|show| show.texts());
        let commands = raw.run.iter().flat_map(|run| run.texts()).map(|run| ("run", run));
        let windows = raw.powershell.map(|command| ("powershell", command));
        for (key, written) in commands.chain(windows).chain(samples().map(|show| ("show", show))) {
            let path = path.key(key);
            for part in parts(written) {
                self.hole(&path, part);
            }
        }
        self.numbers_set(path, raw);
        for url in samples().filter_map(|show| texts::unopened(show.trim_end())) {
            self.faults.push(Fault::address(&path.key("show"), url));
        }
        let trimmed = |text: &str| Str::from(text.trim_end());
        let by_runtime = |raw: &RawByRuntime| {
            ByRuntime(raw.0.iter().map(|(begin, text)| (Str::from(begin.as_str()), trimmed(text))).collect())
        };
        Step {
            id: None,
            text: self.text(&path.key("text"), raw.text),
            run: raw.run.map(by_runtime),
            powershell: raw.powershell.map(trimmed),
            show: raw.show.map(by_runtime),
            when: self.optional(&path.key("when"), raw.when),
            runtimes: strs(raw.runtime),
        }
    }

    /// A hole names a fact that stands for something while nobody knows it; only an amount can be raised.
    fn hole(&mut self, path: &Path, part: Part<'_>) {
        match part {
            Part::Plain(_) | Part::Hole(Hole::Open(_)) => {}
            Part::Odd(inner) => self.faults.push(Fault::no_hole(path, inner)),
            Part::Hole(Hole::Option(_, key)) => drop(self.declared(path, key)),
            Part::Hole(Hole::Value(key) | Hole::Path(key)) => self.placeholder(path, key),
            Part::Hole(Hole::Raised(key, _)) => {
                self.placeholder(path, key);
                let amount = |kind: &FactType| matches!(kind, FactType::Amount(_));
                if self.catalogue.fact(key).is_some_and(|declared| !amount(&declared.kind)) {
                    self.faults.push(Fault::not_raised(path, key));
                }
            }
        }
    }

    fn placeholder(&mut self, path: &Path, key: &str) {
        if self.catalogue.placeholder(key).is_none() && !self.is_unread(EntryKind::Fact, key) {
            self.faults.push(Fault::placeholder(path, key));
        }
    }

    /// A command sets no fact to a number of its own, which may be less than what the function has; where one number is
    /// right whatever it has, the step says why.
    fn numbers_set(&mut self, path: &Path, raw: Written<'_>) {
        let words: Vec<&str> = raw.run.iter().flat_map(|run| run.texts()).flat_map(str::split_whitespace).collect();
        let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let governed = self.catalogue.facts().iter().filter_map(|declared| Some((declared.sets.as_deref()?, declared)));
        let set = governed.filter_map(|(option, declared)| {
            let number = words.windows(2).find(|pair| pair[0] == option && is_number(pair[1]))?[1];
            Some((option.to_owned(), declared.key.clone(), number))
        });
        let set: Vec<_> = set.collect();
        if raw.fixed.is_none() {
            for (option, key, number) in set {
                self.faults.push(Fault::fixed_number(&path.key("run"), &option, key.as_str(), number));
            }
        } else if set.is_empty() {
            self.faults.push(Fault::nothing_fixed(&path.key("fixed")));
        }
    }
}
