//! `cpa due --format email`: the list as messages.

use std::fmt::Write;

use cpa::cli::Exit;
use expect_test::expect;

use crate::due::formats::mixed;
use crate::due::{PEOPLE, lines, plan, shown, team};
use crate::harness::{Command, cpa};

#[test]
fn a_message_has_headers_and_no_names() {
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
        plans/B-1.toml:3:19: `next_review_due` should be a date like 2026-03-31, without quotes, found "…"
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
fn a_message_needs_a_recipient() {
    let with = |args: &[&str], people: &str| {
        let command = cpa(["due", "plans", "--format=email"]).args(args).file("plans/people.toml", people);
        let ended =
            command.file("plans/P-1.toml", plan("P-1", "Ana", "next_review_due = 2026-01-01", "")).run();
        let to = ended.out.lines().next().unwrap_or_default().to_owned();
        format!("{to} {:?} {}", ended.exit, ended.err.lines().next().unwrap_or_default())
    };
    let jo = &lines(r#"[jo]; name = "Jo Smith"; email = "jo@northside.example""#);
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
        let people = &lines(&format!(r#"[jo]; name = "Jo"; email = "{bad}"; "#));
        let output = with(&["--coordinator", "jo"], people);
        assert!(output.starts_with(" Failed error: nothing says to whom"), "{bad}: {output}");
        let output = with(&["--to", &bad.replace("\\n", "\n")], jo);
        assert!(output.starts_with(" Failed error: `--to "), "{bad}: {output}");
    }
}

#[test]
fn each_coordinator_has_a_message_and_the_rest_too() {
    let people = &lines(
        r#"[jo]; name = "Jo Smith"; email = "jo@northside.example"; [mair]; name = "Mair"; [idle]; name = "I"; email = "i@x.example""#,
    );
    let with = |args: &[&str]| {
        let late = |id: &str, who: &str| {
            lines(&format!(r#"id = "{id}"; {who}next_review_due = 2026-01-01; [person]; name = "N {id}"; "#))
        };
        cpa(["due", "plans", "--format=email", "--by=coordinator", "--output=out"])
            .args(args)
            .file("plans/people.toml", people)
            .file("plans/P-1.toml", late("P-1", r#"care_coordinator = "jo"; "#))
            .file("plans/P-2.toml", late("P-2", r#"care_coordinator = "mair"; "#))
            .file("plans/P-3.toml", late("P-3", ""))
            .file(
                "plans/P-4.toml",
                late("P-4", r#"care_coordinator = "idle"; "#).replace("2026-01-01", "2027-01-01"),
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
fn a_message_says_that_rows_may_be_missing() {
    let with = |args: &[&str]| {
        let late = plan("P-1", "Ana", "next_review_due = 2026-01-01", "");
        let people = &lines(r#"[jo]; name = "Jo Smith"; email = "jo@northside.example""#);
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
    let message = std::fs::read_to_string(command.path().join("out/jo.eml")).expect("a message");
    assert!(message.contains(missing), "{message}");
    assert_eq!(ended.exit, Exit::Failed);
}

#[test]
fn a_colleague_who_has_left_gets_no_message() {
    let with = |args: &[&str]| {
        let people = &lines(r#"[jo]; name = "Jo Smith"; email = "jo@northside.example"; until = 2026-11-21"#);
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
fn a_coordinator_of_the_plan_only_gets_no_message() {
    let below = r#"[people.sis]; name = "Gwen Example"; relationship = "sister"; email = "gwen@x.example""#;
    let text = plan("P-1", "Ana", "next_review_due = 2026-01-01", below).replace("\"jo\"", "\"sis\"");
    let with = |args: &[&str]| {
        cpa(["due", "plans", "--format=email", "--by=coordinator", "--output=out"])
            .args(args)
            .file("plans/P-1.toml", &text)
    };
    let message = with(&[]).run().err;
    assert!(message.contains("`sis`, who has no `email` in people.toml"), "{message}");
    let command = with(&["--to=m@x.example"]);
    assert_eq!(command.run().exit, Exit::Clean);
    let message = std::fs::read_to_string(command.path().join("out/sis.eml")).expect("a message");
    assert!(
        message.starts_with("To: m@x.example\nSubject: CPA reviews of a care coordinator: 1 overdue"),
        "{message}"
    );
    assert!(!message.contains("Gwen") && !message.contains("sis"), "{message}");
}
