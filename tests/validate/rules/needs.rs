//! The rules about needs and actions, where the pages do not show them: when they are silent, and what they guess.

use expect_test::{Expect, expect, expect_file};

use cpa::validate::rules::Group;

use crate::validate::rules;
use crate::validate::rules::findings_of_pages;

const TODAY: &str = "2026-11-22";
const SILENT: &str = "";
const ACTION: &str =
    "\n  [[needs.actions]]\n  what = \"See Dr Osei\"\n  who = [\"jo\"]\n  when = 2026-12-01\n";
const WALES: &str = "# in cpa.toml:\nscheme = \"ctp-wales\"\n";

fn need(lines: &str) -> String {
    format!("[[needs]]\n{lines}\n")
}

/// What the rules of these groups say: those of others have tests of their own.
fn said(example: &str, as_at: &str) -> String {
    rules::said(example, &[Group::Needs], as_at)
}

#[track_caller]
fn says(example: &str, expected: Expect) {
    expected.assert_eq(&said(example, TODAY));
}

#[track_caller]
fn is_silent(example: &str) {
    assert_eq!(said(example, TODAY), SILENT, "{example}");
}

#[test]
fn findings_of_wrong_examples_match_the_snapshot() {
    expect_file!["../../snapshots/rules-needs.txt"].assert_eq(&findings_of_pages(&[Group::Needs]));
}

#[test]
fn closed_unmet_and_unneeded_needs_have_no_findings() {
    is_silent(&need("need = \"I owe rent\"\ngoal = \"Keep my flat\"\nreached = 2026-10-20"));
    is_silent(&need("area = \"accommodation\"\nnot_needed = \"My flat is fine.\""));
    is_silent(
        &(need("need = \"I owe rent\"\ngoal = \"Keep my flat\"\nunmet = \"Nobody has a place.\"") + ACTION),
    );
    is_silent(&need(
        "need = \"I owe rent\"\ngoal = \"Keep my flat\"\nunmet = \"Nobody had one.\"\nreached = 2026-11-01",
    ));
}

#[test]
fn unreadable_value_counts_as_given() {
    says(
        &need("need = \"I owe rent\"\ngoal = \"Keep my flat\"\nreached = \"yes\""),
        expect![[r#"
            error[wrong-type] `reached` should be a date like 2026-03-31, without quotes, found "…"
        "#]],
    );
    says(
        &need("need = \"I owe rent\"\ngoal = \"Keep my flat\"\nactions = \"Phone\""),
        expect![[r#"
        error[wrong-type] `actions` should be a table of its own under double brackets, found text in quotes
    "#]],
    );
    says(
        &(need("need = 7\ngoal = 8") + ACTION),
        expect![[r#"
        error[wrong-type] `need` should be text in quotes, found a number
        error[wrong-type] `goal` should be text in quotes, found a number
    "#]],
    );
    says(
        "# needs is left out\nneeds = \"none\"",
        expect![[r#"
            error[wrong-type] `needs` should be a table of its own under double brackets, found text in quotes
        "#]],
    );
    says(
        "status = \"draft\"\n# needs is left out",
        expect![[r#"
        info[needs-missing] nothing says what the person needs or wants
    "#]],
    );
}

#[test]
fn empty_need_and_aimless_action_are_one_finding_each() {
    says(
        &need(""),
        expect![[r#"
            warning[need-not-said] nothing says what is needed or wanted here
        "#]],
    );
    says(
        &need("area = \"accommodation\""),
        expect![[r#"
            warning[need-not-said] nothing says what is needed or wanted here
        "#]],
    );
    says(
        &(need("area = \"accommodation\"") + ACTION),
        expect![[r#"
            warning[need-not-said] nothing says what is needed or wanted here
        "#]],
    );
    says(
        &(need("area = \"accommodation\"\nin_my_words = \"I cannot pay.\"\ngoal = \"Stay\"") + ACTION),
        expect![[""]],
    );
    says(
        "# needs is left out\nneeds = []",
        expect![[r#"
            warning[needs-missing] nothing says what the person needs or wants
        "#]],
    );
}

#[test]
fn unmet_need_is_watched_by_an_unfinished_action() {
    let unmet = |lines: &str| {
        need("need = \"I want company\"\ngoal = \"An hour a week\"\nunmet = \"Nobody is near.\"")
            + ACTION
            + lines
    };
    is_silent(&unmet(""));
    says(
        &unmet("  done = 2026-11-02\n"),
        expect![[r#"
            info[unmet-need-without-next-step] nobody can meet this need, and nobody goes on looking
        "#]],
    );
    says(
        &unmet("  stopped = 2026-11-02\n  because = \"No answer\"\n"),
        expect![[r#"
            info[unmet-need-without-next-step] nobody can meet this need, and nobody goes on looking
        "#]],
    );
}

#[test]
fn first_person_counts_as_the_persons_own_words() {
    let two = |one: &str, other: &str| need(one) + ACTION + &need(other) + ACTION;
    says(
        &two("need = \"Low mood\"\ngoal = \"Improve mood\"", "need = \"Finances\"\ngoal = \"Debt plan\""),
        expect![[r#"
            info[own-words-missing] no need in this plan is told in the person's own words
        "#]],
    );
    for own in ["in_my_words = \"It is grey.\"", "", "importance = 8"] {
        let need = if own.is_empty() { "Debts: I hide the letters" } else { "Debts" };
        let other = format!("need = \"{need}\"\ngoal = \"Debt plan\"\n{own}");
        let speaks = said(&two("need = \"Low mood\"\ngoal = \"Improve mood\"", &other), TODAY)
            .contains("own-words-missing");
        assert_eq!(speaks, own.starts_with("importance"), "{other}");
    }
    is_silent(&two(
        "need = \"Debts\"\ngoal = \"Keep my flat\"",
        "need = \"Low mood\"\ngoal = \"Improve mood\"",
    ));
    // An island is no "I", and nothing is no need.
    assert!(
        said(&two("need = \"Isle\"\ngoal = \"Mystery\"", "need = \"Meat\"\ngoal = \"Ice\""), TODAY)
            .contains("own-words-missing")
    );
    is_silent(&need("area = \"accommodation\"\nnot_needed = \"No.\""));
}

#[test]
fn missing_strengths_are_reported_once() {
    says(
        "# about_me is left out",
        expect![[r#"
        info[strengths-missing] nothing says what the person is good at, and what they have to build on
    "#]],
    );
    is_silent("[about_me]\nstrengths = []");
    says(
        "# about_me is left out\nabout_me = \"Kind\"",
        expect![[r#"
            error[wrong-type] `about_me` should be a table, found text in quotes
        "#]],
    );
}

#[test]
fn wales_requires_one_area_and_suggests_all() {
    let planned = need("need = \"I owe rent\"\ngoal = \"Keep my flat\"\narea = \"accommodation\"") + ACTION;
    says(
        &(planned.clone() + WALES),
        expect![[r#"
        info[area-not-asked] nothing says whether the person wants a plan for finance and money; personal care and physical well-being; education and training; work and occupation; parenting or caring relationships; social, cultural or spiritual; medical and other treatment
    "#]],
    );
    is_silent(&planned);
    says(
        &(need("need = \"I owe rent\"\ngoal = \"Keep my flat\"\narea = \"housing\"") + ACTION + WALES),
        expect![[r#"
            error[unknown-choice] `area` cannot be "…"
        "#]],
    );
    says(
        &(need("area = \"accommodation\"\nnot_needed = \"Fine.\"") + WALES),
        expect![[r#"
        error[areas-missing] this plan plans for no area of life
    "#]],
    );
    says(
        &format!("# needs is left out\n{WALES}"),
        expect![[r#"
        error[areas-missing] this plan plans for no area of life
    "#]],
    );
    says(
        &format!("# needs is left out\nneeds = \"none\"\n{WALES}"),
        expect![[r#"
            error[wrong-type] `needs` should be a table of its own under double brackets, found text in quotes
        "#]],
    );
    says(
        &format!("status = \"draft\"\n# needs is left out\n{WALES}"),
        expect![[r#"
        info[areas-missing] this plan plans for no area of life
    "#]],
    );
}

#[test]
fn action_without_what_is_reported_in_any_table() {
    let contingency = |what: &str| {
        format!(
            "[[contingency]]\nif = \"Jo is away\"\n\n  [[contingency.actions]]\n  who = [\"duty\"]\n  when = \"Tuesdays\"\n{what}"
        )
    };
    says(
        &contingency(""),
        expect![[r#"
        warning[action-without-what] this action has no `what`
    "#]],
    );
    says(
        &contingency("  what = 7"),
        expect![[r#"
        error[wrong-type] `what` should be text in quotes, found a number
    "#]],
    );
    is_silent(&contingency("  what = \"Phone me\""));
}

#[test]
fn service_is_checked_until_its_last_day() {
    let service = |lines: &str| format!("[[services]]\nservice = \"Sleep group\"\n{lines}\n");
    says(
        &service("until = 2026-11-22"),
        expect![[r#"
        info[service-incomplete] nothing says who gives this service, or how often
    "#]],
    );
    is_silent(&service("until = 2026-11-21"));
    is_silent(&service("waiting_since = 2026-06-01"));
}
