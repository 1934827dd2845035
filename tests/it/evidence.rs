//! Evidence on the screen, as stories: something is pasted, read from a file, or grows in a pipe.

use insta::assert_snapshot;
use proptest::prelude::{ProptestConfig, any, proptest};
use scf_tui::clean::Clean;
use scf_tui::embedded;
use scf_tui::evidence::Gathered;
use scf_tui::evidence::input::Content;
use scf_tui::evidence::log::{Form, Log, LogReader};
use scf_tui::job::{News, Progress};
use scf_tui::lang::Lang;
use scf_tui::mask::Mask;
use scf_tui::tui::message::Effect;
use scf_tui::tui::theme::Theme;

use crate::support::story::{Story, told};

const TIMED_OUT: &str = "START RequestId: a1\nmine\nERROR RequestId: a1 Result: {\"errorCode\":-1,\
                         \"errorMessage\":\"Invoking task timed out after 3 seconds\",\"statusCode\":433}\nEND RequestId: a1";

fn someone(lang: Lang) -> Story {
    told(&embedded::catalogue(), lang, Theme::plain())
}

/// Rows of failed and good requests.
fn rows(count: u32) -> String {
    let codes = [433, 446, 200, 433];
    let row = |at: u32| {
        let code = codes[at as usize % codes.len()];
        format!(
            "{{\"SCF_FunctionName\":\"demo\",\"SCF_RequestId\":\"r{at}\",\"SCF_RetryNum\":0,\"SCF_StatusCode\":{code},\
             \"SCF_StartTime\":{},\"SCF_Message\":\"Invoking task timed out after 3 seconds\"}}\n",
            1_793_491_200_000_u64 + u64::from(at) * 60_000
        )
    };
    (0..count).map(row).collect()
}

fn log(name: &str, rows: &str) -> Box<Log> {
    let mut reader = LogReader::new(&Clean::new(name), Form::JsonLines);
    reader.feed(rows.as_bytes());
    Box::new(reader.finish(&mut Mask::default()))
}

/// So many requests were read of `scf.log`.
fn growing(count: u32) -> News {
    News::Log(log("scf.log", &rows(count)))
}

/// All of `scf.log` was read, or all until reading was stopped.
fn all_of(count: u32) -> Gathered {
    Gathered::Log(log("scf.log", &rows(count)))
}

fn text(text: &str) -> Gathered {
    Gathered::Text(Content::whole(text))
}

fn begins_to_read(lang: Lang) -> Story {
    someone(lang).named(&["scf.log"])
}

#[test]
fn a_pasted_error_begins_its_guide_with_what_it_says() {
    someone(Lang::En)
        .paste(TIMED_OUT)
        .sees("433 TimeLimitReached")
        .sees("(paste:3)")
        .press("Backspace")
        .sees("Status codes");
}

#[test]
fn a_log_is_drawn_with_signs_of_ascii_where_the_theme_has_no_others() {
    let story = told(&crate::support::story::catalogue(), Lang::En, Theme::ascii());
    let reading = News::Progress(Progress { bytes: 5 << 20, of: Some(9 << 20) });
    let screen = story.named(&["scf.log"]).arrives(growing(400)).arrives(reading).sees("5/9 MiB").screen();
    assert!(screen.is_ascii(), "{screen}");
}

#[test]
fn lines_of_a_paste_end_as_the_terminal_ends_them() {
    for ends in ["\r", "\r\n"] {
        someone(Lang::En).paste(&TIMED_OUT.replace('\n', ends)).sees("(paste:3)");
        someone(Lang::En).paste(&rows(8).replace('\n', ends)).sees("8 requests in 8 records");
    }
}

#[test]
fn a_paste_in_the_middle_of_a_case_adds_what_it_says() {
    someone(Lang::En)
        .types("433\n\n")
        .paste("Report RequestId:a1 Duration:3000ms Memory:128MB MemUsage:17.63MB")
        .sees("5 facts (v shows all), from paste:1")
        .press("Esc")
        .sees("Status codes");
}

#[test]
fn a_paste_that_shows_another_code_says_so_and_can_be_taken_back() {
    someone(Lang::En)
        .types("446\n\n")
        .sees("446 PortBindingFailed")
        .paste(TIMED_OUT)
        .sees("shows 433, not 446")
        .press("z")
        .sees("446 PortBindingFailed");
}

#[test]
fn two_pieces_of_evidence_that_contradict_each_other_are_asked_about() {
    someone(Lang::En)
        .paste(TIMED_OUT)
        .paste("{\"errorCode\":-1,\"errorMessage\":\"Task memory exceeded 128 MB\",\"statusCode\":434}")
        .sees("Which status code is it?")
        .sees("433 TimeLimitReached (paste:3)")
        .sees("434 MemoryLimitReached")
        .press("2")
        .sees("434 MemoryLimitReached");
}

#[test]
fn a_paste_is_evidence_in_every_view() {
    let error = "X-Scf-Message: PortBindingFailed\n";
    for keys in ["", "/po", ":", "?", "d", "\n", "433\n\n", "433\n\nm", "433\n\nw", "433\n\n:", "433\n\nu"] {
        someone(Lang::En).types(keys).paste(error).sees("446");
    }
    let triage = || someone(Lang::En).paste(&rows(8)).sees("Log · paste");
    triage().paste(error).sees("446 PortBindingFailed").press("Esc").sees("Log · paste");
    triage().press("?").paste(error).sees("446 PortBindingFailed");
}

#[test]
fn a_paste_is_never_keys() {
    someone(Lang::En).paste("qqq\nq\n").asks_for(&[]).sees("Nothing recognised").press("Esc").sees("Status codes");
}

#[test]
fn a_short_line_in_which_nothing_is_recognised_is_searched() {
    someone(Lang::En).paste("port binding").sees("/ port binding").sees("446 PortBindingFailed");
}

#[test]
fn a_pasted_secret_is_shown_nowhere() {
    for keys in ["", "/", ":", "433\n\n"] {
        someone(Lang::En).types(keys).paste("SecretKey=Gu5t9xGARNpq").sees_not("Gu5t9xGARNpq");
        someone(Lang::En).types(keys).paste(&format!("{TIMED_OUT} password=Gu5t9xGARNpq")).sees_not("Gu5t9xGARNpq");
    }
}

#[test]
fn what_is_none_of_scfs_is_named_with_a_way_on() {
    let aws = "Runtime.HandlerNotFound: index.handler is undefined or not exported\n    at Object.module.exports.load";
    someone(Lang::En).paste(aws).sees("Amazon Web Services").sees("Looked at  paste").sees("d to start from a symptom");
    someone(Lang::Zh).paste(aws).sees("不是 SCF 的报错，来自AWS").sees("按 Esc");
    let nearly = "dial tcp: context deadline exceeded\nand no more is known of it, whatever it may have been, sorry";
    someone(Lang::En).paste(nearly).sees("Only guesses").sees("446 PortBindingFailed").press("Esc").sees("33 of 33");
}

#[test]
fn what_belongs_to_two_codes_is_asked_with_the_difference() {
    someone(Lang::En)
        .paste("X-Scf-Message: InvalidParameterValue")
        .sees("Which status code is it?")
        .sees("1 400 InvalidParameterValue")
        .sees("2 436 InvalidParameterValue")
        .sees("400 is the event itself, 436 a parameter")
        .press("2")
        .sees("436 InvalidParameterValue");
}

#[test]
fn a_pasted_log_of_several_requests_is_shown_by_its_codes() {
    someone(Lang::En)
        .paste(&rows(8))
        .sees("Log · paste")
        .sees("8 requests in 8 records")
        .types("433\n\n")
        .sees("433 TimeLimitReached")
        .press("Esc")
        .sees("Log · paste")
        .sees_not("446")
        .press("Esc")
        .sees("446")
        .press("Esc")
        .sees("Status codes");
}

#[test]
fn a_verdict_stands_beside_the_words_that_led_to_it() {
    someone(Lang::En)
        .paste("UnknownParameter: The parameter Event is not recognized\nRequestId 1d2e")
        .sees("Confirmed cause")
        .sees("“UnknownParameter: The parameter Event");
}

#[test]
fn a_long_paste_is_read_beside_the_screen_and_escape_ends_it() {
    let text = "X-Scf-Message: PortBindingFailed\n".repeat(1000);
    let pasted = || {
        let reading = News::Progress(Progress { bytes: text.len() as u64, of: None });
        someone(Lang::En).paste(&text).sees("33 of 33").arrives(reading).sees("Esc stop  Reading paste 33 KiB")
    };
    pasted().gathers(0, Gathered::Text(Content::whole(text.as_str()))).sees("446 PortBindingFailed").sees("Question 1");
    let stopped = pasted();
    let job = stopped.job(0);
    let stopped = stopped.press("Esc").asks_for(&[Effect::Cancel(job)]).sees("The paste was not read.");
    let stopped = stopped.arrives(News::Ended).press("j").sees("33 of 33").sees_not("Reading");
    // the next one has a name of its own
    stopped.paste(TIMED_OUT).sees("equal (paste");
}

#[test]
fn a_log_grows_while_it_is_read_and_escape_keeps_what_there_is() {
    let reading = News::Progress(Progress { bytes: 3 << 20, of: Some(6 << 20) });
    let story = begins_to_read(Lang::En)
        .arrives(reading.clone())
        .sees("Reading scf.log")
        .sees("3/6 MiB")
        .arrives(growing(8))
        .sees("8 requests")
        .arrives(growing(40))
        .sees("40 requests")
        .sees("Esc stop");
    let job = story.job(0);
    let story = story.press("Esc").asks_for(&[Effect::Cancel(job)]).sees("Stopped").sees("40 requests");
    // news that was under way does not start the gauge again, and the last of it still counts
    let story = story.arrives(reading).press("j").sees_not("Reading").arrives(growing(44)).sees("44 requests");
    story.press("Esc").sees("Status codes").gathers(0, all_of(48)).arrives(News::Ended).sees("Status codes");
}

#[test]
fn a_log_stays_closed_and_the_case_stays_open_while_more_arrives() {
    begins_to_read(Lang::En)
        .arrives(growing(8))
        .types("433\n\n")
        .sees("433 TimeLimitReached")
        .gathers(0, all_of(80))
        .arrives(News::Ended)
        .sees("433 TimeLimitReached")
        .press("Esc")
        .sees("80 requests");
}

#[test]
fn a_closed_log_comes_back_with_what_was_read_meanwhile() {
    begins_to_read(Lang::En)
        .press("t")
        .sees("No log was opened")
        .arrives(growing(8))
        .press("Esc")
        .sees("Status codes")
        .sees("t shows it again")
        .gathers(0, all_of(80))
        .arrives(News::Ended)
        .press("t")
        .sees("80 requests")
        .types("433\n\n")
        .press("m")
        .press("t")
        .sees("80 requests")
        .press("t")
        .sees("80 requests");
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_goes_on() {
    someone(Lang::En)
        .named(&["gone.log", "error.txt"])
        .hears(0, News::Trouble(Clean::new("gone.log: no such file; check the name")))
        .sees("gone.log: no such file")
        .hears(0, News::Ended)
        .gathers(1, text(TIMED_OUT))
        .hears(1, News::Ended)
        .sees("433 TimeLimitReached")
        .sees("(error.txt:3)");
}

#[test]
fn two_files_are_read_at_once_and_one_can_be_stopped_without_the_other() {
    let read = |bytes: u64| News::Progress(Progress { bytes, of: Some(6 << 20) });
    let story = someone(Lang::En)
        .named(&["scf.log", "other.log"])
        .hears(0, read(1 << 20))
        .hears(1, read(4 << 20))
        .sees("Reading scf.log")
        .hears(0, growing(8))
        .sees("8 requests");
    let (first, second) = (story.job(0), story.job(1));
    // the footer tells of the other as soon as the first is stopped, and the first still brings what it has read
    let story =
        story.press("Esc").asks_for(&[Effect::Cancel(first)]).press("j").sees("Reading other.log").sees("4/6 MiB");
    let story = story.hears(1, News::Log(log("other.log", &rows(16)))).sees("8 requests");
    let story = story.gathers(0, all_of(12)).sees("12 requests").hears(0, News::Ended).sees("Log · other.log");
    let story = story.sees("16 requests").hears(1, read(5 << 20)).sees("5/6 MiB");
    let story = story.press("Esc").asks_for(&[Effect::Cancel(second)]).hears(1, News::Ended);
    story.press("Esc").sees("Log · scf.log").sees("12 requests");
}

#[test]
fn evidence_comes_into_the_case_in_the_order_in_which_it_was_named() {
    let memory = "{\"errorCode\":-1,\"errorMessage\":\"Task memory exceeded 128 MB\",\"statusCode\":434}";
    let story = someone(Lang::En).named(&["first.txt", "second.txt"]);
    let story = story.gathers(1, text(memory)).hears(1, News::Ended).sees("Status codes");
    let story = story.gathers(0, text(TIMED_OUT)).hears(0, News::Ended).sees("Which status code is it?");
    story.sees("433 TimeLimitReached (first.txt:3)").sees("MemoryLimitReached (second.txt:1)");
}

#[test]
fn pictures_of_a_log_and_of_nothing() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        for (lang, word) in [(Lang::En, "en"), (Lang::Zh, "zh")] {
            let log = begins_to_read(lang).size(width, height).arrives(growing(40));
            assert_snapshot!(format!("log-{width}x{height}-{word}"), log.screen());
            let nothing = someone(lang).size(width, height).paste("nothing of the kind\nat all, over two lines");
            assert_snapshot!(format!("nothing-{width}x{height}-{word}"), nothing.screen());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn no_paste_breaks_the_screen(text in any::<String>(), keys in "[a-zA-Z0-9:/?]{0,6}", columns in 1..120_u16, rows in 1..40_u16) {
        someone(Lang::En).types(&keys.replace(['q', 'Q'], "")).paste(&text).size(columns, rows).screen();
    }
}
