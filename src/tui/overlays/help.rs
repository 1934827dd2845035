//! Help: every key of a screen, from the keymap. What is typed narrows it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::lang::Lang;
use crate::report::page::Page;
use crate::search::rank_texts;
use crate::tui::keymap::{Binding, Scope};
use crate::tui::keys::Action;
use crate::tui::layout::inside;
use crate::tui::overlays::reader::PageReader;
use crate::tui::screens::context::{Cx, Input, Request};
use crate::tui::theme::Role;
use crate::tui::widgets::border;
use crate::tui::widgets::editor::Editor;
use crate::tui::widgets::prompt;

/// Cells of the column of keys, and of that in a window that is narrower than so many.
const KEYS: usize = 12;
const NARROW_KEYS: usize = 9;
const WIDE: u16 = 60;

/// The keys of a screen.
#[derive(Clone, Debug)]
pub struct Help {
    scope: Scope,
    editor: Editor,
    /// The page, and what it was made for: the language, and what is searched for
    shown: Option<(Lang, String, PageReader)>,
}

impl Help {
    /// The keys of the screen with this scope.
    #[must_use]
    pub fn new(scope: Scope) -> Self {
        Self { scope, editor: Editor::default(), shown: None }
    }

    pub(super) fn update(&mut self, cx: &Cx<'_>, input: &Input<'_>) -> Vec<Request> {
        match input {
            Input::Act(Action::Type(c)) => self.editor.insert(c.encode_utf8(&mut [0; 4])),
            Input::Act(Action::Edit(edit)) => self.editor.edit(*edit),
            Input::Paste(text) => self.editor.insert(text),
            input => {
                return self.shown.as_mut().map_or_else(Vec::new, |(.., reader)| reader.update(window(cx), input));
            }
        }
        Vec::new()
    }

    pub(super) fn layout(&mut self, cx: &Cx<'_>) {
        let query = self.editor.text();
        let shown = self.shown.take().filter(|(lang, searched, _)| *lang == cx.lang && searched == query);
        let make = || (cx.lang, query.to_owned(), PageReader::new(page(self.scope, query, cx)));
        let (.., reader) = self.shown.insert(shown.unwrap_or_else(make));
        reader.layout(window(cx));
    }

    pub(super) fn view(&self, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) -> Position {
        if let Some((.., reader)) = &self.shown {
            reader.view(cx, prompt::below(area), buf);
        }
        let caret = prompt::draw(&self.editor, area, cx.theme, buf);
        if self.editor.text().is_empty() {
            let room = usize::from(area.right().saturating_sub(caret.x));
            border::text(buf, caret.x, caret.y, cx.words().search_keys, room, cx.theme, Role::Muted);
        }
        caret
    }
}

/// Where the keys stand: below the line that is typed.
fn window(cx: &Cx<'_>) -> Rect {
    prompt::below(inside(cx.layout.overlay))
}

/// The keys that `query` finds: those of the screen itself, those that are the same on every screen, those that move.
fn page(scope: Scope, query: &str, cx: &Cx<'_>) -> Page {
    let words = cx.words();
    let rows: Vec<&Binding> = cx.keymap.holding(scope).collect();
    let found = found(&rows, query, cx);
    let moves = |row: &Binding| matches!(row.action, Action::Move(_));
    let here = |row: &Binding| row.scope == scope && !moves(row);
    let everywhere = |row: &Binding| row.scope != scope && !moves(row);
    let cells = if window(cx).width < WIDE { NARROW_KEYS } else { KEYS };
    let mut page = Page::default();
    for (heading, holds) in [
        (words.keys_here, &here as &dyn Fn(&Binding) -> bool),
        (words.keys_everywhere, &everywhere),
        (words.keys_moving, &moves),
    ] {
        let mut rows = found.iter().filter(|row| holds(row)).peekable();
        if rows.peek().is_some() {
            page.section(heading);
        }
        rows.for_each(|row| page.field(&format!("{:<cells$}", row.spelled(cx.theme.signs)), (row.label)(words)));
    }
    if page.0.is_empty() {
        page.text(words.nothing_found);
    }
    page
}

/// The rows that hold `query` as it stands, by their keys or by what they do; where none does, those that come close.
fn found<'a>(rows: &[&'a Binding], query: &str, cx: &Cx<'_>) -> Vec<&'a Binding> {
    let wanted = query.trim().to_lowercase();
    let text =
        |row: &Binding| format!("{} {} {}", row.spelled(cx.theme.signs), (row.label)(cx.words()), row.action.id());
    let texts: Vec<String> = rows.iter().map(|row| text(row)).collect();
    let holds = |text: &String| text.to_lowercase().contains(&wanted);
    let close = if texts.iter().any(holds) { Vec::new() } else { rank_texts(query, &texts) };
    let all = rows.iter().zip(&texts).enumerate();
    all.filter(|(at, (_, text))| holds(text) || close.iter().any(|(row, _)| row == at))
        .map(|(_, (row, _))| *row)
        .collect()
}
