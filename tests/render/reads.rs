//! How a copy reads.

use cpa::cli::Exit;
use expect_test::expect;
use pulldown_cmark::{Event, Parser, Tag};

use crate::harness::{checkout, cpa, day};
use crate::render::{copy_of, html_of, samples};

#[test]
fn a_plan_of_an_id_and_a_name_is_a_short_copy() {
    expect![[r#"
        # My care plan

        Plan P-1. Copy for Rhys Example, as at 22 November 2026.

        No day is agreed for your next review: ask your care coordinator when it will be.

        ## Who to contact

        Nobody is written down here yet. If a life is in danger, phone 999.

        ## My details

        - Name: Rhys Example

        ## About this copy

        - This copy shows the plan as at: 22 November 2026
        - Plan: P-1
        - Version: 1d4e1cfd47a8
    "#]]
    .assert_eq(&copy_of(""));
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
#[expect(clippy::too_many_lines, reason = "a whole copy is long")]
fn a_small_plan_reads_like_this() {
    let copy = copy_of(SMALL);
    expect![[r#"
        # My care plan

        Plan P-1. Copy for Rhys Example, as at 22 November 2026.

        **DRAFT. This plan is still being written: it is not agreed yet.**

        Your next review will be held by Friday 18 December 2026. No day is booked yet.

        ## Who to contact

        ### Jo Smith

        Phone first, about anything in this plan.

        - Office: 01632 960123

        Jo Smith is your care coordinator.
        Jo is a social worker.
        Monday to Friday, 9am to 5pm.

        ### Duty worker

        Phone when Jo is away.

        - Office: 01632 960100

        You have no GP at the moment.

        ## My crisis plan

        ### My early signs

        - I walk at night

        ### Who to contact, in this order

        1. Duty worker
           - Office: 01632 960100
        2. Jo Smith
           - Office: 01632 960123
           - Monday to Friday, 9am to 5pm.

        ## When part of this plan fails

        ### Jo is ill for long

        Ask Jo Smith what then happens.

        ## What I need and what I want

        ### I have not slept properly since January

        - My goal: Sleep through

        Who does what:

        - Phone the sleep clinic
          - Who: I lead, with Jo Smith
          - When: By 1 November 2026. This day has passed.
          - So far: Planned
        - See the doctor
          - Who: Jo Smith
          - When: Wednesday 2 December 2026 at 9:30am
          - So far: Planned
        - Walk in the evening
          - When: Every day
          - So far: Stopped on 10 November 2026: my knee

        ## My next 12 months

        Still open from before:

        - Was to be done by Sunday 1 November 2026: Phone the sleep clinic (I lead, with Jo Smith)

        From now on:

        - Wednesday 2 December 2026 at 9:30am: See the doctor (Jo Smith)
        - By Friday 18 December 2026: My next review

        ## The people in my plan

        Their numbers are under “Who to contact”, at the beginning of this plan.

        ## What others may have

        Your team may read all of your plan: Jo Smith and Duty worker.

        ## My details

        - Name: Rhys Example
        - This plan is: Draft

        ## About this copy

        - This copy shows the plan as at: 22 November 2026
        - Plan: P-1
        - Version: eedfc612a06e
    "#]]
    .assert_eq(&copy);
}

#[test]
fn a_plan_that_has_ended_says_so_and_how_to_come_back() {
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
    expect![[r#"
        # My care plan

        Plan P-1. Copy for Rhys Example, as at 22 November 2026.

        **CPA ended on 16 November 2026.**

        **The reason: it is no longer needed.**

        **Who looks after you now: Jo Smith.**

        **How to come back: Phone the duty worker.**

        ## Who to contact

        ### Jo Smith

        Phone first.

        - Office: 01632 960123

        Jo Smith is a social worker.
        Monday to Friday, 9am to 5pm.

        ### Duty worker

        Phone when you need the team again.

        - Office: 01632 960100

        ## Other people in my plan

        ### Sue Lane

        - Office: 01632 960127

        Sue Lane was your care coordinator.
        Sue is an occupational therapist.

        ## What others may have

        Your team may read all of your plan: Jo Smith and Duty worker.

        ## My details

        - Name: Rhys Example
        - This plan is: Ended

        ## About this copy

        - This copy shows the plan as at: 22 November 2026
        - Plan: P-1
        - Version: c70b0ad326a8
    "#]]
    .assert_eq(&copy);
}

#[test]
fn a_review_that_is_late_is_said_to_be_late() {
    let copy = copy_of("next_review_due = 2026-10-01\ncare_coordinator = \"jo\"\n");
    assert!(
        copy.contains(
            "Your review was to be held by 1 October 2026. It is late: ask Jo Smith when it will be."
        )
    );
    assert!(copy.contains("- Was to be done by Thursday 1 October 2026: My next review"));
}

#[test]
fn a_copy_in_another_format_than_asked_for_says_so() {
    let copy = copy_of("[communication]\ncopy_format = \"braille\"\n");
    assert!(copy.contains(
        "You asked for braille. This copy is in standard print: ask your care coordinator for one in braille."
    ));
    assert!(
        !copy_of("[communication]\ncopy_format = \"standard\"\n").contains("This copy is in standard print")
    );
}

#[test]
fn what_was_asked_and_is_not_there_is_said() {
    let copy = copy_of("[health]\nmedicines = []\nconditions = []\n");
    assert!(copy.contains("### My medicines\n\nI take none.\n"), "{copy}");
    assert!(copy.contains("### My physical health\n\n- None\n"), "{copy}");
}

#[test]
fn the_next_12_months_end_after_12_months() {
    let need = |day: &str| copy_of(&format!("[[needs]]\nneed = \"x\"\ngoal = \"Sing\"\ngoal_by = {day}\n"));
    assert!(need("2027-11-22").contains("- By Monday 22 November 2027: My goal: Sing"));
    assert!(!need("2027-11-23").contains("My next 12 months"));
}

#[test]
fn a_draft_says_draft_in_both_formats() {
    assert!(copy_of("status = \"draft\"\n").contains("**DRAFT. This plan is still being written"));
    let html = html_of("status = \"draft\"\n");
    assert!(html.contains("<p class=\"note\">DRAFT. This plan is still being written"));
    assert!(html.contains("content: \"DRAFT\""));
    assert!(!html_of("status = \"active\"\n").contains("DRAFT"));
}

/// Every copy of every sample plan, with its name.
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
        // A list whose items are paragraphs is two lists that ran together.
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
fn html_copies_are_one_small_file_with_headings_in_order() {
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

/// Headings with nothing under them.
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
fn whatever_line_is_left_out_no_heading_stands_over_nothing() {
    let text = std::fs::read_to_string(checkout("plans/northside/NS-0042.toml")).expect("a sample plan");
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
    for out in 0..lines.len() {
        let text = [&lines[..out], &lines[out + 1..]].concat().join("\n");
        let source = std::sync::Arc::new(cpa::parse::Source::new("NS-0042.toml", text));
        // What stops a copy is not asked here: it must read well whatever is missing.
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
fn the_next_review_is_that_of_the_list_of_reviews_due() {
    let review = "[[reviews]]\nheld = 2026-11-02\noutcome = \"continue\"\n";
    let agreed = |day: &str| copy_of(&format!("next_review_due = {day}\n{review}"));
    assert!(
        agreed("2027-05-03")
            .contains("Your next review will be held by Monday 3 May 2027. No day is booked yet.")
    );
    // A day before the review that was held has passed with it.
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
fn what_the_plan_says_of_a_colleague_adds_to_what_the_list_says() {
    let people =
        "[jo]\nname = \"Jo Smith\"\nphones = { office = \"01632 960123\", mobile = \"07700 900321\" }\n";
    let plan = "id = \"P-1\"\ncare_coordinator = \"jo\"\n[person]\nname = \"Rhys Example\"\n[people.jo]\nphones = { desk = \"01632 960124\", mobile = \"07700 900322\" }\n";
    let copy = cpa(["render", "P-1.toml"]).file("people.toml", people).file("P-1.toml", plan).run().out;
    for number in ["Desk: 01632 960124", "Mobile: 07700 900322", "Office: 01632 960123"] {
        assert!(copy.contains(number), "{number} in\n{copy}");
    }
    assert!(!copy.contains("900321"), "the plan's own number of a kind replaces the list's:\n{copy}");
}
