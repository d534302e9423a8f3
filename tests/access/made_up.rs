//! Plans made up from the declarations of the format, with another unlikely word in each value.

use std::collections::BTreeMap;
use std::fmt::Write;

use cpa::parse::{Key, ScalarType, TomlTable, ValueType};
use cpa::plan::Plan;

/// The plan's own people: two of the family, an agency and the GP.
pub const OWN: [&str; 4] = ["sam", "aunt", "housing", "dr"];
const COLLEAGUES: [&str; 2] = ["jo", "duty"];
const DECISIONS: [&str; 2] = ["first", "second"];

/// A made-up plan.
#[derive(Clone)]
pub struct MadeUp {
    pub text: String,
    /// The list of colleagues.
    pub people: String,
    /// The words of each value by its path: `needs[1].actions[2].what`.
    pub words: BTreeMap<String, Vec<String>>,
}

/// What is in a made-up plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Every key once, with consent to everything, and nothing withheld.
    Everything,
    /// Random keys; the number is the seed.
    ByChance(u64),
}

pub fn made_up(fill: Fill) -> MadeUp {
    let seed = if let Fill::ByChance(seed) = fill { seed } else { 0 };
    let mut maker = Maker {
        fill,
        chance: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
        count: 0,
        text: String::new(),
        words: BTreeMap::new(),
    };
    maker.table(Plan::KEYS, "", "");
    let people = COLLEAGUES.map(|handle| {
        let mut word = |path: &str| maker.word(&format!("colleagues.{handle}.{path}"));
        format!(
            "[{handle}]\nname = \"{}\"\nis = [\"team\"]\nrole = \"{}\"\nphones = {{ office = \"{}\" }}\nemail = \"{}\"\n",
            word("name"),
            word("role"),
            word("phones"),
            word("email")
        )
    });
    MadeUp { text: maker.text, people: people.concat(), words: maker.words }
}

struct Maker {
    fill: Fill,
    chance: u64,
    count: usize,
    text: String,
    words: BTreeMap<String, Vec<String>>,
}

impl Maker {
    /// Returns a random number below `below`.
    fn below(&mut self, below: usize) -> usize {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        usize::try_from(self.chance % u64::try_from(below.max(1)).expect("small")).expect("small")
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    /// Returns a word that is nowhere else.
    fn word(&mut self, path: &str) -> String {
        self.count += 1;
        let letters: String = [17_576, 676, 26, 1]
            .iter()
            .map(|place| char::from(b'a' + u8::try_from(self.count / place % 26).expect("a letter")))
            .collect();
        let word = format!("zq{letters}xw");
        self.words.entry(path.to_owned()).or_default().push(word.clone());
        word
    }

    fn has(&mut self, key: &Key) -> bool {
        let all = self.fill == Fill::Everything;
        match key.name {
            "withhold" | "told_by" => !all && self.below(6) == 0,
            "in_confidence" => !all && self.below(4) == 0,
            "not_needed" | "ended" => all,
            "relationship" | "phones" | "name" | "is" | "withheld" | "people" => true,
            _ => all || key.required || self.below(5) > 0,
        }
    }

    fn table(&mut self, keys: &'static [Key], header: &str, path: &str) {
        let below = |key: &Key, at: &str| {
            if at.is_empty() { key.name.to_owned() } else { format!("{at}.{}", key.name) }
        };
        let present: Vec<&Key> = keys.iter().filter(|key| self.has(key)).collect();
        for key in &present {
            if let Some(value) = self.value(key, &below(key, path)) {
                let _ = writeln!(self.text, "{} = {value}", key.name);
            }
        }
        for key in present {
            let (header, path) = (below(key, header), below(key, path));
            match key.value_type {
                ValueType::Table(keys) => {
                    let _ = writeln!(self.text, "[{header}]");
                    self.table(keys, &header, &path);
                }
                ValueType::Tables(keys) => {
                    for at in 1..=1 + self.below(2) {
                        let _ = writeln!(self.text, "[[{header}]]");
                        self.table(keys, &header, &format!("{path}[{at}]"));
                    }
                }
                ValueType::Open(ValueType::Table(keys)) => {
                    let names: &[&str] = if key.name == "people" { &OWN } else { &DECISIONS };
                    for name in names {
                        let _ = writeln!(self.text, "[{header}.{name}]");
                        self.table(keys, &format!("{header}.{name}"), &format!("{path}.{name}"));
                    }
                }
                _ => {}
            }
        }
    }

    /// Returns the value of a key that is not a table.
    fn value(&mut self, key: &Key, path: &str) -> Option<String> {
        let all = self.fill == Fill::Everything;
        let fixed = match (path, key.name) {
            ("id", _) => r#""P-1""#,
            ("status", _) => r#""active""#,
            ("care_coordinator", _) => r#""jo""#,
            ("second_contact", _) => r#""duty""#,
            ("gp", _) => r#""dr""#,
            ("ended.reason", _) => r#""moved to another team""#,
            (_, "is") => r#"["carer"]"#,
            ("people.housing.relationship" | "people.dr.relationship", _) => return None,
            (_, "who") if all && path.contains("actions[") => r#"["person", "sam", "housing", "dr"]"#,
            (_, "who") if all && path.contains("views[") => r#""sam""#,
            (_, "who") if all && path.starts_with("agreements[") => r#""person""#,
            (_, "from") if !all && path.starts_with("withheld.") && self.below(4) == 0 => "[]",
            _ => "",
        };
        if !fixed.is_empty() {
            return Some(fixed.to_owned());
        }
        match key.value_type {
            ValueType::Table(_) | ValueType::Tables(_) | ValueType::Open(ValueType::Table(_)) => None,
            ValueType::Open(_) => {
                Some(format!("{{ mobile = \"{}\" }}", self.word(&format!("{path}.mobile"))))
            }
            ValueType::Choice(words) => Some(format!("\"{}\"", self.one(words))),
            ValueType::List(ValueType::Choice(words)) => {
                let words = words.iter().filter(|_| all || self.below(2) == 0);
                let words: Vec<String> = words.map(|word| format!("\"{word}\"")).collect();
                Some(format!("[{}]", words.join(", ")))
            }
            ValueType::List(of) | ValueType::OneOrMore(of) => {
                let items: Vec<String> = (0..=self.below(2)).map(|_| self.single(of, path)).collect();
                Some(format!("[{}]", items.join(", ")))
            }
            shape @ ValueType::One(_) => Some(self.single(&shape, path)),
        }
    }

    fn single(&mut self, shape: &ValueType, path: &str) -> String {
        let ValueType::One(scalar) = shape else { return "\"x\"".to_owned() };
        match scalar {
            ScalarType::Text | ScalarType::When => format!("\"{}\"", self.word(path)),
            ScalarType::Integer => "3".to_owned(),
            ScalarType::Boolean => self.one(&["true", "false"]).to_owned(),
            ScalarType::Day => format!("2026-0{}-1{}", 1 + self.below(9), self.below(9)),
            ScalarType::PartialDate => "\"2019-03\"".to_owned(),
            ScalarType::DayOrTime => "2027-02-03 14:00:00".to_owned(),
            ScalarType::Period => "\"6 months\"".to_owned(),
            ScalarType::Handle
                if path.starts_with("withheld.") && path.rsplit('.').next() == Some("from") =>
            {
                format!("\"{}\"", self.one(&["person", "family", "gp", "agencies", "sam", "housing"]))
            }
            ScalarType::Handle => {
                format!("\"{}\"", self.one(&["person", "sam", "aunt", "housing", "dr", "jo", "duty"]))
            }
            ScalarType::WithheldName => format!("\"{}\"", self.one(&DECISIONS)),
        }
    }
}
