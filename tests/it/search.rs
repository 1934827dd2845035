//! Labelled queries, as people type them: the right code is first, or among the first three.

use std::collections::BTreeMap;

use scf_tui::embedded;
use scf_tui::search::{Index, Limit, Searches, rank};

/// The queries that were given; those of our own, which were written before the ranking was touched; and more of them, which
/// were written when the first words were in the catalogue.
const GIVEN: &str = include_str!("../data/queries.tsv");
const OWN: &str = include_str!("../data/queries-own.tsv");
const LATER: &str = include_str!("../data/queries-later.tsv");

/// A query, the codes that are right, and what kind of query it is.
type Labelled = (&'static str, Vec<u16>, &'static str);

fn labelled(set: &'static str) -> Vec<Labelled> {
    let rows = set.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| {
        let [query, codes, class] = row.split('\t').collect::<Vec<_>>().try_into().unwrap();
        (query, codes.split(',').map(|code| code.parse().unwrap()).collect(), class)
    })
    .collect()
}

/// At least so many of a hundred are right at rank 1, and in the first three.
#[track_caller]
fn scores(set: &'static str, first: usize, three: usize) {
    let (index, queries) = (Index::new(&embedded::catalogue()), labelled(set));
    assert!(queries.len() >= 150);
    let (mut right, mut near) = (0, 0);
    let mut missed: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (query, codes, class) in &queries {
        let hits: Vec<u16> = rank(&index, query, Limit::First(3)).iter().map(|hit| hit.code).collect();
        near += usize::from(hits.iter().any(|hit| codes.contains(hit)));
        if hits.first().is_some_and(|hit| codes.contains(hit)) {
            right += 1;
        } else {
            missed.entry(class).or_default().push(format!("{query:?} wants {codes:?}, finds {hits:?}"));
        }
    }
    assert!(
        100 * right >= first * queries.len() && 100 * near >= three * queries.len(),
        "{right} and {near} of {}: {missed:#?}",
        queries.len()
    );
}

#[test]
fn the_given_queries_find_the_right_code() {
    scores(GIVEN, 95, 99);
}

#[test]
fn queries_of_our_own_find_the_right_code() {
    scores(OWN, 92, 97);
    scores(LATER, 92, 97);
}

/// A plain question finds what its words alone would.
#[test]
fn questions_in_plain_words_are_answered() {
    let index = Index::new(&embedded::catalogue());
    for (query, expected) in [
        ("why does my function time out after 3 seconds", 433),
        ("函数超时了怎么办", 433),
        ("what should I do when the image can not be pulled?", 444),
        ("为什么找不到我的函数", 435),
        ("how can I see why the memory is exceeded", 434),
        ("请问并发超限是什么原因", 432),
    ] {
        assert_eq!(rank(&index, query, Limit::First(1)).first().map(|hit| hit.code), Some(expected), "{query}");
    }
}

/// Each number, name and title finds its own code.
#[test]
fn every_code_is_found_by_what_it_is_called() {
    let catalogue = embedded::catalogue();
    let index = Index::new(&catalogue);
    for code in catalogue.codes() {
        let number = code.number.to_string();
        for query in [number.as_str(), &code.title.en, &code.title.zh] {
            assert_eq!(rank(&index, query, Limit::First(1))[0].code, code.number, "{query}");
        }
        // a name may belong to two codes
        let named: Vec<u16> = rank(&index, &code.name, Limit::First(2)).iter().map(|hit| hit.code).collect();
        assert!(named.contains(&code.number), "{}: {named:?}", code.name);
    }
}

/// Taking a key back finds what was found before it.
#[test]
fn a_key_that_is_taken_back_gives_the_list_back() {
    let index = Index::new(&embedded::catalogue());
    let mut searches = Searches::default();
    let before = searches.find(&index, "time").hits;
    searches.find(&index, "timeo");
    assert_eq!(searches.find(&index, "time").hits, before);
}
