//! Copies for others than the person: helpers, and how copies speak to each kind of reader.

use cpa::cli::Exit;
use expect_test::ExpectFile;

use crate::harness::{checkout, cpa, toml};
use crate::render::{copy_of, plan};

/// Returns the copy of a sample plan for a reader.
#[track_caller]
pub(crate) fn sample(name: &str, reader: &str) -> String {
    let path = checkout(&format!("plans/{name}.toml")).display().to_string();
    let ended = cpa(["render", &path, "--for", reader]).run();
    assert_eq!((ended.err.as_str(), ended.exit), ("", Exit::Clean), "{}", ended.out);
    ended.out
}

/// Returns the copy of plan P-1 of Rhys Example for a reader.
#[track_caller]
pub(crate) fn copy_for(reader: &str, more: &str) -> String {
    let ended = plan(cpa(["render", "P-1.toml", "--for", reader]), more).run();
    assert_eq!((ended.err.as_str(), ended.exit), ("", Exit::Clean), "{}", ended.out);
    ended.out
}

/// Compares what is above the first section, the headings, and the sections of these names.
#[track_caller]
pub(crate) fn assert_sections(copy: &str, names: &[&str], expected: &ExpectFile) {
    let (above, rest) = copy.split_once("\n## ").expect("a section");
    let mut text = format!("{above}\n");
    for section in rest.split("\n## ") {
        let (heading, body) = section.split_once('\n').expect("a section has content");
        text.extend(["## ", heading, "\n"]);
        if names.contains(&heading) {
            text.extend([body.trim_end(), "\n\n"]);
        }
    }
    expected.assert_eq(&text);
}

#[track_caller]
pub(crate) fn assert_contains(copy: &str, texts: &[&str]) {
    for text in texts {
        assert!(copy.contains(text), "{text} in\n{copy}");
    }
}

#[track_caller]
pub(crate) fn assert_lacks(copy: &str, texts: &[&str]) {
    for text in texts {
        assert!(!copy.contains(text), "{text} in\n{copy}");
    }
}

#[test]
fn name_of_the_person_cannot_be_markup() {
    for name in ["<b>*A* [x](y)</b>", "أمينة"] {
        let text = format!("id = \"P-1\"\n[person]\nname = \"{name}\"\n[crisis]\nwhat_helps = [\"Tea\"]\n");
        let copy = |format: &str| {
            cpa(["render", "P-1.toml", "--for", "team", "--format", format]).file("P-1.toml", &text).run().out
        };
        let (md, html) = (copy("md"), copy("html"));
        assert_lacks(&md, &["<b>", "*A* [x]", "\u{fdd0}"]);
        assert_lacks(&html, &["<b>", "\u{fdd0}"]);
        assert!(html.contains("<title>") && md.starts_with("# "), "{md}");
    }
}

/// A plan whose values contain none of the words that a person says about themselves.
const PLAIN: &str = include_str!("../cases/plain-words.toml");

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[test]
fn only_the_persons_copy_says_i_or_me() {
    for reader in ["team", "nia", "jo"] {
        let copy = copy_for(reader, PLAIN);
        for word in ["i", "me", "my", "myself", "mine", "he", "she", "his", "her"] {
            assert!(!words(&copy).iter().any(|other| other == word), "{word} for {reader} in\n{copy}");
        }
    }
    let copy = copy_for("team", PLAIN);
    let is_to_reader = |line: &&str| words(line).iter().any(|word| word == "you" || word == "your");
    let to_reader: Vec<&str> = copy.lines().filter(is_to_reader).collect();
    assert_eq!(to_reader, Vec::<&str>::new());
}

#[test]
fn end_of_a_scheme_is_in_the_third_person() {
    let ended = toml(
        r#"
        status = "ended"
        [ended]
        on = 2026-11-01
        reason = "the person chose to leave"
        "#,
    );
    let command = plan(cpa(["render", "P-1.toml", "--for", "team"]), &ended);
    let copy = command.file("cpa.toml", "scheme = \"key-worker\"\n").run().out;
    let ended = "**Rhys Example's time with the team ended on 1 November 2026.**";
    assert_contains(&copy, &[ended, "**The reason: Rhys Example chose to leave.**"]);
}

#[test]
fn recurring_action_goes_on_until_its_last_day() {
    let action = |more: &str| {
        let action = "[[needs]]\nneed = \"Sleep\"\n[[needs.actions]]\nwhat = \"Walk\"\n";
        copy_for("person", &format!("{action}{more}\n"))
    };
    for (more, expected) in [
        ("when = \"weekly\"", "So far: Going on"),
        ("when = \"Twice a week\"", "So far: Going on"),
        ("when = \"each Monday\"", "So far: Going on"),
        ("when = \"weekly\"\nfrom = 2027-01-05", "So far: Planned"),
        ("when = \"weekly\"\nuntil = 2026-11-01", "So far: The last day has passed"),
        ("from = 2026-10-01\nuntil = 2026-11-01", "So far: The last day has passed"),
        ("from = 2026-10-01", "So far: Going on"),
        ("from = 2026-10-01\nwhen = 2026-11-01", "This day has passed."),
        ("from = 2026-10-01\nwhen = 2026-11-01", "So far: Begun"),
        ("when = 2026-11-01", "So far: Planned"),
    ] {
        assert_contains(&action(more), &[expected]);
    }
}

#[test]
fn invisible_settings_of_the_service_are_left_out() {
    let settings = toml(
        r#"
        service = "\u200B"
        [copies]
        return_to = "\u200B"
        unhappy = "\u200B"
        "#,
    );
    let copy = plan(cpa(["render", "P-1.toml"]), "").file("cpa.toml", settings).run().out;
    assert_lacks(&copy, &["Service", "If you found", "unhappy"]);
}

#[test]
fn first_of_several_names_has_a_capital() {
    let copy = copy_of(&toml(
        r#"
        [people.sam]
        relationship = "brother"
        [people.ro]
        name = "Ro"
        relationship = "friend"
        [[needs]]
        need = "A flat"
        [[needs.actions]]
        what = "Look"
        who = ["sam", "ro"]
        "#,
    ));
    assert_contains(&copy, &["  - Who: My brother leads, with Ro\n"]);
}
