//! Pieces that draw: they know cells and lines, nothing of SCF.

pub mod bars;
pub mod border;
pub mod choices;
pub mod editor;
pub mod find;
pub mod frame;
pub mod line;
pub mod list;
pub mod pager;
