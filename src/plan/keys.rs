//! Finds keys of the format by name or path.

use crate::parse::{Key, PlanPart, TomlTable, ValueType};
use crate::plan::{Plan, Settings, Someone};

/// A key of the format in one of its tables.
#[derive(Debug, Clone)]
pub struct KeyAt {
    /// The key.
    pub key: &'static Key,
    /// The part of a plan that it belongs to; `None` for a key of another file.
    pub part: Option<PlanPart>,
    file: File,
    /// The names in the header of its table, with [`ANY`] for a name that the writer chooses.
    table: Vec<&'static str>,
    /// Whether there can be several of its table.
    several: bool,
}

/// The files of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum File {
    Plan,
    Settings,
    People,
}

/// A handle, or another name that the writer chooses.
const ANY: &str = "…";

impl KeyAt {
    /// Returns its place in words: "in `[[needs.actions]]`", "at the top of a plan".
    pub fn place(&self) -> String {
        let file = match self.file {
            File::Plan => "a plan",
            File::Settings => "`cpa.toml`",
            File::People => "`people.toml`",
        };
        match self.header() {
            Some(header) if self.file == File::Plan => format!("in `{header}`"),
            Some(header) => format!("in `{header}` of {file}"),
            // A header can be anywhere in the file.
            None if self.has_header() => format!("in {file}"),
            None => format!("at the top of {file}"),
        }
    }

    /// Returns example lines with the key.
    pub fn example(&self) -> String {
        let name = self.key.name;
        let within = |table: &[&str]| table.join(".").replace(ANY, "jo");
        let path = within(&[&self.table[..], &[name]].concat());
        match self.key.value_type {
            ValueType::Tables(keys) => format!("[[{path}]]\n{}", first_line(keys)),
            ValueType::Table(keys) => format!("[{path}]\n{}", first_line(keys)),
            ValueType::Open(of) if of.keys().is_some() => {
                let chosen = if name == "people" { "nia" } else { "threats" };
                format!("[{path}.{chosen}]\n{}", first_line(of.keys().unwrap_or_default()))
            }
            ValueType::Open(of) if self.has_header() => {
                format!("[{path}]\nreview-overdue = {}", of.example())
            }
            ValueType::Open(of) => {
                let header = self.header().map(|header| header.replace(ANY, "jo") + "\n").unwrap_or_default();
                format!("{header}{name} = {{ mobile = {} }}", of.example())
            }
            value_type => {
                let header = self.header().map(|header| header.replace(ANY, "jo") + "\n").unwrap_or_default();
                format!("{header}{name} = {}", value_type.example())
            }
        }
    }

    /// Returns whether it is written as a header with lines below it.
    fn has_header(&self) -> bool {
        let open = matches!(self.key.value_type, ValueType::Open(_)) && self.table.is_empty();
        open || self.key.value_type.keys().is_some()
    }

    /// Returns the header of its table, or `None` at the top of a file.
    fn header(&self) -> Option<String> {
        let path = self.table.join(".");
        match (self.table.is_empty(), self.several) {
            (true, _) => None,
            (false, true) => Some(format!("[[{path}]]")),
            (false, false) => Some(format!("[{path}]")),
        }
    }

    /// Returns whether `typed` is the end of its path. A name that the writer chooses may be omitted.
    fn is_meant_by(&self, typed: &[&str]) -> bool {
        let path: Vec<&str> = self.table.iter().copied().chain([self.key.name]).collect();
        let declared: Vec<&str> = path.iter().copied().filter(|name| *name != ANY).collect();
        let ends = |path: &[&str]| {
            let pairs = path.iter().rev().zip(typed.iter().rev());
            typed.len() <= path.len() && pairs.clone().all(|(name, typed)| *name == ANY || name == typed)
        };
        ends(&path) || ends(&declared)
    }
}

/// Returns a line with the required key of a table, or its first.
fn first_line(keys: &[Key]) -> String {
    let simple = |key: &&Key| key.value_type.keys().is_none();
    let required = keys.iter().filter(simple).find(|key| key.required);
    match required.or_else(|| keys.iter().find(simple)) {
        Some(key) => format!("{} = {}", key.name, key.value_type.example()),
        None => String::new(),
    }
}

/// Returns every key of the format in each of its tables: of plans, of `people.toml` and of `cpa.toml`.
pub fn keys() -> Vec<KeyAt> {
    let mut found = Vec::new();
    let mut below = |file, table: &[&'static str], keys: &'static [Key], part| {
        add(&KeyAt { key: &keys[0], part, file, table: table.to_vec(), several: false }, keys, &mut found);
    };
    below(File::Plan, &[], Plan::KEYS, Some(PlanPart::Internal));
    below(File::People, &[ANY], Someone::KEYS, Some(PlanPart::Contacts));
    below(File::Settings, &[], Settings::KEYS, None);
    found
}

/// Adds the keys of the table of `first`, and of the tables below it.
fn add(first: &KeyAt, keys: &'static [Key], found: &mut Vec<KeyAt>) {
    for key in keys {
        let at = KeyAt { key, part: first.part.and(key.part.or(first.part)), ..first.clone() };
        found.push(at.clone());
        let Some(below) = key.value_type.keys() else { continue };
        let mut table = at.table.clone();
        table.push(key.name);
        if matches!(key.value_type, ValueType::Open(_)) {
            table.push(ANY);
        }
        let several = matches!(key.value_type, ValueType::Tables(_));
        add(&KeyAt { table, several, ..at }, below, found);
    }
}

/// Returns the keys that `typed` names: a name such as `who`, or the end of a path such as `needs.actions.who` or
/// `people.*.consent.copy`, also in the brackets of a header.
pub fn keys_named(typed: &str) -> Vec<KeyAt> {
    let typed: Vec<&str> = typed.trim_matches(['[', ']', ' ']).split('.').collect();
    keys().into_iter().filter(|at| at.is_meant_by(&typed)).collect()
}
