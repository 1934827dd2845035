//! What opens over a screen: pages to read (help, why) and lists to pick from (actions, symptoms).

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use crate::lang::Str;
use crate::report::page::Page;
use crate::search::{rank_symptoms, rank_texts};
use crate::tui::keys::{Action, Binding, KEYS, Scope, Typed, name, spell};
use crate::tui::layout::inside;
use crate::tui::screens::context::{Cx, Input};
use crate::tui::theme::Role;
use crate::tui::widgets::border;
use crate::tui::widgets::choices::Choices;
use crate::tui::widgets::editor::Editor;
use crate::tui::widgets::list::{List, Move};
use crate::tui::widgets::pager::Pager;
use crate::words::screen::ScreenWords;

/// What stands over the screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Every key of the screen
    Help(Reader),
    /// An explanation
    Why(Reader),
    /// What evidence does not hold
    Nothing(Reader),
    /// Every action of the screen
    Actions(Picker),
    /// Every symptom
    Symptoms(Picker),
}

/// A page to read.
#[derive(Clone, Debug)]
pub struct Reader {
    page: Page,
    prose: Pager,
    width: u16,
}

/// A list to pick from, with a search.
#[derive(Clone, Debug)]
pub struct Picker {
    scope: Scope,
    editor: Editor,
    list: List,
    choices: Choices,
    /// The items that are shown, by their positions
    shown: Vec<usize>,
}

/// What comes of an input to an overlay.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It stays
    Stay,
    /// It closes
    Close,
    /// It closes, and this is done
    Act(Action),
    /// It closes, and a case begins with this symptom
    Begin(Str),
    /// This is put into the clipboard
    Copy(String),
}

impl Overlay {
    /// The keys of a screen.
    #[must_use]
    pub fn help(scope: Scope, words: &ScreenWords) -> Self {
        Self::Help(Reader::new(help(scope, words)))
    }

    /// An explanation.
    #[must_use]
    pub fn why(page: Page) -> Self {
        Self::Why(Reader::new(page))
    }

    /// What evidence does not hold.
    #[must_use]
    pub fn nothing(page: Page) -> Self {
        Self::Nothing(Reader::new(page))
    }

    /// The actions of a screen.
    #[must_use]
    pub fn actions(scope: Scope) -> Self {
        Self::Actions(Picker::new(scope))
    }

    /// The symptoms.
    #[must_use]
    pub fn symptoms() -> Self {
        Self::Symptoms(Picker::new(Scope::Browse))
    }

    /// Whether a text box has the focus.
    #[must_use]
    pub const fn typing(&self) -> bool {
        matches!(self, Self::Actions(_) | Self::Symptoms(_))
    }

    /// Takes an input in.
    pub fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Outcome {
        let actions = matches!(self, Self::Actions(_));
        match self {
            Self::Help(reader) | Self::Why(reader) | Self::Nothing(reader) => reader.update(cx, input),
            Self::Actions(picker) | Self::Symptoms(picker) => picker.update(cx, input, actions),
        }
    }

    /// Makes ready what the view shows.
    pub fn layout(&mut self, cx: &Cx<'_>) {
        let actions = matches!(self, Self::Actions(_));
        match self {
            Self::Help(reader) | Self::Why(reader) | Self::Nothing(reader) => reader.layout(cx),
            Self::Actions(picker) | Self::Symptoms(picker) => picker.layout(cx, actions),
        }
    }

    /// Draws; returns where the caret stands.
    pub fn view(&self, cx: &Cx<'_>, buf: &mut Buffer) -> Option<Position> {
        let words = cx.words();
        let area = cx.layout.overlay;
        Clear.render(area, buf);
        uncover(area, buf);
        let title = match self {
            Self::Help(_) => words.keys_title,
            Self::Why(_) => words.why_title,
            Self::Nothing(_) => words.nothing_title,
            Self::Actions(_) => words.actions_title,
            Self::Symptoms(_) => words.symptoms_title,
        };
        border::draw(title, true, area, cx.theme, buf);
        match self {
            Self::Help(reader) | Self::Why(reader) | Self::Nothing(reader) => {
                reader.prose.draw(inside(area), cx.theme, buf);
                let (above, below) = reader.prose.more(inside(area).height);
                border::more(above, below, area, cx.theme, buf);
                None
            }
            Self::Actions(picker) | Self::Symptoms(picker) => Some(picker.view(cx, area, buf)),
        }
    }
}

impl Reader {
    fn new(page: Page) -> Self {
        Self { prose: Pager::default(), page, width: 0 }
    }

    fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Outcome {
        let height = inside(cx.layout.overlay).height;
        match input {
            Input::Act(Action::Move(step)) => self.prose.go(*step, height),
            Input::Wheel(_, lines) => self.prose.go(Move::By(isize::from(*lines)), height),
            Input::Act(Action::Copy | Action::CopyAll) => return Outcome::Copy(self.page.to_text()),
            Input::Act(Action::Out | Action::Enter | Action::Help | Action::Why | Action::Quit) => {
                return Outcome::Close;
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn layout(&mut self, cx: &Cx<'_>) {
        let area = inside(cx.layout.overlay);
        if self.width != area.width {
            self.width = area.width;
            self.prose = Pager::new(self.page.clone(), area.width);
        }
        self.prose.layout(area.height);
    }
}

impl Picker {
    fn new(scope: Scope) -> Self {
        Self { scope, editor: Editor::default(), list: List::default(), choices: Choices::default(), shown: Vec::new() }
    }

    fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>, actions: bool) -> Outcome {
        let height = list_area(cx).height;
        match input {
            Input::Typed(typed) => {
                match typed {
                    Typed::Char(c) => self.editor.insert(c.encode_utf8(&mut [0; 4])),
                    Typed::Edit(edit) => self.editor.edit(*edit),
                }
                self.list.select(0);
            }
            Input::Paste(text) => self.editor.insert(text),
            Input::Act(Action::Move(step)) => self.list.go(*step, self.shown.len(), usize::from(height)),
            Input::Wheel(_, lines) => {
                self.list.go(Move::By(isize::from(*lines)), self.shown.len(), usize::from(height));
            }
            Input::Act(Action::Out) => return Outcome::Close,
            Input::Act(Action::Enter) => {
                let Some(item) = self.shown.get(self.list.selected()) else { return Outcome::Stay };
                return if actions {
                    self.bindings().nth(*item).map_or(Outcome::Close, |binding| Outcome::Act(binding.action))
                } else {
                    cx.catalogue
                        .symptoms()
                        .get(*item)
                        .map_or(Outcome::Close, |symptom| Outcome::Begin(symptom.slug.clone()))
                };
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn layout(&mut self, cx: &Cx<'_>, actions: bool) {
        let query = self.editor.text();
        let labels: Vec<String> = if actions {
            self.bindings().map(|binding| format!("{}  {}", (binding.label)(cx.words()), spell(binding.on))).collect()
        } else {
            cx.catalogue.symptoms().iter().map(|symptom| symptom.title.of(cx.lang).to_owned()).collect()
        };
        self.shown = if query.trim().is_empty() {
            (0..labels.len()).collect()
        } else if actions {
            rank_texts(query, &labels)
        } else {
            rank_symptoms(cx.index, query)
        };
        let area = list_area(cx);
        self.list.layout(self.shown.len(), usize::from(area.height));
        let rows: Vec<&str> = self.shown.iter().filter_map(|item| labels.get(*item)).map(String::as_str).collect();
        self.choices.layout_rows("·", &rows, self.list.selected(), area);
    }

    /// The actions of the screen, each once, without those that need another key behind them.
    fn bindings(&self) -> impl Iterator<Item = &'static Binding> {
        let scope = self.scope;
        KEYS.iter()
            .filter(move |binding| binding.scope == scope || binding.scope == Scope::Everywhere)
            .filter(|binding| !matches!(binding.action, Action::Digit(_) | Action::Palette))
    }

    fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) -> Position {
        let line = inside(area);
        let x = border::text(buf, line.x, line.y, "/ ", 2, cx.theme.style(Role::Key));
        let room = usize::from(line.right().saturating_sub(x));
        let (shown, caret) = self.editor.window(room);
        border::text(buf, x, line.y, shown, room, cx.theme.style(Role::Plain));
        if self.shown.is_empty() {
            let list = list_area(cx);
            border::text(
                buf,
                list.x,
                list.y,
                cx.words().nothing_found,
                usize::from(list.width),
                cx.theme.style(Role::Notice),
            );
        }
        self.choices.draw(true, list_area(cx), cx.theme, buf);
        Position { x: x + u16::try_from(caret.min(room)).unwrap_or(0), y: line.y }
    }
}

/// A wide character that stands half under the left border would cover it: it goes.
fn uncover(area: Rect, buf: &mut Buffer) {
    let Some(left) = area.x.checked_sub(1) else { return };
    for y in area.y..area.bottom() {
        let cell = &mut buf[(left, y)];
        if crate::clean::width(cell.symbol()) > 1 {
            cell.set_symbol(" ");
        }
    }
}

fn list_area(cx: &Cx<'_>) -> Rect {
    let area = inside(cx.layout.overlay);
    Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area }
}

/// Every key of a screen, from the one table.
#[must_use]
pub fn help(scope: Scope, words: &ScreenWords) -> Page {
    let mut page = Page::default();
    for wanted in [scope, Scope::Everywhere] {
        for binding in KEYS.iter().filter(|binding| binding.scope == wanted) {
            let keys: Vec<String> = binding.on.iter().map(|on| name(*on)).collect();
            page.field(&format!("{:<9}", keys.join(" ")), (binding.label)(words));
        }
    }
    page
}
