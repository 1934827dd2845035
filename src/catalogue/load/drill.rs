//! Recorded cases, read and linked to a catalogue.

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::drill::{Begin, Drill};
use crate::catalogue::entry::EntryKind;
use crate::catalogue::load::fault::{Allowed, Fault};
use crate::catalogue::load::path::Path;
use crate::catalogue::load::source::drill::RawDrill;
use crate::catalogue::load::source::read;
use crate::catalogue::load::source::value::RawText;
use crate::catalogue::load::texts;
use crate::fact::{Key, Value};
use crate::lang::{Str, Text, Wording};

/// Reads recorded cases against a catalogue.
///
/// # Errors
/// Every fault that was found.
pub fn drills(catalogue: &Catalogue, text: &str) -> Result<Vec<Drill>, Vec<Fault>> {
    let raw: Vec<RawDrill> = read(text).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let mut drills: Vec<Drill> = Vec::new();
    for (at, raw) in raw.iter().enumerate() {
        let path = Path::default().index(at);
        if drills.iter().any(|drill| *drill.slug == *raw.id) {
            faults.push(Fault::twice(&path.key("id"), EntryKind::Drill, &raw.id));
        }
        let start = begin(catalogue, &path.key("start"), &raw.start.0, &mut faults);
        let cause = catalogue.causes().find(|(_, cause)| *cause.slug == *raw.cause).map(|(id, _)| id);
        if cause.is_none() {
            faults.push(Fault::unknown(&path.key("cause"), EntryKind::Cause, &raw.cause, None));
        }
        let facts = facts(catalogue, &path.key("facts"), raw, &mut faults);
        let title = told(&path.key("title"), &raw.title, &mut faults);
        let story = told(&path.key("story"), &raw.story, &mut faults);
        if let (Some(start), Some(cause)) = (start, cause) {
            drills.push(Drill {
                slug: Str::from(raw.id.as_str()),
                start,
                title,
                story,
                facts,
                cause,
                grade: raw.grade,
            });
        }
    }
    if faults.is_empty() { Ok(drills) } else { Err(faults) }
}

fn begin(catalogue: &Catalogue, path: &Path, start: &str, faults: &mut Vec<Fault>) -> Option<Begin> {
    let code = start.parse().ok().and_then(|number| catalogue.code(number)).map(|code| Begin::Code(code.number));
    let found = code.or_else(|| catalogue.symptom(start).map(|symptom| Begin::Symptom(symptom.slug.clone())));
    if found.is_none() {
        faults.push(Fault::unknown_start(path, start));
    }
    found
}

fn facts(catalogue: &Catalogue, path: &Path, raw: &RawDrill, faults: &mut Vec<Fault>) -> Vec<(Key, Value)> {
    let mut facts = Vec::new();
    for (key, value) in &raw.facts.0 {
        match catalogue.fact(key) {
            None => faults.push(Fault::unknown(&path.key(key), EntryKind::Fact, key, None)),
            Some(declared) => match declared.parse(&value.0) {
                None => faults.push(Fault::value(&path.key(key), key, &value.0, Allowed::Own)),
                Some(value) => facts.push((declared.key.clone(), value)),
            },
        }
    }
    facts
}

fn told(path: &Path, raw: &RawText, faults: &mut Vec<Fault>) -> Text {
    match raw.in_both() {
        None => faults.push(Fault::one_language(path)),
        Some([en, zh]) => {
            for (language, text) in [("en", en), ("zh", zh)] {
                if text.trim().is_empty() {
                    faults.push(Fault::empty(&path.key(language), language));
                }
            }
            if let Some(why) = texts::untranslated(en, zh) {
                faults.push(Fault::untranslated(path, why));
            }
        }
    }
    let [en, zh] = raw.both();
    Text { en: Wording::from(en.trim()), zh: Wording::from(zh.trim()) }
}
