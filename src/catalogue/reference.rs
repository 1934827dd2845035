//! What entries refer to: tables that belong to several codes, and pages that something was read in.

use serde::{Deserialize, Serialize};

use crate::catalogue::origin::Origin;
use crate::catalogue::step::Step;
use crate::catalogue::store::packed::Packed;
use crate::lang::{Str, Text};

/// A table that several codes show; made only by `link`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceId(pub(super) u16);

/// A page or work that something was read in; made only by `link`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SourceId(pub(super) u16);

/// A table that belongs to several codes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Reference {
    /// Its name in files
    pub slug: Str,
    /// What it is about
    pub title: Text,
    /// Its content
    pub table: Packed<Table>,
}

/// The content of a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Table {
    /// What to know before reading it
    pub intro: Option<Text>,
    /// Its lines
    pub rows: Vec<Row>,
}

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Row {
    /// What it is about
    pub name: Text,
    /// What is so
    pub step: Step,
    /// The evidence that it leads to
    pub evidence: Option<Origin>,
}

/// A page or work that something was read in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Source {
    /// The short key
    pub slug: Str,
    /// What it is called
    pub title: Text,
    /// Its address, where it has one
    pub url: Option<Text>,
    /// The date of the text that was read, `YYYY-MM-DD`
    pub read: Option<Str>,
}
