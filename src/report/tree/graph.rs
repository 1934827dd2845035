//! The tree for programs that draw graphs, Graphviz and Mermaid: dotted edges lead to the next question, solid ones to
//! what follows from an answer.

use crate::report::tree::{Limb, Tree};

/// How a language writes a graph. Labels come quoted.
#[derive(Debug)]
#[expect(missing_docs, reason = "each field is named after what it writes")]
pub struct Syntax {
    pub begin: &'static str,
    pub end: &'static str,
    pub quoted: fn(&str) -> String,
    pub group: fn(usize, &str) -> String,
    pub group_end: &'static str,
    /// A node's name and label
    pub question: fn(&str, &str) -> String,
    pub cause: fn(&str, &str) -> String,
    pub facts: fn(&str, &str) -> String,
    /// The names of two nodes
    pub next: fn(&str, &str) -> String,
    /// The same, and the answer
    pub follows: fn(&str, &str, &str) -> String,
    pub decides: fn(&str, &str) -> String,
}

/// The DOT language of Graphviz.
pub const DOT: Syntax = Syntax {
    begin: "digraph guide {\n  rankdir=LR;\n  node [shape=box];\n",
    end: "}\n",
    quoted: |label| format!("\"{}\"", label.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ")),
    group: |number, label| format!("  subgraph cluster_{number} {{\n  label={label};\n"),
    group_end: "  }\n",
    question: |name, label| format!("  {name} [label={label}];\n"),
    cause: |name, label| format!("  {name} [label={label}, shape=ellipse];\n"),
    facts: |name, label| format!("  {name} [label={label}, shape=parallelogram];\n"),
    next: |from, to| format!("  {from} -> {to} [style=dotted];\n"),
    follows: |from, to, label| format!("  {from} -> {to} [label={label}];\n"),
    decides: |from, to| format!("  {from} -> {to};\n"),
};

/// A Mermaid flowchart, for Markdown pages.
pub const MERMAID: Syntax = Syntax {
    begin: "flowchart TD\n",
    end: "",
    quoted: |label| {
        let escaped = [('#', "#35;"), ('"', "#quot;"), ('<', "#lt;"), ('>', "#gt;"), ('`', "#96;"), ('\n', " ")];
        format!("\"{}\"", escaped.iter().fold(label.to_owned(), |label, (sign, other)| label.replace(*sign, other)))
    },
    group: |number, label| format!("  subgraph g{number}[{label}]\n"),
    group_end: "  end\n",
    question: |name, label| format!("  {name}[{label}]\n"),
    cause: |name, label| format!("  {name}([{label}])\n"),
    facts: |name, label| format!("  {name}[/{label}/]\n"),
    next: |from, to| format!("  {from} -.-> {to}\n"),
    follows: |from, to, label| format!("  {from} -->|{label}| {to}\n"),
    decides: |from, to| format!("  {from} --> {to}\n"),
};

/// The tree as a directed graph.
#[must_use]
pub fn draw(tree: &Tree<'_>, syntax: &'static Syntax) -> String {
    let mut graph = Graph { syntax, text: syntax.begin.to_owned(), nodes: 0 };
    for (at, group) in tree.groups.iter().enumerate() {
        graph.text.push_str(&(syntax.group)(at, &(syntax.quoted)(group.title)));
        graph.limbs(&group.ask);
        graph.text.push_str(syntax.group_end);
    }
    for other in &tree.others {
        let cause = graph.node(syntax.cause, other.cause.title);
        if !other.facts.is_empty() {
            let facts = graph.node(syntax.facts, &other.facts.join(" + "));
            graph.text.push_str(&(syntax.decides)(&facts, &cause));
        }
    }
    graph.text.push_str(syntax.end);
    graph.text
}

/// A graph in the making.
struct Graph {
    syntax: &'static Syntax,
    text: String,
    nodes: usize,
}

impl Graph {
    fn node(&mut self, write: fn(&str, &str) -> String, label: &str) -> String {
        let name = format!("n{}", self.nodes);
        self.nodes += 1;
        self.text.push_str(&write(&name, &(self.syntax.quoted)(label)));
        name
    }

    /// Draws questions one after the other; gives the first.
    fn limbs(&mut self, limbs: &[Limb<'_>]) -> Option<String> {
        let (mut first, mut before): (Option<String>, Option<String>) = (None, None);
        for limb in limbs {
            let name = self.node(self.syntax.question, limb.ask);
            if let Some(before) = before {
                self.text.push_str(&(self.syntax.next)(&before, &name));
            }
            for arm in &limb.answers {
                let label = (self.syntax.quoted)(&arm.labels.join(" / "));
                let causes: Vec<String> =
                    arm.causes.iter().map(|cause| self.node(self.syntax.cause, cause.title)).collect();
                let next = self.limbs(&arm.ask);
                for target in causes.into_iter().chain(next) {
                    self.text.push_str(&(self.syntax.follows)(&name, &target, &label));
                }
            }
            first.get_or_insert_with(|| name.clone());
            before = Some(name);
        }
        first
    }
}
