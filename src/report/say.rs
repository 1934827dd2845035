//! Facts in a person's words.

use crate::catalogue::{Catalogue, FactType, Question};
use crate::fact::{Facts, Key, Known, Value};
use crate::lang::Lang;
use crate::words::Words;

/// What a fact is called.
#[must_use]
pub fn label(catalogue: &Catalogue, key: &Key, lang: Lang) -> String {
    catalogue.fact(key.as_str()).map_or_else(|| key.to_string(), |declared| declared.label.of(lang).to_owned())
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
        (Value::Code(number), _) => {
            catalogue.code(*number).map_or_else(|| number.to_string(), |code| format!("{number} {}", code.name))
        }
        _ => value.to_string(),
    }
}

/// The answer to a question that has this value, as it was offered.
#[must_use]
pub fn answer(catalogue: &Catalogue, question: &Question, given: &Value, lang: Lang) -> String {
    let choice = question.answers.iter().find(|choice| choice.value == *given);
    choice.map_or_else(|| value(catalogue, &question.fact, given, lang), |choice| choice.label.of(lang).to_owned())
}

/// A fact with its value and where it came from: `Deployed as: a web-server image (you said)`.
#[must_use]
pub fn fact(catalogue: &Catalogue, facts: &Facts, key: &Key, lang: Lang) -> String {
    let known = facts.known(key);
    let label = label(catalogue, key, lang);
    let Some(given) = known.value() else { return label };
    // an answer reads as it was offered; what evidence states answers no question that anybody has heard
    let asked = catalogue.question_of(key).filter(|_| !matches!(known, Known::Observed(_)));
    let shown = asked
        .map(|id| catalogue.question(id))
        .map_or_else(|| value(catalogue, key, given, lang), |question| answer(catalogue, question, given, lang));
    format!("{label}{}{shown} ({})", Words::of(lang).report.colon, origin(known, lang))
}

/// Where a fact came from.
#[must_use]
pub fn origin(known: Known<'_>, lang: Lang) -> String {
    match known {
        Known::Observed(observation) => observation.origin.to_string(),
        Known::Overridden { observation, .. } => {
            let words = Words::of(lang);
            format!("{}; {} {}: {}", words.answered, words.against, observation.origin, observation.value)
        }
        _ => Words::of(lang).answered.to_owned(),
    }
}
