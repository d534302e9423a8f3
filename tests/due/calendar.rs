//! `cpa due --format ics`: the list as a calendar.

use std::collections::BTreeSet;

use cpa::cli::Exit;
use expect_test::expect;
use ical::IcalParser;
use ical::parser::ical::component::IcalEvent;

use crate::due::formats::mixed;
use crate::due::{plan, reviewed, team};
use crate::harness::cpa;

/// Returns the events of a calendar, read by another library.
fn events(calendar: &str) -> Vec<IcalEvent> {
    let mut read = IcalParser::new(calendar.as_bytes());
    let calendar = read.next().expect("a calendar").expect("one that can be read");
    assert!(read.next().is_none());
    let property = |name: &str| {
        let found = calendar.properties.iter().filter(|property| property.name == name).collect::<Vec<_>>();
        assert_eq!(found.len(), 1, "{name}");
        found[0].value.clone().unwrap_or_default()
    };
    assert_eq!((property("VERSION").as_str(), property("METHOD").as_str()), ("2.0", "PUBLISH"));
    assert!(!property("PRODID").is_empty());
    calendar.events
}

fn value(event: &IcalEvent, name: &str) -> String {
    let found: Vec<_> = event.properties.iter().filter(|property| property.name == name).collect();
    assert!(found.len() <= 1, "{name}");
    found.first().and_then(|property| property.value.clone()).unwrap_or_default()
}

fn titles(calendar: &str) -> String {
    let line = |event: &IcalEvent| {
        format!("{} {}\n", value(event, "DTSTART"), value(event, "SUMMARY").replace('\\', ""))
    };
    events(calendar).iter().map(line).collect()
}

#[test]
fn another_library_reads_a_calendar_without_names() {
    let ended = team(&["--format", "ics", "--within"]).run();
    assert_eq!(ended.exit, Exit::Failed);
    expect![[r#"
        20261122 Plan could not be told: A-6
        20261122 Plan could not be told: A-7
        20261122 Review could not be told: B-1
        20261122 Review 1 year 2 months late (22 September 2025): B-3
        20261122 Review 2 months late (2 September 2026): B-5
        20261122 Review 6 weeks late (11 October 2026): A-3
        20261211 2pm Review: A-3
        20261122 Review 11 days late (11 November 2026): A-4
        20261122 Review due by today: A-2
        20261127 Review due by today: A-1
        20261230 Review due by today: B-6
        20261122 Review no date agreed: A-5
    "#]]
    .assert_eq(&titles(&ended.out));
    expect![[r#"
        20261122 Carer's assessment 10 months late (8 January 2026): P-1
        20261122 Action 3 weeks late (1 November 2026): P-1
        20261122 Goal wanted by today: P-1
        20261201 Physical health check due by today: P-1
        20261204 Review due by today: P-1
        20261207 9:30am Review: P-1
    "#]]
    .assert_eq(&titles(&mixed(&["--format=ics"]).run().out));
    for name in ["Ana", "Siân", "Jo", "Mal", "Nia", "Whitcombe"] {
        assert!(!ended.out.contains(name), "{name}");
    }
    let out = mixed(&["--format=ics"]).run().out;
    for name in ["Ana", "Sam", "sam", "Private", "Jo"] {
        assert!(!out.contains(name), "{name}");
    }
    let named = team(&["--format=ics", "--names"]).run().out;
    assert!(titles(&named).contains("Joan Maud Whitcombe-Price (B-5)"), "{named}");
}

#[test]
fn a_calendar_follows_rfc_5545() {
    let out = team(&["--format=ics", "--names", "--within=9y"]).run().out;
    assert!(out.ends_with("\r\n"));
    for line in out.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\n', '\r', '\u{1b}']), "{line:?}");
    }
    // Unfolded, each name is whole.
    assert!(out.replace("\r\n ", "").contains("Joan Maud Whitcombe-Price (B-5)"));
    for event in events(&out) {
        let start = event.properties.iter().find(|property| property.name == "DTSTART").expect("a start");
        let params = start.params.clone().unwrap_or_default();
        assert_eq!(params, [("VALUE".to_owned(), vec!["DATE".to_owned()])]);
        assert_eq!(value(&event, "DTSTART").len(), 8);
        assert_eq!(value(&event, "DTSTAMP"), "20261122T000000Z");
        assert_eq!(
            (value(&event, "CLASS").as_str(), value(&event, "TRANSP").as_str()),
            ("PRIVATE", "TRANSPARENT")
        );
        for none in ["DESCRIPTION", "ATTENDEE", "ORGANIZER", "LOCATION", "DTEND"] {
            assert_eq!(value(&event, none), "", "{none}");
        }
    }
}

#[test]
fn lines_of_every_length_are_folded_and_read_back() {
    for letter in ["x", "é", "山", "x y"] {
        let mut command = cpa(["due", "plans", "--format=ics", "--names"]);
        for length in 1..110 {
            let text =
                plan(&format!("P-{length}"), &letter.repeat(length), "next_review_due = 2026-01-01", "");
            command = command.file(&format!("plans/P-{length}.toml"), text);
        }
        let out = command.run().out;
        assert!(out.split("\r\n").all(|line| line.len() <= 75), "{letter}");
        let titles = titles(&out);
        for length in 1..110 {
            let whole = format!(": {} (P-{length})\n", letter.repeat(length));
            assert!(titles.contains(&whole), "{letter} {length} times:\n{titles}");
        }
    }
}

#[test]
fn an_empty_calendar_says_that_nothing_is_due() {
    let text = plan("P-1", "Ana", "next_review_due = 2027-02-01; started = 2026-11-01", "");
    let out = cpa(["due", "plans", "--format=ics"]).file("plans/P-1.toml", text).run().out;
    assert_eq!(titles(&out), "20261122 CPA reviews: nothing to be done\n");
}

#[test]
fn events_have_stable_unique_uids() {
    let numbers = |as_at: &str| -> Vec<(String, String)> {
        let out = mixed(&["--format=ics"]).as_at(as_at).run().out;
        events(&out).iter().map(|event| (value(event, "SUMMARY"), value(event, "UID"))).collect()
    };
    let (today, later) = (numbers("2026-11-22"), numbers("2026-12-03"));
    let only = |all: &[(String, String)]| all.iter().map(|(_, uid)| uid.clone()).collect::<BTreeSet<_>>();
    assert_eq!(only(&today).len(), today.len());
    assert!(only(&today).is_subset(&only(&later)), "{today:?}\n{later:?}");
    let sequence = |as_at: &str| {
        let out = mixed(&["--format=ics"]).as_at(as_at).run().out;
        events(&out).iter().map(|event| value(event, "SEQUENCE").parse::<u32>().expect("a number")).max()
    };
    assert!(sequence("2026-11-22") < sequence("2026-11-23"));
    // After a review is held, the next one is another event.
    let held = |more: &str| {
        let text = plan("P-1", "Ana", "next_review_due = 2026-12-04", &(reviewed("2026-05-11") + more));
        let out = cpa(["due", "plans", "--format=ics", "--within=1y"]).file("plans/P-1.toml", text).run().out;
        only(&events(&out).iter().map(|event| (String::new(), value(event, "UID"))).collect::<Vec<_>>())
    };
    assert_ne!(held(""), held(&reviewed("2026-11-20")));
}

#[test]
fn two_equal_actions_are_two_events() {
    let action = r#"[[needs.actions]]; what = "Phone"; who = ["jo"]; when = 2026-12-01; "#;
    let text = plan("P-1", "Ana", "", &format!(r#"[[needs]]; need = "x"; {action}{action}"#));
    let out = cpa(["due", "plans", "--format=ics", "--what=action", "--no-reviews", "--within=1y"])
        .file("plans/P-1.toml", text)
        .run()
        .out;
    let uids: BTreeSet<String> = events(&out).iter().map(|event| value(event, "UID")).collect();
    assert_eq!(uids.len(), 2, "{out}");
}
