//! A case, told once: each page says where its choices lead, and every front lays out the same page.

mod bundle;
mod evidence;
mod heard;
mod nothing_left;
mod path;
mod question;
mod undecided;
mod verdict;
mod why;

pub use crate::report::case::bundle::Case;
pub(in crate::report) use crate::report::case::evidence::unread;
pub use crate::report::case::evidence::{Beside, evidence, nothing_in, read};
pub use crate::report::case::heard::guesses;
pub use crate::report::case::nothing_left::{nothing_left, ticket};
pub(in crate::report) use crate::report::case::path::sign;
pub use crate::report::case::path::{Titles, brief, causes, path, tally};
pub(in crate::report) use crate::report::case::question::disputed;
pub use crate::report::case::question::{number_of, question};
pub use crate::report::case::verdict::{helped, rivals, verdict};
pub use crate::report::case::why::why;
