//! `cpa review`: what it writes, and what it refuses.

use expect_test::expect;

use crate::edit::{ExpectEdits, NEXT, REVIEWED, plan, read_plan, with_plan};
use crate::harness::{Command, cpa};
use cpa::cli::Exit;

pub(crate) fn review(args: &[&str], plan: &str) -> Command {
    with_plan(cpa(["review", "P-1.toml"]).args(args), plan)
}

/// A review held on a day with the outcome `continue`, and more arguments.
pub(crate) fn held(day: &str, args: &[&str], plan: &str) -> Command {
    review(&[&["--held", day, "--outcome", "continue"], args].concat(), plan)
}

const BOOKED: &str = "
[[reviews]]
booked = 2026-11-20 10:00:00  # at ten
where = \"Room 4\"

  [[reviews.views]]
  who = \"sam\"
  view = \"She is well.\"
";

#[test]
fn review_is_recorded_in_its_booking() {
    let text = plan(NEXT, &format!("{REVIEWED}{BOOKED}"));
    let present = ["--present", "person,jo,sam", "--next", "6m"];
    held("2026-11-20", &present, &text).edits(expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-20             # agreed with Ana
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person", "jo", "sam"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
        ---
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]]);
    // It was moved by a day, and the outcome was recorded later still.
    let args = [
        "--recorded",
        "2026-11-22",
        "--present",
        "jo",
        "--person-absent-because",
        "She was in \"bed\"",
        "--next",
        "2027-05-20",
    ];
    held("2026-11-21", &args, &text).edits(expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +next_review_due = 2027-05-20             # agreed with Ana
            +held = 2026-11-21
            +recorded = 2026-11-22
            +outcome = "continue"
            +present = ["jo"]
            +person_absent_because = "She was in \"bed\""
            --- Clean
            P-1: review held on 21 November 2026, recorded on 22 November 2026, outcome continue; the next is due by 20 May 2027
            ---
            it is written into the review that was booked for Friday 20 November 2026 at 10am (line 29)
            still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
        "#]]);
}

#[test]
fn review_is_recorded_in_the_entry_of_its_day() {
    let entry = r#"[[reviews]]
held = 2026-11-19 # a Thursday
present = ["jo", "person"]
my_view = "Fine."
"#;
    let text = plan(NEXT, &format!("{REVIEWED}{entry}{BOOKED}"));
    held("2026-11-19", &["--next", "6m", "--recorded", "2026-11-19"], &text).edits(expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-19             # agreed with Ana
        +outcome = "continue"
        --- Clean
        P-1: review held on 19 November 2026, outcome continue; the next is due by 19 May 2027
        ---
        still to be written into it (line 28): `summary`, what was decided
    "#]]);
    held("2026-11-19", &["--next", "6m", "--present", "person,jo"], &text).edits(expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-19             # agreed with Ana
        +outcome = "continue"
        --- Clean
        P-1: review held on 19 November 2026, outcome continue; the next is due by 19 May 2027
        ---
        still to be written into it (line 28): `summary`, what was decided
    "#]]);
    held("2026-11-19", &["--present", "person"], &text).refuses(expect![[r#"
        error: `present` says something else already (line 30): look at it, and write it by hand
    "#]]);
    held("2026-11-19", &["--person-absent-because", "ill"], &text).refuses(expect![[r#"
        error: the person cannot be present, and absent with a reason: leave one of the two out
    "#]]);
    let recorded = text.replace(
        "my_view",
        r"recorded = 2026-11-20
my_view",
    );
    held("2026-11-19", &["--next", "6m"], &recorded).edits(expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-20             # agreed with Ana
        +outcome = "continue"
        --- Clean
        P-1: review held on 19 November 2026, outcome continue; the next is due by 20 May 2027
        ---
        still to be written into it (line 28): `summary`, what was decided
    "#]]);
    held("2026-11-19", &["--recorded", "2026-11-21"], &recorded).refuses(expect![[r#"
        error: `recorded` says something else already (line 31): look at it, and write it by hand
    "#]]);
    let until = text.replace(
        "my_view",
        r"until = 2026-11-20
my_view",
    );
    held("2026-11-19", &["--recorded", "2026-11-19"], &until).refuses(expect![[r#"
        error: the outcome cannot be recorded on 19 November 2026: the review was held on 20 November 2026
    "#]]);
}

#[test]
fn review_without_booking_is_added_at_the_end() {
    let cancelled = r#"[[reviews]]
booked = 2026-11-20
cancelled = 2026-11-19
because = "Snow"
"#;
    let later = r"[[reviews]]
booked = 2026-12-04 10:00:00
";
    let text = plan(NEXT, &format!("{REVIEWED}{cancelled}{later}"));
    held("2026-11-20", &["--next", "6m"], &text).edits(expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-20             # agreed with Ana
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
        ---
        nothing says who was there: add `present = ["person", …]` to it (line 35)
        still to be written into it (line 35): `my_view`, what the person said; `summary`, what was decided
        the review booked for Friday 4 December 2026 at 10am (line 32) stays booked: if it is off, add `cancelled = 2026-11-22` and `because` to it
    "#]]);
    held("2026-11-22", &[], &plan("", "")).edits(expect![[r#"
        +[[reviews]]
        +held = 2026-11-22
        +outcome = "continue"
        +
        --- Clean
        P-1: review held on 22 November 2026, outcome continue; the next is due by 22 May 2027: nobody has agreed a date; 6 months after the last review
        ---
        nobody has agreed when the next review is: once a day is agreed, write it as `next_review_due` at the top of the plan
        nothing says who was there: add `present = ["person", …]` to it (line 25)
        still to be written into it (line 25): `my_view`, what the person said; `summary`, what was decided
    "#]]);
    // A booking that is older than a review that counts is history.
    let text = plan(
        NEXT,
        &format!(
            r"[[reviews]]
booked = 2025-11-01
{REVIEWED}"
        ),
    );
    held("2026-11-20", &["--present", "person,jo", "--next", "6m"], &text).edits(expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-20             # agreed with Ana
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
        ---
        still to be written into it (line 31): `my_view`, what the person said; `summary`, what was decided
    "#]]);
    let inline = plan(&format!("{NEXT};reviews = [{{ held = 2025-12-01, outcome = \"continue\" }}]"), "");
    held("2026-11-20", &["--next", "6m"], &inline).edits(expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        -reviews = [{ held = 2025-12-01, outcome = "continue" }]
        +next_review_due = 2027-05-20             # agreed with Ana
        +reviews = [{ held = 2025-12-01, outcome = "continue" }, { held = 2026-11-20, outcome = "continue" }]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
        ---
        nothing says who was there: add `present = ["person", …]` to it (line 4)
        still to be written into it (line 4): `my_view`, what the person said; `summary`, what was decided
    "#]]);
}

#[test]
fn last_of_several_bookings_is_used() {
    let two = r"[[reviews]]
booked = 2026-11-20 15:00:00
[[reviews]]
booked = 2026-11-20 10:00:00
[[reviews]]
booked = 2026-11-13
";
    held(
            "2026-11-20",
            &["--present", "person", "--next", "6m"],
            &plan(NEXT, &format!("{REVIEWED}{two}")),
        ).edits(expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +next_review_due = 2027-05-20             # agreed with Ana
            +held = 2026-11-20
            +outcome = "continue"
            +present = ["person"]
            --- Clean
            P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
            ---
            nothing says what became of the review booked for Friday 13 November 2026 (line 35): add `cancelled`, with the day, and `because` to it
            still to be written into it (line 28): `my_view`, what the person said; `summary`, what was decided
        "#]]);
}

#[test]
fn notes_after_each_outcome() {
    let outcome = |word: &'static str, args: &[&str]| {
        review(
            &[&["--held", "2026-11-20", "--present", "person,jo", "--outcome", word], args].concat(),
            &plan(NEXT, REVIEWED),
        )
    };
    outcome("end", &[]).edits(expect![[r#"
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "end"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome end
        ---
        CPA is to end: write `status = "ended"`, and `[ended]` with `on`, `reason` and `how_to_come_back`
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]]);
    outcome("end", &["--next", "6m"]).refuses(expect![[r#"
        error: no review follows one whose outcome is `end`: leave `--next` out
    "#]]);
    outcome("transfer", &["--next", "6m"]).file("cpa.toml", r#"scheme = "key-worker"
"#).edits(expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +next_review_due = 2027-05-20             # agreed with Ana
            +
            +[[reviews]]
            +held = 2026-11-20
            +outcome = "transfer"
            +present = ["person", "jo"]
            --- Clean
            P-1: review held on 20 November 2026, outcome transfer; the next is due by 20 May 2027
            ---
            if there is another key worker now, write who it is as `care_coordinator`, and `care_coordinator_since`
            still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
        "#]]);
    outcome("change", &["--next", "3m"]).edits(expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-02-20             # agreed with Ana
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "change"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome change; the next is due by 20 February 2027
        ---
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]]);
    let all = [&["--next", "6m"][..], &["--person-absent-because", "ill", "--next", "6m"]];
    outcome("change", all[1]).refuses(expect![[r#"
        error: the person cannot be present, and absent with a reason: leave one of the two out
    "#]]);
}

#[test]
fn wrong_review_is_refused_with_the_reason() {
    let text = plan(
        NEXT,
        &format!(
            r#"{REVIEWED}[[reviews]]
held = 2026-10-01
recorded = 2026-10-05
outcome = "change"
"#
        ),
    );
    let with = |args: &[&str]| {
        let ended = review(args, &text).run();
        assert_eq!((ended.exit, ended.out.as_str()), (cpa::cli::Exit::Failed, ""));
        format!("{}: {}", args.join(" "), ended.err)
    };
    let held = |day, more: &[&'static str]| [&["--outcome", "continue", "--held", day], more].concat();
    let all: String = [
        held("2026-11-23", &[]),
        held("2026-11-20", &["--recorded", "2026-11-23"]),
        held("2026-11-20", &["--recorded", "2026-11-19"]),
        held("2026-10-01", &[]),
        held("2026-10-05", &[]),
        held("2026-10-03", &["--recorded", "2026-10-05"]),
        held("2026-10-02", &[]),
        held("2025-12-01", &[]),
        held("2026-11-20", &["--present", "joe"]),
        held("2026-11-20", &["--person-absent-because", ""]),
        vec!["--outcome", "continue"],
        vec!["--held", "2026-11-20"],
        vec!["--held", "20 November", "--outcome", "continue"],
        vec!["--held", "2026-11-20", "--outcome", "discharge"],
    ]
    .iter()
    .map(|args| with(args))
    .collect();
    expect![[r#"
        --outcome continue --held 2026-11-23: error: 23 November 2026 is still to come: a review to come is booked with `cpa book`, and recorded once it was held
        --outcome continue --held 2026-11-20 --recorded 2026-11-23: error: the outcome cannot be recorded on 23 November 2026: that day is still to come
        --outcome continue --held 2026-11-20 --recorded 2026-11-19: error: the outcome cannot be recorded on 19 November 2026: the review was held on 20 November 2026
        --outcome continue --held 2026-10-01: error: a review of that day is recorded already (line 28): change what it says there, if it is wrong
        --outcome continue --held 2026-10-05: error: a review of that day is recorded already (line 28): change what it says there, if it is wrong
        --outcome continue --held 2026-10-03 --recorded 2026-10-05: error: a review of that day is recorded already (line 28): change what it says there, if it is wrong
        --outcome continue --held 2026-10-02: error: a newer review counts already, from 5 October 2026 (line 28): write an older one into the plan by hand
        --outcome continue --held 2025-12-01: error: a review of that day is recorded already (line 25): change what it says there, if it is wrong
        --outcome continue --held 2026-11-20 --present joe: error: nobody has the handle `joe`: did you mean `jo`?
        --outcome continue --held 2026-11-20 --person-absent-because : error: `--person-absent-because`: this is empty: write a few words, or leave it out
        --outcome continue: error: say on which day it was held, as in `--held 2026-11-22`
        --held 2026-11-20: error: say what was decided: `--outcome` with one of these: continue, change, transfer, end
        --held 20 November --outcome continue: error: invalid value '20 November' for '--held <DATE>': this is no day like 2026-11-22: year, month, day

        For more information, try '--help'.
        --held 2026-11-20 --outcome discharge: error: invalid value 'discharge' for '--outcome <OUTCOME>'
          [possible values: continue, change, transfer, end]

          tip: a similar value exists: 'change'

        For more information, try '--help'.
    "#]].assert_eq(&all);
    review(&[], &plan("status = \"ended\"", r"[ended]
on = 2026-11-16
")).refuses(expect![[r#"
        error: CPA ended on 16 November 2026: if it goes on after all, write `status = "active"` into the plan first
    "#]]);
}

#[test]
fn old_booking_is_not_used_for_a_review() {
    let booked = |day: &str| {
        plan(
            NEXT,
            &format!(
                r#"{REVIEWED}[[reviews]]
booked = {day}
where = "Room 2"
"#
            ),
        )
    };
    let recorded = |day: &str| {
        let command = held("2026-11-20", &["--present=person", "--next=6m"], &booked(day));
        let ended = command.run();
        assert_eq!(ended.exit, Exit::Clean, "{}", ended.err);
        let text = read_plan(&command);
        (text.matches("[[reviews]]").count(), ended.err)
    };
    let (reviews, told) = recorded("2026-10-23");
    assert!(
        reviews == 2 && told.contains("written into the review that was booked for Friday 23 October"),
        "{told}"
    );
    let (reviews, told) = recorded("2026-10-22");
    assert!(
        reviews == 3 && told.contains("what became of the review booked for Thursday 22 October"),
        "{told}"
    );
}

#[test]
fn review_before_the_plan_began_is_refused() {
    let with = |day: &str, plan: &str| held(day, &["--next=6m"], plan).run().err;
    let told = with("2025-11-16", &plan(NEXT, ""));
    assert!(told.contains("CPA began on 17 November 2025 (line 2)"), "{told}");
    let on_the_day = with("2025-11-17", &plan(NEXT, ""));
    assert!(on_the_day.contains("nothing says who was there"), "{on_the_day}");
    let told = with(
        "1926-11-20",
        &plan(NEXT, "").replace(
            r"started = 2025-11-17
",
            "",
        ),
    );
    assert!(told.contains("more than 5 years ago: look at the year"), "{told}");
}

#[test]
fn plan_is_not_written_for_a_future_date() {
    let text = plan(NEXT, REVIEWED);
    let command = held("2030-01-01", &["--as-at=2030-01-01"], &text);
    command.refuses(expect![[r#"
            error: `--as-at 2030-01-01` is still to come, and what is written then is read today: leave it out, or look with `--dry-run`
        "#]]);
    assert_eq!(command.args(&["--dry-run"]).run().exit, Exit::Clean);
}

#[test]
fn earlier_review_without_outcome_is_noted() {
    let earlier = format!(
        r"{REVIEWED}[[reviews]]
held = 2026-11-18
"
    );
    let args = ["--held", "2026-11-20", "--present", "person,jo", "--outcome", "continue", "--next", "6m"];
    review(&args, &plan(NEXT, &earlier)).edits(expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +next_review_due = 2027-05-20             # agreed with Ana
            +
            +[[reviews]]
            +held = 2026-11-20
            +outcome = "continue"
            +present = ["person", "jo"]
            --- Clean
            P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
            ---
            nothing says what came of the review of 18 November 2026 (line 28): add `outcome` to it
            still to be written into it (line 31): `my_view`, what the person said; `summary`, what was decided
        "#]]);
    // Two of one day, of which one gets its outcome.
    let twice = format!(
        "{REVIEWED}{}",
        r"[[reviews]]
held = 2026-11-20
"
        .repeat(2)
    );
    review(&args, &plan(NEXT, &twice)).edits(expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-20             # agreed with Ana
        +outcome = "continue"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
        ---
        nothing says what came of the review of 20 November 2026 (line 32): add `outcome` to it
        still to be written into it (line 28): `my_view`, what the person said; `summary`, what was decided
    "#]]);
}
