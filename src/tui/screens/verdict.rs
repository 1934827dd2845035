//! The verdict: the likely cause and its proof, the fix as steps to tick, and what else it could be.

use ratatui::buffer::Buffer;

use crate::catalogue::{Cause, QuestionId, Remedy, Step};
use crate::diagnosis::why::cheapest_check;
use crate::diagnosis::{Grade, Standing};
use crate::report::page::{Block, Page};
use crate::report::verdict::proof;
use crate::report::{case, command, why};
use crate::session::{Change, StepOf, Tried};
use crate::tui::keymap::Scope;
use crate::tui::keys::Action;
use crate::tui::layout::Pane;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::screens::guide::{Beside, beside, limits};
use crate::tui::screens::panes::{Panes, blocks, heading};
use crate::tui::theme::{Role, role_of};
use crate::tui::widgets::choices::Part;
use crate::words::Words;

/// The most rivals that are named beside the cause.
const RIVALS: usize = 5;

/// The verdict.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    panes: Panes,
}

/// What a line of the main pane does.
#[derive(Clone, Copy)]
enum Line {
    Step(usize),
    Helped(bool),
}

/// What a line of the side pane leads to.
enum Lead {
    Rival(Standing),
    Check(QuestionId),
    Path(Beside),
}

impl Verdict {
    pub(super) const fn front(&self) -> Pane {
        self.panes.front
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        match input {
            Input::Act(Action::Digit(digit)) if *digit > 0 => self.act(cx, usize::from(*digit - 1)),
            Input::Act(Action::Tick) if self.panes.front == Pane::Main => self.act(cx, self.panes.main.selected()),
            Input::Act(Action::Why) => vec![Request::Why(self.why(cx))],
            Input::Act(Action::Map) => vec![Request::Map],
            Input::Act(Action::Back) => vec![Request::Undo],
            Input::Act(Action::Out) => vec![Request::Out],
            Input::Act(Action::Copy) => vec![Request::Copy(self.command(cx))],
            Input::Act(Action::CopyAll) => vec![Request::Copy(Some(all(cx)))],
            input => match self.panes.update(cx, input) {
                Some((Pane::Main, choice)) => self.act(cx, choice),
                Some((Pane::Side, line)) => open(cx, line),
                None => Vec::new(),
            },
        }
    }

    fn act(&mut self, cx: &Cx<'_>, choice: usize) -> Vec<Request> {
        let Some(cause) = shown(cx) else { return Vec::new() };
        match lines(cx, cause).get(choice) {
            Some(Line::Step(step)) => {
                let height = crate::tui::layout::inside(cx.layout.main).height;
                self.panes.main.select(choice, height);
                let slug = cause.remedy.open().fix.get(*step).map(Step::slug);
                let ticked = slug.map(|step| Change::Tick(StepOf { cause: cause.slug.clone(), step }));
                ticked.map(Request::Change).into_iter().collect()
            }
            Some(Line::Helped(helped)) => {
                self.panes.main.reset();
                vec![Request::Change(Change::Tried(Tried { cause: cause.slug.clone(), helped: *helped }))]
            }
            None => Vec::new(),
        }
    }

    fn why(&self, cx: &Cx<'_>) -> Page {
        let explain = |id| why::cause(cx.catalogue, cx.session, cx.diagnosis, id, cx.lang);
        let ask = |id| why::question(cx.catalogue, cx.diagnosis, id, cx.lang);
        if self.panes.front == Pane::Main {
            return cx.diagnosis.best().map_or_else(Page::default, |standing| explain(standing.cause));
        }
        match leads(cx).into_iter().nth(self.panes.side.selected()) {
            Some((Lead::Rival(standing), _)) => explain(standing.cause),
            Some((Lead::Check(id) | Lead::Path(Beside::Station(id)), _)) => ask(id),
            Some((Lead::Path(Beside::Cause(id)), _)) => explain(id),
            None => Page::default(),
        }
    }

    /// The command of the selected step.
    fn command(&self, cx: &Cx<'_>) -> Option<String> {
        let cause = shown(cx)?;
        let remedy = cause.remedy.open();
        let step = match lines(cx, cause).get(self.panes.main.selected()) {
            Some(Line::Step(step)) => remedy.fix.get(*step),
            _ => remedy.verify.as_ref(),
        };
        step.and_then(|step| step.run.as_ref()).map(|run| command::fill(cx.catalogue, &cx.session.facts, run))
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let main = match (cx.session.solved(), shown(cx)) {
            (Some(_), Some(cause)) => closed(cx, cause),
            (_, Some(cause)) => fix(cx, cause),
            (_, None) => nothing_left(cx),
        };
        self.panes.layout(cx, &main, &side(cx));
    }

    pub(super) fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) {
        let words = cx.words();
        let confirmed = cx.diagnosis.best().is_some_and(|best| matches!(best.grade, Grade::Confirmed(_)));
        let state = match (cx.session.solved(), confirmed) {
            (Some(_), _) => words.case_closed,
            (None, true) => words.verdict,
            (None, false) => words.not_decided,
        };
        self.panes.view(cx, [&format!("{} {} {state}", cx.case(), cx.theme.signs.dot), words.what_else], buf);
    }
}

/// The whole verdict, or the case for a ticket where nothing is left.
fn all(cx: &Cx<'_>) -> String {
    let case = case::text(cx.catalogue, cx.session, cx.diagnosis, cx.lang);
    let fix = shown(cx).map(|cause| {
        let page = crate::report::explain::cause(cx.catalogue, &cx.session.facts, cause, cx.lang);
        format!("{}\n{}\n", cause.title.of(cx.lang), page.to_text())
    });
    fix.unwrap_or_default() + &case
}

/// The cause that helped, else the best one.
fn shown<'a>(cx: &Cx<'a>) -> Option<&'a Cause> {
    let helped = cx.session.solved();
    let mut standing = cx.diagnosis.causes.iter().map(|standing| cx.catalogue.cause(standing.cause));
    match helped {
        Some(slug) => standing.find(|cause| cause.slug == *slug),
        None => cx.diagnosis.best().map(|best| cx.catalogue.cause(best.cause)),
    }
}

/// What the choices of the main pane stand for, in order.
fn lines(cx: &Cx<'_>, cause: &Cause) -> Vec<Line> {
    if cx.session.solved().is_some() {
        return Vec::new();
    }
    (0..cause.remedy.open().fix.len()).map(Line::Step).chain([Line::Helped(true), Line::Helped(false)]).collect()
}

fn fix(cx: &Cx<'_>, cause: &Cause) -> Vec<Part> {
    let (words, screen) = (Words::of(cx.lang), cx.words());
    let mut parts = Vec::new();
    heading(&mut parts, cause.title.of(cx.lang));
    if let Some(file) = &cause.from {
        parts.push(Part::Block(Block::Aside(format!("{} {file}", words.from_file))));
    }
    let remedy = cause.remedy.open();
    parts.push(Part::Block(Block::Text(remedy.because.of(cx.lang).to_owned())));
    if let Some(best) = cx.diagnosis.best() {
        let mut page = Page::default();
        let (sign, dot) = (cx.theme.signs.grade(&best.grade), cx.theme.signs.dot);
        page.section(&format!("{sign} {} {dot} {}", words.grade_of(&best.grade), screen.because));
        if !matches!(best.grade, Grade::Confirmed(_)) {
            page.aside(screen.not_confirmed);
        }
        page.0.extend(proof(cx.catalogue, cx.session, cx.diagnosis, &best.grade, cx.lang).0);
        parts.push(Part::Block(Block::Blank));
        parts.extend(blocks(page));
    }
    heading(&mut parts, words.fix);
    for (at, step) in remedy.fix.iter().enumerate() {
        let ticked = cx.session.ticked.contains(&StepOf { cause: cause.slug.clone(), step: step.slug() });
        let mark = format!("{} {}", at + 1, if ticked { "[x]" } else { "[ ]" });
        let role = if ticked { Role::Confirmed } else { Role::Number };
        parts.push(Part::Choice { mark, text: step.text.of(cx.lang).to_owned(), role, indent: 0 });
        let mut page = Page::default();
        command::attached(&mut page, cx.catalogue, &cx.session.facts, step);
        parts.extend(blocks(page));
    }
    parts.push(Part::Block(Block::Blank));
    parts.extend(blocks(after(cx, &remedy)));
    heading(&mut parts, screen.did_it_help);
    for (at, text) in [screen.helped, screen.did_not_help].into_iter().enumerate() {
        let mark = (remedy.fix.len() + at + 1).to_string();
        parts.push(Part::Choice { mark, text: text.to_owned(), role: Role::Number, indent: 0 });
    }
    parts
}

/// What comes after the fix: verify, undo, stopgap, look-alikes.
fn after(cx: &Cx<'_>, remedy: &Remedy) -> Page {
    let words = Words::of(cx.lang);
    let mut page = Page::default();
    for (heading, step) in [(words.verify, &remedy.verify), (words.undo, &remedy.undo)] {
        if let Some(step) = step {
            page.section(heading);
            command::step(&mut page, cx.catalogue, &cx.session.facts, cx.lang, cx.theme.signs.item, step);
        }
    }
    if let Some(stopgap) = &remedy.stopgap {
        page.section(words.stopgap);
        command::step(&mut page, cx.catalogue, &cx.session.facts, cx.lang, cx.theme.signs.item, &stopgap.step);
        page.aside(format!("{}: {}", words.cost, stopgap.cost.of(cx.lang)));
    }
    if !remedy.unlike.is_empty() {
        page.section(words.not_this_if);
        remedy.unlike.iter().for_each(|text| page.item(cx.theme.signs.item, text.of(cx.lang)));
    }
    page
}

fn closed(cx: &Cx<'_>, cause: &Cause) -> Vec<Part> {
    let mut parts = Vec::new();
    heading(&mut parts, cause.title.of(cx.lang));
    parts.push(Part::Block(Block::Text((cx.words().closed_text)(&cx.key(Action::Out, Scope::Verdict)))));
    parts
}

/// Nothing is left to ask and no cause stands: what is missing, and the ticket.
fn nothing_left(cx: &Cx<'_>) -> Vec<Part> {
    let words = cx.words();
    let mut page = Page::default();
    page.section(words.not_decided);
    page.text(words.nothing_left);
    if !cx.diagnosis.parked.is_empty() {
        page.section(words.missing);
        cx.diagnosis.parked.iter().for_each(|id| page.item("?", cx.catalogue.question(*id).ask.of(cx.lang)));
    }
    page.push(Block::Blank);
    page.text(words.ticket_text);
    page.0.extend(case::page(cx.catalogue, cx.session, cx.diagnosis, cx.lang).0);
    blocks(page).collect()
}

/// The lines of the side pane, each with what it leads to.
fn leads(cx: &Cx<'_>) -> Vec<(Lead, Part)> {
    let words = Words::of(cx.lang);
    let best = shown(cx).map(|cause| &cause.slug);
    let rivals = cx
        .diagnosis
        .causes
        .iter()
        .filter(|standing| standing.stands() && best != Some(&cx.catalogue.cause(standing.cause).slug));
    let mut leads = Vec::new();
    for standing in rivals.take(RIVALS) {
        let title = cx.catalogue.cause(standing.cause).title.of(cx.lang);
        let text = format!("{title} ({})", words.grade_of(&standing.grade));
        let mark = cx.theme.signs.grade(&standing.grade).to_owned();
        let role = role_of(&standing.grade);
        leads.push((Lead::Rival(standing.clone()), Part::Choice { mark, text, role, indent: 0 }));
        if let Some(check) = cheapest_check(cx.catalogue, cx.diagnosis, standing.cause) {
            let ask = cx.catalogue.question(check).ask.of(cx.lang);
            let text = format!("{}: {ask}", cx.words().cheapest_check);
            leads.push((
                Lead::Check(check),
                Part::Choice { mark: cx.theme.signs.under.to_owned(), text, role: Role::Muted, indent: 2 },
            ));
        }
    }
    leads.extend(
        beside(cx)
            .into_iter()
            .filter(|(beside, _)| matches!(beside, Beside::Station(_)))
            .map(|(beside, part)| (Lead::Path(beside), part)),
    );
    leads
}

fn side(cx: &Cx<'_>) -> Vec<Part> {
    let words = cx.words();
    let leads = leads(cx);
    let mut parts = Vec::new();
    heading(&mut parts, words.what_else);
    if !leads.iter().any(|(lead, _)| matches!(lead, Lead::Rival(_))) {
        parts.push(Part::Block(Block::Aside(words.no_rival.to_owned())));
    }
    let mut path = false;
    for (lead, part) in leads {
        if matches!(lead, Lead::Path(_)) && !path {
            path = true;
            heading(&mut parts, words.path_so_far);
        }
        parts.push(part);
    }
    limits(cx, &mut parts);
    parts
}

/// A check or a station is asked again; a rival is explained.
fn open(cx: &Cx<'_>, line: usize) -> Vec<Request> {
    match leads(cx).into_iter().nth(line) {
        Some((Lead::Check(id) | Lead::Path(Beside::Station(id)), _)) => vec![Request::Ask(id)],
        Some((Lead::Rival(Standing { cause, .. }) | Lead::Path(Beside::Cause(cause)), _)) => {
            vec![Request::Why(why::cause(cx.catalogue, cx.session, cx.diagnosis, cause, cx.lang))]
        }
        None => Vec::new(),
    }
}
