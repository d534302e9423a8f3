//! The format as JSON Schemas, for editors: made from the declarations by which plans are read.

mod values;

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::parse::{FromToml, Key, TomlTable, ValueType};
use crate::plan::{Colleagues, Plan, Settings};
use crate::validate::rules::ALL;

/// The files of which there is a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Subject {
    /// A plan
    Plan,
    /// The colleagues' list: people.toml
    People,
    /// The settings: cpa.toml
    Settings,
}

/// The schema of a file, in draft 7: the draft that editors' plugins for TOML understand best.
pub fn for_subject(subject: Subject) -> Value {
    let mut tables = Tables::default();
    let (name, title, doc, root) = match subject {
        Subject::Plan => ("plan", "A care plan", Plan::DOC.trim(), tables.table(Plan::KEYS)),
        Subject::People => {
            let doc = "The colleagues and services that many plans name, each under a handle.";
            (
                "people",
                "The colleagues' list: people.toml",
                doc,
                tables.behind("people", &Colleagues::VALUE_TYPE),
            )
        }
        Subject::Settings => {
            let root = with_rules(tables.table(Settings::KEYS));
            ("settings", "The settings: cpa.toml", Settings::DOC.trim(), root)
        }
    };
    let mut schema = root.as_object().cloned().expect("every file is a table");
    schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("$id".to_owned(), json!(format!("urn:cpa:{name}")));
    schema.insert("$comment".to_owned(), json!(format!("cpa {}", env!("CARGO_PKG_VERSION"))));
    schema.insert("title".to_owned(), json!(title));
    schema.insert("description".to_owned(), json!(doc));
    if !tables.named.is_empty() {
        schema.insert(
            "definitions".to_owned(),
            tables.named.into_iter().map(|(name, _, is)| (name, is)).collect(),
        );
    }
    Value::Object(schema)
}

/// The tables that can stand more than once: each is said once, and referred to by its name.
#[derive(Default)]
struct Tables {
    named: Vec<(String, &'static [Key], Value)>,
}

impl Tables {
    /// A table with declared keys.
    fn table(&mut self, keys: &'static [Key]) -> Value {
        let properties: Map<String, Value> =
            keys.iter().map(|key| (key.name.to_owned(), self.key(key))).collect();
        let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
        let mut table = json!({ "type": "object", "properties": properties, "additionalProperties": false });
        if !required.is_empty() {
            table["required"] = json!(required);
        }
        table
    }

    /// A key: what may stand behind it, and what it is for.
    fn key(&mut self, key: &'static Key) -> Value {
        let mut schema = self.behind(key.name, &key.value_type);
        schema["description"] = json!(key.doc());
        schema
    }

    /// What may stand behind a key with this name.
    fn behind(&mut self, name: &'static str, shape: &'static ValueType) -> Value {
        match shape {
            ValueType::One(sort) => values::one(*sort),
            ValueType::Choice(words) => json!({ "type": "string", "enum": words }),
            ValueType::List(of) => json!({ "type": "array", "items": self.behind(name, of) }),
            ValueType::OneOrMore(of) => values::one_or_more(self.behind(name, of)),
            ValueType::Table(keys) => self.table(keys),
            ValueType::Tables(keys) => json!({ "type": "array", "items": self.named(name, keys) }),
            ValueType::Open(of) => {
                let entry = match of {
                    ValueType::Table(keys) => self.named(name, keys),
                    of => self.behind(name, of),
                };
                json!({ "type": "object", "additionalProperties": entry })
            }
        }
    }

    /// A table that can stand more than once, as a reference to its name: that of the key where it was first met.
    fn named(&mut self, name: &'static str, keys: &'static [Key]) -> Value {
        let same = |other: &&(String, &'static [Key], Value)| {
            other.1.iter().map(|key| (key.name, key.doc)).eq(keys.iter().map(|key| (key.name, key.doc)))
        };
        let known = self.named.iter().find(same).map(|(known, ..)| known.clone());
        let known = known.unwrap_or_else(|| {
            let namesakes = self.named.iter().filter(|(other, ..)| other.starts_with(name)).count();
            let own = if namesakes == 0 { name.to_owned() } else { format!("{name}-{}", namesakes + 1) };
            // Its place is kept before its keys are read, for a table below it may be the same again.
            let at = self.named.len();
            self.named.push((own.clone(), keys, Value::Null));
            self.named[at].2 = self.table(keys);
            own
        });
        json!({ "$ref": format!("#/definitions/{known}") })
    }
}

/// The settings, with the rules of care by their names: which there are is not for the declaration to say.
fn with_rules(mut settings: Value) -> Value {
    let rules = &mut settings["properties"]["rules"];
    let level = rules["additionalProperties"].take();
    let named: Map<String, Value> = ALL
        .iter()
        .map(|rule| {
            let mut schema = level.clone();
            schema["description"] = json!(rule.summary);
            (rule.name.to_owned(), schema)
        })
        .collect();
    rules["properties"] = Value::Object(named);
    rules["additionalProperties"] = json!(false);
    settings
}
