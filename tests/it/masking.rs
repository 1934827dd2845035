//! Laws of masking: a planted secret never survives, and nothing else changes.

use std::fmt::Write;

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
use scf_tui::clean::{Clean, Plain};
use scf_tui::evidence::input::Content;
use scf_tui::evidence::{self, Gathered};
use scf_tui::fact::EvidenceId;
use scf_tui::mask::Mask;

/// What may stand around a secret: prose, brackets, quotes, escapes, other secrets, both scripts.
fn surrounding() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~\n]{0,12}",
        "[\"'\\\\{}\\[\\](),;:=&@ \n-]{0,6}",
        Just("云函数，密码。".to_owned()),
        Just("\\n\\\"".to_owned()),
        Just("[secret 1]".to_owned()),
        Just("a@b.com 13800138000".to_owned()),
        Just("-----BEGIN PRIVATE KEY-----".to_owned()),
        Just("Cookie: ".to_owned()),
        Just("{\"Key\": \"TOKEN\", \"Value\": \"".to_owned()),
        Just("eyJabcdefghijklmnop.".to_owned()),
        Just("https://u:p".to_owned()),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// A secret that no surrounding contains, and how it is written.
fn planted() -> impl Strategy<Value = (String, String)> {
    ("[A-Z]{3}[a-z]{3}[A-Za-z0-9]{6,20}", 0_usize..16).prop_map(|(secret, form)| {
        let written = match form {
            0 => format!("\npassword={secret} "),
            1 => format!("\"secretKey\": \"{secret}\""),
            2 => format!("\\\"secretKey\\\":\\\"{secret}\\\""),
            3 => format!("\nAuthorization: Bearer {secret}\n"),
            4 => format!("\nCookie: a={secret}; b=1\n"),
            5 => format!("\nmysql://root:{secret}@host/db"),
            6 => format!("\n--token {secret} "),
            7 => format!("'X-Scf-Session-Token': '{secret}'"),
            8 => format!("\n密码：{secret}\n"),
            9 => format!("\ntoken: \"{secret}"),
            10 => format!("{{\"Key\":\"DB_PASSWORD\",\"Value\":\"{secret}\"}}"),
            11 => format!("\n AKID{secret}0123 "),
            13 => format!("\npass={secret} "),
            14 => format!("\n密码是{secret}1 "),
            12 => format!("\n eyJhbGciOiJIUzI1NiJ9.eyJzdWIi{secret}.sig "),
            _ => format!("\n-----BEGIN PRIVATE KEY-----\n{secret}\n-----END PRIVATE KEY-----\n"),
        };
        (secret, written)
    })
}

/// What is not seen and tears names apart.
fn dirt() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\u{1b}[36m".to_owned()),
        Just("\u{1b}[0m".to_owned()),
        Just("\u{200b}".to_owned()),
        Just("\u{0}".to_owned()),
        Just("\u{ad}".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("\u{1b}]0;x\u{7}".to_owned()),
        Just("\u{9b}1m".to_owned()),
    ]
}

fn once(text: &str) -> String {
    Mask::default().mask(&Plain::new(text)).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn a_planted_secret_never_survives(before in surrounding(), (secret, written) in planted(), after in surrounding()) {
        let masked = once(&format!("{before}{written}{after}"));
        assert!(!masked.contains(&secret), "{before}{written}{after}\nbecame\n{masked}");
    }

    #[test]
    fn masking_twice_is_masking_once(before in surrounding(), (_, written) in planted(), after in surrounding()) {
        let mut mask = Mask::default();
        let masked = mask.mask(&Plain::new(&format!("{before}{written}{after}"))).to_string();
        assert_eq!(mask.mask(&Plain::new(&masked)).to_string(), masked);
        assert_eq!(once(&masked), masked);
    }

    #[test]
    fn dirt_within_a_text_hides_no_secret(
        before in surrounding(), (secret, written) in planted(), after in surrounding(),
        dirt in prop::collection::vec((any::<prop::sample::Index>(), dirt()), 0..6),
    ) {
        let mut dirty: Vec<String> = written.chars().map(String::from).collect();
        for (place, dirt) in dirt {
            let place = place.index(dirty.len());
            dirty[place].insert_str(0, &dirt);
        }
        let text = format!("{before}\n{}\n{after}", dirty.concat());
        let masked = Mask::default().mask(&Plain::new(&text));
        assert!(!masked.contains(&secret), "{text:?}\nbecame\n{masked}");
        assert!(!Clean::new(&masked).contains(&secret), "{text:?}\nbecame\n{masked}");
        let cleaned = Mask::default().mask(&Plain::new(&Clean::new(&format!("\n{}\n", dirty.concat()))));
        assert!(!cleaned.contains(&secret), "{text:?}\nbecame\n{cleaned}");
    }

    #[test]
    fn a_line_keeps_its_number(before in surrounding(), (_, written) in planted(), after in surrounding(), ends in "(\n|\r\n|\r){0,4}") {
        let text = format!("{before}{ends}{written}{ends}{after}\n\nLASTLINE");
        let masked = Mask::default().mask(&Plain::new(&text));
        let counted = |text: &str| text.find("LASTLINE").map(|at| text[..at].matches('\n').count());
        let at = masked.find("LASTLINE");
        let told = at.and_then(|at| counted(&masked).map(|lines| lines.saturating_add_signed(masked.more_lines_before(at))));
        // it may have been taken for a part of a secret itself
        assert!(told.is_none() || told == counted(&text), "{text:?}\nbecame\n{masked}");
    }

    #[test]
    fn equal_secrets_get_equal_tokens(secret in "[A-Za-z][A-Za-z0-9]{8,20}", other in "[A-Za-z][A-Za-z0-9]{8,20}") {
        let masked = once(&format!("password={secret}\n\"token\": \"{secret}\"\nsecret={other}\n"));
        let equal = if secret == other { 1 } else { 2 };
        assert_eq!(masked, format!("password=[secret 1]\n\"token\": \"[secret 1]\"\nsecret=[secret {equal}]\n"));
    }

    #[test]
    fn words_stay_as_they_are(words in prop::collection::vec("[a-z]{1,9}|[0-2]{1,3}|[0-2]{5}|[0-2]{7}|云函数|a[a-c]{2,5}=[0-2]{1,3}", 0..30)) {
        let text = words.join(" ");
        assert_eq!(once(&text), text);
    }

    #[test]
    fn any_text_is_taken_and_grows_little(text in any::<String>(), pieces in surrounding()) {
        let text = format!("{text}{pieces}{text}");
        assert!(once(&text).len() <= text.len() * 8 + 16);
    }
}

#[test]
fn the_time_grows_with_the_length_alone() {
    for piece in [
        "eyJ",
        "AKID",
        "a@",
        "://a:",
        "token=",
        "password: \"",
        "\\",
        "-----BEGIN PRIVATE KEY-----",
        "138",
        "Bearer ",
        "密码：",
        "Cookie: ",
        "'a',",
        "password=a,b",
        "[",
        "\"Key\":\"TOKEN\",",
        "--token ",
        "cookie: [\"",
        "密码是 ",
        "a%40",
        "[secret 1]",
    ] {
        // a square of this length would take minutes
        let masked = once(&piece.repeat(2_000_000 / piece.len()));
        assert!(!masked.is_empty(), "{piece}");
    }
}

/// One line of the corpus.
struct Row {
    shape: &'static str,
    sample: String,
    /// What must not show; nothing where the shape is not masked
    hidden: Vec<&'static str>,
}

fn corpus() -> Vec<Row> {
    let lines = include_str!("../data/masks.tsv").lines().filter(|line| !line.starts_with('#'));
    let rows = lines.map(|line| {
        let [shape, sample, hidden] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let hidden: Vec<&str> = hidden.split('¦').filter(|hidden| *hidden != "no").collect();
        Row { shape, sample: written(sample), hidden }
    });
    rows.collect()
}

/// A sample with its line ends and invisible signs; backslashes of documents within stay.
fn written(sample: &str) -> String {
    sample
        .replace("\\e", "\u{1b}")
        .replace("\\u{200b}", "\u{200b}")
        .replace("\\u{2060}", "\u{2060}")
        .replace("\\u{0}", "\u{0}")
        .replace("\\n", "\n")
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            all.push(char::from(byte));
        } else {
            write!(all, "%{byte:02X}").unwrap();
        }
        all
    })
}

/// A text as it comes: bare, in documents and tables, in addresses, in colours, with invisible signs.
fn dressed(text: &str) -> Vec<(&'static str, String)> {
    let json = format!(r#"{{"errorCode":-1,"errorMessage":{},"statusCode":446}}"#, quoted(text));
    let torn = text.chars().enumerate().fold(String::new(), |mut torn, (place, c)| {
        torn.extend((place % 3 == 2).then_some('\u{200b}'));
        torn.push(c);
        torn
    });
    let line = format!(r#"{{"SCF_RequestId":"r1","SCF_StatusCode":446,"SCF_Message":{}}}"#, quoted(text));
    let id = "9a64bc3e-138d-11ec-9f57-525400e1b7f7";
    let mut dresses = vec![
        ("bare", text.to_owned()),
        ("header", format!("X-Scf-Message: PortBindingFailed {text}\n")),
        ("lines", format!("{line}\n{line}\n")),
        ("table", format!("\"r1\",\"0\",\"446\",\"Port {}\"\n", text.replace('"', "\"\""))),
        ("console", format!("START RequestId: {id}\nPort {text}\nEND RequestId: {id}\n")),
        ("document in a document", format!(r#"{{"body":{},"x":1}}"#, quoted(&json))),
        ("document", json),
        ("address", format!("GET /x?text={}&y=1", encoded(text))),
        ("coloured", format!("\u{1b}[36m{}\u{1b}[0m\n", text.replace('=', "\u{1b}[0m=").replace(':', "\u{1b}[33m:"))),
    ];
    // within an escape sequence an invisible sign is an end of it
    if !text.contains('\u{1b}') {
        dresses.push(("torn", torn));
    }
    dresses
}

#[test]
fn no_shape_shows_however_it_is_dressed() {
    let mut shown = Vec::new();
    let rows = corpus();
    for row in rows.iter().filter(|row| !row.hidden.is_empty()) {
        for (dress, text) in dressed(&row.sample) {
            let masked = once(&text);
            let seen = |hidden: &&str| masked.contains(*hidden) || masked.contains(&encoded(hidden));
            if row.hidden.iter().any(seen) {
                shown.push(format!("{}, {dress}: {masked}", row.shape));
            }
        }
    }
    let tried = rows.len() * 10;
    assert!(rows.len() > 150 && shown.is_empty(), "{} of {tried}:\n{}", shown.len(), shown.join("\n"));
}

#[test]
fn the_boundary_is_known() {
    for row in corpus().iter().filter(|row| row.hidden.is_empty()) {
        assert_eq!(once(&row.sample), row.sample, "{}", row.shape);
    }
}

#[test]
fn nothing_that_is_read_shows_a_shape() {
    let catalogue = scf_tui::embedded::catalogue();
    let mut shown = Vec::new();
    for row in corpus().iter().filter(|row| !row.hidden.is_empty()) {
        let message = quoted(&format!("PortBindingFailed {}", row.sample));
        let lines = (0..3).fold(String::new(), |mut all, number| {
            let failed = r#""SCF_RetryNum":0,"SCF_StatusCode":446"#;
            writeln!(all, r#"{{"SCF_RequestId":"r{number}",{failed},"SCF_Message":{message}}}"#).unwrap();
            all
        });
        for text in [lines, format!("X-Scf-Message: PortBindingFailed {}\n", row.sample)] {
            let named = (EvidenceId::default(), Clean::new("text"));
            let gathered = Gathered::Text(Content::whole(text.as_bytes()));
            let taken = evidence::read(&catalogue, named, gathered, &mut Mask::default());
            let told = format!("{taken:?}");
            if row.hidden.iter().any(|hidden| told.contains(hidden)) {
                shown.push(format!("{}: {told}", row.shape));
            }
        }
    }
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}
