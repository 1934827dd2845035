//! Codes by what people call them: a number, or a name in any spelling.

use crate::catalogue::{Catalogue, Code, fold_name};
use crate::matching::alike;

/// The codes that `text` names, ascending: by number, or by a name with case, blanks and punctuation folded. Several
/// where a name belongs to several codes.
#[must_use]
pub fn named<'a>(catalogue: &'a Catalogue, text: &str) -> Vec<&'a Code> {
    if let Ok(number) = text.trim().parse() {
        return catalogue.code(number).into_iter().collect();
    }
    let wanted = fold_name(text);
    if wanted.is_empty() {
        return Vec::new();
    }
    let has_it = |code: &&Code| code.names().any(|name| fold_name(name) == wanted);
    catalogue.codes().iter().filter(has_it).collect()
}

/// The codes that `text` was probably meant to name, by number or name, at most `limit`, best first.
#[must_use]
pub fn nearest<'a>(catalogue: &'a Catalogue, text: &str, limit: usize) -> Vec<&'a Code> {
    let wanted = fold_name(text);
    // `44x` is nearer to a number than to any name
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).collect();
    let number: Option<u16> = digits.parse().ok();
    let mut scored: Vec<(usize, u16, &Code)> = (catalogue.codes().iter())
        .filter_map(|code| match number {
            Some(number) => {
                // one key was hit wrong, or too often, or not at all
                let errors = strsim::osa_distance(&wanted, &code.number.to_string());
                (errors <= 1).then(|| (errors, number.abs_diff(code.number), code))
            }
            None => Some((code.names().filter_map(|name| alike::errors(&wanted, &fold_name(name))).min()?, 0, code)),
        })
        .collect();
    scored.sort_by_key(|(distance, apart, code)| (*distance, *apart, code.number));
    scored.into_iter().take(limit).map(|(.., code)| code).collect()
}
