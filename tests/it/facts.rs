//! What the documents say is in the catalogue, in both languages: codes, causes, questions, symptoms, numbers, names.

use std::collections::BTreeMap;

use scf_tui::catalogue::{Catalogue, CauseId};
use scf_tui::diagnosis::{Diagnosis, Grade, Standing, diagnose};
use scf_tui::embedded;
use scf_tui::fact::Facts;
use scf_tui::lang::Lang;
use scf_tui::report::case::{self, Case};
use scf_tui::report::{explain, json};
use scf_tui::session::{Session, Start};
use serde::Deserialize;

/// Strings that read the same in every language.
const GIVEN: &[(u16, &[&str])] = &[
    (200, &["Success", "202"]),
    (400, &["InvalidParameterValue.Param", "ClientContext", "Event"]),
    (401, &["InvalidCredentials", "AuthFailure.SignatureExpire", "scf:InvokeFunction"]),
    (402, &["ServiceSuspended"]),
    (403, &["Invalid scf response", "isBase64Encoded"]),
    (404, &["InvalidSubnetID", "DescribeSubnets", "SubnetId"]),
    (405, &["ContainerStateExited", "--read-only", "scf_bootstrap", "755", "0.0.0.0", "X-Scf-Message"]),
    (406, &["6 MB", "128 KB", "COS"]),
    (407, &["6 MB", "body size is too long", "4 KB"]),
    (410, &["InsufficientBalance", "24", "AvailableStatus"]),
    (429, &["500", "100", "10,000"]),
    (430, &["user code exception caught", "1,024", "512 MB", "UserFunctionExecError"]),
    (432, &["128,000 MB", "64,000 MB", "12,800 MB", "concurrency exceeded reserved quota", "ReservedMem"]),
    (433, &["Invoking task timed out after 3 seconds", "900", "24", "callbackWaitsForEmptyEventLoop"]),
    (434, &["Task memory exceeded 128 MB", "3,072 MB", "120 GB", "-Xmx"]),
    (435, &["FUNCTION_NOT_FOUND", "ListFunctions", "default"]),
    (436, &["RequestResponse", "1,024", "InvocationType"]),
    (437, &["未找到函数执行入口文件", "index.main_handler", "zip -r", "package.Class::method"]),
    (438, &["CreateFailed", "StatusReasons", "FailedOperation.FunctionStatusError"]),
    (439, &["Process exited before completing request", "process.exit", "[PLATFORM] Signal"]),
    (441, &["SCF_QcsRole", "QcloudAccessForScfRole", "not authorized to perform operation"]),
    (442, &["'$LATEST'", "$DEFAULT", "ListVersionByFunction", "ListAliases"]),
    (443, &["has no attribute 'main_handler'", "ReloadFail: Bootstrap not executable", "ERR_REQUIRE_ESM"]),
    (444, &["1 GiB", "--platform linux/amd64", "RegistryId", "docker manifest inspect"]),
    (445, &["ENTRYPOINT", "exec format error", "executable file not found in $PATH"]),
    (446, &["9000", "3–300 s", "context deadline exceeded", "0.0.0.0", "/proc/net/tcp", "ImagePort"]),
    (447, &["1 GiB", "ContainerImageAccelerate", "PullCode", "300 s"]),
    (449, &["6144", "UseGpu", "FailedOperation.InsufficientResources"]),
    (450, &["Coldstart: 236ms (PullCode: 70ms InitRuntime: 8ms InitFunction: 158ms)", "500 MB", "/runtime/init/ready"]),
    (455, &["256 KB", "128 KB/s", "433"]),
    (456, &["1000", "1010", "1011", "439"]),
    (499, &["TerminateAsyncEvent", "GraceShutdown", "504", "kRequestCanceled"]),
    (500, &["InternalError", "RequestId"]),
];

#[test]
fn every_code_of_the_page_has_its_facts_in_both_languages() {
    let catalogue = embedded::catalogue();
    assert_eq!(catalogue.codes().len(), GIVEN.len());
    let mut missing = Vec::new();
    for (number, strings) in GIVEN {
        let code = catalogue.code(*number).unwrap();
        for lang in [Lang::En, Lang::Zh] {
            let page = explain::code(&catalogue, &Facts::default(), code, lang, explain::Extent::Whole).to_text();
            let given =
                format!("{page}\n{}", json::document(&json::explained(&catalogue, &Facts::default(), code, lang)));
            let plain = given.replace("\\\"", "\"");
            missing.extend(
                strings.iter().filter(|text| !plain.contains(**text)).map(|text| format!("{number} {lang:?}: {text}")),
            );
        }
        assert!(!code.detail.open().links.is_empty(), "{number} has no link");
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn only_what_a_source_states_is_said_to_be_recycled_and_403_is_domestic() {
    let catalogue = embedded::catalogue();
    for number in [433, 434, 439] {
        assert_eq!(catalogue.code(number).unwrap().instance, scf_tui::catalogue::Instance::Recycled, "{number}");
    }
    let domestic: Vec<u16> =
        catalogue.codes().iter().filter(|code| code.domestic_only).map(|code| code.number).collect();
    assert_eq!(domestic, [403]);
}

#[test]
fn every_symptom_and_code_has_causes_with_a_fix() {
    let catalogue = embedded::catalogue();
    assert_eq!(catalogue.symptoms().len(), 31);
    for (_, cause) in catalogue.causes() {
        let remedy = cause.remedy.open();
        assert!(!remedy.fix.is_empty() && remedy.verify.is_some() && !remedy.sources.is_empty(), "{}", cause.slug);
    }
}

#[test]
fn every_question_tells_how_to_find_out() {
    for (_, question) in embedded::catalogue().questions() {
        assert!(!question.hints.open().find_out.is_empty(), "{}", question.slug);
    }
}

/// What was read, apart from the catalogue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Book {
    causes: BTreeMap<u16, Vec<String>>,
    questions: BTreeMap<String, Vec<String>>,
    symptoms: BTreeMap<String, Vec<u16>>,
    limits: Vec<String>,
    states: Vec<String>,
    fields: Vec<String>,
}

fn book() -> Book {
    serde_yaml::from_str(include_str!("../data/book.yaml")).unwrap()
}

#[test]
fn every_cause_question_and_symptom_that_was_read_is_there() {
    let (catalogue, book) = (embedded::catalogue(), book());
    let mut missing = Vec::new();
    for (number, slugs) in &book.causes {
        let causes = &catalogue.code(*number).unwrap().causes;
        let listed: Vec<&str> = causes.iter().map(|id| &*catalogue.cause(*id).slug).collect();
        missing.extend(
            slugs.iter().filter(|slug| !listed.contains(&slug.as_str())).map(|slug| format!("{number} {slug}")),
        );
    }
    assert_eq!(book.causes.len(), catalogue.codes().len());
    for (row, slugs) in &book.questions {
        let there = |slug: &&String| catalogue.questions().any(|(_, question)| *question.slug == *slug.as_str());
        missing.extend(slugs.iter().filter(|slug| !there(slug)).map(|slug| format!("{row} {slug}")));
    }
    // every row of the map of decisions, without a gap
    for (letter, rows) in [
        ('A', 1..=13),
        ('S', 1..=8),
        ('P', 1..=8),
        ('I', 1..=15),
        ('I', 20..=27),
        ('L', 1..=12),
        ('L', 20..=21),
        ('R', 1..=19),
        ('E', 1..=11),
    ] {
        let told = rows.map(|row| format!("{letter}{row}"));
        missing.extend(told.filter(|row| !book.questions.contains_key(row)));
    }
    for (slug, codes) in &book.symptoms {
        assert_eq!(&catalogue.symptom(slug).unwrap().codes, codes, "{slug}");
    }
    assert_eq!(book.symptoms.len(), catalogue.symptoms().len());
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The verdict on a cause of which nothing is known.
fn verdict(catalogue: &Catalogue, cause: CauseId, lang: Lang) -> String {
    let session = Session::new(Start::Open);
    let standing = Standing { cause, grade: Grade::Possible, missing: Vec::new(), failed: false };
    let diagnosis = Diagnosis { causes: vec![standing], ..diagnose(catalogue, &session) };
    case::verdict(Case { catalogue, session: &session, diagnosis: &diagnosis, lang }).to_text()
}

#[test]
fn every_limit_state_and_field_that_was_read_is_told_in_both_languages() {
    let (catalogue, book) = (embedded::catalogue(), book());
    for lang in [Lang::En, Lang::Zh] {
        let facts = Facts::default();
        let codes = catalogue.codes().iter();
        let codes = codes.map(|code| explain::code(&catalogue, &facts, code, lang, explain::Extent::Whole).to_text());
        let causes = catalogue.causes().map(|(id, _)| verdict(&catalogue, id, lang));
        let hints = catalogue.questions().flat_map(|(_, question)| question.hints.open().find_out);
        let hints = hints.map(|step| format!("{} {:?} {:?}", step.text.of(lang), step.run, step.show));
        let told = codes.chain(causes).chain(hints).collect::<Vec<_>>().join("\n");
        let read = book.limits.iter().chain(&book.states).chain(&book.fields);
        let missing: Vec<&String> = read.filter(|text| !text.split('|').any(|form| told.contains(form))).collect();
        assert!(missing.is_empty(), "{lang:?}: {missing:?}");
    }
}
