//! Plans broken in one way each, and one broken in all these ways at once: every fault is found, each once.

use crate::harness::cpa;

const COMPLETE: &str = include_str!("../cases/complete/CP-0001.toml");

/// What stands in the complete plan, what stands there instead, and the rule that speaks of it. No two touch each
/// other, and no one hides another: a syntax fault or a date that decides the review would.
#[rustfmt::skip]
const BROKEN: &[(&str, &str, &str)] = &[
    // Faults of reading.
    ("id = \"CP-0001\"", "id = \"CP-0009\"", "wrong-id"),
    ("aim = \"To sleep, to keep my job, and to see more of my sister.\"", "aim = \"\"", "empty-text"),
    ("care_coordinator_since = 2026-03-02", "care_coordinator_since = \"2 March 2026\"", "wrong-type"),
    ("second_contact = \"duty\"", "second_contact = \"dutty\"", "unknown-handle"),
    ("gp = \"dr-patel\"", "gpp = \"dr-patel\"", "unknown-key"),
    ("name = \"Rhys Example\"\n", "", "missing-key"),
    ("born = 1991-06-05", "born = 2091-06-05", "date-in-future"),
    ("pets = []", "pets = \"A cat\"", "wrong-type"),
    ("interpreter = \"none\"", "interpretr = \"none\"", "unknown-key"),
    ("copy_format = \"standard\"", "copy_format = \"large\"", "unknown-choice"),
    ("written = 2026-03-02", "written = 2026-02-30", "impossible-date"),
    ("[people.nia]", "[people.team]\nname = \"The team\"\n\n[people.nia]", "reserved-handle"),
    ("is = [\"carer\", \"emergency contact\"]", "is = [\"carer\", \"emergency\"]", "unknown-choice"),
    ("in_my_words = \"I lie there", "in_my_own_words = \"I lie there", "unknown-key"),
    ("from = 2026-09-07", "from = 07/09/2026", "syntax"),
    ("kind = \"to others\"", "kind = \"others\"", "unknown-choice"),
    ("noted = 2026-03-02", "noted = \"soon\"", "wrong-type"),
    ("open\"\nreviewed = 2026-09-01", "open\"\nreviewed = 2027-09-01", "date-in-future"),
    ("who = [\"duty\"]", "who = [\"Duty worker\"]", "unknown-handle"),
    ("conditions = []", "conditions = [5]", "wrong-type"),
    ("section_117 = false", "section_117 = no", "syntax"),
    ("adults = \"Nobody has hurt me or taken from me.\"", "withhold = \"secrets\"", "unknown-decision"),
    ("how = \"signed\"", "how = \"by post\"", "unknown-choice"),
    ("to = \"nia\"\ngiven = 2026-09-02\n", "to = \"nia\"\ngiven = 2026-09-02\npronouns = \"he/him\"\n", "misplaced-key"),
    // Faults of care.
    ("next_review_due = 2027-03-01\n", "", "next-review-missing"),
    ("care_coordinator = \"jo\"\n", "", "care-coordinator-missing"),
    ("999 000 0018", "999 000 0019", "nhs-number-wrong"),
    ("  who = [\"jo\", \"person\"]\n", "", "action-without-who"),
    ("  when = 2026-12-01\n", "", "action-without-when"),
    ("who_to_contact = [\"jo\", \"duty\", \"crisis-line\", \"nia\"]", "who_to_contact = [\"jo\", \"duty\", \"nia\"]", "out-of-hours-missing"),
    ("  [[risks.actions]]\n  what = \"Phone Nia for a lift\"\n  who = [\"person\"]\n  when = \"after a night without sleep\"\n", "", "risk-without-action"),
];

/// The rules that speak about a plan, in the order of the lines.
fn rules_that_speak(plan: &str) -> (Vec<String>, String) {
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
        let (rules, out) = rules_that_speak(&COMPLETE.replacen(right, wrong, 1));
        assert_eq!(rules, [*rule], "{right:?} -> {wrong:?}:\n{out}");
    }
}

#[test]
fn thirty_mistakes_in_one_plan_are_all_reported_once() {
    let broken =
        BROKEN.iter().fold(COMPLETE.to_owned(), |plan, (right, wrong, _)| plan.replacen(right, wrong, 1));
    let (mut rules, out) = rules_that_speak(&broken);
    let mut expected: Vec<&str> = BROKEN.iter().map(|(.., rule)| *rule).collect();
    rules.sort();
    expected.sort_unstable();
    assert_eq!(rules, expected, "{out}");
}
