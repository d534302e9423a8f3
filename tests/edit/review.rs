//! `cpa review`: what is written, and what is refused.

use expect_test::expect;

use crate::edit::{NEXT, REVIEWED, beside, does, plan, refuses};
use crate::harness::{Command, cpa};
use cpa::cli::Exit;

fn review(args: &[&str], plan: &str) -> Command {
    beside(cpa(["review", "P-1.toml"]).args(args), plan)
}

/// A review on a day, with what else is typed.
fn held(day: &str, args: &[&str], plan: &str) -> Command {
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
fn it_is_written_where_it_was_booked() {
    let text = plan(NEXT, &format!("{REVIEWED}{BOOKED}"));
    let present = ["--present", "person,jo,sam", "--next", "6m"];
    does(
        &held("2026-11-20", &present, &text),
        expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-20             # agreed with Ana
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person", "jo", "sam"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
        ---
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]],
    );
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
    does(
        &held("2026-11-21", &args, &text),
        expect![[r#"
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
        "#]],
    );
}

#[test]
fn it_is_written_into_the_entry_that_says_when_it_was_held() {
    let entry =
        "[[reviews]]\nheld = 2026-11-19 # a Thursday\npresent = [\"jo\", \"person\"]\nmy_view = \"Fine.\"\n";
    let text = plan(NEXT, &format!("{REVIEWED}{entry}{BOOKED}"));
    does(
        &held("2026-11-19", &["--next", "6m", "--recorded", "2026-11-19"], &text),
        expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-19             # agreed with Ana
        +outcome = "continue"
        --- Clean
        P-1: review held on 19 November 2026, outcome continue; the next is due by 19 May 2027
        ---
        still to be written into it (line 28): `summary`, what was decided
    "#]],
    );
    does(
        &held("2026-11-19", &["--next", "6m", "--present", "person,jo"], &text),
        expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-19             # agreed with Ana
        +outcome = "continue"
        --- Clean
        P-1: review held on 19 November 2026, outcome continue; the next is due by 19 May 2027
        ---
        still to be written into it (line 28): `summary`, what was decided
    "#]],
    );
    refuses(
        &held("2026-11-19", &["--present", "person"], &text),
        expect![[r#"
        error: `present` says something else already (line 30): look at it, and write it by hand
    "#]],
    );
    refuses(
        &held("2026-11-19", &["--person-absent-because", "ill"], &text),
        expect![[r#"
        error: the person cannot be present, and absent with a reason: leave one of the two out
    "#]],
    );
    let recorded = text.replace("my_view", "recorded = 2026-11-20\nmy_view");
    does(
        &held("2026-11-19", &["--next", "6m"], &recorded),
        expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-20             # agreed with Ana
        +outcome = "continue"
        --- Clean
        P-1: review held on 19 November 2026, outcome continue; the next is due by 20 May 2027
        ---
        still to be written into it (line 28): `summary`, what was decided
    "#]],
    );
    refuses(
        &held("2026-11-19", &["--recorded", "2026-11-21"], &recorded),
        expect![[r#"
        error: `recorded` says something else already (line 31): look at it, and write it by hand
    "#]],
    );
    let until = text.replace("my_view", "until = 2026-11-20\nmy_view");
    refuses(
        &held("2026-11-19", &["--recorded", "2026-11-19"], &until),
        expect![[r#"
        error: the outcome cannot be recorded on 19 November 2026: the review was held on 20 November 2026
    "#]],
    );
}

#[test]
fn it_is_written_behind_the_last_where_none_was_booked() {
    let cancelled = "[[reviews]]\nbooked = 2026-11-20\ncancelled = 2026-11-19\nbecause = \"Snow\"\n";
    let later = "[[reviews]]\nbooked = 2026-12-04 10:00:00\n";
    let text = plan(NEXT, &format!("{REVIEWED}{cancelled}{later}"));
    does(
        &held("2026-11-20", &["--next", "6m"], &text),
        expect![[r#"
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
    "#]],
    );
    does(
        &held("2026-11-22", &[], &plan("", "")),
        expect![[r#"
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
    "#]],
    );
    // A booking that is older than a review that counts is history.
    let text = plan(NEXT, &format!("[[reviews]]\nbooked = 2025-11-01\n{REVIEWED}"));
    does(
        &held("2026-11-20", &["--present", "person,jo", "--next", "6m"], &text),
        expect![[r#"
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
    "#]],
    );
    let inline = plan(&format!("{NEXT};reviews = [{{ held = 2025-12-01, outcome = \"continue\" }}]"), "");
    does(
        &held("2026-11-20", &["--next", "6m"], &inline),
        expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        -reviews = [{ held = 2025-12-01, outcome = "continue" }]
        +next_review_due = 2027-05-20             # agreed with Ana
        +reviews = [{ held = 2025-12-01, outcome = "continue" }, { held = 2026-11-20, outcome = "continue" }]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
        ---
        nothing says who was there: add `present = ["person", …]` to it (line 4)
        still to be written into it (line 4): `my_view`, what the person said; `summary`, what was decided
    "#]],
    );
}

#[test]
fn the_last_of_several_bookings_is_the_one() {
    let two = "[[reviews]]\nbooked = 2026-11-20 15:00:00\n[[reviews]]\nbooked = 2026-11-20 10:00:00\n[[reviews]]\nbooked = 2026-11-13\n";
    does(
        &held(
            "2026-11-20",
            &["--present", "person", "--next", "6m"],
            &plan(NEXT, &format!("{REVIEWED}{two}")),
        ),
        expect![[r#"
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
        "#]],
    );
}

#[test]
fn the_next_day_counts_from_the_day_from_which_this_one_counts() {
    let next = |as_at: &str, args: &[&str]| {
        let ended = review(
            &[&["--outcome", "continue", "--present", "person,jo"], args].concat(),
            &plan("started = 2019-01-01", "").replace("started = 2025-11-17\n", ""),
        )
        .as_at(as_at)
        .run();
        let said = ended.out.trim().rsplit("; ").next().unwrap_or_default().to_owned();
        format!(
            "{}: {said}{}\n",
            args.join(" "),
            ended
                .err
                .lines()
                .filter(|line| !line.starts_with("still to be"))
                .map(|line| format!(" | {line}"))
                .collect::<Vec<_>>()
                .concat()
        )
    };
    let all = [
        next("2027-08-31", &["--held", "2027-08-31", "--next", "6m"]),
        next("2026-08-31", &["--held", "2026-08-31", "--next", "6 months"]),
        next("2028-02-29", &["--held", "2028-02-29", "--next", "12m"]),
        next("2028-02-29", &["--held", "2028-02-29", "--next", "1y"]),
        next("2026-12-31", &["--held", "2026-12-31", "--next", "2m"]),
        next("2027-01-02", &["--held", "2026-12-30", "--recorded", "2027-01-02", "--next", "26w"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "2026-11-21"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "2026-11-20"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "2027-11-20"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "2027-11-21"]),
        next("2026-11-22", &["--held", "2026-11-20", "--recorded", "2026-11-21", "--next", "2027-11-21"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "13m"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "9999y", "--because", "x"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "2036-05-20", "--because", "x"]),
        next("2026-11-22", &["--held", "2026-11-20", "--next", "half a year"]),
        next("2026-11-22", &["--held", "2025-11-21", "--next", "6m"]),
    ];
    expect![[r#"
        --held 2027-08-31 --next 6m: the next is due by 29 February 2028
        --held 2026-08-31 --next 6 months: the next is due by 28 February 2027
        --held 2028-02-29 --next 12m: the next is due by 28 February 2029
        --held 2028-02-29 --next 1y: the next is due by 28 February 2029
        --held 2026-12-31 --next 2m: the next is due by 28 February 2027
        --held 2026-12-30 --recorded 2027-01-02 --next 26w: the next is due by 3 July 2027
        --held 2026-11-20 --next 2026-11-21: the next is due by 21 November 2026 | that day has passed: the next review is late already
        --held 2026-11-20 --next 2026-11-20:  | error: the next review cannot be due by 20 November 2026: this one counts from 20 November 2026
        --held 2026-11-20 --next 2027-11-20: the next is due by 20 November 2027
        --held 2026-11-20 --next 2027-11-21:  | error: the next review may not be later than 20 November 2027: 12 months after the last review on 20 November 2026, the longest gap that the service allows; a later day needs a reason, with `--because`
        --held 2026-11-20 --recorded 2026-11-21 --next 2027-11-21: the next is due by 21 November 2027
        --held 2026-11-20 --next 13m:  | error: the next review may not be later than 20 November 2027: 12 months after the last review on 20 November 2026, the longest gap that the service allows; a later day needs a reason, with `--because`
        --held 2026-11-20 --next 9999y --because x:  | error: that day is more than 5 years away: look at the year
        --held 2026-11-20 --next 2036-05-20 --because x:  | error: that day is more than 5 years away: look at the year
        --held 2026-11-20 --next half a year:  | error: invalid value 'half a year' for '--next <DATE|6m>': this is no day like 2027-05-27, and no length of time like 6m, 26w or "6 months" |  | For more information, try '--help'.
        --held 2025-11-21 --next 6m: the next is due by 21 May 2026 | that day has passed: the next review is late already
    "#]].assert_eq(&all.concat());
}

#[test]
fn a_day_beyond_the_longest_gap_needs_a_reason_which_is_written() {
    let text = plan(NEXT, REVIEWED);
    let args = ["--present", "person,jo", "--next", "2028-01-10", "--because"];
    let with = |reason: &'static str| [&args[..], &[reason]].concat();
    does(
        &held("2026-11-20", &with("Ana is in Lagos until then"), &text),
        expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +# cpa: allow next-review-too-late because Ana is in Lagos until then
        +next_review_due = 2028-01-10             # agreed with Ana
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 November 2027: 10 Jan 2028 is agreed, but is too late; 12 months after the last review, the longest gap that the service allows
        ---
        still to be written into it (line 30): `my_view`, what the person said; `summary`, what was decided
    "#]],
    );
    let old = text
        .replace("next_review_due", "# cpa: allow next-review-too-late because of the ward\nnext_review_due");
    does(
        &held("2026-11-20", &with("Ana is in Lagos"), &old),
        expect![[r#"
        -# cpa: allow next-review-too-late because of the ward
        -next_review_due = 2026-12-01             # agreed with Ana
        +# cpa: allow next-review-too-late because Ana is in Lagos
        +next_review_due = 2028-01-10             # agreed with Ana
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 November 2027: 10 Jan 2028 is agreed, but is too late; 12 months after the last review, the longest gap that the service allows
        ---
        still to be written into it (line 30): `my_view`, what the person said; `summary`, what was decided
    "#]],
    );
    does(
        &held("2026-11-20", &["--next", "6m"], &old),
        expect![[r#"
        -# cpa: allow next-review-too-late because of the ward
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-20             # agreed with Ana
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
        ---
        nothing says who was there: add `present = ["person", …]` to it (line 29)
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]],
    );
    does(
        &held("2026-11-20", &["--present", "person", "--next", "6m", "--because", "x"], &text),
        expect![[r#"
            -next_review_due = 2026-12-01             # agreed with Ana
            +next_review_due = 2027-05-20             # agreed with Ana
            +
            +[[reviews]]
            +held = 2026-11-20
            +outcome = "continue"
            +present = ["person"]
            --- Clean
            P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
            ---
            the reason is not written down: the next review is not later than the longest gap allows
            still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
        "#]],
    );
    does(
        &held("2026-11-20", &["--present", "person", "--because", "x"], &text),
        expect![[r#"
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 1 December 2026
        ---
        `next_review_due` stays as it was agreed before: write another day there, if one was agreed at this review
        the reason is not written down: the next review is not later than the longest gap allows
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]],
    );
    for reason in ["", "…", "a\nb", "a \u{202e}b"] {
        let ended = held("2026-11-20", &[&args[..], &[reason]].concat(), &text).run();
        assert!(ended.err.starts_with("error: `--because`: this "), "{}", ended.err);
    }
}

#[test]
fn what_validate_says_of_the_next_day_is_what_is_refused_or_allowed() {
    for (gap, scheme) in [
        ("[reviews]\nat_most = \"9 months\"\n", "9 months"),
        ("scheme = \"ctp-wales\"\n", "12 months"),
        ("", "12 months"),
    ] {
        for next in ["2027-08-20", "2027-08-21", "2027-11-20", "2027-11-21"] {
            for because in [&[][..], &["--because", "she asked for it"]] {
                let args = [&["--next", next][..], because].concat();
                let command = held("2026-11-20", &args, &plan(NEXT, REVIEWED)).file("cpa.toml", gap);
                let ended = command.run();
                let too_late = next > if scheme == "9 months" { "2027-08-20" } else { "2027-11-20" };
                assert_eq!(
                    ended.exit == cpa::cli::Exit::Failed,
                    too_late && because.is_empty(),
                    "{}",
                    ended.err
                );
                if ended.exit == cpa::cli::Exit::Failed {
                    continue;
                }
                let text = std::fs::read_to_string(command.path().join("P-1.toml")).expect("the plan");
                let found = cpa(["validate", "--format", "concise", "."])
                    .file("cpa.toml", gap)
                    .file("people.toml", crate::edit::PEOPLE)
                    .file("P-1.toml", text)
                    .run();
                assert!(
                    !found.out.contains("next-review-too-late") && !found.out.contains("allow-"),
                    "{}",
                    found.out
                );
            }
        }
    }
}

#[test]
fn without_a_next_day_that_is_said() {
    let present = ["--present", "person,jo"];
    does(
        &held("2026-11-20", &present, &plan("next_review_due = 2026-11-20", REVIEWED)),
        expect![[r#"
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027: the agreed day, 20 Nov 2026, is not after the last review; 6 months after the last review
        ---
        nobody has agreed when the next review is: once a day is agreed, write it as `next_review_due` at the top of the plan
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]],
    );
    does(
        &held("2026-11-20", &present, &plan(NEXT, REVIEWED)),
        expect![[r#"
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 1 December 2026
        ---
        `next_review_due` stays as it was agreed before: write another day there, if one was agreed at this review
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]],
    );
    does(
        &held("2026-11-20", &present, &plan("", REVIEWED)).file("cpa.toml", ""),
        expect![[r#"
        +
        +[[reviews]]
        +held = 2026-11-20
        +outcome = "continue"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 November 2027: nobody has agreed a date; 12 months after the last review, the longest gap under CPA
        ---
        nobody has agreed when the next review is: once a day is agreed, write it as `next_review_due` at the top of the plan
        still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
    "#]],
    );
}

#[test]
fn what_follows_from_an_outcome_is_told() {
    let outcome = |word: &'static str, args: &[&str]| {
        review(
            &[&["--held", "2026-11-20", "--present", "person,jo", "--outcome", word], args].concat(),
            &plan(NEXT, REVIEWED),
        )
    };
    does(
        &outcome("end", &[]),
        expect![[r#"
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
    "#]],
    );
    refuses(
        &outcome("end", &["--next", "6m"]),
        expect![[r#"
        error: no review follows one whose outcome is `end`: leave `--next` out
    "#]],
    );
    does(
        &outcome("transfer", &["--next", "6m"]).file("cpa.toml", "scheme = \"key-worker\"\n"),
        expect![[r#"
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
        "#]],
    );
    does(
        &outcome("change", &["--next", "3m"]),
        expect![[r#"
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
    "#]],
    );
    let all = [&["--next", "6m"][..], &["--person-absent-because", "ill", "--next", "6m"]];
    refuses(
        &outcome("change", all[1]),
        expect![[r#"
        error: the person cannot be present, and absent with a reason: leave one of the two out
    "#]],
    );
}

#[test]
fn what_cannot_be_recorded_is_refused_with_the_reason() {
    let text = plan(
        NEXT,
        &format!("{REVIEWED}[[reviews]]\nheld = 2026-10-01\nrecorded = 2026-10-05\noutcome = \"change\"\n"),
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
    refuses(
        &review(&[], &plan("status = \"ended\"", "[ended]\non = 2026-11-16\n")),
        expect![[r#"
        error: CPA ended on 16 November 2026: if it goes on after all, write `status = "active"` into the plan first
    "#]],
    );
}

#[test]
fn whoever_was_late_is_in_time_again() {
    let story = beside(
        cpa(["book", "P-1", "2026-12-08T10:00", "--invite", "person,jo"]),
        &plan("next_review_due = 2026-11-11", REVIEWED),
    );
    let then = |args: &[&str], as_at| {
        let ended = cpa([]).args(args).in_folder(story.path()).as_at(as_at).run();
        format!("$ {}\n{}{}", args.join(" "), ended.out, ended.err)
    };
    let told = [
        then(&["due"], "2026-11-22"),
        story.run().out,
        then(&["due"], "2026-12-08"),
        then(&["book", "P-1", "2026-12-15", "--because", "Ana has a cold"], "2026-12-08"),
        then(
            &[
                "review",
                "P-1",
                "--held",
                "2026-12-15",
                "--outcome",
                "change",
                "--present",
                "person,jo",
                "--next",
                "3m",
            ],
            "2026-12-17",
        ),
        then(&["review", "P-1", "--held", "2026-12-15", "--outcome", "change"], "2026-12-17"),
        then(&["due"], "2026-12-17"),
    ];
    expect![[r#"
        $ due
        Review        Due          Name         Id   Care coordinator  Last review  Booked  Why
        11 days late  11 Nov 2026  Ana Example  P-1  Jo Smith          1 Dec 2025   none    the agreed day
        1 plan: 1 overdue
        P-1: review booked for Tuesday 8 December 2026 at 10am
        $ due
        Review        Due          Name         Id   Care coordinator  Last review  Booked              Why
        3 weeks late  11 Nov 2026  Ana Example  P-1  Jo Smith          1 Dec 2025   8 Dec 2026 at 10am  the agreed day
        1 plan: 1 overdue
        $ book P-1 2026-12-15 --because Ana has a cold
        P-1: review booked for Tuesday 15 December 2026; cancelled: Tuesday 8 December 2026 at 10am
        that is 4 weeks after the review was due, on 11 November 2026: it counts as late until it is held
        $ review P-1 --held 2026-12-15 --outcome change --present person,jo --next 3m
        P-1: review held on 15 December 2026, outcome change; the next is due by 15 March 2027
        still to be written into it (line 35): `my_view`, what the person said; `summary`, what was decided
        $ review P-1 --held 2026-12-15 --outcome change
        error: a review of that day is recorded already (line 35): change what it says there, if it is wrong
        $ due
        1 plan: none overdue, 1 in time
    "#]].assert_eq(&told.concat());
    let text = std::fs::read_to_string(story.path().join("P-1.toml")).expect("the plan");
    expect![[r#"
        [[reviews]]
        held = 2025-12-01
        outcome = "continue"

        [[reviews]]
        booked = 2026-12-08 10:00:00
        invite = ["person", "jo"]
        cancelled = 2026-12-08
        because = "Ana has a cold"

        [[reviews]]
        booked = 2026-12-15
        held = 2026-12-15
        outcome = "change"
        present = ["person", "jo"]
    "#]]
    .assert_eq(&text[text.find("[[reviews]]").expect("the reviews")..]);
}

#[test]
fn a_booking_of_months_ago_was_of_another_review() {
    let booked =
        |day: &str| plan(NEXT, &format!("{REVIEWED}[[reviews]]\nbooked = {day}\nwhere = \"Room 2\"\n"));
    let recorded = |day: &str| {
        let command = held("2026-11-20", &["--present=person", "--next=6m"], &booked(day));
        let ended = command.run();
        assert_eq!(ended.exit, Exit::Clean, "{}", ended.err);
        let text = std::fs::read_to_string(command.path().join("P-1.toml")).expect("the plan");
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
fn a_review_before_the_plan_began_or_years_ago_is_refused() {
    let with = |day: &str, plan: &str| held(day, &["--next=6m"], plan).run().err;
    let told = with("2025-11-16", &plan(NEXT, ""));
    assert!(told.contains("CPA began on 17 November 2025 (line 2)"), "{told}");
    let on_the_day = with("2025-11-17", &plan(NEXT, ""));
    assert!(on_the_day.contains("nothing says who was there"), "{on_the_day}");
    let told = with("1926-11-20", &plan(NEXT, "").replace("started = 2025-11-17\n", ""));
    assert!(told.contains("more than 5 years ago: look at the year"), "{told}");
}

#[test]
fn a_remark_that_let_the_old_day_pass_does_not_let_the_new_one() {
    let with = |remark: &str| {
        let text = plan(NEXT, REVIEWED).replace(NEXT, &format!("{remark}\n{NEXT}"));
        let command = held("2026-11-20", &["--present=person", "--next=6m"], &text);
        let ended = command.run();
        assert_eq!(ended.exit, Exit::Clean, "{}", ended.err);
        let text = std::fs::read_to_string(command.path().join("P-1.toml")).expect("the plan");
        (text.contains("cpa: allow"), ended.err.contains("a remark allows something of the day before"))
    };
    assert_eq!(with("# cpa: allow review-overdue because he is away"), (false, false));
    let both = "# cpa: allow next-review-too-late, review-overdue because he is away";
    assert_eq!(with(both), (true, true));
    assert_eq!(with("# agreed with Ana"), (false, false));
}

#[test]
fn what_is_written_is_of_today_and_no_later_day() {
    let text = plan(NEXT, REVIEWED);
    let command = held("2030-01-01", &["--as-at=2030-01-01"], &text);
    refuses(
        &command,
        expect![[r#"
            error: `--as-at 2030-01-01` is still to come, and what is written then is read today: leave it out, or look with `--dry-run`
        "#]],
    );
    assert_eq!(command.args(&["--dry-run"]).run().exit, Exit::Clean);
}

#[test]
fn an_earlier_review_without_an_outcome_is_not_forgotten() {
    let earlier = format!("{REVIEWED}[[reviews]]\nheld = 2026-11-18\n");
    let args = ["--held", "2026-11-20", "--present", "person,jo", "--outcome", "continue", "--next", "6m"];
    does(
        &review(&args, &plan(NEXT, &earlier)),
        expect![[r#"
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
        "#]],
    );
    // Two of one day, of which one gets its outcome.
    let twice = format!("{REVIEWED}{}", "[[reviews]]\nheld = 2026-11-20\n".repeat(2));
    does(
        &review(&args, &plan(NEXT, &twice)),
        expect![[r#"
        -next_review_due = 2026-12-01             # agreed with Ana
        +next_review_due = 2027-05-20             # agreed with Ana
        +outcome = "continue"
        +present = ["person", "jo"]
        --- Clean
        P-1: review held on 20 November 2026, outcome continue; the next is due by 20 May 2027
        ---
        nothing says what came of the review of 20 November 2026 (line 32): add `outcome` to it
        still to be written into it (line 28): `my_view`, what the person said; `summary`, what was decided
    "#]],
    );
}
