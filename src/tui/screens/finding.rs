//! Searching within what is shown: the same keys in every page, whatever holds it. What is typed is looked for when the
//! page is laid out.

use crate::tui::keys::Action;
use crate::tui::screens::context::Input;
use crate::tui::widgets::find::Searched;

/// Carries out what belongs to the search of a page in a window of `height` lines; whether the input did.
pub(in crate::tui) fn take_in(page: &mut impl Searched, height: u16, input: &Input<'_>) -> bool {
    let typing = page.find().typed().is_some();
    match input {
        Input::Act(Action::Find) => {
            let from = page.place();
            page.find().begin(from);
        }
        Input::Act(Action::Type(c)) if typing => page.find().edit(|it| it.insert(c.encode_utf8(&mut [0; 4]))),
        Input::Act(Action::Edit(edit)) if typing => page.find().take_back(*edit),
        Input::Paste(text) if typing => page.find().edit(|editor| editor.insert(text)),
        Input::Act(Action::FindKeep) => page.find().keep(),
        Input::Act(Action::FindNext(onward)) => {
            if let Some(place) = page.find().next(*onward) {
                page.go_to(place, height);
            }
        }
        Input::Act(Action::FindClear | Action::Out | Action::Close) if typing || !page.find().query().is_empty() => {
            let back = page.find().clear();
            if typing {
                page.go_to(back, height);
            }
        }
        _ => return false,
    }
    true
}
