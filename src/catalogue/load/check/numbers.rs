//! Every failure is recognised by its number in the form that the platform itself gives it.

use crate::catalogue::catalogue::Catalogue;
use crate::catalogue::code::{Code, Phase};
use crate::catalogue::load::fault::Fault;
use crate::catalogue::load::source_map::SourceMap;
use crate::matching::fold::Folded;
use crate::matching::pattern::Finder;

/// Codes of the file at hand that no pattern takes from the header of an answer.
pub(super) fn faults(catalogue: &Catalogue, source_map: &SourceMap) -> Vec<Fault> {
    let own = source_map.own_codes().filter_map(|(number, path)| Some((catalogue.code(number)?, path)));
    let failures: Vec<_> = own.filter(|(code, _)| code.phase != Phase::Ok).collect();
    if failures.is_empty() {
        return Vec::new();
    }
    let finder = catalogue.patterns().finder();
    let unknown =
        failures.into_iter().filter(|(code, _)| !code.is_readable() || !is_recognised(catalogue, &finder, code));
    unknown.map(|(code, path)| Fault::unrecognised(&path.key("code"), code.number, &probe(code))).collect()
}

/// The head of an answer of the platform: its status line, and the header that names the code.
fn probe(code: &Code) -> String {
    format!("HTTP/1.1 {}\nX-Scf-Message: {}", code.number, code.name)
}

fn is_recognised(catalogue: &Catalogue, finder: &Finder<'_>, code: &Code) -> bool {
    let patterns = catalogue.patterns();
    let hits = finder.hits(&Folded::new(&probe(code)));
    hits.certain.iter().any(|hit| {
        let pattern = patterns.all.get(hit.pattern);
        let pattern = pattern.filter(|pattern| pattern.distinct || hits.foreign.is_none());
        pattern.is_some_and(|pattern| pattern.taken(&hit.found) == Some(code.number))
    })
}
