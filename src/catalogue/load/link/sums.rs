//! Linking arithmetic: what is written as `init_timeout + timeout` becomes facts and numbers whose units fit.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::condition::Condition;
use crate::catalogue::entry::EntryKind;
use crate::catalogue::load::fault::{Allowed, Fault};
use crate::catalogue::load::link::linker::{Linker, put_by_name};
use crate::catalogue::load::path::Path;
use crate::catalogue::load::source::sum::RawSum;
use crate::catalogue::load::source::value::{Pairs, Scalar};
use crate::catalogue::sum::{Sum, Term, Terms};
use crate::catalogue::vocabulary::FactType;
use crate::fact::{Amount, Dimension, Key, Unit, Value};
use crate::lang::Str;

impl Linker<'_> {
    pub(super) fn sums(&mut self, sums: &[RawSum]) {
        let mut seen = BTreeSet::new();
        let known = self.catalogue.sums.get().iter().map(|sum| sum.slug.clone());
        let mut places: BTreeMap<Str, usize> = known.zip(0..).collect();
        for (at, raw) in sums.iter().enumerate() {
            let path = Path::top("sums").index(at);
            if !seen.insert(&raw.id) {
                self.faults.push(Fault::twice(&path.key("id"), EntryKind::Sum, &raw.id));
            }
            let (value, used) = self.terms(&path.key("value"), &raw.value);
            let (limit, there) = self.terms(&path.key("limit"), &raw.limit);
            if let (Some(used), Some(there)) = (used, there)
                && used != there
            {
                self.faults.push(Fault::incomparable(&path));
            }
            let gives = raw.gives.as_deref().and_then(|key| self.gives(&path.key("gives"), key, used));
            let sum = Sum {
                gives,
                slug: Str::from(raw.id.as_str()),
                label: self.text(&path.key("label"), &raw.label),
                value,
                limit,
                when: self.optional(&path.key("when"), raw.when.as_ref()).unwrap_or(Condition::Always),
                equal: raw.equal,
                over: self.states(&path.key("over"), &raw.over),
                below: self.states(&path.key("below"), &raw.below),
                ample: self.states(&path.key("ample"), &raw.ample),
            };
            let slug = sum.slug.clone();
            self.catalogue.sums.edit(|known| put_by_name(known, &mut places, slug, sum));
        }
    }

    /// The products of an expression, and what they measure where they agree on it.
    fn terms(&mut self, path: &Path, raw: &Scalar) -> (Terms, Option<Dimension>) {
        let mut measured = Vec::new();
        let mut products = Vec::new();
        for product in raw.0.split('+') {
            let terms: Vec<(Term, Unit)> = product.split('*').filter_map(|term| self.term(path, term.trim())).collect();
            let own = left(terms.iter().map(|(_, unit)| unit.base().0).collect());
            if own.len() > 1 {
                self.faults.push(Fault::no_product(path));
            }
            measured.push(own.first().copied().unwrap_or(Dimension::Count));
            products.push(terms.into_iter().map(|(term, _)| term).collect());
        }
        let agreed = measured.first().copied().filter(|first| measured.iter().all(|other| other == first));
        if agreed.is_none() {
            self.faults.push(Fault::unaddable(path));
        }
        (Terms(products), agreed)
    }

    fn term(&mut self, path: &Path, word: &str) -> Option<(Term, Unit)> {
        let literal = Unit::ALL.iter().find_map(|(unit, _)| Amount::parse(word, *unit));
        if let Some(amount) = literal.filter(|_| word.ends_with(|c: char| c.is_ascii_alphabetic())) {
            return Some((Term::Amount(amount), amount.unit));
        }
        let declared = self.declared(path, word)?;
        let FactType::Amount(unit) = declared.kind else {
            self.faults.push(Fault::value(path, word, word, Allowed::Amount));
            return None;
        };
        Some((Term::Fact(declared.key), unit))
    }

    /// The fact that the value becomes; it measures the same.
    fn gives(&mut self, path: &Path, key: &str, measured: Option<Dimension>) -> Option<(Key, Unit)> {
        let declared = self.declared(path, key)?;
        match declared.kind {
            FactType::Amount(unit) if measured.is_none_or(|measured| measured == unit.base().0) => {
                Some((declared.key, unit))
            }
            _ => {
                self.faults.push(Fault::ungiven(path));
                None
            }
        }
    }

    fn states(&mut self, path: &Path, raw: &Pairs<Scalar>) -> Vec<(Key, Value)> {
        let mut states = Vec::new();
        for (key, value) in &raw.0 {
            let path = path.key(key);
            if let Some(declared) = self.declared(&path, key)
                && let Some(value) = self.value(&path, &declared, value)
            {
                states.push((declared.key, value));
            }
        }
        states
    }
}

/// What a product measures beside counts; a rate and a time make a count.
fn left(mut measured: Vec<Dimension>) -> Vec<Dimension> {
    measured.retain(|dimension| *dimension != Dimension::Count);
    let at = |wanted| measured.iter().position(|dimension| *dimension == wanted);
    if let (Some(rate), Some(time)) = (at(Dimension::Rate), at(Dimension::Time)) {
        measured.remove(rate.max(time));
        measured.remove(rate.min(time));
    }
    measured
}
