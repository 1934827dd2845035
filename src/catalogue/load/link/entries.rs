//! Linking entries: facts, sources, tables, questions, causes, codes, symptoms.

use crate::catalogue::cause::{Cause, CauseId, Remedy, Stopgap};
use crate::catalogue::code::{Code, Detail, Limit, Retry, Unexplained};
use crate::catalogue::condition::{Condition, Rules};
use crate::catalogue::entry::EntryKind;
use crate::catalogue::load::fault::{Allowed, Fault};
use crate::catalogue::load::link::linker::{Linker, lay_over, put, strs};
use crate::catalogue::load::path::Path;
use crate::catalogue::load::source::value::{RawText, Scalar};
use crate::catalogue::load::source::{Raw, RawCause, RawCode, RawFact, RawKind, RawQuestion, RawReference, RawSymptom};
use crate::catalogue::question::{Choice, Hints, Question, QuestionId};
use crate::catalogue::reference::{Reference, Row, Source, Table};
use crate::catalogue::reference::{ReferenceId, SourceId};
use crate::catalogue::store::packed::Packed;
use crate::catalogue::symptom::Symptom;
use crate::catalogue::vocabulary::{Declared, FactType, Placeholder, Word};
use crate::fact::{Amount, Key, Unit};
use crate::lang::{Str, Text, Wording};
use std::collections::{BTreeMap, BTreeSet};
use std::mem;

/// The most answers a question offers: one digit each.
const MAX_ANSWERS: usize = 9;
/// The most causes that one code lists. Each two of them are compared; more is no help to anybody at night.
const MAX_CAUSES: usize = 100;

impl<'a> Linker<'a> {
    pub(super) fn facts(&mut self, facts: &[(String, RawFact)]) {
        let top = Path::top("facts");
        let mut seen = BTreeSet::new();
        let (mut placeholders, mut declared) = (Vec::new(), Vec::new());
        for (name, raw) in facts {
            let path = top.key(name);
            if !seen.insert(name) {
                self.faults.push(Fault::twice(&path, EntryKind::Fact, name));
            }
            let kind = self.kind(&path, raw);
            let label = self.label(&path.key("label"), &raw.label);
            let at_most = self.at_most(&path.key("at_most"), &kind, raw.at_most.as_ref());
            let key = Key::new(name);
            self.source_map.facts.insert(key.clone(), path);
            if self.catalogue.fact(name).is_some() {
                self.source_map.replaced.facts.insert(key.clone());
            }
            placeholders.extend(raw.placeholder.as_ref().map(|word| {
                let word = Str::from(word.0.as_str());
                Placeholder { key: key.clone(), word, label: label.clone() }
            }));
            let sets = raw.sets.as_deref().map(Str::from);
            declared.push(Declared { key, label, kind, from: raw.from.clone(), sets, at_most });
        }
        let own = &self.source_map.facts;
        self.catalogue.placeholders.edit(|known| {
            known.retain(|placeholder| !own.contains_key(&placeholder.key));
            lay_over(known, placeholders, |placeholder| &placeholder.key);
        });
        self.catalogue.facts.edit(|known| lay_over(known, declared, |declared| &declared.key));
    }

    pub(super) fn kind(&mut self, path: &Path, raw: &RawFact) -> FactType {
        let kind = raw.r#type.unwrap_or(RawKind::Word);
        if (kind == RawKind::Word) == raw.values.0.is_empty() {
            self.faults.push(Fault::type_and_values(path));
        }
        for name in &raw.several {
            if !raw.values.0.iter().any(|(value, _)| value == name) {
                let known = raw.values.0.iter().map(|(value, _)| value.as_str()).collect::<Vec<_>>().join(", ");
                self.faults.push(Fault::value(&path.key("several"), "several", name, Allowed::OneOf(&known)));
            }
        }
        let unit = raw.unit.as_deref().and_then(Unit::named);
        match (kind, unit) {
            (RawKind::Amount, None) => {
                self.faults.push(Fault::no_unit(path));
                FactType::Amount(Unit::Count)
            }
            (RawKind::Amount, Some(unit)) => FactType::Amount(unit),
            (RawKind::Flag, _) => FactType::Flag,
            (RawKind::Code, _) => FactType::Code,
            (RawKind::Text, _) => FactType::Text,
            (RawKind::Word, _) => {
                let values = path.key("values");
                let word = |(id, label): &(String, RawText)| Word {
                    id: Str::from(id.as_str()),
                    label: self.label(&values.key(id), label),
                    beside: raw.several.contains(id),
                };
                FactType::Word(raw.values.0.iter().map(word).collect())
            }
        }
    }

    /// The most that an amount can be; no other fact has one.
    fn at_most(&mut self, path: &Path, kind: &FactType, raw: Option<&Scalar>) -> Option<Amount> {
        let raw = raw?;
        let most = if let FactType::Amount(unit) = kind { Amount::parse(&raw.0, *unit) } else { None };
        if most.is_none() {
            self.faults.push(Fault::no_limit(path, &raw.0));
        }
        most
    }

    pub(super) fn sources(&mut self, over: &'a Raw) {
        for (key, raw) in &over.sources.0 {
            let path = Path::top("sources").key(key);
            let source = Source {
                slug: Str::from(key.as_str()),
                title: self.text(&path.key("title"), &raw.title),
                url: raw.url.as_ref().map(|url| self.address(&path.key("url"), url)),
                read: raw.read.as_deref().map(Str::from),
            };
            let at = self.sources.claim(key, &path, &mut self.faults);
            self.source_map.sources.insert(SourceId(at), path);
            self.catalogue.sources.edit(|list| put(list, at, source));
        }
    }

    pub(super) fn references(&mut self, references: &'a [RawReference]) {
        for (at, raw) in references.iter().enumerate() {
            let path = Path::top("references").index(at);
            let rows = raw.rows.iter().enumerate().map(|(row, written)| {
                let path = path.key("rows").index(row);
                Row {
                    name: self.name(&path.key("name"), &written.name),
                    step: self.step(&path, written.written()),
                    evidence: written.evidence,
                }
            });
            let table = Table {
                rows: rows.collect(),
                intro: raw.intro.as_ref().map(|intro| self.text(&path.key("intro"), intro)),
            };
            let reference = Reference {
                slug: Str::from(raw.id.as_str()),
                title: self.text(&path.key("title"), &raw.title),
                table: Packed::new(&table),
            };
            let at = self.references.claim(&raw.id, &path, &mut self.faults);
            self.catalogue.references.edit(|list| put(list, at, reference));
        }
    }

    pub(super) fn questions(&mut self, questions: &'a [RawQuestion]) {
        for (at, raw) in questions.iter().enumerate() {
            let path = Path::top("questions").index(at);
            let hints = Hints {
                why: self.text(&path.key("why"), &raw.why),
                find_out: self.steps(&path.key("find_out"), &raw.find_out),
            };
            let question = Question {
                slug: Str::from(raw.id.as_str()),
                fact: Key::new(&raw.fact),
                ask: self.text(&path.key("ask"), &raw.ask),
                effort: raw.effort,
                answers: self.choices(&path, raw),
                from: self.from.clone(),
                hints: Packed::new(&hints),
            };
            let at = self.questions.claim(&raw.id, &path, &mut self.faults);
            self.source_map.questions.insert(QuestionId(at), path);
            self.catalogue.questions.edit(|list| put(list, at, question));
        }
    }

    pub(super) fn choices(&mut self, path: &Path, raw: &RawQuestion) -> Vec<Choice> {
        let Some(declared) = self.declared(&path.key("fact"), &raw.fact) else { return Vec::new() };
        let path = path.key("answers");
        if (declared.kind == FactType::Code) != raw.answers.is_empty() || raw.answers.len() > MAX_ANSWERS {
            self.faults.push(Fault::unchoosable(&path));
        }
        let mut choices: Vec<Choice> = Vec::new();
        for (at, choice) in raw.answers.iter().enumerate().take(MAX_ANSWERS) {
            let path = path.index(at);
            let Some(value) = self.value(&path, &declared, &choice.id) else { continue };
            if choices.iter().any(|other| other.value == value) {
                self.faults.push(Fault::twice(&path, EntryKind::Answer, &choice.id.0));
            }
            let label = match (&choice.label, &declared.kind) {
                (Some(label), _) => self.label(&path.key("label"), label),
                (None, FactType::Word(words)) => words
                    .iter()
                    .find(|word| *word.id == *choice.id.0)
                    .map_or_else(Text::default, |word| word.label.clone()),
                (None, FactType::Flag) if choice.id.0 == "yes" => {
                    Text { en: Wording::fixed("Yes"), zh: Wording::fixed("是") }
                }
                (None, FactType::Flag) => Text { en: Wording::fixed("No"), zh: Wording::fixed("否") },
                (None, _) => Text::neutral(&choice.id.0),
            };
            choices.push(Choice { value, label, rest: choice.rest });
        }
        choices
    }

    pub(super) fn causes(&mut self, causes: &'a [RawCause]) {
        for (at, raw) in causes.iter().enumerate() {
            let path = Path::top("causes").index(at);
            if raw.fix.is_empty() {
                self.faults.push(Fault::no_fix(&path.key("fix")));
            }
            let confirmed = self.optional(&path.key("confirmed"), raw.confirmed.as_ref());
            let unless = || confirmed.clone().map_or(Condition::Never, |it| Condition::Not(Box::new(it)));
            let ruled_out = self.optional(&path.key("ruled_out"), raw.ruled_out.as_ref()).unwrap_or_else(unless);
            let rules = Rules {
                confirmed: confirmed.unwrap_or(Condition::Never),
                likely: self.optional(&path.key("likely"), raw.likely.as_ref()).unwrap_or(Condition::Never),
                ruled_out,
            };
            let cause = Cause {
                slug: Str::from(raw.id.as_str()),
                title: self.text(&path.key("title"), &raw.title),
                short: raw.short.as_ref().map(|short| self.short(&path.key("short"), short)),
                rules: Packed::new(&rules),
                remedy: Packed::new(&self.remedy(&path, raw)),
                from: self.from.clone(),
            };
            let at = self.causes.claim(&raw.id, &path, &mut self.faults);
            self.source_map.replaced.entries |= usize::from(at) < self.catalogue.causes.len();
            self.source_map.causes.insert(CauseId(at), path);
            put(&mut self.catalogue.causes, at, cause);
        }
    }

    pub(super) fn remedy(&mut self, path: &Path, raw: &RawCause) -> Remedy {
        let stopgap = raw.stopgap.as_ref().map(|stopgap| {
            let path = path.key("stopgap");
            Stopgap { step: self.step(&path, stopgap.written()), cost: self.text(&path.key("cost"), &stopgap.cost) }
        });
        Remedy {
            because: self.text(&path.key("because"), &raw.because),
            fix: self.fix(&path.key("fix"), &raw.fix, stopgap.as_ref()),
            verify: raw.verify.as_ref().map(|step| self.step(&path.key("verify"), step.written())),
            undo: raw.undo.as_ref().map(|step| self.step(&path.key("undo"), step.written())),
            stopgap,
            unlike: self.texts(&path.key("unlike"), &raw.unlike),
            notes: Vec::new(),
            sources: self.read_in(&path.key("sources"), &raw.sources),
        }
    }

    pub(super) fn codes(&mut self, codes: &[RawCode]) {
        let mut seen = BTreeSet::new();
        let mut all: BTreeMap<u16, Code> =
            mem::take(&mut self.catalogue.codes).into_iter().map(|code| (code.number, code)).collect();
        for (at, raw) in codes.iter().enumerate() {
            let path = Path::top("codes").index(at);
            if !seen.insert(raw.code) {
                self.faults.push(Fault::twice(&path.key("code"), EntryKind::Code, &raw.code.to_string()));
            }
            if raw.causes.len() > MAX_CAUSES {
                self.faults.push(Fault::too_many_entries(&path.key("causes"), MAX_CAUSES));
            }
            if raw.causes.is_empty() {
                self.faults.push(Fault::code_without_cause(&path.key("causes")));
            }
            let code = self.code(&path, raw);
            self.source_map.codes.insert(raw.code, path);
            if let Some(replaced) = all.insert(code.number, code) {
                self.source_map.replaced.entries = true;
                self.source_map.replaced.listed.extend(replaced.causes);
            }
        }
        self.catalogue.codes = all.into_values().collect();
    }

    pub(super) fn code(&mut self, path: &Path, raw: &RawCode) -> Code {
        let detail = self.detail(path, raw);
        Code {
            number: raw.code,
            shared: raw.shared,
            name: Str::from(raw.name.as_str()),
            also: strs(&raw.also),
            title: self.text(&path.key("title"), &raw.title),
            phase: raw.phase,
            fault: raw.fault.clone(),
            instance: raw.instance,
            causes: self.cause_ids(&path.key("causes"), &raw.causes),
            first: self.question_ids(&path.key("first"), &raw.first),
            domestic_only: raw.domestic_only,
            from: self.from.clone(),
            detail: Packed::new(&detail),
        }
    }

    /// A cause may name the codes that it is to be listed under, so that a file need not repeat a whole code.
    pub(super) fn listings(&mut self, causes: &[RawCause]) {
        let listed = |code: &Code| code.causes.iter().map(|cause| (code.number, *cause)).collect::<Vec<_>>();
        let mut listed: BTreeSet<(u16, CauseId)> = self.catalogue.codes.iter().flat_map(listed).collect();
        for (at, raw) in causes.iter().enumerate() {
            let path = Path::top("causes").index(at);
            let numbers = self.numbers(&path.key("codes"), &raw.codes);
            let Some(id) = self.cause_id(&path, &raw.id) else { continue };
            for number in numbers {
                let Ok(at) = self.catalogue.codes.binary_search_by_key(&number, |code| code.number) else { continue };
                if !listed.insert((number, id)) {
                    continue;
                }
                let code = &mut self.catalogue.codes[at];
                if code.causes.len() == MAX_CAUSES {
                    self.faults.push(Fault::too_many_entries(&path.key("codes"), MAX_CAUSES));
                }
                code.causes.push(id);
            }
        }
    }

    pub(super) fn detail(&mut self, path: &Path, raw: &RawCode) -> Detail {
        let unexplained = raw.unexplained.iter().enumerate().map(|(at, written)| {
            let path = path.key("unexplained").index(at);
            Unexplained {
                when: self.condition(&path.key("when"), &written.when),
                because: self.text(&path.key("because"), &written.because),
            }
        });
        let unexplained = unexplained.collect();
        let retry = path.key("retry");
        let limits = raw.limits.iter().enumerate().map(|(at, limit)| {
            let path = path.key("limits").index(at);
            Limit {
                name: self.text(&path.key("name"), &limit.name),
                value: self.name(&path.key("value"), &limit.value),
            }
        });
        Detail {
            unexplained,
            limits: limits.collect(),
            retry: Retry {
                hand: self.text(&retry.key("hand"), &raw.retry.hand),
                sync: self.text(&retry.key("sync"), &raw.retry.sync),
                r#async: self.text(&retry.key("async"), &raw.retry.r#async),
            },
            meaning: self.text(&path.key("meaning"), &raw.meaning),
            unlike: raw.unlike.as_ref().map(|unlike| self.text(&path.key("unlike"), unlike)),
            messages: strs(&raw.messages),
            notes: self.texts(&path.key("notes"), &raw.notes),
            references: self.references.all(&path.key("references"), &raw.references, ReferenceId, &mut self.faults),
            related: self.numbers(&path.key("related"), &raw.related),
            links: self.source_ids(&path.key("links"), &raw.links),
            sources: self.read_in(&path.key("sources"), &raw.sources),
            words: raw.words.iter().map(|word| Str::from(word.0.as_str())).collect(),
        }
    }

    /// What a search knows of words; a file adds to it.
    pub(super) fn thesaurus(&mut self, synonyms: &[Vec<Scalar>], common: &[Scalar]) {
        if synonyms.is_empty() && common.is_empty() {
            return;
        }
        let written = |words: &[Scalar]| words.iter().map(|word| Str::from(word.0.as_str())).collect::<Vec<Str>>();
        self.catalogue.thesaurus.edit(|thesaurus| {
            thesaurus.synonyms.extend(synonyms.iter().map(|group| written(group)));
            thesaurus.common.extend(written(common));
        });
    }

    pub(super) fn symptoms(&mut self, symptoms: Vec<RawSymptom>) {
        self.bound("symptoms", symptoms.len());
        let mut by_name: Vec<usize> = (0..symptoms.len()).collect();
        by_name.sort_by_key(|at| &symptoms[*at].id);
        let repeats = by_name.windows(2).filter(|pair| symptoms[pair[0]].id == symptoms[pair[1]].id);
        let repeats: BTreeSet<usize> = repeats.map(|pair| pair[1]).collect();
        let mut known: Vec<Symptom> = Vec::new();
        self.catalogue.symptoms.edit(|symptoms| known.append(symptoms));
        let of_base: BTreeMap<Str, usize> =
            known.iter().enumerate().map(|(at, symptom)| (symptom.slug.clone(), at)).collect();
        for (at, raw) in symptoms.into_iter().enumerate() {
            let path = Path::top("symptoms").index(at);
            let slug = Str::from(raw.id);
            if repeats.contains(&at) {
                self.faults.push(Fault::twice(&path.key("id"), EntryKind::Symptom, &slug));
            }
            if raw.codes.is_empty() {
                self.faults.push(Fault::symptom_without_code(&path.key("codes")));
            }
            if raw.causes.is_empty() {
                self.faults.push(Fault::symptom_without_cause(&path.key("causes")));
            }
            let symptom = Symptom {
                slug,
                title: self.text(&path.key("title"), &raw.title),
                words: raw.words.iter().map(|word| Str::from(word.0.as_str())).collect(),
                codes: self.numbers(&path.key("codes"), &raw.codes),
                causes: self.cause_ids(&path.key("causes"), &raw.causes),
                first: self.question_ids(&path.key("first"), &raw.first),
            };
            if let Some(at) = of_base.get(&symptom.slug) {
                self.source_map.replaced.entries = true;
                known[*at] = symptom;
            } else {
                known.push(symptom);
            }
        }
        self.catalogue.symptoms.edit(|symptoms| *symptoms = known);
    }
}
