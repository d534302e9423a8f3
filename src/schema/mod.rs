//! The format as JSON Schemas for editors, made from the declarations that plans are decoded with.

mod values;

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use crate::parse::{FromToml, Key, TomlTable, ValueType};
use crate::plan::{Colleagues, Plan, Settings};
use crate::validate::rules::ALL;

/// The files that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Subject {
    /// A plan
    Plan,
    /// The colleagues' list: people.toml
    People,
    /// The settings: cpa.toml
    Settings,
}

/// Returns the schema of a file, in draft 7, which TOML plugins of editors support best.
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
                tables.value("people", &Colleagues::VALUE_TYPE),
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

/// The tables that can occur more than once. Each is defined once, under a name.
#[derive(Default)]
struct Tables {
    named: Vec<(String, &'static [Key], Value)>,
}

impl Tables {
    /// Returns the schema of a table.
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

    /// Returns the schema of a key, with its description.
    fn key(&mut self, key: &'static Key) -> Value {
        let mut schema = self.value(key.name, &key.value_type);
        schema["description"] = json!(key.doc());
        schema
    }

    /// Returns the schema of the value of a key.
    fn value(&mut self, name: &'static str, shape: &'static ValueType) -> Value {
        match shape {
            ValueType::One(scalar_type) => values::scalar(*scalar_type),
            ValueType::Choice(words) => json!({ "type": "string", "enum": words }),
            ValueType::List(of) => json!({ "type": "array", "items": self.value(name, of) }),
            ValueType::OneOrMore(of) => values::one_or_more(self.value(name, of)),
            ValueType::Table(keys) => self.table(keys),
            ValueType::Tables(keys) => json!({ "type": "array", "items": self.named(name, keys) }),
            ValueType::Open(of) => {
                let entry = match of {
                    ValueType::Table(keys) => self.named(name, keys),
                    of => self.value(name, of),
                };
                json!({ "type": "object", "additionalProperties": entry })
            }
        }
    }

    /// Returns a reference to a table, which has the name of the first key with this table.
    fn named(&mut self, name: &'static str, keys: &'static [Key]) -> Value {
        let same = |other: &&(String, &'static [Key], Value)| {
            other.1.iter().map(|key| (key.name, key.doc)).eq(keys.iter().map(|key| (key.name, key.doc)))
        };
        let known = self.named.iter().find(same).map(|(known, ..)| known.clone());
        let known = known.unwrap_or_else(|| {
            let namesakes = self.named.iter().filter(|(other, ..)| other.starts_with(name)).count();
            let own = if namesakes == 0 { name.to_owned() } else { format!("{name}-{}", namesakes + 1) };
            // Reserves the place first, because a table below may be the same table.
            let at = self.named.len();
            self.named.push((own.clone(), keys, Value::Null));
            self.named[at].2 = self.table(keys);
            own
        });
        json!({ "$ref": format!("#/definitions/{known}") })
    }
}

/// Returns the settings with the names of the rules, which are not part of the declaration.
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
