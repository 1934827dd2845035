//! Tables of counts: what a query answers, where the logs are kept. A row says how many requests ended alike, so its
//! numbers are requests and not lines. The columns are those of the queries that the program suggests.
//!
//! ```text
//! status,requests,fn              the console, as CSV
//! {"status":430,"requests":567}   a line each, or in an array
//! {"Response":{"AnalysisRecords":["{\"status\":430,\"requests\":567}"]}}    the answer of SearchLog
//! ```

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::catalogue::Catalogue;
use crate::clean::{Clean, Plain};
use crate::evidence::log::{Counted, Log, Sample, minute_of_date, status};
use crate::evidence::{message, triage};
use crate::fact::Evidence;
use crate::mask::Mask;

/// The columns without which a table counts nothing.
const STATUS: &str = "status";
const REQUESTS: &str = "requests";

/// Where the answer of a query has its rows, each as a text.
const RECORDS: &str = "\"AnalysisRecords\"";

/// A row, by its columns.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Row {
    status: Option<Cell>,
    requests: Option<Cell>,
    r#fn: Option<Cell>,
    minute_utc: Option<Cell>,
    exception: Option<Cell>,
    place: Option<Cell>,
    said: Option<Cell>,
    sample: Option<Cell>,
}

/// What a column holds; numbers come as texts, too.
#[derive(Deserialize)]
#[serde(untagged)]
enum Cell {
    Number(u64),
    Text(String),
    Other(IgnoredAny),
}

/// The answer of a query.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    response: Option<Records>,
    analysis_records: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Records {
    analysis_records: Option<Vec<String>>,
}

/// Whether `head` begins a table that counts requests by status.
pub(super) fn is_table(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    if !head.starts_with(['{', '[']) {
        return Columns::of(head.lines().next().unwrap_or_default()).is_some();
    }
    let rows = head.find(RECORDS).map_or(&head[..], |at| &head[at..]);
    let first = rows.find('{').and_then(|open| rows[open..].split('}').next()).unwrap_or_default().replace('\\', "");
    [STATUS, REQUESTS].iter().all(|name| {
        let behind = first.split_once(&format!("\"{name}\"")).map(|(_, behind)| behind.trim_start());
        behind.is_some_and(|behind| behind.starts_with(':'))
    })
}

/// Reads a table; one that counts nothing is a message.
pub(super) fn read(catalogue: &Catalogue, evidence: &mut Evidence, bytes: &[u8], mask: &mut Mask) -> Option<Log> {
    let mut log = Log::empty(evidence.name.clone());
    let text = String::from_utf8_lossy(bytes);
    for (line, row) in rows(text.trim_start_matches('\u{feff}').trim_start()) {
        match row.and_then(|row| row.counted(line, mask)) {
            Some(counted) => log.count(counted),
            None => log.miss(line),
        }
    }
    if log.requests == 0 {
        return message::read(catalogue, evidence, bytes, mask);
    }
    evidence.reading = triage::reading(catalogue, evidence.id, &log, None, mask);
    Some(log)
}

/// The rows with the lines that they begin in, from 1; nothing where one cannot be read.
fn rows(text: &str) -> Vec<(u64, Option<Row>)> {
    if !text.starts_with(['{', '[']) {
        return cells(text);
    }
    let answer = serde_json::from_str::<Answer>(text).ok();
    let records = answer.and_then(|it| it.analysis_records.or_else(|| it.response?.analysis_records));
    if let Some(records) = records {
        return records.iter().map(|record| (1, serde_json::from_str(record).ok())).collect();
    }
    if let Ok(rows) = serde_json::from_str::<Vec<Row>>(text) {
        return rows.into_iter().map(|row| (1, Some(row))).collect();
    }
    let bare = |line: &str| line.trim().trim_start_matches('[').trim_end_matches([',', ']']).to_owned();
    let lines = (1..).zip(text.lines().map(bare)).filter(|(_, line)| !line.is_empty());
    lines.map(|(number, line)| (number, serde_json::from_str(&line).ok())).collect()
}

/// Where the columns of a table stand.
struct Columns {
    comma: char,
    names: Vec<String>,
}

impl Columns {
    fn of(header: &str) -> Option<Self> {
        let comma = header.chars().find(|c| matches!(c, ',' | '\t' | ';'))?;
        let bare = |name: &str| name.trim().trim_matches('"').to_ascii_lowercase();
        let names: Vec<String> = header.split(comma).map(bare).collect();
        let all = [STATUS, REQUESTS].iter().all(|name| names.iter().any(|known| known == name));
        all.then_some(Self { comma, names })
    }

    fn row(&self, mut cells: Vec<String>) -> Option<Row> {
        let mut cell = |name: &str| {
            let at = self.names.iter().position(|known| known == name)?;
            Some(Cell::Text(std::mem::take(cells.get_mut(at)?))).filter(|cell| !cell.text().is_empty())
        };
        let row = Row {
            status: cell(STATUS),
            requests: cell(REQUESTS),
            r#fn: cell("fn"),
            minute_utc: cell("minute_utc"),
            exception: cell("exception"),
            place: cell("place"),
            said: cell("said"),
            sample: cell("sample"),
        };
        (cells.len() == self.names.len()).then_some(row)
    }
}

/// The rows of a table behind its header. Quotes may hold commas and line ends, and quotes that are doubled.
fn cells(text: &str) -> Vec<(u64, Option<Row>)> {
    let (header, rest) = text.split_once('\n').unwrap_or((text, ""));
    let Some(columns) = Columns::of(header) else { return Vec::new() };
    let (mut rows, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut line, mut began, mut quoted) = (2, 2, false);
    let ended = if rest.ends_with('\n') { "" } else { "\n" };
    let mut chars = rest.chars().chain(ended.chars()).peekable();
    while let Some(c) = chars.next() {
        line += u64::from(c == '\n');
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell).trim().to_owned());
                let whole = std::mem::take(&mut cells);
                if whole.iter().any(|cell| !cell.is_empty()) {
                    rows.push((began, columns.row(whole)));
                }
                began = line;
            }
            c if c == columns.comma && !quoted => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            c => cell.push(c),
        }
    }
    if quoted {
        rows.push((began, None));
    }
    rows
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.trim().to_owned(),
            Self::Other(_) => String::new(),
        }
    }
}

impl Row {
    /// What it says of how many requests; nothing where it counts none.
    fn counted(&self, line: u64, mask: &mut Mask) -> Option<Counted> {
        let text = |cell: &Option<Cell>| cell.as_ref().map(Cell::text).filter(|text| !text.is_empty());
        let requests = text(&self.requests).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
        let requests = requests?.parse().ok()?;
        let status = match text(&self.status) {
            Some(text) => Some(status(text.as_bytes())?),
            None => None,
        };
        let mut clean = |text: &str| Clean::new(&mask.mask(&Plain::new(text)));
        let function = text(&self.r#fn).map(|name| clean(&name));
        let minute = text(&self.minute_utc).and_then(|date| minute_of_date(date.as_bytes()));
        let said = [text(&self.exception), text(&self.said)].into_iter().flatten().collect::<Vec<_>>().join(": ");
        let place = text(&self.place).map_or_else(String::new, |place| format!(" ({place})"));
        let message = clean(format!("{said}{place}").trim());
        let request = text(&self.sample).map(|id| clean(&id)).unwrap_or_default();
        let is_told = !message.is_empty() || !request.is_empty();
        let sample = Sample { request, function: function.clone(), line, message, ..Sample::default() };
        Some(Counted { status, requests, function, minute, sample: is_told.then_some(sample) })
    }
}

#[cfg(test)]
mod tests {
    use super::{is_table, read};
    use crate::embedded;
    use crate::evidence::log::Log;
    use crate::fact::Evidence;
    use crate::mask::Mask;

    fn table(text: &str) -> (Evidence, Option<Log>) {
        assert!(is_table(text.as_bytes()), "{text}");
        let mut evidence = Evidence::default();
        let log = read(&embedded::catalogue(), &mut evidence, text.as_bytes(), &mut Mask::default());
        (evidence, log)
    }

    #[test]
    fn rows_of_every_form_count_requests() {
        for text in [
            "status,requests\r\n430,567\r\n200,1000\r\n202,3\r\n",
            "\"requests\"\t\"status\"\n567\t430\n1000\t200\n3\t202",
            "{\"status\":430,\"requests\":567}\n{\"status\":\"200\",\"requests\":\"1000\"}\n{\"status\":202,\"requests\":3}\n",
            "[{\"status\":430,\"requests\":567},{\"status\":200,\"requests\":1000},\n{\"requests\":3,\"status\":202}]",
            r#"{"Response":{"Analysis":true,"AnalysisRecords":["{\"status\":430,\"requests\":567}","{\"status\":200,\"requests\":1000}","{\"status\":202,\"requests\":3}"],"Columns":[{"Name":"status","Type":"bigint"}],"RequestId":"a"}}"#,
            r#"{"Results":[],"AnalysisRecords":["{\"status\":430,\"requests\":567}","{\"status\":200,\"requests\":1000}","{\"status\":202,\"requests\":3}"]}"#,
        ] {
            let (evidence, log) = table(text);
            let log = log.unwrap();
            assert_eq!(log.counts.into_iter().collect::<Vec<_>>(), [(200, 1_000), (430, 567)], "{text}");
            assert_eq!((log.requests, log.running, log.records, log.damaged), (1_570, 3, 3, 0), "{text}");
            assert_eq!(evidence.reading.sightings.first().map(|seen| seen.code), Some(430), "{text}");
        }
    }

    #[test]
    fn functions_minutes_and_words_stand_where_those_of_a_log_stand() {
        let text = "fn,status,requests,minute_utc,exception,place,said,sample\n\
                    pay,430,5,2026-11-01 00:07:00.000,KeyError,index.py:88,\"no \"\"a\"\", b\",r1\n\
                    pay,430,2,2026-11-01 00:08:00.000,,,,\n\
                    pay,x,2,,,,,\n\
                    cart,,4,,,,,\n\
                    cart,200,40,2026-11-01 00:08:00.000,,,,\n";
        let (_, log) = table(text);
        let log = log.unwrap();
        assert_eq!((log.counts[&430], log.without_code, log.damaged), (7, 4, 1));
        assert_eq!(log.functions.iter().map(|(name, of)| (name.as_str(), of[&430])).collect::<Vec<_>>(), [("pay", 7)]);
        assert_eq!(log.timeline.bins.values().copied().collect::<Vec<_>>(), [5, 2]);
        let sample = log.sample(430).unwrap();
        assert_eq!((sample.line, sample.request.as_str()), (2, "r1"));
        assert_eq!(sample.message.as_str(), "KeyError: no \"a\", b (index.py:88)");
    }

    #[test]
    fn what_counts_no_requests_is_no_table() {
        for text in
            ["status,message\n430,a", "{\"status\":430}", "{\"status\":430,\"body\":{\"requests\":1}}x", "status"]
        {
            assert!(!is_table(text.as_bytes()) || table(text).1.is_none(), "{text}");
        }
        let (evidence, log) = table("{\"status\":\"ok\",\"requests\":12}");
        assert!(log.is_none() && evidence.reading.sightings.is_empty());
    }
}
