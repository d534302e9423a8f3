//! What somebody types who has never seen such a file, and what is then said: one message, and the line to write.

use std::fmt::Write;

use expect_test::expect_file;

use crate::cpa::cpa;

const COMPLETE: &str = include_str!("cases/complete/CP-0001.toml");

/// What stands in the complete plan, and what is typed instead of it.
#[rustfmt::skip]
const SLIPS: &[(&str, &str)] = &[
    ("who = [\"person\"]", "who = [person, jo]"),
    ("who = [\"person\"]", "who = [“jo”, “person”]"),
    ("when = 2026-12-01", "when = 2026-03-20 9am"),
    ("when = 2026-12-01", "when = 31/04/2026"),
    ("when = 2026-12-01", "when = 03/20/2026"),
    ("when = 2026-12-01", "when = 20 March 2026"),
    ("when = 2026-12-01", "when = \"2026-03-20 14:00\""),
    ("when = 2026-12-01", "when = tomorrow"),
    ("next_review_due = 2027-03-01", "next_review_due = 26-12-15"),
    ("next_review_due = 2027-03-01", "next_review_due = tbc"),
    ("next_review_due = 2027-03-01", "next_review_due = 15 December 2026"),
    ("gp = \"dr-patel\"", "gp = none"),
    ("children_at_home = 0", "children_at_home = 02"),
    ("children_at_home = 0", "children_at_home = two"),
    ("nhs_number = \"999 000 0018\"", "nhs_number = 999-000-0018"),
    ("born = 1991-06-05", "born = 1991/06/05"),
    ("born = 1991-06-05", "born = 5 June 1991"),
    ("[person]\n", ""),
    ("who = [\"jo\", \"person\"]", "who = [\"Jo Smith\"]"),
    ("who = [\"jo\", \"person\"]", "who = \"jo, person\""),
    ("who = [\"jo\", \"person\"]", "who = \"jo\", \"person\""),
    ("who = [\"jo\", \"person\"]", "who = [\"jo\"; \"person\"]"),
    ("care_coordinator = \"jo\"", "care_coordinator = \"none\""),
    ("[[needs]]", "[[need]]"),
    ("[[needs]]", ""),
    ("[[risks.actions]]", "[[needs.actions]]"),
    ("  [[needs.actions]]", "  [[risks.actions]]"),
    ("  [[needs.actions]]", "  [[actions]]"),
    ("[crisis]", "[crisis_plan]"),
    ("[crisis]", "[crisis plan]"),
    ("[[needs.actions]]", "[[needs/actions]]"),
    ("[crisis]", "[crisis.]"),
    ("[person]", "person:"),
    ("[[needs]]", "[needs]]"),
    ("[person]", "[sam]\nname = \"Sam\"\n[person]"),
    ("[person]", "phones = \"07700 900111\"\n[person]"),
    ("born = 1991-06-05", "born = 1991-06-05\nphones = \"07700 900111\""),
    ("need = \"I have not slept properly since January\"", "need = \"I have not slept\nproperly since January\""),
    ("need = \"I have not slept properly since January\"", "need = |\n  I have not"),
    ("name = \"Rhys Example\"", "name == \"Rhys Example\""),
    ("gp = \"dr-patel\"", "gp = \"dr-patel\"\u{a0}"),
    ("gp = \"dr-patel\"", "gp = no"),
    ("[[needs]]", "{{needs}}"),
    ("born = 1991-06-05", "person.name = \"x\"\nborn = 1991-06-05"),
    ("id = \"CP-0001\"\n", "id = \"CP-0001\"\nname = \"Zebulon\"\n"),
];

#[test]
fn each_slip_is_told_in_words_with_what_to_write_instead() {
    let mut told = String::new();
    for (right, typed) in SLIPS {
        assert!(COMPLETE.contains(right), "the complete plan holds {right}");
        let ended = cpa(["validate"])
            .file("people.toml", include_str!("cases/complete/people.toml"))
            .file("cpa.toml", include_str!("cases/complete/cpa.toml"))
            .file("CP-0001.toml", COMPLETE.replacen(right, typed, 1))
            .run();
        writeln!(told, "{typed:?}").expect("a string takes it");
        let said =
            |line: &&str| line.contains("error[") || line.contains("warning[") || line.contains(" help: ");
        for line in ended.out.lines().filter(said) {
            writeln!(told, "    {}", line.trim_start_matches([' ', '=', '|'])).expect("a string takes it");
        }
    }
    expect_file!["snapshots/slips.txt"].assert_eq(&told);
}

/// A file of nothing but faults is told in a moment, not in minutes: one file must not hold up a ward's list.
#[test]
fn a_file_of_nothing_but_faults_is_told_to_its_end() {
    for line in ["a=1\n", "need: x\n", "[x\n", "next_review_due = \n", "gp = [\n"] {
        let ended = cpa(["validate", "--format", "concise"])
            .file("cpa.toml", "")
            .file("X-1.toml", line.repeat(4000))
            .run();
        assert!(ended.out.lines().count() <= 102, "{line:?}: {}", ended.out.lines().count());
        assert!(
            ended.out.contains("X-1.toml:1:") || ended.out.contains("X-1.toml:2:"),
            "{line:?}: {}",
            ended.out
        );
    }
}
