//! Jobs at work, with real pipes: several at once, each stopped alone.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use scf_tui::embedded;
use scf_tui::evidence::Taken;
use scf_tui::evidence::source::Source;
use scf_tui::fact::EvidenceId;
use scf_tui::job::{Job, JobId, News};
use scf_tui::lang::Lang;
use scf_tui::mask::Mask;
use scf_tui::words::Words;
use scf_tui::world::jobs::Jobs;

/// Longer than any piece of news takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn row(id: u32) -> String {
    format!("{{\"SCF_RequestId\":\"r{id}\",\"SCF_RetryNum\":0,\"SCF_StatusCode\":433,\"SCF_Message\":\"x\"}}\n")
}

/// A pipe with a name, which has no end before it is closed.
fn pipe(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    path
}

fn open(path: &Path) -> File {
    OpenOptions::new().write(true).open(path).unwrap()
}

/// Jobs, and where their news arrive.
fn jobs() -> (Jobs, Receiver<(JobId, News)>) {
    let (tell, told) = channel();
    let tell = move |job, news| tell.send((job, news)).unwrap();
    (Jobs::new(Words::of(Lang::En), Arc::new(embedded::catalogue()), Arc::new(tell)), told)
}

/// The next news of a job that says how many requests there are, and whether it is the last.
fn requests(told: &Receiver<(JobId, News)>, of: JobId) -> (u64, bool) {
    loop {
        match told.recv_timeout(PATIENCE).unwrap() {
            (job, News::Log(log)) if job == of => return (log.requests, false),
            (job, News::Taken(taken)) if job == of => return (taken.log.unwrap().requests, true),
            (_, News::Progress(_) | News::Ended | News::Log(_)) => {}
            (job, news) => panic!("{job:?} tells {news:?}"),
        }
    }
}

#[test]
fn many_files_are_one_job_and_their_logs_one_log() {
    let folder = tempfile::tempdir().unwrap();
    let (mut jobs, told) = jobs();
    let path = |name: u32| folder.path().join(format!("{name:03}.log"));
    (0..300).for_each(|name| std::fs::write(path(name), row(name / 2)).unwrap());
    std::fs::write(path(7), "PortBindingFailed").unwrap();
    let mut id = EvidenceId::default();
    let mut source = |name| {
        id = id.next();
        (id, Source::Path(path(name)))
    };
    let sources = (0..301).map(&mut source).collect();
    jobs.start(JobId::default(), Job::ReadMany(sources), Mask::default()).unwrap();
    let (mut pieces, mut troubles) = (Vec::new(), 0);
    loop {
        match told.recv_timeout(PATIENCE).unwrap().1 {
            News::Taken(taken) => pieces.push(*taken),
            News::Trouble(trouble) => troubles += u32::from(trouble.contains("300.log")),
            News::Progress(_) => {}
            News::Ended => break,
            other @ (News::Log(_) | News::Copied(_)) => panic!("{other:?}"),
        }
    }
    let [text, logs] = pieces.as_slice() else { panic!("{pieces:?}") };
    let Taken { log: Some(log), evidence } = logs else { panic!("{logs:?}") };
    assert!(text.log.is_none() && text.evidence.name.ends_with("007.log"), "{text:?}");
    assert!(evidence.name.ends_with("299.log") && evidence.id != text.evidence.id, "{evidence:?}");
    assert_eq!((log.requests, troubles), (150, 1), "a request in two files is one; what is missing is said");
}

#[test]
fn two_jobs_go_on_at_once_and_stopping_one_leaves_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let (mut jobs, told) = jobs();
    let (first, second) = (JobId::default(), JobId::default().next());
    let paths = [(first, pipe(folder.path(), "first")), (second, pipe(folder.path(), "second"))];
    for (id, path) in &paths {
        jobs.start(*id, Job::Read(EvidenceId::default(), Source::Path(path.clone())), Mask::default()).unwrap();
    }
    let (mut one, mut other) = (open(&paths[0].1), open(&paths[1].1));
    one.write_all(row(1).as_bytes()).unwrap();
    other.write_all([row(1), row(2)].concat().as_bytes()).unwrap();
    assert_eq!(requests(&told, first), (1, false));
    other.write_all(row(3).as_bytes()).unwrap();
    // neither pipe has an end yet
    jobs.cancel(first);
    assert_eq!(requests(&told, first), (1, true), "what was read is kept");
    other.write_all(row(4).as_bytes()).unwrap();
    drop(other);
    let all = std::iter::repeat_with(|| requests(&told, second)).find(|(_, last)| *last);
    assert_eq!(all, Some((4, true)), "the other one went on");
}
