//! The names of facts, and the words, that Rust writes. They stand here and nowhere else; the build checks each against
//! the vocabulary of `catalogue.yaml`, so that a name which is changed there cannot be dropped in silence here.

use crate::catalogue::{Catalogue, FactType};
use crate::fact::{Key, Unit};

/// A fact that Rust writes: its name, and what its values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    name: &'static str,
    values: Values,
}

/// Which values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Values {
    Text,
    Flag,
    Amount(Unit),
    Words(&'static [&'static str]),
}

impl Written {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Its name, as a key.
    #[must_use]
    pub fn key(self) -> Key {
        Key::new(self.name)
    }

    /// Whether this is its name.
    #[must_use]
    pub fn is(self, key: &Key) -> bool {
        key.as_str() == self.name
    }

    /// The words that are written of it.
    #[must_use]
    pub const fn words(self) -> &'static [&'static str] {
        match self.values {
            Values::Words(words) => words,
            Values::Text | Values::Flag | Values::Amount(_) => &[],
        }
    }

    /// What the vocabulary lacks for it.
    fn lacks(self, catalogue: &Catalogue) -> Option<String> {
        let name = self.name;
        let Some(declared) = catalogue.fact(name) else { return Some(format!("the fact `{name}` is not declared")) };
        match (self.values, &declared.kind) {
            (Values::Text, FactType::Text) | (Values::Flag, FactType::Flag) => None,
            (Values::Amount(unit), FactType::Amount(usual)) if unit.base().0 == usual.base().0 => None,
            (Values::Words(words), FactType::Word(known)) => {
                let missing = words.iter().find(|word| known.iter().all(|known| known.id.as_str() != **word))?;
                Some(format!("the fact `{name}` has no value `{missing}`"))
            }
            (Values::Text, _) => Some(format!("the fact `{name}` is no text")),
            (Values::Flag, _) => Some(format!("the fact `{name}` is no flag")),
            (Values::Amount(unit), _) => Some(format!("the fact `{name}` is no amount that counts in {}", unit.word())),
            (Values::Words(_), _) => Some(format!("the fact `{name}` is no word")),
        }
    }
}

/// Declares the facts, and lists them.
macro_rules! written {
    ($($(#[$doc:meta])* $fact:ident: $name:literal, $values:expr;)+) => {
        $($(#[$doc])* pub const $fact: Written = Written { name: $name, values: $values };)+

        /// Every fact that Rust writes.
        pub const WRITTEN: &[Written] = &[$($fact),+];
    };
}

written! {
    /// The request
    REQUEST_ID: "request_id", Values::Text;
    /// The function
    FUNCTION: "function", Values::Text;
    /// The namespace of the function
    NAMESPACE: "namespace", Values::Text;
    /// The region of the function
    FUNCTION_REGION: "region", Values::Text;
    /// The runtime
    RUNTIME: "runtime", Values::Text;
    /// Whether a function was called, or deployed
    STAGE: "stage", Values::Words(&[AT_CALL, AT_DEPLOY]);
    /// How the function is deployed
    DEPLOY: "deploy", Values::Words(&[CODE]);
    /// What kind of function it is
    TYPE: "type", Values::Words(&[EVENT]);
    /// The start file of the package
    START_FILE: "pkg.bootstrap", Values::Words(&[NOT_USED]);
    /// The line that starts the server
    START_LINE: "pkg.start_line", Values::Words(&[NOT_USED]);
    /// Whether Java runs in it
    JVM: "mem.jvm", Values::Flag;
    /// How the function was called
    INVOCATION: "invocation", Values::Words(&[ASYNC]);
    /// Which try it was
    RETRY: "retry", Values::Amount(Unit::Count);
    /// The configured time-out
    TIMEOUT: "timeout", Values::Amount(Unit::S);
    /// The configured memory
    MEMORY: "memory", Values::Amount(Unit::Mb);
    /// How long the call took
    DURATION: "duration", Values::Amount(Unit::Ms);
    /// Whether a call of which nothing says how it ended took whole seconds
    DURATION_WHOLE: "duration.whole", Values::Flag;
    /// The memory that the call took
    MEMORY_USED: "memory.used", Values::Amount(Unit::Mb);
    /// How long the start took
    INIT_SECONDS: "init_seconds", Values::Amount(Unit::Ms);
    /// Whether the call was the first of its instance
    START: "start", Values::Words(&[COLD]);
    /// The line of the user's own code
    OWN_LINE: "own.line", Values::Text;
    /// The class of the exception
    EXCEPTION_CLASS: "exception.class", Values::Text;
    /// What a stack says of the moment in which it was raised
    STACK_AT: "stack.at", Values::Words(&[LOADING, HANDLING, RUNTIME_ONLY]);
    /// The kind of exception
    EXCEPTION: "exception", Values::Words(&[SERVICE]);
    /// What a service said that the code calls
    SERVICE_SAID: "service.said", Values::Text;
    /// What the last lines of a program say
    EXIT_CLUE: "exit.clue", Values::Words(&[PROGRAM]);
    /// Whether the user's own code wrote anything
    USER_LOG: "user_log", Values::Words(&[SOME, NONE]);
    /// The part of the cold start that took most of it
    INIT_PHASE: "init.phase", Values::Words(&[PULL_CODE, INIT_RUNTIME, INIT_FUNCTION, EVEN]);
    /// What the first part of the cold start took
    INIT_PULL_CODE: "init.pull_code", Values::Amount(Unit::Ms);
    /// What the second part took
    INIT_RUNTIME_TIME: "init.runtime", Values::Amount(Unit::Ms);
    /// What the third part took
    INIT_FUNCTION_TIME: "init.function", Values::Amount(Unit::Ms);
    /// Which quota the message names
    QUOTA_TEXT: "quota.text", Values::Words(&[RESERVED, REGION]);
    /// Whether the function has a reserved quota
    QUOTA_RESERVED: "quota.reserved", Values::Words(&[ZERO, SET]);
    /// How large the reserved quota is
    RESERVED_MB: "reserved.mb", Values::Amount(Unit::Mb);
    /// How large the quota of the region is
    REGION_MB: "region.mb", Values::Amount(Unit::Mb);
}

/// A word of `stage`
pub const AT_CALL: &str = "call";
/// A word of `stage`
pub const AT_DEPLOY: &str = "deploy";
/// A word of `invocation`
pub const ASYNC: &str = "async";
/// A word of `deploy`
pub const CODE: &str = "code";
/// A word of `type`
pub const EVENT: &str = "event";
/// A word of `pkg.bootstrap` and of `pkg.start_line`: there is none in such a function
pub const NOT_USED: &str = "not_used";
/// A word of `start`
pub const COLD: &str = "cold";
/// A word of `stack.at`: while the platform loaded the code
pub const LOADING: &str = "loading";
/// A word of `stack.at`: while the code handled an event
pub const HANDLING: &str = "handling";
/// A word of `stack.at`: the platform's own lines alone
pub const RUNTIME_ONLY: &str = "runtime_only";
/// A word of `exception`
pub const SERVICE: &str = "service";
/// A word of `exit.clue`
pub const PROGRAM: &str = "program";
/// A word of `user_log`
pub const SOME: &str = "some";
/// A word of `user_log`
pub const NONE: &str = "none";
/// A word of `init.phase`, as the platform spells the part
pub const PULL_CODE: &str = "PullCode";
/// A word of `init.phase`, as the platform spells the part
pub const INIT_RUNTIME: &str = "InitRuntime";
/// A word of `init.phase`, as the platform spells the part
pub const INIT_FUNCTION: &str = "InitFunction";
/// A word of `init.phase`: no part is long
pub const EVEN: &str = "even";
/// A word of `quota.text`
pub const RESERVED: &str = "reserved";
/// A word of `quota.text`
pub const REGION: &str = "region";
/// A word of `quota.reserved`
pub const ZERO: &str = "zero";
/// A word of `quota.reserved`
pub const SET: &str = "set";

/// What the vocabulary of a catalogue lacks of what Rust writes.
#[must_use]
pub fn lacking(catalogue: &Catalogue) -> Vec<String> {
    WRITTEN.iter().filter_map(|written| written.lacks(catalogue)).collect()
}

#[cfg(test)]
mod tests {
    use super::lacking;
    use crate::catalogue::Catalogue;
    use crate::catalogue::load::{link, source};
    use crate::embedded;

    #[test]
    fn a_vocabulary_that_lacks_what_is_written_is_told() {
        assert_eq!(lacking(&embedded::catalogue()), Vec::<String>::new());
        let text = "facts:\n  duration: {label: {en: Took, zh: 用时}, type: text}\n  \
                    user_log: {label: {en: Log, zh: 日志}, values: {some: {en: some, zh: 有}}}\n";
        let (catalogue, _) = link::link(Catalogue::default(), &source::parse(text).unwrap(), None).unwrap();
        let told = lacking(&catalogue);
        for expected in [
            "the fact `request_id` is not declared",
            "the fact `duration` is no amount that counts in ms",
            "the fact `user_log` has no value `none`",
        ] {
            assert!(told.iter().any(|said| said == expected), "no {expected:?} in {told:#?}");
        }
    }
}
