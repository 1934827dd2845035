//! The tree for Graphviz.

use std::fmt::Write;

use crate::report::tree::{Limb, Tree};

/// The tree as a directed graph. Dotted edges lead to the next question, solid ones to what follows from an answer.
#[must_use]
pub fn draw(tree: &Tree<'_>) -> String {
    let mut graph = Graph { text: "digraph guide {\n  rankdir=LR;\n  node [shape=box];\n".to_owned(), nodes: 0 };
    for (at, group) in tree.groups.iter().enumerate() {
        let _infallible = writeln!(graph.text, "  subgraph cluster_{at} {{\n  label={};", quoted(group.title));
        graph.limbs(&group.ask);
        graph.text.push_str("  }\n");
    }
    for other in &tree.others {
        let cause = graph.node(other.cause.title, CAUSE);
        if !other.facts.is_empty() {
            let facts = graph.node(&other.facts.join(" + "), ", shape=parallelogram");
            let _infallible = writeln!(graph.text, "  {facts} -> {cause};");
        }
    }
    graph.text.push_str("}\n");
    graph.text
}

const CAUSE: &str = ", shape=ellipse";

struct Graph {
    text: String,
    nodes: usize,
}

impl Graph {
    fn node(&mut self, label: &str, shape: &str) -> String {
        let id = format!("n{}", self.nodes);
        self.nodes += 1;
        let _infallible = writeln!(self.text, "  {id} [label={}{shape}];", quoted(label));
        id
    }

    /// Draws questions one after the other; gives the first.
    fn limbs(&mut self, limbs: &[Limb<'_>]) -> Option<String> {
        let (mut first, mut before) = (None, None);
        for limb in limbs {
            let id = self.node(limb.ask, "");
            if let Some(before) = before {
                let _infallible = writeln!(self.text, "  {before} -> {id} [style=dotted];");
            }
            for arm in &limb.answers {
                let label = quoted(&arm.labels.join(" / "));
                let causes: Vec<String> = arm.causes.iter().map(|cause| self.node(cause.title, CAUSE)).collect();
                let next = self.limbs(&arm.ask);
                for target in causes.into_iter().chain(next) {
                    let _infallible = writeln!(self.text, "  {id} -> {target} [label={label}];");
                }
            }
            first.get_or_insert_with(|| id.clone());
            before = Some(id);
        }
        first
    }
}

/// A string of the DOT language.
fn quoted(label: &str) -> String {
    format!("\"{}\"", label.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "))
}
