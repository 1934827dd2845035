//! The format of a catalogue file as JSON Schema, so that an editor completes and checks while one writes.

use serde_json::{Map, Value, json};

use crate::fact::Unit;

/// The schema, draft 2020-12. What it allows may still be faulty: names that lead nowhere are found by
/// `scf-tui catalogue check` alone.
#[must_use]
pub fn schema() -> Value {
    let definitions = [
        ("text", text()),
        ("scalar", json!({"type": ["string", "number", "boolean"]})),
        ("name", json!({"anyOf": [{"type": ["string", "number"]}, reference("text")]})),
        ("step", object(&["text"], step_fields())),
        ("fix", object(&["text"], step_fields().into_iter().chain([("id", described(string(), FIX_ID))]))),
        ("fact", fact()),
        ("source", source()),
        ("code", code()),
        ("retry", object(&["hand", "sync", "async"], ["hand", "sync", "async"].map(|name| (name, reference("text"))))),
        ("limit", object(&["name", "value"], [("name", reference("text")), ("value", reference("name"))])),
        ("cause", cause()),
        ("stopgap", object(&["text", "cost"], step_fields().into_iter().chain([("cost", reference("text"))]))),
        ("condition", condition()),
        ("question", question()),
        ("answer", object(&["id"], [("id", reference("scalar")), ("label", reference("text"))])),
        ("group", group()),
        ("node", node()),
        ("symptom", symptom()),
        ("reference", table()),
        ("sum", sum()),
        ("pattern", pattern()),
        ("foreign", foreign()),
        ("row", object(&["name", "text"], step_fields().into_iter().chain([("name", reference("name"))]))),
    ];
    let definitions: Map<String, Value> =
        definitions.map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
    let mut schema = object(&[], sections());
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("scf-tui catalogue");
    schema["$defs"] = Value::Object(definitions);
    schema
}

type Field = (&'static str, Value);

fn sections() -> [Field; 12] {
    let mapping = |of| json!({"type": "object", "additionalProperties": reference(of)});
    [
        ("facts", mapping("fact")),
        ("sources", mapping("source")),
        ("codes", list("code")),
        ("causes", list("cause")),
        ("questions", list("question")),
        ("guide", list("group")),
        ("symptoms", list("symptom")),
        ("references", list("reference")),
        ("sums", list("sum")),
        (
            "lists",
            described(
                json!({"type": "object", "additionalProperties": strings()}),
                "Words that phrases name as <name>",
            ),
        ),
        ("patterns", list("pattern")),
        ("foreign", list("foreign")),
    ]
}

fn text() -> Value {
    let language = || json!({"type": "string", "minLength": 1});
    described(object(&["en", "zh"], [("en", language()), ("zh", language())]), "One text in both languages")
}

fn step_fields() -> [Field; 3] {
    [
        ("text", reference("text")),
        ("run", described(string(), "A shell command; %{key} stands for the user's own value of a fact")),
        ("show", described(string(), "The content of a file, or a code sample")),
    ]
}

/// What the id of a step of a fix is for.
const FIX_ID: &str = "What the step is known by within its cause, such as in a case that was kept; else the first six words of the English text";

fn fact() -> Value {
    let values = json!({"type": "object", "minProperties": 1, "additionalProperties": reference("text")});
    let evidence = json!({"enum": ["log", "function", "package", "image", "event", "port"]});
    object(
        &["label"],
        [
            ("label", reference("text")),
            ("type", json!({"enum": ["flag", "amount", "code", "text", "word"]})),
            ("values", described(values, "The closed list of a word; other types have none")),
            ("unit", json!({"enum": Unit::ALL.map(|(_, word)| word)})),
            ("placeholder", described(reference("scalar"), "Stands in commands while nobody knows the value")),
            ("from", described(array(evidence), "The evidence that can tell it")),
        ],
    )
}

fn source() -> Value {
    object(
        &["title"],
        [
            ("title", reference("text")),
            ("url", reference("text")),
            ("read", described(string(), "The date of the text that was read: YYYY-MM-DD")),
        ],
    )
}

fn code() -> Value {
    let phases = json!({"enum": ["ok", "admission", "scheduling", "pull", "load", "init", "run", "response", "cancelled", "platform"]});
    let faults = json!({"enum": ["caller", "code", "config", "quota", "billing", "permission", "platform"]});
    object(
        &["code", "name", "title", "phase", "fault", "instance", "retry", "meaning", "causes"],
        [
            ("code", number()),
            ("name", string()),
            ("also", described(strings(), "Other names it was given")),
            ("title", described(reference("text"), "Short: fits 40 columns")),
            ("phase", phases),
            ("fault", array(faults)),
            ("instance", json!({"enum": ["recycled", "kept", "not_stated"]})),
            ("retry", reference("retry")),
            ("unlike", described(reference("text"), "What sets it apart from another code of the same name")),
            ("meaning", described(reference("text"), "What happened, in two to four sentences")),
            ("messages", described(strings(), "Texts as they occur; N stands for a number")),
            ("limits", list("limit")),
            ("notes", list("text")),
            ("causes", described(strings(), "Ids of causes, most likely first")),
            ("first", described(strings(), "Ids of questions to ask before all others")),
            ("references", strings()),
            ("related", array(number())),
            ("links", described(strings(), "Keys of sources, the official page first")),
            ("sources", strings()),
            ("words", described(list("scalar"), "More words to find it by")),
            ("domestic_only", json!({"type": "boolean"})),
        ],
    )
}

fn cause() -> Value {
    object(
        &["id", "title", "because", "fix"],
        [
            ("id", string()),
            ("title", described(reference("text"), "What is wrong, as a statement")),
            ("because", described(reference("text"), "Why this produces the code")),
            ("confirmed", described(reference("condition"), "Facts that decide it")),
            ("likely", described(reference("condition"), "Facts that speak for it")),
            (
                "ruled_out",
                described(reference("condition"), "Facts that exclude it; else what makes `confirmed` impossible"),
            ),
            ("fix", list("fix")),
            ("verify", reference("step")),
            ("undo", reference("step")),
            ("stopgap", reference("stopgap")),
            ("unlike", described(list("text"), "Not this, if …")),
            ("codes", described(array(number()), "Codes to list it under, last")),
            ("sources", strings()),
        ],
    )
}

fn condition() -> Value {
    let comparison = json!({
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {"at_least": reference("scalar"), "below": reference("scalar")},
        "additionalProperties": false,
    });
    json!({"anyOf": [
        {"const": "never"},
        {
            "type": "object",
            "minProperties": 1,
            "properties": {"all": list("condition"), "any": list("condition"), "not": reference("condition")},
            "additionalProperties": {"anyOf": [reference("scalar"), list("scalar"), comparison]},
        },
    ]})
}

fn question() -> Value {
    let answers = json!({"type": "array", "items": reference("answer"), "maxItems": 9});
    object(
        &["id", "fact", "ask", "why", "effort"],
        [
            ("id", string()),
            ("fact", described(string(), "The fact that the answer settles; one question a fact")),
            ("ask", reference("text")),
            ("why", described(reference("text"), "What the answer separates")),
            ("find_out", described(list("step"), "The quickest way first")),
            ("effort", json!({"enum": ["seconds", "minutes", "redeploy", "rights"]})),
            ("answers", answers),
        ],
    )
}

fn group() -> Value {
    object(&["group", "title", "ask"], [("group", string()), ("title", reference("text")), ("ask", list("node"))])
}

fn node() -> Value {
    let branches = json!({"type": "object", "additionalProperties": list("node")});
    json!({"anyOf": [
        {"type": "string"},
        {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": branches},
    ]})
}

fn symptom() -> Value {
    object(
        &["id", "title", "codes", "causes"],
        [
            ("id", string()),
            ("title", described(reference("text"), "In the words of the person who has it")),
            ("words", list("scalar")),
            ("codes", array(number())),
            ("causes", strings()),
            ("first", strings()),
        ],
    )
}

fn table() -> Value {
    let fields = [("id", string()), ("title", reference("text")), ("intro", reference("text")), ("rows", list("row"))];
    object(&["id", "title", "rows"], fields)
}

fn sum() -> Value {
    let states = || json!({"type": "object", "additionalProperties": reference("scalar")});
    let terms = "A fact, an amount with its unit, or several joined by ` * ` and ` + `";
    object(
        &["id", "label", "value", "limit"],
        [
            ("id", string()),
            ("label", reference("text")),
            ("value", described(reference("scalar"), terms)),
            ("limit", described(reference("scalar"), terms)),
            ("gives", described(string(), "The fact that the value itself becomes")),
            ("when", described(reference("condition"), "Where the limit counts; else always")),
            ("equal", json!({"enum": ["over", "within"]})),
            ("over", described(states(), "Facts that follow where the value is over the limit")),
            ("below", described(states(), "Facts that follow where it is not")),
        ],
    )
}

const PHRASES: &str = "Words in any case, with any blanks and quotes or none between them. A colon asks for one; … skips words of the line; \
                       {n}, {code}, {key} and <list> stand for what is found there; * at the end lets the word go on";

fn pattern() -> Value {
    let facts = json!({"type": "object", "additionalProperties": reference("scalar")});
    object(
        &["id", "any", "match_examples", "near_miss"],
        [
            ("id", string()),
            ("any", described(strings(), PHRASES)),
            ("codes", described(array(number()), "Most likely first; with {code}: those that it may take")),
            ("certainty", json!({"enum": ["high", "medium", "low"]})),
            (
                "undecided",
                described(
                    json!({"type": "boolean"}),
                    "The words belong to all of the codes alike; the note says how to tell",
                ),
            ),
            ("distinct", described(json!({"type": "boolean"}), "Nobody else says so: counts in a text of others too")),
            ("facts", described(facts, "Facts that follow")),
            ("near", described(strings(), "One of these stands in the text too")),
            ("unless", described(strings(), "None of these stands in the text")),
            ("note", described(reference("text"), "How to tell the codes from each other")),
            ("match_examples", described(strings(), "Texts that it must find")),
            ("near_miss", described(strings(), "Texts that it must not find")),
        ],
    )
}

fn foreign() -> Value {
    object(
        &["id", "name", "any", "match_examples", "near_miss"],
        [
            ("id", string()),
            ("name", described(reference("text"), "Whose texts these are")),
            ("any", described(strings(), PHRASES)),
            ("unless", strings()),
            ("match_examples", strings()),
            ("near_miss", strings()),
        ],
    )
}

/// A mapping with these keys and no others.
fn object(required: &[&str], fields: impl IntoIterator<Item = Field>) -> Value {
    let properties: Map<String, Value> = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    json!({"type": "object", "required": required, "properties": properties, "additionalProperties": false})
}

fn described(mut value: Value, description: &str) -> Value {
    value["description"] = json!(description);
    value
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn list(of: &str) -> Value {
    array(reference(of))
}

fn array(items: Value) -> Value {
    let mut array = json!({"type": "array"});
    array["items"] = items;
    array
}

fn strings() -> Value {
    array(string())
}

fn string() -> Value {
    json!({"type": "string"})
}

fn number() -> Value {
    json!({"type": "integer", "minimum": 0, "maximum": u16::MAX})
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::schema;
    use crate::catalogue::load::source;

    /// The names that the reader of catalogues says it expects where it meets `zz`.
    fn expected_by_the_reader(yaml: &str) -> Vec<String> {
        let fault = source::parse(yaml).err().unwrap_or_else(|| panic!("{yaml} is accepted"));
        let (_, names) = fault.what().split_once("expected ").unwrap_or_else(|| panic!("{yaml}: {}", fault.what()));
        let mut names: Vec<String> = names.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        names.sort();
        names
    }

    fn sorted(mut names: Vec<String>) -> Vec<String> {
        names.sort();
        names
    }

    #[test]
    fn the_schema_names_the_keys_that_the_reader_accepts() {
        let schema = schema();
        for (yaml, place) in [
            ("zz: 1", ""),
            ("facts: {a: {zz: 1}}", "/$defs/fact"),
            ("sources: {a: {zz: 1}}", "/$defs/source"),
            ("codes: [{zz: 1}]", "/$defs/code"),
            ("codes: [{title: {zz: 1}}]", "/$defs/text"),
            ("codes: [{retry: {zz: 1}}]", "/$defs/retry"),
            ("codes: [{limits: [{zz: 1}]}]", "/$defs/limit"),
            ("causes: [{zz: 1}]", "/$defs/cause"),
            ("causes: [{fix: [{zz: 1}]}]", "/$defs/fix"),
            ("causes: [{verify: {zz: 1}}]", "/$defs/step"),
            ("causes: [{stopgap: {zz: 1}}]", "/$defs/stopgap"),
            ("questions: [{zz: 1}]", "/$defs/question"),
            ("questions: [{answers: [{zz: 1}]}]", "/$defs/answer"),
            ("guide: [{zz: 1}]", "/$defs/group"),
            ("symptoms: [{zz: 1}]", "/$defs/symptom"),
            ("references: [{zz: 1}]", "/$defs/reference"),
            ("sums: [{zz: 1}]", "/$defs/sum"),
            ("patterns: [{zz: 1}]", "/$defs/pattern"),
            ("foreign: [{zz: 1}]", "/$defs/foreign"),
            ("references: [{rows: [{zz: 1}]}]", "/$defs/row"),
        ] {
            let properties = schema.pointer(&format!("{place}/properties")).and_then(Value::as_object);
            let names = properties.map(|properties| properties.keys().cloned().collect()).unwrap_or_default();
            assert_eq!(sorted(names), expected_by_the_reader(yaml), "{yaml}");
        }
    }

    #[test]
    fn the_schema_lists_the_words_that_the_reader_accepts() {
        let schema = schema();
        for (yaml, place) in [
            ("codes: [{phase: zz}]", "/$defs/code/properties/phase"),
            ("codes: [{fault: [zz]}]", "/$defs/code/properties/fault/items"),
            ("codes: [{instance: zz}]", "/$defs/code/properties/instance"),
            ("sums: [{equal: zz}]", "/$defs/sum/properties/equal"),
            ("patterns: [{certainty: zz}]", "/$defs/pattern/properties/certainty"),
            ("questions: [{effort: zz}]", "/$defs/question/properties/effort"),
            ("facts: {a: {type: zz}}", "/$defs/fact/properties/type"),
        ] {
            let words = schema.pointer(&format!("{place}/enum")).and_then(Value::as_array).cloned().unwrap_or_default();
            let words = words.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            assert_eq!(sorted(words), expected_by_the_reader(yaml), "{yaml}");
        }
    }

    #[test]
    fn what_the_schema_requires_the_reader_requires() {
        let schema = schema();
        let holders = [
            ("fact", "facts"),
            ("source", "sources"),
            ("code", "codes"),
            ("cause", "causes"),
            ("question", "questions"),
            ("group", "guide"),
            ("symptom", "symptoms"),
            ("reference", "references"),
            ("sum", "sums"),
            ("pattern", "patterns"),
            ("foreign", "foreign"),
        ];
        for (name, section) in holders {
            let whole = least(&schema, &schema["$defs"][name]);
            let wrap = |entry: &Value| match section {
                "facts" | "sources" => json!({section: {"a": entry}}).to_string(),
                _ => json!({section: [entry]}).to_string(),
            };
            assert_eq!(source::parse(&wrap(&whole)).err(), None, "{name}");
            for key in whole.as_object().map(Map::keys).into_iter().flatten() {
                let mut lacking = whole.clone();
                lacking.as_object_mut().map(|map| map.remove(key));
                let fault = source::parse(&wrap(&lacking)).err().unwrap_or_else(|| panic!("{name} without {key}"));
                assert!(fault.what().contains(&format!("missing field `{key}`")), "{name}: {}", fault.what());
            }
        }
    }

    /// The least value that a part of the schema allows.
    fn least(schema: &Value, part: &Value) -> Value {
        if let Some(reference) = part["$ref"].as_str() {
            return least(schema, schema.pointer(&reference[1..]).unwrap_or(&Value::Null));
        }
        if let Some(word) = part["enum"].get(0) {
            return word.clone();
        }
        match part["type"].as_str() {
            Some("object") => {
                let required = part["required"].as_array().cloned().unwrap_or_default();
                let fields = required.iter().filter_map(Value::as_str);
                fields.map(|name| (name.to_owned(), least(schema, &part["properties"][name]))).collect()
            }
            Some("array") => json!([]),
            Some("integer") => json!(1),
            _ => json!("x"),
        }
    }
}
