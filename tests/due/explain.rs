//! `cpa due --explain`: why each date of one plan is what it is.

use cpa::cli::Exit;
use expect_test::expect;

use crate::due::{PEOPLE, SETTINGS, lines, plan, reviewed, shown};
use crate::harness::{Command, cpa};

fn explain(args: &[&str], text: &str) -> Command {
    cpa(["due", "plans", "--explain", "P-1"])
        .args(args)
        .file("plans/cpa.toml", lines(&format!(r#"{SETTINGS}[intervals]; contact_details = "12 months"; "#)))
        .file(
            "plans/people.toml",
            lines(&format!(r#"{PEOPLE}phones = {{ office = "01632 960123" }}; checked = 2025-10-01; "#)),
        )
        .file("plans/P-1.toml", text)
}

#[test]
fn a_review_is_explained_with_every_day() {
    let below = r#"[[reviews]]; held = 2025-11-17; recorded = 2025-11-19; outcome = "continue"; [[reviews]]; booked = 2026-02-16 14:00:00; cancelled = 2026-02-12; because = "Jo was ill"; [[reviews]]; held = 2026-05-11; [[reviews]]; booked = 2026-12-01 14:00:00"#;
    let late = plan("P-1", "Ana Example", "next_review_due = 2027-05-15; started = 2025-01-10", below);
    expect![[r#"
        # P-1, Ana Example

        As at Sunday 22 November 2026. The plan stands in plans/P-1.toml.

        ## Review: 3 days late

        - Agreed: 15 May 2027 (line 3)
        - Review held on 17 November 2025 (line 7): counts from 19 November 2025, the last one that counts
        - Review booked for 16 February 2026 (line 11): cancelled on 12 February 2026, so it does not count
        - Review held on 11 May 2026 (line 15): no outcome is recorded, so it does not count
        - Review booked for 1 December 2026 (line 17): still to come
        - The service's own interval: 6 months after the last review on 19 November 2025, 19 May 2026 (`every` in plans/cpa.toml)
        - The longest gap: 12 months after the last review on 19 November 2025, the longest gap that the service allows, 19 November 2026 (`at_most` in plans/cpa.toml)
        - What came of the review of 11 May 2026 is not recorded
        - So it is due by 19 November 2026: the longest gap, for the agreed day is later
        - The booking for Tuesday 1 December 2026 at 2pm is 12 days after it is due: late until it is held
        - What would help: record what came of the review that was held: `cpa review P-1 --held 2026-05-11 --outcome OUTCOME --next 6m`
        - Rule: The agreed day; else the service's own interval; never later than the longest gap (Refocusing the CPA, 2008: at least yearly; Wales 2011 regulation 7: twelve calendar months).
        --- Clean
    "#]].assert_eq(&shown(&explain(&["--what=review"], &late).run()));
    let none = plan("P-1", "Ana Example", "", "");
    expect![[r#"
        # P-1, Ana Example

        As at Sunday 22 November 2026. The plan stands in plans/P-1.toml.

        ## Review: no date agreed

        - Nobody has agreed a day (`next_review_due`)
        - No review is written down
        - Neither a start nor a review is written down, so that nothing can be reckoned from them; the longest gap would be 12 months
        - What would help: agree a day with the person, and write it as `next_review_due`; a review that is held sets it too
        - Rule: The agreed day; else the service's own interval; never later than the longest gap (Refocusing the CPA, 2008: at least yearly; Wales 2011 regulation 7: twelve calendar months).
        --- Clean
    "#]].assert_eq(&shown(&explain(&["--what=review"], &none).run()));
    let old = plan(
        "P-1",
        "Ana Example",
        r#"next_review_due = 2026-05-11; status = "draft""#,
        &reviewed("2026-05-11"),
    );
    expect![[r#"
        # P-1, Ana Example

        As at Sunday 22 November 2026. The plan stands in plans/P-1.toml.

        ## Review: 11 days late

        - Agreed: 11 May 2026 (line 3): it is not after the last review, and does not count
        - Review held on 11 May 2026 (line 7): counts from 11 May 2026, the last one that counts
        - The service's own interval: 6 months after the last review on 11 May 2026, 11 November 2026 (`every` in plans/cpa.toml)
        - The longest gap: 12 months after the last review on 11 May 2026, the longest gap that the service allows, 11 May 2027 (`at_most` in plans/cpa.toml)
        - So it is due by 11 November 2026: the service's own interval, for no agreed day stands
        - The plan is a draft, which is due like any other
        - What would help: book the review, `cpa book P-1 DATE`; hold it, and record it: `cpa review P-1 --held DATE --outcome OUTCOME --next 6m`
        - Rule: The agreed day; else the service's own interval; never later than the longest gap (Refocusing the CPA, 2008: at least yearly; Wales 2011 regulation 7: twelve calendar months).
        --- Clean
    "#]].assert_eq(&shown(&explain(&["--what=review"], &old).run()));
    let wales = explain(&["--what=review"], &late).file(
        "plans/cpa.toml",
        r#"scheme = "ctp-wales"
"#,
    );
    expect![[r#"
        # P-1, Ana Example

        As at Sunday 22 November 2026. The plan stands in plans/P-1.toml.

        ## Review: 3 days late

        - Agreed: 15 May 2027 (line 3)
        - Review held on 17 November 2025 (line 7): counts from 19 November 2025, the last one that counts
        - Review booked for 16 February 2026 (line 11): cancelled on 12 February 2026, so it does not count
        - Review held on 11 May 2026 (line 15): no outcome is recorded, so it does not count
        - Review booked for 1 December 2026 (line 17): still to come
        - The service sets no interval of its own (`every` under `[reviews]` in cpa.toml)
        - The longest gap: 12 months after the last review on 19 November 2025, the longest gap that the law in Wales allows, 19 November 2026
        - What came of the review of 11 May 2026 is not recorded
        - So it is due by 19 November 2026: the longest gap, for the agreed day is later
        - The booking for Tuesday 1 December 2026 at 2pm is 12 days after it is due: late until it is held
        - What would help: record what came of the review that was held: `cpa review P-1 --held 2026-05-11 --outcome OUTCOME --next DATE`
        - Rule: The agreed day; else the service's own interval; never later than the longest gap (Refocusing the CPA, 2008: at least yearly; Wales 2011 regulation 7: twelve calendar months).
        --- Clean
    "#]].assert_eq(&shown(&wales.run()));
}

#[test]
fn every_kind_is_explained_even_if_nothing_is_due() {
    let below = "[people.sam]\nname = \"Sam\"\nis = [\"carer\"]\ncarers_assessment = { offered = 2025-01-08 }\n[legal]\ncommunity_treatment_order = { \
                 from = 2026-06-14, until = 2026-12-13 }\n[[needs]]\nneed = \"x\"\n[[needs.actions]]\nwhat = \"Phone \\u001b[31mthem\"\n\
                 who = [\"jo\"]\nwhen = 2026-11-01\n[health]\nphysical_health_checked = \"2025\"\n";
    let text = plan("P-1", "Ana Example", "next_review_due = 2026-12-04; started = 2026-11-01", below);
    let ended = explain(&[], &text).run();
    expect![[r##"
        # P-1, Ana Example

        As at Sunday 22 November 2026. The plan stands in plans/P-1.toml.

        ## Review: in time, due in 12 days

        - Agreed: 4 December 2026 (line 3)
        - No review is written down
        - The service's own interval: 6 months after the start on 1 November 2026, 1 May 2027 (`every` in plans/cpa.toml)
        - The longest gap: 12 months after the start on 1 November 2026, the longest gap that the service allows, 1 November 2027 (`at_most` in plans/cpa.toml)
        - So it is due by 4 December 2026: the agreed day
        - What would help: book the review, `cpa book P-1 DATE`; hold it, and record it: `cpa review P-1 --held DATE --outcome OUTCOME --next 6m`
        - Rule: The agreed day; else the service's own interval; never later than the longest gap (Refocusing the CPA, 2008: at least yearly; Wales 2011 regulation 7: twelve calendar months).

        ## Outcome of a review: nothing is due

        Every review that was held has its outcome.

        ## Follow-up after hospital: nothing is due

        No stay in hospital is written down.

        ## Carer's assessment (sam): 10 months late

        - The last assessment, or the offer of one: 8 January 2025 (line 10)
        - Interval: 12 months, as the scheme sets it (National Service Framework 1999, standard 6)
        - So it is due by 8 January 2026
        - What would help: offer one, and write the new day under `[people.sam]`: `carers_assessment = { offered = 2026-03-31 }`
        - Rule: A carer is offered an assessment of what they need themselves, at least once a year (National Service Framework 1999, standard 6). What counts is the last offer, whatever came of it. The law behind it: Care Act 2014, section 10; in Wales Social Services and Well-being (Wales) Act 2014, section 24.

        ## Section 117 review: nothing is due

        Nothing says that there is a right to it.

        ## Community treatment order: in time, ends in 3 weeks

        - The last day of the order: 13 December 2026 (line 12)
        - Listed from 14 October 2026 on
        - What would help: ask the responsible clinician whether they will extend it; then write its new last day as `until`, or take the order out when it has ended
        - Rule: An order ends on its last day (Mental Health Act 1983, section 20A: six months that begin with the day it was made, then six more, then a year at a time). Within the two months that end on that day the responsible clinician examines the person, if it is to be extended (section 20A(4)): for these two months it is always listed.

        ## Physical health check: in time, due in 5 weeks

        - The last check: 2025 (line 20)
        - Interval: 12 months, as the scheme sets it (NHS England, physical health of people living with severe mental illness)
        - So it is due by 31 December 2026
        - What would help: arrange it, and write its day under `[health]` when it is done: `physical_health_checked = 2026-03-31`
        - Rule: Once a year, with alcohol, blood sugar, blood pressure, weight, blood fats and smoking (NHS England, physical health of people living with severe mental illness). A check of which only the month or the year is known counts from its last day.

        ## Action (jo): 3 weeks late

        - To be done by that day: 1 November 2026 (line 18)
        - What would help: do it, and write `done` with the day and `result`; or write `stopped` and `because`; or agree another day
        - Rule: The plan says by which day, or at which appointment. Actions with words for their time, as "every week", have no such day.

        ## Goal: nothing is due

        No goal is still to be reached by a day.

        ## Service that ends: nothing is due

        No service has a last day that was not looked at.

        ## Check of contact details (jo): 7 weeks late

        - The last check: 1 October 2025 (plans/people.toml:1)
        - Interval: 12 months, `contact_details` in plans/cpa.toml
        - So it is due by 1 October 2026
        - What would help: phone, mend what has changed, and write the day under `[jo]` in people.toml: `checked = 2026-03-31`
        - Rule: Whoever a plan relies on can be reached: the coordinator, the second contact, and whom to phone in a crisis. How often somebody makes sure of it, only the service can say. A colleague is listed once for all plans.

        ## Consent: nothing is due

        Neither `consents` under `[intervals]` in cpa.toml nor the scheme says how long, so this is off.

        ## Copy: nothing is due

        Neither `copies` under `[intervals]` in cpa.toml nor the scheme says how long, so this is off.

        ## Draft: nothing is due

        This plan is no draft.

        ## First agreement: nothing is due

        Neither `first_plan` under `[intervals]` in cpa.toml nor the scheme says how long, so this is off.

        ## Another plan: nothing is due

        No other plan has a day on which to look at it again.
        --- Clean
    "##]].assert_eq(&shown(&ended));
    for kind in cpa::due::kinds::ALL {
        let words = kind.words.to_lowercase();
        assert!(ended.out.to_lowercase().contains(&format!("## {words}")), "{words}");
    }
    let narrow = explain(&["--what=physical-health"], &text).at_terminal(60).run();
    expect![[r#"
        P-1, Ana Example

        As at Sunday 22 November 2026. The plan stands in
        plans/P-1.toml.

        Physical health check: in time, due in 5 weeks

        - The last check: 2025 (line 20)
        - Interval: 12 months, as the scheme sets it (NHS England,
          physical health of people living with severe mental
          illness)
        - So it is due by 31 December 2026
        - What would help: arrange it, and write its day under
          `[health]` when it is done: `physical_health_checked =
          2026-03-31`
        - Rule: Once a year, with alcohol, blood sugar, blood
          pressure, weight, blood fats and smoking (NHS England,
          physical health of people living with severe mental
          illness). A check of which only the month or the year is
          known counts from its last day.
    "#]]
    .assert_eq(&narrow.out);
}

#[test]
fn unreadable_dates_are_explained() {
    let broken = plan("P-1", "Ana", "other = [", "");
    let ended = explain(&[], &broken).run();
    assert_eq!(ended.exit, Exit::Failed);
    expect![[r#"
        # P-1, Ana

        As at Sunday 22 November 2026. The plan stands in plans/P-1.toml.

        Nothing can be told: this list is not closed (line 3).
        --- Failed
        plans/P-1.toml:3:9: this list is not closed
    "#]]
    .assert_eq(&shown(&ended));
    let faulty = plan("P-1", "Ana", "next_review_due = \"May\"", "[health]; physical_health_checked = 3");
    expect![[r##"
        # P-1, Ana

        As at Sunday 22 November 2026. The plan stands in plans/P-1.toml.

        ## Review: cannot be told

        - No review is written down
        - Neither a start nor a review is written down, so that nothing can be reckoned from them; the longest gap would be 12 months
        - `next_review_due` could not be read (line 3)
        - What would help: mend what could not be read: `cpa validate plans/P-1.toml` says how
        - Rule: The agreed day; else the service's own interval; never later than the longest gap (Refocusing the CPA, 2008: at least yearly; Wales 2011 regulation 7: twelve calendar months).

        ## Physical health check: cannot be told

        - `physical_health_checked` could not be read (line 7)
        - What would help: mend what could not be read: `cpa validate plans/P-1.toml` says how
        - Rule: Once a year, with alcohol, blood sugar, blood pressure, weight, blood fats and smoking (NHS England, physical health of people living with severe mental illness). A check of which only the month or the year is known counts from its last day.
        --- Failed
        plans/P-1.toml:3:19: `next_review_due` should be a date like 2026-03-31, without quotes, found "…"
        plans/P-1.toml:7:27: `physical_health_checked` should be a date like 2026-03-31 without quotes, or a month or year like "2019-03" or "2019", found a number
    "##]].assert_eq(&shown(&explain(&["--what=review,physical-health"], &faulty).run()));
    let ended =
        plan("P-1", "Ana", "status = \"ended\"", r#"[ended]; on = 2026-11-16; reason = "no longer needed""#);
    expect![[r#"
        # P-1, Ana

        As at Sunday 22 November 2026. The plan stands in plans/P-1.toml.

        The plan has ended on 16 November 2026: nothing is due.
        --- Clean
    "#]]
    .assert_eq(&shown(&explain(&[], &ended).run()));
    let settings = explain(&[], &plan("P-1", "Ana", "", "")).file("plans/cpa.toml", "[reviews\n");
    expect![[r#"
        # P-1, Ana

        As at Sunday 22 November 2026. The plan stands in plans/P-1.toml.

        Nothing can be told: cpa.toml could not be read: plans/cpa.toml:1.
        --- Failed
        plans/cpa.toml:1:1: the header of this table cannot be read
    "#]]
    .assert_eq(&shown(&settings.run()));
}

#[test]
fn explain_takes_an_id_or_a_path() {
    let text = plan("P-1", "Ana Example", "next_review_due = 2027-02-01; started = 2026-11-01", "");
    let with = |id: &str| {
        let command = cpa(["due", "plans", "--what=draft", "--explain", id]).file("plans/a/P-1.toml", &text);
        let ended = command
            .file("plans/b/P-2.toml", text.replace("P-1", "P-2"))
            .file("plans/b/P-1.toml", &text)
            .run();
        format!("{:?} {}{}", ended.exit, ended.out.lines().next().unwrap_or_default(), ended.err)
    };
    assert_eq!(with("P-2"), "Clean # P-2, Ana Example");
    assert_eq!(with("plans/a/P-1.toml"), "Clean # P-1, Ana Example");
    expect![[r#"
        Failed error: 2 plans have the id `P-1`: plans/a/P-1.toml, plans/b/P-1.toml; name the file of the one that you mean
        Failed error: no plan here has the id `P-3`: did you mean `P-1`?
        Failed error: no plan here has the id `Ana Example`: look at it, or name the plan's file
        Failed error: no plan here has the id `plans`: look at it, or name the plan's file
    "#]].assert_eq(&["P-1", "P-3", "Ana Example", "plans"].map(with).join(""));
}

#[test]
fn a_name_of_several_lines_is_one_line() {
    let name = r#"name = """Mal

## Review: in time""""#;
    let text = &lines(&format!(r#"id = "P-1"; next_review_due = 2020-01-01; [person]; {name}; "#));
    let out = cpa(["due", "plans", "--explain=P-1", "--what=review"]).file("plans/P-1.toml", text).run().out;
    assert_eq!(out.lines().filter(|line| line.contains("## ")).count(), 2, "{out}");
    assert_eq!(out.lines().filter(|line| line.starts_with("## ")).count(), 1, "{out}");
}
