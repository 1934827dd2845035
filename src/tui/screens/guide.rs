//! The guide: one question at a time, the path so far and the causes beside it.

use ratatui::buffer::Buffer;

use crate::catalogue::{CauseId, QuestionId};
use crate::diagnosis::{Next, offered};
use crate::fact::{Answer, Known, Value};
use crate::lang::Text;
use crate::report::command;
use crate::report::page::{Block, Page};
use crate::report::{say, sums, why};
use crate::session::{Change, Session};
use crate::tui::keymap::Scope;
use crate::tui::keys::Action;
use crate::tui::layout::Pane;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::panes::{Panes, blocks, heading};
use crate::tui::theme::{Role, role_of};
use crate::tui::widgets::choices::Part;
use crate::words::Words;

/// The guide.
#[derive(Clone, Debug, Default)]
pub struct Guide {
    panes: Panes,
    /// A question that the person went back to
    again: Option<QuestionId>,
    /// The question that the choices belong to
    shown: Option<QuestionId>,
}

/// What a line beside the question stands for.
pub(super) enum Beside {
    Station(QuestionId),
    Cause(CauseId),
}

impl Guide {
    /// The guide, with a question that was answered before.
    #[must_use]
    pub fn again(question: QuestionId) -> Self {
        Self { again: Some(question), ..Self::default() }
    }

    /// Whether the person went back to a question.
    #[must_use]
    pub const fn goes_back(&self) -> bool {
        self.again.is_some()
    }

    pub(super) const fn front(&self) -> Pane {
        self.panes.front
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        match input {
            Input::Act(Action::Digit(digit)) if *digit > 0 => self.choose(cx, usize::from(*digit - 1)),
            Input::Act(Action::Unknown) => self.answer(cx, Answer::Unknown),
            Input::Act(Action::Why) => vec![Request::Why(self.why(cx))],
            Input::Act(Action::Map) => vec![Request::Map],
            Input::Act(Action::Back) if self.again.take().is_none() => vec![Request::Undo],
            Input::Act(Action::Out) if self.again.take().is_none() => vec![Request::Out],
            Input::Act(Action::Copy) => vec![Request::Copy(self.command(cx))],
            Input::Act(Action::CopyAll) => {
                vec![Request::Copy(Some(crate::report::case::text(cx.catalogue, cx.session, cx.diagnosis, cx.lang)))]
            }
            input => match self.panes.update(cx, input) {
                Some((Pane::Main, choice)) => self.choose(cx, choice),
                Some((Pane::Side, line)) => self.open(cx, line),
                None => Vec::new(),
            },
        }
    }

    /// The question that is asked now.
    fn question(&self, cx: &Cx<'_>) -> Option<QuestionId> {
        self.again.or(match cx.diagnosis.next {
            Next::Ask(question) => Some(question),
            Next::Confirmed(_) | Next::Exhausted => None,
        })
    }

    fn choose(&mut self, cx: &Cx<'_>, choice: usize) -> Vec<Request> {
        let Some(question) = self.question(cx) else { return Vec::new() };
        let mut answers = answers(cx, question);
        match choice.cmp(&answers.len()) {
            std::cmp::Ordering::Less => self.answer(cx, Answer::Is(answers.swap_remove(choice).0)),
            std::cmp::Ordering::Equal => self.answer(cx, Answer::Unknown),
            std::cmp::Ordering::Greater => Vec::new(),
        }
    }

    fn answer(&mut self, cx: &Cx<'_>, answer: Answer) -> Vec<Request> {
        let Some(question) = self.question(cx) else { return Vec::new() };
        self.again = None;
        vec![Request::Change(Change::Answer { fact: cx.catalogue.question(question).fact.clone(), answer })]
    }

    /// A station of the path is asked again; a cause is explained.
    fn open(&mut self, cx: &Cx<'_>, line: usize) -> Vec<Request> {
        match beside(cx).into_iter().nth(line) {
            Some((Beside::Station(question), _)) => {
                self.again = Some(question);
                self.panes.front = Pane::Main;
                Vec::new()
            }
            Some((Beside::Cause(cause), _)) => {
                vec![Request::Why(why::cause(cx.catalogue, cx.session, cx.diagnosis, cause, cx.lang))]
            }
            None => Vec::new(),
        }
    }

    fn why(&self, cx: &Cx<'_>) -> Page {
        let page = |question| why::question(cx.catalogue, cx.diagnosis, question, cx.lang);
        let selected = beside(cx).into_iter().nth(self.panes.side.selected());
        match (self.panes.front, selected) {
            (Pane::Side, Some((Beside::Station(question), _))) => page(question),
            (Pane::Side, Some((Beside::Cause(cause), _))) => {
                why::cause(cx.catalogue, cx.session, cx.diagnosis, cause, cx.lang)
            }
            _ => self.question(cx).map_or_else(Page::default, page),
        }
    }

    fn command(&self, cx: &Cx<'_>) -> Option<String> {
        let question = cx.catalogue.question(self.question(cx)?);
        let hints = question.hints.open();
        let run = hints.find_out.iter().find_map(|step| step.run.as_ref())?;
        Some(command::fill(cx.catalogue, &cx.session.facts, run))
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let question = self.question(cx);
        if question != self.shown {
            self.shown = question;
            self.panes.main.reset();
            if let Some(answer) = question.and_then(|question| current(cx, question)) {
                self.panes.main.select(answer, 0);
            }
        }
        let main = question.map_or_else(Vec::new, |question| ask(cx, question));
        self.panes.layout(cx, &main, &side(cx));
        let height = crate::tui::layout::inside(cx.layout.main).height;
        self.panes.main.select(self.panes.main.selected(), height);
    }

    pub(super) fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) {
        let (words, dot) = (cx.words(), cx.theme.signs.dot);
        let title = if self.again.is_some() {
            format!("{} {dot} {}", cx.case(), words.change_answer)
        } else {
            format!(
                "{} {dot} {} {}",
                cx.case(),
                words.question,
                cx.diagnosis.path.len() + cx.diagnosis.parked.len() + 1
            )
        };
        self.panes.view(cx, [&title, words.path_and_causes], buf);
    }
}

/// The values to choose from, with what a person reads. A question about the code offers the codes of the case.
fn answers(cx: &Cx<'_>, question: QuestionId) -> Vec<(Value, String)> {
    let question = cx.catalogue.question(question);
    if !question.answers.is_empty() {
        return question
            .answers
            .iter()
            .map(|choice| (choice.value.clone(), choice.label.of(cx.lang).to_owned()))
            .collect();
    }
    offered(cx.catalogue, cx.session)
        .into_iter()
        .map(|code| (Value::Code(code.number), format!("{} {}: {}", code.number, code.name, code.title.of(cx.lang))))
        .collect()
}

/// The position of the answer that a question has now.
fn current(cx: &Cx<'_>, question: QuestionId) -> Option<usize> {
    let answers = answers(cx, question);
    match cx.diagnosis.facts.known(&cx.catalogue.question(question).fact) {
        Known::Parked => Some(answers.len()),
        known => answers.iter().position(|(value, _)| known.value() == Some(value)),
    }
}

fn ask(cx: &Cx<'_>, id: QuestionId) -> Vec<Part> {
    let words = Words::of(cx.lang);
    let question = cx.catalogue.question(id);
    let mut parts = vec![Part::Block(Block::Heading(question.ask.of(cx.lang).to_owned())), Part::Block(Block::Blank)];
    let now = current(cx, id);
    let labels = answers(cx, id).into_iter().map(|(_, label)| label).chain([words.dont_know.to_owned()]);
    let last = labels.size_hint().0;
    for (at, text) in labels.enumerate() {
        let key = if at + 1 == last { cx.key(Action::Unknown, Scope::Guide) } else { (at + 1).to_string() };
        let mark = if now == Some(at) { format!("{key} {}", cx.theme.signs.given) } else { key };
        parts.push(Part::Choice { mark, text, role: Role::Number, indent: 0 });
    }
    let mut page = Page::default();
    if let Known::Disputed(observations) = cx.diagnosis.facts.known(&question.fact) {
        page.section(cx.words().disputed);
        for seen in observations {
            page.item("!", format!("{}: {}", say::origin(&cx.session.evidence, &seen.origin), seen.value));
        }
    }
    if question.answers.is_empty() {
        for note in notes(cx.session) {
            page.item("!", note.of(cx.lang));
        }
    }
    let hints = question.hints.open();
    if !hints.find_out.is_empty() {
        page.section(&format!("{} ({})", words.how_to_find_out, words.effort_of(question.effort)));
    }
    for step in &hints.find_out {
        command::step(&mut page, cx.catalogue, &cx.session.facts, cx.lang, cx.theme.signs.item, step);
    }
    page.push(Block::Blank);
    page.aside(hints.why.of(cx.lang));
    parts.push(Part::Block(Block::Blank));
    parts.extend(blocks(page));
    parts
}

/// How to tell the codes from each other that the evidence shows, each once.
fn notes(session: &Session) -> Vec<&Text> {
    let mut notes: Vec<&Text> = session.sightings.iter().filter_map(|seen| seen.note.as_ref()).collect();
    notes.dedup();
    notes
}

/// The lines beside the question: the path, what is parked, the causes.
pub(super) fn beside(cx: &Cx<'_>) -> Vec<(Beside, Part)> {
    let facts = &cx.diagnosis.facts;
    let settled = cx.diagnosis.path.iter().map(|step| {
        let key = &cx.catalogue.question(step.question).fact;
        let (mark, role) = match facts.known(key) {
            Known::Overridden { .. } => (cx.theme.signs.against, Role::Override),
            _ if step.certain => (cx.theme.signs.confirmed, Role::Confirmed),
            _ => (cx.theme.signs.bullet, Role::Muted),
        };
        let text = say::fact(cx.catalogue, (&cx.session.evidence, facts), key, cx.lang);
        (Beside::Station(step.question), Part::Choice { mark: mark.to_owned(), text, role, indent: 0 })
    });
    let parked = cx.diagnosis.parked.iter().map(|id| {
        let text = cx.catalogue.question(*id).ask.of(cx.lang).to_owned();
        (
            Beside::Station(*id),
            Part::Choice { mark: cx.theme.signs.unknown.to_owned(), text, role: Role::Likely, indent: 0 },
        )
    });
    let causes = cx.diagnosis.causes.iter().map(|standing| {
        let cause = cx.catalogue.cause(standing.cause);
        let words = Words::of(cx.lang);
        let grade = if standing.failed { cx.words().tried_in_vain } else { words.grade_of(&standing.grade) };
        let origin = cause.from.as_ref().map_or_else(String::new, |file| format!(" [{file}]"));
        let text = format!("{} ({grade}){origin}", cause.title.of(cx.lang));
        let role = if standing.failed { Role::RuledOut } else { role_of(&standing.grade) };
        (
            Beside::Cause(standing.cause),
            Part::Choice { mark: cx.theme.signs.grade(&standing.grade).to_owned(), text, role, indent: 0 },
        )
    });
    settled.chain(parked).chain(causes).collect()
}

/// What is known with its limit, as bars.
pub(super) fn limits(cx: &Cx<'_>, parts: &mut Vec<Part>) {
    let sums = sums::page(cx.catalogue, &cx.diagnosis.facts, cx.lang);
    if !sums.0.is_empty() {
        heading(parts, Words::of(cx.lang).report.against_limits);
        parts.extend(blocks(sums));
    }
}

/// The same lines under their headings.
fn side(cx: &Cx<'_>) -> Vec<Part> {
    let words = cx.words();
    let mut parts = Vec::new();
    heading(&mut parts, words.path_so_far);
    if cx.diagnosis.path.is_empty() {
        parts.push(Part::Block(Block::Aside(words.no_answers_yet.to_owned())));
    }
    let (stations, parked) = (cx.diagnosis.path.len(), cx.diagnosis.parked.len());
    for (at, (_, part)) in beside(cx).into_iter().enumerate() {
        if at == stations && parked > 0 {
            heading(&mut parts, words.parked);
        }
        if at == stations + parked {
            limits(cx, &mut parts);
            heading(&mut parts, words.causes_standing);
        }
        parts.push(part);
    }
    parts
}
