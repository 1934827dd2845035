//! What the bytes of a terminal mean, however they are cut: keys are keys, pastes are pastes, answers are nothing.

use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use proptest::sample::select;
use scf_tui::evidence::input::{Content, MOST};
use scf_tui::fact::finding::Why;
use scf_tui::tui::input::Decoder;
use scf_tui::tui::keys::Chord;
use scf_tui::tui::message::{Message, Mouse};
use scf_tui::tui::palette::Rgb;

fn key(chord: &str) -> Message {
    Message::Key(chord.parse().unwrap_or_else(|_| panic!("{chord}")))
}

fn typed(text: &str) -> Vec<Message> {
    text.chars().map(|c| Message::Key(Chord::key(c))).collect()
}

fn pasted(text: &str) -> Message {
    Message::Paste(Content::whole(text))
}

/// What these bytes mean, each piece in one read, and silence behind them.
fn decoded(pieces: &[&[u8]]) -> Vec<Message> {
    let (mut decoder, mut messages) = (Decoder::default(), Vec::new());
    for piece in pieces {
        decoder.take(piece, &mut messages);
    }
    fall_silent(&mut decoder, &mut messages);
    messages
}

/// Silence, until nothing is open.
fn fall_silent(decoder: &mut Decoder, messages: &mut Vec<Message>) {
    let mut silences = 0;
    while decoder.patience().is_some() {
        decoder.silence(messages);
        silences += 1;
        assert!(silences < 8, "{decoder:?}");
    }
}

/// Each way to send it: in one piece, byte by byte, and cut once at every place.
fn means(bytes: &[u8], messages: &[Message]) {
    let told = bytes.escape_ascii();
    assert_eq!(decoded(&[bytes]), messages, "{told}");
    let single: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(decoded(&single), messages, "{told}, byte by byte");
    for cut in 1..bytes.len().min(300) {
        let (head, tail) = bytes.split_at(cut);
        assert_eq!(decoded(&[head, tail]), messages, "{told}, cut at {cut}");
    }
}

#[test]
fn keys_of_every_terminal() {
    for (bytes, chord) in [
        ("q", "q"),
        ("G", "G"),
        ("é", "é"),
        ("端", "端"),
        ("🎉", "🎉"),
        (" ", "Space"),
        ("\r", "Enter"),
        ("\t", "Tab"),
        ("\x7f", "Backspace"),
        ("\x03", "Ctrl-c"),
        ("\x1a", "Ctrl-z"),
        ("\n", "Ctrl-j"),
        ("\0", "Ctrl-Space"),
        ("\x1f", "Ctrl-7"),
        ("\x1b", "Esc"),
        ("\x1bq", "Alt-q"),
        ("\x1b端", "Alt-端"),
        ("\x1b\r", "Alt-Enter"),
        ("\x1b[", "Alt-["),
        ("\x1bO", "Alt-O"),
        ("\x1b]", "Alt-]"),
        ("\x1bP", "Alt-P"),
        ("\x1b[A", "Up"),
        ("\x1bOA", "Up"),
        ("\x1b[1;5A", "Ctrl-Up"),
        ("\x1b[1;2B", "S-Down"),
        ("\x1b[1;3C", "Alt-Right"),
        ("\x1b[D", "Left"),
        ("\x1b[H", "Home"),
        ("\x1bOF", "End"),
        ("\x1b[1~", "Home"),
        ("\x1b[7~", "Home"),
        ("\x1b[8~", "End"),
        ("\x1b[2~", "Ins"),
        ("\x1b[3~", "Del"),
        ("\x1b[3;5~", "Ctrl-Del"),
        ("\x1b[5~", "PgUp"),
        ("\x1b[6~", "PgDn"),
        ("\x1b[Z", "S-Tab"),
        ("\x1bOP", "F1"),
        ("\x1b[[A", "F1"),
        ("\x1b[11~", "F1"),
        ("\x1bOR", "F3"),
        ("\x1b[[C", "F3"),
        ("\x1b[15~", "F5"),
        ("\x1b[[E", "F5"),
        ("\x1b[24~", "F12"),
        ("\x1b[1;5P", "Ctrl-F1"),
        ("\x1b[97;5u", "Ctrl-a"),
        ("\x1b[27u", "Esc"),
    ] {
        means(bytes.as_bytes(), &[key(chord)]);
    }
}

#[test]
fn nothing_is_lost_of_a_flood() {
    means(b"446\r\x1b[B\x1b[Bq", &[typed("446"), vec![key("Enter"), key("Down"), key("Down"), key("q")]].concat());
    means(b"\x1b\x1b\x1b", &[key("Esc"), key("Esc"), key("Esc")]);
    means(b"\x1b\x1b[A", &[key("Esc"), key("Up")]);
    // what cannot go on is something of its own
    means(b"\x1b[\x03", &[key("Alt-["), key("Ctrl-c")]);
    means(b"\x1b[1;5\x03", &[key("Ctrl-c")]);
    means(b"\xe7\xab\x03q", &[key("Ctrl-c"), key("q")]);
    means(b"\xff\xc0q\x80", &[key("q")]);
    means(b"\x1b]11;rgb:1\x03", &[key("Ctrl-c")]);
    means(b"\x1b]11;rgb:1\x1b[A", &[key("Up")]);
}

#[test]
fn answers_of_a_terminal_are_no_keys() {
    for answer in [
        "\x1b]10;rgb:1e1e/1e1e/2e2e\x07",
        "\x1b]4;1;rgb:1e1e/1e1e/2e2e\x1b\\",
        "\x1b]52;c;cXFx\x07",
        "\x1b]lq 标题 q\x1b\\",
        "\x1b[?1;2c",
        "\x1b[>0;276;0c",
        "\x1b[=0;1c",
        "\x1b[24;80R",
        "\x1b[1;5R",
        "\x1b[0n",
        "\x1b[?2026;2$y",
        "\x1b[?997;1n",
        "\x1b[?1u",
        "\x1b[8;24;80t",
        "\x1bP>|XTerm(388)\x1b\\",
        "\x1bP1+r436f=323536\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b[I",
        "\x1b[O",
        "\x1b[200",
        "\x1b[201~",
    ] {
        means(answer.as_bytes(), &[]);
        if answer != "\x1b[200" {
            means(format!("4{answer}q").as_bytes(), &typed("4q"));
        }
    }
}

#[test]
fn a_mouse_tells_where_it_is() {
    means(b"\x1b[<0;5;3M", &[Message::Mouse(Mouse::Press(4, 2))]);
    means(
        b"\x1b[<64;1;1M\x1b[<65;1;1M",
        &[(-3, 0, 0), (3, 0, 0)].map(|(by, x, y)| Message::Mouse(Mouse::Wheel(by, x, y))),
    );
    means(b"\x1b[M !R", &[Message::Mouse(Mouse::Press(0, 49))]);
    // neither let go nor moved nor outside
    means(b"\x1b[<0;5;3m\x1b[<35;5;3M\x1b[<0;0;0M\x1b[<0;+1;1M\x1b[32;0;1M", &[]);
}

#[test]
fn a_paste_is_no_key_however_it_is_cut() {
    means(b"\x1b[200~q\x03\x1a\x1b[A\x1b[201~", &[pasted("q\x03\x1a\x1b[A")]);
    means(b"\x1b\x1b[200~quit\x1b[201~", &[key("Esc"), pasted("quit")]);
    means(b"4\x1b[200~q\x1b[201~6", &[typed("4"), vec![pasted("q")], typed("6")].concat());
    means(b"\x1b[200~\x1b[201~", &[pasted("")]);
    // a mark within: what stands between it and the last one is a paste too
    means(b"\x1b[200~a\x1b[201~q\x1b[201~", &[pasted("a"), pasted("q")]);
    means(b"\x1b[200~a\x1b[200~q\x1b[201~", &[pasted("a\x1b[200~q")]);
    means(b"\x1b[200~a\x1b[201~qq\x1b[200~b\x1b[201~", &[pasted("a"), pasted("qq"), pasted("b")]);
    means(b"\x1b[200~a\x1b[20\x1b[201\x1b[201~", &[pasted("a\x1b[20\x1b[201")]);
}

#[test]
fn a_paste_without_its_end_ends_after_a_silence() {
    means(b"\x1b[200~quit 446", &[pasted("quit 446")]);
    let (mut decoder, mut messages) = (Decoder::default(), Vec::new());
    let mut tell = |bytes: &[u8], silences: usize| {
        decoder.take(bytes, &mut messages);
        (0..silences).for_each(|_| decoder.silence(&mut messages));
        (std::mem::take(&mut messages), decoder.patience().is_some())
    };
    assert_eq!(tell(b"\x1b[200~quit", 0), (vec![], true));
    assert_eq!(tell(b"", 1), (vec![pasted("quit")], false), "and nothing wakes it then");
    // the rest, which comes late, is no key either
    assert_eq!(tell(b"qq", 1), (vec![], true));
    assert_eq!(tell(b"uit", 1), (vec![pasted("qquit")], false));
    // an answer of the terminal is nothing, and one key ends it
    assert_eq!(tell(b"\x1b[I", 1), (vec![], false));
    assert_eq!(tell(b"\x1b[B", 0), (vec![], true));
    assert_eq!(tell(b"", 1), (vec![key("Down")], false));
    assert_eq!(tell(b"qq", 0), (typed("qq"), false));
    // its end mark may come late too
    assert_eq!(tell(b"\x1b[200~a", 1), (vec![pasted("a")], false));
    assert_eq!(tell(b"b\x1b[201~", 1), (vec![pasted("b")], false));
    assert_eq!(tell(b"qq", 0), (typed("qq"), false));
    assert_eq!(tell(b"\x1b[200~a", 1), (vec![pasted("a")], false));
    assert_eq!(tell(b"\x1b[201~", 1), (vec![], false));
    assert_eq!(tell(b"qq", 0), (typed("qq"), false));
}

#[test]
fn a_paste_has_a_limit() {
    let text = "端口 8080\n".repeat(MOST / 4);
    let sent = format!("\x1b[200~{text}\x1b[201~q");
    let (mut decoder, mut messages) = (Decoder::default(), Vec::new());
    for piece in sent.as_bytes().chunks(4095) {
        decoder.take(piece, &mut messages);
    }
    fall_silent(&mut decoder, &mut messages);
    let [Message::Paste(paste), quit] = messages.as_slice() else { panic!("{} messages", messages.len()) };
    assert_eq!((paste.rest, quit), (Some(Why::TooLong), &key("q")));
    assert!(paste.bytes.len() <= MOST && paste.bytes.len() > MOST - 4 && paste.bytes.capacity() < 3 * MOST);
    assert!(text.starts_with(std::str::from_utf8(&paste.bytes).unwrap()));
    // one that just fits is whole
    let fits = "x".repeat(MOST);
    assert_eq!(decoded(&[format!("\x1b[200~{fits}\x1b[201~").as_bytes()]), [pasted(&fits)]);
}

/// What a terminal may send, and what it should not.
fn sent() -> impl Strategy<Value = Vec<u8>> {
    let known = select(vec![
        "\x1b",
        "\x1b[200~",
        "\x1b[201~",
        "\x1b[",
        "\x1b[20",
        "\x1bO",
        "\x1b]11;",
        "\x07",
        "\x1b\\",
        "\x1bP",
        "\x1b[M",
        "\x1b[<0;",
        "1;1M",
        "q",
        "446",
        "\r",
        "\x03",
        "端",
        "A",
        "~",
        "[",
        "\x1b[[",
        "\x1b[1;5",
        "R",
        "\x1b[?1;2c",
    ]);
    let piece = prop_oneof![known.prop_map(|text| text.as_bytes().to_vec()), any::<u8>().prop_map(|byte| vec![byte])];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn the_same_bytes_mean_the_same_however_they_are_cut(bytes in sent(), size in 1_usize..9) {
        let pieces: Vec<&[u8]> = bytes.chunks(size).collect();
        assert_eq!(decoded(&pieces), decoded(&[&bytes]));
    }

    #[test]
    fn what_is_pasted_is_never_a_key(text in sent(), before in select(vec!["", "\x1b", "q\x1b"]), ends in any::<bool>()) {
        let (mut decoder, mut messages) = (Decoder::default(), Vec::new());
        decoder.take([before.as_bytes(), b"\x1b[200~"].concat().as_slice(), &mut messages);
        let typed = messages.len();
        decoder.take(&text, &mut messages);
        if ends {
            decoder.take(b"\x1b[201~", &mut messages);
        }
        // up to the last mark everything is a paste
        assert!(messages[typed..].iter().all(|message| matches!(message, Message::Paste(_))), "{messages:?}");
    }
}

#[path = "../fuzz/targets/screen_drive.rs"]
mod drive;

#[test]
fn what_was_found_by_fuzzing_the_screen_is_shown() {
    for file in std::fs::read_dir("tests/fuzz/corpus/screen").unwrap() {
        drive::drive(&std::fs::read(file.unwrap().path()).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_at_any_size_are_shown(pieces in prop::collection::vec((sent(), any::<(u8, u8)>()), 1..12)) {
        let resized = |(width, height): (u8, u8)| [drive::RESIZE, width, height];
        let bytes: Vec<u8> = pieces.into_iter().flat_map(|(bytes, size)| [resized(size).to_vec(), bytes].concat()).collect();
        drive::drive(&bytes);
    }
}

/// The answer to the one thing that the terminal is asked is a message, in whatever pieces it comes, and never a key.
#[test]
fn the_background_of_the_terminal_is_heard_and_is_no_key() {
    let dark = Message::Background(Rgb(30, 30, 46));
    for answer in [
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        "\x1b]11;rgb:1e/1e/2e\x1b\\",
        "\x1b]11;rgba:1e1e/1e1e/2e2e/ffff\x1b\\",
        "\x1b]11;#1e1e2e\x07",
    ] {
        means(answer.as_bytes(), std::slice::from_ref(&dark));
        let mut around = typed("4");
        around.push(dark.clone());
        around.extend(typed("q"));
        means(format!("4{answer}q").as_bytes(), &around);
    }
    for nonsense in ["\x1b]11;rgb:1e1e/1e1e\x07", "\x1b]11;purple\x07", "\x1b]10;rgb:ff/ff/ff\x07", "\x1b]11;\x07"] {
        means(nonsense.as_bytes(), &[]);
    }
}

/// A connection may stall within the answer for longer than anybody waits; what then comes is still no key.
#[test]
fn an_answer_that_stalls_is_no_key_either() {
    let answer = b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\";
    for cut in 3..answer.len() {
        let (mut decoder, mut messages) = (Decoder::default(), Vec::new());
        decoder.take(&answer[..cut], &mut messages);
        decoder.silence(&mut messages);
        assert_eq!(decoder.patience(), None, "{cut}");
        decoder.take(&answer[cut..], &mut messages);
        assert_eq!(messages, [], "{cut}");
        decoder.take(b"q", &mut messages);
        assert_eq!(messages, typed("q"), "{cut}");
    }
}
