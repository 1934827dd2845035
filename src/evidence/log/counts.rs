//! Counts of requests: by status, function, retry, minute and duration. All of them add up, so the counts of a log are
//! the sum of those of its parts.

use std::collections::BTreeMap;

use crate::evidence::log::entry::{Entry, NAMELESS};
use crate::evidence::status::SUCCESS;

/// The most pairs of function and status, and the most bins of durations, that are kept: a bound on memory that 1,024
/// functions with eight statuses each reach.
const MOST_CELLS: usize = 8 * 1024;

/// The most bins of a timeline: more than the columns of a terminal, about eight hours in minutes.
const MOST_BINS: u32 = 512;

/// Requests, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RequestCounts {
    pub(super) counts: ByStatus,
    pub(super) running: u64,
    pub(super) without_code: u64,
    /// Requests that are over, with nothing that says how
    pub(super) unstated: u64,
    /// START, Response and END lines of console text, counted without their ids
    pub(super) starts: u64,
    pub(super) responses: u64,
    pub(super) ends: u64,
    /// Failed requests that are over, and others
    over: u64,
    open: u64,
    pub(super) retries: BTreeMap<u8, u64>,
    /// By the number of the function, then by status
    pub(super) functions: Vec<BTreeMap<u16, u64>>,
    /// Pairs of both
    cells: usize,
    pub(super) timeline: Timeline,
    pub(super) durations: Durations,
}

impl RequestCounts {
    /// Counts one request for good.
    ///
    /// | status | failed | ended | counted as |
    /// | --- | --- | --- | --- |
    /// | 0 | yes | | failed, without a code |
    /// | 0 | no | yes, by a return code of 0 | 200 |
    /// | 0 | no | no | running |
    /// | any other | | | that status |
    pub(super) fn finalise(&mut self, request: &Entry) {
        let failed = request.is(Entry::FAILED);
        match request.status {
            0 if failed => self.without_code += 1,
            0 if request.is(Entry::ENDED) => self.counts.add(SUCCESS, 1),
            0 => self.running += 1,
            status => self.counts.add(status, 1),
        }
        if !failed {
            return;
        }
        *if request.is(Entry::ENDED) { &mut self.over } else { &mut self.open } += 1;
        *self.retries.entry(request.retry).or_default() += 1;
        if request.minute != 0 {
            self.timeline.add(request.minute, 1);
        }
        if request.status != 0 {
            if request.function != NAMELESS {
                self.count_function(request.function, request.status, 1);
            }
            self.durations.add(request.status, request.duration);
        }
    }

    /// Counts the tries of console text by difference: of those that ended and did not fail as many succeeded as
    /// returned something, and of the others the log does not say how they ended; those that started and did not end
    /// are running.
    pub(super) fn finalise_console_lines(&mut self) {
        self.running += self.starts.saturating_sub(self.ends + self.open);
        let unfailed = self.ends.saturating_sub(self.over);
        let succeeded = unfailed.min(self.responses);
        self.counts.add(SUCCESS, succeeded);
        self.unstated += unfailed - succeeded;
    }

    fn count_function(&mut self, function: u16, status: u16, count: u64) {
        let function = usize::from(function);
        if self.functions.len() <= function {
            self.functions.resize_with(function + 1, BTreeMap::new);
        }
        let statuses = &mut self.functions[function];
        if let Some(known) = statuses.get_mut(&status) {
            *known += count;
        } else if self.cells < MOST_CELLS {
            self.cells += 1;
            statuses.insert(status, count);
        }
    }

    /// Adds the tally of another part, whose functions have the numbers that `renamed` translates.
    pub(super) fn merge(&mut self, other: &Self, renamed: impl Fn(u16) -> u16) {
        self.counts.merge(&other.counts);
        add(&mut self.retries, &other.retries);
        for (function, statuses) in (0..).zip(&other.functions) {
            for (status, count) in statuses {
                self.count_function(renamed(function), *status, *count);
            }
        }
        self.starts += other.starts;
        self.responses += other.responses;
        self.ends += other.ends;
        self.over += other.over;
        self.open += other.open;
        self.running += other.running;
        self.without_code += other.without_code;
        self.unstated += other.unstated;
        self.timeline.merge(&other.timeline);
        self.durations.merge(&other.durations);
    }
}

/// Counts by status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ByStatus(Vec<u64>);

impl Default for ByStatus {
    fn default() -> Self {
        Self(vec![0; 1000])
    }
}

impl ByStatus {
    /// Counts `more` with this status, which has three digits.
    pub(super) fn add(&mut self, status: u16, more: u64) {
        self.0[usize::from(status)] += more;
    }

    /// Adds those of another part.
    pub(super) fn merge(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, others)| *mine += others);
    }

    /// Each status that there is, with its count.
    pub(super) fn counts(&self) -> BTreeMap<u16, u64> {
        (0..).zip(&self.0).filter(|(_, count)| **count > 0).map(|(status, count)| (status, *count)).collect()
    }
}

/// Adds counts to those of the same keys.
pub fn add<K: Ord + Copy>(sum: &mut BTreeMap<K, u64>, more: &BTreeMap<K, u64>) {
    for (key, count) in more {
        *sum.entry(*key).or_default() += count;
    }
}

/// Failed requests over time, in bins that widen by doubling as the log gets longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The minutes that a bin holds: a power of two
    pub minutes: u32,
    /// Failed requests by bin; a bin begins at its number times `minutes` after 1970 (UTC)
    pub bins: BTreeMap<u32, u64>,
}

impl Default for Timeline {
    fn default() -> Self {
        Self { minutes: 1, bins: BTreeMap::new() }
    }
}

impl Timeline {
    pub(super) fn add(&mut self, minute: u32, count: u64) {
        if let Some(known) = self.bins.get_mut(&(minute / self.minutes)) {
            *known += count;
        } else {
            self.bins.insert(minute / self.minutes, count);
            self.fit();
        }
    }

    fn merge(&mut self, other: &Self) {
        while self.minutes < other.minutes {
            self.widen();
        }
        let ratio = self.minutes / other.minutes;
        for (bin, count) in &other.bins {
            *self.bins.entry(bin / ratio).or_default() += count;
        }
        self.fit();
    }

    /// How wide the bins are depends on the first and the last minute alone, not on the order of arrival.
    fn fit(&mut self) {
        while let (Some((first, _)), Some((last, _))) = (self.bins.first_key_value(), self.bins.last_key_value())
            && last - first >= MOST_BINS
        {
            self.widen();
        }
    }

    fn widen(&mut self) {
        let mut bins = BTreeMap::new();
        for (bin, count) in &self.bins {
            *bins.entry(bin / 2).or_default() += count;
        }
        self.bins = bins;
        self.minutes *= 2;
    }
}

/// How long failed requests took, by status, in bins about 3% wide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Durations {
    bins: BTreeMap<(u16, u16), Bin>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bin {
    count: u64,
    least: u32,
    most: u32,
}

/// How long the failed requests of one status took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// How many state it
    pub count: u64,
    /// The shortest, in milliseconds
    pub least: u32,
    /// Half of them took no longer, give or take 3%
    pub median: u32,
    /// The longest, in milliseconds
    pub most: u32,
    /// How many took about how long: from the shortest to the longest in equal steps of the logarithm
    pub bins: Vec<u64>,
}

/// Many failed requests of one status that took the same time, such as a timeout somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The shortest of them, in milliseconds; the others are within 6%
    pub at: u32,
    /// How many they are
    pub count: u64,
    /// of how many with a stated duration
    pub of: u64,
}

impl Durations {
    /// Milliseconds below which a cluster says nothing: short times lie close together anyway.
    const SHORTEST: u32 = 200;
    /// Requests that make a cluster
    const FEWEST: u64 = 3;

    fn add(&mut self, status: u16, duration: u32) {
        if duration > 0 {
            self.put((status, bin_of(duration)), Bin { count: 1, least: duration, most: duration });
        }
    }

    fn merge(&mut self, other: &Self) {
        for (cell, bin) in &other.bins {
            self.put(*cell, *bin);
        }
    }

    fn put(&mut self, cell: (u16, u16), new: Bin) {
        if let Some(bin) = self.bins.get_mut(&cell) {
            bin.count += new.count;
            bin.least = bin.least.min(new.least);
            bin.most = bin.most.max(new.most);
        } else if self.bins.len() < MOST_CELLS {
            self.bins.insert(cell, new);
        }
    }

    fn of(&self, status: u16) -> impl DoubleEndedIterator<Item = (u16, Bin)> {
        self.bins.range((status, 0)..=(status, u16::MAX)).map(|((_, number), bin)| (*number, *bin))
    }

    /// How long requests of `status` took, where any states it.
    pub(super) fn spread(&self, status: u16) -> Option<Spread> {
        let (first, last) = (self.of(status).next()?, self.of(status).next_back()?);
        let count = self.of(status).map(|(_, bin)| bin.count).sum();
        let mut bins = vec![0; usize::from(last.0 - first.0) + 1];
        let (mut before, mut median) = (0, last.1.most);
        for (number, bin) in self.of(status) {
            bins[usize::from(number - first.0)] = bin.count;
            if before * 2 < count && (before + bin.count) * 2 >= count {
                median = bin.most;
            }
            before += bin.count;
        }
        Some(Spread { count, least: first.1.least, median, most: last.1.most, bins })
    }

    /// Where three in four requests of `status` took the same time: two neighbouring bins.
    pub(super) fn cluster(&self, status: u16) -> Option<Cluster> {
        let bins = || self.of(status);
        let of = bins().map(|(_, bin)| bin.count).sum();
        let with_next = bins().map(|(number, bin)| {
            let next = self.bins.get(&(status, number + 1)).map_or(0, |next| next.count);
            Cluster { at: bin.least, count: bin.count + next, of }
        });
        // the first of equals, so that the pair begins with the bin that holds something
        let most = with_next.rev().max_by_key(|cluster| cluster.count)?;
        (most.at >= Self::SHORTEST && most.count >= Self::FEWEST && most.count * 4 >= of * 3).then_some(most)
    }
}

/// 32 bins between a power of two and the next, so each is 1/32 to 1/64 of its value wide.
fn bin_of(duration: u32) -> u16 {
    let log = duration.max(32).ilog2();
    let shift = log - 5;
    u16::try_from(shift * 32 + (duration >> shift)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Cluster, Durations, MOST_BINS, Timeline, bin_of};

    #[test]
    fn a_timeline_widens_alike_in_any_order() {
        let minutes = [28_000_000, 28_000_001, 28_000_511, 28_000_512, 28_004_000];
        let all = |order: &[u32]| {
            let mut line = Timeline::default();
            for minute in order {
                line.add(*minute, 1);
            }
            line
        };
        let whole = all(&minutes);
        assert_eq!(whole.minutes, 8);
        assert!(whole.bins.len() <= MOST_BINS as usize);
        assert_eq!(all(&[28_004_000, 28_000_512, 28_000_001, 28_000_511, 28_000_000]), whole);
        let mut parts = all(&minutes[..2]);
        parts.merge(&all(&minutes[2..]));
        assert_eq!(parts, whole);
    }

    #[test]
    fn a_cluster_stands_out() {
        let mut durations = Durations::default();
        for duration in [3_000, 3_004, 3_008, 3_015, 3_001, 3_012, 700] {
            durations.add(1, duration);
        }
        assert_eq!(durations.cluster(1), Some(Cluster { at: 3_000, count: 6, of: 7 }));
        for duration in [5, 80, 1_700, 430, 260] {
            durations.add(1, duration);
        }
        assert_eq!(durations.cluster(1), None);
        assert_eq!(durations.cluster(2), None);
    }

    #[test]
    fn a_spread_tells_the_shortest_the_middle_and_the_longest() {
        let mut durations = Durations::default();
        assert_eq!(durations.spread(1), None);
        for duration in [100, 5, 20, 90, 2_000] {
            durations.add(1, duration);
        }
        durations.add(2, 7);
        let spread = durations.spread(1).unwrap();
        assert_eq!((spread.count, spread.least, spread.median, spread.most), (5, 5, 90, 2_000));
        assert_eq!((spread.bins.iter().sum::<u64>(), spread.bins.first(), spread.bins.last()), (5, Some(&1), Some(&1)));
    }

    #[test]
    fn bins_follow_one_another() {
        let mut last = bin_of(0);
        for duration in 1..100_000 {
            let bin = bin_of(duration);
            assert!(bin == last || bin == last + 1, "{duration}");
            last = bin;
        }
        assert!(bin_of(u32::MAX) < 1_000);
    }
}
