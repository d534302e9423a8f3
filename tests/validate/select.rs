//! `cpa validate --select` and `--ignore`: which rules run.

use cpa::cli::Exit;
use cpa::validate::rules::ALL;
use expect_test::expect;

use crate::harness::{Output, cpa};

/// What is said of a plan that lacks nearly everything, in a service that turned one rule off and made another milder.
fn said(args: &[&str]) -> Output {
    let rules = "[rules]\nreview-overdue = \"off\"\ncare-coordinator-missing = \"info\"\n";
    let plan = "id = \"CP-0001\"\nstatus = \"activ\"\nstarted = 2024-03-02\nnext_review_due = 2025-03-02\n[person]\nname = \"R\"\n";
    let command = cpa(["validate", "--format", "concise"]).args(args);
    command.file("cpa.toml", rules).file("CP-0001.toml", plan).run()
}

/// The rules that spoke.
fn spoke(args: &[&str]) -> Vec<String> {
    let ended = said(args);
    assert_ne!(ended.exit, Exit::Failed, "{}", ended.err);
    let name = |line: &str| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned());
    ended.out.lines().filter_map(name).collect()
}

#[test]
fn only_selected_rules_run_and_format_errors_count() {
    let crisis = ["crisis-plan-missing", "unknown-choice"];
    assert_eq!(spoke(&["--select", "crisis-plan-missing"]), crisis);
    assert_eq!(
        spoke(&["--select", "crisis-plan-missing,care-coordinator-missing"]),
        ["care-coordinator-missing", crisis[0], crisis[1]]
    );
    assert_eq!(
        spoke(&["--select", "crisis-plan-missing", "--select", "care-coordinator-missing"]),
        ["care-coordinator-missing", crisis[0], crisis[1]]
    );
    let left = spoke(&["--ignore", "crisis-plan-missing, care-coordinator-missing"]);
    assert!(!left.is_empty() && !left.iter().any(|rule| rule == crisis[0]), "{left:?}");
    assert_eq!(spoke(&["--select", "crisis-plan-missing", "--ignore", "crisis"]), ["unknown-choice"]);
    assert!(spoke(&["--select", "crisis"]).contains(&"out-of-hours-missing".to_owned()));
    assert!(!spoke(&["--select", "crisis"]).contains(&"care-coordinator-missing".to_owned()));
}

#[test]
fn selected_rule_has_the_configured_severity() {
    let line = said(&["--select", "care-coordinator-missing"]).out;
    assert!(line.contains("info[care-coordinator-missing]"), "{line}");
}

#[test]
fn rule_that_is_off_runs_if_selected_by_name() {
    assert!(!spoke(&[]).contains(&"review-overdue".to_owned()));
    assert!(!spoke(&["--select", "reviews"]).contains(&"review-overdue".to_owned()));
    assert_eq!(spoke(&["--select", "review-overdue"]), ["unknown-choice", "review-overdue"]);
}

#[test]
fn summary_says_how_many_rules_ran() {
    let all = ALL.len();
    let closing = |args: &[&str]| said(args).err;
    assert_eq!(
        closing(&["--select", "crisis-plan-missing,review-overdue"]),
        format!("1 plan, 2 errors, 1 warning in 1 file; only 2 of {all} rules ran\n")
    );
    assert!(
        closing(&["--ignore", "review-overdue"])
            .ends_with(&format!("; only {} of {all} rules ran\n", all - 1))
    );
    let none = ["--select", "crisis-plan-missing", "--ignore", "crisis-plan-missing"];
    assert_eq!(closing(&none), format!("1 plan, 1 error in 1 file; none of {all} rules ran\n"));
    assert!(!closing(&[]).contains("ran"));
}

#[test]
fn unknown_rule_is_reported_before_anything_runs() {
    let told = |name: &str| {
        let ended = said(&["--select", name]);
        assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""), "{name}");
        assert_eq!(said(&["--ignore", name]).err, ended.err);
        ended.err
    };
    expect![[r#"
        error: no rule is called `review-overdu`: did you mean `review-overdue`?
        error: no rule is called `review_overdue`: did you mean `review-overdue`?
        error: no rule is called `crises`: did you mean `crisis`?
        error: `syntax` is a fault of reading, which always counts: only rules of care can be chosen
        error: no rule is called `weather`: `cpa rules` lists them
        error: no rule is called ``: `cpa rules` lists them
    "#]]
    .assert_eq(&["review-overdu", "review_overdue", "crises", "syntax", "weather", ""].map(told).concat());
}
