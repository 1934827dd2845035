//! Holes of commands and samples: where a value of the user's own goes, and what is done with it first.

/// A place in a command that is filled when the command is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hole<'a> {
    /// `%{timeout}`: the value of the fact, else its placeholder
    Value(&'a str),
    /// `%{timeout|raise 60}`: twice the present value and at least this number, up to the most that the fact can be
    Raised(&'a str, u64),
    /// `%{module|path}`: the value as a part of a path: without `./` and `../` at its front
    Path(&'a str),
    /// `%{--Qualifier qualifier}`: this option with the value of the fact; nothing while nobody knows it
    Option(&'a str, &'a str),
    /// `%{VPC_ID}`: a value that only the reader has
    Open(&'a str),
}

impl<'a> Hole<'a> {
    /// Reads what stands between `%{` and `}`.
    fn parse(inner: &'a str) -> Option<Self> {
        let is_key = |key: &str| {
            key.starts_with(|c: char| c.is_ascii_lowercase())
                && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._".contains(c))
        };
        let is_open = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_uppercase())
                && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
        };
        if let Some((key, least)) = inner.split_once("|raise ") {
            return is_key(key).then_some(Self::Raised(key, least.parse().ok()?));
        }
        if let Some(key) = inner.strip_suffix("|path") {
            return is_key(key).then_some(Self::Path(key));
        }
        match inner.split_once(' ') {
            Some((flag, key)) => (flag.starts_with("--") && is_key(key)).then_some(Self::Option(flag, key)),
            None if is_open(inner) => Some(Self::Open(inner)),
            None => is_key(inner).then_some(Self::Value(inner)),
        }
    }

    /// The fact that fills it.
    #[must_use]
    pub const fn key(self) -> Option<&'a str> {
        match self {
            Self::Value(key) | Self::Raised(key, _) | Self::Path(key) | Self::Option(_, key) => Some(key),
            Self::Open(_) => None,
        }
    }
}

/// A piece of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// As it stands
    Plain(&'a str),
    /// To be filled
    Hole(Hole<'a>),
    /// Between `%{` and `}`, but no hole
    Odd(&'a str),
}

/// The pieces of a command from left to right; `%{` without an end is none.
pub fn parts(command: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = command;
    while let Some((before, (inner, after))) =
        rest.split_once("%{").and_then(|(before, hole)| Some((before, hole.split_once('}')?)))
    {
        parts.push(Part::Plain(before));
        parts.push(Hole::parse(inner).map_or(Part::Odd(inner), Part::Hole));
        rest = after;
    }
    parts.push(Part::Plain(rest));
    parts
}

/// The facts that fill a command.
pub fn keys(command: &str) -> impl Iterator<Item = &str> {
    parts(command).into_iter().filter_map(|part| match part {
        Part::Hole(hole) => hole.key(),
        Part::Plain(_) | Part::Odd(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Hole, Part, parts};

    #[test]
    fn holes_are_told_from_what_merely_looks_like_one() {
        let command = "a %{region} %{port.9000|raise 60} %{module|path} %{--Qualifier qualifier} %{VPC_ID} %{x|lift 2} ${HOME} {{.S}} %{";
        let found: Vec<_> = parts(command).into_iter().filter(|part| !matches!(part, Part::Plain(_))).collect();
        assert_eq!(
            found,
            [
                Part::Hole(Hole::Value("region")),
                Part::Hole(Hole::Raised("port.9000", 60)),
                Part::Hole(Hole::Path("module")),
                Part::Hole(Hole::Option("--Qualifier", "qualifier")),
                Part::Hole(Hole::Open("VPC_ID")),
                Part::Odd("x|lift 2"),
            ]
        );
    }
}
