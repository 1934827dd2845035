//! Facts in a person's words.

use crate::catalogue::condition::Condition;
use crate::catalogue::{Catalogue, FactType, Question};
use crate::fact::{At, Evidence, Facts, Key, Known, Origin, Place, Value};
use crate::lang::Lang;
use crate::words::Words;

/// What a fact is called.
#[must_use]
pub fn label(catalogue: &Catalogue, key: &Key, lang: Lang) -> String {
    catalogue.fact(key.as_str()).map_or_else(|| key.to_string(), |declared| declared.label.of(lang).to_owned())
}

/// What the facts are called that conditions speak of, each once.
#[must_use]
pub fn labels(catalogue: &Catalogue, conditions: &[&Condition], lang: Lang) -> Vec<String> {
    let mut labels = Vec::new();
    for key in conditions.iter().flat_map(|condition| condition.keys()) {
        let label = label(catalogue, key, lang);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels
}

/// The text as a sentence or a heading begins.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What a value is called.
#[must_use]
pub fn value(catalogue: &Catalogue, key: &Key, value: &Value, lang: Lang) -> String {
    let words = Words::of(lang);
    match (value, catalogue.fact(key.as_str()).map(|declared| &declared.kind)) {
        (Value::Flag(yes), _) => if *yes { words.yes } else { words.no }.to_owned(),
        (Value::Word(id), Some(FactType::Word(list))) => list
            .iter()
            .find(|word| word.id == *id)
            .map_or_else(|| id.to_string(), |word| word.label.of(lang).to_owned()),
        (Value::Words(words), _) => {
            let each = words.iter().map(|word| self::value(catalogue, key, &Value::Word(word.clone()), lang));
            each.collect::<Vec<_>>().join(Words::of(lang).between)
        }
        (Value::Code(number), _) => {
            catalogue.code(*number).map_or_else(|| number.to_string(), |code| format!("{number} {}", code.name))
        }
        _ => value.to_string(),
    }
}

/// The answer to a question that has this value, as it was offered.
#[must_use]
pub fn answer(catalogue: &Catalogue, question: &Question, given: &Value, lang: Lang) -> String {
    if let Value::Words(words) = given {
        let each = words.iter().map(|word| answer(catalogue, question, &Value::Word(word.clone()), lang));
        return each.collect::<Vec<_>>().join(Words::of(lang).between);
    }
    let choice = question.answers.iter().find(|choice| choice.value == *given);
    choice.map_or_else(|| value(catalogue, &question.fact, given, lang), |choice| choice.label.of(lang).to_owned())
}

/// A fact with its value and where it came from: `Deployed as: a web-server image (you said)`.
#[must_use]
pub fn fact(catalogue: &Catalogue, (evidence, facts): (&[Evidence], &Facts), key: &Key, lang: Lang) -> String {
    let (stated, known) = (statement(catalogue, facts, key, lang), facts.known(key));
    if known.value().is_none() {
        return stated;
    }
    format!("{stated} ({})", source(evidence, known, lang))
}

/// A fact with its value: `Deployed as: a web-server image`; what it is called where it has none.
#[must_use]
pub fn statement(catalogue: &Catalogue, facts: &Facts, key: &Key, lang: Lang) -> String {
    let known = facts.known(key);
    let label = label(catalogue, key, lang);
    let Some(given) = known.value() else { return label };
    // an answer reads as it was offered; what evidence states answers no question that anybody has heard
    let asked = catalogue.question_of(key).filter(|_| !matches!(known, Known::Observed(_)));
    let shown = asked
        .map(|id| catalogue.question(id))
        .map_or_else(|| value(catalogue, key, given, lang), |question| answer(catalogue, question, given, lang));
    format!("{label}{}{shown}", Words::of(lang).report.colon)
}

/// Where a fact came from.
#[must_use]
pub fn source(evidence: &[Evidence], known: Known<'_>, lang: Lang) -> String {
    match known {
        Known::Observed(observation) => origin(evidence, &observation.origin),
        Known::Overridden { observation, .. } => {
            let words = Words::of(lang);
            let origin = origin(evidence, &observation.origin);
            format!("{}; {} {}: {}", words.answered, words.against, origin, observation.value)
        }
        _ => Words::of(lang).answered.to_owned(),
    }
}

/// What an observation comes from.
#[must_use]
pub fn origin(evidence: &[Evidence], origin: &Origin) -> String {
    match origin {
        Origin::Evidence(place) => self::place(evidence, place),
        Origin::Computed(arithmetic) => arithmetic.to_string(),
    }
}

/// A place in one of these pieces of evidence: `error.txt:3`.
#[must_use]
pub fn place(evidence: &[Evidence], place: &Place) -> String {
    let named = evidence.iter().find(|known| known.id == place.evidence);
    at(named.map_or("", |known| known.name.as_str()), &place.at)
}

/// A place in the evidence of this name.
#[must_use]
pub fn at(name: &str, at: &At) -> String {
    match at {
        At::Whole => name.to_owned(),
        At::Line(line) => format!("{name}:{line}"),
        At::File { name: file, line } => format!("{file}:{line}"),
        At::Pointer(path) => format!("{name}: {path}"),
        At::Entry { name: entry, line } => format!("{name}: {entry}:{line}"),
    }
}

#[cfg(test)]
mod tests {
    use super::place;
    use crate::clean::Clean;
    use crate::fact::{At, Evidence, EvidenceId, Place};

    #[test]
    fn a_place_is_told_by_the_name_of_its_evidence() {
        let first = Evidence { name: Clean::new("stdin"), ..Evidence::default() };
        let second = Evidence { id: first.id.next(), name: Clean::new("paste 2"), ..Evidence::default() };
        let told = |evidence: EvidenceId, at: At| place(&[first.clone(), second.clone()], &Place { evidence, at });
        assert_eq!(told(first.id, At::Whole), "stdin");
        assert_eq!(told(first.id, At::Line(3)), "stdin:3");
        assert_eq!(told(second.id, At::Line(1)), "paste 2:1");
        assert_eq!(told(first.id, At::File { name: Clean::new("b.log"), line: 2 }), "b.log:2");
        let image = At::Pointer(Clean::new("ImageConfig.ImageUri"));
        assert_eq!(told(second.id, image), "paste 2: ImageConfig.ImageUri");
        let entry = At::Entry { name: Clean::new("src/index.py"), line: 7 };
        assert_eq!(told(first.id, entry), "stdin: src/index.py:7");
    }
}
