//! No value or name that a user typed reaches an output that does not document it, however broken the files are.

use std::fmt::Write;

use clap::ValueEnum;
use cpa::due::DueFormat;

use crate::harness::{Command, Output, cpa};

/// A word in places that no output shows: values, free text and unknown keys.
const HIDDEN: &str = "quarzwort";
/// A word in places that tables, JSON, CSV, Markdown and `--explain` show: ids, names and handles.
const NAME: &str = "birkenhain";

/// Keys whose values are ids, names and handles.
const NAMED: [&str; 4] = ["id", "name", "called", "care_coordinator"];

const PLAN: &str = r#"
id = "P-1"
status = "active"
care_coordinator = "jo"
second_contact = "jo"
started = 2024-01-15
next_review_due = 2026-01-01
gp = "dr"
[person]
name = "Ana"
nhs_number = "999 000 0042"
[people.sam]
name = "Sam"
relationship = "brother"
is = ["carer"]
phones = { mobile = "07700 900777" }
checked = 2024-01-01
consent = { asked = 2024-01-01, copy = ["crisis"] }
carers_assessment = { offered = 2024-01-08 }
[people.dr]
name = "Dr D"
role = "GP"
[[reviews]]
held = 2025-01-02
recorded = 2025-01-03
outcome = "continue"
[[reviews]]
booked = 2026-11-01 14:00:00
[[needs]]
need = "a need"
goal = "a goal"
goal_by = 2026-10-01
[[needs.actions]]
what = "an action"
who = ["sam"]
when = 2026-10-01
[[services]]
service = "a service"
who = ["jo"]
until = 2026-10-01
[[other_plans]]
plan = "another"
by = "jo"
review_due = 2026-10-01
[crisis]
who_to_contact = ["sam"]
[[copies]]
to = "sam"
given = 2024-10-01
[[changes]]
made = 2026-10-01
change = "a change"
[legal]
section_117 = true
section_117_reviewed = 2024-10-01
community_treatment_order = { from = 2026-06-01, until = 2026-11-30 }
[health]
physical_health_checked = 2024-10-01
"#;

const PEOPLE: &str = r#"
[jo]
name = "Jo Smith"
email = "jo@northside.example"
phones = { office = "01632 960123" }
checked = 2024-01-01
until = 2030-01-01
"#;

const SETTINGS: &str = r#"
scheme = "cpa"
[reviews]
every = "6 months"
soon = "6 weeks"
[intervals]
contact_details = "12 months"
consents = "12 months"
copies = "2 weeks"
first_plan = "6 weeks"
section_117_review = "12 months"
"#;

/// Returns what can become of a line: every value, key and header in turn holds a word.
fn broken_lines(line: &str) -> Vec<String> {
    if line.starts_with('[') {
        let name = line.trim_matches(['[', ']']);
        return [
            format!("[{NAME}]"),
            format!("[people.{NAME}]"),
            format!("[people.\"{NAME} {NAME}\"]\n[people.\"{NAME} {NAME}\"]"),
            format!("[[{name}.{NAME}]]"),
            format!("[{name} {HIDDEN}]"),
            format!("[{HIDDEN}"),
            format!("{line} {HIDDEN}"),
            format!("{line}\n{line}\n\"`{HIDDEN}\" = 1"),
        ]
        .to_vec();
    }
    let Some((key, value)) = line.split_once(" = ") else { return Vec::new() };
    let word = if NAMED.contains(&key) { NAME } else { HIDDEN };
    [
        format!("{key} = \"{word}\""),
        format!("{key} = [\"{word}\", 3]"),
        format!("{key} = {{ {HIDDEN} = \"{HIDDEN}\", {HIDDEN} = 1 }}"),
        format!("{key} = {HIDDEN}"),
        format!("{key} = \"{HIDDEN}"),
        format!("{key} = \"\"\"{HIDDEN}"),
        format!("{key} = 2026-02-30 # {HIDDEN}"),
        format!("{HIDDEN} = {value}"),
        format!("\"{HIDDEN} `{HIDDEN}\" = {value}"),
        format!("{line}\n{HIDDEN} = \"{HIDDEN}\""),
        format!("{line}\n{key} = \"{HIDDEN}\""),
        format!("{HIDDEN}\n{line}"),
        format!("{HIDDEN}: {value}\n{line}"),
    ]
    .to_vec()
}

/// Returns the file with each line broken in each way.
fn broken_files(text: &str) -> Vec<String> {
    let text = text.trim_start();
    let mut all = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for broken in broken_lines(line) {
            let lines = text.lines().enumerate();
            let lines = lines.map(|(at, line)| if at == index { broken.as_str() } else { line });
            all.push(lines.fold(String::new(), |mut text, line| {
                writeln!(text, "{line}").expect("a string");
                text
            }));
        }
    }
    all
}

/// Runs a format over the files that `add` puts into the folder.
fn run(format: DueFormat, add: &dyn Fn(Command) -> Command) -> Output {
    let value = format.to_possible_value().expect("a name");
    let command = cpa(["due", "plans", "--what=all", "--within=1y", "--format", value.get_name()]);
    let command = if format == DueFormat::Email { command.args(&["--to=a@b.example"]) } else { command };
    add(command).run()
}

/// Checks that a text has none of the words, on any line.
#[track_caller]
fn has_none(text: &str, words: &[&str], what: &str) {
    let lower = text.to_lowercase();
    let found: Vec<&str> =
        lower.lines().filter(|line| words.iter().any(|word| line.contains(word))).collect();
    assert!(
        found.is_empty(),
        "{what} has {} lines with a word:\n{}",
        found.len(),
        found[..found.len().min(20)].join("\n")
    );
}

/// Checks every format, and the warnings.
fn check(add: &dyn Fn(Command) -> Command, are_warnings_confidential: bool) {
    for format in DueFormat::value_variants() {
        let Output { out, err, .. } = run(*format, add);
        assert!(!out.is_empty(), "{format:?}: {err}");
        let hides_names = matches!(format, DueFormat::Ics | DueFormat::Email);
        let words = if hides_names { &[HIDDEN, NAME][..] } else { &[HIDDEN] };
        has_none(&out.replace("\r\n ", ""), words, &format!("{format:?}"));
        if are_warnings_confidential {
            has_none(&err, &[HIDDEN, NAME], "standard error");
        }
    }
}

#[test]
fn nothing_typed_in_a_broken_plan_leaves() {
    let files = broken_files(PLAN);
    let add = |command: Command| {
        let command = command.file("plans/cpa.toml", SETTINGS).file("plans/people.toml", PEOPLE);
        files.iter().enumerate().fold(command, |command, (number, text)| {
            let text = text.replace("id = \"P-1\"", &format!("id = \"P-{number}\""));
            command.file(&format!("plans/P-{number}.toml"), text)
        })
    };
    check(&add, true);
}

#[test]
fn nothing_typed_in_a_broken_people_file_leaves() {
    let files = broken_files(PEOPLE);
    let add = |command: Command| {
        files.iter().enumerate().fold(command, |command, (number, text)| {
            let plan = PLAN.replace("P-1", &format!("P-{number}"));
            let command = command.file(&format!("plans/{number}/people.toml"), text);
            let command = command.file(&format!("plans/{number}/cpa.toml"), SETTINGS);
            command.file(&format!("plans/{number}/P-{number}.toml"), plan)
        })
    };
    check(&add, true);
}

/// Values of `cpa.toml` are not confidential, so that warnings show them.
#[test]
fn nothing_typed_in_broken_settings_is_in_a_format() {
    let files = broken_files(SETTINGS);
    let add = |command: Command| {
        files.iter().enumerate().fold(command, |command, (number, text)| {
            let plan = PLAN.replace("P-1", &format!("P-{number}"));
            let command = command.file(&format!("plans/{number}/cpa.toml"), text);
            command.file(&format!("plans/{number}/P-{number}.toml"), plan)
        })
    };
    check(&add, false);
}

#[test]
fn explain_shows_no_free_text_of_a_broken_plan() {
    for text in broken_files(PLAN).iter().step_by(5) {
        let command = cpa(["due", "plans", "--explain", "plans/P-1.toml"]).file("plans/cpa.toml", SETTINGS);
        let ended = command.file("plans/people.toml", PEOPLE).file("plans/P-1.toml", text).run();
        has_none(&ended.out, &[HIDDEN], text);
        has_none(&ended.err, &[HIDDEN, NAME], text);
    }
}
