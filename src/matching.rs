//! Text against phrases: a text folded to one form, the phrases looked for in it, and the patterns made of them; and one
//! word against another. It holds no knowledge of SCF.

pub mod alike;
pub mod fold;
pub mod pattern;
pub mod phrase;
mod prefixes;
