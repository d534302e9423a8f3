//! The documents: the crisis plan, the letter to the GP, the general sheet.

use cpa::cli::Exit;
use expect_test::expect_file;

use crate::harness::{Command, Output, checkout, cpa, cpa_plain, toml};
use crate::render::readers::{assert_contains, assert_lacks};
use crate::render::{PEOPLE, plan};

/// Returns a document of the example plan for a reader.
#[track_caller]
fn example(document: &str, reader: &str) -> String {
    let args = ["render", "plans/northside/NS-0042.toml", "--as-at", "2026-11-22"];
    let ended = cpa_plain(&[&args[..], &["--document", document, "--for", reader]].concat());
    assert_eq!((ended.err.as_str(), ended.exit), ("", Exit::Clean));
    ended.out
}

/// Returns a document of plan P-1 of Rhys Example.
#[track_caller]
pub(crate) fn document(document: &str, more: &str, args: &[&str]) -> String {
    let ended = command(document, more, args).run();
    assert_eq!((ended.err.as_str(), ended.exit), ("", Exit::Clean), "{}", ended.out);
    ended.out
}

fn command(document: &str, more: &str, args: &[&str]) -> Command {
    plan(cpa(["render", "P-1.toml", "--document", document]).args(args), more)
}

#[track_caller]
fn assert_refused(ended: &Output, message: &str) {
    assert_eq!((ended.exit, ended.out.as_str()), (Exit::Found, ""), "{message}");
    assert!(ended.err.starts_with("error[no-copy]: "), "{}", ended.err);
    assert_contains(&ended.err, &[&format!("error[no-copy]: {message}\n")]);
}

/// A crisis plan that is too long for one side of paper.
pub(super) fn overfull() -> String {
    let many = |key: &str| {
        let words = key.replace('_', " ");
        let items: Vec<String> = (0..12)
            .map(|at| format!("\"{words} number {at}, which takes some words to say what it is\""))
            .collect();
        format!("{key} = [{}]\n", items.join(", "))
    };
    let lists =
        ["triggers", "early_signs", "crisis_signs", "what_i_can_do", "what_helps", "what_makes_it_worse"];
    let lists: String = lists.into_iter().map(many).collect();
    let long = "WWWW words that go on and on. ".repeat(60);
    format!(
        "care_coordinator = \"jo\"\n[crisis]\n{lists}who_to_contact = [\"jo\", \"duty\"]\n\
         what_worked_before = \"{long}\"\nwhat_did_not_work = \"{long}\"\n"
    )
}

#[test]
fn crisis_plan_of_the_example() {
    expect_file!["../snapshots/crisis-plan.txt"].assert_eq(&example("crisis-plan", "person"));
    expect_file!["../snapshots/crisis-plan-for-sam.txt"].assert_eq(&example("crisis-plan", "sam"));
}

#[test]
fn gp_letter_of_the_example() {
    expect_file!["../snapshots/gp-letter.txt"].assert_eq(&example("gp-letter", "gp"));
}

#[test]
fn barest_plan_has_a_short_crisis_plan_and_letter() {
    let gp = "gp = \"dr\"\n[people.dr]\nname = \"Dr Nia Price\"\n";
    let both = document("crisis-plan", "", &[]) + "\n---\n\n" + &document("gp-letter", gp, &[]);
    expect_file!["../snapshots/documents-barest.txt"].assert_eq(&both);
}

#[test]
fn general_sheet_needs_only_a_folder_of_plans() {
    let ended = cpa_plain(&["render", "plans", "--document", "general-sheet", "--as-at", "2026-11-22"]);
    assert_eq!((ended.err.as_str(), ended.exit), ("", Exit::Clean));
    expect_file!["../snapshots/general-sheet.txt"].assert_eq(&ended.out);
    let here = cpa_plain(&["render", "--document", "general-sheet", "--as-at", "2026-11-22"]);
    assert_eq!(here.out, ended.out, "without an argument, the folder of plans here is used");
}

const COPIES: &str = "[copies]\nin_a_crisis = [\"duty\"]\nunhappy = \"Phone 01632 960199\"\n";

fn sheet(top: &str, copies: &str) -> Output {
    let command = cpa(["render", "--document", "general-sheet"]);
    command.file("cpa.toml", format!("{top}{copies}")).file("people.toml", PEOPLE).run()
}

#[test]
fn general_sheet_in_wales_names_the_law_of_wales() {
    let ended = sheet("scheme = \"ctp-wales\"\nservice = \"Test\"\n", COPIES);
    let law = "- The law is the Social Services and Well-being (Wales) Act 2014, section 24.\n";
    assert_contains(&ended.out, &[law]);
}

#[test]
fn general_sheet_without_its_numbers_is_not_made() {
    let service = "service = \"Test\"\n";
    let unknown = COPIES.replace("duty", "nobody");
    for (top, copies, gap) in [
        ("", COPIES, "`service` is missing"),
        (service, "", "`in_a_crisis` is missing"),
        (service, "", "`unhappy` is missing"),
        (service, &unknown, "`nobody` has no number"),
    ] {
        assert_refused(&sheet(top, copies), &format!("the general sheet cannot be made: {gap}"));
    }
    let ended = cpa(["render", "--document", "general-sheet"]).run();
    assert_eq!(ended.exit, Exit::Failed);
    assert!(ended.err.starts_with("error: no `cpa.toml` at or above this folder"), "{}", ended.err);
}

#[test]
fn general_sheet_takes_neither_plan_nor_reader() {
    let error = |args: &[&str]| {
        let command = cpa(["render", "--document", "general-sheet"]).args(args).file("P-1.toml", "");
        command.file("cpa.toml", COPIES).run().err
    };
    assert!(error(&["P-1.toml"]).starts_with("error: the general sheet is made without a plan"));
    let for_anyone = "error: the general sheet is for anyone: leave out `--for`\n";
    assert_eq!(error(&["--for", "person"]), for_anyone);
}

#[test]
fn refusal_of_the_crisis_plan_lists_what_was_agreed() {
    let sam = toml(
        r#"
        [people.sam]
        name = "Sam Yusuf"
        relationship = "brother"
        consent = { asked = 2026-08-17, copy = ["contacts", "accommodation"] }
        "#,
    );
    let ended = command("crisis-plan", &sam, &["--for", "sam"]).run();
    assert_refused(&ended, "`sam` may have no crisis plan: the person did not agree to it");
    assert_contains(&ended.err, &["help: what the person agreed to (contacts, accommodation) is in"]);
}

#[test]
fn gp_letter_is_only_for_the_gp() {
    let ended = command("gp-letter", "gp = \"jo\"\n", &["--for", "person"]).run();
    assert_refused(&ended, "the GP letter is for the GP, and for nobody else");
}

#[test]
fn file_names_contain_the_document() {
    for (document, file) in [("crisis-plan", "P-1-person-crisis-plan.md"), ("gp-letter", "P-1-gp-letter.md")]
    {
        let command = command(document, "gp = \"jo\"\n", &["--output", "copies", "--format", "md"]);
        assert_eq!(command.run().exit, Exit::Clean);
        assert!(command.path().join("copies").join(file).exists(), "{file}");
    }
}

#[test]
fn gp_letter_lists_open_actions_of_the_gp_by_date() {
    let plan = toml(
        r#"
        gp = "dr"
        [people.dr]
        name = "Dr Nia Price"
        [[needs]]
        need = "QUARTZ"
        [[needs.actions]]
        what = "Look at the rash"
        who = "dr"
        when = "at the next visit"
        [[needs.actions]]
        what = "Take blood"
        who = ["dr", "person"]
        when = 2027-01-28
        [[needs.actions]]
        what = "Send the letter"
        who = "dr"
        done = 2026-10-01
        [[needs.actions]]
        what = "Walk"
        who = "person"
        "#,
    );
    let letter = document("gp-letter", &plan, &[]);
    let actions = "## What we ask you to do\n\n- Take blood\n  - When: By 28 January 2027\n\
                   - Look at the rash\n  - When: At the next visit\n\n## ";
    assert_contains(&letter, &[actions]);
    assert_lacks(&letter, &["QUARTZ", "Walk"]);
}

#[test]
fn long_crisis_plan_keeps_every_heading_and_number() {
    let crisis = document("crisis-plan", &overfull(), &["--format", "html"]);
    assert_contains(
        &crisis,
        &[
            "The rest is in the care plan.",
            "early signs number 0",
            ">My early signs</h2>",
            ">What I can do</h2>",
            ">Who to contact, in this order</h2>",
            ">What did not work</h2>",
            "01632 960123",
            "01632 960100",
        ],
    );
    assert_lacks(&crisis, &["early signs number 11"]);
    let markdown = document("crisis-plan", &overfull(), &[]);
    assert_contains(&markdown, &["early signs number 11"]);
    assert_lacks(&markdown, &["The rest is in the care plan."]);
}

#[test]
fn rest_of_crisis_page_follows_it_in_care_plan() {
    let copy = document("care-plan", &overfull(), &["--format", "html"]);
    assert_contains(&copy, &["There is more of this on the next page.", ">More of my crisis plan</h2>"]);
    for list in ["triggers", "early signs", "crisis signs", "what i can do", "what helps"] {
        for at in 0..12 {
            assert_contains(&copy, &[&format!("{list} number {at}, ")]);
        }
    }
    assert_eq!(copy.matches("WWWW").count(), 120, "every word is there once");
}

/// The sentences of a text, without its headings and phone numbers.
fn sentences(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let lines = lines.map(|line| line.trim_start_matches(['-', ' ']));
    let all = lines.flat_map(|line| line.split_inclusive(['.', '?', '!'])).map(|text| text.trim().to_owned());
    all.filter(|text| text.split(' ').count() > 2).collect()
}

#[test]
fn general_sheet_has_short_sentences() {
    let sheet = std::fs::read_to_string(checkout("tests/snapshots/general-sheet.txt")).expect("the sheet");
    let counts: Vec<usize> = sentences(&sheet).iter().map(|sentence| sentence.split(' ').count()).collect();
    let longest = counts.iter().max().expect("there are some");
    assert!(*longest <= 20, "a sentence of {longest} words: {:?}", sentences(&sheet));
    assert!(counts.iter().sum::<usize>() <= 15 * counts.len(), "15 words on average, at most");
}

#[test]
fn document_in_another_format_than_asked_for_says_so() {
    let asked = "[communication]\ncopy_format = \"braille\"\n[crisis]\nwhat_helps = [\"Tea\"]\n";
    let expected = "You asked for braille. This copy is in standard print: ask your care coordinator for one in braille.";
    assert_contains(&document("crisis-plan", asked, &[]), &[expected]);
    let gp =
        "gp = \"dr\"\n[people.dr]\nname = \"Dr Nisha Patel\"\ncommunication = { copy_format = \"e-mail\" }\n";
    let expected = "You asked for a copy by e-mail. This copy is in standard print: ";
    assert_contains(&document("gp-letter", gp, &[]), &[expected]);
}

#[test]
fn every_document_can_be_in_large_print() {
    let gp = "gp = \"dr\"\n[people.dr]\nname = \"Dr Nisha Patel\"\n[crisis]\nwhat_helps = [\"Tea\"]\n";
    for name in ["care-plan", "crisis-plan", "gp-letter"] {
        let html = document(name, gp, &["--large-print", "--format", "html"]);
        assert_contains(&html, &["<body class=\"large\">"]);
        assert_lacks(&html, &["@bottom-left { content: none; }"]);
    }
}
