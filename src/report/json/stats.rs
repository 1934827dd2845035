//! The shape of the statistics.

use serde::Serialize;

use crate::diagnosis::paths::Paths;
use crate::report::stats::{Stats, UNKNOWN};
use crate::session::Start;

/// The numbers of a catalogue.
#[derive(Debug, Serialize)]
pub struct Counted<'a> {
    codes: usize,
    causes: usize,
    questions: usize,
    facts: usize,
    symptoms: usize,
    sources: usize,
    references: usize,
    sums: usize,
    questions_told_by_evidence: usize,
    paths: Counts,
    /// With "I don't know" said so many times at most
    paths_with_unknown: WithUnknown,
    by_code: Vec<ByCode>,
    by_symptom: Vec<BySymptom<'a>>,
}

#[derive(Debug, Serialize)]
struct Counts {
    count: u64,
    longest: usize,
    median: usize,
    confirmed: u64,
    likely: u64,
    possible: u64,
    none: u64,
}

#[derive(Debug, Serialize)]
struct WithUnknown {
    unknown: usize,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Debug, Serialize)]
struct ByCode {
    code: u16,
    #[serde(flatten)]
    counts: Counts,
}

#[derive(Debug, Serialize)]
struct BySymptom<'a> {
    id: &'a str,
    #[serde(flatten)]
    counts: Counts,
}

/// The numbers of a catalogue, for programs.
#[must_use]
pub fn counted(stats: &Stats) -> Counted<'_> {
    let [codes, causes, questions, facts, symptoms, sources, references, sums] = stats.entries;
    let by_code = stats.starts.iter().filter_map(|walked| match walked.start {
        Start::Code(code) => Some(ByCode { code, counts: counts(&walked.paths) }),
        _ => None,
    });
    let by_symptom = stats.starts.iter().filter_map(|walked| match &walked.start {
        Start::Symptom(id) => Some(BySymptom { id, counts: counts(&walked.paths) }),
        _ => None,
    });
    Counted {
        codes,
        causes,
        questions,
        facts,
        symptoms,
        sources,
        references,
        sums,
        questions_told_by_evidence: stats.told_by_evidence,
        paths: counts(&stats.answered),
        paths_with_unknown: WithUnknown { unknown: UNKNOWN, counts: counts(&stats.with_unknown) },
        by_code: by_code.collect(),
        by_symptom: by_symptom.collect(),
    }
}

fn counts(paths: &Paths) -> Counts {
    Counts {
        count: paths.count(),
        longest: paths.most(),
        median: paths.median(),
        confirmed: paths.confirmed,
        likely: paths.likely,
        possible: paths.possible,
        none: paths.none,
    }
}
