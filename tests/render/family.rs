//! Copies for family and other organisations.

use expect_test::expect_file;

use crate::harness::toml;
use crate::render::readers::{assert_contains, assert_lacks, assert_sections, copy_for, sample};

#[test]
fn brother_reads_who_to_phone_and_what_he_agreed_to() {
    let copy = sample("northside/NS-0042", "sam");
    let names = [
        "What you have agreed to do",
        "Your own support",
        "If you are worried about Mina, or unhappy with the care",
        "You in Mina's plan",
        "What you said",
        "Mina's details",
        "About this copy",
    ];
    assert_sections(&copy, &names, &expect_file!["../snapshots/care-plan-for-sam.txt"]);
    assert_contains(
        &copy,
        &[
            "1. Jo Smith\n",
            "4. Sam Yusuf (you)\n   - Mobile: 07700 900777\n",
            "Jo Smith is Mina's care coordinator.\n",
            "Mina leads, with you\n",
        ],
    );
}

#[test]
fn housing_support_worker_reads_only_what_was_agreed() {
    assert_sections(
        &sample("northside/NS-0042", "lena"),
        &["What Mina needs and wants"],
        &expect_file!["../snapshots/care-plan-for-lena.txt"],
    );
}

/// A plan of which Sam may have `parts`, and in which he agreed to do something in each part.
fn promised(parts: &str) -> String {
    include_str!("../cases/promised.toml").replace("PARTS", parts)
}

#[test]
fn promise_is_shown_without_the_part_it_is_in() {
    let copy = copy_for("sam", &promised(r#""contacts""#));
    assert_lacks(&copy, &["QUARTZ", "Ask "]);
    assert_sections(
        &copy,
        &["What you have agreed to do", "The next 12 months for Rhys Example"],
        &expect_file!["../snapshots/promises-for-sam.txt"],
    );
    let copy = copy_for("sam", &promised(r#""needs""#));
    assert_contains(&copy, &["### QUARTZ need\n", "  - Who: Jo Smith leads, with you\n"]);
    assert_lacks(&copy, &["QUARTZ risk", "QUARTZ sign"]);
    let copy = copy_for("sam", &promised(r#""accommodation""#));
    assert_contains(&copy, &["### QUARTZ need\n", "  - Why: QUARTZ why\n"]);
}

#[test]
fn no_heading_says_that_something_is_withheld() {
    let plan = promised(r#""contacts""#).replace(r#"care_coordinator = "jo""#, "");
    let traces =
        ["No number", "No day", "review", "written down here yet for", "crisis plan", "needs and wants"];
    assert_lacks(&copy_for("sam", &plan), &traces);
    let copy = copy_for("sam", &promised(r#""services""#));
    assert_lacks(&copy, &["Nobody is written down here yet"]);
    assert_contains(&copy, &["phone 999"]);
}

/// Sam, who may have `parts`, with `more` keys.
fn sam(more: &str, parts: &str) -> String {
    format!(
        "[people.sam]\nrelationship = \"my brother\"\nconsent = {{ asked = 2026-11-02, copy = [{parts}] }}\n{more}\n"
    )
}

#[test]
fn relative_without_a_name_is_called_by_relationship() {
    let sam = sam(r#"phones = { mobile = "07700 900777" }"#, r#""contacts""#);
    assert_contains(&copy_for("sam", &sam), &["Copy for Rhys Example's brother, as at"]);
    let copy = copy_for("team", &format!("second_contact = \"sam\"\n{sam}"));
    assert_contains(&copy, &["### Rhys Example's brother\n"]);
    assert_lacks(&copy, &["my brother"]);
}

#[test]
fn relative_who_asked_for_another_format_is_told_so() {
    let copy = |more: &str| {
        let asked = "[communication]\ncopy_format = \"audio\"\n";
        copy_for("sam", &format!("{}{asked}", sam(&format!("name = \"Sam Yusuf\"\n{more}"), r#""contacts""#)))
    };
    let asked = "You asked for braille. This copy is in standard print: ask Rhys Example's care coordinator for one in \
                 braille.";
    assert_contains(&copy(r#"communication = { copy_format = "braille" }"#), &[asked]);
    assert_lacks(&copy(""), &["You asked for"]);
}

#[test]
fn copy_without_numbers_does_not_refer_to_them() {
    let copy = |parts: &str| {
        let sam = sam(r#"name = "Sam Yusuf""#, parts);
        copy_for("sam", &format!("care_coordinator = \"jo\"\n{sam}"))
    };
    let numbers = "Tell Jo Smith. If it cannot wait, use the numbers under \"Who to contact\".";
    assert_contains(&copy(r#""contacts""#), &[numbers]);
    let without = copy(r#""needs""#);
    assert_contains(&without, &["coordinator. If a life is in danger, phone 999."]);
    assert_lacks(&without, &["use the numbers"]);
}

#[test]
fn relative_without_the_legal_part_reads_no_decisions() {
    let law = toml(
        r#"
        [legal]
        advance_decision = { made = 2024-06-03, where = "With Jo" }
        "#,
    );
    let has_decisions = |more: &str, reader: &str| {
        let plan = format!("{}{more}", sam("", r#""crisis""#));
        crate::render::documents::document("crisis-plan", &plan, &["--for", reader])
            .contains("decided in advance")
    };
    assert!(has_decisions("", "person") && has_decisions(&law, "person"));
    assert!(!has_decisions("", "sam") && !has_decisions(&law, "sam"));
}
