//! scf-tui
pub mod catalogue;
pub mod clean;
pub mod embedded;
pub mod fact;
pub mod guide;
pub mod lang;
pub mod report;
pub mod search;
pub mod session;
pub mod words;
