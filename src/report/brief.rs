//! A code in brief: what matters of it on one screen, and what to run next.

use crate::catalogue::{Catalogue, Code};
use crate::clean::width;
use crate::fact::Facts;
use crate::lang::Lang;
use crate::report::outline::{Outline, Part};
use crate::report::page::Page;
use crate::report::text::{Setting, bold, page};
use crate::words::Words;

/// The most lines of what is told in brief.
pub const LINES: usize = 30;

/// Causes that show the first step of their fix.
const STEPS: usize = 3;

/// How much is told; less of it where that is more than fits.
#[derive(Clone, Copy, Debug)]
struct Much {
    causes: usize,
    steps: usize,
    limits: bool,
    related: bool,
}

impl Much {
    /// A little less; nothing where no less is left.
    const fn less(self) -> Option<Self> {
        Some(match self {
            Self { related: true, .. } => Self { related: false, ..self },
            Self { causes, steps, .. } if causes > steps + 2 => Self { causes: causes - 1, ..self },
            Self { limits: true, .. } => Self { limits: false, ..self },
            Self { steps: 1.., .. } => Self { steps: self.steps - 1, ..self },
            Self { causes: 2.., .. } => Self { causes: self.causes - 1, ..self },
            Self { .. } => return None,
        })
    }
}

/// What matters of a code in at most so many lines: what happened, its likely causes with the first step of the fix, its
/// limits, and what to run next.
#[must_use]
pub fn brief(catalogue: &Catalogue, code: &Code, lang: Lang, setting: Setting, lines: usize) -> String {
    let facts = Facts::default();
    let outline = Outline::of(catalogue, &facts, code, lang);
    let next = next(code, lang, setting);
    let mut much = Much { causes: code.causes.len(), steps: STEPS, limits: true, related: true };
    loop {
        let text = format!("{}{}\n{next}", heading(code, lang, setting), page(&told(&outline, lang, much), setting));
        match much.less().filter(|_| text.lines().count() > lines) {
            Some(less) => much = less,
            None => return text,
        }
    }
}

/// Number and name, and at the right end when it happens.
fn heading(code: &Code, lang: Lang, setting: Setting) -> String {
    let (name, phase) = (format!("{} {}", code.number, code.name), Words::of(lang).phase_of(code.phase));
    let blanks = setting.width.saturating_sub(width(&name) + width(phase));
    let bold = bold(&name, setting.ink);
    if blanks < 2 { format!("{bold}\n") } else { format!("{bold}{}{phase}\n", " ".repeat(blanks)) }
}

fn told(outline: &Outline<'_>, lang: Lang, much: Much) -> Page {
    let (words, code) = (Words::of(lang), outline.code());
    let mut page = outline.whole(Part::Summary);
    if !code.causes.is_empty() {
        page.section(words.likely_causes);
    }
    for at in 0..much.causes.min(code.causes.len()) {
        page.0.extend(outline.folded(Part::Cause(at)).0);
        if at < much.steps {
            page.0.extend(outline.first_step(at).map(|(_, step)| step));
        }
    }
    if much.causes < code.causes.len() {
        page.item("…", (words.report.more_causes)(code.causes.len() - much.causes));
    }
    for part in outline.parts() {
        match part {
            Part::Limits if much.limits => page.join(outline.whole(part)),
            Part::Related if much.related => page.join(outline.whole(part)),
            _ => {}
        }
    }
    page
}

/// What to run next, a line each.
fn next(code: &Code, lang: Lang, setting: Setting) -> String {
    let words = Words::of(lang).report;
    let number = code.number;
    let cause = if code.causes.is_empty() { None } else { Some((format!("explain {number} 1"), words.one_cause)) };
    let lines = [
        Some((format!("guide {number}"), words.which_cause)),
        cause,
        Some((format!("explain {number} --all"), words.everything)),
        Some(("error.txt".to_owned(), words.reads_your_error)),
    ];
    let lines: Vec<(String, &str)> = lines.into_iter().flatten().collect();
    let widest = lines.iter().map(|(run, _)| width(run)).max().unwrap_or(0);
    let mut text = bold(words.next, setting.ink);
    for (run, why) in lines {
        let blanks = " ".repeat(widest - width(&run) + 3);
        let fits = 2 + "scf-tui ".len() + widest + 3 + width(why) <= setting.width;
        text.push_str("\n  scf-tui ");
        text.push_str(&run);
        if fits {
            text.extend([blanks.as_str(), why]);
        }
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::{LINES, brief};
    use crate::clean::width;
    use crate::embedded;
    use crate::lang::Lang;
    use crate::report::text::{Ink, Setting};

    #[test]
    fn every_code_is_told_on_one_screen_with_a_way_on() {
        let catalogue = embedded::catalogue();
        for code in catalogue.codes() {
            for lang in [Lang::En, Lang::Zh] {
                for columns in [40, 60, 80, 120, 200] {
                    let setting = Setting { width: columns, ink: Ink::Plain };
                    let text = brief(&catalogue, code, lang, setting, LINES);
                    assert!(text.lines().count() <= LINES, "{} at {columns}:\n{text}", code.number);
                    assert!(text.contains(&format!("scf-tui guide {}", code.number)), "{text}");
                    // a name is longer than the smallest terminal
                    let wide = text.lines().skip(1).find(|line| width(line) > columns);
                    assert_eq!(wide, None, "{} at {columns}", code.number);
                    let first = catalogue.cause(code.causes[0]).title.of(lang);
                    let told: String = text.split_whitespace().collect();
                    assert!(told.contains(&first.split_whitespace().collect::<String>()), "{text}");
                }
            }
        }
    }
}
