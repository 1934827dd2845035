//! Likeness of words: which name a mistyped one was meant to be. A name that nobody meant helps nobody, so the bound is
//! tight: one typing error for each four characters, or the beginning of the name.

/// The fewest characters by which the beginning of a name is taken for the name.
const BEGINNING: usize = 3;

/// How many typing errors lie between a word and a name, where one may be meant by the other. Case does not count.
#[must_use]
pub fn errors(wrong: &str, name: &str) -> Option<usize> {
    let (wrong, name) = (wrong.to_lowercase(), name.to_lowercase());
    let (length, other) = (wrong.chars().count(), name.chars().count());
    let distance = strsim::osa_distance(&wrong, &name);
    let begins = length >= BEGINNING && name.starts_with(&wrong);
    (begins || distance <= length.max(other) / 4).then_some(distance)
}

/// The name that a word was meant to be, where there is one; of equally near ones the first by spelling.
pub fn nearest<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let scored = names.filter_map(|name| Some((errors(wrong, name)?, name)));
    scored.min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn what_is_suggested_is_what_was_meant() {
        let verbs =
            ["list", "explain", "search", "diagnose", "tree", "guide", "drill", "catalogue", "completions", "man"];
        for (wrong, meant) in [
            ("expain", Some("explain")),
            ("explian", Some("explain")),
            ("EXPLAIN", Some("explain")),
            ("lst", Some("list")),
            ("serach", Some("search")),
            ("diag", Some("diagnose")),
            ("diagnos", Some("diagnose")),
            ("catalog", Some("catalogue")),
            ("catalouge", Some("catalogue")),
            ("map", None),
            ("main", Some("man")),
            ("gude", Some("guide")),
            ("complete", None),
            ("foo", None),
            ("l", None),
            ("446", None),
            ("timeout", None),
            ("status", None),
            ("", None),
        ] {
            assert_eq!(nearest(wrong, verbs.into_iter()), meant, "{wrong}");
        }
        assert_eq!(nearest("--verbose", ["--version", "--json"].into_iter()), None);
        assert_eq!(nearest("--colour", ["--color", "--json"].into_iter()), Some("--color"));
    }
}
