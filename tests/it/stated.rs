//! What a document states: its facts, the causes that stand after them, and counts that agree with the verdict. The
//! documents are in `tests/data/stated.yaml`, each kind with its brothers.

use std::collections::BTreeMap;

use scf_tui::catalogue::Catalogue;
use scf_tui::clean::Clean;
use scf_tui::diagnosis::{Diagnosis, Grade, Next, diagnose};
use scf_tui::embedded;
use scf_tui::evidence::input::Content;
use scf_tui::evidence::{self, Gathered, Taken};
use scf_tui::fact::reading::Certainty;
use scf_tui::fact::{EvidenceId, Key};
use scf_tui::lang::Lang;
use scf_tui::mask::Mask;
use scf_tui::session::{Change, History, Start};
use serde::Deserialize;

/// A document, and what is right.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    text: String,
    /// The first code
    code: Option<u16>,
    /// Codes that do not come first
    #[serde(default)]
    not_first: Vec<u16>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
    /// Facts that nothing states
    #[serde(default)]
    unknown: Vec<String>,
    /// A cause that is likely or confirmed
    cause: Option<String>,
    /// The cause that is confirmed
    confirmed: Option<String>,
    /// The symptom that the words lead to
    symptom: Option<String>,
    /// No code is more than a perhaps, and none is guessed beside it
    #[serde(default)]
    no_sure_code: bool,
    /// A word of the name of whose text it is
    owner: Option<String>,
    #[serde(default)]
    ruled_out: Vec<String>,
    /// Nothing is confirmed
    #[serde(default)]
    open: bool,
    /// Questions that are not asked next
    #[serde(default)]
    not_asked: Vec<String>,
    counts: Option<BTreeMap<u16, u64>>,
}

fn read(catalogue: &Catalogue, text: &[u8]) -> Taken {
    let gathered = Gathered::Text(Content::whole(text));
    evidence::read(catalogue, (EvidenceId::default(), Clean::new("stdin")), gathered, &mut Mask::default())
}

fn grade(catalogue: &Catalogue, diagnosis: &Diagnosis, slug: &str) -> Option<Grade> {
    let standing = diagnosis.causes.iter().find(|standing| &*catalogue.cause(standing.cause).slug == slug);
    standing.map(|standing| standing.grade.clone())
}

fn wrong(catalogue: &Catalogue, document: &Document) -> Vec<String> {
    let taken = read(catalogue, document.text.as_bytes());
    let reading = taken.evidence.reading.clone();
    let sightings = &reading.sightings;
    let mut history = History::new(Start::Open);
    history.apply(Change::Read(vec![taken.evidence]));
    let diagnosis = diagnose(catalogue, history.session());
    let mut wrong = Vec::new();
    let first = sightings.first().map(|seen| seen.code);
    if document.code.is_some_and(|code| first != Some(code))
        || first.is_some_and(|code| document.not_first.contains(&code))
    {
        wrong.push(format!("code {first:?}"));
    }
    for (key, expected) in &document.facts {
        let value = diagnosis.facts.value(&Key::new(key)).map(ToString::to_string);
        if value.as_ref() != Some(expected) {
            wrong.push(format!("{key} is {value:?}, not {expected}"));
        }
    }
    for key in &document.unknown {
        if let Some(value) = diagnosis.facts.value(&Key::new(key)) {
            wrong.push(format!("{key} is {value}"));
        }
    }
    if let Some(cause) = &document.cause {
        let grade = grade(catalogue, &diagnosis, cause);
        if !matches!(grade, Some(Grade::Confirmed(_) | Grade::Likely(_))) {
            wrong.push(format!("{cause} is {grade:?}"));
        }
    }
    if let Some(cause) = &document.confirmed {
        let grade = grade(catalogue, &diagnosis, cause);
        if !matches!(grade, Some(Grade::Confirmed(_))) {
            wrong.push(format!("{cause} is {grade:?}"));
        }
    }
    if document.symptom.as_deref() != reading.leads.first().map(|lead| &*lead.symptom) && document.symptom.is_some() {
        wrong.push(format!("leads {:?}", reading.leads));
    }
    let sure = sightings.iter().any(|seen| seen.certainty > Certainty::Low) || diagnosis.code.is_some();
    if document.no_sure_code && (sure || !reading.guesses.is_empty()) {
        wrong.push(format!("codes {sightings:?}, guesses {:?}", reading.guesses));
    }
    if let Some(word) = &document.owner {
        let owner = reading.owner.as_ref().map(|owner| owner.name.of(Lang::En));
        if !owner.is_some_and(|owner| owner.contains(word)) {
            wrong.push(format!("owner {owner:?}"));
        }
    }
    for cause in &document.ruled_out {
        if let Some(grade) = grade(catalogue, &diagnosis, cause).filter(|grade| !matches!(grade, Grade::RuledOut(_))) {
            wrong.push(format!("{cause} is {grade:?}"));
        }
    }
    if document.open && diagnosis.causes.iter().any(|standing| matches!(standing.grade, Grade::Confirmed(_))) {
        wrong.push("a cause is confirmed".to_owned());
    }
    if let Next::Ask(question) = diagnosis.next {
        let asked = &*catalogue.question(question).slug;
        if document.not_asked.iter().any(|known| known == asked) {
            wrong.push(format!("{asked} is asked"));
        }
    }
    if let Some(counts) = &document.counts {
        let counted = taken.log.map(|log| log.counts);
        if counted.as_ref() != Some(counts) {
            wrong.push(format!("counts {counted:?}, not {counts:?}"));
        }
    }
    wrong
}

#[test]
fn each_document_states_what_it_says_and_no_more() {
    let catalogue = embedded::catalogue();
    let documents: Vec<Document> = serde_yaml::from_str(include_str!("../data/stated.yaml")).unwrap();
    let mut wrongs = Vec::new();
    for document in &documents {
        wrongs.extend(wrong(&catalogue, document).into_iter().map(|wrong| format!("{wrong}: {}", document.text)));
    }
    assert!(wrongs.is_empty(), "{wrongs:#?}");
}
