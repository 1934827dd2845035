use proptest::prelude::{any, proptest};

use crate::embedded;
use crate::search::{Index, Limit, marks, rank};

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
        ("duankou", 446),
        ("duan kou", 446),
        ("dk", 446),
    ] {
        assert_eq!(first(&index, query).first(), Some(&expected), "{query}");
    }
}

#[test]
fn nonsense_finds_nothing_and_nothing_finds_all() {
    let catalogue = embedded::catalogue();
    let index = Index::new(&catalogue);
    for query in ["zzzzqq", "qwxyz", "\u{1b}[31m@@", "999"] {
        assert_eq!(
            rank(&index, query, Limit::All).len(),
            usize::from(query.contains("31")) * rank(&index, "31m", Limit::All).len(),
            "{query:?}"
        );
    }
    let all: Vec<u16> = rank(&index, "  ", Limit::All).into_iter().map(|hit| hit.code).collect();
    assert_eq!(all, catalogue.codes().iter().map(|code| code.number).collect::<Vec<_>>());
}

#[test]
fn matched_letters_are_lit() {
    for (query, text, expected) in [
        ("port", "PortBindingFailed", vec![0, 1, 2, 3]),
        ("binding port", "PortBindingFailed", vec![0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        ("portb", "Port Binding", vec![0, 1, 2, 3, 5]),
        ("端口", "监听端口", vec![2, 3]),
        ("44", "446", vec![0, 1]),
        ("zz", "446", vec![]),
    ] {
        assert_eq!(marks(query, text), expected, "{query} in {text}");
    }
}

proptest! {
    #[test]
    fn any_query_is_answered_alike_each_time(query in any::<String>(), text in any::<String>()) {
        let index = Index::new(&embedded::catalogue());
        assert_eq!(rank(&index, &query, Limit::All), rank(&index, &query, Limit::All));
        let lit = marks(&query, &text);
        assert!(lit.iter().all(|at| *at < text.chars().count()));
    }
}
