//! The tree with box-drawing lines.

use crate::lang::Lang;
use crate::report::text::{Ink, bold};
use crate::report::tree::shape::{Arm, Leaf, Limb, Tree};
use crate::words::Words;

/// What stands before a cause.
const CAUSE: &str = "→ ";

/// The tree as lines.
#[must_use]
pub fn draw(tree: &Tree<'_>, lang: Lang, ink: Ink) -> String {
    let mut drawing = Drawing { text: String::new(), rails: String::new() };
    for (at, group) in tree.groups.iter().enumerate() {
        if at > 0 {
            drawing.text.push('\n');
        }
        drawing.line(&bold(group.title, ink));
        drawing.limbs(&group.ask);
    }
    if !tree.others.is_empty() {
        drawing.text.push('\n');
        drawing.line(&bold(Words::of(lang).report.several_facts, ink));
        let others = tree.others.len();
        for (at, other) in tree.others.iter().enumerate() {
            let facts = other.facts.join(" + ");
            drawing.branch(
                at + 1 == others,
                &format!("{CAUSE}{} [{}]", other.cause.title, other.cause.id),
                |drawing| {
                    if !facts.is_empty() {
                        drawing.branch(true, &facts, |_| {});
                    }
                },
            );
        }
    }
    drawing.text
}

struct Drawing {
    text: String,
    /// The lines that go on to the left
    rails: String,
}

impl Drawing {
    fn line(&mut self, content: &str) {
        self.text.push_str(&self.rails);
        self.text.push_str(content);
        self.text.push('\n');
    }

    fn branch(&mut self, last: bool, content: &str, below: impl FnOnce(&mut Self)) {
        let (fork, rail) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        self.text.push_str(&self.rails);
        self.text.push_str(fork);
        self.text.push_str(content);
        self.text.push('\n');
        let length = self.rails.len();
        self.rails.push_str(rail);
        below(self);
        self.rails.truncate(length);
    }

    fn limbs(&mut self, limbs: &[Limb<'_>]) {
        for (at, limb) in limbs.iter().enumerate() {
            self.branch(at + 1 == limbs.len(), limb.ask, |drawing| drawing.arms(&limb.answers));
        }
    }

    fn arms(&mut self, arms: &[Arm<'_>]) {
        for (at, arm) in arms.iter().enumerate() {
            let labels: Vec<String> = arm.labels.iter().map(|label| format!("[{label}]")).collect();
            self.branch(at + 1 == arms.len(), &labels.join(" "), |drawing| {
                drawing.leaves(&arm.causes, arm.ask.is_empty());
                drawing.limbs(&arm.ask);
            });
        }
    }

    fn leaves(&mut self, leaves: &[Leaf<'_>], last: bool) {
        for (at, leaf) in leaves.iter().enumerate() {
            self.branch(last && at + 1 == leaves.len(), &format!("{CAUSE}{} [{}]", leaf.title, leaf.id), |_| {});
        }
    }
}
