//! The details of a code: what matters is open, the rest is folded under headings. What a person turned, and where they
//! were, is kept for each code.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;

use crate::catalogue::Code;
use crate::clean::width;
use crate::fact::Facts;
use crate::lang::Lang;
use crate::report::outline::{Outline, Part};
use crate::report::page::{Block, Page};
use crate::tui::keymap::Scope;
use crate::tui::keys::Action;
use crate::tui::screens::context::{Cx, Input};
use crate::tui::screens::finding::take_in;
use crate::tui::theme::Role;
use crate::tui::widgets::find::{Find, Place, Searched};
use crate::tui::widgets::frame;
use crate::tui::widgets::list::Move;
use crate::tui::widgets::pager::{Below, Entry, MARK, Pager, height};

/// Causes that show the first step of their fix, however little room there is.
const STEPS: usize = 3;
/// The widest line of prose.
const PROSE: u16 = 88;
/// Cells by which what belongs to a heading stands in, and the first step of a cause that is folded.
const BODY: u16 = 2;
const STEP: u16 = 4;
/// Blank lines around a part that is open.
const APART: usize = 2;

/// What the lines were made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Made {
    code: u16,
    lang: Lang,
    width: u16,
    height: u16,
}

/// How much of a part is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fold {
    /// Its heading
    Folded,
    /// The title of a cause and its first step
    Step,
    /// All of it
    Open,
}

/// What a person did with the details of a code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Kept {
    /// Parts that were folded or unfolded, by their numbers
    turned: BTreeMap<u32, bool>,
    /// Where they were; nothing before they moved
    places: Option<[Place; 2]>,
}

/// The details of the selected code.
#[derive(Clone, Debug)]
pub(super) struct Details {
    made: Option<Made>,
    pager: Pager,
    parts: Vec<(Part, Fold)>,
    kept: BTreeMap<u16, Kept>,
    /// Where to go when the lines are made, and whether to show the whole section
    goal: Option<(Place, bool)>,
}

impl Default for Details {
    fn default() -> Self {
        let (made, parts, kept) = (None, Vec::new(), BTreeMap::new());
        Self { made, pager: Pager::marked(), parts, kept, goal: None }
    }
}

/// What an input leads to.
pub(super) enum Leads {
    /// The guide of the code
    Guide,
    /// The clipboard
    Copy(Option<String>),
    /// The list
    Out,
}

impl Details {
    pub(super) const fn find(&self) -> &Find {
        &self.pager.find
    }

    /// Carries out what a person does in the details of `code`.
    pub(super) fn update(&mut self, cx: &Cx<'_>, code: &Code, input: &Input<'_>) -> Option<Leads> {
        let height = cx.layout.side.height;
        if take_in(self, height, input) {
            return None;
        }
        match input {
            Input::Act(Action::Move(step)) => self.pager.go(*step, height),
            Input::Wheel(_, lines) => self.pager.go(Move::By(isize::from(*lines)), height),
            Input::Press(_, line) => self.pager.press(*line, height),
            Input::Act(Action::Heading(onward)) => {
                if let Some(place) = self.pager.heading(*onward) {
                    self.pager.go_to(place, height);
                }
            }
            Input::Act(Action::Sideways(right)) => self.pager.sideways(*right),
            Input::Act(Action::Enter) if self.leads_on() => return Some(Leads::Guide),
            Input::Act(Action::Enter | Action::Fold) => self.turn(code.number),
            Input::Act(Action::Copy) => return Some(Leads::Copy(self.copied())),
            Input::Act(Action::Out) => return Some(Leads::Out),
            Input::Act(Action::CopyAll) => return Some(Leads::Copy(self.copied_part(cx, code))),
            _ => {}
        }
        None
    }

    /// The part that the mark stands in.
    fn section(&self) -> u32 {
        self.pager.place().key.0
    }

    fn part(&self) -> Option<(Part, Fold)> {
        self.parts.get(usize::try_from(self.section()).ok()?).copied()
    }

    /// Whether the mark stands on what leads to the guide.
    fn leads_on(&self) -> bool {
        self.part().is_some_and(|(part, _)| matches!(part, Part::Summary | Part::Causes))
    }

    /// Folds or unfolds what is marked.
    fn turn(&mut self, code: u16) {
        let (section, Some((_, fold))) = (self.section(), self.part()) else { return };
        self.kept.entry(code).or_default().turned.insert(section, fold != Fold::Open);
        self.renew();
        self.goal = Some((Place { key: (section, 1), ..Place::default() }, true));
    }

    /// Has the lines of the same code made anew.
    fn renew(&mut self) {
        self.made = self.made.map(|made| Made { width: 0, ..made });
    }

    /// The marked paragraph; of a command the line, with what it goes on with below.
    fn copied(&self) -> Option<String> {
        let at = self.pager.place().at;
        match &self.pager.current()?.block {
            Block::Blank => None,
            Block::Command(text) | Block::Sample(text) => Some(line_at(text, at).to_owned()),
            Block::Link { url, .. } => Some(url.clone()),
            Block::Field { name, value } => Some(format!("{}: {value}", name.trim_end())),
            block => Some(Page(vec![block.clone()]).to_text().trim().to_owned()),
        }
    }

    /// All of the part that the mark stands in, folded or not.
    fn copied_part(&self, cx: &Cx<'_>, code: &Code) -> Option<String> {
        let (part, _) = self.part()?;
        let facts = Facts::default();
        let text = Outline::of(cx.catalogue, &facts, code, cx.lang).whole(part).to_text();
        Some(format!("{} {}\n{text}", code.number, code.name))
    }

    /// Makes what the window shows.
    pub(super) fn layout(&mut self, cx: &Cx<'_>, code: &Code) {
        let area = cx.layout.side;
        if area.is_empty() {
            return;
        }
        let width = area.width.saturating_sub(MARK).min(PROSE);
        let wanted = Made { code: code.number, lang: cx.lang, width, height: area.height };
        let facts = Facts::default();
        if self.pager.find.is_changed() {
            let outline = Outline::of(cx.catalogue, &facts, code, cx.lang);
            let all: Vec<Entry> = whole(&outline);
            if let Some(place) = self.pager.find.look(all.iter().map(|entry| (entry.key, &entry.block))) {
                self.go_to(place, area.height);
            }
        }
        if self.made != Some(wanted) {
            let outline = Outline::of(cx.catalogue, &facts, code, cx.lang);
            self.make(cx, &outline, wanted);
        }
        match self.goal.take() {
            Some((place, true)) => self.pager.go_to_section(place, area.height),
            Some((place, false)) => self.pager.go_to(place, area.height),
            None => {}
        }
        self.pager.layout(area.height);
    }

    fn make(&mut self, cx: &Cx<'_>, outline: &Outline<'_>, wanted: Made) {
        let before = self.made.replace(wanted);
        if before.is_some_and(|made| (made.code, made.lang) != (wanted.code, wanted.lang)) {
            self.pager.find.clear();
        }
        if before.is_none_or(|made| made.code != wanted.code) {
            if let Some(made) = before {
                self.leave(made.code);
            }
            let begin = outline.parts().iter().position(|part| *part == Part::Cause(0)).unwrap_or(1);
            let begin = Place { key: (u32::try_from(begin).unwrap_or(0), 1), ..Place::default() };
            let kept = self.kept.get(&wanted.code).and_then(|kept| kept.places);
            self.pager.return_to(kept.unwrap_or([Place::default(), begin]));
        }
        let folds = by_room(outline, (wanted.width, usize::from(wanted.height)));
        self.parts = outline.parts().into_iter().zip(folds).collect();
        let kept = self.kept.get(&wanted.code);
        for (section, (_, fold)) in (0..).zip(&mut self.parts) {
            if let Some(open) = kept.and_then(|kept| kept.turned.get(&section)) {
                *fold = if *open { Fold::Open } else { Fold::Folded };
            }
        }
        let hint = format!("{} {}", cx.key(Action::Enter, Scope::Details), cx.words().find_yours);
        self.pager.show(entries(outline, &self.parts, (wanted.width, &hint)), wanted.width);
    }

    /// Keeps where a person was in a code that they leave.
    fn leave(&mut self, code: u16) {
        let places = self.pager.places();
        if places[0] != Place::default() || self.kept.contains_key(&code) {
            self.kept.entry(code).or_default().places = Some(places);
        }
    }

    pub(super) fn view(&self, cx: &Cx<'_>, focus: bool, buf: &mut Buffer) {
        let area = cx.layout.side;
        if area.is_empty() {
            return;
        }
        self.pager.draw(focus, area, cx.theme, buf);
        let words = cx.words();
        let below = match self.pager.below(area.height) {
            Some(Below::Headings(count)) => (words.more_headings)(count),
            Some(Below::Lines(count)) => (words.more_lines)(count),
            None => return,
        };
        frame::below(buf, area, &format!("{} {below}", cx.theme.signs.down), cx.theme);
    }
}

impl Searched for Details {
    fn find(&mut self) -> &mut Find {
        &mut self.pager.find
    }

    fn place(&self) -> Place {
        self.pager.place()
    }

    /// Unfolds what the place lies in.
    fn go_to(&mut self, place: Place, _: u16) {
        let section = usize::try_from(place.key.0).ok();
        let shown = self.pager.entries().iter().any(|entry| entry.key == place.key);
        if let (Some(made), false) = (self.made, shown)
            && section.is_some_and(|section| section < self.parts.len())
        {
            self.kept.entry(made.code).or_default().turned.insert(place.key.0, true);
            self.renew();
        }
        self.goal = Some((place, false));
    }
}

/// How much of each part is open in a window of so many cells and lines: while all headings fit, more is, in order of
/// weight: every first step, then whole causes, then the other parts.
fn by_room(outline: &Outline<'_>, (width, rows): (u16, usize)) -> Vec<Fold> {
    let parts = outline.parts();
    let mut folds: Vec<Fold> = parts
        .iter()
        .map(|part| match part {
            Part::Cause(at) if *at < STEPS => Fold::Step,
            Part::Summary | Part::Causes | Part::Limits => Fold::Open,
            _ => Fold::Folded,
        })
        .collect();
    let lines = |shown: &[(Part, Fold)]| height(&entries(outline, shown, (width, "")), width);
    let all: Vec<(Part, Fold)> = parts.iter().copied().zip(folds.iter().copied()).collect();
    let mut room = rows.saturating_sub(lines(&all));
    if room == 0 {
        return folds;
    }
    let causes: Vec<usize> = (0..parts.len()).filter(|at| matches!(parts[*at], Part::Cause(_))).collect();
    let others: Vec<usize> = (0..parts.len()).filter(|at| folds[*at] == Fold::Folded && !causes.contains(at)).collect();
    let steps = causes.iter().skip(STEPS).map(|at| (*at, Fold::Step));
    let opened = causes.iter().chain(&others).map(|at| (*at, Fold::Open));
    for (at, fold) in steps.chain(opened) {
        let blanks = if fold == Fold::Open && !causes.contains(&at) { APART } else { 0 };
        let more = (lines(&[(parts[at], fold)]) + blanks).saturating_sub(lines(&[(parts[at], folds[at])]));
        let Some(left) = room.checked_sub(more) else { break };
        (room, folds[at]) = (left, fold);
    }
    folds
}

/// Every block of an outline, whatever is folded.
fn whole(outline: &Outline<'_>) -> Vec<Entry> {
    let parts: Vec<(Part, Fold)> = outline.parts().into_iter().map(|part| (part, Fold::Open)).collect();
    entries(outline, &parts, (PROSE, ""))
}

/// What is shown of the parts; `hint` stands beside the heading of the causes.
fn entries(outline: &Outline<'_>, parts: &[(Part, Fold)], (width, hint): (u16, &str)) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut before = None;
    for (section, (part, fold)) in (0..).zip(parts) {
        if apart(before, (*part, *fold)) {
            entries.push(Entry::new((section, 0), Block::Blank));
        }
        let from = entries.len();
        let page = if *fold == Fold::Open { outline.whole(*part) } else { outline.folded(*part) };
        let blocks = (1..).zip(aligned(page, width)).map(|(block, text)| Entry::new((section, block), text));
        entries.extend(blocks);
        let within = if let Part::Cause(at) = part { number_of(*at) } else { BODY };
        for entry in entries.iter_mut().skip(from + 1).filter(|_| *part != Part::Summary) {
            entry.indent = within;
        }
        if let Some(head) = entries.get_mut(from) {
            match part {
                Part::Summary => head.role = Some(Role::Title),
                Part::Cause(_) => head.head = *fold == Fold::Open,
                Part::Causes => (head.head, head.right) = (true, (!hint.is_empty()).then(|| hint.to_owned())),
                _ => head.head = true,
            }
        }
        if let (Fold::Step, Part::Cause(at)) = (fold, part)
            && let Some((block, step)) = outline.first_step(*at)
        {
            let key = (section, u32::try_from(block + 1).unwrap_or(0));
            entries.push(Entry { indent: STEP, ..Entry::new(key, step) });
        }
        before = Some((*part, *fold));
    }
    entries
}

/// Whether a blank line stands between two parts.
fn apart(before: Option<(Part, Fold)>, (part, fold): (Part, Fold)) -> bool {
    let is_cause = |part| matches!(part, Part::Cause(_));
    match (before, part) {
        (None, _) | (_, Part::Cause(_)) => false,
        (_, Part::Causes | Part::Limits) => true,
        (Some((before, _)), _) if is_cause(before) => true,
        (Some((Part::Limits, _)), _) => fold == Fold::Open,
        (Some((_, before)), _) => fold == Fold::Open || before == Fold::Open,
    }
}

/// Cells of the number of a cause and of the blank behind it.
fn number_of(at: usize) -> u16 {
    if at < 9 { 2 } else { 3 }
}

/// The blocks of a page, the names of its fields as wide as the widest where there is room for that.
fn aligned(page: Page, cells: u16) -> impl Iterator<Item = Block> {
    let name = |block: &Block| if let Block::Field { name, .. } = block { width(name) } else { 0 };
    let widest = page.0.iter().map(name).max().unwrap_or(0);
    let fits = widest <= usize::from(cells.saturating_sub(BODY) / 2);
    page.0.into_iter().map(move |block| match block {
        Block::Field { name, value } if fits => {
            let blanks = widest - width(&name);
            Block::Field { name: format!("{name}{}", " ".repeat(blanks)), value }
        }
        block => block,
    })
}

/// The line of a text that a place lies in, with those that a backslash joins to it.
fn line_at(text: &str, at: usize) -> &str {
    let at = at.min(text.len());
    let start_of = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut start = start_of(at);
    while start > 0 && text[..start - 1].ends_with('\\') {
        start = start_of(start - 1);
    }
    let end_of = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end);
    let mut end = end_of(at);
    while end < text.len() && text[..end].ends_with('\\') {
        end = end_of(end + 1);
    }
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::line_at;

    #[test]
    fn a_line_is_copied_with_what_a_backslash_joins_to_it() {
        let text = "one\ntwo \\\n  three \\\n  four\nfive";
        for (word, expected) in [
            ("one", "one"),
            ("two", "two \\\n  three \\\n  four"),
            ("three", "two \\\n  three \\\n  four"),
            ("four", "two \\\n  three \\\n  four"),
            ("five", "five"),
        ] {
            assert_eq!(line_at(text, text.find(word).unwrap()), expected, "{word}");
        }
    }
}
