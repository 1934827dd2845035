//! Stacks whose lines name a class and a file without its folder, as those of the JVM do:
//! `at com.acme.Main.run(Main.java:17)`.

use std::ops::Range;

/// Ends of the names of source files, with the sign before the line.
const FILES: [&str; 3] = [".java:", ".kt:", ".scala:"];

/// Beginnings of the names of what is not one's own: the language, the frameworks, the platform.
const FOREIGN: [&str; 16] = [
    "java.",
    "java.base/",
    "javax.",
    "jdk.",
    "sun.",
    "com.sun.",
    "kotlin.",
    "scala.",
    "org.apache.",
    "org.eclipse.",
    "org.hibernate.",
    "org.springframework.",
    "com.qcloud.",
    "com.tencent.",
    "com.fasterxml.",
    "io.netty.",
];

/// What is told last and lies deepest.
const DEEPER: &str = "caused by:";

/// The user's own line that is nearest to the fault, as `Main.java:17`.
pub(super) fn own_line(text: &str) -> Option<Range<usize>> {
    let cause = text.rfind(DEEPER).unwrap_or(0);
    first(text, cause..text.len()).or_else(|| first(text, 0..cause))
}

fn first(text: &str, within: Range<usize>) -> Option<Range<usize>> {
    let stack = text.get(within.clone())?;
    let frames = FILES.iter().flat_map(|end| stack.match_indices(end).map(|(at, end)| (at, at + end.len())));
    let own = frames.filter_map(|(at, line)| {
        let digits = stack[line..].bytes().take_while(u8::is_ascii_digit).count();
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
        let (name, file) = stack[..at].trim_end_matches(part).strip_suffix('(').map(|name| (name, name.len() + 1))?;
        let called = &name[name.trim_end_matches(|c: char| part(c) || matches!(c, '.' | '<' | '>' | '/')).len()..];
        let own = called.contains('.') && !FOREIGN.iter().any(|foreign| called.starts_with(foreign));
        (own && digits > 0).then_some(within.start + file..within.start + line + digits)
    });
    own.min_by_key(|frame| frame.start)
}

#[cfg(test)]
mod tests {
    use super::own_line;

    #[test]
    fn the_first_frame_of_ones_own_is_taken_from_the_deepest_cause() {
        for (text, expected) in [
            (
                "java.lang.nullpointerexception: x\n\tat java.util.map.get(map.java:3)\n\tat com.acme.main.handle(main.java:17)\n\tat com.acme.app.run(app.java:2)",
                Some("main.java:17"),
            ),
            (
                "x\n at com.acme.outer.run(outer.java:9)\ncaused by: y\n at java.net.socket.connect(socket.java:1)\n at com.acme.db.open(db.kt:40)",
                Some("db.kt:40"),
            ),
            (
                "x\n at com.acme.outer.run(outer.java:9)\ncaused by: y\n at java.net.socket.connect(socket.java:1)",
                Some("outer.java:9"),
            ),
            ("at sun.reflect.a.invoke(a.java:62) at org.springframework.b.c(b.java:1)", None),
            ("main.java:17 alone, (main.java:x)", None),
        ] {
            assert_eq!(own_line(text).map(|at| &text[at]), expected, "{text}");
        }
    }
}
