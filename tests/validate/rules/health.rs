//! The rules about health, and about those who depend on the person, where the pages do not show them.

use expect_test::{Expect, expect, expect_file};

use cpa::validate::rules::Group;

use crate::validate::rules;
use crate::validate::rules::findings_of_pages;

const TODAY: &str = "2026-11-22";
const SILENT: &str = "";
const CHECKED: &str = "allergies = \"None known\"\nphysical_health_checked = 2026-05-12\n";

/// What the rules of these groups say: those of others have tests of their own.
fn said(example: &str, as_at: &str) -> String {
    rules::said(example, &[Group::Health, Group::Crisis], as_at)
}

#[track_caller]
fn says(example: &str, expected: Expect) {
    expected.assert_eq(&said(example, TODAY));
}

#[track_caller]
fn is_silent(example: &str) {
    assert_eq!(said(example, TODAY), SILENT, "{example}");
}

fn health(lines: &str) -> String {
    format!("[health]\n{lines}\n")
}

#[test]
fn findings_of_wrong_examples_match_the_snapshot() {
    expect_file!["../../snapshots/rules-health.txt"].assert_eq(&findings_of_pages(&[Group::Health]));
}

#[test]
fn partial_check_date_counts_from_its_last_day() {
    let speaks = |checked: &str, day: &str| {
        said(&health(&format!("allergies = \"None known\"\nphysical_health_checked = {checked}")), day)
            .contains("physical-health-check-missing")
    };
    for (checked, good, late) in [
        ("2025-11-22", "2026-11-22", "2026-11-23"),
        ("2024-02-29", "2025-02-28", "2025-03-01"),
        ("\"2025-02\"", "2026-02-28", "2026-03-01"),
        ("\"2024-02\"", "2025-02-28", "2025-03-01"),
        ("\"2025-12\"", "2026-12-31", "2027-01-01"),
        ("\"2024\"", "2025-12-31", "2026-01-01"),
    ] {
        assert!(!speaks(checked, good), "{checked} on {good}");
        assert!(speaks(checked, late), "{checked} on {late}");
    }
}

#[test]
fn check_interval_is_the_services_or_the_schemes() {
    let old = health("allergies = \"None known\"\nphysical_health_checked = \"2019\"");
    says(
        &old,
        expect![[r#"
        warning[physical-health-check-missing] the last physical health check is from 2019
    "#]],
    );
    is_silent(&format!("{old}# in cpa.toml:\nscheme = \"ctp-wales\"\n"));
    is_silent(&format!("{old}# in cpa.toml:\n[intervals]\nphysical_health = \"10 years\"\n"));
    says(
        &format!("{old}# in cpa.toml:\n[intervals]\nphysical_health = \"yearly\"\n"),
        expect![[r#"
            error[wrong-type] `physical_health` should be a length of time in quotes, like "6 months", found "…"
        "#]],
    );
    says(
        "# health is left out",
        expect![[r#"
        warning[physical-health-check-missing] nothing says when the person's physical health was last checked
    "#]],
    );
    says(
        "# health is left out\n# in cpa.toml:\nscheme = \"ctp-wales\"\n",
        expect![[r#"
        warning[physical-health-check-missing] nothing says when the person's physical health was last checked
    "#]],
    );
    says(
        "# health is left out\nstatus = \"draft\"",
        expect![[r#"
        info[physical-health-check-missing] nothing says when the person's physical health was last checked
    "#]],
    );
    says(
        "# health is left out\nhealth = \"good\"",
        expect![[r#"
            error[wrong-type] `health` should be a table, found text in quotes
        "#]],
    );
    says(
        &health("allergies = \"None known\"\nphysical_health_checked = \"last year\""),
        expect![[r#"
            error[wrong-type] `physical_health_checked` should be a date like 2026-03-31 without quotes, or a month or year like "2019-03" or "2019", found "…"
        "#]],
    );
}

#[test]
fn medicine_is_checked_until_its_last_day() {
    let until = |line: &str| {
        health(&format!(
            "{CHECKED}\n  [[health.medicines]]\n  medicine = \"Zopiclone\"\n  dose = \"7.5mg at night\"\n  {line}"
        ))
    };
    says(
        &until(""),
        expect![[r#"
        warning[medicine-without-checks] nothing says what is checked while the person takes this medicine
        warning[medicine-without-prescriber] nobody is named who prescribes this medicine
    "#]],
    );
    says(
        &until("until = 2026-11-22"),
        expect![[r#"
        warning[medicine-without-checks] nothing says what is checked while the person takes this medicine
        warning[medicine-without-prescriber] nobody is named who prescribes this medicine
    "#]],
    );
    is_silent(&until("until = 2026-11-21"));
    says(
        &until("from = 2026-12-01"),
        expect![[r#"
        warning[medicine-without-checks] nothing says what is checked while the person takes this medicine
        warning[medicine-without-prescriber] nobody is named who prescribes this medicine
    "#]],
    );
    says(
        &until("until = \"soon\""),
        expect![[r#"
            error[wrong-type] `until` should be a date like 2026-03-31, without quotes, found "…"
        "#]],
    );
    says(
        &until("prescriber = 7\n  checks = 8"),
        expect![[r#"
        error[wrong-type] `prescriber` should be a handle in quotes, like "jo", found a number
        error[wrong-type] `checks` should be text in quotes, found a number
    "#]],
    );
    is_silent("[health]\nphysical_health_checked = 2026-05-12");
    says(
        "[health]\nphysical_health_checked = 2026-05-12\nmedicines = \"Zopiclone\"",
        expect![[r#"
        error[wrong-type] `medicines` should be a table of its own under double brackets, found text in quotes
    "#]],
    );
}

/// The person with these lines, and who looks after what in a crisis.
fn dependants(person: &str, look_after: &str) -> String {
    let asked = if person.contains("children_at_home") { "" } else { "children_at_home = 0\n" };
    format!(
        "[person]\nname = \"Rhys Example\"\nborn = 1991-06-05\nwho_helps_me = {{ said = \"Nia\" }}\n{asked}{person}\n\n[crisis]\nearly_signs = [\"I walk at night\", \"I stop opening the curtains\"]\nwhat_helps = [\"Nia\"]\nwhat_worked_before = \"Rest\"\nwhat_did_not_work = \"Work\"\nwho_i_listen_to = [\"nia\"]\ntreatment_i_want = \"At home\"\nwho_to_contact = [\"jo\", \"crisis-line\"]\n{look_after}\n"
    )
}

#[test]
fn dependants_are_recognised_in_any_words() {
    let with = |person: &str, key: &str, text: &str| {
        said(&dependants(person, &format!("\n  [crisis.look_after]\n  {key} = \"{text}\"")), TODAY)
            .contains("dependant-without-arrangement")
    };
    for (person, key, text) in [
        ("children_at_home = 2", "kids", "With Nia"),
        ("children_at_home = 1", "home", "Nia takes my daughter to hers"),
        ("children_at_home = 1", "everyone", "Nia"),
        ("looks_after = [\"My mother, who is 81\"]", "mum", "Nia goes in"),
        ("looks_after = [\"Derek, who is 70\"]", "home", "Derek goes to Larch House"),
        ("looks_after = [\"Bo\"]", "other", "Bo goes to Larch House"),
        ("looks_after = [\"My neighbour's uncle\"]", "uncle", "Nia goes in"),
        ("pets = [\"A cat\"]", "cats", "Next door feeds her"),
        ("pets = [\"14 racing pigeons\"]", "garden", "Alf sees to the birds"),
        ("pets = [\"An axolotl\"]", "home", "Nia feeds the axolotl"),
        ("pets = [\"Bara, a whippet\"]", "home", "Nia takes Bara"),
    ] {
        assert!(!with(person, key, text), "{person} {key} {text}");
    }
    for (person, key, text) in [
        ("children_at_home = 2", "home", "Nia has a key"),
        ("looks_after = [\"My mother, who lives with me\"]", "home", "My brother lives with a friend"),
        ("looks_after = [\"Derek, who is 70 and has dementia\"]", "home", "Nia, who has a key"),
        ("pets = [\"A cat\"]", "money", "The rent goes by standing order, and the catalogue waits"),
    ] {
        assert!(with(person, key, text), "{person} {key} {text}");
    }
}

#[test]
fn each_dependant_is_reported_at_their_place() {
    let safe = "\n[safeguarding]\nchildren = \"Nothing is needed.\"\n";
    let all = "children_at_home = 1\nlooks_after = [\"My mother\"]\npets = [\"A cat\"]";
    says(
        &(dependants(all, "") + safe),
        expect![[r#"
        warning[dependant-without-arrangement] nothing says who looks after the children in a crisis
        warning[dependant-without-arrangement] nothing says who looks after the adults who depend on the person in a crisis
        warning[dependant-without-arrangement] nothing says who looks after the animals in a crisis
    "#]],
    );
    is_silent(&(dependants("children_at_home = 0\nlooks_after = []\npets = []", "") + safe));
    // What could not be read may be the very word.
    says(
        &(dependants(all, "look_after = \"Nia\"") + safe),
        expect![[r#"
        error[wrong-type] `look_after` should be a table, found text in quotes
    "#]],
    );
    says(
        &(dependants("pets = [\"A cat\"]", "\n  [crisis.look_after]\n  pets = 7") + safe),
        expect![[r#"
        error[wrong-type] `pets` should be text in quotes, found a number
    "#]],
    );
    says(
        &(dependants("pets = \"A cat\"", "") + safe),
        expect![[r#"
            error[wrong-type] `pets` should be a list in square brackets, each text in quotes, found "…"
        "#]],
    );
    is_silent(&dependants("pets = [\"A cat\"]", "if_admitted = \"Somewhere near, and the cat to Nia\""));
}

#[test]
fn safeguarding_of_children_is_asked_if_there_are_any() {
    let kids = |safeguarding: &str| {
        dependants("children_at_home = 1", "\n  [crisis.look_after]\n  children = \"Nia\"") + safeguarding
    };
    says(
        &kids("\n[safeguarding]\nconsidered = 2026-03-02\n"),
        expect![[r#"
        warning[children-without-safeguarding] nothing says what was thought of for the safety of the children
    "#]],
    );
    says(
        &format!("# safeguarding is left out\n{}", kids("")),
        expect![[r#"
        warning[children-without-safeguarding] nothing says what was thought of for the safety of the children
    "#]],
    );
    says(
        &kids("\n[safeguarding]\nchildren = 7\n"),
        expect![[r#"
        error[wrong-type] `children` should be text in quotes, found a number
    "#]],
    );
    is_silent(&kids("\n[safeguarding]\nchildren = \"None needed.\"\n"));
    says(
        "# safeguarding is left out",
        expect![[r#"
        info[safeguarding-not-asked] nothing says whether anybody thought of the safety of children and adults
    "#]],
    );
    says(
        "[safeguarding]\n",
        expect![[r#"
        info[safeguarding-not-asked] nothing says whether anybody thought of the safety of children and adults
    "#]],
    );
    is_silent("[safeguarding]\nadults = \"No.\"\n");
}
