//! How the person's own copy reads.

use cpa::cli::Exit;
use expect_test::expect_file;
use pulldown_cmark::{Event, Parser, Tag};

use crate::harness::{checkout, cpa, day};
use crate::render::{copy_of, html_of, samples};

#[test]
fn barest_plan_has_a_short_copy() {
    expect_file!["../snapshots/barest-care-plan.txt"].assert_eq(&copy_of(""));
}

const SMALL: &str = r#"
status = "draft"
care_coordinator = "jo"
second_contact = "duty"
gp = "none"
next_review_due = 2026-12-18

[[needs]]
need = "I have not slept properly since January"
goal = "Sleep through"
  [[needs.actions]]
  what = "Phone the sleep clinic"
  who = ["person", "jo"]
  when = 2026-11-01
  [[needs.actions]]
  what = "See the doctor"
  who = "jo"
  when = 2026-12-02 09:30:00
  [[needs.actions]]
  what = "Walk in the evening"
  when = "every day"
  stopped = 2026-11-10
  because = "my knee"

[crisis]
early_signs = ["I walk at night"]
who_to_contact = ["duty", "jo"]

[[contingency]]
if = "Jo is ill for long"
"#;

#[test]
fn small_plan() {
    let copy = copy_of(SMALL);
    expect_file!["../snapshots/small-care-plan.txt"].assert_eq(&copy);
}

#[test]
fn ended_plan_says_how_to_come_back() {
    let copy = copy_of(
        r#"
status = "ended"
care_coordinator = "sue"
second_contact = "duty"
next_review_due = 2026-12-18
[ended]
on = 2026-11-16
reason = "no longer needed"
handed_to = "jo"
how_to_come_back = "Phone the duty worker"
[people.sue]
name = "Sue Lane"
profession = "occupational therapist"
phones = { office = "01632 960127" }
"#,
    );
    expect_file!["../snapshots/ended-care-plan.txt"].assert_eq(&copy);
}

#[test]
fn overdue_review_is_called_late() {
    let copy = copy_of("next_review_due = 2026-10-01\ncare_coordinator = \"jo\"\n");
    assert!(
        copy.contains(
            "Your review was to be held by 1 October 2026. It is late: ask Jo Smith when it will be."
        )
    );
    assert!(copy.contains("- Was to be done by Thursday 1 October 2026: My next review"));
}

#[test]
fn copy_in_another_format_than_asked_for_says_so() {
    let copy = copy_of("[communication]\ncopy_format = \"braille\"\n");
    assert!(copy.contains(
        "You asked for braille. This copy is in standard print: ask your care coordinator for one in braille."
    ));
    assert!(
        !copy_of("[communication]\ncopy_format = \"standard\"\n").contains("This copy is in standard print")
    );
}

#[test]
fn empty_list_is_an_answer() {
    let copy = copy_of("[health]\nmedicines = []\nconditions = []\n");
    assert!(copy.contains("### My medicines\n\nI take none.\n"), "{copy}");
    assert!(copy.contains("### My physical health\n\n- None\n"), "{copy}");
}

#[test]
fn next_12_months_end_after_12_months() {
    let need = |day: &str| copy_of(&format!("[[needs]]\nneed = \"x\"\ngoal = \"Sing\"\ngoal_by = {day}\n"));
    assert!(need("2027-11-22").contains("- By Monday 22 November 2027: My goal: Sing"));
    assert!(!need("2027-11-23").contains("My next 12 months"));
}

#[test]
fn draft_says_so_in_both_formats() {
    assert!(copy_of("status = \"draft\"\n").contains("**DRAFT. This plan is still being written"));
    let html = html_of("status = \"draft\"\n");
    assert!(html.contains("<p class=\"note\">DRAFT. This plan is still being written"));
    assert!(html.contains("content: \"DRAFT\""));
    assert!(!html_of("status = \"active\"\n").contains("DRAFT"));
}

/// Returns the person's copy of every sample plan, with its name.
fn copies(format: &str) -> Vec<(String, String)> {
    let made = samples().into_iter().map(|(folder, name, _)| {
        let path = checkout(&format!("plans/{folder}/{name}.toml")).display().to_string();
        let ended = cpa(["render", &path, "--format", format]).run();
        assert_eq!(ended.exit, Exit::Clean, "{name}: {}{}", ended.out, ended.err);
        (name, ended.out)
    });
    made.collect()
}

#[test]
fn markdown_copies_are_clean() {
    for (name, copy) in copies("md") {
        assert!(copy.ends_with('\n') && !copy.ends_with("\n\n"), "{name}");
        assert!(!copy.contains("\n\n\n"), "{name}: more than one empty line");
        assert_eq!(
            copy.lines().filter(|line| line.starts_with("# ")).count(),
            1,
            "{name}: one first heading"
        );
        let lines: Vec<&str> = copy.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            assert_eq!(line.trim_end(), *line, "{name}: spaces at the end of line {}", at + 1);
            if line.starts_with('#') && at > 0 {
                assert_eq!((lines[at - 1], lines[at + 1]), ("", ""), "{name}: empty lines round {line}");
                assert!(
                    !lines[at + 2].starts_with("# ") && !lines[at + 2].starts_with("## "),
                    "{name}: {line}"
                );
            }
        }
        // Items that are paragraphs would mean that two lists ran together.
        let mut open: Vec<bool> = Vec::new();
        for event in Parser::new(&copy) {
            match event {
                Event::Start(Tag::Item) => open.push(true),
                Event::Start(Tag::Paragraph) => assert_ne!(open.last(), Some(&true), "{name}: a loose list"),
                Event::End(pulldown_cmark::TagEnd::Item) => drop(open.pop()),
                _ => {}
            }
        }
    }
}

#[test]
fn html_copy_is_one_small_file_with_ordered_headings() {
    for (name, copy) in copies("html") {
        assert!(copy.len() < 200_000, "{name}: {} bytes", copy.len());
        assert_eq!(copy.matches("<h1>").count(), 1, "{name}");
        for fetches in
            ["<script", "<link", "<img", "<iframe", "http:", "https:", "url(", "@import", "<!--", " on"]
        {
            let found = copy.find(fetches).filter(|_| fetches != " on" || copy.contains(" onload="));
            assert_eq!(found, None, "{name}: {fetches}");
        }
        let mut level = 0;
        for piece in copy.split("<h").skip(1) {
            let Some(next) = piece.chars().next().and_then(|c| c.to_digit(10)) else { continue };
            assert!(
                next <= level + 1,
                "{name}: a heading is skipped before {}",
                &piece[..piece.len().min(40)]
            );
            assert!(!piece.split_once('>').expect("an end").1.starts_with("</h"), "{name}: an empty heading");
            level = next;
        }
    }
}

/// Returns the headings with nothing below them.
fn empty_headings(copy: &str) -> Vec<String> {
    let level = |line: &str| line.chars().take_while(|c| *c == '#').count();
    let lines: Vec<&str> = copy.lines().filter(|line| !line.is_empty()).collect();
    let over_nothing = |at: usize| match lines.get(at + 1) {
        Some(next) => level(next) > 0 && level(next) <= level(lines[at]),
        None => true,
    };
    (0..lines.len())
        .filter(|at| level(lines[*at]) > 0 && over_nothing(*at))
        .map(|at| lines[at].to_owned())
        .collect()
}

#[test]
fn no_heading_is_empty_whatever_line_is_missing() {
    let text = std::fs::read_to_string(checkout("plans/northside/NS-0042.toml")).expect("a sample plan");
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
    for out in 0..lines.len() {
        let text = [&lines[..out], &lines[out + 1..]].concat().join("\n");
        let source = std::sync::Arc::new(cpa::parse::Source::new("NS-0042.toml", text));
        // Errors do not stop this copy: it must read well whatever is missing.
        let file = cpa::workspace::PlanFile::parse(
            &source,
            cpa::workspace::FolderContext::default(),
            day("2026-11-22"),
        );
        let copy = cpa::render::copy(
            &file,
            &cpa::access::Reader::parse(&file, "person").expect("the person may have a copy"),
            cpa::render::CopyOptions {
                document: cpa::render::Document::CarePlan,
                format: cpa::render::Markup::Md,
                print: cpa::render::PrintSize::Standard,
                templates: &cpa::render::Templates::default(),
                as_at: day("2026-11-22"),
            },
        );
        let copy = copy.expect("a copy");
        assert_eq!(empty_headings(&copy), Vec::<String>::new(), "without {}", lines[out]);
    }
}

#[test]
fn next_review_is_the_one_that_due_lists() {
    let review = "[[reviews]]\nheld = 2026-11-02\noutcome = \"continue\"\n";
    let agreed = |day: &str| copy_of(&format!("next_review_due = {day}\n{review}"));
    assert!(
        agreed("2027-05-03")
            .contains("Your next review will be held by Monday 3 May 2027. No day is booked yet.")
    );
    // An agreed date before the last review does not count.
    let stale = agreed("2026-10-30");
    assert!(stale.contains(
        "No day is agreed for your next review. It will be held by Tuesday 2 November 2027 at the latest."
    ));
    assert!(!stale.contains("It is late") && !stale.contains("Still open"), "{stale}");
    let late = copy_of("[[reviews]]\nheld = 2025-06-01\noutcome = \"continue\"\n");
    assert!(late.contains("Your review was to be held by 1 June 2026. It is late: ask"), "{late}");
    let booked = copy_of(&format!(
        "next_review_due = 2027-05-14\n{review}[[reviews]]\nbooked = 2027-05-10 14:00:00\n"
    ));
    assert!(booked.contains("By Friday 14 May 2027: My next review, at the latest"), "{booked}");
}

#[test]
fn plan_and_colleague_list_are_combined() {
    let people =
        "[jo]\nname = \"Jo Smith\"\nphones = { office = \"01632 960123\", mobile = \"07700 900321\" }\n";
    let plan = "id = \"P-1\"\ncare_coordinator = \"jo\"\n[person]\nname = \"Rhys Example\"\n[people.jo]\nphones = { desk = \"01632 960124\", mobile = \"07700 900322\" }\n";
    let copy = cpa(["render", "P-1.toml"]).file("people.toml", people).file("P-1.toml", plan).run().out;
    for number in ["Desk: 01632 960124", "Mobile: 07700 900322", "Office: 01632 960123"] {
        assert!(copy.contains(number), "{number} in\n{copy}");
    }
    assert!(!copy.contains("900321"), "the plan's own number of a kind replaces the list's:\n{copy}");
}
