//! What each part of a start and of a key costs. Run with `cargo bench`; whole-process figures come from `tests/bench/run`.

use std::io::{self, Write};
use std::time::Instant;

use divan::{Bencher, black_box};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use scf_tui::clean::Plain;
use scf_tui::diagnosis::diagnose;
use scf_tui::evidence::message::message;
use scf_tui::fact::{EvidenceId, Facts};
use scf_tui::lang::Lang;
use scf_tui::mask::Mask;
use scf_tui::report::explain;
use scf_tui::search::{Index, Limit, Searches, rank};
use scf_tui::session::{Session, Start};
use scf_tui::tui::app::{App, Opening};
use scf_tui::tui::keys::Chord;
use scf_tui::tui::message::Message;
use scf_tui::tui::theme::Theme;
use scf_tui::{catalogue, embedded};

fn main() {
    scores("given", include_str!("../data/queries.tsv"));
    scores("own", include_str!("../data/queries-own.tsv"));
    scores("later", include_str!("../data/queries-later.tsv"));
    divan::main();
}

/// Says how many labelled queries find a right code at rank 1 and in the first three, and what one takes.
fn scores(name: &str, set: &str) {
    let index = Index::new(&embedded::catalogue());
    let (mut all, mut first, mut three) = (0_u32, 0, 0);
    let begun = Instant::now();
    for row in set.lines().filter(|line| !line.starts_with('#')) {
        let mut row = row.split('\t');
        let (query, codes) = (row.next().unwrap_or_default(), row.next().unwrap_or_default());
        let right: Vec<u16> = codes.split(',').filter_map(|code| code.parse().ok()).collect();
        let hits: Vec<u16> = rank(&index, query, Limit::First(3)).iter().map(|hit| hit.code).collect();
        all += 1;
        first += u32::from(hits.first().is_some_and(|hit| right.contains(hit)));
        three += u32::from(hits.iter().any(|hit| right.contains(hit)));
    }
    let each = begun.elapsed() / all.max(1);
    let line = format!("{name} queries: {first} first, {three} in the first three of {all}; {each:?} each\n");
    let _unheard = io::stdout().write_all(line.as_bytes());
}

fn app() -> App {
    let opening = Opening { lang: Lang::En, theme: Theme::dark(), size: (80, 24), code: None };
    App::new(embedded::catalogue(), opening)
}

#[divan::bench]
fn decode_the_catalogue() -> catalogue::Catalogue {
    embedded::catalogue()
}

#[divan::bench]
fn first_frame(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(embedded::catalogue).bench_values(|catalogue| {
        let app = App::new(catalogue, Opening { lang: Lang::En, theme: Theme::dark(), size: (80, 24), code: None });
        let mut buf = Buffer::empty(Rect::new(0, 0, 80, 24));
        app.view(&mut buf);
        buf
    });
}

#[divan::bench]
fn key_down_and_frame(bencher: Bencher<'_, '_>) {
    let mut app = app();
    let mut buf = Buffer::empty(Rect::new(0, 0, 80, 24));
    let mut down = true;
    bencher.bench_local(|| {
        app.update(Message::Key(if down { Chord::DOWN } else { Chord::UP }));
        down = !down;
        buf.reset();
        app.view(&mut buf)
    });
}

#[divan::bench(args = ["4", "446", "timeout", "protbinding", "duankou", "端口 监听", "函数超时了怎么办"])]
fn search(bencher: Bencher<'_, '_>, query: &str) {
    let index = Index::new(&embedded::catalogue());
    bencher.bench(|| rank(black_box(&index), black_box(query), Limit::All));
}

/// As the build made it, and as it is made over a user's file.
#[divan::bench(args = [true, false])]
fn prepare_the_search(bencher: Bencher<'_, '_>, built: bool) {
    let catalogue = embedded::catalogue();
    bencher.bench(|| if built { Index::new(black_box(&catalogue)) } else { Index::prepare(black_box(&catalogue)) });
}

/// A key typed and one taken back, with 10,000 symptoms of a user's own.
#[divan::bench]
fn keys_over_ten_thousand(bencher: Bencher<'_, '_>) {
    let symptom = |at: u32| {
        let title = format!("{{en: order worker {} fails in case {at}, zh: 第 {at} 种情况下订单失败}}", at % 997);
        format!("  - {{id: bench-{at}, title: {title}, codes: [446, 433], causes: [wrong-port]}}\n")
    };
    let many = (0..10_000).map(symptom).collect::<Vec<String>>().concat();
    let catalogue = catalogue::load::load(embedded::catalogue(), &format!("symptoms:\n{many}"), Some("many.yaml"));
    let index = Index::new(&catalogue.unwrap_or_default());
    let mut searches = Searches::default();
    bencher.bench_local(|| {
        searches.find(&index, "order worker 5");
        searches.find(&index, "order worker 51");
        searches.find(&index, "order worker 5").hits.len()
    });
}

#[divan::bench(args = [405, 433, 446])]
fn diagnose_a_new_case(bencher: Bencher<'_, '_>, code: u16) {
    let catalogue = embedded::catalogue();
    let session = Session::new(Start::Code(code));
    bencher.bench(|| diagnose(black_box(&catalogue), black_box(&session)));
}

#[divan::bench]
fn page_of_446(bencher: Bencher<'_, '_>) {
    let catalogue = embedded::catalogue();
    bencher.bench(|| catalogue.code(446).map(|code| explain::code(&catalogue, &Facts::default(), code, Lang::En)));
}

/// A log without secrets, as long as a paste gets.
#[divan::bench]
fn mask_a_megabyte(bencher: Bencher<'_, '_>) {
    let line = "2024-04-22 10:11:12.345 START RequestId: 9a64bc3e-138d-11ec-9f57-525400e1b7f7 \
                {\"level\": \"info\", \"msg\": \"handled 17 events\", \"cost_ms\": 12, \"path\": \"/opt/app/index.js\"}\n";
    let text = line.repeat(1_000_000 / line.len());
    bencher
        .counter(divan::counter::BytesCount::of_str(&text))
        .bench(|| Mask::default().mask(&Plain::new(black_box(&text))));
}

/// A console log of one failed request, and a text of 256 KiB with an error at its end.
#[divan::bench(args = [2, 256])]
fn read_an_error(bencher: Bencher<'_, '_>, kib: usize) {
    let catalogue = embedded::catalogue();
    let error =
        "ERROR RequestId: a1 Result: {\"errorCode\":-1,\"errorMessage\":\"Invoking task timed out after 3 seconds\"}";
    let line = "2026-11-01T00:00:00.000Z a1 GET https://example.com:443/ 200 in 433 ms, 云函数 正常\n";
    let text = line.repeat((kib << 10) / line.len()) + error;
    let text = Mask::default().mask(&Plain::new(&text));
    bencher.bench(|| message(&catalogue, EvidenceId::default(), black_box(&text)));
}
