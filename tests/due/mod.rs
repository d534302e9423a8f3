//! `cpa due`: when something is due, what is listed, and how.

#![expect(clippy::too_many_lines, reason = "a test holds the whole text that it expects")]

pub(crate) mod asked;
pub(crate) mod calendar;
pub(crate) mod coordinators;
pub(crate) mod explain;
pub(crate) mod faults;
pub(crate) mod formats;
pub(crate) mod groups;
pub(crate) mod interval;
pub(crate) mod kinds;
pub(crate) mod laws;
pub(crate) mod looks;
pub(crate) mod messages;
pub(crate) mod misplaced_keys;
pub(crate) mod no_input_leaves;
pub(crate) mod properties;
pub(crate) mod rule;
pub(crate) mod select;
pub(crate) mod unknown_keys;

use expect_test::Expect;
use serde_json::Value;

use crate::harness::{Command, Output, cpa};

/// Returns the text with a line break for each `; `.
pub(crate) fn lines(text: &str) -> String {
    text.replace("; ", "\n")
}

/// Returns a plan with these keys at its top and these tables below. `; ` stands for a line break.
pub(crate) fn plan(id: &str, name: &str, top: &str, below: &str) -> String {
    let (top, below) = (lines(top), lines(below));
    format!(
        r#"id = "{id}"
care_coordinator = "jo"
{top}
[person]
name = "{name}"
{below}"#
    )
}

/// Returns a review that counts from a day.
pub(crate) fn reviewed(day: &str) -> String {
    format!(
        r#"[[reviews]]
held = {day}
outcome = "continue"
"#
    )
}

pub(crate) const PEOPLE: &str = r#"[jo]
name = "Jo Smith"
"#;
pub(crate) const SETTINGS: &str = r#"[reviews]
every = "6 months"
at_most = "12 months"
soon = "6 weeks"
"#;

/// Returns the row of one plan: status, day, days late, why; then the warnings.
pub(crate) fn first_row(settings: &str, text: &str, as_at: &str) -> String {
    let ended = cpa(["due", "plans", "--format", "json"])
        .file("plans/cpa.toml", lines(settings))
        .file("plans/people.toml", PEOPLE)
        .file("plans/P-1.toml", text)
        .as_at(as_at)
        .run();
    let document: Value = serde_json::from_str(&ended.out).expect("JSON");
    let row = document["rows"].as_array().and_then(|rows| rows.first());
    let row = row.map_or_else(
        || "not listed".to_owned(),
        |row| {
            let text = |key: &str| row[key].as_str().unwrap_or("none").to_owned();
            format!("{} {} {}: {}", text("state"), text("due"), row["days_late"], text("why"))
        },
    );
    let warnings: Vec<&str> = ended.err.lines().filter(|line| !line.starts_with("1 plan:")).collect();
    let lines: Vec<&str> = std::iter::once(row.as_str()).chain(warnings).collect();
    lines.join("\n    ")
}

/// Checks cases: the top of the plan, its tables, and a day.
#[track_caller]
pub(crate) fn cases(settings: &str, cases: &[(&str, &str, &str)], expected: &Expect) {
    let mut all = Vec::new();
    for (top, below, as_at) in cases {
        let keys = lines(&format!("{top} {below}")).replace("[[reviews]]", "|").replace(['\n', ';'], " ");
        let keys = keys.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = plan("P-1", "Ana Example", top, below);
        all.push(format!("{keys} @ {as_at}\n    {}\n", first_row(settings, &text, as_at)));
    }
    expected.assert_eq(&all.concat());
}

/// Runs over plans that have every status once or twice.
pub(crate) fn team(args: &[&str]) -> Command {
    add_team(cpa(["due", "plans"]).args(args))
}

/// Adds plans that have every status once or twice.
pub(crate) fn add_team(mut command: Command) -> Command {
    let last = reviewed("2026-05-11");
    let agreed = |day: &str| format!("next_review_due = {day}");
    let booked = format!(
        r"{last}[[reviews]]
booked = 2026-12-11 14:00:00
"
    );
    for (id, name, top, below) in [
        ("A-1", "Ana Example", agreed("2026-11-27"), last.as_str()),
        ("A-2", "Siân Ŵyn Gruffydd", agreed("2026-11-22"), last.as_str()),
        ("A-3", "أمينة يوسف", agreed("2026-10-11"), booked.as_str()),
        ("A-4", "山田 花子", String::new(), last.as_str()),
        ("A-5", "Bo\\u001b[31mRed\\u202e", String::new(), ""),
        ("B-1", "Éva Kovács", agreed("\"May\""), last.as_str()),
        ("B-2", "Lee", "status = \"ended\"".to_owned(), ""),
        ("B-3", "Mal", agreed("2025-09-22"), ""),
        ("B-4", "Nia", agreed("2027-03-01"), last.as_str()),
        (
            "B-5",
            "Joan Maud Whitcombe-Price",
            r#"started = 2026-03-02
status = "draft""#
                .to_owned(),
            "",
        ),
        ("B-6", "Ola", agreed("2026-12-30"), last.as_str()),
    ] {
        command = command.file(&format!("plans/{id}.toml"), plan(id, name, &top, below));
    }
    let broken = plan(
        "A-6",
        "Di Broken",
        r"next_review_due = 2026-11-27
other = [",
        "",
    );
    command
        .file("plans/cpa.toml", SETTINGS)
        .file("plans/people.toml", PEOPLE)
        .file("plans/A-6.toml", broken)
        .file("plans/A-7.toml", b"id = \"A-7\"\n[person]\nname = \"\xe9va\"\n")
}

#[track_caller]
pub(crate) fn shown(ended: &Output) -> String {
    format!("{}--- {:?}\n{}", ended.out, ended.exit, ended.err)
}
