//! Rules that compare the plans of a folder, and rules about colleagues.

use expect_test::{Expect, expect};

use crate::harness::{Command, cpa, toml};
use crate::validate::rules::{COMPLETE, PEOPLE, SECOND, SETTINGS};

/// Both complete plans, each with one text replaced.
fn both(first: (&str, &str), second: (&str, &str)) -> Command {
    assert!(COMPLETE.contains(first.0) && SECOND.contains(second.0));
    cpa(["validate"])
        .file("CP-0001.toml", COMPLETE.replacen(first.0, first.1, 1))
        .file("CP-0002.toml", SECOND.replacen(second.0, second.1, 1))
        .file("people.toml", PEOPLE)
        .file("cpa.toml", SETTINGS)
}

/// The complete plan with one text replaced, and with more colleagues.
fn one(from: &str, to: &str, colleagues: &str) -> Command {
    assert!(COMPLETE.contains(from));
    cpa(["validate"])
        .file("CP-0001.toml", COMPLETE.replacen(from, to, 1))
        .file("people.toml", with_colleagues(colleagues))
        .file("cpa.toml", SETTINGS)
}

fn with_colleagues(colleagues: &str) -> String {
    format!("{PEOPLE}\n{}", toml(colleagues))
}

#[track_caller]
fn prints(command: Command, expected: Expect) {
    expected.assert_eq(&command.run().out);
}

#[track_caller]
fn prints_lines(command: Command, expected: Expect) {
    prints(command.args(&["--format", "concise"]), expected);
}

const NUMBER: (&str, &str) = ("nhs_number = \"999 000 0026\"", "nhs_number = \"9990000018\"");

#[test]
fn a_shared_number_is_reported_at_the_later_plan() {
    prints(
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
    prints_lines(both(("", ""), NUMBER).args(&["CP-0001.toml", "CP-0002.toml"]), expect![[""]]);
}

#[test]
fn numbers_are_compared_by_kind_and_state_of_the_plan() {
    let findings = |first, second| both(first, second).run().out;
    let ended = ("status = \"active\"", "status = \"ended\"");
    assert!(!findings(ended, NUMBER).contains("nhs-number-twice"));
    let draft = ("status = \"active\"", "status = \"draft\"");
    assert!(findings(draft, NUMBER).contains("info[nhs-number-twice]"));
    let chi = ("nhs_number = \"999 000 0018\"", "chi_number = \"0101010101\"");
    let same = ("nhs_number = \"999 000 0026\"", "chi_number = \"010 101 0101\"");
    assert!(findings(chi, same).contains("another plan has this CHI number"));
    let unknown = ("nhs_number = \"999 000 0018\"", "hc_number = \"0000000000\"");
    let same = ("nhs_number = \"999 000 0026\"", "hc_number = \"0000000000\"");
    assert!(!findings(unknown, same).contains("twice"), "zeros mean that it is not known");
}

const AIM: &str = "aim = \"To sleep, to keep my job, and to see more of my sister.\"";
const OTHER_AIM: &str = "aim = \"To stay out of hospital, and to sing in the choir again by Easter.\"";

#[test]
fn copied_wording_is_reported_once_for_two_plans() {
    let copied = "aim = \"For Moira: to sleep; to keep my 1 job \u{2013} and to see\"";
    prints(
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
    prints_lines(
        command.file("CP-0002.toml", second),
        expect![[r#"
        CP-0002.toml:6:19: warning[copied-wording] 9 words in a row stand in another person's plan too
    "#]],
    );
}

#[test]
fn wording_that_differs_only_in_names_is_copied() {
    let mine = "aim = \"I want to show Nia that I can bake bread by myself.\"";
    let other = "aim = \"I want to show Ewan's that I can bake bread by myself.\"";
    assert!(both((AIM, mine), (OTHER_AIM, other)).run().out.contains("copied-wording"));
}

#[test]
fn short_split_and_shared_wording_is_not_copied() {
    let cases = [
        // Only seven words.
        (
            AIM,
            "aim = \"One two three four five six seven.\"",
            OTHER_AIM,
            "aim = \"One two three four five six seven!\"",
        ),
        // Eight words in two values.
        (
            "early_signs = [\"I walk at night\", \"I stop opening the curtains\"]",
            "early_signs = [\"I walk about at night\", \"I stop opening the curtains\"]",
            "early_signs = [\"I talk over the radio\", \"Three lists on the fridge, all headed Urgent\"]",
            "early_signs = [\"I walk about at night\", \"I stop opening the curtains\"]",
        ),
        // An action.
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
    let copy = COMPLETE.replacen("CP-0001", "CP-0002", 1);
    assert!(!command.file("CP-0002.toml", copy).run().out.contains("copied-wording"));
}

#[test]
fn nhs_number_decides_if_two_plans_are_one_person() {
    let is_copied = |from: &str, to: &str| {
        let copy = COMPLETE.replacen("CP-0001", "CP-0002", 1);
        assert!(copy.contains(from));
        let command = both(("", ""), ("", "")).file("CP-0002.toml", copy.replacen(from, to, 1));
        command.args(&["--select", "copied-wording"]).run().out.contains("[copied-wording]")
    };
    assert!(is_copied("999 000 0018", "999 000 0026"), "another number is another person");
    assert!(!is_copied("nhs_number = \"999 000 0018\"\n", ""), "no number, one name: one person");
    assert!(!is_copied("Rhys Example", "Rhys Sample"), "one number is one person");
}

#[test]
fn passage_in_thousands_of_plans_is_found_in_each() {
    let mut command = cpa(["validate", "--format", "concise", "."]);
    for plan in 0..3_000 {
        // Two plans that have ended are not compared.
        let status = if plan == 0 { "ended" } else { "draft" };
        let text = format!(
            r#"id = "P-{plan:04}"
status = "{status}"
aim = "To be at home with my own things around me."
[person]
name = "N"
"#
        );
        command = command.file(&format!("P-{plan:04}.toml"), text);
    }
    let out = command.run().out;
    let copied: Vec<&str> = out.lines().filter(|line| line.contains("copied-wording")).collect();
    assert_eq!(copied.len(), 2_999);
    assert!(copied[0].starts_with("P-0001.toml:3:8: info[copied-wording]"), "{}", copied[0]);
}

/// Both complete plans with more colleagues.
fn both_with_colleagues(colleagues: &str) -> Command {
    both(("", ""), ("", "")).file("people.toml", with_colleagues(colleagues))
}

const ANN: &str = "[ann]\nname = \"Ann\"\n";

#[test]
fn an_unused_handle_is_reported_after_all_plans() {
    prints_lines(
        both_with_colleagues(
            r#"
            [a-first]
            name = "Ann"

            [tom]
            name = "Tom Price"
            until = 2026-05-29
            "#,
        ),
        expect![[r#"
            people.toml:63:1: info[handle-unused] no plan names `a-first`
            people.toml:66:1: info[handle-unused] `tom` left on 29 May 2026, and no plan names them any more
        "#]],
    );
}

#[test]
fn settings_and_own_entries_use_a_handle() {
    let settings = format!("{SETTINGS}\n[copies]\nin_a_crisis = [\"ann\"]\n");
    prints_lines(both_with_colleagues(ANN).file("cpa.toml", settings), expect![[""]]);
    let own_entry = SECOND.replacen("[person]", "[people.ann]\nchecked = 2026-01-12\n\n[person]", 1);
    prints_lines(both_with_colleagues(ANN).file("CP-0002.toml", own_entry), expect![[""]]);
}

#[test]
fn no_handle_is_unused_where_a_plan_was_not_read() {
    let broken = SECOND.replacen("id =", "id ", 1);
    let out = both_with_colleagues(ANN).file("CP-0003.toml", broken).run().out;
    assert!(!out.contains("handle-unused"), "{out}");
    let command = both_with_colleagues(ANN)
        .file("north/CP-0003.toml", "id = \"CP-0003\"")
        .file("north/CP-0004.toml", "id = \"CP-0004\"");
    assert!(!command.args(&["north"]).run().out.contains("handle-unused"), "only a part of the folder");
}

#[test]
fn one_colleague_twice_is_reported_in_lists_and_plans() {
    let jo = r#"
        [jo-s]
        name = "JO Smith"
        phones = { office = "01632 960123" }
        "#;
    let elsewhere = format!("{}organisation = \"Exampleton Homes\"\n", toml(jo));
    let own = |entry: &str| one("[people.nia]", &format!("[people.{entry}\n\n[people.nia]"), "");
    let north = r#"
        [duty]
        name = "Duty worker"
        phones = { office = "01632 960101" }
        "#;
    let commands = [
        ("two handles", one("", "", jo)),
        ("another place of work", one("", "", &elsewhere)),
        ("another number of one kind, in a plan", own("jo]\nphones = { mobile = \"07700 900399\" }")),
        ("a number of another kind adds", own("jo]\nphones = { home = \"07700 900399\" }")),
        ("family may have the name", own("sam]\nname = \"Jo Smith\"\nrelationship = \"cousin\"")),
        (
            "two lists",
            one("", "", "").file("north/people.toml", toml(north)).file("north/cpa.toml", SETTINGS),
        ),
    ];
    let findings = commands.map(|(case, command)| format!("## {case}\n\n{}\n", command.run().out)).concat();
    expect![[r#"
        ## two handles

        warning[colleague-twice]: `jo-s` has the same name as `jo`
          --> people.toml:63:1
           |
         4 | [jo]
           | ---- the other
        ...
        63 | [jo-s]
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
          |            ^^^^^^ the other is in people.toml:39
          |
          = help: try both numbers, keep the one that works, and take the other out


    "#]].assert_eq(&findings);
}

const TOM: &str = r#"
[tom]
name = "Tom Price"
phones = { office = "01632 960125" }
until = 2026-11-21
"#;

#[test]
fn each_use_of_a_colleague_who_left_is_marked() {
    let plan = COMPLETE
        .replace("[\"jo\", \"person\"]", "[\"tom\", \"person\"]")
        .replace("second_contact = \"duty\"", "second_contact = \"tom\"")
        .replace("present = [\"person\", \"jo\"", "present = [\"person\", \"tom\"")
        .replace("prescriber = \"dr-osei\"", "prescriber = \"tom\"");
    prints(
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
    // On the last day they still work here. Who was at a review was there.
    assert_eq!(one("", "", TOM).file("CP-0001.toml", &plan).as_at("2026-11-21").run().out, "");
    let history = COMPLETE.replace("present = [\"person\", \"jo\"", "present = [\"person\", \"tom\"");
    assert_eq!(one("", "", TOM).file("CP-0001.toml", history).run().out, "");
}

#[test]
fn what_is_over_needs_no_colleague() {
    for (from, to) in [
        ("who = [\"jo\", \"person\"]", "who = [\"tom\", \"person\"]\n  done = 2026-10-01"),
        ("who = [\"jo\", \"person\"]", "who = [\"tom\", \"person\"]\n  until = 2026-11-21"),
        ("prescriber = \"dr-osei\"", "prescriber = \"tom\"\n  until = 2026-10-01"),
        ("written_with = \"jo\"", "written_with = \"tom\""),
        ("asked_by = \"jo\"", "asked_by = \"tom\""),
        ("status = \"active\"", "status = \"ended\"\nsecond_contact = \"tom\""),
    ] {
        let to = to.replace("\nsecond_contact = \"tom\"", "");
        let out = one(from, &to, TOM).run().out;
        assert!(!out.contains("colleague-left"), "{out}");
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
        let out = one(from, to, TOM).run().out;
        assert!(out.contains("warning[colleague-left]: `tom` left on 21 November 2026"), "{to}: {out}");
    }
}

#[test]
fn rules_that_are_off_are_counted_at_the_end() {
    let settings = |off: &str| format!("{SETTINGS}\n[rules]\n{off}");
    let summary = |off: &str, args: &[&str]| {
        let command = one("", "", "").file("people.toml", PEOPLE).file("cpa.toml", settings(off));
        command.args(args).run().err
    };
    let two = "gp-missing = \"off\"\njargon = \"off\"\n";
    assert_eq!(summary(two, &[]), "1 plan, no faults; 2 rules set off in `cpa.toml` did not run\n");
    assert!(!summary("gp-missing = \"info\"\n", &[]).contains("set off"), "another severity is not off");
    assert!(!summary(two, &["--select", "jargon"]).contains("set off"), "selected by name, it runs");
    let json = one("", "", "").file("cpa.toml", settings(two)).args(&["--format", "json"]).run();
    assert!(json.out.contains("\"rules_off\": 2"), "{}", json.out);
}
