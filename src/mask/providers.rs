//! Keys that those who give them out mark by a prefix: `AKID…`, `sk-…`, `ghp_…`.

use crate::mask::text::{Beginnings, Scan, is_base64url, is_mixed, is_word};

/// What stands behind a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signs {
    /// Small and large letters and digits
    Letters,
    /// Large letters and digits
    Large,
    /// Digits of a hexadecimal number
    Hex,
    /// `Letters`, `-` and `_`
    Url,
    /// `Url` and dots
    Dotted,
    /// `Letters`, `+`, `/` and `=`
    Base64,
}

/// How the keys of one provider look.
#[derive(Debug)]
struct Provider {
    prefix: &'static [u8],
    signs: Signs,
    /// The fewest signs behind the prefix
    least: usize,
    /// The usual number of them, where it is always the same: a key that a line end cuts is told by it; else 0
    usual: usize,
}

const fn row(prefix: &'static str, signs: Signs, least: usize, usual: usize) -> Provider {
    Provider { prefix: prefix.as_bytes(), signs, least, usual }
}

use Signs::{Base64, Dotted, Hex, Large, Letters, Url};

/// In the order in which they are tried: of two that fit the longer one first.
const PROVIDERS: [Provider; 92] = [
    // Tencent Cloud, AWS, Alibaba Cloud, Volcengine, Baidu, JD
    row("AKID", Url, 8, 32),
    row("AKIA", Large, 8, 16),
    row("ASIA", Large, 8, 16),
    row("ABIA", Large, 16, 16),
    row("ACCA", Large, 16, 16),
    row("LTAI", Letters, 8, 0),
    row("STS.", Letters, 16, 0),
    row("AKLT", Letters, 16, 0),
    row("ALTAK", Url, 16, 0),
    row("JDC_", Large, 16, 28),
    // models: OpenAI and those who copied its form, Anthropic, Groq, xAI, Hugging Face, Replicate, NVIDIA, Perplexity
    row("sk-ant-", Url, 20, 0),
    row("sk-", Url, 20, 0),
    row("gsk_", Letters, 20, 52),
    row("xai-", Letters, 20, 0),
    row("hf_", Letters, 20, 34),
    row("api_org_", Letters, 20, 34),
    row("r8_", Letters, 20, 37),
    row("nvapi-", Url, 20, 0),
    row("pplx-", Letters, 20, 0),
    row("tvly-", Url, 16, 0),
    // code and packages: GitHub, GitLab, npm, PyPI, RubyGems, crates.io, Docker, Atlassian
    row("github_pat_", Url, 20, 82),
    row("ghp_", Letters, 20, 36),
    row("gho_", Letters, 20, 36),
    row("ghu_", Letters, 20, 36),
    row("ghs_", Letters, 20, 36),
    row("ghr_", Letters, 20, 0),
    row("glpat-", Dotted, 16, 20),
    row("gldt-", Url, 16, 20),
    row("glrt-", Dotted, 16, 20),
    row("glptt-", Url, 16, 40),
    row("glcbt-", Url, 16, 0),
    row("glft-", Url, 16, 20),
    row("glsoat-", Url, 16, 20),
    row("gloas-", Hex, 16, 64),
    row("npm_", Letters, 20, 36),
    row("pypi-", Url, 16, 0),
    row("rubygems_", Hex, 20, 48),
    row("cio", Letters, 32, 32),
    row("dckr_pat_", Url, 16, 27),
    row("dckr_oat_", Url, 16, 0),
    row("ATATT3", Base64, 20, 0),
    row("ATBB", Letters, 24, 32),
    // talk: Slack, DingTalk, Telegram has no prefix
    row("xoxb-", Url, 10, 0),
    row("xoxp-", Url, 10, 0),
    row("xoxa-", Url, 10, 0),
    row("xoxr-", Url, 10, 0),
    row("xoxs-", Url, 10, 0),
    row("xoxo-", Url, 10, 0),
    row("xoxe-", Url, 10, 0),
    row("xoxe.", Dotted, 10, 0),
    row("xapp-", Url, 10, 0),
    row("SEC", Hex, 48, 64),
    // money: Stripe, Square, Shopify
    row("sk_live_", Letters, 16, 0),
    row("sk_test_", Letters, 16, 0),
    row("rk_live_", Letters, 16, 0),
    row("rk_test_", Letters, 16, 0),
    row("whsec_", Base64, 16, 0),
    row("sq0atp-", Url, 16, 22),
    row("sq0csp-", Url, 16, 43),
    row("shpat_", Hex, 20, 32),
    row("shpca_", Hex, 20, 32),
    row("shppa_", Hex, 20, 32),
    row("shpss_", Hex, 20, 32),
    // Google
    row("AIza", Url, 30, 35),
    row("ya29.", Url, 20, 0),
    row("GOCSPX-", Url, 20, 28),
    // mail: SendGrid, Brevo, Mailgun
    row("SG.", Dotted, 30, 66),
    row("xkeysib-", Url, 32, 0),
    row("key-", Hex, 32, 32),
    // operation: DigitalOcean, Databricks, Vault, Grafana, Sentry, Postman, Linear, Notion, Figma, Terraform, Tailscale
    row("dop_v1_", Hex, 32, 64),
    row("doo_v1_", Hex, 32, 64),
    row("dor_v1_", Hex, 32, 64),
    row("dapi", Hex, 32, 32),
    row("hvs.", Url, 20, 0),
    row("hvb.", Url, 20, 0),
    row("glsa_", Url, 20, 0),
    row("glc_", Base64, 20, 0),
    row("sntrys_", Dotted, 20, 0),
    row("sntryu_", Hex, 32, 64),
    row("PMAK-", Url, 20, 0),
    row("lin_api_", Letters, 20, 40),
    row("ntn_", Letters, 20, 0),
    row("figd_", Url, 20, 0),
    row("tskey-", Url, 16, 0),
    row("NRAK-", Large, 20, 27),
    row("AGE-SECRET-KEY-", Large, 40, 59),
    // private keys in DER and PEM, packed once more
    row("MIIEv", Base64, 64, 0),
    row("MIIEo", Base64, 64, 0),
    row("MIIEp", Base64, 64, 0),
    row("MIIJ", Base64, 64, 0),
    row("LS0tLS1CRUdJTiBSU0Eg", Base64, 16, 0),
    row("LS0tLS1CRUdJTiBQUklW", Base64, 16, 0),
];

/// Prefixes of ids of keys. They are not secret on their own, but tell whose the key is.
const IDS: [&[u8]; 5] = [b"AKID", b"AKIA", b"ASIA", b"LTAI", b"AKLT"];

/// The length from which no digit is needed, and the one from which no word need begin before.
const CERTAIN: usize = 28;

/// As much of a key as tells whether it is one.
const LONGEST_HEAD: usize = 128;

/// The longest piece of letters and digits that an ordinary word with dashes has.
const PIECE: usize = 14;

/// Whether a key is an id.
pub(super) fn is_id(key: &[u8]) -> bool {
    IDS.iter().any(|prefix| key.starts_with(prefix))
}

/// Whether an id may begin with a letter, behind others too.
pub(super) const fn begins_anywhere(letter: u8) -> bool {
    matches!(letter, b'A' | b'L')
}

/// Adds how the prefixes begin.
pub(super) const fn beginnings(mut known: Beginnings) -> Beginnings {
    let mut at = 0;
    while at < PROVIDERS.len() {
        known = known.with(PROVIDERS[at].prefix);
        at += 1;
    }
    known
}

/// How the prefixes begin, without the words of others.
const OWN: Beginnings = beginnings(Beginnings::none());

/// Takes the key that begins at `start`; `word` where a word begins there.
pub(super) fn key(scan: &mut Scan<'_>, start: usize, word: bool) {
    if !OWN.has(scan.at(start), scan.at(start + 1)) {
        return;
    }
    let provider = PROVIDERS.iter().find(|provider| {
        scan.at(start + 1) == provider.prefix[1] && scan.is(start, provider.prefix) && (word || is_id(provider.prefix))
    });
    let Some(provider) = provider else { return };
    // part of a word with dashes
    if provider.prefix.ends_with(b"-") && scan.before(start) == b'-' {
        return;
    }
    let body = start + provider.prefix.len();
    let good = |byte: u8| provider.has(byte);
    let head = scan.run_most(body, LONGEST_HEAD, good);
    if head == body + LONGEST_HEAD && !provider.is_key(scan.between(body, head)) {
        return;
    }
    let end = scan.run(head, good);
    let long = end - body >= CERTAIN;
    let end = if provider.signs == Dotted { end - trailing(scan.between(body, end)) } else { end };
    let (rest, usual) = provider.rest(scan, body, end);
    let whole = rest.unwrap_or(end);
    let is_key = end - body >= provider.least && provider.is_key(scan.between(body, end));
    // a whole id is one even where the blank before it was lost
    if (is_key || usual) && (word || long) {
        scan.take(start..whole);
    }
}

fn trailing(body: &[u8]) -> usize {
    body.iter().rev().take_while(|byte| **byte == b'.').count()
}

impl Provider {
    fn has(&self, byte: u8) -> bool {
        match self.signs {
            Letters => byte.is_ascii_alphanumeric(),
            Large => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Hex => byte.is_ascii_hexdigit(),
            Url => is_base64url(byte),
            Dotted => is_base64url(byte) || byte == b'.',
            Base64 => byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_'),
        }
    }

    /// Whether a body is one of chance: a digit in it, and for one with dashes a piece that is no word.
    fn is_key(&self, body: &[u8]) -> bool {
        let digit = body.iter().any(u8::is_ascii_digit);
        let pieces = || body.split(|byte| !byte.is_ascii_alphanumeric());
        let piece = || {
            pieces().any(|piece| {
                piece.len() > PIECE && piece.iter().any(u8::is_ascii_digit) || is_mixed(piece) && piece.len() > 7
            })
        };
        let dashed = self.prefix.ends_with(b"-") && self.signs == Url && !self.prefix.starts_with(b"xo");
        let certain = body.len() >= CERTAIN && pieces().any(|piece| piece.len() >= CERTAIN);
        certain || digit && (!dashed || piece())
    }

    /// Where a key ends that was cut at `end` by a line end, and whether it then is as long as is usual.
    fn rest(&self, scan: &Scan<'_>, body: usize, end: usize) -> (Option<usize>, bool) {
        let have = end - body;
        if self.usual > 0 && have >= self.usual || have < 4 || is_word(scan.at(end)) {
            return (None, false);
        }
        let blank = scan.run_most(end, 1, |byte| byte == b' ');
        // a line end that became a blank
        let joined = self.usual > have && blank > end && {
            let stop = scan.run_most(blank, self.usual, |byte| self.has(byte));
            stop - blank == self.usual - have && !is_word(scan.at(stop)) && self.is_key(scan.between(blank, stop))
        };
        if joined {
            return (Some(blank + self.usual - have), true);
        }
        let Some(rest) = scan.rest(end) else { return (None, false) };
        let piece = scan.between(rest.start, rest.end);
        let good = piece.iter().all(|byte| self.has(*byte)) && piece.len() >= 4;
        let fits = match self.usual {
            0 => is_mixed(piece) && piece.len() >= 8,
            usual => have + piece.len() <= usual + 8 && piece.iter().any(u8::is_ascii_digit),
        };
        if good && fits { (Some(rest.end), have + piece.len() >= self.least) } else { (None, false) }
    }
}
