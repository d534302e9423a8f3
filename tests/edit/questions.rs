//! What is asked at a terminal, and what answers do.

use expect_test::expect;

use crate::edit::{ExpectEdits, NEXT, REVIEWED, SETTINGS, plan, read_plan, with_plan};
use crate::harness::{Command, cpa};

const BOOKED: &str = r#"[[reviews]]
booked = 2026-11-20 10:00:00
invite = ["person", "jo", "sam"]
"#;

fn text() -> String {
    plan(NEXT, &format!("{REVIEWED}{BOOKED}"))
}

fn book(args: &[&str], answers: &[&str]) -> Command {
    with_plan(cpa(["book", "P-1.toml"]).args(args).answers(answers), &plan(NEXT, REVIEWED))
}

fn review(args: &[&str], answers: &[&str]) -> Command {
    with_plan(cpa(["review", "P-1.toml"]).args(args).answers(answers), &text())
}

#[test]
fn booking_is_asked_for_step_by_step() {
    book(&[], &["2026-11-30 14:00", "Room 4", ""]).edits(expect![[r#"
            +
            +[[reviews]]
            +booked = 2026-11-30 14:00:00
            +where = "Room 4"
            +invite = ["person", "jo", "dr-patel", "sam"]
            --- Clean
            P-1: review booked for Monday 30 November 2026 at 2pm
            ---
            P-1, Ana Example (P-1.toml)
            For which day? (like 2027-02-11 or 2027-02-11 14:00; due by 1 December 2026) Where? (Enter: not known yet) Who is invited? (Enter: person, jo, dr-patel, sam; or others, or nobody) "#]]);
    book(&[], &["2026-11-30", "", "nobody"]).edits(expect![[r#"
            +
            +[[reviews]]
            +booked = 2026-11-30
            --- Clean
            P-1: review booked for Monday 30 November 2026
            ---
            P-1, Ana Example (P-1.toml)
            For which day? (like 2027-02-11 or 2027-02-11 14:00; due by 1 December 2026) Where? (Enter: not known yet) Who is invited? (Enter: person, jo, dr-patel, sam; or others, or nobody) "#]]);
    book(&["2026-11-30", "--where", "Room 4"], &["person, jo declan"]).edits(expect![[r#"
            +
            +[[reviews]]
            +booked = 2026-11-30
            +where = "Room 4"
            +invite = ["person", "jo", "declan"]
            --- Clean
            P-1: review booked for Monday 30 November 2026
            ---
            P-1, Ana Example (P-1.toml)
            Who is invited? (Enter: person, jo, dr-patel, sam; or others, or nobody) nothing says whether the person agrees to inviting `declan` (cousin): ask, and write their answer as `consent` below `[people.declan]`
        "#]]);
    book(&["2026-11-30", "--where", "Room 4", "--invite", "person"], &[]).edits(expect![[r#"
            +
            +[[reviews]]
            +booked = 2026-11-30
            +where = "Room 4"
            +invite = ["person"]
            --- Clean
            P-1: review booked for Monday 30 November 2026
            ---
            P-1, Ana Example (P-1.toml)
        "#]]);
}

#[test]
fn review_is_asked_for_step_by_step() {
    review(&[], &["2026-11-20", "continue", "person jo", ""]).edits(expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +next_review_due = 2027-05-20             # agreed with Ana
            +held = 2026-11-20
            +outcome = "continue"
            +present = ["person", "jo"]
            --- Clean
            P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
            ---
            P-1, Ana Example (P-1.toml)
            On which day was it held? (like 2026-11-20; Enter: today) What was decided? (continue, change, transfer, end) Who was there? (invited: person, jo, sam; Enter: not known) When is the next review due? (Enter: by 20 May 2027; or a day, or a time like 3m; none: no day is agreed) still to be written into it (line 28): `my_view`, what the person said; `summary`, what was decided
        "#]]);
    review(&[], &["", "Change", "jo,sam", "She had a cold", "3m"]).edits(expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +next_review_due = 2027-02-22             # agreed with Ana
            +held = 2026-11-22
            +outcome = "change"
            +present = ["jo", "sam"]
            +person_absent_because = "She had a cold"
            --- Clean
            P-1: review held on 22 November 2026, outcome change; the next is due by 22 February 2027
            ---
            P-1, Ana Example (P-1.toml)
            On which day was it held? (like 2026-11-20; Enter: today) What was decided? (continue, change, transfer, end) Who was there? (invited: person, jo, sam; Enter: not known) Why was the person not there? (Enter: not known) When is the next review due? (Enter: by 22 May 2027; or a day, or a time like 3m; none: no day is agreed) it is written into the review that was booked for Friday 20 November 2026 at 10am (line 28)
            still to be written into it (line 28): `my_view`, what the person said; `summary`, what was decided
        "#]]);
    review(&[], &["2026-11-20", "end", ""]).edits(expect![[r#"
            +held = 2026-11-20
            +outcome = "end"
            --- Clean
            P-1: review held on 20 November 2026, outcome end
            ---
            P-1, Ana Example (P-1.toml)
            On which day was it held? (like 2026-11-20; Enter: today) What was decided? (continue, change, transfer, end) Who was there? (invited: person, jo, sam; Enter: not known) CPA is to end: write `status = "ended"`, and `[ended]` with `on`, `reason` and `how_to_come_back`
            nothing says who was there: add `present = ["person", …]` to it (line 28)
            still to be written into it (line 28): `my_view`, what the person said; `summary`, what was decided
        "#]]);
    review(&["--held", "2026-11-20", "--outcome", "continue"], &["jo", "", "none"]).edits(expect![[r#"
            +held = 2026-11-20
            +outcome = "continue"
            +present = ["jo"]
            --- Clean
            P-1: review held on 20 November 2026, outcome continue; the next is due by 1 December 2026
            ---
            P-1, Ana Example (P-1.toml)
            Who was there? (invited: person, jo, sam; Enter: not known) Why was the person not there? (Enter: not known) When is the next review due? (Enter: by 20 May 2027; or a day, or a time like 3m; none: no day is agreed) `next_review_due` stays as it was agreed before: write another day there, if one was agreed at this review
            the person was not there, and nothing says why: add `person_absent_because = "…"` to it (line 28)
            still to be written into it (line 28): `my_view`, what the person said; `summary`, what was decided
        "#]]);
    let no_interval = review(&["--held", "2026-11-20", "--outcome", "change", "--present", "person"], &[""]);
    no_interval.file("cpa.toml", "").edits(expect![[r#"
            +held = 2026-11-20
            +outcome = "change"
            +present = ["person"]
            --- Clean
            P-1: review held on 20 November 2026, outcome change; the next is due by 1 December 2026
            ---
            P-1, Ana Example (P-1.toml)
            When is the next review due? (a day, or a time like 6m; Enter: no day is agreed) `next_review_due` stays as it was agreed before: write another day there, if one was agreed at this review
            still to be written into it (line 28): `my_view`, what the person said; `summary`, what was decided
        "#]]);
    let all = ["--held", "2026-11-20", "--outcome", "continue", "--present", "person", "--next", "6m"];
    review(&all, &[]).edits(expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +next_review_due = 2027-05-20             # agreed with Ana
            +held = 2026-11-20
            +outcome = "continue"
            +present = ["person"]
            --- Clean
            P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
            ---
            P-1, Ana Example (P-1.toml)
            still to be written into it (line 28): `my_view`, what the person said; `summary`, what was decided
        "#]]);
    // The plan says who was there.
    let said = text()
        + r#"held = 2026-11-20
present = ["jo"]
"#;
    let command = review(&["--held", "2026-11-20", "--outcome", "continue"], &["A cold", ""]);
    command.file("P-1.toml", said).edits(expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +next_review_due = 2027-05-20             # agreed with Ana
            +outcome = "continue"
            +person_absent_because = "A cold"
            --- Clean
            P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
            ---
            P-1, Ana Example (P-1.toml)
            Why was the person not there? (Enter: not known) When is the next review due? (Enter: by 20 May 2027; or a day, or a time like 3m; none: no day is agreed) still to be written into it (line 28): `my_view`, what the person said; `summary`, what was decided
        "#]]);
}

#[test]
fn proposed_day_is_within_the_longest_gap() {
    let settings = SETTINGS.replace("6 months", "18 months");
    let command = review(&["--held", "2026-11-20", "--outcome", "continue", "--present", "person"], &[""]);
    command.file("cpa.toml", settings).edits(expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +next_review_due = 2027-11-20             # agreed with Ana
            +held = 2026-11-20
            +outcome = "continue"
            +present = ["person"]
            --- Clean
            P-1: review held on 20 November 2026, outcome continue; the next is due by 20 November 2027
            ---
            P-1, Ana Example (P-1.toml)
            When is the next review due? (Enter: by 20 November 2027; or a day, or a time like 3m; none: no day is agreed) still to be written into it (line 28): `my_view`, what the person said; `summary`, what was decided
        "#]]);
}

#[test]
fn wrong_answer_is_explained_and_asked_again() {
    let answers =
        ["tomorrow", "2026-11-21", "2026-02-30", "2026-11-30", "", "person,joe", "halima", "person"];
    book(&[], &answers).edits(expect![[r#"
            +
            +[[reviews]]
            +booked = 2026-11-30
            +invite = ["person"]
            --- Clean
            P-1: review booked for Monday 30 November 2026
            ---
            P-1, Ana Example (P-1.toml)
            For which day? (like 2027-02-11 or 2027-02-11 14:00; due by 1 December 2026) this is no day like 2027-02-11, and no day and time like 2027-02-11T14:00
            For which day? (like 2027-02-11 or 2027-02-11 14:00; due by 1 December 2026) 21 November 2026 has passed: a review that was held is recorded with `cpa review`
            For which day? (like 2027-02-11 or 2027-02-11 14:00; due by 1 December 2026) no calendar has this day
            For which day? (like 2027-02-11 or 2027-02-11 14:00; due by 1 December 2026) Where? (Enter: not known yet) Who is invited? (Enter: person, jo, dr-patel, sam; or others, or nobody) nobody has the handle `joe`: did you mean `jo`?
            Who is invited? (Enter: person, jo, dr-patel, sam; or others, or nobody) the person said no to inviting `halima`: leave `halima` out
            Who is invited? (Enter: person, jo, dr-patel, sam; or others, or nobody) "#]]);
    let answers = [
        "2026-11-23",
        "2025-12-01",
        "20/11/2026",
        "2026-11-20",
        "discharge",
        "continue",
        "nobody",
        "jo",
        "",
        "2028-01-01",
        "",
        "soon",
        "2026-11-20",
        "2027-11-20",
    ];
    review(&[], &answers).edits(expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +next_review_due = 2027-11-20             # agreed with Ana
            +held = 2026-11-20
            +outcome = "continue"
            +present = ["jo"]
            --- Clean
            P-1: review held on 20 November 2026, outcome continue; the next is due by 20 November 2027
            ---
            P-1, Ana Example (P-1.toml)
            On which day was it held? (like 2026-11-20; Enter: today) 23 November 2026 is still to come: a review to come is booked with `cpa book`, and recorded once it was held
            On which day was it held? (like 2026-11-20; Enter: today) a review of that day is recorded already (line 25): change what it says there, if it is wrong
            On which day was it held? (like 2026-11-20; Enter: today) this is no day like 2026-11-22: year, month, day
            On which day was it held? (like 2026-11-20; Enter: today) What was decided? (continue, change, transfer, end) write one of these: continue, change, transfer, end
            What was decided? (continue, change, transfer, end) Who was there? (invited: person, jo, sam; Enter: not known) nobody has the handle `nobody`: handles stand behind `people.` in the plan, and in `people.toml`
            Who was there? (invited: person, jo, sam; Enter: not known) Why was the person not there? (Enter: not known) When is the next review due? (Enter: by 20 May 2027; or a day, or a time like 3m; none: no day is agreed) the next review may not be later than 20 November 2027: 12 months after the last review on 20 November 2026, the longest gap that the service allows. Why is it later? (Enter: another day) When is the next review due? (Enter: by 20 May 2027; or a day, or a time like 3m; none: no day is agreed) this is no day like 2027-05-27, and no length of time like 6m, 26w or "6 months"
            When is the next review due? (Enter: by 20 May 2027; or a day, or a time like 3m; none: no day is agreed) the next review cannot be due by 20 November 2026: this one counts from 20 November 2026
            When is the next review due? (Enter: by 20 May 2027; or a day, or a time like 3m; none: no day is agreed) the person was not there, and nothing says why: add `person_absent_because = "…"` to it (line 28)
            still to be written into it (line 28): `my_view`, what the person said; `summary`, what was decided
        "#]]);
}

#[test]
fn day_that_is_too_late_needs_a_reason() {
    let all = ["--held", "2026-11-20", "--outcome", "continue", "--present", "person"];
    review(&all, &["2028-01-01", "…", "Ana is in Lagos"]).edits(expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +# cpa: allow next-review-too-late because Ana is in Lagos
            +next_review_due = 2028-01-01             # agreed with Ana
            +held = 2026-11-20
            +outcome = "continue"
            +present = ["person"]
            --- Clean
            P-1: review held on 20 November 2026, outcome continue; the next is due by 20 November 2027: 1 Jan 2028 is agreed, but is too late; 12 months after the last review, the longest gap that the service allows
            ---
            P-1, Ana Example (P-1.toml)
            When is the next review due? (Enter: by 20 May 2027; or a day, or a time like 3m; none: no day is agreed) the next review may not be later than 20 November 2027: 12 months after the last review on 20 November 2026, the longest gap that the service allows. Why is it later? (Enter: another day) this is no reason that can be kept: write a few plain words
            the next review may not be later than 20 November 2027: 12 months after the last review on 20 November 2026, the longest gap that the service allows. Why is it later? (Enter: another day) still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
        "#]]);
    let because = [&all[..], &["--because", "Ana is in Lagos"]].concat();
    review(&because, &["2028-01-01"]).edits(expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +# cpa: allow next-review-too-late because Ana is in Lagos
            +next_review_due = 2028-01-01             # agreed with Ana
            +held = 2026-11-20
            +outcome = "continue"
            +present = ["person"]
            --- Clean
            P-1: review held on 20 November 2026, outcome continue; the next is due by 20 November 2027: 1 Jan 2028 is agreed, but is too late; 12 months after the last review, the longest gap that the service allows
            ---
            P-1, Ana Example (P-1.toml)
            When is the next review due? (Enter: by 20 May 2027; or a day, or a time like 3m; none: no day is agreed) still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
        "#]]);
}

#[test]
fn nothing_is_written_if_the_answers_end() {
    for count in 0..3 {
        let answers = ["2026-11-30", "Room 4"];
        refuses_all(&book(&[], &answers[..count.min(2)]));
    }
    for count in 0..4 {
        let answers = ["2026-11-20", "continue", "person", ""];
        refuses_all(&review(&[], &answers[..count]));
    }
    // Whoever gave up within an answer has not given it.
    for typed in ["2026-11-30\nRoom", "2026-11-30\nRoom 4\njo"] {
        refuses_all(&book(&[], &[]).typed(typed));
    }
    book(&[], &[]).refuses(expect![[r#"
            P-1, Ana Example (P-1.toml)
            For which day? (like 2027-02-11 or 2027-02-11 14:00; due by 1 December 2026) 
            error: nothing was written: the questions were not answered to their end
        "#]]);
}

#[track_caller]
fn refuses_all(command: &Command) {
    let path = command.path().join("P-1.toml");
    let old = std::fs::read(&path).expect("the plan");
    let ended = command.run();
    assert_eq!(ended.exit, cpa::cli::Exit::Failed, "{}", ended.err);
    assert!(
        ended.err.ends_with("error: nothing was written: the questions were not answered to their end\n"),
        "{}",
        ended.err
    );
    assert_eq!(std::fs::read(&path).expect("the plan"), old);
}

#[test]
fn arguments_are_checked_before_questions() {
    book(&["--invite", "joe"], &["2026-11-30"]).refuses(expect![[r#"
            P-1, Ana Example (P-1.toml)
            error: nobody has the handle `joe`: did you mean `jo`?
        "#]]);
    book(&["2026-11-20"], &[""]).refuses(expect![[r#"
            P-1, Ana Example (P-1.toml)
            error: 20 November 2026 has passed: a review that was held is recorded with `cpa review`
        "#]]);
    review(&["--present", "joe"], &["2026-11-20"]).refuses(expect![[r#"
            P-1, Ana Example (P-1.toml)
            error: nobody has the handle `joe`: did you mean `jo`?
        "#]]);
    review(&["--held", "2026-11-23"], &["continue"]).refuses(expect![[r#"
            P-1, Ana Example (P-1.toml)
            error: 23 November 2026 is still to come: a review to come is booked with `cpa book`, and recorded once it was held
        "#]]);
    review(&["--outcome", "end", "--next", "6m"], &["2026-11-20"]).refuses(expect![[r#"
            P-1, Ana Example (P-1.toml)
            error: no review follows one whose outcome is `end`: leave `--next` out
        "#]]);
    review(&["--person-absent-because", " "], &["2026-11-20"]).refuses(expect![[r#"
            P-1, Ana Example (P-1.toml)
            error: `--person-absent-because`: this is empty: write a few words, or leave it out
        "#]]);
}

#[test]
fn control_characters_are_not_an_answer() {
    let command = book(&[], &["2026-11-30", "\u{1b}[A", "Room 4", ""]);
    let ended = command.run();
    assert_eq!(ended.exit, cpa::cli::Exit::Clean, "{}", ended.err);
    assert!(ended.err.contains("this holds keys that are no letters: type it again"), "{}", ended.err);
    let text = read_plan(&command);
    assert!(
        text.contains(
            r#"where = "Room 4"
"#
        ),
        "{text}"
    );
}
