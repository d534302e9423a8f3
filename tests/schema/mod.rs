//! The schema: what it says of every key, and what others accept and refuse by it.

pub(crate) mod others;
pub(crate) mod peers;

use std::path::{Path, PathBuf};

use cpa::cli::Exit;
use cpa::parse::{Key, TomlTable, ValueType};
use cpa::plan::{Level, Plan, Settings, Someone};
use cpa::validate::rules::ALL;
use serde_json::Value;

use crate::harness::{checkout, cpa};
use others::{check_jsonschema, taplo};

/// What `cpa schema` prints.
fn printed(subject: &str) -> String {
    let ended = cpa(["schema", subject]).run();
    assert_eq!((ended.exit, ended.err.as_str()), (Exit::Clean, ""));
    ended.out
}

fn schema(subject: &str) -> Value {
    serde_json::from_str(&printed(subject)).expect("a schema is JSON")
}

/// A schema, or what it refers to.
fn resolved<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(name) => root.pointer(name.trim_start_matches('#')).expect("what a schema refers to is there"),
        None => schema,
    }
}

/// Compares a table of the declarations with what the schema says of it, and returns how many keys there are.
fn compare(keys: &'static [Key], schema: &Value, root: &Value) -> usize {
    let schema = resolved(schema, root);
    let said = schema["properties"].as_object().expect("a table has properties");
    assert_eq!(said.len(), keys.len(), "as many keys as there are: {said:?}");
    assert_eq!(schema["additionalProperties"], false, "no other keys");
    let required = schema["required"].as_array().map_or(0, Vec::len);
    assert_eq!(required, keys.iter().filter(|key| key.required).count());
    let mut count = 0;
    for key in keys {
        let said = &said[key.name];
        assert_eq!(said["description"], key.doc(), "what `{}` is for", key.name);
        let words = match key.value_type {
            ValueType::Choice(words) => Some((words, &said["enum"])),
            ValueType::List(ValueType::Choice(words)) => Some((*words, &said["items"]["enum"])),
            _ => None,
        };
        if let Some((words, said)) = words {
            assert_eq!(*said, serde_json::json!(words), "the words of `{}`", key.name);
        }
        count += 1 + match (key.value_type, key.value_type.keys()) {
            (ValueType::Table(keys), _) => compare(keys, said, root),
            (ValueType::Tables(keys), _) => compare(keys, &said["items"], root),
            (ValueType::Open(_), Some(keys)) => compare(keys, &said["additionalProperties"], root),
            _ => 0,
        };
    }
    count
}

#[test]
fn schema_has_every_key_with_its_description() {
    let (plan, people, settings) = (schema("plan"), schema("people"), schema("settings"));
    assert!(compare(Plan::KEYS, &plan, &plan) > 200, "the keys of a plan");
    compare(Someone::KEYS, &people["additionalProperties"], &people);
    let keys: Vec<&Key> = Settings::KEYS.iter().filter(|key| key.name != "rules").collect();
    for key in keys {
        assert_eq!(settings["properties"][key.name]["description"], key.doc());
    }
    let rules = &settings["properties"]["rules"];
    assert_eq!(rules["properties"].as_object().expect("rules").len(), ALL.len());
    for rule in ALL.iter() {
        let words: Vec<&str> = Level::ALL.iter().map(|level| level.word()).collect();
        assert_eq!(rules["properties"][rule.name]["description"], rule.summary);
        assert_eq!(rules["properties"][rule.name]["enum"], serde_json::json!(words));
    }
}

#[test]
fn default_schema_is_that_of_a_plan() {
    assert_eq!(cpa(["schema"]).run().out, printed("plan"));
    assert!(printed("plan").contains(env!("CARGO_PKG_VERSION")), "it says which version it is of");
}

/// A folder with the three schemas.
fn schemas() -> tempfile::TempDir {
    let folder = tempfile::TempDir::new().expect("a folder for the schemas");
    for subject in SUBJECTS {
        std::fs::write(folder.path().join(subject), printed(subject)).expect("a schema");
    }
    folder
}

/// What the schema of a file is called.
fn subject(path: &Path) -> &'static str {
    match path.file_name().and_then(|name| name.to_str()) {
        Some("people.toml") => "people",
        Some("cpa.toml") => "settings",
        _ => "plan",
    }
}

/// Every sample file in the tree.
fn samples() -> Vec<PathBuf> {
    let folders = ["plans", "tests/cases/complete", "tests/cases/format", "tests/cases/jon-burrows"];
    let files = folders.iter().flat_map(|folder| walkdir::WalkDir::new(checkout(folder)).sort_by_file_name());
    let files = files.map(|entry| entry.expect("a readable checkout").into_path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect()
}

const SUBJECTS: [&str; 3] = ["plan", "people", "settings"];

#[test]
#[ignore = "needs taplo and check-jsonschema"]
fn other_validators_accept_every_sample() {
    let schemas = schemas();
    assert!(samples().len() > 25, "the samples");
    for of in SUBJECTS {
        let files: Vec<PathBuf> = samples().into_iter().filter(|path| subject(path) == of).collect();
        for other in [taplo, check_jsonschema] {
            let said = other(&schemas.path().join(of), &files);
            assert!(said.accepts, "{}", said.all);
        }
    }
}

/// What a schema can refuse beside what the peers' files hold: in which file, what stands there, what is typed.
const REFUSED: &[(&str, &str, &str)] = &[
    ("CP-0001.toml", "started = 2026-03-02", "started = 2026-03-02 10:00:00"),
    ("CP-0001.toml", "written = 2026-03-02", "written = \"March 2026\""),
    ("CP-0001.toml", "when = 2026-12-01", "when = \"1/12/2026\""),
    ("CP-0001.toml", "who = [\"person\"]", "who = [5]"),
    ("CP-0001.toml", "copy = [\"contacts\", \"crisis\"]", "copy = [\"contact\"]"),
    ("CP-0001.toml", "goal = \"", "gaol = \""),
    ("CP-0001.toml", "children_at_home = 0", "children_at_home = -1"),
    ("CP-0001.toml", "lives_with = \"Nobody\"", "lives_with = \" \""),
    (
        "CP-0001.toml",
        r#"[crisis.look_after]
  home = ""#,
        r#"[crisis.look_after]
  home = 5 # ""#,
    ),
    ("people.toml", "out_of_hours = true", "out_of_hours = \"yes\""),
    ("people.toml", "is = [\"team\"]", "is = \"team\""),
    ("people.toml", "email = ", "emial = "),
    ("cpa.toml", "scheme = \"cpa\"", "scheme = \"cpaa\""),
    ("cpa.toml", "every = \"6 months\"", "every = \"6 moons\""),
    ("cpa.toml", "every = \"6 months\"", "every = 6"),
    (
        "cpa.toml",
        "[reviews]",
        r#"[rules]
review-overdu = "off"
[reviews]"#,
    ),
    (
        "cpa.toml",
        "[reviews]",
        r#"[rules]
review-overdue = "of"
[reviews]"#,
    ),
];

#[test]
#[ignore = "needs taplo and check-jsonschema"]
fn other_validators_refuse_broken_samples() {
    let (schemas, folder) = (schemas(), tempfile::TempDir::new().expect("a folder for the files"));
    let mut broken = Vec::new();
    for (number, (name, right, wrong)) in REFUSED.iter().enumerate() {
        let text = std::fs::read_to_string(checkout("tests/cases/complete").join(name)).expect("the file");
        assert!(text.contains(right), "{name} holds {right}");
        let text = text.replacen(right, wrong, 1);
        let found = complete(["validate", "--format", "concise"]).file(name, &text).run().out;
        let ours = |line: &str| line.starts_with(&format!("{name}:")) && line.contains("error[");
        assert!(found.lines().any(ours), "we find {wrong:?} in {name}: {found}");
        let path = folder.path().join(format!("{}-{number}.toml", subject(Path::new(name))));
        std::fs::write(&path, text).expect("a broken file");
        broken.push(path);
    }
    for of in SUBJECTS {
        let is_of =
            |path: &&PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(of));
        let files: Vec<PathBuf> = broken.iter().filter(is_of).cloned().collect();
        for other in [taplo, check_jsonschema] {
            let said = other(&schemas.path().join(of), &files);
            for file in &files {
                let name = file.file_name().expect("a name").to_string_lossy();
                assert!(said.all.contains(&*name), "{name} is accepted:\n{}", said.all);
            }
        }
    }
}

/// A command beside the complete plan and what stands with it.
fn complete<const N: usize>(args: [&str; N]) -> crate::harness::Command {
    ["CP-0001.toml", "people.toml", "cpa.toml"].into_iter().fold(cpa(args), |command, name| {
        let text = std::fs::read_to_string(checkout("tests/cases/complete").join(name)).expect("the file");
        command.file(name, text)
    })
}
