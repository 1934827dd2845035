//! Tokens: what stands in a text in place of a secret, such as `[secret 3]`.

/// The words that stand in tokens, before the number.
pub(super) const KINDS: [&str; 6] = ["secret id", "secret", "phone", "mail", "id card", "bank card"];

/// The most digits of a number that is taken for one of a token.
const MOST_DIGITS: usize = 9;

/// The length of the token that `text` begins with.
pub(super) fn token_at(text: &[u8]) -> Option<usize> {
    let rest = text.strip_prefix(b"[")?;
    KINDS.iter().filter(|kind| kind.as_bytes().first() == rest.first()).find_map(|kind| {
        let number = rest.strip_prefix(kind.as_bytes())?.strip_prefix(b" ")?;
        let digits = number.iter().take(MOST_DIGITS).take_while(|byte| byte.is_ascii_digit()).count();
        let closed = digits > 0 && number.get(digits) == Some(&b']');
        closed.then(|| text.len() - number.len() + digits + 1)
    })
}

/// The highest number of a token in `text`: its secrets are other ones than those that are found now.
pub(super) fn highest(text: &str) -> u32 {
    let tokens = text.match_indices('[').filter_map(|(at, _)| {
        let length = token_at(text.as_bytes().get(at..)?)?;
        let (_, number) = text.get(at..at + length - 1)?.rsplit_once(' ')?;
        number.parse().ok()
    });
    tokens.max().unwrap_or_default()
}
