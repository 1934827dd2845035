//! Error texts with the code that each is about: texts of people who asked for help, and texts of every family written
//! for this test. A negative is silent, whatever numbers stand in it.

use scf_tui::catalogue::Catalogue;
use scf_tui::clean::Clean;
use scf_tui::embedded;
use scf_tui::evidence::input::Content;
use scf_tui::evidence::{Gathered, read};
use scf_tui::fact::EvidenceId;
use scf_tui::mask::Mask;
use serde::Deserialize;

const SAMPLES: &str = include_str!("../data/messages/samples.jsonl");
const OWN: &str = include_str!("../data/messages/own.jsonl");
/// Clients' words, refusals, deployments, frames, texts of neighbours, people's words: each kind with its brothers
const HEARD: &str = include_str!("../data/messages/heard.jsonl");

#[derive(Deserialize)]
struct Labelled {
    id: String,
    text: String,
    /// The code; none where the text is no failure of SCF
    expected: Option<u16>,
    /// Right as well
    also_ok: Vec<Option<u16>>,
    why: String,
}

fn labelled(lines: &str) -> Vec<Labelled> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn first(catalogue: &Catalogue, text: &str) -> Option<u16> {
    let named = (EvidenceId::default(), Clean::new("text"));
    let taken = read(catalogue, named, Gathered::Text(Content::whole(text)), &mut Mask::default());
    taken.evidence.reading.sightings.first().map(|seen| seen.code)
}

/// The texts that are read wrong.
fn wrong(texts: &[Labelled]) -> Vec<String> {
    let catalogue = embedded::catalogue();
    let read = texts.iter().map(|it| (it, first(&catalogue, &it.text)));
    let wrong = read.filter(|(it, code)| *code != it.expected && !it.also_ok.contains(code));
    wrong.map(|(it, code)| format!("{}: {code:?}, not {:?} ({})", it.id, it.expected, it.why)).collect()
}

#[test]
fn real_texts_are_read_right_and_the_others_left_alone() {
    assert_eq!(wrong(&labelled(SAMPLES)), Vec::<String>::new());
}

#[test]
fn texts_of_every_family_are_read_right_and_the_others_left_alone() {
    assert_eq!(wrong(&labelled(OWN)), Vec::<String>::new());
}

#[test]
fn each_kind_is_heard_with_its_brothers_and_near_misses_stay_silent() {
    assert_eq!(wrong(&labelled(HEARD)), Vec::<String>::new());
}

#[test]
fn every_code_has_a_text_and_silence_has_many() {
    let texts: Vec<Labelled> = [OWN, HEARD].into_iter().flat_map(labelled).collect();
    for code in embedded::catalogue().codes() {
        assert!(texts.iter().any(|it| it.expected == Some(code.number)), "{}", code.number);
    }
    assert!(texts.iter().filter(|it| it.expected.is_none()).count() > 50);
}
