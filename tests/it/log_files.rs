//! Logs as files and pipes: plain or packed, large, broken, or not there.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Cursor, Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use scf_tui::clean::Clean;
use scf_tui::evidence::input::Go;
use scf_tui::evidence::log::{Form, Log, LogReader};
use scf_tui::lang::Lang;
use scf_tui::mask::Mask;
use scf_tui::trouble::Trouble;
use scf_tui::words::Words;
use scf_tui::world::bytes::Bytes;
use scf_tui::world::logs::{self, Opened};

fn name() -> Clean {
    Clean::new("scf.log")
}

fn log(requests: usize) -> String {
    let mut log = String::new();
    for id in 0..requests {
        let status = if id.is_multiple_of(9) { 446 } else { 200 };
        for (message, status) in [("START RequestId", 202), ("END", status)] {
            let _written = writeln!(
                log,
                r#"{{"SCF_FunctionName":"pay","SCF_LogTime":1793491200028,"SCF_RequestId":"{id:032x}","SCF_Message":"{message}","SCF_StatusCode":{status},"SCF_RetryNum":0}}"#
            );
        }
    }
    log
}

fn plainly(log: &str) -> Log {
    let mut reader = LogReader::new(&name(), Form::JsonLines);
    reader.feed(log.as_bytes());
    reader.finish(&mut Mask::default())
}

fn read(source: Bytes) -> Result<Log, Trouble> {
    logs::read(Words::of(Lang::En), source, &name(), &mut |_| Go::On).map(|reader| reader.finish(&mut Mask::default()))
}

fn file(path: &Path) -> Bytes {
    Bytes::File(path.to_owned())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

fn two_bytes_a_unit(text: &str) -> Vec<u8> {
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn packed_or_plain_file_or_pipe_the_log_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let log = log(2_000);
    let (first, second) = log.split_at(log.len() / 3);
    let skippable = [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, b'a', b'b', b'c'];
    let packed = [
        log.clone().into_bytes(),
        gzip(log.as_bytes()),
        [gzip(first.as_bytes()), gzip(second.as_bytes())].concat(),
        zstd(log.as_bytes()),
        two_bytes_a_unit(&log),
        gzip(&two_bytes_a_unit(&log)),
        [&zstd(first.as_bytes())[..], &skippable, &zstd(second.as_bytes())].concat(),
    ];
    for bytes in packed {
        let path = folder.path().join("log");
        fs::write(&path, &bytes).unwrap();
        assert_eq!(read(file(&path)).unwrap(), plainly(&log));
        assert_eq!(read(Bytes::Pipe(Box::new(Cursor::new(bytes)))).unwrap(), plainly(&log));
    }
}

#[test]
fn a_large_file_is_read_by_several_and_counted_as_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let log = log(60_000);
    assert!(log.len() > 16 << 20);
    fs::write(&path, &log).unwrap();
    let (mut most, mut calls) = (0, 0);
    let reader = logs::read(Words::of(Lang::En), file(&path), &name(), &mut |progress| {
        assert_eq!(progress.of, Some(log.len() as u64));
        most = progress.bytes.max(most);
        calls += 1;
        Go::On
    });
    assert_eq!(reader.unwrap().finish(&mut Mask::default()), plainly(&log));
    assert!(calls > 10 && most <= log.len() as u64, "{calls} {most}");
    let stopped = logs::read(Words::of(Lang::En), file(&path), &name(), &mut |_| Go::Stop);
    let stopped = stopped.unwrap().finish(&mut Mask::default());
    // how soon depends on the machine
    assert!(stopped.records > 0 && stopped.records < plainly(&log).records, "{}", stopped.records);
}

#[test]
fn a_large_array_or_table_is_read_by_several_and_counted_as_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let log = log(60_000);
    let records: Vec<&str> = log.lines().collect();
    let names = ["SCF_FunctionName", "SCF_LogTime", "SCF_RequestId", "SCF_Message", "SCF_StatusCode", "SCF_RetryNum"];
    let row = |record: &&str| {
        let record: serde_json::Value = serde_json::from_str(record).unwrap();
        names.map(|name| record[name].to_string().replace("\"END\"", "\"END, said \"\"\n\"\"\"")).join(",")
    };
    let shapes = [
        ("array", Form::JsonArray, format!("[{}]", records.join(","))),
        ("lines", Form::JsonArray, format!("[\n{}\n]\n", records.join(",\n"))),
        (
            "table",
            Form::Csv,
            format!("{}\n{}\n", names.join(","), records.iter().map(row).collect::<Vec<_>>().join("\n")),
        ),
    ];
    for (shape, form, text) in shapes {
        let path = folder.path().join(shape);
        fs::write(&path, &text).unwrap();
        let mut alone = LogReader::new(&name(), form);
        alone.feed(text.as_bytes());
        let alone = alone.finish(&mut Mask::default());
        assert_eq!((alone.requests, alone.damaged), (60_000, 0), "{shape}");
        // of a file only the beginning is at hand when it is shared out
        assert_eq!(read(file(&path)).unwrap(), alone, "{shape}");
    }
}

#[test]
fn a_large_file_without_line_ends_is_read_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let mut log = log(10);
    log.push_str(&"x".repeat(18 << 20));
    fs::write(&path, &log).unwrap();
    let log = read(file(&path)).unwrap();
    assert_eq!((log.requests, log.damaged), (10, 1));
}

/// Gives a few bytes at a time, then fails or ends.
struct Trickle {
    bytes: Cursor<Vec<u8>>,
    step: usize,
    fails: bool,
}

impl Read for Trickle {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(self.step);
        match self.bytes.read(&mut buffer[..most])? {
            0 if self.fails => Err(io::Error::other("gone")),
            count => Ok(count),
        }
    }
}

fn trickle(bytes: Vec<u8>, fails: bool) -> Bytes {
    Bytes::Pipe(Box::new(Trickle { bytes: Cursor::new(bytes), step: 700, fails }))
}

#[test]
fn a_pipe_is_read_as_it_comes_and_until_told_to_stop() {
    let log = log(100);
    let mut seen = 0;
    let reader = logs::read(Words::of(Lang::En), trickle(log.into_bytes(), false), &name(), &mut |progress| {
        assert_eq!(progress.of, None);
        let live = progress.reader.so_far(&mut Mask::default());
        assert!(live.requests >= seen);
        seen = live.requests;
        if seen >= 50 { Go::Stop } else { Go::On }
    });
    let log = reader.unwrap().finish(&mut Mask::default());
    assert!((50..60).contains(&log.requests), "{}", log.requests);
}

#[test]
fn what_came_before_a_break_is_kept_and_the_break_is_told() {
    let log = log(100);
    let mut cut = gzip(log.as_bytes());
    cut.truncate(cut.len() * 3 / 4);
    for source in [trickle(log.clone().into_bytes(), true), trickle(cut, false)] {
        let broken = read(source).unwrap();
        assert!(broken.requests > 30 && broken.requests <= 100, "{}", broken.requests);
        assert!(broken.damaged > 0);
    }
}

#[test]
fn troubles_name_the_file_and_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let trouble = |source| read(source).unwrap_err().to_string();
    assert_eq!(trouble(file(&path)), "scf.log: there is no such file; check the path");
    assert_eq!(trouble(file(folder.path())), "scf.log: that is a folder; name a file in it");
    fs::write(&path, [&[0x1f, 0x8b, 0x08][..], &[0xff; 40]].concat()).unwrap();
    let packed =
        "scf.log: the file is packed in a way that cannot be undone here; unpack it first, with `gunzip` or `zstd -d`";
    assert_eq!(trouble(file(&path)), packed);
    // a frame that asks for a window of 1 GiB
    fs::write(&path, [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa0, 0, 0, 0]).unwrap();
    assert_eq!(trouble(file(&path)), packed);
}

#[test]
fn what_is_no_log_can_be_had_whole() {
    let open = || {
        let source = Bytes::Pipe(Box::new(Cursor::new(b"it broke".to_vec())));
        Opened::new(Words::of(Lang::En), source, &name()).unwrap()
    };
    let mut opened = open();
    assert!(opened.gather(8).unwrap());
    assert_eq!(opened.into_bytes(), b"it broke");
    assert!(!open().gather(7).unwrap());
}
