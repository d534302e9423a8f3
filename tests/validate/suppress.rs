//! Comments such as `# cpa: allow gp-missing because …`: what they suppress, and warnings about those that do not.

use cpa::validate::{fixed_rules, rules};
use expect_test::{Expect, expect};

use crate::harness::{Command, cpa};

const COMPLETE: &str = include_str!("../cases/complete/CP-0001.toml");
const SECOND: &str = include_str!("../cases/complete/CP-0002.toml");
const PEOPLE: &str = include_str!("../cases/complete/people.toml");
const SETTINGS: &str = include_str!("../cases/complete/cpa.toml");

/// The complete plan with an action that says no `when`.
fn without_when(header: &str) -> String {
    let from = "  [[needs.actions]]\n";
    assert!(COMPLETE.contains(from) && COMPLETE.contains("  when = 2026-12-01\n"));
    COMPLETE.replacen(from, header, 1).replacen("  when = 2026-12-01\n", "", 1)
}

fn validate(plan: &str) -> Command {
    cpa(["validate", "--format", "concise"])
        .file("CP-0001.toml", plan)
        .file("people.toml", PEOPLE)
        .file("cpa.toml", SETTINGS)
}

#[track_caller]
fn says(header: &str, expected: Expect) {
    expected.assert_eq(&validate(&without_when(header)).run().out);
}

#[test]
fn comment_suppresses_its_line_and_the_next() {
    for header in [
        "  [[needs.actions]] # cpa: allow action-without-when because Dr Osei sets the day\n",
        "  # cpa: allow action-without-when because Dr Osei sets the day\n  [[needs.actions]]\n",
        "  #CPA:Allow   Action_Without_When, because: Dr Osei sets the day\n  [[needs.actions]]\n",
        "# cpa: allow action-without-when because x\n# another remark\n  [[needs.actions]]\n",
    ] {
        let ended = validate(&without_when(header)).run();
        assert_eq!((ended.out.as_str(), ended.err.as_str()), ("", "1 plan, no faults\n"), "{header}");
    }
    says(
        "  [[needs.actions]]\n",
        expect![[r#"
        CP-0001.toml:61:3: warning[action-without-when] this action has no `when`
    "#]],
    );
}

#[test]
fn comment_elsewhere_is_reported_as_unused() {
    says(
        "\n# cpa: allow action-without-when because x\n\n  [[needs.actions]]\n",
        expect![[r#"
        CP-0001.toml:62:1: warning[allow-unused] there is no finding of `action-without-when` here to allow
        CP-0001.toml:64:3: warning[action-without-when] this action has no `when`
    "#]],
    );
    says(
        "  [[needs.actions]] # cpa: allow action-without-who because x\n",
        expect![[r#"
        CP-0001.toml:61:3: warning[action-without-when] this action has no `when`
        CP-0001.toml:61:21: warning[allow-unused] there is no finding of `action-without-who` here to allow
    "#]],
    );
}

#[test]
fn comment_without_a_reason_is_reported() {
    says(
        "  [[needs.actions]] # cpa: allow action-without-when\n",
        expect![[r#"
        CP-0001.toml:61:3: warning[action-without-when] this action has no `when`
        CP-0001.toml:61:21: warning[allow-without-reason] this remark does not say why `action-without-when` is allowed here, and quiets nothing
    "#]],
    );
    says(
        "  [[needs.actions]] # cpa: allow action-without-when because\n",
        expect![[r#"
        CP-0001.toml:61:3: warning[action-without-when] this action has no `when`
        CP-0001.toml:61:21: warning[allow-without-reason] this remark does not say why `action-without-when` is allowed here, and quiets nothing
    "#]],
    );
}

#[test]
fn unknown_rule_is_reported_but_not_repeated() {
    says(
        "  [[needs.actions]] # cpa: allow action-without-wen because x\n",
        expect![[r#"
        CP-0001.toml:61:3: warning[action-without-when] this action has no `when`
        CP-0001.toml:61:21: warning[unknown-rule] this remark allows a rule that does not exist
    "#]],
    );
    says(
        "  [[needs.actions]] # cpa: allow Rhys because x\n",
        expect![[r#"
        CP-0001.toml:61:3: warning[action-without-when] this action has no `when`
        CP-0001.toml:61:21: warning[unknown-rule] this remark allows a rule that does not exist
    "#]],
    );
    says(
        "  [[needs.actions]] # cpa: allow missing-key because x\n",
        expect![[r#"
        CP-0001.toml:61:3: warning[action-without-when] this action has no `when`
        CP-0001.toml:61:21: warning[unknown-rule] `missing-key` cannot be allowed
    "#]],
    );
    says(
        "  [[needs.actions]] # cpa: alow action-without-when because x\n",
        expect![[r#"
        CP-0001.toml:61:3: warning[action-without-when] this action has no `when`
        CP-0001.toml:61:21: warning[allow-unclear] this remark does not say clearly which rule it allows
    "#]],
    );
    says(
        "  [[needs.actions]] # cpa: allow because x\n",
        expect![[r#"
        CP-0001.toml:61:3: warning[action-without-when] this action has no `when`
        CP-0001.toml:61:21: warning[allow-unclear] this remark does not say clearly which rule it allows
    "#]],
    );
    says(
        "  [[needs.actions]] # cpa: see the paper file\n",
        expect![[r#"
        CP-0001.toml:61:3: warning[action-without-when] this action has no `when`
    "#]],
    );
}

#[test]
fn each_warning_shows_what_to_write() {
    let plan = without_when("  [[needs.actions]] # cpa: allow action-without-when\n")
        .replace("kind = \"to others\"", "kind = \"to others\" # cpa: alow risk-without-action because x")
        .replace("noted = 2026-03-02", "noted = 2026-03-02 # cpa: allow risk-without-action because x")
        .replace(
            "reviewed = 2026-09-01\n\n  [[risks",
            "reviewed = 2026-09-01 # cpa: allow syntax because x\n\n  [[risks",
        )
        .replace("goal = \"Sleep", "# cpa: allow risk-without-acton because x\ngoal = \"Sleep");
    let command = cpa(["validate", "."]).file("CP-0001.toml", plan).file("people.toml", PEOPLE);
    let ended = command.at_terminal(100).run();
    expect![[r#"
        warning[unknown-rule]: this remark allows a rule that does not exist
          --> CP-0001.toml:59:1
           |
        59 | # cpa: allow risk-without-acton because x
           | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: did you mean `risk-without-action`?

        warning[action-without-when]: this action has no `when`
          --> CP-0001.toml:62:3
           |
        62 |   [[needs.actions]] # cpa: allow action-without-when
           |   ^^^^^^^^^^^^^^^^^
           |
           = help: add `when = 2026-03-31` for a day by which, or `when = "every week"`

        warning[allow-without-reason]: this remark does not say why `action-without-when` is allowed here, and quiets nothing
          --> CP-0001.toml:62:21
           |
        62 |   [[needs.actions]] # cpa: allow action-without-when
           |                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: write the reason behind it: `# cpa: allow action-without-when because …`

        warning[allow-unclear]: this remark does not say clearly which rule it allows
           --> CP-0001.toml:106:20
            |
        106 | kind = "to others" # cpa: alow risk-without-action because x
            |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            |
            = help: write `# cpa: allow review-overdue because …`, with the name of the rule and your reason

        warning[allow-unused]: there is no finding of `risk-without-action` here to allow
           --> CP-0001.toml:110:20
            |
        110 | noted = 2026-03-02 # cpa: allow risk-without-action because x
            |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            |
            = help: take the remark out, or move it to the line of the finding, or to the line above

        warning[unknown-rule]: `syntax` cannot be allowed
           --> CP-0001.toml:111:23
            |
        111 | reviewed = 2026-09-01 # cpa: allow syntax because x
            |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            |
            = help: mend what it says, and take this remark out: only rules of care can be allowed

    "#]].assert_eq(&ended.out);
}

#[test]
fn value_is_not_read_as_a_comment() {
    let plan = COMPLETE.replacen("aim = \"To sleep", "aim = \"# cpa: allow syntax because x. To sleep", 1);
    assert_eq!(validate(&plan).run().out, "");
}

#[test]
fn comment_about_a_rule_that_did_not_run() {
    let remark = "# cpa: allow next-review-missing because it is over\nid =";
    let unused = COMPLETE.replacen("id =", remark, 1);
    assert_eq!(validate(&unused).run().out.matches("allow-unused").count(), 1);
    let ended = unused.replacen("status = \"active\"", "status = \"ended\"", 1);
    assert_eq!(validate(&ended).run().out.matches("allow-unused").count(), 0);
    let off = format!("{SETTINGS}\n[rules]\nnext-review-missing = \"off\"\n");
    assert_eq!(validate(&unused).file("cpa.toml", off).run().out.matches("allow-unused").count(), 0);
    let broken = unused.replacen("[crisis]", "[crisis", 1);
    assert_eq!(validate(&broken).run().out.matches("allow").count(), 0);
    // A rule over the whole folder, when single files are looked at.
    let folder = COMPLETE.replacen("id =", "# cpa: allow nhs-number-twice because x\nid =", 1);
    assert_eq!(validate(&folder).run().out.matches("allow-unused").count(), 1);
    assert_eq!(validate(&folder).args(&["CP-0001.toml"]).run().out, "");
}

#[test]
fn folder_rule_is_suppressed_at_the_later_plan() {
    let number = "nhs_number = \"999 000 0018\"";
    let second = SECOND.replacen("nhs_number = \"999 000 0026\"", number, 1);
    let validate = |plan: &str| validate(plan).args(&["--select", "nhs-number-twice"]);
    let told = validate(COMPLETE).file("CP-0002.toml", &second).run();
    expect![[r#"
        CP-0002.toml:16:14: error[nhs-number-twice] another plan has this NHS number
    "#]]
    .assert_eq(&told.out);
    let remark = format!("# cpa: allow nhs-number-twice because it is being looked into\n{number}");
    let quiet = second.replacen(number, &remark, 1);
    assert_eq!(validate(COMPLETE).file("CP-0002.toml", quiet).run().out, "");
}

#[test]
fn comment_in_people_toml_is_checked_last() {
    let entry = "[sunita]\nname = \"Sunita Rao\"\n";
    let list = |remark: &str| format!("{PEOPLE}\n{remark}{entry}");
    let run = |people: &str| {
        let ended = validate(COMPLETE).file("CP-0002.toml", SECOND).file("people.toml", people).run();
        ended.out + &ended.err
    };
    expect![[r#"
        people.toml:63:1: info[handle-unused] no plan names `sunita`
        2 plans, 1 remark in 1 file
    "#]]
    .assert_eq(&run(&list("")));
    expect![[r#"
        2 plans, no faults
    "#]]
    .assert_eq(&run(&list("# cpa: allow handle-unused because she begins in January\n")));
    expect![[r#"
        people.toml:63:1: warning[allow-unused] there is no finding of `colleague-twice` here to allow
        people.toml:64:1: info[handle-unused] no plan names `sunita`
        2 plans, 1 warning, 1 remark in 1 file
    "#]]
    .assert_eq(&run(&list("# cpa: allow colleague-twice because x\n")));
    // With one plan, neither an unused handle nor an unused comment is reported.
    let remark = "# cpa: allow handle-unused because she begins in January\n";
    assert_eq!(validate(COMPLETE).file("people.toml", list(remark)).run().out, "");
    let settings = format!("# cpa: allow handle-unused because x\n{SETTINGS}");
    expect![[r#"
        cpa.toml:1:1: warning[allow-unused] there is no finding of `handle-unused` here to allow
    "#]]
    .assert_eq(&validate(COMPLETE).file("cpa.toml", settings).run().out);
}

#[test]
fn format_error_cannot_be_suppressed() {
    let told = include_str!("../snapshots/reading-faults.txt");
    let names = told.split("error[").skip(1).filter_map(|rest| rest.split_once(']'));
    for (name, _) in names.filter(|(name, _)| rules::named(name).is_none()) {
        assert!(fixed_rules::named(name).is_some(), "{name} can be allowed");
    }
    assert!(fixed_rules::ALL.iter().all(|fault| rules::named(fault.rule.name()).is_none()));
}
