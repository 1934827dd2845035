//! What comes in and what goes out: one closed enum each, plain data that can be compared.

use crate::evidence::arrival::Arrival;
use crate::tui::keys::Chord;

/// What happened. Other programs call it an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A key was pressed
    Key(Chord),
    /// Text was pasted
    Paste(String),
    /// The mouse was used; only while a person has switched it on
    Mouse(Mouse),
    /// Something arrives of the evidence that is being read
    Arrived(Arrival),
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
    /// Put this into the clipboard
    Copy(String),
    /// Report the mouse to the program, or leave it to the terminal
    Mouse(bool),
    /// Read no more evidence
    StopReading,
    /// Stop until the shell says to go on
    Suspend,
    /// End
    Quit,
}
