//! What is withheld from a reader leaves no trace in their copy.

use cpa::cli::Exit;

use crate::harness::cpa;
use crate::render::{copy_of, html_of, plan};

/// Returns the person's copy of a plan, after checking that neither format contains one of `secrets`.
#[track_caller]
fn without(plan: &str, secrets: &[&str]) -> String {
    let (copy, html) = (copy_of(plan), html_of(plan));
    for secret in secrets {
        assert!(!copy.contains(secret), "{secret} in\n{copy}");
        assert!(!html.contains(secret), "{secret} in\n{html}");
    }
    copy
}

/// Returns the copy of a plan for one reader.
#[track_caller]
fn copy_for(reader: &'static str, more: &str) -> String {
    let output = plan(cpa(["render", "P-1.toml", "--for", reader]), more).run();
    assert_eq!((output.err.as_str(), output.exit), ("", Exit::Clean), "{}", output.out);
    output.out
}

/// A decision that withholds something from the person.
const HARM: &str = r#"
withheld.harm = { from = ["person"], ground = "serious harm", because = "QUARTZ reason" }
"#;

/// Someone who is withheld from the person.
const GHOST: &str = r#"
people.ghost = { name = "QUARTZ", withhold = "harm", phones.mobile = "07700 900999" }
"#;

#[test]
fn withheld_items_leave_no_trace() {
    let plan = format!(
        r#"{HARM}
needs = [{{ need = "QUARTZ need", withhold = "harm", actions = [{{ what = "QUARTZ action", when = 2027-01-05 }}] }}]
risks = [{{ risk = "QUARTZ risk", withhold = "harm" }}]
changes = [{{ change = "QUARTZ change", withhold = "harm" }}]
safeguarding = {{ children = "QUARTZ children", withhold = "harm" }}
"#
    );
    let without_version = |copy: String| {
        copy.lines().filter(|line| !line.starts_with("- Version: ")).collect::<Vec<_>>().join("\n")
    };
    let copy = without(&plan, &["QUARTZ", "Kept from", "kept from"]);
    assert_eq!(without_version(copy), without_version(copy_of("")));
}

#[test]
fn one_action_can_be_withheld() {
    let plan = format!(
        r#"{HARM}
needs = [{{ need = "Sleep", actions = [{{ what = "QUARTZ", withhold = "harm" }}, {{ what = "Walk" }}] }}]
"#
    );
    assert!(without(&plan, &["QUARTZ"]).contains("- Walk\n"));
}

#[test]
fn withheld_person_is_named_nowhere() {
    let plan = format!(
        r#"{HARM}
needs = [{{ need = "Sleep", actions = [{{ what = "Walk", who = ["quartz", "jo"] }}] }}]
crisis = {{ who_to_contact = ["quartz", "jo"], who_i_listen_to = "quartz" }}
withheld.other = {{ from = ["quartz", "family"], because = "mine" }}
agreements = [{{ who = "quartz", asked = 2026-11-05, agrees = "yes" }}]
copies = [{{ to = "quartz", given = 2026-11-03 }}]
[people.quartz]
name = "Quartz Neighbour"
withhold = "harm"
phones = {{ mobile = "07700 900999" }}
[[reviews]]
held = 2026-11-02
outcome = "continue"
present = ["quartz", "person"]
views = [{{ who = "quartz", view = "A view of QUARTZ", in_confidence = false }}]
"#
    );
    let names = ["QUARTZ", "Quartz", "quartz", "07700 900999", "somebody"];
    let copy = without(&plan, &[&names[..], &["5 November", "3 November", "Who has a copy"]].concat());
    assert!(copy.contains("- Walk\n  - Who: Jo Smith\n"), "{copy}");
    assert!(copy.contains("Who was there: Me\n"), "{copy}");
    assert!(copy.contains("- Kept from my family\n"), "{copy}");
}

#[test]
fn what_others_say_is_in_confidence_unless_recorded() {
    let risk = |more: &str| {
        format!(
            r#"
risks = [{{ risk = "QUARTZ"{more} }}]
people.sam = {{ name = "Sam Yusuf", relationship = "brother" }}
"#
        )
    };
    for confidential in [
        r#", told_by = "sam", in_confidence = true"#,
        r#", told_by = "sam""#,
        r#", told_by = "jo", in_confidence = true"#,
        ", in_confidence = true",
    ] {
        without(&risk(confidential), &["QUARTZ"]);
    }
    for open in [
        "",
        r#", told_by = "sam", in_confidence = false"#,
        r#", told_by = "jo""#,
        r#", told_by = "person""#,
        r#", told_by = "person", in_confidence = true"#,
    ] {
        assert!(copy_of(&risk(open)).contains("QUARTZ"), "{open}");
    }
    let copy = copy_of(&risk(r#", told_by = "sam", in_confidence = false"#));
    assert!(copy.contains("- Who said this: Sam Yusuf\n"), "{copy}");
}

#[test]
fn confidential_view_is_removed_whole() {
    let review = |view: &str| {
        format!(
            r#"
people.sam = {{ name = "Sam Yusuf", relationship = "brother" }}
reviews = [{{ held = 2026-11-02, outcome = "continue", views = [{{ view = "QUARTZ"{view} }}] }}]
"#
        )
    };
    let copy = without(&review(r#", who = "sam""#), &["QUARTZ", "What Sam"]);
    assert!(copy.contains("### Held on 2 November 2026"));
    // A view without `who` may be in confidence.
    without(&review(""), &["QUARTZ"]);
    assert!(copy_of(&review(", in_confidence = false")).contains("QUARTZ"));
}

#[test]
fn decision_used_only_in_confidence_is_not_shown() {
    let plan = r#"
withheld.a = { from = ["family"], because = "QUARTZ" }
risks = [{ risk = "QUARTZ", withhold = "a", in_confidence = true }]
"#;
    without(plan, &["QUARTZ", "Kept from"]);
    let copy = copy_of(&plan.replace(", in_confidence = true", ""));
    assert!(copy.contains("- Kept from: my family\n"), "the person knows what is withheld from others");
}

#[test]
fn misspelt_decision_stops_the_copy() {
    let output =
        plan(cpa(["render", "P-1.toml"]), r#"risks = [{ risk = "QUARTZ", withhold = "thretas" }]"#).run();
    assert_eq!(output.exit, Exit::Found);
    assert!(
        output.err.contains("error[unknown-decision]") && !output.out.contains("QUARTZ"),
        "{}",
        output.err
    );
}

#[test]
fn decision_about_a_withheld_person_is_no_trace() {
    let copy = |from: &str| {
        let plan = format!(
            r#"{HARM}{GHOST}
withheld.about = {{ from = [{from}], because = "QUARTZ must not know", decided_by = "ghost" }}
needs = [{{ need = "A new flat", withhold = "about" }}]
"#
        );
        without(&plan, &["QUARTZ", "ghost", "somebody"])
    };
    let alone = copy(r#""ghost""#);
    assert!(alone.contains("A new flat") && !alone.contains("Kept from"), "{alone}");
    let both = copy(r#""ghost", "family""#);
    assert!(both.contains("Kept from my family") && !both.contains("must not know"), "{both}");
}

#[test]
fn withheld_leader_makes_no_one_else_the_leader() {
    let plan = format!(
        r#"{HARM}{GHOST}
people.sam = {{ name = "Sam", relationship = "brother" }}
needs = [{{ need = "A flat", actions = [{{ what = "Look", who = ["ghost", "person", "sam"] }}] }}]
"#
    );
    let copy = without(&plan, &["QUARTZ", "lead"]);
    assert!(copy.contains("Who: Me and Sam"), "{copy}");
}

#[test]
fn withheld_action_is_not_said_to_be_missing() {
    let plan = format!(
        r#"{HARM}
risks = [{{ risk = "A risk", actions = [{{ what = "QUARTZ", withhold = "harm" }}] }}]
"#
    );
    let copy = without(&plan, &["QUARTZ", "not written down yet"]);
    assert!(copy.contains("### A risk\n\nAsk "), "{copy}");
}

#[test]
fn colleague_does_not_see_that_something_is_withheld() {
    let plan = r#"
needs = [{ need = "QUARTZ", withhold = "jo" }]
risks = [{ risk = "QUARTZ", withhold = "both" }]
changes = [{ change = "A new lock", withhold = "family" }]
[withheld]
jo = { from = ["jo"], ground = "third party", because = "QUARTZ" }
both = { from = ["jo", "family"], because = "QUARTZ" }
family = { from = ["family"], because = "They worry" }
"#;
    let copy = copy_for("jo", plan);
    assert!(!copy.contains("QUARTZ") && !copy.contains("ept from you"), "{copy}");
    assert!(copy.contains("They worry"), "{copy}");
    let copy = copy_for("team", plan);
    assert!(copy.contains("Kept from Jo Smith") && copy.contains("QUARTZ"), "{copy}");
}

#[test]
fn gp_who_is_a_relative_is_family_too() {
    let plan = r#"
gp = "dr"
people.dr = { name = "Dr Kin Example", relationship = "uncle", role = "GP" }
withheld.family = { from = ["family"], ground = "the person asked" }
risks = [{ risk = "QUARTZ", withhold = "family" }, { risk = "A fall" }]
"#;
    let copy = copy_for("gp", plan);
    assert!(copy.contains("A fall") && !copy.contains("QUARTZ"), "{copy}");
}

#[test]
fn person_sees_who_is_withheld_from_others() {
    let copy = copy_of(
        r#"
people.ro = { name = "Ro Example", relationship = "friend", withhold = "ro" }
withheld.ro = { from = ["family"], because = "They quarrelled" }
"#,
    );
    assert!(copy.contains("Kept from my family") && copy.contains("They quarrelled"), "{copy}");
}

#[test]
fn relative_in_the_team_is_not_listed_as_team() {
    let copy = copy_of(
        r#"
people.jo = { relationship = "sister" }
people.duty = { available = "Always" }
"#,
    );
    assert!(copy.contains("Your team may read all of your plan: Duty worker."), "{copy}");
}

#[test]
fn what_a_relative_in_the_team_says_is_confidential() {
    let plan = |more: &str| {
        format!(
            r#"
people.jo = {{ relationship = "sister" }}
risks = [{{ risk = "QUARTZ", told_by = "jo"{more} }}]
"#
        )
    };
    without(&plan(""), &["QUARTZ"]);
    assert!(copy_of(&plan(", in_confidence = false")).contains("QUARTZ"));
    let team = copy_for("team", &plan(""));
    assert!(team.contains("Told by: Jo Smith, in confidence: only for the team"), "{team}");
}

#[test]
fn next_review_is_not_shown_if_a_review_is_withheld() {
    let plan = format!(
        r#"
next_review_due = 2026-05-01{HARM}
[[reviews]]
held = 2025-11-01
outcome = "continue"
[[reviews]]
held = 2026-10-01
outcome = "continue"
summary = "QUARTZ"
withhold = "harm"
"#
    );
    let copy = without(&plan, &["QUARTZ", "It is late", "to be held by"]);
    assert!(copy.contains("Held on 1 November 2025"), "{copy}");
}
