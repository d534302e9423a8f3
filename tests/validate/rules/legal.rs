//! The rules of the law: aftercare, orders, sections, what was decided in advance.

use expect_test::expect;

use crate::validate::rules::care::{Changed, with};

/// The complete plan with this under `[legal]`.
fn legal(lines: &str) -> Changed {
    with(&[("[legal]\nsection_117 = false\n", &format!("[legal]\n{lines}\n"))])
}

/// A section with its days as they are typed: a month or a year is in quotes.
fn section(section: &str, from: &str, until: &str) -> String {
    let line = |key: &str, value: &str| match value.len() {
        0 => String::new(),
        4 | 7 => format!("{key} = \"{value}\"\n"),
        _ => format!("{key} = {value}\n"),
    };
    format!("\n[[legal.sections]]\nsection = \"{section}\"\n{}{}", line("from", from), line("until", until))
}

fn order(from: &str, until: &str) -> Changed {
    let order = format!("community_treatment_order = {{ from = {from}, until = {until} }}");
    legal(&format!("section_117 = true\nsection_117_reviewed = 2026-09-01\n{order}"))
}

#[test]
fn aftercare_review_is_due_after_service_interval() {
    let three = section("3", "2019", "2019-06-03");
    let yearly = "[intervals]\nsection_117_review = \"12 months\"\n";
    let right = |lines: &str| legal(&format!("section_117 = true\n{lines}{three}"));
    right("").explains(expect![[r#"
        warning[section-117-review-missing]: no review of the aftercare under section 117 is recorded
           --> CP-0001.toml:166:15
            |
        166 | section_117 = true
            |               ^^^^
            |
            = help: review it with the council, and write the day: `section_117_reviewed = 2026-03-31`

    "#]]);
    right("section_117_reviewed = 2020-01-01\n").is_fine();
    right("section_117_reviewed = 2025-11-22\n").under(yearly).is_fine();
    right("section_117_reviewed = 2025-11-21\n").under(yearly).explains(expect![[r#"
        warning[section-117-review-missing]: the aftercare under section 117 was to be reviewed by 21 November 2026
           --> CP-0001.toml:167:24
            |
        167 | section_117_reviewed = 2025-11-21
            |                        ^^^^^^^^^^ 1 day late
            |
            = help: review it with the council, and write the day: `section_117_reviewed = 2026-03-31`

    "#]]);
    right("section_117_reviewed = 2024-02-29\n").under(yearly).on("2026-11-22").says(expect![[r#"
        warning[section-117-review-missing] the aftercare under section 117 was to be reviewed by 28 February 2025
    "#]]);
    right("section_117_ended = 2025-11-21\n").under(yearly).is_fine();
    right("section_117_reviewed = 5\n").says(expect![[r#"
        error[wrong-type] `section_117_reviewed` should be a date like 2026-03-31, without quotes, found a number
    "#]]);
    // The first aftercare meeting is still to come.
    right("").and("\n[[admissions]]\nfrom = 2026-11-01\ndischarge_plan = \"Nia knows the day.\"\n").is_fine();
}

#[test]
fn aftercare_sections_are_found_in_any_spelling() {
    let right = |number: &str| {
        legal(&format!(
            "section_117 = true\nsection_117_reviewed = 2026-09-01\n{}",
            section(number, "2019", "2019-06-03")
        ))
    };
    for number in [
        "3",
        "s3",
        "s.3",
        "Section 3",
        "section 37/41",
        "45a",
        "47/49",
        "48",
        "notional 37",
        "2, then 3",
        "CTO",
        "17A",
    ] {
        right(number).is_fine();
    }
    right("5(2)").explains(expect![[r#"
        warning[section-117-without-section]: no section is recorded that gives a right to aftercare under section 117
           --> CP-0001.toml:166:15
            |
        166 | section_117 = true
            |               ^^^^
            |
            = help: add `[[legal.sections]]` with `section = "3"`, `from` and `until` (a day long ago may be "2019"); or write `section_117 = false`

    "#]]);
    for number in ["2", "4", "136", "135(1)", "37A", "5(3)", "35", "117"] {
        right(number).says(expect![[r#"
            warning[section-117-without-section] no section is recorded that gives a right to aftercare under section 117
        "#]]);
    }
    right("3\"\nsection = \"3").says(expect![[r#"
        error[duplicate-key] `section` stands here a second time
    "#]]);
}

#[test]
fn unstated_aftercare_is_reported_once() {
    legal(&(section("2", "2018", "2018") + &section("3", "2019", "2019-06-03"))).explains(expect![[r#"
        warning[section-117-unsaid]: this gives a right to aftercare, and nothing says whether section 117 applies
           --> CP-0001.toml:173:11
            |
        173 | section = "3"
            |           ^^^
            |
            = help: add `section_117 = true` under `[legal]`, and `section_117_reviewed` with the day of the last review

    "#]]);
    legal("community_treatment_order = { from = 2026-09-03, until = 2027-03-02 }").explains(expect![[r#"
        warning[section-117-unsaid]: this gives a right to aftercare, and nothing says whether section 117 applies
           --> CP-0001.toml:166:29
            |
        166 | community_treatment_order = { from = 2026-09-03, until = 2027-03-02 }
            |                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            |
            = help: add `section_117 = true` under `[legal]`, and `section_117_reviewed` with the day of the last review

    "#]]);
    legal(&section("2", "2018", "2018")).is_fine();
    legal(&format!("section_117_reviewed = 2020-01-01\n{}", section("3", "2019", "2019-06-03")))
        .says(expect![[r#"
            warning[section-117-unsaid] this gives a right to aftercare, and nothing says whether section 117 applies
        "#]]);
    legal(&format!("section_117_ended = 2020-01-01\n{}", section("3", "2019", "2019-06-03"))).is_fine();
    legal(&format!("section_117 = \"no\"\n{}", section("3", "2019", "2019-06-03"))).says(expect![[r#"
        error[wrong-type] `section_117` should be true or false, without quotes, found "…"
    "#]]);
}

#[test]
fn denied_aftercare_needs_the_day_it_ended() {
    let denied = |until: &str| legal(&format!("section_117 = false\n{}", section("3", "2019", until)));
    denied("2019-06-03").explains(expect![[r#"
        warning[section-117-end-missing]: a section gave a right to aftercare under section 117, and nothing says when it ended
           --> CP-0001.toml:166:15
            |
        166 | section_117 = false
            |               ^^^^^
        ...
        169 | section = "3"
            |           --- this section
            |
            = help: write `section_117 = true`; or if health and council ended it together, add `section_117_ended` with the day

    "#]]);
    denied("").is_fine();
    denied("2026-11-22").is_fine();
    denied("2026-11-21").says(expect![[r#"
        warning[section-117-end-missing] a section gave a right to aftercare under section 117, and nothing says when it ended
    "#]]);
    denied("2026-11-21")
        .and("\n[[admissions]]\nfrom = 2026-11-01\ndischarge_plan = \"Nia knows.\"\n")
        .is_fine();
}

#[test]
fn an_order_has_a_last_day() {
    legal("section_117 = true\nsection_117_reviewed = 2026-09-01\ncommunity_treatment_order = { from = 2026-09-03 }")
        .explains(expect![[r#"
            error[order-without-end]: this community treatment order has no last day
               --> CP-0001.toml:168:29
                |
            168 | community_treatment_order = { from = 2026-09-03 }
                |                             ^^^^^^^^^^^^^^^^^^^^^
                |
                = help: add `until = 2027-03-02` inside the braces, for a first order, of six months that begin with the day it was made; otherwise the last day of its extension

        "#]]);
    legal("section_117 = true\nsection_117_reviewed = 2026-09-01\ncommunity_treatment_order = { clinician = \"dr-osei\" }")
        .explains(expect![[r#"
            error[order-without-end]: this community treatment order has no last day
               --> CP-0001.toml:168:29
                |
            168 | community_treatment_order = { clinician = "dr-osei" }
                |                             ^^^^^^^^^^^^^^^^^^^^^^^^^
                |
                = help: add `until`, with its last day, inside the braces: an order made on 14 May is in force until 13 November

            warning[section-incomplete]: this community treatment order has no first day
               --> CP-0001.toml:168:29
                |
            168 | community_treatment_order = { clinician = "dr-osei" }
                |                             ^^^^^^^^^^^^^^^^^^^^^^^^^
                |
                = help: add `from = 2026-03-31`: the day it was made

        "#]]);
    order("2026-09-03", "5").says(expect![[r#"
        error[wrong-type] `until` should be a date like 2026-03-31, without quotes, found a number
    "#]]);
}

#[test]
fn order_is_reported_from_two_months_before_its_end() {
    order("2026-07-23", "2027-01-22").is_fine();
    order("2026-07-22", "2027-01-21").explains(expect![[r#"
        warning[order-ending]: this community treatment order is in force until 21 January 2027
           --> CP-0001.toml:168:58
            |
        168 | community_treatment_order = { from = 2026-07-22, until = 2027-01-21 }
            |                                                          ^^^^^^^^^^ in 8 weeks
            |
            = help: ask the responsible clinician to see the person by then if it is to go on, or agree what comes after 21 January 2027

    "#]]);
    order("2026-05-23", "2026-11-22").says(expect![[r#"
        warning[order-ending] this community treatment order is in force until 22 November 2026
    "#]]);
    order("2026-05-22", "2026-11-21").explains(expect![[r#"
        warning[order-ending]: this community treatment order was in force until 21 November 2026
           --> CP-0001.toml:168:58
            |
        168 | community_treatment_order = { from = 2026-05-22, until = 2026-11-21 }
            |                                                          ^^^^^^^^^^ 1 day ago
            |
            = help: if it was extended, write the new last day here; otherwise take the order out

    "#]]);
    // Two months that end on 30 April begin on 1 March.
    order("2026-10-31", "2027-04-30").on("2027-02-28").is_fine();
    order("2026-11-01", "2027-04-30").on("2027-03-01").says(expect![[r#"
        warning[order-ending] this community treatment order is in force until 30 April 2027
    "#]]);
}

#[test]
fn six_months_begin_with_the_day_itself() {
    order("2026-09-14", "2027-03-14").explains(expect![[r#"
        warning[order-a-day-too-long]: the last day of this community treatment order is 13 March 2027
           --> CP-0001.toml:168:58
            |
        168 | community_treatment_order = { from = 2026-09-14, until = 2027-03-14 }
            |                                      ----------          ^^^^^^^^^^ a day too late
            |                                      |
            |                                      this day counts
            |
            = help: write `until = 2027-03-13`, if the order or its extension does not say otherwise

    "#]]);
    order("2025-09-14", "2027-09-14").says(expect![[r#"
        warning[order-a-day-too-long] the last day of this community treatment order is 13 September 2027
    "#]]);
    order("2026-09-14", "2027-02-14").is_fine();
    // 31 August: the six months end with February.
    order("2026-08-31", "2027-02-28").is_fine();
    order("2026-08-31", "2027-03-01").says(expect![[r#"
        warning[order-a-day-too-long] the last day of this community treatment order is 28 February 2027
    "#]]);
}

#[test]
fn a_section_has_its_days_unless_it_may_still_go_on() {
    let said = "section_117 = true\nsection_117_reviewed = 2026-09-01\n";
    legal(&format!("{said}{}", section("3", "2026-11-01", ""))).is_fine();
    legal(&format!("{said}{}{}", section("3", "2026-11-01", ""), section("2", "2019", ""))).explains(
        expect![[r#"
            warning[section-incomplete]: this section has no last day, and another one began after it
               --> CP-0001.toml:174:11
                |
            174 | section = "2"
                |           ^^^
                |
                = help: add `until = 2026-03-31`; a day long ago may be "2019-03" or "2019"

        "#]],
    );
    legal(&format!("{said}{}", section("3", "", "2019"))).explains(expect![[r#"
        warning[section-incomplete]: this section has no first day
           --> CP-0001.toml:170:11
            |
        170 | section = "3"
            |           ^^^
            |
            = help: add `from = 2026-03-31`; a day long ago may be "2019-03" or "2019"

    "#]]);
    // The person left hospital on the day that an order began, and the section is still open.
    let left = "\n[[admissions]]\nfrom = 2026-03-01\nuntil = 2026-09-03\nfollowed_up = 2026-09-04\n";
    legal(&format!("{said}{}", section("3", "2026-03-01", ""))).and(left).explains(expect![[r#"
        warning[section-incomplete]: this section has no last day, and the person has left hospital
           --> CP-0001.toml:170:11
            |
        170 | section = "3"
            |           ^^^
            |
            = help: add `until = 2026-03-31`; a day long ago may be "2019-03" or "2019"

    "#]]);
    legal(&format!("{said}{}", section("3", "2026-11-01", ""))).and(left).is_fine();
    legal(&format!("{said}\n[[legal.sections]]\nfrom = 2026-11-01\n{}", section("3", "2019", "2019")))
        .explains(expect![[r#"
            warning[section-incomplete]: this does not say which section it was
               --> CP-0001.toml:169:1
                |
            169 | [[legal.sections]]
                | ^^^^^^^^^^^^^^^^^^
                |
                = help: add its number, as in `section = "3"`

        "#]]);
    legal(&format!("{said}community_treatment_order = {{ until = 2027-03-02 }}\n")).explains(expect![[r#"
            warning[section-incomplete]: this community treatment order has no first day
               --> CP-0001.toml:168:29
                |
            168 | community_treatment_order = { until = 2027-03-02 }
                |                             ^^^^^^^^^^^^^^^^^^^^^^
                |
                = help: add `from = 2026-03-31`: the day it was made

        "#]]);
    legal(&format!("{said}{}", section("3", "5", "2019"))).says(expect![[r#"
        error[wrong-type] `from` should be a date like 2026-03-31 without quotes, or a month or year like "2019-03" or "2019", found a number
    "#]]);
    legal(&format!("{said}{}", section("3", "2019-06", "2019-05-31"))).says(expect![[r#"
        error[dates-contradict] `until` lies before `from`
    "#]]);
}

#[test]
fn a_paper_has_a_place() {
    legal(
        "section_117 = false\nadvance_statement = { made = 2024-06-03 }\nadvance_decision = { made = 2024 }",
    )
    .says(expect![[r#"
        warning[statement-without-place] nothing says where this advance statement is
        warning[statement-without-place] nothing says where this advance decision is
        error[wrong-type] `made` should be a date like 2026-03-31 without quotes, or a month or year like "2019-03" or "2019", found a number
    "#]]);
    legal("section_117 = false\nadvance_statement = { made = 2024-06-03 }\n[legal.advance_decision]\nmade = \"2024\"\n")
        .explains(expect![[r#"
            warning[statement-without-place]: nothing says where this advance statement is
               --> CP-0001.toml:167:21
                |
            167 | advance_statement = { made = 2024-06-03 }
                |                     ^^^^^^^^^^^^^^^^^^^^^
                |
                = help: add `where = "…"` inside the braces: who has the paper, and where it lies

            warning[statement-without-place]: nothing says where this advance decision is
               --> CP-0001.toml:168:1
                |
            168 | [legal.advance_decision]
                | ^^^^^^^^^^^^^^^^^^^^^^^^
                |
                = help: add `where = "…"` below this header: who has the paper, and where it lies

        "#]]);
    legal("section_117 = false\nadvance_statement = { made = 2024-06-03, where = 5 }").says(expect![[r#"
        error[wrong-type] `where` should be text in quotes, found a number
    "#]]);
}

#[test]
fn ended_plan_has_no_legal_findings() {
    let ended = legal("section_117 = true\nadvance_statement = { made = 2024-06-03 }")
        .and("\n[ended]\non = 2026-11-20\nreason = \"died\"\n");
    let plan = ended.plan.replacen("\"active\"", "\"ended\"", 1);
    Changed { plan, ..ended }.is_fine();
}
