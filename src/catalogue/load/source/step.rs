//! Steps as written: of a fix, of a hint, of a stopgap, of a table.

use serde::Deserialize;

use crate::catalogue::load::source::condition::RawCondition;
use crate::catalogue::load::source::value::{RawByRuntime, RawText};
use crate::catalogue::origin::Origin;

/// What every step holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written<'a> {
    pub(crate) text: &'a RawText,
    pub(crate) run: Option<&'a RawByRuntime>,
    pub(crate) powershell: Option<&'a str>,
    pub(crate) show: Option<&'a RawByRuntime>,
    pub(crate) when: Option<&'a RawCondition>,
    pub(crate) runtime: &'a [String],
    pub(crate) fixed: Option<&'a str>,
}

/// Declares a step: what every step holds, and fields of its own.
macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident { $($own:ident: $type:ty,)* })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name {
            $(pub(crate) $own: $type,)*
            pub(crate) text: RawText,
            pub(crate) run: Option<RawByRuntime>,
            pub(crate) powershell: Option<String>,
            pub(crate) show: Option<RawByRuntime>,
            pub(crate) when: Option<RawCondition>,
            #[serde(default)]
            pub(crate) runtime: Vec<String>,
            pub(crate) fixed: Option<String>,
        }

        impl $name {
            /// What every step holds.
            pub(crate) fn written(&self) -> Written<'_> {
                Written {
                    text: &self.text,
                    run: self.run.as_ref(),
                    powershell: self.powershell.as_deref(),
                    show: self.show.as_ref(),
                    when: self.when.as_ref(),
                    runtime: &self.runtime,
                    fixed: self.fixed.as_deref(),
                }
            }
        }
    )+};
}

steps! {
    /// A step of a fix.
    RawFix { id: Option<String>, }
    /// A way to find out, to see that a fix helped, or to take it back.
    RawStep {}
    /// What stops the bleeding.
    RawStopgap { cost: RawText, }
    /// A line of a table.
    RawRow { name: RawText, evidence: Option<Origin>, }
    /// A step that several fixes end with.
    RawFollowUp { id: String, after: Vec<String>, }
}
