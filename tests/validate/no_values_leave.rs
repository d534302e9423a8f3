//! Values that a user typed are shown on a terminal only. Names, such as handles and unknown keys, are shown everywhere.

use clap::ValueEnum;
use cpa::parse::{FromToml, Key, TomlTable, ValueType};
use cpa::plan::{Colleagues, Plan};
use cpa::validate::output::ReportFormat;

use crate::harness::cpa;

fn word(format: ReportFormat) -> String {
    format.to_possible_value().expect("a format that can be typed").get_name().to_owned()
}

/// Adds a line for each key that takes a value, under the headers of its tables. A handle or another name is shown
/// everywhere, so keys that take one are left out.
fn add_lines(keys: &[Key], path: &str, value: &str, tables: &mut Vec<(String, String)>) {
    let mut lines = String::new();
    for key in keys {
        let place = if path.is_empty() { key.name.to_owned() } else { format!("{path}.{}", key.name) };
        match key.value_type {
            ValueType::Table(below) => add_lines(below, &place, value, tables),
            ValueType::Tables(below) => add_lines(below, &format!("[{place}]"), value, tables),
            value_type
                if ["Handle", "Name", "Reader"]
                    .iter()
                    .any(|name| format!("{value_type:?}").contains(name)) => {}
            _ => lines.extend([key.name, " = ", value, "\n"]),
        }
    }
    tables.push((path.to_owned(), lines));
}

/// A plan in which every key has this value.
fn plan_of(value: &str) -> String {
    let mut tables = Vec::new();
    add_lines(Plan::KEYS, "", value, &mut tables);
    tables.sort_by_key(|(path, _)| path.matches('.').count() + usize::from(!path.is_empty()));
    let table = |(path, lines): &(String, String)| match path.as_str() {
        "" => lines.clone(),
        path => format!("\n[{path}]\n{lines}"),
    };
    tables.iter().map(table).collect()
}

/// What a format says in its own words: without the lines of the plan, which `text` shows.
fn without_source(out: &str) -> String {
    let is_source = |line: &&str| {
        let rest = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        rest.trim_start().starts_with('|') && line.contains("= ")
    };
    out.lines().filter(|line| !is_source(line)).flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn typed_values_reach_terminals_only() {
    let mut on_terminals = 0;
    for value in [
        "\"Quartzword\"",
        "[\"Quartzword\"]",
        "[[\"Quartzword\"]]",
        "Quartzword",
        "\"Quartzword",
        "2026-Quartzword",
        "7 Quartzword",
    ] {
        let plan = plan_of(value);
        for format in ReportFormat::value_variants() {
            let command = || {
                cpa(["validate", "--format", word(*format).as_str()])
                    .file("CP-0001.toml", &plan)
                    .file("cpa.toml", "")
            };
            let piped = without_source(&command().run().out);
            assert!(piped.contains("CP-0001"), "there are findings for {value} in {format:?}");
            let line = piped.lines().find(|line| line.contains("Quartzword"));
            assert_eq!(line, None, "{format:?} in a pipe shows {value}");
            let shown = without_source(&command().at_terminal(200).run().out);
            on_terminals += shown.matches("Quartzword").count();
        }
    }
    assert!(on_terminals > 100, "a terminal shows values: {on_terminals}");
}

/// Adds the names of the sensitive keys.
fn sensitive(keys: &'static [Key], found: &mut Vec<&'static str>) {
    for key in keys {
        if key.sensitive {
            found.push(key.name);
        }
        sensitive(key.value_type.keys().unwrap_or_default(), found);
    }
}

/// A plan whose every sensitive value holds the word Quillfeather or a number like 01632 960777.
const SENSITIVE: &str = r#"id = "CP-0001"
status = "active"
care_coordinator = "jo"

[person]
name = "Quillfeather One"
family_name = "Quillfeather"
preferred_name = "Quillfeather"
also_known_as = ["Quillfeather", "Old Quillfeather"]
born = 1987-07-27
nhs_number = "999 777 0777"
chi_number = "777 777 7777"
hc_number = "777 777 7777"
letters_to = "7 Quillfeather Row"
address = """
7 Quillfeather Row
QQ7 7QQ"""
phones = { mobile = "01632 960777" }
email = "Quillfeather@example.invalid"

[people.nia]
name = "Nia Quillfeather"
relationship = "sister"
phones = { mobile = "01632 960777", home = "01632 960777" }
email = "Quillfeather@example.invalid"
address = "7 Quillfeather Row"

[[earlier_coordinators]]
name = "Quillfeather"
"#;

#[test]
fn sensitive_values_reach_no_format() {
    let mut keys = Vec::new();
    sensitive(Plan::KEYS, &mut keys);
    sensitive(Colleagues::VALUE_TYPE.keys().expect("people have keys"), &mut keys);
    for key in &keys {
        assert!(SENSITIVE.contains(&format!("\n{key} = ")), "the plan has `{key}`");
    }
    let broken = |line: &str| -> Vec<String> {
        let (key, value) = line.split_once(" = ").expect("a key");
        [
            line.to_owned(),
            format!("x{line}"),
            format!("{key}x = {value}"),
            format!("{line}\n{line}"),
            format!("{key} = [{value}]"),
            format!("{key} = {}", value.replace('"', "")),
            format!("{key} = {value} Quillfeather 777"),
            format!("{key} = {}", value.trim_end_matches('"')),
            format!("{key}: {value}"),
            format!("{key} {value}"),
            format!("{key} = 2087-07-27"),
            format!("[[needs]]\n{line}"),
            format!("[x]\n{line}"),
        ]
        .to_vec()
    };
    let mut written = 0;
    let is_sensitive = |line: &&str| line.split_once(" = ").is_some_and(|(key, _)| keys.contains(&key));
    for line in SENSITIVE.lines().filter(is_sensitive) {
        for instead in broken(line) {
            let plan = SENSITIVE.replacen(line, &instead, 1);
            for format in ReportFormat::value_variants() {
                let command = cpa(["validate", "--format", word(*format).as_str()]).file("cpa.toml", "");
                let people = "[jo]\nname = \"Jo Quillfeather\"\nphones = \"01632 960777\"\n";
                let ended = command.file("people.toml", people).file("CP-0001.toml", &plan).run();
                written += ended.out.len();
                for value in ["Quillfeather", "777", "87-07-27"] {
                    assert!(
                        !ended.out.contains(value),
                        "{format:?} shows {value} of {instead:?}:\n{}",
                        ended.out
                    );
                }
            }
        }
    }
    assert!(written > 100_000, "there are findings");
}

#[test]
fn sensitive_values_stay_in_a_broken_file() {
    let values = ["Rhys Example", "999 000 0018", "1991-06-05", "07700 900142", "Example Court", "Siân"];
    let person = r#"[person]
name = "Rhys Example"
born = 1991-06-05
nhs_number = "999 000 0018"
phones = { mobile = "07700 900142" }
address = """
14 Example Court
QQ1 1AA"""

[people.sian]
name = "Siân"
"#;
    let plan = format!("id = \"CP-0001\"\n{person}");
    for at in plan.char_indices().map(|(at, _)| at) {
        for typed in ["", "\"", "[", "\n", "=", "x"] {
            let here = plan[at..].chars().next().expect("a character");
            let broken = format!("{}{typed}{}", &plan[..at], &plan[at + here.len_utf8()..]);
            for format in ["text", "concise"] {
                let ended = cpa(["validate", "--format", format]).file("CP-0001.toml", &broken).run();
                for value in values {
                    assert!(!ended.out.contains(value), "{value} is shown for {broken:?}:\n{}", ended.out);
                }
            }
        }
    }
}
