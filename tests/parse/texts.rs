//! The texts of a plan: none is left out, and each has its key, part, place and labels.

use std::sync::Arc;

use cpa::parse::{Key, ScalarType, Source, Texts, TomlTable, ValueType};
use cpa::plan::Plan;
use cpa::workspace::{FolderContext, PlanFile};
use expect_test::expect;

use crate::harness::day;

const NS_0042: &str = include_str!("../cases/format/NS-0042.toml");

fn plan(text: &str) -> PlanFile {
    PlanFile::parse(&Arc::new(Source::new("NS-0042.toml", text)), FolderContext::default(), day("2026-11-22"))
}

#[test]
fn texts_have_key_part_place_and_labels() {
    let file = plan(
        r#"id = "P-1"
person = { name = "Rhys", phones = { mobile = "07700 900111" } }
[[risks]]
risk = "He waits"
signs = ["One", "Two"]
kind = "to self"
withhold = "threats"
told_by = "sam"
  [[risks.actions]]
  what = "Phone"
  who = "person"
  when = "every week"
  in_confidence = true
[[risks.actions]]
when = 2026-01-01
[crisis.look_after]
cat = "A neighbour"
"#,
    );
    let texts = Texts::new(&file.plan);
    let lines: Vec<String> = texts
        .iter()
        .map(|text| {
            let labels: Vec<_> = texts
                .labels(text)
                .map(|labels| (labels.withhold, labels.told_by, labels.in_confidence))
                .filter(|labels| *labels != (None, None, None))
                .collect();
            let header = texts.headers(text).next().map(|span| file.source.at(span));
            format!(
                "{} {} {:?}{} {} {:?} {header:?} {labels:?}",
                text.top,
                text.key.name,
                text.part,
                if text.sensitive { " sensitive" } else { "" },
                file.source.at(text.span),
                text.text,
            )
        })
        .collect();
    expect![[r#"
        id id Public "P-1" "P-1" Some("") []
        person name Identity sensitive "Rhys" "Rhys" Some("{ name = \"Rhys\", phones = { mobile = \"07700 900111\" } }") []
        person phones Identity sensitive mobile "07700 900111" Some("{ name = \"Rhys\", phones = { mobile = \"07700 900111\" } }") []
        risks risk Risks "He waits" "He waits" Some("[[risks]]") [(Some("threats"), Some("sam"), None)]
        risks signs Risks "One" "One" Some("[[risks]]") [(Some("threats"), Some("sam"), None)]
        risks signs Risks "Two" "Two" Some("[[risks]]") [(Some("threats"), Some("sam"), None)]
        risks what Risks "Phone" "Phone" Some("[[risks.actions]]") [(None, None, Some(true)), (Some("threats"), Some("sam"), None)]
        risks when Risks "every week" "every week" Some("[[risks.actions]]") [(None, None, Some(true)), (Some("threats"), Some("sam"), None)]
        crisis look_after Crisis cat "A neighbour" Some("crisis") []"#]].assert_eq(&lines.join("\n"));
}

/// Finds the keys of the format whose values contain free text.
fn keys_of_texts(keys: &'static [Key], found: &mut Vec<&'static Key>) {
    for key in keys {
        let mut shape = &key.value_type;
        while let ValueType::List(of) | ValueType::Open(of) | ValueType::OneOrMore(of) = shape {
            shape = of;
        }
        match shape {
            ValueType::One(ScalarType::Text | ScalarType::When) => found.push(key),
            shape => keys_of_texts(shape.keys().unwrap_or_default(), found),
        }
    }
}

#[test]
fn texts_of_every_key_are_collected() {
    let mut keys = Vec::new();
    keys_of_texts(Plan::KEYS, &mut keys);
    assert!(keys.len() > 100, "the format has {} keys of words", keys.len());
    let file = plan(NS_0042);
    let texts = Texts::new(&file.plan);
    let walked: Vec<&str> = texts.iter().map(|text| text.key.name).collect();
    for key in keys {
        let name = key.name;
        let shown = NS_0042.lines().any(|line| {
            let value = line.trim_start().strip_prefix(name).and_then(|rest| rest.strip_prefix(" = "));
            value.is_some_and(|value| value.starts_with('"') || value.starts_with("[\""))
        });
        assert!(!shown || walked.contains(&name), "{name} is walked");
    }
    assert!(texts.iter().count() > 130, "{} texts", texts.iter().count());
}
