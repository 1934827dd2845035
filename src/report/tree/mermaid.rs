//! The tree as a Mermaid flowchart, for Markdown pages.

use std::fmt::Write;

use crate::report::tree::{Limb, Tree};

/// The tree as a flowchart. Dotted arrows lead to the next question, solid ones to what follows from an answer.
#[must_use]
pub fn draw(tree: &Tree<'_>) -> String {
    let mut chart = Chart { text: "flowchart TD\n".to_owned(), nodes: 0 };
    for (at, group) in tree.groups.iter().enumerate() {
        let _infallible = writeln!(chart.text, "  subgraph g{at}[{}]", quoted(group.title));
        chart.limbs(&group.ask);
        chart.text.push_str("  end\n");
    }
    for other in &tree.others {
        let cause = chart.cause(other.cause.title);
        if !other.facts.is_empty() {
            let facts = chart.node(&format!("[/{}/]", quoted(&other.facts.join(" + "))));
            let _infallible = writeln!(chart.text, "  {facts} --> {cause}");
        }
    }
    chart.text
}

struct Chart {
    text: String,
    nodes: usize,
}

impl Chart {
    fn node(&mut self, shape: &str) -> String {
        let id = format!("n{}", self.nodes);
        self.nodes += 1;
        let _infallible = writeln!(self.text, "  {id}{shape}");
        id
    }

    fn cause(&mut self, title: &str) -> String {
        self.node(&format!("([{}])", quoted(title)))
    }

    /// Draws questions one after the other; gives the first.
    fn limbs(&mut self, limbs: &[Limb<'_>]) -> Option<String> {
        let (mut first, mut before) = (None, None);
        for limb in limbs {
            let id = self.node(&format!("[{}]", quoted(limb.ask)));
            if let Some(before) = before {
                let _infallible = writeln!(self.text, "  {before} -.-> {id}");
            }
            for arm in &limb.answers {
                let label = quoted(&arm.labels.join(" / "));
                let causes: Vec<String> = arm.causes.iter().map(|cause| self.cause(cause.title)).collect();
                let next = self.limbs(&arm.ask);
                for target in causes.into_iter().chain(next) {
                    let _infallible = writeln!(self.text, "  {id} -->|{label}| {target}");
                }
            }
            first.get_or_insert_with(|| id.clone());
            before = Some(id);
        }
        first
    }
}

/// A label as Mermaid takes it: whatever stands in it, it ends where the label ends.
fn quoted(label: &str) -> String {
    let mut quoted = String::from("\"");
    for c in label.chars() {
        match c {
            '"' => quoted.push_str("#quot;"),
            '#' => quoted.push_str("#35;"),
            '<' => quoted.push_str("#lt;"),
            '>' => quoted.push_str("#gt;"),
            '`' => quoted.push_str("#96;"),
            '\n' => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
