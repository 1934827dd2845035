use super::Mask;
use crate::clean::Plain;

const ID: &str = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE";
const JWT: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

/// What the texts below become; `%` stands for [`ID`], `#` for [`JWT`].
fn masked(text: &str) -> String {
    Mask::default().mask(&Plain::new(&text.replace('%', ID).replace('#', JWT))).to_string()
}

#[test]
fn secrets_are_replaced() {
    let rows = [
        ("secretId %, again %.", "secretId [secret id 1], again [secret id 1]."),
        ("\\n%\\n", "\\n[secret id 1]\\n"),
        ("SecretKey=Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", "SecretKey=[secret 1]"),
        ("secret_key: Gu5t9xGARNpq", "secret_key: [secret 1]"),
        ("export TENCENTCLOUD_SECRETKEY=Gu5t9x; echo", "export TENCENTCLOUD_SECRETKEY=[secret 1]; echo"),
        ("X-Scf-Secret-Key: Gu5t9xGARN\nX-Scf-Request-Id: 1", "X-Scf-Secret-Key: [secret 1]\nX-Scf-Request-Id: 1"),
        ("'X-Scf-Session-Token': 'c3R+/=='", "'X-Scf-Session-Token': '[secret 1]'"),
        ("TENCENTCLOUD_SESSIONTOKEN=abc.def", "TENCENTCLOUD_SESSIONTOKEN=[secret 1]"),
        ("?security-token=abc&x=1", "?security-token=[secret 1]&x=1"),
        ("jwt # end", "jwt [secret 1] end"),
        ("Authorization: Bearer #", "Authorization: Bearer [secret 1]"),
        ("curl -H 'Authorization: Basic dXNlcjpwYXNz' -v", "curl -H 'Authorization: Basic [secret 1]' -v"),
        ("{'authorization': 'Bearer abc'}", "{'authorization': 'Bearer [secret 1]'}"),
        ("headers {authorization=Bearer abc, host=x}", "headers {authorization=Bearer [secret 1], host=x}"),
        ("auth with bearer 0123456789abcdef", "auth with bearer [secret 1]"),
        (
            "Authorization: TC3-HMAC-SHA256 Credential=%/2024-01-01/scf/tc3_request, SignedHeaders=host, Signature=0123456789abcdef",
            "Authorization: TC3-HMAC-SHA256 [secret 1], SignedHeaders=host, Signature=[secret 2]",
        ),
        ("Cookie: a=1; b=\"2\"; c=3\nHost: x", "Cookie: [secret 1]\nHost: x"),
        ("curl -H \"Cookie: a=1; b=2\" -H \"Host: x\"", "curl -H \"Cookie: [secret 1]\" -H \"Host: x\""),
        ("Set-Cookie: sid=abc; Path=/; HttpOnly", "Set-Cookie: [secret 1]"),
        ("\"set-cookie\": [\"a=1\", \"b=2\"], \"x\": 1", "\"set-cookie\": [\"[secret 1]\", \"[secret 2]\"], \"x\": 1"),
        ("map[Cookie:[a=1; b=2] Host:[x]]", "map[Cookie:[[secret 1]] Host:[x]]"),
        ("[('Cookie', 'a=1'), ('Host', 'x')]", "[('Cookie', '[secret 1]'), ('Host', 'x')]"),
        ("mysql://root:p@ss:w@10.0.0.1:3306/db", "mysql://root:[secret 1]@10.0.0.1:3306/db"),
        ("redis://:pw@host", "redis://:[secret 1]@host"),
        ("{\"password\": \"a b \\\" c\", \"x\": 1}", "{\"password\": \"[secret 1]\", \"x\": 1}"),
        ("\"{\\\"password\\\":\\\"x\\\",\\\"y\\\":1}\"", "\"{\\\"password\\\":\\\"[secret 1]\\\",\\\"y\\\":1}\""),
        ("\\\\\\\"passwd\\\\\\\": \\\\\\\"x\\\\\\\", 1", "\\\\\\\"passwd\\\\\\\": \\\\\\\"[secret 1]\\\\\\\", 1"),
        ("\"{\\\"password\\\":\\\"cut o\"", "\"{\\\"password\\\":\\\"[secret 1]\""),
        ("{\"password\":\"cut o", "{\"password\":\"[secret 1]"),
        ("\"password\":\n  \"x\"", "\"password\":\n  \"[secret 1]\""),
        ("DB_PASS=x MYSQL_PWD=y", "DB_PASS=[secret 1] MYSQL_PWD=[secret 2]"),
        ("password=a,b;c,user=root", "password=[secret 1],user=root"),
        ("{password:a}b}", "{password:[secret 1]}"),
        ("api key: 1234, access_key=5", "api key: [secret 1], access_key=[secret 2]"),
        ("tccli --secretKey Gu5t --region ap-guangzhou", "tccli --secretKey [secret 1] --region ap-guangzhou"),
        ("密码：abc123，用户", "密码：[secret 1]，用户"),
        ("数据库密码: abc123", "数据库密码: [secret 1]"),
        ("密码是 abc123，密码为abc123。密码 abc123", "密码是 [secret 1]，密码为[secret 1]。密码 [secret 1]"),
        (
            "auth: { user: 'a', pass: 'hunter2' } ?user=a&pass=b1&x=1",
            "auth: { user: 'a', pass: '[secret 1]' } ?user=a&pass=[secret 2]&x=1",
        ),
        ("pt_key=AAJkabcdef;pt_pin=jd_abc;", "pt_key=[secret 1];pt_pin=jd_abc;"),
        (
            "{\"Key\": \"DB_PASSWORD\", \"Value\": \"hunter2\"}, {\"Key\": \"MODE\", \"Value\": \"prod\"}",
            "{\"Key\": \"DB_PASSWORD\", \"Value\": \"[secret 1]\"}, {\"Key\": \"MODE\", \"Value\": \"prod\"}",
        ),
        ("a -----BEGIN RSA PRIVATE KEY-----\nMIIB\nAA==\n-----END RSA PRIVATE KEY----- b", "a [secret 1] b"),
        ("-----BEGIN PRIVATE KEY-----\\nMIIB\\nAA", "[secret 1]"),
        ("call 13800138000, +86 13800138000, 138-0013-8000", "call [phone 1], +86 [phone 1], [phone 1]"),
        ("\\u7535\\u8bdd13912345678", "\\u7535\\u8bdd[phone 1]"),
        ("mail jane.doe@mail.example.com.", "mail [mail 1]."),
        ("u@vip.163.com", "[mail 1]"),
        ("token: [secret 7] password=x", "token: [secret 7] password=[secret 8]"),
    ];
    for (text, expected) in rows {
        assert_eq!(masked(text), expected, "{text}");
    }
}

#[test]
fn an_address_in_a_url_is_one_too() {
    let masked = |text: &str| Mask::default().mask(&Plain::new(text)).to_string();
    assert_eq!(masked("?mail=jane.doe%40example.com&x=1"), "?mail=[mail 1]&x=1");
    for text in ["100%40", "a%40b", "/a%20b%40c"] {
        assert_eq!(masked(text), text);
    }
}

#[test]
fn what_people_need_stays() {
    let rows = [
        "START RequestId: 9a64bc3e-138d-11ec-9f57-525400e1b7f7",
        "RequestId 13800138-0013-8000-1380-013800138000",
        "duration 13800138000ms, ts 1700000000000, 1380013800",
        "order 9138001380001 A13800138000 13800138000B 0.13800138000 13800138000.5",
        "memory 17179869184 of 18253611008 bytes, 15000000000 ns",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "commit 6f160394b2e8f0b7f2c4c9e5c1e7f1d13800138a",
        "ccr.ccs.tencentyun.com/ns/repo@sha256:0123456789abcdef",
        "the password alone, the token is gone, Cookie consent",
        "MAKIDNEY AKIDNotFoundException AKID AuthFailure.SecretIdNotFound",
        "AuthFailure.SignatureFailure: The provided credentials could not be validated.",
        "Unexpected token: } in JSON at position 3",
        "SyntaxError: Unexpected token < in JSON",
        "token: expired, \"token\": null, password=, secret: true",
        "max_tokens: 4096, tokens=17",
        "PWD=/var/user OLDPWD=/tmp",
        "password: ${DB_PASSWORD} token=<your token> pwd=****",
        "http://127.0.0.1:9000/path?to=a@b and https://host/x",
        "left-pad@1.3.0 pkg@1.0.0-rc.a icon@2x.png @app.route",
        "git@host:repo.git com.example.Main@1b6d3586",
        "listen on 0.0.0.0:9000, key: value, name = x, value: 3",
        "/opt/secret/token.txt /etc/passwd",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        "basic eyJhbGciOi without a dot",
        "密码错误：请重试",
        "密码 至少 8 位，密码为空，密码是必填项 md5",
        "pass: 12, PASS: tests/a.js",
        "密码：请联系管理员",
        "SCF_FunctionName: token-service",
        "\"FunctionName\": \"password-reset\", \"Value\": \"x\"",
        "keep 云函数 🎉 as it is",
    ];
    for text in rows {
        assert_eq!(Mask::default().mask(&Plain::new(text)).to_string(), text);
    }
}

#[test]
fn a_secret_keeps_its_token_from_text_to_text() {
    let mut mask = Mask::default();
    assert_eq!(mask.mask(&Plain::new("password=a")).to_string(), "password=[secret 1]");
    assert_eq!(mask.mask(&Plain::new("13800138000")).to_string(), "[phone 2]");
    assert_eq!(
        mask.mask(&Plain::new("token: \"a\" and secret=b")).to_string(),
        "token: \"[secret 1]\" and secret=[secret 3]"
    );
}

#[test]
fn two_readers_of_one_case_use_the_same_tokens() {
    let mut one = Mask::default();
    let mut other = one.clone();
    assert_eq!(one.mask(&Plain::new("password=a")).to_string(), "password=[secret 1]");
    assert_eq!(other.mask(&Plain::new("token=b secret=a")).to_string(), "token=[secret 2] secret=[secret 1]");
}

#[test]
fn what_fuzzing_found_stays_mended() {
    let found: [&[u8]; 2] = [
        include_bytes!("../../tests/fuzz/corpus/mask/glued-addresses"),
        include_bytes!("../../tests/fuzz/corpus/mask/many-glued-addresses"),
    ];
    // of bytes that are no text, the part before them was looked at
    for text in found.iter().filter_map(|bytes| bytes.utf8_chunks().next()).map(|chunk| chunk.valid()) {
        let mut mask = Mask::default();
        let once = mask.mask(&Plain::new(text)).to_string();
        assert_eq!(mask.mask(&Plain::new(&once)).to_string(), once);
    }
}
