//! The shape of what logs hold, together.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::evidence::log::{Log, Sample, Spread, add};
use crate::report::say;
use crate::report::triage::begins;

/// Requests by their final code, how many records they were read from, and what they have in common.
#[derive(Debug, Default, Serialize)]
pub(super) struct LogCounts<'a> {
    counts: BTreeMap<u16, u64>,
    records: u64,
    requests: u64,
    running: u64,
    without_code: u64,
    unstated: u64,
    damaged: u64,
    uncertain: u64,
    /// Failed requests by retry number
    retries: BTreeMap<u8, u64>,
    /// Failed requests by code, of each function
    functions: BTreeMap<&'a str, BTreeMap<u16, u64>>,
    /// Failed requests over time, in UTC
    timeline: Vec<Span>,
    /// Where most requests of a code took the same time
    clusters: Vec<Repeated>,
    /// How long failed requests of each code took
    durations: Vec<Took>,
    /// The first failures of each code
    samples: Vec<FirstFailure<'a>>,
}

#[derive(Debug, Serialize)]
struct Span {
    from: String,
    minutes: u32,
    failed: u64,
}

#[derive(Debug, Serialize)]
struct Repeated {
    code: u16,
    ms: u32,
    count: u64,
    of: u64,
}

#[derive(Debug, Serialize)]
struct Took {
    code: u16,
    count: u64,
    least_ms: u32,
    median_ms: u32,
    most_ms: u32,
}

#[derive(Debug, Serialize)]
struct FirstFailure<'a> {
    code: Option<u16>,
    source: String,
    function: Option<&'a str>,
    request_id: &'a str,
    retry: u8,
    message: &'a str,
    followed_by: usize,
}

/// All logs as one.
pub(super) fn log_counts(logs: &[Log]) -> LogCounts<'_> {
    let mut sum = LogCounts::default();
    for log in logs {
        add(&mut sum.counts, &log.counts);
        add(&mut sum.retries, &log.retries);
        for (name, codes) in &log.functions {
            add(sum.functions.entry(name.as_str()).or_default(), codes);
        }
        sum.records += log.records;
        sum.requests += log.requests;
        sum.running += log.running;
        sum.without_code += log.without_code;
        sum.unstated += log.unstated;
        sum.damaged += log.damaged;
        sum.uncertain += log.uncertain;
        sum.timeline.extend(log.timeline.bins.iter().map(|(bin, failed)| Span {
            from: begins(&log.timeline, *bin),
            minutes: log.timeline.minutes,
            failed: *failed,
        }));
        sum.clusters.extend(log.failures().into_iter().filter_map(|(code, _)| {
            let cluster = log.cluster(code)?;
            Some(Repeated { code, ms: cluster.at, count: cluster.count, of: cluster.of })
        }));
        sum.durations.extend(log.failures().into_iter().filter_map(|(code, _)| {
            let Spread { count, least, median, most, .. } = log.spread(code)?;
            Some(Took { code, count, least_ms: least, median_ms: median, most_ms: most })
        }));
        let known = log.samples.iter().flat_map(|(code, samples)| samples.iter().map(|sample| (Some(*code), sample)));
        let unknown = log.unrecognised.iter().map(|sample| (None, sample));
        sum.samples.extend(known.chain(unknown).map(|(code, sample)| first(log, code, sample)));
    }
    sum
}

fn first<'a>(log: &Log, code: Option<u16>, sample: &'a Sample) -> FirstFailure<'a> {
    FirstFailure {
        code,
        source: say::at(&log.name, &log.at(sample.line)),
        function: sample.function.as_deref(),
        request_id: &sample.request,
        retry: sample.retry,
        message: &sample.message,
        followed_by: sample.followed_by.len(),
    }
}
