//! Real incidents: the text as somebody held it, read as it stands, and the questions answered by what its owner could
//! find out. Each ends at its cause, and no other cause is ever called confirmed on the way.

use std::collections::BTreeMap;

use scf_tui::catalogue::Catalogue;
use scf_tui::clean::Clean;
use scf_tui::diagnosis::{Diagnosis, Grade, Next, diagnose};
use scf_tui::embedded;
use scf_tui::evidence::input::Content;
use scf_tui::evidence::{Gathered, read};
use scf_tui::fact::{Answer, EvidenceId};
use scf_tui::lang::Str;
use scf_tui::mask::Mask;
use scf_tui::session::{Change, History, Start};
use serde::Deserialize;

const INCIDENTS: &str = include_str!("../data/incidents.jsonl");

#[derive(Deserialize)]
struct Incident {
    id: String,
    text: String,
    /// The codes that the text is about
    codes: Vec<u16>,
    /// It is right to name no code
    silent: bool,
    /// Right as well
    also: Vec<u16>,
    /// The symptom that its owner begins with
    start: Option<String>,
    /// What was behind it; none where the verdict is that it is not SCF's
    cause: Option<String>,
    /// What the owner could find out, by fact
    answers: BTreeMap<String, String>,
}

fn incidents() -> Vec<Incident> {
    INCIDENTS.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The case with its text read, begun at the symptom where there is one.
fn begun(catalogue: &Catalogue, incident: &Incident) -> History {
    let start = incident.start.as_deref().map_or(Start::Open, |slug| Start::Symptom(Str::from(slug)));
    let mut history = History::new(start);
    let named = (EvidenceId::default(), Clean::new("text"));
    let taken = read(catalogue, named, Gathered::Text(Content::whole(incident.text.as_bytes())), &mut Mask::default());
    history.apply(Change::Read(vec![taken.evidence]));
    history
}

/// What the owner says to a question: what they could find out, else that they do not know.
fn answered(catalogue: &Catalogue, incident: &Incident, fact: &str) -> Answer {
    let said = incident.answers.get(fact).map(String::as_str);
    let value = said.and_then(|said| catalogue.fact(fact)?.parse(said));
    value.map_or(Answer::Unknown, Answer::Is)
}

/// The cause that a diagnosis calls confirmed.
fn confirmed<'a>(catalogue: &'a Catalogue, diagnosis: &Diagnosis) -> Option<&'a str> {
    let best = diagnosis.best().filter(|best| matches!(best.grade, Grade::Confirmed(_)))?;
    Some(catalogue.cause(best.cause).slug.as_str())
}

/// What is wrong with the end of an incident, or with its way there.
fn wrong(catalogue: &Catalogue, incident: &Incident) -> Option<String> {
    let mut history = begun(catalogue, incident);
    let mut asked = Vec::new();
    loop {
        let diagnosis = diagnose(catalogue, history.session());
        if let Some(false_one) = confirmed(catalogue, &diagnosis).filter(|it| Some(*it) != incident.cause.as_deref()) {
            return Some(format!("{}: {false_one} is confirmed; asked {asked:?}", incident.id));
        }
        let Next::Ask(id) = diagnosis.next else {
            let best = diagnosis.best().filter(|best| matches!(best.grade, Grade::Confirmed(_) | Grade::Likely(_)));
            let best = best.map(|best| catalogue.cause(best.cause).slug.as_str());
            let right = best == incident.cause.as_deref();
            return (!right).then(|| format!("{}: ends at {best:?}; asked {asked:?}", incident.id));
        };
        let fact = catalogue.question(id).fact.clone();
        assert!(asked.len() < catalogue.questions().count(), "{} asks without end", incident.id);
        let answer = answered(catalogue, incident, fact.as_str());
        asked.push(format!("{fact}={answer:?}"));
        history.apply(Change::Answer { fact, answer });
    }
}

#[test]
fn every_incident_is_read_right() {
    let catalogue = embedded::catalogue();
    for incident in incidents() {
        let session = begun(&catalogue, &incident);
        let first = session.session().sightings.first().map(|seen| seen.code);
        let right = match first {
            Some(code) => incident.codes.contains(&code) || incident.also.contains(&code),
            None => incident.silent,
        };
        assert!(right, "{}: {first:?}, not {:?}", incident.id, incident.codes);
    }
}

#[test]
fn every_incident_ends_at_its_cause_and_at_no_false_one() {
    let catalogue = embedded::catalogue();
    let wrong: Vec<String> = incidents().iter().filter_map(|incident| wrong(&catalogue, incident)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_answer_of_an_owner_is_one_that_is_offered() {
    let catalogue = embedded::catalogue();
    for incident in incidents() {
        for (fact, said) in &incident.answers {
            let declared = catalogue.fact(fact).unwrap_or_else(|| panic!("{}: {fact}", incident.id));
            assert!(declared.parse(said).is_some(), "{}: {fact} {said}", incident.id);
        }
        if let Some(cause) = &incident.cause {
            assert!(catalogue.causes().any(|(_, known)| *known.slug == **cause), "{}: {cause}", incident.id);
        }
    }
}
