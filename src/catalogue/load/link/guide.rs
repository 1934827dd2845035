//! The guide: a tree as written, made into the list that is walked.

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::load::fault::{Allowed, Fault, Unasked};
use crate::catalogue::load::link::linker::Linker;
use crate::catalogue::load::path::Path;
use crate::catalogue::load::source::value::Scalar;
use crate::catalogue::load::source::{RawGroup, RawNode};
use crate::catalogue::question::QuestionId;
use crate::catalogue::tree::{Asking, Branch, Gate, Group, Node};
use crate::fact::{Key, Value};
use crate::lang::Str;

impl Linker<'_> {
    /// Adds the groups of the file to those of the base, then makes the list anew from the whole tree.
    pub(super) fn guide(&mut self, groups: &[RawGroup]) {
        for (at, raw) in groups.iter().enumerate() {
            let path = Path::top("guide").index(at);
            let title = self.text(&path.key("title"), &raw.title);
            let nodes = self.nodes(&path.key("ask"), &raw.ask);
            self.catalogue.groups.edit(|groups| match groups.iter_mut().find(|group| *group.slug == *raw.group) {
                Some(group) => nodes.into_iter().for_each(|node| join(&mut group.nodes, node)),
                None => groups.push(Group { slug: Str::from(raw.group.as_str()), title, nodes }),
            });
        }
        let mut walk = Walk { catalogue: &self.catalogue, asking: Vec::new(), odd: Vec::new() };
        for group in self.catalogue.groups() {
            walk.nodes(&group.nodes, &mut Vec::new());
        }
        let Walk { asking, odd, .. } = walk;
        for (question, oddity) in odd {
            let path = self.source_map.question(question);
            let slug = &self.catalogue.question(question).slug;
            self.faults.push(match oddity {
                Oddity::UnderItself => Fault::cycle(&path, slug),
                Oddity::Excluded => Fault::unasked(&path, slug, Unasked::Excluded),
            });
        }
        self.catalogue.asking.edit(|list| *list = asking);
    }

    fn nodes(&mut self, path: &Path, raw: &[RawNode]) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (at, raw) in raw.iter().enumerate() {
            let path = path.index(at);
            let Some(id) = self.questions.id(&path, &raw.question, &mut self.faults) else { continue };
            let question = QuestionId(id);
            self.source_map.nodes.entry(question).or_insert_with(|| path.clone());
            let path = path.key(&raw.question);
            let branches = raw.branches.iter().map(|(answers, raw)| {
                let path = path.key(answers);
                Branch { answers: self.branch_answers(&path, question, answers), nodes: self.nodes(&path, raw) }
            });
            let node = Node { branches: branches.collect(), question };
            join(&mut nodes, node);
        }
        nodes
    }

    /// The values that a branch key such as `code, custom_runtime` names; each must be an answer of the question.
    fn branch_answers(&mut self, path: &Path, question: QuestionId, answers: &str) -> Vec<Value> {
        let Some(question) = self.catalogue.questions.get().get(usize::from(question.0)).cloned() else {
            return Vec::new();
        };
        let Some(declared) = self.catalogue.fact(question.fact.as_str()).cloned() else { return Vec::new() };
        let mut values = Vec::new();
        for word in answers.split(',') {
            let Some(value) = self.value(path, &declared, &Scalar(word.trim().to_owned())) else { continue };
            if !question.answers.is_empty() && !question.answers.iter().any(|choice| choice.value == value) {
                let offered: Vec<_> = question.answers.iter().map(|choice| choice.value.to_string()).collect();
                let offered = offered.join(", ");
                let allowed = Allowed::AnswerOf(&question.slug, &offered);
                self.faults.push(Fault::value(path, question.fact.as_str(), word.trim(), allowed));
            }
            values.push(value);
        }
        values
    }
}

/// Adds a node to its siblings; a question that stands there already takes the branches over.
fn join(nodes: &mut Vec<Node>, node: Node) {
    let Some(same) = nodes.iter_mut().find(|other| other.question == node.question) else {
        nodes.push(node);
        return;
    };
    for branch in node.branches {
        match same.branches.iter_mut().find(|other| other.answers == branch.answers) {
            Some(known) => branch.nodes.into_iter().for_each(|node| join(&mut known.nodes, node)),
            None => same.branches.push(branch),
        }
    }
}

enum Oddity {
    UnderItself,
    Excluded,
}

/// An answer above a node: the question, and the values that lead down.
type Above = (QuestionId, Key, Vec<Value>);

struct Walk<'a> {
    catalogue: &'a Catalogue,
    asking: Vec<Asking>,
    odd: Vec<(QuestionId, Oddity)>,
}

impl Walk<'_> {
    fn nodes(&mut self, nodes: &[Node], above: &mut Vec<Above>) {
        for node in nodes {
            if above.iter().any(|(question, ..)| *question == node.question) {
                self.odd.push((node.question, Oddity::UnderItself));
                continue;
            }
            self.place(node.question, above);
            let fact = &self.catalogue.question(node.question).fact;
            for branch in &node.branches {
                above.push((node.question, fact.clone(), branch.answers.clone()));
                self.nodes(&branch.nodes, above);
                above.pop();
            }
        }
    }

    /// Adds one place of a question. Two places are two alternatives; the first one gives the order.
    fn place(&mut self, question: QuestionId, above: &[Above]) {
        let mut gates: Vec<Gate> = Vec::new();
        for (_, key, values) in above {
            match gates.iter_mut().find(|gate| gate.key == *key) {
                Some(gate) => gate.values.retain(|value| values.contains(value)),
                None => gates.push(Gate { key: key.clone(), values: values.clone() }),
            }
        }
        if gates.iter().any(|gate| gate.values.is_empty()) {
            self.odd.push((question, Oddity::Excluded));
        }
        let above: Vec<QuestionId> = above.iter().map(|(question, ..)| *question).collect();
        match self.asking.iter_mut().find(|asking| asking.question == question) {
            None => self.asking.push(Asking { question, places: vec![gates], under: above }),
            Some(asking) => {
                asking.places.push(gates);
                asking.under.extend(above.into_iter().filter(|id| !asking.under.contains(id)).collect::<Vec<_>>());
            }
        }
    }
}
