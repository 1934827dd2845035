//! What a log holds: how many requests of which code, when they failed, which functions, the first of them.

use std::collections::BTreeMap;

use crate::catalogue::Catalogue;
use crate::clean::{Clean, fit, width};
use crate::evidence::log::{Log, Sample, Spread, Timeline};
use crate::evidence::status::SUCCESS;
use crate::lang::Lang;
use crate::report::page::Page;
use crate::report::say;
use crate::words::{Words, grouped};

/// Functions that are named; the others are counted.
const FUNCTIONS: usize = 8;

/// Cells of the line that shows when requests failed, where nothing limits it.
const CELLS: usize = 60;

/// Cells of a message.
const QUOTED: usize = 320;

const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// All of a log: the failures, the most frequent first, then those that succeeded.
pub fn page(page: &mut Page, catalogue: &Catalogue, log: &Log, lang: Lang) {
    page.section(&(Words::of(lang).report.log_sum)(log.requests, log.records));
    let mut counts = log.failures();
    counts.extend(log.counts.get(&SUCCESS).map(|count| (SUCCESS, *count)));
    let cells = counts.iter().map(|(_, count)| grouped(*count).len()).max().unwrap_or(0);
    for (number, count) in counts {
        let code = catalogue.code(number);
        let unknown = || Words::of(lang).report.not_catalogued.to_owned();
        let title = code.map_or_else(unknown, |code| format!("{} · {}", code.name, code.title.of(lang)));
        page.item(format!("{number}  {:>cells$} ", grouped(count)), title);
        cluster(page, log, number, lang);
    }
    asides(page, log, lang);
    when(page, &log.timeline, CELLS, lang);
    let all = |codes: &BTreeMap<u16, u64>| codes.values().sum();
    functions(page, log, all, lang);
    let worst = log.failures().first().and_then(|(code, _)| log.samples.get(code));
    first(page, log, worst.unwrap_or(&log.unrecognised), lang);
}

/// Where a time repeats itself.
pub fn cluster(page: &mut Page, log: &Log, number: u16, lang: Lang) {
    if let Some(cluster) = log.cluster(number) {
        page.quote((Words::of(lang).report.same_time)(cluster.count, cluster.of, cluster.at));
    }
}

/// What of a log is neither success nor a failure with a code.
pub fn asides(page: &mut Page, log: &Log, lang: Lang) {
    let words = Words::of(lang);
    let retried = log.retries.iter().filter(|(retry, _)| **retry > 0).map(|(_, count)| count).sum();
    for (count, say) in [
        (log.running, words.report.still_running),
        (log.without_code, words.report.without_code),
        (log.unstated, words.report.unstated),
        (retried, words.report.retried),
        (log.damaged, words.report.damaged_records),
        (log.uncertain, words.report.uncertain_requests),
    ] {
        if count > 0 {
            page.aside(say(count));
        }
    }
}

/// The clock of logs, and the one of most who read them, each with the minutes that it is ahead.
const ZONES: [(&str, u64); 2] = [("UTC", 0), ("UTC+8", 480)];

/// When requests failed, as one line of at most `cells`; nothing where the log does not tell.
pub fn when(page: &mut Page, timeline: &Timeline, cells: usize, lang: Lang) {
    if let Some((line, from, to)) = line(timeline, cells) {
        page.section(Words::of(lang).report.when_failed);
        page.text(&line);
        for (zone, ahead) in ZONES {
            page.aside(format!("{} – {} {zone}", clock(from + ahead), clock(to + ahead)));
        }
    }
}

/// How long failed requests of a code took, as one line of at most `cells` on a logarithmic scale; nothing where none
/// states it.
pub fn took(page: &mut Page, log: &Log, number: u16, cells: usize, lang: Lang) {
    let words = Words::of(lang);
    if let Some(Spread { least, median, most, bins, .. }) = log.spread(number) {
        page.section(words.report.how_long);
        if least < most {
            let columns = columns(bins.len() as u64, cells, (0..).zip(bins));
            page.text(&sparkline(&columns));
        }
        page.aside((words.report.took)(least, median, most));
    }
}

/// Which functions failed how often; `of` picks what of a function counts.
pub fn functions(page: &mut Page, log: &Log, of: impl Fn(&BTreeMap<u16, u64>) -> u64, lang: Lang) {
    let words = Words::of(lang);
    let mut functions: Vec<(u64, &Clean)> =
        log.functions.iter().map(|(name, codes)| (of(codes), name)).filter(|(count, _)| *count > 0).collect();
    functions.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    let Some((most, _)) = functions.first() else { return };
    let cells = grouped(*most).len();
    page.section(words.report.failing_functions);
    for (count, name) in functions.iter().take(FUNCTIONS) {
        page.item(format!("{:>cells$} ", grouped(*count)), name.as_str());
    }
    if functions.len() > FUNCTIONS {
        page.aside((words.report.and_more)(functions.len() - FUNCTIONS));
    }
}

/// The first failed requests, each by its first failure, with what followed folded under it.
pub fn first(page: &mut Page, log: &Log, samples: &[Sample], lang: Lang) {
    let words = Words::of(lang);
    if samples.is_empty() {
        return;
    }
    page.section(words.report.first_failures);
    for sample in samples {
        let function = sample.function.as_ref().map_or_else(String::new, |name| format!(" · {name}"));
        page.item("•", format!("{}{function} · {}", say::at(&log.name, &log.at(sample.line)), sample.request));
        let (message, _) = fit(&sample.message, QUOTED);
        page.quote(if width(message) < width(&sample.message) { format!("{message}…") } else { message.to_owned() });
        if !sample.followed_by.is_empty() {
            page.quote(format!("└ {}", (words.report.followed)(sample.followed_by.len())));
        }
    }
}

/// Failures over time as one line of `cells`, with its beginning and its end.
fn line(timeline: &Timeline, cells: usize) -> Option<(String, u64, u64)> {
    let (first, _) = timeline.bins.first_key_value()?;
    let (last, _) = timeline.bins.last_key_value()?;
    let bins = timeline.bins.iter().map(|(bin, count)| (u64::from(bin - first), *count));
    let counts = columns(u64::from(last - first) + 1, cells, bins);
    Some((sparkline(&counts), minute_of(timeline, *first), minute_of(timeline, *last)))
}

/// Counts by place, of which there are `span`, in at most `cells` columns.
fn columns(span: u64, cells: usize, counts: impl Iterator<Item = (u64, u64)>) -> Vec<u64> {
    let width = span.min(cells.max(1) as u64);
    let mut columns = vec![0; usize::try_from(width).unwrap_or(1)];
    for (place, count) in counts {
        if let Some(column) = columns.get_mut(usize::try_from(place * width / span).unwrap_or(0)) {
            *column += count;
        }
    }
    columns
}

/// When a bin of a timeline begins, in UTC.
pub(super) fn begins(timeline: &Timeline, bin: u32) -> String {
    clock(minute_of(timeline, bin))
}

fn minute_of(timeline: &Timeline, bin: u32) -> u64 {
    u64::from(bin) * u64::from(timeline.minutes)
}

/// Counts in a row, one cell each, as high as their share of the highest; none is a blank.
fn sparkline(counts: &[u64]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let height = |count: u64| usize::try_from(u128::from(count) * 7 / u128::from(most)).unwrap_or(0);
    counts.iter().map(|count| if *count == 0 { ' ' } else { HEIGHTS[height(*count)] }).collect()
}

/// A minute since 1970 as date and time.
fn clock(minute: u64) -> String {
    let (days, minute) = (minute / 1440, minute % 1440);
    // days since 0000-03-01, the calendar that puts the odd day last
    let z = days + 719_468;
    let era = z / 146_097;
    let day_of_era = z % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year}-{month:02}-{day:02} {:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::{clock, sparkline};

    #[test]
    fn minutes_are_dates() {
        for (seconds, expected) in [
            (0, "1970-01-01 00:00"),
            (951_782_400, "2000-02-29 00:00"),
            (1_793_491_200, "2026-11-01 00:00"),
            (1_798_761_540, "2026-12-31 23:59"),
        ] {
            assert_eq!(clock(seconds / 60), expected);
        }
    }

    #[test]
    fn heights_are_shares_of_the_highest() {
        assert_eq!(sparkline(&[0, 1, 4, 8]), " ▁▄█");
        assert_eq!(sparkline(&[]), "");
    }
}
