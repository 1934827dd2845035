//! The guide as a tree to look at: questions under answers, and under each answer the causes that it confirms.

pub mod drawn;
pub mod graph;
mod shape;

pub use crate::report::tree::shape::{Arm, Group, Leaf, Limb, Other, Tree, tree};
