//! The shape of one thing to do.

use serde::Serialize;

use crate::catalogue::Step;
use crate::report::command::{AtLimit, Commands, Filled};

/// One thing to do.
#[derive(Debug, Default, Serialize)]
pub(super) struct ToDo {
    pub(super) text: String,
    pub(super) run: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) show: Option<String>,
    /// The same command for PowerShell
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) powershell: Option<String>,
    /// Words in `run` that the reader has to replace
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) open: Vec<String>,
    /// Usual values that stand in `run`, each behind what it is
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) assumed: Vec<String>,
    /// Why there is no command
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at_limit: Option<String>,
}

/// A step, its command filled.
pub(super) fn to_do(commands: Commands<'_>, step: &Step) -> ToDo {
    let mut to_do = ToDo {
        text: step.text.of(commands.lang).to_owned(),
        show: commands.show(step),
        powershell: step.powershell.as_deref().map(|command| commands.sample(command)),
        ..ToDo::default()
    };
    match commands.run(step).map(|run| commands.fill(&run)) {
        None => {}
        Some(Ok(Filled { command, open, assumed })) => {
            to_do.run = Some(command);
            (to_do.open, to_do.assumed) = (open, assumed);
        }
        Some(Err(AtLimit(said))) => to_do.at_limit = Some(said),
    }
    to_do
}
