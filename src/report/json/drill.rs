//! The shape of a case to rehearse.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::catalogue::drill::{Begin, Drill, Outcome};
use crate::lang::Lang;

/// A recorded case.
#[derive(Debug, Serialize)]
pub struct Recorded<'a> {
    number: usize,
    id: &'a str,
    code: Option<u16>,
    symptom: Option<&'a str>,
    title: &'a str,
    story: &'a str,
    facts: BTreeMap<String, String>,
    cause: &'a str,
    grade: Outcome,
}

/// Every recorded case.
#[must_use]
pub fn drills<'a>(catalogue: &'a Catalogue, drills: &'a [Drill], lang: Lang) -> Vec<Recorded<'a>> {
    let recorded = drills.iter().enumerate().map(|(at, drill)| {
        let (code, symptom) = match &drill.start {
            Begin::Code(number) => (Some(*number), None),
            Begin::Symptom(slug) => (None, Some(slug.as_str())),
        };
        Recorded {
            number: at + 1,
            id: &drill.slug,
            code,
            symptom,
            title: drill.title.of(lang),
            story: drill.story.of(lang),
            facts: drill.facts.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect(),
            cause: &catalogue.cause(drill.cause).slug,
            grade: drill.grade,
        }
    });
    recorded.collect()
}
