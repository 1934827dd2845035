use proptest::prelude::{any, proptest};

use crate::embedded;
use crate::search::{Field, Index, Limit, Marker, Searches, rank, rank_symptoms, rank_texts};

fn first(index: &Index, query: &str) -> Vec<u16> {
    rank(index, query, Limit::First(3)).into_iter().map(|hit| hit.code).collect()
}

#[test]
fn the_code_that_is_meant_comes_first() {
    let index = Index::new(&embedded::catalogue());
    for (query, expected) in [
        ("446", 446),
        ("４４６", 446),
        ("PortBindingFailed", 446),
        ("port binding failed", 446),
        ("PORT-BINDING", 446),
        ("pbf", 446),
        ("binding port", 446),
        ("protbinding", 446),
        ("context deadline exceeded", 446),
        ("端口", 446),
        ("連接埠", 446),
        ("duankou", 446),
        ("duan kou", 446),
        ("dk", 446),
        ("why does nothing listen on the port", 446),
        ("端口为什么没监听", 446),
    ] {
        assert_eq!(first(&index, query).first(), Some(&expected), "{query}");
    }
}

#[test]
fn nonsense_finds_nothing_and_nothing_finds_all() {
    let catalogue = embedded::catalogue();
    let index = Index::new(&catalogue);
    for query in ["zzzzqq", "qwxyz", "龘"] {
        assert_eq!(rank(&index, query, Limit::All), [], "{query:?}");
    }
    for query in ["  ", "…", "\u{1b}[@@"] {
        let all: Vec<u16> = rank(&index, query, Limit::All).into_iter().map(|hit| hit.code).collect();
        assert_eq!(all, catalogue.codes().iter().map(|code| code.number).collect::<Vec<_>>());
    }
}

#[test]
fn words_that_stand_nowhere_are_left_out() {
    let index = Index::new(&embedded::catalogue());
    assert_eq!(first(&index, "zzzzqq port"), first(&index, "port"));
    assert_eq!(first(&index, "龘端口"), first(&index, "端口"));
}

#[test]
fn matched_letters_are_lit() {
    let index = Index::new(&embedded::catalogue());
    for (query, text, expected) in [
        ("port", "PortBindingFailed", vec![0, 1, 2, 3]),
        ("binding port", "PortBindingFailed", vec![0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        ("portb", "PortBindingFailed", vec![0, 1, 2, 3, 4]),
        ("端口", "监听端口", vec![2, 3]),
        ("duankou", "监听端口", vec![2, 3]),
        ("44", "446", vec![0, 1]),
        ("zz", "446", vec![]),
    ] {
        assert_eq!(Marker::new(&index, query).marks(&index, text), expected, "{query} in {text}");
    }
}

#[test]
fn a_hit_says_where_it_was_found() {
    let catalogue = embedded::catalogue();
    let index = Index::new(&catalogue);
    for (query, field) in [("446", Field::Number), ("PortBindingFailed", Field::Name), ("0.0.0.0", Field::Word)] {
        let hit = rank(&index, query, Limit::First(1))[0];
        let text = hit.text.and_then(|text| text.of(&catalogue)).unwrap_or_default();
        assert_eq!(hit.field(), field, "{query}");
        assert!(!Marker::new(&index, query).marks(&index, &text).is_empty(), "{query} in {text}");
    }
}

#[test]
fn the_build_prepares_what_the_program_would() {
    let catalogue = embedded::catalogue();
    assert_eq!(Index::new(&catalogue), Index::prepare(&catalogue));
}

#[test]
fn symptoms_and_short_lists_are_found_alike() {
    let catalogue = embedded::catalogue();
    let index = Index::new(&catalogue);
    let symptom = |query: &str| rank_symptoms(&index, query).first().map(|(at, _)| &*catalogue.symptoms()[*at].slug);
    assert_eq!(symptom("only the first call is slow"), Some("first-call"));
    assert_eq!(symptom("小程序"), Some("mini-program"));
    let texts = ["save the report", "copy the command", "open the link"].map(str::to_owned);
    assert_eq!(rank_texts("coppy", &texts).first().map(|(at, _)| *at), Some(1));
    assert_eq!(rank_texts("zzzzqq", &texts), []);
}

proptest! {
    #[test]
    fn any_query_is_answered_alike_each_time(query in any::<String>(), text in any::<String>()) {
        let index = Index::new(&embedded::catalogue());
        assert_eq!(rank(&index, &query, Limit::All), rank(&index, &query, Limit::All));
        let lit = Marker::new(&index, &query).marks(&index, &text);
        assert!(lit.iter().all(|at| *at < text.chars().count()));
    }

    /// What is kept of earlier keys changes nothing.
    #[test]
    fn a_query_that_is_typed_finds_what_it_finds_at_once(query in "[a-z端口超时 ]{1,12}") {
        let index = Index::new(&embedded::catalogue());
        let mut searches = Searches::default();
        let ends: Vec<usize> = query.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        for end in ends.iter().chain(ends.iter().rev()) {
            let typed = &query[..*end];
            assert_eq!(searches.find(&index, typed).hits.to_vec(), rank(&index, typed, Limit::All), "{typed:?}");
        }
    }
}
