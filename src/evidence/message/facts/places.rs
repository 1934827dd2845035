//! Where a function is: its region, namespace and name, out of resource names, hosts, headers and options. Only what is
//! written as a region of this cloud counts, and no member of data: an event names the regions of other things.

use std::ops::Range;

use crate::evidence::keys::{self, Written};
use crate::matching::phrase::is_edge;

/// How regions begin.
const REGIONS: [&str; 4] = ["ap-", "na-", "eu-", "sa-"];
/// Parts by which other clouds name their regions.
const COMPASS: [&str; 5] = ["north", "south", "east", "west", "central"];

/// Ends of hosts with the region before them.
const HOSTS: [&str; 2] = [".tencentscf.com", ".app.tcloudbase.com"];
/// The host of the interface of functions, with the region between the two.
const API: (&str, &str) = ("scf.", ".tencentcloudapi.com");

/// Names before a region, which are nobody else's: headers, options, members of the platform's own records.
const NAMES: [&str; 6] = ["x-scf-region", "x-tc-region", "--region", "scf_region", "tencentcloud_region", "cosregion"];
/// A name that data has too: it counts where a person or an interface writes it, without quotes or with a capital.
const SHARED: &str = keys::FUNCTION_REGION.name();

/// The resource of a function: `qcs::scf:ap-shanghai:uin/1:namespace/default/function/demo`.
const RESOURCE: &str = "qcs::scf:";

/// What a text says of the place of the function, the surest first. `capital` tells whether the original has a capital at
/// a place.
pub(super) fn all(text: &str, capital: impl Fn(usize) -> bool) -> Vec<(Written, Range<usize>)> {
    let mut facts = resource(text);
    let found = by_name(text, &NAMES, |_| true)
        .or_else(|| by_host(text))
        .or_else(|| by_name(text, &[SHARED], |at| capital(at) || !text[..at].ends_with(['"', '\'', '_', '.'])));
    facts.extend(found.map(|at| (keys::FUNCTION_REGION, at)));
    facts
}

/// What the resource name of a function holds.
fn resource(text: &str) -> Vec<(Written, Range<usize>)> {
    let mut facts = Vec::new();
    let Some(at) = text.find(RESOURCE) else { return facts };
    let start = at + RESOURCE.len();
    let whole = &text[start..start + text[start..].find([' ', ')', '"', '\n', ',']).unwrap_or(text.len() - start)];
    facts.extend(region(text, start).map(|at| (keys::FUNCTION_REGION, at)));
    for (name, fact) in [("namespace/", keys::NAMESPACE), ("function/", keys::FUNCTION)] {
        let Some(at) = whole.find(name) else { continue };
        let from = at + name.len();
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let length = whole[from..].find(|c| !part(c)).unwrap_or(whole.len() - from);
        if length > 0 {
            facts.push((fact, start + from..start + from + length));
        }
    }
    facts
}

fn by_name(text: &str, names: &[&str], counts: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    names.iter().find_map(|name| {
        text.match_indices(name).find_map(|(at, _)| {
            let whole = is_edge(text, at) && is_edge(text, at + name.len()) && counts(at);
            let behind = &text[at + name.len()..];
            let loose = behind.bytes().take_while(|byte| matches!(byte, b' ' | b':' | b'=' | b'"' | b'\'')).count();
            (whole && loose > 0).then(|| region(text, at + name.len() + loose)).flatten()
        })
    })
}

fn by_host(text: &str) -> Option<Range<usize>> {
    let label = |end: usize| {
        let start = text[..end].rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).map_or(0, |at| at + 1);
        region(text, start).filter(|at| at.end == end)
    };
    let hosts = HOSTS.iter().find_map(|host| text.match_indices(host).find_map(|(at, _)| label(at)));
    hosts.or_else(|| {
        let found = text.match_indices(API.1).find_map(|(at, _)| label(at));
        found.filter(|at| text[..at.start].ends_with(API.0))
    })
}

/// The region that begins at `at`, as this cloud writes them: `ap-shanghai`, `na-siliconvalley`, `ap-shenzhen-fsi`.
fn region(text: &str, at: usize) -> Option<Range<usize>> {
    let behind = text.get(at..)?;
    let length = behind.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(behind.len());
    let name = &behind[..length];
    let rest = REGIONS.iter().find_map(|begin| name.strip_prefix(begin))?;
    let sound = rest.split('-').all(|part| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_lowercase()));
    let others = COMPASS.iter().any(|part| rest.starts_with(part));
    (sound && !others).then_some(at..at + length)
}

#[cfg(test)]
mod tests {
    use super::all;

    #[test]
    fn a_region_is_written_as_one_and_stands_where_the_function_is_named() {
        for (text, expected) in [
            ("region: ap-guangzhou", vec!["region=ap-guangzhou"]),
            ("x-scf-region: na-siliconvalley", vec!["region=na-siliconvalley"]),
            ("tccli scf invoke --region ap-shenzhen-fsi", vec!["region=ap-shenzhen-fsi"]),
            ("region: us-east-1", vec![]),
            ("region: ap-southeast-1", vec![]),
            ("region: eu-west-1", vec![]),
            ("region: zh-cn", vec![]),
            ("{\"region\":\"ap-beijing\"}", vec![]),
            ("{\"region\":\"sh\",\"cosregion\":\"ap-shanghai\"}", vec!["region=ap-shanghai"]),
            ("get https://1300000000-9k2xq7ab1c.ap-guangzhou.tencentscf.com/ 446", vec!["region=ap-guangzhou"]),
            ("http://1300000000-9k2xq7ab1c.in.ap-beijing.tencentscf.com/", vec!["region=ap-beijing"]),
            ("https://shop-1300000000.ap-shanghai.app.tcloudbase.com/a", vec!["region=ap-shanghai"]),
            ("https://scf.eu-frankfurt.tencentcloudapi.com", vec!["region=eu-frankfurt"]),
            ("https://cvm.eu-frankfurt.tencentcloudapi.com", vec![]),
            ("https://service-a.gz.apigw.tencentcs.com", vec![]),
            (
                "resource (qcs::scf:ap-shanghai:uin/1:namespace/shop-2g/function/mip-login) has",
                vec!["region=ap-shanghai", "namespace=shop-2g", "function=mip-login"],
            ),
            ("resource (qcs::scf:ap-shanghai:uin/1:namespace/*/function/*)", vec!["region=ap-shanghai"]),
            ("qcs::tcb:ap-shanghai:uin/1:env/a", vec![]),
        ] {
            let told: Vec<String> =
                all(text, |_| false).into_iter().map(|(fact, at)| format!("{}={}", fact.name(), &text[at])).collect();
            assert_eq!(told, expected, "{text}");
        }
        assert_eq!(all("\"region\":\"ap-beijing\"", |_| true).len(), 1, "with a capital it is a parameter");
    }
}
