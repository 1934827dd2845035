//! Pieces that draw: they know cells and lines, nothing of SCF.

pub mod bars;
pub mod editor;
pub mod frame;
pub mod list;
pub mod prose;
pub mod sheet;
