//! Copies for the team, a colleague and the GP.

use expect_test::expect_file;

use crate::harness::toml;
use crate::render::readers::{assert_contains, assert_sections, copy_for, sample};

#[test]
fn gp_reads_first_what_the_gp_treats() {
    assert_sections(
        &sample("northside/NS-0042", "gp"),
        &["Mina's health", "You in Mina's plan"],
        &expect_file!["../snapshots/care-plan-for-gp.txt"],
    );
}

#[test]
fn first_page_for_the_team_is_complete_in_itself() {
    assert_sections(
        &sample("northside/NS-0042", "team"),
        &["What to know first about Mina", "What carers and others need"],
        &expect_file!["../snapshots/care-plan-for-team.txt"],
    );
}

#[test]
fn colleague_reads_the_whole_plan_and_is_you_in_it() {
    assert_contains(
        &sample("northside/NS-0042", "jo"),
        &[
            "Copy for Jo Smith, as at 22 November 2026.",
            "## What you have agreed to do\n",
            "Phone when you are away.",
            "  - Who: You lead, with Northside duty worker\n",
            "You are Mina's care coordinator.\nYou are a social worker at",
            "  - Decided: 14 October 2026, by you\n",
        ],
    );
}

#[test]
fn team_reads_what_was_said_in_confidence() {
    let plan = toml(
        r#"
        [people.sam]
        name = "Sam Yusuf"
        relationship = "brother"
        [[risks]]
        risk = "Told by Sam"
        told_by = "sam"
        [[risks]]
        risk = "Told by nobody knows whom"
        in_confidence = true
        [[risks]]
        risk = "Told by Sam, and said"
        told_by = "sam"
        in_confidence = false
        [[risks]]
        risk = "Told by Rhys"
        told_by = "person"
        in_confidence = true
        [[reviews]]
        held = 2026-11-02
        outcome = "continue"
        [[reviews.views]]
        who = "sam"
        view = "I cannot go on"
        "#,
    );
    assert_contains(
        &copy_for("team", &plan),
        &[
            "### Told by Sam\n\n- Told by: Sam Yusuf, in confidence: only for the team\n",
            "### Told by nobody knows whom\n\n- Told: In confidence: only for the team\n",
            "### Told by Sam, and said\n\n- Who said this: Sam Yusuf\n",
            "### Told by Rhys\n\n- Told by: Rhys Example, in confidence: only for the team\n",
            "- What Sam Yusuf said in confidence, only for the team: I cannot go on\n",
        ],
    );
}
