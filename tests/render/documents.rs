//! The documents: the crisis plan, the letter to the GP, the sheet for anyone.

use cpa::cli::Exit;
use expect_test::expect_file;

use crate::harness::{Command, checkout, cpa, cpa_plain};
use crate::render::{PEOPLE, plan};

/// A document of the example, for a reader.
#[track_caller]
fn example(document: &str, reader: &str) -> String {
    let args = ["render", "plans/northside/NS-0042.toml", "--as-at", "2026-11-22"];
    let ended = cpa_plain(&[&args[..], &["--document", document, "--for", reader]].concat());
    assert_eq!((ended.err.as_str(), ended.exit), ("", Exit::Clean));
    ended.out
}

/// A document of a plan that is called P-1 and belongs to Rhys Example, with `more` in it.
#[track_caller]
fn document(document: &str, more: &str, args: &[&str]) -> String {
    let ended = of(document, more, args).run();
    assert_eq!((ended.err.as_str(), ended.exit), ("", Exit::Clean), "{}", ended.out);
    ended.out
}

fn of(document: &str, more: &str, args: &[&str]) -> Command {
    plan(cpa(["render", "P-1.toml", "--document", document]).args(args), more)
}

/// A crisis plan that holds more than one side of paper.
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
fn the_crisis_plan_of_the_example_reads_like_this() {
    expect_file!["../snapshots/crisis-plan.txt"].assert_eq(&example("crisis-plan", "person"));
    expect_file!["../snapshots/crisis-plan-for-sam.txt"].assert_eq(&example("crisis-plan", "sam"));
}

#[test]
fn the_letter_to_the_gp_of_the_example_reads_like_this() {
    expect_file!["../snapshots/gp-letter.txt"].assert_eq(&example("gp-letter", "gp"));
}

#[test]
fn a_barest_plan_has_a_short_crisis_plan_and_a_short_letter() {
    let gp = "gp = \"dr\"\n[people.dr]\nname = \"Dr Nia Price\"\n";
    let both = document("crisis-plan", "", &[]) + "\n---\n\n" + &document("gp-letter", gp, &[]);
    expect_file!["../snapshots/documents-barest.txt"].assert_eq(&both);
}

#[test]
fn the_general_sheet_reads_like_this_and_takes_no_plan() {
    let ended = cpa_plain(&["render", "plans", "--document", "general-sheet", "--as-at", "2026-11-22"]);
    assert_eq!((ended.err.as_str(), ended.exit), ("", Exit::Clean));
    expect_file!["../snapshots/general-sheet.txt"].assert_eq(&ended.out);
    let here = cpa_plain(&["render", "--document", "general-sheet", "--as-at", "2026-11-22"]);
    assert_eq!(here.out, ended.out, "without a folder it is that of the folder of plans here");
}

#[test]
fn in_wales_the_sheet_names_the_law_of_wales() {
    let command = sheet("scheme = \"ctp-wales\"\nservice = \"Test\"\n", COPIES).run();
    let law = "- The law is the Social Services and Well-being (Wales) Act 2014, section 24.\n";
    assert!(command.out.contains(law), "{}{}", command.out, command.err);
}

const COPIES: &str = "[copies]\nin_a_crisis = [\"duty\"]\nunhappy = \"Phone 01632 960199\"\n";

fn sheet(top: &str, copies: &str) -> Command {
    let settings = format!("{top}{copies}");
    cpa(["render", "--document", "general-sheet"]).file("cpa.toml", settings).file("people.toml", PEOPLE)
}

#[test]
fn a_sheet_that_would_lack_its_numbers_is_not_made() {
    for (top, copies, lacks) in [
        ("", COPIES, "`service` is missing"),
        ("service = \"Test\"\n", "", "`in_a_crisis` is missing"),
        ("service = \"Test\"\n", "", "`unhappy` is missing"),
        (
            "service = \"Test\"\n",
            "[copies]\nin_a_crisis = [\"nobody\"]\nunhappy = \"Phone us\"\n",
            "`nobody` has no number",
        ),
    ] {
        let ended = sheet(top, copies).run();
        assert_eq!((ended.exit, ended.out.as_str()), (Exit::Found, ""), "{lacks}");
        let says = format!("error[no-copy]: the general sheet cannot be made: {lacks}\n");
        assert!(ended.err.contains(&says), "{}", ended.err);
    }
    let ended = cpa(["render", "--document", "general-sheet"]).run();
    assert_eq!(ended.exit, Exit::Failed);
    assert!(ended.err.starts_with("error: no `cpa.toml` at or above this folder"), "{}", ended.err);
}

#[test]
fn the_general_sheet_takes_neither_a_plan_nor_a_reader() {
    let made = |args: &[&str]| {
        let command = cpa(["render", "--document", "general-sheet"]).args(args).file("P-1.toml", "");
        command.file("cpa.toml", COPIES).run()
    };
    let ended = made(&["P-1.toml"]);
    assert!(ended.err.starts_with("error: the general sheet is made without a plan"), "{}", ended.err);
    let ended = made(&["--for", "person"]);
    assert_eq!(ended.err, "error: the general sheet is for anyone: leave out `--for`\n");
}

#[test]
fn whoever_may_not_have_the_crisis_plan_is_told_what_they_may_have() {
    let sam = "[people.sam]\nname = \"Sam Yusuf\"\nrelationship = \"brother\"\n\
               consent = { asked = 2026-08-17, copy = [\"contacts\", \"accommodation\"] }\n";
    let ended = of("crisis-plan", sam, &["--for", "sam"]).run();
    assert_eq!((ended.exit, ended.out.as_str()), (Exit::Found, ""));
    let says = "error[no-copy]: `sam` may have no crisis plan: the person did not agree to it\n";
    assert!(ended.err.starts_with(says), "{}", ended.err);
    assert!(
        ended.err.contains("help: what the person agreed to (contacts, accommodation) is in"),
        "{}",
        ended.err
    );
}

#[test]
fn the_letter_is_for_the_gp_alone() {
    let ended = of("gp-letter", "gp = \"jo\"\n", &["--for", "person"]).run();
    assert_eq!((ended.exit, ended.out.as_str()), (Exit::Found, ""));
    let says = "error[no-copy]: the GP letter is for the GP, and for nobody else\n";
    assert!(ended.err.starts_with(says), "{}", ended.err);
}

#[test]
fn the_files_of_documents_say_which_they_are() {
    let command = of("crisis-plan", "gp = \"jo\"\n", &["--output", "copies", "--format", "md"]);
    assert_eq!(command.run().exit, Exit::Clean);
    assert!(command.path().join("copies/P-1-person-crisis-plan.md").exists());
    let command = of("gp-letter", "gp = \"jo\"\n", &["--output", "copies", "--format", "md"]);
    assert_eq!(command.run().exit, Exit::Clean);
    assert!(command.path().join("copies/P-1-gp-letter.md").exists());
}

#[test]
fn what_the_gp_is_asked_to_do_stands_by_its_day_and_what_is_done_does_not() {
    let plan = "gp = \"dr\"\n[people.dr]\nname = \"Dr Nia Price\"\n[[needs]]\nneed = \"QUARTZ\"\n\
                [[needs.actions]]\nwhat = \"Look at the rash\"\nwho = \"dr\"\nwhen = \"at the next visit\"\n\
                [[needs.actions]]\nwhat = \"Take blood\"\nwho = [\"dr\", \"person\"]\nwhen = 2027-01-28\n\
                [[needs.actions]]\nwhat = \"Send the letter\"\nwho = \"dr\"\ndone = 2026-10-01\n\
                [[needs.actions]]\nwhat = \"Walk\"\nwho = \"person\"\n";
    let letter = document("gp-letter", plan, &[]);
    let asked = "## What we ask you to do\n\n- Take blood\n  - When: By 28 January 2027\n\
                 - Look at the rash\n  - When: At the next visit\n\n## ";
    assert!(letter.contains(asked), "{letter}");
    assert!(!letter.contains("QUARTZ") && !letter.contains("Walk"), "{letter}");
}

#[test]
fn a_crisis_plan_that_holds_too_much_says_so_and_keeps_every_heading_and_number() {
    let crisis = document("crisis-plan", &overfull(), &["--format", "html"]);
    assert!(crisis.contains("The rest is in the care plan."));
    assert!(crisis.contains("early signs number 0") && !crisis.contains("early signs number 11"), "{crisis}");
    for heading in ["My early signs", "What I can do", "Who to contact, in this order", "What did not work"] {
        assert!(crisis.contains(&format!(">{heading}</h2>")), "{heading}");
    }
    assert!(crisis.contains("01632 960123") && crisis.contains("01632 960100"), "{crisis}");
    // Plain text has no side of paper: it holds everything.
    let text = document("crisis-plan", &overfull(), &[]);
    assert!(text.contains("early signs number 11") && !text.contains("The rest is in the care plan."));
}

#[test]
fn what_does_not_go_on_the_crisis_page_of_the_care_plan_comes_after_it() {
    let copy = document("care-plan", &overfull(), &["--format", "html"]);
    assert!(
        copy.contains("There is more of this on the next page.")
            && copy.contains(">More of my crisis plan</h2>")
    );
    for list in ["triggers", "early signs", "crisis signs", "what i can do", "what helps"] {
        for at in 0..12 {
            assert!(copy.contains(&format!("{list} number {at}, ")), "{list} {at}");
        }
    }
    assert_eq!(copy.matches("WWWW").count(), 120, "every word is there once");
}

#[test]
fn somebody_who_may_not_know_of_the_law_is_not_told_that_nothing_was_decided() {
    let sam = "[people.sam]\nname = \"Sam Yusuf\"\nrelationship = \"brother\"\n\
               consent = { asked = 2026-08-17, copy = [\"crisis\"] }\n";
    let law = "[legal]\nadvance_decision = { made = 2024-06-03, where = \"With Jo\" }\n";
    let decided = |more: &str, reader: &str| {
        document("crisis-plan", &format!("{sam}{more}"), &["--for", reader]).contains("decided in advance")
    };
    assert!(decided("", "person") && decided(law, "person") && !decided("", "sam") && !decided(law, "sam"));
}

/// The sentences of a text, without its headings and its numbers to phone.
fn sentences(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let lines = lines.map(|line| line.trim_start_matches(['-', ' ']));
    let all = lines.flat_map(|line| line.split_inclusive(['.', '?', '!'])).map(|text| text.trim().to_owned());
    all.filter(|text| text.split(' ').count() > 2).collect()
}

#[test]
fn our_own_words_on_the_general_sheet_are_short_sentences() {
    let sheet = std::fs::read_to_string(checkout("tests/snapshots/general-sheet.txt")).expect("the sheet");
    let counts: Vec<usize> = sentences(&sheet).iter().map(|one| one.split(' ').count()).collect();
    let longest = counts.iter().max().expect("there are some");
    assert!(*longest <= 20, "a sentence of {longest} words: {:?}", sentences(&sheet));
    assert!(counts.iter().sum::<usize>() <= 15 * counts.len(), "15 words on average, at most");
}

#[test]
fn a_document_in_another_format_than_asked_for_says_so() {
    let asked = "[communication]\ncopy_format = \"braille\"\n[crisis]\nwhat_helps = [\"Tea\"]\n";
    let says = "You asked for braille. This copy is in standard print: ask your care coordinator for one in braille.";
    assert!(document("crisis-plan", asked, &[]).contains(says));
    let gp =
        "gp = \"dr\"\n[people.dr]\nname = \"Dr Nisha Patel\"\ncommunication = { copy_format = \"e-mail\" }\n";
    assert!(
        document("gp-letter", gp, &[])
            .contains("You asked for a copy by e-mail. This copy is in standard print: ")
    );
}

#[test]
fn every_document_can_be_had_in_large_print() {
    let gp = "gp = \"dr\"\n[people.dr]\nname = \"Dr Nisha Patel\"\n[crisis]\nwhat_helps = [\"Tea\"]\n";
    for name in ["care-plan", "crisis-plan", "gp-letter"] {
        let html = document(name, gp, &["--large-print", "--format", "html"]);
        assert!(
            html.contains("<body class=\"large\">") && !html.contains("@bottom-left { content: none; }"),
            "{name}"
        );
    }
}
