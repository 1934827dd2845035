//! The tree as data: questions under answers, and under each answer the causes that it confirms.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalogue::condition::{Condition, Truth};
use crate::catalogue::tree::Node;
use crate::catalogue::{Catalogue, CauseId, Question, QuestionId};
use crate::diagnosis;
use crate::fact::{Answer, Facts, Value};
use crate::lang::Lang;
use crate::report::say;
use crate::session::{Session, Start};
use crate::words::Words;

/// The guide, or the part of it that belongs to some codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tree<'a> {
    /// The status codes; none for the whole guide
    pub codes: Vec<u16>,
    /// Its groups, in order
    pub groups: Vec<Group<'a>>,
    /// The causes that no single place of the tree confirms
    pub others: Vec<Other<'a>>,
}

/// A group of questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group<'a> {
    /// Its name in files
    pub id: &'a str,
    /// What it is about
    pub title: &'a str,
    /// Its questions, in order
    pub ask: Vec<Limb<'a>>,
}

/// A question in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Limb<'a> {
    /// Its name in files
    pub id: &'a str,
    /// The question
    pub ask: &'a str,
    /// The fact that it settles
    pub fact: &'a str,
    /// What follows from its answers
    pub answers: Vec<Arm<'a>>,
}

/// Answers from which the same follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arm<'a> {
    /// Their names in files
    pub ids: Vec<String>,
    /// Their labels
    pub labels: Vec<String>,
    /// The causes that they confirm
    pub causes: Vec<Leaf<'a>>,
    /// What is asked under them
    pub ask: Vec<Limb<'a>>,
}

/// A cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leaf<'a> {
    /// Its name in files
    pub id: &'a str,
    /// What is wrong
    pub title: &'a str,
}

/// A cause that several facts decide together, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Other<'a> {
    /// The cause
    #[serde(flatten)]
    pub cause: Leaf<'a>,
    /// The facts that speak for it, by their labels
    pub facts: Vec<String>,
}

/// Makes the whole tree, or what of it belongs to `codes` where there are some.
#[must_use]
pub fn tree<'a>(catalogue: &'a Catalogue, codes: &[u16], lang: Lang) -> Tree<'a> {
    let (mut causes, mut asked) = (Vec::new(), BTreeSet::new());
    for code in codes {
        let diagnosis = diagnosis::diagnose(catalogue, &Session::new(Start::Code(*code)));
        let found = diagnosis.causes.iter().map(|standing| standing.cause);
        causes.extend(found.filter(|id| !causes.contains(id)).collect::<Vec<_>>());
        asked.extend(diagnosis.open);
    }
    if codes.is_empty() {
        causes.extend(catalogue.causes().map(|(id, _)| id));
        asked.extend(catalogue.questions().map(|(id, _)| id));
    }
    let mut growing = Growing { catalogue, lang, causes, asked, shown: BTreeSet::new(), placed: BTreeSet::new() };
    let mut groups: Vec<Group<'_>> = (catalogue.groups().iter())
        .map(|group| Group {
            id: &group.slug,
            title: group.title.of(lang),
            ask: growing.limbs(&group.nodes, &Facts::default()),
        })
        .filter(|group| !group.ask.is_empty())
        .collect();
    groups.splice(0..0, growing.loose());
    Tree { codes: codes.to_vec(), groups, others: growing.others() }
}

/// A tree in the making.
struct Growing<'a> {
    catalogue: &'a Catalogue,
    lang: Lang,
    causes: Vec<CauseId>,
    asked: BTreeSet<QuestionId>,
    shown: BTreeSet<CauseId>,
    placed: BTreeSet<QuestionId>,
}

impl<'a> Growing<'a> {
    /// The questions among `nodes` that belong, under the answers in `above`.
    fn limbs(&mut self, nodes: &'a [Node], above: &Facts) -> Vec<Limb<'a>> {
        nodes.iter().filter_map(|node| self.limb(node, above)).collect()
    }

    fn limb(&mut self, node: &'a Node, above: &Facts) -> Option<Limb<'a>> {
        let question = self.catalogue.question(node.question);
        let mut arms: Vec<(Option<usize>, Arm<'a>)> = Vec::new();
        for value in values(question, node) {
            let branch = node.branches.iter().position(|branch| branch.answers.contains(&value));
            let arm = self.arm(question, &value, branch.map_or(&[], |at| &node.branches[at].nodes), above);
            let same = |(other, known): &&mut (Option<usize>, Arm<'a>)| {
                *other == branch && known.causes == arm.causes && known.ask == arm.ask
            };
            match arms.iter_mut().find(same) {
                Some((_, known)) => {
                    known.ids.extend(arm.ids);
                    known.labels.extend(arm.labels);
                }
                None => arms.push((branch, arm)),
            }
        }
        let leads_on = arms.iter().any(|(_, arm)| !arm.ask.is_empty());
        if !self.asked.contains(&node.question) && !leads_on {
            return None;
        }
        self.placed.insert(node.question);
        Some(self.grown(question, arms.into_iter().map(|(_, arm)| arm).collect()))
    }

    fn grown(&self, question: &'a Question, answers: Vec<Arm<'a>>) -> Limb<'a> {
        Limb { id: &question.slug, ask: question.ask.of(self.lang), fact: question.fact.as_str(), answers }
    }

    fn arm(&mut self, question: &'a Question, value: &Value, nodes: &'a [Node], above: &Facts) -> Arm<'a> {
        let mut facts = above.clone();
        facts.answer(question.fact.clone(), Answer::Is(value.clone()));
        Arm {
            ids: vec![value.to_string()],
            labels: vec![say::answer(self.catalogue, question, value, self.lang)],
            causes: self.confirmed(above, &facts),
            ask: self.limbs(nodes, &facts),
        }
    }

    /// The causes that `facts` confirm and `above` did not yet.
    fn confirmed(&mut self, above: &Facts, facts: &Facts) -> Vec<Leaf<'a>> {
        let holds = |condition: &Condition, facts: &Facts| matches!(condition.eval(facts), Truth::True(_));
        let mut leaves = Vec::new();
        for id in &self.causes {
            let cause = self.catalogue.cause(*id);
            let confirmed = cause.rules.open().confirmed;
            if holds(&confirmed, facts) && !holds(&confirmed, above) {
                self.shown.insert(*id);
                leaves.push(Leaf { id: &cause.slug, title: cause.title.of(self.lang) });
            }
        }
        leaves
    }

    /// The questions that belong but stand in no group: those that a code or a symptom puts first.
    fn loose(&mut self) -> Option<Group<'a>> {
        let loose: Vec<QuestionId> = self.asked.difference(&self.placed).copied().collect();
        let limbs = loose.into_iter().map(|id| {
            let question = self.catalogue.question(id);
            let choices = question.answers.iter().map(|choice| &choice.value);
            let arms = choices.map(|value| self.arm(question, value, &[], &Facts::default())).collect();
            self.grown(question, arms)
        });
        let ask: Vec<Limb<'a>> = limbs.collect();
        (!ask.is_empty()).then(|| Group { id: "first", title: Words::of(self.lang).report.asked_first, ask })
    }

    fn others(&self) -> Vec<Other<'a>> {
        let left = self.causes.iter().filter(|id| !self.shown.contains(id)).map(|id| self.catalogue.cause(*id));
        left.map(|cause| {
            let rules = cause.rules.open();
            Other {
                cause: Leaf { id: &cause.slug, title: cause.title.of(self.lang) },
                facts: say::labels(self.catalogue, &[&rules.confirmed, &rules.likely], self.lang),
            }
        })
        .collect()
    }
}

/// The answers of a question, then those that only its place in the tree names: a status code.
fn values(question: &Question, node: &Node) -> Vec<Value> {
    let mut values: Vec<Value> = question.answers.iter().map(|choice| choice.value.clone()).collect();
    for value in node.branches.iter().flat_map(|branch| &branch.answers) {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    values
}
