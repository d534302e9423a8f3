//! `cpa validate`, whole commands.

use std::fmt::Write;

use cpa::cli::Exit;
use expect_test::{Expect, expect, expect_file};

use crate::harness::{Command, checkout, cpa};

const COMPLETE: &str = include_str!("../cases/complete/CP-0001.toml");
const SECOND: &str = include_str!("../cases/complete/CP-0002.toml");
const PEOPLE: &str = include_str!("../cases/complete/people.toml");
const SETTINGS: &str = include_str!("../cases/complete/cpa.toml");

/// `cpa validate` beside the colleagues and settings of the complete plan.
fn validate<const N: usize>(args: [&str; N]) -> Command {
    cpa(args).file("people.toml", PEOPLE).file("cpa.toml", SETTINGS)
}

/// What is said, one line each, of the complete plan with `from` replaced by `to`.
#[track_caller]
fn says(from: &str, to: &str, expected: Expect) {
    assert!(COMPLETE.contains(from), "the complete plan holds {from}");
    let plan = COMPLETE.replacen(from, to, 1);
    let ended = validate(["validate", "--format", "concise"]).file("CP-0001.toml", plan).run();
    expected.assert_eq(&ended.out);
}

/// The same with the whole text of the findings.
#[track_caller]
fn explains(from: &str, to: &str, expected: Expect) {
    assert!(COMPLETE.contains(from), "the complete plan holds {from}");
    let plan = COMPLETE.replacen(from, to, 1);
    let ended = validate(["validate"]).file("CP-0001.toml", plan).run();
    expected.assert_eq(&ended.out);
}

#[test]
fn folder_without_findings_says_so() {
    let ended = validate(["validate"]).file("CP-0001.toml", COMPLETE).run();
    assert_eq!(
        (ended.exit, ended.out.as_str(), ended.err.as_str()),
        (Exit::Clean, "", "1 plan, no faults\n")
    );
}

#[test]
fn the_plans_in_the_tree_have_no_error() {
    let ended = cpa(["validate", "--format", "concise"]).in_folder(checkout("plans")).run();
    let errors: Vec<&str> = ended.out.lines().filter(|line| line.contains(" error[")).collect();
    assert_eq!(errors, Vec::<&str>::new());
    assert_eq!(ended.exit, Exit::Clean);
}

/// A file with eight errors of eight kinds. Each is reported once, at its place.
#[test]
fn eight_faults_of_eight_kinds_are_eight_findings() {
    let ended = validate(["validate"]).file("CP-0001.toml", include_str!("../cases/eight-faults.toml")).run();
    expect_file!["../snapshots/eight-faults.txt"].assert_eq(&ended.out);
    assert_eq!(ended.out.matches("error[").count() + ended.out.matches("warning[").count(), 8);
    assert_eq!((ended.exit, ended.err.as_str()), (Exit::Found, "1 plan, 7 errors, 1 warning in 1 file\n"));
}

#[test]
fn published_case_has_the_findings_of_an_expert() {
    let plan = std::fs::read_to_string(checkout("tests/cases/jon-burrows/JB-0001.toml")).expect("the case");
    let settings =
        std::fs::read_to_string(checkout("tests/cases/jon-burrows/cpa.toml")).expect("its settings");
    let run = |text: &str| {
        let command = cpa(["validate"]).as_at("2018-04-10");
        command.file("JB-0001.toml", text).file("cpa.toml", &settings).run()
    };
    expect_file!["../snapshots/jon-burrows.txt"].assert_eq(&run(&plan).out);
}

#[test]
fn each_format_error_shows_the_line_to_write() {
    let cases: &[(&str, &str)] = &[
        ("care_coordinator = \"jo\"", "care_coordinatr = \"jo\""),
        ("status = \"active\"", "status = \"activ\""),
        ("care_coordinator = \"jo\"", "care_coordinator = \"joe\""),
        ("next_review_due = 2027-03-01", "next_review_due = \"2027-03-01\""),
        ("next_review_due = 2027-03-01", "next_review_due = \"1/3/2027\""),
        ("next_review_due = 2027-03-01", "next_review_due = 2027-02-30"),
        ("next_review_due = 2027-03-01", "next_review_due = 1/3/2027"),
        ("next_review_due = 2027-03-01", "next_review_due = 2027-3-1"),
        ("held = 2026-09-01", "held = 2027-09-01"),
        ("born = 1991-06-05", "born = 2091-06-05"),
        ("children_at_home = 0", "children_at_home = \"0\""),
        ("id = \"CP-0001\"", "id = \"CP-0002\""),
        ("id = \"CP-0001\"\n", ""),
        ("name = \"Rhys Example\"\n", ""),
        ("who = [\"person\"]", "who = [\"person\"]\n  withhold = \"threats\""),
        ("outcome = \"continue\"", "outcome = \"continue\"\nnext_review_due = 2027-03-01"),
        ("outcome = \"continue\"", "outcome = \"continue\"\ncrisis_signs = [\"x\"]"),
        ("[[needs]]", "[needs]"),
        ("[person]", "[[person]]"),
        ("started = 2026-03-02", "started = 2026-03-02\nstarted = 2026-03-03"),
        ("[[risks]]", "[person]\npronouns = \"he/him\"\n\n[[risks]]"),
        ("aim", "aim"),
        ("kind = \"to others\"", "kind = to others"),
        ("second_contact = \"duty\"", "second_contact = \u{201c}duty\u{201d}"),
        ("second_contact = \"duty\"", "second_contact = \"duty"),
        ("second_contact = \"duty\"", "second_contact: \"duty\""),
        ("second_contact = \"duty\"", "second_contact \"duty\""),
        ("second_contact = \"duty\"", "second_contact = "),
        ("second_contact = \"duty\"", "second_contact = yes"),
        ("second_contact = \"duty\"", "second_contact = \"\""),
        ("what_helps = [\"My sister on the phone\"]", "what_helps = [\"My sister\" \"A walk\"]"),
        ("what_helps = [\"My sister on the phone\"]", "what_helps = [\"My sister on the phone\""),
        ("what_helps = [\"My sister on the phone\"]", "what_helps = \"My sister on the phone\""),
        ("who = [\"person\"]", "who = [5]"),
        ("[crisis]", "[crisis"),
        ("born = 1991-06-05", "born = 1991-06-05 10:00:00Z"),
    ];
    let mut told = String::new();
    for (from, to) in cases.iter().filter(|(from, to)| from != to) {
        let plan = COMPLETE.replacen(from, to, 1);
        let ended = validate(["validate"]).file("CP-0001.toml", plan).run();
        let how_many = ended.err.lines().next().unwrap_or_default().to_owned();
        write!(told, "## {from:?} -> {to:?}: {how_many}\n\n{}", ended.out).expect("a string takes it");
    }
    expect_file!["../snapshots/reading-faults.txt"].assert_eq(&told);
}

#[test]
fn unclosed_bracket_leaves_later_lines_alone() {
    says(
        "what_helps = [\"My sister on the phone\"]",
        "what_helps = [\"My sister on the phone\"",
        expect![[r#"
            CP-0001.toml:123:14: error[syntax] this list is not closed
        "#]],
    );
    let broken = COMPLETE
        .replacen("[\"My sister on the phone\"]", "[\"My sister on the phone\"", 1)
        .replacen("goal = \"", "goal = ", 1)
        .replacen("noted = 2026-03-02", "noted = \"soon\"", 1);
    let ended = validate(["validate", "--format", "concise"]).file("CP-0001.toml", broken).run();
    expect![[r#"
        CP-0001.toml:59:8: error[syntax] text stands in quotes
        CP-0001.toml:110:9: error[wrong-type] `noted` should be a date like 2026-03-31 without quotes, or a month or year like "2019-03" or "2019", found "…"
        CP-0001.toml:123:14: error[syntax] this list is not closed
    "#]]
    .assert_eq(&ended.out);
}

#[test]
fn conflict_is_the_only_finding_in_its_file() {
    let conflict = COMPLETE.replacen(
        "next_review_due = 2027-03-01",
        "<<<<<<< HEAD\nnext_review_due = 2027-03-01\n=======\nnext_review_due = 2027-02-01\n>>>>>>> jo",
        1,
    );
    let ended = validate(["validate", "--format", "concise"]).file("CP-0001.toml", conflict + "[").run();
    expect![[r#"
        CP-0001.toml:6:1: error[conflict-marker] two versions of this file were not merged
    "#]]
    .assert_eq(&ended.out);
    assert_eq!(ended.exit, Exit::Found);
}

#[test]
fn a_duplicate_shows_both_places() {
    explains(
        "second_contact = \"duty\"",
        "second_contact = \"duty\"\nstarted = 2026-03-03",
        expect![[r#"
            error[duplicate-key]: `started` stands here a second time
              --> CP-0001.toml:10:1
               |
             4 | started = 2026-03-02
               | ------- first here
            ...
            10 | started = 2026-03-03
               | ^^^^^^^
               |
               = help: keep one of the two

        "#]],
    );
}

#[test]
fn duplicate_id_is_reported_at_the_later_plan() {
    let other = SECOND.replacen("CP-0002", "CP-0001", 1);
    let command = validate(["validate", "--select", "gp-missing"])
        .file("a/CP-0001.toml", COMPLETE)
        .file("b/CP-0001.toml", other);
    expect![[r#"
        error[duplicate-id]: another plan has this id
         --> b/CP-0001.toml:3:6
          |
        3 | id = "CP-0001"
          |      ^^^^^^^^^ first in a/CP-0001.toml:2
          |
          = help: give one of the two an id of its own, and its file the same name

    "#]]
    .assert_eq(&command.run().out);
}

#[test]
fn copy_with_the_old_id_is_one_finding() {
    let other = SECOND.replacen("CP-0002", "CP-0001", 1);
    let command = validate(["validate", "--select", "gp-missing"])
        .file("CP-0001.toml", COMPLETE)
        .file("CP-0002.toml", other);
    expect![[r#"
        error[duplicate-id]: another plan has this id
         --> CP-0002.toml:3:6
          |
        3 | id = "CP-0001"
          |      ^^^^^^^^^ first in CP-0001.toml:2
          |
          = help: this looks like a copy: write `id = "CP-0002"`

    "#]]
    .assert_eq(&command.run().out);
}

#[test]
fn a_misspelt_key_is_not_also_missing() {
    says(
        "care_coordinator = \"jo\"",
        "care_coordinater = \"jo\"",
        expect![[r#"
            CP-0001.toml:7:1: error[unknown-key] no key is called `care_coordinater`
        "#]],
    );
    says(
        "next_review_due = 2027-03-01\n",
        "",
        expect![[r#"
        CP-0001.toml:2:6: warning[next-review-missing] nobody has agreed when the next review is
    "#]],
    );
}

#[test]
fn draft_has_remarks_and_ended_plan_has_none() {
    let without = COMPLETE.replacen("care_coordinator = \"jo\"\n", "", 1);
    let run = |status: &str| {
        let plan = without.replacen("status = \"active\"", status, 1);
        let ended =
            validate(["validate", "--format", "concise", "--strict"]).file("CP-0001.toml", plan).run();
        (ended.exit, ended.out)
    };
    let line = |word: &str| {
        format!("CP-0001.toml:2:6: {word}[care-coordinator-missing] this plan has no care coordinator\n")
    };
    assert_eq!(run("status = \"active\""), (Exit::Found, line("error")));
    assert_eq!(run("status = \"draft\""), (Exit::Clean, line("info")));
    assert_eq!(
        run("status = \"ended\"\nended = { on = 2026-01-05, reason = \"died\" }"),
        (Exit::Clean, String::new())
    );
    assert_eq!(run("# no status"), (Exit::Found, line("error")), "a missing status counts as active");
}

#[test]
fn settings_change_the_severity_of_a_rule() {
    let without = COMPLETE.replacen("  when = 2026-12-01\n", "", 1);
    let run = |rules: &str| {
        let command = cpa(["validate", "--format", "concise"]).file("people.toml", PEOPLE);
        let ended =
            command.file("cpa.toml", format!("[rules]\n{rules}\n")).file("CP-0001.toml", &without).run();
        (ended.exit, ended.out)
    };
    let line =
        |word: &str| format!("CP-0001.toml:61:3: {word}[action-without-when] this action has no `when`\n");
    assert_eq!(run(""), (Exit::Clean, line("warning")));
    assert_eq!(run("action-without-when = \"error\""), (Exit::Found, line("error")));
    assert_eq!(run("action-without-when = \"info\""), (Exit::Clean, line("info")));
    assert_eq!(run("action-without-when = \"off\""), (Exit::Clean, String::new()));
    let (exit, out) = run("action-without-wen = \"off\"");
    assert_eq!(exit, Exit::Found);
    assert!(
        out.contains("cpa.toml:2:1: error[unknown-rule] no rule is called `action-without-wen`"),
        "{out}"
    );
}

#[test]
fn warnings_count_with_strict_alone() {
    let without = COMPLETE.replacen("  when = 2026-12-01\n", "", 1);
    let exit = |command: Command| command.file("CP-0001.toml", &without).run().exit;
    assert_eq!(exit(validate(["validate"])), Exit::Clean);
    assert_eq!(exit(validate(["validate", "--strict"])), Exit::Found);
}

#[test]
fn sensitive_values_are_shown_on_a_terminal_only() {
    let plan = COMPLETE.replacen("999 000 0018", "999 000 0019", 1).replacen(
        "born = 1991-06-05",
        "born = 2091-06-05",
        1,
    );
    let piped = validate(["validate"]).file("CP-0001.toml", &plan).run().out;
    for value in ["999 000 0019", "2091", "Rhys"] {
        assert!(!piped.contains(value), "{value} in a pipe:\n{piped}");
    }
    let shown = validate(["validate"]).at_terminal(80).file("CP-0001.toml", &plan).run().out;
    assert!(
        shown.contains("nhs_number = \"999 000 0019\"") && shown.contains("born = 2091-06-05"),
        "{shown}"
    );
}

#[test]
fn control_characters_are_made_visible() {
    let plan = COMPLETE.replacen("\"active\"", "\"act\u{202e}ive\"", 1).replacen(
        "care_coordinator = \"jo\"",
        "care_coordinator = \"j\\u001b[31mo\"",
        1,
    );
    for format in ["text", "concise"] {
        let ended =
            validate(["validate", "--format", format]).at_terminal(80).file("CP-0001.toml", &plan).run();
        assert!(
            ended.out.contains("unknown-handle") && ended.out.contains("unknown-choice"),
            "{}",
            ended.out
        );
        assert!(!ended.out.contains(['\u{1b}', '\u{202e}']), "{:?}", ended.out);
    }
}

#[test]
fn every_run_writes_the_same_bytes() {
    let command = cpa(["validate"]).in_folder(checkout("plans")).as_at("2027-06-01");
    let first = command.run();
    assert!(!first.out.is_empty(), "by June 2027 reviews are overdue");
    for _ in 0..3 {
        assert_eq!(command.run(), first);
    }
}

#[test]
fn plan_cut_off_anywhere_can_be_checked() {
    let minimal =
        std::fs::read_to_string(checkout("tests/cases/format/minimal.toml")).expect("the smallest plan");
    for text in [COMPLETE, minimal.as_str()] {
        for (at, _) in text.char_indices() {
            let ended = validate(["validate"]).file("CP-0001.toml", &text[..at]).run();
            assert!(!ended.err.is_empty(), "a closing line for the text cut at {at}");
        }
    }
}

#[test]
fn help_names_the_entry_of_the_coordinator() {
    let said = |plan: &str| {
        let text = format!("id = \"X-1\"\n{plan}");
        let ended = cpa(["validate", "--select", "care-coordinator-missing,care-coordinator-without-phone"])
            .file("cpa.toml", "")
            .file("people.toml", "[jo]\nname = \"Jo\"\n")
            .file("X-1.toml", text)
            .run();
        let told = ended
            .out
            .split("\n\n")
            .find(|told| told.contains("[care-coordinator"))
            .unwrap_or_default()
            .to_owned();
        told + "\n\n"
    };
    let own = "care_coordinator = \"sam\"\n[person]\nname = \"R\"\n[people.sam]\nname = \"Sam\"\n";
    let listed = "care_coordinator = \"jo\"\n[person]\nname = \"R\"\n";
    let person = "care_coordinator = \"person\"\n[person]\nname = \"R\"\n";
    expect![[r#"
        error[care-coordinator-without-phone]: the care coordinator has no phone
         --> X-1.toml:2:20
          |
        2 | care_coordinator = "sam"
          |                    ^^^^^
          |
          = help: add `phones = { office = "…" }` under `[people.sam]`

        error[care-coordinator-without-phone]: the care coordinator has no phone
         --> X-1.toml:2:20
          |
        2 | care_coordinator = "jo"
          |                    ^^^^
          |
          = help: add `phones = { office = "…" }` under `[jo]` in people.toml

        error[care-coordinator-missing]: the person cannot be their own care coordinator
         --> X-1.toml:2:20
          |
        2 | care_coordinator = "person"
          |                    ^^^^^^^^
          |
          = help: write `care_coordinator = "…"` with the handle of a colleague from people.toml

    "#]]
    .assert_eq(&[own, listed, person].map(said).concat());
}
