//! The guide as a tree to look at: as a picture of numbered questions for people, and nested for programs.

pub mod drawn;
pub mod graph;
pub mod picture;
pub mod rows;
mod shape;

pub use crate::report::tree::shape::{Arm, Group, Leaf, Limb, Other, Tree, tree};
