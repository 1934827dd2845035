//! The format of a catalogue file as JSON Schema, so that an editor completes and checks while one writes.

use serde_json::{Map, Value, json};

use crate::fact::Unit;

/// The schema, draft 2020-12. What it allows may still be faulty: names that lead nowhere are found by
/// `scf-tui catalogue check` alone.
#[must_use]
pub fn schema() -> Value {
    let definitions: Map<String, Value> = definitions()
        .into_iter()
        .map(|(name, definition, description)| (name.to_owned(), described(definition, description)))
        .collect();
    let mut schema = described(object(&[], sections()), "A catalogue of scf-tui; every section may be left out");
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("scf-tui catalogue");
    schema["$defs"] = Value::Object(definitions);
    schema
}

/// A key of a mapping: its name, what it holds, and what that is for.
type Field = (&'static str, Value, &'static str);

fn definitions() -> [Field; 25] {
    [
        ("text", text(), "A text: in both languages, or in one, which then stands for both"),
        ("scalar", json!({"type": ["string", "number", "boolean"]}), "A word, a number, yes or no"),
        ("step", object(&["text"], step_fields()), "One thing to do"),
        ("fix", object(&["text"], step_fields().into_iter().chain([("id", string(), FIX_ID)])), "A step of a fix"),
        ("fact", fact(), "A word of the vocabulary: what can be known of a case"),
        ("source", source(), "A page or work that something was read in"),
        ("code", code(), "A status code"),
        ("retry", retry(), "Whether repeating helps, by way of repeating"),
        ("limit", limit(), "A number that bears on a code"),
        ("unexplained", unexplained(), "Answers after which no cause is left"),
        ("cause", cause(), "What may be wrong, how facts grade it, and how it is repaired"),
        ("stopgap", stopgap(), "What stops the bleeding meanwhile, and what it costs"),
        ("condition", condition(), "True when each of its lines is true; unknown where a fact is"),
        ("question", question(), "What is asked to settle a fact"),
        ("answer", answer(), "A value of the fact that can be chosen"),
        ("group", group(), "A part of the guide: a tree of questions"),
        ("node", node(), "The id of a question, or that id with more questions under its answers"),
        ("symptom", symptom(), "Where a person without a status code begins"),
        ("reference", table(), "A table that belongs to several codes"),
        ("sum", sum(), "Arithmetic: a value against a limit, and which facts follow"),
        ("pattern", pattern(), "Words of a message: which codes they speak for, which facts they state"),
        ("foreign", foreign(), "Someone else whose errors look alike"),
        ("row", row(), "A line of a table"),
        ("follow_up", follow_up(), "A step that several fixes end with"),
        ("note", note(), "Something to add to a code or a cause that exists"),
    ]
}

fn sections() -> [Field; 16] {
    let mapping = |of| json!({"type": "object", "additionalProperties": reference(of)});
    let lists = json!({"type": "object", "additionalProperties": strings()});
    [
        ("facts", mapping("fact"), "The vocabulary, by key; dots make families"),
        ("sources", mapping("source"), "What was read, by a short key"),
        ("codes", list("code"), "Status codes; a number that exists is replaced whole"),
        ("causes", list("cause"), "Causes; an id that exists is replaced whole"),
        ("follow_ups", list("follow_up"), "Steps that several fixes end with; an id that exists is replaced"),
        ("questions", list("question"), "Questions; one for each fact"),
        ("guide", list("group"), "The order of asking; a group or node that exists is added to"),
        ("symptoms", list("symptom"), "What a person sees who has no code"),
        ("references", list("reference"), "Tables that belong to several codes"),
        ("sums", list("sum"), "Arithmetic over facts; the first that states a fact counts"),
        ("synonyms", array(strings()), "Words and short phrases that mean the same to a search, in both languages"),
        ("common", strings(), "Words that stand in every other query and say little in it"),
        ("lists", lists, "Words that phrases name as <name>"),
        ("patterns", list("pattern"), "The words of messages; of equally sure ones the first counts"),
        ("foreign", list("foreign"), "Others whose errors look alike"),
        ("notes", list("note"), "What is added to codes and causes without writing them anew"),
    ]
}

fn text() -> Value {
    let language = || json!({"type": "string", "minLength": 1});
    let mut text =
        object(&[], [("en", language(), "English"), ("zh", language(), "Simplified Chinese; no copy of the other")]);
    text["type"] = json!(["object", "string", "number"]);
    text["minProperties"] = json!(1);
    text["minLength"] = json!(1);
    text
}

fn note() -> Value {
    let fields = [
        ("to", reference("scalar"), "A status code, or the id of a cause"),
        ("note", reference("text"), "What to add; it is shown with the name of the file"),
    ];
    object(&["to", "note"], fields)
}

fn step_fields() -> [Field; 7] {
    let by_runtime =
        || json!({"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]});
    [
        ("text", reference("text"), "What to do"),
        (
            "run",
            by_runtime(),
            "A shell command, or one for each beginning of the names of runtimes; %{key} stands for the user's own value of a fact, %{NAME} for what only the reader has",
        ),
        ("powershell", string(), "The same command for PowerShell on Windows"),
        ("show", by_runtime(), "The content of a file, or a code sample, or one for each runtime; holes as in run"),
        ("when", reference("condition"), "Told unless the facts make this false"),
        ("runtime", strings(), "How the names of the runtimes begin that the step is for; without it, all"),
        ("fixed", string(), "Why a number that the command sets is right whatever the function has"),
    ]
}

fn follow_up() -> Value {
    let own = [
        ("id", string(), "What the step is known by"),
        ("after", strings(), "Words of commands; a fix with one of them ends with this step"),
    ];
    object(&["id", "after", "text"], step_fields().into_iter().chain(own))
}

/// A kind of evidence, as far as it can tell facts.
fn evidence() -> Value {
    json!({"enum": ["log", "function", "package", "image", "event", "port"]})
}

/// What the id of a step of a fix is for.
const FIX_ID: &str = "What the step is known by within its cause, such as in a case that was kept; else the first six words of the English text";

fn fact() -> Value {
    let values = json!({"type": "object", "minProperties": 1, "additionalProperties": reference("text")});

    object(
        &["label"],
        [
            ("label", reference("text"), "What it is called on a screen"),
            ("type", json!({"enum": ["flag", "amount", "code", "text", "word"]}), "Which values it takes; else a word"),
            ("values", values, "The closed list of a word; other types have none"),
            ("several", strings(), "Those of them that can hold beside one another"),
            ("unit", json!({"enum": Unit::ALL.map(|(_, word)| word)}), "The usual unit of an amount"),
            ("placeholder", reference("scalar"), "Stands in commands while nobody knows the value"),
            ("from", array(evidence()), "The evidence that can tell it"),
            ("sets", string(), "The option of a command that sets it: no command sets it to a number of its own"),
            ("at_most", reference("scalar"), "The most that an amount can be"),
        ],
    )
}

fn source() -> Value {
    object(
        &["title"],
        [
            ("title", reference("text"), "What it is called"),
            ("url", reference("text"), "Its address, https; repositories and engineering knowledge have none"),
            ("read", string(), "The date of the text that was read: YYYY-MM-DD"),
        ],
    )
}

fn code() -> Value {
    let phases = json!({"enum": ["ok", "admission", "scheduling", "pull", "load", "init", "run", "response", "cancelled", "platform"]});
    let faults = json!({"enum": ["caller", "code", "config", "quota", "billing", "permission", "platform"]});
    object(
        &["code", "name", "title", "phase", "fault", "instance", "retry", "meaning", "causes"],
        [
            ("code", number(), "The number, as in the log's SCF_StatusCode"),
            ("shared", sharing(), "Who else answers with this number: none (as if not written), few, paid, all"),
            ("name", string(), "The official name"),
            ("also", strings(), "Other names it was given"),
            ("title", reference("text"), "What it is; short: fits 40 columns"),
            ("phase", phases, "When in the life of a call it happens; ok where nothing failed"),
            ("fault", array(faults), "Who has to change something"),
            ("instance", json!({"enum": ["recycled", "kept", "not_stated"]}), "What becomes of the instance"),
            ("retry", reference("retry"), "Whether repeating helps"),
            ("unlike", reference("text"), "What sets it apart from another code of the same name"),
            ("meaning", reference("text"), "What happened, in two to four sentences"),
            ("messages", strings(), "Texts as they occur; N stands for a number"),
            ("limits", list("limit"), "Numbers that bear on it"),
            ("unexplained", list("unexplained"), "Answers after which no cause is left, and why that is honest"),
            ("notes", list("text"), "What else one should know"),
            ("causes", strings(), "Ids of causes, most likely first"),
            ("first", strings(), "Ids of questions to ask before all others"),
            ("references", strings(), "Ids of tables to show with it"),
            ("related", array(number()), "Neighbours that are taken for it"),
            ("links", strings(), "Keys of sources to open, the official page first"),
            ("sources", strings(), "Keys of the sources that it was read in; without any, the file itself"),
            ("words", list("scalar"), "More words to find it by"),
            ("domestic_only", flag(), "Stands on the domestic page only"),
        ],
    )
}

fn unexplained() -> Value {
    object(
        &["when", "because"],
        [
            ("when", reference("condition"), "Where no cause is left"),
            ("because", reference("text"), "Why nothing can be concluded, and what to do"),
        ],
    )
}

fn sharing() -> Value {
    json!({"enum": ["none", "few", "paid", "all"]})
}

fn retry() -> Value {
    object(
        &["hand", "sync", "async"],
        [
            ("hand", reference("text"), "A person calls again"),
            ("sync", reference("text"), "A synchronous call"),
            ("async", reference("text"), "An asynchronous call, repeated by the platform"),
        ],
    )
}

fn limit() -> Value {
    object(
        &["name", "value"],
        [("name", reference("text"), "What is limited"), ("value", reference("text"), "To what")],
    )
}

fn cause() -> Value {
    object(
        &["id", "title", "because", "fix"],
        [
            ("id", string(), "Its name in files and for programs"),
            ("title", reference("text"), "What is wrong, as a statement"),
            ("short", reference("text"), "The same for narrow panes and the map, at most 26 cells"),
            ("because", reference("text"), "Why this produces the code"),
            ("confirmed", reference("condition"), "Facts that decide it"),
            ("likely", reference("condition"), "Facts that speak for it"),
            ("ruled_out", reference("condition"), "Facts that exclude it; else what makes `confirmed` impossible"),
            ("fix", list("fix"), "What to do, in order"),
            ("verify", reference("step"), "How to see that it is repaired; every cause needs it"),
            ("undo", reference("step"), "How to take the fix back"),
            ("stopgap", reference("stopgap"), "What stops the bleeding meanwhile"),
            ("unlike", list("text"), "Not this, if …"),
            ("codes", array(number()), "Codes to list it under, last"),
            ("sources", strings(), "Keys of the sources that it was read in; without any, the file itself"),
        ],
    )
}

fn stopgap() -> Value {
    let cost = [("cost", reference("text"), "What one pays for it")];
    object(&["text", "cost"], step_fields().into_iter().chain(cost))
}

fn condition() -> Value {
    let bounds = [
        ("at_least", reference("scalar"), "An amount with its unit, or a fact: this or more"),
        ("below", reference("scalar"), "An amount with its unit, or a fact: less than this"),
    ];
    let mut comparison = object(&[], bounds);
    comparison["minProperties"] = json!(1);
    comparison["maxProperties"] = json!(1);
    let words = [
        ("all", list("condition"), "Each of these is true"),
        ("any", list("condition"), "One of these is true"),
        ("not", reference("condition"), "This is false"),
    ];
    let mut lines = object(&[], words);
    lines["minProperties"] = json!(1);
    lines["additionalProperties"] = json!({"anyOf": [reference("scalar"), list("scalar"), comparison]});
    json!({"anyOf": [{"const": "never"}, lines]})
}

fn question() -> Value {
    let answers = json!({"type": "array", "items": reference("answer"), "maxItems": 9});
    object(
        &["id", "fact", "ask", "why", "effort"],
        [
            ("id", string(), "Its name in files and for programs"),
            ("fact", string(), "The fact that the answer settles; one question a fact"),
            ("ask", reference("text"), "The question"),
            ("why", reference("text"), "What the answer separates"),
            ("find_out", list("step"), "How to find the answer, the quickest way first"),
            ("effort", json!({"enum": ["seconds", "minutes", "redeploy", "rights"]}), "What it takes to answer"),
            ("answers", answers, "What can be chosen; none where the fact is a status code"),
        ],
    )
}

fn answer() -> Value {
    object(
        &["id"],
        [
            ("id", reference("scalar"), "A value of the fact; yes or no for a flag"),
            ("label", reference("text"), "How it is shown; else the label of the value"),
            ("rest", flag(), "None of the other answers: confirms no cause"),
        ],
    )
}

fn group() -> Value {
    object(
        &["group", "title", "ask"],
        [
            ("group", string(), "Its name in files"),
            ("title", reference("text"), "What it is about"),
            ("ask", list("node"), "Its questions, in order"),
        ],
    )
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
            ("id", string(), "Its name in files and for programs"),
            ("title", reference("text"), "In the words of the person who has it"),
            ("words", list("scalar"), "More words to find it by"),
            ("codes", array(number()), "Where to look, most likely first"),
            ("causes", strings(), "What is behind it most of the time, most likely first"),
            ("first", strings(), "Ids of the questions to begin with"),
        ],
    )
}

fn table() -> Value {
    object(
        &["id", "title", "rows"],
        [
            ("id", string(), "Its name in files"),
            ("title", reference("text"), "What it is about"),
            ("intro", reference("text"), "What to know before reading it"),
            ("rows", list("row"), "Its lines"),
        ],
    )
}

fn row() -> Value {
    let own = [
        ("name", reference("text"), "What the line is about"),
        (
            "evidence",
            evidence(),
            "The evidence that it leads to; the guide offers it where it would answer several questions",
        ),
    ];
    object(&["name", "text"], step_fields().into_iter().chain(own))
}

fn sum() -> Value {
    let states = || json!({"type": "object", "additionalProperties": reference("scalar")});
    object(
        &["id", "label", "value", "limit"],
        [
            ("id", string(), "Its name in files"),
            ("label", reference("text"), "What is compared"),
            ("value", reference("scalar"), "A fact, an amount with its unit, or several joined by ` * ` and ` + `"),
            ("limit", reference("scalar"), "The same: what there is"),
            ("gives", string(), "The fact that the value itself becomes"),
            ("when", reference("condition"), "Where the limit counts; else always"),
            ("equal", json!({"enum": ["over", "within"]}), "What equal means; else within"),
            ("over", states(), "Facts that follow where the value is over the limit"),
            ("below", states(), "Facts that follow where it is not"),
            ("ample", states(), "Facts that follow where a quarter of the limit is left at least"),
        ],
    )
}

const PHRASES: &str = "Words in any case, with any blanks and quotes or none between them. A colon asks for one; … skips words of the line; \
                       {n}, {code}, {name}, {key} and <list> stand for what is found there; * at the end lets the word go on";

fn pattern() -> Value {
    let facts = json!({"type": "object", "additionalProperties": reference("scalar")});
    object(
        &["id", "any", "match_examples", "near_miss"],
        [
            ("id", string(), "Its name in files"),
            ("any", strings(), PHRASES),
            (
                "codes",
                array(number()),
                "Most likely first; with {code}: no others, or beside `shared` these as well; where neither stands, every failure",
            ),
            ("shared", array(sharing()), "With {code}: the numbers that are shared so, whatever codes there are"),
            ("certainty", json!({"enum": ["high", "medium", "low"]}), "How sure it is of the first code; else high"),
            ("undecided", flag(), "The words belong to all of the codes alike; the note says how to tell"),
            ("distinct", flag(), "Nobody else says so: counts in a text of others too"),
            ("wrapper", flag(), "Stands around the words of others: counts where nothing else speaks"),
            ("symptom", string(), "The symptom that the words lead to where no code is sure"),
            ("facts", facts, "Facts that follow"),
            ("near", strings(), "One of these stands in the text too"),
            ("unless", strings(), "None of these stands in the text"),
            ("note", reference("text"), "How to tell the codes from each other"),
            ("match_examples", strings(), "Texts that it must find"),
            ("near_miss", strings(), "Texts that it must not find"),
        ],
    )
}

fn foreign() -> Value {
    object(
        &["id", "name", "next", "any", "match_examples", "near_miss"],
        [
            ("id", string(), "Its name in files"),
            ("name", reference("text"), "Whose texts these are"),
            ("next", reference("text"), "One useful step there"),
            ("beside", flag(), "Takes nothing from words of SCF that stand beside it"),
            ("any", strings(), PHRASES),
            ("unless", strings(), "None of these stands in the text"),
            ("match_examples", strings(), "Texts that it must find"),
            ("near_miss", strings(), "Texts that it must not find"),
        ],
    )
}

/// A mapping with these keys and no others.
fn object(required: &[&str], fields: impl IntoIterator<Item = Field>) -> Value {
    let properties: Map<String, Value> =
        fields.into_iter().map(|(name, value, description)| (name.to_owned(), described(value, description))).collect();
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

fn flag() -> Value {
    json!({"type": "boolean"})
}

fn number() -> Value {
    json!({"type": "integer", "minimum": 0, "maximum": u16::MAX})
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::schema;
    use crate::catalogue::load::source;
    use crate::lang::Lang;

    /// The names that the reader of catalogues says it expects where it meets `zz`.
    fn expected_by_the_reader(yaml: &str) -> Vec<String> {
        let fault = source::parse(yaml).err().unwrap_or_else(|| panic!("{yaml} is accepted"));
        let (_, names) =
            fault.what(Lang::En).split_once("expected ").unwrap_or_else(|| panic!("{yaml}: {}", fault.what(Lang::En)));
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
            ("notes: [{zz: 1}]", "/$defs/note"),
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
            ("codes: [{shared: zz}]", "/$defs/code/properties/shared"),
            ("patterns: [{shared: [zz]}]", "/$defs/pattern/properties/shared/items"),
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
            ("note", "notes"),
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
                assert!(
                    fault.what(Lang::En).contains(&format!("missing field `{key}`")),
                    "{name}: {}",
                    fault.what(Lang::En)
                );
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
