//! The map: the tree of a case, the way lit, so that a person sees where they are.

use std::collections::BTreeSet;

use crate::catalogue::QuestionId;
use crate::catalogue::tree::Node;
use crate::diagnosis::{Next, belonging};
use crate::report::case::Case;
use crate::report::page::{Block, Choice, Page, Role, Target};
use crate::report::say;

/// The questions of the case as the guide orders them, under the answers that lead to them.
#[must_use]
pub fn map(case: Case<'_>) -> Page {
    let belonging = belonging(case.catalogue, case.session, case.diagnosis);
    let mut map = Map { case, belonging, page: Page::default() };
    for group in case.catalogue.groups() {
        if group.nodes.iter().any(|node| map.belonging.contains(&node.question)) {
            map.page.section(group.title.of(case.lang));
            map.nodes(&group.nodes, 0, true);
        }
    }
    map.page
}

/// A map in the making.
struct Map<'a> {
    case: Case<'a>,
    belonging: BTreeSet<QuestionId>,
    page: Page,
}

impl Map<'_> {
    /// The questions of the case among `nodes`; `lit` while the answers above them are given.
    fn nodes(&mut self, nodes: &[Node], depth: u16, lit: bool) {
        for node in nodes {
            if self.belonging.contains(&node.question) {
                self.node(node, depth, lit);
            }
        }
    }

    /// A question and what stands under its answers.
    fn node(&mut self, node: &Node, depth: u16, lit: bool) {
        let case = self.case;
        let question = case.catalogue.question(node.question);
        let given = case.diagnosis.facts.value(&question.fact);
        let (mark, role) = match (lit, given) {
            _ if case.diagnosis.next == Next::Ask(node.question) => ("◆", Role::Current),
            (true, Some(_)) => ("✓", Role::Confirmed),
            (true, None) if case.diagnosis.parked.contains(&node.question) => ("?", Role::Likely),
            (true, None) => ("○", Role::Possible),
            (false, _) => ("·", Role::Muted),
        };
        let answer = |value| say::answer(case.catalogue, question, value, case.lang);
        let given_text = given.map_or_else(String::new, |given| format!(" → {}", answer(given)));
        self.page.push(Block::Choice(Choice {
            mark: mark.to_owned(),
            text: format!("{}{given_text}", question.ask.of(case.lang)),
            role,
            target: Target::Question(node.question),
            indent: depth * 2,
        }));
        for branch in &node.branches {
            if !branch.nodes.iter().any(|node| self.belonging.contains(&node.question)) {
                continue;
            }
            let taken = given.is_none_or(|given| branch.answers.contains(given));
            let answers: Vec<String> = branch.answers.iter().map(answer).collect();
            let arrow = if lit && given.is_some() && taken { "━▶" } else { "└─" };
            let indent = " ".repeat(usize::from(depth) * 2);
            self.page.aside(format!("{indent}{arrow} {}", answers.join(" / ")));
            self.nodes(&branch.nodes, depth + 2, lit && taken);
        }
    }
}
