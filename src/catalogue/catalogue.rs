//! The whole of it: every entry with its references resolved.

use serde::{Deserialize, Serialize};

use crate::catalogue::cause::{Cause, CauseId};
use crate::catalogue::code::Code;
use crate::catalogue::follow_up::FollowUp;
use crate::catalogue::origin::Origin;
use crate::catalogue::question::{Question, QuestionId};
use crate::catalogue::reference::{Reference, ReferenceId, Row, Source, SourceId};
use crate::catalogue::store::lazy::Lazy;
use crate::catalogue::sum::Sum;
use crate::catalogue::symptom::Symptom;
use crate::catalogue::thesaurus::Thesaurus;
use crate::catalogue::tree::{Asking, Group};
use crate::catalogue::vocabulary::{Declared, FactType, Placeholder};
use crate::fact::Key;
use crate::matching::pattern::Patterns;

/// Everything the program knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Catalogue {
    pub(super) codes: Vec<Code>,
    pub(super) causes: Vec<Cause>,
    pub(super) sources: Lazy<Vec<Source>>,
    pub(super) placeholders: Lazy<Vec<Placeholder>>,
    pub(super) facts: Lazy<Vec<Declared>>,
    pub(super) questions: Lazy<Vec<Question>>,
    pub(super) groups: Lazy<Vec<Group>>,
    pub(super) asking: Lazy<Vec<Asking>>,
    pub(super) symptoms: Lazy<Vec<Symptom>>,
    pub(super) references: Lazy<Vec<Reference>>,
    pub(super) follow_ups: Lazy<Vec<FollowUp>>,
    pub(super) sums: Lazy<Vec<Sum>>,
    pub(super) patterns: Lazy<Patterns>,
    pub(super) thesaurus: Lazy<Thesaurus>,
    #[serde(skip)]
    pub(super) prepared: Prepared,
}

/// What the build made of the catalogue for a search. It follows from the rest, so two catalogues are equal whether or not
/// they have it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Prepared(Option<&'static [u8]>);

impl PartialEq for Prepared {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Catalogue {
    /// The same, with what the build prepared of it for a search.
    #[must_use]
    pub fn with_prepared(self, bytes: &'static [u8]) -> Self {
        Self { prepared: Prepared(Some(bytes)), ..self }
    }

    /// The same, about to be changed: what was prepared of it holds no longer.
    pub(super) fn unprepared(self) -> Self {
        Self { prepared: Prepared::default(), ..self }
    }

    /// What the build prepared of it for a search; `None` once a file was laid over it.
    #[must_use]
    pub const fn prepared(&self) -> Option<&'static [u8]> {
        self.prepared.0
    }

    /// The vocabulary, in the order of the keys.
    #[must_use]
    pub fn facts(&self) -> &[Declared] {
        self.facts.get()
    }

    /// What the vocabulary says of `key`.
    #[must_use]
    pub fn fact(&self, key: &str) -> Option<&Declared> {
        let facts = self.facts();
        facts.binary_search_by(|declared| declared.key.as_str().cmp(key)).ok().map(|at| &facts[at])
    }

    /// The fact that holds the status code; the first where a file declares several.
    #[must_use]
    pub fn code_fact(&self) -> Option<&Key> {
        self.facts().iter().find(|declared| declared.kind == FactType::Code).map(|declared| &declared.key)
    }

    /// What stands for a fact in a command while nobody knows it.
    #[must_use]
    pub fn placeholder(&self, key: &str) -> Option<&Placeholder> {
        let placeholders = self.placeholders.get();
        placeholders.binary_search_by(|known| known.key.as_str().cmp(key)).ok().map(|at| &placeholders[at])
    }

    /// All status codes, ascending.
    #[must_use]
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// The entry of a status code.
    #[must_use]
    pub fn code(&self, number: u16) -> Option<&Code> {
        self.codes.binary_search_by_key(&number, |code| code.number).ok().map(|at| &self.codes[at])
    }

    /// All causes with their ids.
    pub fn causes(&self) -> impl Iterator<Item = (CauseId, &Cause)> {
        (0..).map(CauseId).zip(&self.causes)
    }

    /// One cause.
    #[must_use]
    pub fn cause(&self, id: CauseId) -> &Cause {
        &self.causes[usize::from(id.0)]
    }

    /// All questions with their ids.
    pub fn questions(&self) -> impl Iterator<Item = (QuestionId, &Question)> {
        (0..).map(QuestionId).zip(self.questions.get())
    }

    /// One question.
    #[must_use]
    pub fn question(&self, id: QuestionId) -> &Question {
        &self.questions.get()[usize::from(id.0)]
    }

    /// The question that settles `key`.
    #[must_use]
    pub fn question_of(&self, key: &Key) -> Option<QuestionId> {
        self.questions().find(|(_, question)| question.fact == *key).map(|(id, _)| id)
    }

    /// Whether several answers to the question can be given at once.
    #[must_use]
    pub fn takes_several(&self, question: &Question) -> bool {
        let Some(declared) = self.fact(question.fact.as_str()) else { return false };
        declared.beside().filter(|value| question.answers.iter().any(|it| it.value == *value)).count() > 1
    }

    /// The guide as written, for drawing.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        self.groups.get()
    }

    /// The guide as walked: every question once, in order, with the answers it depends on.
    #[must_use]
    pub fn asking(&self) -> &[Asking] {
        self.asking.get()
    }

    /// The arithmetic, as written.
    #[must_use]
    pub fn sums(&self) -> &[Sum] {
        self.sums.get()
    }

    /// The patterns of messages.
    #[must_use]
    pub fn patterns(&self) -> &Patterns {
        self.patterns.get()
    }

    /// What a search knows of words.
    #[must_use]
    pub fn thesaurus(&self) -> &Thesaurus {
        self.thesaurus.get()
    }

    /// All symptoms, as written.
    #[must_use]
    pub fn symptoms(&self) -> &[Symptom] {
        self.symptoms.get()
    }

    /// The symptom with this id.
    #[must_use]
    pub fn symptom(&self, slug: &str) -> Option<&Symptom> {
        self.symptoms().iter().find(|symptom| *symptom.slug == *slug)
    }

    /// All tables.
    #[must_use]
    pub fn references(&self) -> &[Reference] {
        self.references.get()
    }

    /// How to get evidence of this kind, where a table says so.
    #[must_use]
    pub fn way_to(&self, origin: Origin) -> Option<Row> {
        self.references()
            .iter()
            .find_map(|it| it.table.open().rows.into_iter().find(|row| row.evidence == Some(origin)))
    }

    /// The steps that several fixes end with.
    #[must_use]
    pub fn follow_ups(&self) -> &[FollowUp] {
        self.follow_ups.get()
    }

    /// All sources.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        self.sources.get()
    }

    /// One table.
    #[must_use]
    pub fn reference(&self, id: ReferenceId) -> &Reference {
        &self.references.get()[usize::from(id.0)]
    }

    /// One source.
    #[must_use]
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources.get()[usize::from(id.0)]
    }
}
