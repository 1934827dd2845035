//! The moment in which a stack was raised: while the platform loaded the code, while the code handled an event, or before
//! that, where the stack holds no line but the platform's. The outermost frame that tells one from the other decides: a
//! module that a handler loads late fails while an event is handled.

use std::ops::Range;

/// When a stack was raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// The platform loads the code
    Loading,
    /// The code handles an event
    Handling,
    /// The platform's own lines alone: it did not come as far as the code
    Before,
}

/// How the frames of a language begin, and which of them is the outermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `File "/var/user/index.py", line 3, in main_handler`, the innermost last
    Python,
    /// `at f (/var/user/index.js:3:1)` and `at a.B.c(B.java:3)`, the innermost first
    At,
    /// `#0 /var/user/index.php(5): f()`, the innermost first
    Hash,
}

/// Bytes of a frame that are looked at.
const FRAME: usize = 240;
/// Frames of one text that are looked at.
const MOST: usize = 400;

/// Folders of the platform's own programs.
const PLATFORM: &str = "/var/runtime/";
/// Folders of code that was only brought along.
const LIBRARIES: [&str; 6] =
    ["node_modules/", "site-packages/", "dist-packages/", "/vendor/", "/python/lib/", "/lib/python"];

/// What only a frame of the loading holds.
const LOADING: [&str; 14] = [
    "in init_handler",
    "in get_func_handler",
    "in <module>",
    "in load_module",
    "importlib",
    "object.<anonymous>",
    "module._compile",
    "module._load",
    "module.load ",
    "at require (",
    "class.forname",
    "classloader.loadclass",
    ".<clinit>",
    "_loaduserapp",
];
/// A file of the platform that loads in a function of this name, and calls in others.
const LOADER: (&str, &str) = ("userfunction.js", "load");

/// What only a frame of the handling holds.
const HANDLING: [&str; 6] =
    ["in main_handler", "[as handler]", "exports.main", "main_handler(", ".mainhandler(", "at async main_handler"];

/// How frames name the function that the platform calls.
const CALLED: [&str; 4] = ["in main_handler", "[as handler]", "exports.main_handler", ".mainhandler("];

/// The frames of a text, in its order.
pub(super) struct Frames<'t> {
    /// Where the text begins that they were looked for in
    offset: usize,
    all: Vec<(usize, Style, &'t str)>,
}

impl<'t> Frames<'t> {
    /// The frames within `within`.
    pub(super) fn of(text: &'t str, within: &Range<usize>) -> Self {
        Self { offset: within.start, all: frames(text.get(within.clone()).unwrap_or_default()) }
    }

    /// The moment in which they were raised, and where the frame stands that tells it.
    pub(super) fn moment(&self) -> Option<(Moment, Range<usize>)> {
        let of_python = |(_, style, _): &&(usize, Style, &str)| *style == Style::Python;
        let python = self.all.iter().filter(of_python);
        let others = self.all.iter().rev().filter(|frame| !of_python(frame));
        let told = python.chain(others).find_map(|frame| Some((tells(frame.1, frame.2)?, self.place(frame))));
        told.or_else(|| {
            let frame = self.all.iter().find(|(_, _, frame)| frame.contains(PLATFORM))?;
            self.all.iter().all(|(_, _, frame)| !is_own(frame)).then(|| (Moment::Before, self.place(frame)))
        })
    }

    /// Where they go through a program of the platform that calls functions: no web function and no image has it.
    pub(super) fn platform(&self) -> Option<Range<usize>> {
        self.find(|frame| {
            frame.split_once(PLATFORM).is_some_and(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        })
    }

    /// Where they go through the function that the platform calls by its usual name.
    pub(super) fn handler(&self) -> Option<Range<usize>> {
        self.find(|frame| CALLED.iter().any(|name| frame.contains(name)))
    }

    fn find(&self, is_it: impl Fn(&str) -> bool) -> Option<Range<usize>> {
        self.all.iter().find(|(_, _, frame)| is_it(frame)).map(|frame| self.place(frame))
    }

    fn place(&self, (at, _, frame): &(usize, Style, &str)) -> Range<usize> {
        let start = self.offset + at;
        start..start + frame.len()
    }
}

/// What one frame tells.
fn tells(style: Style, frame: &str) -> Option<Moment> {
    let holds = |marks: &[&str]| marks.iter().any(|mark| frame.contains(mark));
    let loads = frame.split_once(LOADER.0).is_some_and(|(before, _)| before.contains(LOADER.1));
    if loads || holds(&LOADING) {
        return Some(Moment::Loading);
    }
    // the only frame of a PHP file is its main part
    let whole = style == Style::Hash && frame.contains("{main}");
    (holds(&HANDLING) || is_own(frame) && !whole).then_some(Moment::Handling)
}

/// Whether a frame names a file of the user.
fn is_own(frame: &str) -> bool {
    let own = ["/var/user/", "/opt/"].iter().any(|folder| frame.contains(folder));
    own && !LIBRARIES.iter().any(|library| frame.contains(library))
}

/// The frames, in the order of the text.
fn frames(stack: &str) -> Vec<(usize, Style, &str)> {
    let mut starts: Vec<(usize, Style)> = Vec::new();
    for (mark, style) in [("file \"", Style::Python), ("at ", Style::At), ("#", Style::Hash)] {
        for (at, _) in stack.match_indices(mark).take(MOST) {
            let begins = stack[..at].ends_with([' ', '\n', '\t', '"', ':']) || at == 0;
            let behind = &stack[at + mark.len()..];
            let numbered = style != Style::Hash || behind.starts_with(|c: char| c.is_ascii_digit());
            if begins && numbered {
                starts.push((at, style));
            }
        }
    }
    starts.sort_by_key(|(at, _)| *at);
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([stack.len()]);
    let mut frames = Vec::new();
    for (&(at, style), end) in starts.iter().zip(ends) {
        let frame = &stack[at..end];
        let line = frame.split('\n').next().unwrap_or_default();
        let line = &line[..line.char_indices().nth(FRAME).map_or(line.len(), |(cut, _)| cut)];
        let sound = match style {
            Style::Python => line.contains(", line "),
            Style::At => line.contains(['(', ':']) && line.contains(['/', '.']),
            Style::Hash => line.contains(['(', '{']),
        };
        if sound {
            frames.push((at, style, line));
        }
    }
    frames
}

#[cfg(test)]
mod tests {
    use super::{Frames, Moment};

    fn frames(text: &str) -> Frames<'_> {
        Frames::of(text, &(0..text.len()))
    }

    #[test]
    fn the_outermost_frame_tells_the_moment() {
        for (text, expected) in [
            (
                "Traceback (most recent call last):\n File \"/var/user/index.py\", line 10, in main_handler\nModuleNotFoundError: No module named 'x'",
                Some(Moment::Handling),
            ),
            (
                "Traceback (most recent call last):\n File \"/var/runtime/python3/bootstrap.py\", line 133, in init_handler\n File \"/var/user/index.py\", line 1, in <module>\nImportError: x",
                Some(Moment::Loading),
            ),
            (
                "Traceback (most recent call last):\n File \"/var/user/index.py\", line 10, in my_entry\n File \"/var/user/lazy.py\", line 1, in <module>\nImportError: x",
                Some(Moment::Handling),
            ),
            (
                "Error: Cannot find module './a.js'\n at Function.Module._load (internal/modules/cjs/loader.js:864:27)\n at require (internal/modules/cjs/helpers.js:77:18)\n at Runtime.exports.main_handler [as handler] (/var/user/index.js:171:17)\n at Runtime.handleOnce (/var/runtime/node12/Runtime.engine.js:219:23)",
                Some(Moment::Handling),
            ),
            (
                "Error: x\n at Object.<anonymous> (/var/user/index.js:1:7)\n at Module._compile (internal/modules/cjs/loader.js:999:30)\n at Object.module.exports.load (/var/runtime/node12/UserFunction.js:27:19)\n at Runtime.handleOnce (/var/runtime/node12/Runtime.engine.js:219:23)",
                Some(Moment::Loading),
            ),
            (
                "TypeError: app.listen is not a function\n at Object.<anonymous> (/var/user/index.js:4:5)",
                Some(Moment::Loading),
            ),
            (
                "TypeError: this.realHandler is not a function\n at EventHandler.handle (/var/runtime/node8/bootstrap.js:243:28)\n at ontimeout (timers.js:498:11)",
                Some(Moment::Before),
            ),
            (
                "AxiosError: x\n at settle (/var/user/node_modules/axios/dist/node/axios.cjs:2026:12)\n at async exports.main (/var/user/index.js:160:22)",
                Some(Moment::Handling),
            ),
            (
                "java.lang.NullPointerException\n at com.acme.Main.mainHandler(Main.java:17)\n at sun.reflect.a.invoke(a.java:62)",
                Some(Moment::Handling),
            ),
            (
                "java.lang.ExceptionInInitializerError\n at java.lang.Class.forName(Class.java:264)",
                Some(Moment::Loading),
            ),
            (
                "Fatal error: x in /var/user/index.php:51\nStack trace:\n#0 /var/runtime/php7/bootstrap.php(41): main_handler(Array, Array)\n#1 {main}",
                Some(Moment::Handling),
            ),
            ("look at /var/user/index.js", None),
            ("at new TypeError (/var/user/node_modules/x.js:2:15)", None),
        ] {
            let text = text.to_lowercase();
            assert_eq!(frames(&text).moment().map(|(moment, _)| moment), expected, "{text}");
        }
    }

    #[test]
    fn a_frame_of_the_platform_is_a_frame() {
        for (text, expected) in [
            ("file \"/var/runtime/python3/bootstrap.py\", line 3, in init_handler", true),
            ("#0 /var/runtime/php7/bootstrap.php(41): main_handler(array)", true),
            ("- /var/runtime/node12/userfunction.js", false),
            ("at f (/var/lang/node12/bin/x.js:1:1)", false),
        ] {
            assert_eq!(frames(text).platform().is_some(), expected, "{text}");
        }
        assert!(frames("file \"/var/user/a.py\", line 3, in main_handler").handler().is_some());
        assert!(frames("module 'index' has no attribute 'main_handler'").handler().is_none());
    }
}
