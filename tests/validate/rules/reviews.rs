//! The rules of reviews, dates, stays in hospital and the end.

use expect_test::expect;

use crate::validate::rules::care::{Changed, with};

const REVIEW: &str = "[[reviews]]\nheld = 2026-09-01\noutcome = \"continue\"\npresent = [\"person\", \"jo\", \"nia\"]\napologies = [\"dr-patel\"]\nmy_view = \"I sleep four hours now. It was two.\"\nsummary = \"The sleep group goes on. The crisis plan is right.\"\n";
const DAY: &str = "next_review_due = 2027-03-01";

/// The complete plan with these reviews in place of its own.
#[track_caller]
fn reviews(reviews: &str) -> Changed {
    with(&[(REVIEW, reviews)])
}

/// The complete plan with this stay in hospital.
fn admission(lines: &str) -> Changed {
    with(&[]).and(&format!("\n[[admissions]]\nwhere = \"Elm Ward\"\n{lines}\n"))
}

#[test]
fn latest_review_day_is_reported_with_its_source() {
    with(&[(DAY, "next_review_due = 2027-11-01")]).explains(expect![[r#"
        error[next-review-too-late]: the next review may not be later than 1 September 2027: 12 months after the last review on 1 September 2026, the longest gap that the service allows
         --> CP-0001.toml:6:19
          |
        6 | next_review_due = 2027-11-01
          |                   ^^^^^^^^^^ too late
          |
          = help: agree a day by 1 September 2027 with the person: `next_review_due = 2027-09-01`

    "#]]);
    with(&[(DAY, "next_review_due = 2027-11-01")])
        .under("scheme = \"ctp-wales\"\n[intervals]\nfirst_plan = \"6 weeks\"\n")
        .says(expect![[r#"
            error[next-review-too-late] the next review may not be later than 1 September 2027: 12 months after the last review on 1 September 2026, the longest gap that the law in Wales allows
        "#]]);
    with(&[(DAY, "next_review_due = 2027-11-01")]).under("").says(expect![[r#"
        error[next-review-too-late] the next review may not be later than 1 September 2027: 12 months after the last review on 1 September 2026, the longest gap under CPA
    "#]]);
    with(&[(DAY, "next_review_due = 2027-04-02"), (REVIEW, "")])
        .under("[reviews]\nat_most = \"13 months\"\n")
        .is_fine();
    with(&[(DAY, "next_review_due = 2027-04-03"), (REVIEW, "")])
        .under("[reviews]\nat_most = \"13 months\"\n")
        .says(expect![[r#"
            error[next-review-too-late] the next review may not be later than 2 April 2027: 13 months after the start on 2 March 2026, the longest gap that the service allows
        "#]]);
}

#[test]
fn a_gap_ends_with_the_last_day_of_a_shorter_month() {
    let held = REVIEW.replace("held = 2026-09-01", "held = 2026-08-31");
    let settings = "[reviews]\nat_most = \"6 months\"\n";
    let on = |day: &str| with(&[(REVIEW, &held), (DAY, &format!("next_review_due = {day}"))]).under(settings);
    on("2027-02-28").is_fine();
    on("2027-03-01").says(expect![[r#"
        error[next-review-too-late] the next review may not be later than 28 February 2027: 6 months after the last review on 31 August 2026, the longest gap that the service allows
    "#]]);
}

#[test]
fn next_review_is_too_late_only_with_a_known_gap() {
    with(&[(DAY, "next_review_due = 2027-11-01")]).on("2027-10-01").says(expect![[r#"
        error[next-review-too-late] the next review may not be later than 1 September 2027: 12 months after the last review on 1 September 2026, the longest gap that the service allows
        warning[review-overdue] the review was due by 1 September 2027: 1 Nov 2027 is agreed, but is too late; 12 months after the last review, the longest gap that the service allows
    "#]]);
    with(&[(DAY, "next_review_due = 2027-11-01"), ("outcome = \"continue\"", "outcome = \"contniue\"")])
        .says(expect![[r#"
            error[unknown-choice] `outcome` cannot be "…"
        "#]]);
}

#[test]
fn contradictory_days_are_reported_with_both_places() {
    reviews(&REVIEW.replace("outcome", "recorded = 2026-08-31\noutcome")).explains(expect![[r#"
        error[dates-contradict]: `recorded` lies before `held`
           --> CP-0001.toml:181:12
            |
        180 | held = 2026-09-01
            |        ---------- a later day
        181 | recorded = 2026-08-31
            |            ^^^^^^^^^^
            |
            = help: look at both days, and write the right one

    "#]]);
    let several = "until = 2026-09-08\nrecorded = 2026-09-03\noutcome";
    reviews(&REVIEW.replace("outcome", several)).says(expect![[r#"
        error[dates-contradict] `recorded` lies before `until`
    "#]]);
    reviews(&REVIEW.replace("outcome", "until = 2026-08-08\nrecorded = 2026-09-03\noutcome")).says(expect![
        [r#"
            error[dates-contradict] `until` lies before `held`
        "#]
    ]);
    reviews(&REVIEW.replace("outcome", "until = 2026-09-08\nrecorded = 2026-09-08\noutcome")).is_fine();
    let both = REVIEW.replace("outcome", "cancelled = 2026-08-30\nbecause = \"Jo was ill\"\noutcome");
    reviews(&format!("{both}\n{REVIEW}")).says(expect![[r#"
        error[dates-contradict] this review was both held and cancelled
    "#]]);
}

#[test]
fn what_goes_on_cannot_end_before_it_begins() {
    with(&[
        ("until = 2027-02-26", "until = 2026-02-26"),
        ("when = 2026-12-01", "when = 2026-12-01\n  from = 2026-11-01\n  until = 2026-10-01"),
        ("prescriber", "from = 2026-11-01\n  until = 2026-10-01\n  prescriber"),
        ("relationship = \"sister\"", "relationship = \"sister\"\nfrom = 2026-11-01\nuntil = 2026-10-01"),
    ])
    .says(expect![[r#"
        error[dates-contradict] `until` lies before `from`
        error[dates-contradict] `until` lies before `from`
        error[dates-contradict] `until` lies before `from`
        error[dates-contradict] `until` lies before `from`
    "#]]);
    admission("from = \"2026-05\"\nuntil = 2026-05-03\nfollowed_up = 2026-05-04").is_fine();
    // The first of the three days is the day after.
    admission("from = \"2026-05\"\nuntil = 2026-05-03\nfollowed_up = 2026-05-03").says(expect![[r#"
        warning[follow-up-missing] no follow-up after this stay in hospital is recorded: it was due by 6 May 2026
    "#]]);
    admission("from = 2026-05-04\nuntil = \"2026-05\"\nfollowed_up = 2026-05-30").is_fine();
    admission("from = 2026-05-04\nuntil = 2026-05-03\nfollowed_up = 2026-05-02").says(expect![[r#"
        error[dates-contradict] `until` lies before `from`
        error[dates-contradict] `followed_up` lies before `until`
    "#]]);
}

#[test]
fn the_person_speaks_at_the_last_review_or_anywhere() {
    let silent = REVIEW.replace("my_view = \"I sleep four hours now. It was two.\"\n", "");
    reviews(&silent).explains(expect![[r#"
        error[my-view-missing]: nothing says what the person thought at this review
           --> CP-0001.toml:179:1
            |
        179 | [[reviews]]
            | ^^^^^^^^^^^
            |
            = help: add `my_view = "…"`, in the person's own words

    "#]]);
    // A later one, at any place in the file; an older one without.
    let later = REVIEW.replace("2026-09-01", "2026-10-01");
    reviews(&format!("{later}\n{silent}")).is_fine();
    // Not there, for a reason: their words elsewhere are enough.
    let absent = silent.replace("\"person\", ", "") + "person_absent_because = \"I was asleep.\"\n";
    reviews(&absent).is_fine();
    let words = "in_my_words = \"I lie there and count the lorries.\"\n";
    let about_me = "[about_me]\nimportant_to_me = \"My job at the bakery, and Sunday lunch at my sister's.\"\nstrengths = [\"I turn up on time\", \"I can cook for forty people\"]\n";
    with(&[(REVIEW, &absent), (words, "")]).is_fine();
    with(&[(REVIEW, &absent), (words, ""), (about_me, "[about_me]\n")]).explains(expect![[r#"
        error[my-view-missing]: nothing in this plan says what the person thinks
         --> CP-0001.toml:2:6
          |
        2 | id = "CP-0001"
          |      ^^^^^^^^^
          |
          = help: ask, and add `in_my_words = "…"` below a need, or `[about_me]` with `important_to_me = "…"`

    "#]]);
    // What could not be read counts as said.
    reviews(&silent.replace("summary", "my_view = 5\nsummary")).says(expect![[r#"
        error[wrong-type] `my_view` should be text in quotes, found a number
    "#]]);
}

#[test]
fn an_absence_is_explained_at_the_last_review() {
    let absent = REVIEW.replace("\"person\", ", "");
    reviews(&absent).explains(expect![[r#"
        warning[absence-unexplained]: the person was not at this review, and nothing says why
           --> CP-0001.toml:182:11
            |
        182 | present = ["jo", "nia"]
            |           ^^^^^^^^^^^^^
            |
            = help: add `person_absent_because = "…"`; or if they were there, add `"person"` to `present`

    "#]]);
    let later = REVIEW.replace("2026-09-01", "2026-10-01");
    reviews(&format!("{absent}\n{later}")).is_fine();
    with(&[(REVIEW, &absent), ("\"active\"", "\"draft\"")]).says(expect![[r#"
        info[absence-unexplained] the person was not at this review, and nothing says why
    "#]]);
}

#[test]
fn missing_outcome_is_reported_until_a_later_one() {
    let open = "[[reviews]]\nheld = 2026-11-20\npresent = [\"person\", \"jo\"]\nmy_view = \"As before.\"\n";
    reviews(&format!("{REVIEW}\n{open}")).explains(expect![[r#"
        warning[review-without-outcome]: this review was held on 20 November 2026, and has no outcome
           --> CP-0001.toml:187:1
            |
        187 | [[reviews]]
            | ^^^^^^^^^^^
            |
            = help: add `outcome = "continue"`, or "change", "transfer" or "end": without it the review does not count

    "#]]);
    reviews(&format!("{REVIEW}\n{}", open.replace("2026-11-20", "2026-08-20"))).is_fine();
    reviews(&format!("{REVIEW}\n{}", open.replace("present", "outcome = 5\npresent"))).says(expect![[r#"
        error[wrong-type] `outcome` should be one of `continue`, `change`, `transfer` or `end`, found a number
    "#]]);
}

#[test]
fn past_booking_is_reported_from_the_next_day() {
    let booked = |day: &str| reviews(&format!("{REVIEW}\n[[reviews]]\nbooked = {day} 14:00:00\n"));
    booked("2026-11-22").is_fine();
    booked("2026-11-21").explains(expect![[r#"
        warning[review-without-outcome]: nothing says what became of this review, booked for 21 November 2026
           --> CP-0001.toml:187:1
            |
        187 | [[reviews]]
            | ^^^^^^^^^^^
            |
            = help: add `held = 2026-11-21` and `outcome`; or `cancelled`, with the day, and `because`

    "#]]);
    booked("2026-08-21").is_fine();
    reviews(&format!("{REVIEW}\n[[reviews]]\nbooked = 2026-11-21\ncancelled = 2026-11-21\n")).is_fine();
}

#[test]
fn last_review_without_people_is_reported() {
    let nobody = REVIEW.replace("present = [\"person\", \"jo\", \"nia\"]\n", "");
    reviews(&nobody).explains(expect![[r#"
        warning[review-without-present]: nobody is recorded as present at this review
           --> CP-0001.toml:179:1
            |
        179 | [[reviews]]
            | ^^^^^^^^^^^
            |
            = help: add `present = ["person", "…"]` with the handle of everybody who was there

    "#]]);
    reviews(&nobody.replace("apologies", "present = []\napologies")).says(expect![[r#"
        warning[review-without-present] nobody is recorded as present at this review
    "#]]);
    let later = REVIEW.replace("2026-09-01", "2026-10-01");
    reviews(&format!("{nobody}\n{later}")).is_fine();
}

#[test]
fn a_review_has_a_day() {
    let undated = REVIEW.replace("held = 2026-09-01\n", "");
    reviews(&undated).explains(expect![[r#"
        warning[review-without-day]: this review has no day, and does not count
           --> CP-0001.toml:179:1
            |
        179 | [[reviews]]
            | ^^^^^^^^^^^
            |
            = help: add `held = 2026-03-31`; or for one to come `booked = 2027-03-31 14:00:00`

    "#]]);
    let booked = |more: &str| reviews(&format!("{REVIEW}\n[[reviews]]\nbooked = 2027-02-01\n{more}"));
    booked("").is_fine();
    booked("outcome = \"continue\"\n").says(expect![[r#"
        warning[review-without-day] this review has no day, and does not count
    "#]]);
    reviews(&undated.replace("outcome", "held = 2026-09-31\noutcome")).says(expect![[r#"
        error[impossible-date] September 2026 has 30 days
    "#]]);
    reviews(&undated.replace("outcome", "recorded = 2026-09-03\noutcome")).is_fine();
}

#[test]
fn a_follow_up_is_due_by_the_third_day_after_leaving() {
    let left = |day: &str| admission(&format!("from = 2026-10-01\nuntil = {day}"));
    left("2026-11-19").is_fine();
    left("2026-11-18").explains(expect![[r#"
        warning[follow-up-missing]: no follow-up after this stay in hospital is recorded: it was due by 21 November 2026
           --> CP-0001.toml:203:9
            |
        203 | until = 2026-11-18
            |         ^^^^^^^^^^ 1 day late
            |
            = help: see or phone the person if nobody has; then add `followed_up = 2026-11-22` with the day, and `followed_up_by`

    "#]]);
    left("\"2026-11\"").is_fine();
    left("2026-11-18").under("[intervals]\nfollow_up = \"7 days\"\n").is_fine();
    left("2026-11-18").under("scheme = \"ctp-wales\"\n[intervals]\nfirst_plan = \"1 year\"\n").is_fine();
    left("2026-11-18").under("[intervals]\nfollow_up = \"soon\"\n").says(expect![[r#"
        error[wrong-type] `follow_up` should be a length of time in quotes, like "6 months", found "…"
    "#]]);
}

#[test]
fn an_old_stay_and_a_late_follow_up_are_history() {
    admission("from = 2026-10-01\nuntil = 2026-10-18\nfollowed_up = 2026-11-18").is_fine();
    admission("from = 2025-10-01\nuntil = 2026-02-20").is_fine();
    admission("from = 2026-02-01\nuntil = 2026-02-27").says(expect![[r#"
        warning[follow-up-missing] no follow-up after this stay in hospital is recorded: it was due by 2 March 2026
    "#]]);
    with(&[("started = 2026-03-02", "started = 2020-03-02")])
        .and("\n[[admissions]]\nfrom = 2025-10-01\nuntil = 2025-11-21\n")
        .is_fine();
    // Back in hospital: what has to be ready now is asked, and nothing else.
    admission("from = 2026-11-20\n\n[[admissions]]\nfrom = 2026-10-01\nuntil = 2026-11-10")
        .explains(expect![[r#"
            warning[discharge-plan-missing]: the person is in hospital, and nothing says what has to be ready before they leave
               --> CP-0001.toml:200:1
                |
            200 | [[admissions]]
                | ^^^^^^^^^^^^^^
                |
                = help: add `discharge_plan = "…"`; or if they have left, `until` with the day

        "#]]);
}

#[test]
fn a_stay_without_a_last_day_goes_on() {
    admission("from = 2026-11-01\nfollowed_up = 2026-11-20").says(expect![[r#"
        warning[discharge-plan-missing] the person is in hospital, and nothing says what has to be ready before they leave
    "#]]);
    admission("from = 2026-11-01\nuntil = 2026-31-12").says(expect![[r#"
        error[impossible-date] there is no such month
    "#]]);
}

#[test]
fn ended_plan_still_in_force_is_reported() {
    reviews(&REVIEW.replace("continue", "end")).explains(expect![[r#"
        warning[plan-still-active]: the last review decided on the end, and the plan is still in force
           --> CP-0001.toml:181:11
            |
        181 | outcome = "end"
            |           ^^^^^
            |
            = help: on its last day write `status = "ended"` at the top of the file, and at its end `[ended]` with `on`, `reason` and `how_to_come_back`

    "#]]);
    let later = REVIEW.replace("2026-09-01", "2026-10-01");
    reviews(&format!("{}\n{later}", REVIEW.replace("continue", "end"))).is_fine();
    let ended = "\n[ended]\non = 2026-11-20\nreason = \"no longer needed\"\nhow_to_come_back = \"Phone.\"\n";
    with(&[]).and(ended).explains(expect![[r#"
        warning[plan-still-active]: an end is written down, and the plan is still in force
           --> CP-0001.toml:200:1
            |
        200 | [ended]
            | ^^^^^^^
            |
            = help: write `status = "ended"` at the top of the file

    "#]]);
    with(&[]).under("scheme = \"ctp-wales\"\n").and(ended).says(expect![[r#"
        warning[plan-still-active] an end is written down, and the plan is still in force
    "#]]);
    with(&[("status = \"active\"", "status = \"endd\"")]).and(ended).says(expect![[r#"
        error[unknown-choice] `status` cannot be "…"
    "#]]);
}

#[test]
fn ended_plan_without_a_way_back_is_reported() {
    let ended = |lines: &str| with(&[("\"active\"", "\"ended\"")]).and(lines);
    ended("").explains(expect![[r#"
        warning[way-back-missing]: nothing says how the person can come back
         --> CP-0001.toml:3:10
          |
        3 | status = "ended"
          |          ^^^^^^^
          |
          = help: add `[ended]` at the end of the file with `on`, `reason` and `how_to_come_back = "…"`

    "#]]);
    ended("\n[ended]\non = 2026-11-20\nreason = \"the person chose to leave\"\n").explains(expect![[r#"
        warning[way-back-missing]: nothing says how the person can come back
           --> CP-0001.toml:200:1
            |
        200 | [ended]
            | ^^^^^^^
            |
            = help: add `how_to_come_back = "…"`: whom to phone, and until when no letter is needed

    "#]]);
    ended("\n[ended]\non = 2026-11-20\nreason = \"died\"\n").is_fine();
    ended("\n[ended]\non = 2026-11-20\nreason = \"moved to another team\"\nhanded_to = \"duty\"\n").is_fine();
    ended("\n[ended]\non = 2026-11-20\nreason = \"moved to another team\"\n").says(expect![[r#"
        warning[way-back-missing] nothing says how the person can come back
    "#]]);
    ended("\n[ended]\non = 2026-11-20\nreason = \"dead\"\n").says(expect![[r#"
        error[unknown-choice] `reason` cannot be "…"
    "#]]);
}

#[test]
fn an_end_has_a_day_and_a_reason() {
    with(&[("\"active\"", "\"ended\"")])
        .and("\n[ended]\nhow_to_come_back = \"Phone.\"\n")
        .explains(expect![[r#"
            warning[end-incomplete]: nothing says on which day the plan ended
               --> CP-0001.toml:200:1
                |
            200 | [ended]
                | ^^^^^^^
                |
                = help: add `on = 2026-03-31` with the last day

            warning[end-incomplete]: nothing says why the plan ended
               --> CP-0001.toml:200:1
                |
            200 | [ended]
                | ^^^^^^^
                |
                = help: add `reason = "no longer needed"`, or "moved to another team", "the person chose to leave" or "died"

        "#]]);
}

#[test]
fn a_stay_in_hospital_has_its_days() {
    let discharge_plan = "discharge_plan = \"Nia knows the day.\"\n\n[[admissions]]\n";
    admission(&format!("from = 2026-11-20\n{discharge_plan}from = \"2019\"\n")).explains(expect![[r#"
        warning[admission-without-dates]: this stay in hospital has no last day, and another one began after it
           --> CP-0001.toml:205:1
            |
        205 | [[admissions]]
            | ^^^^^^^^^^^^^^
            |
            = help: add `until = 2026-03-31`; a day long ago may be "2019-03" or "2019"

    "#]]);
    admission(&format!("from = 2026-11-20\n{discharge_plan}until = \"2019\"\n")).says(expect![[r#"
        warning[admission-without-dates] this stay in hospital has no first day
    "#]]);
    admission(&format!("from = 2026-11-20\n{discharge_plan}from = 5\nuntil = \"2019\"\n"))
        .says(expect![[r#"
            error[wrong-type] `from` should be a date like 2026-03-31 without quotes, or a month or year like "2019-03" or "2019", found a number
        "#]]);
}

#[test]
fn review_without_outcome_hides_its_agreed_day() {
    let last =
        REVIEW.replace("held = 2026-09-01", "held = 2026-09-02").replace("outcome = \"continue\"\n", "");
    let first = REVIEW.replace("2026-09-01", "2026-03-02");
    let both =
        |last: &str| with(&[(REVIEW, &format!("{first}\n{last}")), (DAY, "next_review_due = 2027-09-01")]);
    both(&last).says(expect![[r#"
        warning[review-without-outcome] this review was held on 2 September 2026, and has no outcome
    "#]]);
    both(&REVIEW.replace("held = 2026-09-01\n", "")).says(expect![[r#"
        warning[review-without-day] this review has no day, and does not count
    "#]]);
    both("").says(expect![[r#"
        error[next-review-too-late] the next review may not be later than 2 March 2027: 12 months after the last review on 2 March 2026, the longest gap that the service allows
    "#]]);
}
