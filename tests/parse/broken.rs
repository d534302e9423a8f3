//! Plans with one mistake each, and one plan with all of them: every mistake is reported once.

use crate::harness::cpa;

const COMPLETE: &str = include_str!("../cases/complete/CP-0001.toml");

/// A text of the complete plan, its replacement, and the rule that reports it. No mistake hides another.
#[rustfmt::skip]
const BROKEN: &[(&str, &str, &str)] = &[
    // Parse errors.
    ("id = \"CP-0001\"", "id = \"CP-0009\"", "wrong-id"),
    ("aim = \"To sleep, to keep my job, and to see more of my sister.\"", "aim = \"\"", "empty-text"),
    ("care_coordinator_since = 2026-03-02", "care_coordinator_since = \"2 March 2026\"", "wrong-type"),
    ("second_contact = \"duty\"", "second_contact = \"dutty\"", "unknown-handle"),
    ("gp = \"dr-patel\"", "gpp = \"dr-patel\"", "unknown-key"),
    (r#"name = "Rhys Example"
"#, "", "missing-key"),
    ("born = 1991-06-05", "born = 2091-06-05", "date-in-future"),
    ("pets = []", "pets = \"A cat\"", "wrong-type"),
    ("interpreter = \"none\"", "interpretr = \"none\"", "unknown-key"),
    ("copy_format = \"standard\"", "copy_format = \"large\"", "unknown-choice"),
    ("written = 2026-03-02", "written = 2026-02-30", "impossible-date"),
    ("[people.nia]", r#"[people.team]
name = "The team"

[people.nia]"#, "reserved-handle"),
    ("is = [\"carer\", \"emergency contact\"]", "is = [\"carer\", \"emergency\"]", "unknown-choice"),
    ("in_my_words = \"I lie there", "in_my_own_words = \"I lie there", "unknown-key"),
    ("from = 2026-09-07", "from = 07/09/2026", "syntax"),
    ("kind = \"to others\"", "kind = \"others\"", "unknown-choice"),
    ("noted = 2026-03-02", "noted = \"soon\"", "wrong-type"),
    (r#"open"
reviewed = 2026-09-01"#, r#"open"
reviewed = 2027-09-01"#, "date-in-future"),
    ("who = [\"duty\"]", "who = [\"Duty worker\"]", "unknown-handle"),
    ("conditions = []", "conditions = [5]", "wrong-type"),
    ("section_117 = false", "section_117 = no", "syntax"),
    ("adults = \"Nobody has hurt me or taken from me.\"", "withhold = \"secrets\"", "unknown-decision"),
    ("how = \"signed\"", "how = \"by post\"", "unknown-choice"),
    (r#"to = "nia"
given = 2026-09-02
"#, r#"to = "nia"
given = 2026-09-02
pronouns = "he/him"
"#, "misplaced-key"),
    // Gaps in care.
    (r"next_review_due = 2027-03-01
", "", "next-review-missing"),
    (r#"care_coordinator = "jo"
"#, "", "care-coordinator-missing"),
    ("999 000 0018", "999 000 0019", "nhs-number-wrong"),
    ("  who = [\"jo\", \"person\"]\n", "", "action-without-who"),
    ("  when = 2026-12-01\n", "", "action-without-when"),
    ("who_to_contact = [\"jo\", \"duty\", \"crisis-line\", \"nia\"]", "who_to_contact = [\"jo\", \"duty\", \"nia\"]", "out-of-hours-missing"),
    ("  [[risks.actions]]\n  what = \"Phone Nia for a lift\"\n  who = [\"person\"]\n  when = \"after a night without sleep\"\n", "", "risk-without-action"),
];

/// Returns the rules that report something, in the order of the lines, and the output.
fn rules_reported(plan: &str) -> (Vec<String>, String) {
    let ended = cpa(["validate", "--format", "concise"])
        .file("CP-0001.toml", plan)
        .file("people.toml", include_str!("../cases/complete/people.toml"))
        .file("cpa.toml", include_str!("../cases/complete/cpa.toml"))
        .run();
    let name = |line: &str| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned());
    (ended.out.lines().filter_map(name).collect(), ended.out)
}

#[test]
fn each_of_thirty_mistakes_is_reported_alone() {
    assert!(BROKEN.len() >= 30, "thirty ways");
    for (right, wrong, rule) in BROKEN {
        assert_eq!(COMPLETE.matches(right).count(), 1, "the complete plan holds {right:?} once");
        let (rules, out) = rules_reported(&COMPLETE.replacen(right, wrong, 1));
        assert_eq!(rules, [*rule], "{right:?} -> {wrong:?}:\n{out}");
    }
}

#[test]
fn thirty_mistakes_in_one_plan_are_all_reported_once() {
    let broken =
        BROKEN.iter().fold(COMPLETE.to_owned(), |plan, (right, wrong, _)| plan.replacen(right, wrong, 1));
    let (mut rules, out) = rules_reported(&broken);
    let mut expected: Vec<&str> = BROKEN.iter().map(|(.., rule)| *rule).collect();
    rules.sort();
    expected.sort_unstable();
    assert_eq!(rules, expected, "{out}");
}
