//! A list to pick from over a screen, with a search: the actions of the screen, or the symptoms.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::lang::Lang;
use crate::search::{rank_symptoms, rank_texts};
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
    /// The items that are shown, by their positions
    shown: Vec<usize>,
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
    /// The actions of the screen with this scope
    Actions(Scope),
    Symptoms,
}

impl Picker {
    /// The actions of the screen with this scope.
    #[must_use]
    pub fn actions(scope: Scope) -> Self {
        Self::of(Items::Actions(scope))
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
            Items::Actions(_) => words.actions_title,
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
        let picked = match self.of {
            Items::Actions(scope) => actions(cx.keymap, scope).nth(*item).map(|row| vec![Request::Act(row.action)]),
            Items::Symptoms => cx.catalogue.symptoms().get(*item).map(|symptom| {
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
        let labels: Vec<String> = match self.of {
            Items::Actions(scope) => actions(cx.keymap, scope)
                .map(|row| format!("{}  {}", (row.label)(cx.words()), row.spelled(cx.theme.signs)))
                .collect(),
            Items::Symptoms => {
                cx.catalogue.symptoms().iter().map(|symptom| symptom.title.of(cx.lang).to_owned()).collect()
            }
        };
        self.shown = match self.of {
            _ if query.trim().is_empty() => (0..labels.len()).collect(),
            Items::Actions(_) => rank_texts(query, &labels),
            Items::Symptoms => rank_symptoms(cx.index, query),
        };
        let rows: Vec<&str> = self.shown.iter().filter_map(|item| labels.get(*item)).map(String::as_str).collect();
        self.choices.layout_rows(cx.theme.signs.bullet, &rows, wanted.area);
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

/// The actions of a screen, each once, without those that need another key behind them.
fn actions(keymap: &Keymap, scope: Scope) -> impl Iterator<Item = &'static Binding> + use<> {
    keymap.holding(scope).filter(|row| !matches!(row.action, Action::Digit(_) | Action::Palette))
}

fn list_area(cx: &Cx<'_>) -> Rect {
    prompt::below(inside(cx.layout.overlay))
}
