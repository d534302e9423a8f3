//! `cpa rules`: every rule of care in every format.

use std::collections::BTreeSet;

use cpa::cli::Exit;
use cpa::validate::rules::ALL;
use expect_test::expect;
use serde_json::{Value, json};

use crate::harness::{cpa, cpa_at, cpa_plain};

#[test]
fn terminal_lines_are_wrapped_between_words() {
    for width in [40, 60, 80, 100, 200] {
        let ended = cpa_at(&["rules"], width);
        assert!(ended.out.lines().all(|line| line.chars().count() <= width), "{width}:\n{}", ended.out);
        let words: BTreeSet<&str> = ended.out.split_whitespace().collect();
        for rule in ALL.iter() {
            assert!(words.contains(rule.name), "{} at {width}", rule.name);
            for word in rule.summary.split_whitespace() {
                assert!(words.contains(word), "{word} of {} at {width}", rule.name);
            }
        }
    }
}

#[test]
fn in_a_pipe_every_rule_is_one_line() {
    let ended = cpa_plain(&["rules"]);
    assert_eq!(ended.exit, Exit::Clean);
    for rule in ALL.iter() {
        let lines: Vec<&str> =
            ended.out.lines().filter(|line| line.split(' ').next() == Some(rule.name)).collect();
        assert!(matches!(lines[..], [line] if line.ends_with(rule.summary)), "{lines:?}");
    }
    assert_eq!(
        ended.err,
        format!("{} rules; faults of reading are not listed, and always count\n", ALL.len())
    );
    let first: String =
        ended.out.lines().take(2).fold(String::new(), |text, line| text + line.trim_end() + "\n");
    assert!(first.starts_with("People and contacts (people)\ncare-coordinator-missing "), "{first}");
}

#[test]
fn json_list_has_an_object_of_four_keys_for_each_rule() {
    let list: Value =
        serde_json::from_str(&cpa_plain(&["rules", "--format", "json"]).out).expect("a document");
    let mut rules = ALL.to_vec();
    rules.sort_by_key(|rule| rule.group);
    let should_be: Vec<Value> = rules
        .iter()
        .map(|rule| {
            json!({
                "name": rule.name,
                "group": rule.group.typed(),
                "severity": rule.severity.word(),
                "summary": rule.summary,
            })
        })
        .collect();
    assert_eq!(list, Value::Array(should_be));
}

#[test]
fn every_group_in_the_list_can_be_selected() {
    let typed: BTreeSet<&str> = ALL.iter().map(|rule| rule.group.typed()).collect();
    for group in typed {
        let ended = cpa(["validate", "--select", group]).file("cpa.toml", "").file("X-1.toml", "").run();
        assert!(ended.err.contains(" rules ran"), "{group}: {}", ended.err);
    }
}

#[test]
fn the_list_in_markdown_is_one_table() {
    let out = cpa_plain(&["rules", "--format", "md"]).out;
    let first: Vec<&str> = out.lines().take(4).collect();
    expect![[r#"
        | rule | severity | what it finds |
        |---|---|---|
        | **People and contacts (people)** | | |
        | `care-coordinator-missing` | error | nobody brings the plan together |"#]]
    .assert_eq(&first.join("\n"));
    assert!(out.lines().all(|line| line.replace("\\|", "").matches('|').count() == 4), "{out}");
}
