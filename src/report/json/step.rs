//! The shape of one thing to do.

use serde::Serialize;

use crate::catalogue::Step;
use crate::lang::Str;
use crate::report::command::Commands;

/// One thing to do.
#[derive(Debug, Serialize)]
pub(super) struct ToDo {
    pub(super) text: String,
    pub(super) run: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) show: Option<String>,
}

/// A step, its command filled.
pub(super) fn to_do(commands: Commands<'_>, step: &Step) -> ToDo {
    ToDo {
        text: step.text.of(commands.lang).to_owned(),
        run: step.run.as_deref().map(|run| commands.fill(run)),
        show: step.show.as_ref().map(Str::to_string),
    }
}
