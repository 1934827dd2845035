//! The map: the whole tree of the case, the path lit, so that a person sees where they are.

use ratatui::buffer::Buffer;

use crate::catalogue::QuestionId;
use crate::catalogue::tree::Node;
use crate::diagnosis::{Next, belonging};
use crate::fact::Value;
use crate::report::page::Block;
use crate::report::say;
use crate::tui::keys::Action;
use crate::tui::layout::{Pane, inside};
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::panes::{choices_view, heading};
use crate::tui::theme::Role;
use crate::tui::widgets::choices::{Choices, Part};

/// The map.
#[derive(Clone, Debug, Default)]
pub struct Map {
    choices: Choices,
    /// Whether the place of the next question was brought into the window
    placed: bool,
}

impl Map {
    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        let height = inside(cx.layout.main).height;
        match input {
            Input::Act(Action::Move(step)) => self.choices.go(*step, height),
            Input::Wheel(_, lines) => self.choices.go(crate::tui::widgets::list::Move::By(isize::from(*lines)), height),
            Input::Act(Action::Enter) => {
                let station = draw(cx).stations.get(self.choices.selected()).copied();
                return station.map(Request::Ask).into_iter().collect();
            }
            Input::Press(_, line) => {
                if let Some(choice) = self.choices.at(*line) {
                    self.choices.select(choice, height);
                }
            }
            Input::Act(Action::Out | Action::Back) => return vec![Request::Out],
            Input::Act(Action::Copy | Action::CopyAll) => return vec![Request::Copy(Some(text(cx)))],
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let drawn = draw(cx);
        self.choices.layout(&drawn.parts, inside(cx.layout.main));
        if !self.placed {
            self.placed = true;
            let here = drawn.stations.iter().position(|id| cx.diagnosis.next == Next::Ask(*id));
            self.choices.select(here.unwrap_or(0), inside(cx.layout.main).height);
        }
    }

    pub(super) fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) {
        let title = format!("{} {} {}", cx.case(), cx.theme.signs.dot, cx.words().map_title);
        choices_view(cx, &self.choices, &title, (Pane::Main, true), buf);
    }
}

/// The tree as lines, and the question of each line that can be chosen.
#[derive(Default)]
struct Drawn {
    parts: Vec<Part>,
    stations: Vec<QuestionId>,
}

fn draw(cx: &Cx<'_>) -> Drawn {
    let mut drawn = Drawn::default();
    let belonging = belonging(cx.catalogue, cx.session, cx.diagnosis);
    for group in cx.catalogue.groups() {
        let nodes: Vec<&Node> = group.nodes.iter().filter(|node| belonging.contains(&node.question)).collect();
        if !nodes.is_empty() {
            heading(&mut drawn.parts, group.title.of(cx.lang));
            for node in nodes {
                drawn.node(cx, node, 0, true, &|id| belonging.contains(&id));
            }
        }
    }
    drawn
}

impl Drawn {
    /// A question and what stands under its answers; `lit` while the answers above it are given.
    fn node(&mut self, cx: &Cx<'_>, node: &Node, depth: u16, lit: bool, belongs: &dyn Fn(QuestionId) -> bool) {
        let (question, signs) = (cx.catalogue.question(node.question), cx.theme.signs);
        let given = cx.diagnosis.facts.value(&question.fact);
        let asked_now = cx.diagnosis.next == Next::Ask(node.question);
        let parked = cx.diagnosis.parked.contains(&node.question);
        let (mark, role) = match (lit, given) {
            _ if asked_now => (signs.here, Role::Notice),
            (true, Some(_)) => (signs.confirmed, Role::Confirmed),
            (true, None) if parked => (signs.unknown, Role::Likely),
            (true, None) => (signs.possible, Role::Plain),
            (false, _) => (signs.bullet, Role::Muted),
        };
        let ask = question.ask.of(cx.lang);
        let text = given.map_or_else(
            || ask.to_owned(),
            |given| format!("{ask} {} {}", signs.leads_to, say::answer(cx.catalogue, question, given, cx.lang)),
        );
        self.parts.push(Part::Choice { mark: mark.to_owned(), text, role, indent: depth * 2 });
        self.stations.push(node.question);
        for branch in &node.branches {
            let below: Vec<&Node> = branch.nodes.iter().filter(|node| belongs(node.question)).collect();
            if below.is_empty() {
                continue;
            }
            let taken = given.is_none_or(|given| branch.answers.contains(given));
            let label = |value: &Value| say::answer(cx.catalogue, question, value, cx.lang);
            let answers: Vec<String> = branch.answers.iter().map(label).collect();
            let indent = " ".repeat(usize::from(depth) * 2);
            let arrow = if lit && given.is_some() && taken { signs.path } else { signs.branch };
            self.parts.push(Part::Block(Block::Aside(format!("{indent}{arrow} {}", answers.join(" / ")))));
            for node in below {
                self.node(cx, node, depth + 2, lit && taken, belongs);
            }
        }
    }
}

fn text(cx: &Cx<'_>) -> String {
    let lines = draw(cx).parts.into_iter().map(|part| match part {
        Part::Block(Block::Heading(text) | Block::Aside(text)) => text,
        Part::Choice { mark, text, indent, .. } => format!("{}{mark} {text}", " ".repeat(usize::from(indent))),
        Part::Block(_) => String::new(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
