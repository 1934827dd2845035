//! The program as people and programs meet it: one crate, so that it is linked once.

mod cli;
mod contract;
mod guide;
mod support {
    pub(crate) mod bin;
}
mod tidy;
