//! `cpa explain`: every rule, every fault and every key has its page.

use std::collections::BTreeSet;

use cpa::cli::Exit;
use cpa::parse::{TomlTable, ValueType};
use cpa::plan::{Plan, keys};
use cpa::validate::{fixed_rules, rules};
use expect_test::expect;
use walkdir::WalkDir;

use crate::harness::{Output, checkout, cpa, cpa_at, cpa_plain};

fn explained(name: &str) -> String {
    let Output { exit, out, err } = cpa_plain(&["explain", name]);
    assert_eq!((exit, err.as_str()), (Exit::Clean, ""), "{name}");
    out
}

/// The names in brackets after the word of a severity.
fn shown(text: &str) -> impl Iterator<Item = &str> {
    ["error[", "warning[", "info["].into_iter().flat_map(|word| text.split(word).skip(1)).filter_map(|rest| {
        let (name, _) = rest.split_once(']')?;
        is_name(name).then_some(name)
    })
}

fn is_name(text: &str) -> bool {
    let may = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.chars().all(may)
}

/// The names of format errors in a source file: the first argument of each call of `error`.
fn raised(text: &str) -> impl Iterator<Item = &str> {
    let calls = text.split("error(").skip(1);
    calls
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
        .filter(|text| is_name(text))
}

#[test]
fn every_rule_and_format_error_has_a_page() {
    let mut names = BTreeSet::new();
    for folder in ["tests", "examples", "src"] {
        // What npm brings is not ours to explain.
        let ours = WalkDir::new(checkout(folder)).into_iter();
        for entry in ours.filter_entry(|entry| entry.file_name() != "node_modules") {
            let entry = entry.expect("a readable checkout");
            let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
            names.extend(shown(&text).map(str::to_owned));
            if folder == "src" {
                names.extend(raised(&text).map(str::to_owned));
            }
        }
    }
    assert!(
        names.contains("misplaced-key") && names.contains("not-utf8") && names.contains("review-overdue")
    );
    for name in &names {
        assert!(explained(name).starts_with(&format!("# {name}\n\n- A ")), "{name}");
    }
    for name in
        rules::ALL.iter().map(|rule| rule.name).chain(fixed_rules::ALL.iter().map(|fault| fault.rule.name()))
    {
        assert!(explained(name).starts_with(&format!("# {name}\n\n- A ")), "{name}");
    }
}

#[test]
fn names_of_rules_are_unique_and_pages_are_not_empty() {
    for fault in fixed_rules::ALL {
        assert!(rules::named(fault.rule.name()).is_none(), "{}", fault.rule.name());
        assert!(fault.page.len() > 100 && fault.page.ends_with('.'), "{}", fault.rule.name());
        assert!(!fault.summary.ends_with('.'), "{}", fault.rule.name());
    }
}

#[test]
fn every_key_has_a_page_and_its_example_can_be_read() {
    let several = |name: &str| {
        Plan::KEYS.iter().any(|key| key.name == name && matches!(key.value_type, ValueType::Tables(_)))
    };
    for at in keys() {
        let page = explained(at.key.name);
        let (place, example) = (at.place(), at.example());
        assert!(page.to_lowercase().contains(&place.to_lowercase()), "{} {place}", at.key.name);
        assert!(page.contains(&at.key.doc()), "{}", at.key.name);
        let file = if place.contains("cpa.toml") {
            "cpa.toml"
        } else if place.contains("people.toml") {
            "people.toml"
        } else {
            "X-1.toml"
        };
        // A table below others of a list needs one above it.
        let above = example.trim_start_matches('[').split_once('.').map(|(above, _)| above);
        let above = above.filter(|above| example.starts_with('[') && several(above));
        let above = above.map(|above| format!("[[{above}]]\n")).unwrap_or_default();
        let command = cpa(["validate", "--format", "concise"]).file("cpa.toml", "").file("X-1.toml", "");
        let told = command.file(file, format!("{above}{example}\n")).run().out;
        let reads = |rule: &&str| {
            ["syntax", "wrong-type", "unknown-key", "misplaced-key", "unknown-choice", "unknown-rule"]
                .contains(rule)
        };
        let wrong: Vec<&str> =
            told.lines().filter(|line| line.starts_with(file)).flat_map(shown).filter(reads).collect();
        assert_eq!(wrong, Vec::<&str>::new(), "the example of {} {place}:\n{example}\n{told}", at.key.name);
    }
}

#[test]
fn page_of_a_rule_shows_the_settings_here() {
    let head = |settings: &str| {
        let command = cpa(["explain", "review-overdue"]).file("plans/cpa.toml", settings);
        let out = command.run().out;
        out.lines().take(6).map(|line| line.to_owned() + "\n").collect::<String>()
    };
    expect![[r#"
        # review-overdue

        - A rule of care: a review was not held by its day
        - Severity: error, as `plans/cpa.toml` sets it; else warning
        - Group: reviews and dates (`--select reviews`)

    "#]]
    .assert_eq(&head("[rules]\nreview-overdue = \"error\"\n"));
    expect![[r#"
        # review-overdue

        - A rule of care: a review was not held by its day
        - Severity: warning
        - Group: reviews and dates (`--select reviews`)

    "#]]
    .assert_eq(&head(""));
}

#[test]
fn format_error_has_its_own_page() {
    expect![[r#"
        misplaced-key

        - A fault of reading: a key stands in a table to which it does not belong
        - Severity: error, always: it cannot be set

        The format has this key, but not here: a line belongs to the last header in
        square brackets above it. What belongs to the plan as a whole stands at the top
        of the file, above the first header; everything else below the header of its own
        table. Often a header was deleted, or a line was added at the end of the file.
        `cpa explain KEY` says where a key belongs.
    "#]]
    .assert_eq(&cpa_at(&["explain", "misplaced-key"], 80).out);
}

#[test]
fn page_of_a_rule_is_wrapped_at_a_terminal() {
    expect![[r#"
        action-without-who

        - A rule of care: an action that is nobody's
        - Severity: error
        - Group: needs and actions (`--select needs`)

        "Ensure medication compliance" is nobody's job. Every action
        says who does it: the first one named leads, and "person" is
        the person whose plan it is.

        Wrong:

            [[needs]]
            need = "I have not slept properly since January"
            goal = "Sleep through"

              [[needs.actions]]
              what = "See Dr Osei about my sleep"
              when = 2026-12-01

        Right:

            [[needs]]
            need = "I have not slept properly since January"
            goal = "Sleep through"

              [[needs.actions]]
              what = "See Dr Osei about my sleep"
              who = ["jo", "person"]
              when = 2026-12-01
    "#]]
    .assert_eq(&cpa_at(&["explain", "action-without-who"], 60).out);
}

#[test]
fn page_of_a_key_has_its_part_and_an_example() {
    expect![[r#"
        who

        In `[[needs.actions]]`

        Who does it: one handle or a list, the first leads.

        - What stands there: a handle in quotes, like "jo", or a list of them in square
          brackets
        - Part: needs; it stands in the copies of whoever may have this part

        Example:

            [[needs.actions]]
            who = "jo"
    "#]]
    .assert_eq(&cpa_at(&["explain", "needs.actions.who"], 80).out);
    expect![[r#"
        copy

        In `[people.….consent]`

        The parts that they may have in a copy. []: I was asked, and said no.

        - What stands there: a list in square brackets, each one of `contacts`,
          `crisis`, `about me`, `needs`, `finance and money`, `accommodation`, `personal
          care and physical well-being`, `education and training`, `work and
          occupation`, `parenting or caring relationships`, `social, cultural or
          spiritual`, `medical and other treatment`, `services`, `diagnosis`,
          `medicines`, `physical health`, `risks`, `legal` or `reviews`
        - Part: office; the person and the team see it, and no consent opens it to
          anybody else

        Example:

            [people.jo.consent]
            copy = ["contacts"]
    "#]]
    .assert_eq(&cpa_at(&["explain", "people.*.consent.copy"], 80).out);
}

#[test]
fn page_of_a_key_lists_every_table_that_has_it() {
    expect![[r#"
        reviews

        In a plan

        Every review, oldest first: booked; held or cancelled; its outcome recorded.

        - What stands there: a table of its own under double brackets
        - Its keys: `booked`, `where`, `invite`, `cancelled`, `because`, `held`,
          `until`, `recorded`, `recorded_by`, `outcome`, `present`,
          `person_absent_because`, `apologies`, `my_view`, `summary`, `views`,
          `withhold`
        - Part: reviews; it stands in the copies of whoever may have this part

        Example:

            [[reviews]]
            booked = 2026-03-31

        In `cpa.toml`

        When reviews are due.

        - What stands there: a table
        - Its keys: `every`, `at_most`, `soon`

        Example:

            [reviews]
            every = "6 months"
    "#]]
    .assert_eq(&cpa_at(&["explain", "reviews"], 80).out);
    expect![[r##"
        # phones

        ## In `[person]`

        My phones by kind, the best one first.

        - What stands there: a table
        - Each under a name that you choose: text in quotes
        - Part: identity; the person, the team and the GP see it, and no consent opens it to anybody else
        - It tells who somebody is: no finding shows it anywhere but on a terminal

        Example:

        ```toml
        [person]
        phones = { mobile = "…" }
        ```

        ## In `[people.…]`

        Their phones by kind, the best one first.

        - Also in `[…]` of `people.toml`
        - What stands there: a table
        - Each under a name that you choose: text in quotes
        - Part: contacts; it stands in the copies of whoever may have this part
        - It tells who somebody is: no finding shows it anywhere but on a terminal

        Example:

        ```toml
        [people.jo]
        phones = { mobile = "…" }
        ```
    "##]]
    .assert_eq(&cpa_plain(&["explain", "phones"]).out);
}

#[test]
fn a_key_is_found_by_its_path_however_it_is_typed() {
    for same in
        ["people.*.consent.copy", "people.consent.copy", "people.nia.consent.copy", "consent.copy", "copy"]
    {
        assert!(explained(same).contains("## In `[people.….consent]`"), "{same}");
    }
    assert_eq!(explained("[crisis]"), explained("crisis"));
    assert_eq!(explained("[[needs.actions]]"), explained("needs.actions"));
    assert!(explained("who").matches("\n## ").count() > explained("actions.who").matches("\n## ").count());
}

#[test]
fn several_names_are_several_pages() {
    let out = cpa_plain(&["explain", "syntax", "aim"]).out;
    assert!(out.starts_with("# syntax\n") && out.contains("\n\n# aim\n"), "{out}");
}

#[test]
fn lines_fit_every_terminal_but_for_examples() {
    let names = ["review-overdue", "crisis", "who", "people.*.consent.copy", "syntax"];
    for width in [40, 80, 200] {
        for name in names {
            let out = cpa_at(&["explain", name], width).out;
            let long = |line: &&str| !line.starts_with("    ") && line.chars().count() > width.min(100);
            assert_eq!(out.lines().filter(long).collect::<Vec<_>>(), Vec::<&str>::new(), "{name} at {width}");
        }
    }
}

#[test]
fn unknown_name_gets_a_suggestion() {
    let told = |name: &str| {
        let ended = cpa_plain(&["explain", name]);
        assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""), "{name}");
        ended.err
    };
    let names = ["review-overdu", "crisis.earlysigns", "misplacedkey", "nonsense", "", "x\u{1b}[2J"];
    expect![[r#"
        error: no rule and no key is called `review-overdu`: did you mean `review-overdue`?
        error: no rule and no key is called `crisis.earlysigns`: did you mean `early_signs`?
        error: no rule and no key is called `misplacedkey`: did you mean `misplaced-key`?
        error: no rule and no key is called `nonsense`: did you mean `consent`?
        error: no rule and no key is called ``: `cpa rules` lists the rules, and the README's page of the format the keys
        error: no rule and no key is called `x�[2J`: `cpa rules` lists the rules, and the README's page of the format the keys
    "#]]
    .assert_eq(&names.map(told).concat());
}
