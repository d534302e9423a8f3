//! The wall: what is kept from a reader leaves no trace.

use cpa::cli::Exit;

use crate::harness::cpa;
use crate::render::{copy_of, html_of, plan};

/// Both copies of a plan, with none of `secrets` in them.
#[track_caller]
fn without(plan: &str, secrets: &[&str]) -> String {
    let (copy, html) = (copy_of(plan), html_of(plan));
    for secret in secrets {
        assert!(!copy.contains(secret), "{secret} in\n{copy}");
        assert!(!html.contains(secret), "{secret} in\n{html}");
    }
    copy
}

const FROM_PERSON: &str =
    "[withheld.harm]\nfrom = [\"person\"]\nground = \"serious harm\"\nbecause = \"QUARTZ reason\"\n";

#[test]
fn what_is_withheld_from_the_person_is_not_in_their_copy_nor_that_it_is_withheld() {
    let plan = format!(
        "{FROM_PERSON}\n[[needs]]\nneed = \"QUARTZ need\"\nwithhold = \"harm\"\n\
         [[needs.actions]]\nwhat = \"QUARTZ action\"\nwhen = 2027-01-05\n\
         [[risks]]\nrisk = \"QUARTZ risk\"\nwithhold = \"harm\"\n\
         [[changes]]\nchange = \"QUARTZ change\"\nwithhold = \"harm\"\n\
         [safeguarding]\nchildren = \"QUARTZ children\"\nwithhold = \"harm\"\n"
    );
    let but_version = |copy: String| -> String {
        copy.lines().filter(|line| !line.starts_with("- Version: ")).collect::<Vec<_>>().join("\n")
    };
    let with_nothing = without("", &["QUARTZ"]);
    assert_eq!(
        but_version(without(&plan, &["QUARTZ", "Kept from", "kept from"])),
        but_version(with_nothing),
        "there is no trace at all"
    );
}

#[test]
fn one_action_can_be_withheld_and_the_others_stay() {
    let plan = format!(
        "{FROM_PERSON}\n[[needs]]\nneed = \"Sleep\"\n[[needs.actions]]\nwhat = \"QUARTZ\"\nwithhold = \"harm\"\n\
         [[needs.actions]]\nwhat = \"Walk\"\n"
    );
    assert!(without(&plan, &["QUARTZ"]).contains("- Walk\n"));
}

#[test]
fn somebody_withheld_leaves_every_who_every_copy_and_every_view() {
    let plan = format!(
        "{FROM_PERSON}\n[people.quartz]\nname = \"Quartz Neighbour\"\nwithhold = \"harm\"\nphones = {{ mobile = \"07700 900999\" }}\n\
         [[needs]]\nneed = \"Sleep\"\n[[needs.actions]]\nwhat = \"Walk\"\nwho = [\"quartz\", \"jo\"]\n\
         [crisis]\nwho_to_contact = [\"quartz\", \"jo\"]\nwho_i_listen_to = \"quartz\"\n\
         [withheld.other]\nfrom = [\"quartz\", \"family\"]\nbecause = \"mine\"\n\
         [[agreements]]\nwho = \"quartz\"\nasked = 2026-11-05\nagrees = \"yes\"\n\
         [[copies]]\nto = \"quartz\"\ngiven = 2026-11-03\n\
         [[reviews]]\nheld = 2026-11-02\noutcome = \"continue\"\npresent = [\"quartz\", \"person\"]\n\
         [[reviews.views]]\nwho = \"quartz\"\nview = \"A view of QUARTZ\"\nin_confidence = false\n"
    );
    let secrets = [
        "QUARTZ",
        "Quartz",
        "quartz",
        "07700 900999",
        "5 November",
        "3 November",
        "somebody",
        "Who has a copy",
    ];
    let copy = without(&plan, &secrets);
    assert!(copy.contains("- Walk\n  - Who: Jo Smith\n"), "{copy}");
    assert!(copy.contains("Who was there: Me\n"), "{copy}");
    assert!(copy.contains("- Kept from my family\n"), "{copy}");
}

#[test]
fn what_was_told_in_confidence_stays_there() {
    let risk = |more: &str| {
        format!(
            "[people.sam]\nname = \"Sam Yusuf\"\nrelationship = \"brother\"\n[[risks]]\nrisk = \"QUARTZ\"\n{more}\n"
        )
    };
    for kept in [
        "told_by = \"sam\"\nin_confidence = true",
        "told_by = \"sam\"",
        "told_by = \"jo\"\nin_confidence = true",
        "in_confidence = true",
    ] {
        without(&risk(kept), &["QUARTZ"]);
    }
    for told in [
        "",
        "told_by = \"sam\"\nin_confidence = false",
        "told_by = \"jo\"",
        "told_by = \"person\"",
        "told_by = \"person\"\nin_confidence = true",
    ] {
        assert!(copy_of(&risk(told)).contains("QUARTZ"), "{told}");
    }
    let told = copy_of(&risk("told_by = \"sam\"\nin_confidence = false"));
    assert!(told.contains("- Who said this: Sam Yusuf\n"), "{told}");
}

#[test]
fn a_view_told_in_confidence_goes_whole() {
    let plan = "[people.sam]\nname = \"Sam Yusuf\"\nrelationship = \"brother\"\n\
                [[reviews]]\nheld = 2026-11-02\noutcome = \"continue\"\n\
                [[reviews.views]]\nwho = \"sam\"\nview = \"QUARTZ\"\n";
    let copy = without(plan, &["QUARTZ", "What Sam"]);
    assert!(copy.contains("### Held on 2 November 2026"));
}

#[test]
fn a_decision_whose_every_use_is_in_confidence_is_not_told() {
    let plan = "[withheld.a]\nfrom = [\"family\"]\nbecause = \"QUARTZ\"\n\
                [[risks]]\nrisk = \"QUARTZ\"\nwithhold = \"a\"\nin_confidence = true\n";
    without(plan, &["QUARTZ", "Kept from"]);
    let plan = plan.replace("in_confidence = true\n", "");
    assert!(
        copy_of(&plan).contains("- Kept from: my family\n"),
        "what is kept from others, the person is told"
    );
}

#[test]
fn a_decision_that_does_not_say_from_whom_keeps_it_from_everybody() {
    without(
        "[withheld.a]\nbecause = \"QUARTZ\"\n[[risks]]\nrisk = \"QUARTZ\"\nwithhold = \"a\"\n",
        &["QUARTZ"],
    );
}

#[test]
fn a_misspelt_decision_stops_the_copy() {
    let plan = "id = \"P-1\"\n[person]\nname = \"Rhys Example\"\n[[risks]]\nrisk = \"QUARTZ\"\nwithhold = \"thretas\"\n";
    let ended = cpa(["render", "P-1.toml"]).file("P-1.toml", plan).run();
    assert_eq!(ended.exit, Exit::Found);
    assert!(ended.err.contains("error[unknown-decision]") && !ended.out.contains("QUARTZ"), "{}", ended.err);
}

/// Somebody of whom the person may not know.
const GHOST: &str =
    "[people.ghost]\nname = \"QUARTZ\"\nwithhold = \"harm\"\nphones = { mobile = \"07700 900999\" }\n";

#[test]
fn a_decision_about_somebody_who_may_not_be_named_is_no_trace_of_them() {
    let decision = |from: &str| {
        format!(
            "{FROM_PERSON}{GHOST}[withheld.about]\nfrom = [{from}]\nbecause = \"QUARTZ must not know\"\ndecided_by = \"ghost\"\n[[needs]]\nneed = \"A new flat\"\nwithhold = \"about\"\n"
        )
    };
    let copy = without(&decision("\"ghost\""), &["QUARTZ", "ghost", "somebody"]);
    assert!(copy.contains("A new flat") && !copy.contains("Kept from"), "{copy}");
    let copy = without(&decision("\"ghost\", \"family\""), &["QUARTZ", "ghost", "somebody"]);
    assert!(copy.contains("Kept from my family") && !copy.contains("must not know"), "{copy}");
}

#[test]
fn a_decision_that_names_nobody_keeps_from_everybody() {
    without(
        "[withheld.x]\nfrom = []\nbecause = \"B\"\n[[risks]]\nrisk = \"QUARTZ\"\nwithhold = \"x\"\n",
        &["QUARTZ"],
    );
}

#[test]
fn what_nobody_knows_who_said_is_not_told() {
    let view = |more: &str| {
        format!(
            "[[reviews]]\nheld = 2026-11-02\noutcome = \"continue\"\n[[reviews.views]]\nview = \"QUARTZ\"\n{more}"
        )
    };
    without(&view(""), &["QUARTZ"]);
    assert!(copy_of(&view("in_confidence = false\n")).contains("QUARTZ"));
}

#[test]
fn whoever_leads_and_may_not_be_named_makes_nobody_else_the_leader() {
    let plan = format!(
        "{FROM_PERSON}{GHOST}[people.sam]\nname = \"Sam\"\nrelationship = \"brother\"\n[[needs]]\nneed = \"A flat\"\n[[needs.actions]]\nwhat = \"Look\"\nwho = [\"ghost\", \"person\", \"sam\"]\n"
    );
    let copy = without(&plan, &["QUARTZ", "lead"]);
    assert!(copy.contains("Who: Me and Sam"), "{copy}");
}

#[test]
fn what_was_kept_back_is_not_said_to_be_missing() {
    let plan = format!(
        "{FROM_PERSON}[[risks]]\nrisk = \"A risk\"\n[[risks.actions]]\nwhat = \"QUARTZ\"\nwithhold = \"harm\"\n"
    );
    let copy = without(&plan, &["QUARTZ", "not written down yet"]);
    assert!(copy.contains("### A risk\n\nAsk "), "{copy}");
}

#[test]
fn no_copy_is_made_for_somebody_who_died() {
    let ended = plan(
        cpa(["render", "P-1.toml"]),
        "status = \"ended\"\n[ended]\non = 2026-11-01\nreason = \"died\"\n",
    )
    .run();
    assert_eq!((ended.exit, ended.out.as_str()), (Exit::Found, ""));
    assert!(ended.err.contains("error[no-copy]: the person died: no copy is made"), "{}", ended.err);
}

/// The copy of such a plan for one reader.
#[track_caller]
fn copy_for(reader: &'static str, more: &str) -> String {
    let ended = plan(cpa(["render", "P-1.toml", "--for", reader]), more).run();
    assert_eq!((ended.err.as_str(), ended.exit), ("", Exit::Clean), "{}", ended.out);
    ended.out
}

#[test]
fn a_colleague_from_whom_something_is_kept_reads_neither_that_it_is_nor_why() {
    let plan = "[withheld.jo]\nfrom = [\"jo\"]\nground = \"third party\"\nbecause = \"QUARTZ\"\n\
                [withheld.both]\nfrom = [\"jo\", \"family\"]\nbecause = \"QUARTZ\"\n\
                [withheld.family]\nfrom = [\"family\"]\nbecause = \"They worry\"\n\
                [[needs]]\nneed = \"QUARTZ\"\nwithhold = \"jo\"\n\
                [[risks]]\nrisk = \"QUARTZ\"\nwithhold = \"both\"\n\
                [[changes]]\nchange = \"A new lock\"\nwithhold = \"family\"\n";
    let copy = copy_for("jo", plan);
    assert!(!copy.contains("QUARTZ") && !copy.contains("ept from you"), "{copy}");
    assert!(copy.contains("They worry"), "{copy}");
    let copy = copy_for("team", plan);
    assert!(copy.contains("Kept from Jo Smith") && copy.contains("QUARTZ"), "{copy}");
}

#[test]
fn a_gp_who_is_a_relative_has_nothing_that_is_kept_from_family() {
    let copy = copy_for(
        "gp",
        "gp = \"dr\"\n[people.dr]\nname = \"Dr Kin Example\"\nrelationship = \"uncle\"\nrole = \"GP\"\n\
         [withheld.family]\nfrom = [\"family\"]\nground = \"the person asked\"\n\
         [[risks]]\nrisk = \"QUARTZ\"\nwithhold = \"family\"\n[[risks]]\nrisk = \"A fall\"\n",
    );
    assert!(copy.contains("A fall") && !copy.contains("QUARTZ"), "{copy}");
}

#[test]
fn the_person_reads_that_somebody_is_kept_from_others() {
    let copy = copy_of(
        "[people.ro]\nname = \"Ro Example\"\nrelationship = \"friend\"\nwithhold = \"ro\"\n\
         [withheld.ro]\nfrom = [\"family\"]\nbecause = \"They quarrelled\"\n",
    );
    assert!(copy.contains("Kept from my family") && copy.contains("They quarrelled"), "{copy}");
}

#[test]
fn a_relative_who_works_in_the_team_is_not_said_to_read_all_of_the_plan() {
    let copy = copy_of("[people.jo]\nrelationship = \"sister\"\n[people.duty]\navailable = \"Always\"\n");
    assert!(copy.contains("Your team may read all of your plan: Duty worker."), "{copy}");
}

#[test]
fn what_a_relative_who_works_in_the_team_said_stays_in_confidence() {
    let told = |more: &str| {
        format!(
            "[people.jo]\nrelationship = \"sister\"\n[[risks]]\nrisk = \"QUARTZ\"\ntold_by = \"jo\"\n{more}\n"
        )
    };
    without(&told(""), &["QUARTZ"]);
    assert!(copy_of(&told("in_confidence = false")).contains("QUARTZ"));
    let team = copy_for("team", &told(""));
    assert!(team.contains("Told by: Jo Smith, in confidence: only for the team"), "{team}");
}

#[test]
fn whoever_does_not_know_of_every_review_is_told_no_day_that_is_reckoned_without_it() {
    let plan = format!(
        "{FROM_PERSON}next_review_due = 2026-05-01\n[[reviews]]\nheld = 2025-11-01\noutcome = \"continue\"\n\
         [[reviews]]\nheld = 2026-10-01\noutcome = \"continue\"\nsummary = \"QUARTZ\"\nwithhold = \"harm\"\n"
    );
    let (decision, rest) = plan.split_once("next_review_due").expect("it is there");
    let copy =
        without(&format!("next_review_due{rest}{decision}"), &["QUARTZ", "It is late", "to be held by"]);
    assert!(copy.contains("Held on 1 November 2025"), "{copy}");
}
