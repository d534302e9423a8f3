//! Rules that look at a whole folder, and those about colleagues.

use std::fmt::Write;

use expect_test::{Expect, expect};

use crate::harness::{Command, cpa};

const COMPLETE: &str = include_str!("../../cases/complete/CP-0001.toml");
const SECOND: &str = include_str!("../../cases/complete/CP-0002.toml");
const PEOPLE: &str = include_str!("../../cases/complete/people.toml");
const SETTINGS: &str = include_str!("../../cases/complete/cpa.toml");

/// The complete plan and the second one, each with something replaced.
fn both(first: (&str, &str), second: (&str, &str)) -> Command {
    assert!(COMPLETE.contains(first.0) && SECOND.contains(second.0));
    cpa(["validate"])
        .file("CP-0001.toml", COMPLETE.replacen(first.0, first.1, 1))
        .file("CP-0002.toml", SECOND.replacen(second.0, second.1, 1))
        .file("people.toml", PEOPLE)
        .file("cpa.toml", SETTINGS)
}

/// The complete plan, with something replaced in it and something added to the list of colleagues.
fn one(from: &str, to: &str, people: &str) -> Command {
    assert!(COMPLETE.contains(from));
    cpa(["validate"])
        .file("CP-0001.toml", COMPLETE.replacen(from, to, 1))
        .file("people.toml", format!("{PEOPLE}\n{people}"))
        .file("cpa.toml", SETTINGS)
}

#[track_caller]
fn says(command: Command, expected: Expect) {
    expected.assert_eq(&command.args(&["--format", "concise"]).run().out);
}

#[track_caller]
fn explains(command: Command, expected: Expect) {
    expected.assert_eq(&command.run().out);
}

const NUMBER: (&str, &str) = ("nhs_number = \"999 000 0026\"", "nhs_number = \"9990000018\"");

#[test]
fn one_number_in_two_plans_is_told_at_the_later() {
    explains(
        both(("", ""), NUMBER),
        expect![[r#"
        error[nhs-number-twice]: another plan has this NHS number
          --> CP-0002.toml:16:14
           |
        16 | nhs_number = ************
           |              ^^^^^^^^^^^^ first in CP-0001.toml:15
           |
           = help: compare both with the letter or card that they were taken from; if they are one person's, keep one plan

    "#]],
    );
    says(both(("", ""), NUMBER).args(&["CP-0001.toml", "CP-0002.toml"]), expect![[""]]);
}

#[test]
fn a_plan_that_ended_and_a_draft_share_a_number_without_an_error() {
    let ended = ("status = \"active\"", "status = \"ended\"");
    let told = both(ended, NUMBER).run().out;
    assert!(!told.contains("nhs-number-twice"), "{told}");
    let told = both(("status = \"active\"", "status = \"draft\""), NUMBER).run().out;
    assert!(told.contains("info[nhs-number-twice]"), "{told}");
    // Who is in Scotland has another number, and nobody's number is not compared.
    let chi = ("nhs_number = \"999 000 0018\"", "chi_number = \"0101010101\"");
    let other = ("nhs_number = \"999 000 0026\"", "chi_number = \"010 101 0101\"");
    let told = both(chi, other).run().out;
    assert!(told.contains("another plan has this CHI number"), "{told}");
    let none = ("nhs_number = \"999 000 0018\"", "hc_number = \"0000000000\"");
    let other = ("nhs_number = \"999 000 0026\"", "hc_number = \"0000000000\"");
    assert!(!both(none, other).run().out.contains("twice"));
}

const AIM: &str = "aim = \"To sleep, to keep my job, and to see more of my sister.\"";
const OTHER_AIM: &str = "aim = \"To stay out of hospital, and to sing in the choir again by Easter.\"";

#[test]
fn copied_wording_is_told_once_for_two_plans_and_not_quoted() {
    let copied = "aim = \"For Moira: to sleep; to keep my 1 job \u{2013} and to see\"";
    explains(
        both(("", ""), (OTHER_AIM, copied)),
        expect![[r#"
        warning[copied-wording]: 9 words in a row stand in another person's plan too
         --> CP-0002.toml:6:19
          |
        6 | aim = "For Moira: to sleep; to keep my 1 job – and to see"
          |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ first in CP-0001.toml:5
          |
          = help: ask the person, and write what they say in their own words

    "#]],
    );
    let goal = "goal = \"Sleep through, and get back to the night shift\"";
    let command = both(("", ""), ("", ""));
    let second = SECOND.replacen(OTHER_AIM, copied, 1).replacen(
        "goal = \"Choir every Thursday, and one morning a week that other people count on\"",
        goal,
        1,
    );
    says(
        command.file("CP-0002.toml", second),
        expect![[r#"
        CP-0002.toml:6:19: warning[copied-wording] 9 words in a row stand in another person's plan too
    "#]],
    );
}

#[test]
fn a_name_put_in_does_not_make_wording_the_persons_own() {
    let mine = "aim = \"I want to show Nia that I can bake bread by myself.\"";
    let other = "aim = \"I want to show Ewan's that I can bake bread by myself.\"";
    assert!(both((AIM, mine), (OTHER_AIM, other)).run().out.contains("copied-wording"));
}

#[test]
fn what_is_no_passage_is_not_told() {
    let cases = [
        // Seven words.
        (
            AIM,
            "aim = \"One two three four five six seven.\"",
            OTHER_AIM,
            "aim = \"One two three four five six seven!\"",
        ),
        // A run that crosses from one value into the next.
        (
            "early_signs = [\"I walk at night\", \"I stop opening the curtains\"]",
            "early_signs = [\"I walk about at night\", \"I stop opening the curtains\"]",
            "early_signs = [\"I talk over the radio\", \"Three lists on the fridge, all headed Urgent\"]",
            "early_signs = [\"I walk about at night\", \"I stop opening the curtains\"]",
        ),
        // What somebody does may well be said alike.
        (
            "what = \"See Dr Osei about my sleep\"",
            "what = \"Phone the surgery in the morning and ask for a visit\"",
            "what = \"Walk with me to the first rehearsal\"",
            "what = \"Phone the surgery in the morning and ask for a visit\"",
        ),
    ];
    for (from, to, from_other, to_other) in cases {
        assert_eq!(both((from, to), (from_other, to_other)).run().out, "", "{to}");
    }
}

#[test]
fn two_plans_of_one_person_may_say_the_same() {
    let command = both(("status = \"active\"", "status = \"ended\""), NUMBER);
    let told = command.file("CP-0002.toml", COMPLETE.replacen("CP-0001", "CP-0002", 1)).run().out;
    assert!(!told.contains("copied-wording"), "{told}");
}

#[test]
fn a_passage_in_thousands_of_plans_is_told_once_in_each() {
    let mut command = cpa(["validate", "--format", "concise", "."]);
    for plan in 0..3_000 {
        let text = format!(
            "id = \"P-{plan:04}\"\nstatus = \"ended\"\naim = \"To be at home with my own things around me.\"\n[person]\nname = \"N\"\n"
        );
        // Two that have ended are not compared: only the first of these has.
        let text = if plan == 0 { text } else { text.replacen("ended", "draft", 1) };
        command = command.file(&format!("P-{plan:04}.toml"), text);
    }
    let told = command.run().out;
    let copied: Vec<&str> = told.lines().filter(|line| line.contains("copied-wording")).collect();
    assert_eq!(copied.len(), 2_999);
    assert!(copied[0].starts_with("P-0001.toml:3:8: info[copied-wording]"), "{}", copied[0]);
}

#[test]
fn a_colleague_whom_nobody_names_is_told_last() {
    let with = |people: &str| both(("", ""), ("", "")).file("people.toml", format!("{PEOPLE}\n{people}"));
    says(
        with("[a-first]\nname = \"Ann\"\n\n[tom]\nname = \"Tom Price\"\nuntil = 2026-05-29\n"),
        expect![[r#"
            people.toml:62:1: info[handle-unused] no plan names `a-first`
            people.toml:65:1: info[handle-unused] `tom` left on 29 May 2026, and no plan names them any more
        "#]],
    );
    // A colleague whom only the settings, a plan that has ended, or a plan's own entry names.
    let settings = format!("{SETTINGS}\n[copies]\nin_a_crisis = [\"ann\"]\n");
    says(with("[ann]\nname = \"Ann\"\n").file("cpa.toml", settings), expect![[""]]);
    let own = SECOND.replacen("[person]", "[people.ann]\nchecked = 2026-01-12\n\n[person]", 1);
    says(with("[ann]\nname = \"Ann\"\n").file("CP-0002.toml", own), expect![[""]]);
    // A plan that could not be read may name her.
    let broken = SECOND.replacen("id =", "id ", 1);
    let told = with("[ann]\nname = \"Ann\"\n").file("CP-0003.toml", broken).run().out;
    assert!(!told.contains("handle-unused"), "{told}");
}

#[test]
fn where_only_a_part_of_the_folder_is_looked_at_nobody_is_unused() {
    let command = both(("", ""), ("", "")).file("people.toml", format!("{PEOPLE}\n[ann]\nname = \"Ann\"\n"));
    let command =
        command.file("north/CP-0003.toml", "id = \"CP-0003\"").file("north/CP-0004.toml", "id = \"CP-0004\"");
    assert!(!command.args(&["north"]).run().out.contains("handle-unused"));
}

#[test]
fn one_colleague_twice_is_told_in_the_lists_and_in_a_plan() {
    let mut told = String::new();
    let mut tell = |what: &str, command: Command| {
        let ended = command.run();
        writeln!(told, "## {what}\n\n{}", ended.out).expect("a string takes it");
    };
    let jo = "[jo-s]\nname = \"JO Smith\"\nphones = { office = \"01632 960123\" }\n";
    tell("two handles", one("", "", jo));
    tell("another place of work", one("", "", &format!("{jo}organisation = \"Exampleton Homes\"\n")));
    let plan = one("[people.nia]", "[people.jo]\nphones = { mobile = \"07700 900399\" }\n\n[people.nia]", "");
    tell("another number of one kind, in a plan", plan);
    let plan = one("[people.nia]", "[people.jo]\nphones = { home = \"07700 900399\" }\n\n[people.nia]", "");
    tell("a number of another kind adds", plan);
    let plan = one(
        "[people.nia]",
        "[people.sam]\nname = \"Jo Smith\"\nrelationship = \"cousin\"\n\n[people.nia]",
        "",
    );
    tell("family may have the name", plan);
    let north = "[duty]\nname = \"Duty worker\"\nphones = { office = \"01632 960101\" }\n";
    tell("two lists", one("", "", "").file("north/people.toml", north).file("north/cpa.toml", SETTINGS));
    expect![[r#"
        ## two handles

        warning[colleague-twice]: `jo-s` has the same name as `jo`
          --> people.toml:62:1
           |
         4 | [jo]
           | ---- the other
        ...
        62 | [jo-s]
           | ^^^^^^
           |
           = help: keep one of the two handles, and write it wherever the other is named; if they are two people, say where each works with `organisation` or `role`


        ## another place of work


        ## another number of one kind, in a plan

        warning[colleague-twice]: `jo` has another number of this kind already
          --> CP-0001.toml:47:12
           |
        47 | phones = ***************************
           |            ^^^^^^ the other is in people.toml:9
           |
           = help: try both numbers, keep the one that works, and take the other out


        ## a number of another kind adds


        ## family may have the name


        ## two lists

        warning[colleague-twice]: `duty` has another number of this kind already
         --> north/people.toml:3:12
          |
        3 | phones = ***************************
          |            ^^^^^^ the other is in people.toml:38
          |
          = help: try both numbers, keep the one that works, and take the other out


    "#]].assert_eq(&told);
}

const TOM: &str = "[tom]\nname = \"Tom Price\"\nphones = { office = \"01632 960125\" }\nuntil = 2026-11-21\n";

#[test]
fn a_plan_that_counts_on_somebody_who_left_is_told_once_with_each_place() {
    let plan = COMPLETE
        .replace("[\"jo\", \"person\"]", "[\"tom\", \"person\"]")
        .replace("second_contact = \"duty\"", "second_contact = \"tom\"")
        .replace("present = [\"person\", \"jo\"", "present = [\"person\", \"tom\"")
        .replace("prescriber = \"dr-osei\"", "prescriber = \"tom\"");
    explains(
        one("", "", TOM).file("CP-0001.toml", &plan),
        expect![[r#"
        warning[colleague-left]: `tom` left on 21 November 2026, and this plan still counts on them
           --> CP-0001.toml:9:18
            |
          9 | second_contact = "tom"
            |                  ^^^^^ second contact
        ...
         63 |   who = ["tom", "person"]
            |          ----- to do this
        ...
        162 |   prescriber = "tom"
            |                ----- to prescribe this
            |
            = help: write at each place that is marked who does it now; if `tom` is still here, correct their `until`

    "#]],
    );
    // On the last day they are still here, and who was at a review was there.
    assert_eq!(one("", "", TOM).file("CP-0001.toml", &plan).as_at("2026-11-21").run().out, "");
    let history = COMPLETE.replace("present = [\"person\", \"jo\"", "present = [\"person\", \"tom\"");
    assert_eq!(one("", "", TOM).file("CP-0001.toml", history).run().out, "");
}

#[test]
fn what_is_over_does_not_count_on_anybody() {
    for (from, to) in [
        ("who = [\"jo\", \"person\"]", "who = [\"tom\", \"person\"]\n  done = 2026-10-01"),
        ("who = [\"jo\", \"person\"]", "who = [\"tom\", \"person\"]\n  until = 2026-11-21"),
        ("prescriber = \"dr-osei\"", "prescriber = \"tom\"\n  until = 2026-10-01"),
        ("written_with = \"jo\"", "written_with = \"tom\""),
        ("asked_by = \"jo\"", "asked_by = \"tom\""),
        ("status = \"active\"", "status = \"ended\"\nsecond_contact = \"tom\""),
    ] {
        let to = to.replace("\nsecond_contact = \"tom\"", "");
        let told = one(from, &to, TOM).run().out;
        assert!(!told.contains("colleague-left"), "{told}");
    }
    for (from, to) in [
        ("gp = \"dr-patel\"", "gp = \"tom\""),
        ("who_to_contact = [\"jo\"", "who_to_contact = [\"tom\""),
        ("who = [\"okafor\"]", "who = [\"tom\"]"),
        ("[[copies]]", "[[reviews]]\nbooked = 2026-11-22\ninvite = [\"person\", \"tom\"]\n\n[[copies]]"),
        (
            "section_117 = false",
            "section_117 = false\ncommunity_treatment_order = { from = 2026-09-01, clinician = \"tom\" }",
        ),
    ] {
        let told = one(from, to, TOM).run().out;
        assert!(told.contains("warning[colleague-left]: `tom` left on 21 November 2026"), "{to}: {told}");
    }
}

#[test]
fn two_people_of_one_name_and_birth_date_are_told_apart_by_their_numbers() {
    let told = |second: &str| {
        let ended = cpa(["validate", "--select", "copied-wording", "--format", "concise"])
            .file("people.toml", include_str!("../../cases/complete/people.toml"))
            .file("cpa.toml", include_str!("../../cases/complete/cpa.toml"))
            .file("CP-0001.toml", include_str!("../../cases/complete/CP-0001.toml"))
            .file("CP-0002.toml", second)
            .run();
        ended.out.contains("[copied-wording]")
    };
    let copy = include_str!("../../cases/complete/CP-0001.toml").replacen("CP-0001", "CP-0002", 1);
    assert!(told(&copy.replacen("999 000 0018", "999 000 0026", 1)), "another number is another person");
    assert!(
        !told(&copy.replacen("nhs_number = \"999 000 0018\"\n", "", 1)),
        "no number, one name: one person"
    );
    assert!(!told(&copy.replacen("Rhys Example", "Rhys Sample", 1)), "one number is one person");
}

#[test]
fn rules_that_a_service_set_off_are_said_at_the_end() {
    let settings = |off: &str| format!("{}\n[rules]\n{off}", include_str!("../../cases/complete/cpa.toml"));
    let closing = |off: &str, more: &[&str]| {
        cpa(["validate"])
            .args(more)
            .file("people.toml", include_str!("../../cases/complete/people.toml"))
            .file("cpa.toml", settings(off))
            .file("CP-0001.toml", include_str!("../../cases/complete/CP-0001.toml"))
            .run()
            .err
    };
    let two = "gp-missing = \"off\"\njargon = \"off\"\n";
    assert_eq!(closing(two, &[]), "1 plan, no faults; 2 rules set off in `cpa.toml` did not run\n");
    assert!(!closing("gp-missing = \"info\"\n", &[]).contains("set off"), "another severity is not off");
    assert!(!closing(two, &["--select", "jargon"]).contains("set off"), "asked for by name, it runs");
    let json = cpa(["validate", "--format", "json"])
        .file("cpa.toml", settings(two))
        .file("CP-0001.toml", include_str!("../../cases/complete/CP-0001.toml"))
        .run();
    assert!(json.out.contains("\"rules_off\": 2"), "{}", json.out);
}
