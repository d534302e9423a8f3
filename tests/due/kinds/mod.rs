//! Each kind of date: when it is due, and by which rule. A case names the source of what it expects.

pub(crate) mod action;
pub(crate) mod agreement;
pub(crate) mod carers_assessment;
pub(crate) mod colleagues;
pub(crate) mod community_order;
pub(crate) mod consent;
pub(crate) mod contact;
pub(crate) mod copy;
pub(crate) mod draft;
pub(crate) mod follow_up;
pub(crate) mod goal;
pub(crate) mod other_plan;
pub(crate) mod outcome;
pub(crate) mod physical_health;
pub(crate) mod section_117;
pub(crate) mod service;
pub(crate) mod unreadable;

use std::fmt::Write;

use expect_test::Expect;
use serde_json::Value;

use crate::due::PEOPLE;
use crate::harness::{cpa, toml};

/// Returns the rows of one kind within ten years: state, day, days late, whom, why; then the warnings.
fn listed(kind: &str, settings: &str, text: &str, as_at: &str) -> Vec<String> {
    let ended = cpa(["due", "plans", "--within=10y", "--no-reviews", "--format=json", "--what"])
        .args(&[kind])
        .file("plans/cpa.toml", settings)
        .file("plans/people.toml", PEOPLE)
        .file("plans/P-1.toml", text)
        .as_at(as_at)
        .run();
    let document: Value = serde_json::from_str(&ended.out).expect("JSON");
    let row = |row: &Value| {
        let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
        let days = row["days_late"].as_i64().map_or("-".to_owned(), |days| days.to_string());
        format!("{} {} {days} {}: {}", text("state"), text("due"), text("about"), text("why"))
    };
    let rows = document["rows"].as_array().expect("rows").iter().map(row);
    let warnings = ended.err.lines().filter(|line| !line.starts_with("1 plan, ")).map(str::to_owned);
    let lines: Vec<String> = rows.chain(warnings).collect();
    if lines.is_empty() { vec!["nothing".to_owned()] } else { lines }
}

/// Returns a plan with these lines: keys of its top, then tables. `; ` stands for a line break.
fn plan(lines: &[&str]) -> String {
    let tables = lines.iter().position(|line| line.starts_with('[')).unwrap_or(lines.len());
    let text = |lines: &[&str]| lines.join("\n").replace("; ", "\n");
    let (top, tables) = (text(&lines[..tables]), text(&lines[tables..]));
    let start = "id = \"P-1\"\ncare_coordinator = \"jo\"\nstarted = 2024-01-15";
    format!("{start}\n{top}\n[person]\nname = \"Ana\"\n{tables}\n")
}

/// Splits cases into the header and the indented lines of each.
fn split(cases: &str) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for line in toml(cases).lines().filter(|line| !line.trim().is_empty()) {
        match (line.strip_prefix("    "), all.last_mut()) {
            (Some(line), Some((_, lines))) => lines.push(line.to_owned()),
            _ => all.push((line.to_owned(), Vec::new())),
        }
    }
    all
}

/// Checks cases: a line with a description and dates, then the lines of the plan, indented.
#[track_caller]
fn cases(kind: &str, settings: &str, cases: &str, expected: &Expect) {
    let mut all = String::new();
    for (header, lines) in split(cases) {
        let (description, days) = header.split_once(" @ ").expect("a description @ dates");
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        writeln!(all, "{description}").expect("a string");
        for day in days.split(' ') {
            let rows = listed(kind, &settings.replace("; ", "\n"), &plan(&lines), day);
            writeln!(all, "  {day}  {}", rows.join("\n              ")).expect("a string");
        }
    }
    expected.assert_eq(&all);
}
