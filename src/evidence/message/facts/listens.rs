//! Lines in which a program says where it listens: `Running on http://127.0.0.1:9000/`, `Server listening on port 3000`,
//! `Tomcat started on port(s): 8080`.

use std::ops::Range;

use crate::evidence::keys;

/// The port that the platform calls.
const PORT: &str = "9000";

/// Words before an address or a port that a program listens on.
const SAYS: [&str; 13] = [
    "listening on",
    "listening at",
    "listening:",
    "listen on",
    "running on",
    "running at",
    "serving on",
    "serving at",
    "started on port",
    "started server on",
    "server started on",
    "server started at",
    "is in use, trying",
];

/// What stands before such words where somebody else says them, as the platform does: `please confirm your http server
/// have enabled listening on port 9000`.
const NOT_SAID: [&str; 3] = ["enabled ", "not ", "nothing "];

/// Words between them and the address.
const BETWEEN: [&str; 12] =
    ["all addresses", "address", "port(s)", "(s)", "ports", "port", "http://", "https://", "the", "tcp", ":", "("];

/// What may stand around them.
const QUOTES: [char; 4] = [' ', '\t', '"', '\''];

/// How hosts are written that everybody reaches.
const ALL: [&str; 5] = ["0.0.0.0", "::", "[::]", "*", "0:0:0:0:0:0:0:0"];
/// How hosts are written that only the program itself reaches.
const OWN: [&str; 4] = ["127.0.0.1", "localhost", "::1", "[::1]"];

/// Characters behind the words that are looked at.
const LINE: usize = 120;

/// What all such lines together say of the port that the platform calls, as a word of `port.9000`, and where the line
/// stands that says it. Nothing where the host of that port is not told.
pub(super) fn place(text: &str) -> Option<(&'static str, Range<usize>)> {
    let mut lines: Vec<_> = SAYS.iter().flat_map(|says| text.match_indices(says)).collect();
    lines.retain(|(at, _)| !NOT_SAID.iter().any(|before| text[..*at].ends_with(before)));
    lines.sort_by_key(|(at, _)| *at);
    let told: Vec<(Option<&str>, &str, Range<usize>)> = lines
        .into_iter()
        .filter_map(|(at, says)| {
            let rest = text.get(at + says.len()..)?.split('\n').next()?;
            let (host, port) = address(rest, says.ends_with("port"))?;
            Some((host, port, at..at + says.len()))
        })
        .collect();
    let here = || told.iter().filter(|(_, port, _)| *port == PORT);
    let on = |hosts: &[&str]| here().find(|(host, ..)| host.is_some_and(|host| hosts.contains(&host)));
    let word = |word, (_, _, at): &(_, _, Range<usize>)| (word, at.clone());
    if let Some(line) = on(&ALL) {
        return Some(word(keys::ALL_INTERFACES, line));
    }
    if here().next().is_none() {
        return told.first().map(|line| word(keys::OTHER_PORT, line));
    }
    let alone = here().all(|(host, ..)| host.is_some_and(|host| OWN.contains(&host)));
    on(&OWN).filter(|_| alone).map(|line| word(keys::LOOPBACK_ONLY, line))
}

/// The host, where one is told, and the port at the beginning of the rest of a line. A number alone, which no word says to
/// be a port, counts from four digits.
fn address(rest: &str, mut named: bool) -> Option<(Option<&str>, &str)> {
    let mut rest = rest.get(..LINE).unwrap_or(rest).trim_start_matches(QUOTES);
    while let Some((word, behind)) = BETWEEN.iter().find_map(|word| Some((*word, rest.strip_prefix(word)?))) {
        // the sign is the beginning of an address: `:::9000`
        if word == ":" && behind.starts_with(':') {
            break;
        }
        named |= word.starts_with("port");
        rest = behind.trim_start_matches(QUOTES);
    }
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '[' | ']' | '*' | '-');
    let place = rest[..rest.find(|c| !part(c)).unwrap_or(rest.len())].trim_end_matches(['.', ':']);
    let (host, number) = place.rsplit_once(':').map_or((None, place), |(host, number)| (Some(host), number));
    let host = host.filter(|host| !host.is_empty());
    let least = if named || host.is_some() { 2 } else { 4 };
    let sound = (least..=5).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    sound.then_some((host, number))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn what_a_program_says_of_its_port_is_heard() {
        for (text, expected) in [
            ("server listening on port 3000", Some("other_port")),
            ("example app listening on port 3000!", Some("other_port")),
            (" * running on http://127.0.0.1:9000/ (press ctrl+c to quit)", Some("loopback_only")),
            ("info: uvicorn running on http://127.0.0.1:8000 (press ctrl+c to quit)", Some("other_port")),
            ("uvicorn running on http://0.0.0.0:9000", Some("all_interfaces")),
            ("tomcat started on port(s): 8080 (http) with context path ''", Some("other_port")),
            ("tomcat started on port 8080 (http)", Some("other_port")),
            ("port 9000 is in use, trying 9001 instead.", Some("other_port")),
            ("listening at: http://127.0.0.1:9000 (7)", Some("loopback_only")),
            ("listening on http://localhost:9000", Some("loopback_only")),
            ("listening on :::9000", Some("all_interfaces")),
            ("listening on [::]:9000", Some("all_interfaces")),
            ("listening on *:9000", Some("all_interfaces")),
            ("listening on :9000", None),
            ("server listening on port 9000", None),
            (
                " * running on all addresses (0.0.0.0)\n * running on http://127.0.0.1:9000\n * running on http://10.0.0.7:9000",
                None,
            ),
            ("listening on port 8080\nlistening on 0.0.0.0:9000", Some("all_interfaces")),
            ("metrics listening on 127.0.0.1:9100\nlistening on port 9000", None),
            ("confirm your http server have enabled listening on port 9000", None),
            (
                "server listening on port 3000\nconfirm your http server have enabled listening on port 9000",
                Some("other_port"),
            ),
            ("running on node 16", None),
            ("listening on events", None),
            ("listening on 10 threads", None),
            ("listening on 8080", Some("other_port")),
        ] {
            assert_eq!(place(text).map(|(word, _)| word), expected, "{text}");
        }
    }
}
