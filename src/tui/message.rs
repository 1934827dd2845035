//! What comes in and what goes out: one closed enum each, plain data that can be compared.

use crate::evidence::input::Content;
use crate::evidence::source::Source;
use crate::job::{Job, JobId, News};
use crate::tui::keys::Chord;
use crate::tui::palette::Rgb;

/// What happened. Other programs call it an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A key was pressed
    Key(Chord),
    /// Text was pasted
    Paste(Content),
    /// The mouse was used; only while a person has switched it on
    Mouse(Mouse),
    /// These were named as evidence when the program was called
    Named(Vec<Source>),
    /// A job has something to tell
    Job(JobId, News),
    /// The terminal has this background
    Background(Rgb),
    /// The terminal has this many columns and rows
    Resized(u16, u16),
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The left button, at this column and row
    Press(u16, u16),
    /// The wheel, by lines, at this column and row
    Wheel(i8, u16, u16),
}

/// What the world is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the terminal to put this into its clipboard
    Clip(String, Passage),
    /// Report the mouse to the program, or leave it to the terminal
    Mouse(bool),
    /// Start this job beside those that run
    Start(JobId, Job),
    /// Stop this job; what it has done until then is kept
    Cancel(JobId),
    /// Stop until the shell says to go on
    Suspend,
    /// End
    Quit,
}

/// How a sequence gets to the terminal that the person sits at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    /// It is written as it is
    Straight,
    /// tmux hands it on, where it is wrapped for that
    ThroughTmux,
}
