//! The small parts that every entry is made of: conditions, values, steps, texts.

use crate::catalogue::cause::SHORT;
use crate::catalogue::condition::{Bound, Condition};
use crate::catalogue::entry::EntryKind;
use crate::catalogue::load::fault::{Allowed, Fault};
use crate::catalogue::load::link::linker::Linker;
use crate::catalogue::load::link::names;
use crate::catalogue::load::path::Path;
use crate::catalogue::load::source::condition::{RawCondition, RawLine};
use crate::catalogue::load::source::value::{RawText, Scalar};
use crate::catalogue::load::texts;
use crate::catalogue::vocabulary::{Declared, FactType};
use crate::clean::width;
use crate::fact::{Amount, Value};
use crate::lang::{Text, Wording};

/// The most values, comparisons and conditions in one condition; every check of the catalogue multiplies by them.
const MAX_PARTS: usize = 1_000;

/// The keys of a text that is written in both languages.
const LANGUAGES: [&str; 2] = ["en", "zh"];

impl Linker<'_> {
    pub(super) fn optional(&mut self, path: &Path, raw: Option<&RawCondition>) -> Option<Condition> {
        let raw = raw?;
        if raw.parts() > MAX_PARTS {
            self.faults.push(Fault::too_many_entries(path, MAX_PARTS));
            return None;
        }
        Some(self.condition(path, raw))
    }

    pub(super) fn condition(&mut self, path: &Path, raw: &RawCondition) -> Condition {
        let RawCondition::Lines(lines) = raw else { return Condition::Never };
        let mut parts: Vec<_> = lines.iter().map(|(key, line)| self.line(&path.key(key), key, line)).collect();
        if parts.is_empty() {
            self.faults.push(Fault::empty_condition(path));
        }
        if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) }
    }

    fn line(&mut self, path: &Path, key: &str, line: &RawLine) -> Condition {
        match line {
            RawLine::Conditions(list) => {
                let parts = list.iter().enumerate().map(|(at, part)| self.condition(&path.index(at), part)).collect();
                if key == "any" { Condition::Any(parts) } else { Condition::All(parts) }
            }
            RawLine::Condition(inner) => Condition::Not(Box::new(self.condition(path, inner))),
            RawLine::Values(values) => self.values(path, key, values),
            RawLine::AtLeast(bound) => self.at_least(path, key, bound),
            RawLine::Below(bound) => Condition::Not(Box::new(self.at_least(path, key, bound))),
        }
    }

    fn values(&mut self, path: &Path, key: &str, values: &[Scalar]) -> Condition {
        let Some(declared) = self.declared(path, key) else { return Condition::Never };
        if let [only] = values
            && only.0 == "known"
        {
            return Condition::Known(declared.key);
        }
        let values: Vec<Value> = values.iter().filter_map(|value| self.value(path, &declared, value)).collect();
        let beside: Vec<Value> = declared.beside().collect();
        if values.iter().any(|value| beside.contains(value)) {
            return Condition::Among(declared.key, values, beside);
        }
        Condition::Is(declared.key, values)
    }

    fn at_least(&mut self, path: &Path, key: &str, bound: &Scalar) -> Condition {
        let Some(declared) = self.declared(path, key) else { return Condition::Never };
        let FactType::Amount(unit) = declared.kind else {
            self.faults.push(Fault::value(path, key, &bound.0, Allowed::Comparison));
            return Condition::Never;
        };
        if let Some(amount) = Amount::parse(&bound.0, unit) {
            return Condition::AtLeast(declared.key, Bound::Amount(amount));
        }
        match self.declared(path, &bound.0) {
            Some(other) => Condition::AtLeast(declared.key, Bound::Fact(other.key)),
            None => Condition::Never,
        }
    }

    pub(super) fn value(&mut self, path: &Path, declared: &Declared, value: &Scalar) -> Option<Value> {
        let parsed = if declared.kind == FactType::Text { None } else { declared.parse(&value.0) };
        if parsed.is_none() {
            let words;
            let allowed = match &declared.kind {
                FactType::Flag => Allowed::YesOrNo,
                FactType::Word(known) => {
                    words = known.iter().map(|word| word.id.as_str()).collect::<Vec<_>>().join(", ");
                    Allowed::OneOf(&words)
                }
                FactType::Amount(unit) => Allowed::Number(unit.word()),
                FactType::Code => Allowed::Code,
                FactType::Text => Allowed::Known,
            };
            self.faults.push(Fault::value(path, declared.key.as_str(), &value.0, allowed));
        }
        parsed
    }

    pub(super) fn declared(&mut self, path: &Path, key: &str) -> Option<Declared> {
        let declared = self.catalogue.fact(key).cloned();
        if declared.is_none() && !self.is_unread(EntryKind::Fact, key) {
            let near =
                names::nearest(key, self.catalogue.facts().iter().map(|declared| declared.key.as_str()), &self.faults);
            self.faults.push(Fault::unknown(path, EntryKind::Fact, key, near));
        }
        declared
    }

    pub(super) fn texts(&mut self, path: &Path, texts: &[RawText]) -> Vec<Text> {
        texts.iter().enumerate().map(|(at, text)| self.text(&path.index(at), text)).collect()
    }

    /// A sentence: said in each language, or in one of them, which stands for both.
    pub(super) fn text(&mut self, path: &Path, raw: &RawText) -> Text {
        if let Some([en, zh]) = raw.in_both()
            && let Some(why) = texts::untranslated(en, zh)
        {
            self.faults.push(Fault::untranslated(path, why));
        }
        self.label(path, raw)
    }

    /// A short title, which fits a narrow pane whole.
    pub(super) fn short(&mut self, path: &Path, raw: &RawText) -> Text {
        for (language, text) in LANGUAGES.into_iter().zip(raw.both()) {
            let cells = width(text.trim());
            if cells > SHORT {
                self.faults.push(Fault::too_wide(&path.key(language), cells, SHORT));
            }
        }
        self.text(path, raw)
    }

    /// An address that reads the same or not in both languages.
    pub(super) fn address(&mut self, path: &Path, raw: &RawText) -> Text {
        for (language, url) in LANGUAGES.into_iter().zip(raw.both()) {
            if !texts::opens(url) {
                self.faults.push(Fault::address(&path.key(language), url));
            }
        }
        self.label(path, raw)
    }

    /// A name: a message as it occurs, or a word of the platform, may be the same in both languages.
    pub(super) fn label(&mut self, path: &Path, raw: &RawText) -> Text {
        if self.from.is_none() && raw.in_both().is_none() {
            self.faults.push(Fault::one_language(path));
        }
        self.name(path, raw)
    }

    /// What may be one string in the built-in catalogue too, since it reads the same in both languages.
    pub(super) fn name(&mut self, path: &Path, raw: &RawText) -> Text {
        let [en, zh] = raw.both();
        for (language, text) in LANGUAGES.into_iter().zip([en, zh]) {
            if text.trim().is_empty() {
                self.faults.push(Fault::empty(&path.key(language), language));
                break;
            }
        }
        Text { en: Wording::from(en.trim()), zh: Wording::from(zh.trim()) }
    }
}
