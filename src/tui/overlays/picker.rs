//! A list to pick from over a screen, with a search: the palette of actions, codes and symptoms, or the symptoms alone.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::lang::Lang;
use crate::search::{Limit, rank, rank_symptoms, rank_texts};
use crate::session::{Change, Start};
use crate::tui::keymap::{Binding, Keymap, Scope};
use crate::tui::keys::Action;
use crate::tui::layout::inside;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::theme::Role;
use crate::tui::widgets::border;
use crate::tui::widgets::choices::Choices;
use crate::tui::widgets::editor::Editor;
use crate::tui::widgets::list::{ListState, Move};
use crate::tui::widgets::prompt;
use crate::words::screen::ScreenWords;

/// A list to pick from, with a search.
#[derive(Clone, Debug)]
pub struct Picker {
    of: Items,
    editor: Editor,
    list: ListState,
    choices: Choices,
    /// The items that are shown
    shown: Vec<Item>,
    /// What they were found and wrapped for; an own catalogue may hold ten thousand
    made_for: Option<MadeFor>,
}

/// What the rows depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct MadeFor {
    query: String,
    lang: Lang,
    area: Rect,
}

/// What there is to pick.
#[derive(Clone, Copy, Debug)]
enum Items {
    /// The actions of the screen with this scope; a search finds codes and symptoms too
    Palette(Scope),
    Symptoms,
}

/// One of them: an action or a symptom by its position, a code by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Action(usize),
    Code(u16),
    Symptom(usize),
}

/// Items of one kind that were found, best first, each with its score and what it is called.
struct Group {
    heading: &'static str,
    rows: Vec<(i64, Item, String)>,
}

impl Group {
    /// The best ones: those that are far behind the first were hardly meant.
    fn new(heading: &'static str, rows: impl Iterator<Item = (i64, Item, String)>) -> Self {
        const MOST: usize = 6;
        let mut rows: Vec<_> = rows.take(MOST).collect();
        let best = rows.first().map_or(0, |(score, ..)| *score);
        rows.retain(|(score, ..)| 2 * score >= best);
        Self { heading, rows }
    }

    fn best(&self) -> i64 {
        self.rows.first().map_or(i64::MIN, |(score, ..)| *score)
    }
}

impl Picker {
    /// The actions of the screen with this scope.
    #[must_use]
    pub fn actions(scope: Scope) -> Self {
        Self::of(Items::Palette(scope))
    }

    /// The symptoms.
    #[must_use]
    pub fn symptoms() -> Self {
        Self::of(Items::Symptoms)
    }

    fn of(of: Items) -> Self {
        let (editor, list, choices) = (Editor::default(), ListState::default(), Choices::default());
        Self { of, editor, list, choices, shown: Vec::new(), made_for: None }
    }

    pub(super) const fn title(&self, words: &ScreenWords) -> &'static str {
        match self.of {
            Items::Palette(_) => words.actions_title,
            Items::Symptoms => words.symptoms_title,
        }
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        let height = usize::from(list_area(cx).height);
        match input {
            Input::Act(Action::Type(c)) => self.edit(|editor| editor.insert(c.encode_utf8(&mut [0; 4]))),
            Input::Act(Action::Edit(edit)) => self.edit(|editor| editor.edit(*edit)),
            Input::Paste(text) => self.editor.insert(text),
            Input::Act(Action::Move(step)) => self.list.go(*step, self.shown.len(), height),
            Input::Wheel(_, lines) => self.list.go(Move::By(isize::from(*lines)), self.shown.len(), height),
            Input::Act(Action::Close) => return vec![Request::Close],
            Input::Act(Action::Enter) => return self.pick(cx),
            _ => {}
        }
        Vec::new()
    }

    /// Changes what is searched for; the best item is selected then.
    fn edit(&mut self, edit: impl FnOnce(&mut Editor)) {
        edit(&mut self.editor);
        self.list.select(0);
    }

    /// Closes, and does what is selected; nothing where the search finds nothing.
    fn pick(&self, cx: &Cx<'_>) -> Vec<Request> {
        let Some(item) = self.shown.get(self.list.selected()) else { return Vec::new() };
        let picked = match (*item, self.of) {
            (Item::Action(at), Items::Palette(scope)) => {
                actions(cx.keymap, scope).nth(at).map(|row| vec![Request::Act(row.action)])
            }
            (Item::Action(_), Items::Symptoms) => None,
            (Item::Code(code), _) => Some(vec![Request::Change(Change::Start(Start::Code(code))), Request::Guide]),
            (Item::Symptom(at), _) => cx.catalogue.symptoms().get(at).map(|symptom| {
                vec![Request::Change(Change::Start(Start::Symptom(symptom.slug.clone()))), Request::Guide]
            }),
        };
        [Request::Close].into_iter().chain(picked.into_iter().flatten()).collect()
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let area = list_area(cx);
        let wanted = MadeFor { query: self.editor.text().to_owned(), lang: cx.lang, area };
        if self.made_for.as_ref() != Some(&wanted) {
            self.make(cx, &wanted);
            self.made_for = Some(wanted);
        }
        self.list.layout(self.shown.len(), usize::from(area.height));
        self.choices.select_row(self.list.selected(), area.height);
    }

    /// Finds and wraps the rows.
    fn make(&mut self, cx: &Cx<'_>, wanted: &MadeFor) {
        let query = wanted.query.as_str();
        let groups = match self.of {
            Items::Palette(scope) if query.trim().is_empty() => vec![every(&action_labels(cx, scope), Item::Action)],
            Items::Palette(scope) => palette(cx, query, scope),
            Items::Symptoms if query.trim().is_empty() => vec![every(&symptom_labels(cx), Item::Symptom)],
            Items::Symptoms => vec![Group { heading: "", rows: symptoms(cx, query).collect() }],
        };
        let named = groups.len() > 1;
        let rows: Vec<(Option<&str>, &str)> = (groups.iter())
            .flat_map(|group| {
                let heading = |at: usize| Some(group.heading).filter(|_| named && at == 0);
                group.rows.iter().enumerate().map(move |(at, (.., label))| (heading(at), label.as_str()))
            })
            .collect();
        self.choices.layout_rows(cx.theme.signs.bullet, &rows, wanted.area);
        self.shown = groups.iter().flat_map(|group| &group.rows).map(|(_, item, _)| *item).collect();
    }

    pub(super) fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) -> Position {
        let caret = prompt::draw(&self.editor, inside(area), cx.theme, buf);
        if self.shown.is_empty() {
            let list = list_area(cx);
            let (text, cells) = (cx.words().nothing_found, usize::from(list.width));
            border::text(buf, list.x, list.y, text, cells, cx.theme, Role::Notice);
        }
        self.choices.draw(true, list_area(cx), cx.theme, buf);
        caret
    }
}

/// All of a list.
fn every(labels: &[String], item: impl Fn(usize) -> Item) -> Group {
    Group { heading: "", rows: labels.iter().enumerate().map(|(at, label)| (0, item(at), label.clone())).collect() }
}

/// What the query finds, the group with the best one first.
fn palette(cx: &Cx<'_>, query: &str, scope: Scope) -> Vec<Group> {
    let (words, labels) = (cx.words(), action_labels(cx, scope));
    let mut found = rank_texts(query, &labels);
    if let Some(at) = actions(cx.keymap, scope).position(|row| is_named(cx, row, query)) {
        found.retain(|(other, _)| *other != at);
        found.insert(0, (at, NAMED));
    }
    let actions = found.into_iter().map(|(at, score)| (score, Item::Action(at), labels[at].clone()));
    let codes = rank(cx.index, query, Limit::All).into_iter().filter_map(|hit| {
        let code = cx.catalogue.code(hit.code)?;
        let label = format!("{} {}  {}", code.number, code.name, code.title.of(cx.lang));
        Some((hit.score, Item::Code(hit.code), label))
    });
    let mut groups = vec![
        Group::new(words.palette_actions, actions),
        Group::new(words.status_codes, codes),
        Group::new(words.palette_symptoms, symptoms(cx, query)),
    ];
    groups.retain(|group| !group.rows.is_empty());
    groups.sort_by_key(|group| std::cmp::Reverse(group.best()));
    groups
}

/// The score of an action that the query names: it stands before everything that is only found.
const NAMED: i64 = i64::MAX / 2;

/// Whether the query is the name of an action, its key, or what it is called in settings.
fn is_named(cx: &Cx<'_>, row: &Binding, query: &str) -> bool {
    let names = [(row.label)(cx.words()), row.action.id(), &row.spelled(cx.theme.signs)];
    names.iter().any(|name| name.eq_ignore_ascii_case(query.trim()))
}

/// The symptoms that the query finds, best first.
fn symptoms(cx: &Cx<'_>, query: &str) -> impl Iterator<Item = (i64, Item, String)> {
    let labels = symptom_labels(cx);
    let found = rank_symptoms(cx.index, query).into_iter();
    found.filter_map(move |(at, score)| Some((score, Item::Symptom(at), labels.get(at)?.clone())))
}

fn symptom_labels(cx: &Cx<'_>) -> Vec<String> {
    cx.catalogue.symptoms().iter().map(|symptom| symptom.title.of(cx.lang).to_owned()).collect()
}

fn action_labels(cx: &Cx<'_>, scope: Scope) -> Vec<String> {
    let label = |row: &Binding| format!("{}  {}", (row.label)(cx.words()), row.spelled(cx.theme.signs));
    actions(cx.keymap, scope).map(label).collect()
}

/// The actions of a screen, each once, without those that need another key behind them.
fn actions(keymap: &Keymap, scope: Scope) -> impl Iterator<Item = &'static Binding> + use<> {
    keymap.holding(scope).filter(|row| !matches!(row.action, Action::Digit(_) | Action::Palette))
}

fn list_area(cx: &Cx<'_>) -> Rect {
    prompt::below(inside(cx.layout.overlay))
}
