//! Laws of masking: a planted secret never survives, and nothing else changes.

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_oneof, proptest};
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

fn once(text: &str) -> String {
    Mask::default().mask(text).to_string()
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
        let masked = mask.mask(&format!("{before}{written}{after}")).to_string();
        assert_eq!(mask.mask(&masked).to_string(), masked);
        assert_eq!(once(&masked), masked);
    }

    #[test]
    fn equal_secrets_get_equal_tokens(secret in "[A-Za-z][A-Za-z0-9]{8,20}", other in "[A-Za-z][A-Za-z0-9]{8,20}") {
        let masked = once(&format!("password={secret}\n\"token\": \"{secret}\"\nsecret={other}\n"));
        let equal = if secret == other { 1 } else { 2 };
        assert_eq!(masked, format!("password=[secret 1]\n\"token\": \"[secret 1]\"\nsecret=[secret {equal}]\n"));
    }

    #[test]
    fn words_stay_as_they_are(words in prop::collection::vec("[a-z]{1,9}|[0-2]{1,6}|云函数|a[a-c]{2,5}=[0-2]{1,4}", 0..30)) {
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
