//! Stacks of exceptions: their class, and the user's own line that is nearest to the fault.

use std::ops::Range;

use crate::clean::floor;

/// Where code of the user lies; what lies in one of `FOREIGN` below it was only brought along.
const OWN: [&str; 2] = ["/var/user/", "/opt/"];
const FOREIGN: [&str; 5] = ["node_modules/", "site-packages/", "dist-packages/", "vendor/", "/python/lib/"];

/// The most bytes of a path or the name of an exception.
const LONGEST: usize = 512;

/// Ends of the names of exceptions.
const CLASSES: [&str; 3] = ["error", "exception", "panic"];

/// What stands behind a class that has no message.
const ENDS: [char; 4] = ['\n', ',', '}', ']'];

/// The class of an error that has none of its own.
const PLAIN: &str = "error: ";

/// The classes of errors that a module, its syntax or its names raise while it loads.
const OF_A_LOAD: [&str; 7] = [
    "importerror",
    "modulenotfounderror",
    "syntaxerror",
    "indentationerror",
    "taberror",
    "classnotfoundexception",
    "noclassdeffounderror",
];

/// How programs begin to tell of an error that ended them.
const MARKS: [&str; 5] =
    ["traceback (most recent call last)", "panic: ", "goroutine 1 [", "fatal error: ", "parse error: "];

/// How PHP begins to tell of an error that ended it.
const FATAL: [&str; 2] = ["fatal error: ", "parse error: "];

/// How the names of classes of the JVM begin.
const CLASSES_OF_JAVA: [&str; 3] = ["java.lang.", "java.util.", "java.io."];

/// The user's own line that is nearest to the fault, as `path:line`: where the path stands, and where the number.
pub(super) fn own_line(text: &str, within: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    // before it PHP only warned
    let fatal = FATAL.iter().filter_map(|mark| text.get(within.clone())?.find(mark)).min().unwrap_or(0);
    let within = within.start + fatal..within.end;
    let stack = text.get(within.clone())?;
    let mut lines = Vec::new();
    for own in OWN {
        for (at, _) in stack.match_indices(own) {
            let path = &stack[at..floor(stack, (at + LONGEST).min(stack.len()))];
            let length = path
                .find(|c: char| c.is_whitespace() || matches!(c, ':' | '"' | '\'' | ',' | ')' | '('))
                .unwrap_or(path.len());
            let behind = &stack[at + length..];
            // `file.js:3:1` or `File "file.py", line 3`
            let marks = |c: char| matches!(c, '"' | ',' | ' ' | ':');
            let rest = behind.trim_start_matches(marks);
            let rest = rest
                .strip_prefix("on line")
                .or_else(|| rest.strip_prefix("line"))
                .map_or(rest, |rest| rest.trim_start_matches(marks));
            if !rest.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let skipped = behind.len() - rest.len();
            let digits = behind[skipped..].bytes().take_while(u8::is_ascii_digit).count();
            let number = at + length + skipped;
            let foreign = FOREIGN.iter().any(|foreign| path[..length].contains(foreign));
            if !foreign {
                lines.push((at..at + length, number..number + digits));
            }
        }
    }
    lines.sort_by_key(|(path, _)| path.start);
    // Python tells the innermost call last, all others first
    let last = stack.contains("most recent call last");
    let (path, number) = if last { lines.pop() } else { lines.into_iter().next() }?;
    let moved = |range: Range<usize>| range.start + within.start..range.end + within.start;
    Some((moved(path), moved(number)))
}

/// What is told last and lies deepest: whatever wraps it only passed it on.
const DEEPER: &str = "caused by:";

/// The class of the exception, as in `requests.exceptions.ConnectionError: …`.
pub(super) fn class(text: &str, within: &Range<usize>) -> Option<Range<usize>> {
    let cause = text.get(within.clone())?.rfind(DEEPER).map(|at| within.start + at..within.end);
    cause.and_then(|cause| first_class(text, &cause)).or_else(|| first_class(text, within))
}

/// Whether a class is one of errors of the loading itself.
pub(super) fn is_of_a_load(class: &str) -> bool {
    OF_A_LOAD.contains(&class.rsplit('.').next().unwrap_or(class))
}

fn first_class(text: &str, within: &Range<usize>) -> Option<Range<usize>> {
    let stack = text.get(within.clone())?;
    let mut classes = Vec::new();
    for end in CLASSES {
        for (at, _) in stack.match_indices(end) {
            let behind = at + end.len();
            let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
            let near = floor(stack, at.saturating_sub(LONGEST));
            let start = near + stack[near..at].trim_end_matches(part).len();
            let name = &stack[start..behind];
            let alone = name.contains('.') && stack[behind..].trim_start_matches(['"', '\'']).starts_with(ENDS);
            let ends = stack[behind..].starts_with(':') || alone || behind == stack.len() && name.contains('.');
            let named = ends && behind - start > end.len() && !name.starts_with('.');
            if named {
                classes.push(start..behind);
            }
        }
    }
    classes.sort_by_key(|class| class.start);
    let last = stack.contains("most recent call last");
    let class = if last { classes.pop() } else { classes.into_iter().next() }?;
    Some(class.start + within.start..class.end + within.start)
}

/// Where a program says that an error ended it.
pub(super) fn raised(text: &str) -> Option<Range<usize>> {
    // Node.js names its plainest class so
    let plain = text.starts_with(PLAIN).then_some(0).or_else(|| text.find(&format!("\n{PLAIN}")).map(|at| at + 1));
    let plain = plain.map(|at| at..at + PLAIN.len());
    let mark = MARKS.iter().filter_map(|mark| text.find(mark).map(|at| at..at + mark.len())).min_by_key(|at| at.start);
    mark.or(plain).or_else(|| class(text, &(0..text.len())))
}

/// Where a class or a frame of the JVM stands.
pub(super) fn java(text: &str) -> Option<Range<usize>> {
    let frame = text.find(".java:").filter(|at| text[at + ".java:".len()..].starts_with(|c: char| c.is_ascii_digit()));
    let class = CLASSES_OF_JAVA.iter().filter_map(|name| {
        let at = text.find(name)?;
        let begun = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/'));
        (!begun).then_some(at..at + name.len())
    });
    class.min_by_key(|at| at.start).or_else(|| frame.map(|at| at..at + ".java".len()))
}

#[cfg(test)]
mod tests {
    use super::{class, own_line};

    fn told(text: &str) -> (String, String) {
        let text = text.to_lowercase();
        let all = 0..text.len();
        let line =
            own_line(&text, &all).map_or_else(String::new, |(path, line)| format!("{}:{}", &text[path], &text[line]));
        (line, class(&text, &all).map_or_else(String::new, |at| text[at].to_owned()))
    }

    #[test]
    fn the_line_nearest_to_the_fault_is_ones_own() {
        for (text, line, class) in [
            (
                "Traceback (most recent call last):\n File \"/var/user/index.py\", line 39, in main_handler\n File \"/var/user/a.py\", line 7, in f\n File \"/var/user/site-packages/x.py\", line 1, in g\nrequests.exceptions.ConnectionError: no",
                "/var/user/a.py:7",
                "requests.exceptions.connectionerror",
            ),
            (
                "TypeError: x of undefined\n at f (/var/user/node_modules/q.js:3:1)\n at main (/var/user/index.js:13:38)\n at h (/var/user/h.js:2:2)",
                "/var/user/index.js:13",
                "typeerror",
            ),
            (
                "Warning: y in /var/user/a.php on line 9\nFatal error: Uncaught Error: x in /var/user/index.php:51",
                "/var/user/index.php:51",
                "",
            ),
            ("x in /var/user/a.php on line 9", "/var/user/a.php:9", ""),
            (
                "\"stackTrace\":\"java.lang.reflect.InvocationTargetException\",",
                "",
                "java.lang.reflect.invocationtargetexception",
            ),
            (
                "java.lang.reflect.InvocationTargetException\n\tat a.B.c(B.java:1)\nCaused by: java.io.IOException\n\tat d",
                "",
                "java.io.ioexception",
            ),
            ("Error: x\n    at new TypeError (/var/user/node_modules/a.js:2:15)", "", ""),
            ("nothing of the kind: /var/user is fine", "", ""),
            ("Error: plain", "", ""),
        ] {
            assert_eq!(told(text), (line.to_owned(), class.to_owned()), "{text}");
        }
    }
}
