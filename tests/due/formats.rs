//! The list in each of its formats: Markdown, tables for programs, calendars, messages.

use std::fmt::Write;

use clap::ValueEnum;
use cpa::cli::Exit;
use cpa::due::DueFormat;
use expect_test::expect;
use ical::IcalParser;
use ical::parser::ical::component::IcalEvent;

use crate::due::{PEOPLE, SETTINGS, plan, reviewed, shown, team};
use crate::harness::{Command, cpa};

#[test]
fn a_page_of_markdown_for_a_meeting() {
    expect![[r#"
        # Reviews that are due

        As at 22 November 2026.

        | When | Day | Name | Id | Care coordinator | Why |
        |---|---|---|---|---|---|
        | not known | | Di Broken | A-6 | Jo Smith | this list is not closed (line 4) |
        | not known | | not known | A-7 | not known | this file is not saved as UTF-8 |
        | not known | | Éva Kovács | B-1 | Jo Smith | `next_review_due` could not be read (line 3) |
        | 1 year 2 months late | 22 Sep 2025 | Mal | B-3 | Jo Smith | the agreed day |
        | 2 months late | 2 Sep 2026 | Joan Maud Whitcombe-Price | B-5 | Jo Smith | nobody has agreed a date; 6 months after the start; a draft |
        | 6 weeks late | 11 Oct 2026 | أمينة يوسف | A-3 | Jo Smith | the agreed day; booked for 11 Dec 2026 at 2pm |
        | 11 days late | 11 Nov 2026 | 山田 花子 | A-4 | Jo Smith | nobody has agreed a date; 6 months after the last review |
        | due today | 22 Nov 2026 | Siân Ŵyn Gruffydd | A-2 | Jo Smith | the agreed day |
        | no date agreed | | Bo�\[31mRed� | A-5 | Jo Smith | nobody has agreed a date; neither a start nor a review is written down |

        13 plans: 4 overdue, 1 due today, 1 without a date, 3 could not be told, 3 in time, 1 ended.
        --- Failed
        plans/A-6.toml:4:9: this list is not closed
        plans/A-7.toml:3:9: this file is not saved as UTF-8
        plans/B-1.toml:3:19: `next_review_due` should be a date like 2026-03-31, without quotes
        13 plans: 4 overdue, 1 due today, 1 without a date, 3 could not be told, 3 in time, 1 ended
    "#]].assert_eq(&shown(&team(&["--format", "md"]).run()));
    expect![[r#"
        # What is due

        As at 22 November 2026.

        | When | Day | What | Name | Id | Care coordinator | Why |
        |---|---|---|---|---|---|---|
        | 10 months late | 8 Jan 2026 | carer's assessment (Sam Secret) | Ana Example | P-1 | Jo Smith | 12 months after the last assessment, or the offer of one, on 8 Jan 2025 |
        | 3 weeks late | 1 Nov 2026 | action (Sam Secret) | Ana Example | P-1 | Jo Smith | to be done by that day |
        | wanted today | 22 Nov 2026 | goal | Ana Example | P-1 | Jo Smith | wanted by that day |
        | due in 9 days | 1 Dec 2026 | physical health check | Ana Example | P-1 | Jo Smith | 12 months after the last check on 1 Dec 2025 |
        | due in 12 days | 4 Dec 2026 | review | Ana Example | P-1 | Jo Smith | the agreed day; the booking is after that day; booked for 7 Dec 2026 at 9:30am |

        1 plan, 5 dates: 2 overdue, 1 due today, 2 due soon.
        --- Clean
        1 plan, 5 dates: 2 overdue, 1 due today, 2 due soon
    "#]].assert_eq(&shown(&mixed(&["--format", "md"]).run()));
}

#[test]
fn csv_is_a_promise() {
    let ended = team(&["--format", "csv"]).run();
    assert!(
        ended.out.lines().count() > 5 && ended.out.split("\r\n").count() == ended.out.split('\n').count()
    );
    expect![[r#"
        as_at,id,what,state,due,days_late,booked,name,about,care_coordinator,coordinator,team,last_review,why,file,line
        2026-11-22,A-6,plan,unreadable,,,,Di Broken,,Jo Smith,jo,,,this list is not closed (line 4),plans/A-6.toml,4
        2026-11-22,A-7,plan,unreadable,,,,,,,,,,this file is not saved as UTF-8,plans/A-7.toml,3
        2026-11-22,B-1,review,unreadable,,,,Éva Kovács,,Jo Smith,jo,,2026-05-11,`next_review_due` could not be read (line 3),plans/B-1.toml,3
        2026-11-22,B-3,review,overdue,2025-09-22,426,,Mal,,Jo Smith,jo,,,the agreed day,plans/B-3.toml,3
        2026-11-22,B-5,review,overdue,2026-09-02,81,,Joan Maud Whitcombe-Price,,Jo Smith,jo,,,nobody has agreed a date; 6 months after the start; a draft,plans/B-5.toml,1
        2026-11-22,A-3,review,overdue,2026-10-11,42,2026-12-11T14:00,أمينة يوسف,,Jo Smith,jo,,2026-05-11,the agreed day,plans/A-3.toml,3
        2026-11-22,A-4,review,overdue,2026-11-11,11,,山田 花子,,Jo Smith,jo,,2026-05-11,nobody has agreed a date; 6 months after the last review,plans/A-4.toml,1
        2026-11-22,A-2,review,due-today,2026-11-22,0,,Siân Ŵyn Gruffydd,,Jo Smith,jo,,2026-05-11,the agreed day,plans/A-2.toml,3
        2026-11-22,A-5,review,no-date,,,,Bo�[31mRed�,,Jo Smith,jo,,,nobody has agreed a date; neither a start nor a review is written down,plans/A-5.toml,1
    "#]].assert_eq(&ended.out.replace("\r\n", "\n"));
}

#[test]
fn no_cell_is_taken_for_a_formula_and_every_line_has_as_many_cells() {
    let mut command = cpa(["due", "plans", "--format=csv", "--what=all"]).file("plans/cpa.toml", SETTINGS);
    let names =
        ["=HYPERLINK(\\\"x\\\")", "+1", "-1", "@x", "＝1+1", "a,b;\\\"c\\\"", "two\\nlines", "\\u0000"];
    for (at, name) in names.iter().enumerate() {
        command = command.file(
            &format!("plans/={at}/P-{at}.toml"),
            plan(&format!("P-{at}"), name, "next_review_due = 2026-01-01", ""),
        );
    }
    let ended = command.run();
    let mut reader = csv::ReaderBuilder::new().from_reader(ended.out.as_bytes());
    let columns = reader.headers().expect("headers").len();
    let mut rows = 0;
    for record in reader.records() {
        let record = record.expect("a record");
        assert_eq!(record.len(), columns);
        for cell in &record {
            let number = cell.parse::<i64>().is_ok();
            assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{cell}");
            assert!(!cell.contains(['\n', '\r', '\0']), "{cell:?}");
        }
        rows += 1;
    }
    assert!(rows >= names.len(), "{}", ended.out);
}

/// A folder with dates of several kinds, one of them of family.
fn mixed(args: &[&str]) -> Command {
    let below = "[people.sam]\nname = \"Sam Secret\"\nrelationship = \"brother\"\nis = [\"carer\"]\n\
                 carers_assessment = { offered = 2025-01-08 }\n[[needs]]\nneed = \"x\"\ngoal = \"Private goal\"\ngoal_by = 2026-11-22\n\
                 [[needs.actions]]\nwhat = \"Private action\"\nwho = [\"sam\"]\nwhen = 2026-11-01\n[health]\n\
                 physical_health_checked = 2025-12-01\n";
    let top = "next_review_due = 2026-12-04\nstarted = 2026-11-01";
    cpa(["due", "plans", "--what=all", "--within=4w"])
        .args(args)
        .file("plans/cpa.toml", SETTINGS)
        .file("plans/people.toml", PEOPLE)
        .file(
            "plans/P-1.toml",
            plan("P-1", "Ana Example", top, &format!("{below}[[reviews]]\nbooked = 2026-12-07 09:30:00\n")),
        )
}

/// The events of a calendar, as another library reads them.
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
fn a_calendar_is_read_by_another_library_and_names_nobody() {
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
fn a_calendar_is_as_rfc_5545_wants_it() {
    let out = team(&["--format=ics", "--names", "--within=9y"]).run().out;
    assert!(out.ends_with("\r\n"));
    for line in out.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\n', '\r', '\u{1b}']), "{line:?}");
    }
    // Unfolded, each name stands there whole.
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
fn lines_of_every_length_are_folded_in_octets_and_read_back_whole() {
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
fn a_calendar_in_which_nothing_is_late_says_so() {
    let text = plan("P-1", "Ana", "next_review_due = 2027-02-01\nstarted = 2026-11-01", "");
    let out = cpa(["due", "plans", "--format=ics"]).file("plans/P-1.toml", text).run().out;
    assert_eq!(titles(&out), "20261122 CPA reviews: nothing to be done\n");
}

#[test]
fn an_event_keeps_its_number_from_day_to_day_and_no_two_have_the_same() {
    let numbers = |as_at: &str| -> Vec<(String, String)> {
        let out = mixed(&["--format=ics"]).as_at(as_at).run().out;
        events(&out).iter().map(|event| (value(event, "SUMMARY"), value(event, "UID"))).collect()
    };
    let (today, later) = (numbers("2026-11-22"), numbers("2026-12-03"));
    let only = |all: &[(String, String)]| {
        all.iter().map(|(_, uid)| uid.clone()).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(only(&today).len(), today.len());
    assert!(only(&today).is_subset(&only(&later)), "{today:?}\n{later:?}");
    let sequence = |as_at: &str| {
        let out = mixed(&["--format=ics"]).as_at(as_at).run().out;
        events(&out).iter().map(|event| value(event, "SEQUENCE").parse::<u32>().expect("a number")).max()
    };
    assert!(sequence("2026-11-22") < sequence("2026-11-23"));
    // When the review has been held, the next one is another event.
    let held = |more: &str| {
        let text = plan("P-1", "Ana", "next_review_due = 2026-12-04", &(reviewed("2026-05-11") + more));
        let out = cpa(["due", "plans", "--format=ics", "--within=1y"]).file("plans/P-1.toml", text).run().out;
        only(&events(&out).iter().map(|event| (String::new(), value(event, "UID"))).collect::<Vec<_>>())
    };
    assert_ne!(held(""), held(&reviewed("2026-11-20")));
}

#[test]
fn two_promises_in_the_same_words_are_two_events() {
    let action = "[[needs.actions]]\nwhat = \"Phone\"\nwho = [\"jo\"]\nwhen = 2026-12-01\n";
    let text = plan("P-1", "Ana", "", &format!("[[needs]]\nneed = \"x\"\n{action}{action}"));
    let out = cpa(["due", "plans", "--format=ics", "--what=action", "--no-reviews", "--within=1y"])
        .file("plans/P-1.toml", text)
        .run()
        .out;
    let uids: std::collections::BTreeSet<String> =
        events(&out).iter().map(|event| value(event, "UID")).collect();
    assert_eq!(uids.len(), 2, "{out}");
}

#[test]
fn a_message_for_a_manager_has_headers_and_names_nobody() {
    let ended = team(&["--format=email", "--to", "manager@northside.example"]).run();
    expect![[r#"
        To: manager@northside.example
        Subject: CPA reviews: 3 could not be told, 4 overdue, 1 due today, 1 without a date, as at 22 November 2026
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit
        Auto-Submitted: auto-generated

        As at Sunday 22 November 2026.

        13 plans: 4 overdue, 1 due today, 1 without a date, 3 could not be told,
        3 in time, 1 ended.

        COULD NOT BE TOLD

        - A-6: this list is not closed (line 4)
        - A-7: this file is not saved as UTF-8
        - B-1: `next_review_due` could not be read (line 3)

        OVERDUE

        - B-3: 1 year 2 months late (22 September 2025): the agreed day; no
          review is booked
        - B-5: 2 months late (2 September 2026): nobody has agreed a date; 6
          months after the start; a draft; no review is booked
        - A-3: 6 weeks late (11 October 2026): the agreed day; booked for 11 Dec
          2026 at 2pm
        - A-4: 11 days late (11 November 2026): nobody has agreed a date; 6
          months after the last review; no review is booked

        DUE TODAY

        - A-2: the agreed day; no review is booked

        WITHOUT A DATE

        - A-5: nobody has agreed a date; neither a start nor a review is written
          down; no review is booked

        Why, and what would help: cpa due --explain B-1
        --- Failed
        plans/A-6.toml:4:9: this list is not closed
        plans/A-7.toml:3:9: this file is not saved as UTF-8
        plans/B-1.toml:3:19: `next_review_due` should be a date like 2026-03-31, without quotes
    "#]]
    .assert_eq(&shown(&ended));
    let out = mixed(&["--format=email", "--to=m@n.example"]).run().out;
    expect![[r#"
        To: m@n.example
        Subject: CPA dates: 2 overdue, 1 due today, 2 due soon, as at 22 November 2026
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit
        Auto-Submitted: auto-generated

        As at Sunday 22 November 2026.

        1 plan, 5 dates: 2 overdue, 1 due today, 2 due soon.

        OVERDUE

        - P-1: carer's assessment for whoever stands in line 7, 10 months late
          (8 January 2026): 12 months after the last assessment, or the offer of
          one, on 8 Jan 2025 (line 11)
        - P-1: action for whoever stands in line 7, 3 weeks late (1 November
          2026): to be done by that day (line 19)

        DUE TODAY

        - P-1: goal, wanted by that day (line 15)

        DUE SOON

        - P-1: physical health check, due in 9 days (1 December 2026): 12 months
          after the last check on 1 Dec 2025 (line 21)
        - P-1: review, due in 12 days (4 December 2026): the agreed day; the
          booking is after that day; booked for 7 Dec 2026 at 9:30am

        Why, and what would help: cpa due --explain P-1
    "#]]
    .assert_eq(&out);
    for name in ["Ana", "Sam", "sam", "Private"] {
        assert!(!out.contains(name), "{name}");
    }
    let named = mixed(&["--format=email", "--to=m@n.example", "--names"]).run().out;
    assert!(named.contains("Ana Example (P-1)"), "{named}");
}

#[test]
fn a_message_goes_to_whoever_was_asked_for_or_to_nobody() {
    let with = |args: &[&str], people: &str| {
        let command = cpa(["due", "plans", "--format=email"]).args(args).file("plans/people.toml", people);
        let ended =
            command.file("plans/P-1.toml", plan("P-1", "Ana", "next_review_due = 2026-01-01", "")).run();
        let to = ended.out.lines().next().unwrap_or_default().to_owned();
        format!("{to} {:?} {}", ended.exit, ended.err.lines().next().unwrap_or_default())
    };
    let jo = "[jo]\nname = \"Jo Smith\"\nemail = \"jo@northside.example\"\n";
    assert_eq!(with(&["--coordinator", "jo"], jo), "To: jo@northside.example Clean ");
    expect![" Failed error: nothing says to whom this message goes: add `--to` and an address"]
        .assert_eq(&with(&[], jo));
    expect![" Failed error: nothing says to whom this message goes: add `--to` and an address"]
        .assert_eq(&with(&["--coordinator", "jo"], PEOPLE));
    for bad in [
        "jo",
        "jo@",
        "@x",
        "jo@x.example\\nBcc: all@x.example",
        "Jo <jo@x.example>",
        "jo@x,y@z",
        "é@x.example",
    ] {
        let people = format!("[jo]\nname = \"Jo\"\nemail = \"{bad}\"\n");
        let said = with(&["--coordinator", "jo"], &people);
        assert!(said.starts_with(" Failed error: nothing says to whom"), "{bad}: {said}");
        let said = with(&["--to", &bad.replace("\\n", "\n")], jo);
        assert!(said.starts_with(" Failed error: `--to "), "{bad}: {said}");
    }
}

#[test]
fn each_care_coordinator_has_a_message_and_what_is_nobodys_has_one_too() {
    let people = "[jo]\nname = \"Jo Smith\"\nemail = \"jo@northside.example\"\n[mair]\nname = \"Mair\"\n[idle]\nname = \"I\"\nemail = \"i@x.example\"\n";
    let with = |args: &[&str]| {
        let late = |id: &str, who: &str| {
            format!("id = \"{id}\"\n{who}next_review_due = 2026-01-01\n[person]\nname = \"N {id}\"\n")
        };
        cpa(["due", "plans", "--format=email", "--by=coordinator", "--output=out"])
            .args(args)
            .file("plans/people.toml", people)
            .file("plans/P-1.toml", late("P-1", "care_coordinator = \"jo\"\n"))
            .file("plans/P-2.toml", late("P-2", "care_coordinator = \"mair\"\n"))
            .file("plans/P-3.toml", late("P-3", ""))
            .file(
                "plans/P-4.toml",
                late("P-4", "care_coordinator = \"idle\"\n").replace("2026-01-01", "2027-01-01"),
            )
    };
    let read = |command: &Command| {
        let mut all = String::new();
        for entry in walkdir::WalkDir::new(command.path().join("out")).sort_by_file_name() {
            let entry = entry.expect("a folder");
            if entry.file_type().is_file() {
                let text = std::fs::read_to_string(entry.path()).expect("a message");
                let to = text.lines().take(2).collect::<Vec<_>>().join(" ");
                let of = text.lines().find(|line| line.starts_with("These "));
                let to = of.map_or(to.clone(), |of| format!("{to} [{of}]"));
                let ids: Vec<&str> =
                    ["P-1", "P-2", "P-3", "P-4"].into_iter().filter(|id| text.contains(id)).collect();
                writeln!(all, "{} {to} {}", entry.file_name().to_string_lossy(), ids.join(" "))
                    .expect("a string takes it");
            }
        }
        all
    };
    let command = with(&["--to", "manager@x.example"]);
    expect![[r#"
        --- Clean
        idle.eml To: i@x.example Subject: CPA reviews: none overdue, as at 22 November 2026 
        jo.eml To: jo@northside.example Subject: CPA reviews: 1 overdue, as at 22 November 2026 P-1
        mair.eml To: manager@x.example Subject: CPA reviews of mair: 1 overdue, as at 22 November 2026 [These are the plans of Mair.] P-2
        without-coordinator.eml To: manager@x.example Subject: CPA reviews without a care coordinator: 1 overdue, as at 22 November 2026 [These are of no care coordinator, or could not be read.] P-3
    "#]]
    .assert_eq(&format!("{}{}", shown(&command.run()), read(&command)));
    let again = command.run();
    expect![[r#"
        --- Failed
        error: `out` holds messages of an earlier run, which would be sent again: empty it, or name another folder
    "#]].assert_eq(&shown(&again));
    let command = with(&["--quiet"]);
    expect![[r#"
        --- Failed
        error: no message was written for what has no care coordinator, or could not be told; `mair`, who has no `email` in people.toml: name somebody with `--to` who gets it
        jo.eml To: jo@northside.example Subject: CPA reviews: 1 overdue, as at 22 November 2026 P-1
    "#]].assert_eq(&format!("{}{}", shown(&command.run()), read(&command)));
}

#[test]
fn a_message_says_that_somebody_may_be_missing() {
    let with = |args: &[&str]| {
        let late = plan("P-1", "Ana", "next_review_due = 2026-01-01", "");
        let people = "[jo]\nname = \"Jo Smith\"\nemail = \"jo@northside.example\"\n";
        let command = cpa(["due", "plans", "--format=email"]).args(args).file("plans/P-1.toml", late);
        let command = command.file("plans/people.toml", people);
        std::os::unix::fs::symlink("../nowhere", command.path().join("plans/riverside")).expect("a link");
        command
    };
    let missing = "1 plan: 1 overdue; somebody may be missing, for not everything could be\nread.\n";
    let out = with(&["--to=m@x.example"]).run().out;
    assert!(out.contains(missing), "{out}");
    let command = with(&["--by=coordinator", "--output=out"]);
    let ended = command.run();
    let told = std::fs::read_to_string(command.path().join("out/jo.eml")).expect("a message");
    assert!(told.contains(missing), "{told}");
    assert_eq!(ended.exit, Exit::Failed);
}

#[test]
fn whoever_has_left_is_sent_nothing_more() {
    let with = |args: &[&str]| {
        let people = "[jo]\nname = \"Jo Smith\"\nemail = \"jo@northside.example\"\nuntil = 2026-11-21\n";
        cpa(["due", "plans", "--format=email"])
            .args(args)
            .file("plans/people.toml", people)
            .file("plans/P-1.toml", plan("P-1", "Ana", "next_review_due = 2026-01-01", ""))
    };
    let ended = with(&["--by=coordinator", "--output=out"]).run();
    assert!(ended.err.contains("`jo`, whose last day has passed"), "{}", ended.err);
    assert_eq!(ended.exit, Exit::Failed);
    let ended = with(&["--coordinator=jo"]).run();
    assert!(ended.err.contains("nothing says to whom this message goes"), "{}", ended.err);
    let on_the_last_day = with(&["--coordinator=jo"]).as_at("2026-11-21").run();
    assert!(on_the_last_day.out.starts_with("To: jo@northside.example\n"), "{}", on_the_last_day.out);
}

#[test]
fn every_format_says_all_that_is_in_the_list_and_nothing_harmful() {
    for format in DueFormat::value_variants() {
        let word = format.to_possible_value().expect("a word");
        let args = ["--format", word.get_name(), "--to=a@b.example"];
        let args = if *format == DueFormat::Email { &args[..] } else { &args[..2] };
        let ended = team(&[]).args(args).run();
        for id in ["A-2", "A-3", "A-4", "A-5", "A-6", "A-7", "B-1", "B-3", "B-5"] {
            assert!(ended.out.contains(id), "{id} as {}:\n{}", word.get_name(), ended.out);
        }
        assert!(!ended.out.contains(['\u{1b}', '\u{202e}']), "{}", word.get_name());
        assert_eq!(ended.exit, Exit::Failed, "{}", word.get_name());
    }
}

#[test]
fn at_a_terminal_what_is_due_is_said_in_the_plans_own_words() {
    expect![[r#"
        When            What                   Name         Care         Why
                        whom                   id           coordinator
        ────────────────────────────────────────────────────────────────────────────────
        10 months late  carer's assessment     Ana Example  Jo Smith     12 months after
        8 Jan 2026      Sam Secret             P-1                       the last
                                                                         assessment, or
                                                                         the offer of
                                                                         one, on
                                                                         8 Jan 2025
        ────────────────────────────────────────────────────────────────────────────────
        3 weeks late    action                 Ana Example  Jo Smith     to be done by
        1 Nov 2026      Sam Secret             P-1                       that day
                                                                         “Private
                                                                         action”
        ────────────────────────────────────────────────────────────────────────────────
        wanted today    goal                   Ana Example  Jo Smith     wanted by that
        22 Nov 2026                            P-1                       day
                                                                         “Private goal”
        ────────────────────────────────────────────────────────────────────────────────
        due in 9 days   physical health check  Ana Example  Jo Smith     12 months after
        1 Dec 2026                             P-1                       the last check
                                                                         on 1 Dec 2025
        ────────────────────────────────────────────────────────────────────────────────
        due in 12 days  review                 Ana Example  Jo Smith     the agreed day;
        4 Dec 2026                             P-1                       the booking is
                                                                         after that day
                                                                         booked for
                                                                         7 Dec 2026
                                                                         at 9:30am
    "#]]
    .assert_eq(&mixed(&[]).at_terminal(80).run().out);
    expect![[r#"
        When            Day          What                   Whom        Name         Id   Care coordinator  Why
        10 months late  8 Jan 2026   carer's assessment     Sam Secret  Ana Example  P-1  Jo Smith          12 months after the last assessment, or the offer of one, on 8 Jan 2025
        3 weeks late    1 Nov 2026   action                 Sam Secret  Ana Example  P-1  Jo Smith          to be done by that day: “Private action”
        wanted today    22 Nov 2026  goal                               Ana Example  P-1  Jo Smith          wanted by that day: “Private goal”
        due in 9 days   1 Dec 2026   physical health check              Ana Example  P-1  Jo Smith          12 months after the last check on 1 Dec 2025
        due in 12 days  4 Dec 2026   review                             Ana Example  P-1  Jo Smith          the agreed day; the booking is after that day; booked for 7 Dec 2026 at 9:30am
    "#]].assert_eq(&mixed(&[]).at_terminal(200).run().out);
    expect![[r#"
        When            Day          What                   Whom        Name         Id   Care coordinator  Why
        10 months late  8 Jan 2026   carer's assessment     Sam Secret  Ana Example  P-1  Jo Smith          12 months after the last assessment, or the offer of one, on 8 Jan 2025
        3 weeks late    1 Nov 2026   action                 Sam Secret  Ana Example  P-1  Jo Smith          to be done by that day
        wanted today    22 Nov 2026  goal                               Ana Example  P-1  Jo Smith          wanted by that day
        due in 9 days   1 Dec 2026   physical health check              Ana Example  P-1  Jo Smith          12 months after the last check on 1 Dec 2025
        due in 12 days  4 Dec 2026   review                             Ana Example  P-1  Jo Smith          the agreed day; the booking is after that day; booked for 7 Dec 2026 at 9:30am
    "#]].assert_eq(&mixed(&[]).run().out);
    for width in 20..=120 {
        let out = mixed(&[]).at_terminal(width).run().out;
        let longest = out.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        assert!(longest <= width, "{longest} at {width}:\n{out}");
        for date in ["4 Dec 2026", "8 Jan 2026", "1 Nov 2026", "22 Nov 2026"] {
            assert!(out.contains(date), "{date} at {width}:\n{out}");
        }
    }
}

#[test]
fn nothing_that_was_typed_by_mistake_travels() {
    let secret = "she hit her mother Gwen";
    for text in [
        format!("id = \"P-1\"\nnext_review_due = 2026-01-01\n[person]\nname = \"A\"\n[[reviews]]\nheld = 2026-01-02\noutcome = \"{secret}\"\n"),
        format!("id = \"P-1\"\nnext_review_due = \"{secret}\"\n[person]\nname = \"A\"\n"),
        format!("id = \"P-1\"\nstatus = \"{secret}\"\n[person]\nname = \"A\"\n"),
        "id = \"P-1\"\nnext_review_due = 2026-01-01\n[person]\nname = \"A\"\n[people]\nGwen = { name = \"x\" }\nGwen = { name = \"y\" }\n".to_owned(),
    ] {
        for format in ["table", "md", "json", "csv", "ics", "email"] {
            let command = cpa(["due", "plans", "--what=all", "--format", format]);
            let command = if format == "email" { command.args(&["--to=a@b.example"]) } else { command };
            let ended = command.file("plans/P-1.toml", &text).run();
            assert!(!ended.out.contains("Gwen"), "{format}: {}", ended.out);
            assert!(!ended.err.contains("mother"), "{format}: {}", ended.err);
        }
    }
}

#[test]
fn an_id_that_may_be_a_name_or_an_nhs_number_stands_in_no_calendar_and_no_message() {
    for id in ["9990000042", "Sam-Taylor"] {
        let text = plan(id, "Sam Taylor", "next_review_due = 2026-01-01", "");
        for format in ["ics", "email"] {
            let command = cpa(["due", "plans", "--format", format, "--what=all"]);
            let command = if format == "email" { command.args(&["--to=a@b.example"]) } else { command };
            let ended = command.file(&format!("plans/{id}.toml"), &text).run();
            assert!(!ended.out.contains(id) && !ended.out.contains("Sam"), "{}", ended.out);
            assert!(ended.out.contains("whose id is not shown"), "{}", ended.out);
        }
    }
}

#[test]
fn what_a_plan_says_in_its_own_words_leaves_no_terminal() {
    let pages = ["table", "md", "json", "csv", "ics"].map(|format| mixed(&["--format", format]).run().out);
    let explained = mixed(&["--explain", "P-1"]);
    assert!(explained.run().err.contains("cannot be used with"));
    let plan = explained.path().join("plans");
    let text = std::fs::read_to_string(plan.join("P-1.toml")).expect("a plan");
    let explain = || cpa(["due", "plans", "--explain", "P-1"]).file("plans/P-1.toml", &text);
    for out in pages.iter().chain([&explain().run().out]) {
        assert!(!out.contains("Private"), "{out}");
    }
    assert!(explain().at_terminal(80).run().out.contains("“Private goal”"));
}

#[test]
fn whatever_was_typed_for_a_handle_stays_where_it_stands() {
    let typed = "my sister Halima, 07700 900888";
    let below = format!(
        "[[needs]]\nneed = \"n\"\n[[needs.actions]]\nwhat = \"w\"\nwho = \"{typed}\"\nwhen = 2026-04-01\n\
         [[services]]\nservice = \"s\"\nwho = [\"{typed}\"]\nuntil = 2026-04-01\n\
         [[other_plans]]\nplan = \"p\"\nby = \"{typed}\"\nreview_due = 2026-04-01\n\
         [crisis]\nwho_to_contact = [\"{typed}\"]\n"
    );
    let top = format!("next_review_due = 2026-01-01\ngp = \"{typed}\"\nsecond_contact = \"{typed}\"");
    let settings = "[intervals]\ncontact_details = \"1 year\"\ncopies = \"2 weeks\"\n";
    for format in ["table", "md", "json", "csv", "ics", "email"] {
        let command = cpa(["due", "plans", "--what=all", "--format", format]);
        let command = if format == "email" { command.args(&["--to=a@b.example"]) } else { command };
        let command = command.file("plans/cpa.toml", settings).file("plans/people.toml", PEOPLE);
        let ended = command.file("plans/P-1.toml", plan("P-1", "Ana", &top, &below)).run();
        assert!(
            !ended.out.contains("Halima") && !ended.err.contains("Halima"),
            "{format}: {}{}",
            ended.out,
            ended.err
        );
        assert!(ended.out.contains("P-1"), "{format}: {}", ended.out);
    }
}

#[test]
fn a_coordinator_who_stands_in_the_plan_alone_may_be_family_and_is_not_written_to() {
    let below =
        "[people.sis]\nname = \"Gwen Example\"\nrelationship = \"sister\"\nemail = \"gwen@x.example\"\n";
    let text = plan("P-1", "Ana", "next_review_due = 2026-01-01", below).replace("\"jo\"", "\"sis\"");
    let with = |args: &[&str]| {
        cpa(["due", "plans", "--format=email", "--by=coordinator", "--output=out"])
            .args(args)
            .file("plans/P-1.toml", &text)
    };
    let told = with(&[]).run().err;
    assert!(told.contains("`sis`, who has no `email` in people.toml"), "{told}");
    let command = with(&["--to=m@x.example"]);
    assert_eq!(command.run().exit, Exit::Clean);
    let message = std::fs::read_to_string(command.path().join("out/sis.eml")).expect("a message");
    assert!(
        message.starts_with("To: m@x.example\nSubject: CPA reviews of a care coordinator: 1 overdue"),
        "{message}"
    );
    assert!(!message.contains("Gwen") && !message.contains("sis"), "{message}");
}

#[test]
fn a_part_of_the_settings_that_cannot_be_read_may_make_something_due() {
    let text = plan("P-1", "Ana", "next_review_due = 2027-01-01", "");
    for key in ["contact", "copy", "consent"] {
        let settings = format!("[intervals]\n{key} = \"6 months\"\n");
        let command = cpa(["due", "plans", "--what=all", "--format=json"]).file("plans/cpa.toml", settings);
        let ended = command.file("plans/P-1.toml", &text).run();
        let document: serde_json::Value = serde_json::from_str(&ended.out).expect("JSON");
        assert_eq!((ended.exit, document["whole"].as_bool()), (Exit::Failed, Some(false)), "{key}");
    }
}
