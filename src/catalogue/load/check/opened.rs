//! The rules of causes, each opened when a check first looks at it, and once for all of them.

use std::sync::OnceLock;

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::cause::CauseId;
use crate::catalogue::condition::Rules;

/// The rules of all causes of a catalogue.
pub(super) struct Opened<'a> {
    catalogue: &'a Catalogue,
    rules: Vec<OnceLock<Rules>>,
}

impl<'a> Opened<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        Self { catalogue, rules: catalogue.causes().map(|_| OnceLock::new()).collect() }
    }

    /// The rules of one cause.
    pub(super) fn of(&self, id: CauseId) -> &Rules {
        self.rules[usize::from(id.0)].get_or_init(|| self.catalogue.cause(id).rules.open())
    }

    /// The rules of those causes that are `wanted`.
    pub(super) fn of_all(&self, wanted: impl Fn(CauseId) -> bool) -> impl Iterator<Item = &Rules> {
        self.catalogue.causes().map(|(id, _)| id).filter(move |id| wanted(*id)).map(|id| self.of(id))
    }
}
